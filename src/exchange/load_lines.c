/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of a file as a pass over it reads them: cells of our fields, what stands there twice,
 * and all lines of one thing together. */
#include <string.h>
#include "base/text.h"
#include "exchange/load_pass.h"
#include "exchange/names.h"

enum { TWICE_MAX = 1000 };

/* ---- cells ---- */

static const char *cell_of(struct arena *a, const char *field)
{
	char *text = text_clean(a, field, true);

	if (!text || !*text)
		return NULL;
	return text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

static void take_cells(struct arena *a, const struct pass *p, const struct record *r,
		       const char **cell)
{
	for (size_t i = 0; i < p->source->n_fields; i++)
		cell[i] = NULL;
	for (size_t c = 0; c < p->n_columns && c < r->n; c++)
		if (p->fields[c] >= 0)
			cell[p->fields[c]] = repair_cell(a, p->repairs, p->n_repairs, p->fields[c],
							 cell_of(a, r->field[c]));
}

void load_lines_fill(const struct pass *p, const struct line *l, size_t n)
{
	for (size_t at = 0; p->n_repairs > 0 && at < n; at++)
		for (size_t i = 0; l[at].is_read && i < p->source->n_fields; i++)
			if (!l[at].cell[i] && (at == 0 || p->source->fields[i].each))
				l[at].cell[i] = repair_empty(p->repairs, p->n_repairs, (int)i);
}

static void free_scratch(void *arena)
{
	arena_free(arena);
}

/* ---- the first pass: what stands there twice, and how many rows there are ---- */

bool load_lines_heads(struct pass *p, struct record *r)
{
	enum record_answer answer;

	do {
		answer = records_next(p->in, r);
	} while (answer == RECORD_BAD || (answer == RECORD_READ && load_is_blank(r, answer)));
	return answer == RECORD_READ;
}

void load_lines_count(struct pass *p)
{
	struct names *seen = names_new(p->w->arena);
	uint32_t before, last = NAME_NONE, id;
	enum record_answer answer;
	struct record r;
	int64_t rows = 0;
	int n_twice = 0;
	struct arena *scratch = arena_new();

	arena_defer(p->w->arena, free_scratch, scratch);
	(void)!load_lines_heads(p, &r);
	while ((answer = records_next(p->in, &r)) != RECORD_END) {
		const char *cell[LOAD_FIELDS_MAX], *key;

		if (load_is_blank(&r, answer))
			continue;
		rows++;
		if (answer == RECORD_BAD)
			continue;
		take_cells(scratch, p, &r, cell);
		key = p->source->key_of(scratch, cell);
		before = names_count(seen);
		id = key ? names_add_text(seen, key) : NAME_NONE;
		if (key && names_count(seen) == before && !(p->source->many && id == last) &&
		    n_twice++ < TWICE_MAX)
			cJSON_AddItemToArray(p->twice, cJSON_CreateNumber((double)r.line));
		last = id;
		arena_reset(scratch);
	}
	p->t->total = rows;
}

bool load_lines_twice(const struct pass *p, uint64_t line)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, p->twice)
	{
		if ((uint64_t)one->valuedouble == line)
			return true;
	}
	return false;
}

/* ---- lines ---- */

/* The line is kept beside the reader's own text, which the next one overwrites. */
static void keep_line(const struct pass *p, const struct record *r, enum record_answer answer,
		      struct line *out)
{
	struct arena *a = p->w->arena;

	*out = (struct line){ .line = r->line, .is_read = answer == RECORD_READ };
	if (!out->is_read) {
		out->head = arena_strdup(a, r->head);
		return;
	}
	out->n = r->n;
	out->field = arena_array_of(a, r->n + 1, const char *);
	for (size_t i = 0; i < r->n; i++)
		out->field[i] = arena_strndup(a, r->field[i], r->len[i]);
	out->cell = arena_array_of(a, p->source->n_fields, const char *);
	take_cells(a, p, r, out->cell);
	out->key = p->source->key_of(a, out->cell);
}

/* False: there are no more. */
static bool next_line(struct pass *p, struct line *out)
{
	uint64_t at, line;
	enum record_answer answer;
	struct record r;

	if (p->has_ahead) {
		*out = p->ahead;
		p->has_ahead = false;
		return true;
	}
	do {
		at = records_at(p->in);
		line = records_line(p->in);
		answer = records_next(p->in, &r);
	} while (answer != RECORD_END && load_is_blank(&r, answer));
	if (answer == RECORD_END)
		return false;
	keep_line(p, &r, answer, out);
	out->from = at;
	out->from_line = line;
	return true;
}

bool load_same_key(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

size_t load_lines_take(struct pass *p, struct line *l)
{
	size_t n = 0;

	if (!next_line(p, &l[n++]))
		return 0;
	while (p->source->many && l[0].is_read && n <= LOAD_LINES_MAX && next_line(p, &l[n])) {
		if (l[n].is_read && !load_same_key(l[0].key, l[n].key)) {
			p->ahead = l[n];
			p->has_ahead = true;
			break;
		}
		n++;
	}
	return n;
}
