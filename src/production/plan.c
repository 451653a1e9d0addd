/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planning a batch: which lines of whose orders, how many, until when. */
#include "catalog/catalog.h"
#include "production/inside.h"

struct planning {
	const struct production_draft *draft;
	struct production_answer *out;
	bool only_look;
	uint64_t sku_id;
	struct production_line *rows;
	size_t *from; /* which line of the draft each is */
	size_t n;
	struct making m;
};

/* What was named and is wanted, each line once. */
static enum production_refusal take_named(struct work *w, struct planning *p)
{
	const struct production_draft *d = p->draft;
	uint64_t ids[PRODUCTION_LINES_MAX], orders[PRODUCTION_LINES_MAX];

	for (size_t i = 0; i < d->n_lines; i++) {
		const struct production_want *l = &d->lines[i];

		p->out->line = i;
		if (l->quantity == 0)
			continue;
		for (size_t k = 0; k < p->n; k++)
			if (ids[k] == l->order_line_id) {
				p->out->reason = "twice";
				return PRODUCTION_LINE;
			}
		if (l->quantity < 0 || l->quantity > PRODUCTION_UNITS_MAX ||
		    p->n == PRODUCTION_LINES_MAX)
			return PRODUCTION_TOO_MANY;
		ids[p->n] = l->order_line_id;
		p->from[p->n] = i;
		p->rows[p->n++] = (struct production_line){ .order_line_id = l->order_line_id,
							    .quantity = (int)l->quantity };
	}
	if (p->n == 0)
		return d->planned > 0 ? PRODUCTION_OK : PRODUCTION_NOTHING;
	production_store_orders(w, ids, p->n, orders);
	for (size_t i = 0; i < p->n; i++)
		p->rows[i].order_id = orders[i];
	return PRODUCTION_OK;
}

static void in_batches(struct work *w, const struct planning *p, int *units)
{
	uint64_t ids[PRODUCTION_LINES_MAX];

	for (size_t i = 0; i < p->n; i++)
		ids[i] = p->m.lines[i].row.order_line_id;
	if (p->n)
		production_store_in_batches(w, ids, p->n, units);
}

/* All that may be made now: what waits for something else is left for later. */
static enum production_refusal take_all(struct planning *p, const int *units)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct making_line *x = &p->m.lines[i];
		int missing = x->o ? production_missing(x->l) - units[i] : 0;

		if (missing < 1 || production_refuses_line(x->o, x->l, units[i], missing))
			continue;
		x->row.quantity = missing;
		p->m.lines[n++] = *x;
	}
	p->m.n_lines = p->n = n;
	return n ? PRODUCTION_OK : PRODUCTION_NOTHING;
}

static enum production_refusal check_named(struct planning *p, const int *units)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct making_line *x = &p->m.lines[i];

		p->out->line = p->from[i];
		p->out->reason =
			!x->o || x->l->sku_id != p->sku_id
				? "other_sku"
				: production_refuses_line(x->o, x->l, units[i], x->row.quantity);
		if (p->out->reason)
			return PRODUCTION_LINE;
	}
	return PRODUCTION_OK;
}

static enum production_refusal take_lines(struct work *w, struct planning *p)
{
	bool named = p->draft->n_lines > 0;
	int units[PRODUCTION_LINES_MAX];
	enum production_refusal r = PRODUCTION_OK;

	p->rows = arena_array_of(w->arena, PRODUCTION_LINES_MAX, struct production_line);
	p->from = arena_array_of(w->arena, PRODUCTION_LINES_MAX, size_t);
	if (named)
		r = take_named(w, p);
	else
		p->n = production_store_waiting(w, p->sku_id, p->rows,
						p->draft->most ? p->draft->most
							       : PRODUCTION_LINES_MAX);
	if (r != PRODUCTION_OK)
		return r;
	making_open(w, p->rows, p->n, &p->m);
	in_batches(w, p, units);
	return named ? check_named(p, units) : take_all(p, units);
}

static enum production_refusal add_up(const struct planning *p, int *planned)
{
	int64_t needed = 0;

	for (size_t i = 0; i < p->n; i++)
		needed += p->m.lines[i].row.quantity;
	if (p->draft->planned && p->draft->planned < needed)
		return PRODUCTION_TOO_FEW;
	if (needed > PRODUCTION_UNITS_MAX || p->draft->planned > PRODUCTION_UNITS_MAX)
		return PRODUCTION_TOO_MANY;
	*planned = (int)(p->draft->planned ? p->draft->planned : needed);
	return PRODUCTION_OK;
}

static void write(struct work *w, struct planning *p, int planned)
{
	const struct production_draft *d = p->draft;
	struct production *batch = arena_new_of(w->arena, struct production);
	struct production_line *rows = arena_array_of(w->arena, p->n + 1, struct production_line);

	*batch = (struct production){ .id = work_id(w),
				      .sku_id = p->sku_id,
				      .state = d->start ? PRODUCTION_STARTED : PRODUCTION_PLANNED,
				      .planned = planned,
				      .due_at = d->due,
				      .note = d->note,
				      .created_at = w->now,
				      .started_at = d->start ? w->now : INSTANT_NONE,
				      .finished_at = INSTANT_NONE,
				      .version = 1 };
	for (size_t i = 0; i < p->n; i++) {
		struct making_line *x = &p->m.lines[i];

		rows[i] = x->row;
		if (d->start)
			x->l->in_production += x->row.quantity;
		if (!instant_is_none(d->due))
			x->l->wait_until = d->due;
		x->l->changed = true;
	}
	production_store_insert(w, batch, rows, p->n);
	making_tell(w, &p->m, batch, batch->state, batch->state);
	p->out->batch = batch;
}

static int plan(struct work *w, void *arg)
{
	struct planning *p = arg;
	enum production_refusal r;
	struct sku *sku;
	int planned;

	*p->out = (struct production_answer){ 0 };
	p->n = 0;
	catalog_find_skus(w, &p->draft->sku, 1, &sku);
	if (!sku)
		return PRODUCTION_NO_SKU;
	p->sku_id = sku->id;
	r = take_lines(w, p);
	if (r == PRODUCTION_OK)
		r = add_up(p, &planned);
	if (r != PRODUCTION_OK)
		return (int)r;
	p->out->n_lines = p->n;
	if (p->only_look)
		return PRODUCTION_OK;
	write(w, p, planned);
	return production_get(w, p->out->batch->id, p->out->batch) ? PRODUCTION_OK
								   : PRODUCTION_NOT_FOUND;
}

enum production_refusal production_may_plan(struct work *w, const struct production_draft *d,
					    struct production_answer *out)
{
	struct planning p = { .draft = d, .out = out, .only_look = true };

	return (enum production_refusal)work_transaction(w, plan, &p);
}

enum production_refusal production_plan(struct work *w, const struct production_draft *d,
					struct production_answer *out)
{
	struct planning p = { .draft = d, .out = out };

	return (enum production_refusal)work_transaction(w, plan, &p);
}
