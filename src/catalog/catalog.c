/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking SKUs up, adding products and changing them. */
#include "catalog/catalog.h"

#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "catalog/category.h"
#include "catalog/part.h"
#include "catalog/relation.h"

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
	struct product_draft draft;
	struct relations relations;
	uint64_t id;
	int version;
};

/* What came over from another system has no history of ours. */
void catalog_write_down(struct work *w, uint64_t id, bool is_one_of_many, int version,
			const cJSON *changes)
{
	if (w->past || w->actor.kind == ACTOR_IMPORT)
		return;
	change_store_insert(w, id, version, changes);
	if (!is_one_of_many)
		audit_write(w,
			    &(struct audit){ .kind = AUDIT_PRODUCT_CHANGED,
					     .who = w->actor,
					     .about = "product",
					     .about_id = id,
					     .became = catalog_changed_fields(w->arena, changes) });
}

/* The names of its category, tags and related products in their one order. */
static enum catalog_refusal complete(struct work *w, struct writing *a)
{
	struct product_draft *d = &a->draft;
	struct relation_answer why;
	struct category c = { 0 };

	if (d->category_id && !category_store_find(w, d->category_id, &c))
		return CATALOG_NO_CATEGORY;
	if (relation_look(w, a->id, d, &a->relations, &why) != RELATION_OK)
		return CATALOG_NO_RELATED;
	relation_put_in_order(w->arena, &a->relations, d);
	if (!catalog_clean_parts(w, d))
		return CATALOG_BAD_PARTS;
	d->category_en = c.path_en;
	d->category_zh = c.path_zh;
	d->tags = catalog_clean_tags(w->arena, d->tags);
	if (!d->tags)
		fail("catalogue: tags that nobody looked at");
	return CATALOG_OK;
}

static bool has_bundle(const struct product_draft *d)
{
	for (size_t i = 0; i < d->n_skus; i++)
		if (*d->skus[i].parts)
			return true;
	return false;
}

static int add(struct work *w, void *arg)
{
	struct writing *a = arg;
	cJSON *changes = json_array();
	enum catalog_refusal r = complete(w, a);

	if (r != CATALOG_OK)
		return (int)r;
	a->id = work_id(w);
	if (!product_store_insert(w, a->id, &a->draft))
		return CATALOG_CODE_TAKEN;
	if (a->relations.n > 0)
		relation_store_put(w, a->id, &a->relations);
	for (size_t i = 0; i < a->draft.n_skus; i++)
		if (!sku_store_insert(w, a->id, &a->draft.skus[i]))
			return CATALOG_SKU_TAKEN;
	if (has_bundle(&a->draft))
		part_write_all(w, a->id, &a->draft);
	json_add_text(json_append_object(changes), "field", "added");
	catalog_write_down(w, a->id, a->draft.is_one_of_many, 1, changes);
	return CATALOG_OK;
}

enum catalog_refusal catalog_add(struct work *w, const struct product_draft *d, uint64_t *id)
{
	struct writing a = { .draft = *d };
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

/* What the draft makes of the SKUs that are there, and which of its own are to be written. */
struct sku_changes {
	const struct sku_row **now; /* of each of the draft; NULL: it is new */
	bool *differs;
};

/* The words of a SKU that is of options are its values'. */
static void keep_words(const struct sku_row *now, struct sku_draft *d)
{
	if (!now || !now->value[0])
		return;
	d->variant_en = now->sku.variant_en;
	d->variant_zh = now->sku.variant_zh;
}

/* The draft's SKUs are replaced by copies: what the caller gave stays. */
static struct sku_changes look_at_skus(struct work *w, uint64_t product_id, struct product_draft *d,
				       cJSON *changes)
{
	struct sku_changes c = {
		arena_array_of(w->arena, d->n_skus + 1, const struct sku_row *),
		arena_array_of(w->arena, d->n_skus + 1, bool),
	};
	size_t n;
	const struct sku_row *rows = sku_store_of_product(w, product_id, &n);
	struct sku_draft *skus = arena_array_of(w->arena, d->n_skus + 1, struct sku_draft);

	for (size_t i = 0; i < d->n_skus; i++)
		skus[i] = d->skus[i];
	d->skus = skus;
	for (size_t i = 0; i < d->n_skus; i++) {
		c.now[i] = find_code(rows, n, d->skus[i].code);
		keep_words(c.now[i], &d->skus[i]);
		c.differs[i] =
			catalog_note_sku(changes, c.now[i], &d->skus[i], w->app->settings.currency);
	}
	return c;
}

static bool any_parts(const struct product_draft *d, const struct sku_changes *c)
{
	for (size_t i = 0; i < d->n_skus; i++)
		if (strcmp(c->now[i] ? c->now[i]->parts : "", d->skus[i].parts) != 0)
			return true;
	return false;
}

static bool any_price(const struct product_draft *d, const struct sku_changes *c)
{
	for (size_t i = 0; i < d->n_skus; i++)
		if (c->now[i] && c->now[i]->sku.unit_milli != d->skus[i].unit_milli)
			return true;
	return false;
}

static bool write_skus(struct work *w, uint64_t product_id, const struct product_draft *d,
		       const struct sku_changes *c)
{
	for (size_t i = 0; i < d->n_skus; i++) {
		if (!c->differs[i])
			continue;
		if (c->now[i])
			sku_store_update(w, c->now[i]->sku.id, &d->skus[i]);
		else if (!sku_store_insert(w, product_id, &d->skus[i]))
			return false;
	}
	return true;
}

static bool is_related_otherwise(const struct product *now, const struct product_draft *d)
{
	for (int k = 0; k < RELATION__MAX; k++)
		if (strcmp(now->related[k], d->related[k]) != 0)
			return true;
	return false;
}

static int change(struct work *w, void *arg)
{
	struct writing *a = arg;
	struct product now;
	cJSON *changes = json_array();
	struct sku_changes skus;
	enum catalog_refusal r;

	if (!product_store_lock(w, a->id, &now))
		return CATALOG_NOT_FOUND;
	if (now.version != a->version)
		return CATALOG_STALE;
	r = complete(w, a);
	if (r != CATALOG_OK)
		return (int)r;
	catalog_note_product(changes, &now, &a->draft);
	skus = look_at_skus(w, a->id, &a->draft, changes);
	if (cJSON_GetArraySize(changes) == 0)
		return CATALOG_OK;
	if (!product_store_update(w, a->id, &a->draft))
		return CATALOG_CODE_TAKEN;
	if (strcmp(now.tags, a->draft.tags) != 0)
		product_tag_store_put(w, a->id, a->draft.tags);
	if (is_related_otherwise(&now, &a->draft))
		relation_store_put(w, a->id, &a->relations);
	if (!write_skus(w, a->id, &a->draft, &skus))
		return CATALOG_SKU_TAKEN;
	if (any_parts(&a->draft, &skus))
		part_write_all(w, a->id, &a->draft);
	if (any_price(&a->draft, &skus))
		part_follow(w, a->id, changes);
	catalog_write_down(w, a->id, a->draft.is_one_of_many, now.version + 1, changes);
	return CATALOG_OK;
}

enum catalog_refusal catalog_change(struct work *w, uint64_t id, int version,
				    const struct product_draft *d)
{
	struct writing a = { .draft = *d, .id = id, .version = version };

	if (catalog_repeated_code(d->skus, d->n_skus) < d->n_skus)
		return CATALOG_SKU_TAKEN;
	return (enum catalog_refusal)work_transaction(w, change, &a);
}

bool catalog_remove_sku(struct work *w, uint64_t sku_id)
{
	return sku_store_remove(w, sku_id);
}

enum { CHANGES_OF_A_FILE = 100 };

struct product_change *catalog_changes_for_file(struct work *w, const char *code, uint64_t below,
						size_t *n)
{
	struct product p;

	*n = 0;
	return product_store_find(w, code, &p)
		       ? change_store_list(w, p.id, below, CHANGES_OF_A_FILE, n)
		       : NULL;
}
