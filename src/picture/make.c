/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's task: makes the sizes of a picture, then shows each SKU's in the orders that have
 * the product, so many a step. */
#include "base/json.h"
#include "catalog/catalog.h"
#include "order/order.h"
#include "picture/child.h"
#include "picture/inside.h"
#include "picture/store.h"

enum { ORDERS = 50 };

bool picture_prepare(struct work *w, struct picture *p, enum picture_use use)
{
	struct picture_made made = picture_make(w, p->id, p->hash, use);

	p->state = made.fault == PICTURE_FINE ? PICTURE_READY : PICTURE_REFUSED;
	p->fault = made.fault;
	p->width = made.width;
	p->height = made.height;
	return picture_store_made(w, p);
}

/* True: what the product or one of its SKUs shows is another one now. */
static bool make(struct work *w, uint64_t id)
{
	struct picture p;

	if (!picture_find(w, id, &p) || p.state != PICTURE_WAITING)
		return false;
	return picture_prepare(w, &p, PICTURE_OF_PRODUCT) && picture_choose(w, p.product_id);
}

/* The SKU that is looked at: the first from the place on. */
static const struct sku *sku_at(const struct product_for_file *p, uint64_t place)
{
	for (size_t i = 0; i < p->n_skus; i++)
		if (p->skus[i].sku.id >= place)
			return &p->skus[i].sku;
	return NULL;
}

/* The product stays locked meanwhile: a later change of its picture comes behind this step, and
 * sends another task through the same orders. */
static bool show(struct work *w, struct task *t)
{
	struct product_for_file p = { 0 };
	struct product product;
	const struct sku *sku;
	uint64_t after = json_get_id(t->place, "after");
	size_t n;

	if (!catalog_hold(w, json_get_id(t->request, "product"), &product) ||
	    !catalog_find_for_file(w, product.id, NULL, &p))
		return false;
	sku = sku_at(&p, json_get_id(t->place, "sku"));
	if (!sku)
		return false;
	n = order_show_picture(w, sku->code, sku->picture, &after, ORDERS);
	t->done += (int64_t)n;
	t->place = json_object();
	json_add_bool(t->place, "made", true);
	json_add_id(t->place, "sku", n < ORDERS ? sku->id + 1 : sku->id);
	json_add_id(t->place, "after", n < ORDERS ? 0 : after);
	return true;
}

bool picture_step(struct work *w, struct task *t)
{
	uint64_t id = json_get_id(t->request, "picture");
	bool is_another = true;

	if (json_get_bool(t->place, "made"))
		return show(w, t);
	if (id)
		is_another = make(w, id);
	t->place = json_object();
	json_add_bool(t->place, "made", true);
	json_add_id(t->place, "sku", 0);
	json_add_id(t->place, "after", 0);
	return is_another;
}

void picture_task_view(struct work *w, const struct task *t, cJSON *view)
{
	(void)w;
	json_add_text(view, "code", json_get_text(t->request, "code"));
	json_add_bool(view, "has_orders", t->done > 0);
	json_add_bool(view, "is_new", json_get_id(t->request, "picture") != 0);
}
