/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping views of the desk's lists: who sees them, who may change them. */
#include "listing/saved_store.h"

struct saved_view *saved_list(struct work *w, enum listing_id list, size_t *n)
{
	return saved_store_list(w, list, w->actor.id, n);
}

bool saved_get(struct work *w, enum listing_id list, uint64_t id, struct saved_view *out)
{
	return saved_store_read(w, id, out) && out->list == list &&
	       (out->shared || out->owner_id == w->actor.id);
}

static struct listing_saved as_others_see(const struct work *w, const struct saved_view *v)
{
	return (struct listing_saved){ .id = v->id,
				       .list = v->list,
				       .is_seen = v->shared || v->owner_id == w->actor.id,
				       .name = v->name,
				       .query = v->query };
}

struct listing_saved *listing_saved_all(struct work *w, enum listing_id list, size_t *n)
{
	const struct saved_view *v = saved_list(w, list, n);
	struct listing_saved *all = arena_array_of(w->arena, *n + 1, struct listing_saved);

	for (size_t i = 0; i < *n; i++)
		all[i] = as_others_see(w, &v[i]);
	return all;
}

bool listing_saved_get(struct work *w, uint64_t id, struct listing_saved *out)
{
	struct saved_view v;

	if (!saved_store_read(w, id, &v))
		return false;
	*out = as_others_see(w, &v);
	return true;
}

bool saved_is_theirs(const struct work *w, const struct saved_view *v, bool keeps_all)
{
	return v->owner_id == w->actor.id || (v->shared && keeps_all);
}

static int add(struct work *w, void *arg)
{
	struct saved_view *v = arg;

	v->id = work_id(w);
	v->owner_id = w->actor.id;
	if (saved_store_count(w, v->list, v->owner_id) >= SAVED_MAX)
		return SAVED_TOO_MANY;
	if (saved_store_name_taken(w, v))
		return SAVED_NAME_TAKEN;
	saved_store_insert(w, v);
	return SAVED_OK;
}

enum saved_refusal saved_add(struct work *w, struct saved_view *v)
{
	return (enum saved_refusal)work_transaction(w, add, v);
}

struct change {
	struct saved_view v;
	bool keeps_all, removes;
};

static int change(struct work *w, void *arg)
{
	struct change *c = arg;
	struct saved_view was;

	if (!saved_get(w, c->v.list, c->v.id, &was))
		return SAVED_NOT_FOUND;
	if (!saved_is_theirs(w, &was, c->keeps_all))
		return SAVED_NOT_YOURS;
	if (c->removes) {
		saved_store_delete(w, was.id);
		return SAVED_OK;
	}
	c->v.owner_id = was.owner_id;
	(void)saved_store_count(w, was.list, was.owner_id);
	if (saved_store_name_taken(w, &c->v))
		return SAVED_NAME_TAKEN;
	saved_store_update(w, &c->v);
	return SAVED_OK;
}

enum saved_refusal saved_change(struct work *w, const struct saved_view *v, bool keeps_all)
{
	struct change c = { *v, keeps_all, false };

	return (enum saved_refusal)work_transaction(w, change, &c);
}

enum saved_refusal saved_remove(struct work *w, const struct saved_view *v, bool keeps_all)
{
	struct change c = { *v, keeps_all, true };

	return (enum saved_refusal)work_transaction(w, change, &c);
}
