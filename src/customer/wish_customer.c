/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing wishes down, and which of them an order brings along. */
#include <string.h>
#include "base/json.h"
#include "customer/tag.h"
#include "customer/wish.h"

static const char *said(const struct wish *all, size_t n, uint64_t address_id, int kind)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].address_id == address_id && (int)all[i].kind == kind)
			return all[i].body;
	return NULL;
}

static void put_one(struct work *w, const struct wish_draft *d, int kind, const char *before)
{
	const char *body = d->body[kind];

	if (!strcmp(body ? body : "", before ? before : ""))
		return;
	if (body)
		wish_store_put(w, d->customer_id, d->address_id, (enum wish_kind)kind, body);
	else
		wish_store_remove(w, d->customer_id, d->address_id, (enum wish_kind)kind);
	event_store_insert(w, d->customer_id, body ? CUSTOMER_WISH_SAID : CUSTOMER_WISH_REMOVED,
			   wish_word[kind]);
}

static int put(struct work *w, void *arg)
{
	const struct wish_draft *d = arg;
	const struct wish *all;
	struct address a;
	size_t n;

	customer_store_lock(w, d->customer_id);
	if (d->address_id && !address_store_read(w, d->customer_id, d->address_id, &a))
		return WISH_NOT_FOUND;
	if (!customer_store_touch(w, d->customer_id, d->version))
		return WISH_STALE;
	all = wish_store_list(w, d->customer_id, &n);
	for (int kind = 0; kind < WISH__MAX; kind++)
		put_one(w, d, kind, said(all, n, d->address_id, kind));
	return WISH_OK;
}

enum wish_refusal wishes_put(struct work *w, const struct wish_draft *d)
{
	return (enum wish_refusal)work_transaction(w, put, (void *)(uintptr_t)d);
}

/* Is one of them of an address? Only then is it asked where the order goes. */
static bool has_places(const struct wish *all, size_t n)
{
	return n > 0 && all[n - 1].address_id != 0;
}

void customer_add_wishes(struct work *w, uint64_t customer_id, uint64_t contact_id, cJSON *view)
{
	cJSON *list = json_add_array(view, "wishes");
	struct contact to = { .id = 0 };
	size_t n;
	const struct wish *all = wish_store_list(w, customer_id, &n);
	bool there = has_places(all, n) && contact_get(w, contact_id, &to);

	for (int kind = 0; kind < WISH__MAX; kind++)
		for (size_t i = 0; i < n; i++) {
			cJSON *one;

			if ((int)all[i].kind != kind || (all[i].address_id && !there) ||
			    !wish_holds(all, n, &all[i], &to))
				continue;
			one = json_append_object(list);
			json_add_text(one, "kind", wish_word[kind]);
			json_add_text(one, "body", all[i].body);
			json_add_bool(one, "is_allergy", kind == WISH_ALLERGY);
		}
	json_add_bool(view, "has_wishes", cJSON_GetArraySize(list) > 0);
}
