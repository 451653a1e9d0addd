/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files brought at the desk: read, mapped, checked without a trace, taken over once, and what is
 * wrong said by line. */
#include "exchange/loads.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include "support/folder.h"

static const char products[] = "SKU,Product code,English name,Chinese name,Price,Remark\n"
			       "OAT-1,OAT,Oat milk,燕麦奶,\"¥1,028.00\",x\n"
			       "OAT-6,OAT,Oat milk,燕麦奶,150,x\n"
			       "A,,,,12.50,x\n"
			       "B,,,,10,x\n"
			       "B,,,,11,x\n"
			       "bad/code,,Name,,1,x\n"
			       "C,,Name,,soon,x\n"
			       "D,,,,1,x\n"
			       ",,Name,,1,x\n";
#define MAP "map=sku&map=product_code&map=name_en&map=name_zh&map=price&map=-"

START_TEST(products_are_checked_and_taken_over)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "products", products);
	cJSON *t = door_tree(&b, door_path("/desk/imports/%s", id));
	const struct answer *failed;

	ck_assert_int_eq(json_get_int(t, "n_mapped"), 5);
	ck_assert_int_eq(json_get_int(t, "n_columns"), 6);
	t = loads_check(&b, id, MAP);
	loads_counts(t, 2, 1, 1, 5);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product WHERE code = 'OAT'"), 0);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'A'"), 1000000);
	t = loads_run(&b, id);
	loads_counts(t, 2, 1, 1, 5);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku s JOIN product p ON p.id = "
					"s.product_id WHERE p.code = 'OAT' AND p.state = 1"),
			 2);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'OAT-1'"),
			 102800000);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'A'"), 1250000);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE kind = 'imported' AND "
				 "became = 'products: +2 ~1 !5'"),
			 1);
	failed = browser_get(&b, door_path("/desk/imports/%s/failed", id));
	door_want(failed, 200);
	ck_assert(answer_has(failed, "Remark,Reason\r\n"));
	ck_assert(answer_has(failed, "B,,,,11,x,SKU: stands in the file twice\r\n"));
	ck_assert(answer_has(failed, "C,,Name,,soon,x,Price: is no such number\r\n"));
	ck_assert(!answer_has(failed, "OAT-1"));
	/* again: nothing is left to do */
	id = loads_bring(&b, "products", products);
	loads_counts(loads_check(&b, id, MAP), 0, 0, 4, 5);
	door_want(door_post(&b, door_path("/desk/imports/%s/run", id), ""), 303);
}
END_TEST

/* Which come later in the file are not there yet: the line is given back. */
START_TEST(products_come_with_their_relations)
{
	struct browser b = door_staff(1);
	const char *map = "map=sku&map=name_en&map=price&map=needs&map=goes_with";
	const char *file = "SKU,Name,Price,Needs,Goes with\nPEN,Pen,10,,P-B\nINK,Ink,5,P-A，P-B,\n"
			   "NIB,Nib,3,LATER,\nSELF,Self,3,SELF,\nLATER,Late,1,,\n";
	const char *id = loads_bring(&b, "products", file);

	loads_counts(loads_check(&b, id, map), 3, 0, 0, 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_relation"), 0);
	loads_counts(loads_run(&b, id), 3, 0, 0, 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_relation WHERE kind = 0"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_relation WHERE kind = 1"), 1);
	ck_assert(answer_has(browser_get(&b, door_path("/desk/imports/%s/failed", id)),
			     "NIB,Nib,3,LATER,,\"Needs: cannot be so"));
	/* again, in another order: nothing is different, but for who was late */
	id = loads_bring(&b, "products", file);
	loads_counts(loads_check(&b, id, map), 1, 0, 3, 1);
	id = loads_bring(&b, "products", "SKU,Needs\nINK,PEN\n");
	loads_counts(loads_check(&b, id, "map=sku&map=needs"), 0, 1, 0, 0);
	loads_run(&b, id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product_relation WHERE kind = 0"), 1);
}
END_TEST

START_TEST(bundles_come_in_files_too)
{
	struct browser b = door_staff(1);
	const char *map = "map=sku&map=name_en&map=price&map=parts&map=less_percent";
	const char *file = "SKU,Name,Price,Made of,Less %\nSET,Set,,\"B, A*2\",10%\n"
			   "OWN,Own,25,A*3,\nBAD,Bad,25,SET*2,\nNONE,None,25,\"A, NO\",\n";
	const char *id = loads_bring(&b, "products", file);
	cJSON *t;

	loads_counts(loads_check(&b, id, map), 2, 0, 0, 2);
	loads_counts(loads_run(&b, id), 2, 0, 0, 2);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'SET'"), 2700000);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM sku_part"), 6);
	id = loads_bring(&b, "products", file);
	loads_counts(loads_check(&b, id, map), 0, 0, 2, 2);
	id = loads_bring(&b, "products", "SKU,Less %\nSET,20\n");
	loads_counts(loads_check(&b, id, "map=sku&map=less_percent"), 0, 1, 0, 0);
	loads_run(&b, id);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'SET'"), 2400000);
	shop_check();
	/* and have no stock of their own */
	id = loads_bring(&b, "stock", "SKU,Counted\nSET,5\n");
	t = loads_check(&b, id, "map=sku&map=counted");
	loads_counts(t, 0, 0, 0, 1);
	ck_assert_str_eq(json_get_text(json_get(t, "problems")->child, "problem"), "is_bundle");
}
END_TEST

START_TEST(stock_counts_become_moves)
{
	struct browser b = door_staff(1);
	const char *id;
	cJSON *t;

	shop_sku("NEW", PRODUCT_GOODS, false);
	door_order("A", 5);
	id = loads_bring(&b, "stock", "货号;库存\nA;990\nB;1000\nNEW;7\nNONE;1\n");
	t = loads_check(&b, id, "map=sku&map=counted");
	loads_counts(t, 1, 1, 1, 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_move WHERE kind = 2"), 0);
	loads_counts(loads_run(&b, id), 1, 1, 1, 1);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM stock_move WHERE kind = 2"),
			 -10);
	ck_assert_int_eq(support_number("SELECT on_hand FROM stock s JOIN sku k ON k.id = s.sku_id "
					"WHERE k.code = 'NEW'"),
			 7);
	/* less than is promised to orders */
	id = loads_bring(&b, "stock", "SKU,Counted\nA,4\n");
	loads_counts(loads_check(&b, id, "map=sku&map=counted"), 0, 0, 0, 1);
	shop_check();
}
END_TEST

START_TEST(other_encodings_and_separators_are_found)
{
	struct browser b = door_staff(1);
	/* SKU, 库存 in GBK, tabs between */
	const char *id = loads_bring(&b, "stock", "SKU\t\xbf\xe2\xb4\xe6\nA\t1000\n");
	cJSON *t = door_tree(&b, door_path("/desk/imports/%s", id));

	ck_assert_int_eq(json_get_int(t, "n_mapped"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM import_file WHERE encoding = "
					"'gb18030' AND delimiter = '\t'"),
			 1);
	loads_counts(loads_check(&b, id, "map=sku&map=counted"), 0, 0, 1, 0);
}
END_TEST

START_TEST(a_column_that_is_needed_must_be_named)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "stock", "one,two\nA,5\n");
	const struct answer *a =
		door_post(&b, door_path("/desk/imports/%s/check", id), "map=sku&map=-");

	door_want(a, 422);
	ck_assert(answer_has(a, "Say which column is “Counted”"));
	/* what was chosen is still chosen */
	ck_assert(answer_has(a, "<option value=\"sku\" selected>"));
	door_want(door_post(&b, door_path("/desk/imports/%s/check", id), "map=sku&map=sku"), 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task"), 0);
}
END_TEST

/* What is no workbook though it looks like one is said on its page, not by a task that fails. */
START_TEST(a_damaged_workbook_is_said)
{
	struct browser b = door_staff(1);
	const struct answer *a = loads_upload(&b, "products", "x.xlsx", "PK\3\4zip");
	const char *id;

	door_want(a, 303);
	id = strstr(answer_header(a, "Location"), "/desk/imports/") + strlen("/desk/imports/");
	ck_assert(!json_get_bool(door_tree(&b, door_path("/desk/imports/%s", id)), "is_readable"));
	ck_assert(answer_has(browser_get(&b, door_path("/desk/imports/%s", id)),
			     "The workbook is damaged or too large"));
	loads_counts(loads_check(&b, id, "map=sku"), 0, 0, 0, 0);
	ck_assert(answer_has(browser_get(&b, door_path("/desk/imports/%s", id)),
			     "nothing of it was read"));
}
END_TEST

START_TEST(a_workbook_is_a_table_too)
{
	struct browser b = door_staff(1);
	const char *path = door_path("%s/x.xlsx", support_folder(shop.arena)), *id;
	lxw_workbook *book = workbook_new(path);
	lxw_worksheet *s = workbook_add_worksheet(book, NULL);
	struct stat st;
	char *p;
	int fd;

	worksheet_write_string(s, 0, 0, "货号", NULL);
	worksheet_write_string(s, 0, 1, "库存", NULL);
	for (lxw_row_t r = 1; r <= 300; r++)
		worksheet_write_string(s, r, 0,
				       door_path("%s", r == 1   ? "A"
						       : r == 2 ? "B"
								: "N"),
				       NULL);
	worksheet_write_number(s, 1, 1, 990, NULL);
	worksheet_write_number(s, 2, 1, 1000, NULL);
	ck_assert_int_eq(workbook_close(book), LXW_NO_ERROR);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	ck_assert_int_eq(fstat(fd, &st), 0);
	p = arena_alloc(shop.arena, (size_t)st.st_size);
	ck_assert_int_eq(read(fd, p, (size_t)st.st_size), st.st_size);
	close(fd);
	id = door_path("%llu", (unsigned long long)load_bring(&shop, LOAD_STOCK, "x.xlsx", p,
							      (size_t)st.st_size));
	ck_assert_int_eq(json_get_int(door_tree(&b, door_path("/desk/imports/%s", id)), "n_mapped"),
			 2);
	loads_counts(loads_check(&b, id, "map=sku&map=counted"), 0, 1, 1, 298);
	loads_counts(loads_run(&b, id), 0, 1, 1, 298);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM stock_move WHERE kind = 2"),
			 -10);
}
END_TEST

#define MAY_IMPORT                                                                                 \
	(PERM_BIT(PERM_CATALOG_READ) | PERM_BIT(PERM_CATALOG_CHANGE) | PERM_BIT(PERM_STOCK))

START_TEST(programs_bring_files_too)
{
	const struct answer *a =
		door_api(MAY_IMPORT, "POST", "/api/v1/imports",
			 "{\"kind\":\"stock\",\"text\":\"SKU,Counted\\nA,990\\nX,1\"}");
	const char *id;
	cJSON *t;

	door_want(a, 201);
	id = json_get_text(answer_json(a), "id");
	rounds_run_tasks();
	a = door_api(MAY_IMPORT, "GET", door_path("/api/v1/imports/%s", id), NULL);
	door_want(a, 200);
	t = answer_json(a);
	ck_assert_str_eq(json_get_text(t, "state"), "checked");
	loads_counts(t, 0, 1, 0, 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_move WHERE kind = 2"), 0);
	door_want(door_api(MAY_IMPORT, "POST", door_path("/api/v1/imports/%s/run", id), "{}"), 200);
	rounds_run_tasks();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_move WHERE kind = 2"), 1);
	a = door_api(MAY_IMPORT, "POST", door_path("/api/v1/imports/%s/run", id), "{}");
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "not_checked");
	a = door_api(MAY_IMPORT, "GET", door_path("/api/v1/imports/%s/failed", id), NULL);
	ck_assert(answer_has(a, "X,1,SKU: "));
	/* not what the key may not do, not what nobody can map */
	a = door_api(MAY_IMPORT, "POST", "/api/v1/imports",
		     "{\"kind\":\"orders\",\"text\":\"SKU\\nA\"}");
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/kind not_permitted");
	a = door_api(MAY_IMPORT, "POST", "/api/v1/imports",
		     "{\"kind\":\"stock\",\"text\":\"Wo\\nA\"}");
	ck_assert_str_eq(door_error(a), "/text unmapped");
	a = door_api(MAY_IMPORT, "POST", "/api/v1/imports",
		     "{\"kind\":\"stock\",\"text\":\"Wo\\nA\",\"mapping\":\"none\"}");
	ck_assert_str_eq(door_error(a), "/mapping not_found");
}
END_TEST

static const char *import_path(const char *id, const char *tail)
{
	return door_path("/api/v1/imports/%s%s", id, tail);
}

static cJSON *import_of(const char *id)
{
	struct answer *a = door_api(MAY_IMPORT, "GET", import_path(id, ""), NULL);

	door_want(a, 200);
	return answer_json(a);
}

static void ask_of_import(const char *id, const char *tail, const char *body, int status)
{
	door_want(door_api(MAY_IMPORT, "POST", import_path(id, tail), body), status);
	if (status == 200)
		rounds_run_tasks();
}

#define X_IS_B "{\"field\":\"sku\",\"how\":\"word\",\"from\":\"X\",\"to\":\"B\"}"

/* What the desk's page can, they can. */
START_TEST(programs_repair_and_take_back)
{
	struct answer *a = door_api(MAY_IMPORT, "POST", "/api/v1/imports",
				    "{\"kind\":\"stock\",\"text\":\"SKU,Counted\\nA,990\\nX,1\"}");
	const char *id = json_get_text(answer_json(a), "id");
	const cJSON *problem, *repair;
	cJSON *t;

	rounds_run_tasks();
	problem = json_get(import_of(id), "problems")->child;
	ck_assert_str_eq(json_get(problem, "repairs")->child->valuestring, "word");
	ck_assert_str_eq(json_get(problem, "words")->child->valuestring, "X");
	ask_of_import(id, "/repair", X_IS_B, 200);
	t = import_of(id);
	loads_counts(t, 0, 2, 0, 0);
	repair = json_get(t, "repairs")->child;
	ck_assert_str_eq(json_get_text(repair, "from"), "X");
	ck_assert_str_eq(json_get_text(repair, "to"), "B");
	a = door_api(MAY_IMPORT, "POST", import_path(id, "/repair"),
		     "{\"field\":\"moon\",\"how\":\"word\"}");
	ck_assert_str_eq(door_errors(a), "/field unknown, /from required, /to required");
	door_want(door_api(PERM_BIT(PERM_CATALOG_READ), "POST", import_path(id, "/repair"), X_IS_B),
		  404);
	ask_of_import(id, "/run", "{}", 200);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM stock_move WHERE kind = 2"), 2);
	a = door_api(MAY_IMPORT, "POST", import_path(id, "/repair"), X_IS_B);
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "not_checked");
	ask_of_import(id, "/undo", "{}", 200);
	ck_assert_int_eq(support_number("SELECT SUM(quantity) FROM stock_move WHERE kind = 2"), 0);
	ask_of_import(id, "/undo", "{}", 409);
}
END_TEST

/* Lines in which nothing stands are no lines. */
START_TEST(blank_lines_are_left_out)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "stock", ",\n\nSKU,Counted\n,\n\nA,1000\n , \nB,7\n\n");
	cJSON *t = door_tree(&b, door_path("/desk/imports/%s", id));

	ck_assert_int_eq(json_get_int(t, "n_mapped"), 2);
	t = loads_check(&b, id, "map=sku&map=counted");
	loads_counts(t, 0, 1, 1, 0);
	ck_assert_int_eq(json_get_int(t, "rows"), 2);
}
END_TEST

START_TEST(what_is_no_table_is_refused)
{
	struct browser b = door_staff(1);

	door_want(loads_upload(&b, "products", "x.xls", "\xd0\xcf\x11\xe0 old"), 422);
	door_want(loads_upload(&b, "products", "x.csv", ""), 422);
	door_want(door_post(&b, "/desk/imports", "kind=products"), 422);
	door_want(door_post(&b, "/desk/imports", "kind=products&text=SKU%0AA"), 303);
	b = door_staff(2);
	door_want(loads_upload(&b, "products", "x.csv", "SKU\nA\n"), 422);
}
END_TEST

/* A worker that dies in the midst of it: the batch that was not saved is done again, no row twice.
 */
static cJSON *repair(struct browser *b, const char *id, const char *fields)
{
	door_want(door_post(b, door_path("/desk/imports/%s/repair", id), fields), 303);
	rounds_run_tasks();
	return door_tree(b, door_path("/desk/imports/%s", id));
}

/* Each group of problems is repaired for all its lines at once, and checked again. */
START_TEST(whole_columns_are_repaired)
{
	struct browser b = door_staff(1);
	const char *id = loads_bring(&b, "products",
				     "SKU,English name,Price,Kind,Withdrawn\n"
				     "R-1,One,\"12,50\",Dienst,nein\n"
				     "R-2,Two,\"1.234,50\",Dienst,no\n"
				     "R-3,Three,,goods,NEIN\n");
	const struct answer *a;
	cJSON *t;

	t = loads_check(&b, id, "map=sku&map=name_en&map=price&map=kind&map=withdrawn");
	loads_counts(t, 0, 0, 0, 3);
	a = browser_get(&b, door_path("/desk/imports/%s", id));
	ck_assert(answer_has(a, "name=\"how\" value=\"comma\""));
	t = repair(&b, id, "field=price&how=comma");
	loads_counts(t, 0, 0, 0, 3);
	a = browser_get(&b, door_path("/desk/imports/%s", id));
	ck_assert(answer_has(a, "name=\"from\" value=\"Dienst\""));
	/* what is meant has to be said */
	a = door_post(&b, door_path("/desk/imports/%s/repair", id),
		      "field=kind&how=word&from=Dienst");
	door_want(a, 422);
	ck_assert(answer_has(a, "Say what is meant"));
	ck_assert(answer_has(a, "id=\"f-to\""));
	repair(&b, id, "field=kind&how=word&from=Dienst&to=service");
	repair(&b, id, "field=withdrawn&how=word&from=nein&to=no");
	a = browser_get(&b, door_path("/desk/imports/%s", id));
	ck_assert(answer_has(a, "name=\"how\" value=\"empty\""));
	t = repair(&b, id, "field=price&how=empty&to=3,00");
	loads_counts(t, 2, 0, 0, 1);
	/* a default is read as it is said */
	t = repair(&b, id, "field=price&how=empty&to=3.00");
	loads_counts(t, 3, 0, 0, 0);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(t, "repairs")), 4);
	t = repair(&b, id, "field=withdrawn&how=word&from=nein&remove=1");
	loads_counts(t, 1, 0, 0, 2);
	repair(&b, id, "field=withdrawn&how=word&from=NEIN&to=no");
	loads_counts(loads_run(&b, id), 3, 0, 0, 0);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'R-2'"),
			 123450000);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'R-1'"), 1250000);
	ck_assert_int_eq(support_number("SELECT unit_milli FROM sku WHERE code = 'R-3'"), 300000);
}
END_TEST

START_TEST(a_run_that_was_broken_off_goes_on)
{
	struct browser b = door_staff(1);
	struct buf text;
	const char *id;

	buf_init(&text, shop.arena);
	buf_adds(&text, "SKU,Name,Price\n");
	for (int i = 0; i < 450; i++)
		buf_addf(&text, "S%03d,Thing %d,1.00\n%s", i, i, i % 100 == 7 ? "X,,\n" : "");
	id = loads_bring(&b, "products", text.p);
	loads_counts(loads_check(&b, id, "map=sku&map=name_en&map=price"), 450, 0, 0, 5);
	door_want(door_post(&b, door_path("/desk/imports/%s/run", id), ""), 303);
	/* some steps, then gone with the lease in hand */
	support_sql("UPDATE task SET run_at = '2020-01-01'");
	{
		struct task t;
		size_t n;

		shop.actor = (struct actor){ ACTOR_STAFF, 1 };
		t = task_list(&shop, shop.actor, 1, &n)[0];
		ck_assert(task_run_some(shop_app, 2));
		ck_assert(task_find(&shop, t.id, &t));
		ck_assert_int_eq(t.state, TASK_OPEN);
		ck_assert_int_gt(t.done, 0);
		ck_assert_int_lt(t.done, 455);
	}
	support_sql("UPDATE task SET owner = REPEAT('x', 16), "
		    "lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE state = 0");
	rounds_run_tasks();
	loads_counts(door_tree(&b, door_path("/desk/imports/%s", id)), 450, 0, 0, 5);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku WHERE code LIKE 'S___'"), 450);
}
END_TEST

Suite *exchange_load_suite(void);

Suite *exchange_load_suite(void)
{
	Suite *s = suite_create("exchange_load");
	TCase *tc = tcase_create("load");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, products_are_checked_and_taken_over);
	tcase_add_test(tc, products_come_with_their_relations);
	tcase_add_test(tc, bundles_come_in_files_too);
	tcase_add_test(tc, stock_counts_become_moves);
	tcase_add_test(tc, other_encodings_and_separators_are_found);
	tcase_add_test(tc, a_column_that_is_needed_must_be_named);
	tcase_add_test(tc, a_damaged_workbook_is_said);
	tcase_add_test(tc, a_workbook_is_a_table_too);
	tcase_add_test(tc, programs_bring_files_too);
	tcase_add_test(tc, programs_repair_and_take_back);
	tcase_add_test(tc, blank_lines_are_left_out);
	tcase_add_test(tc, what_is_no_table_is_refused);
	tcase_add_test(tc, whole_columns_are_repaired);
	tcase_add_test(tc, a_run_that_was_broken_off_goes_on);
	suite_add_tcase(s, tc);
	return s;
}
