/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of related products, as people type them. */
#include "catalog/relation.h"
#include <check.h>

#define ELEVEN "1,2,3,4,5,6,7,8,9,10,11"
#define TEN    "1,2,3,4,5,6,7,8,9,10"

static const struct {
	const char *name, *lists[RELATION__MAX]; /* needs, goes with, replaces */
	enum relation_refusal wanted;
	enum relation kind; /* of what is refused */
	const char *code;
	size_t n;
	const char *text; /* of what goes with it */
} rows[] = {
	{ "nothing", { NULL, "", " , " }, .wanted = RELATION_OK, .text = "" },
	{ "in one order",
	  { "A", "C，B、 D", NULL },
	  .wanted = RELATION_OK,
	  .n = 4,
	  .text = "B, C, D" },
	{ "ten of a kind",
	  { NULL, TEN, NULL },
	  .wanted = RELATION_OK,
	  .n = 10,
	  .text = "1, 10, 2, 3, 4, 5, 6, 7, 8, 9" },
	{ "eleven of a kind", { NULL, NULL, ELEVEN }, RELATION_TOO_MANY, RELATION_REPLACES, NULL },
	{ "itself", { NULL, "A, ME", NULL }, RELATION_ITSELF, RELATION_GOES_WITH, "ME" },
	{ "twice", { "A, A", NULL, NULL }, RELATION_TWICE, RELATION_NEEDS, "A" },
	{ "in two ways", { "A", NULL, "B, A" }, RELATION_TWICE, RELATION_REPLACES, "A" },
	{ "case tells apart",
	  { "a", "A, me", NULL },
	  .wanted = RELATION_OK,
	  .n = 3,
	  .text = "A, me" },
};

START_TEST(lists_are_read)
{
	struct arena *a = arena_new();
	struct relation_answer why;
	struct relations r;
	enum relation_refusal said = relation_read(a, "ME", rows[_i].lists, &r, &why);

	ck_assert_msg(said == rows[_i].wanted, "%s: %d", rows[_i].name, (int)said);
	if (said == RELATION_OK) {
		ck_assert_uint_eq(r.n, rows[_i].n);
		ck_assert_str_eq(relation_text(a, &r, RELATION_GOES_WITH), rows[_i].text);
	} else {
		ck_assert_int_eq(why.kind, rows[_i].kind);
		ck_assert_pstr_eq(why.code, rows[_i].code);
	}
	arena_free(a);
}
END_TEST

Suite *catalog_relation_suite(void)
{
	Suite *s = suite_create("catalog_relation");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, lists_are_read, 0, (int)(sizeof rows / sizeof *rows));
	suite_add_tcase(s, tc);
	return s;
}
