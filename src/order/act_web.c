/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff and programs do to an order: each handler reads its fields, runs the use case,
 * answers. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "order/colleague.h"
#include "order/form_web.h"
#include "order/input.h"
#include "order/refusal_web.h"
#include "order/web.h"

static void answer(struct request *req, struct response *res, struct work *w, enum order_refusal r,
		   const struct order_answer *a, const char *flash)
{
	struct contact c;
	cJSON *view = NULL;

	if (r != ORDER_OK) {
		order_answer_refusal(req, res, r, a);
		return;
	}
	if (req->wants_json && contact_get(w, a->order->contact_id, &c))
		view = order_view(w, a->order, &c, false);
	respond_done(req, res, 200, view,
		     arena_printf(req->arena, "/desk/orders/%s", a->order->number), "success",
		     flash);
}

/* The line that was named in the link or typed before is the chosen one. */
static void mark_chosen(const struct request *req, cJSON *order)
{
	const char *chosen =
		params_get(req->method == METHOD_GET ? &req->query : &req->form, "line");
	cJSON *line;

	cJSON_ArrayForEach(line, cJSON_GetObjectItemCaseSensitive(order, "lines"))
	{
		const char *id = json_get_text(line, "id");
		json_add_bool(line, "is_chosen", chosen && id && !strcmp(chosen, id));
	}
}

/* What a page of one act shows: the order in a few words, and its lines to choose from. */
static cJSON *act_view(struct request *req, struct work *w, uint64_t id)
{
	cJSON *view = json_object(), *tree;
	struct contact c;
	struct order *o;

	if (order_get(w, id, &o) && contact_get(w, o->contact_id, &c)) {
		tree = order_view(w, o, &c, false);
		mark_chosen(req, tree);
		json_add(view, "order", tree);
	}
	return view;
}

/* One act: its page, its fields, the rule that allows it. Acts without fields have no page. */
struct act_page {
	const char *page;
	const struct field *table;
	size_t n;
	enum order_act act;
};

static void show_form(struct request *req, struct response *res, const struct act_page *p)
{
	cJSON *view, *values = json_object();
	const char *line = params_get(&req->query, "line");
	struct work w;
	struct order *o;
	uint64_t id;

	if (!order_id_of_path(req, res, &w, &id) || !order_get(&w, id, &o))
		return;
	if (order_refuses(o, p->act, false)) {
		respond_refusal(req, res, 409, order_refuses(o, p->act, false),
				order_refusal_words(order_refuses(o, p->act, false)));
		return;
	}
	order_opens_form(&w, id);
	view = act_view(req, &w, id);
	json_add_int(values, "version", o->version);
	json_add_text(values, "line", line);
	json_add(view, "form", respond_form(req, p->table, p->n, values, NULL));
	respond_view(req, res, p->page, view);
}

static void check_days(const struct act_input *in, struct instant now, struct field_errors *errors)
{
	bool has_until = !instant_is_none(in->until);
	struct instant last = has_until ? in->until : in->from;

	if (has_until && !instant_is_none(in->from) && in->until.us < in->from.us)
		field_error(errors, "/until", "too_early", N_("The last day is before the first"),
			    NULL);
	else if (!instant_is_none(last) && instant_next_day(last).us <= now.us)
		field_error(errors, has_until ? "/until" : "/from", "too_early",
			    N_("This is in the past"), NULL);
}

/* Finds the order and reads the act's fields; errors come back beside them on the act's page. */
static bool read_act(struct request *req, struct response *res, const struct act_page *p,
		     struct work *w, struct order_ref *ref, struct act_input *in)
{
	struct field_errors errors = { .arena = req->arena };

	*in = (struct act_input){ .until = INSTANT_NONE, .from = INSTANT_NONE };
	if (!order_id_of_path(req, res, w, &ref->id))
		return false;
	(void)!fields_read(req, p->table, p->n, in, req->app->settings.currency, &errors);
	check_days(in, req->now, &errors);
	if (errors.n == 0) {
		ref->version = (int)in->version;
		return true;
	}
	respond_errors(req, res, p->page, act_view(req, w, ref->id), p->table, p->n, &errors);
	return false;
}

/* Between opening the form and sending it somebody else changed the order. What they did may have
 * made the act impossible: then the page says so, and what was typed can still be read there. */
static void answer_stale(struct request *req, struct response *res, const struct act_page *p,
			 struct work *w, struct order_ref seen,
			 cJSON *(*now)(struct request *req, struct work *w, const struct order *o))
{
	const char *why;
	struct order *o;

	if (!order_get(w, seen.id, &o)) {
		respond_not_found(req, res);
		return;
	}
	why = order_refuses(o, p->act, false);
	respond_stale(req, res, p->page, act_view(req, w, seen.id), p->table, p->n,
		      &(struct stale){ why ? order_refusal_words(why) : order_stale_words,
				       o->version, now ? now(req, w, o) : NULL,
				       order_events_since(w, o, seen.version) });
}

/* More units than are open, and a day before what is waited for, are said beside their field. */
static void answer_act(struct request *req, struct response *res, const struct act_page *p,
		       struct work *w, struct order_ref ref, enum order_refusal r,
		       const struct order_answer *a, const char *flash)
{
	struct field_errors errors = { .arena = req->arena };

	if (r == ORDER_STALE) {
		answer_stale(req, res, p, w, ref, NULL);
		return;
	}
	if (r == ORDER_BAD_QUANTITY) {
		field_error(&errors, p->act == ACT_CANCEL_LINE ? "/quantity" : "/line",
			    "bad_quantity", N_("This quantity is not possible"), NULL);
	} else if (r == ORDER_TOO_EARLY) {
		field_error(&errors, "/from", "too_early", N_("An item waits for longer than that"),
			    NULL);
	} else {
		answer(req, res, w, r, a, flash);
		return;
	}
	respond_errors(req, res, p->page, act_view(req, w, ref.id), p->table, p->n, &errors);
}

/* A promise is said in days: from the first second of one to the last of another. */
static struct instant last_second(struct instant from, struct instant until)
{
	return instant_add(instant_next_day(instant_is_none(until) ? from : until),
			   -INSTANT_SECOND);
}

static enum order_refusal add_note(struct work *w, struct order_ref ref, const char *note,
				   struct order_answer *a)
{
	*a = (struct order_answer){ 0 };
	if (!order_get(w, ref.id, &a->order))
		return ORDER_NOT_FOUND;
	order_add_note(w, ref.id, note);
	return ORDER_OK;
}

#define ACT(name, file, fields, rule, call, words)                                                 \
	static const struct act_page name##_page = { "order/desk_" file, fields, 0, rule };        \
	void order_web_##name(struct request *req, struct response *res)                           \
	{                                                                                          \
		struct act_page page = name##_page;                                                \
		struct order_ref ref = { 0 };                                                      \
		struct order_answer a;                                                             \
		struct act_input in;                                                               \
		struct work w;                                                                     \
		page.n = fields##_n;                                                               \
		if (read_act(req, res, &page, &w, &ref, &in))                                      \
			answer_act(req, res, &page, &w, ref, call, &a, words);                     \
	}
#define FORM(name, fields)                                                                         \
	void order_web_##name##_form(struct request *req, struct response *res)                    \
	{                                                                                          \
		struct act_page page = name##_page;                                                \
		page.n = fields##_n;                                                               \
		show_form(req, res, &page);                                                        \
	}

ACT(confirm, "confirm", act_fields, ACT_CONFIRM, order_confirm(&w, ref, &a),
    N_("The order is confirmed."))
ACT(release, "release", act_fields, ACT_RELEASE, order_release(&w, ref, &a),
    N_("The order is released."))
ACT(close, "close", act_fields, ACT_CLOSE, order_close(&w, ref, &a), N_("The order is completed."))
FORM(confirm, act_fields)
FORM(release, act_fields)
FORM(close, act_fields)
ACT(hold, "hold", hold_fields, ACT_HOLD,
    order_hold(&w, ref, hold_reason_word[in.reason], in.until, &a), N_("The order is on hold."))
FORM(hold, hold_fields)
ACT(cancel, "cancel", cancel_fields, ACT_CANCEL,
    order_cancel(&w, ref, cancel_reason_word[in.reason], &a), N_("The order is cancelled."))
FORM(cancel, cancel_fields)
ACT(cancel_line, "cancel_line", cancel_line_fields, ACT_CANCEL_LINE,
    order_cancel_line(&w, ref, in.line, (int)in.quantity, cancel_reason_word[in.reason], &a),
    N_("The item is cancelled."))
FORM(cancel_line, cancel_line_fields)
ACT(wait, "wait", wait_fields, ACT_SET_WAIT,
    order_set_wait(&w, ref, in.line, (enum order_wait)in.wait, in.until, &a),
    N_("The wait is changed."))
FORM(wait, wait_fields)
ACT(promise, "promise", promise_fields, ACT_SET_WAIT,
    order_set_promise(&w, ref, in.from, last_second(in.from, in.until), in.why, &a),
    N_("The promised date is changed."))
FORM(promise, promise_fields)
ACT(reopen, "reopen", reopen_fields, ACT_REOPEN, order_reopen(&w, ref, in.why, &a),
    N_("The order is open again."))
FORM(reopen, reopen_fields)
ACT(note, "note", note_fields, ACT_SET_WAIT, add_note(&w, ref, in.note, &a), N_("Note added."))

/* ---- the address ---- */

/* A mask is nothing to save again: who may not see a value finds its field empty. */
static cJSON *address_values(struct request *req, struct work *w, const struct order *o)
{
	bool in_full = may(req, PERM_PERSONAL_DATA);
	static const char *const masked[] = { "name", "phone", "email", "street" };
	cJSON *values = json_object(), *contact;
	struct contact c;

	json_add_int(values, "version", o->version);
	if (!contact_get(w, o->contact_id, &c))
		return values;
	contact = contact_view(w, &c, in_full);
	for (size_t i = 0; !in_full && i < sizeof masked / sizeof *masked; i++)
		cJSON_DeleteItemFromObjectCaseSensitive(contact, masked[i]);
	json_add(values, "contact", contact);
	return values;
}

void order_web_address_form(struct request *req, struct response *res)
{
	struct work w;
	struct order *o;
	uint64_t id;
	cJSON *view;

	if (!order_id_of_path(req, res, &w, &id) || !order_get(&w, id, &o))
		return;
	if (order_refuses(o, ACT_CHANGE_CONTACT, false)) {
		const char *why = order_refuses(o, ACT_CHANGE_CONTACT, false);
		respond_refusal(req, res, 409, why, order_refusal_words(why));
		return;
	}
	order_opens_form(&w, id);
	view = act_view(req, &w, id);
	json_add(view, "form",
		 respond_form(req, address_fields, address_fields_n, address_values(req, &w, o),
			      NULL));
	respond_view(req, res, "order/desk_address", view);
}

void order_web_address(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct act_page page = { "order/desk_address", address_fields, address_fields_n,
				 ACT_CHANGE_CONTACT };
	struct address_input in = { .agreed = ORDER_NOT_ASKED };
	struct order_answer a;
	struct order_ref ref = { 0 };
	enum order_refusal r;
	struct work w;

	if (!order_id_of_path(req, res, &w, &ref.id))
		return;
	if (!fields_read(req, address_fields, address_fields_n, &in, req->app->settings.currency,
			 &errors)) {
		respond_errors(req, res, page.page, act_view(req, &w, ref.id), page.table, page.n,
			       &errors);
		return;
	}
	in.contact.lang = req->lang;
	ref.version = (int)in.version;
	r = order_change_contact(&w, ref, &in.contact, in.agreed, &a);
	if (r == ORDER_NOT_AGREED) {
		order_refuse_total(req, &a, &errors);
		respond_errors(req, res, page.page, act_view(req, &w, ref.id), page.table, page.n,
			       &errors);
	} else if (r == ORDER_STALE)
		answer_stale(req, res, &page, &w, ref, address_values);
	else
		answer(req, res, &w, r, &a, N_("The delivery address is changed."));
}
