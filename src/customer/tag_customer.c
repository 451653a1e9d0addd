/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting tags on customers and taking them off. */
#include "customer/tag.h"

#include "base/json.h"

struct tagging {
	uint64_t customer_id;
	const char *name;
};

/* Decided before anything is written: a refusal alone undoes nothing. */
static int add(struct work *w, void *arg)
{
	const struct tagging *t = arg;
	const struct tag_of_customer *has;
	struct tag tag;
	bool known;
	size_t n;

	customer_store_lock(w, t->customer_id);
	has = tag_store_of(w, &t->customer_id, 1, &n);
	known = tag_store_find(w, t->name, &tag);
	for (size_t i = 0; known && i < n; i++)
		if (has[i].tag.id == tag.id)
			return TAG_OK;
	if (n >= TAGS_MAX)
		return TAG_TOO_MANY;
	if (!known)
		tag_store_make(w, t->name, &tag);
	tag_store_bear(w, t->customer_id, tag.id);
	event_store_insert(w, t->customer_id, CUSTOMER_TAG_ADDED, tag.name);
	return TAG_OK;
}

enum tag_refusal customer_tag_add(struct work *w, uint64_t customer_id, const char *name)
{
	struct tagging t = { customer_id, name };

	return (enum tag_refusal)work_transaction(w, add, &t);
}

static int take_off(struct work *w, void *arg)
{
	const struct tagging *t = arg;
	struct tag tag;

	customer_store_lock(w, t->customer_id);
	if (!tag_store_find(w, t->name, &tag) || !tag_store_drop(w, t->customer_id, tag.id))
		return TAG_NOT_FOUND;
	event_store_insert(w, t->customer_id, CUSTOMER_TAG_REMOVED, tag.name);
	return TAG_OK;
}

enum tag_refusal customer_tag_remove(struct work *w, uint64_t customer_id, const char *name)
{
	struct tagging t = { customer_id, name };

	return (enum tag_refusal)work_transaction(w, take_off, &t);
}

void customer_tags_view(struct work *w, const uint64_t *ids, size_t n, cJSON **out)
{
	size_t found;
	const struct tag_of_customer *tags = tag_store_of(w, ids, n, &found);

	for (size_t i = 0; i < n; i++) {
		out[i] = json_array();
		for (size_t k = 0; k < found; k++)
			if (tags[k].customer_id == ids[i])
				json_append_text(out[i], tags[k].tag.name);
	}
}
