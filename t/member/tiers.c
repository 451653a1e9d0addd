/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiers at work: who comes into which by their orders, what it brings, how it ends, and the pages.
 */
#include "customer/merge.h"
#include "member/member.h"
#include "member/tier.h"
#include "order/door.h"
#include "order/priority.h"
#include "verify/verify.h"

#define LIST "/desk/settings/tiers"

static struct browser staff;
static uint64_t basic, silver;

static uint64_t a_tier(const char *en, const char *zh, int64_t entry, int64_t stay, int64_t rate,
		       int64_t free_over, bool first)
{
	struct tier t = { .name = { en, zh },
			  .more = { "A card at New Year", "新年贺卡" },
			  .entry = entry,
			  .stay = stay,
			  .rate = rate,
			  .free_shipping_over = free_over,
			  .comes_first = first };
	uint64_t id;

	ck_assert_int_eq(tier_add(&shop, &t, &id), TIER_OK);
	return id;
}

/* From the start; and with 50.00, kept with 20.00. Pieces of A are 10.00. */
static void setup(void)
{
	door_setup();
	staff = door_staff(1);
	shop_app->settings.member = true;
	shop_app->settings.shipping_fee = 800;
	shop_app->settings.free_shipping_over = 100000;
	basic = a_tier("Basic", "普通", 0, 0, 100, -1, false);
	silver = a_tier("Silver", "银卡", 5000, 2000, 150, 0, true);
	shop_app->settings.tiers = 2;
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('member', 'yes', "
		    "'2026-01-01')");
}

static void wrong(void *arg, const struct verify_finding *f)
{
	(void)arg;
	if (!strncmp(f->rule, "points.", 7))
		ck_abort_msg("%s: %s", f->rule, f->row);
}

static void teardown(void)
{
	(void)verify_all(&shop, wrong, NULL, NULL);
	door_teardown();
}

static void weigh(void)
{
	while (member_weigh_tiers(&shop))
		;
}

static uint64_t tier_of_customer(uint64_t customer_id)
{
	return (uint64_t)support_number(door_path(
		"SELECT COALESCE(MAX(tier_id), 0) FROM member_account WHERE customer_id = "
		"%llu",
		(unsigned long long)customer_id));
}

static int64_t told(const char *step)
{
	return support_number(door_path("SELECT COUNT(*) FROM outbox WHERE template = 'tier' AND "
					"data LIKE '%%\"%s\"%%'",
					step));
}

/* Its shipping fee is the shop's rule. */
static struct order *an_order(int quantity)
{
	struct order_draft d = door_draft("A", quantity);

	d.shipping = -1;
	return door_order_of(d);
}

/* Arrived and paid for. */
static struct order *bought(int quantity)
{
	static int n;
	struct order *o = an_order(quantity);
	struct payment_draft d = { .method = PAY_COD,
				   .amount = o->total_amount,
				   .at = INSTANT_NONE };
	struct payment_answer a;

	ck_assert_int_eq(shop_hear(shop_ship(o, door_path("SF20000%08d", ++n)), PARCEL_DELIVERED),
			 SHIPPING_OK);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &a),
			 PAYMENT_OK);
	weigh();
	return door_look(o);
}

START_TEST(orders_lift_and_time_lowers)
{
	struct order *o = bought(4), *next;
	struct browser anne = door_customer(o);
	const cJSON *own;

	ck_assert_uint_eq(tier_of_customer(o->customer_id), basic);
	ck_assert_int_eq(o->shipping_amount, 800);
	ck_assert(!(o->priority_why & PRIORITY_BIT(PRIORITY_TIER)));
	ck_assert_int_eq(told("raised"), 0);
	door_shows(browser_get(&anne, "/me/points"), "¥10.00");

	(void)bought(1);
	ck_assert_uint_eq(tier_of_customer(o->customer_id), silver);
	ck_assert_int_eq(told("raised"), 1);
	door_shows(browser_get(&anne, "/me/points"), "Silver since");
	/* what it brings */
	next = an_order(2);
	ck_assert_int_eq(next->shipping_amount, 0);
	ck_assert(next->priority_why & PRIORITY_BIT(PRIORITY_TIER));
	ck_assert_int_eq(support_number(door_path("SELECT pending FROM member_lot WHERE order_id = "
						  "%llu",
						  (unsigned long long)next->id)),
			 30);
	/* a year later too little is left */
	shop_pass(24 * 400);
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), silver);
	ck_assert_int_eq(told("at_risk"), 1);
	own = json_get(member_tier_view(&shop, o->customer_id), "own");
	ck_assert_int_eq(json_get_int(json_get(own, "missing"), "n"), 2000);
	ck_assert_ptr_nonnull(json_get_text(own, "until"));
	weigh();
	ck_assert_int_eq(told("at_risk"), 1);
	shop_pass(24 * 31);
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), basic);
	ck_assert_int_eq(told("lowered"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM member_step"), 4);
}
END_TEST

START_TEST(an_order_in_the_time_of_grace_keeps_it)
{
	struct order *o = bought(5);

	(void)door_customer(o);
	shop_pass(24 * 400);
	weigh();
	ck_assert_int_eq(told("at_risk"), 1);
	(void)bought(2);
	shop_pass(24 * 40);
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), silver);
	ck_assert_int_eq(told("lowered"), 0);
	ck_assert_int_eq(support_number("SELECT kind FROM member_step ORDER BY id DESC LIMIT 1"),
			 TIER_SAFE);
}
END_TEST

START_TEST(what_was_given_back_does_not_count)
{
	struct order *o = bought(5);
	struct payment_answer a;
	uint64_t id = (uint64_t)support_number(
		door_path("SELECT id FROM payment_entry WHERE kind = 1 AND order_id = %llu",
			  (unsigned long long)o->id));

	ck_assert_uint_eq(tier_of_customer(o->customer_id), silver);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, id, o->total_amount,
					"x", &a),
			 PAYMENT_OK);
	shop_app->settings.tier_grace_days = 0;
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), basic);
}
END_TEST

/* How many statements placing one takes. */
static unsigned placing(void)
{
	unsigned before = db_count(shop.db);

	(void)an_order(1);
	return db_count(shop.db) - before;
}

START_TEST(an_order_costs_few_statements_more)
{
	unsigned with, with_tiers;

	(void)bought(5);
	with_tiers = placing();
	shop_app->settings.tiers = 0;
	with = placing();
	shop_app->settings.member = false;
	/* the account with its lots, the lot, its entry, the account; and of tiers what they bring,
	 * twice */
	ck_assert_uint_eq(with - placing(), 4);
	ck_assert_uint_eq(with_tiers - with, 2);
	shop_app->settings.member = true;
	shop_app->settings.tiers = 2;
}
END_TEST

START_TEST(they_can_be_counted_in_other_ways)
{
	struct order *o = bought(1);
	struct tier_scheme by_orders = { TIER_BY_ORDERS, 6, 10 };
	struct tier t;

	ck_assert(tier_get(&shop, silver, &t));
	t.entry = 2;
	t.stay = 1;
	ck_assert_int_eq(tier_change(&shop, &t), TIER_OK);
	ck_assert(tier_rescheme(&shop, &by_orders));
	shop_app->settings.tier_by = "orders";
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), basic);
	(void)bought(1);
	ck_assert_uint_eq(tier_of_customer(o->customer_id), silver);
	/* one that is no more */
	ck_assert_int_eq(tier_remove(&shop, silver), TIER_OK);
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), basic);
	ck_assert_int_eq(tier_remove(&shop, basic), TIER_OK);
	shop_app->settings.tiers = 0;
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), 0);
	ck_assert_int_eq(tier_change(&shop, &t), TIER_NOT_FOUND);
}
END_TEST

START_TEST(of_two_who_are_one_the_higher_stays)
{
	struct order *o = bought(5);
	struct order *other = shop_order_of("13800000099", { "A", 1 });
	struct merge_draft d = { .kept_id = other->customer_id, .joined_id = o->customer_id };
	struct merge_answer m;

	ck_assert_uint_eq(tier_of_customer(o->customer_id), silver);
	ck_assert_int_eq(customer_merge(&shop, &d, &m), MERGE_OK);
	while (customer_tell_merges(&shop))
		;
	weigh();
	ck_assert_uint_eq(tier_of_customer(other->customer_id), silver);
	ck_assert_int_eq(customer_merge_undo(&shop, other->customer_id, m.merge_id), UNDO_OK);
	while (customer_tell_merges(&shop))
		;
	weigh();
	ck_assert_uint_eq(tier_of_customer(o->customer_id), silver);
	/* not theirs: the grace begins */
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM member_account WHERE lowers_at IS NOT "
				 "NULL"),
			 1);
}
END_TEST

START_TEST(lists_are_narrowed_by_them)
{
	struct order *o = bought(5);
	struct order *other = shop_order_of("13800000099", { "A", 1 });
	struct customer c, d;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c) &&
		  customer_get(&shop, other->customer_id, &d));
	a = browser_get(&staff, "/desk/customers?view=all&tier=Silver");
	door_shows(a, c.number);
	door_hides(a, d.number);
	door_shows(a, "Tier: Silver");
	door_hides(browser_get(&staff, "/desk/customers?view=all&tier=None"), c.number);
	a = door_api(PERM_BIT(PERM_CUSTOMERS_READ), "GET",
		     "/api/v1/customers?tier=%E9%93%B6%E5%8D%A1", NULL);
	door_shows(a, c.number);
	door_hides(a, d.number);
}
END_TEST

START_TEST(the_desk_keeps_them)
{
	static const struct {
		const char *fields, *error;
	} rows[] = {
		{ "name_en=&name_zh=金卡&entry=100", "/name_en required" },
		{ "name_en=Gold&name_zh=金卡&entry=x", "/entry not_an_amount" },
		{ "name_en=Gold&name_zh=金卡&entry=-1", "/entry not_an_amount" },
		{ "name_en=Gold&name_zh=金卡&entry=50", "/entry clash" },
		{ "name_en=Gold&name_zh=金卡&entry=100&stay=101", "/stay over_entry" },
		{ "name_en=Gold&name_zh=金卡&entry=100&rate=x", "/rate not_a_rate" },
	};
	struct browser viewer = door_staff(2);
	const char *page;
	struct answer *a;

	door_want(browser_get(&viewer, LIST), 403);
	door_shows(browser_get(&staff, "/desk/settings"), LIST);
	a = browser_get(&staff, LIST);
	door_shows(a, "Silver");
	door_shows(a, "A card at New Year");
	for (int i = 0; i < N(rows); i++) {
		browser_get(&staff, LIST "/new");
		a = door_post_tree(&staff, LIST, rows[i].fields);
		door_want(a, 422);
		ck_assert_str_eq(door_error(a), rows[i].error);
	}
	door_shows(door_post(&staff, LIST, "name_en=Gold&name_zh=&entry=100"), "value=\"Gold\"");
	browser_get(&staff, LIST "/new");
	door_want(door_post(&staff, LIST,
			    "name_en=Gold&name_zh=%E9%87%91%E5%8D%A1&entry=100&rate=2"
			    "&free_shipping_over=10&comes_first=1&more_en=Early+sales"),
		  303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM member_tier WHERE entry = 10000 AND "
					"stay = 10000 AND rate = 200 AND free_shipping_over = 1000 "
					"AND comes_first = 1"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE became LIKE "
					"'Gold%'"),
			 1);
	page = door_path(LIST "/%lld",
			 (long long)support_number("SELECT id FROM member_tier WHERE name_en = "
						   "'Gold'"));
	door_shows(browser_get(&staff, page), "value=\"100.00\"");
	door_want(door_post(&staff, page, "version=1&name_en=Golden&name_zh=x&entry=90"), 303);
	browser_get(&staff, page);
	door_want(door_post(&staff, page, "version=1&name_en=Gold&name_zh=x&entry=90"), 409);
	browser_get(&staff, page);
	door_want(door_post(&staff, door_path("%s/remove", page), ""), 303);
	browser_get(&staff, LIST);
	door_want(door_post(&staff, LIST "/way", "by=orders&months=61&grace_days=5"), 422);
	door_want(door_post(&staff, LIST "/way", "by=orders&months=6&grace_days=5"), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM setting WHERE name IN ('tier_by', "
					"'tier_months', 'tier_grace_days') AND value IN ('orders', "
					"'6', '5')"),
			 3);
}
END_TEST

Suite *member_tiers_suite(void)
{
	Suite *s = suite_create("member_tiers");
	TCase *t = tcase_create("tiers");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, orders_lift_and_time_lowers);
	tcase_add_test(t, an_order_in_the_time_of_grace_keeps_it);
	tcase_add_test(t, what_was_given_back_does_not_count);
	tcase_add_test(t, an_order_costs_few_statements_more);
	tcase_add_test(t, they_can_be_counted_in_other_ways);
	tcase_add_test(t, of_two_who_are_one_the_higher_stays);
	tcase_add_test(t, lists_are_narrowed_by_them);
	tcase_add_test(t, the_desk_keeps_them);
	suite_add_tcase(s, t);
	return s;
}
