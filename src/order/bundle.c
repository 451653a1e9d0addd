/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking bundles into orders as the lines of their parts. */
#include "order/bundle.h"

#include "base/json.h"
#include "order/document.h"
#include "order/inside.h"
#include "order/store.h"

struct bundle_parts order_find_parts(struct work *w, struct sku *const *skus, size_t n)
{
	uint64_t ids[CATALOG_FIND_MAX];
	struct bundle_parts all = { .n = 0 };
	size_t n_ids = 0;

	for (size_t i = 0; i < n; i++)
		if (skus[i] && skus[i]->is_bundle)
			ids[n_ids++] = skus[i]->id;
	all.v = catalog_find_parts(w, ids, n_ids, &all.n);
	return all;
}

/* What one bundle is made of, and what each of its prices is shared into. */
struct set {
	const struct sku *sku[PARTS_MAX];
	int per[PARTS_MAX];
	int64_t list[PARTS_MAX];
	size_t n;
	int64_t unit[PARTS_MAX], usual[PARTS_MAX], member[PARTS_MAX];
};

static struct set set_of(const struct sku *s, const struct bundle_parts *parts)
{
	struct set all = { .n = 0 };

	for (size_t i = 0; i < parts->n && all.n < PARTS_MAX; i++) {
		if (parts->v[i].bundle_id != s->id || !parts->v[i].sku)
			continue;
		all.sku[all.n] = parts->v[i].sku;
		all.per[all.n] = parts->v[i].quantity;
		all.list[all.n++] = parts->v[i].sku->unit_milli;
	}
	return all;
}

/* False: it does not divide. */
static bool share_all(const struct order_draft_line *d, const struct sku *s, struct set *p)
{
	int64_t unit = d->unit_milli >= 0 ? d->unit_milli : s->unit_milli;

	return bundle_share(unit, d->quantity, p->list, p->per, p->n, p->unit) &&
	       bundle_share(s->unit_milli, d->quantity, p->list, p->per, p->n, p->usual) &&
	       bundle_share(s->member_milli, d->quantity, p->list, p->per, p->n, p->member);
}

static enum order_refusal take_part(const struct order_draft_line *d, const struct sku *s,
				    const struct set *p, size_t i, uint64_t bundle_id,
				    struct order *o)
{
	struct order_draft_line one = { p->sku[i]->code, d->quantity * p->per[i], p->unit[i],
					d->row };
	struct order_line *l = &o->lines[o->n_lines];
	enum order_refusal r = order_take_line(&one, p->sku[i], o->currency, l);

	if (r != ORDER_OK)
		return r;
	l->bundle_id = bundle_id;
	l->list_milli = p->usual[i];
	l->member_milli = d->unit_milli >= 0 || !s->member_milli ? 0 : p->member[i];
	o->n_lines++;
	return ORDER_OK;
}

static void add_bundle(struct work *w, const struct order_draft_line *d, const struct sku *s,
		       struct order *o)
{
	struct order_bundle *all = arena_array_of(w->arena, o->n_bundles + 1, struct order_bundle);

	for (size_t i = 0; i < o->n_bundles; i++)
		all[i] = o->bundles[i];
	all[o->n_bundles++] = (struct order_bundle){ .id = work_id(w),
						     .sku_id = s->id,
						     .sku_code = s->code,
						     .name_en = s->name_en,
						     .name_zh = s->name_zh,
						     .quantity = (int)d->quantity,
						     .is_new = true };
	o->bundles = all;
}

enum order_refusal order_take_item(struct work *w, const struct order_draft_line *d,
				   const struct sku *s, const struct bundle_parts *parts,
				   struct order *o)
{
	enum order_refusal r = ORDER_OK;
	struct set p;

	if (!s || !s->is_bundle) {
		r = order_take_line(d, s, o->currency, &o->lines[o->n_lines]);
		o->n_lines += r == ORDER_OK;
		return r;
	}
	if (s->state != PRODUCT_ON_SALE)
		return ORDER_NOT_ON_SALE;
	p = set_of(s, parts);
	if (d->quantity < 1 || d->quantity > ORDER_QUANTITY_MAX || !share_all(d, s, &p))
		return ORDER_BAD_QUANTITY;
	add_bundle(w, d, s, o);
	for (size_t i = 0; r == ORDER_OK && i < p.n; i++)
		r = take_part(d, s, &p, i, o->bundles[o->n_bundles - 1].id, o);
	return r;
}

void order_view_bundle(const struct order *o, const struct order_line *l, cJSON *line)
{
	const struct order_bundle *b = order_bundle_of(o, l);
	bool first = l == o->lines || l[-1].bundle_id != l->bundle_id;
	cJSON *t;

	if (!b) {
		json_add_null(line, "bundle");
		return;
	}
	t = json_add_object(line, "bundle");
	json_add_id(t, "id", b->id);
	json_add_text(t, "sku", b->sku_code);
	order_view_name(t, "name", b->name_en, b->name_zh);
	json_add_int(t, "quantity", b->quantity);
	json_add_money(t, "amount", b->amount, o->currency);
	json_add_bool(t, "is_first", first);
}
