/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes that fit what they stand on: share/demo/notes.tsv. */
#include <string.h>
#include "base/text.h"
#include "demo/shop.h"

enum { NOTES_MAX = 128, WRITES_PER_MILLE = 130, ENGRAVED_PER_MILLE = 900 };

static bool fits_lines(const struct shop *s, const char *about, const struct basket_line *lines,
		       int n)
{
	for (int i = 0; i < n; i++) {
		const struct good *g = &s->goods.v[lines[i].good];

		if (text_starts_with(g->product, about))
			return true;
		if (strcmp(about, "food") == 0 && strcmp(g->category, "Pantry") == 0)
			return true;
		if (strcmp(about, "short") == 0 && g->arrives_days > 0)
			return true;
	}
	return false;
}

static bool fits_person(const struct person *p, const char *about)
{
	if (strcmp(about, "company") == 0)
		return p->company;
	if (strcmp(about, "again") == 0)
		return p->id != 0;
	return false;
}

static bool any_made(const struct shop *s, const struct basket_line *lines, int n)
{
	for (int i = 0; i < n; i++) {
		if (s->goods.v[lines[i].good].made)
			return true;
	}
	return false;
}

/* What is about these very things is said rather than what could stand on any order. */
static const char *pick(struct shop *s, const struct person *p, const struct basket_line *lines,
			int n, struct dice *d)
{
	const char *lang = lang_tag[p->homes[0].contact.lang];
	int weights[NOTES_MAX] = { 0 };
	size_t rows = s->notes.n_rows < NOTES_MAX ? s->notes.n_rows : NOTES_MAX, i;

	for (i = 0; i < rows; i++) {
		const char *about = table_text(&s->notes, i, "about");

		if (strcmp(table_text(&s->notes, i, "who"), "customer") != 0 ||
		    !text_starts_with(lang, table_text(&s->notes, i, "lang")))
			continue;
		if (strcmp(about, "any") == 0)
			weights[i] = any_made(s, lines, n) ? 0 : 1;
		else if (fits_lines(s, about, lines, n))
			weights[i] = 8;
		else if (fits_person(p, about))
			weights[i] = 2;
	}
	i = dice_weighted(d, weights, rows);
	return i < rows ? table_text(&s->notes, i, "text") : NULL;
}

const char *note_of_customer(struct shop *s, const struct errand *e,
			     const struct basket_line *lines, int n, struct dice *d)
{
	/* Nobody can engrave what was not said. */
	if (!dice_says(d, any_made(s, lines, n) ? ENGRAVED_PER_MILLE : WRITES_PER_MILLE))
		return NULL;
	return pick(s, &s->people.v[e->person], lines, n, d);
}

void note_by_desk(struct shop *s, const struct errand *e, const char *about, struct dice *d)
{
	int weights[NOTES_MAX] = { 0 };
	size_t rows = s->notes.n_rows < NOTES_MAX ? s->notes.n_rows : NOTES_MAX, i;

	for (i = 0; i < rows; i++) {
		if (strcmp(table_text(&s->notes, i, "who"), "desk") == 0 &&
		    strcmp(table_text(&s->notes, i, "about"), about) == 0)
			weights[i] = 1;
	}
	i = dice_weighted(d, weights, rows);
	if (i < rows)
		order_add_note(shop_as(s, ACTOR_STAFF, 0), e->id, table_text(&s->notes, i, "text"));
}
