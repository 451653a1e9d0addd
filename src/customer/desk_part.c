/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk's page of an order says of its customer. */
#include "base/json.h"
#include "customer/tag.h"
#include "order/order.h"

void customer_add_to_desk(struct work *w, const struct order *o, cJSON *view)
{
	cJSON *customer = cJSON_GetObjectItemCaseSensitive(view, "customer"), *tags;

	customer_add_wishes(w, o->customer_id, o->contact_id, view);
	if (!cJSON_IsObject(customer))
		return;
	customer_tags_view(w, &o->customer_id, 1, &tags);
	json_add_bool(customer, "has_tags", cJSON_GetArraySize(tags) > 0);
	json_add(customer, "tags", tags);
}
