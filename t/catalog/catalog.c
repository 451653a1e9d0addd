/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products on the database: looked up, added, changed by two people. */
#include <check.h>
#include "base/json.h"
#include "catalog/inside.h"
#include "support/app.h"

static struct app *app;
static struct work w;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
}

static void teardown(void)
{
	support_app_free(app);
}

/* A product "P…" with n SKUs "P…-0", "P…-1" …; each costs 10.00 and its index more. */
static struct product_draft draft_of(const char *code, size_t n)
{
	struct product_draft d = {
		.code = code,
		.name_en = "Drip bags",
		.name_zh = "挂耳咖啡",
		.kind = PRODUCT_GOODS,
		.state = PRODUCT_ON_SALE,
		.n_skus = n,
	};

	d.skus = arena_array_of(w.arena, n + 1, struct sku_draft);
	for (size_t i = 0; i < n; i++)
		d.skus[i] = (struct sku_draft){
			.code = arena_printf(w.arena, "%s-%zu", code, i),
			.variant_en = "10 pack",
			.variant_zh = "10 包",
			.unit_milli = 1000000 + (int64_t)i * 1000,
			.tax_bp = 1300,
			.weight_g = 120,
		};
	return d;
}

static uint64_t add(const struct product_draft *d)
{
	uint64_t id = 0;

	ck_assert_int_eq(catalog_add(&w, d, &id), CATALOG_OK);
	ck_assert_uint_ne(id, 0);
	return id;
}

START_TEST(sku_carries_names_price_and_kind)
{
	struct product_draft d = draft_of("P1", 2);
	struct sku *found[1];

	d.made_to_order = true;
	d.kind = PRODUCT_PICKUP;
	add(&d);
	catalog_find_skus(&w, (const char *[]){ "P1-1" }, 1, found);
	ck_assert_ptr_nonnull(found[0]);
	ck_assert_str_eq(found[0]->code, "P1-1");
	ck_assert_str_eq(found[0]->name_en, "Drip bags, 10 pack");
	ck_assert_str_eq(found[0]->name_zh, "挂耳咖啡 10 包");
	ck_assert_int_eq(found[0]->unit_milli, 1001000);
	ck_assert_str_eq(found[0]->currency, app->settings.currency);
	ck_assert_int_eq(found[0]->tax_bp, 1300);
	ck_assert_int_eq(found[0]->weight_g, 120);
	ck_assert_int_eq(found[0]->kind, PRODUCT_PICKUP);
	ck_assert(found[0]->made_to_order);
	ck_assert_ptr_null(found[0]->picture);
	ck_assert_int_eq(found[0]->state, PRODUCT_ON_SALE);
}
END_TEST

START_TEST(product_without_variant_keeps_its_name)
{
	struct product_draft d = draft_of("P1", 1);
	struct sku *found[1];

	d.skus[0].variant_en = d.skus[0].variant_zh = NULL;
	add(&d);
	catalog_find_skus(&w, (const char *[]){ "P1-0" }, 1, found);
	ck_assert_str_eq(found[0]->name_en, "Drip bags");
	ck_assert_str_eq(found[0]->name_zh, "挂耳咖啡");
}
END_TEST

/* Whatever number of codes: one statement, each in its place, unknown ones NULL. */
START_TEST(find_is_one_statement)
{
	static const size_t sizes[] = { 1, 2, 3, 5, 8, 9, 17, 31, 40, 64 };
	size_t n = sizes[_i];
	const char *codes[CATALOG_FIND_MAX];
	struct sku *found[CATALOG_FIND_MAX];
	struct product_draft d = draft_of("P1", 40);

	add(&d);
	for (size_t i = 0; i < n; i++)
		codes[i] = i % 3 == 2 ? "nowhere" : d.skus[n - 1 - i < 40 ? n - 1 - i : 0].code;
	db_count_reset(w.db);
	catalog_find_skus(&w, codes, n, found);
	ck_assert_uint_eq(db_count(w.db), 1);
	for (size_t i = 0; i < n; i++) {
		if (i % 3 == 2)
			ck_assert_ptr_null(found[i]);
		else
			ck_assert_str_eq(found[i]->code, codes[i]);
	}
}
END_TEST

START_TEST(find_tells_case_apart_and_takes_a_code_twice)
{
	struct product_draft a = draft_of("P1", 1), b = draft_of("p1", 1);
	struct sku *found[3];

	add(&a);
	add(&b);
	catalog_find_skus(&w, (const char *[]){ "p1-0", "P1-0", "p1-0" }, 3, found);
	ck_assert_str_eq(found[0]->code, "p1-0");
	ck_assert_str_eq(found[1]->code, "P1-0");
	ck_assert_ptr_eq(found[2], found[0]);
	db_count_reset(w.db);
	catalog_find_skus(&w, NULL, 0, found);
	ck_assert_uint_eq(db_count(w.db), 0);
}
END_TEST

START_TEST(withdrawn_sku_is_not_on_sale)
{
	struct product_draft d = draft_of("P1", 2);
	struct sku *found[2];

	d.skus[1].withdrawn = true;
	add(&d);
	catalog_find_skus(&w, (const char *[]){ "P1-0", "P1-1" }, 2, found);
	ck_assert_int_eq(found[0]->state, PRODUCT_ON_SALE);
	ck_assert_int_eq(found[1]->state, PRODUCT_WITHDRAWN);
}
END_TEST

START_TEST(taken_codes_add_nothing)
{
	struct product_draft first = draft_of("P1", 2), same = draft_of("P1", 0),
			     sku = draft_of("P2", 2), twice = draft_of("P3", 2);
	uint64_t id = 1;

	add(&first);
	sku.skus[1].code = "P1-1";
	twice.skus[1].code = "P3-0";
	ck_assert_int_eq(catalog_add(&w, &same, &id), CATALOG_CODE_TAKEN);
	ck_assert_uint_eq(id, 0);
	ck_assert_int_eq(catalog_add(&w, &sku, &id), CATALOG_SKU_TAKEN);
	ck_assert_int_eq(catalog_add(&w, &twice, &id), CATALOG_SKU_TAKEN);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku"), 2);
}
END_TEST

START_TEST(change_writes_what_is_named_and_keeps_the_rest)
{
	struct product_draft d = draft_of("P1", 2), wanted = draft_of("P1", 2);
	struct product p;
	struct sku *found[3];
	uint64_t id = add(&d);

	wanted.name_en = "Drip coffee";
	wanted.skus[0].code = "P1-1";
	wanted.skus[0].unit_milli = 5;
	wanted.skus[1].code = "P1-new";
	ck_assert_int_eq(catalog_change(&w, id, 1, &wanted), CATALOG_OK);
	ck_assert(catalog_get(&w, id, &p));
	ck_assert_str_eq(p.name_en, "Drip coffee");
	ck_assert_int_eq(p.version, 2);
	catalog_find_skus(&w, (const char *[]){ "P1-0", "P1-1", "P1-new" }, 3, found);
	ck_assert_int_eq(found[0]->unit_milli, 1000000);
	ck_assert_int_eq(found[1]->unit_milli, 5);
	ck_assert_uint_eq(found[2]->product_id, id);
}
END_TEST

START_TEST(sku_keeps_its_own_currency)
{
	struct product_draft d = draft_of("P1", 1), wanted = draft_of("P1", 1);
	struct sku *found[1];
	uint64_t id;

	d.skus[0].currency = "GBP";
	wanted.skus[0].tax_bp = 0;
	id = add(&d);
	ck_assert_int_eq(catalog_change(&w, id, 1, &wanted), CATALOG_OK);
	catalog_find_skus(&w, (const char *[]){ "P1-0" }, 1, found);
	ck_assert_str_eq(found[0]->currency, "GBP");
	ck_assert_int_eq(found[0]->tax_bp, 0);
}
END_TEST

START_TEST(change_of_an_old_version_is_refused)
{
	struct product_draft d = draft_of("P1", 1), mine = draft_of("P1", 1),
			     theirs = draft_of("P1", 1);
	struct product p;
	uint64_t id = add(&d);

	mine.name_en = "Mine";
	theirs.name_en = "Theirs";
	theirs.skus[0].unit_milli = 7;
	ck_assert_int_eq(catalog_change(&w, id, 1, &mine), CATALOG_OK);
	ck_assert_int_eq(catalog_change(&w, id, 1, &theirs), CATALOG_STALE);
	ck_assert_int_eq(catalog_change(&w, id + 1, 1, &theirs), CATALOG_NOT_FOUND);
	ck_assert(catalog_get(&w, id, &p));
	ck_assert_str_eq(p.name_en, "Mine");
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku"), 1000000);
}
END_TEST

START_TEST(change_to_a_taken_code_changes_nothing)
{
	struct product_draft one = draft_of("P1", 1), two = draft_of("P2", 1),
			     wanted = draft_of("P2", 1);
	struct product p;
	uint64_t id = add(&one);

	add(&two);
	ck_assert_int_eq(catalog_change(&w, id, 1, &wanted), CATALOG_CODE_TAKEN);
	wanted.code = "P9"; /* its SKU is still the other's */
	ck_assert_int_eq(catalog_change(&w, id, 1, &wanted), CATALOG_SKU_TAKEN);
	ck_assert(catalog_find_product(&w, "P1", &p));
	ck_assert_int_eq(p.version, 1);
	ck_assert(!catalog_find_product(&w, "P9", &p));
}
END_TEST

START_TEST(what_changed_is_written_down_once)
{
	struct product_draft d = draft_of("P1", 2), wanted = draft_of("P1", 2);
	uint64_t id = add(&d);
	struct product_change *all;
	struct product p;
	size_t n;

	ck_assert_int_eq(catalog_change(&w, id, 1, &wanted), CATALOG_OK);
	ck_assert(catalog_get(&w, id, &p));
	ck_assert_int_eq(p.version, 1); /* nothing was different */
	wanted.state = PRODUCT_WITHDRAWN;
	wanted.skus[1].unit_milli += 500000;
	ck_assert_int_eq(catalog_change(&w, id, 1, &wanted), CATALOG_OK);
	wanted.description_en = "Ten bags";
	wanted.is_one_of_many = true;
	ck_assert_int_eq(catalog_change(&w, id, 2, &wanted), CATALOG_OK);
	all = change_store_list(&w, id, 0, 9, &n);
	ck_assert_uint_eq(n, 3);
	ck_assert_str_eq(catalog_changed_fields(w.arena, all[0].changes), "description_en");
	ck_assert_str_eq(catalog_changed_fields(w.arena, all[1].changes), "state,price");
	ck_assert_str_eq(catalog_changed_fields(w.arena, all[2].changes), "added");
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(all[1].changes, 1), "sku"), "P1-1");
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(all[1].changes, 1), "became"), "15.01");
	ck_assert_uint_eq(change_store_list(&w, id, all[1].id, 9, &n)->id, all[2].id);
	ck_assert_uint_eq(n, 1);
	/* of one of many the audit log says nothing by itself */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'product_changed' AND about = 'product'"),
			 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE became = "
					"'state,price'"),
			 1);
}
END_TEST

/* ---- the list ---- */

static const struct {
	const char *name;
	struct product_filter filter;
	const char *wanted; /* codes in order */
} list_rows[] = {
	{ "newest first", { .q = NULL, .state = -1, .kind = -1, .limit = 9 }, "D C B A " },
	{ "cut at the limit", { .q = NULL, .state = -1, .kind = -1, .limit = 2 }, "D C " },
	{ "by state", { .q = NULL, .state = PRODUCT_DRAFT, .kind = -1, .limit = 9 }, "B " },
	{ "by kind", { .q = NULL, .state = -1, .kind = PRODUCT_SERVICE, .limit = 9 }, "C " },
	{ "by English name in any case",
	  { .q = "GIFT", .state = -1, .kind = -1, .limit = 9 },
	  "D " },
	{ "by Chinese name", { .q = "礼", .state = -1, .kind = -1, .limit = 9 }, "D " },
	{ "by code in any case",
	  { .q = "b", .state = PRODUCT_DRAFT, .kind = -1, .limit = 9 },
	  "B " },
	{ "by a SKU's code", { .q = "a-1", .state = -1, .kind = -1, .limit = 9 }, "A " },
	{ "a percent sign is itself", { .q = "%", .state = -1, .kind = -1, .limit = 9 }, "" },
	{ "an underscore is itself", { .q = "_", .state = -1, .kind = -1, .limit = 9 }, "" },
	{ "nothing matches", { .q = "zzz", .state = -1, .kind = -1, .limit = 9 }, "" },
};

static void add_four(uint64_t id[4])
{
	struct product_draft a = draft_of("A", 2), b = draft_of("B", 1), c = draft_of("C", 1),
			     d = draft_of("D", 0);

	b.state = PRODUCT_DRAFT;
	c.kind = PRODUCT_SERVICE;
	d.name_en = "Gift box";
	d.name_zh = "礼盒";
	id[0] = add(&a);
	id[1] = add(&b);
	id[2] = add(&c);
	id[3] = add(&d);
}

static const char *codes_of(const struct product_filter *f)
{
	struct buf b;
	size_t n;
	const struct product_row *rows = product_store_list(&w, f, &n);

	buf_init(&b, w.arena);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s ", rows[i].product.code);
	return b.p;
}

START_TEST(list_filters)
{
	uint64_t id[4];

	add_four(id);
	ck_assert_msg(!strcmp(codes_of(&list_rows[_i].filter), list_rows[_i].wanted), "%s: %s",
		      list_rows[_i].name, codes_of(&list_rows[_i].filter));
}
END_TEST

START_TEST(list_turns_pages_both_ways)
{
	uint64_t id[4];
	struct product_filter f = { .q = NULL, .state = -1, .kind = -1, .limit = 2 };

	add_four(id);
	f.before = id[2];
	ck_assert_str_eq(codes_of(&f), "B A ");
	f.before = 0;
	f.after = id[0];
	ck_assert_str_eq(codes_of(&f), "C B ");
}
END_TEST

START_TEST(list_says_what_skus_cost)
{
	uint64_t id[4];
	struct product_filter f = { .q = NULL, .state = -1, .kind = -1, .limit = 9 };
	size_t n;
	const struct product_row *rows;

	add_four(id);
	db_count_reset(w.db);
	rows = product_store_list(&w, &f, &n);
	ck_assert_uint_eq(db_count(w.db), 1);
	ck_assert_ptr_null(rows[0].currency);
	ck_assert_int_eq(rows[0].n_skus, 0);
	ck_assert_int_eq(rows[3].n_skus, 2);
	ck_assert_int_eq(rows[3].low_milli, 1000000);
	ck_assert_int_eq(rows[3].high_milli, 1001000);
}
END_TEST

Suite *catalog_catalog_suite(void)
{
	Suite *s = suite_create("catalog_catalog");
	TCase *tc = tcase_create("products");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, sku_carries_names_price_and_kind);
	tcase_add_test(tc, product_without_variant_keeps_its_name);
	tcase_add_loop_test(tc, find_is_one_statement, 0, 10);
	tcase_add_test(tc, find_tells_case_apart_and_takes_a_code_twice);
	tcase_add_test(tc, withdrawn_sku_is_not_on_sale);
	tcase_add_test(tc, taken_codes_add_nothing);
	tcase_add_test(tc, change_writes_what_is_named_and_keeps_the_rest);
	tcase_add_test(tc, sku_keeps_its_own_currency);
	tcase_add_test(tc, change_of_an_old_version_is_refused);
	tcase_add_test(tc, change_to_a_taken_code_changes_nothing);
	tcase_add_test(tc, what_changed_is_written_down_once);
	tcase_add_loop_test(tc, list_filters, 0, sizeof list_rows / sizeof *list_rows);
	tcase_add_test(tc, list_turns_pages_both_ways);
	tcase_add_test(tc, list_says_what_skus_cost);
	suite_add_tcase(s, tc);
	return s;
}
