/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox: what a customer says that somebody has to act on, its clock, what became of it, and
 * the thread with its customer; for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_ITEM_H
#define REGULARS_FEEDBACK_ITEM_H

#include "feedback/inside.h"
#include "feedback/reading.h"

enum item_source {
	ITEM_MESSAGE, /* they wrote to the shop */
	ITEM_REVIEW,  /* few stars of an item */
	ITEM_RATING,  /* few stars of delivery or service */
	ITEM_SURVEY,  /* a low score of a survey */
	ITEM_ALARM,   /* a topic that rose (feedback/alarm.h): no one customer's */
	ITEM_CALL,    /* somebody rang, and a colleague wrote it down */
	ITEM_SOURCE__MAX
};
extern const char *const item_source_word[ITEM_SOURCE__MAX];

enum item_state { ITEM_NEW, ITEM_TAKEN, ITEM_WAITING, ITEM_RESOLVED, ITEM_HIDDEN, ITEM_STATE__MAX };
extern const char *const item_state_word[ITEM_STATE__MAX];

/* Where lists find one. */
enum item_shelf { SHELF_TO_DO, SHELF_WAITING, SHELF_RESOLVED, SHELF_HIDDEN };

enum item_outcome {
	OUTCOME_ANSWERED,
	OUTCOME_COMPENSATED,
	OUTCOME_REPLACED,
	OUTCOME_REFUNDED,
	OUTCOME_PASSED_ON, /* to whoever can make it better */
	OUTCOME_NOTHING,   /* nothing was to be done */
	ITEM_OUTCOME__MAX
};
extern const char *const item_outcome_word[ITEM_OUTCOME__MAX];

enum item_act {
	ITEM_WAS_OPENED,
	ITEM_HEARD, /* its customer wrote again */
	ITEM_ANSWERED,
	ITEM_ANSWERED_ASKING, /* and its customer is to answer */
	ITEM_GIVEN,           /* to a colleague, or to oneself */
	ITEM_WAS_RESOLVED,
	ITEM_WAS_HIDDEN,
	ITEM_WAS_REOPENED,
	ITEM_COMPENSATED, /* points or a credit were given */
	ITEM_SORTED,      /* a colleague said what it is about */
	ITEM_LINKED,      /* who wrote in a chat is a customer */
	ITEM_UNLINKED,    /* that was wrong */
	ITEM_ACT__MAX
};
extern const char *const item_act_word[ITEM_ACT__MAX];

enum item_gift { GIFT_POINTS, GIFT_CREDIT, ITEM_GIFT__MAX };
extern const char *const item_gift_word[ITEM_GIFT__MAX];

enum message_by {
	MESSAGE_BY_PAGE,
	MESSAGE_BY_MAIL,
	MESSAGE_BY_CALL,
	MESSAGE_BY_WECHAT, /* from here: as enum chat_channel */
	MESSAGE_BY_WEIBO,
	MESSAGE_BY_WIDGET,
	MESSAGE_BY_CHAT,
	MESSAGE_BY__MAX
};
extern const char *const message_by_word[MESSAGE_BY__MAX];

#define MESSAGE_CHARS 2000

struct chat_user;
struct item {
	uint64_t id, customer_id, order_id, owner_id; /* 0: none */
	const struct chat_user *chat;                 /* who asked there; NULL: in none */
	const struct alarm *alarm;                    /* of ITEM_ALARM, read with it; else NULL */
	enum item_source source;
	enum item_state state;
	bool regular;
	int score;            /* 0: none */
	bool has_nps;         /* a low one */
	int nps;              /* 0 to 10 */
	uint64_t response_id; /* of a survey, which called; 0: none */
	const char *body;
	enum lang lang;
	const struct kept_reading *reading; /* NULL: no words, or not read yet */
	unsigned topics;                    /* bits of enum text_topic: read, or said */
	struct instant opened_at, due_at /* none: nothing is due */, answered_at, ended_at;
	int outcome; /* enum item_outcome; -1: none */
	int version;
	const char *number, *currency; /* of its order; read for the desk; NULL: none */
};
struct item_event {
	enum item_act kind;
	enum item_state state;
	uint64_t subject_id;
	int word;       /* -1: none */
	int64_t amount; /* of what was given; 0: nothing was */
	const char *why;
	struct actor actor;
	struct instant at;
};
struct message_line {
	uint64_t id, item_id, order_id, staff_id, chat_id; /* chat_id: written only */
	enum message_by by;
	bool is_ours;
	const char *body, *number;
	const char *heard_by; /* what it came by; NULL: no program handed it on */
	const char *
		order_named; /* as an order's number, whosever it is; read where it is about none */
	struct instant at;
};

/* ---- rules (item_rules.c): pure ---- */
/* What becomes of one by an act. False: not now. */
bool item_step(enum item_state now, enum item_act act, enum item_state *then);
enum item_shelf item_shelf(enum item_state s);
/* So many working hours after `from`, in the shop's time: of each day those from one hour to
 * another; of a day that would have none, all of them. No hours: none. */
struct instant item_due(struct instant from, int64_t hours, int64_t open, int64_t close);
/* Below which stars the shop is called. */
#define ITEM_LOW 2
/* How likely somebody is to recommend the shop, where it is called. */
#define ITEM_LOW_NPS 6
/* The fewest of the stars that were given, where they are low; 0: none are. */
int item_low(const struct talk_draft *d, enum item_source *source, const char **words);

/* ---- use cases (item.c): inside work_transaction ---- */
struct item_draft {
	uint64_t customer_id, order_id;
	enum item_source source;
	int score;
	bool has_nps;
	int nps;
	uint64_t response_id;
	uint64_t chat_id; /* it was asked there; 0: in none */
	const char *body; /* NULL: none */
	enum lang lang;
};
/* What is open of the same order of theirs gets it, too; else a new one. */
uint64_t item_open(struct work *w, const struct item_draft *d);
/* An alarm's, which is no one customer's. */
uint64_t item_open_alarm(struct work *w);
/* Few stars call somebody; those that stay few call nobody again. */
void item_hear_talk(struct work *w, const struct order *o, const struct talk_draft *d);
/* A low score of a survey calls somebody, once for all its answers; what is written besides goes
 * along. Of who did not say who they are it is no customer's. */
struct survey_low;
struct survey_response;
void item_hear_survey(struct work *w, const struct survey_low *low,
		      const struct survey_response *r);

/* Each in a transaction of its own: */
enum item_refusal {
	ITEM_OK,
	ITEM_NOT_FOUND,
	ITEM_NOT_NOW,
	ITEM_STALE,
	ITEM_NOWHERE, /* nobody knows where to write to its customer, and no page shows it */
};
uint64_t message_from_customer(struct work *w, const struct item_draft *d, enum message_by by);
/* A call that a colleague took: outcome -1: it goes on; topic -1: as it is read. */
uint64_t message_of_call(struct work *w, const struct item_draft *d, int topic, int outcome);
/* Mail that was written back: it goes on with its item, whatever became of that. Told again by the
 * same Message-ID it is taken once. False: there is no such item. */
bool message_by_mail(struct work *w, uint64_t item_id, const char *words, const char *heard_by)
	__attribute__((warn_unused_result));
struct item_wish {
	enum item_act act;
	int version; /* as the form showed it */
	const char *words;
	uint64_t to; /* of handing over */
	int word;    /* enum hide_reason, enum item_outcome, enum text_topic; -1: none */
};
enum item_refusal item_do(struct work *w, uint64_t id, const struct item_wish *wish)
	__attribute__((warn_unused_result));

/* ---- the SQL (item_store.c) ---- */
void item_store_insert(struct work *w, const struct item *i, uint64_t chat_id);
bool item_store_get(struct work *w, uint64_t id, bool lock, struct item *out);
/* The newest open one of this customer about this order (0: about none) that was not asked in a
 * chat, locked; 0: none. */
uint64_t item_store_find_open(struct work *w, uint64_t customer_id, uint64_t order_id);
/* Something of this order is not over. */
bool item_store_has_open(struct work *w, uint64_t order_id);
/* Something that they were unhappy with is not over. */
bool item_store_has_low(struct work *w, uint64_t customer_id);
/* What these answers to a survey called, or 0. */
uint64_t item_store_of_response(struct work *w, uint64_t response_id);
/* What it is about, as a colleague says; topic -1: nothing of these. */
void item_store_topic(struct work *w, uint64_t id, int topic);
/* The words it began with are others, and are read anew. */
void item_store_words(struct work *w, uint64_t id, const char *body);
/* State, scores, owner, clock, outcome: version + 1. */
void item_store_save(struct work *w, const struct item *i);
void item_store_tell(struct work *w, uint64_t item_id, const struct item_event *e);
struct item_event *item_store_events(struct work *w, uint64_t item_id, size_t *n);
/* So many orders that count since one id, or since another. */
bool item_store_is_regular(struct work *w, uint64_t customer_id);
/* The SQL of threads: thread_store.c. at: 0 is now. */
void message_store_insert(struct work *w, const struct message_line *m, uint64_t customer_id);
bool message_store_is_heard(struct work *w, const char *heard_by);
/* The newest hundred of a person, or of an order alone, in the order they were written in. */
struct message_line *message_store_thread(struct work *w, uint64_t customer_id, uint64_t order_id,
					  size_t *n);
/* What of it the person may read who is signed in: about no order, or one that is shown to be
 * theirs. */
struct message_line *message_store_own_thread(struct work *w, uint64_t customer_id, size_t *n);
/* That of whoever it is about, whatever way it was written. */
struct message_line *item_thread(struct work *w, const struct item *i, size_t *n);
/* One that was not read yet. */
struct unread_item {
	uint64_t id;
	const char *body;
};
size_t item_store_unread(struct work *w, struct unread_item *out, size_t max);
void item_store_read_done(struct work *w, uint64_t id, const struct reading *r, const char *marks);

/* ---- lists (item_list_store.c) ---- */
enum item_view {
	ITEMS_TO_DO,
	ITEMS_LOW,
	ITEMS_MINE,
	ITEMS_WAITING,
	ITEMS_RESOLVED,
	ITEMS_HIDDEN,
	ITEM_VIEW__MAX
};
extern const char *const item_view_word[ITEM_VIEW__MAX];
struct item_filter {                             /* all of these together */
	int source, score, kind, feeling, topic; /* -1: any */
	struct instant from, until;              /* opened; none: any */
	const char *sku;                         /* of its order; NULL: any */
	uint64_t tier_id;                        /* its customer is in; 0: any */
};
struct item_list {
	enum item_view view;
	uint64_t staff_id; /* whose mine are */
	struct item_filter filter;
	uint64_t after; /* the last one of the page before; 0: from the start */
	int limit;
};
struct item *item_store_list(struct work *w, const struct item_list *l, size_t *n);
/* The same, but in each view the newest first, which no act moves; after: below this id. */
struct item *item_store_for_file(struct work *w, const struct item_list *l, size_t *n);
/* What a customer said besides this one, newest first. */
struct item *item_store_of_customer(struct work *w, uint64_t customer_id, uint64_t besides,
				    size_t *n);
/* How many each view holds, up to ITEMS_COUNTED. */
#define ITEMS_COUNTED 100
void item_store_counts(struct work *w, uint64_t staff_id, int counts[ITEM_VIEW__MAX]);

/* ---- trees (item_view.c) ---- */
cJSON *item_view(struct work *w, const struct item *i);
cJSON *message_thread_view(struct work *w, const struct message_line *all, size_t n, bool for_desk);

#endif
