/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order's page for staff and programs: everything about it, personal data only when asked for.
 */
#include "order/door.h"

static struct browser owner, viewer;
static struct order *o;

static void setup(void)
{
	struct order_draft d;

	door_setup();
	d = door_draft("A", 3);
	d.customer_note = "ring <twice>";
	d.source = "web";
	d.source_ref = "W-7";
	o = door_order_of(d);
	owner = door_staff(1);
	viewer = door_staff(2);
}

static const char *page(const char *tail)
{
	return door_path("/desk/orders/%s%s", o->number, tail);
}

static int64_t shown(void)
{
	return support_number(
		"SELECT COUNT(*) FROM security_event WHERE kind = 'personal_data_shown'");
}

START_TEST(the_page_shows_the_order_masked)
{
	struct answer *a = browser_get(&owner, page(""));

	door_want(a, 200);
	door_shows(a, o->number);
	door_shows(a, "Thing A");
	door_shows(a, "W-7");
	door_shows(a, "ring &lt;twice&gt;");
	door_shows(a, "林**");
	door_is_masked(a);
	door_want(browser_get(&owner, page("?lang=zh-CN")), 200);
	door_is_masked(browser_get(&viewer, page("")));
	ck_assert_int_eq(shown(), 0);
}
END_TEST

START_TEST(looking_in_full_is_written_down)
{
	struct answer *a = door_post(&owner, page("/full"), "");

	door_want(a, 200);
	door_shows(a, "林雨晴");
	door_shows(a, "+8613800000001");
	door_shows(a, "4711");
	ck_assert_int_eq(shown(), 1);
	door_want(door_post(&viewer, page("/full"), ""), 403);
	door_want(browser_get(&owner, page("/full")), 405);
	ck_assert_int_eq(shown(), 1);
}
END_TEST

START_TEST(programs_see_what_their_key_may)
{
	const char *target = door_path("/api/v1/orders/%s", o->number);
	struct answer *a = door_api(PERM_BIT(PERM_ORDERS_READ), "GET", target, NULL);
	cJSON *tree;

	door_want(a, 200);
	door_is_masked(a);
	tree = answer_json(a);
	ck_assert(!json_get_bool(tree, "in_full"));
	ck_assert_int_eq(json_get_int(tree, "version"), 1);
	ck_assert_str_eq(json_get_text(tree, "source_ref"), "W-7");
	ck_assert_str_eq(json_get_text(tree, "tracking_url"),
			 door_path("http://127.0.0.1:8080%s", door_link(o, "")));
	a = door_api(PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_PERSONAL_DATA), "GET", target,
		     NULL);
	door_want(a, 200);
	door_shows(a, "林雨晴");
	ck_assert_int_eq(shown(), 1);
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM security_event WHERE "
						  "actor_kind = 3 AND actor_id IS NOT NULL AND "
						  "customer_id = %llu",
						  (unsigned long long)o->customer_id)),
			 1);
	door_want(door_api(PERM_BIT(PERM_CATALOG_READ), "GET", target, NULL), 403);
}
END_TEST

/* Whatever the shop's own may open: what shows this customer in full is written down, once, and
 * nothing else is. */
static const struct {
	const char *target;
	bool in_full;
} sights[] = {
	{ "/api/v1/orders/NUMBER", true },
	{ "/desk/orders/NUMBER", false },
	{ "/api/v1/orders", false },
	{ "/desk/orders", false },
	{ "/desk/orders?q=0001", false },
	{ "/api/v1/orders/NUMBER/ledger", false },
	{ "/desk/orders/NUMBER/hold", false },
	{ "/desk/orders/NUMBER/address", true },
	{ "/desk/orders/NUMBER/payments", false },
	{ "/desk/orders/NUMBER/credits", false },
	{ "/desk/orders/NUMBER/parcels", false },
	{ "/desk/customers", false },
	{ "/desk/customers?q=0001", false },
	{ "/desk/customers/CUSTOMER", false },
	{ "/desk/orders/new?customer=CUSTOMER", true },
	{ "/desk/outbox", false },
};

static const char *put(const char *text, const char *mark, const char *value)
{
	const char *at = strstr(text, mark);

	return at ? door_path("%.*s%s%s", (int)(at - text), text, value, at + strlen(mark)) : text;
}

START_TEST(whatever_is_seen_in_full_is_written_down)
{
	const uint64_t everything = PERM_BIT(PERMISSION__MAX) - 1;
	const char *target;
	struct customer c;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	target = put(put(sights[_i].target, "NUMBER", o->number), "CUSTOMER", c.number);
	a = door_api(everything, "GET", target, NULL);
	door_want(a, 200);
	if (sights[_i].in_full)
		door_shows(a, "林雨晴");
	else
		door_is_masked(a);
	ck_assert_int_eq(shown(), sights[_i].in_full);
	a = door_api(everything & ~PERM_BIT(PERM_PERSONAL_DATA), "GET", target, NULL);
	door_want(a, 200);
	door_is_masked(a);
	ck_assert_int_eq(shown(), sights[_i].in_full);
}
END_TEST

/* What a program is told of its act is kept for repeats, so it holds nobody in full. */
START_TEST(answers_that_are_kept_are_masked)
{
	struct answer *a =
		door_api(PERM_BIT(PERMISSION__MAX) - 1, "POST",
			 door_path("/api/v1/orders/%s/hold", o->number), "{\"reason\":\"risk\"}");

	door_want(a, 200);
	door_is_masked(a);
	ck_assert(!json_get_bool(answer_json(a), "in_full"));
	ck_assert_int_eq(shown(), 0);
}
END_TEST

static const char *const unknown[] = { "R-0000-0000", "R-7K3M-92Q6", "C-0000-0000",
				       "x",           "%27",         "%E2%80%AE" };

START_TEST(what_is_not_there_is_not_found)
{
	for (size_t i = 0; i < COUNT(unknown); i++) {
		door_want(browser_get(&owner, door_path("/desk/orders/%s", unknown[i])), 404);
		door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "GET",
				   door_path("/api/v1/orders/%s", unknown[i]), NULL),
			  404);
	}
}
END_TEST

START_TEST(the_number_is_folded)
{
	char *typed = arena_strdup(shop.arena, o->number);

	for (char *p = typed; *p; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
	door_want(browser_get(&owner, door_path("/desk/orders/%s", typed)), 200);
}
END_TEST

static bool allowed(const cJSON *tree, const char *act)
{
	return json_get_bool(json_get(json_get(tree, "acts"), act), "allowed");
}

/* Only what may be done now is offered. */
START_TEST(acts_follow_the_state)
{
	struct order_answer a;
	cJSON *tree = door_tree(&owner, page(""));

	ck_assert(allowed(tree, "hold") && allowed(tree, "cancel") && allowed(tree, "pack"));
	ck_assert(!allowed(tree, "release") && !allowed(tree, "confirm") &&
		  !allowed(tree, "close"));
	door_shows(browser_get(&owner, page("")), "/cancel\"");
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	tree = door_tree(&owner, page(""));
	ck_assert(!allowed(tree, "hold") && allowed(tree, "release") && !allowed(tree, "pack"));
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	tree = door_tree(&owner, page(""));
	ck_assert(!allowed(tree, "release") && !allowed(tree, "cancel"));
	door_hides(browser_get(&owner, page("")), "/cancel\"");
}
END_TEST

START_TEST(everything_that_happened_is_told)
{
	struct payment_draft money = { .method = PAY_COD, .amount = 1000, .at = INSTANT_NONE };
	struct payment_answer paid;
	struct answer *a;

	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	order_add_note(&shop, o->id, "careful");
	a = browser_get(&owner, page(""));
	door_want(a, 200);
	door_shows(a, "SF1000 0000 0000 1");
	door_shows(a, "careful");
	door_shows(a, "10.00");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(door_tree(&owner, page("")), "events")), 5);
}
END_TEST

/* The customer's other open orders stand beside it; settled ones and other people's do not. */
START_TEST(other_open_orders_stand_beside_it)
{
	struct order *open = door_order("B", 1), *cancelled = door_order("B", 1);
	struct order_draft d = door_draft("B", 1);
	struct order_answer a;
	const char *others;

	d.contact.phone = "13700000007";
	d.contact.email = "chen@mail.example";
	door_order_of(d);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ cancelled->id, 0 }, "other", &a),
			 ORDER_OK);
	others = door_numbers(json_get(door_tree(&owner, page("")), "others"));
	ck_assert_str_eq(others, open->number);
}
END_TEST

START_TEST(what_one_may_not_do_is_not_offered)
{
	static const char *const acts[] = { "/hold\"",       "/promise\"", "/cancel\"",  "/wait?",
					    "/cancel-line?", "/notes\"",   "/address\"", "/full\"",
					    "/payments\"",   "/credits\"", "/parcels\"" };
	struct answer *all, *none;

	all = browser_get(&owner, page(""));
	none = browser_get(&viewer, page(""));
	door_want(none, 200);
	for (size_t i = 0; i < COUNT(acts); i++) {
		const char *act = door_path("/desk/orders/%s%s", o->number, acts[i]);

		door_shows(all, act);
		door_hides(none, act);
	}
	shop_ship(o, "SF1402778133901");
	door_shows(browser_get(&owner, page("")), "href=\"/desk/parcels/");
	door_hides(browser_get(&viewer, page("")), "/desk/parcels/");
	/* the warehouse packs, but knows no customers */
	support_sql("UPDATE staff SET role = 'warehouse' WHERE id = 2");
	none = browser_get(&viewer, page(""));
	door_shows(none, "href=\"/desk/parcels/");
	door_hides(none, "/desk/customers/");
	door_hides(none, "/hold\"");
}
END_TEST

static const struct {
	const char *lang, *shown[5];
} activity[] = {
	{ "en",
	  { "Put on hold · We are checking the payment",
	    "Item cancelled · A ×1 · Can’t be supplied", "Cancelled · Ordered twice",
	    "Wait changed · A · No wait → Waiting for stock",
	    " → Fri 2 Jan 2099 · <q class=\"soft\">New stock</q>" } },
	{ "zh-CN",
	  { "已暂停处理 · ", "商品已取消 · A ×1 · ", "已取消 · ", "A · ", " → 2099年1月2日" } },
};

/* Codes are for programs: what people read of an order's history is words, with the dates. */
START_TEST(the_activity_says_what_and_why_in_words)
{
	const struct order *mine = door_order("A", 2);
	struct order_ref ref = { mine->id, 0 };
	struct order_answer out;
	struct instant day;
	struct answer *a;

	ck_assert(instant_parse("2099-01-02T04:00:00Z", &day));
	ck_assert_int_eq(order_hold(&shop, ref, "risk", INSTANT_NONE, &out), ORDER_OK);
	ck_assert_int_eq(order_release(&shop, ref, &out), ORDER_OK);
	ck_assert_int_eq(order_set_wait(&shop, ref, mine->lines[0].id, WAIT_BACK_ORDER,
					INSTANT_NONE, &out),
			 ORDER_OK);
	ck_assert_int_eq(order_set_promise(&shop, ref, day, day, "New stock", &out), ORDER_OK);
	ck_assert_int_eq(order_cancel_line(&shop, ref, mine->lines[0].id, 1, "no_stock", &out),
			 ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, ref, "duplicate", &out), ORDER_OK);
	a = browser_get(&owner,
			door_path("/desk/orders/%s?lang=%s", mine->number, activity[_i].lang));
	door_want(a, 200);
	for (size_t i = 0; i < 5; i++)
		door_shows(a, activity[_i].shown[i]);
	door_hides(a, "· duplicate");
	door_hides(a, "· no_stock");
	door_hides(a, "· risk");
}
END_TEST

Suite *order_desk_web_suite(void)
{
	Suite *s = suite_create("order_desk_web");
	TCase *tc = tcase_create("page");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, the_page_shows_the_order_masked);
	tcase_add_test(tc, looking_in_full_is_written_down);
	tcase_add_test(tc, programs_see_what_their_key_may);
	tcase_add_loop_test(tc, whatever_is_seen_in_full_is_written_down, 0, COUNT(sights));
	tcase_add_test(tc, answers_that_are_kept_are_masked);
	tcase_add_test(tc, what_is_not_there_is_not_found);
	tcase_add_test(tc, the_number_is_folded);
	tcase_add_test(tc, acts_follow_the_state);
	tcase_add_test(tc, what_one_may_not_do_is_not_offered);
	tcase_add_test(tc, everything_that_happened_is_told);
	tcase_add_test(tc, other_open_orders_stand_beside_it);
	tcase_add_loop_test(tc, the_activity_says_what_and_why_in_words, 0, N(activity));
	suite_add_tcase(s, tc);
	return s;
}
