/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker reads what customers wrote, a batch at a time. */
#include "feedback/reading.h"
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "feedback/count.h"
#include "feedback/feedback.h"

enum { BATCH = 50 };

char *marks_text(struct arena *a, const struct reading *r)
{
	struct buf b;

	buf_init(&b, a);
	for (const struct word_mark *m = r->mark; m < r->mark + r->n_marks; m++) {
		size_t before = b.len;

		buf_addf(&b, "%s%u,%u,%d,%u", b.len ? " " : "", m->where.at, m->where.len,
			 m->feeling, m->topics);
		if (b.len <= MARKS_BYTES)
			continue;
		b.p[before] = '\0';
		break;
	}
	return b.p;
}

/* "12,6,-1,4": four numbers, which stand within the text and behind what was read before. */
static bool parse_mark(const char **p, size_t from, size_t body_len, struct word_mark *out)
{
	long v[4];
	char *end;

	for (int i = 0; i < 4; i++) {
		v[i] = strtol(*p, &end, 10);
		if (end == *p || (i < 3 && *end != ','))
			return false;
		*p = i < 3 ? end + 1 : end;
	}
	if (v[0] < (long)from || v[1] <= 0 || v[0] > (long)body_len || v[1] > (long)body_len - v[0])
		return false;
	out->where = (struct word){ (uint32_t)v[0], (uint32_t)v[1] };
	out->feeling = (int8_t)v[2];
	out->topics = (uint16_t)v[3];
	return true;
}

struct word_mark *marks_parse(struct arena *a, const char *marks, size_t body_len, size_t *n)
{
	struct word_mark *list = arena_array_of(a, strlen(marks) / 4 + 1, struct word_mark);
	size_t from = 0;

	for (*n = 0; *marks && parse_mark(&marks, from, body_len, &list[*n]); ++*n)
		from = (size_t)list[*n].where.at + list[*n].where.len;
	return list;
}

static int keep(struct work *w, void *arg)
{
	const struct unread *u = arg;
	const char *texts[] = { u->body, u->after }, **words = NULL;
	struct reading r;
	size_t n = 0;

	if (!reading_store_done(w, u))
		return 0;
	if (u->body || u->after)
		words = words_to_count(w->app->reader, w->arena, texts, 2, &n);
	count_store_put(w, u, words, n);
	if (!u->body) {
		reading_store_drop(w, u->review_id);
		return 0;
	}
	r = words_read(w->app->reader, w->arena, u->body, strlen(u->body));
	reading_store_put(w, u->review_id, &r, marks_text(w->arena, &r));
	return 0;
}

static void close_reader(void *p)
{
	struct app *app = p;

	if (app->reader)
		words_close(app->reader);
	app->reader = NULL;
}

/* A worker that has nothing to read maps no dictionary; one that knows older lists of the shop's
 * learns them anew. */
static void open_reader(struct work *w, struct instant lists)
{
	struct app *app = w->app;
	const char *own[OWN_CLASSES], *text;

	if (app->reader && *words_stamp(app->reader) == lists.us)
		return;
	if (app->reader)
		close_reader(app);
	else
		arena_defer(app->arena, close_reader, app);
	lists_store_read(w, own);
	text = own_lists_text(w->arena, own);
	app->reader = words_open(arena_new(), app->config->data_dir);
	if (words_learn(app->reader, text, strlen(text)))
		fail("the shop's own lists of words are not understood");
	*words_stamp(app->reader) = lists.us;
}

void reading_open(struct work *w)
{
	open_reader(w, lists_store_changed(w));
}

bool feedback_read_reviews(struct work *w)
{
	struct instant lists = lists_store_changed(w);
	struct unread list[BATCH];
	size_t n = reading_store_unread(w, lists, list, BATCH);

	if (n)
		open_reader(w, lists);
	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, keep, &list[i]);
	return n == BATCH;
}
