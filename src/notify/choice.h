/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an address wants to be written to about; for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_CHOICE_H
#define REGULARS_NOTIFY_CHOICE_H

#include "notify/store.h"

enum message_topic {
	TOPIC_NECESSARY, /* always sent: what proves a purchase, and what was asked for */
	TOPIC_DELIVERY,
	TOPIC_OFFERS,
	TOPIC__MAX
};
enum choice_place {
	CHOICE_SIGNED_IN = 1,
	CHOICE_BY_LINK = 2,
	CHOICE_ONE_CLICK = 3,
	CHOICE_BY_PROGRAM = 4,
};
enum choice_answer { CHOICE_NEVER_SAID, CHOICE_NO, CHOICE_YES };

/* Pure (rules.c). */
enum message_topic message_topic(const char *template);

/* A mail program may show its button for it (List-Unsubscribe): of advertising alone. What is about
 * somebody's own order is chosen on the page that each mail links to. */
bool message_has_button(enum message_topic t);

/* It is to sell, or asks for a favour: who is unhappy with the shop is spared it until that is
 * resolved. */
bool message_is_marketing(const char *template);
/* One that was held back for so long says nothing new any more. */
#define MARKETING_DAYS 14

/* It may ring besides the e-mail: what tells of something that is still to be done. */
bool message_rings_besides(const char *template);

/* What was said of an address, a number, or an id of WeChat. One statement. */
enum choice_answer choice_said(struct work *w, enum message_channel c, const char *to,
			       enum message_topic t);
/* True where nobody said otherwise. */
bool choice_wants(struct work *w, enum message_channel c, const char *to, enum message_topic t);
void choice_set(struct work *w, enum message_channel c, const char *to, enum message_topic t,
		bool wanted, enum choice_place place);

/* The page of a message's recipient, "/messages/ID?k=…", which proves by itself who asks; NULL:
 * this message gives none, for whoever reads over a shoulder would have it too. */
char *choice_path(struct work *w, const struct message *m);
/* What a mail program's button posts to; as above. */
char *choice_one_click_path(struct work *w, const struct message *m);
/* The key fits the message of this id. */
bool choice_key_fits(const struct app *app, uint64_t message_id, const char *key);

#endif
