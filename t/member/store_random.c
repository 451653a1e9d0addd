/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever becomes of orders and their customers, the ledger of points that is stored agrees with
 * itself, and with what was done: chosen at random, by a seed that is said. Long with --long. */
#include <check.h>
#include <stdlib.h>
#include "customer/merge.h"
#include "member/member.h"
#include "member/tier.h"
#include "order/door.h"
#include "verify/store.h"

enum { SEEDS = 4, SEEDS_LONG = 200, ACTS = 40, ORDERS = 8 };

static uint64_t state;
static struct order *orders[ORDERS];
static int n_orders, n_parcels;
static bool delivered[ORDERS];
static uint64_t merge_id;
static int64_t given; /* by hand, less what was taken so */

static unsigned pick(unsigned n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(state >> 33) % n;
}

static int seeds(void)
{
	const char *is_long = getenv("REGULARS_TEST_LONG");

	return is_long && *is_long ? SEEDS_LONG : SEEDS;
}

static void setup(void)
{
	struct tier base = { .name = { "Basic", "普通" },
			     .more = { "", "" },
			     .rate = 100,
			     .free_shipping_over = -1 };
	struct tier more = { .name = { "Silver", "银卡" },
			     .more = { "", "" },
			     .entry = 4000,
			     .stay = 3000,
			     .rate = 130,
			     .free_shipping_over = 0 };
	uint64_t id;

	shop_setup();
	shop_app->settings.member = true;
	shop_app->settings.point_months = 4;
	shop_goods("A", 1000, false);
	ck_assert_int_eq(tier_add(&shop, &base, &id), TIER_OK);
	ck_assert_int_eq(tier_add(&shop, &more, &id), TIER_OK);
	shop_app->settings.tiers = 2;
	n_orders = n_parcels = 0;
	merge_id = 0;
	given = 0;
}

/* ---- acts: each may find that it cannot be done now ---- */

static void buy(void)
{
	static const char *const phones[] = { "13800000001", "13800000002" };

	if (n_orders == ORDERS)
		return;
	delivered[n_orders] = false;
	orders[n_orders++] = shop_order_of(phones[pick(2)], { "A", 1 + (int)pick(5) });
}

static const struct order *one(int *at)
{
	*at = (int)pick((unsigned)n_orders);
	return orders[*at];
}

static void pay(void)
{
	int at;
	const struct order *o = one(&at);
	struct payment_draft d = { .method = PAY_COD,
				   .amount = pick(3) ? o->total_amount : 1000,
				   .at = INSTANT_NONE };
	struct payment_answer a;

	(void)!payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &a);
}

static void give_back(void)
{
	int at;
	const struct order *o = one(&at);
	struct payment_answer a;
	uint64_t id = (uint64_t)support_number(
		arena_printf(shop.arena,
			     "SELECT COALESCE(MAX(id), 0) FROM payment_entry WHERE kind = 1 AND "
			     "order_id = %llu",
			     (unsigned long long)o->id));

	if (id)
		(void)!payment_refund(&shop, (struct order_ref){ o->id, 0 }, id,
				      1000 * (1 + (int64_t)pick(3)), "x", &a);
}

static void cancel(void)
{
	struct order_answer a;
	int at;
	const struct order *o = one(&at);

	(void)!order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id, 1, "other",
				 &a);
}

static void deliver(void)
{
	int at;
	const struct order *o = one(&at);
	const char *number = arena_printf(shop.arena, "SF30000%08d", ++n_parcels);

	if (delivered[at] ||
	    support_number(arena_printf(shop.arena,
					"SELECT SUM(ordered - cancelled) FROM order_line WHERE "
					"order_id = %llu",
					(unsigned long long)o->id)) !=
		    support_number(
			    arena_printf(shop.arena,
					 "SELECT SUM(ordered) FROM order_line WHERE order_id "
					 "= %llu",
					 (unsigned long long)o->id)))
		return;
	(void)shop_hear(shop_ship(o, number), PARCEL_DELIVERED);
	delivered[at] = true;
}

/* All that can be used, or a few more. */
static void by_hand(void)
{
	int at;
	uint64_t id = one(&at)->customer_id;
	int64_t n = -support_number(arena_printf(shop.arena,
						 "SELECT COALESCE(MAX(usable), 0) FROM "
						 "member_account WHERE customer_id = %llu",
						 (unsigned long long)id));

	if (n == 0 || pick(3) == 0)
		n = 1 + (int64_t)pick(20);
	if (member_adjust(&shop, id, n, "at random") == MEMBER_OK)
		given += n;
}

static void pass(void)
{
	shop_pass(24 * (1 + (int64_t)pick(200)));
	while (member_move_points(&shop))
		;
	while (member_weigh_tiers(&shop))
		;
}

static void merge(void)
{
	struct merge_answer m;
	struct merge_draft d = { 0 };

	for (int i = 0; i < n_orders; i++)
		if (orders[i]->customer_id != orders[0]->customer_id)
			d.joined_id = orders[i]->customer_id;
	d.kept_id = orders[0]->customer_id;
	if (merge_id) {
		(void)!customer_merge_undo(&shop, d.kept_id, merge_id);
		merge_id = 0;
	} else if (d.joined_id && customer_merge(&shop, &d, &m) == MERGE_OK) {
		merge_id = m.merge_id;
	}
	while (customer_tell_merges(&shop))
		;
}

static void (*const acts[])(void) = { buy,    buy,     pay,     pay,     pay,  give_back, give_back,
				      cancel, deliver, deliver, by_hand, pass, merge };

/* ---- what must hold ---- */

static void agrees(int seed, int act)
{
	for (size_t i = 0; i < verify_members_n; i++) {
		struct rows *r = db_query(shop.db, verify_members[i].ask);

		if (rows_next(r))
			ck_abort_msg("seed %d, act %d: %s: %s: %s, not %s", seed, act,
				     verify_members[i].name, rows_text(r, 0), rows_text(r, 1),
				     rows_text(r, 2));
	}
	/* what was given and earned is somewhere, or was used to pay what was owed */
	ck_assert_msg(
		support_number("SELECT COALESCE(SUM(IF(order_id IS NULL, 0, earned)), 0) FROM "
			       "member_lot") +
				given ==
			support_number("SELECT COALESCE(SUM(pending + usable - debt), 0) FROM "
				       "member_account") +
				support_number("SELECT COALESCE(SUM(lapsed), 0) FROM "
					       "member_lot"),
		"seed %d, act %d: points were lost or made", seed, act);
}

static int64_t count(const char *what)
{
	return support_number(
		arena_printf(shop.arena, "SELECT COUNT(*) FROM member_entry WHERE %s", what));
}

/* Points that were used are taken back: the first order of each run comes to that. */
static void begin(void)
{
	buy();
	while (support_number("SELECT COALESCE(MAX(usable), 0) FROM member_account") == 0) {
		pay();
		deliver();
	}
	by_hand();
	give_back();
}

START_TEST(the_books_agree)
{
	int64_t owed = 0, ended = 0;

	for (int seed = 1; seed <= seeds(); seed++) {
		state = (uint64_t)seed;
		setup();
		begin();
		for (int i = 0; i < ACTS; i++) {
			acts[pick(sizeof acts / sizeof *acts)]();
			agrees(seed, i);
		}
		owed += count("debt > 0");
		ended += count("lapsed > 0");
		shop_teardown();
	}
	/* what is hard came up, or this says little */
	ck_assert_int_gt(owed, 0);
	ck_assert_int_gt(ended, 0);
}
END_TEST

Suite *member_store_random_suite(void)
{
	Suite *s = suite_create("member_store_random");
	TCase *t = tcase_create("random");

	tcase_set_timeout(t, 900);
	tcase_add_test(t, the_books_agree);
	suite_add_tcase(s, t);
	return s;
}
