/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks to a receiver that checks signatures with means of its own. */
#include "hook/hook.h"
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "base/rows.h"
#include "notify/notify.h"
#include "shipping/shop.h"
#include "support/hook_receiver.h"

static struct config config;
static struct hook_receiver receiver;
static const char *secret;
static uint64_t hook;

static void setup(void)
{
	shop_setup();
	shop.now = instant_now();
	config = *shop_app->config;
	config.webhook_local = true;
	shop_app->config = &config;
	receiver = hook_receiver_start(shop_app->arena);
	shop_goods("A", 100, false);
}

static void teardown(void)
{
	shop_app->settings.webhooks = false;
	shop_teardown();
}

static const char *url(const char *path)
{
	return arena_printf(shop.arena, "http://localhost:%d/%s", receiver.port, path);
}

static uint64_t add(const char *path, uint64_t kinds)
{
	const struct hook_draft d = { "Books", url(path), kinds };

	ck_assert_int_eq(hook_add(&shop, &d, &hook, &secret), HOOK_OK);
	hook_receiver_knows(&receiver, &secret, 1);
	return hook;
}

static int64_t deliveries(int state)
{
	return support_number(arena_printf(shop.arena,
					   "SELECT COUNT(*) FROM hook_delivery WHERE state = %d",
					   state));
}

/* What waits is due now, and nobody rests. */
static int deliver(void)
{
	support_sql("UPDATE hook_delivery SET run_at = '2020-01-01' WHERE state = 0");
	support_sql("UPDATE hook SET paused_until = NULL");
	shop.now = instant_now();
	return hook_deliver(&shop);
}

static const char *type_of(int nth)
{
	cJSON *call = hook_receiver_call(shop.arena, &receiver, nth);

	return call ? json_get_text(json_read_own(
					    arena_strdup(shop.arena, json_get_text(call, "body"))),
				    "type")
		    : NULL;
}

static int signers(int nth)
{
	return cJSON_GetArraySize(
		json_get(hook_receiver_call(shop.arena, &receiver, nth), "signed_by"));
}

START_TEST(events_are_told_signed_and_in_turn)
{
	static const char *const wanted[] = { "order.placed", "order.confirmed", "order.packed",
					      "order.shipped" };
	struct order *o;
	const cJSON *call;
	const char *body;

	add("200", HOOK_ALL);
	o = shop_order_of("13800000001", { "A", 2 });
	shop_ship(o, "SF1000000000001");
	for (int i = 0; i < 9; i++)
		deliver();
	for (int i = 0; i < 4; i++) {
		check_text(wanted[i], type_of(i + 1), wanted[i]);
		check_int(wanted[i], signers(i + 1), 1);
	}
	call = hook_receiver_call(shop.arena, &receiver, 1);
	ck_assert_str_eq(json_get_text(call, "type"), "application/json");
	body = json_get_text(call, "body");
	ck_assert_ptr_nonnull(strstr(body, o->number));
	ck_assert_ptr_null(strstr(body, "13800000001"));
	ck_assert_int_eq(deliveries(HOOK_DELIVERED),
			 support_number("SELECT COUNT(*) FROM order_event"));
	ck_assert_int_eq(deliver(), 0);
	/* how it began is kept as text */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_attempt WHERE status = 200 AND "
					"answer LIKE 'thanks %<b>%'"),
			 deliveries(HOOK_DELIVERED));
}
END_TEST

START_TEST(a_secret_that_cannot_be_read_stops_no_other)
{
	uint64_t broken = add("200", HOOK_BIT(EVENT_PLACED));

	add("200", HOOK_BIT(EVENT_PLACED));
	support_sql(arena_printf(shop.arena,
				 "UPDATE hook SET secret = REVERSE(secret) WHERE id = "
				 "%llu",
				 (unsigned long long)broken));
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	check_int("by the other's", signers(1), 1);
	ck_assert_ptr_null(hook_receiver_call(shop.arena, &receiver, 2));
	ck_assert_int_eq(deliveries(HOOK_DELIVERED), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_attempt WHERE error LIKE 'its "
					"secret cannot be read%'"),
			 1);
}
END_TEST

START_TEST(only_what_was_chosen_is_told)
{
	add("200", HOOK_BIT(EVENT_SHIPPED));
	shop_ship(shop_order_of("13800000001", { "A", 2 }), "SF1000000000001");
	deliver();
	ck_assert_str_eq(type_of(1), "order.shipped");
	ck_assert_ptr_null(type_of(2));
}
END_TEST

START_TEST(a_refused_order_is_not_told)
{
	const struct shop_want want = { "A", 101 };
	struct order_draft d = shop_draft("13800000001", &want, 1);
	struct order_answer a;

	add("200", HOOK_ALL);
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_NO_STOCK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_event"), 0);
}
END_TEST

START_TEST(without_webhooks_nothing_is_written_down)
{
	shop_order_of("13800000001", { "A", 2 });
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_event"), 0);
}
END_TEST

START_TEST(the_next_of_an_order_waits_for_the_one_before)
{
	struct order *o;

	add("mood", HOOK_ALL);
	hook_receiver_mood(&receiver, "400");
	o = shop_order_of("13800000001", { "A", 2 });
	shop_order_of("13800000002", { "A", 1 });
	deliver();
	/* one of each order was tried, and no more */
	ck_assert_str_eq(type_of(1), "order.placed");
	ck_assert_str_eq(type_of(2), "order.placed");
	ck_assert_ptr_null(type_of(3));
	hook_receiver_mood(&receiver, "200");
	for (int i = 0; i < 9; i++)
		deliver();
	ck_assert_int_eq(deliveries(HOOK_WAITING), 0);
	ck_assert_int_eq(support_number("SELECT MAX(tries) FROM hook_delivery"), 2);
	ck_assert_ptr_nonnull(o);
}
END_TEST

START_TEST(who_does_not_answer_is_left_alone_for_a_while)
{
	add("503?after=120", HOOK_ALL);
	shop_order_of("13800000001", { "A", 2 });
	shop_order_of("13800000002", { "A", 1 });
	ck_assert_int_eq(deliver(), 1 + (int)support_number("SELECT COUNT(*) FROM hook_event"));
	ck_assert_ptr_null(type_of(2));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook WHERE failing_since IS NOT NULL "
					"AND TIMESTAMPDIFF(SECOND, failing_since, paused_until) = "
					"120"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_delivery WHERE tries = 1 AND "
					"run_at > UTC_TIMESTAMP(6) + INTERVAL 110 SECOND"),
			 1);
	/* it rests */
	support_sql("UPDATE hook_delivery SET run_at = '2020-01-01'");
	ck_assert_int_eq(hook_deliver(&shop), 0);
}
END_TEST

START_TEST(a_redirect_is_not_followed)
{
	add("302", HOOK_BIT(EVENT_PLACED));
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	ck_assert_ptr_nonnull(type_of(1));
	ck_assert_ptr_null(type_of(2));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_attempt WHERE status = 302"), 1);
	ck_assert_int_eq(deliveries(HOOK_WAITING), 1);
}
END_TEST

START_TEST(a_long_answer_is_cut)
{
	add("big", HOOK_BIT(EVENT_PLACED));
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	ck_assert_int_eq(deliveries(HOOK_DELIVERED), 1);
	ck_assert_int_eq(support_number("SELECT LENGTH(answer) FROM hook_attempt"), 1000);
}
END_TEST

START_TEST(one_that_is_gone_is_switched_off_and_told_of)
{
	struct hook h;

	add("410", HOOK_ALL);
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	ck_assert(hook_get(&shop, hook, &h));
	ck_assert_int_eq(h.state, HOOK_GONE);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'hook_off' "
					"AND data LIKE '%\"is_gone\":true%'"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'webhook_switched' AND became = 'gone'"),
			 1);
	deliver();
	ck_assert_ptr_null(type_of(2));
}
END_TEST

START_TEST(one_that_fails_for_days_is_switched_off_and_misses_nothing)
{
	struct hook h;

	add("mood", HOOK_BIT(EVENT_PLACED));
	hook_receiver_mood(&receiver, "500");
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	hook_sweep(&shop);
	ck_assert(hook_get(&shop, hook, &h));
	ck_assert_int_eq(h.state, HOOK_ON);
	support_sql("UPDATE hook SET failing_since = UTC_TIMESTAMP(6) - INTERVAL 121 HOUR");
	hook_sweep(&shop);
	ck_assert(hook_get(&shop, hook, &h));
	ck_assert_int_eq(h.state, HOOK_FAILED);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'hook_off' "
					"AND data LIKE '%\"is_gone\":false%'"),
			 1);
	hook_sweep(&shop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'hook_off'"),
			 1);
	shop.now = instant_now();
	shop_order_of("13800000002", { "A", 1 });
	deliver();
	ck_assert_ptr_null(type_of(2));
	hook_receiver_mood(&receiver, "200");
	ck_assert_int_eq(hook_switch(&shop, hook, HOOK_ON), HOOK_OK);
	deliver();
	ck_assert_int_eq(deliveries(HOOK_DELIVERED), 2);
}
END_TEST

START_TEST(two_secrets_sign_while_one_is_changed_over)
{
	const char *both[2];

	add("200", HOOK_BIT(EVENT_PLACED));
	both[0] = secret;
	ck_assert_int_eq(hook_rotate(&shop, hook, &both[1]), HOOK_OK);
	ck_assert_str_ne(both[0], both[1]);
	hook_receiver_knows(&receiver, both, 2);
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	ck_assert_int_eq(signers(1), 2);
	support_sql("UPDATE hook SET old_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	shop_order_of("13800000002", { "A", 2 });
	deliver();
	ck_assert_int_eq(signers(2), 1);
	ck_assert_int_eq(cJSON_GetArrayItem(json_get(hook_receiver_call(shop.arena, &receiver, 2),
						     "signed_by"),
					    0)
				 ->valueint,
			 1);
	/* nobody reads one in the table */
	ck_assert_int_eq(support_number(arena_printf(
				 shop.arena, "SELECT COUNT(*) FROM hook WHERE secret LIKE '%%%s%%'",
				 both[1] + 6)),
			 0);
}
END_TEST

START_TEST(what_was_sent_goes_again_under_the_same_id)
{
	struct hook_range today = { instant_add(shop.now, -INSTANT_HOUR),
				    instant_add(shop.now, INSTANT_HOUR), false };
	struct hook_delivery *all;
	const char *first;
	int64_t sent;
	size_t n;

	add("200", HOOK_BIT(EVENT_PLACED));
	shop_order_of("13800000001", { "A", 2 });
	shop_order_of("13800000002", { "A", 2 });
	deliver();
	all = hook_deliveries(&shop, hook, -1, INT64_MAX, 10, &n);
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(hook_replay(&shop, hook + 1, all[1].id), HOOK_NOT_NOW);
	ck_assert_int_eq(hook_replay(&shop, hook, all[1].id), HOOK_OK);
	ck_assert_int_eq(hook_replay(&shop, hook, all[1].id), HOOK_NOT_NOW);
	deliver();
	first = json_get_text(hook_receiver_call(shop.arena, &receiver, 1), "id");
	ck_assert_str_eq(json_get_text(hook_receiver_call(shop.arena, &receiver, 3), "id"), first);
	today.only_failed = true;
	ck_assert_int_eq(hook_replay_range(&shop, hook, &today, &sent), HOOK_NOT_NOW);
	today.only_failed = false;
	ck_assert_int_eq(hook_replay_range(&shop, hook, &today, &sent), HOOK_OK);
	ck_assert_int_eq(sent, 2);
	deliver();
	ck_assert_ptr_nonnull(type_of(5));
	ck_assert_ptr_null(type_of(6));
}
END_TEST

START_TEST(a_trial_goes_to_one)
{
	uint64_t first = add("200", HOOK_BIT(EVENT_PLACED));

	add("200", HOOK_BIT(EVENT_PLACED));
	ck_assert_int_eq(hook_try(&shop, first), HOOK_OK);
	deliver();
	ck_assert_str_eq(type_of(1), "hook.test");
	ck_assert_ptr_null(type_of(2));
	ck_assert_int_eq(hook_switch(&shop, first, HOOK_OFF), HOOK_OK);
	ck_assert_int_eq(hook_try(&shop, first), HOOK_NOT_NOW);
}
END_TEST

START_TEST(ones_own_network_is_never_called)
{
	struct hook h;

	add("200", HOOK_BIT(EVENT_PLACED));
	config.webhook_local = false;
	support_sql(arena_printf(shop.arena, "UPDATE hook SET url = 'https://localhost/x'"));
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	support_sql("UPDATE hook SET url = 'https://127.0.0.1/x'");
	deliver();
	support_sql("UPDATE hook SET url = 'https://[::1]/x'");
	deliver();
	support_sql("UPDATE hook SET url = 'https:"
		    "//2130706433/x'");
	deliver();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_attempt WHERE status = 0 AND "
					"error = 'the host''s address is not public'"),
			 4);
	support_sql(arena_printf(shop.arena, "UPDATE hook SET url = '%s'", url("200")));
	deliver();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_attempt WHERE error = 'the "
					"address is not one that is called'"),
			 1);
	ck_assert_ptr_null(hook_receiver_call(shop.arena, &receiver, 1));
	ck_assert(hook_get(&shop, hook, &h));
	ck_assert(!instant_is_none(h.failing_since));
}
END_TEST

START_TEST(a_worker_that_died_gives_its_deliveries_back)
{
	add("200", HOOK_BIT(EVENT_PLACED));
	shop_order_of("13800000001", { "A", 2 });
	support_sql("UPDATE hook SET state = 1");
	deliver();
	support_sql("UPDATE hook SET state = 0");
	support_sql("UPDATE hook_event SET spread = 0");
	deliver();
	support_sql("UPDATE hook_delivery SET state = 1, owner = REPEAT('x', 16), lease_until = "
		    "'2020-01-01'");
	ck_assert_int_eq(hook_deliver(&shop), 0);
	hook_sweep(&shop);
	deliver();
	ck_assert_int_eq(deliveries(HOOK_DELIVERED), 1);
}
END_TEST

START_TEST(what_is_old_is_forgotten)
{
	add("200", HOOK_BIT(EVENT_PLACED));
	shop_order_of("13800000001", { "A", 2 });
	deliver();
	hook_sweep(&shop);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM hook_attempt"), 1);
	shop.now = instant_add(shop.now, (HOOK_KEEP_DAYS + 1) * INSTANT_DAY);
	hook_sweep(&shop);
	ck_assert_int_eq(support_number("SELECT (SELECT COUNT(*) FROM hook_attempt) + (SELECT "
					"COUNT(*) FROM hook_delivery) + (SELECT COUNT(*) FROM "
					"hook_event)"),
			 0);
}
END_TEST

START_TEST(there_is_an_end_to_how_many)
{
	const struct hook_draft d = { "Books", url("200"), HOOK_ALL },
				none = { "B", url("200"), 0 },
				bad = { "B", "ftp://shop.example/", 1 };

	ck_assert_int_eq(hook_add(&shop, &none, &hook, &secret), HOOK_EMPTY);
	ck_assert_int_eq(hook_add(&shop, &bad, &hook, &secret), HOOK_BAD_URL);
	for (int i = 0; i < HOOK_MAX; i++)
		ck_assert_int_eq(hook_add(&shop, &d, &hook, &secret), HOOK_OK);
	ck_assert_int_eq(hook_add(&shop, &d, &hook, &secret), HOOK_TOO_MANY);
	ck_assert_int_eq(hook_switch(&shop, hook, HOOK_REMOVED), HOOK_OK);
	ck_assert_int_eq(hook_switch(&shop, hook, HOOK_REMOVED), HOOK_NOT_FOUND);
	ck_assert_int_eq(hook_add(&shop, &d, &hook, &secret), HOOK_OK);
}
END_TEST

Suite *hook_suite(void)
{
	Suite *s = suite_create("hook");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, events_are_told_signed_and_in_turn);
	tcase_add_test(tc, a_secret_that_cannot_be_read_stops_no_other);
	tcase_add_test(tc, only_what_was_chosen_is_told);
	tcase_add_test(tc, a_refused_order_is_not_told);
	tcase_add_test(tc, without_webhooks_nothing_is_written_down);
	tcase_add_test(tc, the_next_of_an_order_waits_for_the_one_before);
	tcase_add_test(tc, who_does_not_answer_is_left_alone_for_a_while);
	tcase_add_test(tc, a_redirect_is_not_followed);
	tcase_add_test(tc, a_long_answer_is_cut);
	tcase_add_test(tc, one_that_is_gone_is_switched_off_and_told_of);
	tcase_add_test(tc, one_that_fails_for_days_is_switched_off_and_misses_nothing);
	tcase_add_test(tc, two_secrets_sign_while_one_is_changed_over);
	tcase_add_test(tc, what_was_sent_goes_again_under_the_same_id);
	tcase_add_test(tc, a_trial_goes_to_one);
	tcase_add_test(tc, ones_own_network_is_never_called);
	tcase_add_test(tc, a_worker_that_died_gives_its_deliveries_back);
	tcase_add_test(tc, what_is_old_is_forgotten);
	tcase_add_test(tc, there_is_an_end_to_how_many);
	suite_add_tcase(s, tc);
	return s;
}
