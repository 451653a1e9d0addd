/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys that customers are written to about: whom, in which rounds, and who is passed over; for
 * the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_SURVEY_SEND_H
#define REGULARS_FEEDBACK_SURVEY_SEND_H

#include "feedback/survey.h"

/* Why somebody was not written to; stored by number. */
enum survey_spared {
	SPARED_NOT,        /* they were */
	SPARED_IMPERSONAL, /* nothing they get goes by what is known of them: so they wish */
	SPARED_OPEN,       /* the shop owes them an answer */
	SPARED_LATELY,     /* asked within 30 days */
	SPARED_UNWANTED,   /* they agreed to no such messages, or nobody knows where to write to */
	SPARED_NOTHING,    /* no question is for them */
	SURVEY_SPARED__MAX
};
extern const char *const survey_spared_word[SURVEY_SPARED__MAX];
enum { SURVEY_MONTHS_MOST = 36, SURVEY_SEND_HOUR = 9 /* of the shop's day */ };

struct survey_invite {
	uint64_t id, survey_id, customer_id;
	uint64_t item_id, order_id; /* what was solved, and its order; 0: none */
	int round;                  /* 0: after a solved item */
	enum survey_spared spared;
};

/* ---- rules (survey_send_rules.c): pure ---- */
/* Customers are written to; the others come by themselves. */
bool survey_is_sent(enum survey_audience a);
/* Round by round; not one by one, as something happens. */
bool survey_has_rounds(enum survey_audience a);
/* The first round that was planned for later than `after`, from the day `first` on every so many
 * months (0: once), on its day of the month or the month's last; none: there is none. */
struct instant survey_next_round(struct instant first, int months, struct instant after);
/* What is planned once a survey is changed. */
struct instant survey_planned(const struct survey *was, const struct survey *is);
struct survey_spare_facts {
	struct survey_offer_facts offer;
	bool is_chosen; /* by what is known of them */
	bool is_personal;
};
/* As far as it can be said before a message is written. */
enum survey_spared survey_spares(const struct survey_spare_facts *f);

/* ---- whom (survey_audience.c) ---- */
/* A batch of the customers behind *place, which moves behind them; id 0: there are no more. At most
 * `max`, which is SURVEY_BATCH at least. */
enum { SURVEY_BATCH = 64 };
size_t survey_audience_read(struct work *w, const struct survey *s, struct customer_place *place,
			    uint64_t *ids, size_t max);
/* {tag, tier, view: what was chosen, as text; name: null or {en, zh-CN} as it is called now;
 * is_gone: there is no such thing any more}. At most two statements. */
cJSON *survey_audience_view(struct work *w, const struct survey *s);

/* ---- keys of links (survey_key.c) ---- */
/* kind: "r" opens a response, "o" begins one about an order, "i" one that somebody was written to
 * about. */
char *survey_key(struct arena *a, const struct app *app, char kind, uint64_t id);
/* False: nobody made this key. */
bool survey_key_read(struct arena *a, const struct app *app, const char *key, uint64_t *id)
	__attribute__((warn_unused_result));

/* ---- pauses (survey.c) ---- */
enum survey_refusal survey_pause(struct work *w, uint64_t id) __attribute__((warn_unused_result));
enum survey_refusal survey_resume(struct work *w, uint64_t id) __attribute__((warn_unused_result));

/* ---- the SQL (survey_send_store.c) ---- */
/* Those that something may have to be done for now, at most `max`. */
size_t send_store_due(struct work *w, uint64_t *ids, size_t max);
/* Round, place and plan. */
void send_store_put(struct work *w, const struct survey *s);
void invite_store_insert(struct work *w, const struct survey_invite *i);
bool invite_store_get(struct work *w, uint64_t id, struct survey_invite *out);
/* They were looked at in this round, or for this item. */
bool invite_store_has(struct work *w, const struct survey_invite *i);
/* Something of theirs is not over. */
bool invite_store_owes(struct work *w, uint64_t customer_id);
/* The tag of this name; 0: there is none. */
uint64_t survey_audience_tag(struct work *w, const char *name);
const char *audience_store_tag_name(struct work *w, uint64_t id);
/* By id behind `after`; how many. */
size_t audience_store_tagged(struct work *w, uint64_t tag_id, uint64_t after, uint64_t *ids,
			     size_t max);
/* Members of this tier and above. */
size_t audience_store_from_tier(struct work *w, uint64_t tier_id, uint64_t after, uint64_t *ids,
				size_t max);
struct survey_round {
	int64_t n[SURVEY_SPARED__MAX], answered;
};
void invite_store_round(struct work *w, const struct survey *s, struct survey_round *out);
/* Items that were resolved, and not since reopened, by their event behind `after` and before
 * `until`; *last: how far it was looked. */
size_t invite_store_solved(struct work *w, uint64_t after, uint64_t until,
			   struct survey_invite *out, size_t max, uint64_t *last);

#endif
