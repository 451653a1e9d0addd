/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which variants a picture says it shows, and which picture stands for a product. */
#include <string.h>
#include "base/ident.h"
#include "base/text.h"
#include "picture/inside.h"

#define OF_VALUE "value:"
#define OF_SKU   "sku:"

bool picture_split_of(const char *text, uint64_t *value_id, const char **sku_code)
{
	*value_id = 0;
	*sku_code = NULL;
	if (!*text)
		return true;
	if (text_starts_with(text, OF_VALUE))
		return ident_parse(text + strlen(OF_VALUE), value_id) && *value_id != 0;
	if (!text_starts_with(text, OF_SKU) || !text[strlen(OF_SKU)])
		return false;
	*sku_code = text + strlen(OF_SKU);
	return true;
}

const char *picture_of_word(struct arena *a, const struct picture_of *of)
{
	if (of->value_id)
		return arena_printf(a, OF_VALUE "%llu", (unsigned long long)of->value_id);
	return of->sku_id ? arena_printf(a, OF_SKU "%s", of->sku_code) : NULL;
}

static bool is_of_all(const struct picture *p)
{
	return !p->of.value_id && !p->of.sku_id;
}

const struct picture *picture_first(const struct picture *all, size_t n)
{
	const struct picture *first = NULL;

	for (size_t i = 0; i < n; i++) {
		if (all[i].state != PICTURE_READY)
			continue;
		if (is_of_all(&all[i]))
			return &all[i];
		first = first ? first : &all[i];
	}
	return first;
}
