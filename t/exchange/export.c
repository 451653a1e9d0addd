/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as files: who may ask, what stands in them, who may take them, and that they go. */
#include "exchange/export.h"

#include <sys/stat.h>
#include "exchange/exports.h"
#include "hook/hook.h"
#include "order/rounds.h"
#include "tax/tax.h"

START_TEST(orders_leave_as_the_list_shows_them)
{
	struct browser b = door_staff(1);
	const struct order *first = door_order("A", 2), *second = door_order("B", 1);
	const struct answer *a;
	const char *id = exports_ask(&b, "list=orders&format=csv&filters=view%3Dall");
	cJSON *t = door_tree(&b, door_path("/desk/tasks/%s", id));

	ck_assert_str_eq(json_get_text(t, "state"), "done");
	ck_assert_int_eq(json_get_int(t, "done"), 2);
	a = exports_file(&b, id);
	door_want(a, 200);
	ck_assert_str_eq(answer_header(a, "Content-Type"), "text/csv; charset=utf-8");
	ck_assert_ptr_nonnull(strstr(answer_header(a, "Content-Disposition"), "attachment"));
	ck_assert(answer_has(a, first->number));
	ck_assert(answer_has(a, second->number));
	ck_assert_msg(strncmp(a->body, "Order number,", 13) == 0, "%.40s", a->body);
	id = exports_ask(&b, door_path("list=order_lines&format=csv_excel&filters=q%%3D%s",
				       first->number));
	a = exports_file(&b, id);
	ck_assert_msg(strncmp(a->body, "\xef\xbb\xbfOrder number,", 16) == 0, "%.40s", a->body);
	ck_assert(answer_has(a, first->number));
	ck_assert(!answer_has(a, second->number));
	id = exports_ask(&b, "list=orders&format=xlsx&filters=view%3Ddraft");
	a = exports_file(&b, id);
	door_want(a, 200);
	ck_assert_mem_eq(a->body, "PK\3\4", 4);
}
END_TEST

START_TEST(people_are_masked_unless_asked_for_by_who_may)
{
	struct browser owner = door_staff(1), marketing;
	const struct answer *a;
	const char *id;

	support_sql("UPDATE staff SET role = 'marketing' WHERE id = 2");
	marketing = door_staff(2);
	door_order("A", 1);
	id = exports_ask(&owner, "list=orders&format=csv");
	a = exports_file(&owner, id);
	ck_assert(!answer_has(a, ANNE) && !answer_has(a, MAIL));
	id = exports_ask(&owner, "list=customers&format=csv&in_full=1");
	a = exports_file(&owner, id);
	ck_assert(answer_has(a, ANNE));
	ck_assert(answer_has(a, MAIL));
	/* a colleague has no business with it, and may not ask for more than they may see */
	door_want(exports_file(&marketing, id), 404);
	door_want(browser_get(&marketing, door_path("/desk/tasks/%s", id)), 404);
	a = door_post_tree(&marketing, "/desk/exports", "list=customers&format=csv&in_full=1");
	door_want(a, 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task"), 2);
	id = exports_ask(&marketing, "list=customers&format=csv");
	a = exports_file(&marketing, id);
	door_want(a, 200);
	ck_assert(!answer_has(a, ANNE) && !answer_has(a, MAIL));
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE kind = 'exported'"),
			 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'exported_in_full' AND became LIKE 'customers-%: 1'"),
			 1);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE kind = 'export_taken'"),
			 3);
}
END_TEST

/* In its order, over batches, each once; and by nothing that the list would not be filtered by. */
START_TEST(customers_leave_as_the_list_is_filtered)
{
	struct browser owner = door_staff(1), marketing;
	const struct answer *a;
	struct customer few, many;
	const char *id;

	support_sql("UPDATE staff SET role = 'marketing' WHERE id = 2");
	marketing = door_staff(2);
	for (int i = 0; i < 150; i++) {
		uint64_t c = customer_add_guest(&shop, "Guest");

		customer_count_spent(&shop, c, i % 9 + 1, shop.app->settings.currency);
		ck_assert(customer_get(&shop, c, i == 0 ? &few : &many));
	}
	id = exports_ask(&owner,
			 "list=customers&format=csv&filters=sort%3Dspent%26spent_from%3D0.02");
	a = exports_file(&owner, id);
	door_want(a, 200);
	ck_assert_uint_eq(exports_rows(a->body), 150 - 17);
	ck_assert(!answer_has(a, few.number));
	ck_assert(answer_has(a, many.number));
	id = exports_ask(&marketing, "list=customers&format=csv&filters=consent%3Dgender");
	door_want(exports_file(&marketing, id), 200);
	door_want(door_post_tree(&marketing, "/desk/exports",
				 "list=customers&format=csv&filters=gender%3Dfemale"),
		  422);
	door_want(door_post_tree(&owner, "/desk/exports",
				 "list=customers&format=csv&filters=orders_from%3Dx"),
		  422);
}
END_TEST

START_TEST(money_stock_and_the_log_leave_too)
{
	struct browser b = door_staff(1);
	const struct order *o = door_order("A", 2);
	struct payment_draft paid = {
		.method = PAY_COD, .amount = 500, .reference = "=1+1", .at = INSTANT_NONE
	};
	struct payment_answer p;
	const struct answer *a;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ .id = o->id }, &paid, &p),
			 PAYMENT_OK);
	a = exports_file(&b, exports_ask(&b, "list=payments&format=csv&filters=view%3Dall"));
	door_want(a, 200);
	ck_assert(answer_has(a, door_path("%s,", o->number)));
	ck_assert(answer_has(a, ",Payment,Cash on delivery,5.00,CNY,\"'=1+1\",\r\n"));
	a = exports_file(&b, exports_ask(&b, "list=stock&format=csv&filters="));
	ck_assert(answer_has(a, ",1000,2,no,\r\n"));
	a = exports_file(&b, exports_ask(&b, "list=audit&format=csv&filters="));
	ck_assert(answer_has(a, "List exported"));
	/* each its own permission */
	support_sql("UPDATE staff SET role = 'logistics' WHERE id = 2");
	b = door_staff(2);
	ck_assert_int_ne(door_post(&b, "/desk/exports", "list=audit&format=csv")->status, 303);
}
END_TEST

static const struct {
	const char *list, *page, *has;
} desk_lists[] = {
	{ "categories", "/desk/categories", "English category," },
	{ "production", "/desk/production", "Batch,SKU," },
	{ "messages", "/desk/outbox", "Order placed,Email,a***@mail.example," },
	{ "imports", "/desk/imports", "File,Kind,Who," },
	{ "tasks", "/desk/tasks", "Export,tasks-" },
	{ "staff", "/desk/staff", ",Owner,Active," },
	{ "roles", "/desk/staff/roles", "Viewer,no," },
	{ "keys", "/desk/settings/keys", "Key,Status,Permissions," },
	{ "tax_zones", "/desk/settings/tax", "CA,BC,,5.00,,,," },
	{ "webhooks", "/desk/settings/webhooks", "Books,https://shop.example/books,On,placed," },
	{ "reviews", "/desk/reviews", "Review,When,Stars," },
	{ "inbox", "/desk/inbox", "Inbox item,Opened," },
	{ "points", "/desk/points", "Entry,When,Customer number," },
	{ "alike", "/desk/customers/alike", "Customer number,Name,Phone," },
};

/* Each list's page leads to its file, in both forms, and each file is in the log. */
START_TEST(every_list_of_the_desk_leaves)
{
	struct browser b = door_staff(1);
	const struct hook_draft books = { "Books", "https://shop.example/books",
					  HOOK_BIT(EVENT_PLACED) };
	const struct answer *a;
	const char *secret;
	uint64_t id;

	door_order("A", 1);
	ck_assert_int_eq(hook_add(&shop, &books, &id, &secret), HOOK_OK);
	ck_assert_int_eq(tax_add(&shop,
				 &(struct tax_zone){ .country = "CA",
						     .region = "BC",
						     .postal = "",
						     .from = INSTANT_NONE,
						     .until = INSTANT_NONE,
						     .rate_bp = { [TAX_OWN] = TAX_NO_RATE,
								  [TAX_STANDARD] = 500,
								  [TAX_REDUCED] = TAX_NO_RATE } },
				 &id),
			 TAX_OK);
	for (int i = 0; i < N(desk_lists); i++) {
		const char *list = desk_lists[i].list;

		a = browser_get(&b, desk_lists[i].page);
		ck_assert_msg(answer_has(a, door_path("/desk/exports/new?list=%s", list)), "%s",
			      list);
		a = browser_get(&b, door_path("/desk/exports/new?list=%s", list));
		door_want(a, 200);
		ck_assert_msg(answer_has(a, door_path("href=\"%s\"", desk_lists[i].page)), "%s",
			      list);
		a = exports_file(&b,
				 exports_ask(&b, door_path("list=%s&format=csv&filters=", list)));
		door_want(a, 200);
		ck_assert_msg(answer_has(a, desk_lists[i].has), "%s: %.400s", list, a->body);
		a = exports_file(&b, exports_ask(&b, door_path("list=%s&format=xlsx", list)));
		ck_assert_mem_eq(a->body, "PK\3\4", 4);
	}
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE kind = 'exported'"),
			 2 * N(desk_lists));
}
END_TEST

START_TEST(lists_leave_as_they_are_filtered)
{
	struct browser b = door_staff(1);
	const struct order *o = door_order("A", 2);
	struct parcel_draft pack = { .orders = &(struct order_ref){ .id = o->id }, .n_orders = 1 };
	struct shipping_answer packed;
	const struct answer *a;
	const char *body;

	ck_assert_int_eq(parcel_pack(&shop, &pack, &packed), SHIPPING_OK);
	a = exports_file(&b, exports_ask(&b, door_path("list=parcels&format=csv&filters=q%%3D%s",
						       o->number)));
	ck_assert_msg(answer_has(a, door_path("%s,Packed,", o->number)), "%s", a->body);
	a = exports_file(&b, exports_ask(&b, "list=messages&format=csv&filters=state%3Dfailed"));
	ck_assert(!answer_has(a, "Order placed"));
	a = exports_file(&b, exports_ask(&b, "list=messages&format=csv&in_full=1"));
	ck_assert(answer_has(a, MAIL));
	ck_assert(answer_has(a, o->number));
	body = exports_file(&b,
			    exports_ask(&b, "list=audit&format=csv&filters=kind%3Dexport_taken"))
		       ->body;
	ck_assert_ptr_nonnull(strstr(body, "Export downloaded"));
	ck_assert_ptr_null(strstr(body, "List exported"));
	/* a webhook's log says of which webhook */
	door_want(door_post_tree(&b, "/desk/exports", "list=webhook_deliveries&format=csv"), 422);
	support_sql("INSERT INTO hook (id, name, url, kinds, state, secret, created_at, version) "
		    "VALUES (7, 'Books', 'https://a.example/', 1, 0, 'x', UTC_TIMESTAMP(6), 1)");
	a = browser_get(&b, "/desk/settings/webhooks/7/log?state=failed");
	ck_assert(answer_has(
		a, "/desk/exports/new?list=webhook_deliveries&amp;hook=7&amp;state=failed"));
	a = browser_get(&b, "/desk/exports/new?list=webhook_deliveries&hook=7&state=failed");
	ck_assert(answer_has(a, "href=\"/desk/settings/webhooks/7/log?state=failed\""));
	a = exports_file(&b,
			 exports_ask(&b, "list=webhook_deliveries&format=csv&filters=hook%3D7"));
	ck_assert_msg(strncmp(a->body, "Event,When,", 11) == 0, "%s", a->body);
}
END_TEST

START_TEST(ones_notices_and_a_products_history_are_files_too)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);
	struct answer *a;
	const char *body;

	support_sql(door_path("INSERT INTO staff_notice (staff_id, id, kind, order_id, due_at, at) "
			      "VALUES (1, 5, 1, %llu, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)), (2, 6, "
			      "2, %llu, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
			      (unsigned long long)o->id, (unsigned long long)o->id));
	ck_assert(answer_has(browser_get(&b, "/desk/notices"), "/desk/exports/new?list=notices"));
	body = exports_file(&b, exports_ask(&b, "list=notices&format=csv"))->body;
	ck_assert_ptr_nonnull(strstr(body, "A hold ends"));
	ck_assert_ptr_null(strstr(body, "Should be confirmed"));
	/* the history says of which product */
	door_want(door_post_tree(&b, "/desk/exports", "list=product_changes&format=csv"), 422);
	support_sql("INSERT INTO product_change (id, product_id, version, actor_kind, actor_id, "
		    "changes, at) SELECT 7, id, 2, 2, 1, '[{\"field\":\"state\",\"was\":\"draft\","
		    "\"became\":\"on_sale\"}]', UTC_TIMESTAMP(6) FROM product WHERE code = 'P-A'");
	a = browser_get(&b, "/desk/products/P-A/changes");
	door_shows(a, "/desk/exports/new?list=product_changes&amp;product=P-A");
	a = browser_get(&b, "/desk/exports/new?list=product_changes&product=P-A");
	ck_assert(answer_has(a, "href=\"/desk/products/P-A/changes\""));
	body = exports_file(&b,
			    exports_ask(&b,
					"list=product_changes&format=csv&filters=product%3DP-A"))
		       ->body;
	ck_assert_msg(strncmp(body, "When,Who,Field,", 15) == 0, "%s", body);
	ck_assert_ptr_nonnull(strstr(body, "On sale"));
}
END_TEST

/* What somebody typed is no formula in the colleague's spreadsheet. */
START_TEST(answers_to_a_survey_are_texts)
{
	struct browser b = door_staff(1);
	const char *body;

	support_sql("INSERT INTO survey (id, code, title, state, often, audience, quota, n_begun, "
		    "version, created_at) VALUES (7, 'abcdefghij', 'Yearly', 1, 2, 0, 0, 1, 1, "
		    "UTC_TIMESTAMP(6))");
	support_sql("INSERT INTO survey_question (survey_id, version, num, place, kind, required, "
		    "text_en, text_zh, least, most, about_1, about_num_1, op_1, about_2, "
		    "about_num_2, op_2) VALUES (7, 1, 1, 1, 5, 0, 'Why?', '为什么？', 0, 0, 0, 0, "
		    "0, 0, 0, 0)");
	support_sql("INSERT INTO survey_response (id, survey_id, version, way, lang, facts, "
		    "created_at, changed_at) VALUES (8, 7, 1, 0, 0, '{}', UTC_TIMESTAMP(6), "
		    "UTC_TIMESTAMP(6))");
	support_sql("INSERT INTO survey_answer (response_id, num, survey_id, body) VALUES (8, 1, "
		    "7, '=HYPERLINK(\"x\")')");
	door_want(door_post_tree(&b, "/desk/exports", "list=survey_answers&format=csv"), 422);
	ck_assert(answer_has(browser_get(&b, "/desk/exports/new?list=survey_answers&survey=7"),
			     "href=\"/desk/surveys/7/results\""));
	body = exports_file(&b,
			    exports_ask(&b, "list=survey_answers&format=csv&filters=survey%3D7"))
		       ->body;
	ck_assert_msg(strncmp(body, "Response,When,Order number,", 27) == 0, "%s", body);
	ck_assert_ptr_nonnull(strstr(body, "'=HYPERLINK"));
}
END_TEST

START_TEST(lines_of_a_bundle_say_so)
{
	struct browser b = door_staff(1);
	const struct order *o = door_order("A", 2);
	const struct answer *a;

	support_sql(
		door_path("INSERT INTO order_bundle (id, order_id, sku_id, sku_code, name_en, "
			  "name_zh, quantity, amount) SELECT 77, order_id, sku_id, 'SET', 'Set', "
			  "'Set', 2, amount FROM order_line WHERE order_id = %llu",
			  (unsigned long long)o->id));
	support_sql("UPDATE order_line SET bundle_id = 77, tax_bp = 1325");
	door_order("B", 1);
	a = exports_file(&b, exports_ask(&b, "list=order_lines&format=csv&filters=view%3Dall"));
	ck_assert(answer_has(a, ",Discount,Tax %,Tax,Part of bundle,Bundles\r\n"));
	ck_assert_msg(answer_has(a, ",0.00,13.25,"), "%s", a->body);
	ck_assert_msg(answer_has(a, ",SET,2\r\n"), "%s", a->body);
	ck_assert(answer_has(a, ",,\r\n"));
}
END_TEST

START_TEST(who_may_not_export_finds_no_way)
{
	struct browser b = door_staff(2); /* viewer */

	door_want(door_post(&b, "/desk/exports", "list=orders&format=csv"), 403);
	ck_assert(!answer_has(browser_get(&b, "/desk/orders"), "/desk/exports/new"));
	b = door_staff(1);
	ck_assert(answer_has(browser_get(&b, "/desk/orders?view=draft&q=a%26b"),
			     "/desk/exports/new?list=orders&amp;view=draft&amp;q=a%26b"));
	ck_assert(answer_has(browser_get(&b, "/desk/exports/new?list=orders&view=draft&q=a%26b"),
			     "value=\"view=draft&amp;q=a%26b\""));
}
END_TEST

START_TEST(names_are_no_formulas)
{
	struct browser b = door_staff(1);
	const struct answer *a;

	support_sql("UPDATE product SET name_en = '=HYPERLINK(\"http://a.example\")' WHERE code = "
		    "'P-A'");
	a = exports_file(&b, exports_ask(&b, "list=products&format=csv"));
	ck_assert(answer_has(a, "\"'=HYPERLINK(\"\"http://a.example\"\")\""));
	ck_assert(!answer_has(a, ",=HYPERLINK"));
}
END_TEST

static int leave_half(struct work *w, void *arg)
{
	struct task t;

	ck_assert(task_find(w, *(uint64_t *)arg, &t));
	(void)export_step(w, &t);
	return 1;
}

/* A step that wrote its file and was killed before it was saved is done again, from the same place.
 */
START_TEST(a_step_that_was_broken_off_leaves_no_row_twice)
{
	struct browser b = door_staff(1);
	struct task t;
	size_t n;
	const char *id, *body;

	door_order("A", 1);
	shop.actor = (struct actor){ ACTOR_STAFF, 1 };
	export_ask(&shop, &(struct export_draft){ EXPORT_ORDERS, EXPORT_CSV, "", false, LANG_EN },
		   0);
	t = *task_list(&shop, shop.actor, 1, &n);
	ck_assert_int_eq(work_transaction(&shop, leave_half, &t.id), 1);
	/* and a worker that had it is gone */
	support_sql("UPDATE task SET owner = REPEAT('x', 16), tries = 1, "
		    "lease_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND");
	rounds_run_one();
	id = door_path("%llu", (unsigned long long)t.id);
	body = exports_file(&b, id)->body;
	body = strstr(body, "\r\n");
	ck_assert_ptr_nonnull(body);
	body = strstr(body + 2, "\r\n");
	ck_assert_ptr_nonnull(body);
	ck_assert_str_eq(body, "\r\n");
}
END_TEST

START_TEST(files_go_after_a_day)
{
	struct browser b = door_staff(1);
	const char *id = exports_ask(&b, "list=products&format=csv"), *path;
	struct stat st;

	path = door_path("%s/spool/export-%s.csv", shop_app->config->var_dir, id);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	support_sql("UPDATE task SET kept_until = '2020-01-01'");
	support_sql("UPDATE job SET run_at = '2020-01-01' WHERE kind = 'sweep'");
	rounds_run_one();
	ck_assert_int_ne(stat(path, &st), 0);
	door_want(exports_file(&b, id), 404);
}
END_TEST

START_TEST(programs_ask_and_take_too)
{
	uint64_t may = PERM_BIT(PERM_EXPORT) | PERM_BIT(PERM_CATALOG_READ);
	const struct answer *a = door_api(may, "POST", "/api/v1/exports",
					  "{\"list\":\"products\",\"format\":\"csv\"}");

	door_want(a, 201);
	rounds_run_one();
	/* another key is somebody else */
	door_want(door_api(may, "GET", answer_header(a, "Location"), NULL), 404);
	door_want(door_api(may, "POST", "/api/v1/exports",
			   "{\"list\":\"orders\",\"format\":\"csv\"}"),
		  422);
}
END_TEST

Suite *exchange_export_suite(void);

Suite *exchange_export_suite(void)
{
	Suite *s = suite_create("exchange_export");
	TCase *tc = tcase_create("export");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, orders_leave_as_the_list_shows_them);
	tcase_add_test(tc, people_are_masked_unless_asked_for_by_who_may);
	tcase_add_test(tc, customers_leave_as_the_list_is_filtered);
	tcase_add_test(tc, money_stock_and_the_log_leave_too);
	tcase_add_test(tc, every_list_of_the_desk_leaves);
	tcase_add_test(tc, lists_leave_as_they_are_filtered);
	tcase_add_test(tc, ones_notices_and_a_products_history_are_files_too);
	tcase_add_test(tc, answers_to_a_survey_are_texts);
	tcase_add_test(tc, lines_of_a_bundle_say_so);
	tcase_add_test(tc, who_may_not_export_finds_no_way);
	tcase_add_test(tc, names_are_no_formulas);
	tcase_add_test(tc, a_step_that_was_broken_off_leaves_no_row_twice);
	tcase_add_test(tc, files_go_after_a_day);
	tcase_add_test(tc, programs_ask_and_take_too);
	suite_add_tcase(s, tc);
	return s;
}
