/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided about products. */
#include <check.h>
#include "base/json.h"
#include "catalog/inside.h"

#define N(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *name;
	enum product_state a, b, wanted;
} state_rows[] = {
	{ "both on sale is on sale", PRODUCT_ON_SALE, PRODUCT_ON_SALE, PRODUCT_ON_SALE },
	{ "draft hides what is on sale", PRODUCT_DRAFT, PRODUCT_ON_SALE, PRODUCT_DRAFT },
	{ "and the other way round", PRODUCT_ON_SALE, PRODUCT_DRAFT, PRODUCT_DRAFT },
	{ "withdrawn beats on sale", PRODUCT_ON_SALE, PRODUCT_WITHDRAWN, PRODUCT_WITHDRAWN },
	{ "withdrawn beats draft", PRODUCT_WITHDRAWN, PRODUCT_DRAFT, PRODUCT_WITHDRAWN },
	{ "draft does not beat withdrawn", PRODUCT_DRAFT, PRODUCT_WITHDRAWN, PRODUCT_WITHDRAWN },
};

START_TEST(worse_state)
{
	enum product_state got = catalog_worse_state(state_rows[_i].a, state_rows[_i].b);

	ck_assert_msg(got == state_rows[_i].wanted, "%s: %s", state_rows[_i].name,
		      product_state_word[got]);
}
END_TEST

START_TEST(kinds_and_states_have_their_words)
{
	ck_assert_str_eq(product_kind_word[PRODUCT_GOODS], "goods");
	ck_assert_str_eq(product_kind_word[PRODUCT_SERVICE], "service");
	ck_assert_str_eq(product_kind_word[PRODUCT_DIGITAL], "digital");
	ck_assert_str_eq(product_kind_word[PRODUCT_PICKUP], "pickup");
	ck_assert_str_eq(product_state_word[PRODUCT_DRAFT], "draft");
	ck_assert_str_eq(product_state_word[PRODUCT_ON_SALE], "on_sale");
	ck_assert_str_eq(product_state_word[PRODUCT_WITHDRAWN], "withdrawn");
}
END_TEST

static const struct {
	size_t given, wanted;
} size_rows[] = { { 1, 1 }, { 2, 2 },  { 3, 4 },   { 4, 4 },
		  { 5, 8 }, { 9, 16 }, { 33, 64 }, { 64, 64 } };

START_TEST(lookup_size)
{
	ck_assert_uint_eq(catalog_lookup_size(size_rows[_i].given), size_rows[_i].wanted);
}
END_TEST

START_TEST(repeated_code_is_found)
{
	const struct sku_draft apart[] = { { .code = "A" }, { .code = "a" }, { .code = "A1" } };
	const struct sku_draft both[] = { { .code = "A" }, { .code = "A" } };
	const struct sku_draft twice[] = { { .code = "A" }, { .code = "B" }, { .code = "A" } };

	ck_assert_uint_eq(catalog_repeated_code(apart, 3), 3);
	ck_assert_uint_eq(catalog_repeated_code(twice, 3), 2);
	ck_assert_uint_eq(catalog_repeated_code(both, 2), 1);
	ck_assert_uint_eq(catalog_repeated_code(NULL, 0), 0);
}
END_TEST

static const struct {
	const char *given;
	bool wanted;
} code_rows[] = {
	{ "R-BEANS.454_g", true }, { "BANK CHARGES", true }, { "85123A", true }, { "", false },
	{ ".hidden", false },      { " A", false },          { "a/b", false },   { "咖啡", false },
	{ "a%2fb", false },
};

START_TEST(code_is_fit_for_a_path)
{
	ck_assert_msg(catalog_is_code(code_rows[_i].given) == code_rows[_i].wanted, "\"%s\"",
		      code_rows[_i].given);
}
END_TEST

static const struct sku_draft same = {
	.code = "A", .variant_en = "1 kg", .unit_milli = 1000, .tax_bp = 1300, .weight_g = 5
};

static const struct {
	const char *name;
	struct sku_draft wanted;
	const char *field, *was, *became; /* NULL: nothing differs */
} differ_rows[] = {
	{ "the same",
	  { .code = "A", .variant_en = "1 kg", .unit_milli = 1000, .tax_bp = 1300, .weight_g = 5 },
	  NULL,
	  NULL,
	  NULL },
	{ "empty is absent",
	  { .code = "A",
	    .variant_en = "1 kg",
	    .unit_milli = 1000,
	    .tax_bp = 1300,
	    .weight_g = 5,
	    .variant_zh = "" },
	  NULL,
	  NULL,
	  NULL },
	{ "one by one is a pack of one",
	  { .code = "A",
	    .variant_en = "1 kg",
	    .unit_milli = 1000,
	    .tax_bp = 1300,
	    .weight_g = 5,
	    .pack_size = 1 },
	  NULL,
	  NULL,
	  NULL },
	{ "another price",
	  { .code = "A", .variant_en = "1 kg", .unit_milli = 1001, .tax_bp = 1300, .weight_g = 5 },
	  "price",
	  "0.01",
	  "0.01001" },
	{ "another tax",
	  { .code = "A", .variant_en = "1 kg", .unit_milli = 1000, .tax_bp = 650, .weight_g = 5 },
	  "tax_percent",
	  "13",
	  "6.5" },
	{ "another weight",
	  { .code = "A", .variant_en = "1 kg", .unit_milli = 1000, .tax_bp = 1300, .weight_g = 6 },
	  "weight_g",
	  "5",
	  "6" },
	{ "another pack",
	  { .code = "A",
	    .variant_en = "1 kg",
	    .unit_milli = 1000,
	    .tax_bp = 1300,
	    .weight_g = 5,
	    .pack_size = 12 },
	  "pack_size",
	  "1",
	  "12" },
	{ "another English variant",
	  { .code = "A", .variant_en = "2 kg", .unit_milli = 1000, .tax_bp = 1300, .weight_g = 5 },
	  "variant_en",
	  "1 kg",
	  "2 kg" },
	{ "another Chinese variant",
	  { .code = "A",
	    .variant_en = "1 kg",
	    .unit_milli = 1000,
	    .tax_bp = 1300,
	    .weight_g = 5,
	    .variant_zh = "1 公斤" },
	  "variant_zh",
	  "",
	  "1 公斤" },
	{ "not sold any more",
	  { .code = "A",
	    .variant_en = "1 kg",
	    .unit_milli = 1000,
	    .tax_bp = 1300,
	    .weight_g = 5,
	    .withdrawn = true },
	  "withdrawn",
	  "no",
	  "yes" },
};

START_TEST(sku_differs)
{
	const struct sku_row row = { .sku = { .variant_en = same.variant_en,
					      .variant_zh = "",
					      .unit_milli = same.unit_milli,
					      .currency = "CNY",
					      .pack_size = 1,
					      .weight_g = (int)same.weight_g },
				     .own_tax_bp = (int)same.tax_bp };
	cJSON *list = cJSON_CreateArray();
	const cJSON *one;

	ck_assert_msg(catalog_note_sku(list, &row, &differ_rows[_i].wanted, "CNY") ==
			      (differ_rows[_i].field != NULL),
		      "%s", differ_rows[_i].name);
	ck_assert_int_eq(cJSON_GetArraySize(list), differ_rows[_i].field != NULL);
	one = cJSON_GetArrayItem(list, 0);
	if (one) {
		ck_assert_str_eq(json_get_text(one, "sku"), "A");
		ck_assert_str_eq(json_get_text(one, "field"), differ_rows[_i].field);
		ck_assert_str_eq(json_get_text(one, "was"), differ_rows[_i].was);
		ck_assert_str_eq(json_get_text(one, "became"), differ_rows[_i].became);
	}
	cJSON_Delete(list);
}
END_TEST

START_TEST(product_differs)
{
	const struct product now = { .code = "P",
				     .name_en = "Tea",
				     .name_zh = "茶",
				     .description_en = "",
				     .description_zh = "",
				     .tags = "",
				     .kind = PRODUCT_GOODS,
				     .state = PRODUCT_DRAFT };
	const struct product_draft same_draft = { .code = "P", .name_en = "Tea", .name_zh = "茶" };
	struct product_draft d = same_draft;
	struct arena *a = arena_new();
	cJSON *list = cJSON_CreateArray();

	catalog_note_product(list, &now, &d);
	ck_assert_int_eq(cJSON_GetArraySize(list), 0);
	d.name_en = "Green tea";
	d.state = PRODUCT_ON_SALE;
	d.made_to_order = true;
	catalog_note_product(list, &now, &d);
	ck_assert_str_eq(catalog_changed_fields(a, list), "name_en,made_to_order,state");
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(list, 2), "became"), "on_sale");
	ck_assert(cJSON_IsNull(json_get(cJSON_GetArrayItem(list, 2), "sku")) ||
		  !json_get(cJSON_GetArrayItem(list, 2), "sku"));
	catalog_note_product(list, &now, &d);
	ck_assert_str_eq(catalog_changed_fields(a, list), "name_en,made_to_order,state");
	cJSON_Delete(list);
	arena_free(a);
}
END_TEST

Suite *catalog_rules_suite(void)
{
	Suite *s = suite_create("catalog_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, worse_state, 0, (int)N(state_rows));
	tcase_add_test(tc, kinds_and_states_have_their_words);
	tcase_add_loop_test(tc, lookup_size, 0, (int)N(size_rows));
	tcase_add_test(tc, repeated_code_is_found);
	tcase_add_loop_test(tc, code_is_fit_for_a_path, 0, (int)N(code_rows));
	tcase_add_loop_test(tc, sku_differs, 0, (int)N(differ_rows));
	tcase_add_test(tc, product_differs);
	suite_add_tcase(s, tc);
	return s;
}
