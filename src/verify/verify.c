/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the rules: those of one statement, then each order against the pure functions that should
 * have made its row and page. */
#include "verify/verify.h"

#include <string.h>
#include "audit.h"
#include "base/ident.h"
#include "order/order.h"
#include "shipping/shipping.h"
#include "verify/store.h"

enum { BATCH = 200 };

struct asking {
	struct work *w;
	void (*found)(void *arg, const struct verify_finding *f);
	void *arg;
	struct verify_report report;
};

static void find(struct asking *a, const char *rule, const char *what, const char *row)
{
	struct verify_finding f = { rule, what, row };

	a->report.violations++;
	a->found(a->arg, &f);
}

static void ask(struct asking *a, const struct verify_rule *rule)
{
	struct rows *r = db_query(a->w->db, rule->ask);

	while (rows_next(r))
		find(a, rule->name, rule->what,
		     arena_printf(a->w->arena, "%s: %s, wanted %s", rows_text(r, 0),
				  rows_text(r, 1) ? rows_text(r, 1) : "nothing",
				  rows_text(r, 2) ? rows_text(r, 2) : "nothing"));
}

static void find_in_chain(void *arg, const char *row)
{
	find(arg, "audit.chain", "each row of the audit log proves the one before", row);
}

static const char order_number[] = "an order's number checks",
		  order_live[] = "what is owed is what was not cancelled",
		  order_badge_rule[] = "the badge says what the axes say",
		  order_face_rule[] = "what lists show of an order's lines is what they say",
		  order_arrived[] = "an order has arrived when all of it has",
		  order_parcels[] = "what an order says of its parcels is what they say",
		  document_fresh[] = "the customer's page is what a fresh look gives";

static void look_at_parcels(struct asking *a, const struct order *o, const struct order_axes *axes)
{
	bool all = axes->ordered > axes->cancelled &&
		   axes->delivered == axes->ordered - axes->cancelled;
	struct order_parcels_sum sum = shipping_sum(a->w, o->id);

	if (all == instant_is_none(o->delivered_at))
		find(a, "order.arrived", order_arrived,
		     arena_printf(a->w->arena, "order %s: %s, wanted %s", o->number,
				  all ? "no time" : "a time", all ? "one" : "none"));
	if (sum.n != o->n_parcels || sum.all != o->parcels)
		find(a, "order.parcels", order_parcels,
		     arena_printf(a->w->arena, "order %s: %d/%d, wanted %d/%d", o->number,
				  o->n_parcels, (int)o->parcels, sum.n, (int)sum.all));
}

static void look_at(struct asking *a, uint64_t id)
{
	struct arena *mem = a->w->arena;
	char number[IDENT_NUMBER_SIZE];
	struct order_axes axes;
	const char *document, *fresh;
	struct order *o;
	int version = 0;

	if (!order_get(a->w, id, &o))
		return;
	if (!ident_number_fold('R', o->number, number) || strcmp(number, o->number))
		find(a, "order.number", order_number, arena_printf(mem, "order %s", o->number));
	if (order_live_amount(o) != o->live_amount)
		find(a, "order.live", order_live,
		     arena_printf(mem, "order %s: %lld, wanted %lld", o->number,
				  (long long)o->live_amount, (long long)order_live_amount(o)));
	axes = order_axes(o);
	if (order_badge(&axes) != o->badge)
		find(a, "order.badge", order_badge_rule,
		     arena_printf(mem, "order %s: %s, wanted %s", o->number,
				  order_badge_word[o->badge],
				  order_badge_word[order_badge(&axes)]));
	if (!order_face_is_fresh(mem, o))
		find(a, "order.face", order_face_rule, arena_printf(mem, "order %s", o->number));
	look_at_parcels(a, o, &axes);
	document = verify_document(a->w, id, &version);
	fresh = order_document_fresh(a->w, o);
	if (document && (version != o->version || !fresh || strcmp(document, fresh)))
		find(a, "document.fresh", document_fresh,
		     arena_printf(mem, "order %s: version %d of %d", o->number, version,
				  o->version));
}

/* One batch in an arena of its own: a million orders do not stand in memory. */
static uint64_t look_at_batch(struct asking *a, uint64_t after)
{
	struct work *w = a->w, batch = *w;
	uint64_t ids[BATCH];
	size_t n;

	batch.arena = arena_new();
	db_use_arena(w->db, batch.arena);
	arena_use_for_cjson(batch.arena);
	a->w = &batch;
	n = verify_order_ids(a->w, after, ids, BATCH);
	for (size_t i = 0; i < n; i++)
		look_at(a, ids[i]);
	a->report.orders += (int64_t)n;
	a->w = w;
	db_use_arena(w->db, w->arena);
	arena_use_for_cjson(w->arena);
	arena_free(batch.arena);
	return n ? ids[n - 1] : 0;
}

/* What no statement asks. */
static const char *const looked[] = { "order.number",   "order.live",    "order.badge",
				      "order.face",     "order.arrived", "order.parcels",
				      "document.fresh", "audit.chain" };
#define LOOKED (sizeof looked / sizeof *looked)

struct verify_report verify_all(struct work *w,
				void (*found)(void *arg, const struct verify_finding *f),
				void (*progress)(void *arg, int64_t done, int64_t of), void *arg)
{
	struct asking a = { .w = w, .found = found, .arg = arg };
	int64_t of = order_count(w);
	uint64_t after = 0;

	(void)audit_check(w, find_in_chain, &a);
	for (size_t i = 0; i < verify_rules_n; i++)
		ask(&a, &verify_rules[i]);
	for (size_t i = 0; i < verify_ties_n; i++)
		ask(&a, &verify_ties[i]);
	for (size_t i = 0; i < verify_catalog_n; i++)
		ask(&a, &verify_catalog[i]);
	for (size_t i = 0; i < verify_orphans_n; i++)
		ask(&a, &verify_orphans[i]);
	for (size_t i = 0; i < verify_customers_n; i++)
		ask(&a, &verify_customers[i]);
	for (size_t i = 0; i < verify_feedback_n; i++)
		ask(&a, &verify_feedback[i]);
	for (size_t i = 0; i < verify_members_n; i++)
		ask(&a, &verify_members[i]);
	for (size_t i = 0; i < verify_promoted_n; i++)
		ask(&a, &verify_promoted[i]);
	while ((after = look_at_batch(&a, after)))
		if (progress)
			progress(arg, a.report.orders, of);
	a.report.rules = (int)(verify_rules_n + verify_ties_n + verify_catalog_n +
			       verify_orphans_n + verify_customers_n + verify_feedback_n +
			       verify_members_n + verify_promoted_n + LOOKED);
	return a.report;
}

size_t verify_rule_names(const char **names, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < verify_rules_n && n < max; i++)
		names[n++] = verify_rules[i].name;
	for (size_t i = 0; i < verify_ties_n && n < max; i++)
		names[n++] = verify_ties[i].name;
	for (size_t i = 0; i < verify_catalog_n && n < max; i++)
		names[n++] = verify_catalog[i].name;
	for (size_t i = 0; i < verify_orphans_n && n < max; i++)
		names[n++] = verify_orphans[i].name;
	for (size_t i = 0; i < verify_customers_n && n < max; i++)
		names[n++] = verify_customers[i].name;
	for (size_t i = 0; i < verify_feedback_n && n < max; i++)
		names[n++] = verify_feedback[i].name;
	for (size_t i = 0; i < verify_members_n && n < max; i++)
		names[n++] = verify_members[i].name;
	for (size_t i = 0; i < verify_promoted_n && n < max; i++)
		names[n++] = verify_promoted[i].name;
	for (size_t i = 0; i < LOOKED && n < max; i++)
		names[n++] = looked[i];
	return n;
}
