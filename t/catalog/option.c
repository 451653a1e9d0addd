/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of a product: which value is which, and the SKUs that are made of them. */
#include "catalog/option.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "support/app.h"

#define N(a) (sizeof(a) / sizeof *(a))

/* ---- rules ---- */

static const struct {
	const char *name;
	struct option_value now[3];
	size_t n_now;
	struct option_value wanted[3];
	size_t n_wanted;
	uint64_t ids[3];
} match_rows[] = {
	{ "the same",
	  { { 1, "Red", "红" }, { 2, "Blue", "蓝" } },
	  2,
	  { { 0, "Red", "红" }, { 0, "Blue", "蓝" } },
	  2,
	  { 1, 2 } },
	{ "in another order",
	  { { 1, "Red", "红" }, { 2, "Blue", "蓝" } },
	  2,
	  { { 0, "Blue", "蓝" }, { 0, "Red", "红" } },
	  2,
	  { 2, 1 } },
	{ "renamed in one language",
	  { { 1, "Red", "红" }, { 2, "Blue", "蓝" } },
	  2,
	  { { 0, "Blue", "湖蓝" }, { 0, "Crimson", "红" } },
	  2,
	  { 2, 1 } },
	{ "renamed in both stays in its place",
	  { { 1, "Red", "红" }, { 2, "Blue", "蓝" } },
	  2,
	  { { 0, "Red", "红" }, { 0, "Lake", "湖蓝" } },
	  2,
	  { 1, 2 } },
	{ "one put in before it",
	  { { 1, "Red", "红" } },
	  1,
	  { { 0, "Blue", "蓝" }, { 0, "Red", "红" } },
	  2,
	  { 0, 1 } },
	{ "one taken away",
	  { { 1, "Red", "红" }, { 2, "Blue", "蓝" } },
	  2,
	  { { 0, "Blue", "蓝" } },
	  1,
	  { 2 } },
	{ "none before", { { 0, "", "" } }, 0, { { 0, "Red", "红" } }, 1, { 0 } },
};

START_TEST(values_are_known_again)
{
	struct option_value now_values[3], wanted_values[3];
	struct product_option now = { .values = now_values, .n = match_rows[_i].n_now },
			      wanted = { .values = wanted_values, .n = match_rows[_i].n_wanted };

	memcpy(now_values, match_rows[_i].now, sizeof now_values);
	memcpy(wanted_values, match_rows[_i].wanted, sizeof wanted_values);
	option_match(&now, &wanted);
	for (size_t i = 0; i < wanted.n; i++)
		ck_assert_msg(wanted_values[i].id == match_rows[_i].ids[i], "%s: %zu is %llu",
			      match_rows[_i].name, i, (unsigned long long)wanted_values[i].id);
}
END_TEST

static struct option_value colours[] = { { 1, "Lake blue", "湖蓝" }, { 2, "红", "红" } },
			   sizes[] = { { 3, "S", "小" }, { 4, "L", "大" }, { 5, "XL", "特大" } };
static const struct product_options both = {
	{ { "Colour", "颜色", colours, N(colours) }, { "Size", "尺寸", sizes, N(sizes) } }, 2
};

START_TEST(combinations_have_words_and_codes)
{
	const struct option_value *values[OPTIONS_MAX];
	struct arena *a = arena_new();
	const struct product_options none = { .n = 0 };

	ck_assert_uint_eq(option_combinations(&none), 0);
	ck_assert_uint_eq(option_combinations(&both), 6);
	option_combination(&both, 1, values);
	ck_assert_str_eq(option_words(a, &both, values, false), "Lake blue / L");
	ck_assert_str_eq(option_words(a, &both, values, true), "湖蓝 / 大");
	ck_assert_str_eq(option_code(a, "MUG", &both, values, 1), "MUG-LAKE-BLUE-L");
	option_combination(&both, 5, values);
	ck_assert_str_eq(option_code(a, "MUG", &both, values, 1), "MUG-2-XL");
	ck_assert_str_eq(option_code(a, "MUG", &both, values, 3), "MUG-2-XL-3");
	ck_assert_uint_eq(strlen(option_code(a, "A-CODE-THAT-HAS-NEARLY-FORTY-CHARACTERS", &both,
					     values, 1)),
			  40);
	ck_assert_str_eq(option_text(a, &both, false), "Colour: Lake blue, 红; Size: S, L, XL");
	ck_assert_str_eq(option_text(a, &none, true), "");
	arena_free(a);
}
END_TEST

START_TEST(words_are_cut_at_commas)
{
	struct arena *a = arena_new();
	const char *out[3];

	ck_assert_uint_eq(catalog_cut(a, " a，b b、, c,", out, 3), 3);
	ck_assert_str_eq(out[1], "b b");
	ck_assert_uint_eq(catalog_cut(a, "a,b,c,d", out, 3), 4);
	ck_assert_uint_eq(catalog_cut(a, NULL, out, 3), 0);
	arena_free(a);
}
END_TEST

/* ---- the database ---- */

static struct app *app;
static struct work w;
static uint64_t id;

static void setup(void)
{
	struct sku_draft skus[] = {
		{ .code = "M-1",
		  .variant_en = "Red",
		  .variant_zh = "红",
		  .unit_milli = 4800000,
		  .weight_g = 300 },
		{ .code = "M-2", .variant_en = "Blue", .variant_zh = "蓝", .unit_milli = 4900000 },
	};
	struct product_draft d = { .code = "M",
				   .name_en = "Mug",
				   .name_zh = "杯",
				   .state = PRODUCT_ON_SALE,
				   .skus = skus,
				   .n_skus = 2 };

	app = support_app();
	w = support_work(app);
	ck_assert_int_eq(catalog_add(&w, &d, &id), CATALOG_OK);
}

static void teardown(void)
{
	support_app_free(app);
}

static struct product_options colours_of(const char *en, const char *zh)
{
	struct product_options o = { { { "Colour", "颜色", NULL, 0 } }, 1 };
	const char *names_en[9], *names_zh[9];

	o.v[0].n = catalog_cut(w.arena, en, names_en, 9);
	ck_assert_uint_eq(catalog_cut(w.arena, zh, names_zh, 9), o.v[0].n);
	o.v[0].values = arena_array_of(w.arena, 9, struct option_value);
	for (size_t i = 0; i < o.v[0].n; i++)
		o.v[0].values[i] = (struct option_value){ 0, names_en[i], names_zh[i] };
	return o;
}

static enum options_refusal set(int version, struct product_options o, bool make,
				struct options_answer *a)
{
	return catalog_set_options(&w, id, version, &o, make, a);
}

static const char *skus(void)
{
	size_t n;
	const struct sku_row *rows = sku_store_of_product(&w, id, &n);
	struct buf b;

	buf_init(&b, w.arena);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s=%s%s%s ", rows[i].sku.code, rows[i].sku.variant_en,
			 rows[i].value[0] ? "" : "?", rows[i].withdrawn ? "!" : "");
	return b.p;
}

START_TEST(skus_become_combinations_and_others_are_made)
{
	struct options_answer a;
	struct product p;
	size_t n;
	struct product_change *all;

	ck_assert_int_eq(set(1, colours_of("Red, Green", "红, 绿"), true, &a), OPTIONS_OK);
	ck_assert_int_eq(a.n_made, 1);
	/* what is made is not sold yet; the blue one is none of them */
	ck_assert_str_eq(skus(), "M-1=Red M-2=Blue? M-GREEN=Green! ");
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'M-GREEN'"),
			 4800000);
	ck_assert_int_eq(set(1, colours_of("Red", "红"), true, &a), OPTIONS_STALE);
	ck_assert_int_eq(set(2, colours_of("Red", "红"), true, &a), OPTIONS_USED);
	ck_assert_str_eq(a.sku, "M-GREEN");
	ck_assert_int_eq(set(2, colours_of("Crimson, Green, Blue", "红, 绿, 蓝"), true, &a),
			 OPTIONS_OK);
	ck_assert_int_eq(a.n_made, 0);
	ck_assert_str_eq(skus(), "M-1=Crimson M-2=Blue M-GREEN=Green! ");
	ck_assert(catalog_get(&w, id, &p));
	ck_assert_int_eq(p.version, 3);
	all = change_store_list(&w, id, 0, 9, &n);
	ck_assert_str_eq(catalog_changed_fields(w.arena, all[0].changes),
			 "options_en,options_zh,variant_en");
	ck_assert_str_eq(catalog_changed_fields(w.arena, all[1].changes),
			 "options_en,options_zh,sku_added");
	ck_assert_int_eq(set(3, colours_of("Crimson, Green, Blue", "红, 绿, 蓝"), true, &a),
			 OPTIONS_OK);
	ck_assert(catalog_get(&w, id, &p));
	ck_assert_int_eq(p.version, 3);
	/* made of nothing, none costs less than its parts do */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku WHERE parts_less_bp IS NOT NULL"),
			 0);
}
END_TEST

START_TEST(without_options_skus_keep_their_words)
{
	struct product_options none = { .n = 0 };
	struct options_answer a;
	struct product_draft d;
	struct product p;
	struct sku_draft sku = {
		.code = "M-1", .variant_en = "Typed", .variant_zh = "写的", .unit_milli = 1
	};

	ck_assert_int_eq(set(1, colours_of("Red, Blue", "红, 蓝"), true, &a), OPTIONS_OK);
	ck_assert(catalog_get(&w, id, &p));
	d = (struct product_draft){ .code = "M",
				    .name_en = "Mug",
				    .name_zh = "杯",
				    .state = PRODUCT_ON_SALE,
				    .skus = &sku,
				    .n_skus = 1 };
	ck_assert_int_eq(catalog_change(&w, id, p.version, &d), CATALOG_OK);
	ck_assert_str_eq(skus(), "M-1=Red M-2=Blue ");
	ck_assert_int_eq(set(p.version + 1, none, true, &a), OPTIONS_OK);
	ck_assert_str_eq(skus(), "M-1=Red? M-2=Blue? ");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_option_value"), 0);
	sku.unit_milli = 2;
	ck_assert_int_eq(catalog_change(&w, id, p.version + 2, &d), CATALOG_OK);
	ck_assert_str_eq(skus(), "M-1=Typed? M-2=Blue? ");
	ck_assert_int_eq(catalog_set_options(&w, 7, 1, &none, true, &a), OPTIONS_NOT_FOUND);
}
END_TEST

START_TEST(too_many_combinations_make_none)
{
	struct product_options o = colours_of("1,2,3,4,5,6,7", "1,2,3,4,5,6,7");
	struct options_answer a;

	o.v[1] = colours_of("a,b,c,d,e,f", "a,b,c,d,e,f").v[0];
	o.n = 2;
	ck_assert_int_eq(set(1, o, true, &a), OPTIONS_TOO_MANY);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_option"), 0);
	ck_assert_int_eq(set(1, o, false, &a), OPTIONS_OK);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_option_value"), 13);
}
END_TEST

Suite *catalog_option_suite(void)
{
	Suite *s = suite_create("catalog_option");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("products");

	tcase_add_loop_test(rules, values_are_known_again, 0, (int)N(match_rows));
	tcase_add_test(rules, combinations_have_words_and_codes);
	tcase_add_test(rules, words_are_cut_at_commas);
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, skus_become_combinations_and_others_are_made);
	tcase_add_test(tc, without_options_skus_keep_their_words);
	tcase_add_test(tc, too_many_combinations_make_none);
	suite_add_tcase(s, tc);
	return s;
}
