/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV by libcsv, fed line by line, so that every record knows its line and a broken one costs
 * itself alone. */
#include "exchange/records.h"

#include <csv.h>
#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/text.h"

enum { BUFFER = 2 * RECORD_BYTES_MAX };

struct records {
	int fd;
	bool at_end, closed; /* closed: the last line got the end that it lacked */
	char separator;
	uint64_t before;      /* bytes before those that are read */
	uint64_t bytes, line; /* line: of `start` */
	struct csv_parser parser;
	crypto_generichash_state hash;
	/* buffer[start..scan) was fed to the parser, buffer[scan..end) was not */
	size_t start, scan, end;
	char buffer[BUFFER + 1];
	/* the line behind the first of the record handed out */
	size_t second;
	uint64_t second_line;
	/* the record in the making */
	size_t n, used;
	bool complete;
	size_t at[RECORD_FIELDS_MAX], len[RECORD_FIELDS_MAX];
	char text[RECORD_BYTES_MAX + RECORD_FIELDS_MAX];
};

static int is_line_end(unsigned char c)
{
	return c == '\n';
}

/* Blanks around a field are its own: RFC 4180. */
static int is_no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

static void take_field(void *p, size_t len, void *arg)
{
	struct records *r = arg;

	if (r->n < RECORD_FIELDS_MAX && r->used + len < sizeof r->text) {
		r->at[r->n] = r->used;
		r->len[r->n] = len;
		memcpy(r->text + r->used, p, len);
		r->text[r->used + len] = '\0';
		r->used += len + 1;
	}
	r->n++;
}

static void take_end(int c, void *arg)
{
	struct records *r = arg;

	(void)c;
	r->complete = true;
}

static void parser_start(struct records *r)
{
	if (csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		fail("csv: no parser");
	csv_set_delim(&r->parser, (unsigned char)r->separator);
	csv_set_space_func(&r->parser, is_no_blank);
	csv_set_term_func(&r->parser, is_line_end);
}

static void parser_again(struct records *r)
{
	csv_free(&r->parser);
	parser_start(r);
}

static void free_records(void *arg)
{
	struct records *r = arg;

	csv_free(&r->parser);
	free(r);
}

struct records *records_open(struct arena *a, int fd)
{
	return records_open_at(a, fd, ',', 0, 1);
}

uint64_t records_at(const struct records *r)
{
	return r->before + r->bytes + r->closed - (r->end - r->start);
}

uint64_t records_line(const struct records *r)
{
	return r->line;
}

struct records *records_open_at(struct arena *a, int fd, char separator, uint64_t at, uint64_t line)
{
	/* the hash wants a better place than an arena gives */
	struct records *r = aligned_alloc(_Alignof(struct records), sizeof *r);

	if (!r)
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
	memset(r, 0, sizeof *r);
	r->fd = fd;
	r->line = line;
	r->before = at;
	r->separator = separator;
	crypto_generichash_init(&r->hash, NULL, 0, SECRET_HASH_BYTES);
	parser_start(r);
	arena_defer(a, free_records, r);
	return r;
}

uint64_t records_bytes(const struct records *r)
{
	return r->bytes;
}

void records_hash(struct records *r, uint8_t hash[SECRET_HASH_BYTES])
{
	crypto_generichash_final(&r->hash, hash, SECRET_HASH_BYTES);
}

/* ---- the buffer ---- */

/* Bytes behind `end`; false: there are no more. */
static bool read_some(struct records *r)
{
	ssize_t n;

	do {
		n = read(r->fd, r->buffer + r->end, BUFFER - r->end);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		fail("csv: %s", strerror(errno));
	crypto_generichash_update(&r->hash, (unsigned char *)r->buffer + r->end, (size_t)n);
	r->bytes += (uint64_t)n;
	r->end += (size_t)n;
	return n > 0;
}

/* Some programs begin a file in UTF-8 with a mark. */
static void skip_mark(struct records *r)
{
	while (r->end < 3 && read_some(r))
		;
	if (r->end >= 3 && memcmp(r->buffer, "\xef\xbb\xbf", 3) == 0)
		r->start = r->scan = 3;
}

/* There is room: a record and the line behind it never fill the buffer. The last line of a file may
 * lack its end: it gets one. */
static void fill(struct records *r)
{
	bool first = r->before + r->bytes == 0;

	memmove(r->buffer, r->buffer + r->start, r->end - r->start);
	r->scan -= r->start;
	r->end -= r->start;
	r->start = 0;
	if (read_some(r)) {
		if (first)
			skip_mark(r);
		return;
	}
	r->at_end = true;
	if (r->end > r->start && r->buffer[r->end - 1] != '\n') {
		r->buffer[r->end++] = '\n';
		r->closed = true;
	}
}

/* ---- what is no record ---- */

static void take_head(const struct records *r, struct record *out)
{
	size_t n = 0;
	const char *p = r->buffer + r->start;

	if (r->start < r->end && *p == '"')
		p++;
	while (p + n < r->buffer + r->end && n < RECORD_HEAD_SIZE - 1 && !strchr(",\"\r\n", p[n]))
		n++;
	memcpy(out->head, p, n);
	out->head[n] = '\0';
}

/* Gives up the line the record began with; the lines behind it are looked at again. */
static enum record_answer give_up_line(struct records *r, struct record *out, const char *why)
{
	char *nl;

	out->line = r->line++;
	out->why = why;
	take_head(r, out);
	while (!(nl = memchr(r->buffer + r->start, '\n', r->end - r->start)) && !r->at_end) {
		r->start = r->scan = r->end;
		fill(r);
	}
	r->start = r->scan = nl ? (size_t)(nl - r->buffer) + 1 : r->end;
	parser_again(r);
	return RECORD_BAD;
}

/* Control characters have no place in a record, but for tabs and the line ends of quoted fields. */
static bool has_control(const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)p[i];
		bool line_end = c == '\n' || (c == '\r' && i + 1 < len && p[i + 1] == '\n');

		if ((c < 0x20 && c != '\t' && !line_end) || c == 0x7f)
			return true;
	}
	return false;
}

static const char *why_refused(const struct records *r)
{
	size_t len = r->scan - r->start;

	if (has_control(r->buffer + r->start, len))
		return "a control character";
	if (!text_is_utf8(r->buffer + r->start, len))
		return "not UTF-8";
	if (r->n > RECORD_FIELDS_MAX)
		return "too many fields";
	return NULL;
}

/* ---- one line after another ---- */

static bool feed(struct records *r, const char *p, size_t len)
{
	size_t taken = csv_parse(&r->parser, p, len, take_field, take_end, r);

	if (taken == len)
		return true;
	if (csv_error(&r->parser) != CSV_EPARSE)
		fail("csv: %s", csv_strerror(csv_error(&r->parser)));
	return false;
}

/* The next line, without its end, then the end. False: the quotes are not in order. */
static bool feed_line(struct records *r, const char *nl)
{
	const char *p = r->buffer + r->scan;
	size_t len = (size_t)(nl - p);

	r->scan += len + 1;
	if (len && p[len - 1] == '\r')
		len--;
	return feed(r, p, len) && feed(r, "\n", 1);
}

static enum record_answer hand_out(struct records *r, struct record *out)
{
	const char *why = why_refused(r);
	const char *p = r->buffer + r->start;

	if (why)
		return give_up_line(r, out, why);
	r->second = (size_t)((char *)memchr(p, '\n', r->end - r->start) - r->buffer) + 1;
	r->second_line = r->line + 1;
	out->line = r->line;
	out->n = r->n;
	for (size_t i = 0; i < r->n; i++) {
		out->field[i] = r->text + r->at[i];
		out->len[i] = r->len[i];
	}
	for (; p < r->buffer + r->scan; p++)
		r->line += *p == '\n';
	r->start = r->scan;
	return RECORD_READ;
}

void records_refuse(struct records *r)
{
	r->start = r->scan = r->second;
	r->line = r->second_line;
}

static bool is_empty_line(const struct records *r, const char *nl)
{
	const char *p = r->buffer + r->start;

	return r->scan == r->start && (nl == p || (nl == p + 1 && *p == '\r'));
}

enum record_answer records_next(struct records *r, struct record *out)
{
	r->n = r->used = 0;
	r->complete = false;
	for (;;) {
		const char *nl = memchr(r->buffer + r->scan, '\n', r->end - r->scan);

		if (!nl && r->end - r->start > RECORD_BYTES_MAX)
			return give_up_line(r, out, "longer than 64 KiB");
		if (!nl && !r->at_end) {
			fill(r);
			continue;
		}
		if (!nl)
			return r->start == r->end ? RECORD_END
						  : give_up_line(r, out, "a quote is never closed");
		if (is_empty_line(r, nl))
			return give_up_line(r, out, "empty");
		if (!feed_line(r, nl))
			return give_up_line(r, out, "its quotes are not in order");
		if (r->scan - r->start > RECORD_BYTES_MAX)
			return give_up_line(r, out, "longer than 64 KiB");
		if (r->complete)
			return hand_out(r, out);
	}
}
