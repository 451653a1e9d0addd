/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers find an order by its number and follow it. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "order/document.h"
#include "order/input.h"
#include "order/own_entry_web.h"
#include "order/store.h"
#include "order/web.h"
#include "respond.h"

void order_web_find_form(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *typed = json_object();

	json_add_text(typed, "order", params_get(&req->query, "order"));
	json_add(view, "form", respond_form(req, find_fields, find_fields_n, typed, NULL));
	respond_view(req, res, "track/find", view);
}

/* The same statements for a number that is not there, so that time tells nothing. */
static bool find_matching(struct work *w, const char *number, const char *typed, struct order *o)
{
	uint64_t id = order_store_find_number(w, number);
	bool there = order_store_read(w, id, false, o);
	struct contact c;
	bool has = contact_get(w, there ? o->contact_id : 0, &c);

	/* what nobody was told of is not there, at the same cost */
	return contact_matches(w->arena, has ? &c : NULL, typed, w->app->settings.country) &&
	       order_was_told(o);
}

#define WINDOW (15 * INSTANT_MINUTE)

/* True: enough tries were left. Counted by order, by address and by the network around it, before
 * the database is asked for the order. */
static bool may_try(struct request *req, const char *number)
{
	bool by_order = throttle_pass(req, "order_find", number, 5, WINDOW);
	bool by_address = throttle_pass_address(req, "order_find_address", 5, WINDOW);
	bool by_network = throttle_pass_network(req, "order_find_network", 20, WINDOW);

	return by_order && by_address && by_network;
}

/* Who looks at six orders of their own is not guessing; but a right guess does not pay for wrong
 * ones at other orders. */
static void was_right(struct request *req, const char *number)
{
	throttle_forget(req, "order_find", number);
	throttle_right_address(req, "order_find_address");
	throttle_right_network(req, "order_find_network");
}

/* The link, as long as it opens; of an order long over, a key for a day. */
static const char *key_for(struct request *req, const struct order *o)
{
	struct instant until = order_link_until(req->app, o);
	char tag[SECRET_TAG_SIZE];

	if (!instant_is_none(until) && until.us < req->now.us)
		return order_visit_key(req->arena, req->app, o->id, o->link_version,
				       instant_add(req->now, INSTANT_DAY));
	order_link_token(req->app, o->id, o->link_version, tag);
	return arena_strdup(req->arena, tag);
}

void order_web_find(struct request *req, struct response *res)
{
	struct find_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	char number[IDENT_NUMBER_SIZE];
	struct order o;

	if (!fields_read(req, find_fields, find_fields_n, &in, req->app->settings.currency,
			 &errors)) {
		respond_errors(req, res, "track/find", json_object(), find_fields, find_fields_n,
			       &errors);
		return;
	}
	if (!ident_number_fold('R', in.order, number)) {
		field_error(&errors, "/order", "bad_number",
			    N_("An order number looks like R-7K3M-92Q5: eight letters and digits. "
			       "Check it against the message"),
			    NULL);
	} else if (!may_try(req, number)) {
		field_error(&errors, "/order", "too_many",
			    N_("Too many tries. Try again in 15 minutes, or contact us."), NULL);
	} else if (!find_matching(&w, number, in.contact, &o)) {
		field_error(&errors, "/order", "no_match",
			    N_("We can’t find an order with that number and phone or email. Check "
			       "both, or try the other one."),
			    NULL);
	}
	if (errors.n > 0) {
		respond_errors(req, res, "track/find", json_object(), find_fields, find_fields_n,
			       &errors);
		return;
	}
	was_right(req, number);
	respond_done(req, res, 200, NULL,
		     arena_printf(req->arena, "/o/%s?k=%s", o.number, key_for(req, &o)), NULL,
		     NULL);
}

/* Something of it arrived, so something can be said of it. */
static bool has_arrived(const cJSON *tree)
{
	const cJSON *line, *counter;

	cJSON_ArrayForEach(line, json_get(tree, "lines"))
		cJSON_ArrayForEach(counter, json_get(line, "counters"))
	{
		const char *word = json_get_text(counter, "counter");

		if (word && !strcmp(word, "delivered"))
			return true;
	}
	return false;
}

void order_web_own(struct request *req, struct response *res)
{
	const cJSON *into;
	struct order_own o;

	if (!order_own_find(req, res, &o))
		return;
	into = json_get(o.document.tree, "merged_into");
	if (json_get_text(into, "number")) {
		respond_redirect(req, res,
				 arena_printf(req->arena, "/o/%s%s%s",
					      json_get_text(into, "number"), o.key ? "?k=" : "",
					      o.key ? json_get_text(into, "key") : ""));
		return;
	}
	json_add_text(o.document.tree, "key", o.key);
	json_add_bool(o.document.tree, "has_arrived", has_arrived(o.document.tree));
	order_add_bank(&req->app->settings, req->lang, o.document.tree);
	if (o.key)
		response_header(res, "Referrer-Policy", "no-referrer");
	respond_view(req, res, "order/track", o.document.tree);
}

/* The link of a short message leads to the whole one. */
void order_web_short(struct request *req, struct response *res)
{
	const char *code = req->path_param[0], *key = NULL;
	struct work w = work_of(req);
	struct order_document d;
	char number[IDENT_NUMBER_SIZE];

	if (strlen(code) > ORDER_SHORT_NUMBER &&
	    ident_number_fold('R', arena_strndup(req->arena, code, ORDER_SHORT_NUMBER), number) &&
	    order_document_find(&w, number, &d))
		key = order_short_key(req->arena, req->app, &d, code + ORDER_SHORT_NUMBER);
	if (!key)
		respond_not_found(req, res);
	else
		respond_redirect(req, res, arena_printf(req->arena, "/o/%s?k=%s", number, key));
}
