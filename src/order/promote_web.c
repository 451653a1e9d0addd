/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which promotions an order has, which of those that run it would have, and why it has not the
 * others. Nothing is written. */
#include "base/json.h"
#include "guard.h"
#include "order/form_web.h"
#include "order/inside.h"
#include "order/web.h"
#include "respond.h"

void order_web_promotions(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	cJSON *view, *order, *list;

	if (!o)
		return;
	view = json_object();
	order = json_add_object(view, "order");
	json_add_text(order, "number", o->number);
	list = order_promotions_looked_view(&w, o);
	json_add_bool(view, "is_empty", list->child == NULL);
	json_add(view, "promotions", list);
	respond_view(req, res, "order/desk_promotions", view);
}
