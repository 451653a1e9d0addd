/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tracking numbers pasted from a carrier's list, matched with the orders that are meant. Pure: no
 * I/O, no clock. */
#include <string.h>
#include "base/buf.h"
#include "base/ident.h"
#include "order/bulk.h"

enum { SAID = 8 };

void bulk_say(struct arena *a, const char **list, size_t nth, const char *one)
{
	if (nth < SAID)
		*list = nth ? arena_printf(a, "%s, %s", *list, one) : one;
	else if (nth == SAID)
		*list = arena_printf(a, "%s …", *list);
}

/* ---- lines ---- */

static const char *const separators[] = { " ", "\t", "\r", ",", ";", "，", "；", "　" };

/* Bytes of the separator that stands here; 0: none. */
static size_t separator(const char *s)
{
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		size_t len = strlen(separators[i]);

		if (strncmp(s, separators[i], len) == 0)
			return len;
	}
	return 0;
}

/* The word that begins here; NULL: the line ends. */
static const char *word(struct arena *a, const char **at, const char *end)
{
	const char *from;

	while (*at < end && separator(*at))
		*at += separator(*at);
	from = *at;
	while (*at < end && !separator(*at))
		++*at;
	return from < *at ? arena_strndup(a, from, (size_t)(*at - from)) : NULL;
}

static struct pasted read_line(struct arena *a, const char *at, const char *end)
{
	char number[IDENT_NUMBER_SIZE];
	struct pasted p = { NULL, NULL };
	const char *one;

	while ((one = word(a, &at, end))) {
		if (!p.order && ident_number_fold('R', one, number))
			p.order = arena_strdup(a, number);
		else
			p.tracking = p.tracking ? arena_printf(a, "%s%s", p.tracking, one) : one;
	}
	return p;
}

static bool is_head(const struct pasted *p)
{
	return !p->order && p->tracking && !p->tracking[strcspn(p->tracking, "0123456789")];
}

struct pasted *bulk_read_pasted(struct arena *a, const char *text, size_t *n)
{
	struct pasted *lines = arena_array_of(a, strlen(text) / 2 + 2, struct pasted);

	*n = 0;
	while (text) {
		const char *end = strchrnul(text, '\n');
		struct pasted p = read_line(a, text, end);

		if ((p.order || p.tracking) && !(*n == 0 && is_head(&p)))
			lines[(*n)++] = p;
		text = *end ? end + 1 : NULL;
	}
	return lines;
}

/* ---- orders ---- */

static size_t place_of(const struct paste_for *f, const char *number)
{
	size_t i = 0;

	while (i < f->n && strcmp(f->numbers[i], number) != 0)
		i++;
	return i;
}

static bool any_named(const struct pasted *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lines[i].order)
			return true;
	return false;
}

/* Each line in the order the orders stand in. */
static enum paste_fault match_in_turn(struct arena *a, const struct pasted *lines, size_t n,
				      struct paste_for *f)
{
	if (n != f->n) {
		f->which = arena_printf(a, "%zu / %zu", n, f->n);
		return PASTE_COUNT;
	}
	for (size_t i = 0; i < n; i++)
		f->tracking[i] = lines[i].tracking;
	return PASTE_OK;
}

struct found {
	const char *which[PASTE_FAULT__MAX];
	size_t n[PASTE_FAULT__MAX];
};

static void note(struct arena *a, struct found *found, enum paste_fault fault, const char *one)
{
	bulk_say(a, &found->which[fault], found->n[fault]++, one);
}

static enum paste_fault first(const struct found *found, struct paste_for *f)
{
	for (int i = 0; i < PASTE_FAULT__MAX; i++)
		if (found->n[i]) {
			f->which = found->which[i];
			return (enum paste_fault)i;
		}
	return PASTE_OK;
}

static enum paste_fault match_named(struct arena *a, const struct pasted *lines, size_t n,
				    struct paste_for *f)
{
	struct found found = { { NULL }, { 0 } };

	for (size_t i = 0; i < n; i++) {
		const struct pasted *p = &lines[i];
		size_t at = p->order ? place_of(f, p->order) : f->n;

		if (at == f->n)
			note(a, &found, PASTE_UNKNOWN, p->order ? p->order : p->tracking);
		else if (f->tracking[at])
			note(a, &found, PASTE_TWICE, p->order);
		else if (!p->tracking && f->has_numbers)
			note(a, &found, PASTE_UNNUMBERED, p->order);
		else
			f->tracking[at] = p->tracking ? p->tracking : "";
	}
	return first(&found, f);
}

static enum paste_fault check_twice(struct arena *a, struct paste_for *f)
{
	size_t twice = 0;

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < i; k++)
			if (f->tracking[i] && *f->tracking[i] && f->tracking[k] &&
			    strcmp(f->tracking[i], f->tracking[k]) == 0)
				bulk_say(a, &f->which, twice++, f->tracking[i]);
	return twice ? PASTE_TWICE : PASTE_OK;
}

enum paste_fault bulk_match(struct arena *a, const struct pasted *lines, size_t n_lines,
			    struct paste_for *f)
{
	enum paste_fault fault;

	f->which = NULL;
	for (size_t i = 0; i < f->n; i++)
		f->tracking[i] = n_lines == 0 && !f->has_numbers ? "" : NULL;
	if (n_lines == 0)
		return f->has_numbers ? PASTE_EMPTY : PASTE_OK;
	fault = any_named(lines, n_lines) ? match_named(a, lines, n_lines, f)
					  : match_in_turn(a, lines, n_lines, f);
	return fault == PASTE_OK ? check_twice(a, f) : fault;
}
