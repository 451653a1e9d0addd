/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages that come from WeChat, Weibo and other chats, and whose they are; for the files of
 * feedback/ alone. */
#ifndef REGULARS_FEEDBACK_CHAT_H
#define REGULARS_FEEDBACK_CHAT_H

#include "feedback/item.h"
#include "notify/notify.h"

/* Its word names a customer's identity there, too. */
enum chat_channel { CHAT_WECHAT, CHAT_WEIBO, CHAT_WIDGET, CHAT_OTHER, CHAT_CHANNEL__MAX };
extern const char *const chat_channel_word[CHAT_CHANNEL__MAX];
enum { CHAT_USER_CHARS = 128, CHAT_NAME_CHARS = 120, CHAT_ORDER_CHARS = 32 };

/* Somebody in a chat. Which customer that is says customer_find_elsewhere. */
struct chat_user {
	uint64_t id;
	enum chat_channel channel;
	const char *value, *name; /* their id there; "": no name is known */
};
/* How answers go there, and how what is written there stands in the thread. */
enum message_channel chat_way_out(enum chat_channel c);
enum message_by chat_by(enum chat_channel c);

/* ---- rules (chat_rules.c): pure ---- */
/* When it was written, as far as that can be believed. */
struct instant chat_written_at(struct instant said, struct instant now);
/* The language somebody is answered in who wrote this. */
enum lang chat_lang(const char *text);

/* ---- use cases (chat.c), each in a transaction of its own ---- */
struct chat_message {
	enum chat_channel channel;
	const char *user, *id, *text;
	struct instant at;
	const char *name, *order;  /* NULL: not given */
	const char *email, *phone; /* which the channel has verified; NULL: none */
	int lang;                  /* enum lang; -1: not given */
};
struct chat_heard {
	bool is_new, is_known; /* the message; its writer */
};
/* The same message id of a channel again is taken once. */
struct chat_heard chat_hear(struct work *w, const struct chat_message *m);
enum chat_refusal {
	CHAT_OK,
	CHAT_NOT_FOUND, /* no such item, or customer */
	CHAT_STALE,
	CHAT_NOT_NOW, /* of no chat; linked already, or not linked */
	CHAT_GIVEN    /* something was given for it: it stays */
};
/* Who wrote this item is that customer; all they wrote goes to them. version: of the item, as the
 * form showed it; 0: any. */
enum chat_refusal chat_link(struct work *w, uint64_t item_id, uint64_t customer_id, int version)
	__attribute__((warn_unused_result));
/* That was wrong: nothing of the chat is that customer's any more. */
enum chat_refusal chat_unlink(struct work *w, uint64_t item_id, int version)
	__attribute__((warn_unused_result));

/* ---- the secret that what hands messages on signs with (chat_secret.c) ---- */
/* A new one; that before is over. In the audit log. */
const char *chat_make_secret(struct work *w);
/* NULL: none was made, or it cannot be read any more. *made: there is one. */
const char *chat_secret(struct work *w, bool *made);

/* ---- the SQL (chat_store.c) ---- */
enum inbound_kind { INBOUND_CHAT = 1 };
/* Found or made, and locked; a name that is given stays. */
void chat_store_hold(struct work *w, struct chat_user *u);
/* The newest of theirs that is open and about this order or none (order_id 0: whatever it is
 * about), locked; 0: none. */
uint64_t chat_store_find_open(struct work *w, uint64_t chat_id, uint64_t order_id);
/* An order of this customer by its number; 0: none. */
uint64_t chat_store_order(struct work *w, const char *number, uint64_t customer_id);
/* It and its thread are about this order. */
void chat_store_about(struct work *w, uint64_t item_id, uint64_t order_id);
struct chat_item {
	uint64_t id;
	enum item_state state;
};
/* All of this chat, locked. */
struct chat_item *chat_store_items(struct work *w, uint64_t chat_id, size_t *n);
/* What nobody's it was is this customer's, with the orders that were named and are theirs. */
void chat_store_give(struct work *w, uint64_t chat_id, uint64_t customer_id, bool regular);
/* All of it is nobody's. */
void chat_store_part(struct work *w, uint64_t chat_id);
bool chat_store_has_given(struct work *w, uint64_t chat_id);
/* What they named last that may be an order's number; NULL: nothing. */
const char *chat_store_named(struct work *w, uint64_t chat_id);
struct message_line *message_store_of_chat(struct work *w, uint64_t chat_id, size_t *n);
void inbound_store_put(struct work *w, enum inbound_kind kind, struct bytes sealed);
struct bytes inbound_store_get(struct work *w, enum inbound_kind kind);

#endif
