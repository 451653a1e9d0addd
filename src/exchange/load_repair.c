/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Repairs of a file's columns as they are kept with it. */
#include <string.h>
#include "base/json.h"
#include "exchange/load.h"

static int index_of(const char *const *words, int n, const char *word)
{
	for (int i = 0; word && i < n; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}

int load_field_of(const struct load_source *s, const char *word)
{
	for (size_t i = 0; word && i < s->n_fields; i++)
		if (!strcmp(s->fields[i].word, word))
			return (int)i;
	return -1;
}

size_t load_repairs_read(enum load_kind kind, const cJSON *kept, struct repair out[REPAIRS_MAX])
{
	const cJSON *one;
	size_t n = 0;

	cJSON_ArrayForEach(one, kept)
	{
		int field = load_field_of(load_source_of(kind), json_get_text(one, "field"));
		int how = index_of(repair_word, REPAIR__MAX, json_get_text(one, "how"));

		if (field >= 0 && how >= 0 && n < REPAIRS_MAX)
			out[n++] = (struct repair){ field, (enum repair_how)how,
						    json_get_text(one, "from"),
						    json_get_text(one, "to") };
	}
	return n;
}

static cJSON *words_of(enum load_kind kind, const struct repair *all, size_t n)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "field", load_source_of(kind)->fields[all[i].field].word);
		json_add_text(one, "how", repair_word[all[i].how]);
		json_add_text(one, "from", all[i].from);
		json_add_text(one, "to", all[i].to);
	}
	return list;
}

bool load_repair(struct work *w, struct load_file *f, const struct repair *wish, bool remove)
{
	struct repair all[REPAIRS_MAX + 1];
	size_t n = load_repairs_read(f->kind, f->repairs, all), kept = 0;

	for (size_t i = 0; i < n; i++)
		if (!repair_is_same(&all[i], wish))
			all[kept++] = all[i];
	if (!remove && kept == REPAIRS_MAX)
		return false;
	if (!remove)
		all[kept++] = *wish;
	f->repairs = words_of(f->kind, all, kept);
	load_store_repairs(w, f->id, f->repairs);
	return true;
}
