/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as files, for the tests of what stands in them. */
#ifndef REGULARS_T_EXPORTS_H
#define REGULARS_T_EXPORTS_H

#include "order/door.h"

/* Asks for it at the desk and lets the worker make it; the id. */
const char *exports_ask(struct browser *b, const char *fields);
struct answer *exports_file(struct browser *b, const char *id);
/* Both; its text. */
const char *exports_text(struct browser *b, const char *fields);
/* Lines behind the heads. */
size_t exports_rows(const char *text);

#endif
