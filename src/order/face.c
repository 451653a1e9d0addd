/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The face of an order. Its thumbs are stored as text: a line behind a line (30), in each the names
 * and the picture (31), which are control characters no name can have. */
#include "order/face.h"

#include <string.h>
#include "base/buf.h"
#include "order/rules.h"

enum { BETWEEN_LINES = 30, BETWEEN_PARTS = 31 };

struct order_face order_face(const struct order *o)
{
	struct order_face f = { .n_lines = (int)o->n_lines };
	struct order_axes axes;

	if (!o->lines)
		return o->face;
	axes = order_axes(o);
	f.stage = order_stage(&axes);
	for (size_t i = 0; i < o->n_lines; i++) {
		f.n_units += o->lines[i].ordered - o->lines[i].cancelled;
		f.is_open = f.is_open || order_line_open(&o->lines[i]) > 0;
	}
	return f;
}

/* Without what would be read as the end of it. */
static void add_part(struct buf *b, const char *text)
{
	for (const char *c = text ? text : ""; *c; c++)
		if (*c != BETWEEN_LINES && *c != BETWEEN_PARTS)
			buf_addch(b, *c);
}

const char *order_face_write(struct arena *a, const struct order *o)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < o->n_lines && i < FACE_THUMBS; i++) {
		if (i)
			buf_addch(&b, BETWEEN_LINES);
		add_part(&b, o->lines[i].name_en);
		buf_addch(&b, BETWEEN_PARTS);
		add_part(&b, o->lines[i].name_zh);
		buf_addch(&b, BETWEEN_PARTS);
		add_part(&b, o->lines[i].picture);
	}
	return b.p;
}

static char *part(char **at)
{
	char *p = *at, *end = p + strcspn(p, "\x1e\x1f");

	*at = *end == BETWEEN_PARTS ? end + 1 : end;
	if (*end == BETWEEN_PARTS)
		*end = '\0';
	return p;
}

size_t order_face_thumbs(struct arena *a, const struct order *o, struct order_line out[FACE_THUMBS])
{
	char *p = arena_strdup(a, o->face.thumbs ? o->face.thumbs : "");
	size_t n = 0;

	if (o->lines) {
		for (; n < o->n_lines && n < FACE_THUMBS; n++)
			out[n] = o->lines[n];
		return n;
	}
	while (*p && n < FACE_THUMBS) {
		struct order_line *l = &out[n++];
		*l = (struct order_line){ .name_en = part(&p) };
		l->name_zh = part(&p);
		l->picture = part(&p);
		if (*p)
			*p++ = '\0';
		if (!*l->picture)
			l->picture = NULL;
	}
	return n;
}

bool order_face_is_fresh(struct arena *a, const struct order *o)
{
	struct order_face f = order_face(o);

	return f.n_units == o->face.n_units && f.n_lines == o->face.n_lines &&
	       f.is_open == o->face.is_open && f.stage == o->face.stage && o->face.thumbs &&
	       !strcmp(order_face_write(a, o), o->face.thumbs);
}
