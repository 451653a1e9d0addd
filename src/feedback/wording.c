/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reply templates: kept, removed, and what an answer becomes by them. */
#include "feedback/wording.h"
#include <string.h>
#include "customer/customer.h"

static int save(struct work *w, void *arg)
{
	struct wording *to = arg, was;
	size_t n;

	if (!to->id) {
		(void)wording_store_list(w, &n);
		if (n >= WORDINGS_MAX)
			return WORDING_MANY;
		to->id = work_id(w);
	} else if (!wording_store_get(w, to->id, true, &was)) {
		return WORDING_NOT_FOUND;
	} else if (to->version >= 0 && to->version != was.version) {
		to->version = was.version;
		return WORDING_STALE;
	}
	wording_store_put(w, to);
	return WORDING_OK;
}

enum wording_refusal wording_save(struct work *w, struct wording *to)
{
	return (enum wording_refusal)work_transaction(w, save, to);
}

static int drop(struct work *w, void *arg)
{
	return wording_store_drop(w, *(const uint64_t *)arg) ? WORDING_OK : WORDING_NOT_FOUND;
}

bool wording_remove(struct work *w, uint64_t id)
{
	return work_transaction(w, drop, &id) == WORDING_OK;
}

/* Who has no name here is spoken to as the shop's customer. */
const char *wording_of_answer(struct work *w, const struct item *i, const char *body)
{
	const struct catalogues *c = w->app->words;
	struct wording_facts f = {
		.name = i18n_text(c, i->lang, "wording", C_("wording", "customer")),
		.order = i18n_text(c, i->lang, "wording", C_("wording", "your order"))
	};
	struct customer who;

	if (!strchr(body, '{'))
		return body;
	if (customer_get(w, i->customer_id, &who) && who.name && *who.name)
		f.name = who.name;
	if (i->number)
		f.order = i->number;
	return wording_fill(w->arena, body, &f);
}
