/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages to customers: one row per event and recipient in the event's own transaction, sent
 * afterwards by the worker. */
#ifndef REGULARS_NOTIFY_NOTIFY_H
#define REGULARS_NOTIFY_NOTIFY_H

#include <cjson/cJSON.h>
#include "app.h"
#include "order/order.h"
#include "staff/staff.h"

/* The ways a message may go; all but e-mail need a setting of the shop's own. Into chats go answers
 * alone, to whoever asked there. */
enum message_channel {
	CHANNEL_EMAIL,
	CHANNEL_SMS,
	CHANNEL_WECHAT,
	CHANNEL_CHAT_WECHAT,
	CHANNEL_CHAT_WEIBO,
	CHANNEL_CHAT_WIDGET,
	CHANNEL_CHAT_OTHER,
	MESSAGE_CHANNEL__MAX
};
extern const char *const message_channel_word[MESSAGE_CHANNEL__MAX];
static inline bool message_is_to_chat(enum message_channel c)
{
	return c >= CHANNEL_CHAT_WECHAT;
}
/* It is set up and switched on. One statement; of e-mail none. */
bool message_goes_by(struct work *w, enum message_channel c);

/* ---- the outbox as a file ---- */
struct message_for_file {
	uint64_t id;
	const char *template, *channel, *state; /* words */
	const char *recipient;                  /* masked unless in_full */
	const char *lang, *order /* its number, or NULL */, *subject, *last_error, *answer;
	int tries;
	struct instant created_at, sent_at;
};
/* The desk's list as `filters`, its query string, has it, below this id (0: from the newest). One
 * statement. */
struct message_for_file *notify_list_for_file(struct work *w, const char *filters, uint64_t below,
					      bool in_full, size_t *n);

/* ---- for wiring.c: order events a customer is told of ---- */
/* EVENT_OWNER_CHANGED: its messages go over with the order. */
void notify_hear_owner(struct work *w, struct order *o, const struct order_event *e);
void notify_hear(struct work *w, struct order *o, const struct order_event *e);

/* Six digits for signing in; request_id makes it once. The code leaves the table when it is sent or
 * could not be, and is not sent once it is of no use. */
#define NOTIFY_CODE_LIFE (10 * INSTANT_MINUTE)
void notify_sign_in_code(struct work *w, uint64_t request_id, enum message_channel channel,
			 const char *to, enum lang lang, const char *code);

/* The one-time link that lets a new colleague in; it leaves the table when it is sent. */
void notify_staff_invitation(struct work *w, const char *email, enum lang lang, const char *role,
			     const char *link);

/* To staff: a webhook was switched off by rule, as it is gone or failed for too long. */
void notify_hook_off(struct work *w, const char *email, enum lang lang, uint64_t hook_id,
		     const char *name, bool is_gone);
/* A colleague was named in a note on an order; once a note. What it says stays in the shop. */
void notify_mentioned(struct work *w, const char *number, uint64_t note_id,
		      const struct staff_member *who);
/* The time of an order runs out; once a notice. kind: hold_ends, confirm_late, promise_near. */
void notify_clock(struct work *w, const char *number, const char *kind, struct instant due,
		  const struct staff_member *who, uint64_t notice_id);

/* Asks an order's customer what they think of it, and of what else of theirs arrived (at most ten);
 * once an order. False: nobody knows where to write to them, or nobody was told of it. */
bool notify_ask_review(struct work *w, const struct order *o, const uint64_t *also, size_t n_also)
	__attribute__((warn_unused_result));

/* Points that end soon, by day, the first one first: to who has an account, in one message. */
struct points_ending {
	int64_t points;
	struct instant at; /* the first moment without them */
};
void notify_points_end(struct work *w, uint64_t customer_id, const struct points_ending *v,
		       size_t n);

/* What a colleague writes to a customer, about an order or (order_id 0) about none; once a message
 * of the thread. False: nobody knows where to write to them. */
struct answer_mail {
	uint64_t message_id, customer_id, order_id;
	enum lang lang;
	const char *body, *reply_to; /* NULL: to the shop's address */
	bool is_solved;              /* it says what was done */
	const char *chat;        /* who asked in a chat: it goes there; NULL: as they are reached */
	enum message_channel by; /* of `chat` */
};
bool notify_answer(struct work *w, const struct answer_mail *a) __attribute__((warn_unused_result));
/* Whether somebody knows where to write to them, as notify_answer would. */
bool notify_reaches(struct work *w, uint64_t customer_id, uint64_t order_id);
/* Somebody came into a tier, left it, or has little time left to keep it (until lowers_at). */
struct tier_news {
	const char *step, *by;                      /* words of enum tier_step and tier_by */
	const char *was[LANG__MAX], *is[LANG__MAX]; /* names; NULL: none */
	int64_t missing;                            /* to keep it, of what `by` says */
	struct instant lowers_at;
};
void notify_tier(struct work *w, uint64_t customer_id, const struct tier_news *n);
/* The file with all that is held about them is there, until then. */
void notify_own_data(struct work *w, uint64_t customer_id, struct instant until);

/* Somebody has a reward: its code, and until when it is taken. */
struct reward_news {
	const char *name[LANG__MAX], *code;
	int64_t points;       /* what it took */
	struct instant until; /* the first moment without it; none: it stays */
};
void notify_reward(struct work *w, uint64_t customer_id, const struct reward_news *n);
/* Somebody's birthday, with what they are given, if anything. */
void notify_birthday(struct work *w, uint64_t customer_id, const struct reward_news *gifts,
		     size_t n);

/* Asks somebody by a survey: once an invitation, who agreed to such messages, or (is_solved) whose
 * matter was solved. False: they do not want it, or nobody knows where to write to them. */
struct survey_mail {
	uint64_t invite_id, customer_id, order_id; /* order_id: of what was solved; 0: none */
	enum lang lang;
	bool is_solved;
	const char *link; /* to the survey, for them alone */
	cJSON *question;  /* the first, with the links of its answers; it is taken over */
};
bool notify_survey(struct work *w, const struct survey_mail *s) __attribute__((warn_unused_result));

/* Whoever takes the shop's mail tells something, signed with the secret of bounces, in a JSON body
 * that is read then. False: not so, and that is answered. */
struct request;
struct response;
bool notify_told_by_mail_server(struct request *req, struct response *res)
	__attribute__((warn_unused_result));

/* The numbers and links of the orders given with this address; nothing where there is none. */
void notify_order_list(struct work *w, const char *email, enum lang lang);

/* What somebody is written to about, and which way (notify/matrix.h). At most five statements. */
cJSON *notify_choices_view(struct work *w, uint64_t customer_id);

/* When mail came back from this address for good; none: it did not. One statement. */
struct instant notify_bounced(struct work *w, const char *email);

/* What somebody reads in their account, whatever way it went besides: the newest news of orders
 * that are theirs to see, each once: [{template, order, at}]. One statement. */
cJSON *notify_notices_for(struct work *w, uint64_t customer_id, int max);
/* The newest 50 messages of somebody's orders: [{id, template, state, created_at, sent_at, order}].
 * One statement. */
cJSON *notify_list_for_customer(struct work *w, uint64_t customer_id);

/* ---- the worker's ---- */
/* Claims up to `max` messages that are due and delivers them; returns how many were tried. Never in
 * a transaction. */
int notify_deliver(struct work *w, int max);
/* Writes to whoever has to pay soon, or their order is closed; once an order and end. Returns how
 * many are to pay. */
int notify_remind_unpaid(struct work *w);
/* Gives messages back whose lease passed, and forgets those sent or failed more than 90 days ago.
 * Returns rows touched. */
int64_t notify_sweep(struct work *w);

/* Whether mail can go out as configured, for the doctor: signs in, sends nothing. NULL, or what is
 * wrong; fails where a file of the configuration is missing. */
const char *notify_try(struct arena *a, const struct config *c);

/* One is erased: what was written to them stays, without its words and without an address. */
void notify_erase_customer(struct work *w, uint64_t customer_id);
/* Two customers become one (wiring): messages go along. */
void notify_give_customer(struct work *w, const struct customer_move *m);
void notify_back_customer(struct work *w, const struct customer_move *m);

#endif
