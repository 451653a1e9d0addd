/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an address wants to be written to about; for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_CHOICE_H
#define REGULARS_NOTIFY_CHOICE_H

#include "notify/store.h"

enum message_topic {
	TOPIC_NECESSARY, /* always sent: what proves a purchase, and what was asked for */
	TOPIC_DELIVERY,
	TOPIC__MAX
};
enum choice_place { CHOICE_SIGNED_IN = 1, CHOICE_BY_LINK = 2, CHOICE_ONE_CLICK = 3 };

/* Pure (rules.c). */
enum message_topic message_topic(const char *template);

/* True where nobody said otherwise. */
bool choice_wants(struct work *w, const char *email, enum message_topic t);
void choice_set(struct work *w, const char *email, enum message_topic t, bool wanted,
		enum choice_place place);

/* The page of a message's recipient, "/messages/ID?k=…", which proves by itself who asks; NULL:
 * this message gives none, for whoever reads over a shoulder would have it too. */
char *choice_path(struct work *w, const struct message *m);
/* What a mail program's button posts to; as above. */
char *choice_one_click_path(struct work *w, const struct message *m);
/* The key fits the message of this id. */
bool choice_key_fits(const struct app *app, uint64_t message_id, const char *key);

#endif
