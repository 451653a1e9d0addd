/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that are held about a customer, as JSON and as lines of a table. */
#include "exchange/own_data.h"

#include "base/fail.h"
#include "base/json.h"
#include "base/money.h"
#include "exchange/sheet.h"
#include "held.h"
#include "order/order.h"

const struct held_table *own_data_table(const struct work *w, int64_t i)
{
	const struct wiring *wiring = w->app->wiring;

	for (size_t a = 0; a < wiring->n_held; a++) {
		const struct held_area *area = wiring->held[a];

		if (i < (int64_t)area->n)
			return &area->tables[i];
		i -= (int64_t)area->n;
	}
	return NULL;
}

/* ---- a cell ---- */

static const char *word_of(const struct held_column *c, int64_t i)
{
	return i >= 0 && i < c->n_words ? c->words[i] : NULL;
}

static const char *amount_of(struct work *w, const struct held_table *h, const struct rows *r,
			     int64_t minor)
{
	const char *currency =
		h->currency ? rows_text(r, (unsigned)h->currency) : w->app->settings.currency;
	char text[32];

	money_decimal(minor, currency, text, sizeof text);
	return arena_strdup(w->arena, text);
}

static cJSON *words_of(const struct held_column *c, int64_t bits)
{
	cJSON *list = json_array();

	for (int i = 0; i < c->n_words; i++)
		if (bits >> i & 1)
			json_append_text(list, c->words[i]);
	return list;
}

static void add_cell(struct work *w, const struct held_table *h, const struct rows *r, unsigned i,
		     cJSON *row)
{
	const struct held_column *c = &h->columns[i - 1];

	if (rows_is_null(r, i)) {
		json_add_null(row, c->name);
		return;
	}
	switch (c->kind) {
	case HELD_TEXT:
		json_add_text(row, c->name, rows_text(r, i));
		break;
	case HELD_NUMBER:
		json_add_int(row, c->name, rows_i64(r, i));
		break;
	case HELD_ID:
		json_add_id(row, c->name, rows_id(r, i));
		break;
	case HELD_TIME:
		json_add_instant(row, c->name, rows_time(r, i));
		break;
	case HELD_YES:
		json_add_bool(row, c->name, rows_bool(r, i));
		break;
	case HELD_MONEY:
		json_add_text(row, c->name, amount_of(w, h, r, rows_i64(r, i)));
		break;
	case HELD_WORD:
		json_add_text(row, c->name, word_of(c, rows_i64(r, i)));
		break;
	case HELD_WORDS:
		json_add(row, c->name, words_of(c, rows_i64(r, i)));
		break;
	case HELD_LANG:
		json_add_text(row, c->name,
			      lang_tag[rows_int(r, i) == LANG_ZH ? LANG_ZH : LANG_EN]);
		break;
	case HELD_TREE:
		json_add(row, c->name, json_read_own(arena_strdup(w->arena, rows_text(r, i))));
		break;
	}
}

/* ---- as a line ---- */

/* What was typed might be a formula; numbers and times of ours are none. */
static enum sheet_kind sheet_kind_of(enum held_kind k)
{
	return k == HELD_NUMBER || k == HELD_MONEY || k == HELD_ID || k == HELD_YES ? SHEET_NUMBER
										    : SHEET_TEXT;
}

static const char *text_of(struct work *w, const cJSON *v)
{
	if (cJSON_IsNull(v))
		return NULL;
	return cJSON_IsString(v) ? v->valuestring : json_text(w->arena, v);
}

static void add_line(struct work *w, const struct held_table *h, const cJSON *row, struct buf *csv)
{
	struct sheet_column columns[HELD_COLUMNS_MAX];
	const char *cell[HELD_COLUMNS_MAX];

	for (size_t i = 0; i < h->n_columns; i++) {
		columns[i] = (struct sheet_column){ h->columns[i].name,
						    row ? sheet_kind_of(h->columns[i].kind)
							: SHEET_TEXT };
		cell[i] = row ? text_of(w, json_get(row, h->columns[i].name)) : h->columns[i].name;
	}
	sheet_row(csv, columns, cell, h->n_columns);
}

/* ---- rows ---- */

int64_t own_data_rows(struct work *w, const struct held_table *h, uint64_t customer_id, int max,
		      uint64_t *after, int64_t rows, struct buf *json, struct buf *csv)
{
	struct rows *r = db_query(w->db, h->rows, customer_id, *after, max);
	int64_t n = 0;

	if (h->n_columns > HELD_COLUMNS_MAX)
		fail("held: %s has too many columns", h->name);
	while (rows_next(r)) {
		cJSON *row = json_object();

		*after = rows_id(r, 0);
		if (h->joined && rows_is_null(r, 1))
			continue;
		for (unsigned i = 1; i <= h->n_columns; i++)
			add_cell(w, h, r, i, row);
		if (rows + n == 0)
			add_line(w, h, NULL, csv);
		else
			buf_addch(json, ',');
		buf_addch(json, '\n');
		json_write(json, row);
		add_line(w, h, row, csv);
		n++;
	}
	return n;
}

const char *own_data_note(struct work *w, enum lang lang)
{
	const struct catalogues *words = w->app->words;
	const struct held_table *h;
	struct buf b;

	buf_init(&b, w->arena);
	buf_addf(&b, "%s\r\n\r\n%s\r\n\r\n",
		 i18n_text(words, lang, NULL, N_("What the shop holds about you")),
		 i18n_text(words, lang, NULL,
			   N_("data.json holds all of it, for programs. The folder csv holds the "
			      "same as tables, a file each; text that a spreadsheet would take for "
			      "a formula begins with an apostrophe there. Times are in UTC.")));
	for (int64_t i = 0; (h = own_data_table(w, i)) != NULL; i++)
		buf_addf(&b, "csv/%s.csv  %s\r\n", h->name,
			 label_text(words, lang, "held", h->name));
	return b.p;
}
