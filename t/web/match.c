/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of route patterns. */
#include "rows.h"
#include "web/web.h"

#define LONG_128                                                                                   \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"                         \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
	const char *pattern, *path, *wanted; /* captures, each followed by "|"; NULL: no match */
} row[] = {
	{ "/", "/", "" },
	{ "/", "/a", NULL },
	{ "/", "", NULL },
	{ "/track", "/track", "" },
	{ "/track", "/track/", NULL },
	{ "/track", "/trac", NULL },
	{ "/track", "/tracks", NULL },
	{ "/track", "/Track", NULL },
	{ "/o/{number}", "/o/R-7K3M-92Q5", "R-7K3M-92Q5|" },
	{ "/o/{number}", "/o/", NULL },
	{ "/o/{number}", "/o", NULL },
	{ "/o/{number}", "/o/a/b", NULL },
	{ "/o/{number}", "/o/林 雨", "林 雨|" },
	{ "/o/{number}/cancel", "/o/a/cancel", "a|" },
	{ "/o/{number}/cancel", "/o/a/cancels", NULL },
	{ "/o/{number}/cancel", "/o//cancel", NULL },
	{ "/a/{x}/b/{y}", "/a/1/b/2", "1|2|" },
	{ "/{a}/{b}/{c}/{d}", "/1/2/3/4", "1|2|3|4|" },
	{ "/o/{x}", "/o/" LONG_128, LONG_128 "|" },
	{ "/o/{x}", "/o/a" LONG_128, NULL },
	{ "/desk/orders", "/desk", NULL },
	{ "/desk", "/desk/orders", NULL },
};

START_TEST(matches)
{
	struct arena *a = arena_new();
	const char *out[REQUEST_PATH_PARAMS] = { NULL };
	bool got = route_match(row[_i].pattern, row[_i].path, a, out);
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < REQUEST_PATH_PARAMS && out[i]; i++)
		buf_addf(&b, "%s|", out[i]);
	ck_assert_msg(got == (row[_i].wanted != NULL), "%s %s", row[_i].pattern, row[_i].path);
	ck_assert_str_eq(b.p, got ? row[_i].wanted : "");
	arena_free(a);
}
END_TEST

Suite *web_match_suite(void)
{
	Suite *s = suite_create("web_match");
	TCase *tc = tcase_create("all");

	add_rows(tc, matches, row);
	suite_add_tcase(s, tc);
	return s;
}
