/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers found by any word of their names: as names come, as they change, and those there were
 * before there were words. */
#include <check.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "customer/store.h"
#include "support/app.h"
#include "support/database.h"
#include "support/skip.h"

static struct app *app;
static struct work w;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	work_lease(app);
}

static void teardown(void)
{
	support_app_free(app);
}

static uint64_t come(const char *name, const char *phone)
{
	struct contact_draft d = { .name = name, .phone = phone, .street = "1 Lane" };
	struct contact c;
	uint64_t id = 0;

	customer_for_contact(&w, &d, INSTANT_NONE, &id, &c);
	return id;
}

static size_t named(const char *typed)
{
	uint64_t ids[8];

	return customer_find_by_name(&w, typed, ids, 8);
}

START_TEST(each_word_finds)
{
	uint64_t ids[4], id = come("Anne-Marie O'Brien", "13912345522");

	ck_assert_uint_eq(named("marie"), 1);
	ck_assert_uint_eq(named("BRIEN"), 1);
	ck_assert_uint_eq(named("marie o'b"), 1);
	ck_assert_uint_eq(named("rien"), 0);
	ck_assert_uint_eq(named("%arie"), 0);
	/* what begins so as a whole comes before what has such a word */
	ck_assert_uint_ne(come("Marie", "13912345523"), id);
	ck_assert_uint_eq(customer_find_by_name(&w, "Marie", ids, 4), 2);
	ck_assert_uint_eq(ids[1], id);
}
END_TEST

static void rename_to(uint64_t id, const char *name)
{
	struct customer c;

	ck_assert(customer_get(&w, id, &c));
	c.name = name;
	ck_assert(customer_store_update(&w, &c));
}

/* Who an order went to keeps the name; the customer does not. */
START_TEST(a_name_that_is_no_more_finds_nobody)
{
	uint64_t id = come("Anne Lin", "13912345522");

	rename_to(id, "Anne Zhou");
	ck_assert_uint_eq(named("zhou"), 1);
	ck_assert_uint_eq(named("lin"), 1);
	rename_to(id, "Anne Wu");
	ck_assert_uint_eq(named("zhou"), 0);
	ck_assert_uint_eq(named("wu"), 1);
	ck_assert_uint_eq(named("lin"), 1);
}
END_TEST

static int bring(struct work *all, void *arg)
{
	customer_add_past(all, "till", arg, 2);
	return 0;
}

START_TEST(those_of_the_past_are_found)
{
	struct customer_past v[] = {
		{ .contact = { .name = "Anne Lin", .phone = "13912345522", .external_id = "7" },
		  .since = w.now },
		{ .contact = { .name = "林雨晴", .phone = "13912345523", .external_id = "8" },
		  .since = w.now },
	};

	work_transaction(&w, bring, v);
	ck_assert_uint_eq(named("lin"), 1);
	ck_assert_uint_eq(named("雨晴"), 1);
}
END_TEST

/* Without comments: a semicolon ends a statement. */
static char *statements_of(const char *path)
{
	char *text = file_read(w.arena, path, NULL), *line, *next;

	ck_assert_ptr_nonnull(text);
	for (line = text; line && *line; line = next) {
		next = strchr(line, '\n');
		next = next ? next + 1 : NULL;
		if (line[0] == '-' && line[1] == '-')
			memset(line, ' ', next ? (size_t)(next - line) : strlen(line));
	}
	return text;
}

/* Which words each customer has, as one number. */
static int64_t all_words(void)
{
	return support_number("SELECT SUM(CRC32(CONCAT(HEX(word), customer_id))) FROM "
			      "customer_name_word");
}

START_TEST(the_migration_finds_the_words_that_the_shop_keeps)
{
	static const char *const names[] = { "Anne Lin",   "Mary-Ann O'Brien 3rd",
					     "林雨晴",     "林 雨晴",
					     "Émile Żak",  "阿不都·买买提",
					     "林Anne",     "  Lin",
					     "Anne林 x-y", "𠮷野家" };
	const char *root = getenv("REGULARS_TEST_SOURCE");
	int64_t before, n;
	glob_t found;
	char *text, *at;

	if (!root)
		skip("REGULARS_TEST_SOURCE does not name the source");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)come(names[i], arena_printf(w.arena, "1391234%04zu", i));
	before = all_words();
	n = support_number("SELECT COUNT(*) FROM customer_name_word");
	ck_assert_int_gt(n, 15);
	support_sql("DELETE FROM customer_name_word");
	ck_assert_int_eq(glob(arena_printf(w.arena, "%s/sql/*_name_word.sql", root), 0, NULL,
			      &found),
			 0);
	text = statements_of(found.gl_pathv[0]);
	globfree(&found);
	at = strstr(text, "CREATE TABLE name_place");
	for (char *end; (end = strchr(at, ';')); at = end + 1) {
		*end = 0;
		support_sql(at);
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_name_word"), n);
	ck_assert_int_eq(all_words(), before);
}
END_TEST

Suite *customer_name_suite(void)
{
	Suite *s = suite_create("customer_name");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, each_word_finds);
	tcase_add_test(tc, a_name_that_is_no_more_finds_nobody);
	tcase_add_test(tc, those_of_the_past_are_found);
	tcase_add_test(tc, the_migration_finds_the_words_that_the_shop_keeps);
	suite_add_tcase(s, tc);
	return s;
}
