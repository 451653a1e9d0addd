/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signed keys of links to surveys: "r" opens a response, "o" begins one about an order, "i" one
 * that somebody was written to about. */
#include <stdio.h>
#include <string.h>
#include "base/ident.h"
#include "feedback/survey_send.h"

static void tag_of(const struct app *app, char kind, uint64_t id, char tag[SECRET_TAG_SIZE])
{
	char word[2] = { kind, 0 }, text[24];
	const char *part[] = { "survey", word, text };

	snprintf(text, sizeof text, "%llu", (unsigned long long)id);
	secret_tag(app->keys.link, part, 3, tag);
}

char *survey_key(struct arena *a, const struct app *app, char kind, uint64_t id)
{
	char tag[SECRET_TAG_SIZE];

	tag_of(app, kind, id, tag);
	return arena_printf(a, "%c%llu-%s", kind, (unsigned long long)id, tag);
}

bool survey_key_read(struct arena *a, const struct app *app, const char *key, uint64_t *id)
{
	const char *tag = strchr(key, '-');
	char wanted[SECRET_TAG_SIZE];

	if (!*key || !strchr("roi", *key) || !tag ||
	    !ident_parse(arena_strndup(a, key + 1, (size_t)(tag - key - 1)), id))
		return false;
	tag_of(app, *key, *id, wanted);
	return secret_equal(wanted, tag + 1);
}
