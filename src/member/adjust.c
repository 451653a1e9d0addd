/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points given and taken by people, who say why. */
#include "audit.h"
#include "member/inside.h"

struct adjusting {
	uint64_t customer_id;
	int64_t points;
	const char *why;
};

static void note(struct work *w, const struct adjusting *a, int64_t before)
{
	audit_write(w, &(struct audit){ .kind = AUDIT_POINTS,
					.who = w->actor,
					.customer_id = a->customer_id,
					.about = "customer",
					.about_id = a->customer_id,
					.was = arena_printf(w->arena, "%lld", (long long)before),
					.became = arena_printf(w->arena, "%lld",
							       (long long)(before + a->points)) });
}

static int adjust(struct work *w, void *arg)
{
	const struct adjusting *a = arg;
	struct member_book b;
	struct customer c;
	int64_t before;

	if (!customer_get(w, a->customer_id, &c) || c.joined_into)
		return MEMBER_NOT_FOUND;
	member_store_open(w, a->customer_id, 0, &b);
	before = b.usable - b.debt;
	if (a->points > 0)
		book_give(&b, book_add_lot(&b, work_id(w), 0), a->points, a->why, w->now,
			  member_expiry(w->now, w->app->settings.point_months));
	else if (!book_take(&b, POINTS_TAKEN, -a->points, a->why))
		return MEMBER_TOO_FEW;
	member_store_save(w, &b);
	note(w, a, before);
	return MEMBER_OK;
}

enum member_refusal member_adjust(struct work *w, uint64_t customer_id, int64_t points,
				  const char *why)
{
	struct adjusting a = { customer_id, points, why };

	return (enum member_refusal)work_transaction(w, adjust, &a);
}
