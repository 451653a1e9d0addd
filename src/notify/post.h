/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handing mail over as the configuration says: to a mail server, or into a folder; for the files of
 * notify/ alone. */
#ifndef REGULARS_NOTIFY_POST_H
#define REGULARS_NOTIFY_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/config.h"

enum post_outcome {
	POST_DONE,
	POST_REFUSED, /* nobody will ever take this message: trying again is of no use */
	POST_LATER,   /* this message, another time; others may pass */
	POST_AWAY,    /* nobody takes anything now */
	POST_OUTCOME__MAX
};

struct letter {
	uint64_t id; /* names the file in a folder: a repeat writes the same one again */
	const char *recipient;
	const char *raw; /* the whole mail, lines end with CR LF */
	size_t len;
};

/* What a batch of messages goes out through. A connection is opened with the first and kept to the
 * last; it ends with the arena. */
struct post;
/* Fails where the configuration names a file that is not there. */
struct post *post_new(struct arena *a, const struct config *c);
/* *said is set to a line for staff, without the recipient's address: why not, or what was answered;
 * NULL: nothing was. */
enum post_outcome post_hand_over(struct post *p, const struct letter *l, const char **said);
/* Goes as far as being let in; NULL, or why not. Sends nothing. */
const char *post_try(struct post *p);

/* ---- by SMTP (notify/smtp.c) ---- */
struct smtp;
struct smtp *smtp_new(struct arena *a, const struct config *c);
enum post_outcome smtp_send(struct smtp *s, const struct letter *l, const char **said);
const char *smtp_try(struct smtp *s);

/* ---- rules (notify/rules.c): pure ---- */
enum smtp_phase {
	SMTP_SETUP, /* greeting, TLS, sign-in */
	SMTP_SENDER,
	SMTP_RECIPIENT,
	SMTP_CONTENT,
	SMTP_PHASE__MAX
};
/* What a conversation that failed means; code: the last answer's, 0: there was none. */
enum post_outcome post_judge(enum smtp_phase phase, int code);

#endif
