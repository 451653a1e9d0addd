/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that webhooks are sent to (t/walk/hook_receiver.py says how it answers), that ends with
 * the calling process. */
#ifndef REGULARS_T_HOOK_RECEIVER_H
#define REGULARS_T_HOOK_RECEIVER_H

#include <cjson/cJSON.h>
#include "base/arena.h"

struct hook_receiver {
	const char *folder;
	int port;
};
struct hook_receiver hook_receiver_start(struct arena *a);
/* The secrets it checks by, from now on. */
void hook_receiver_knows(const struct hook_receiver *r, const char *const *secrets, size_t n);
/* What /mood answers from now on. */
void hook_receiver_mood(const struct hook_receiver *r, const char *word);
/* The nth call, from 1; NULL: there were fewer. */
cJSON *hook_receiver_call(struct arena *a, const struct hook_receiver *r, int nth);

#endif
