/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is unusual about an order since it was changed. Pure: no I/O, no clock. Of what can be said
 * of it now that is new which was not said, or could not be, before:
 *
 *	large amount, quantity		more than before
 *	price				any, of a line that is new or has another price
 *	needs				of another line, or another product
 *	address				of another street or town, or worse than it was
 *	phone				there was one
 *	postcode			another one, or another country
 *	duplicate			of another order
 *
 * and nobody is looking at it already.
 */
#include <string.h>
#include "order/order.h"

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool same_place(const struct contact *a, const struct contact *b)
{
	return same(a->street, b->street) && same(a->city, b->city);
}

static bool same_postcode(const struct contact *a, const struct contact *b)
{
	return same(a->country, b->country) && same(a->postcode, b->postcode);
}

/* g was said before the change. */
static bool says_no_more(const struct finding *f, const struct finding *g,
			 const struct contact *was, const struct contact *now)
{
	if (f->kind != g->kind || f->subject_id != g->subject_id || f->severity > g->severity)
		return false;
	switch (f->kind) {
	case FINDING_LARGE_AMOUNT:
	case FINDING_LARGE_QUANTITY:
	case FINDING_UNUSUAL_QUANTITY:
		return f->found <= g->found;
	case FINDING_PRICE:
		return f->found == g->found;
	case FINDING_NEEDS:
		return f->proposed == g->proposed;
	case FINDING_ADDRESS:
		return same_place(was, now);
	case FINDING_POSTCODE:
		return same_postcode(was, now);
	case FINDING_PHONE:
	case FINDING_DUPLICATE:
	case FINDING_KIND__MAX:
		break;
	}
	return true;
}

/* Somebody has to look at it anyhow; of what is needed, another product is another matter. */
static bool is_open(const struct finding *f, const struct finding *open, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (open[i].kind == f->kind && open[i].subject_id == f->subject_id &&
		    open[i].severity >= f->severity &&
		    (f->kind != FINDING_NEEDS || open[i].proposed == f->proposed))
			return true;
	return false;
}

size_t intake_look_again(struct arena *a, const struct intake *was, const struct intake *now,
			 const struct finding *open, size_t n_open, struct finding *out)
{
	struct finding *before =
		arena_array_of(a, FINDINGS_MAX(was->order->n_lines), struct finding);
	size_t n_before = intake_look(was, before), n_all = intake_look(now, out), n = 0;

	for (size_t i = 0; i < n_all; i++) {
		bool said = is_open(&out[i], open, n_open);

		for (size_t k = 0; k < n_before && !said; k++)
			said = says_no_more(&out[i], &before[k], was->contact, now->contact);
		if (!said)
			out[n++] = out[i];
	}
	return n;
}

bool finding_is_outdone(const struct finding *f, const struct finding *fresh, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (fresh[i].kind == f->kind && fresh[i].subject_id == f->subject_id &&
		    fresh[i].severity > f->severity)
			return true;
	return false;
}
