/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first sheet of a workbook as CSV, a row at a time. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "exchange/book_xml.h"
#include "exchange/records.h"
#include "exchange/sheet.h"

enum { ROWS_MAX = 1048576 /* as the format has it */, CELL_MAX = 65536 };
#define SHEET_BYTES (UINT64_C(512) << 20)
#define SMALL_BYTES (UINT64_C(4) << 20)

bool book_is_one(const char *p, size_t len)
{
	return len >= 4 && memcmp(p, "PK\3\4", 4) == 0;
}

bool book_is_closed(const char *p, size_t len)
{
	return len >= 4 && memcmp(p, "\xd0\xcf\x11\xe0", 4) == 0;
}

/* ---- which part the first sheet is ---- */

struct way {
	struct arena *arena;
	const char *id, *target; /* of the first sheet */
	bool from_1904;
};

static void open_in_book(void *arg, const char *name, const char **attributes)
{
	struct way *w = arg;
	const char *id = part_attribute(attributes, "id");
	const char *from = part_attribute(attributes, "date1904");

	if (!strcmp(name, "sheet") && id && !w->id)
		w->id = arena_strdup(w->arena, id);
	if (!strcmp(name, "workbookPr") && from)
		w->from_1904 = !strcmp(from, "1") || !strcmp(from, "true");
}

static void open_in_ties(void *arg, const char *name, const char **attributes)
{
	struct way *w = arg;
	const char *id = part_attribute(attributes, "Id");
	const char *target = part_attribute(attributes, "Target");

	if (!strcmp(name, "Relationship") && id && target && !strcmp(id, w->id))
		w->target = arena_strdup(w->arena, target);
}

/* NULL: there is none. */
static const char *first_sheet(struct arena *a, zip_t *z, struct way *w)
{
	struct part book = { .open = open_in_book, .arg = w },
		    ties = { .open = open_in_ties, .arg = w };

	*w = (struct way){ .arena = a };
	if (part_read(z, "xl/workbook.xml", SMALL_BYTES, &book) != PART_READ || !w->id ||
	    part_read(z, "xl/_rels/workbook.xml.rels", SMALL_BYTES, &ties) != PART_READ ||
	    !w->target)
		return NULL;
	return *w->target == '/' ? w->target + 1 : arena_printf(a, "xl/%s", w->target);
}

/* ---- the sheet ---- */

struct sheet {
	struct arena *arena; /* of a row */
	struct looks looks;
	struct texts *texts; /* NULL: only which of them are used is asked */
	size_t most_used;    /* texts that are pointed to: the last one's number, and one */
	bool from_1904;
	size_t rows, max_rows; /* max_rows 0: all */
	bool enough, wrong;
	int fd;
	struct buf out;
	/* the row and the cell in the making */
	const char *row[RECORD_FIELDS_MAX];
	size_t n, column, in_row, style;
	char kind; /* of a cell: n, s (a text's number), b, t (its own text) */
	bool in_value, in_phonetic;
	struct buf value;
};

/* "BC12" -> 54; too many letters: out of range */
static size_t column_of(const char *place)
{
	size_t n = 0;

	for (; *place >= 'A' && *place <= 'Z' && n < 100000; place++)
		n = n * 26 + (size_t)(*place - 'A' + 1);
	return n - 1;
}

static void flush(struct sheet *s)
{
	for (size_t at = 0; s->fd >= 0 && at < s->out.len;) {
		ssize_t n = write(s->fd, s->out.p + at, s->out.len - at);

		if (n < 0 && errno != EINTR)
			fail_as(FAIL_UNAVAILABLE, 0, "book: %s", strerror(errno));
		at += n > 0 ? (size_t)n : 0;
	}
	s->out.len = 0;
}

static void end_row(struct sheet *s)
{
	static const struct sheet_column as_it_is[RECORD_FIELDS_MAX] = {
		[0 ... RECORD_FIELDS_MAX - 1] = { NULL, SHEET_NUMBER }
	};

	/* a row without a cell is a line without a field, but not an empty one */
	sheet_row(&s->out, as_it_is, s->row, s->n > 1 ? s->n : 2);
	s->n = 0;
	memset(s->row, 0, sizeof s->row);
	s->rows++;
	s->enough = s->max_rows > 0 && s->rows >= s->max_rows;
	if (s->out.len > CELL_MAX)
		flush(s);
	arena_reset(s->arena);
	buf_init(&s->value, s->arena);
}

/* Rows that are left out stand there as empty lines, so that lines have the sheet's numbers. */
static void begin_row(struct sheet *s, const char *number)
{
	size_t wanted = number ? strtoull(number, NULL, 10) : s->rows + 1;

	s->wrong = wanted <= s->rows || wanted > ROWS_MAX;
	while (!s->wrong && !s->enough && s->rows + 1 < wanted)
		end_row(s);
	s->in_row = 0;
}

static void begin_cell(struct sheet *s, const char **attributes)
{
	static const struct {
		const char *word;
		char kind;
	} kinds[] = { { "s", 's' },         { "b", 'b' }, { "str", 't' },
		      { "inlineStr", 't' }, { "e", 't' }, { "d", 't' } };
	const char *place = part_attribute(attributes, "r");
	const char *type = part_attribute(attributes, "t");
	const char *style = part_attribute(attributes, "s");

	s->column = place ? column_of(place) : s->in_row;
	s->in_row = s->column + 1;
	s->style = style ? strtoull(style, NULL, 10) : 0;
	s->kind = 'n';
	for (size_t i = 0; type && i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(type, kinds[i].word))
			s->kind = kinds[i].kind;
	s->value.len = 0;
}

static const char *value_of(struct sheet *s)
{
	enum look look = s->style < s->looks.n ? (enum look)s->looks.of[s->style] : LOOK_PLAIN;
	const char *text = arena_strndup(s->arena, s->value.p ? s->value.p : "", s->value.len);
	size_t i;

	if (s->kind == 'b')
		return *text == '1' ? "yes" : "no";
	if (s->kind == 'n')
		return look_at_number(s->arena, text, look, s->from_1904);
	if (s->kind != 's')
		return text;
	i = strtoull(text, NULL, 10);
	s->most_used = i >= s->most_used ? i + 1 : s->most_used;
	if (!s->texts)
		return "";
	s->value.len = 0;
	s->wrong = !texts_add(s->texts, i, &s->value);
	return arena_strndup(s->arena, s->value.p ? s->value.p : "", s->value.len);
}

/* Columns beyond those a record may have are not read. */
static void end_cell(struct sheet *s)
{
	if (s->column >= RECORD_FIELDS_MAX || s->value.len == 0)
		return;
	s->row[s->column] = value_of(s);
	s->n = s->column >= s->n ? s->column + 1 : s->n;
}

static void open_in_sheet(void *arg, const char *name, const char **attributes)
{
	struct sheet *s = arg;

	if (!strcmp(name, "row"))
		begin_row(s, part_attribute(attributes, "r"));
	else if (!strcmp(name, "c"))
		begin_cell(s, attributes);
	else if (!strcmp(name, "rPh"))
		s->in_phonetic = true;
	else if (!strcmp(name, "v") || !strcmp(name, "t"))
		s->in_value = !s->in_phonetic;
}

static void close_in_sheet(void *arg, const char *name)
{
	struct sheet *s = arg;

	if (!strcmp(name, "c"))
		end_cell(s);
	else if (!strcmp(name, "row"))
		end_row(s);
	else if (!strcmp(name, "rPh"))
		s->in_phonetic = false;
	else if (!strcmp(name, "v") || !strcmp(name, "t"))
		s->in_value = false;
}

static void text_in_sheet(void *arg, const char *text, size_t len)
{
	struct sheet *s = arg;

	if (s->in_value && s->value.len + len < CELL_MAX)
		buf_add(&s->value, text, len);
}

static bool go_through(zip_t *z, const char *name, struct sheet *s)
{
	struct part p = { .open = open_in_sheet,
			  .close = close_in_sheet,
			  .text = text_in_sheet,
			  .arg = s,
			  .enough = &s->enough,
			  .wrong = &s->wrong };

	s->rows = s->n = 0;
	s->enough = false;
	buf_init(&s->value, s->arena);
	if (part_read(z, name, SHEET_BYTES, &p) != PART_READ)
		return false;
	flush(s);
	return true;
}

/* ---- the book ---- */

struct book {
	zip_t *zip;
	int fd;
	struct arena *row;
};

static void close_book(void *arg)
{
	struct book *b = arg;

	if (b->zip)
		zip_discard(b->zip);
	if (b->fd >= 0)
		close(b->fd);
	arena_free(b->row);
}

static struct book *open_book(struct arena *a, const char *from, const char *path)
{
	struct book *b = arena_new_of(a, struct book);

	*b = (struct book){ zip_open(from, ZIP_RDONLY, NULL),
			    open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600),
			    arena_new() };
	arena_defer(a, close_book, b);
	if (b->fd < 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	return b->zip ? b : NULL;
}

bool book_to_csv(struct arena *a, const char *from, const char *path, size_t max_rows)
{
	struct book *b = open_book(a, from, path);
	struct sheet *s = arena_new_of(a, struct sheet);
	const char *name;
	struct way way;

	if (!b)
		return false;
	name = first_sheet(a, b->zip, &way);
	if (!name)
		return false;
	*s = (struct sheet){ .arena = b->row,
			     .looks = looks_read(a, b->zip),
			     .from_1904 = way.from_1904,
			     .max_rows = max_rows,
			     .most_used = max_rows ? 0 : SIZE_MAX,
			     .fd = -1 };
	buf_init(&s->out, a);
	/* of the first rows only those texts are read that they point to */
	if (max_rows > 0 && !go_through(b->zip, name, s))
		return false;
	s->texts = texts_read(a, b->zip, dirname(arena_strdup(a, path)), s->most_used);
	s->fd = b->fd;
	return s->texts && go_through(b->zip, name, s);
}
