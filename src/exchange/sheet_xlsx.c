/* SPDX-License-Identifier: GPL-3.0-or-later */
/* XLSX by libxlsxwriter, a row at a time: it keeps none of them. */
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>
#include "base/fail.h"
#include "exchange/records.h"
#include "exchange/sheet.h"

enum { ROWS_MAX = 1000000 /* of a sheet: a little less than the format's own */, WIDTH = 18 };
enum { TEXT_MAX = 32000 /* characters of a cell, likewise */ };

struct book {
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *head, *time;
	const struct sheet_column *column;
	size_t n;
	lxw_row_t row;
};

static void new_sheet(struct book *b)
{
	b->sheet = workbook_add_worksheet(b->workbook, NULL);
	if (!b->sheet)
		fail("xlsx: no sheet");
	worksheet_set_column(b->sheet, 0, (lxw_col_t)(b->n - 1), WIDTH, NULL);
	worksheet_freeze_panes(b->sheet, 1, 0);
	b->row = 0;
}

static void free_book(void *arg)
{
	struct book *b = arg;

	if (b->workbook)
		lxw_workbook_free(b->workbook);
}

/* "2026-11-21 09:12" */
static lxw_error write_time(const struct book *b, lxw_col_t col, const char *text)
{
	lxw_datetime t = { 0 };

	if (sscanf(text, "%4d-%2d-%2d %2d:%2d", &t.year, &t.month, &t.day, &t.hour, &t.min) != 5)
		return worksheet_write_string(b->sheet, b->row, col, text, NULL);
	return worksheet_write_datetime(b->sheet, b->row, col, &t, b->time);
}

/* At most so many characters, and none cut in two. */
static const char *fit(struct arena *a, const char *text, size_t len)
{
	size_t at = 0, chars = 0;

	for (; at < len; at++)
		if ((text[at] & 0xc0) != 0x80 && chars++ == TEXT_MAX)
			break;
	return at == len ? text : arena_strndup(a, text, at);
}

static void write_cell(struct arena *a, const struct book *b, lxw_col_t col, const char *text,
		       size_t len)
{
	lxw_error e = LXW_NO_ERROR;

	if (len == 0)
		return;
	if (b->row == 0)
		e = worksheet_write_string(b->sheet, 0, col, text, b->head);
	else if (b->column[col].kind == SHEET_NUMBER)
		e = worksheet_write_number(b->sheet, b->row, col, strtod(text, NULL), NULL);
	else if (b->column[col].kind == SHEET_TIME)
		e = write_time(b, col, text);
	else
		e = worksheet_write_string(b->sheet, b->row, col, fit(a, text, len), NULL);
	if (e != LXW_NO_ERROR)
		fail("xlsx: %s", lxw_strerror(e));
}

static void write_row(struct arena *a, struct book *b, const char *const *text, const size_t *len)
{
	for (size_t i = 0; i < b->n; i++)
		write_cell(a, b, (lxw_col_t)i, text[i], len[i]);
	b->row++;
}

/* The first row again at the head of each further sheet. */
static void copy_head(struct arena *a, const struct record *r, const char **text, size_t *len)
{
	for (size_t i = 0; i < r->n; i++) {
		text[i] = arena_strdup(a, r->field[i]);
		len[i] = r->len[i];
	}
}

void sheet_xlsx(struct arena *a, int fd, const struct sheet_column *c, size_t n, const char *path,
		const char *temp_dir)
{
	lxw_workbook_options o = { .constant_memory = LXW_TRUE,
				   .tmpdir = arena_strdup(a, temp_dir) };
	struct book *b = arena_new_of(a, struct book);
	struct records *in = records_open(a, fd);
	const char *head[RECORD_FIELDS_MAX];
	size_t head_len[RECORD_FIELDS_MAX];
	struct record r;
	enum record_answer answer;
	lxw_error e;

	*b = (struct book){ .workbook = workbook_new_opt(path, &o), .column = c, .n = n };
	if (!b->workbook)
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
	arena_defer(a, free_book, b);
	b->head = workbook_add_format(b->workbook);
	format_set_bold(b->head);
	b->time = workbook_add_format(b->workbook);
	format_set_num_format(b->time, "yyyy-mm-dd hh:mm");
	while ((answer = records_next(in, &r)) == RECORD_READ) {
		if (r.n != n)
			fail("xlsx: line %llu has %zu cells", (unsigned long long)r.line, r.n);
		if (!b->sheet)
			copy_head(a, &r, head, head_len);
		if (!b->sheet || b->row == ROWS_MAX) {
			bool again = b->sheet != NULL;

			new_sheet(b);
			if (again)
				write_row(a, b, head, head_len);
		}
		write_row(a, b, r.field, r.len);
	}
	if (answer == RECORD_BAD)
		fail("xlsx: line %llu: %s", (unsigned long long)r.line, r.why);
	e = workbook_close(b->workbook);
	b->workbook = NULL;
	if (e != LXW_NO_ERROR)
		fail("xlsx: %s: %s", path, lxw_strerror(e));
}
