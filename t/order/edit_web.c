/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing an order at the doors: the desk's form, what it comes to, the act; and the same by a
 * program. */
#include "order/door.h"

static struct browser owner;

static void setup(void)
{
	door_setup();
	owner = door_staff(1);
}

static const char *page(const struct order *o, const char *tail)
{
	return door_path("/desk/orders/%s/edit%s", o->number, tail);
}

static const char *api(const struct order *o, const char *tail)
{
	return door_path("/api/v1/orders/%s/edit%s", o->number, tail);
}

static const char *form(const struct order *o, const char *more)
{
	return door_path("version=%d&lines.0.line=%llu%s", o->version,
			 (unsigned long long)o->lines[0].id, more);
}

static const char *tree(const struct order *o, const char *more)
{
	return door_path("{\"version\":%d,\"lines\":[{\"line\":\"%llu\",%s", o->version,
			 (unsigned long long)o->lines[0].id, more);
}

START_TEST(staff_see_the_difference_before_it_is_applied)
{
	struct order *o = door_order("A", 3);
	struct answer *a = browser_get(&owner, page(o, ""));

	door_want(a, 200);
	door_shows(a, "Thing A");
	door_want(browser_get(&owner, door_path("%s?lang=zh-CN", page(o, ""))), 200);
	browser_get(&owner, door_path("%s?lang=en", page(o, "")));
	a = browser_post(&owner, page(o, "/check"),
			 form(o, "&lines.0.quantity=2&lines.0.unit_price=10.00"
				 "&add.0.sku=B&add.0.quantity=3&add.1.sku=&why=By+phone"));
	door_want(a, 200);
	door_shows(a, "Nothing has been changed yet");
	door_shows(a, "¥30.00 → ¥50.00");
	door_shows(a, "name=\"agreed\" value=\"50.00\"");
	door_shows(a, "name=\"add.0.sku\" value=\"B\"");
	ck_assert_int_eq(door_look(o)->version, o->version);
	a = browser_post(&owner, page(o, ""),
			 form(o, "&lines.0.quantity=2&add.0.sku=B&add.0.quantity=3"
				 "&why=By+phone&agreed=50.00"));
	door_want(a, 303);
	ck_assert_int_eq(door_look(o)->total_amount, 5000);
	ck_assert_int_eq(door_look(o)->version, o->version + 1);
	a = browser_get(&owner, door_path("/desk/orders/%s", o->number));
	door_shows(a, "The order is changed.");
	door_shows(a, "3 × 10.00 → 2 × 10.00");
	door_shows(a, "By phone");
	shop_check();
}
END_TEST

START_TEST(the_same_form_twice_has_one_effect)
{
	struct order *o = door_order("A", 3);
	const char *fields = form(o, "&lines.0.quantity=5&agreed=50.00");

	browser_get(&owner, page(o, ""));
	door_want(browser_post(&owner, page(o, ""), fields), 303);
	door_want(browser_post(&owner, page(o, ""), fields), 303);
	ck_assert_int_eq(door_look(o)->version, o->version + 1);
	ck_assert_int_eq(shop_events(EVENT_EDITED), 1);
	door_want(door_post(&owner, page(o, ""), fields), 409);
	ck_assert_int_eq(shop_events(EVENT_EDITED), 1);
}
END_TEST

START_TEST(what_was_typed_can_be_changed_further)
{
	struct order *o = door_order("A", 3);
	struct answer *a;

	browser_get(&owner, page(o, ""));
	a = browser_post(&owner, page(o, "/check"),
			 form(o, "&lines.0.quantity=7&add.1.sku=QQ&do_again=1"));
	door_want(a, 200);
	door_shows(a, "name=\"lines.0.quantity\" value=\"7\"");
	door_shows(a, "name=\"add.1.sku\" value=\"QQ\"");
}
END_TEST

START_TEST(a_total_that_moved_is_shown_again)
{
	struct order *o = door_order("A", 3);
	struct answer *a =
		door_post(&owner, page(o, ""), form(o, "&lines.0.quantity=5&agreed=49.00"));

	door_want(a, 409);
	door_shows(a, "comes to something else by now");
	door_shows(a, "name=\"agreed\" value=\"50.00\"");
	ck_assert_int_eq(door_look(o)->version, o->version);
	a = door_api(ALL_ORDERS, "POST", api(o, ""), tree(o, "\"quantity\":5}],\"agreed\":\"1\"}"));
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "not_agreed");
}
END_TEST

START_TEST(a_program_proposes_and_applies)
{
	struct order *o = door_order("A", 3);
	struct answer *a = door_api(ALL_ORDERS, "POST", api(o, "/check"),
				    tree(o, "\"quantity\":1}],\"add\":[{\"sku\":\"B\","
					    "\"quantity\":1}]}"));
	cJSON *t;

	door_want(a, 200);
	t = answer_json(a);
	ck_assert_str_eq(json_get_text(t, "agreed"), "20.00");
	ck_assert_int_eq(json_get_int(json_get(t, "difference"), "amount"), -1000);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(t, "lines")), 2);
	a = door_api(ALL_ORDERS, "POST", api(o, ""),
		     tree(o, "\"quantity\":1}],\"add\":[{\"sku\":\"B\",\"quantity\":1}],"
			     "\"agreed\":\"20.00\"}"));
	door_want(a, 200);
	ck_assert_int_eq(json_get_int(answer_json(a), "version"), o->version + 1);
	door_is_masked(a);
	ck_assert_int_eq(door_look(o)->total_amount, 2000);
	shop_check();
}
END_TEST

static const struct {
	const char *more, *error;
} bad[] = {
	{ "\"quantity\":-1}]}", "/lines/0/quantity out_of_range" },
	{ "\"unit_price\":\"1\"}]}", "/lines/0/quantity required" },
	{ "\"quantity\":1,\"unit_price\":\"x\"}]}", "/lines/0/unit_price not_an_amount" },
	{ "\"quantity\":0}]}", "/lines nothing_left" },
	{ "\"quantity\":3}]}", "/lines no_change" },
	{ "\"quantity\":1001}]}", "/lines/0/quantity no_stock" },
	{ "\"quantity\":1,\"unit_price\":\"1\"}]}", "/lines not_yours" },
	{ "\"quantity\":3}],\"discount\":\"1\"}", "/lines not_yours" },
	{ "\"quantity\":3}],\"shipping\":\"1\"}", "/lines not_yours" },
	{ "\"quantity\":3}],\"discount\":\"99\"}", "/discount too_large" },
	{ "\"quantity\":3},{\"line\":\"7\",\"quantity\":1}]}", "/lines/1/line unknown_line" },
	{ "\"quantity\":3}],\"add\":[{\"sku\":\"QQ\",\"quantity\":1}]}", "/add/0/sku unknown_sku" },
	{ "\"quantity\":3}],\"add\":[{\"sku\":\"A\"}]}", "/add/0/quantity required" },
	{ "\"quantity\":3}],\"add\":[{\"quantity\":2}]}", "/add/0/sku required" },
	{ "\"quantity\":3}],\"force\":1}", "/force unknown" },
};

START_TEST(bad_change_sets_are_named_field_by_field)
{
	struct order *o = door_order("A", 3);

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct answer *a =
			door_api(ALL_ORDERS, "POST", api(o, "/check"), tree(o, bad[i].more));

		ck_assert_msg(a->status == 422 && !strcmp(door_error(a), bad[i].error), "%s: %d %s",
			      bad[i].more, a->status, a->body);
	}
	ck_assert_int_eq(door_look(o)->version, o->version);
	ck_assert_str_eq(door_error(door_api(ALL_ORDERS, "POST", api(o, "/check"), "{}")),
			 "/version required");
	ck_assert_str_eq(door_error(door_api(ALL_ORDERS, "POST", api(o, ""),
					     tree(o, "\"quantity\":1}]}"))),
			 "/agreed required");
}
END_TEST

START_TEST(what_is_added_is_wrong_all_at_once)
{
	struct order *o = door_order("A", 3);
	struct answer *a;

	a = door_api(ALL_ORDERS, "POST", api(o, "/check"),
		     tree(o, "\"quantity\":-1}],\"add\":[{\"sku\":\"QQ\",\"quantity\":1},"
			     "{\"sku\":\"XX\",\"quantity\":0}]}"));
	ck_assert_str_eq(door_errors(a), "/lines/0/quantity out_of_range, /add/1/quantity "
					 "out_of_range, /add/0/sku unknown_sku, /add/1/sku "
					 "unknown_sku");
	a = door_api(ALL_ORDERS, "POST", api(o, "/check"),
		     tree(o, "\"quantity\":3}],\"add\":[{\"sku\":\"QQ\",\"quantity\":1},"
			     "{\"sku\":\"B\",\"quantity\":1},{\"sku\":\"XX\",\"quantity\":1}]}"));
	ck_assert_str_eq(door_errors(a), "/add/0/sku unknown_sku, /add/2/sku unknown_sku");
}
END_TEST

START_TEST(what_is_added_and_not_on_sale_is_replaced)
{
	struct order *o = door_order("A", 3);
	struct answer *a;

	shop_goods("OLD", 10, false);
	shop_goods("NEW", 10, false);
	support_sql("UPDATE product SET state = 2 WHERE code = 'P-OLD'");
	support_sql(
		"INSERT INTO product_relation (product_id, other_id, kind) SELECT n.id, o.id, 2 "
		"FROM product n JOIN product o ON n.code = 'P-NEW' AND o.code = 'P-OLD'");
	a = door_post(&owner, page(o, "/check"),
		      form(o, "&lines.0.quantity=3&add.0.sku=OLD&add.0.quantity=2"));
	door_want(a, 422);
	door_shows(a, "name=\"do_put\" value=\"0/NEW\"");
	a = door_post(&owner, page(o, "/check"),
		      form(o, "&lines.0.quantity=3&add.0.sku=OLD&add.0.quantity=2&do_put=0/NEW"));
	door_want(a, 200);
	door_shows(a, "name=\"add.0.sku\" value=\"NEW\"");
}
END_TEST

START_TEST(a_bad_form_comes_back_as_typed)
{
	struct order *o = door_order("A", 3);
	struct answer *a = door_post(&owner, page(o, "/check"),
				     form(o, "&lines.0.quantity=1001&why=Late&add.0.sku=B"
					     "&add.0.quantity=2"));

	door_want(a, 422);
	door_shows(a, "id=\"e-lines-0-quantity\"");
	door_shows(a, "name=\"lines.0.quantity\" value=\"1001\"");
	door_shows(a, "name=\"add.0.sku\" value=\"B\"");
	door_shows(a, "value=\"Late\"");
}
END_TEST

START_TEST(packed_items_stay_with_the_reason_beside_them)
{
	struct order *o = door_order("A", 3);
	struct answer *a;

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 2), SHIPPING_OK);
	o = door_look(o);
	door_shows(browser_get(&owner, page(o, "")), "2 are packed already");
	a = door_post(&owner, page(o, "/check"), form(o, "&lines.0.quantity=1"));
	door_want(a, 422);
	door_shows(a, "The order is already packed.");
	a = door_api(ALL_ORDERS, "POST", api(o, "/check"), tree(o, "\"quantity\":1}]}"));
	ck_assert_str_eq(door_error(a), "/lines/0/quantity already_packed");
}
END_TEST

START_TEST(who_may_not_is_refused)
{
	struct browser viewer = door_staff(2);
	struct order *o = door_order("A", 3);
	const uint64_t prices = ALL_ORDERS | PERM_BIT(PERM_PRICES);
	struct answer *a;

	door_want(browser_get(&viewer, page(o, "")), 403);
	door_want(door_post(&viewer, page(o, "/check"), form(o, "&lines.0.quantity=1")), 403);
	door_want(door_post(&viewer, page(o, ""), form(o, "&lines.0.quantity=1")), 403);
	a = door_api(prices, "POST", api(o, "/check"),
		     tree(o, "\"quantity\":3,\"unit_price\":\"9\"}],\"discount\":\"1\"}"));
	door_want(a, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "agreed"), "26.00");
}
END_TEST

/* An order of 192 items: 64 when it was placed, the others by change sets. */
static struct order *of_many(void)
{
	struct order_edit_line more[64];
	struct order_draft_line lines[64];
	struct order_draft d = door_draft("A", 1);
	struct order *o;

	for (int i = 0; i < 64; i++) {
		lines[i] = d.lines[0];
		more[i] = (struct order_edit_line){
			.sku = "A", .quantity = 1, .unit_milli = -1, .row = (size_t)i
		};
	}
	d.lines = lines;
	d.n_lines = 64;
	o = door_order_of(d);
	for (int i = 0; i < 2; i++) {
		struct order_edit e = {
			.lines = more, .n_lines = 64, .discount = -1, .shipping = -1
		};
		struct order_ref ref = { o->id, o->version };
		struct order_answer a;

		ck_assert_int_eq(order_propose(&shop, ref, &e, &a), ORDER_PROPOSED);
		e.agreed = a.order->live_amount;
		ck_assert_int_eq(order_edit(&shop, ref, &e, &a), ORDER_OK);
		o = door_look(o);
	}
	return o;
}

START_TEST(many_items_are_changed_a_part_at_a_time)
{
	struct order *o = of_many();
	struct answer *a = browser_get(&owner, page(o, ""));
	char *next = door_path("/desk/orders/%s/edit?from=190", o->number);

	ck_assert_uint_eq(o->n_lines, 192);
	door_want(a, 200);
	door_shows(a, next);
	door_shows(a, "name=\"lines.189.quantity\"");
	door_hides(a, "name=\"lines.190.quantity\"");
	a = browser_get(&owner, next);
	door_want(a, 200);
	door_shows(a, "name=\"lines.1.quantity\"");
	door_hides(a, "name=\"lines.2.quantity\"");
	door_hides(a, "edit?from=");
	a = browser_get(&owner, page(door_order("B", 1), ""));
	door_hides(a, "A part of the items");
}
END_TEST

START_TEST(what_is_over_is_not_changed)
{
	struct order *o = door_order("A", 3);
	struct order_answer cancelled;

	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &cancelled),
			 ORDER_OK);
	o = door_look(o);
	door_want(browser_get(&owner, page(o, "")), 409);
	door_want(door_api(ALL_ORDERS, "POST", api(o, "/check"), tree(o, "\"quantity\":1}]}")),
		  409);
	door_want(browser_get(&owner, "/desk/orders/R-0000-0000/edit"), 404);
	door_hides(browser_get(&owner, door_path("/desk/orders/%s", o->number)), "/edit\"");
}
END_TEST

Suite *order_edit_web_suite(void)
{
	Suite *s = suite_create("order_edit_web");
	TCase *tc = tcase_create("edit_web");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, staff_see_the_difference_before_it_is_applied);
	tcase_add_test(tc, the_same_form_twice_has_one_effect);
	tcase_add_test(tc, what_was_typed_can_be_changed_further);
	tcase_add_test(tc, a_total_that_moved_is_shown_again);
	tcase_add_test(tc, a_program_proposes_and_applies);
	tcase_add_test(tc, bad_change_sets_are_named_field_by_field);
	tcase_add_test(tc, what_is_added_is_wrong_all_at_once);
	tcase_add_test(tc, what_is_added_and_not_on_sale_is_replaced);
	tcase_add_test(tc, a_bad_form_comes_back_as_typed);
	tcase_add_test(tc, packed_items_stay_with_the_reason_beside_them);
	tcase_add_test(tc, who_may_not_is_refused);
	tcase_add_test(tc, many_items_are_changed_a_part_at_a_time);
	tcase_add_test(tc, what_is_over_is_not_changed);
	suite_add_tcase(s, tc);
	return s;
}
