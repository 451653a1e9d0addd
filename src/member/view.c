/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points as trees: what somebody has, how it came, and the shop's rules. */
#include <string.h>
#include "base/json.h"
#include "base/money.h"
#include "member/inside.h"
#include "promotion/promotion.h"

enum { PENDING_SHOWN = 8, WORTH_OF = 100 };

int64_t member_worth(const struct settings *s, int64_t points)
{
	int64_t worth;

	return money_scale(points, s->point_worth, WORTH_OF, &worth) ? worth : 0;
}

cJSON *member_points_view(struct work *w, uint64_t customer_id)
{
	const struct settings *s = &w->app->settings;
	cJSON *v = json_object(), *next;
	struct member_account a;

	member_store_account(w, customer_id, &a);
	json_add_int(v, "usable", a.usable);
	json_add_money(v, "worth", member_worth(s, a.usable), s->currency);
	json_add_int(v, "pending", a.pending);
	json_add_int(v, "debt", a.debt);
	json_add_bool(v, "has_pending", a.pending > 0);
	json_add_bool(v, "has_debt", a.debt > 0);
	if (instant_is_none(a.next_at)) {
		json_add_null(v, "next");
		return v;
	}
	next = json_add_object(v, "next");
	json_add_int(next, "points", a.next_points);
	/* the last day with them, as people say it */
	json_add_instant(next, "at", instant_add(a.next_at, -INSTANT_SECOND));
	return v;
}

/* "1", "1.5", "0.25" */
const char *member_rate_text(struct arena *a, int64_t rate)
{
	char text[32];
	size_t n;

	money_decimal(rate, "CNY", text, sizeof text);
	n = strlen(text);
	while (text[n - 1] == '0')
		text[--n] = 0;
	if (text[n - 1] == '.')
		text[--n] = 0;
	return arena_strdup(a, text);
}

cJSON *member_rule_view(struct work *w)
{
	const struct settings *s = &w->app->settings;
	int64_t unit = 1;
	cJSON *v = json_object();

	for (int i = money_exponent(s->currency); i > 0; i--)
		unit *= 10;
	json_add_money(v, "unit", unit, s->currency);
	json_add_text(v, "rate", member_rate_text(w->arena, s->point_rate));
	json_add_int(v, "worth_of", WORTH_OF);
	json_add_money(v, "worth", s->point_worth, s->currency);
	json_add_bool(v, "with_shipping", s->point_shipping);
	json_add_bool(v, "with_tax", s->point_tax);
	json_add_int(v, "wait_days", s->point_wait_days);
	json_add_bool(v, "waits", s->point_wait_days > 0);
	json_add_int(v, "months", s->point_months);
	json_add_bool(v, "ends", s->point_months > 0);
	return v;
}

/* ---- the ledger ---- */

#define KIND(k) (1u << (k))
unsigned member_kinds(enum member_filter which)
{
	static const unsigned kinds[MEMBER_FILTER__MAX] = {
		[POINTS_OF_ALL] = ~0u,
		[POINTS_THAT_CAME] = KIND(POINTS_EARNED) | KIND(POINTS_RELEASED) |
				     KIND(POINTS_GIVEN) | KIND(POINTS_PARTED) |
				     KIND(POINTS_RETURNED) | KIND(POINTS_INVITED),
		[POINTS_THAT_WENT] = KIND(POINTS_USED) | KIND(POINTS_TAKEN) |
				     KIND(POINTS_REVERSED) | KIND(POINTS_SETTLED),
		[POINTS_THAT_ENDED] = KIND(POINTS_EXPIRED),
	};

	return kinds[which];
}

/* As pages write it: which way, and how many. */
static void add_change(cJSON *v, const char *up, const char *down, int64_t n)
{
	if (n > 0)
		json_add_int(v, up, n);
	else
		json_add_null(v, up);
	if (n < 0)
		json_add_int(v, down, -n);
	else
		json_add_null(v, down);
}

static cJSON *entry_view(const struct rows *r, bool own)
{
	cJSON *v = json_object();
	int64_t pending = rows_i64(r, 2), usable = rows_i64(r, 3), debt = rows_i64(r, 5);

	json_add_id(v, "id", rows_id(r, 0));
	json_add_text(v, "kind", member_entry_word[rows_int(r, 1)]);
	json_add_int(v, "pending", pending);
	json_add_int(v, "usable", usable);
	json_add_int(v, "lapsed", rows_i64(r, 4));
	json_add_int(v, "debt", debt);
	json_add_text(v, "why", rows_text(r, 6));
	json_add_instant(v, "at", rows_time(r, 7));
	json_add_text(v, "order", own && !rows_bool(r, 9) ? NULL : rows_text(r, 8));
	if (rows_is_null(r, 10))
		json_add_null(v, "reward");
	else
		promotion_add_name(v, "reward", rows_text(r, 10), rows_text(r, 11));
	add_change(v, "more", "less", usable);
	add_change(v, "more_pending", "less_pending", pending);
	add_change(v, "more_debt", "less_debt", debt);
	return v;
}

/* Where nothing is left out, each line says what there was behind it. */
static void add_balances(cJSON *list, int64_t balance)
{
	cJSON *v;

	cJSON_ArrayForEach(v, list)
	{
		json_add_int(v, "balance", balance);
		balance -= json_get_int(v, "usable");
	}
}

cJSON *member_ledger_view(struct work *w, uint64_t customer_id, const struct member_page *p,
			  bool *more)
{
	uint64_t below = p->below ? p->below : UINT64_MAX;
	struct rows *r =
		member_store_list(w, customer_id, member_kinds(p->which), below, p->limit + 1);
	cJSON *list = json_array();

	*more = rows_count(r) > (size_t)p->limit;
	for (int i = 0; i < p->limit && rows_next(r); i++)
		cJSON_AddItemToArray(list, entry_view(r, p->own));
	if (p->which == POINTS_OF_ALL && list->child)
		add_balances(list, member_store_balance(w, customer_id, below));
	return list;
}

cJSON *member_pending_view(struct work *w, uint64_t customer_id, bool own)
{
	struct rows *r = member_store_pending(w, customer_id, PENDING_SHOWN);
	cJSON *list = json_array();

	while (rows_next(r)) {
		cJSON *v = json_append_object(list);

		json_add_int(v, "points", rows_i64(r, 0));
		json_add_text(v, "order", own && !rows_bool(r, 3) ? NULL : rows_text(r, 1));
		json_add_instant(v, "release_at", rows_time(r, 2));
	}
	return list;
}
