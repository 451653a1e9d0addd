/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where one was named: the notes, newest first, and that they are seen. */
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "order/input.h"
#include "order/mention_store.h"
#include "order/web.h"
#include "respond.h"

enum { PAGE = 50 };

void order_web_mentions(struct request *req, struct response *res)
{
	const char *after = params_get(&req->query, "after");
	cJSON *view = json_object(), *list = json_add_array(view, "mentions"), *pager;
	struct work w = work_of(req);
	uint64_t below = INT64_MAX, first = 0, last = 0;
	bool is_new = false;
	struct rows *r;
	size_t n = 0;

	if (after && !ident_parse(after, &below))
		below = INT64_MAX;
	r = mention_store_list(&w, req->session->actor.id, below);
	while (rows_next(r) && ++n <= PAGE) {
		cJSON *t = json_append_object(list);

		last = rows_id(r, 0);
		first = first ? first : last;
		json_add_text(t, "number", rows_text(r, 1));
		json_add_text(t, "badge", order_badge_word[rows_int(r, 2)]);
		json_add_text(t, "body", rows_text(r, 3));
		json_add_instant(t, "at", rows_time(r, 4));
		json_add_text(t, "by", rows_text(r, 5));
		json_add_bool(t, "is_new", rows_bool(r, 6));
		is_new = is_new || rows_bool(r, 6);
	}
	json_add_bool(view, "any", n > 0);
	json_add_bool(view, "is_new", is_new);
	json_add_id(view, "newest", first);
	pager = json_add_object(view, "pager");
	json_add_id(pager, "next", n > PAGE ? last : 0);
	respond_view(req, res, "order/desk_mentions", view);
}

void order_web_mentions_seen(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct seen_input in = { 0 };
	struct work w = work_of(req);

	if (!fields_read(req, seen_fields, seen_fields_n, &in, req->app->settings.currency,
			 &errors)) {
		/* the page's button sends what is right: only a program has a use for more */
		if (req->wants_json)
			respond_errors(req, res, NULL, NULL, seen_fields, seen_fields_n, &errors);
		else
			respond_refusal(req, res, 409, "bad_answer",
					N_("Choose what is to be done"));
		return;
	}
	order_mentions_seen(&w, req->session->actor.id, in.up_to);
	respond_done(req, res, 200, NULL, "/desk/mentions", "success", N_("Marked as seen."));
}
