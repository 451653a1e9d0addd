/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes back by the clock: each job in its time, by one worker, and one that fails holds up no
 * other. */
#include "jobs.h"
#include "order/door.h"

static struct arena *arena;

static void setup(void)
{
	door_setup();
	arena = arena_new();
}

static void teardown(void)
{
	door_teardown();
	arena_free(arena);
}

static void due(const char *kind)
{
	support_sql(door_path("UPDATE job SET run_at = '2020-01-01' WHERE kind = '%s'", kind));
}

/* One round of a worker; gives the test its own memory back. */
static void run_round(void)
{
	arena_reset(arena);
	jobs_run_due(shop_app, arena);
	db_use_arena(shop_app->db, shop.arena);
	arena_use_for_cjson(shop.arena);
}

static int64_t job(const char *column, const char *kind)
{
	return support_number(door_path("SELECT %s FROM job WHERE kind = '%s'", column, kind));
}

static enum order_decision decision(const struct order *o)
{
	return door_look(o)->decision;
}

/* Arrived so many days ago; paid or not. */
static struct order *arrived(const char *number, int days, bool paid)
{
	struct payment_draft money = { .method = PAY_COD, .amount = 1000, .at = INSTANT_NONE };
	struct payment_answer done;
	struct order *o;

	shop.now = instant_add(instant_now(), -(days + 1) * INSTANT_DAY);
	o = door_order("A", 1);
	ck_assert_int_eq(o->live_amount, 1000);
	if (paid)
		ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money,
						 &done),
				 PAYMENT_OK);
	ck_assert_int_eq(shop_hear(shop_ship(o, number), PARCEL_DELIVERED), SHIPPING_OK);
	shop.now = instant_now();
	return o;
}

START_TEST(what_arrived_closes_by_itself_after_a_while)
{
	struct order *old = arrived("SF1000000000001", 7, true);
	struct order *fresh = arrived("SF1000000000002", 5, true);
	struct order *owing = arrived("SF1000000000003", 7, false);

	run_round();
	ck_assert_int_eq(decision(old), ORDER_CLOSED);
	ck_assert_int_eq(decision(fresh), ORDER_CONFIRMED);
	ck_assert_int_eq(decision(owing), ORDER_CONFIRMED);
	ck_assert_int_eq(shop_events(EVENT_CLOSED), 1);
	shop_check();
}
END_TEST

/* More than one batch is done in rounds that follow at once, not in an hour. */
START_TEST(many_that_arrived_close_without_waiting)
{
	enum { MANY = 51 };

	for (int i = 0; i < MANY; i++)
		arrived(door_path("SF20000000%05d", i), 20, true);
	run_round();
	ck_assert_int_eq(shop_events(EVENT_CLOSED), 50);
	run_round();
	ck_assert_int_eq(shop_events(EVENT_CLOSED), MANY);
	ck_assert_int_eq(job("run_at > UTC_TIMESTAMP(6) + INTERVAL 30 MINUTE", "close_delivered"),
			 1);
}
END_TEST

START_TEST(a_hold_ends_when_its_time_is_over)
{
	struct order *over = door_order("A", 1), *still = door_order("A", 1);
	struct order_answer a;

	shop.now = instant_add(shop.now, -2 * INSTANT_HOUR);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ over->id, 0 }, "stock_check",
				    instant_add(shop.now, INSTANT_HOUR), &a),
			 ORDER_OK);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ still->id, 0 }, "stock_check",
				    instant_add(shop.now, 3 * INSTANT_HOUR), &a),
			 ORDER_OK);
	run_round();
	ck_assert_ptr_null(door_look(over)->hold_reason);
	ck_assert_ptr_nonnull(door_look(still)->hold_reason);
	shop_check();
}
END_TEST

/* As a table that is damaged would. */
START_TEST(a_job_that_fails_holds_up_no_other)
{
	struct order *o = arrived("SF1000000000001", 7, true);

	support_sql("CREATE TRIGGER jobs_test BEFORE UPDATE ON orders FOR EACH ROW SIGNAL SQLSTATE "
		    "'45000' SET MESSAGE_TEXT = 'the disk is full'");
	run_round();
	support_sql("DROP TRIGGER jobs_test");
	ck_assert_int_eq(decision(o), ORDER_CONFIRMED);
	ck_assert_int_eq(job("last_error LIKE '%the disk is full%'", "close_delivered"), 1);
	ck_assert_int_eq(job("owner IS NULL AND done_at IS NULL", "close_delivered"), 1);
	ck_assert_int_eq(job("run_at > UTC_TIMESTAMP(6)", "close_delivered"), 1);
	ck_assert_int_eq(job("done_at IS NOT NULL AND last_error IS NULL", "sweep"), 1);
	due("close_delivered");
	run_round();
	ck_assert_int_eq(decision(o), ORDER_CLOSED);
	ck_assert_int_eq(job("last_error IS NULL AND done_at IS NOT NULL", "close_delivered"), 1);
}
END_TEST

START_TEST(a_job_is_one_workers_until_its_lease_is_over)
{
	support_sql("UPDATE job SET owner = REPEAT('x', 16), lease_until = UTC_TIMESTAMP(6) + "
		    "INTERVAL 1 MINUTE WHERE kind = 'sweep'");
	run_round();
	ck_assert_int_eq(job("done_at IS NULL", "sweep"), 1);
	ck_assert_int_eq(job("done_at IS NOT NULL", "watch_parcels"), 1);
	support_sql("UPDATE job SET lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE kind "
		    "= 'sweep'");
	run_round();
	ck_assert_int_eq(job("done_at IS NOT NULL AND owner IS NULL", "sweep"), 1);
}
END_TEST

START_TEST(a_worker_that_is_told_to_end_ends)
{
	const volatile int stop = 1;

	jobs_run(shop_app, INSTANT_NONE, &stop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM job WHERE done_at IS NOT NULL"), 0);
}
END_TEST

Suite *jobs_suite(void)
{
	Suite *s = suite_create("jobs");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, what_arrived_closes_by_itself_after_a_while);
	tcase_add_test(tc, many_that_arrived_close_without_waiting);
	tcase_add_test(tc, a_hold_ends_when_its_time_is_over);
	tcase_add_test(tc, a_job_that_fails_holds_up_no_other);
	tcase_add_test(tc, a_job_is_one_workers_until_its_lease_is_over);
	tcase_add_test(tc, a_worker_that_is_told_to_end_ends);
	suite_add_tcase(s, tc);
	return s;
}
