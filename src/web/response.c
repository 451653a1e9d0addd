/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one writer of answers: status from a list, headers checked byte by byte, body in memory. */
#include "base/fail.h"
#include "web/web.h"

static const struct {
	int status;
	const char *text;
} status_row[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 202, "Accepted" },
	{ 204, "No Content" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 308, "Permanent Redirect" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 406, "Not Acceptable" },
	{ 409, "Conflict" },
	{ 410, "Gone" },
	{ 412, "Precondition Failed" },
	{ 413, "Content Too Large" },
	{ 415, "Unsupported Media Type" },
	{ 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 503, "Service Unavailable" },
};

const char *status_text(int status)
{
	for (size_t i = 0; i < sizeof(status_row) / sizeof(status_row[0]); i++)
		if (status_row[i].status == status)
			return status_row[i].text;
	return NULL;
}

void response_init(struct response *res, struct arena *a)
{
	*res = (struct response){ .arena = a };
	buf_init(&res->body, a);
}

static bool is_header_name(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if (!((*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		      (*s >= '0' && *s <= '9') || *s == '-'))
			return false;
	return true;
}

static bool is_header_value(const char *s)
{
	for (; *s; s++)
		if (*s < 0x20 || *s > 0x7e)
			return false;
	return true;
}

void response_header(struct response *res, const char *name, const char *value)
{
	if (!is_header_name(name))
		fail("header name out of its alphabet");
	if (!is_header_value(value))
		fail("header %s: value with bytes outside 0x20 to 0x7e", name);
	if (res->n_headers == RESPONSE_HEADERS)
		fail("header %s: more than %d headers", name, RESPONSE_HEADERS);
	res->header[res->n_headers++] =
		(struct header){ arena_strdup(res->arena, name), arena_strdup(res->arena, value) };
}

static void print_header(struct buf *out, const char *name, const char *value)
{
	buf_adds(out, name);
	buf_addlit(out, ": ");
	buf_adds(out, value);
	buf_addlit(out, "\r\n");
}

void response_print(struct buf *out, const struct response *res, bool head_only)
{
	const char *text = status_text(res->status);
	bool has_body = res->status != 204 && res->status != 304;

	if (!text)
		fail("response with unknown status %d", res->status);
	buf_reserve(out, res->body.len + 1024);
	buf_addlit(out, "Status: ");
	buf_addi(out, res->status);
	buf_addch(out, ' ');
	buf_adds(out, text);
	buf_addlit(out, "\r\n");
	if (res->content_type) {
		if (!is_header_value(res->content_type))
			fail("content type with bytes outside 0x20 to 0x7e");
		print_header(out, "Content-Type", res->content_type);
	}
	for (size_t i = 0; i < res->n_headers; i++)
		print_header(out, res->header[i].name, res->header[i].value);
	if (has_body) {
		buf_addlit(out, "Content-Length: ");
		buf_addi(out, (int64_t)(res->has_file ? res->file_len : res->body.len));
		buf_addlit(out, "\r\n");
	}
	buf_addlit(out, "\r\n");
	if (has_body && !head_only && !res->has_file)
		buf_add(out, res->body.p, res->body.len);
}
