/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists for programs: page by page each row comes once, whatever is added meanwhile. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "order/door.h"

enum { ROWS = 5 };
#define EVERYTHING (PERM_BIT(PERMISSION__MAX) - 1)

static int n_made;

/* What nothing else of a shop makes. */
static void add_of_the_house(int n)
{
	support_sql(door_path("INSERT INTO hook (id, name, url, kinds, state, secret, created_at) "
			      "VALUES (%d, 'Tax', 'https://b.example/', 1, 1, 'x', "
			      "UTC_TIMESTAMP(6))",
			      100 + n));
	support_sql(
		door_path("INSERT INTO category (id, name_en, name_zh, path_en, path_zh, trail, "
			  "created_at) VALUES (%d, 'C%d', 'C', 'C', 'C', '/%d/', "
			  "UTC_TIMESTAMP(6))",
			  n, n, n));
	support_sql(door_path("INSERT INTO production_order (id, number, sku_id, state, planned, "
			      "created_at) SELECT %d, 'P-7K3M-%04d', MIN(id), 0, 1, "
			      "UTC_TIMESTAMP(6) FROM sku",
			      n, n));
}

/* A customer, an order, its parcel, its payment, a product: one more row in each list. */
static void add_one(void)
{
	struct order *o = door_order_of(shop_draft(door_path("139000000%02d", ++n_made),
						   (const struct shop_want[]){ { "A", 1 } }, 1));
	struct payment_draft money = { .method = PAY_COD, .amount = 100, .at = INSTANT_NONE };
	struct payment_answer done;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &done),
			 PAYMENT_OK);
	shop_ship(door_look(o), door_path("SF14027780%05d", n_made));
	shop_goods(door_path("NEW-%d", n_made), 1, false);
	support_sql(
		door_path("INSERT INTO import_file (id, kind, name, actor_kind, state, n_bytes, "
			  "encoding, delimiter, created_at, has_files) VALUES (%d, 'products', "
			  "'a.csv', 0, 0, 1, 'utf-8', ',', UTC_TIMESTAMP(6), 0)",
			  n_made));
	support_sql(
		door_path("INSERT INTO hook_event (id, hook_id, at, body, spread) VALUES (%d, 7, "
			  "UTC_TIMESTAMP(6), '{}', 1)",
			  n_made));
	support_sql(door_path("INSERT INTO hook_delivery (id, hook_id, event_id, order_id, state, "
			      "tries, run_at, created_at) VALUES (%d, 7, %d, NULL, 2, 1, "
			      "UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
			      n_made, n_made));
	add_of_the_house(n_made);
}

static void setup(void)
{
	door_setup();
	support_sql("INSERT INTO hook (id, name, url, kinds, state, secret, created_at, version) "
		    "VALUES (7, 'Books', 'https://a.example/', 1, 1, 'x', UTC_TIMESTAMP(6), 1)");
	n_made = 0;
	for (int i = 0; i < ROWS; i++)
		add_one();
}

static const struct {
	const char *path, *member;
	int there; /* already, by the fixture */
} lists[] = {
	{ "/api/v1/parcels", "parcels", 0 },
	{ "/api/v1/payments", "payments", 0 },
	{ "/api/v1/customers", "customers", 0 },
	{ "/api/v1/products", "products", 2 },
	{ "/api/v1/imports", "imports", 0 },
	{ "/api/v1/webhooks/7/deliveries", "deliveries", 0 },
	{ "/api/v1/webhooks", "webhooks", 1 },
	{ "/api/v1/categories", "categories", 0 },
	{ "/api/v1/production", "batches", 0 },
};

static struct answer *get(const char *path, const char *query)
{
	return door_api(EVERYTHING, "GET", door_path("%s?%s", path, query), NULL);
}

START_TEST(page_by_page_each_row_comes_once)
{
	const char *path = lists[_i].path, *next = NULL;
	uint64_t last = UINT64_MAX;
	int seen = 0;

	do {
		struct answer *a =
			get(path, next ? door_path("limit=2&after=%s", next) : "limit=2");
		const cJSON *row, *tree = answer_json(a);

		door_want(a, 200);
		next = json_get_text(tree, "next");
		cJSON_ArrayForEach(row, json_get(tree, lists[_i].member))
		{
			uint64_t id = strtoull(json_get_text(row, "id"), NULL, 10);

			ck_assert_uint_lt(id, last);
			last = id;
			seen++;
		}
		if (seen == 2)
			add_one(); /* in front of all that is still to come */
	} while (next);
	ck_assert_int_eq(seen, ROWS + lists[_i].there);
}
END_TEST

START_TEST(the_last_page_has_no_link)
{
	const char *path = lists[_i].path;
	struct answer *a = get(path, "limit=4");
	const char *next = json_get_text(answer_json(a), "next");

	ck_assert_str_eq(answer_header(a, "Link"),
			 door_path("<%s?limit=4&after=%s>; rel=\"next\"", path, next));
	a = get(path, door_path("after=%s", next));
	ck_assert_ptr_null(answer_header(a, "Link"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), lists[_i].member)),
			 ROWS + lists[_i].there - 4);
}
END_TEST

static const struct {
	const char *query, *error;
} wrong[] = {
	{ "limit=0", "/limit out_of_range" },
	{ "limit=201", "/limit out_of_range" },
	{ "after=-1", "/after not_a_cursor" },
	{ "after=912206270309285889", "/after not_a_cursor" },
	{ "colour=red", "/colour unknown" },
};

START_TEST(what_cannot_be_read_is_refused)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct answer *a = get(lists[_i].path, wrong[i].query);

		door_want(a, 400);
		ck_assert_str_eq(door_code(a), "bad_query");
		ck_assert_str_eq(door_error(a), wrong[i].error);
	}
}
END_TEST

/* Each cursor is of one list; one that was changed is of none. */
START_TEST(cursors_are_of_their_list)
{
	char *next =
		arena_strdup(shop.arena,
			     json_get_text(answer_json(get(lists[_i].path, "limit=1")), "next"));
	const char *other = lists[(_i + 1) % N(lists)].path;
	struct answer *a = get(other, door_path("after=%s", next));

	door_want(a, 400);
	ck_assert_str_eq(door_error(a), "/after not_a_cursor");
	next[3] = next[3] == 'x' ? 'y' : 'x';
	a = get(lists[_i].path, door_path("after=%s", next));
	door_want(a, 400);
	ck_assert_str_eq(door_error(a), "/after not_a_cursor");
}
END_TEST

static struct answer *orders_page(const char *query, const char *next)
{
	return get("/api/v1/orders", next ? door_path("%s&after=%s", query, next) : query);
}

/* Orders are sorted in several ways: a cursor is of one of them. */
START_TEST(orders_go_on_by_the_same_cursor)
{
	static const char *const sorts[] = { "sort=newest", "sort=due&status=shipped",
					     "sort=priority&status=shipped" };
	int seen = 0;

	for (int i = ROWS; i < 60; i++)
		add_one();
	for (int i = 0; i < N(sorts); i++) {
		struct answer *a = orders_page(sorts[i], NULL);
		cJSON *tree = answer_json(a);
		const char *next = json_get_text(tree, "next");

		door_want(a, 200);
		ck_assert_ptr_null(json_get(tree, "pager"));
		ck_assert_ptr_nonnull(next);
		ck_assert_ptr_nonnull(strstr(answer_header(a, "Link"), next));
		seen = cJSON_GetArraySize(json_get(tree, "orders"));
		door_want(orders_page(sorts[(i + 1) % N(sorts)], next), 400);
		tree = answer_json(orders_page(sorts[i], next));
		seen += cJSON_GetArraySize(json_get(tree, "orders"));
		ck_assert_int_eq(seen, 60);
		ck_assert(cJSON_IsNull(json_get(tree, "next")));
	}
	ck_assert_str_eq(door_error(get("/api/v1/orders", "before=1")), "/before unknown");
	ck_assert_str_eq(door_error(get("/api/v1/orders", "after=1")), "/after not_a_cursor");
}
END_TEST

START_TEST(parcels_of_one_state_alone)
{
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(get("/api/v1/parcels",
								     "state=awaiting_collection")),
						     "parcels")),
			 ROWS);
	ck_assert_int_eq(cJSON_GetArraySize(
				 json_get(answer_json(get("/api/v1/parcels", "state=delivered")),
					  "parcels")),
			 0);
	ck_assert_str_eq(door_error(get("/api/v1/parcels", "state=flying")), "/state not_a_choice");
}
END_TEST

START_TEST(batches_of_one_state_alone)
{
	support_sql("UPDATE production_order SET state = 1 WHERE id = 2");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(get("/api/v1/production",
								     "state=in_production")),
						     "batches")),
			 1);
	ck_assert_str_eq(door_error(get("/api/v1/production", "state=eaten")),
			 "/state not_a_choice");
}
END_TEST

START_TEST(a_customer_is_found_by_what_they_are_reached_by)
{
	const cJSON *tree = answer_json(get("/api/v1/customers", "phone=13900000002"));

	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "customers")), 1);
	ck_assert(cJSON_IsNull(json_get(tree, "next")));
	tree = answer_json(get("/api/v1/customers", "phone=13811112222"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "customers")), 0);
	tree = answer_json(get("/api/v1/customers", "email=nobody@mail.example"));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "customers")), 0);
}
END_TEST

/* Whose key may not see personal data sees a mask. */
START_TEST(a_customer_in_full_is_for_who_may_see_it)
{
	struct order *o = door_order("A", 1);
	struct customer c;
	const char *number;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	number = door_path("/api/v1/customers/%s", c.number);
	a = door_api(PERM_BIT(PERM_CUSTOMERS_READ), "GET", number, NULL);
	door_want(a, 200);
	door_is_masked(a);
	ck_assert(!json_get_bool(json_get(answer_json(a), "contact"), "in_full"));
	a = door_api(PERM_BIT(PERM_CUSTOMERS_READ) | PERM_BIT(PERM_PERSONAL_DATA), "GET", number,
		     NULL);
	door_want(a, 200);
	ck_assert(cJSON_IsArray(json_get(answer_json(a), "addresses")));
	ck_assert_str_eq(json_get_text(json_get(answer_json(a), "contact"), "email"), MAIL);
	ck_assert_str_eq(answer_header(a, "ETag"),
			 door_path("\"%lld\"", (long long)json_get_int(answer_json(a), "version")));
}
END_TEST

Suite *http_lists_suite(void)
{
	Suite *s = suite_create("http_lists");
	TCase *tc = tcase_create("lists");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_loop_test(tc, page_by_page_each_row_comes_once, 0, N(lists));
	tcase_add_loop_test(tc, the_last_page_has_no_link, 0, N(lists));
	tcase_add_loop_test(tc, what_cannot_be_read_is_refused, 0, N(lists));
	tcase_add_loop_test(tc, cursors_are_of_their_list, 0, N(lists));
	tcase_add_test(tc, orders_go_on_by_the_same_cursor);
	tcase_add_test(tc, parcels_of_one_state_alone);
	tcase_add_test(tc, batches_of_one_state_alone);
	tcase_add_test(tc, a_customer_is_found_by_what_they_are_reached_by);
	tcase_add_test(tc, a_customer_in_full_is_for_who_may_see_it);
	suite_add_tcase(s, tc);
	return s;
}
