/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Secrets as they stand in the table; for the files of hook/ alone. */
#ifndef REGULARS_HOOK_SEAL_H
#define REGULARS_HOOK_SEAL_H

#include "hook/rules.h"

struct bytes hook_seal(struct work *w, uint64_t hook_id, const uint8_t secret[HOOK_SECRET_BYTES]);
/* NULL: there is none, or it is not ours. */
const uint8_t *hook_unseal(struct work *w, uint64_t hook_id, struct bytes sealed);

#endif
