/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's list of customers: each filter finds whom it names and nobody else, in each order, by
 * whichever index drives it; withdrawn consents leave no trace in it. */
#include "customer/list.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "order/door.h"
#include "payment/payment.h"

#define LIST "/desk/customers"

static struct browser owner, viewer;

static uint64_t person(const char *name, int orders, int64_t spent)
{
	uint64_t id = customer_add_guest(&shop, name);

	for (int i = 0; i < orders; i++)
		customer_count_order(&shop, id,
				     (struct instant){ INT64_C(1700000000000000) +
						       orders * INSTANT_DAY + i });
	customer_count_spent(&shop, id, spent, shop.app->settings.currency);
	return id;
}

static void tells(uint64_t id, const char *birthday, const char *gender, bool by_sms)
{
	struct customer c;
	struct about_draft d = { .customer_id = id };

	ck_assert(customer_get(&shop, id, &c));
	d.version = c.version;
	d.value[CONSENT_BIRTHDAY] = birthday;
	d.value[CONSENT_GENDER] = gender;
	ck_assert_int_eq(customer_about_put(&shop, &d), ABOUT_OK);
	customer_chose(&shop, id, CONSENT_OFFERS, CONSENT_BY_SMS, by_sms, CONSENT_IN_ACCOUNT);
}

static uint64_t ada, bo, cy;

/* Ada buys much, Bo often, Cy never did. */
static void setup(void)
{
	struct wish_draft wish = { .version = 1, .body = { [WISH_PACKING] = "no tape" } };

	door_setup();
	owner = door_staff(1);
	viewer = door_staff(2);
	ada = person("Ada", 1, 900000);
	bo = person("Bo", 6, 4000);
	cy = person("Cy", 0, 0);
	ck_assert_int_eq(customer_tag_add(&shop, ada, "tea"), TAG_OK);
	ck_assert_int_eq(customer_tag_add(&shop, bo, "tea"), TAG_OK);
	ck_assert_int_eq(customer_tag_add(&shop, bo, "oat milk"), TAG_OK);
	wish.customer_id = bo;
	ck_assert_int_eq(wishes_put(&shop, &wish), WISH_OK);
	tells(ada, "1990-02-28", "female", true);
	customer_choose_language(&shop, cy, LANG_EN);
}

/* The initials of who is listed, in order. */
static const char *found(struct browser *b, const char *query)
{
	const cJSON *one;
	const char *all = "";

	cJSON_ArrayForEach(one, json_get(door_tree(b, door_path(LIST "?%s", query)), "customers"))
	{
		all = door_path("%s%s", all, json_get_text(one, "initial"));
	}
	return all;
}

static const struct {
	const char *query, *wanted;
} rows[] = {
	{ "", "BAC" },
	{ "sort=spent", "ABC" },
	{ "sort=newest", "CBA" },
	{ "sort=orders", "BAC" },
	{ "tag=tea", "BA" },
	{ "tag=TEA&sort=spent", "AB" },
	{ "tag=tea&tag=oat+milk", "B" },
	{ "tag=oat+milk&tag=tea", "B" },
	{ "tag=none", "" },
	{ "consent=offers_sms", "A" },
	{ "consent=offers_sms&consent=birthday", "A" },
	{ "consent=offers_email", "" },
	{ "consent=offers_sms&consent=income", "" },
	{ "birth_month=02", "A" },
	{ "birth_month=03", "" },
	{ "gender=female", "A" },
	{ "gender=male", "" },
	{ "gender=female&birth_month=02&tag=tea", "A" },
	{ "income=5k_10k", "" },
	{ "wish=any", "B" },
	{ "wish=packing", "B" },
	{ "wish=allergy", "" },
	{ "language=en", "C" },
	{ "orders_from=1", "BA" },
	{ "orders_to=0", "C" },
	{ "orders_from=2&orders_to=6", "B" },
	{ "orders_from=2&sort=orders", "B" },
	{ "spent_from=40.00", "BA" },
	{ "spent_from=40.01", "A" },
	{ "spent_to=39.99", "C" },
	{ "spent_to=40.00&sort=spent", "BC" },
	{ "last_from=2023-11-20", "B" },
	{ "last_to=2023-11-19", "A" },
	{ "last_from=2023-11-16&last_to=2023-11-16", "A" },
	{ "since_from=2001-01-01", "BAC" },
	{ "since_to=2001-01-01", "" },
	{ "open=yes", "" },
	{ "open=no", "BAC" },
	{ "guest=yes", "BAC" },
	{ "guest=no", "" },
	{ "view=new", "A" },
	{ "view=open", "" },
	{ "q=A", "A" },
	{ "q=B&tag=tea", "B" },
	{ "q=C&tag=tea", "" },
	{ "q=B&orders_from=7", "" },
};

START_TEST(a_filter_finds_whom_it_names)
{
	for (int i = 0; i < N(rows); i++)
		ck_assert_msg(!strcmp(found(&owner, rows[i].query), rows[i].wanted), "%s: %s",
			      rows[i].query, found(&owner, rows[i].query));
}
END_TEST

/* The newest first, where nothing else is said; a page at a time. */
static const char *found_by_programs(uint64_t permissions, const char *query)
{
	const char *all = "", *next = NULL;

	do {
		struct answer *a = door_api(permissions, "GET",
					    door_path("/api/v1/customers?limit=1&%s%s%s", query,
						      next ? "&after=" : "", next ? next : ""),
					    NULL);
		const cJSON *one;

		door_want(a, 200);
		next = json_get_text(answer_json(a), "next");
		cJSON_ArrayForEach(one, json_get(answer_json(a), "customers"))
		{
			all = door_path("%s%s", all, json_get_text(one, "initial"));
			ck_assert(cJSON_IsObject(json_get(one, "spent")));
		}
	} while (next);
	return all;
}

#define READS PERM_BIT(PERM_CUSTOMERS_READ)
#define TOLD  (READS | PERM_BIT(PERM_PERSONAL_DATA))

START_TEST(programs_ask_for_the_same)
{
	for (int i = 0; i < N(rows); i++) {
		const char *query = rows[i].query;

		if (!strstr(query, "sort="))
			query = door_path("%s%ssort=last", query, *query ? "&" : "");
		ck_assert_msg(!strcmp(found_by_programs(TOLD, query), rows[i].wanted), "%s: %s",
			      query, found_by_programs(TOLD, query));
	}
	ck_assert_str_eq(found_by_programs(READS, "tag=tea"), "BA");
	ck_assert_str_eq(found_by_programs(READS, "language=zh-CN"), "BA");
	ck_assert_str_eq(found_by_programs(READS, ""), "CBA");
}
END_TEST

static const struct {
	const char *query, *error;
} programs_refused[] = {
	{ "gender=female", "/gender not_permitted" },
	{ "orders_from=5&orders_to=2", "/orders_to too_small" },
	{ "last_from=2026-02-02&last_to=2026-02-01", "/last_to too_early" },
	{ "sort=colour", "/sort not_a_choice" },
	{ "before=1", "/before unknown" },
	{ "saved=1", "/saved unknown" },
	{ "tag=a&tag=b&tag=c&tag=d&tag=e", "/tag too_many" },
};

START_TEST(programs_are_told_what_cannot_be)
{
	const char *next =
		json_get_text(answer_json(door_api(READS, "GET",
						   "/api/v1/customers?limit=1&sort=spent", NULL)),
			      "next");

	for (int i = 0; i < N(programs_refused); i++) {
		struct answer *a =
			door_api(READS, "GET",
				 door_path("/api/v1/customers?%s", programs_refused[i].query),
				 NULL);

		door_want(a, 400);
		ck_assert_str_eq(door_code(a), "bad_query");
		ck_assert_str_eq(door_error(a), programs_refused[i].error);
	}
	/* a place in the list sorted otherwise */
	ck_assert_str_eq(door_error(door_api(READS, "GET",
					     door_path("/api/v1/customers?after=%s", next), NULL)),
			 "/after not_a_cursor");
}
END_TEST

START_TEST(what_is_withdrawn_is_found_no_more)
{
	tells(ada, NULL, "female", false);
	ck_assert_str_eq(found(&owner, "birth_month=02"), "");
	ck_assert_str_eq(found(&owner, "consent=offers_sms"), "");
	ck_assert_str_eq(found(&owner, "consent=birthday"), "");
	ck_assert_str_eq(found(&owner, "gender=female"), "A");
	tells(ada, NULL, "female", true);
	ck_assert_str_eq(found(&owner, "consent=offers_sms"), "A");
}
END_TEST

/* Who wants nothing proposed by who they are is in no list by it; by their orders they are. */
START_TEST(who_wants_nothing_personal_is_in_no_list_by_what_they_told)
{
	customer_chose(&shop, ada, CONSENT_PERSONAL, CONSENT_NO_CHANNEL, false, CONSENT_IN_ACCOUNT);
	ck_assert_str_eq(found(&owner, "gender=female"), "");
	ck_assert_str_eq(found(&owner, "orders_from=1&orders_to=1"), "A");
	customer_chose(&shop, ada, CONSENT_PERSONAL, CONSENT_NO_CHANNEL, true, CONSENT_IN_ACCOUNT);
	ck_assert_str_eq(found(&owner, "gender=female"), "A");
}
END_TEST

/* What somebody told is nothing to look for, for who may not see it; a consent is. */
START_TEST(what_was_told_is_asked_for_by_who_may_see_it)
{
	static const char *const told[] = { "birth_month=02", "gender=female", "income=5k_10k" };

	for (int i = 0; i < N(told); i++) {
		struct answer *a = browser_get(&viewer, door_path(LIST "?%s", told[i]));

		door_want(a, 400);
		door_shows(a, "Your role doesn’t show what customers told of themselves");
	}
	ck_assert_str_eq(found(&viewer, "consent=birthday"), "A");
	door_hides(browser_get(&viewer, LIST), "name=\"birth_month\"");
	door_shows(browser_get(&owner, LIST), "name=\"birth_month\"");
}
END_TEST

static const struct {
	const char *query, *words;
} refused[] = {
	{ "orders_from=x", "id=\"f-orders_from\"" },
	{ "orders_from=5&orders_to=2", "This is less than the amount it begins with" },
	{ "spent_from=x&tag=tea", "id=\"f-spent_from\"" },
	{ "last_from=2026-02-02&last_to=2026-02-01", "The last day is before the first" },
	{ "consent=all", "id=\"f-consent\"" },
	{ "tag=a&tag=b&tag=c&tag=d&tag=e", "id=\"f-tag\"" },
	{ "view=none", "role=\"alert\"" },
};

START_TEST(what_cannot_be_is_said_beside_its_field)
{
	for (int i = 0; i < N(refused); i++) {
		struct answer *a = browser_get(&owner, door_path(LIST "?%s", refused[i].query));

		door_want(a, 400);
		door_shows(a, refused[i].words);
		door_shows(a, "Correct the filters to see customers.");
	}
}
END_TEST

START_TEST(chips_take_one_filter_off)
{
	struct answer *a = browser_get(&owner, LIST "?consent=offers_sms&tag=tea&orders_from=1");

	door_want(a, 200);
	door_shows(a, "Agreed to: Offers by SMS");
	door_shows(a, "Tag: tea");
	door_shows(a, "Orders from: 1");
	door_shows(a, "href=\"/desk/customers?consent=offers_sms&amp;orders_from=1\"");
}
END_TEST

/* Each order of the list, over pages that a filter thins, there and back. */
START_TEST(pages_are_turned_in_every_order)
{
	static const char *const sorts[] = { "last", "newest", "orders", "spent" };
	const char *query = door_path("sort=%s&tag=many", sorts[_i % N(sorts)]), *next;
	cJSON *first, *second, *back;

	if (_i >= N(sorts)) /* by the index it is sorted by, not by who bears the tag */
		query = door_path("sort=%s", sorts[_i % N(sorts)]);
	for (int i = 0; i < 57; i++)
		ck_assert_int_eq(customer_tag_add(&shop, person("Guest", i % 5, i % 7), "many"),
				 TAG_OK);
	first = door_tree(&owner, door_path(LIST "?%s", query));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(first, "customers")), 50);
	next = json_get_text(json_get(first, "pager"), "next");
	ck_assert_ptr_nonnull(next);
	second = door_tree(&owner, next);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(second, "customers")),
			 _i >= N(sorts) ? 10 : 7);
	ck_assert_ptr_null(json_get_text(json_get(second, "pager"), "next"));
	back = door_tree(&owner, json_get_text(json_get(second, "pager"), "prev"));
	ck_assert(cJSON_Compare(json_get(back, "customers"), json_get(first, "customers"), true));
}
END_TEST

#define VIEWS "/desk/customer-views"

/* Views of one list are none of another, by name and by id. */
START_TEST(views_are_saved_of_this_list)
{
	struct answer *a = door_post(&owner, VIEWS,
				     "name=Tea&who=me&query=tag%3Dtea%26sort%3Dspent%26after%3D9");
	const char *at = answer_header(a, "Location"), *id;

	door_want(a, 303);
	a = browser_get(&owner, at);
	door_want(a, 200);
	door_shows(a, "aria-current=\"page\">Tea</a>");
	door_hides(a, "Revert");
	id = json_get_text(json_get(door_tree(&owner, at), "saved_now"), "id");
	a = browser_get(&owner, door_path(LIST "?saved=%s&tag=tea", id));
	door_shows(a, "Revert");
	door_hides(browser_get(&owner, "/desk/orders"), ">Tea</a>");
	door_want(browser_get(&owner, door_path("/desk/order-views/%s", id)), 404);
	door_want(door_post(&owner, door_path("/desk/order-views/%s/delete", id), ""), 404);
	door_want(door_post(&owner, "/desk/order-views", "name=Tea&who=me&query=view%3Dall"), 303);
	a = door_post(&owner, VIEWS, "name=Tea&who=me&query=view%3Dopen");
	door_want(a, 422);
	door_shows(a, "You have a view of that name already");
	a = door_post(&viewer, VIEWS, "name=X&who=me&query=gender%3Dfemale");
	door_want(a, 422);
	door_shows(a, "This cannot be looked for");
	door_want(door_post(&owner, door_path(VIEWS "/%s/delete", id), ""), 303);
	door_hides(browser_get(&owner, LIST), ">Tea</a>");
}
END_TEST

START_TEST(who_has_an_open_order_is_found)
{
	const char *c;

	(void)door_order("A", 1);
	c = found(&owner, "open=yes");
	ck_assert_str_ne(c, "");
	ck_assert_str_eq(found(&owner, "view=open"), c);
	ck_assert_str_eq(found(&owner, "open=no"), "BAC");
}
END_TEST

/* Five orders in thirty days. */
START_TEST(who_orders_often_is_found)
{
	for (int i = 0; i < 5; i++) {
		ck_assert_str_eq(found(&owner, "view=frequent"), "");
		(void)door_order("A", 1);
	}
	ck_assert_str_ne(found(&owner, "view=frequent"), "");
}
END_TEST

/* Whoever signed in keeps their e-mail: a new one with the same phone is somebody new to us. */
START_TEST(who_gave_the_same_phone_is_shown)
{
	const struct order *o = door_order("A", 1), *p;
	struct order_draft d = door_draft("A", 1);
	struct customer one, other;
	struct browser b = door_customer(o);
	struct answer *a;

	door_want(browser_get(&b, "/me/account"), 200);
	d.contact.email = "anne.work@mail.example";
	p = door_order_of(d);
	ck_assert_uint_ne(p->customer_id, o->customer_id);
	ck_assert(customer_get(&shop, o->customer_id, &one));
	ck_assert(customer_get(&shop, p->customer_id, &other));
	a = browser_get(&owner, door_path(LIST "/%s/contacts", one.number));
	door_want(a, 200);
	door_shows(a, "May be the same person");
	door_shows(a, other.number);
	door_is_masked(a);
	a = browser_get(&owner, door_path(LIST "/%s/contacts", other.number));
	door_shows(a, "May be the same person");
	door_shows(a, one.number);
	ck_assert(customer_get(&shop, ada, &one));
	door_hides(browser_get(&owner, door_path(LIST "/%s/contacts", one.number)),
		   "May be the same person");
}
END_TEST

START_TEST(what_was_received_is_what_was_spent)
{
	const struct order *o = door_order("A", 2);
	struct payment_draft d = { .amount = 700, .method = PAY_BANK_TRANSFER, .at = INSTANT_NONE };
	struct payment_answer out;
	struct order_answer cancelled;
	struct customer c;
	const cJSON *sums;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &out),
			 PAYMENT_OK);
	ck_assert(customer_get(&shop, o->customer_id, &c));
	ck_assert_int_eq(c.spent, 700);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, out.id, 200, "x",
					&out),
			 PAYMENT_OK);
	ck_assert(customer_get(&shop, o->customer_id, &c));
	ck_assert_int_eq(c.spent, 500);
	/* what is cancelled and not given back yet is so still, on their page as in lists */
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &cancelled),
			 ORDER_OK);
	ck_assert(customer_get(&shop, o->customer_id, &c));
	ck_assert_int_eq(c.spent, 500);
	sums = order_sums_for_customer(&shop, c.id);
	ck_assert_int_eq(json_get_int(sums, "orders"), 0);
	ck_assert_int_eq(json_get_int(json_get(sums, "spent"), "amount"), 500);
	ck_assert(cJSON_IsNull(json_get(sums, "average")));
}
END_TEST

Suite *customer_list_suite(void)
{
	Suite *s = suite_create("customer_list");
	TCase *tc = tcase_create("list");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_filter_finds_whom_it_names);
	tcase_add_test(tc, programs_ask_for_the_same);
	tcase_add_test(tc, programs_are_told_what_cannot_be);
	tcase_add_test(tc, what_is_withdrawn_is_found_no_more);
	tcase_add_test(tc, what_was_told_is_asked_for_by_who_may_see_it);
	tcase_add_test(tc, who_wants_nothing_personal_is_in_no_list_by_what_they_told);
	tcase_add_test(tc, what_cannot_be_is_said_beside_its_field);
	tcase_add_test(tc, chips_take_one_filter_off);
	tcase_add_loop_test(tc, pages_are_turned_in_every_order, 0, 8);
	tcase_add_test(tc, views_are_saved_of_this_list);
	tcase_add_test(tc, who_has_an_open_order_is_found);
	tcase_add_test(tc, who_orders_often_is_found);
	tcase_add_test(tc, who_gave_the_same_phone_is_shown);
	tcase_add_test(tc, what_was_received_is_what_was_spent);
	suite_add_tcase(s, tc);
	return s;
}
