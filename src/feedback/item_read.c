/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker reads the words of what was opened in the inbox. */
#include <string.h>
#include "feedback/item.h"

enum { BATCH = 50 };

static int keep(struct work *w, void *arg)
{
	const struct unread_item *u = arg;
	struct reading r;

	if (!u->body) {
		item_store_read_done(w, u->id, NULL, NULL);
		return 0;
	}
	r = words_read(w->app->reader, w->arena, u->body, strlen(u->body));
	item_store_read_done(w, u->id, &r, marks_text(w->arena, &r));
	return 0;
}

bool feedback_read_items(struct work *w)
{
	struct unread_item list[BATCH];
	size_t n = item_store_unread(w, list, BATCH);

	if (n)
		reading_open(w);
	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, keep, &list[i]);
	return n == BATCH;
}
