/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may have which reward, and what becomes of a claim. Pure: no I/O, no clock. */
#include "member/reward.h"

const char *const reward_kind_word[REWARD_KIND__MAX] = {
	[REWARD_PERCENT] = "percent",
	[REWARD_AMOUNT] = "amount",
	[REWARD_SHIPPING] = "shipping",
	[REWARD_PRODUCT] = "product",
};
const char *const reward_period_word[REWARD_PERIOD__MAX] = {
	[PERIOD_DAY] = "day",
	[PERIOD_WEEK] = "week",
	[PERIOD_MONTH] = "month",
	[PERIOD_YEAR] = "year",
};
const char *const reward_why_word[REWARD_WHY__MAX] = {
	[REWARD_FITS] = "fits",
	[REWARD_OFF] = "off",
	[REWARD_OVER] = "over",
	[REWARD_OUT] = "none_left",
	[REWARD_HAD] = "had",
	[REWARD_NOT_YET] = "not_yet",
	[REWARD_NEXT_TIME] = "next_time",
	[REWARD_TIER] = "tier",
	[REWARD_POINTS] = "points",
	[REWARD_NOT_MEMBER] = "not_a_member",
	[REWARD_NOT_FOUND] = "not_found",
};

static bool is_reached(int limit, int n)
{
	return limit > 0 && n >= limit;
}

int reward_left(const struct reward *r)
{
	int of_stock = r->stock == REWARD_NO_STOCK ? INT32_MAX : r->stock - r->taken;
	int of_limit = r->limit_total == 0 ? INT32_MAX : r->limit_total - r->taken;
	int left = of_stock < of_limit ? of_stock : of_limit;

	if (left == INT32_MAX)
		return -1;
	return left > 0 ? left : 0;
}

enum reward_why reward_judge(const struct reward *r, const struct reward_who *who, int needs,
			     int in_period, struct instant now)
{
	if (!r->is_on || r->is_ended)
		return REWARD_OFF;
	if (!instant_is_none(r->until) && now.us >= r->until.us)
		return REWARD_OVER;
	if (reward_left(r) == 0)
		return REWARD_OUT;
	if (is_reached(r->limit_customer, who->had))
		return REWARD_HAD;
	if (!instant_is_none(r->from) && now.us < r->from.us)
		return REWARD_NOT_YET;
	if (is_reached(r->limit_period, in_period))
		return REWARD_NEXT_TIME;
	if (needs != TIER_NONE && who->tier < needs)
		return REWARD_TIER;
	return who->usable < r->points ? REWARD_POINTS : REWARD_FITS;
}

struct instant reward_period_begin(enum reward_period p, struct instant now)
{
	struct civil c = instant_to_local(now);
	struct civil first = { .year = c.year, .month = c.month, .day = c.day };
	struct instant noon;

	if (p == PERIOD_WEEK) {
		/* a day that clocks change has its noon */
		first.hour = 12;
		noon = instant_add(instant_from_local(&first),
				   -(int64_t)((c.weekday + 6) % 7) * INSTANT_DAY);
		c = instant_to_local(noon);
		first = (struct civil){ .year = c.year, .month = c.month, .day = c.day };
	}
	if (p == PERIOD_MONTH || p == PERIOD_YEAR)
		first.day = 1;
	if (p == PERIOD_YEAR)
		first.month = 1;
	return instant_from_local(&first);
}

struct instant reward_code_end(int code_days, struct instant now)
{
	if (code_days <= 0)
		return INSTANT_NONE;
	return instant_next_day(instant_add(now, code_days * INSTANT_DAY));
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

size_t birthdays_of(struct instant now, struct birthday out[BIRTHDAYS])
{
	struct civil c = instant_to_local(now);
	struct civil noon = { .year = c.year, .month = c.month, .day = c.day, .hour = 12 };
	struct instant today = instant_from_local(&noon);
	size_t n = 0;

	for (int i = BIRTHDAYS_BACK; i >= 0; i--) {
		c = instant_to_local(instant_add(today, -i * INSTANT_DAY));
		out[n++] = (struct birthday){ c.year, c.month, c.day };
		if (c.month == 2 && c.day == 28 && !is_leap(c.year))
			out[n++] = (struct birthday){ c.year, 2, 29 };
	}
	return n;
}

/*	a part that went along		holds
 *	cancelled, the code counts	holds: the code is used for another order
 *	cancelled, its time is over	back
 *	paid back in part		holds
 *	paid back, all of it		back */
enum claim_end claim_after(const struct claim_order *o)
{
	if (!o->is_first_of_splits)
		return CLAIM_HOLDS;
	if (o->is_cancelled)
		return o->code_counts ? CLAIM_HOLDS : CLAIM_CANCELLED;
	return o->is_whole ? CLAIM_REFUNDED : CLAIM_HOLDS;
}
