/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /desk/products/{code}/changes: what was changed about a product, when and by whom. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "catalog/desk.h"
#include "catalog/web.h"
#include "guard.h"
#include "respond.h"

enum { PAGE = 50 };

/* In both languages, as names are; null: there was nothing. */
static void add_value(struct work *w, cJSON *v, const char *name, const char *label,
		      const char *value)
{
	cJSON *both;

	if (!value || !*value) {
		json_add_null(v, name);
		return;
	}
	both = json_add_object(v, name);
	for (int l = 0; l < LANG__MAX; l++)
		json_add_text(both, lang_tag[l],
			      label && label_find(label, value)
				      ? label_text(w->app->words, (enum lang)l, label, value)
				      : value);
}

static void add_change(struct work *w, cJSON *list, const cJSON *change)
{
	const char *field = json_get_text(change, "field");
	const char *label = catalog_change_label(field);
	cJSON *v = json_append_object(list);

	json_add_text(v, "field", field);
	json_add_text(v, "sku", json_get_text(change, "sku"));
	add_value(w, v, "was", label, json_get_text(change, "was"));
	add_value(w, v, "became", label, json_get_text(change, "became"));
}

static void add_set(struct work *w, cJSON *list, const struct product_change *c)
{
	cJSON *v = json_append_object(list), *changes;
	const cJSON *one;

	json_add_instant(v, "at", c->at);
	json_add_text(v, "actor", actor_kind_word[c->who.kind]);
	json_add_text(v, "author", c->who_name && *c->who_name ? c->who_name : NULL);
	changes = json_add_array(v, "changes");
	cJSON_ArrayForEach(one, c->changes) add_change(w, changes, one);
}

void catalog_web_changes(struct request *req, struct response *res)
{
	const char *below = params_get(&req->query, "before");
	struct work w = work_of(req);
	struct product p;
	struct product_change *all;
	uint64_t from = 0;
	cJSON *view, *list;
	struct buf export;
	size_t n;

	if (!catalog_find_of_path(req, res, &w, &p))
		return;
	if (below && !ident_parse(below, &from))
		from = 0;
	view = catalog_desk_view(req, &w, &p, PRODUCT_TAB_CHANGES);
	all = change_store_list(&w, p.id, from, PAGE + 1, &n);
	buf_init(&export, req->arena);
	buf_addlit(&export, "product_changes&product=");
	url_encode(&export, p.code);
	respond_add_export(req, view, export.p);
	list = json_add_array(view, "sets");
	for (size_t i = 0; i < n && i < PAGE; i++)
		add_set(&w, list, &all[i]);
	json_add_bool(view, "is_empty", n == 0);
	json_add_text(view, "next",
		      n > PAGE ? arena_printf(req->arena, "%s?before=%llu",
					      url_path(req->arena, req->app->config->base_path,
						       "%s", req->path),
					      (unsigned long long)all[PAGE - 1].id)
			       : NULL);
	respond_view(req, res, "catalog/changes", view);
}
