/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting tags on orders and taking them off, and which there are. */
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "order/tag_store.h"

struct tagging {
	struct order_ref ref;
	const char *name;
	struct order_answer *out;
};

/* Under its lock; ORDER_OK, or why not. */
static enum order_refusal open_it(struct work *w, const struct tagging *t)
{
	t->out->order = order_open(w, t->ref.id);
	if (!t->out->order)
		return ORDER_NOT_FOUND;
	return t->ref.version && t->ref.version != t->out->order->version ? ORDER_STALE : ORDER_OK;
}

static int refuse(const struct tagging *t, const char *why)
{
	t->out->reason = why;
	return ORDER_NOT_NOW;
}

/* Decided before anything is written: a refusal alone undoes nothing. */
static int add(struct work *w, void *arg)
{
	const struct tagging *t = arg;
	enum order_refusal r = open_it(w, t);
	struct order_tag tag = { .id = 0 };
	bool has;
	size_t n;

	if (r != ORDER_OK)
		return (int)r;
	(void)order_tag_store_find(w, t->name, &tag);
	n = order_tag_store_count(w, t->ref.id, tag.id, &has);
	if (has)
		return ORDER_OK;
	if (n >= ORDER_TAGS_MAX)
		return refuse(t, "too_many_tags");
	if (!tag.id)
		order_tag_store_make(w, t->name, &tag);
	order_tag_store_bear(w, t->ref.id, tag.id);
	order_tell(w, t->out->order, (struct order_event){ .kind = EVENT_TAGGED, .to = tag.name });
	order_save(w, t->out->order);
	return ORDER_OK;
}

enum order_refusal order_tag_add(struct work *w, struct order_ref r, const char *name,
				 struct order_answer *out)
{
	struct tagging t = { r, name, out };

	*out = (struct order_answer){ 0 };
	return (enum order_refusal)work_transaction(w, add, &t);
}

static int take_off(struct work *w, void *arg)
{
	const struct tagging *t = arg;
	enum order_refusal r = open_it(w, t);
	struct order_tag tag;

	if (r != ORDER_OK)
		return (int)r;
	if (!order_tag_store_find(w, t->name, &tag) || !order_tag_store_drop(w, t->ref.id, tag.id))
		return refuse(t, "no_such_tag");
	order_tell(w, t->out->order,
		   (struct order_event){ .kind = EVENT_UNTAGGED, .from = tag.name });
	order_save(w, t->out->order);
	return ORDER_OK;
}

enum order_refusal order_tag_remove(struct work *w, struct order_ref r, const char *name,
				    struct order_answer *out)
{
	struct tagging t = { r, name, out };

	*out = (struct order_answer){ 0 };
	return (enum order_refusal)work_transaction(w, take_off, &t);
}

void order_tags_of(struct work *w, const uint64_t *ids, size_t n, cJSON **out)
{
	const struct tag_of_order *tags = NULL;
	size_t found = 0;

	if (n > ORDER_TAGS_AT_ONCE)
		fail("order: tags of %zu orders at once", n);
	if (n > 0)
		tags = order_tag_store_of(w, ids, n, &found);
	for (size_t i = 0; i < n; i++) {
		out[i] = json_array();
		for (size_t k = 0; k < found; k++)
			if (tags[k].order_id == ids[i])
				json_append_text(out[i], tags[k].name);
	}
}

cJSON *order_tags_used(struct work *w, const char *chosen)
{
	cJSON *list = json_array();
	size_t n;
	const struct order_tag *tags = order_tag_store_used(w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "name", tags[i].name);
		json_add_int(one, "n_orders", tags[i].n_orders);
		json_add_bool(one, "chosen", chosen && !strcmp(chosen, tags[i].name));
	}
	return list;
}

uint64_t order_tag_find(struct work *w, const char *name)
{
	struct order_tag tag;

	return order_tag_store_find(w, name, &tag) && tag.n_orders > 0 ? tag.id : 0;
}
