/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change to many products, a product a step. */
#include "catalog/bulk.h"

#include <stdlib.h>
#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/ident.h"
#include "base/json.h"

uint64_t product_bulk_begin(struct work *w, const struct product_bulk *b,
			    const struct product_ref *refs, size_t n, uint64_t permissions,
			    enum lang lang)
{
	cJSON *request = json_object(), *ids, *versions;

	json_add_text(request, "act", product_act_word[b->act]);
	json_add_bool(request, "by_percent", b->by_percent);
	json_add_int(request, "add_bp", b->add_bp);
	json_add_int(request, "add_milli", b->add_milli);
	json_add_id(request, "category_id", b->category_id);
	json_add_text(request, "tags", b->tags);
	json_add_int(request, "state", (int)b->state);
	json_add_int(request, "tax_class", (int)b->tax_class);
	ids = json_add_array(request, "products");
	versions = json_add_array(request, "versions");
	for (size_t i = 0; i < n; i++) {
		json_append_text(ids,
				 arena_printf(w->arena, "%llu", (unsigned long long)refs[i].id));
		cJSON_AddItemToArray(versions, cJSON_CreateNumber(refs[i].version));
	}
	audit_write(w, &(struct audit){ .kind = AUDIT_PRODUCTS_CHANGED,
					.who = w->actor,
					.became = arena_printf(w->arena, "%s: %zu",
							       product_act_word[b->act], n) });
	return task_add(w, "products", permissions, lang, request, (int64_t)n);
}

static struct product_bulk read(const struct task *t)
{
	const char *word = json_get_text(t->request, "act");
	const char *category = json_get_text(t->request, "category_id");
	struct product_bulk b = {
		.act = PRODUCT_ACT__MAX,
		.by_percent = json_get_bool(t->request, "by_percent"),
		.add_bp = json_get_int(t->request, "add_bp"),
		.add_milli = json_get_int(t->request, "add_milli"),
		.tags = json_get_text(t->request, "tags"),
		.state = (enum product_state)json_get_int(t->request, "state"),
		.tax_class = (enum tax_class)json_get_int(t->request, "tax_class"),
	};

	for (int i = 0; i < PRODUCT_ACT__MAX; i++)
		if (word && !strcmp(word, product_act_word[i]))
			b.act = (enum product_act)i;
	if (b.act == PRODUCT_ACT__MAX || (category && !ident_parse(category, &b.category_id)))
		fail("products: a task that nobody can read");
	return b;
}

static void note_failed(struct task *t, const struct product *p, const char *why)
{
	cJSON *list = cJSON_GetObjectItemCaseSensitive(t->result, "failed");
	cJSON *one = json_append_object(list ? list : json_add_array(t->result, "failed"));

	json_add_text(one, "code", p->code);
	json_add_text(one, "why", why);
}

static const char *why_not(enum catalog_refusal r)
{
	return r == CATALOG_NO_CATEGORY ? "no_category"
	       : r == CATALOG_BAD_PARTS ? "bad_parts"
					: "stale";
}

/* The rules are asked before the change, so that one that is refused has written nothing. */
bool product_bulk_step(struct work *w, struct task *t)
{
	const cJSON *ids = json_get(t->request, "products");
	const cJSON *version = cJSON_GetArrayItem(json_get(t->request, "versions"), (int)t->done);
	const char *id = cJSON_GetStringValue(cJSON_GetArrayItem(ids, (int)t->done));
	struct product_bulk b = read(t);
	struct product_for_file p;
	struct product_draft d;
	enum catalog_refusal r;
	const char *why;

	if (!id)
		return false;
	t->done++;
	if (!catalog_find_for_file(w, strtoull(id, NULL, 10), NULL, &p))
		return t->done < cJSON_GetArraySize(ids);
	why = product_bulk_apply(w->arena, &b, &p, &d,
				 arena_array_of(w->arena, p.n_skus + 1, struct sku_draft));
	if (p.product.version != (int)cJSON_GetNumberValue(version))
		why = "stale";
	if (!why) {
		r = catalog_change(w, p.product.id, p.product.version, &d);
		why = r == CATALOG_OK ? NULL : why_not(r);
	}
	if (why)
		note_failed(t, &p.product, why);
	return t->done < cJSON_GetArraySize(ids);
}

void product_bulk_view(struct work *w, const struct task *t, cJSON *view)
{
	const cJSON *failed = json_get(t->result, "failed");
	int n = cJSON_GetArraySize(failed);

	(void)w;
	json_add_text(view, "act", json_get_text(t->request, "act"));
	json_add_int(view, "n_failed", n);
	json_add_bool(view, "has_failed_products", n > 0);
	json_add_int(view, "n_ok", t->done - n);
	json_add(view, "failed", failed ? cJSON_Duplicate(failed, true) : json_array());
}
