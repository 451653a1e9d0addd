/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a file: problems grouped by what repairs them, the first changes, and the lines
 * that are handed back. */
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "exchange/load_pass.h"

enum { LINES_SAID = 20, SAMPLES = 20, WORDS_SAID = 12 };

static cJSON *group_of(struct pass *p, const char *problem, const char *field)
{
	cJSON *one;

	cJSON_ArrayForEach(one, p->problems)
	{
		const char *of = json_get_text(one, "field");

		if (!strcmp(json_get_text(one, "problem"), problem) &&
		    !strcmp(of ? of : "", field ? field : ""))
			return one;
	}
	one = json_append_object(p->problems);
	json_add_text(one, "problem", problem);
	json_add_text(one, "field", field);
	json_add_int(one, "n", 0);
	json_add_array(one, "lines");
	return one;
}

/* What stands there, but nothing of people. */
static const char *example_of(const struct pass *p, const struct load_row *row)
{
	const struct load_cells *at = &row->lines[row->at];

	if (row->field < 0 || p->source->personal || !at->cell || !at->cell[row->field])
		return "";
	return at->cell[row->field];
}

/* The words that a repair may say the meaning of, each once. */
static void note_word(cJSON *group, const char *problem, const char *word)
{
	enum repair_how or_else;
	cJSON *list = cJSON_GetObjectItemCaseSensitive(group, "words");
	const cJSON *one;

	if (!*word || repair_of(problem, &or_else) != REPAIR_WORD)
		return;
	if (!list)
		list = json_add_array(group, "words");
	cJSON_ArrayForEach(one, list)
	{
		if (text_equal_ci(one->valuestring, word))
			return;
	}
	if (cJSON_GetArraySize(list) < WORDS_SAID)
		json_append_text(list, word);
}

/* Grouped by what repairs them; the first lines of each, and what stands in the first. */
static void note_problem(struct pass *p, const struct load_row *row)
{
	const char *field = row->field >= 0 ? p->source->fields[row->field].word : NULL;
	cJSON *group = group_of(p, row->problem, field);
	cJSON *lines = cJSON_GetObjectItemCaseSensitive(group, "lines");
	uint64_t line = row->lines[row->at].line;
	cJSON *n = cJSON_GetObjectItemCaseSensitive(group, "n");

	cJSON_SetNumberValue(n, n->valuedouble + 1);
	if (line > 0 && cJSON_GetArraySize(lines) < LINES_SAID)
		cJSON_AddItemToArray(lines, cJSON_CreateNumber((double)line));
	if (!cJSON_HasObjectItem(group, "example"))
		json_add_text(group, "example", example_of(p, row));
	note_word(group, row->problem, example_of(p, row));
}

void load_say_changed(struct pass *p, const struct load_row *row)
{
	cJSON *one;

	if (cJSON_GetArraySize(p->samples) >= SAMPLES)
		return;
	one = json_append_object(p->samples);
	json_add_int(one, "line", (int64_t)row->line);
	json_add_text(one, "key", row->cell[p->source->key]);
	json_add_text(one, "field", row->field >= 0 ? p->source->fields[row->field].word : NULL);
	json_add_text(one, "was", p->source->personal ? NULL : row->was);
	json_add_text(one, "now", p->source->personal ? NULL : row->now);
}

/* The line as it was, with the reason behind it: to be put right and brought again. */
static void keep_failed(struct pass *p, const struct line *l, const char *reason)
{
	static const struct sheet_column text[RECORD_FIELDS_MAX + 1] = { 0 };
	const char *cell[RECORD_FIELDS_MAX + 1];
	size_t n = l->is_read ? l->n : 1;

	for (size_t i = 0; i < n; i++)
		cell[i] = l->is_read ? l->field[i] : l->head;
	for (; n < p->n_columns; n++)
		cell[n] = NULL;
	cell[n++] = reason;
	sheet_row(&p->failed_text, text, cell, n);
}

static const char *reason_of(const struct pass *p, const struct load_row *row)
{
	const struct catalogues *words = p->w->app->words;
	const char *what = label_text(words, p->t->lang, "import_problem", row->problem);

	if (row->field < 0)
		return what;
	return arena_printf(p->w->arena, "%s: %s",
			    i18n_text(words, p->t->lang, NULL, p->source->fields[row->field].label),
			    what);
}

/* What is one thing is refused as one: all its lines are handed back. */
void load_say_bad(struct pass *p, const struct line *l, size_t n, const struct load_row *row)
{
	note_problem(p, row);
	for (size_t i = 0; i < n; i++)
		keep_failed(p, &l[i],
			    i == row->at ? reason_of(p, row)
					 : label_text(p->w->app->words, p->t->lang,
						      "import_problem", "beside"));
}

void load_say_heads(struct pass *p, const struct record *heads)
{
	static const struct sheet_column text[RECORD_FIELDS_MAX + 1] = { 0 };
	const char *cell[RECORD_FIELDS_MAX + 1];

	for (size_t i = 0; i < p->n_columns; i++)
		cell[i] = i < heads->n ? heads->field[i] : NULL;
	cell[p->n_columns] = i18n_text(p->w->app->words, p->t->lang, NULL, N_("Reason"));
	buf_addlit(&p->failed_text, "\xef\xbb\xbf");
	sheet_row(&p->failed_text, text, cell, p->n_columns + 1);
}
