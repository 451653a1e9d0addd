/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps to come: a heap by time. Time never stands still between two steps, so that what they write
 * sorts as they happened. */
#include "demo/shop.h"

#define APART (2 * INSTANT_SECOND) /* ids are only sure to rise from one second to the next */

static bool before(const struct step *a, const struct step *b)
{
	return a->at.us != b->at.us ? a->at.us < b->at.us : a->n < b->n;
}

static void swap(struct step *a, struct step *b)
{
	struct step t = *a;

	*a = *b;
	*b = t;
}

void queue_add(struct shop *s, enum step_kind kind, struct instant at, size_t subject,
	       int64_t value)
{
	struct queue *q = &s->queue;
	size_t i = q->n;

	if (at.us >= s->end.us)
		return;
	if (q->n == q->room) {
		size_t room = q->room ? 2 * q->room : 1024;

		q->v = arena_grow(s->arena, q->v, q->room * sizeof *q->v, room * sizeof *q->v);
		q->room = room;
	}
	q->v[q->n++] = (struct step){
		.at = at, .n = q->planned++, .kind = kind, .subject = subject, .value = value
	};
	for (; i > 0 && before(&q->v[i], &q->v[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&q->v[i], &q->v[(i - 1) / 2]);
}

static void take_first(struct queue *q, struct step *out)
{
	size_t i = 0, next;

	*out = q->v[0];
	q->v[0] = q->v[--q->n];
	for (; (next = 2 * i + 1) < q->n; i = next) {
		if (next + 1 < q->n && before(&q->v[next + 1], &q->v[next]))
			next++;
		if (!before(&q->v[next], &q->v[i]))
			break;
		swap(&q->v[next], &q->v[i]);
	}
}

bool queue_take(struct shop *s, struct step *out)
{
	if (s->queue.n == 0)
		return false;
	take_first(&s->queue, out);
	if (out->at.us < s->work.now.us + APART)
		out->at = instant_add(s->work.now, APART);
	return out->at.us < s->end.us;
}
