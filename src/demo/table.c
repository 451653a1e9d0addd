/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading tables of demo data. */
#include "demo/table.h"

#include <errno.h>
#include <string.h>
#include "base/fail.h"
#include "base/file.h"
#include "base/money.h"
#include "base/text.h"

static size_t count(const char *s, char c)
{
	size_t n = 0;

	for (; *s; s++)
		n += *s == c;
	return n;
}

/* Cuts a line at its tabs. */
static void cut(const struct table *t, size_t line, char *s, const char **cells)
{
	if (count(s, '\t') + 1 != t->n_columns)
		fail("%s:%zu: %zu cells, not %zu", t->path, line, count(s, '\t') + 1, t->n_columns);
	for (size_t i = 0; i < t->n_columns; i++) {
		char *tab = strchr(s, '\t');

		if (tab)
			*tab = '\0';
		cells[i] = s;
		s = tab ? tab + 1 : s;
	}
}

static char *next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');

	if (!*line)
		return NULL;
	*rest = end ? end + 1 : line + strlen(line);
	if (end)
		*end = '\0';
	return line;
}

struct table table_read(struct arena *a, const char *path)
{
	struct table t = { .path = path };
	size_t len, lines, line = 1;
	char *text = file_read(a, path, &len), *s;

	if (!text)
		fail("%s: %s", path, strerror(errno));
	if (!text_is_utf8(text, len))
		fail("%s: not UTF-8", path);
	lines = count(text, '\n') + 1;
	s = next_line(&text);
	if (!s)
		fail("%s: empty", path);
	t.n_columns = count(s, '\t') + 1;
	t.names = arena_array_of(a, t.n_columns, const char *);
	t.cells = arena_array_of(a, lines * t.n_columns, const char *);
	cut(&t, line, s, t.names);
	while ((s = next_line(&text)))
		cut(&t, ++line, s, t.cells + t.n_columns * t.n_rows++);
	return t;
}

const char *table_text(const struct table *t, size_t row, const char *column)
{
	for (size_t i = 0; i < t->n_columns; i++) {
		if (strcmp(t->names[i], column) == 0)
			return t->cells[row * t->n_columns + i];
	}
	fail("%s: no column %s", t->path, column);
}

static _Noreturn void refuse(const struct table *t, size_t row, const char *column)
{
	fail("%s:%zu: %s is not right: %s", t->path, row + 2, column, table_text(t, row, column));
}

int table_int(const struct table *t, size_t row, const char *column, int max)
{
	int64_t n;

	if (!text_to_i64(table_text(t, row, column), 0, max, &n))
		refuse(t, row, column);
	return (int)n;
}

int64_t table_unit_price(const struct table *t, size_t row, const char *column,
			 const char *currency)
{
	int64_t milli;

	if (!money_parse_unit(table_text(t, row, column), currency, &milli) || milli < 0)
		refuse(t, row, column);
	return milli;
}

int table_word(const struct table *t, size_t row, const char *column, const char *const *words,
	       int n)
{
	for (int i = 0; i < n; i++) {
		if (strcmp(words[i], table_text(t, row, column)) == 0)
			return i;
	}
	refuse(t, row, column);
}
