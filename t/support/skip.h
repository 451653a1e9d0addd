/* SPDX-License-Identifier: GPL-3.0-or-later */
/* skip("no database"): ends a test, or its fixture, without a verdict. The runner counts it and
 * shows the reason. */
#ifndef REGULARS_T_SKIP_H
#define REGULARS_T_SKIP_H

#include <check.h>

/* check has no skips of its own: one is a failure whose message starts with this. */
#define SKIP_MARK "skipped: "
/* A printf format and its values; the format is a literal. */
#define skip(...) ck_abort_msg(SKIP_MARK __VA_ARGS__)

#endif
