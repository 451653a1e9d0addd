/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers' pages as they are read: what a program of another form wrote is made anew for the
 * reader, until the worker has written it. */
#include "base/json.h"
#include "order/document.h"
#include "order/store.h"

/* Its statements are not the reader's: they are sent once in the life of a page. NULL: it cannot be
 * made. */
static cJSON *made_anew(struct work *w, uint64_t order_id)
{
	unsigned n = db_count(w->db);
	struct order *o;
	char *json = order_get(w, order_id, &o) ? order_document_fresh(w, o) : NULL;

	db_count_back(w->db, n);
	return json ? json_read_own(json) : NULL;
}

static void bring_up(struct work *w, uint64_t order_id, int form, cJSON **tree)
{
	cJSON *fresh = form == ORDER_DOCUMENT_FORM ? NULL : made_anew(w, order_id);

	if (fresh)
		*tree = fresh;
}

bool order_document_find(struct work *w, const char *number, struct order_document *out)
{
	int form;

	if (!order_store_find_document(w, number, out, &form))
		return false;
	bring_up(w, out->order_id, form, &out->tree);
	return true;
}

void order_documents(struct work *w, const uint64_t *ids, size_t n, cJSON **out)
{
	int forms[ORDER_DOCUMENTS];

	order_store_documents(w, ids, n, out, forms);
	for (size_t i = 0; i < n; i++)
		if (out[i])
			bring_up(w, ids[i], forms[i], &out[i]);
}
