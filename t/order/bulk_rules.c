/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracking numbers that were pasted, and what of an order can leave at once; row by row. */
#include <check.h>
#include <string.h>
#include "base/buf.h"
#include "base/ident.h"
#include "catalog/catalog.h"
#include "order/bulk.h"
#include "shipping/shipping.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))
enum { ORDERS = 3 };

static struct arena *arena;
static char number[ORDERS + 1][IDENT_NUMBER_SIZE]; /* the last is not among them */
static const char *numbers[ORDERS] = { number[0], number[1], number[2] };

static void setup(void)
{
	arena = arena_new();
	for (size_t i = 0; i <= ORDERS; i++)
		ident_number('R', 12345678901ULL * (i + 1), number[i]);
}

static void teardown(void)
{
	arena_free(arena);
}

/* 1, 2, 3 and 4 between braces stand for the orders' numbers. */
static const char *with_numbers(const char *text)
{
	struct buf b;

	buf_init(&b, arena);
	for (const char *c = text; *c; c++)
		if (c[0] == '{') {
			buf_adds(&b, number[c[1] - '1']);
			c += 2;
		} else {
			buf_addch(&b, *c);
		}
	return b.len ? b.p : "";
}

/* What becomes of each order: "-" it stays, "." it leaves without a number. */
static const char *become(const struct paste_for *f)
{
	const char *all = "";

	for (size_t i = 0; i < f->n; i++)
		all = arena_printf(arena, "%s%s%s", all, i ? " " : "",
				   !f->tracking[i]   ? "-"
				   : *f->tracking[i] ? f->tracking[i]
						     : ".");
	return all;
}

static const struct {
	const char *name, *pasted;
	bool has_numbers;
	enum paste_fault fault;
	const char *wanted; /* what becomes of them, or which are at fault */
} pastes[] = {
	{ "a_line_each", "{1} SF1\n{2} SF2\n{3} SF3\n", true, PASTE_OK, "SF1 SF2 SF3" },
	{ "in_any_order", "{3}\tSF3\n{1}\tSF1\n{2}\tSF2", true, PASTE_OK, "SF1 SF2 SF3" },
	{ "the_other_way_round", "SF1,{1}\nSF2;{2}\nSF3，{3}", true, PASTE_OK, "SF1 SF2 SF3" },
	{ "written_in_groups", "{1}  SF14 0277 81\r\n\r\n{2} SF2\n{3} SF3", true, PASTE_OK,
	  "SF14027781 SF2 SF3" },
	{ "with_a_head", "Order Number\n{1} SF1\n{2} SF2\n{3} SF3", true, PASTE_OK, "SF1 SF2 SF3" },
	{ "with_a_chinese_head", "订单号\t运单号\n{1} SF1", true, PASTE_OK, "SF1 - -" },
	{ "some_stay", "{2} SF2", true, PASTE_OK, "- SF2 -" },
	{ "alone_in_turn", "SF1\nSF 2\nSF3", true, PASTE_OK, "SF1 SF2 SF3" },
	{ "alone_too_few", "SF1\nSF2", true, PASTE_COUNT, "2 / 3" },
	{ "alone_too_many", "SF1\nSF2\nSF3\nSF4", true, PASTE_COUNT, "4 / 3" },
	{ "nothing", " \n\t\n", true, PASTE_EMPTY, NULL },
	{ "nothing_where_nothing_is_needed", "", false, PASTE_OK, ". . ." },
	{ "named_where_nothing_is_needed", "{1}\n{3}", false, PASTE_OK, ". - ." },
	{ "no_number", "{1} SF1\n{2}\n{3}", true, PASTE_UNNUMBERED, "{2}, {3}" },
	{ "another_order", "{1} SF1\n{4} SF4", true, PASTE_UNKNOWN, "{4}" },
	{ "no_order_among_orders", "{1} SF1\nSF9", true, PASTE_UNKNOWN, "SF9" },
	{ "an_order_twice", "{1} SF1\n{1} SF2", true, PASTE_TWICE, "{1}" },
	{ "a_number_twice", "{1} SF1\n{2} SF1", true, PASTE_TWICE, "SF1" },
	{ "what_is_not_known_first", "{1}\n{4} SF4", true, PASTE_UNKNOWN, "{4}" },
};

START_TEST(what_is_pasted_finds_its_order)
{
	const char *tracking[ORDERS];
	struct paste_for f = { numbers, ORDERS, pastes[_i].has_numbers, tracking, NULL };
	struct pasted *lines;
	enum paste_fault fault;
	size_t n;

	lines = bulk_read_pasted(arena, with_numbers(pastes[_i].pasted), &n);
	fault = bulk_match(arena, lines, n, &f);
	ck_assert_msg(fault == pastes[_i].fault, "%s: fault %d", pastes[_i].name, (int)fault);
	if (!pastes[_i].wanted)
		return;
	ck_assert_msg(!strcmp(fault == PASTE_OK ? become(&f) : f.which,
			      with_numbers(pastes[_i].wanted)),
		      "%s: %s", pastes[_i].name, fault == PASTE_OK ? become(&f) : f.which);
}
END_TEST

START_TEST(a_long_list_is_cut_short)
{
	const char *list = NULL;

	for (size_t i = 0; i < 20; i++)
		bulk_say(arena, &list, i, "x");
	ck_assert_str_eq(list, "x, x, x, x, x, x, x, x …");
}
END_TEST

static const struct {
	const char *name;
	enum order_decision decision;
	int packed, shipped; /* of two units */
	enum order_wait wait;
	int n_parcels;
	const char *hold;
	const char *to_pack, *to_ship;
} orders[] = {
	{ "open", ORDER_CONFIRMED, 0, 0, WAIT_NONE, 0, NULL, NULL, NULL },
	{ "waits", ORDER_CONFIRMED, 0, 0, WAIT_BACK_ORDER, 0, NULL, "waits", "waits" },
	{ "held", ORDER_CONFIRMED, 0, 0, WAIT_NONE, 0, "risk", "held", "held" },
	{ "draft", ORDER_DRAFT, 0, 0, WAIT_NONE, 0, NULL, "draft", "draft" },
	{ "packed", ORDER_CONFIRMED, 2, 0, WAIT_NONE, 1, NULL, "already_packed", NULL },
	{ "packed_and_held", ORDER_CONFIRMED, 2, 0, WAIT_NONE, 1, "risk", "held", "held" },
	{ "packed_in_two", ORDER_CONFIRMED, 2, 0, WAIT_NONE, 2, NULL, "already_packed",
	  "several_parcels" },
	{ "packed_in_part", ORDER_CONFIRMED, 1, 0, WAIT_NONE, 1, NULL, "several_parcels",
	  "several_parcels" },
	{ "shipped_in_part", ORDER_CONFIRMED, 1, 1, WAIT_NONE, 1, NULL, NULL, NULL },
	{ "the_last_one_waits", ORDER_CONFIRMED, 1, 1, WAIT_BACK_ORDER, 1, NULL, "waits", "waits" },
	{ "shipped", ORDER_CONFIRMED, 2, 2, WAIT_NONE, 1, NULL, "already_packed",
	  "already_packed" },
};

START_TEST(what_can_leave_at_once)
{
	struct order_line line = { .ordered = 2,
				   .packed = orders[_i].packed,
				   .shipped = orders[_i].shipped,
				   .wait = orders[_i].wait };
	struct order o = { .decision = orders[_i].decision,
			   .hold_reason = orders[_i].hold,
			   .n_parcels = orders[_i].n_parcels,
			   .payment_method = PAY_COD,
			   .lines = &line,
			   .n_lines = 1 };
	const char *why = leave_refuses(&o, false), *then = leave_refuses(&o, true);

	ck_assert_msg(!strcmp(why ? why : "", orders[_i].to_pack ? orders[_i].to_pack : ""),
		      "%s to be packed: %s", orders[_i].name, why);
	ck_assert_msg(!strcmp(then ? then : "", orders[_i].to_ship ? orders[_i].to_ship : ""),
		      "%s to be handed over: %s", orders[_i].name, then);
}
END_TEST

START_TEST(one_unit_leaves_packed)
{
	struct order_line line = { .ordered = 1, .packed = 1 };
	struct order o = { .decision = ORDER_CONFIRMED,
			   .payment_method = PAY_COD,
			   .n_parcels = 1,
			   .lines = &line,
			   .n_lines = 1 };

	ck_assert(leave_refuses(&o, true) == NULL);
}
END_TEST

START_TEST(one_that_waits_keeps_the_rest)
{
	struct order_line lines[2] = { { .ordered = 1 },
				       { .ordered = 1, .wait = WAIT_BACK_ORDER } };
	struct order o = {
		.decision = ORDER_CONFIRMED, .payment_method = PAY_COD, .lines = lines, .n_lines = 2
	};

	ck_assert_str_eq(leave_refuses(&o, false), "waits");
}
END_TEST

START_TEST(a_service_leaves_in_no_parcel)
{
	struct order_line line = { .kind = PRODUCT_SERVICE, .ordered = 1 };
	struct order o = {
		.decision = ORDER_CONFIRMED, .payment_method = PAY_COD, .lines = &line, .n_lines = 1
	};

	ck_assert_str_eq(leave_refuses(&o, false), "nothing_to_pack");
	ck_assert_str_eq(leave_refuses(&o, true), "nothing_to_pack");
}
END_TEST

START_TEST(which_numbers_a_carrier_takes)
{
	bool has_numbers;

	ck_assert(leave_is_carrier("sf", &has_numbers) && has_numbers);
	ck_assert(leave_is_carrier("own", &has_numbers) && !has_numbers);
	ck_assert(!leave_is_carrier("owl", &has_numbers));
	ck_assert(leave_number_fits("sf", "sf14 0277 8133 901"));
	ck_assert(!leave_number_fits("sf", "12345"));
	ck_assert(!leave_number_fits("sf", NULL));
	ck_assert(leave_number_fits("own", NULL));
	ck_assert(!leave_number_fits("own", "SF1402778133901"));
	ck_assert(!leave_number_fits("owl", NULL));
}
END_TEST

Suite *order_bulk_rules_suite(void)
{
	Suite *s = suite_create("order_bulk_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, what_is_pasted_finds_its_order, 0, (int)COUNT(pastes));
	tcase_add_test(tc, a_long_list_is_cut_short);
	tcase_add_loop_test(tc, what_can_leave_at_once, 0, (int)COUNT(orders));
	tcase_add_test(tc, one_unit_leaves_packed);
	tcase_add_test(tc, one_that_waits_keeps_the_rest);
	tcase_add_test(tc, a_service_leaves_in_no_parcel);
	tcase_add_test(tc, which_numbers_a_carrier_takes);
	suite_add_tcase(s, tc);
	return s;
}
