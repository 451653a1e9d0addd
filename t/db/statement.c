/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements: every kind of argument comes back as it went, and keys that are there are an answer.
 */
#include <stdio.h>
#include "db/side.h"

/* clang-format off */
DB_STATEMENT(number_in, "INSERT INTO credit_entry (id, order_id, customer_id, kind, amount, currency, actor_kind, at) "
	"VALUES (?, ?, 1, 1, ?, 'EUR', 1, ?)");
DB_STATEMENT(number_out, "SELECT id, order_id, amount, actor_kind, at FROM credit_entry WHERE customer_id = 1");
DB_STATEMENT(number_same, "UPDATE credit_entry SET amount = ? WHERE id = ?");
DB_STATEMENT(number_gone, "DELETE FROM credit_entry WHERE amount < ?");
DB_STATEMENT(text_in, "INSERT INTO setting (name, value, updated_at) VALUES (?, ?, '2020-01-01')");
DB_STATEMENT(text_out, "SELECT value, LENGTH(value), CHAR_LENGTH(value) FROM setting WHERE name = ?");
DB_STATEMENT(bytes_in, "INSERT INTO idempotency (actor, route, idem_key, request_hash, status, headers, body, created_at) "
	"VALUES (?, 'r', 'k', ?, ?, '', ?, '2020-01-01')");
DB_STATEMENT(bytes_out, "SELECT actor, request_hash, status, body, headers FROM idempotency");
DB_STATEMENT(null_in, "UPDATE outbox SET lang = 'zh', last_error = ?, lease_until = ?, owner = ?, order_id = ? WHERE id = ?");
DB_STATEMENT(null_new, "INSERT INTO outbox (id, event_id, template, recipient, lang, state, run_at, created_at) "
	"VALUES (?, 1, 't', 'r', 'en', 0, '2020-01-01', '2020-01-01')");
DB_STATEMENT(null_out, "SELECT last_error, lease_until, owner, order_id FROM outbox");
DB_STATEMENT(note_in, "INSERT INTO order_note (id, order_id, body, at) VALUES (?, 1, 'x', '2020-01-01')");
/* clang-format on */

/* ---- kinds ---- */

static void check_kind(const char *name, struct db_arg a, enum db_kind kind, bool is_unsigned,
		       int64_t value)
{
	check_int(name, a.kind, kind);
	check_int(name, a.is_unsigned, is_unsigned);
	check_int(name, a.i, value);
}

#define INTEGER(type, value, is_unsigned)                                                          \
	check_kind(#type, DB_ARG((type)(value)), DB_INT, is_unsigned, (int64_t)(value))

START_TEST(every_type_has_its_kind)
{
	char text[] = "x";
	const char *constant = "x", *none = NULL;

	INTEGER(bool, true, false);
	INTEGER(int, INT32_MIN, false);
	INTEGER(long, INT64_MIN, false);
	INTEGER(long long, INT64_MAX, false);
	INTEGER(short, -7, false);
	INTEGER(signed char, -7, false);
	INTEGER(unsigned char, 255, true);
	INTEGER(unsigned short, 65535, true);
	INTEGER(unsigned, UINT32_MAX, true);
	INTEGER(unsigned long, INT64_MAX, true);
	INTEGER(unsigned long long, INT64_MAX, true);
	check_kind("text", DB_ARG(text), DB_TEXT, false, 0);
	check_kind("constant", DB_ARG(constant), DB_TEXT, false, 0);
	check_kind("no text", DB_ARG(none), DB_NULL, false, 0);
	check_kind("time", DB_ARG(((struct instant){ -5 })), DB_TIME, false, -5);
	check_kind("no time", DB_ARG(INSTANT_NONE), DB_NULL, false, 0);
	check_kind("bytes", DB_ARG(bytes_of("", 0)), DB_BYTES, false, 0);
	check_kind("no bytes", DB_ARG(bytes_of(NULL, 0)), DB_NULL, false, 0);
	check_kind("itself", DB_ARG(db_arg_int(3)), DB_INT, false, 3);
	check_kind("id", db_id_or_null(9), DB_INT, true, 9);
	check_kind("no id", db_id_or_null(0), DB_NULL, false, 0);
}
END_TEST

/* ---- numbers and times ---- */

static const struct {
	const char *name;
	uint64_t id;
	int64_t amount;
	int64_t us;
	const char *at; /* as the server prints it */
} number[] = {
	{ "nothing", 1, 0, 0, "1970-01-01 00:00:00.000000" },
	{ "one", 1, 1, 1, "1970-01-01 00:00:00.000001" },
	{ "before", 2, -1, -1, "1969-12-31 23:59:59.999999" },
	{ "32_bits", UINT32_MAX, INT32_MIN, 2147483648000000, "2038-01-19 03:14:08.000000" },
	{ "leap_day", 1, 2147483648, 1709210096654321, "2024-02-29 12:34:56.654321" },
	{ "least", INT64_MAX, INT64_MIN, -30610224000000000, "1000-01-01 00:00:00.000000" },
	{ "most", INT64_MAX, INT64_MAX, 253402300799999999, "9999-12-31 23:59:59.999999" },
};

START_TEST(numbers_and_times_come_back)
{
	const char *name = number[_i].name;
	struct rows *r;

	ck_assert_int_eq(db_exec(side->db, &number_in, number[_i].id, db_id_or_null(0),
				 number[_i].amount, (struct instant){ number[_i].us }),
			 1);
	r = db_query(side->db, &number_out);
	ck_assert(rows_next(r));
	check_int(name, (int64_t)rows_id(r, 0), (int64_t)number[_i].id);
	check_int(name, rows_i64(r, 2), number[_i].amount);
	check_int(name, rows_time(r, 4).us, number[_i].us);
	ck_assert(rows_is_null(r, 1));
	ck_assert_int_eq(rows_int(r, 3), 1);
	ck_assert(rows_bool(r, 3));
	ck_assert(!rows_next(r));
	check_text(name,
		   side_ask(side, side->db->mysql, "SELECT CAST(at AS CHAR) FROM credit_entry"),
		   number[_i].at);
}
END_TEST

/* ---- text and bytes ---- */

static const size_t lengths[] = { 0, 1, 63, 64, 65, 128, 1000, 65535, 65536, 1048576 };
enum { TEXT_LENGTHS = 8 /* what a TEXT column holds */ };

/* Of `n` bytes: words of several alphabets and what SQL gives a meaning, the rest x. */
static char *some_text(size_t n)
{
	static const char words[] = "常客's \"π\" 😀 \\' %_ ; -- `a` ?";
	char *text = arena_alloc(side->arena, n + 1);
	size_t at = 0;

	for (; at + sizeof words - 1 <= n; at += sizeof words - 1)
		memcpy(text + at, words, sizeof words - 1);
	memset(text + at, 'x', n - at);
	text[n] = '\0';
	return text;
}

START_TEST(text_of_any_length_comes_back)
{
	size_t n = lengths[_i];
	const char *text = some_text(n);
	struct rows *r;

	ck_assert_int_eq(db_exec(side->db, &text_in, "text", text), 1);
	r = db_query(side->db, &text_out, "text");
	ck_assert(rows_next(r));
	ck_assert_str_eq(rows_text(r, 0), text);
	ck_assert_uint_eq(rows_bytes(r, 0).len, n);
	ck_assert_int_eq(rows_i64(r, 1), (int64_t)n);
	/* The server took letters for letters. */
	ck_assert_int_eq(rows_i64(r, 2) < rows_i64(r, 1), n > 1);
}
END_TEST

START_TEST(bytes_of_any_length_come_back)
{
	size_t n = lengths[_i];
	uint8_t *body = arena_alloc(side->arena, n + 1);
	struct rows *r;

	for (size_t i = 0; i < n; i++)
		body[i] = (uint8_t)(i * 7);
	ck_assert_int_eq(db_exec(side->db, &bytes_in, bytes_of("a\0b", 3),
				 bytes_of("0123456789abcdef0123456789abcde\0", 32), (short)201,
				 bytes_of(body, n)),
			 1);
	r = db_query(side->db, &bytes_out);
	ck_assert(rows_next(r));
	ck_assert_uint_eq(rows_bytes(r, 0).len, 3);
	ck_assert_mem_eq(rows_bytes(r, 0).p, "a\0b", 3);
	ck_assert_uint_eq(rows_bytes(r, 1).len, 32);
	ck_assert_int_eq(rows_int(r, 2), 201);
	ck_assert_uint_eq(rows_bytes(r, 3).len, n);
	ck_assert(memcmp(rows_bytes(r, 3).p, body, n) == 0);
	ck_assert_str_eq(rows_text(r, 4), "");
	ck_assert(!rows_is_null(r, 4));
}
END_TEST

/* ---- nothing ---- */

static void check_nulls(bool all)
{
	struct rows *r = db_query(side->db, &null_out);

	ck_assert(rows_next(r));
	for (unsigned i = 0; i < 4; i++)
		ck_assert_int_eq(rows_is_null(r, i), all);
	if (!all)
		return;
	ck_assert_ptr_null(rows_text(r, 0));
	ck_assert(instant_is_none(rows_time(r, 1)));
	ck_assert_ptr_null(rows_bytes(r, 2).p);
	ck_assert_uint_eq(rows_bytes(r, 2).len, 0);
	ck_assert_int_eq(rows_i64(r, 3), 0);
	ck_assert_uint_eq(rows_id(r, 3), 0);
	ck_assert(!rows_bool(r, 3));
}

START_TEST(null_is_null)
{
	const char *none = NULL;

	ck_assert_int_eq(db_exec(side->db, &null_new, 1), 1);
	check_nulls(true);
	ck_assert_int_eq(db_exec(side->db, &null_in, "", (struct instant){ 0 },
				 bytes_of("0123456789abcdef", 16), (uint64_t)5, 1),
			 1);
	check_nulls(false);
	ck_assert_int_eq(db_exec(side->db, &null_in, none, INSTANT_NONE, bytes_of(NULL, 16),
				 db_id_or_null(0), 1),
			 1);
	check_nulls(true);
}
END_TEST

/* ---- rows matched ---- */

static int64_t change(int64_t amount, uint64_t id)
{
	return db_exec(side->db, &number_same, amount, id);
}

START_TEST(rows_are_counted_as_found)
{
	struct instant now = { 0 };

	for (uint64_t id = 1; id <= 3; id++)
		ck_assert_int_eq(db_exec(side->db, &number_in, id, db_id_or_null(0), (int64_t)id,
					 now),
				 1);
	ck_assert_int_eq(change(5, 1), 1);
	ck_assert_int_eq(change(5, 1), 1); /* nothing new, but found */
	ck_assert_int_eq(change(5, 9), 0);
	ck_assert_int_eq(db_exec(side->db, &number_gone, 4), 2);
	ck_assert_int_eq(db_exec(side->db, &number_gone, 4), 0);
}
END_TEST

/* ---- keys that are there ---- */

static void insert_note(void *arg)
{
	db_exec(side->db, &note_in, *(int *)arg);
}

static int insert_notes(struct db *db, void *arg)
{
	(void)arg;
	ck_assert_int_eq(db_insert(db, &note_in, 1), 1);
	ck_assert_int_eq(db_insert(db, &note_in, 1), -1);
	ck_assert_int_eq(db_insert(db, &note_in, 2), 1);
	ck_assert_int_eq(db_insert(db, &note_in, 2), -1);
	return 0;
}

START_TEST(a_key_that_is_there_is_an_answer)
{
	ck_assert_int_eq(db_transaction(side->db, insert_notes, NULL), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note"), 2);
	ck_assert_int_eq(db_insert(side->db, &note_in, 2), -1);
	ck_assert_int_eq(db_insert(side->db, &note_in, 3), 1);
}
END_TEST

START_TEST(or_a_failure_where_nobody_asked)
{
	int id = 1;
	struct failure f;

	insert_note(&id);
	f = side_failure(insert_note, &id);
	ck_assert_int_eq(f.code, 1062);
	ck_assert_int_eq(f.kind, FAIL_INTERNAL);
	ck_assert_ptr_nonnull(strstr(f.message, "note_in: "));
}
END_TEST

/* ---- giving way ---- */

/* A deadlock before that try of note 77. */
static void deadlocks_before_try(int n)
{
	char sql[400];

	snprintf(sql, sizeof sql,
		 "CREATE TRIGGER give_way BEFORE INSERT ON order_note FOR EACH ROW BEGIN "
		 "SET @tries = IFNULL(@tries, 0) + (NEW.id = 77); IF NEW.id = 77 AND @tries < %d "
		 "THEN "
		 "SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213; END IF; END",
		 n);
	support_sql("DROP TRIGGER IF EXISTS give_way");
	support_sql(sql);
}

START_TEST(a_statement_alone_survives_a_deadlock)
{
	int id = 77;

	deadlocks_before_try(3);
	insert_note(&id);
	support_sql("DROP TRIGGER give_way");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note WHERE id = 77"), 1);
}
END_TEST

START_TEST(but_not_one_after_another)
{
	int id = 77;
	struct failure f;

	deadlocks_before_try(100);
	f = side_failure(insert_note, &id);
	support_sql("DROP TRIGGER give_way");
	ck_assert_int_eq(f.code, 1213);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note"), 0);
}
END_TEST

/* ---- counted ---- */

START_TEST(statements_are_counted)
{
	db_count_reset(side->db);
	db_exec(side->db, &number_gone, 1);
	db_query(side->db, &number_out);
	ck_assert_uint_eq(db_count(side->db), 2);
	/* Connecting is not the route's work. */
	side_kill(side->db);
	db_exec(side->db, &number_gone, 1);
	ck_assert_uint_eq(db_count(side->db), 3);
	db_count_reset(side->db);
	ck_assert_uint_eq(db_count(side->db), 0);
}
END_TEST

Suite *db_statement_suite(void)
{
	Suite *s = suite_create("db_statement");
	TCase *t = tcase_create("kinds"), *u = tcase_create("database");

	tcase_add_test(t, every_type_has_its_kind);
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(u, side_setup, side_teardown);
	tcase_add_loop_test(u, numbers_and_times_come_back, 0, (int)count_of(number));
	tcase_add_loop_test(u, text_of_any_length_comes_back, 0, TEXT_LENGTHS);
	tcase_add_loop_test(u, bytes_of_any_length_come_back, 0, (int)count_of(lengths));
	tcase_add_test(u, null_is_null);
	tcase_add_test(u, rows_are_counted_as_found);
	tcase_add_test(u, a_key_that_is_there_is_an_answer);
	tcase_add_test(u, or_a_failure_where_nobody_asked);
	tcase_add_test(u, a_statement_alone_survives_a_deadlock);
	tcase_add_test(u, but_not_one_after_another);
	tcase_add_test(u, statements_are_counted);
	suite_add_tcase(s, u);
	return s;
}
