/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was read in a review, as a tree. */
#include <string.h>
#include "base/json.h"
#include "feedback/reading.h"

static void add_part(struct arena *a, cJSON *parts, const char *body, size_t from, size_t to,
		     bool decides)
{
	cJSON *part;

	if (from == to)
		return;
	part = json_append_object(parts);
	json_add_text(part, "text", arena_strndup(a, body + from, to - from));
	json_add_bool(part, "decides", decides);
}

static cJSON *reading_view(struct arena *a, const struct kept_reading *k, const char *body)
{
	cJSON *t = json_object(), *topics, *parts;
	size_t len = strlen(body), from = 0, n;
	struct word_mark *mark = marks_parse(a, k->marks, len, &n);
	bool has_kind = k->kind > KIND_NONE && k->kind < KIND__MAX;
	bool has_feeling = k->feeling >= 0 && k->feeling < FEELING__MAX;

	json_add_text(t, "kind", has_kind ? text_kind_name[k->kind] : NULL);
	json_add_text(t, "feeling", text_feeling_name[has_feeling ? k->feeling : FEELING_NEUTRAL]);
	topics = json_add_array(t, "topics");
	for (unsigned i = 0; i < TOPIC__MAX; i++)
		if (k->topics >> i & 1)
			json_append_text(topics, text_topic_name[i]);
	parts = json_add_array(t, "parts");
	for (size_t i = 0; i < n; i++) {
		struct word at = mark[i].where;

		add_part(a, parts, body, from, at.at, false);
		add_part(a, parts, body, at.at, (size_t)at.at + at.len, true);
		from = (size_t)at.at + at.len;
	}
	add_part(a, parts, body, from, len, false);
	return t;
}

void reading_add(struct arena *a, const struct kept_reading *k, const char *body, cJSON *t)
{
	json_add(t, "reading", k && body ? reading_view(a, k, body) : cJSON_CreateNull());
}
