/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer is erased: nothing of them is left in any table, and the books stand as before. */
#include "customer/erase.h"
#include <mariadb/mysql.h>
#include "db/conn.h"
#include "feedback/feedback.h"
#include "feedback/survey.h"
#include "member/member.h"
#include "order/door.h"

/* What nobody else in these tests is called, lives at, or says. */
#define NAME   "Xenia Quillfeather"
#define PHONE  "13877770001"
#define EMAIL  "xenia@quill.example"
#define STREET "Zephyrgasse 77"
static const char *const values[] = { "Quillfeather", "Xenia",         PHONE,       "xenia@quill",
				      "Zephyr",       "Plumwood",      "Yarrowtea", "quartzite",
				      "Ibisbook",     "Unicornworker", "1987-03-05" };

static struct order *order;
static uint64_t xenia;

static void order_one(void)
{
	struct order_draft d = door_draft("A", 2);

	d.contact.name = NAME;
	d.contact.phone = PHONE;
	d.contact.email = EMAIL;
	d.contact.street = STREET;
	d.contact.city = "Plumwood";
	d.customer_note = "Leave it with Yarrowtea";
	order = door_order_of(d);
	xenia = order->customer_id;
}

static void say(void)
{
	struct review_draft item = { .line_id = order->lines[0].id,
				     .stars = 1,
				     .body = "Call Quillfeather about the quartzite" };
	struct talk_draft d = {
		.order_id = order->id, .version = -1, .heard = -1, .items = &item, .n_items = 1
	};
	size_t wrong;

	ck_assert_int_eq(talk_say(&shop, &d, &wrong), TALK_OK);
	feedback_read_reviews(&shop);
}

/* An answer to a survey, counted, with what colleagues called its writer. */
static void answer(void)
{
	struct survey s = { .title = "Yearly" };
	struct survey_question why = { .kind = SURVEY_TEXT, .text = { "Why?", "为什么？" } };
	struct survey_said said = { .customer_id = xenia };
	uint64_t id;
	int next;

	s.id = survey_make(&shop, &s);
	ck_assert_int_eq(survey_put_question(&shop, s.id, -1, &why), SURVEY_OK);
	ck_assert_int_eq(survey_publish(&shop, s.id), SURVEY_OK);
	said.survey_id = s.id;
	said.answer = (struct survey_answer){ .num = 1, .body = "Yarrowtea, says Quillfeather" };
	ck_assert_int_eq(survey_say(&shop, &said, &id, &next), SURVEY_OK);
	support_sql("UPDATE survey_response SET facts = JSON_SET(facts, '$.tag[0]', "
		    "'Unicornworker')");
	shop_pass(1);
	ck_assert(feedback_fold_surveys(&shop));
}

/* What the inbox and the points have of them besides their messages. */
static void note(void)
{
	support_sql("UPDATE feedback_item SET body = 'quartzite'");
	support_sql("UPDATE feedback_item_event SET why = 'Ibisbook'");
	ck_assert_int_eq(member_adjust(&shop, xenia, 20, "Quillfeather waited"), MEMBER_OK);
}

/* Rows that no act of this test writes. */
static void fill(void)
{
	const char *id = door_path("%llu", (unsigned long long)xenia);

	support_sql(door_path("INSERT INTO customer_note (id, customer_id, staff_id, body, at) "
			      "VALUES (7, %s, 1, 'Ibisbook', UTC_TIMESTAMP(6))",
			      id));
	support_sql(
		door_path("INSERT INTO order_note (id, order_id, staff_id, body, at) VALUES (7, "
			  "%llu, 1, 'Ibisbook', UTC_TIMESTAMP(6))",
			  (unsigned long long)order->id));
	support_sql(door_path("INSERT INTO customer_wish (id, customer_id, address_id, kind, body, "
			      "actor_kind, actor_id, at) VALUES (7, %s, 0, 0, 'quartzite', 1, 1, "
			      "UTC_TIMESTAMP(6))",
			      id));
	support_sql(door_path("INSERT INTO customer_trait (customer_id, purpose, value, at) VALUES "
			      "(%s, 0, '1987-03-05', UTC_TIMESTAMP(6)), (%s, 2, 'Unicornworker', "
			      "UTC_TIMESTAMP(6))",
			      id, id));
	support_sql(
		door_path("INSERT INTO feedback_message (id, item_id, customer_id, way, is_ours, "
			  "body, at) SELECT 7, MIN(id), %s, 0, 0, 'quartzite', UTC_TIMESTAMP(6) "
			  "FROM feedback_item WHERE customer_id = %s",
			  id, id));
	support_sql("INSERT INTO sign_in_code (request_hash, email_key, code_hash, until) VALUES "
		    "(REPEAT('a', 32), '" EMAIL "', REPEAT('b', 32), UTC_TIMESTAMP(6))");
	support_sql(
		door_path("INSERT INTO idempotency (actor, route, idem_key, request_hash, "
			  "status, headers, body, created_at) VALUES ('1:%s', 'x', 'y', '', 200, "
			  "'', COMPRESS('Quillfeather'), UTC_TIMESTAMP(6))",
			  id));
}

static void setup(void)
{
	struct payment_draft money = { .method = PAY_COD, .at = INSTANT_NONE };
	struct payment_answer paid;
	struct order_answer a;

	door_setup();
	order_one();
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	say();
	money.amount = order_due(order);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ order->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	ck_assert_int_eq(order_close(&shop, (struct order_ref){ order->id, 0 }, &a), ORDER_OK);
}

/* ---- looking for it everywhere ---- */

struct column {
	const char *table, *name;
};

static struct column *text_columns(size_t *n)
{
	static const char sql[] =
		"SELECT table_name, column_name FROM information_schema.columns WHERE table_schema "
		"= DATABASE() AND data_type IN ('char', 'varchar', 'tinytext', 'text', "
		"'mediumtext', 'longtext', 'json', 'varbinary', 'blob', 'mediumblob')";
	MYSQL_RES *result;
	MYSQL_ROW row;
	struct column *all;

	ck_assert_int_eq(mysql_query(shop.db->mysql, sql), 0);
	result = mysql_store_result(shop.db->mysql);
	ck_assert_ptr_nonnull(result);
	all = arena_array_of(shop.arena, mysql_num_rows(result), struct column);
	for (*n = 0; (row = mysql_fetch_row(result)); ++*n)
		all[*n] = (struct column){ arena_strdup(shop.arena, row[0]),
					   arena_strdup(shop.arena, row[1]) };
	mysql_free_result(result);
	return all;
}

/* How many columns hold one of the values; all such, each in spaces, in *where. */
static int columns_with(const char **where)
{
	size_t n;
	const struct column *all = text_columns(&n);
	int found = 0;

	*where = " ";
	ck_assert_uint_gt(n, 100);
	for (size_t i = 0; i < n; i++) {
		bool packed =
			!strcmp(all[i].name, "document") || !strcmp(all[i].name, "said") ||
			(!strcmp(all[i].table, "idempotency") && !strcmp(all[i].name, "body"));
		struct buf b;

		buf_init(&b, shop.arena);
		buf_addf(&b, "SELECT COUNT(*) FROM %s WHERE 0", all[i].table);
		for (size_t v = 0; v < N(values); v++)
			buf_addf(&b,
				 " OR LOCATE(CAST('%s' AS BINARY), CAST(%s(`%s`) AS BINARY)) > "
				 "0",
				 values[v], packed ? "UNCOMPRESS" : "", all[i].name);
		if (support_number(b.p) == 0)
			continue;
		found++;
		*where = door_path("%s%s.%s ", *where, all[i].table, all[i].name);
	}
	return found;
}

static int64_t books(void)
{
	return support_number("SELECT COUNT(*) + SUM(total_amount) + SUM(captured_amount) FROM "
			      "orders") +
	       support_number("SELECT COUNT(*) FROM order_event") +
	       support_number("SELECT COUNT(*) FROM payment_entry") +
	       support_number("SELECT COUNT(*) FROM stock_move");
}

/* Of each area one at the least, so that each has something to forget. */
static const char *const told[] = {
	"customer_contact.email", "review.body",           "feedback_item.body",
	"survey_answer.body",     "survey_response.facts", "feedback_item_event.why",
	"feedback_message.body",  "member_entry.why",      "order_note.body",
};

START_TEST(nothing_of_them_is_left_anywhere)
{
	struct order *other = door_order("B", 1);
	const char *where = NULL;
	int64_t before;

	fill();
	answer();
	note();
	ck_assert_int_ge(columns_with(&where), 10);
	for (size_t i = 0; i < N(told); i++)
		ck_assert_msg(strstr(where, door_path(" %s ", told[i])) != NULL, "%s", told[i]);
	before = books();
	ck_assert_int_eq(customer_erase(&shop, xenia), ERASE_OK);
	shop_pass(1);
	while (feedback_read_reviews(&shop) || order_documents_renew(&shop))
		;
	ck_assert_msg(columns_with(&where) == 0, "%s", where);
	ck_assert_int_eq(books(), before);
	ck_assert_int_eq(customer_erase(&shop, xenia), ERASE_NOT_FOUND);
	/* and of nobody else */
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM customer_contact WHERE "
						  "customer_id = %llu AND email = '" MAIL "'",
						  (unsigned long long)other->customer_id)),
			 1);
	shop_check_all();
}
END_TEST

START_TEST(not_while_an_order_is_open)
{
	order_one();
	ck_assert_int_eq(customer_erase(&shop, xenia), ERASE_OPEN_ORDERS);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer WHERE erased_at IS NOT "
					"NULL"),
			 0);
}
END_TEST

static struct browser signed_in(void)
{
	struct browser b = door_nobody();

	ck_assert(customer_prove_email(&shop, EMAIL));
	browser_sign_in(&b, SESSION_CUSTOMER, xenia);
	return b;
}

START_TEST(nobody_comes_in_any_more)
{
	struct browser b = signed_in(), nobody = door_nobody();
	const char *link = door_link(order, "");

	door_want(browser_get(&nobody, link), 200);
	door_shows(browser_get(&b, "/me/erase"), "What goes at once");
	support_sql("UPDATE session SET stepped_up_at = NULL");
	browser_get(&b, "/me/erase");
	door_want(door_post(&b, "/me/erase", "sure=1"), 403);
	support_sql("UPDATE session SET stepped_up_at = UTC_TIMESTAMP(6)");
	browser_get(&b, "/me/erase");
	door_want(door_post(&b, "/me/erase", ""), 422);
	door_want(door_post(&b, "/me/erase", "sure=1"), 303);
	door_want(browser_get(&b, "/me/account"), 303);
	door_want(browser_get(&nobody, link), 404);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM session WHERE kind = 1"), 0);
}
END_TEST

START_TEST(the_page_names_open_orders)
{
	struct browser b = signed_in();

	order_one();
	door_shows(browser_get(&b, "/me/erase"), order->number);
	browser_get(&b, "/me/account");
	door_want(door_post(&b, "/me/erase", "sure=1"), 409);
}
END_TEST

Suite *customer_erase_suite(void)
{
	Suite *s = suite_create("customer_erase");
	TCase *tc = tcase_create("erase");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, nothing_of_them_is_left_anywhere);
	tcase_add_test(tc, not_while_an_order_is_open);
	tcase_add_test(tc, nobody_comes_in_any_more);
	tcase_add_test(tc, the_page_names_open_orders);
	suite_add_tcase(s, tc);
	return s;
}
