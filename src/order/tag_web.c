/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags on an order at the desk and by programs. */
#include <stddef.h>
#include "base/json.h"
#include "guard.h"
#include "order/form_web.h"
#include "order/refusal_web.h"
#include "order/tag.h"
#include "order/web.h"

struct tag_input {
	int64_t version;
	const char *tag;
};
static const struct field fields[] = {
	{ "version", FIELD_INT, offsetof(struct tag_input, version), .min = 0, .max = INT32_MAX },
	{ "tag", FIELD_TEXT, offsetof(struct tag_input, tag), true, 1, ORDER_TAG_CHARS,
	  .missing = N_("Type the tag first") },
};
#define FIELDS (sizeof fields / sizeof *fields)
#define PAGE   "order/desk_tags"

static cJSON *page_view(struct work *w, const struct order *o)
{
	cJSON *view = json_object(), *tags;

	order_tags_of(w, &o->id, 1, &tags);
	json_add_text(view, "number", o->number);
	json_add_int(view, "version", o->version);
	json_add_bool(view, "has_tags", cJSON_GetArraySize(tags) > 0);
	json_add(view, "tags", tags);
	json_add(view, "known_tags", order_tags_used(w, NULL));
	return view;
}

void order_web_tag_form(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	cJSON *view;

	if (!o)
		return;
	view = page_view(&w, o);
	json_add(view, "form", respond_form(req, fields, FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

static void answer(struct request *req, struct response *res, struct work *w,
		   const struct order_answer *a, const char *flash)
{
	struct contact c;
	cJSON *view = NULL;

	if (req->wants_json && contact_get(w, a->order->contact_id, &c))
		view = order_view(w, a->order, &c, false);
	respond_done(req, res, 200, view,
		     arena_printf(req->arena, "/desk/orders/%s/tags", a->order->number), "success",
		     flash);
}

typedef enum order_refusal act(struct work *w, struct order_ref r, const char *name,
			       struct order_answer *out);

static void change(struct request *req, struct response *res, act *fn, const char *flash)
{
	struct field_errors errors = { .arena = req->arena };
	struct tag_input in = { 0 };
	struct order_answer a = { 0 };
	struct work w;
	struct order *o = order_of_path(req, res, &w);
	enum order_refusal r;

	if (!o)
		return;
	if (!fields_read(req, fields, FIELDS, &in, o->currency, &errors)) {
		respond_errors(req, res, PAGE, page_view(&w, o), fields, FIELDS, &errors);
		return;
	}
	r = fn(&w, (struct order_ref){ o->id, (int)in.version }, in.tag, &a);
	if (r == ORDER_NOT_NOW)
		field_error(&errors, "/tag", a.reason, order_refusal_words(a.reason), NULL);
	if (r == ORDER_OK)
		answer(req, res, &w, &a, flash);
	else if (errors.n > 0)
		respond_errors(req, res, PAGE, page_view(&w, o), fields, FIELDS, &errors);
	else if (r == ORDER_STALE)
		respond_stale(req, res, PAGE, page_view(&w, o), fields, FIELDS,
			      &(struct stale){ order_stale_words, o->version, NULL,
					       order_events_since(&w, o, (int)in.version) });
	else
		order_answer_refusal(req, res, r, &a);
}

void order_web_tag(struct request *req, struct response *res)
{
	change(req, res, order_tag_add, N_("Tag added."));
}

void order_web_untag(struct request *req, struct response *res)
{
	change(req, res, order_tag_remove, N_("Tag removed."));
}
