/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked of the desk's list, found: by whatever people have at hand, within the view and
 * the filters. */
#include <string.h>
#include "base/text.h"
#include "order/desk_list_input.h"

enum { KEYS_MAX = 32 };

#define TO_SHIP                                                                                    \
	{                                                                                          \
		{ BADGE_PREPARING, BADGE_PACKING, BADGE_IN_PRODUCTION, BADGE_PARTLY_SHIPPED }, 4   \
	}
const struct list_badges list_view_badges[LIST_VIEW__MAX] = {
	[VIEW_TODAY] = TO_SHIP,
	[VIEW_TO_SHIP] = TO_SHIP,
	[VIEW_BACKORDERED] = { { BADGE_BACKORDERED, BADGE_PRE_ORDER }, 2 },
	[VIEW_AWAITING_PAYMENT] = { { BADGE_AWAITING_PAYMENT }, 1 },
	[VIEW_SHIPPED] = { { BADGE_PARTLY_SHIPPED, BADGE_SHIPPED, BADGE_IN_TRANSIT,
			     BADGE_OUT_FOR_DELIVERY },
			   4 },
	[VIEW_PROBLEM] = { { BADGE_EXCEPTION, BADGE_HOLD }, 2 },
	[VIEW_IN_REVIEW] = { { BADGE_IN_REVIEW }, 1 },
	[VIEW_DRAFT] = { { BADGE_DRAFT }, 1 },
	[VIEW_ALL] = { { 0 }, 0 },
};

/* What is worked off comes by the time that is left; what is looked up, newest first. */
static const enum list_sort sorts[LIST_VIEW__MAX] = {
	[VIEW_TODAY] = SORT_DUE,       [VIEW_TO_SHIP] = SORT_DUE,
	[VIEW_BACKORDERED] = SORT_DUE, [VIEW_AWAITING_PAYMENT] = SORT_DUE,
	[VIEW_PROBLEM] = SORT_DUE,     [VIEW_IN_REVIEW] = SORT_DUE,
	[VIEW_SHIPPED] = SORT_NEWEST,  [VIEW_DRAFT] = SORT_NEWEST,
	[VIEW_ALL] = SORT_NEWEST,
};

struct instant list_day_ends(struct instant now)
{
	struct instant from, to;

	instant_day_window(now, 0, &from, &to);
	return instant_add(to, INSTANT_SECOND);
}

/* The day an order has to leave is in its promise already: the rule reckons that from the day of
 * leaving, which the cut-off decides, and a person's word or a wait moves both. So one range of the
 * index that promises have finds them, with no second day to keep, and what was promised before the
 * hour was changed is kept as it was said. */
struct instant list_leaves_today(const struct work *w)
{
	return instant_add(list_day_ends(w->now), w->app->settings.promise_days * INSTANT_DAY);
}

struct instant list_cutoff(const struct work *w)
{
	return order_cutoff(w->now, w->app->settings.cutoff_hour);
}

/* OR inside, AND between: the view's badges that were asked for. None left: a badge that no order
 * has. */
static struct list_badges badges_of(const struct list_input *in)
{
	/* by customer, all orders are those that are open */
	static const struct list_badges open = {
		{ BADGE_EXCEPTION, BADGE_HOLD, BADGE_AWAITING_PAYMENT, BADGE_IN_REVIEW,
		  BADGE_PRE_ORDER, BADGE_BACKORDERED, BADGE_IN_PRODUCTION, BADGE_PREPARING,
		  BADGE_PACKING, BADGE_PARTLY_SHIPPED, BADGE_OUT_FOR_DELIVERY, BADGE_IN_TRANSIT,
		  BADGE_SHIPPED },
		13
	};
	const struct list_badges *of_view =
		in->view == VIEW_ALL && in->group >= 0 ? &open : &list_view_badges[in->view];
	const int *asked = in->statuses.v;
	struct list_badges out = { .n = 0 };

	if (in->statuses.n == 0)
		return *of_view;
	for (size_t i = 0; i < in->statuses.n; i++) {
		bool fits = of_view->n == 0;
		for (size_t k = 0; k < of_view->n; k++)
			fits = fits || (int)of_view->v[k] == asked[i];
		if (fits)
			out.v[out.n++] = (enum order_badge)asked[i];
	}
	if (out.n == 0)
		out.v[out.n++] = ORDER_BADGE__MAX;
	return out;
}

static enum order_has has_of(int word)
{
	return word < 0 ? HAS_ANY : word == 0 ? HAS_IT : HAS_NOT;
}

/* A tag that no order has: none is found by it. */
#define NO_TAG UINT64_C(1)

static struct order_filter filter_of(struct work *w, const struct list_input *in)
{
	struct order_filter f = {
		.promised_from = in->promised_from,
		.promised_to = instant_is_none(in->promised_to) ? INSTANT_NONE
								: list_day_ends(in->promised_to),
		.least = in->amount_from >= 0 ? &in->amount_from : NULL,
		.most = in->amount_to >= 0 ? &in->amount_to : NULL,
		.sku = in->sku,
		.place = in->place,
		.note = has_of(in->note),
		.held = has_of(in->hold),
		.waiting = has_of(in->waiting),
	};
	struct instant leaves = list_leaves_today(w);

	f.tag = in->tag ? order_tag_find(w, in->tag) : 0;
	if (in->tag && !f.tag)
		f.tag = NO_TAG;
	for (size_t i = 0; i < in->sources.n; i++)
		f.sources[f.n_sources++] = ((const char *const *)in->sources.v)[i];
	for (size_t i = 0; i < in->payments.n; i++)
		f.money |= 1U << ((const int *)in->payments.v)[i];
	for (size_t i = 0; i < in->priorities.n; i++)
		f.priority |= 1U << ((const int *)in->priorities.v)[i];
	if (in->view == VIEW_TODAY &&
	    (instant_is_none(f.promised_to) || f.promised_to.us > leaves.us))
		f.promised_to = leaves;
	return f;
}

/* A search is newest first, whatever the view: it looks for one. */
enum list_sort list_sort_of(const struct list_input *in)
{
	if (in->q || (in->view == VIEW_ALL && in->statuses.n == 0))
		return SORT_NEWEST;
	return in->sort < 0 ? sorts[in->view] : (enum list_sort)in->sort;
}

/* Days, and the place in the list: ids rise with the time of placing. */
static struct order_list list_of(struct work *w, const struct list_input *in,
				 const struct list_badges *badges)
{
	struct order_list l = {
		.below = INT64_MAX,
		.upwards = in->before != 0,
		.limit = in->limit ? in->limit : ORDER_PAGE + 1,
		.badges = badges->v,
		.n_badges = badges->n,
		.by_due = list_sort_of(in) == SORT_DUE,
		.by_priority = list_sort_of(in) == SORT_PRIORITY,
		.filter = filter_of(w, in),
	};

	if (!instant_is_none(in->from))
		l.above = ident_floor_day(in->from) - 1;
	if (!instant_is_none(in->to))
		l.below = ident_floor_day(list_day_ends(in->to));
	if (l.by_due || l.by_priority) {
		l.queue = in->after || in->before ? ORDER_MOST_POINTS - (int)in->rank : 0;
		l.due = (struct instant){ in->at };
		l.due_id = in->before ? in->before : in->after;
		return l;
	}
	if (in->after && in->after < l.below)
		l.below = in->after;
	if (in->before && in->before > l.above)
		l.above = in->before;
	return l;
}

static bool is_tail(const char *q)
{
	return strlen(q) == 4 && strspn(q, "0123456789") == 4;
}

/* As it is typed first, for codes in small letters are codes too; then in capitals. */
static struct order_found with_sku(struct work *w, const struct order_list *l, const char *q)
{
	struct order_found found =
		order_store_list(w, l, &(struct order_list_by){ ORDER_BY_SKU, .sku = q });
	char *capitals = arena_strdup(w->arena, q);

	if (found.rows.n > 0 || found.edge)
		return found;
	for (char *c = capitals; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	if (strcmp(capitals, q) == 0)
		return found;
	return order_store_list(w, l, &(struct order_list_by){ ORDER_BY_SKU, .sku = capitals });
}

/* What was typed, as far as it names orders by itself. */
struct sought {
	uint64_t one; /* this one and no other; 0: no */
	uint64_t refs[KEYS_MAX];
	size_t n_refs; /* other systems call these so */
};

static struct order_found of_keys(struct work *w, const struct order_list *l, enum order_key key,
				  const uint64_t *ids, size_t n)
{
	return order_store_list(w, l, &(struct order_list_by){ key, ids, n, NULL });
}

/* Two lists as one page of them: the nearest to where it begins. */
static struct order_found both(struct work *w, struct order_found x, struct order_found y,
			       const struct order_list *l)
{
	struct order_rows a = x.rows, b = y.rows;
	struct order_found all = { .edge = x.edge > y.edge ? x.edge : y.edge };
	struct order_rows *out = &all.rows;

	out->v = arena_array_of(w->arena, a.n + b.n + 1, struct order);
	for (size_t i = 0, k = 0; i < a.n || k < b.n;) {
		bool first = k == b.n || (i < a.n && a.v[i].id >= b.v[k].id);
		struct order o = first ? a.v[i] : b.v[k];

		i += first;
		k += !first;
		if (out->n == 0 || out->v[out->n - 1].id != o.id)
			out->v[out->n++] = o;
	}
	if (out->n > l->limit) {
		out->v += l->upwards ? out->n - l->limit : 0;
		out->n = l->limit;
	}
	return all;
}

/* What a person has at hand, most telling first: reference and phone tail, whole phone, SKU, name.
 */
static struct order_found search(struct work *w, const char *q, const struct order_list *l,
				 const struct sought *s)
{
	uint64_t ids[KEYS_MAX];
	const char *phone;
	struct order_found found = of_keys(w, l, ORDER_BY_ID, s->refs, s->n_refs);

	if (is_tail(q))
		found = both(w, found,
			     of_keys(w, l, ORDER_BY_CONTACT, ids,
				     customer_find_contacts_by_tail(w, q, ids, KEYS_MAX)),
			     l);
	if (found.rows.n > 0 || found.edge)
		return found;
	phone = text_phone_key(w->arena, q, w->app->settings.country);
	if (phone)
		return of_keys(w, l, ORDER_BY_CUSTOMER, ids,
			       customer_find_by_phone(w, phone, ids, KEYS_MAX));
	found = with_sku(w, l, q);
	if (found.rows.n > 0 || found.edge)
		return found;
	return of_keys(w, l, ORDER_BY_CUSTOMER, ids, customer_find_by_name(w, q, ids, KEYS_MAX));
}

/* An order number, a tracking number, or a reference that one order alone has; four digits may be a
 * phone's as well. */
static void seek(struct work *w, const char *q, struct sought *s)
{
	*s = (struct sought){ 0 };
	if (order_find_number(w, q, &s->one))
		return;
	if (w->app->wiring->find_by_parcel && w->app->wiring->find_by_parcel(w, q, &s->one))
		return;
	s->n_refs = order_store_find_refs(w, q, s->refs, KEYS_MAX);
	s->one = s->n_refs == 1 && !is_tail(q) ? s->refs[0] : 0;
}

struct order_rows list_find_of_customers(struct work *w, const struct list_input *in,
					 const uint64_t *ids, size_t n, size_t limit)
{
	struct list_badges badges = badges_of(in);
	struct list_input whole = *in;
	struct order_list l;

	whole.after = whole.before = 0;
	whole.limit = limit;
	l = list_of(w, &whole, &badges);
	l.by_due = l.by_priority = false;
	return of_keys(w, &l, ORDER_BY_CUSTOMER, ids, n).rows;
}

struct order_found list_find(struct work *w, const struct list_input *in, uint64_t *one)
{
	struct list_badges badges = badges_of(in);
	struct order_list l = list_of(w, in, &badges);
	struct sought s = { 0 };

	*one = 0;
	if (in->q)
		seek(w, in->q, &s);
	*one = s.one;
	if (s.one)
		return of_keys(w, &l, ORDER_BY_ID, &s.one, 1);
	if (in->q)
		return search(w, in->q, &l, &s);
	if (l.filter.tag && badges.n == 0) {
		uint64_t tag = l.filter.tag;

		l.filter.tag = 0;
		return of_keys(w, &l, ORDER_BY_TAG, &tag, 1);
	}
	if (in->sku && badges.n == 0) {
		l.filter.sku = NULL;
		return with_sku(w, &l, in->sku);
	}
	return order_store_list(w, &l, NULL);
}

/* Of a search the order itself is found again, so that it is looked for in the way that found it.
 */
static const char *neighbour(struct work *w, struct list_input in, const struct order *o,
			     bool before)
{
	const struct order *next;
	struct order_found found;
	size_t n;
	uint64_t one;

	in.limit = in.q ? 2 : 1;
	in.at = order_due_at(o).us;
	in.rank = o->priority;
	in.before = before ? o->id - (in.q != NULL) : 0;
	in.after = before ? 0 : o->id + (in.q != NULL);
	found = list_find(w, &in, &one);
	n = found.rows.n;
	if (n == 0 || one)
		return NULL;
	next = &found.rows.v[before ? n - 1 : 0];
	if (next->id == o->id)
		next = n > 1 ? &found.rows.v[before ? n - 2 : 1] : NULL;
	return next ? next->number : NULL;
}

struct list_neighbours list_neighbours_of(struct work *w, const struct list_input *in,
					  const struct order *o)
{
	struct list_neighbours out;

	out.before = neighbour(w, *in, o, true);
	out.behind = neighbour(w, *in, o, false);
	return out;
}
