/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What orders get of promotions, on the database: placed, changed, cancelled, divided, merged. */
#include "promotion/shop.h"

static struct order_answer said;

/* Three of A and two of B at 10.00, without a fee. */
static struct order_draft two_lines(const char *code)
{
	struct order_draft d = door_draft("A", 3);
	struct order_draft_line *lines = arena_array_of(shop.arena, 2, struct order_draft_line);

	lines[0] = lines[1] = d.lines[0];
	lines[1].sku = "B";
	lines[1].quantity = 2;
	d.lines = lines;
	d.n_lines = 2;
	d.shipping = 0;
	d.code = code;
	d.promoted = true;
	return d;
}

static struct order *place(struct order_draft d)
{
	ck_assert_int_eq(order_place(&shop, &d, &said), ORDER_OK);
	return shop_look(said.order->id);
}

static enum promotion_why refused(struct order_draft d)
{
	ck_assert_int_eq(order_place(&shop, &d, &said), ORDER_NO_PROMOTION);
	return (enum promotion_why)said.promotion;
}

static int64_t lines_off(const struct order *o)
{
	int64_t sum = 0;

	for (size_t i = 0; i < o->n_lines; i++)
		sum += o->lines[i].discount;
	return sum;
}

START_TEST(a_code_takes_its_part_off_each_line)
{
	uint64_t id = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 1001), "SPRING");
	struct order_draft d = two_lines(" spring ");
	struct order *o;
	cJSON *said_of;

	d.discount = 500;
	o = place(d);
	ck_assert_int_eq(o->discount_amount, 1501);
	ck_assert_int_eq(o->promoted_amount, 1001);
	ck_assert_int_eq(lines_off(o), 1501);
	ck_assert_int_eq(o->total_amount, 5000 - 1501);
	ck_assert_int_eq(promotion_used(id), 1);
	said_of = cJSON_GetArrayItem(json_get(shop_document(o), "promotions"), 0);
	ck_assert_str_eq(json_get_text(json_get(said_of, "name"), "zh-CN"), "春季");
	ck_assert_str_eq(json_get_text(said_of, "code"), "SPRING");
	shop_check();
	/* unit by unit, it ends at nothing */
	for (int i = 0; i < 3; i++)
		ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 },
						   o->lines[0].id, 1, "other", &said),
				 ORDER_OK);
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 },
						   o->lines[1].id, 1, "other", &said),
				 ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->live_amount, 0);
	shop_check();
}
END_TEST

START_TEST(what_runs_by_itself_comes_off_where_it_may)
{
	struct order_draft d = two_lines(NULL);
	struct order *o;

	(void)promotion_made(PROMOTION(.kind = PROMOTION_PERCENT, .percent_bp = 1000), NULL);
	(void)promotion_made(PROMOTION(.kind = PROMOTION_SHIPPING), NULL);
	d.shipping = 700;
	o = place(d);
	ck_assert_int_eq(o->promoted_amount, 500);
	ck_assert_int_eq(o->promoted_shipping, 700);
	ck_assert_int_eq(o->shipping_amount, 0);
	ck_assert_int_eq(o->total_amount, 4500);
	d.promoted = false;
	o = place(d);
	ck_assert_int_eq(o->total_amount, 5700);
	ck_assert_ptr_null(json_get(shop_document(o), "promotions")->child);
	shop_check();
}
END_TEST

START_TEST(tax_on_top_is_of_what_is_left)
{
	struct order *o;

	shop_app->settings.prices_include_tax = false;
	support_sql("UPDATE product SET tax_class = 1");
	(void)promotion_made(PROMOTION(.kind = PROMOTION_PERCENT, .percent_bp = 1000), "SPRING");
	o = place(two_lines("SPRING"));
	ck_assert_int_eq(o->tax_amount, 585);
	ck_assert_int_eq(o->total_amount, 5085);
	shop_check();
}
END_TEST

START_TEST(a_code_that_does_not_apply_says_why)
{
	struct order_draft first = two_lines("FIRST");
	uint64_t once, ended;

	(void)promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100, .minimum = 5001),
			     "MUCH");
	(void)promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100, .is_first = true),
			     "FIRST");
	once = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100,
					.limit_customer = 1),
			      "ONCE");
	ended = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100), "ENDED");
	ck_assert_int_eq(promotion_end(&shop, ended), PROMOTION_OK);
	ck_assert_int_eq(refused(two_lines("NONE")), PROMOTION_NO_CODE);
	ck_assert_int_eq(refused(two_lines("?")), PROMOTION_NO_CODE);
	ck_assert_int_eq(refused(two_lines("MUCH")), PROMOTION_UNDER_MINIMUM);
	ck_assert_int_eq(refused(two_lines("ENDED")), PROMOTION_ENDED);
	ck_assert_int_eq(place(first)->promoted_amount, 100);
	ck_assert_int_eq(refused(first), PROMOTION_NOT_FIRST);
	ck_assert_int_eq(place(two_lines("ONCE"))->promoted_amount, 100);
	ck_assert_int_eq(refused(two_lines("ONCE")), PROMOTION_USED_BY_YOU);
	ck_assert_int_eq(promotion_used(once), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM orders"), 2);
	shop_check();
}
END_TEST

START_TEST(a_cancelled_order_gives_its_use_back_and_takes_it_again)
{
	uint64_t gives = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100,
						  .limit_customer = 1, .gives_back = true),
					"GIVES");
	uint64_t keeps = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 100,
						  .limit_customer = 1),
					"KEEPS");
	struct order *o = place(two_lines("GIVES")), *kept = place(two_lines("KEEPS"));

	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ kept->id, 0 }, "other", &said),
			 ORDER_OK);
	ck_assert_int_eq(promotion_used(gives), 0);
	ck_assert_int_eq(promotion_used(keeps), 1);
	ck_assert_int_eq(refused(two_lines("KEEPS")), PROMOTION_USED_BY_YOU);
	shop_check();
	ck_assert_int_eq(order_reopen(&shop, (struct order_ref){ o->id, 0 }, "so", &said),
			 ORDER_OK);
	ck_assert_int_eq(promotion_used(gives), 1);
	ck_assert_int_eq(refused(two_lines("GIVES")), PROMOTION_USED_BY_YOU);
	shop_check_all();
}
END_TEST

static enum order_refusal change(const struct order *o, struct order_edit e, bool apply)
{
	struct order_ref ref = { o->id, shop_look(o->id)->version };
	enum order_refusal r;

	e.discount = e.shipping = -1;
	r = order_propose(&shop, ref, &e, &said);
	if (r != ORDER_PROPOSED || !apply)
		return r;
	e.agreed = said.order->live_amount;
	return order_edit(&shop, ref, &e, &said);
}

START_TEST(a_change_reckons_what_the_order_has_again)
{
	uint64_t id = promotion_made(PROMOTION(.kind = PROMOTION_PERCENT, .percent_bp = 1000,
					       .minimum = 4000),
				     "SPRING");
	struct order *o = place(two_lines("SPRING"));
	struct order_edit_line one = { .line = o->lines[0].id, .quantity = 5, .unit_milli = -1 };
	struct order_edit more = { .lines = &one, .n_lines = 1 };

	(void)promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 50), "BESIDES");
	ck_assert_int_eq(promotion_end(&shop, id), PROMOTION_OK);
	ck_assert_int_eq(change(o, more, true), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->promoted_amount, 700);
	ck_assert_int_eq(promotion_used(id), 1);
	ck_assert_int_eq(change(o, (struct order_edit){ .code = "BESIDES" }, true), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->promoted_amount, 750);
	ck_assert_int_eq(change(o, (struct order_edit){ .code = "SPRINGS" }, true),
			 ORDER_NO_PROMOTION);
	one.quantity = 1;
	ck_assert_int_eq(change(o, more, true), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->promoted_amount, 50);
	ck_assert_int_eq(promotion_used(id), 0);
	shop_check();
	ck_assert_int_eq(change(o, (struct order_edit){ .unpromoted = true }, true), ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->discount_amount, 0);
	shop_check_all();
}
END_TEST

START_TEST(a_split_and_a_merger_lose_nothing_of_it)
{
	struct split_line l;
	struct split_draft d = { .lines = &l, .n_lines = 1 };
	struct regroup_answer answer;
	struct order *o, *part;
	uint64_t id = promotion_made(PROMOTION(.kind = PROMOTION_AMOUNT, .amount = 1001,
					       .limit_customer = 1),
				     "SPRING");
	int64_t live;

	(void)promotion_made(PROMOTION(.kind = PROMOTION_SHIPPING, .amount = 300), NULL);
	o = place(two_lines("SPRING"));
	live = o->live_amount;
	l = (struct split_line){ o->lines[0].id, 2, 0 };
	ck_assert_int_eq(order_split(&shop, (struct order_ref){ o->id, o->version }, &d, true,
				     &answer),
			 ORDER_OK);
	part = shop_look(answer.other->id);
	o = shop_look(o->id);
	ck_assert_int_eq(part->promoted_amount + o->promoted_amount, 1001);
	ck_assert_int_gt(part->promoted_amount, 0);
	ck_assert_int_eq(part->live_amount + o->live_amount, live);
	ck_assert_int_eq(promotion_used(id), 1);
	shop_check();
	ck_assert_int_eq(order_merge(&shop, (struct order_ref){ part->id, part->version }, o->id,
				     NULL, true, &answer),
			 ORDER_OK);
	o = shop_look(o->id);
	ck_assert_int_eq(o->live_amount, live);
	ck_assert_int_eq(o->promoted_amount, 1001);
	shop_check_all();
}
END_TEST

START_TEST(an_order_without_promotions_asks_for_nothing)
{
	unsigned before, with;

	(void)place(two_lines(NULL));
	db_count_reset(shop.db);
	(void)place(two_lines(NULL));
	before = db_count(shop.db);
	(void)promotion_made(PROMOTION(.kind = PROMOTION_PERCENT, .percent_bp = 1000), "SPRING");
	db_count_reset(shop.db);
	(void)place(two_lines(NULL));
	ck_assert_uint_eq(db_count(shop.db), before);
	db_count_reset(shop.db);
	(void)place(two_lines("SPRING"));
	with = db_count(shop.db);
	ck_assert_uint_le(with, before + 4);
}
END_TEST

Suite *promotion_use_suite(void)
{
	Suite *s = suite_create("promotion_use");
	TCase *t = tcase_create("use");

	tcase_add_checked_fixture(t, door_setup, door_teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, a_code_takes_its_part_off_each_line);
	tcase_add_test(t, what_runs_by_itself_comes_off_where_it_may);
	tcase_add_test(t, tax_on_top_is_of_what_is_left);
	tcase_add_test(t, a_code_that_does_not_apply_says_why);
	tcase_add_test(t, a_cancelled_order_gives_its_use_back_and_takes_it_again);
	tcase_add_test(t, a_change_reckons_what_the_order_has_again);
	tcase_add_test(t, a_split_and_a_merger_lose_nothing_of_it);
	tcase_add_test(t, an_order_without_promotions_asks_for_nothing);
	suite_add_tcase(s, t);
	return s;
}
