/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small demo shop on the database: whole, sound, and the same each time. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "base/fail.h"
#include "cli/cli.h"
#include "demo/demo.h"
#include "support/app.h"
#include "verify/verify.h"

enum { SECONDS = 300, ORDERS = 200, CUSTOMERS = 60, TODAY = 20513 /* 2026-03-01 */ };

static struct app *app;
static struct work w;
static int heard;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	heard = 0;
}

static void teardown(void)
{
	support_app_free(app);
}

static void hear(void *arg, int placed)
{
	int *n = arg;

	ck_assert_int_eq(placed, *n + 1);
	*n = placed;
}

static struct demo_report load(int64_t today)
{
	struct demo_wish wish = { ORDERS, CUSTOMERS, today, hear, &heard };
	struct demo_report r;

	demo_load(&w, &wish, &r);
	return r;
}

static void print_finding(void *arg, const struct verify_finding *f)
{
	(void)arg;
	printf("%s %s: %s\n", f->rule, f->what, f->row);
}

#define NUMBER(sql) support_number("SELECT COUNT(*) FROM " sql)

static void every_state_can_be_seen(const struct demo_report *r)
{
	int64_t sum = 0;

	for (int i = 0; i < ORDER_BADGE__MAX; i++) {
		ck_assert_msg(r->badges[i] > 0, "no order is %s", order_badge_word[i]);
		sum += r->badges[i];
	}
	ck_assert_int_eq(sum, ORDERS);
	ck_assert_int_eq(NUMBER("orders"), ORDERS);
	ck_assert_int_eq(NUMBER("customer WHERE (last_order_at IS NULL) <> (n_orders = 0)"), 0);
	/* and who was written down a second time */
	ck_assert_int_gt(NUMBER("customer"), CUSTOMERS);
	ck_assert_int_ge(NUMBER("product"), 60);
	ck_assert_int_ge(NUMBER("(SELECT customer_id FROM orders WHERE badge NOT IN (0, 1, 2, 3, "
				"17, 18) GROUP BY customer_id "
				"HAVING COUNT(*) BETWEEN 3 AND 8) c"),
			 3);
}

static void every_kind_of_life_is_there(void)
{
	static const struct {
		const char *what, *sql;
	} rows[] = {
		{ "services", "SELECT COUNT(*) FROM order_line WHERE kind = 1" },
		{ "downloads", "SELECT COUNT(*) FROM order_line WHERE kind = 2" },
		{ "pick-up", "SELECT COUNT(*) FROM parcel WHERE carrier = 'pickup'" },
		{ "several orders in a parcel",
		  "SELECT COUNT(*) FROM (SELECT parcel_id FROM parcel_line GROUP BY parcel_id "
		  "HAVING COUNT(DISTINCT order_id) > 1) p" },
		{ "an order in several parcels",
		  "SELECT COUNT(*) FROM (SELECT order_id FROM parcel_line GROUP BY order_id HAVING "
		  "COUNT(DISTINCT parcel_id) > 1) o" },
		{ "late",
		  "SELECT COUNT(*) FROM parcel WHERE `delayed` = 1 AND problem = 'weather'" },
		{ "possibly lost",
		  "SELECT COUNT(*) FROM parcel WHERE lost = 1 AND solved_at IS NULL" },
		{ "part-paid",
		  "SELECT COUNT(*) FROM orders WHERE badge = 6 AND captured_amount > 0" },
		{ "unpaid", "SELECT COUNT(*) FROM orders WHERE badge = 6 AND captured_amount = 0 "
			    "AND pay_until IS NOT NULL" },
		{ "expired",
		  "SELECT COUNT(*) FROM orders WHERE cancel_reason = 'payment_expired'" },
		{ "refunded", "SELECT COUNT(*) FROM orders WHERE refunded_amount > 0" },
		{ "credited", "SELECT COUNT(*) FROM orders WHERE credited_amount > 0" },
		{ "held for the address",
		  "SELECT COUNT(*) FROM orders WHERE hold_reason = 'address'" },
		{ "held as wished", "SELECT COUNT(*) FROM orders WHERE hold_reason = "
				    "'customer_wish' AND hold_until IS NOT NULL" },
		{ "notes of customers",
		  "SELECT COUNT(*) FROM orders WHERE customer_note IS NOT NULL" },
		{ "notes of the desk", "SELECT COUNT(*) FROM order_note" },
		{ "praise", "SELECT COUNT(*) FROM review WHERE stars = 5 AND body IS NOT NULL" },
		{ "blame", "SELECT COUNT(*) FROM review WHERE stars < 3 AND body IS NOT NULL" },
		{ "heard of from a friend", "SELECT COUNT(*) FROM feedback_heard WHERE heard = 0" },
		{ "prices below the minor unit",
		  "SELECT COUNT(*) FROM order_line WHERE unit_milli % 1000 <> 0" },
		{ "English", "SELECT COUNT(*) FROM orders WHERE lang = 'en'" },
		{ "Chinese", "SELECT COUNT(*) FROM orders WHERE lang = 'zh-CN'" },
		{ "guests", "SELECT COUNT(*) FROM customer WHERE provisional = 1" },
		{ "accounts", "SELECT COUNT(*) FROM customer WHERE provisional = 0" },
		{ "a bank account to pay to",
		  "SELECT COUNT(*) = 2 FROM setting WHERE name IN ('bank_account_en', "
		  "'bank_account_zh') AND value LIKE '%\\n%'" },
		{ "carriers' words",
		  "SELECT COUNT(*) FROM parcel_event WHERE lang = 'zh-CN' AND words IS NOT NULL" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(support_number(rows[i].sql) > 0, "nothing is %s", rows[i].what);
}

/* Nothing lies ahead, and ids sort as things happened. */
static void time_is_right(void)
{
	ck_assert_int_eq(NUMBER("orders WHERE placed_at >= '2026-02-28 16:00:00'"), 0);
	ck_assert_int_eq(NUMBER("order_event WHERE at >= '2026-02-28 16:30:00'"), 0);
	ck_assert_int_eq(NUMBER("parcel_event WHERE at >= '2026-02-28 16:30:00'"), 0);
	ck_assert_int_gt(NUMBER("orders WHERE placed_at >= '2026-02-27 16:00:00'"), 0);
	ck_assert_int_gt(NUMBER("orders WHERE placed_at < '2025-01-01 00:00:00'"), 0);
	ck_assert_int_eq(
		NUMBER("orders a JOIN orders b ON b.id > a.id AND b.placed_at < a.placed_at"), 0);
	ck_assert_int_eq(NUMBER("order_event a JOIN order_event b ON b.order_id = a.order_id AND "
				"b.id > a.id AND b.at < a.at"),
			 0);
	/* an id's upper bits are milliseconds since 2020 */
	ck_assert_int_eq(NUMBER("order_event WHERE at < '2026-02-28 06:00:00' AND ABS(CAST(id DIV "
				"4194304 AS SIGNED) - "
				"TIMESTAMPDIFF(MICROSECOND, '2020-01-01', at) DIV 1000) > 2000"),
			 0);
	ck_assert_int_eq(NUMBER("parcel_event a JOIN parcel_event b ON b.parcel_id = a.parcel_id "
				"AND b.id > a.id AND b.at < a.at"),
			 0);
}

/* Only the last hours' messages wait to be sent; the others were, long ago. */
static void few_messages_wait(void)
{
	int64_t waiting = NUMBER("outbox WHERE state = 0");

	ck_assert(waiting > 0 && waiting < 60);
	ck_assert_int_eq(NUMBER("outbox WHERE state = 0 AND tries = 0 AND created_at < "
				"'2026-02-28 07:00:00'"),
			 0);
	ck_assert_int_eq(NUMBER("outbox WHERE state NOT IN (0, 2, 3)"), 0);
	/* trouble to look at */
	ck_assert_int_eq(NUMBER("outbox WHERE state = 3 AND last_error IS NOT NULL"), 2);
	ck_assert_int_eq(NUMBER("outbox WHERE state = 0 AND tries > 0"), 1);
	ck_assert_int_eq(
		NUMBER("outbox WHERE state = 2 AND (sent_at IS NULL OR sent_at <> created_at)"), 0);
}

START_TEST(the_shop_is_whole_and_sound)
{
	struct demo_report r = load(TODAY);
	struct verify_report v;

	ck_assert_int_eq(heard, ORDERS);
	ck_assert_int_eq(r.orders, ORDERS);
	ck_assert_str_eq(r.emails[0], "lin@mail.example");
	ck_assert_str_eq(r.emails[1], "maya@mail.example");
	every_state_can_be_seen(&r);
	every_kind_of_life_is_there();
	time_is_right();
	few_messages_wait();
	v = verify_all(&w, print_finding, NULL, NULL);
	ck_assert_int_eq(v.violations, 0);
}
END_TEST

/* All that is no id, in one figure a table. */
static void take_figures(int64_t out[9])
{
	static const char *const sql[9] = {
		"SELECT SUM(CRC32(CONCAT_WS('|', o.number, c.number, c.name, k.street, k.phone, "
		"k.email, o.source, "
		"o.source_ref, o.lang, o.customer_note, o.decision, "
		"o.hold_reason, o.hold_until, o.cancel_reason, o.payment_method, o.pay_first, "
		"o.pay_until, o.total_amount, o.live_amount, "
		"o.captured_amount, o.refunded_amount, o.credited_amount, o.n_parcels, "
		"o.parcel_state, o.badge, o.promised_to, o.placed_at, "
		"o.confirmed_at, o.delivered_at, o.closed_at, o.version))) FROM orders o JOIN "
		"customer c ON c.id = o.customer_id "
		"JOIN customer_contact k ON k.id = o.contact_id",
		"SELECT SUM(CRC32(CONCAT_WS('|', o.placed_at, l.position, l.sku_code, "
		"l.unit_milli, l.amount, l.discount, l.tax, l.ordered, "
		"l.cancelled, l.reserved, l.in_production, l.packed, l.shipped, l.delivered, "
		"l.returned, l.wait, l.wait_until))) "
		"FROM order_line l JOIN orders o ON o.id = l.order_id",
		"SELECT SUM(CRC32(CONCAT_WS('|', o.placed_at, e.kind, e.actor_kind, e.at, "
		"e.from_value, e.to_value, e.why, e.quantity, e.amount))) "
		"FROM order_event e JOIN orders o ON o.id = e.order_id",
		"SELECT SUM(CRC32(CONCAT_WS('|', carrier, tracking_number, state, `delayed`, lost, "
		"problem, promised_from, promised_to, packed_at, "
		"shipped_at, delivered_at, last_event_at, solved_at, version))) FROM parcel",
		"SELECT SUM(CRC32(CONCAT_WS('|', p.packed_at, e.state, e.at, e.place, e.words))) "
		"FROM parcel_event e JOIN parcel p ON p.id = e.parcel_id",
		"SELECT SUM(CRC32(CONCAT_WS('|', o.placed_at, p.kind, p.method, p.amount, "
		"p.reference, p.why, p.at))) FROM payment_entry p "
		"JOIN orders o ON o.id = p.order_id",
		"SELECT SUM(CRC32(CONCAT_WS('|', k.code, s.on_hand, s.reserved, s.may_backorder, "
		"s.incoming_at))) FROM stock s JOIN sku k ON k.id = s.sku_id",
		"SELECT SUM(CRC32(CONCAT_WS('|', k.code, m.quantity, m.kind, IF(m.kind = 7, NULL, "
		"m.source_ref), m.why, "
		"m.at))) FROM stock_move m JOIN sku k ON k.id = m.sku_id",
		"SELECT SUM(CRC32(CONCAT_WS('|', template, recipient, lang, state, created_at))) "
		"FROM outbox",
	};

	for (int i = 0; i < 9; i++)
		out[i] = support_number(sql[i]);
}

START_TEST(the_same_wish_gives_the_same_shop)
{
	int64_t first[9], again[9];

	load(TODAY);
	take_figures(first);
	support_app_free(app);
	setup();
	load(TODAY);
	take_figures(again);
	for (int i = 0; i < 9; i++) {
		ck_assert_int_ne(first[i], 0);
		ck_assert_msg(first[i] == again[i], "figure %d differs", i);
	}
}
END_TEST

static void load_with_few(void *arg)
{
	struct demo_wish wish = { .orders = DEMO_ORDERS_MIN,
				  .customers = DEMO_ORDERS_MIN,
				  .today = TODAY };

	demo_load(&w, &wish, arg);
}

/* One transaction: what fails on the way leaves nothing. */
START_TEST(a_broken_load_leaves_nothing)
{
	struct demo_report r;
	struct failure f;

	ck_assert(!fail_run(load_with_few, &r, &f));
	ck_assert_msg(strstr(f.message, "too few") != NULL, "%s", f.message);
	ck_assert_int_eq(NUMBER("product"), 0);
	ck_assert_int_eq(NUMBER("stock"), 0);
}
END_TEST

static int command(const char *option, const char *value)
{
	char words[3][32] = { "demo" };
	char *argv[] = { words[0], words[1], words[2], NULL };
	struct cli c = { .arena = app->arena, .config = app->config, .app = app };

	snprintf(words[1], sizeof words[1], "%s", option);
	snprintf(words[2], sizeof words[2], "%s", value);
	return cli_demo(&c, *option ? 3 : 1, argv);
}

START_TEST(the_command_refuses)
{
	static const struct {
		const char *option, *value;
		int wanted;
	} rows[] = {
		{ "--orders", "149", CLI_USAGE },       { "--orders", "many", CLI_USAGE },
		{ "--customers", "29", CLI_USAGE },     { "--customers", "10000", CLI_USAGE },
		{ "--today", "2026-02-30", CLI_USAGE }, { "--today", "2026-3-1", CLI_USAGE },
		{ "--today", "yesterday", CLI_USAGE },  { "--colour", "red", CLI_USAGE },
		{ "--orders", "300", CLI_FAILED },      { "--today", "2088-01-01", CLI_FAILED },
	};

	ck_assert_int_eq(command(rows[_i].option, rows[_i].value), rows[_i].wanted);
	ck_assert_int_eq(NUMBER("product"), 0);
}
END_TEST

START_TEST(a_shop_with_orders_is_left_alone)
{
	load(TODAY);
	ck_assert_int_eq(command("", ""), CLI_FAILED);
	ck_assert_int_eq(NUMBER("orders"), ORDERS);
}
END_TEST

Suite *demo_load_suite(void)
{
	Suite *s = suite_create("demo_load");
	TCase *tc = tcase_create("load");

	tcase_set_timeout(tc, SECONDS);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, the_shop_is_whole_and_sound);
	tcase_add_test(tc, the_same_wish_gives_the_same_shop);
	tcase_add_test(tc, a_broken_load_leaves_nothing);
	tcase_add_loop_test(tc, the_command_refuses, 0, 10);
	tcase_add_test(tc, a_shop_with_orders_is_left_alone);
	suite_add_tcase(s, tc);
	return s;
}
