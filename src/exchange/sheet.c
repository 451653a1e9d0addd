/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSV as spreadsheets take it: quoted where it must be, and no cell that is a formula. */
#include "exchange/sheet.h"

#include <string.h>

/* Full-width signs count for the programs that fold them. */
static const char *const risky[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };

bool sheet_is_risky(const char *text)
{
	for (size_t i = 0; i < sizeof risky / sizeof *risky; i++)
		if (strncmp(text, risky[i], strlen(risky[i])) == 0)
			return true;
	return false;
}

/* Control characters have no place in a table, but for tabs and the ends of lines. */
static char cell_char(char c)
{
	unsigned char u = (unsigned char)c;

	return (u < 0x20 && c != '\t' && c != '\n') || u == 0x7f ? ' ' : c;
}

static void add_cell(struct buf *b, const char *text, bool is_text)
{
	bool guard = is_text && sheet_is_risky(text);
	bool quoted = guard || text[strcspn(text, ",\"\r\n;\t")] != '\0';

	if (!quoted) {
		for (; *text; text++)
			buf_addch(b, cell_char(*text));
		return;
	}
	buf_addch(b, '"');
	if (guard)
		buf_addch(b, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_addch(b, '"');
		buf_addch(b, cell_char(*text));
	}
	buf_addch(b, '"');
}

void sheet_row(struct buf *b, const struct sheet_column *c, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addch(b, ',');
		if (cells[i])
			add_cell(b, cells[i], c[i].kind == SHEET_TEXT);
	}
	buf_addlit(b, "\r\n");
}

const char *sheet_time(struct arena *a, struct instant t)
{
	struct civil c;

	if (instant_is_none(t))
		return NULL;
	c = instant_to_local(t);
	return arena_printf(a, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour,
			    c.minute);
}
