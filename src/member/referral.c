/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals: taken down when a friend says who invited them, decided when their first order was
 * kept. Accounts are opened in rising id. */
#include "member/referral.h"
#include "audit.h"
#include "base/ident.h"
#include "member/inside.h"

enum { DUE = 50, LATE_DAYS = 365 };

struct accepting {
	uint64_t friend_id;
	const char *number;
	enum referral_why *why;
};

/* What can be known before there is an order. */
static struct referral_facts facts_before(struct work *w, const struct customer *from,
					  const struct customer *to)
{
	struct referral_facts f = { .is_self = from->id == to->id };

	if (f.is_self)
		return f;
	f.shares_contact = referral_store_shares_contact(w, from->id, to->id);
	f.shares_device = referral_store_shares_device(w, from->id, to->id);
	f.ordered_before = to->n_orders > 0;
	return f;
}

static int accept(struct work *w, void *arg)
{
	const struct accepting *a = arg;
	struct referral r = { .friend_id = a->friend_id };
	struct member_book held;
	struct customer from, to;
	struct referral_facts f;

	/* who says it twice at once waits here */
	member_store_open(w, a->friend_id, 0, &held);
	if (referral_store_invited(w, a->friend_id))
		return REFERRAL_AGAIN;
	if (!customer_find_number(w, a->number, &from) || from.provisional ||
	    !customer_get(w, a->friend_id, &to))
		return REFERRAL_UNKNOWN;
	f = facts_before(w, &from, &to);
	r.id = work_id(w);
	r.referrer_id = from.id;
	r.why = *a->why = referral_judge(&f);
	r.state = r.why == REFERRAL_FINE ? REFERRAL_WAITING : REFERRAL_REFUSED;
	referral_store_insert(w, &r);
	return REFERRAL_NOTED;
}

enum referral_said referral_accept(struct work *w, uint64_t friend_id, const char *number,
				   enum referral_why *why)
{
	struct accepting a = { friend_id, number, why };

	*why = REFERRAL_FINE;
	return (enum referral_said)work_transaction(w, accept, &a);
}

/* ---- let pass ---- */

struct allowing {
	uint64_t id;
	const char *why;
};

static int allow(struct work *w, void *arg)
{
	const struct allowing *a = arg;
	struct member_book held;
	struct customer from;
	struct referral r;

	if (!referral_store_hold(w, a->id, &r) || !customer_get(w, r.referrer_id, &from))
		return REFERRAL_NOT_FOUND;
	if (!referral_may_be_allowed(r.state, r.why))
		return REFERRAL_FINAL;
	member_store_open(w, r.friend_id, 0, &held);
	if (referral_store_invited(w, r.friend_id))
		return REFERRAL_ANOTHER;
	referral_store_allow(w, r.id, a->why);
	audit_write(w, &(struct audit){ .kind = AUDIT_REFERRAL_ALLOWED,
					.who = w->actor,
					.customer_id = r.friend_id,
					.about = "customer",
					.about_id = r.friend_id,
					.was = referral_why_word[r.why],
					.became = from.number });
	return REFERRAL_ALLOWED;
}

enum referral_allowed referral_allow(struct work *w, uint64_t id, const char *why)
{
	struct allowing a = { id, why };

	return (enum referral_allowed)work_transaction(w, allow, &a);
}

/* ---- decided ---- */

struct deciding {
	uint64_t id, order_id; /* 0: none was kept in time */
};

static void give(struct work *w, uint64_t customer_id, int64_t points, uint64_t referral_id)
{
	struct member_book b;
	size_t from;

	if (points <= 0)
		return;
	member_store_open(w, customer_id, 0, &b);
	from = b.n_entries;
	book_invite(&b, book_add_lot(&b, work_id(w), 0), points, w->now,
		    member_expiry(w->now, w->app->settings.point_months));
	b.entries[from].referral_id = referral_id;
	member_store_save(w, &b);
}

static void grant(struct work *w, struct referral *r, uint64_t from, uint64_t to)
{
	const struct settings *s = &w->app->settings;

	r->points = s->referral_points;
	r->friend_points = s->friend_points;
	if (from < to)
		give(w, from, r->points, r->id);
	give(w, to, r->friend_points, r->id);
	if (from > to)
		give(w, from, r->points, r->id);
}

static int decide(struct work *w, void *arg)
{
	const struct deciding *d = arg;
	struct referral_facts f = { .is_late = !d->order_id };
	struct customer from, to;
	struct referral r;

	if (!referral_store_hold(w, d->id, &r) || r.state != REFERRAL_WAITING ||
	    !customer_get(w, r.referrer_id, &from) || !customer_get(w, r.friend_id, &to))
		return 0;
	r.order_id = d->order_id;
	f.is_allowed = r.is_allowed;
	from.id = from.joined_into ? from.joined_into : from.id;
	to.id = to.joined_into ? to.joined_into : to.id;
	f.is_self = from.id == to.id;
	f.shares_contact = !f.is_self && referral_store_shares_contact(w, from.id, to.id);
	f.shares_address = referral_store_shares_address(w, from.id, to.id);
	f.shares_payment = referral_store_shares_payment(w, from.id, to.id);
	r.why = referral_judge(&f);
	r.state = r.why == REFERRAL_FINE ? REFERRAL_GRANTED : REFERRAL_REFUSED;
	if (r.state == REFERRAL_GRANTED)
		grant(w, &r, from.id, to.id);
	referral_store_decide(w, &r);
	return 0;
}

bool member_decide_referrals(struct work *w)
{
	const struct settings *s = &w->app->settings;
	uint64_t ids[DUE], orders[DUE];
	size_t n;

	if (!referral_is_on(s))
		return false;
	n = referral_store_due(w, instant_add(w->now, -s->referral_wait_days * INSTANT_DAY),
			       instant_add(w->now, -LATE_DAYS * INSTANT_DAY), ids, orders, DUE);
	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, decide, &(struct deciding){ ids[i], orders[i] });
	return n == DUE;
}
