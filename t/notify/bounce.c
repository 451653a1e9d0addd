/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that came back: told by a signed webhook, nothing more is sent there, and staff see why. */
#include "notify/bounce.h"
#include <sodium.h>
#include "hook/hook.h"
#include "order/door.h"

#define PATH "/hooks/bounces"
#define PAGE "/desk/settings/bounces"

static uint8_t key[HOOK_SECRET_BYTES];

static void setup(void)
{
	const char *secret;

	door_setup();
	secret = bounce_make_secret(&shop);
	ck_assert_int_eq(sodium_base642bin(key, sizeof key, secret + strlen("whsec_"),
					   strlen(secret) - strlen("whsec_"), NULL, NULL, NULL,
					   sodium_base64_VARIANT_ORIGINAL),
			 0);
}

static int64_t now_s(void)
{
	return instant_now().us / INSTANT_SECOND;
}

static struct answer *send(const char *id, int64_t at, const char *signature, const char *body)
{
	return support_request(shop_app, "POST", PATH, "CONTENT_TYPE=application/json",
			       door_path("HTTP_WEBHOOK_ID=%s", id),
			       door_path("HTTP_WEBHOOK_TIMESTAMP=%lld", (long long)at),
			       door_path("HTTP_WEBHOOK_SIGNATURE=%s", signature),
			       door_path("BODY=%s", body), NULL);
}

/* Signed as it is sent, by whoever has the secret. */
static struct answer *tell(const char *id, const char *body)
{
	int64_t at = now_s();

	return send(id, at, hook_signature(shop.arena, key, NULL, id, at, body), body);
}

static const char *told(const char *kind, int64_t message)
{
	return door_path(
		"{\"email\":\"Anne.Lin@mail.example\",\"kind\":\"%s\",\"reason\":\"550 "
		"anne.lin@mail.example is not here\",\"message_id\":\"<%lld@shop.example>\"}",
		kind, (long long)message);
}

static int64_t placed(int state)
{
	return support_number(door_path("SELECT COUNT(*) FROM outbox WHERE template = 'placed' AND "
					"state = %d",
					state));
}

static int deliver(void)
{
	support_sql("UPDATE outbox SET run_at = '2020-01-01' WHERE state = 0");
	shop.now = instant_now();
	return notify_deliver(&shop, 20);
}

START_TEST(a_hard_bounce_stops_the_address_and_shows)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);
	struct answer *a;
	int64_t id;

	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_SENT), 1);
	id = support_number("SELECT id FROM outbox WHERE template = 'placed'");
	a = tell("evt_1", told("hard", id));
	door_want(a, 200);
	door_shows(a, "\"stopped\":true");
	/* what came back was not sent */
	ck_assert_int_eq(placed(OUTBOX_FAILED), 1);
	door_order("A", 1);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_FAILED), 2);
	a = browser_get(&b, door_path("/desk/outbox/%lld", (long long)id));
	door_shows(a, "Mail came back from there");
	door_hides(a, "anne.lin@mail.example");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_bounce WHERE reason LIKE "
					"'%anne.lin@%'"),
			 0);
	a = browser_get(&b,
			door_path("/desk/customers/%s/contacts",
				  json_get_text(json_get(door_tree(&b, door_path("/desk/orders/%s",
										 o->number)),
							 "customer"),
						"number")));
	door_shows(a, "mail comes back");
	/* somebody knows better */
	browser_get(&b, door_path("/desk/outbox/%lld", (long long)id));
	door_want(door_post(&b, door_path("/desk/outbox/%lld/again", (long long)id), ""), 303);
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_SENT), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM message_bounce"), 0);
}
END_TEST

START_TEST(a_soft_bounce_is_counted)
{
	struct answer *a;

	door_order("A", 1);
	door_want(tell("evt_1", told("soft", 1)), 200);
	/* sent again, as nobody heard the answer */
	a = tell("evt_1", told("soft", 1));
	door_want(a, 200);
	door_shows(a, "\"soft\":1");
	a = tell("evt_2", told("soft", 1));
	door_shows(a, "\"stopped\":false");
	door_shows(a, "\"soft\":2");
	ck_assert_int_eq(deliver(), 1);
	ck_assert_int_eq(placed(OUTBOX_SENT), 1);
}
END_TEST

static int64_t bounces(void)
{
	return support_number("SELECT COUNT(*) FROM message_bounce");
}

START_TEST(only_what_is_signed_is_taken)
{
	const char *body = told("hard", 1), *other = told("soft", 1);
	const struct {
		int64_t at;
		const char *id, *signed_id, *body;
		int64_t signed_at;
		bool by_us;
	} row[] = {
		{ 0, "evt_1", "evt_1", body, 0, false },
		{ 0, "evt_1", "evt_2", body, 0, true },
		{ 0, "evt_1", "evt_1", other, 0, true },
		{ 0, "evt_1", "evt_1", body, -1, true },
		{ -301, "evt_1", "evt_1", body, -301, true },
		{ 301, "evt_1", "evt_1", body, 301, true },
	};
	uint8_t theirs[HOOK_SECRET_BYTES] = { 1 };
	int64_t at = now_s();
	struct answer *a;

	for (int i = 0; i < N(row); i++) {
		const char *signature =
			hook_signature(shop.arena, row[i].by_us ? key : theirs, NULL,
				       row[i].signed_id, at + row[i].signed_at, body);

		a = send(row[i].id, at + row[i].at, signature, row[i].body);
		door_want(a, 401);
		ck_assert_str_eq(door_code(a), "not_signed");
	}
	door_want(send("evt_1", at, "", body), 401);
	door_want(send("evt_1", at, "v1,", body), 401);
	door_want(door_api(PERM_BIT(PERM_MESSAGES), "POST", PATH, body), 401);
	door_want(door_api(PERM_BIT(PERM_MESSAGES), "POST", "/api/v1/messages/bounces", body), 404);
	ck_assert_int_eq(bounces(), 0);
	/* by one of several */
	door_want(send("evt_1", at,
		       door_path("v1,AAAA %s",
				 hook_signature(shop.arena, key, NULL, "evt_1", at, body)),
		       body),
		  200);
	ck_assert_int_eq(bounces(), 1);
}
END_TEST

START_TEST(a_new_secret_ends_the_one_before)
{
	struct browser b = door_staff(1), viewer = door_staff(2);
	struct answer *a;
	const char *at;

	door_want(browser_get(&viewer, PAGE), 403);
	a = browser_get(&b, PAGE);
	door_want(a, 200);
	door_hides(a, "whsec_");
	door_shows(a, PATH);
	door_shows(browser_get(&b, "/desk/settings/messages"), "href=\"" PAGE "\"");
	a = door_post(&b, PAGE, "");
	door_want(a, 200);
	at = strstr(a->body, "whsec_");
	ck_assert_ptr_nonnull(at);
	door_want(tell("evt_1", told("hard", 1)), 401);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'bounce_secret'"),
			 2);
	door_hides(browser_get(&b, PAGE), "whsec_");
	/* without one nothing is taken */
	support_sql("UPDATE message_channel SET secret = NULL");
	door_shows(browser_get(&b, PAGE), "none yet");
	door_want(tell("evt_1", told("hard", 1)), 401);
}
END_TEST

START_TEST(what_is_wrong_with_it_is_said)
{
	struct answer *a = tell("evt_1", "{\"email\":\"x\",\"kind\":\"moon\"}");

	door_want(a, 422);
	door_want(tell("evt_1", "[1]"), 400);
	door_want(tell("evt_1", "{"), 400);
	ck_assert_int_eq(bounces(), 0);
	ck_assert_uint_eq(bounce_message_id("<912206270309285889@shop.example>"),
			  UINT64_C(912206270309285889));
	ck_assert_uint_eq(bounce_message_id("12@x"), 12);
	ck_assert_uint_eq(bounce_message_id("<x@y>"), 0);
	ck_assert_uint_eq(bounce_message_id(NULL), 0);
}
END_TEST

Suite *notify_bounce_suite(void)
{
	Suite *s = suite_create("notify_bounce");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, a_hard_bounce_stops_the_address_and_shows);
	tcase_add_test(tc, a_soft_bounce_is_counted);
	tcase_add_test(tc, only_what_is_signed_is_taken);
	tcase_add_test(tc, a_new_secret_ends_the_one_before);
	tcase_add_test(tc, what_is_wrong_with_it_is_said);
	suite_add_tcase(s, tc);
	return s;
}
