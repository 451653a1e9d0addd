/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the catalogue says of products that belong together, where orders have one without the
 * other: found, proposed, added by one click, linked. */
#include "order/door.h"

static struct order_answer answer;

static void relate(const char *a, const char *b, enum relation kind)
{
	support_sql(door_path("INSERT INTO product_relation (product_id, other_id, kind) SELECT "
			      "a.id, b.id, %d FROM product a, product b WHERE a.code = 'P-%s' AND "
			      "b.code = 'P-%s'",
			      (int)kind, a, b));
}

static int64_t open_ones(void)
{
	return support_number("SELECT COUNT(*) FROM order_finding WHERE state = 0");
}

static enum order_refusal settle(const struct order *o, enum finding_answer how)
{
	return order_settle_finding(&shop, (struct order_ref){ o->id, 0 },
				    (uint64_t)support_number(
					    "SELECT MAX(id) FROM order_finding WHERE state = 0"),
				    how, false, &answer);
}

static const cJSON *belongs(const struct order *o)
{
	struct browser b = door_staff(1);

	return json_get(json_get(door_tree(&b, door_path("/desk/orders/%s", o->number)), "belongs"),
			"products");
}

START_TEST(what_is_needed_and_missing_is_looked_at)
{
	struct browser b = door_staff(1);
	const struct answer *a;
	struct order *o;

	relate("A", "B", RELATION_NEEDS);
	o = door_order("A", 3);
	ck_assert_int_eq(o->decision, ORDER_REVIEW);
	ck_assert_int_eq(support_number("SELECT kind FROM order_finding"), FINDING_NEEDS);
	shop_check();
	a = browser_get(&b, door_path("/desk/orders/%s", o->number));
	door_shows(a, "What an item needs is missing");
	door_shows(a, "Proposed: one B is added. Thing B");
	/* as the page does it, within what is remembered of its form: nothing is kept for it twice
	 */
	a = door_post(&b,
		      door_path("/desk/orders/%s/findings/%llu", o->number,
				(unsigned long long)support_number("SELECT id FROM order_finding")),
		      door_path("answer=accept&version=%d", o->version));
	door_want(a, 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_reservation"), 2);
	o = door_look(o);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	ck_assert_uint_eq(o->n_lines, 2);
	ck_assert_str_eq(o->lines[1].sku_code, "B");
	ck_assert_int_eq(o->lines[1].ordered, 1);
	ck_assert_int_eq(o->lines[1].reserved, 1);
	ck_assert_int_eq(support_number("SELECT state FROM order_finding"), FINDING_CORRECTED);
	shop_check();
}
END_TEST

START_TEST(it_may_be_right_as_it_is)
{
	struct order *o;

	relate("A", "B", RELATION_NEEDS);
	o = door_order("A", 3);
	ck_assert_int_eq(settle(o, FINDING_PASS), ORDER_OK);
	ck_assert_int_eq(door_look(o)->decision, ORDER_CONFIRMED);
	o = door_order("A", 4);
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	ck_assert_int_eq(open_ones(), 0);
	o = door_order("A", 5);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(open_ones(), 0);
	shop_check();
}
END_TEST

START_TEST(another_variant_of_it_will_do)
{
	struct order_edit_line more = { .sku = "B2", .quantity = 1, .unit_milli = -1 };
	struct order_edit e = { .lines = &more, .n_lines = 1, .discount = -1, .shipping = -1 };
	struct order *o;

	relate("A", "B", RELATION_NEEDS);
	shop_goods("B2", 9, false);
	support_sql("UPDATE sku s JOIN product p ON p.code = 'P-B' SET s.product_id = p.id WHERE "
		    "s.code = 'B2'");
	o = door_order("A", 3);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(cJSON_GetArrayItem(belongs(o), 0), "skus")),
			 2);
	ck_assert_int_eq(order_propose(&shop, (struct order_ref){ o->id, o->version }, &e, &answer),
			 ORDER_PROPOSED);
	e.agreed = answer.order->live_amount;
	ck_assert_int_eq(order_edit(&shop, (struct order_ref){ o->id, o->version }, &e, &answer),
			 ORDER_OK);
	ck_assert_int_eq(door_look(o)->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(open_ones(), 0);
	shop_check();
}
END_TEST

START_TEST(who_has_it_needs_no_other)
{
	relate("A", "B", RELATION_NEEDS);
	door_order("B", 1);
	ck_assert_int_eq(door_order("A", 3)->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(open_ones(), 0);
}
END_TEST

/* A draft at the desk is not looked at, and neither is what is no more than offered. */
START_TEST(what_goes_with_it_is_proposed_only)
{
	struct browser b = door_staff(1), viewer = door_staff(2);
	const struct answer *a;
	struct order *o;

	relate("A", "B", RELATION_GOES_WITH);
	o = door_order("A", 3);
	ck_assert_int_eq(o->decision, ORDER_CONFIRMED);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_finding"), 0);
	a = browser_get(&b, door_path("/desk/orders/%s", o->number));
	door_shows(a, "Belongs with these items");
	door_shows(a, "name=\"add.0.sku\" value=\"B\"");
	door_hides(browser_get(&viewer, door_path("/desk/orders/%s", o->number)), "add.0.sku");
	/* the click leads to what the order would come to */
	a = door_post(&b, door_path("/desk/orders/%s/edit/check", o->number),
		      door_path("version=%d&add.0.sku=B&add.0.quantity=1", o->version));
	door_want(a, 200);
	door_shows(a, "Thing B");
	ck_assert_uint_eq(door_look(o)->n_lines, 1);
}
END_TEST

/* What an order needs is no suggestion. */
START_TEST(nothing_but_what_it_needs_is_proposed_to_who_wants_nothing_personal)
{
	struct order *o;

	relate("A", "B", RELATION_GOES_WITH);
	o = door_order("A", 1);
	ck_assert_int_eq(cJSON_GetArraySize(belongs(o)), 1);
	customer_chose(&shop, o->customer_id, CONSENT_PERSONAL, CONSENT_NO_CHANNEL, false,
		       CONSENT_IN_ACCOUNT);
	ck_assert_int_eq(cJSON_GetArraySize(belongs(o)), 0);
	support_sql("UPDATE product_relation SET kind = 0");
	ck_assert_int_eq(cJSON_GetArraySize(belongs(o)), 1);
}
END_TEST

START_TEST(it_is_not_proposed_where_it_is_or_cannot_be_bought)
{
	struct shop_want both[] = { { "A", 1 }, { "B", 1 } };
	struct order *o;

	relate("A", "B", RELATION_GOES_WITH);
	o = shop_order("13800000002", both, 2);
	ck_assert_int_eq(cJSON_GetArraySize(belongs(o)), 0);
	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[1].id, 1,
					   "other", &answer),
			 ORDER_OK);
	ck_assert_int_eq(cJSON_GetArraySize(belongs(o)), 1);
	support_sql("UPDATE product SET state = 2 WHERE code = 'P-B'");
	ck_assert_int_eq(cJSON_GetArraySize(belongs(o)), 0);
}
END_TEST

/* The form of a phone order: nothing that was typed is lost, nothing is placed. */
START_TEST(the_form_proposes_before_anything_is_placed)
{
	struct browser b = door_staff(1);
	const struct answer *a;

	relate("A", "B", RELATION_NEEDS);
	browser_get(&b, "/desk/orders/new");
	a = door_post(
		&b, "/desk/orders/new",
		"lines.0.sku=A&lines.0.quantity=3&lines.1.sku=NONE&contact.name=Lin&note=ring");
	door_want(a, 200);
	door_shows(a, "name=\"take\" value=\"B\"");
	door_shows(a, "name=\"contact.name\" value=\"Lin\"");
	a = door_post(&b, "/desk/orders/new",
		      "lines.0.sku=A&lines.0.quantity=3&lines.1.sku=&note=ring&take=B");
	door_want(a, 200);
	door_hides(a, "name=\"take\"");
	door_shows(a, "Nothing that is not there already");
	door_shows(a, "name=\"lines.1.sku\" value=\"B\"");
	door_shows(a, "name=\"lines.1.quantity\" value=\"1\"");
	door_shows(a, "name=\"lines.0.quantity\" value=\"3\"");
	door_shows(a, ">ring</textarea>");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 0);
}
END_TEST

static const cJSON *proposed(const struct order *o, int n)
{
	struct browser b = door_staff(1);
	const cJSON *list =
		json_get(json_get(door_tree(&b, door_path("/desk/orders/%s", o->number)), "linked"),
			 "proposed");

	ck_assert_int_eq(cJSON_GetArraySize(list), n);
	return cJSON_GetArrayItem(list, 0);
}

/* Seen from either order, whichever of the products says so; "together" is proposed beside it. */
START_TEST(orders_that_belong_together_are_proposed)
{
	struct order *a, *b;
	struct browser desk = door_staff(1);
	const cJSON *one;

	relate(_i ? "B" : "A", _i ? "A" : "B", RELATION_GOES_WITH);
	a = door_order("A", 1);
	proposed(a, 0);
	b = door_order("B", 1);
	one = proposed(a, 2);
	ck_assert_str_eq(json_get_text(one, "kind"), "complement");
	ck_assert_str_eq(json_get_text(one, "number"), b->number);
	ck_assert_str_eq(json_get_text(json_get(one, "goods"), "en"), "Thing B");
	ck_assert_str_eq(json_get_text(json_get(proposed(b, 2), "goods"), "en"), "Thing A");
	door_shows(browser_get(&desk, door_path("/desk/orders/%s", a->number)),
		   "belongs with this one: Thing B");
	door_want(door_post(&desk, door_path("/desk/orders/%s/links", a->number),
			    door_path("kind=complement&other=%s", b->number)),
		  303);
	proposed(a, 0);
	proposed(b, 0);
	shop_check();
}
END_TEST

Suite *order_related_suite(void)
{
	Suite *s = suite_create("order_related");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, what_is_needed_and_missing_is_looked_at);
	tcase_add_test(tc, it_may_be_right_as_it_is);
	tcase_add_test(tc, another_variant_of_it_will_do);
	tcase_add_test(tc, who_has_it_needs_no_other);
	tcase_add_test(tc, what_goes_with_it_is_proposed_only);
	tcase_add_test(tc, nothing_but_what_it_needs_is_proposed_to_who_wants_nothing_personal);
	tcase_add_test(tc, it_is_not_proposed_where_it_is_or_cannot_be_bought);
	tcase_add_test(tc, the_form_proposes_before_anything_is_placed);
	tcase_add_loop_test(tc, orders_that_belong_together_are_proposed, 0, 2);
	suite_add_tcase(s, tc);
	return s;
}
