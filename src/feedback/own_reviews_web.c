/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reviews of one's order, found by its link or its account. */
#include "feedback/own_reviews_web.h"
#include "base/json.h"
#include "respond.h"

bool own_reviews_open(struct own_reviews *p, struct request *req, struct response *res)
{
	struct work *w = &p->own.work;

	*p = (struct own_reviews){ .req = req, .res = res };
	if (!order_own_find(req, res, &p->own))
		return false;
	if (!order_get(w, p->own.document.order_id, &p->order)) {
		respond_not_found(req, res);
		return false;
	}
	p->reviews = review_store_of_order(w, p->order->id, &p->n);
	if (p->own.key)
		response_header(res, "Referrer-Policy", "no-referrer");
	if (p->n)
		return true;
	respond_refusal(req, res, 409, "no_review",
			N_("You have not reviewed anything of this order yet."));
	return false;
}

void own_reviews_add_name(const struct order *o, uint64_t line_id, cJSON *t)
{
	cJSON *name = json_add_object(t, "name");

	for (size_t i = 0; i < o->n_lines; i++) {
		if (o->lines[i].id != line_id)
			continue;
		json_add_text(name, lang_tag[LANG_EN], o->lines[i].name_en);
		json_add_text(name, lang_tag[LANG_ZH], o->lines[i].name_zh);
	}
}
