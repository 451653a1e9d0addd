/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a product has to do with others: looked up, and shown. */
#include "catalog/relation.h"

#include "base/json.h"

enum relation_refusal relation_look(struct work *w, uint64_t id, const struct product_draft *d,
				    struct relations *out, struct relation_answer *why)
{
	enum relation_refusal r = relation_read(w->arena, d->code, d->related, out, why);

	if (r != RELATION_OK)
		return r;
	relation_store_find(w, out);
	for (size_t i = 0; i < out->n; i++) {
		*why = (struct relation_answer){ out->v[i].kind, out->v[i].code };
		if (!out->v[i].id)
			return RELATION_UNKNOWN;
		/* by the code that it had until now */
		if (out->v[i].id == id)
			return RELATION_ITSELF;
	}
	return RELATION_OK;
}

void relation_put_in_order(struct arena *a, const struct relations *r, struct product_draft *d)
{
	for (int k = 0; k < RELATION__MAX; k++)
		d->related[k] = relation_text(a, r, (enum relation)k);
}

bool catalog_clean_relations(struct work *w, uint64_t id, struct product_draft *d,
			     enum relation *wrong)
{
	struct relation_answer why = { 0 };
	struct relations r;

	if (relation_look(w, id, d, &r, &why) != RELATION_OK) {
		*wrong = why.kind;
		return false;
	}
	relation_put_in_order(w->arena, &r, d);
	return true;
}

cJSON *relation_view(struct work *w, uint64_t product_id)
{
	cJSON *list = json_array();
	struct rows *r = relation_store_list(w, product_id);

	while (rows_next(r)) {
		cJSON *v = json_append_object(list);

		json_add_text(v, "kind", relation_word[rows_int(r, 0)]);
		json_add_bool(v, "is_back", rows_bool(r, 1));
		json_add_text(v, "code", rows_text(r, 2));
		catalog_add_both(v, "name", rows_text(r, 3), rows_text(r, 4));
		json_add_text(v, "state", product_state_word[rows_int(r, 5)]);
	}
	return list;
}
