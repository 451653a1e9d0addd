/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds whole requests: lines are the web server's parameters, what follows an empty line is the
 * body, which a table of fields then reads. A request that is taken keeps the promises of web.h. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include "base/text.h"
#include "web/web.h"

#define PARAMS 40

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct line {
	const char *sku;
	int64_t quantity, price;
};
struct target {
	const char *name, *note, *email, *phone, *number;
	struct instant date, time;
	int64_t amount;
	int word;
	bool yes;
	struct field_rows lines, ids;
	struct line place;
};

static void require(bool truth)
{
	if (!truth)
		abort();
}

static const char *const words[] = { "a", "b" };
static const struct field line_table[] = {
	{ .name = "sku", .kind = FIELD_TEXT, .offset = offsetof(struct line, sku), .max = 40 },
	{ .name = "n",
	  .kind = FIELD_INT,
	  .offset = offsetof(struct line, quantity),
	  .min = 1,
	  .max = 9 },
	{ .name = "p", .kind = FIELD_UNIT_PRICE, .offset = offsetof(struct line, price) },
};
static const struct field id_table[] = { { .name = "", .kind = FIELD_ID, .required = true } };
#define AT(member) .offset = offsetof(struct target, member)
static const struct field table[] = {
	{ .name = "name", .kind = FIELD_TEXT, AT(name), .required = true },
	{ .name = "note", .kind = FIELD_NOTE, AT(note) },
	{ .name = "email", .kind = FIELD_EMAIL, AT(email) },
	{ .name = "phone", .kind = FIELD_PHONE, AT(phone) },
	{ .name = "number", .kind = FIELD_NUMBER_ORDER, AT(number) },
	{ .name = "date", .kind = FIELD_DATE, AT(date) },
	{ .name = "time", .kind = FIELD_TIME, AT(time) },
	{ .name = "amount", .kind = FIELD_MONEY, AT(amount) },
	{ .name = "word", .kind = FIELD_ENUM, AT(word), .words = words, .n_words = 2 },
	{ .name = "yes", .kind = FIELD_BOOL, AT(yes) },
	{ .name = "lines",
	  .kind = FIELD_LIST,
	  AT(lines),
	  .max = 20,
	  .sub = line_table,
	  .n_sub = 3,
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
	  .sub = line_table,
	  .n_sub = 3,
	  .sub_size = sizeof(struct line) },
};
#define TABLE table, sizeof(table) / sizeof(table[0])

static void check_fields(struct request *req)
{
	struct target t = { 0 };
	struct field_errors e = { 0 };
	bool ok = fields_read(req, TABLE, &t, "CNY", &e);

	require(ok == (e.n == 0));
	require(!ok ||
		(t.name && text_is_utf8(t.name, strlen(t.name)) && text_length(t.name) <= 200));
	require(t.lines.n <= 20);
	for (size_t i = 0; i < e.n; i++)
		require(e.v[i].pointer && e.v[i].name && e.v[i].code && e.v[i].message);
	fields_typed(req, TABLE);
}

static void check_request(struct request *req)
{
	const char *captures[REQUEST_PATH_PARAMS], *why;

	require(req->path[0] == '/' && text_is_utf8(req->path, strlen(req->path)));
	require(!strstr(req->path, "/../") && !strstr(req->path, "/./"));
	require(req->target[0] == '/');
	for (const char *p = req->target; *p; p++)
		require(*p > 0x20 && *p < 0x7f);
	if (route_match("/o/{number}/{act}", req->path, req->arena, captures))
		require(*captures[0] && *captures[1] && !strchr(captures[0], '/'));
	req->takes_file = true;
	if (request_parse_body(req, &why) == WEB_OK)
		check_fields(req);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	const char *params[PARAMS + 1] = { NULL };
	char *text = malloc(size + 1), *rest = text, *line;
	struct wire w = { .params = params };
	struct request req;
	size_t n = 0;

	if (!a) {
		a = arena_new();
		arena_install_cjson();
		arena_use_for_cjson(a);
	}
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	while ((line = strsep(&rest, "\n")) != NULL && *line && n < PARAMS)
		params[n++] = line;
	w.body = rest;
	w.body_len = rest ? size - (size_t)(rest - text) : 0;
	if (request_init(&req, a, &w, n % 2 ? "" : "/shop") == WEB_OK)
		check_request(&req);
	require(strlen(req.id) == 16);
	free(text);
	arena_reset(a);
	return 0;
}
