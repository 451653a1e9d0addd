/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking SKUs up, adding products and changing them. */
#include "catalog/catalog.h"

#include <string.h>
#include "catalog/inside.h"

void catalog_find_skus(struct work *w, const char *const *codes, size_t n, struct sku **out)
{
	sku_store_find(w, codes, n, out);
}

bool catalog_get(struct work *w, uint64_t id, struct product *out)
{
	return product_store_read(w, id, out);
}

bool catalog_find_product(struct work *w, const char *code, struct product *out)
{
	return product_store_find(w, code, out);
}

bool catalog_find_for_file(struct work *w, uint64_t id, const char *code,
			   struct product_for_file *out)
{
	if (id ? !product_store_read(w, id, &out->product)
	       : !product_store_find(w, code, &out->product))
		return false;
	out->skus = sku_store_of_product(w, out->product.id, &out->n_skus);
	return true;
}

struct writing {
	const struct product_draft *draft;
	uint64_t id;
	int version;
};

static int add(struct work *w, void *arg)
{
	struct writing *a = arg;

	a->id = work_id(w);
	if (!product_store_insert(w, a->id, a->draft))
		return CATALOG_CODE_TAKEN;
	for (size_t i = 0; i < a->draft->n_skus; i++)
		if (!sku_store_insert(w, a->id, &a->draft->skus[i]))
			return CATALOG_SKU_TAKEN;
	return CATALOG_OK;
}

enum catalog_refusal catalog_add(struct work *w, const struct product_draft *d, uint64_t *id)
{
	struct writing a = { .draft = d };
	enum catalog_refusal answer = CATALOG_SKU_TAKEN;

	if (catalog_repeated_code(d->skus, d->n_skus) == d->n_skus)
		answer = (enum catalog_refusal)work_transaction(w, add, &a);
	*id = answer == CATALOG_OK ? a.id : 0;
	return answer;
}

static const struct sku_row *find_code(const struct sku_row *rows, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(rows[i].sku.code, code))
			return &rows[i];
	return NULL;
}

static bool write_skus(struct work *w, uint64_t product_id, const struct product_draft *d)
{
	size_t n;
	const struct sku_row *rows = sku_store_of_product(w, product_id, &n);

	for (size_t i = 0; i < d->n_skus; i++) {
		const struct sku_draft *wanted = &d->skus[i];
		const struct sku_row *now = find_code(rows, n, wanted->code);

		if (!now && !sku_store_insert(w, product_id, wanted))
			return false;
		if (now && catalog_sku_differs(now, wanted))
			sku_store_update(w, now->sku.id, wanted);
	}
	return true;
}

static int change(struct work *w, void *arg)
{
	const struct writing *a = arg;
	struct product now;

	switch (product_store_update(w, a->id, a->version, a->draft)) {
	case PRODUCT_UPDATE_TAKEN:
		return CATALOG_CODE_TAKEN;
	case PRODUCT_UPDATE_MISSED:
		return product_store_read(w, a->id, &now) ? CATALOG_STALE : CATALOG_NOT_FOUND;
	case PRODUCT_UPDATED:
		break;
	}
	return write_skus(w, a->id, a->draft) ? CATALOG_OK : CATALOG_SKU_TAKEN;
}

enum catalog_refusal catalog_change(struct work *w, uint64_t id, int version,
				    const struct product_draft *d)
{
	struct writing a = { d, id, version };

	if (catalog_repeated_code(d->skus, d->n_skus) < d->n_skus)
		return CATALOG_SKU_TAKEN;
	return (enum catalog_refusal)work_transaction(w, change, &a);
}
