/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers find their order and look at it: by number and contact, by link, by session. */
#include <stdlib.h>
#include "order/document.h"
#include "order/door.h"

static struct answer *find(const char *fields)
{
	struct browser b = door_nobody();

	return door_post(&b, "/track", fields);
}

static struct answer *find_from(const char *address, const char *fields)
{
	struct browser b = door_nobody();

	browser_get(&b, "/track");
	return support_request(shop_app, "POST", "/track", "HTTP_SEC_FETCH_SITE=same-origin",
			       "CONTENT_TYPE=application/x-www-form-urlencoded", PAGES,
			       door_path("REMOTE_ADDR=%s", address),
			       door_path("HTTP_COOKIE=lang=en; __Host-browser=%s",
					 browser_cookie(&b, "__Host-browser")),
			       door_path("BODY=csrf=%s&%s", b.csrf, fields), NULL);
}

/* ---- /track ---- */

static const char *const form_pages[] = { "/track?lang=en", "/track?lang=zh-CN",
					  "/track?order=R-1234-5678" };

START_TEST(the_form_opens)
{
	struct answer *a = support_request(shop_app, "GET", form_pages[_i], PAGES, NULL);

	door_want(a, 200);
	ck_assert_ptr_null(answer_header(a, "X-Robots-Tag"));
	door_shows(a, "name=\"order\"");
	door_shows(a, "name=\"contact\"");
	if (_i == 2)
		door_shows(a, "value=\"R-1234-5678\"");
}
END_TEST

static const struct {
	const char *name, *fields, *shown;
} bad_finds[] = {
	{ "nothing", "", "Enter your order number" },
	{ "blanks", "order=+++&contact=+", "Enter your order number" },
	{ "no_contact", "order=R-7K3M-92Q5", "Enter the last four digits" },
	{ "no_number", "contact=0001", "Enter your order number" },
	{ "a_word", "order=hello&contact=0001", "An order number looks like" },
	{ "a_customers_number", "order=C-0000-0000-0&contact=0001", "An order number looks like" },
	{ "a_slip_of_the_pen", "order=R-7K3M-92Q6&contact=0001", "An order number looks like" },
	{ "too_long", "order=R-7K3M-92Q5-7K3M-92Q5-7K3M-92Q5-7K3M-92Q5&contact=0001",
	  "At most 40 characters" },
	{ "twice", "order=a&order=b&contact=0001", "errsum" },
	{ "a_name_nobody_asked_for", "order=R-7K3M-92Q5&contact=0001&admin=1", "errsum" },
	{ "markup", "order=%3Cscript%3E&contact=0001", "value=\"&lt;script&gt;\"" },
};

START_TEST(bad_input_is_shown_again)
{
	struct answer *a = find(bad_finds[_i].fields);

	door_want(a, 422);
	door_shows(a, bad_finds[_i].shown);
	door_hides(a, "<script>");
}
END_TEST

/* O stands for 0 and I for 1 where the number has them; case, spaces and hyphens are free. */
static const char *as_typed(const char *number)
{
	char *typed = arena_strdup(shop.arena, number);

	for (char *p = typed; *p; p++) {
		if (*p == '-')
			*p = '+';
		else if (*p == '0')
			*p = 'o';
		else if (*p == '1')
			*p = 'l';
		else if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	}
	return typed;
}

static const char *const right_contacts[] = { "0001",
					      "+0001+",
					      "anne.lin%40mail.example",
					      "Anne.LIN%40Mail.Example",
					      "%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%91",
					      "13800000001",
					      "%2B86+138+0000+0001",
					      "+8613800000001" };

START_TEST(number_and_contact_lead_to_the_order)
{
	struct order *o = door_order("A", 1);
	struct answer *a =
		find(door_path("order=%s&contact=%s", as_typed(o->number), right_contacts[_i]));

	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), door_link(o, ""));
	door_want(support_request(shop_app, "GET", answer_header(a, "Location"), PAGES, NULL), 200);
}
END_TEST

static const char *no_match(const char *number, const char *contact, unsigned *statements)
{
	struct answer *a;
	const char *from, *to;

	a = find(door_path("order=%s&contact=%s", number, contact));
	*statements = db_count(shop_app->db);
	door_want(a, 422);
	door_shows(a, "We can’t find an order with that number");
	from = strstr(a->body, "class=\"errsum\"");
	ck_assert_ptr_nonnull(from);
	to = strstr(from, "</form>");
	return arena_strndup(shop.arena, from, to ? (size_t)(strstr(from, "</div>") - from) : 0);
}

static const char *const wrong_contacts[] = { "0002", "someone%40mail.example", "13800000002",
					      "%25", "%27+OR+1%3D1" };

/* Nobody learns by trying whether a number exists. */
START_TEST(wrong_number_and_wrong_contact_are_answered_alike)
{
	struct order *o = door_order("A", 1);
	unsigned statements[2];
	char number[IDENT_NUMBER_SIZE];
	const char *wrong_contact = no_match(o->number, wrong_contacts[_i], &statements[0]);

	ident_number('R', 12345678901, number);
	ck_assert_str_eq(wrong_contact, no_match(number, "0001", &statements[1]));
	ck_assert_uint_eq(statements[0], statements[1]);
}
END_TEST

static void check_shut(const struct answer *a)
{
	door_want(a, 429);
	ck_assert_int_gt(atoi(answer_header(a, "Retry-After")), 890);
	door_shows(a, "Too many tries");
}

/* From wherever they come. */
START_TEST(after_five_wrong_tries_the_right_one_waits)
{
	struct order *o = door_order("A", 1), *other = door_order("A", 1);
	const char *right = door_path("order=%s&contact=0001", o->number);

	for (int i = 0; i < 5; i++)
		door_want(find_from(door_path("10.0.%d.1", i),
				    door_path("order=%s&contact=000%d", o->number, 3 + i)),
			  422);
	check_shut(find_from("10.0.9.1", right));
	door_want(find_from("10.0.9.1", door_path("order=%s&contact=0001", other->number)), 303);
}
END_TEST

START_TEST(a_right_try_forgets_the_wrong_ones)
{
	struct order *o = door_order("A", 1);

	for (int round = 0; round < 2; round++) {
		const char *from = door_path("10.0.%d.1", round);

		for (int i = 0; i < 4; i++)
			door_want(find_from(from, door_path("order=%s&contact=0009", o->number)),
				  422);
		door_want(find_from(from, door_path("order=%s&contact=0001", o->number)), 303);
	}
}
END_TEST

/* Some number that nobody has. */
static const char *guess(uint64_t i)
{
	char number[IDENT_NUMBER_SIZE];

	ident_number('R', (i + 1) * 1000003, number);
	return door_path("order=%s&contact=0001", number);
}

/* An IPv6 address has its whole /64. */
static const struct {
	const char *guesser, *same, *neighbour;
} addresses[] = {
	{ "10.1.2.3", "10.1.2.3", "10.1.2.4" },
	{ "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1" },
};

START_TEST(an_address_may_not_try_number_after_number)
{
	struct order *o = door_order("A", 1);
	const char *right = door_path("order=%s&contact=0001", o->number);

	for (uint64_t i = 0; i < 5; i++)
		door_want(find_from(addresses[_i].guesser, guess(i)), 422);
	check_shut(find_from(addresses[_i].same, right));
	door_want(find_from(addresses[_i].neighbour, right), 303);
}
END_TEST

START_TEST(a_network_may_not_try_address_after_address)
{
	struct order *o = door_order("A", 1);

	for (uint64_t i = 0; i < 20; i++)
		door_want(find_from(door_path("10.1.2.%d", (int)i / 5), guess(i)), 422);
	check_shut(find_from("10.1.2.99", door_path("order=%s&contact=0001", o->number)));
}
END_TEST

/* Somebody with many orders is no guesser; but a right one between them buys no further guesses. */
START_TEST(right_tries_cost_an_address_nothing)
{
	struct order *o = door_order("A", 1);
	const char *right = door_path("order=%s&contact=0001", o->number);

	for (int i = 0; i < 25; i++)
		door_want(find(right), 303);
	for (uint64_t i = 0; i < 4; i++)
		door_want(find(guess(i)), 422);
	door_want(find(right), 303);
	door_want(find(guess(4)), 422);
	check_shut(find(right));
}
END_TEST

/* ---- /o/{number} ---- */

START_TEST(the_link_shows_the_order)
{
	struct order *o = door_order("A", 3);
	struct answer *a = support_request(shop_app, "GET", door_link(o, ""), PAGES, ENGLISH, NULL);

	door_want(a, 200);
	door_shows(a, o->number);
	door_shows(a, "Thing A");
	door_shows(a, "138****0001");
	ck_assert_str_eq(answer_header(a, "Referrer-Policy"), "no-referrer");
	ck_assert_str_eq(answer_header(a, "X-Robots-Tag"), "noindex");
	ck_assert_ptr_nonnull(strstr(answer_header(a, "Cache-Control"), "no-store"));
	door_is_masked(a);
	a = support_request(shop_app, "GET", door_path("%s&lang=zh-CN", door_link(o, "")), PAGES,
			    NULL);
	door_want(a, 200);
	door_shows(a, "商品A");
	a = support_request(shop_app, "HEAD", door_link(o, ""), PAGES, NULL);
	door_want(a, 200);
	ck_assert_uint_eq(a->body_len, 0);
}
END_TEST

START_TEST(the_other_face_is_the_same_tree)
{
	struct order *o = door_order("A", 3);
	struct answer *a = support_request(shop_app, "GET", door_link(o, ""), TREES, NULL);
	cJSON *tree = shop_document(o);

	door_want(a, 200);
	json_add_text(tree, "key", door_k(o));
	json_add_bool(tree, "has_arrived", false);
	json_add_null(tree, "bank");
	ck_assert_str_eq(a->body, door_path("%s\n", json_text(shop.arena, tree)));
	door_is_masked(a);
}
END_TEST

START_TEST(one_statement_and_the_session_are_all_a_look_costs)
{
	struct order *o = door_order("A", 3);

	db_count_reset(shop_app->db);
	support_request(shop_app, "GET", door_link(o, ""), PAGES, ENGLISH, NULL);
	ck_assert_uint_eq(db_count(shop_app->db), 1);
}
END_TEST

START_TEST(the_session_of_its_customer_shows_the_order)
{
	struct order *o = door_order("A", 3);
	struct browser b = door_customer(o);
	struct answer *a = browser_get(&b, door_path("/o/%s", as_typed(o->number)));
	cJSON *tree;

	/* a plus is a space in a query only */
	door_want(a, 404);
	a = browser_get(&b, door_path("/o/%s", o->number));
	door_want(a, 200);
	door_hides(a, "?k=");
	door_is_masked(a);
	tree = door_tree(&b, door_path("/o/%s", o->number));
	ck_assert(cJSON_IsNull(json_get(tree, "key")));
	ck_assert_str_eq(json_get_text(tree, "number"), o->number);
}
END_TEST

/* A link in an old message leads its own customer to the order all the same. */
START_TEST(the_session_counts_before_a_link_that_is_over)
{
	struct order *o = door_order("A", 3);
	struct browser b = door_customer(o), nobody = door_nobody(), other = door_nobody();
	struct answer *a;

	support_sql("UPDATE order_document SET link_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	browser_sign_in(&other, SESSION_CUSTOMER, customer_add_guest(&shop, "Chen"));
	a = browser_get(&b, door_link(o, ""));
	door_want(a, 200);
	door_shows(a, o->number);
	door_want(browser_get(&nobody, door_link(o, "")), 410);
	door_want(browser_get(&other, door_link(o, "")), 410);
}
END_TEST

/* Whoever may not see it is told that there is nothing, word for word as where there is nothing. */
static const char *nothing_there(struct browser *b, const char *target)
{
	struct answer *a = browser_get(b, target);
	const char *main;

	door_want(a, 404);
	main = strstr(a->body, "<main");
	ck_assert_ptr_nonnull(main);
	return arena_strndup(shop.arena, main, (size_t)(strstr(main, "</main>") - main));
}

START_TEST(a_key_given_twice_opens_nothing)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_nobody();

	door_want(browser_get(&b, door_path("%s&k=x", door_link(o, ""))), 400);
	door_want(browser_get(&b, door_path("%s&k=%s", door_link(o, ""), door_k(o))), 400);
	door_want(browser_get(&b, "/track?lang=en&lang=zh-CN"), 400);
}
END_TEST

START_TEST(a_wrong_key_opens_nothing)
{
	struct order *o = door_order("A", 1), *other = door_order("A", 1);
	struct browser b = browser_new(shop_app);
	char number[IDENT_NUMBER_SIZE];
	const char *none, *targets[] = {
		door_path("/o/%s", o->number),
		door_path("/o/%s?k=", o->number),
		door_path("/o/%s?k=%s", o->number, door_k(other)),
		door_path("/o/%s?k=%sx", o->number, door_k(o)),
		door_path("/o/%s?k=%.10s", o->number, door_k(o)),
		door_path("/o/%s?k=%%00", o->number),
		door_path("/o/%s?key=%s", o->number, door_k(o)),
	};

	ident_number('R', 12345678901, number);
	none = nothing_there(&b, door_path("/o/%s?k=%s", number, door_k(o)));
	for (size_t i = 0; i < COUNT(targets); i++) {
		struct answer *a = browser_get(&b, targets[i]);

		if (a->status == 400)
			continue; /* %00 is no text at all */
		ck_assert_str_eq(nothing_there(&b, targets[i]), none);
	}
	nothing_there(&b, "/o/x");
	nothing_there(&b, "/o/R-7K3M-92Q6");
}
END_TEST

START_TEST(a_link_that_was_taken_back_opens_nothing)
{
	struct order *o = door_order("A", 1);
	struct browser b = browser_new(shop_app);
	const char *old = door_link(o, "");

	support_sql("UPDATE orders SET link_version = 2");
	support_sql("UPDATE order_document SET link_version = 2");
	nothing_there(&b, old);
	door_want(browser_get(&b, door_link(door_look(o), "")), 200);
}
END_TEST

START_TEST(other_peoples_sessions_open_nothing)
{
	struct order *o = door_order("A", 1);
	struct browser staff = door_staff(1), other = browser_new(shop_app);

	browser_sign_in(&other, SESSION_CUSTOMER, customer_add_guest(&shop, "Chen"));
	nothing_there(&staff, door_path("/o/%s", o->number));
	nothing_there(&other, door_path("/o/%s", o->number));
	/* but the link is the link */
	door_want(browser_get(&other, door_link(o, "")), 200);
}
END_TEST

/* Somebody gave Anne's phone, and she never proved it to be hers. */
START_TEST(an_order_by_a_phone_nobody_proved_is_not_in_the_account)
{
	struct order *first = door_order("A", 1), *o;
	struct browser b = door_customer(first);
	struct order_draft d = door_draft("A", 1);

	d.contact.email = NULL;
	o = door_order_of(d);
	ck_assert_uint_eq(o->customer_id, first->customer_id);
	door_want(browser_get(&b, door_path("/o/%s", first->number)), 200);
	nothing_there(&b, door_path("/o/%s", o->number));
}
END_TEST

START_TEST(a_draft_is_not_there_until_it_is_confirmed)
{
	static const char *const tails[] = { "", "/cancel", "/address", "/receipt" };
	struct order *first = door_order("A", 1), *o;
	struct browser b = door_customer(first), nobody = door_nobody();
	struct order_draft d = door_draft("A", 1);
	struct order_answer a;
	unsigned statements;

	d.as_draft = true;
	o = door_order_of(d);
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		nothing_there(&nobody, door_link(o, tails[i]));
		nothing_there(&b, door_path("/o/%s%s", o->number, tails[i]));
	}
	door_want(door_post(&nobody, door_path("/o/%s/cancel", o->number),
			    door_path("k=%s&proof=0001&reason=other", door_k(o))),
		  404);
	no_match(o->number, "0001", &statements);
	ck_assert_ptr_null(order_link_url(&shop, o));
	ck_assert_int_eq(order_confirm(&shop, (struct order_ref){ o->id, 0 }, &a), ORDER_OK);
	nothing_there(&nobody, door_link(o, "")); /* a link nobody was given */
	door_want(support_request(shop_app, "GET", door_link(door_look(o), ""), PAGES, NULL), 200);
	door_want(browser_get(&b, door_path("/o/%s", o->number)), 200);
}
END_TEST

/* Given up before anybody was told of it: it was never there. */
START_TEST(a_draft_that_was_given_up_is_not_there_either)
{
	struct order *first = door_order("A", 1), *o;
	struct browser b = door_customer(first), nobody = door_nobody();
	struct order_draft d = door_draft("A", 1);
	const struct order *newest;
	struct order_answer a;
	unsigned statements;
	char *list;

	d.as_draft = true;
	o = door_order_of(d);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	nothing_there(&nobody, door_link(o, ""));
	nothing_there(&b, door_path("/o/%s", o->number));
	no_match(o->number, "0001", &statements);
	ck_assert_ptr_null(order_link_url(&shop, door_look(o)));
	list = json_text(shop.arena, door_tree(&b, "/me/orders"));
	ck_assert_ptr_nonnull(strstr(list, first->number));
	ck_assert_ptr_null(strstr(list, o->number));
	ck_assert_ptr_nonnull(strstr(list, "{\"tab\":\"all\",\"count\":1,"));
	list = json_text(shop.arena, order_links_for_contacts(&shop, &o->contact_id, 1, &newest));
	ck_assert_ptr_null(strstr(list, o->number));
}
END_TEST

START_TEST(who_pays_by_transfer_reads_where_to)
{
	struct order_draft d = door_draft("A", 1);
	struct browser b = door_nobody();
	struct answer *a;
	struct order *o;

	d.payment_method = PAY_BANK_TRANSFER;
	for (int first = 0; first < 2; first++) {
		d.pay_first = first;
		d.lines[0].quantity = 1 + first;
		o = door_order_of(d);
		a = browser_get(&b, door_link(o, ""));
		door_shows(a, "Ask us where to transfer the money to: call 400-800-0126");
		/* the stored page follows */
		support_sql("REPLACE INTO setting (name, value, updated_at) VALUES "
			    "('bank_account_en', 'Example Bank\\n0000 1234', UTC_TIMESTAMP(6))");
		ck_assert(app_read_settings(shop_app));
		a = browser_get(&b, door_link(o, ""));
		door_shows(a, "Example Bank\n0000 1234</strong>");
		door_shows(a, door_path("Give the order number %s with the transfer", o->number));
		door_hides(a, "Ask us where");
		support_sql("DELETE FROM setting");
		ck_assert(app_read_settings(shop_app));
	}
	a = browser_get(&b, door_link(door_order("B", 1), ""));
	door_hides(a, "bank transfer to");
	door_hides(a, "Ask us where");
}
END_TEST

START_TEST(a_link_ends_and_says_so)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o);
	struct answer *a;

	support_sql("UPDATE order_document SET link_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	a = support_request(shop_app, "GET", door_link(o, ""), PAGES, ENGLISH, NULL);
	door_want(a, 410);
	door_shows(a, "This link has expired");
	door_shows(a, door_path("/track?order=%s\"", o->number));
	door_hides(a, "Thing A");
	a = support_request(shop_app, "GET", door_link(o, ""), TREES, NULL);
	door_want(a, 410);
	ck_assert_str_eq(door_code(a), "link_expired");
	door_want(browser_get(&b, door_path("/o/%s", o->number)), 200);
	support_sql("UPDATE order_document SET link_until = UTC_TIMESTAMP(6) + INTERVAL 9 SECOND");
	door_want(support_request(shop_app, "GET", door_link(o, ""), PAGES, ENGLISH, NULL), 200);
}
END_TEST

/* Long over, or of another system: whoever has number and contact still sees it, for a day. */
START_TEST(an_old_order_is_found_by_its_number)
{
	struct order *o = door_order("A", 1);
	const char *fields = door_path("order=%s&contact=0001", o->number), *to, *dot;
	struct answer *a;

	support_sql("UPDATE orders SET delivered_at = '2011-07-01', closed_at = '2011-07-01'");
	support_sql("UPDATE order_document SET link_until = '2011-07-31'");
	door_want(support_request(shop_app, "GET", door_link(o, ""), PAGES, NULL), 410);
	a = find(fields);
	door_want(a, 303);
	to = answer_header(a, "Location");
	door_want(support_request(shop_app, "GET", to, PAGES, NULL), 200);
	/* a day that somebody wrote in by hand opens nothing */
	dot = strchr(to, '.');
	ck_assert_ptr_nonnull(dot);
	door_want(support_request(shop_app, "GET",
				  door_path("/o/%s?k=9999999999%s", o->number, dot), PAGES, NULL),
		  404);
	door_want(support_request(shop_app, "GET", door_path("/o/%s?k=%s", o->number, dot), PAGES,
				  NULL),
		  404);
	/* yesterday's does not open any more */
	to = door_path("/o/%s?k=%s", o->number,
		       order_visit_key(shop.arena, shop_app, o->id, o->link_version,
				       instant_add(instant_now(), -INSTANT_HOUR)));
	door_want(support_request(shop_app, "GET", to, PAGES, NULL), 410);
}
END_TEST

Suite *order_own_web_suite(void)
{
	Suite *s = suite_create("order_own_web");
	TCase *tc = tcase_create("pages");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, the_form_opens, 0, N(form_pages));
	tcase_add_loop_test(tc, bad_input_is_shown_again, 0, N(bad_finds));
	tcase_add_loop_test(tc, number_and_contact_lead_to_the_order, 0, N(right_contacts));
	tcase_add_loop_test(tc, wrong_number_and_wrong_contact_are_answered_alike, 0,
			    N(wrong_contacts));
	tcase_add_test(tc, after_five_wrong_tries_the_right_one_waits);
	tcase_add_test(tc, a_right_try_forgets_the_wrong_ones);
	tcase_add_loop_test(tc, an_address_may_not_try_number_after_number, 0, N(addresses));
	tcase_add_test(tc, a_network_may_not_try_address_after_address);
	tcase_add_test(tc, right_tries_cost_an_address_nothing);
	tcase_add_test(tc, the_link_shows_the_order);
	tcase_add_test(tc, the_other_face_is_the_same_tree);
	tcase_add_test(tc, one_statement_and_the_session_are_all_a_look_costs);
	tcase_add_test(tc, the_session_of_its_customer_shows_the_order);
	tcase_add_test(tc, the_session_counts_before_a_link_that_is_over);
	tcase_add_test(tc, a_key_given_twice_opens_nothing);
	tcase_add_test(tc, a_wrong_key_opens_nothing);
	tcase_add_test(tc, a_link_that_was_taken_back_opens_nothing);
	tcase_add_test(tc, other_peoples_sessions_open_nothing);
	tcase_add_test(tc, an_order_by_a_phone_nobody_proved_is_not_in_the_account);
	tcase_add_test(tc, a_draft_is_not_there_until_it_is_confirmed);
	tcase_add_test(tc, a_draft_that_was_given_up_is_not_there_either);
	tcase_add_test(tc, who_pays_by_transfer_reads_where_to);
	tcase_add_test(tc, a_link_ends_and_says_so);
	tcase_add_test(tc, an_old_order_is_found_by_its_number);
	suite_add_tcase(s, tc);
	return s;
}
