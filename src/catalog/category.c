/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding, changing and removing categories. Whoever changes one holds all of them. */
#include "catalog/category.h"

#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"

struct changing {
	const struct category_draft *draft;
	uint64_t id;
	int version;
};

static const char *below(struct work *w, const char *path, const char *name)
{
	return path ? arena_printf(w->arena, "%s" CATEGORY_PATH_BETWEEN "%s", path, name) : name;
}

/* What the draft makes of it, beneath that parent (NULL: at the top). */
static struct category placed(struct work *w, uint64_t id, const struct category_draft *d,
			      const struct category *parent)
{
	return (struct category){
		.id = id,
		.parent_id = d->parent_id,
		.name_en = d->name_en,
		.name_zh = d->name_zh,
		.path_en = below(w, parent ? parent->path_en : NULL, d->name_en),
		.path_zh = below(w, parent ? parent->path_zh : NULL, d->name_zh),
		.trail = arena_printf(w->arena, "%s%llu/", parent ? parent->trail : "/",
				      (unsigned long long)id),
	};
}

/* Of imports and demo data there is one row for all. */
static void write_down(struct work *w, const char *was, const char *became)
{
	if (!w->past && w->actor.kind != ACTOR_IMPORT)
		audit_write(w, &(struct audit){ .kind = AUDIT_CATEGORY_CHANGED,
						.who = w->actor,
						.was = was,
						.became = became });
}

static enum category_refusal look(struct work *w, const struct category_draft *d, uint64_t id,
				  int levels, struct category *parent, bool *has_parent)
{
	*has_parent = d->parent_id != 0;
	if (*has_parent && !category_store_find(w, d->parent_id, parent))
		return CATEGORY_NO_PARENT;
	return category_may_stand(*has_parent ? parent : NULL, id, levels);
}

static int add(struct work *w, void *arg)
{
	struct changing *a = arg;
	struct category parent, made;
	enum category_refusal r;
	bool has_parent;

	if (category_store_hold(w) >= CATEGORIES_MAX)
		return CATEGORY_TOO_MANY;
	r = look(w, a->draft, 0, 0, &parent, &has_parent);
	if (r != CATEGORY_OK)
		return (int)r;
	a->id = work_id(w);
	made = placed(w, a->id, a->draft, has_parent ? &parent : NULL);
	if (!category_store_insert(w, &made))
		return CATEGORY_NAME_TAKEN;
	write_down(w, NULL, made.path_en);
	return CATEGORY_OK;
}

enum category_refusal category_add(struct work *w, const struct category_draft *d, uint64_t *id)
{
	struct changing a = { .draft = d };
	enum category_refusal r = (enum category_refusal)work_transaction(w, add, &a);

	*id = r == CATEGORY_OK ? a.id : 0;
	return r;
}

static int change(struct work *w, void *arg)
{
	struct changing *a = arg;
	struct category was, parent, now;
	enum category_refusal r;
	bool has_parent;

	category_store_hold(w);
	if (!category_store_find(w, a->id, &was))
		return CATEGORY_NOT_FOUND;
	if (was.version != a->version)
		return CATEGORY_STALE;
	r = look(w, a->draft, was.id, category_store_below(w, &was), &parent, &has_parent);
	if (r != CATEGORY_OK)
		return (int)r;
	now = placed(w, was.id, a->draft, has_parent ? &parent : NULL);
	if (!category_store_update(w, &was, &now))
		return CATEGORY_NAME_TAKEN;
	write_down(w, was.path_en, now.path_en);
	return CATEGORY_OK;
}

enum category_refusal category_change(struct work *w, uint64_t id, int version,
				      const struct category_draft *d)
{
	struct changing a = { d, id, version };

	return (enum category_refusal)work_transaction(w, change, &a);
}

static int take_away(struct work *w, void *arg)
{
	const struct changing *a = arg;
	struct category was;

	category_store_hold(w);
	if (!category_store_find(w, a->id, &was))
		return CATEGORY_NOT_FOUND;
	if (was.n_products > 0 || category_store_below(w, &was) > 0)
		return CATEGORY_NOT_EMPTY;
	category_store_delete(w, was.id);
	write_down(w, was.path_en, NULL);
	return CATEGORY_OK;
}

enum category_refusal category_remove(struct work *w, uint64_t id)
{
	struct changing a = { .id = id };

	return (enum category_refusal)work_transaction(w, take_away, &a);
}

/* ---- by their names ---- */

bool catalog_find_category(struct work *w, const char *path_en, const char *path_zh, bool make,
			   uint64_t *id)
{
	const char *en[CATEGORY_DEPTH_MAX], *zh[CATEGORY_DEPTH_MAX];
	size_t n_en = path_en ? category_split(w->arena, path_en, en) : 0;
	size_t n_zh = path_zh ? category_split(w->arena, path_zh, zh) : 0;
	size_t n = n_en ? n_en : n_zh;

	*id = 0;
	if (n == 0 || (path_en && n_en != n) || (path_zh && n_zh != n))
		return false;
	for (size_t i = 0; i < n; i++) {
		struct category_draft d = { n_en ? en[i] : zh[i], n_zh ? zh[i] : en[i], *id };
		struct category there;

		if (category_store_find_name(w, *id, n_en ? en[i] : NULL, d.name_zh, &there))
			*id = there.id;
		else if (!make)
			return true;
		else if (category_add(w, &d, id) != CATEGORY_OK)
			return false;
	}
	return true;
}

cJSON *category_view(const struct category *c)
{
	cJSON *v = json_object();

	json_add_id(v, "id", c->id);
	json_add_id(v, "parent_id", c->parent_id);
	catalog_add_both(v, "name", c->name_en, c->name_zh);
	json_add_text(v, "name_en", c->name_en);
	json_add_text(v, "name_zh", c->name_zh);
	catalog_add_both(v, "path", c->path_en, c->path_zh);
	json_add_int(v, "depth", c->depth);
	json_add_int(v, "n_products", c->n_products);
	json_add_int(v, "version", c->version);
	return v;
}

cJSON *catalog_category_tree(struct work *w)
{
	cJSON *list = json_array();
	size_t n;
	const struct category *all = category_store_list(w, &n);
	const struct category **order = arena_array_of(w->arena, n + 1, const struct category *);

	n = category_in_order(all, n, order);
	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, category_view(order[i]));
	return list;
}

cJSON *category_choices(struct work *w, uint64_t chosen)
{
	const char *id = arena_printf(w->arena, "%llu", (unsigned long long)chosen);
	cJSON *list = catalog_category_tree(w), *one;

	cJSON_ArrayForEach(one, list)
		json_add_bool(one, "chosen", !strcmp(json_get_text(one, "id"), id));
	return list;
}
