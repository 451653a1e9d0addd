/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts of badges and the face of an order: what lists show without looking. */
#include "order/count.h"
#include "order/door.h"
#include "order/face.h"
#include "order/store.h"

static int64_t counted(enum order_badge badge)
{
	return order_counts(&shop).of[badge];
}

static int64_t there(enum order_badge badge)
{
	return support_number(door_path("SELECT COUNT(*) FROM orders WHERE badge = %d", badge));
}

static void fold_all(void)
{
	while (order_count_fold(&shop) > 0)
		;
}

static void counts_are_right(void)
{
	for (int badge = 0; badge < ORDER_BADGE__MAX; badge++)
		ck_assert_int_eq(counted((enum order_badge)badge), there((enum order_badge)badge));
}

START_TEST(counts_follow_each_act_folded_or_not)
{
	struct order *o = door_order("A", 1);
	struct order_answer a;
	uint64_t before;

	door_order("B", 2);
	counts_are_right();
	ck_assert_int_eq(counted(o->badge), 2);
	fold_all();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_count_change"), 0);
	counts_are_right();
	before = order_counts(&shop).changes;
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	ck_assert_int_eq(counted(BADGE_HOLD), 1);
	counts_are_right();
	ck_assert_uint_gt(order_counts(&shop).changes, before);
	fold_all();
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	ck_assert_int_eq(counted(BADGE_HOLD), 0);
	counts_are_right();
}
END_TEST

/* What was folded and what waits are the same number of changes: readers know that nothing moved.
 */
START_TEST(folding_is_no_change)
{
	uint64_t before;

	for (int i = 0; i < COUNT_BATCH + 3; i++)
		support_sql(door_path("INSERT INTO order_count_change (id, badge, n) VALUES (%llu, "
				      "0, 0)",
				      (unsigned long long)work_id(&shop)));
	before = order_counts(&shop).changes;
	ck_assert_uint_eq(order_count_fold(&shop), COUNT_BATCH);
	ck_assert_uint_eq(order_count_fold(&shop), 3);
	ck_assert_uint_eq(order_count_fold(&shop), 0);
	ck_assert_uint_eq(order_counts(&shop).changes, before);
}
END_TEST

static struct order *as_listed(uint64_t id)
{
	struct order *o = arena_new_of(shop.arena, struct order);
	struct order_rows rows = order_store_read_some(&shop, &(struct order_ref){ id, 0 }, 1);

	*o = rows.v[0];
	o->n_lines = 0;
	o->lines = NULL;
	return o;
}

START_TEST(the_face_is_what_the_lines_say)
{
	struct order *o = door_order("A", 3), *row = as_listed(o->id);
	struct order_line thumbs[FACE_THUMBS];
	struct order_answer a;

	ck_assert_int_eq(order_face(row).n_units, 3);
	ck_assert_int_eq(order_face(row).n_lines, 1);
	ck_assert(order_face(row).is_open);
	ck_assert_uint_eq(order_face_thumbs(shop.arena, row, thumbs), 1);
	ck_assert_str_eq(thumbs[0].name_en, o->lines[0].name_en);
	ck_assert_str_eq(thumbs[0].name_zh, o->lines[0].name_zh);
	ck_assert_int_eq(thumbs[0].picture != NULL, o->lines[0].picture != NULL);
	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[0].id, 1,
					   "other", &a),
			 ORDER_OK);
	ck_assert_int_eq(order_face(as_listed(o->id)).n_units, 2);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	row = as_listed(o->id);
	ck_assert_int_eq(order_face(row).n_units, 0);
	ck_assert(!order_face(row).is_open);
	ck_assert_int_eq(order_face(row).stage, STAGE_CANCELLED);
}
END_TEST

/* Four lines show three; a name cannot end its part. */
START_TEST(thumbs_are_the_first_lines)
{
	struct order_line lines[] = { { .name_en = "a\x1f\x1e"
						   "b",
					.name_zh = "一" },
				      { .name_en = "c", .name_zh = "", .picture = "p.svg" },
				      { .name_en = "", .name_zh = "" },
				      { .name_en = "never", .name_zh = "never" } };
	struct order o = { .lines = lines, .n_lines = 4 }, stored = { .n_lines = 0 };
	struct order_line got[FACE_THUMBS];

	stored.face.thumbs = order_face_write(shop.arena, &o);
	ck_assert_uint_eq(order_face_thumbs(shop.arena, &stored, got), 3);
	ck_assert_str_eq(got[0].name_en, "ab");
	ck_assert_str_eq(got[0].name_zh, "一");
	ck_assert_ptr_null(got[0].picture);
	ck_assert_str_eq(got[1].name_en, "c");
	ck_assert_str_eq(got[1].name_zh, "");
	ck_assert_str_eq(got[1].picture, "p.svg");
	ck_assert_str_eq(got[2].name_en, "");
}
END_TEST

/* After an upgrade, or a repair. */
START_TEST(what_lists_show_is_written_anew)
{
	struct order *o = door_order("A", 3);

	support_sql("UPDATE orders SET n_units = 9, thumbs = '', stage = 7");
	order_documents_rewrite(&shop, NULL, NULL);
	ck_assert_int_eq(order_face(as_listed(o->id)).n_units, 3);
	ck_assert_int_eq(order_face(as_listed(o->id)).stage, STAGE_PREPARING);
}
END_TEST

Suite *order_count_suite(void)
{
	Suite *s = suite_create("order_count");
	TCase *tc = tcase_create("count");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, counts_follow_each_act_folded_or_not);
	tcase_add_test(tc, folding_is_no_change);
	tcase_add_test(tc, the_face_is_what_the_lines_say);
	tcase_add_test(tc, thumbs_are_the_first_lines);
	tcase_add_test(tc, what_lists_show_is_written_anew);
	suite_add_tcase(s, tc);
	return s;
}
