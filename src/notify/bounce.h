/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that came back, by the address it was sent to; for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_BOUNCE_H
#define REGULARS_NOTIFY_BOUNCE_H

#include "notify/store.h"

enum { BOUNCE_REASON = 180 };
enum bounce_kind { BOUNCE_HARD, BOUNCE_SOFT, BOUNCE__MAX };
extern const char *const bounce_kind_word[BOUNCE__MAX];

struct bounce {
	struct instant hard_at; /* none: it goes on */
	int soft;
	const char *reason;
	struct instant last_at;
};
/* False: none came back from there. */
bool bounce_get(struct work *w, const char *email, struct bounce *out);
/* Nothing is sent there any more where it is hard. Told again by the same id, it counts once. */
struct bounce_told {
	const char *id; /* of what told of it */
	const char *email, *reason;
	enum bounce_kind kind;
	uint64_t message_id; /* of the mail; 0: not known */
};
void bounce_tell(struct work *w, const struct bounce_told *t);
/* Somebody of the shop knows better: it is sent there again. */
void bounce_lift(struct work *w, const char *email);
/* "<912206270309285889@shop.example>", as mails are named here; 0: none of ours. */
uint64_t bounce_message_id(const char *name);

/* ---- who may tell: whoever has the secret (notify/bounce_secret.c) ---- */
/* A new one; that before is over. In the audit log. */
const char *bounce_make_secret(struct work *w);
/* NULL: none was made, or it cannot be read any more. *made: there is one. */
const char *bounce_secret(struct work *w, bool *made);

#endif
