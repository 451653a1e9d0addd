/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages about customers: their own, and the desk's. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include "base/json.h"
#include "customer/inside.h"
#include "support/app.h"

static struct app *app;
static struct work w;
static uint64_t lin_id;
static struct customer lin;

static void setup(void)
{
	const struct contact_draft draft = { .name = "Lin Yuqing",
					     .phone = "13812345521",
					     .email = "lin@mail.example",
					     .province = "浙江省",
					     .city = "杭州市",
					     .street = "文三路 99 号",
					     .lang = LANG_EN };
	struct contact c;

	app = support_app();
	w = support_work(app);
	customer_for_contact(&w, &draft, INSTANT_NONE, &lin_id, &c);
	ck_assert(customer_get(&w, lin_id, &lin));
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@shop.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(2, 'wei@shop.example', 'Wei', 'viewer', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(3, 'he@shop.example', 'He', 'warehouse', 'en', 1, UTC_TIMESTAMP(6))");
}

static void teardown(void)
{
	support_app_free(app);
}

static struct browser signed_in(enum session_kind kind, uint64_t id)
{
	struct browser b = browser_new(app);

	browser_sign_in(&b, kind, id);
	return b;
}

static const char *location(const struct answer *a)
{
	const char *to = answer_header(a, "Location");

	ck_assert_msg(a->status == 303 && to, "status %d", a->status);
	return to;
}

static const char *path_of(const char *format)
{
	return arena_printf(w.arena, "/desk/customers/%s%s", lin.number, format);
}

/* ---- own pages ---- */

static const char *const own_pages[] = { "/me/account", "/me/addresses", "/me/addresses/new" };
static const char *const languages[] = { "?lang=zh-CN", "?lang=en" };

START_TEST(own_pages_open_in_both_languages)
{
	struct browser b = signed_in(SESSION_CUSTOMER, lin_id);
	struct answer *a = browser_get(&b, arena_printf(w.arena, "%s%s", own_pages[_i / 2],
							languages[_i % 2]));

	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, _i % 2 ? "lang=\"en\"" : "lang=\"zh-CN\""));
}
END_TEST

START_TEST(own_pages_want_a_session)
{
	struct browser nobody = browser_new(app), staff = signed_in(SESSION_STAFF, 1);

	ck_assert_int_eq(browser_get(&nobody, own_pages[_i])->status, 303);
	ck_assert_int_eq(browser_get(&staff, own_pages[_i])->status, 303);
}
END_TEST

START_TEST(profile_is_saved)
{
	struct browser b = signed_in(SESSION_CUSTOMER, lin_id);
	struct customer c;
	struct answer *a;

	browser_get(&b, "/me/account");
	a = browser_post(&b, "/me/account", "name=%20Lin+Y.+Q.%20&lang=zh-CN&version=1");
	ck_assert_str_eq(location(a), "/me/account");
	ck_assert(customer_get(&w, lin_id, &c));
	ck_assert_str_eq(c.name, "Lin Y. Q.");
	ck_assert_int_eq(c.lang, LANG_ZH);
	ck_assert(answer_has(browser_get(&b, "/me/account"), "lang=\"zh-CN\""));
}
END_TEST

START_TEST(profile_of_an_old_page_is_refused)
{
	struct browser b = signed_in(SESSION_CUSTOMER, lin_id);
	struct answer *a;

	browser_get(&b, "/me/account");
	browser_post(&b, "/me/account", "name=First&lang=en&version=1");
	browser_get(&b, "/me/account");
	a = browser_post(&b, "/me/account", "name=Second&lang=en&version=1");
	ck_assert_int_eq(a->status, 409);
	ck_assert(answer_has(a, "value=\"Second\""));
	ck_assert(answer_has(a, "Now: First"));
	ck_assert(answer_has(a, "name=\"version\" value=\"2\""));
	ck_assert(customer_get(&w, lin_id, &lin));
	ck_assert_str_eq(lin.name, "First");
}
END_TEST

static const char *const bad_profiles[] = { "name=&lang=en&version=1", "name=Lin&lang=fr&version=1",
					    "name=Lin&lang=en",
					    "name=Lin&lang=en&version=1&role=owner" };

START_TEST(bad_profile_keeps_what_was_typed)
{
	struct browser b = signed_in(SESSION_CUSTOMER, lin_id);
	struct answer *a;

	browser_get(&b, "/me/account");
	a = browser_post(&b, "/me/account", bad_profiles[_i]);
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "class=\"errsum\""));
}
END_TEST

#define ADDRESS "name=Lin&phone=13812345521&city=%E6%9D%AD%E5%B7%9E&street=Road+1&label=Home"

START_TEST(address_book_by_forms)
{
	struct browser b = signed_in(SESSION_CUSTOMER, lin_id);
	struct answer *a;
	long long id;

	browser_get(&b, "/me/addresses/new");
	a = browser_post(&b, "/me/addresses", ADDRESS);
	ck_assert_str_eq(location(a), "/me/addresses");
	a = browser_get(&b, "/me/addresses");
	ck_assert(answer_has(a, "Road 1"));
	id = support_number("SELECT id FROM customer_address");
	a = browser_get(&b, arena_printf(w.arena, "/me/addresses/%lld", id));
	ck_assert(answer_has(a, "value=\"Road 1\""));
	a = browser_post(&b, arena_printf(w.arena, "/me/addresses/%lld", id),
			 "name=Lin&phone=13812345521&city=X&street=Road+2");
	ck_assert_str_eq(location(a), "/me/addresses");
	/* the contact can be seen: it carries the customer's own e-mail */
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM customer_contact "
				 "WHERE street LIKE 'Road%' AND email_key = 'lin@mail.example'"),
			 2);
	browser_get(&b, "/me/addresses");
	a = browser_post(&b, arena_printf(w.arena, "/me/addresses/%lld/default", id), "");
	ck_assert_str_eq(location(a), "/me/addresses");
	browser_get(&b, "/me/addresses");
	a = browser_post(&b, arena_printf(w.arena, "/me/addresses/%lld/remove", id), "");
	ck_assert_str_eq(location(a), "/me/addresses");
	ck_assert(!answer_has(browser_get(&b, "/me/addresses"), "Road 2"));
}
END_TEST

static const char *const bad_addresses[] = {
	"phone=13812345521&city=X&street=Y", "name=Lin&phone=12&city=X&street=Y",
	"name=Lin&phone=13812345521&street=Y", "name=Lin&phone=13812345521&city=X",
	"name=Lin&phone=13812345521&city=X&street=Y&customer_id=7"
};

START_TEST(bad_address_is_shown_again)
{
	struct browser b = signed_in(SESSION_CUSTOMER, lin_id);
	struct answer *a;

	browser_get(&b, "/me/addresses/new");
	a = browser_post(&b, "/me/addresses", bad_addresses[_i]);
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "errsum"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_address"), 0);
}
END_TEST

static const char *const other_paths[] = { "", "/default", "/remove" };

START_TEST(somebody_elses_address_is_not_there)
{
	struct browser lins = signed_in(SESSION_CUSTOMER, lin_id),
		       other = signed_in(SESSION_CUSTOMER, customer_add_guest(&w, "Chen"));
	const char *path;

	browser_get(&lins, "/me/addresses/new");
	browser_post(&lins, "/me/addresses", ADDRESS);
	path = arena_printf(w.arena, "/me/addresses/%lld",
			    (long long)support_number("SELECT id FROM customer_address"));
	ck_assert_int_eq(browser_get(&other, path)->status, 404);
	ck_assert_int_eq(browser_post(&other, arena_printf(w.arena, "%s%s", path, other_paths[_i]),
				      _i ? "" : ADDRESS)
				 ->status,
			 404);
	ck_assert_int_eq(browser_get(&other, "/me/addresses/x")->status, 404);
}
END_TEST

/* ---- the desk ---- */

START_TEST(list_is_masked)
{
	struct browser b = signed_in(SESSION_STAFF, 1);
	struct answer *a = browser_get(&b, "/desk/customers");

	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "Lin Y."));
	ck_assert(answer_has(a, "138****5521"));
	ck_assert(answer_has(a, lin.number));
	ck_assert(!answer_has(a, "Lin Yuqing"));
	ck_assert(!answer_has(a, "3812345521"));
}
END_TEST

static const struct {
	const char *q;
	bool found;
} search_rows[] = {
	{ "Lin", true },
	{ "lin+yu", true },
	{ "Yuqing", true },
	{ "uqing", false },
	{ "5521", true },
	{ "5520", false },
	{ "138+1234+5521", true },
	{ "%2B8613812345521", true },
	{ "13812345520", false },
	{ "LIN%40mail.example", true },
	{ "other%40mail.example", false },
	{ "%25", false },
};

START_TEST(list_finds)
{
	struct browser b = signed_in(SESSION_STAFF, 1);
	struct answer *a =
		browser_get(&b, arena_printf(w.arena, "/desk/customers?q=%s", search_rows[_i].q));

	ck_assert_int_eq(a->status, 200);
	ck_assert_msg(answer_has(a, lin.number) == search_rows[_i].found, "%s", search_rows[_i].q);
}
END_TEST

START_TEST(number_leads_straight_to_the_customer)
{
	struct browser b = signed_in(SESSION_STAFF, 1);

	ck_assert_str_eq(location(browser_get(&b, arena_printf(w.arena, "/desk/customers?q=%s",
							       lin.number))),
			 path_of(""));
}
END_TEST

START_TEST(list_turns_its_pages)
{
	struct browser b = signed_in(SESSION_STAFF, 1);
	struct answer *a;
	cJSON *view;
	const char *next, *prev;
	size_t n = 1;

	for (int i = 0; i < 59; i++)
		customer_count_order(&w, customer_add_guest(&w, "Guest"),
				     (struct instant){ INT64_C(1700000000000000) + i / 2 });
	a = support_request(app, "GET", "/desk/customers", "HTTP_ACCEPT=application/json",
			    arena_printf(w.arena, "HTTP_AUTHORIZATION=%s",
					 support_api_key(app, PERM_BIT(PERM_CUSTOMERS_READ))),
			    NULL);
	view = answer_json(a);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(view, "customers")), 50);
	next = json_get_text(json_get(view, "pager"), "next");
	ck_assert_ptr_nonnull(next);
	ck_assert_ptr_null(json_get_text(json_get(view, "pager"), "prev"));
	a = browser_get(&b, next);
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, lin.number));
	ck_assert(answer_has(a, "rel=\"prev\""));
	ck_assert(!answer_has(a, "rel=\"next\""));
	prev = strstr(a->body, "before=");
	ck_assert_ptr_nonnull(prev);
	for (const char *p = a->body; (p = strstr(p, "<tr")); p++)
		n++;
	ck_assert_uint_eq(n - 1, 10 + 1); /* ten customers and the head */
}
END_TEST

START_TEST(customer_page_is_masked_until_asked)
{
	struct browser b = signed_in(SESSION_STAFF, 1);
	struct answer *a = browser_get(&b, path_of(""));

	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "138****5521"));
	ck_assert(!answer_has(a, "Lin Yuqing"));
	ck_assert(!answer_has(a, "99 号"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event"), 0);
	a = browser_post(&b, path_of("/full"), "");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "Lin Yuqing"));
	ck_assert(answer_has(a, "+8613812345521"));
	ck_assert(answer_has(a, "文三路 99 号"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event "
					"WHERE kind = 'personal_data_shown' AND actor_id = 1"),
			 1);
}
END_TEST

START_TEST(viewer_may_not_see_in_full_nor_write)
{
	struct browser b = signed_in(SESSION_STAFF, 2);
	struct answer *a = browser_get(&b, path_of(""));

	ck_assert_int_eq(a->status, 200);
	ck_assert(!answer_has(a, "/full\""));
	ck_assert(!answer_has(a, "/notes\""));
	ck_assert_int_eq(browser_post(&b, path_of("/full"), "")->status, 403);
	ck_assert_int_eq(browser_post(&b, path_of("/notes"), "body=x")->status, 403);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_note"), 0);
}
END_TEST

START_TEST(desk_wants_the_permission)
{
	struct browser warehouse = signed_in(SESSION_STAFF, 3),
		       customer = signed_in(SESSION_CUSTOMER, lin_id);

	ck_assert_int_eq(browser_get(&warehouse, "/desk/customers")->status, 403);
	ck_assert_int_eq(browser_get(&warehouse, path_of(""))->status, 403);
	ck_assert_int_eq(browser_get(&customer, "/desk/customers")->status, 303);
}
END_TEST

/* Read by a colleague, whose own name stands on every page. */
START_TEST(note_is_kept_with_its_author)
{
	struct browser b = signed_in(SESSION_STAFF, 1), colleague = signed_in(SESSION_STAFF, 2);
	struct answer *a;

	browser_get(&b, path_of(""));
	a = browser_post(&b, path_of("/notes"), "body=%3Cb%3Eprefers+the+desk%3C%2Fb%3E");
	ck_assert_str_eq(location(a), path_of(""));
	a = browser_get(&b, path_of(""));
	ck_assert(answer_has(a, "&lt;b&gt;prefers the desk&lt;/b&gt;"));
	a = browser_get(&colleague, path_of(""));
	ck_assert(answer_has(a, "Zhou Min"));
	a = browser_post(&b, path_of("/notes"), "body=+");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "id=\"e-body\""));
}
END_TEST

static const char *const unknown_numbers[] = { "C-0000-0001", "x", "R-7K3M-92Q5", "%27" };

START_TEST(unknown_customer_is_404)
{
	struct browser b = signed_in(SESSION_STAFF, 1);

	ck_assert_int_eq(browser_get(&b, arena_printf(w.arena, "/desk/customers/%s",
						      unknown_numbers[_i]))
				 ->status,
			 404);
}
END_TEST

START_TEST(number_is_folded)
{
	struct browser b = signed_in(SESSION_STAFF, 1);
	char *typed = arena_strdup(w.arena, lin.number);

	for (char *p = typed; *p; p++)
		*p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
	ck_assert_int_eq(
		browser_get(&b, arena_printf(w.arena, "/desk/customers/%s", typed))->status, 200);
}
END_TEST

START_TEST(desk_pages_open_in_chinese)
{
	struct browser b = signed_in(SESSION_STAFF, 1);

	ck_assert_int_eq(browser_get(&b, "/desk/customers?lang=zh-CN")->status, 200);
	ck_assert_int_eq(browser_get(&b, "/desk/customers?q=zzz&lang=zh-CN")->status, 200);
	ck_assert_int_eq(browser_get(&b, path_of("?lang=zh-CN"))->status, 200);
}
END_TEST

START_TEST(a_chosen_language_is_the_customers_own)
{
	struct browser b = signed_in(SESSION_CUSTOMER, lin_id), nobody = browser_new(app);

	browser_get(&b, "/track");
	ck_assert_int_eq(browser_post(&b, "/preferences", "lang=zh-CN")->status, 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE lang = 'zh-CN'"), 1);
	ck_assert_int_eq(browser_post(&b, "/preferences", "lang=fr&theme=dark")->status, 303);
	browser_get(&nobody, "/track");
	ck_assert_int_eq(browser_post(&nobody, "/preferences", "lang=en")->status, 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE lang = 'zh-CN'"), 1);
}
END_TEST

#define N(a) (int)(sizeof(a) / sizeof *(a))
Suite *customer_web_suite(void)
{
	Suite *s = suite_create("customer_web");
	TCase *tc = tcase_create("pages");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_loop_test(tc, own_pages_open_in_both_languages, 0, 2 * N(own_pages));
	tcase_add_loop_test(tc, own_pages_want_a_session, 0, N(own_pages));
	tcase_add_test(tc, profile_is_saved);
	tcase_add_test(tc, profile_of_an_old_page_is_refused);
	tcase_add_loop_test(tc, bad_profile_keeps_what_was_typed, 0, N(bad_profiles));
	tcase_add_test(tc, address_book_by_forms);
	tcase_add_loop_test(tc, bad_address_is_shown_again, 0, N(bad_addresses));
	tcase_add_loop_test(tc, somebody_elses_address_is_not_there, 0, N(other_paths));
	tcase_add_test(tc, list_is_masked);
	tcase_add_loop_test(tc, list_finds, 0, N(search_rows));
	tcase_add_test(tc, number_leads_straight_to_the_customer);
	tcase_add_test(tc, list_turns_its_pages);
	tcase_add_test(tc, customer_page_is_masked_until_asked);
	tcase_add_test(tc, viewer_may_not_see_in_full_nor_write);
	tcase_add_test(tc, desk_wants_the_permission);
	tcase_add_test(tc, note_is_kept_with_its_author);
	tcase_add_loop_test(tc, unknown_customer_is_404, 0, N(unknown_numbers));
	tcase_add_test(tc, number_is_folded);
	tcase_add_test(tc, desk_pages_open_in_chinese);
	tcase_add_test(tc, a_chosen_language_is_the_customers_own);
	suite_add_tcase(s, tc);
	return s;
}
