/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's pages of one product begin with. */
#include "base/buf.h"
#include "base/json.h"
#include "catalog/desk.h"
#include "guard.h"
#include "respond.h"

static const char *const tab_word[PRODUCT_TAB__MAX] = {
	[PRODUCT_TAB_PRODUCT] = "is_tab_product",
	[PRODUCT_TAB_OPTIONS] = "is_tab_options",
	[PRODUCT_TAB_PICTURES] = "is_tab_pictures",
	[PRODUCT_TAB_CHANGES] = "is_tab_changes",
};

void catalog_add_tabs(cJSON *view, enum product_tab tab)
{
	for (int i = 0; i < PRODUCT_TAB__MAX; i++)
		json_add_bool(view, tab_word[i], (int)tab == i);
}

cJSON *catalog_head_view(const struct product *p, enum product_tab tab)
{
	cJSON *view = json_object();

	json_add(view, "product", product_view(p));
	catalog_add_tabs(view, tab);
	return view;
}

bool catalog_find_of_path(struct request *req, struct response *res, struct work *w,
			  struct product *out)
{
	if (product_store_find(w, req->path_param[0], out))
		return true;
	respond_not_found(req, res);
	return false;
}

cJSON *catalog_desk_view(struct request *req, struct work *w, const struct product *p,
			 enum product_tab tab)
{
	cJSON *view = json_object();

	json_add(view, "product", p ? product_full_view(w, p) : cJSON_CreateNull());
	catalog_add_tabs(view, tab);
	json_add_bool(view, "may_change", may(req, PERM_CATALOG_CHANGE));
	return view;
}

const char *catalog_desk_path(const struct request *req, const char *code, const char *tail)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, "/desk/products/");
	url_encode(&b, code);
	buf_adds(&b, tail);
	return b.p;
}
