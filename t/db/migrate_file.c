/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a statement ends. */
#include "db/migrate_file.h"
#include "base/rows.h"

#define MOST 4

static const struct {
	const char *name, *text;
	const char *statement[MOST]; /* spaces as they are */
} texts[] = {
	{ "nothing", "", { NULL } },
	{ "spaces", " \n\t\r\n", { NULL } },
	{ "one", "SELECT 1;", { "SELECT 1" } },
	{ "no_semicolon", "SELECT 1", { "SELECT 1" } },
	{ "two", "SELECT 1;SELECT 2;", { "SELECT 1", "SELECT 2" } },
	{ "lines", "SELECT\n1;\n", { "SELECT\n1" } },
	{ "empty_ones", ";; SELECT 1; ; ;", { " SELECT 1" } },
	{ "in_quotes", "SELECT ';';SELECT 2;", { "SELECT ';'", "SELECT 2" } },
	{ "doubled", "SELECT 'it''s;';SELECT 2", { "SELECT 'it''s;'", "SELECT 2" } },
	{ "escaped", "SELECT 'it\\'s;';SELECT 2", { "SELECT 'it\\'s;'", "SELECT 2" } },
	{ "backslash_last", "SELECT '\\\\';SELECT 2", { "SELECT '\\\\'", "SELECT 2" } },
	{ "double_quotes", "SELECT \"';\";SELECT 2", { "SELECT \"';\"", "SELECT 2" } },
	{ "name", "SELECT `;'`;SELECT 2", { "SELECT `;'`", "SELECT 2" } },
	{ "name_backslash", "SELECT `\\`;SELECT 2", { "SELECT `\\`", "SELECT 2" } },
	{ "comment", "-- first; it's\nSELECT 1;", { " \nSELECT 1" } },
	{ "comment_behind", "SELECT 1, -- it's; so\n2;", { "SELECT 1,  \n2" } },
	{ "comment_bare", "--\nSELECT 1;", { " \nSELECT 1" } },
	{ "comment_tail", "SELECT 1;\n-- the end", { "SELECT 1" } },
	{ "comment_tail_bare", "SELECT 1;\n--", { "SELECT 1" } },
	{ "comment_only", "-- a\n-- b\n", { NULL } },
	{ "hash", "SELECT 1; # it's;\nSELECT 2;", { "SELECT 1", "  \nSELECT 2" } },
	{ "block", "/* it's;\n */ SELECT /* ; */ 1;", { "  SELECT   1" } },
	{ "block_tail", "SELECT 1; /* the end; */", { "SELECT 1" } },
	{ "block_open", "SELECT 1; /* the end", { "SELECT 1" } },
	{ "executed", "SELECT /*M! ';' */ 1;", { "SELECT /*M! ';' */ 1" } },
	{ "executed_mysql", "/*!80000 SET x = 1 */;", { "/*!80000 SET x = 1 */" } },
	{ "hint", "SELECT /*+ NO_ICP(t) */ 1", { "SELECT /*+ NO_ICP(t) */ 1" } },
	{ "no_comment", "SELECT 5--3;SELECT 4/2", { "SELECT 5--3", "SELECT 4/2" } },
	{ "comment_in_quotes", "SELECT '-- /* #';", { "SELECT '-- /* #'" } },
	{ "quote_open", "SELECT 'a;", { "SELECT 'a;" } },
};

START_TEST(statements_end_where_they_end)
{
	struct arena *a = arena_new();
	const char *at = texts[_i].text;

	for (int i = 0; i < MOST; i++) {
		const char *wanted = texts[_i].statement[i];

		check_text(texts[_i].name, migration_statement(a, &at), wanted);
		if (!wanted)
			break;
	}
	check_text(texts[_i].name, migration_statement(a, &at), NULL);
	arena_free(a);
}
END_TEST

Suite *db_migrate_file_suite(void)
{
	Suite *s = suite_create("db_migrate_file");
	TCase *t = tcase_create("statements");

	tcase_add_loop_test(t, statements_end_where_they_end, 0, (int)count_of(texts));
	suite_add_tcase(s, t);
	return s;
}
