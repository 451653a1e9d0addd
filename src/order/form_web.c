/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's forms of orders share: finding the order, rows to type into. */
#include "order/form_web.h"

#include "base/json.h"
#include "guard.h"
#include "respond.h"

bool order_id_of_path(struct request *req, struct response *res, struct work *w, uint64_t *id)
{
	*w = work_of(req);
	if (order_find_number(w, req->path_param[0], id))
		return true;
	respond_not_found(req, res);
	return false;
}

struct order *order_of_path(struct request *req, struct response *res, struct work *w)
{
	struct order *o;
	uint64_t id;

	if (!order_id_of_path(req, res, w, &id))
		return NULL;
	if (order_get(w, id, &o))
		return o;
	respond_not_found(req, res);
	return NULL;
}

void order_add_rows(cJSON *values, const char *name, int more, int least)
{
	cJSON *rows = cJSON_GetObjectItemCaseSensitive(values, name);
	int want;

	if (!rows)
		rows = json_add_array(values, name);
	want = cJSON_GetArraySize(rows) + more;
	want = want < least ? least : want;
	while (cJSON_GetArraySize(rows) < want)
		json_append_object(rows);
}
