/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a change set did, line by line, and then as a whole. */
#include "base/money.h"
#include "order/inside.h"

const struct order_line *order_find_line(const struct order *o, uint64_t id)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].id == id)
			return &o->lines[i];
	return NULL;
}

bool order_line_is_changed(const struct order_line *l, const struct order_line *was)
{
	return !was || l->ordered != was->ordered || l->unit_milli != was->unit_milli;
}

static const char *terms(struct work *w, const struct order *o, const struct order_line *l)
{
	char unit[40];

	money_decimal_unit(l->unit_milli, o->currency, unit, sizeof unit);
	return arena_printf(w->arena, "%d × %s", l->ordered - l->cancelled, unit);
}

static struct order_event line_event(struct work *w, const struct order *o,
				     const struct order_line *l, const struct order_line *was)
{
	struct order_event e = { .actor = w->actor, .why = l->sku_code, .subject_id = l->id };

	e.from = was ? terms(w, o, was) : NULL;
	e.to = l->ordered ? terms(w, o, l) : NULL;
	e.kind = !was ? EVENT_LINE_ADDED : l->ordered > 0 ? EVENT_LINE_CHANGED : EVENT_LINE_REMOVED;
	if (e.kind == EVENT_LINE_ADDED)
		e.quantity = l->ordered;
	if (e.kind == EVENT_LINE_REMOVED)
		e.quantity = was->ordered;
	return e;
}

void order_edit_tell(struct work *w, struct order *o, const struct order *was, const char *why)
{
	struct order_event *e = arena_array_of(w->arena, o->n_lines + 1, struct order_event);
	size_t n = 0;

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *before = order_find_line(was, o->lines[i].id);
		if (order_line_is_changed(&o->lines[i], before))
			e[n++] = line_event(w, o, &o->lines[i], before);
	}
	e[n++] = (struct order_event){ .kind = EVENT_EDITED,
				       .actor = w->actor,
				       .why = why,
				       .has_amount = true,
				       .amount = o->live_amount - was->live_amount };
	order_tell_all(w, o, e, n);
}
