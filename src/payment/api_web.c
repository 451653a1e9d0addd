/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/payments: payments and refunds of all orders for programs, the newest first. */
#include <stddef.h>
#include "base/json.h"
#include "guard.h"
#include "payment/store.h"
#include "payment/web.h"
#include "respond.h"

static cJSON *row_view(const struct payment_of_order *row)
{
	const struct payment_entry *e = &row->entry;
	cJSON *t = json_object();

	json_add_id(t, "id", e->id);
	json_add_text(t, "kind", payment_kind_word[e->kind]);
	json_add_text(t, "order", row->number);
	json_add_id(t, "order_id", e->order_id);
	json_add_text(t, "method", e->method);
	json_add_money(t, "amount", e->amount, e->currency);
	json_add_text(t, "reference", e->reference);
	json_add_id(t, "payment_id", e->payment_id);
	json_add_text(t, "why", e->why);
	json_add_instant(t, "at", e->at);
	return t;
}

void payment_web_all(struct request *req, struct response *res)
{
	struct list_page page;
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "payments");
	struct payment_of_order *rows;
	size_t n;
	bool more;

	if (!paged_read_page(req, res, &page))
		return;
	rows = payment_store_all(&w, paged_below(&page), (size_t)page.limit + 1, &n);
	more = n > (size_t)page.limit;
	n -= more;
	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, row_view(&rows[i]));
	paged_respond_rows(req, res, view, list, more);
}
