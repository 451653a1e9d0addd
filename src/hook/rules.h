/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What webhooks decide by; for the files of hook/ alone. Pure: no I/O, no clock. */
#ifndef REGULARS_HOOK_RULES_H
#define REGULARS_HOOK_RULES_H

#include "hook/hook.h"

/* ---- what an answer means (hook/rules.c) ---- */
struct hook_answer {
	int status;          /* 0: there was none */
	int64_t retry_after; /* seconds it asked for; 0: none */
	int tries;           /* with this one */
};
struct hook_verdict {
	bool delivered, gone;
	bool give_up;
	int64_t wait_s;  /* until the next try */
	int64_t asked_s; /* what it asked for itself */
	bool pause_hook; /* others would fare no better now */
};
/* chance: any number, for the jitter. */
struct hook_verdict hook_judge(const struct hook_answer *a, uint64_t chance);

/* Seconds that a hook rests which has not answered well for so long; asked: what it wants. */
int64_t hook_pause_s(int64_t failing_s, int64_t asked_s);

/* ---- signing (hook/sign.c) ---- */
/* "evt_" and the number. */
char *hook_event_name(struct arena *a, uint64_t event_id);
/* What one sends to try a hook. */
#define HOOK_TRIAL "hook.test"
/* "order.shipped" */
char *hook_type(struct arena *a, enum order_event_kind kind);

#endif
