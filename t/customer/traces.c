/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer who left traces in every table, and looking for them. */
#include "customer/traces.h"
#include <mariadb/mysql.h>
#include "db/conn.h"
#include "feedback/feedback.h"
#include "feedback/survey.h"
#include "member/member.h"

/* What nobody else in these tests is called, lives at, or says. */
static const char *const values[] = { "Quillfeather", "Xenia",         PHONE,       "xenia@quill",
				      "Zephyr",       "Plumwood",      "Yarrowtea", "quartzite",
				      "Ibisbook",     "Unicornworker", "1987-03-05" };

struct order *order;
uint64_t xenia;

void traces_order(void)
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
	support_sql(door_path("INSERT INTO customer_sign_in (id, customer_id, how, agent, network, "
			      "at) VALUES (7, %s, 1, 'Zephyr, Linux', '203.0.113.0/24', "
			      "UTC_TIMESTAMP(6))",
			      id));
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

void traces_setup(void)
{
	struct payment_draft money = { .method = PAY_COD, .at = INSTANT_NONE };
	struct payment_answer paid;
	struct order_answer a;

	door_setup();
	traces_order();
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	say();
	money.amount = order_due(order);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ order->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	ck_assert_int_eq(order_close(&shop, (struct order_ref){ order->id, 0 }, &a), ORDER_OK);
}

void traces_leave(void)
{
	fill();
	answer();
	note();
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

/* The column as it reads. */
static const char *readable(const char *table, const char *column)
{
	bool packed = !strcmp(column, "document") || !strcmp(column, "said") ||
		      (!strcmp(table, "idempotency") && !strcmp(column, "body"));

	return door_path("CAST(%s(`%s`) AS BINARY)", packed ? "UNCOMPRESS" : "", column);
}

/* Of a row: one of the values stands there. */
static const char *holds(const char *table, const char *column)
{
	struct buf b;

	buf_init(&b, shop.arena);
	buf_addlit(&b, "0");
	for (size_t v = 0; v < N(values); v++)
		buf_addf(&b, " OR LOCATE(CAST('%s' AS BINARY), %s) > 0", values[v],
			 readable(table, column));
	return b.p;
}

int traces_columns(const char **where)
{
	size_t n;
	const struct column *all = text_columns(&n);
	int found = 0;

	*where = " ";
	ck_assert_uint_gt(n, 100);
	for (size_t i = 0; i < n; i++) {
		if (support_number(door_path("SELECT COUNT(*) FROM %s WHERE %s", all[i].table,
					     holds(all[i].table, all[i].name))) == 0)
			continue;
		found++;
		*where = door_path("%s%s.%s ", *where, all[i].table, all[i].name);
	}
	return found;
}

const char **traces_cells(const char *table, const char *column, size_t *n)
{
	const char *sql = door_path("SELECT DISTINCT %s FROM %s WHERE %s", readable(table, column),
				    table, holds(table, column));
	MYSQL_RES *result;
	MYSQL_ROW row;
	const char **all;

	ck_assert_int_eq(mysql_query(shop.db->mysql, sql), 0);
	result = mysql_store_result(shop.db->mysql);
	ck_assert_ptr_nonnull(result);
	all = arena_array_of(shop.arena, mysql_num_rows(result) + 1, const char *);
	for (*n = 0; (row = mysql_fetch_row(result)); ++*n)
		all[*n] = arena_strndup(shop.arena, row[0], mysql_fetch_lengths(result)[0]);
	mysql_free_result(result);
	return all;
}
