/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Node leases and ids. */
#include <check.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "support/app.h"

static struct app *app;
static struct work w;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
}

static void teardown(void)
{
	support_app_free(app);
}

static int64_t leases(void)
{
	return support_number("SELECT COUNT(*) FROM node WHERE owner IS NOT NULL AND lease_until > "
			      "UTC_TIMESTAMP(6)");
}

START_TEST(the_first_id_leases_a_node)
{
	uint64_t id;

	ck_assert_int_eq(leases(), 0);
	id = work_id(&w);
	ck_assert_int_eq(leases(), 1);
	ck_assert_int_eq(id >> 12 & 1023, support_number("SELECT id FROM node"));
	ck_assert_uint_gt(work_id(&w), id);
	ck_assert_int_eq(leases(), 1);
}
END_TEST

START_TEST(two_processes_have_two_nodes)
{
	struct app *other = support_app_again(app);
	struct work w2 = support_work(other);

	work_id(&w);
	work_id(&w2);
	ck_assert_uint_ne(app->ids.node, other->ids.node);
	support_app_free(other);
}
END_TEST

START_TEST(a_lease_is_given_back_at_the_end)
{
	struct app *other = support_app_again(app);
	struct work w2 = support_work(other);

	work_id(&w2);
	ck_assert_int_eq(leases(), 1);
	support_app_free(other);
	ck_assert_int_eq(leases(), 0);
	/* Not at once for anybody else. */
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM node WHERE lease_until > UTC_TIMESTAMP(6)"),
			 1);
}
END_TEST

START_TEST(a_lease_is_renewed_before_it_ends)
{
	work_id(&w);
	support_sql("UPDATE node SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND");
	app->node_until = app_clock() + 30 * INSTANT_SECOND;
	work_lease(app);
	ck_assert_int_gt(
		support_number(
			"SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), lease_until) FROM node"),
		590);
	ck_assert_int_gt(app->node_until, app_clock() + 8 * INSTANT_MINUTE);
}
END_TEST

START_TEST(a_lease_that_was_taken_away_is_replaced)
{
	uint16_t before;

	work_id(&w);
	before = app->ids.node;
	support_sql("UPDATE node SET owner = 'somebody', lease_until = '2100-01-01'");
	app->node_until = app_clock();
	work_id(&w);
	ck_assert_uint_ne(app->ids.node, before);
	ck_assert_int_eq(leases(), 2);
}
END_TEST

/* Every number is somebody's, for long. */
static void take_all_numbers(void)
{
	for (int id = 0; id < 1024; id += 64) {
		struct buf sql;

		buf_init(&sql, app->arena);
		buf_addlit(&sql, "INSERT INTO node (id, owner, lease_until) VALUES ");
		for (int i = id; i < id + 64; i++)
			buf_addf(&sql, "%s(%d, 'somebody', '2100-01-01')", i == id ? "" : ", ", i);
		support_sql(sql.p);
	}
}

START_TEST(a_lease_that_is_over_is_anybodys)
{
	/* All numbers are taken but one, whose lease is over. */
	take_all_numbers();
	support_sql("UPDATE node SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = "
		    "777");
	work_id(&w);
	ck_assert_uint_eq(app->ids.node, 777);
}
END_TEST

static void want_id(void *arg)
{
	work_id(arg);
}

START_TEST(without_a_free_number_there_are_no_ids)
{
	struct failure f;

	take_all_numbers();
	ck_assert(!fail_run(want_id, &w, &f));
	ck_assert_int_eq(f.kind, FAIL_UNAVAILABLE);
}
END_TEST

static int take_id_and_refuse(struct work *work, void *arg)
{
	work_id(work);
	*(int64_t *)arg = leases();
	return 1;
}

static int take_id_in_transaction(struct db *db, void *arg)
{
	(void)db;
	return take_id_and_refuse(&w, arg);
}

/* A rollback must not take the lease away from under the ids it covers. */
START_TEST(a_lease_outlives_the_transaction_around_it)
{
	int64_t seen = 0;

	ck_assert_int_eq(_i ? work_transaction(&w, take_id_and_refuse, &seen)
			    : db_transaction(app->db, take_id_in_transaction, &seen),
			 1);
	ck_assert_int_eq(seen, 1);
	ck_assert_int_eq(leases(), 1);
}
END_TEST

static const struct {
	const char *name;
	int64_t second, room; /* ids sort before those of `room` seconds later */
} past[] = {
	{ "yesterday", 1763683200, 2 },
	{ "the_first_second_of_ids", 1577836800, 2 },
	{ "2019", 1577836000, 61 },
	{ "2010", 1291190760, 61 },
	{ "1970", 0, 61 },
};

START_TEST(ids_of_the_past_sort_by_their_time)
{
	struct instant then = { past[_i].second * INSTANT_SECOND };
	uint64_t a = work_id_at(&w, then), b = work_id_at(&w, then);
	uint64_t later = work_id_at(&w, instant_add(then, past[_i].room * INSTANT_SECOND));

	ck_assert_uint_gt(a, 0);
	ck_assert_uint_eq(b, a + 1);
	ck_assert_uint_gt(later, b);
	/* Back at the same time they begin elsewhere: what another process made there is not met.
	 */
	ck_assert_uint_ne(work_id_at(&w, then), b + 1);
	ck_assert_uint_lt(b, work_id(&w));
}
END_TEST

START_TEST(the_last_seconds_are_no_past)
{
	uint64_t a = work_id_at(&w, instant_now()),
		 b = work_id_at(&w, instant_add(instant_now(), -INSTANT_SECOND));

	ck_assert_uint_eq(a >> 12 & 1023, app->ids.node);
	ck_assert_uint_eq(b >> 12 & 1023, app->ids.node);
	ck_assert_uint_gt(b, a);
}
END_TEST

Suite *work_suite(void)
{
	Suite *s = suite_create("work");
	TCase *tc = tcase_create("work");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, the_first_id_leases_a_node);
	tcase_add_test(tc, two_processes_have_two_nodes);
	tcase_add_test(tc, a_lease_is_given_back_at_the_end);
	tcase_add_test(tc, a_lease_is_renewed_before_it_ends);
	tcase_add_test(tc, a_lease_that_was_taken_away_is_replaced);
	tcase_add_test(tc, a_lease_that_is_over_is_anybodys);
	tcase_add_test(tc, without_a_free_number_there_are_no_ids);
	tcase_add_loop_test(tc, a_lease_outlives_the_transaction_around_it, 0, 2);
	tcase_add_loop_test(tc, ids_of_the_past_sort_by_their_time, 0,
			    sizeof past / sizeof past[0]);
	tcase_add_test(tc, the_last_seconds_are_no_past);
	suite_add_tcase(s, tc);
	return s;
}
