/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parcel at the desk and for programs: handed over, followed, promised anew, delivered, unpacked.
 */
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "shipping/input.h"
#include "shipping/refusal_web.h"
#include "shipping/view.h"
#include "shipping/web.h"

#define PAGE "shipping/desk_parcel"

/* The parcel of the path; false: 404 is answered. */
static bool find(struct request *req, struct response *res, struct work *w, struct parcel *p)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && parcel_get(w, id, p))
		return true;
	respond_not_found(req, res);
	return false;
}

/* ---- the page ---- */

/* What was typed into one of the page's forms; the others begin anew. */
struct typed {
	const struct field *table;
	const struct field_errors *errors;
};

static void add_form(struct request *req, cJSON *forms, const char *name, const struct field *table,
		     size_t n, const struct typed *t, cJSON *first)
{
	bool again = t && t->table == table;

	json_add(forms, name,
		 respond_form(req, table, n, again ? fields_typed(req, table, n) : first,
			      again ? t->errors : NULL));
}

static void add_forms(struct request *req, const struct parcel *p, const struct typed *t,
		      cJSON *view)
{
	cJSON *forms = json_add_object(view, "forms"), *ship = json_object(), *form;
	const char *carrier = p->carrier;

	json_add_text(ship, "carrier", p->carrier);
	json_add_text(ship, "tracking_number", p->tracking_number);
	add_form(req, forms, "ship", ship_fields, ship_fields_n, t, ship);
	add_form(req, forms, "news", news_fields, news_fields_n, t, NULL);
	add_form(req, forms, "promise", promise_fields_of_parcel, promise_fields_of_parcel_n, t,
		 NULL);
	form = cJSON_GetObjectItemCaseSensitive(forms, "ship");
	if (t && t->table == ship_fields)
		carrier = json_get_text(json_get(form, "carrier"), "value");
	json_add_bool(form, "may_wait", false);
	view_add_carriers(form, carrier);
}

static cJSON *page_view(struct request *req, struct work *w, const struct parcel *p,
			const struct typed *t)
{
	cJSON *view = json_object(), *parcel = parcel_view_alone(w, p);
	const cJSON *first = cJSON_GetArrayItem(json_get(parcel, "lines"), 0);

	json_add_text(view, "number", json_get_text(first, "order"));
	json_add(view, "parcel", parcel);
	add_forms(req, p, t, view);
	return view;
}

void shipping_web_show(struct request *req, struct response *res)
{
	struct parcel p;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	if (req->route->face == FACE_API)
		respond_versioned(req, res, NULL, parcel_view_alone(&w, &p), p.version);
	else
		respond_view(req, res, PAGE, page_view(req, &w, &p, NULL));
}

/* ---- acts ---- */

static void show_again(struct request *req, struct response *res, struct work *w,
		       const struct parcel *p, const struct field *table, size_t n,
		       const struct field_errors *errors)
{
	struct typed t = { table, errors };

	respond_errors(req, res, PAGE, page_view(req, w, p, &t), table, n, errors);
}

static void done(struct request *req, struct response *res, struct work *w,
		 const struct shipping_answer *a, const char *words)
{
	struct order *o;
	cJSON *view = NULL;

	if (req->wants_json)
		view = parcel_view_alone(w, a->parcel);
	if (!order_get(w, a->order_id, &o)) {
		respond_not_found(req, res);
		return;
	}
	respond_done(req, res, 200, view, arena_printf(req->arena, "/desk/orders/%s", o->number),
		     "success", words);
}

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id,
			 const struct field *table, size_t n)
{
	struct typed t = { table, NULL };
	struct parcel p;

	if (!parcel_get(w, id, &p)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, PAGE, page_view(req, w, &p, &t), table, n,
		      &(struct stale){ shipping_refusal_text[SHIPPING_STALE], p.version, NULL,
				       NULL });
}

/* One answer to every outcome of an act on a parcel. */
struct outcome {
	enum shipping_refusal refusal;
	const struct field *table;
	size_t n;
	const char *time_field, *words;
};

static void answer(struct request *req, struct response *res, struct work *w,
		   const struct parcel *p, const struct shipping_answer *a, const struct outcome *o)
{
	struct field_errors errors = { .arena = req->arena };

	if (o->refusal == SHIPPING_OK)
		done(req, res, w, a, o->words);
	else if (shipping_field_refusal(o->refusal, &errors, o->time_field))
		show_again(req, res, w, p, o->table, o->n, &errors);
	else if (o->refusal == SHIPPING_STALE)
		answer_stale(req, res, w, p->id, o->table, o->n);
	else
		shipping_answer_refusal(req, res, o->refusal);
}

/* Finds the parcel and reads the fields; false: *res holds the answer. */
static bool read_act(struct request *req, struct response *res, struct work *w, struct parcel *p,
		     const struct field *table, size_t n, void *in)
{
	struct field_errors errors = { .arena = req->arena };

	if (!find(req, res, w, p))
		return false;
	if (fields_read(req, table, n, in, w->app->settings.currency, &errors))
		return true;
	show_again(req, res, w, p, table, n, &errors);
	return false;
}

void shipping_web_ship(struct request *req, struct response *res)
{
	struct ship_input in = { 0 };
	struct shipping_answer a;
	struct ship_draft d;
	struct parcel p;
	struct work w;

	if (!read_act(req, res, &w, &p, ship_fields, ship_fields_n, &in))
		return;
	d = ship_draft_of(&in);
	answer(req, res, &w, &p, &a,
	       &(struct outcome){
		       parcel_ship(&w, (struct parcel_ref){ p.id, (int)in.version }, &d, &a),
		       ship_fields, ship_fields_n, "/promised_day",
		       N_("The parcel is handed over.") });
}

void shipping_web_news(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct news_input in = { 0 };
	struct shipping_answer a;
	struct parcel_news n;
	struct parcel p;
	struct work w;

	if (!read_act(req, res, &w, &p, news_fields, news_fields_n, &in))
		return;
	if (!news_of(&in, req->lang, &n, &errors)) {
		show_again(req, res, &w, &p, news_fields, news_fields_n, &errors);
		return;
	}
	n.parcel_id = p.id;
	answer(req, res, &w, &p, &a,
	       &(struct outcome){ parcel_event(&w, &n, &a), news_fields, news_fields_n, "/at",
				  N_("The update is added.") });
}

void shipping_web_promise(struct request *req, struct response *res)
{
	struct promise_input in = { 0 };
	struct shipping_answer a;
	struct promise_draft d;
	struct parcel p;
	struct work w;

	if (!read_act(req, res, &w, &p, promise_fields_of_parcel, promise_fields_of_parcel_n, &in))
		return;
	d = promise_draft_of(&in);
	answer(req, res, &w, &p, &a,
	       &(struct outcome){
		       parcel_set_promise(&w, (struct parcel_ref){ p.id, (int)in.version }, &d, &a),
		       promise_fields_of_parcel, promise_fields_of_parcel_n, "/from_day",
		       N_("The new date is saved, and the customer can see it.") });
}

/* ---- acts of one button ---- */

static bool read_button(struct request *req, struct response *res, struct work *w, struct parcel *p,
			struct parcel_act_input *in)
{
	*in = (struct parcel_act_input){ .at = INSTANT_NONE };
	return read_act(req, res, w, p, parcel_act_fields, parcel_act_fields_n, in);
}

static void answer_button(struct request *req, struct response *res, struct work *w,
			  const struct parcel *p, enum shipping_refusal r,
			  const struct shipping_answer *a, const char *words)
{
	answer(req, res, w, p, a,
	       &(struct outcome){ r, parcel_act_fields, parcel_act_fields_n, "/at", words });
}

void shipping_web_deliver(struct request *req, struct response *res)
{
	struct parcel_act_input in;
	struct shipping_answer a;
	enum shipping_refusal r;
	struct parcel p;
	struct work w;

	if (!read_button(req, res, &w, &p, &in))
		return;
	r = parcel_deliver(&w, (struct parcel_ref){ p.id, (int)in.version }, in.at, &a);
	answer_button(req, res, &w, &p, r, &a, N_("The parcel is marked as delivered."));
}

void shipping_web_solve(struct request *req, struct response *res)
{
	struct parcel_act_input in;
	struct shipping_answer a;
	enum shipping_refusal r;
	struct parcel p;
	struct work w;

	if (!read_button(req, res, &w, &p, &in))
		return;
	r = parcel_solve(&w, (struct parcel_ref){ p.id, (int)in.version }, &a);
	answer_button(req, res, &w, &p, r, &a, N_("The problem is marked as solved."));
}

void shipping_web_unpack(struct request *req, struct response *res)
{
	struct parcel_act_input in;
	struct shipping_answer a;
	enum shipping_refusal r;
	struct parcel p;
	struct work w;

	if (!read_button(req, res, &w, &p, &in))
		return;
	r = parcel_unpack(&w, (struct parcel_ref){ p.id, (int)in.version }, &a);
	answer_button(req, res, &w, &p, r, &a, N_("The parcel is unpacked."));
}
