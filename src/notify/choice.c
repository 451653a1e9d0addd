/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The links by which a recipient chooses. */
#include "notify/choice.h"

#include <stdio.h>

static void sign(const struct app *app, uint64_t message_id, char tag[SECRET_TAG_SIZE])
{
	char id[24];
	const char *const part[] = { "messages", id };

	snprintf(id, sizeof id, "%llu", (unsigned long long)message_id);
	secret_tag(app->keys.link, part, 2, tag);
}

static char *path(struct work *w, const struct message *m, const char *tail)
{
	char tag[SECRET_TAG_SIZE];

	if (message_is_private(m) || message_is_to_staff(m))
		return NULL;
	sign(w->app, m->id, tag);
	return arena_printf(w->arena, "/messages/%llu%s?k=%s", (unsigned long long)m->id, tail,
			    tag);
}

char *choice_path(struct work *w, const struct message *m)
{
	return path(w, m, "");
}

char *choice_one_click_path(struct work *w, const struct message *m)
{
	return path(w, m, "/unsubscribe");
}

bool choice_key_fits(const struct app *app, uint64_t message_id, const char *key)
{
	char tag[SECRET_TAG_SIZE];

	sign(app, message_id, tag);
	return key && secret_equal(tag, key);
}
