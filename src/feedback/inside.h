/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of feedback/ share. */
#ifndef REGULARS_FEEDBACK_INSIDE_H
#define REGULARS_FEEDBACK_INSIDE_H

#include "feedback/feedback.h"

struct kept_reading;
struct talk {
	uint64_t order_id, customer_id;
	struct instant shipped_at, ask_at, asked_at, answered_at, edited_at;
	int channel; /* enum feedback_channel, once it is answered */
	bool anonymous;
	int delivery, service; /* stars; 0: not rated */
	int version;
};
struct review {
	uint64_t id, order_id, line_id, sku_id, customer_id;
	int stars;
	unsigned tags;
	const char *body;
	enum lang lang;
	bool anonymous;
	struct instant created_at, edited_at, replied_at;
	enum review_state state;
	const char *reply;
	const char *after; /* what was added later; NULL: nothing */
	struct instant after_at;
	const char *photos; /* as PHOTOS_OF has them; NULL: none, or not read */
	int helpful;        /* so many said that it was; where it was read for everybody */
	const struct kept_reading *reading; /* of its words; NULL: none, or not read yet */
	/* Where it was read for the desk; else NULL: */
	const char *number, *sku, *name_en, *name_zh;
	const char *author; /* where it was read for everybody: as it is kept */
};
/* What the shop did about one. */
struct review_event {
	enum review_act kind;
	int reason; /* enum hide_reason; -1: none */
	const char *why;
	struct actor actor;
	struct instant at;
};
enum review_view { VIEW_ALL, VIEW_WAITING, VIEW_LOW, VIEW_OPEN, VIEW_HIDDEN, REVIEW_VIEW__MAX };
#define TALK_LINES 500 /* of an order, at most */

/* ---- rules (rules.c): pure ---- */
enum ask { ASK_NOW, ASK_LATER, ASK_NEVER };
struct ask_facts {
	struct instant now, delivered_at, shipped_at; /* none: it did not */
	struct instant last_asked_at;                 /* its customer, of any order */
	int64_t days, fallback_days, every_days;      /* the settings; days 0: nobody is asked */
	bool is_done, has_something; /* asked or answered; something of it can be rated */
	bool is_open; /* the inbox has something of it that is not over, or they are unhappy with
		       * something that is not */
};
struct ask_answer {
	enum ask what;
	struct instant at; /* ASK_LATER: when to look again */
};
/* What arrived longer ago is not asked about any more. */
#define ASK_LATE_DAYS 60
struct ask_answer feedback_may_ask(const struct ask_facts *f);
/* So many days after it arrived: what is said of one of its SKUs ("BEAN=14, MILK=1"), the longest
 * of those, else the standard. Standard 0: nobody is asked. */
int64_t feedback_days(const char *by_sku, int64_t standard, const struct order *o);
/* A line that can be rated: something of it arrived; or was sent, and who got it was asked. */
bool line_is_ratable(const struct order_line *l, bool was_asked);
bool order_is_ratable(const struct order *o, bool was_asked);
/* It may still be said, or changed. */
bool talk_is_open(const struct talk *t, struct instant now);
struct instant talk_open_until(const struct talk *t); /* none: it was not answered */
/* TALK_OK, TALK_NO_STARS or TALK_TOO_SHORT. */
enum talk_refusal review_refuses(const struct review_draft *d, bool was_rated);
/* The state of one that was in `was` (REVIEW_STATE__MAX: it is new) and is written or changed now,
 * where the shop looks first or does not. */
enum review_state review_state_after(enum review_state was, bool looks_first);
/* FOLLOW_OK, FOLLOW_DONE or FOLLOW_OVER. */
enum follow_refusal review_may_follow(const struct review *r, struct instant now);
/* The page of another site may show reviews: its origin ("https://blog.example") stands in the
 * list, which has commas between, or the list is "*". NULL: it was not said. */
bool site_may_show(const char *sites, const char *origin);

/* ---- trees (view.c) ---- */
/* {stars, tags: [word], body, anonymous, created_at, edited_at} */
cJSON *review_view(const struct review *r);

#endif
