/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What columns are, saved by name and found again for files with the same ones. */
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "exchange/load.h"

cJSON *load_mapping_words(enum load_kind kind, const int *fields, size_t n)
{
	cJSON *words = json_array();

	for (size_t c = 0; c < n; c++)
		cJSON_AddItemToArray(words,
				     fields[c] >= 0
					     ? cJSON_CreateString(
						       load_source_of(kind)->fields[fields[c]].word)
					     : cJSON_CreateNull());
	return words;
}

static int field_of(enum load_kind kind, const cJSON *word)
{
	const struct load_source *s = load_source_of(kind);

	for (size_t i = 0; cJSON_IsString(word) && i < s->n_fields; i++)
		if (!strcmp(s->fields[i].word, word->valuestring))
			return (int)i;
	return LOAD_IGNORED;
}

void load_mapping_read(enum load_kind kind, const cJSON *mapping, int *fields, size_t n)
{
	const cJSON *one;
	size_t c = 0;

	cJSON_ArrayForEach(one, mapping)
	{
		if (c < n)
			fields[c++] = field_of(kind, one);
	}
}

static bool has_heads(const struct load_mapping *m, const struct load_line *heads)
{
	const cJSON *one;
	size_t c = 0;

	if ((size_t)cJSON_GetArraySize(m->heads) != heads->n)
		return false;
	cJSON_ArrayForEach(one, m->heads)
	{
		if (strcmp(one->valuestring, heads->cell[c++]) != 0)
			return false;
	}
	return true;
}

const struct load_mapping *load_mapping_for(const struct load_mapping *all, size_t n,
					    const struct load_line *heads)
{
	for (size_t i = 0; i < n; i++)
		if (has_heads(&all[i], heads))
			return &all[i];
	return NULL;
}

const struct load_mapping *load_mapping_named(const struct load_mapping *all, size_t n,
					      const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(all[i].name, name))
			return &all[i];
	return NULL;
}

void load_mapping_use(enum load_kind kind, const struct load_mapping *m,
		      const struct load_line *heads, int *fields)
{
	for (size_t c = 0; c < heads->n; c++) {
		const cJSON *head, *word = m->fields->child;

		fields[c] = LOAD_IGNORED;
		cJSON_ArrayForEach(head, m->heads)
		{
			if (!word)
				break;
			if (!strcmp(head->valuestring, heads->cell[c])) {
				fields[c] = field_of(kind, word);
				break;
			}
			word = word->next;
		}
	}
}

bool load_map(struct work *w, enum load_kind kind, const char *name, const struct load_line *heads,
	      int *fields)
{
	size_t n;
	const struct load_mapping *all = load_mappings(w, kind, &n);
	const struct load_mapping *use =
		name ? load_mapping_named(all, n, name) : load_mapping_for(all, n, heads);

	if (use)
		load_mapping_use(kind, use, heads, fields);
	else if (name)
		return false;
	else
		load_suggest(w, kind, heads, fields);
	return true;
}

void load_mapping_save(struct work *w, enum load_kind kind, const char *name,
		       const struct load_line *heads, const int *fields)
{
	cJSON *words = json_array();

	for (size_t c = 0; c < heads->n; c++)
		json_append_text(words, heads->cell[c]);
	load_store_put_mapping(w, kind, name, words, load_mapping_words(kind, fields, heads->n));
}
