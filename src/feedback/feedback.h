/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers say: one conversation an order, with a review of each item. */
#ifndef REGULARS_FEEDBACK_FEEDBACK_H
#define REGULARS_FEEDBACK_FEEDBACK_H

#include <cjson/cJSON.h>
#include "app.h"
#include "order/order.h"

enum feedback_channel {
	FEEDBACK_BY_LINK,
	FEEDBACK_IN_ACCOUNT,
	FEEDBACK_ELSEWHERE, /* a file brought it */
	FEEDBACK_CHANNEL__MAX
};
extern const char *const feedback_channel_word[FEEDBACK_CHANNEL__MAX];

/* What is said with one touch; stored as bits, so new ones stand behind. */
enum review_tag {
	TAG_FRESH,
	TAG_GOOD_QUALITY,
	TAG_WELL_PACKED,
	TAG_AS_DESCRIBED,
	TAG_GOOD_VALUE,
	TAG_DAMAGED,
	TAG_WRONG_ITEM,
	TAG_NEAR_EXPIRY,
	TAG_NOT_AS_DESCRIBED,
	TAG_POOR_QUALITY,
	REVIEW_TAG__MAX
};
extern const char *const review_tag_word[REVIEW_TAG__MAX];

/* Where somebody heard of the shop. */
enum heard_of {
	HEARD_FRIEND,
	HEARD_SEARCH,
	HEARD_SOCIAL,
	HEARD_VIDEO,
	HEARD_MARKETPLACE,
	HEARD_LEAFLET,
	HEARD_OTHER,
	HEARD_OF__MAX
};
extern const char *const heard_of_word[HEARD_OF__MAX];

enum review_state {
	REVIEW_SHOWN,
	REVIEW_HIDDEN,
	REVIEW_WAITING, /* until the shop has looked at it, where settings.review_first */
	REVIEW_STATE__MAX
};
extern const char *const review_state_word[REVIEW_STATE__MAX];
/* Why one may be hidden. That it is unkind to the shop is no reason. */
enum hide_reason {
	HIDE_ADVERTISING,
	HIDE_ABUSE,
	HIDE_PERSONAL_DATA,
	HIDE_OFF_TOPIC,
	HIDE_REASON__MAX
};
extern const char *const hide_reason_word[HIDE_REASON__MAX];
enum review_act {
	REVIEW_REPLIED,
	REVIEW_WAS_HIDDEN,
	REVIEW_SHOWN_AGAIN,
	REVIEW_PUBLISHED,
	REVIEW_PHOTO_HIDDEN,
	REVIEW_PHOTO_SHOWN,
	REVIEW_ACT__MAX
};
extern const char *const review_act_word[REVIEW_ACT__MAX];

#define REVIEW_STARS     5
#define REVIEW_CHARS     500
#define REVIEW_CHARS_MIN 10  /* of a text, where there is one */
#define TALK_EDIT_DAYS   30  /* what was said can be changed */
#define FOLLOW_DAYS      180 /* something can be added to it, once */

/* ---- use cases ---- */
struct review_draft {
	uint64_t line_id;
	int stars;        /* 0: not rated */
	unsigned tags;    /* bits */
	const char *body; /* NULL: none */
};
struct talk_draft {
	uint64_t order_id;
	int version; /* of the conversation, as the form showed it; -1: whatever it is */
	enum lang lang;
	enum feedback_channel channel;
	bool anonymous;
	int delivery, service; /* stars; 0: not rated */
	int heard;             /* enum heard_of; -1: not said */
	struct review_draft *items;
	size_t n_items;
};
enum talk_refusal {
	TALK_OK,
	TALK_NOT_YET, /* nothing of it has arrived */
	TALK_OVER,    /* it was answered too long ago */
	TALK_STALE,
	TALK_EMPTY,     /* nothing is said */
	TALK_NO_LINE,   /* *item is of no line of the order that can be rated */
	TALK_NO_STARS,  /* *item has tags or words, or had stars, and no stars now */
	TALK_TOO_SHORT, /* the words of *item */
};
/* What was said stands from now on; what was given before and is given again otherwise is changed.
 * One transaction. */
enum talk_refusal talk_say(struct work *w, const struct talk_draft *d, size_t *item)
	__attribute__((warn_unused_result));

enum review_refusal {
	REVIEW_OK,
	REVIEW_NOT_FOUND,
	REVIEW_NOT_NOW, /* it is hidden, or shown, already */
	REVIEW_NOT_OWN, /* their own review is none that helped them */
};
/* In place of the one before. */
enum review_refusal review_reply(struct work *w, uint64_t id, const char *body)
	__attribute__((warn_unused_result));
enum review_refusal review_hide(struct work *w, uint64_t id, enum hide_reason reason,
				const char *why) __attribute__((warn_unused_result));
enum review_refusal review_show(struct work *w, uint64_t id) __attribute__((warn_unused_result));
/* Of one that waits. */
enum review_refusal review_publish(struct work *w, uint64_t id) __attribute__((warn_unused_result));

enum follow_refusal {
	FOLLOW_OK,
	FOLLOW_NOT_FOUND, /* no review of that order */
	FOLLOW_DONE,      /* something was added already */
	FOLLOW_OVER       /* it was written too long ago */
};
/* What a customer adds to their review of an order; it stays as it is. */
enum follow_refusal review_follow(struct work *w, uint64_t order_id, uint64_t id, const char *body)
	__attribute__((warn_unused_result));
/* A review that is shown helped this customer; said twice it counts once. *sku: its item's code. */
enum review_refusal review_helped(struct work *w, uint64_t id, uint64_t customer_id,
				  const char **sku) __attribute__((warn_unused_result));

/* A review that was written elsewhere, of an item of an order here. */
struct review_bring {
	uint64_t order_id;
	const char *sku, *body; /* body NULL: none */
	int stars;
	bool anonymous;
	struct instant at;
};
enum review_brought {
	BROUGHT_NEW,       /* *id: its review */
	BROUGHT_SAME,      /* it is there already */
	BROUGHT_ANOTHER,   /* the item has a review that says something else */
	BROUGHT_NO_LINE,   /* the order has no such item */
	BROUGHT_NOT_THERE, /* which has neither arrived nor left */
	BROUGHT_TOO_EARLY  /* it is from before the order */
};
/* Inside work_transaction. It is shown at once: that it was published elsewhere. */
enum review_brought review_bring(struct work *w, const struct review_bring *d, uint64_t *id)
	__attribute__((warn_unused_result));
/* Likewise; false: it is gone, or something became of it since. */
bool review_take_back(struct work *w, uint64_t id) __attribute__((warn_unused_result));

/* ---- surveys, for files ---- */
struct survey_line { /* an answer */
	uint64_t response_id;
	struct instant at;
	const char *order; /* its number, or NULL */
	int version;
	enum lang lang;
	int num;
	const char *kind;                      /* a word */
	const char *question_en, *question_zh; /* NULL: the score's own words */
	const char *answer_en, *answer_zh;     /* NULL: skipped */
};
/* "survey=ID" of a query string; 0: it names none. */
uint64_t survey_of_filters(const char *filters);
/* The answers of the responses behind *after, oldest first, by response; *after moves behind them,
 * and is 0 where there are no more. At most `max` responses. One statement. */
struct survey_line *survey_lines(struct work *w, uint64_t survey_id, uint64_t *after, int max,
				 size_t *n);

/* ---- reviews and the inbox, for files ---- */
struct review_for_file {
	uint64_t id;
	struct instant created_at, edited_at, replied_at;
	const char *order, *sku, *name_en, *name_zh;
	int stars;
	unsigned tags; /* bits of enum review_tag */
	enum review_state state;
	enum lang lang;
	bool anonymous;
	const char *body, *after, *reply; /* NULL: none */
};
/* The newest of the desk's list as `filters`, its query string, has it, below this id (0: from the
 * start). */
struct review_for_file *review_list_for_file(struct work *w, const char *filters, uint64_t below,
					     int limit, size_t *n);
struct item_for_file {
	uint64_t id, customer_id, owner_id; /* owner 0: nobody */
	struct instant opened_at, due_at, answered_at, ended_at;
	const char *source, *state;           /* words */
	const char *kind, *feeling, *outcome; /* words; NULL: none */
	unsigned topics;                      /* bits of n_topics words */
	const char *const *topic_words;
	int n_topics;
	int stars /* 0: none */, nps /* -1: none */;
	enum lang lang;
	const char *order, *sku /* of what a topic rose */, *body; /* NULL: none */
};
/* Likewise of the inbox, of whoever works here the view `mine`; the newest first in each view. */
struct item_for_file *inbox_list_for_file(struct work *w, const char *filters, uint64_t below,
					  int limit, size_t *n);
/* Filters that the inbox can read. */
struct request;
bool inbox_list_takes(const struct request *req, const char *filters);

/* ---- wiring ---- */
/* EVENT_SHIPPED, EVENT_DELIVERED, EVENT_FULFILLED, EVENT_RECEIPT_CONFIRMED: when to ask. */
void feedback_hear(struct work *w, struct order *o, const struct order_event *e);
/* EVENT_OWNER_CHANGED: what was said of an order is whose the order is. */
void feedback_hear_owner(struct work *w, struct order *o, const struct order_event *e);
/* The desk's page of an order: "feedback", null or what its customer said. Three statements. */
void feedback_add_to_desk(struct work *w, const struct order *o, cJSON *view);
/* Two customers become one. */
void feedback_give_customer(struct work *w, const struct customer_move *m);
void feedback_back_customer(struct work *w, const struct customer_move *m);

/* Whether somebody is unhappy with something that the shop has not resolved: nobody markets to them
 * until then. One statement. */
bool feedback_stops_marketing(struct work *w, uint64_t customer_id);

/* One is erased: their words go. */
void feedback_erase_customer(struct work *w, uint64_t customer_id);
/* One step of the task that makes the sizes of a review's photo. */
struct task;
bool feedback_photo_step(struct work *w, struct task *t);
/* Forgets removed photos with their files; true: there may be more. */
bool feedback_sweep_photos(struct work *w);

/* ---- the worker's ---- */
/* Asks customers whose orders arrived, a batch; true: there may be more. */
bool feedback_ask(struct work *w);
/* Raises an item of the inbox for each topic of a SKU that texts complain of beyond chance, or as
 * often as the setting says; false. */
bool feedback_raise_alarms(struct work *w);
/* Reads the words of what was opened in the inbox, a batch; true: there may be more. */
bool feedback_read_items(struct work *w);
/* Reads the words of reviews that are new or changed, a batch; true: there may be more. */
bool feedback_read_reviews(struct work *w);
/* Writes to customers about surveys whose round has begun, or whose item was solved, a batch; true:
 * there may be more. */
bool feedback_send_surveys(struct work *w);
/* Counts answers to surveys that rest, a batch; true: there may be more. */
bool feedback_fold_surveys(struct work *w);

#endif
