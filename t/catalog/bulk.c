/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many products at once: what becomes of each, and the pages and the task that do it. */
#include "catalog/bulk.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "catalog/inside.h"
#include "support/app.h"

#define N(a) (sizeof(a) / sizeof *(a))

/* ---- rules ---- */

static const struct {
	const char *name;
	struct product_bulk b;
	int64_t milli, wanted; /* 0: it would be no price */
} price_rows[] = {
	{ "a tenth more", { .by_percent = true, .add_bp = 1000 }, 1000000, 1100000 },
	{ "half to even", { .by_percent = true, .add_bp = 500 }, 10000, 10000 },
	{ "half to even upwards", { .by_percent = true, .add_bp = 500 }, 30000, 32000 },
	{ "a part of a cent stays one", { .by_percent = true, .add_bp = 1000 }, 82150, 90365 },
	{ "cheaper", { .by_percent = true, .add_bp = -2500 }, 1000000, 750000 },
	{ "cheaper than all", { .by_percent = true, .add_bp = -9999 }, 1000, 0 },
	{ "an amount", { .add_milli = 50000 }, 1000000, 1050000 },
	{ "an amount less", { .add_milli = -999999 }, 1000000, 1 },
	{ "all of it", { .add_milli = -1000000 }, 1000000, 0 },
	{ "the highest", { .add_milli = 1 }, INT64_C(99999999999999), INT64_C(100000000000000) },
	{ "above the highest", { .add_milli = 1 }, INT64_C(100000000000000), 0 },
};

START_TEST(prices_are_changed)
{
	int64_t got = -1;
	bool fits = product_bulk_price(&price_rows[_i].b, price_rows[_i].milli, &got);

	ck_assert_msg(fits == (price_rows[_i].wanted != 0), "%s", price_rows[_i].name);
	if (fits)
		ck_assert_msg(got == price_rows[_i].wanted, "%s: %lld", price_rows[_i].name,
			      (long long)got);
}
END_TEST

static const struct {
	const char *name;
	struct product_bulk b;
	const char *tags;
	int64_t milli, member;
	size_t n_skus;
	const char *why;
} apply_rows[] = {
	{ "dearer", { .add_milli = 1000 }, "", 5000, 0, 1, NULL },
	{ "nothing to price", { .add_milli = 1000 }, "", 5000, 0, 0, "no_sku" },
	{ "by nothing", { .add_milli = 0 }, "", 5000, 0, 1, "same" },
	{ "below nothing", { .add_milli = -5000 }, "", 5000, 0, 1, "no_price" },
	{ "below what members pay", { .add_milli = -2000 }, "", 5000, 4000, 1, "under_member" },
	{ "down to what they pay", { .add_milli = -1000 }, "", 5000, 4000, 1, NULL },
	{ "their price follows", { .by_percent = true, .add_bp = -5000 }, "", 5000, 4000, 1, NULL },
	{ "another category",
	  { .act = PRODUCT_ACT_CATEGORY, .category_id = 8 },
	  "",
	  5000,
	  0,
	  1,
	  NULL },
	{ "its own category",
	  { .act = PRODUCT_ACT_CATEGORY, .category_id = 7 },
	  "",
	  5000,
	  0,
	  1,
	  "same" },
	{ "a tag", { .act = PRODUCT_ACT_TAG, .tags = "new" }, "gift", 5000, 0, 1, NULL },
	{ "a tag that it bears",
	  { .act = PRODUCT_ACT_TAG, .tags = "gift" },
	  "gift, new",
	  5000,
	  0,
	  1,
	  "same" },
	{ "one tag too many",
	  { .act = PRODUCT_ACT_TAG, .tags = "x" },
	  "0, 1, 2, 3, 4, 5, 6, 7, 8, 9",
	  5000,
	  0,
	  1,
	  "tags_full" },
	{ "a tag less",
	  { .act = PRODUCT_ACT_UNTAG, .tags = "new" },
	  "gift, new",
	  5000,
	  0,
	  1,
	  NULL },
	{ "a tag that begins alike",
	  { .act = PRODUCT_ACT_UNTAG, .tags = "new" },
	  "newer",
	  5000,
	  0,
	  1,
	  "same" },
	{ "off sale",
	  { .act = PRODUCT_ACT_STATE, .state = PRODUCT_WITHDRAWN },
	  "",
	  5000,
	  0,
	  1,
	  NULL },
	{ "on sale already",
	  { .act = PRODUCT_ACT_STATE, .state = PRODUCT_ON_SALE },
	  "",
	  5000,
	  0,
	  1,
	  "same" },
	{ "another tax class",
	  { .act = PRODUCT_ACT_TAX, .tax_class = TAX_ZERO },
	  "",
	  5000,
	  0,
	  1,
	  NULL },
	{ "its own tax class",
	  { .act = PRODUCT_ACT_TAX, .tax_class = TAX_OWN },
	  "",
	  5000,
	  0,
	  1,
	  "same" },
};

START_TEST(a_product_is_changed_or_refuses)
{
	struct arena *a = arena_new();
	struct sku_row row = { .sku = { .code = "A",
					.variant_en = "",
					.variant_zh = "",
					.currency = "CNY",
					.unit_milli = apply_rows[_i].milli,
					.member_milli = apply_rows[_i].member } };
	struct product_for_file p = { .product = { .code = "P",
						   .tags = apply_rows[_i].tags,
						   .category_id = 7,
						   .state = PRODUCT_ON_SALE },
				      .skus = &row,
				      .n_skus = apply_rows[_i].n_skus };
	struct product_draft d;
	struct sku_draft skus[2];
	const char *why = product_bulk_apply(a, &apply_rows[_i].b, &p, &d, skus);

	ck_assert_msg(apply_rows[_i].why ? why && !strcmp(why, apply_rows[_i].why) : !why, "%s: %s",
		      apply_rows[_i].name, why ? why : "nothing");
	arena_free(a);
}
END_TEST

/* ---- at the desk ---- */

static struct app *app;
static struct work w;
static uint64_t ids[3];

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@shop.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6))");
	for (int i = 0; i < 3; i++) {
		struct sku_draft sku = { .code = arena_printf(w.arena, "S-%d", i),
					 .unit_milli = i * 500000 };
		struct product_draft d = { .code = arena_printf(w.arena, "P-%d", i),
					   .name_en = "Tea",
					   .name_zh = "茶",
					   .tags = i == 1 ? "new" : "",
					   .state = i ? PRODUCT_ON_SALE : PRODUCT_DRAFT,
					   .skus = &sku,
					   .n_skus = 1 };

		ck_assert_int_eq(catalog_add(&w, &d, &ids[i]), CATALOG_OK);
	}
}

static void teardown(void)
{
	support_app_free(app);
}

static struct browser desk(void)
{
	struct browser b = browser_new(app);

	browser_sign_in(&b, SESSION_STAFF, 1);
	browser_get(&b, "/desk/products");
	return b;
}

static const char *chosen(const char *rest)
{
	return arena_printf(w.arena, "product=%llu&product=%llu&product=%llu&%s",
			    (unsigned long long)ids[0], (unsigned long long)ids[1],
			    (unsigned long long)ids[2], rest);
}

START_TEST(the_page_says_which_can)
{
	struct browser b = desk();
	struct answer *a = browser_post(&b, "/desk/products/bulk", chosen("act=price"));

	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "name=\"percent\""));
	ck_assert(!answer_has(a, "products/bulk/do"));
	a = browser_post(&b, "/desk/products/bulk", chosen("act=price&look=1"));
	ck_assert_int_eq(a->status, 422);
	a = browser_post(&b, "/desk/products/bulk", chosen("act=price&look=1&percent=ten"));
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "value=\"ten\""));
	a = browser_post(&b, "/desk/products/bulk", chosen("act=price&look=1&percent=10"));
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "2 of 3 products can; 1 cannot"));
	ck_assert(answer_has(a, "The price would not be above 0."));
	ck_assert(answer_has(a, "<b>¥11.00</b>"));
	ck_assert(answer_has(a, arena_printf(w.arena, "value=\"%llu:1\"",
					     (unsigned long long)ids[2])));
	a = browser_post(&b, "/desk/products/bulk",
			 "act=state&all=1&query=state%3Don_sale&state=draft&look=1");
	ck_assert(answer_has(a, "All products can: 2"));
	a = browser_post(&b, "/desk/products/bulk", "act=price");
	ck_assert(answer_has(a, "No product is chosen"));
	ck_assert_int_eq(browser_post(&b, "/desk/products/bulk", "act=nothing")->status, 422);
	ck_assert_int_eq(browser_post(&b, "/desk/products/bulk", "act=price&product=x")->status,
			 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task"), 0);
}
END_TEST

START_TEST(a_task_changes_them_and_says_what_it_could_not)
{
	struct browser b = desk();
	struct answer *a;

	a = browser_post(&b, "/desk/products/bulk/do", "act=tag&tags=gift&look=1");
	ck_assert_int_eq(a->status, 422);
	browser_get(&b, "/desk/products");
	a = browser_post(
		&b, "/desk/products/bulk/do",
		arena_printf(
			w.arena,
			"act=price&percent=10&look=1&product=%llu:1&product=%llu:1&product=%llu:9",
			(unsigned long long)ids[0], (unsigned long long)ids[1],
			(unsigned long long)ids[2]));
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	ck_assert(task_run_due(app));
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'S-1'"), 550000);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'S-2'"), 1000000);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_change WHERE actor_kind = 2"),
			 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'products_changed' AND became = 'price: 3'"),
			 1);
	a = browser_get(&b, answer_header(a, "Location"));
	ck_assert(answer_has(a, "Products changed: 1 · not changed: 2"));
	ck_assert(answer_has(a, "P-2</a> · Somebody else has just changed it."));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task WHERE state = 1 AND n_done = 3"),
			 1);
}
END_TEST

START_TEST(each_act_does_its_own)
{
	static const struct product_bulk acts[] = {
		{ .act = PRODUCT_ACT_TAG, .tags = "gift, new" },
		{ .act = PRODUCT_ACT_UNTAG, .tags = "new" },
		{ .act = PRODUCT_ACT_STATE, .state = PRODUCT_WITHDRAWN },
		{ .act = PRODUCT_ACT_TAX, .tax_class = TAX_REDUCED },
		{ .act = PRODUCT_ACT_CATEGORY, .category_id = 77 },
	};
	struct product p;

	for (size_t i = 0; i < N(acts); i++) {
		struct product_ref ref = { ids[1], (int)i + 1 };

		product_bulk_begin(&w, &acts[i], &ref, 1, 0, LANG_EN);
		ck_assert(task_run_due(app));
	}
	ck_assert(catalog_get(&w, ids[1], &p));
	ck_assert_str_eq(p.tags, "gift");
	ck_assert_int_eq(p.state, PRODUCT_WITHDRAWN);
	ck_assert_int_eq(p.tax_class, TAX_REDUCED);
	/* a category that is gone by then */
	ck_assert_int_eq(p.version, 5);
	ck_assert_int_eq(
		support_number(
			"SELECT result LIKE '%no_category%' FROM task ORDER BY id DESC LIMIT 1"),
		1);
}
END_TEST

Suite *catalog_bulk_suite(void)
{
	Suite *s = suite_create("catalog_bulk");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("desk");

	tcase_add_loop_test(rules, prices_are_changed, 0, (int)N(price_rows));
	tcase_add_loop_test(rules, a_product_is_changed_or_refuses, 0, (int)N(apply_rows));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, the_page_says_which_can);
	tcase_add_test(tc, a_task_changes_them_and_says_what_it_could_not);
	tcase_add_test(tc, each_act_does_its_own);
	suite_add_tcase(s, tc);
	return s;
}
