/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Becoming a known customer, in a browser: who somebody is afterwards, what is in the ledger, what
 * is never told. */
#include "customer/entry.h"

static void setup(void)
{
	entry_use(support_app());
}

static void teardown(void)
{
	support_app_free(entry_app);
}

static struct answer *ask(struct browser *b, const char *fields)
{
	*b = browser_new(entry_app);
	browser_set_cookie(b, "lang", "en");
	browser_get(b, "/join?from=counter");
	return browser_post(b, "/join", fields);
}

/* Whoever is in now. */
static uint64_t join(const char *fields)
{
	struct browser b;

	entry_leads(ask(&b, fields), "/join/code");
	ck_assert_int_eq(browser_get(&b, "/join/code")->status, 200);
	entry_set_code(&b);
	entry_leads(browser_post(&b, "/join/code", "code=123456"), "/me/account");
	ck_assert_int_eq(browser_get(&b, "/me/account")->status, 200);
	return (uint64_t)support_number("SELECT subject_id FROM session WHERE kind = 1 ORDER BY "
					"created_at DESC LIMIT 1");
}

static int64_t count(const char *from_where, uint64_t id)
{
	return support_number(arena_printf(entry_work.arena,
					   "SELECT COUNT(*) FROM %s AND customer_id = %llu",
					   from_where, (unsigned long long)id));
}

START_TEST(somebody_new_becomes_known)
{
	uint64_t id = join("name=An+Wei&email=An%40mail.example&offers_email=1&offers_phone=1&"
			   "from=parcel");

	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE name = 'An Wei' AND "
					"provisional = 0 AND lang = 'en'"),
			 1);
	ck_assert_int_eq(count("customer_identity WHERE value = 'an@mail.example' AND verified_at "
			       "IS NOT NULL",
			       id),
			 1);
	ck_assert_int_eq(count("customer_consent WHERE purpose = 4 AND channel IN (1, 3) AND given "
			       "AND text_version = 1 AND place = 4 AND actor_kind = 1",
			       id),
			 2);
	ck_assert_int_eq(count("customer_consent WHERE 1", id), 2);
	ck_assert_int_eq(count("customer_join WHERE source = 2", id), 1);
}
END_TEST

START_TEST(orders_of_a_guest_are_theirs)
{
	uint64_t guest = entry_add("Lin Yuqing", "13812345521", "lin@mail.example");

	ck_assert_uint_eq(join("name=Somebody&email=lin%40mail.example&from=counter"), guest);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE provisional = 0"), 1);
	ck_assert_int_eq(count("customer_join WHERE source = 1", guest), 1);
	ck_assert_int_eq(count("customer_consent WHERE 1", guest), 0);
}
END_TEST

START_TEST(who_is_known_comes_in_and_loses_nothing)
{
	uint64_t lin = entry_add("Lin Yuqing", "13812345521", "lin@mail.example");

	ck_assert(customer_prove_email(&entry_work, "lin@mail.example"));
	ck_assert_uint_eq(join("name=Other&email=lin%40mail.example&offers_email=1"), lin);
	ck_assert_uint_eq(join("name=Other&email=lin%40mail.example"), lin);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE name = 'Lin Yuqing'"),
			 1);
	/* not ticked is not withdrawn */
	ck_assert_int_eq(count("customer_consent WHERE given", lin), 1);
	ck_assert_int_eq(count("customer_consent WHERE NOT given", lin), 0);
	ck_assert_int_eq(count("customer_join WHERE 1", lin), 0);
}
END_TEST

START_TEST(a_way_that_somebody_only_named_is_not_theirs)
{
	uint64_t lin = entry_add("Lin Yuqing", "13812345521", "lin@mail.example"), new;

	ck_assert(customer_prove_email(&entry_work, "lin@mail.example"));
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('sms', 'yes', "
		    "UTC_TIMESTAMP(6))");
	ck_assert(app_read_settings(entry_app));
	new = join("name=An+Wei&email=13812345521");
	ck_assert_uint_ne(new, lin);
	ck_assert_int_eq(count("customer_identity WHERE kind = 2", new), 1);
	ck_assert_int_eq(count("customer_identity WHERE kind = 2", lin), 0);
}
END_TEST

START_TEST(nobody_learns_who_is_known)
{
	struct browser known, unknown;
	struct answer *a, *b;

	entry_add("Lin Yuqing", "13812345521", "lin@mail.example");
	ck_assert(customer_prove_email(&entry_work, "lin@mail.example"));
	a = ask(&known, "name=X&email=lin%40mail.example");
	b = ask(&unknown, "name=X&email=nobody%40mail.example");
	entry_leads(a, "/join/code");
	entry_leads(b, "/join/code");
	ck_assert_uint_eq(a->body_len, b->body_len);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = "
					"'sign_in_code'"),
			 2);
	a = browser_post(&known, "/join/code", "code=000000");
	b = browser_post(&unknown, "/join/code", "code=000000");
	ck_assert_int_eq(a->status, 422);
	ck_assert_int_eq(b->status, 422);
	ck_assert_uint_eq(a->body_len, b->body_len);
	/* and nobody is made before the code was right */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 1);
}
END_TEST

START_TEST(codes_are_not_mixed_up)
{
	struct browser b, c = browser_new(entry_app);

	entry_leads(ask(&b, "name=X&email=new%40mail.example"), "/join/code");
	entry_set_code(&b);
	ck_assert_int_eq(browser_post(&b, "/sign-in/code", "code=123456")->status, 422);
	entry_leads(browser_post(&b, "/join/code", "code=123456"), "/me/account");
	browser_get(&c, "/sign-in");
	browser_post(&c, "/sign-in", "email=new%40mail.example");
	entry_set_code(&c);
	ck_assert_int_eq(browser_post(&c, "/join/code", "code=123456")->status, 422);
}
END_TEST

START_TEST(what_is_missing_is_said_beside_it)
{
	struct browser b;
	struct answer *a = ask(&b, "name=&email=nowhere&offers_sms=1&from=leaflet");

	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "id=\"e-name\""));
	ck_assert(answer_has(a, "id=\"e-email\""));
	ck_assert(answer_has(a, "name=\"from\" value=\"leaflet\""));
	ck_assert(answer_has(a, "name=\"offers_sms\" value=\"1\" checked"));
	a = ask(&b, "name=An&email=nowhere");
	ck_assert(answer_has(a, "id=\"e-email\""));
	ck_assert(answer_has(browser_get(&b, "/join?from=moon"), "name=\"from\" value=\"web\""));
}
END_TEST

START_TEST(the_desk_prints_codes_and_sees_where_they_led)
{
	struct browser desk = browser_new(entry_app);
	struct answer *a;
	struct customer c;
	uint64_t id = join("name=An+Wei&email=an%40mail.example&from=leaflet");

	support_sql("INSERT INTO staff (id, email, name, role, lang, state, password_hash, "
		    "created_at) VALUES (1, 'o@shop.example', 'O', 'owner', 'en', 1, 'x', "
		    "UTC_TIMESTAMP(6))");
	browser_sign_in(&desk, SESSION_STAFF, 1);
	browser_set_cookie(&desk, "lang", "en");
	a = browser_get(&desk, "/desk/customers/join");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "/join?from=counter"));
	ck_assert(answer_has(a, "/join?from=leaflet"));
	ck_assert(answer_has(a, "<path d=\"M4 4h7v1h-7z"));
	ck_assert(customer_get(&entry_work, id, &c));
	a = browser_get(&desk, arena_printf(entry_work.arena, "/desk/customers/%s", c.number));
	ck_assert(answer_has(a, "On a leaflet"));
}
END_TEST

Suite *customer_join_suite(void)
{
	Suite *s = suite_create("customer_join");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, somebody_new_becomes_known);
	tcase_add_test(tc, orders_of_a_guest_are_theirs);
	tcase_add_test(tc, who_is_known_comes_in_and_loses_nothing);
	tcase_add_test(tc, a_way_that_somebody_only_named_is_not_theirs);
	tcase_add_test(tc, nobody_learns_who_is_known);
	tcase_add_test(tc, codes_are_not_mixed_up);
	tcase_add_test(tc, what_is_missing_is_said_beside_it);
	tcase_add_test(tc, the_desk_prints_codes_and_sees_where_they_led);
	suite_add_tcase(s, tc);
	return s;
}
