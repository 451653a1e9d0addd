/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Topics that texts complain of more often than they used to: each raises an item of the inbox that
 * is no one customer's. For the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_ALARM_H
#define REGULARS_FEEDBACK_ALARM_H

#include "feedback/item.h"
#include "feedback/score.h"

enum alarm_cause {
	ALARM_RISE,  /* beyond chance, against its own history */
	ALARM_TIMES, /* as often as the setting says, whatever its history */
	ALARM_CAUSE__MAX
};
extern const char *const alarm_cause_word[ALARM_CAUSE__MAX];

/* A topic of a SKU. A text complains of its topics where its writer is unhappy: it reads so, or has
 * few stars. `rise` counts those, among all texts of the SKU. */
struct topic_trend {
	uint64_t sku_id;
	enum text_topic topic;
	struct rise rise;
	enum alarm_cause cause;
	double chance;
};

/* ---- rules (alarm_rules.c): pure ---- */
#define ALARM_LOOKS_A_MONTH 30 /* the worker looks daily */
struct alarm_terms {
	double a_month; /* false alarms at most; 0: chance raises none */
	uint64_t times; /* so many texts in the weeks of now; 0: however many raise none */
};
/* Those that raise an alarm, the least likely first; returns how many, which stand in front. Each
 * of the n is a look, whatever was found there. */
size_t alarm_choose(struct topic_trend *v, size_t n, const struct alarm_terms *t);

/* ---- as kept ---- */
struct alarm {
	struct topic_trend trend;
	int week;
	const char *sku, *name_en, *name_zh; /* read; NULL: it is gone */
};
struct alarm_text {
	uint64_t review_id;
	int stars;
	const char *body;
	struct instant at;
};

/* ---- the SQL (alarm_store.c) ---- */
/* Each topic of each SKU of which something was written in the weeks of now. */
struct topic_trend *alarm_store_trends(struct work *w, int now_week, size_t *n);
/* One is open, or was raised since. */
bool alarm_store_is_known(struct work *w, const struct topic_trend *t, struct instant since);
void alarm_store_insert(struct work *w, uint64_t item_id, const struct alarm *a);
/* Columns of an alarm in a row of another statement, and where they come from. */
#define ALARM_COLUMNS                                                                              \
	"a.sku_id, a.topic, a.cause, a.week, a.n_now, a.n_before, a.all_now, a.all_before, "       \
	"CAST(a.chance AS CHAR), ak.code, ap.name_en, ap.name_zh"
#define ALARM_OF(item)                                                                             \
	"LEFT JOIN feedback_alarm a ON a.item_id = " item " LEFT JOIN sku ak ON ak.id = a.sku_id " \
	"LEFT JOIN product ap ON ap.id = ak.product_id "
struct rows;
void alarm_of_row(const struct rows *r, unsigned col, struct alarm *out);
/* The texts behind it as they are now, newest first. */
struct alarm_text *alarm_store_texts(struct work *w, const struct alarm *a, size_t *n);

#endif
