/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members' points: what orders earn, what becomes of it, and what members and staff see. Points
 * are whole numbers; while the setting `member` is off, the ledger stands still. */
#ifndef REGULARS_MEMBER_MEMBER_H
#define REGULARS_MEMBER_MEMBER_H

#include <cjson/cJSON.h>
#include "app.h"
#include "customer/customer.h"
#include "order/order.h"

extern const char *const member_entry_word[]; /* by enum member_entry_kind; [0] is NULL */

struct member_account {
	int64_t pending, usable, debt;
	int64_t next_points;    /* end first */
	struct instant next_at; /* none: nothing ends */
};

/* What a ledger is narrowed to. */
enum member_filter {
	POINTS_OF_ALL,
	POINTS_THAT_CAME,
	POINTS_THAT_WENT,
	POINTS_THAT_ENDED,
	MEMBER_FILTER__MAX
};
extern const char *const member_filter_word[MEMBER_FILTER__MAX];

/* ---- for wiring.c ---- */
/* An order is placed or saved: its points follow what was paid and what arrived. One statement
 * where nothing changes. */
void member_settle(struct work *w, struct order *o);
/* What somebody's tier gives them; one statement where there are tiers. */
void member_standing(struct work *w, uint64_t customer_id, struct order_standing *out);
/* EVENT_OWNER_CHANGED: its points go over with the order. */
void member_hear_owner(struct work *w, struct order *o, const struct order_event *e);
/* EVENT_CANCELLED, EVENT_REFUNDED: a reward that it used is given back, where the rules say so. */
void reward_hear(struct work *w, struct order *o, const struct order_event *e);
/* Two customers become one: lots, their entries and claims of rewards go along; and back. */
void member_give_customer(struct work *w, const struct customer_move *m);
void member_back_customer(struct work *w, const struct customer_move *m);
/* A customer is erased: what colleagues wrote of their points goes. */
void member_erase_customer(struct work *w, uint64_t customer_id);

/* ---- use cases ---- */
enum member_refusal {
	MEMBER_OK,
	MEMBER_NOT_FOUND,
	MEMBER_TOO_FEW, /* are usable */
	MEMBER_REFUSAL__MAX
};
/* A colleague or a program gives so many (above zero), or takes them, the oldest first. */
enum member_refusal member_adjust(struct work *w, uint64_t customer_id, int64_t points,
				  const char *why) __attribute__((warn_unused_result));

/* How many points somebody of this role gives or takes at a time; NULL: a program. limits: as the
 * setting has them. Pure. */
int64_t member_limit(const char *limits, const char *role);

/* ---- tiers (member/tier.h) ---- */
enum { TIERS_MAX = 12, TIER_RATE_ONE = 100, TIER_NONE = -1 };
struct tier {
	uint64_t id;
	const char *name[LANG__MAX], *more[LANG__MAX]; /* more: a line each */
	int64_t entry, stay;
	int64_t rate;               /* hundredths */
	int64_t free_shipping_over; /* minor units; -1: as for everybody */
	bool comes_first;
	int version;
};
enum tier_refusal {
	TIER_OK,
	TIER_NOT_FOUND,
	TIER_STALE, /* somebody else changed it */
	TIER_CLASH, /* another one begins there */
	TIER_OVER,  /* it would take more to stay than to come in */
	TIER_MANY   /* as many as there may be */
};
/* In rising `entry`. One statement; none where the settings know of none. */
struct tier *tier_list(struct work *w, size_t *n);
/* Of this name in either language; 0: there is none. One statement. */
uint64_t member_tier_named(struct work *w, const char *name);
/* Which of them somebody is in now; 0: none. Two statements; one where there are none. */
uint64_t member_tier_now(struct work *w, uint64_t customer_id);
/* All tiers as they stand in the database, in rising `entry`. One statement. */
struct tier *tier_all(struct work *w, size_t *n);
/* Each change lets everybody be weighed anew, and is in the audit log. */
enum tier_refusal tier_add(struct work *w, const struct tier *t, uint64_t *id)
	__attribute__((warn_unused_result));

/* ---- rewards (member/reward.h) ---- */
enum reward_kind {
	REWARD_PERCENT, /* off the items of an order */
	REWARD_AMOUNT,
	REWARD_SHIPPING, /* free */
	REWARD_PRODUCT,  /* one unit of a SKU free */
	REWARD_KIND__MAX
};
enum reward_period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_YEAR, REWARD_PERIOD__MAX };

enum { REWARD_NO_STOCK = -1 }; /* it is not counted */
struct reward {
	uint64_t id, promotion_id;
	const char *name[LANG__MAX], *more[LANG__MAX];
	enum reward_kind kind;
	/* what it takes off: stays from its first day */
	int64_t amount, minimum, most; /* minor units */
	int percent_bp;
	uint64_t sku_id;
	const char *sku, *item[LANG__MAX], *currency; /* sku, item: NULL: it is for no SKU */
	/* what it takes to have it */
	int64_t points;
	uint64_t tier_id;                                     /* 0: any */
	int stock, limit_total, limit_customer, limit_period; /* limits: 0: none */
	enum reward_period period;
	int code_days; /* 0: always */
	struct instant from, until;
	bool is_birthday;     /* given by itself on birthdays, and not taken */
	bool is_on, is_ended; /* is_ended: its promotion was */
	int taken;            /* claims that hold */
	int version;
};
/* r is filled up; in the audit log. */
void reward_add(struct work *w, struct reward *r);

/* ---- the worker's ---- */
/* Makes usable, and ends, what is due, and writes to whose points end soon; true: there may be
 * more. */
bool member_move_points(struct work *w);
/* Greets whose birthday it is, with the rewards of the day. */
bool member_greet(struct work *w);
/* Decides referrals whose friend kept an order, or will not; true: there may be more. */
bool member_decide_referrals(struct work *w);
/* Brings whoever it is time for into the tier that is theirs now; true: there may be more. */
bool member_weigh_tiers(struct work *w);

/* ---- reading ---- */
/* {usable, worth, pending, debt (0: none), next: null or {points, at: the last day with them}}.
 * One statement. */
cJSON *member_points_view(struct work *w, uint64_t customer_id);
/* How somebody stands: {value, months, own: null or {name, since, stay, at_risk, until, missing,
 * enough_until}, next: null or {name, entry, missing, percent}, tiers}; NULL: there are no tiers.
 * Three statements. */
cJSON *member_tier_view(struct work *w, uint64_t customer_id);
/* The newest steps between tiers: [{kind, from, to, value, needed, until, at}]. Two statements. */
cJSON *member_steps_view(struct work *w, uint64_t customer_id);
/* How points come and go here: {unit, rate, worth_of, worth, with_shipping, with_tax, waits,
 * wait_days, ends, months}. */
cJSON *member_rule_view(struct work *w);
/* A page of somebody's ledger, newest first. */
struct member_page {
	enum member_filter which;
	uint64_t below; /* 0: from the newest */
	int limit;
	bool own; /* they read it themselves: orders that are not shown to be theirs have no number
		   */
};
/* [{id, kind, pending, usable, lapsed, debt (what it added to each), why, at, order or null, and of
 * a whole ledger balance: what was usable behind it}]. Two statements. */
cJSON *member_ledger_view(struct work *w, uint64_t customer_id, const struct member_page *p,
			  bool *more);
/* The ledger of all members, newest first, below this entry (0: from the newest); one statement. */
struct points_for_file {
	uint64_t id;
	struct instant at;
	const char *customer, *kind;           /* their number; a word */
	int64_t pending, usable, lapsed, debt; /* what it added to each */
	const char *order, *why;               /* NULL: none */
	struct actor by;
};
struct points_for_file *member_list_for_file(struct work *w, uint64_t below, int limit, size_t *n);
/* What is pending, the newest orders first: [{points, order, release_at}]. One statement. */
cJSON *member_pending_view(struct work *w, uint64_t customer_id, bool own);
/* What so many points are worth, in minor units. */
int64_t member_worth(const struct settings *s, int64_t points);

#endif
