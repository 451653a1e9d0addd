/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of categories: what may stand where, and what follows when one is renamed or moved. */
#include "catalog/category.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "support/app.h"

#define N(a) (sizeof(a) / sizeof *(a))

/* ---- rules ---- */

static const struct {
	const char *name, *path, *wanted;
} split_rows[] = {
	{ "one name", "Coffee", "Coffee|" },
	{ "plain and fine marks", "Coffee>Beans › Dark", "Coffee|Beans|Dark|" },
	{ "four levels", "a > b > c > d", "a|b|c|d|" },
	{ "five levels", "a > b > c > d > e", "" },
	{ "an empty one", "a >  > c", "" },
	{ "nothing", " ", "" },
	{ "a mark at the end", "a >", "" },
};

START_TEST(paths_are_split)
{
	struct arena *a = arena_new();
	const char *names[CATEGORY_DEPTH_MAX];
	size_t n = category_split(a, split_rows[_i].path, names);
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s|", names[i]);
	ck_assert_msg(!strcmp(b.p ? b.p : "", split_rows[_i].wanted), "%s: %s", split_rows[_i].name,
		      b.p);
	arena_free(a);
}
END_TEST

static const struct {
	const char *name, *trail;
	uint64_t id;
	int below;
	enum category_refusal wanted;
} stand_rows[] = {
	{ "at the top", NULL, 0, 0, CATEGORY_OK },
	{ "at the top with three levels", NULL, 5, 3, CATEGORY_OK },
	{ "at the top with four", NULL, 5, 4, CATEGORY_TOO_DEEP },
	{ "third below second", "/1/2/", 0, 0, CATEGORY_OK },
	{ "fifth below fourth", "/1/2/3/4/", 0, 0, CATEGORY_TOO_DEEP },
	{ "into itself", "/1/2/", 2, 0, CATEGORY_INTO_ITSELF },
	{ "into its own child", "/1/2/", 1, 0, CATEGORY_INTO_ITSELF },
	{ "an id that begins alike", "/11/2/", 1, 0, CATEGORY_OK },
};

START_TEST(may_stand)
{
	struct category parent = { .trail = stand_rows[_i].trail };

	if (parent.trail)
		parent.depth = category_depth(parent.trail);
	ck_assert_msg(category_may_stand(parent.trail ? &parent : NULL, stand_rows[_i].id,
					 stand_rows[_i].below) == stand_rows[_i].wanted,
		      "%s", stand_rows[_i].name);
}
END_TEST

START_TEST(each_stands_behind_its_parent)
{
	const struct category all[] = { { .id = 3, .parent_id = 2 },
					{ .id = 1 },
					{ .id = 9, .parent_id = 7 }, /* hangs on nothing */
					{ .id = 2 },
					{ .id = 4, .parent_id = 2 },
					{ .id = 5, .parent_id = 3 } };
	static const uint64_t wanted[] = { 1, 2, 3, 5, 4 };
	const struct category *out[N(all)];

	ck_assert_uint_eq(category_in_order(all, N(all), out), N(wanted));
	for (size_t i = 0; i < N(wanted); i++)
		ck_assert_uint_eq(out[i]->id, wanted[i]);
	ck_assert_int_eq(category_depth("/1/7/"), 2);
	ck_assert_int_eq(category_depth(""), 0);
}
END_TEST

static const struct {
	const char *given, *wanted;
} tag_rows[] = {
	{ NULL, "" },
	{ "new", "new" },
	{ "new，gift、 B ,new, ,NEW", "B, gift, new" },
	{ "1,2,3,4,5,6,7,8,9,10", "1, 10, 2, 3, 4, 5, 6, 7, 8, 9" },
	{ "1,2,3,4,5,6,7,8,9,10,11", NULL },
	{ "热销，送礼", "热销, 送礼" },
	{ "a tag of thirty-one characters!", NULL },
	{ "a tag of thirty characters now", "a tag of thirty characters now" },
};

START_TEST(tags_are_cleaned)
{
	struct arena *a = arena_new();
	const char *got = catalog_clean_tags(a, tag_rows[_i].given);

	if (tag_rows[_i].wanted)
		ck_assert_str_eq(got, tag_rows[_i].wanted);
	else
		ck_assert_ptr_null(got);
	arena_free(a);
}
END_TEST

START_TEST(a_class_has_its_rate)
{
	ck_assert_int_eq(catalog_tax(TAX_OWN, 650, 1300, 900), 650);
	ck_assert_int_eq(catalog_tax(TAX_STANDARD, 650, 1300, 900), 1300);
	ck_assert_int_eq(catalog_tax(TAX_REDUCED, 650, 1300, 900), 900);
	ck_assert_int_eq(catalog_tax(TAX_ZERO, 650, 1300, 900), 0);
}
END_TEST

/* ---- the database ---- */

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

static uint64_t add(const char *en, const char *zh, uint64_t parent)
{
	uint64_t id;

	ck_assert_int_eq(category_add(&w, &(struct category_draft){ en, zh, parent }, &id),
			 CATEGORY_OK);
	return id;
}

static uint64_t product(const char *code, uint64_t category, const char *tags)
{
	struct product_draft d = { .code = code,
				   .name_en = "Thing",
				   .name_zh = "物",
				   .category_id = category,
				   .tags = tags,
				   .state = PRODUCT_ON_SALE };
	uint64_t id;

	ck_assert_int_eq(catalog_add(&w, &d, &id), CATALOG_OK);
	return id;
}

static const char *path_of(uint64_t id)
{
	struct category c;

	ck_assert(category_store_find(&w, id, &c));
	return arena_printf(w.arena, "%s|%s", c.path_en, c.path_zh);
}

START_TEST(what_is_moved_takes_all_along)
{
	uint64_t coffee = add("Coffee", "咖啡", 0), beans = add("Beans", "豆", coffee),
		 dark = add("Dark", "深烘", beans), food = add("Food", "食品", 0);
	uint64_t p = product("P1", dark, NULL);
	struct product now;

	ck_assert_str_eq(path_of(dark), "Coffee › Beans › Dark|咖啡 › 豆 › 深烘");
	ck_assert_int_eq(category_change(&w, beans, 1,
					 &(struct category_draft){ "Whole beans", "咖啡豆", food }),
			 CATEGORY_OK);
	ck_assert_str_eq(path_of(dark), "Food › Whole beans › Dark|食品 › 咖啡豆 › 深烘");
	ck_assert(catalog_get(&w, p, &now));
	ck_assert_str_eq(now.category_en, "Food › Whole beans › Dark");
	ck_assert_int_eq(category_change(&w, food, 1, &(struct category_draft){ "F", "食", dark }),
			 CATEGORY_INTO_ITSELF);
	ck_assert_int_eq(category_change(&w, beans, 1, &(struct category_draft){ "B", "豆", 0 }),
			 CATEGORY_STALE);
	ck_assert_int_eq(category_change(&w, 7, 1, &(struct category_draft){ "B", "豆", 0 }),
			 CATEGORY_NOT_FOUND);
	ck_assert_int_eq(category_remove(&w, food), CATEGORY_NOT_EMPTY);
	ck_assert_int_eq(category_remove(&w, dark), CATEGORY_NOT_EMPTY);
	ck_assert_int_eq(category_remove(&w, coffee), CATEGORY_OK);
	ck_assert_int_eq(category_remove(&w, coffee), CATEGORY_NOT_FOUND);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'category_changed'"),
			 6);
}
END_TEST

START_TEST(names_and_depth_are_minded)
{
	uint64_t a = add("A", "甲", 0), b = add("B", "乙", a), c = add("C", "丙", b),
		 d = add("D", "丁", c), id;

	ck_assert_int_eq(category_add(&w, &(struct category_draft){ "a", "别", 0 }, &id),
			 CATEGORY_NAME_TAKEN);
	ck_assert_int_eq(category_add(&w, &(struct category_draft){ "E", "戊", d }, &id),
			 CATEGORY_TOO_DEEP);
	ck_assert_int_eq(category_add(&w, &(struct category_draft){ "E", "戊", 5 }, &id),
			 CATEGORY_NO_PARENT);
	ck_assert_uint_eq(id, 0);
	id = add("E", "戊", 0);
	ck_assert_int_eq(category_change(&w, b, 1, &(struct category_draft){ "B", "乙", id }),
			 CATEGORY_OK);
	ck_assert_int_eq(category_change(&w, a, 1, &(struct category_draft){ "A", "甲", d }),
			 CATEGORY_TOO_DEEP);
	ck_assert_int_eq(category_change(&w, a, 1, &(struct category_draft){ "e", "甲", 0 }),
			 CATEGORY_NAME_TAKEN);
}
END_TEST

START_TEST(a_path_finds_or_makes_it)
{
	uint64_t id, again;

	ck_assert(catalog_find_category(&w, "Coffee > Beans", "咖啡 > 豆", false, &id));
	ck_assert_uint_eq(id, 0);
	ck_assert(catalog_find_category(&w, "Coffee > Beans", "咖啡 > 豆", true, &id));
	ck_assert_str_eq(path_of(id), "Coffee › Beans|咖啡 › 豆");
	ck_assert(catalog_find_category(&w, NULL, "咖啡›豆", false, &again));
	ck_assert_uint_eq(again, id);
	ck_assert(catalog_find_category(&w, "coffee>beans", NULL, true, &again));
	ck_assert_uint_eq(again, id);
	ck_assert(!catalog_find_category(&w, "Coffee > Beans", "咖啡", true, &again));
	ck_assert(!catalog_find_category(&w, "Coffee >", NULL, true, &again));
}
END_TEST

static const char *found(uint64_t category, const char *tag)
{
	struct product_filter f = {
		.state = -1, .kind = -1, .category = category, .tag = tag, .limit = 9
	};
	struct buf b;
	size_t n;
	const struct product_row *rows = product_store_list(&w, &f, &n);

	buf_init(&b, w.arena);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s ", rows[i].product.code);
	return b.p ? b.p : "";
}

START_TEST(products_are_found_by_category_and_tag)
{
	uint64_t coffee = add("Coffee", "咖啡", 0), beans = add("Beans", "豆", coffee),
		 tea = add("Tea", "茶", 0);
	struct product_draft d = { .code = "C",
				   .name_en = "Thing",
				   .name_zh = "物",
				   .category_id = tea,
				   .tags = "gift",
				   .state = PRODUCT_ON_SALE };
	uint64_t id;
	struct product p;

	product("A", coffee, "new, gift");
	product("B", beans, "new");
	id = product("C", tea, NULL);
	ck_assert_str_eq(found(coffee, NULL), "B A ");
	ck_assert_str_eq(found(beans, NULL), "B ");
	ck_assert_str_eq(found(0, "NEW"), "B A ");
	ck_assert_str_eq(found(coffee, "gift"), "A ");
	ck_assert_str_eq(found(tea, "gift"), "");
	ck_assert_int_eq(catalog_change(&w, id, 1, &d), CATALOG_OK);
	ck_assert_str_eq(found(tea, "gift"), "C ");
	ck_assert(catalog_get(&w, id, &p));
	ck_assert_str_eq(p.tags, "gift");
	d.category_id = 77;
	ck_assert_int_eq(catalog_change(&w, id, 2, &d), CATALOG_NO_CATEGORY);
	d.category_id = 0;
	d.tags = "";
	ck_assert_int_eq(catalog_change(&w, id, 2, &d), CATALOG_OK);
	ck_assert_str_eq(found(tea, NULL), "");
	ck_assert_str_eq(found(0, "gift"), "A ");
}
END_TEST

Suite *catalog_category_suite(void)
{
	Suite *s = suite_create("catalog_category");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("tree");

	tcase_add_loop_test(rules, paths_are_split, 0, (int)N(split_rows));
	tcase_add_loop_test(rules, may_stand, 0, (int)N(stand_rows));
	tcase_add_test(rules, each_stands_behind_its_parent);
	tcase_add_loop_test(rules, tags_are_cleaned, 0, (int)N(tag_rows));
	tcase_add_test(rules, a_class_has_its_rate);
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, what_is_moved_takes_all_along);
	tcase_add_test(tc, names_and_depth_are_minded);
	tcase_add_test(tc, a_path_finds_or_makes_it);
	tcase_add_test(tc, products_are_found_by_category_and_tag);
	suite_add_tcase(s, tc);
	return s;
}
