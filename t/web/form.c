/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of tables of fields: the same table over a form and over JSON, every error gathered. */
#include <stddef.h>
#include "base/fail.h"
#include "base/json.h"
#include "rows.h"
#include "web/web.h"

static struct arena *a;

static void set_up(void)
{
	a = arena_new();
	arena_install_cjson();
	arena_use_for_cjson(a);
	ck_assert(instant_set_zone("Asia/Shanghai"));
}

static void tear_down(void)
{
	arena_use_for_cjson(NULL);
	arena_free(a);
}

/* ---- a table with everything ---- */

struct line {
	const char *sku;
	int64_t quantity;
};
struct place {
	const char *city, *street;
};
struct target {
	const char *text, *note, *secret, *number, *email, *phone;
	int64_t count, amount, unit;
	bool yes;
	int word;
	uint64_t id;
	struct instant date, time;
	struct field_rows lines, ids;
	struct place place;
};

static const char *const words[] = { "red", "green", "blue" };
static const struct field line_table[] = {
	{ .name = "sku",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct line, sku),
	  .required = true,
	  .max = 8 },
	{ .name = "quantity",
	  .kind = FIELD_INT,
	  .offset = offsetof(struct line, quantity),
	  .required = true,
	  .min = 1,
	  .max = 99 },
};
static const struct field place_table[] = {
	{ .name = "city",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct place, city),
	  .required = true },
	{ .name = "street", .kind = FIELD_TEXT, .offset = offsetof(struct place, street) },
};
static const struct field id_table[] = {
	{ .name = "", .kind = FIELD_ID, .required = true },
};
#define AT(member) .offset = offsetof(struct target, member)
static const struct field table[] = {
	{ .name = "text", .kind = FIELD_TEXT, AT(text), .min = 2, .max = 10 },
	{ .name = "note", .kind = FIELD_NOTE, AT(note) },
	{ .name = "secret", .kind = FIELD_SECRET, AT(secret) },
	{ .name = "count", .kind = FIELD_INT, AT(count), .min = 1, .max = 99 },
	{ .name = "amount", .kind = FIELD_MONEY, AT(amount), .min = 0, .max = 1000000 },
	{ .name = "unit", .kind = FIELD_UNIT_PRICE, AT(unit) },
	{ .name = "yes", .kind = FIELD_BOOL, AT(yes) },
	{ .name = "word", .kind = FIELD_ENUM, AT(word), .words = words, .n_words = 3 },
	{ .name = "id", .kind = FIELD_ID, AT(id) },
	{ .name = "number", .kind = FIELD_NUMBER_ORDER, AT(number) },
	{ .name = "email", .kind = FIELD_EMAIL, AT(email) },
	{ .name = "phone", .kind = FIELD_PHONE, AT(phone) },
	{ .name = "date", .kind = FIELD_DATE, AT(date) },
	{ .name = "time", .kind = FIELD_TIME, AT(time) },
	{ .name = "lines",
	  .kind = FIELD_LIST,
	  AT(lines),
	  .max = 3,
	  .sub = line_table,
	  .n_sub = 2,
	  .sub_size = sizeof(struct line) },
	{ .name = "ids",
	  .kind = FIELD_LIST,
	  AT(ids),
	  .sub = id_table,
	  .n_sub = 1,
	  .sub_size = sizeof(uint64_t) },
	{ .name = "place",
	  .kind = FIELD_OBJECT,
	  AT(place),
	  .sub = place_table,
	  .n_sub = 2,
	  .sub_size = sizeof(struct place) },
};
#define TABLE table, sizeof(table) / sizeof(table[0])

static struct request new_request(const char *text)
{
	struct request req = { .arena = a };
	size_t at, len = strlen(text);

	if (*text == '{')
		ck_assert_msg(json_parse(a, text, len, &req.json, &at) == JSON_OK, "%s", text);
	else
		ck_assert_msg(params_parse(a, text, len, &req.form) == WEB_OK, "%s", text);
	return req;
}

/* "pointer code|" per error. */
static const char *list_errors(const struct field_errors *e)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < e->n; i++)
		buf_addf(&b, "%s %s|", e->v[i].pointer, e->v[i].code);
	return b.p;
}

/* What was read, member by member, in one line. */
static const char *list_target(const struct target *t)
{
	struct buf b;
	char time[40];

	buf_init(&b, a);
	if (t->text)
		buf_addf(&b, "text=%s|", t->text);
	if (t->note)
		buf_addf(&b, "note=%s|", t->note);
	if (t->secret)
		buf_addf(&b, "secret=%s|", t->secret);
	if (t->count)
		buf_addf(&b, "count=%lld|", (long long)t->count);
	if (t->amount)
		buf_addf(&b, "amount=%lld|", (long long)t->amount);
	if (t->unit)
		buf_addf(&b, "unit=%lld|", (long long)t->unit);
	if (t->yes)
		buf_addlit(&b, "yes|");
	if (t->word)
		buf_addf(&b, "word=%d|", t->word);
	if (t->id)
		buf_addf(&b, "id=%llu|", (unsigned long long)t->id);
	if (t->number)
		buf_addf(&b, "number=%s|", t->number);
	if (t->email)
		buf_addf(&b, "email=%s|", t->email);
	if (t->phone)
		buf_addf(&b, "phone=%s|", t->phone);
	if (!instant_is_none(t->date)) {
		instant_format_utc(t->date, time, sizeof(time));
		buf_addf(&b, "date=%s|", time);
	}
	if (!instant_is_none(t->time)) {
		instant_format_utc(t->time, time, sizeof(time));
		buf_addf(&b, "time=%s|", time);
	}
	for (size_t i = 0; i < t->lines.n; i++)
		buf_addf(&b, "line=%s*%lld|", ((struct line *)t->lines.v)[i].sku,
			 (long long)((struct line *)t->lines.v)[i].quantity);
	for (size_t i = 0; i < t->ids.n; i++)
		buf_addf(&b, "ids=%llu|", (unsigned long long)((uint64_t *)t->ids.v)[i]);
	if (t->place.city)
		buf_addf(&b, "city=%s|", t->place.city);
	if (t->place.street)
		buf_addf(&b, "street=%s|", t->place.street);
	return b.p;
}

/* One row: what came, what was read, or which errors. */
static const struct {
	const char *name, *given, *read, *errors;
} row[] = {
	{ "nothing", "", "", "" },
	{ "nothing_in_json", "{}", "", "" },
	{ "nulls", "{\"text\":null,\"lines\":null,\"place\":null,\"date\":null}", "", "" },
	{ "blanks", "text=+&count=&date=&yes=&word=+&email=&note=%0a", "", "" },

	{ "text_is_trimmed", "text=++a++b%0a+", "text=a b|", "" },
	{ "text_of_ten",
	  "text=%E6%9E%97%E6%9E%97%E6%9E%97%E6%9E%97%E6%9E%97%E6%9E%97%E6%9E%97%E6%9E%97%E6%9E%97%"
	  "E6%9E%97",
	  "text=林林林林林林林林林林|", "" },
	{ "text_of_eleven", "text=abcdefghijk", "", "/text too_long|" },
	{ "text_too_short", "text=a", "", "/text too_short|" },
	{ "text_with_a_control_character", "text=a%01b", "", "/text malformed|" },
	{ "text_as_a_json_number", "{\"text\":12}", "", "/text wrong_type|" },
	{ "text_as_a_json_object", "{\"text\":{}}", "", "/text wrong_type|" },
	{ "text_keeps_its_width", "text=%EF%BC%91%EF%BC%92", "text=１２|", "" },
	{ "note_keeps_its_lines", "note=a%0d%0ab", "note=a\nb|", "" },
	{ "secret_is_kept_as_typed", "secret=+a++b+", "secret= a  b |", "" },
	{ "secret_of_spaces_is_kept", "secret=++", "secret=  |", "" },

	{ "count", "count=+7+", "count=7|", "" },
	{ "count_with_plus", "count=%2B7", "count=7|", "" },
	{ "count_in_json", "{\"count\":7}", "count=7|", "" },
	{ "count_as_json_text", "{\"count\":\"7\"}", "", "/count wrong_type|" },
	{ "count_in_full_width", "count=%EF%BC%91%EF%BC%92", "count=12|", "" },
	{ "count_too_small", "count=0", "", "/count out_of_range|" },
	{ "count_too_large", "count=100", "", "/count out_of_range|" },
	{ "count_negative", "count=-7", "", "/count out_of_range|" },
	{ "count_beyond_64_bits", "count=99999999999999999999", "", "/count not_a_number|" },
	{ "count_in_hex", "count=0x7", "", "/count not_a_number|" },
	{ "count_with_a_point", "count=7.0", "", "/count not_a_number|" },
	{ "count_fraction_in_json", "{\"count\":7.5}", "", "/count not_a_number|" },
	{ "count_with_exponent_in_json", "{\"count\":1e1}", "count=10|", "" },
	{ "count_as_boolean", "{\"count\":true}", "", "/count wrong_type|" },
	{ "count_in_words", "count=seven", "", "/count not_a_number|" },

	{ "amount", "amount=12.5", "amount=1250|", "" },
	{ "amount_in_full_width", "amount=%EF%BC%91%EF%BC%8E%EF%BC%95", "amount=150|", "" },
	{ "amount_with_three_decimals", "amount=1.555", "", "/amount not_an_amount|" },
	{ "amount_in_groups", "amount=1,000", "", "/amount not_an_amount|" },
	{ "amount_as_json_number", "{\"amount\":12.5}", "", "/amount wrong_type|" },
	{ "amount_as_json_text", "{\"amount\":\"12.5\"}", "amount=1250|", "" },
	{ "amount_too_large", "amount=10000.01", "", "/amount out_of_range|" },
	{ "amount_negative", "amount=-1", "", "/amount out_of_range|" },
	{ "unit_price", "unit=0.8215", "unit=82150|", "" },

	{ "ticked", "yes=on", "yes|", "" },
	{ "true_in_json", "{\"yes\":true}", "yes|", "" },
	{ "false_in_json", "{\"yes\":false}", "", "" },
	{ "boolean_as_json_text", "{\"yes\":\"true\"}", "", "/yes wrong_type|" },
	{ "boolean_as_json_number", "{\"yes\":1}", "", "/yes wrong_type|" },
	{ "neither_yes_nor_no", "yes=maybe", "", "/yes not_a_choice|" },
	{ "a_word", "word=blue", "word=2|", "" },
	{ "another_word", "word=Blue", "", "/word not_a_choice|" },

	{ "id", "id=9223372036854775807", "id=9223372036854775807|", "" },
	{ "id_zero", "id=0", "", "/id not_an_id|" },
	{ "id_as_json_number", "{\"id\":5}", "", "/id wrong_type|" },
	{ "email", "email=+Lin@Mail.Example+", "email=Lin@Mail.Example|", "" },
	{ "email_without_at", "email=lin", "", "/email not_an_email|" },
	{ "phone", "phone=138+1234+5521", "phone=138 1234 5521|", "" },
	{ "phone_too_short", "phone=12", "", "/phone not_a_phone|" },
	{ "no_order_number", "number=R-0000-000", "", "/number not_an_order_number|" },

	{ "date", "date=2026-11-21", "date=2026-11-20T16:00:00Z|", "" },
	{ "the_last_day", "date=2999-12-31", "date=2999-12-30T16:00:00Z|", "" },
	{ "a_day_too_late", "date=3000-01-01", "", "/date out_of_range|" },
	{ "a_moment_too_late", "time=9999-12-31T23:59", "", "/time out_of_range|" },
	{ "a_moment_too_late_in_utc", "time=9999-12-31T23:59:59Z", "", "/time out_of_range|" },
	{ "leap_day", "date=2028-02-29", "date=2028-02-28T16:00:00Z|", "" },
	{ "no_leap_day", "date=2027-02-29", "", "/date not_a_date|" },
	{ "month_13", "date=2026-13-01", "", "/date not_a_date|" },
	{ "date_in_one_digit", "date=2026-1-1", "", "/date not_a_date|" },
	{ "date_and_more", "date=2026-11-21x", "", "/date not_a_date|" },
	{ "time_in_utc", "time=2026-11-21T09:30:00Z", "time=2026-11-21T09:30:00Z|", "" },
	{ "local_time", "time=2026-11-21T09:30", "time=2026-11-21T01:30:00Z|", "" },
	{ "hour_24", "time=2026-11-21T24:00", "", "/time not_a_time|" },
	{ "only_a_date", "time=2026-11-21", "", "/time not_a_time|" },

	{ "lines", "lines.0.sku=A&lines.0.quantity=2&lines.1.sku=B&lines.1.quantity=1",
	  "line=A*2|line=B*1|", "" },
	{ "lines_in_json",
	  "{\"lines\":[{\"sku\":\"A\",\"quantity\":2},{\"sku\":\"B\",\"quantity\":1}]}",
	  "line=A*2|line=B*1|", "" },
	{ "lines_with_gaps_out_of_order",
	  "lines.7.sku=B&lines.7.quantity=1&lines.2.sku=A&lines.2.quantity=2", "line=A*2|line=B*1|",
	  "" },
	{ "empty_lines_are_left_out",
	  "lines.0.sku=A&lines.0.quantity=2&lines.1.sku=+&lines.1.quantity=", "line=A*2|", "" },
	{ "errors_keep_the_row_s_number", "lines.5.sku=A&lines.5.quantity=x", "line=A*0|",
	  "/lines/5/quantity not_a_number|" },
	{ "a_row_half_filled", "lines.0.sku=A", "line=A*0|", "/lines/0/quantity required|" },
	{ "an_empty_object_in_a_json_list", "{\"lines\":[{}]}", "line=(null)*0|",
	  "/lines/0/sku required|/lines/0/quantity required|" },
	{ "four_lines_are_too_many", "lines.0.sku=A&lines.1.sku=A&lines.2.sku=A&lines.3.sku=A", "",
	  "/lines too_many|" },
	{ "four_lines_are_too_many_in_json", "{\"lines\":[{},{},{},{}]}", "", "/lines too_many|" },
	{ "a_list_that_is_an_object", "{\"lines\":{}}", "", "/lines wrong_type|" },
	{ "a_row_that_is_text", "{\"lines\":[\"A\"]}", "line=(null)*0|", "/lines/0 wrong_type|" },
	{ "a_row_number_with_a_leading_zero", "lines.01.sku=A", "", "/lines/01/sku unknown|" },
	{ "a_row_number_too_long", "lines.10000.sku=A", "", "/lines/10000/sku unknown|" },
	{ "unknown_in_a_row", "lines.0.sku=A&lines.0.quantity=1&lines.0.price=1", "line=A*1|",
	  "/lines/0/price unknown|" },
	{ "twice_in_a_row", "lines.0.sku=A&lines.0.sku=B&lines.0.quantity=1", "line=(null)*1|",
	  "/lines/0/sku given_twice|" },

	{ "ids_by_repeated_name", "ids=3&ids=5", "ids=3|ids=5|", "" },
	{ "ids_in_json", "{\"ids\":[\"3\",\"5\"]}", "ids=3|ids=5|", "" },
	{ "a_bad_id_in_a_list", "ids=3&ids=x", "ids=3|ids=0|", "/ids/1 not_an_id|" },
	{ "a_number_in_a_list_of_ids", "{\"ids\":[3]}", "ids=0|", "/ids/0 wrong_type|" },

	{ "an_object", "place.city=%E6%9D%AD%E5%B7%9E&place.street=x", "city=杭州|street=x|", "" },
	{ "an_object_in_json", "{\"place\":{\"city\":\"A\"}}", "city=A|", "" },
	{ "an_empty_object_of_a_form", "place.city=&place.street=+", "", "" },
	{ "an_object_half_filled", "place.street=x", "street=x|", "/place/city required|" },
	{ "an_object_that_is_a_list", "{\"place\":[]}", "", "/place wrong_type|" },
	{ "unknown_in_an_object", "{\"place\":{\"city\":\"A\",\"zip\":\"1\"}}", "city=A|",
	  "/place/zip unknown|" },

	{ "unknown", "role=owner", "", "/role unknown|" },
	{ "unknown_in_json", "{\"role\":\"owner\"}", "", "/role unknown|" },
	{ "json_members_have_case", "{\"Text\":\"ab\"}", "", "/Text unknown|" },
	{ "pointers_are_escaped", "{\"a/b~c\":1}", "", "/a~1b~0c unknown|" },
	{ "twice", "text=ab&text=cd", "", "/text given_twice|" },
	{ "ours_in_a_form", "csrf=x&form_key=y&do=save&do_cancel=1", "", "" },
	{ "ours_not_in_json", "{\"csrf\":\"x\"}", "", "/csrf unknown|" },
	{ "all_errors_at_once",
	  "{\"text\":\"a\",\"count\":0,\"lines\":[{\"sku\":\"A\",\"quantity\":0}],\"x\":1}",
	  "line=A*0|",
	  "/x unknown|/text too_short|/count out_of_range|/lines/0/quantity out_of_range|" },
};

START_TEST(reads)
{
	struct request req = new_request(row[_i].given);
	struct target t = { 0 };
	struct field_errors e = { 0 };
	bool ok = fields_read(&req, TABLE, &t, "CNY", &e);

	ck_assert_msg(strcmp(list_errors(&e), row[_i].errors) == 0, "%s: %s", row[_i].name,
		      list_errors(&e));
	ck_assert_msg(ok == (e.n == 0), "%s", row[_i].name);
	ck_assert_msg(strcmp(list_target(&t), row[_i].read) == 0, "%s: %s", row[_i].name,
		      list_target(&t));
}
END_TEST

START_TEST(what_is_absent_leaves_its_default)
{
	struct request req = new_request("text=&word=");
	struct target t = { .text = "before", .word = 1, .count = 5, .yes = true, .date = { 7 } };
	struct field_errors e = { 0 };

	ck_assert(fields_read(&req, TABLE, &t, "CNY", &e));
	ck_assert_str_eq(t.text, "before");
	ck_assert_int_eq(t.word, 1);
	ck_assert_int_eq(t.count, 5);
	ck_assert(t.yes);
	ck_assert_int_eq(t.date.us, 7);
	ck_assert(instant_is_none(t.time));
}
END_TEST

static const struct field required_table[] = {
	{ .name = "name", .kind = FIELD_TEXT, .required = true, .missing = "Enter your name" },
	{ .name = "agree", .kind = FIELD_BOOL, .offset = 8, .required = true },
	{ .name = "lines",
	  .kind = FIELD_LIST,
	  .offset = 16,
	  .required = true,
	  .min = 2,
	  .sub = line_table,
	  .n_sub = 2,
	  .sub_size = sizeof(struct line) },
	{ .name = "place",
	  .kind = FIELD_OBJECT,
	  .offset = 32,
	  .required = true,
	  .sub = place_table,
	  .n_sub = 2,
	  .sub_size = sizeof(struct place) },
};
static const struct {
	const char *name, *given, *errors;
} required_row[] = {
	{ "a_form_names_the_controls", "",
	  "/name required|/agree required|/lines required|/place/city required|" },
	{ "json_names_the_members", "{}",
	  "/name required|/agree required|/lines required|/place required|" },
	{ "no_is_not_agreement", "name=+&agree=no&lines.0.sku=A&lines.0.quantity=1&place.city=x",
	  "/name required|/agree required|/lines too_few|" },
	{ "an_empty_list", "{\"name\":\"x\",\"agree\":true,\"lines\":[],\"place\":{\"city\":\"\"}}",
	  "/lines required|/place/city required|" },
};

START_TEST(says_what_is_missing)
{
	struct request req = new_request(required_row[_i].given);
	char target[64] = { 0 };
	struct field_errors e = { 0 };

	ck_assert(!fields_read(&req, required_table, 4, target, "CNY", &e));
	ck_assert_msg(strcmp(list_errors(&e), required_row[_i].errors) == 0, "%s: %s",
		      required_row[_i].name, list_errors(&e));
	if (e.v[0].pointer[1] == 'n')
		ck_assert_str_eq(e.v[0].message, "Enter your name");
}
END_TEST

START_TEST(errors_name_their_control_and_limit)
{
	struct request req = new_request("lines.0.sku=ABCDEFGHI&lines.0.quantity=100&amount=99999");
	struct target t = { 0 };
	struct field_errors e = { 0 };

	ck_assert(!fields_read(&req, TABLE, &t, "CNY", &e));
	ck_assert_uint_eq(e.n, 3);
	ck_assert_str_eq(e.v[0].arg, "0.00 – 10000.00");
	ck_assert_str_eq(e.v[1].name, "lines.0.sku");
	ck_assert_str_eq(e.v[1].message, "At most {arg} characters");
	ck_assert_str_eq(e.v[1].arg, "8");
	ck_assert_str_eq(e.v[2].name, "lines.0.quantity");
	ck_assert_str_eq(e.v[2].arg, "1 – 99");
}
END_TEST

START_TEST(a_flood_of_errors_is_cut)
{
	struct buf b;
	struct request req;
	struct target t = { 0 };
	struct field_errors e = { 0 };

	buf_init(&b, a);
	for (int i = 0; i < 1500; i++)
		buf_addf(&b, "x%d=1&", i);
	req = new_request(b.p);
	ck_assert(!fields_read(&req, TABLE, &t, "CNY", &e));
	ck_assert_uint_eq(e.n, 100);
}
END_TEST

START_TEST(an_absurdly_long_name_is_not_repeated)
{
	struct buf b;
	struct request req;
	struct target t = { 0 };
	struct field_errors e = { 0 };

	buf_init(&b, a);
	for (int i = 0; i < 5000; i++)
		buf_addch(&b, 'x');
	req = new_request(b.p);
	ck_assert(!fields_read(&req, TABLE, &t, "CNY", &e));
	ck_assert_str_eq(e.v[0].pointer, "");
}
END_TEST

START_TEST(a_query_may_hold_names_we_do_not_know)
{
	struct request req = { .arena = a };
	struct target t = { 0 };
	struct field_errors e = { 0 };

	ck_assert_int_eq(params_parse(a, "utm=1&word=blue&count=x", 23, &req.query), WEB_OK);
	ck_assert(!fields_read_query(&req, TABLE, &t, "CNY", &e));
	ck_assert_str_eq(list_errors(&e), "/count not_a_number|");
	ck_assert_int_eq(t.word, 2);
}
END_TEST

START_TEST(what_was_typed_comes_back_without_secrets)
{
	struct request req = new_request(
		"text=+a&secret=s&yes=on&count=x&lines.3.sku=A&ids=1&ids=2&place.city=c");
	cJSON *typed = fields_typed(&req, TABLE);
	const cJSON *lines = json_get(typed, "lines");

	ck_assert_str_eq(json_get_text(typed, "text"), " a");
	ck_assert_str_eq(json_get_text(typed, "count"), "x");
	ck_assert_ptr_null(json_get(typed, "secret"));
	ck_assert(json_get_bool(typed, "yes"));
	ck_assert_int_eq(cJSON_GetArraySize(lines), 1);
	ck_assert_str_eq(json_get_text(lines->child, "index"), "3");
	ck_assert_str_eq(json_get_text(lines->child, "sku"), "A");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(typed, "ids")), 2);
	ck_assert_str_eq(json_get_text(json_get(typed, "place"), "city"), "c");
	ck_assert(cJSON_IsNull(json_get(typed, "note")));
}
END_TEST

static void read_without_currency(void *arg)
{
	struct request *req = arg;
	struct target t = { 0 };
	struct field_errors e = { 0 };

	ck_assert(fields_read(req, TABLE, &t, NULL, &e));
}

START_TEST(an_amount_without_a_currency_is_our_own_mistake)
{
	struct request req = new_request("amount=1");
	struct failure f;

	ck_assert(!fail_run(read_without_currency, &req, &f));
}
END_TEST

Suite *web_form_suite(void)
{
	Suite *s = suite_create("web_form");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, set_up, tear_down);
	add_rows(tc, reads, row);
	tcase_add_test(tc, what_is_absent_leaves_its_default);
	add_rows(tc, says_what_is_missing, required_row);
	tcase_add_test(tc, errors_name_their_control_and_limit);
	tcase_add_test(tc, a_flood_of_errors_is_cut);
	tcase_add_test(tc, an_absurdly_long_name_is_not_repeated);
	tcase_add_test(tc, a_query_may_hold_names_we_do_not_know);
	tcase_add_test(tc, what_was_typed_comes_back_without_secrets);
	tcase_add_test(tc, an_amount_without_a_currency_is_our_own_mistake);
	suite_add_tcase(s, tc);
	return s;
}
