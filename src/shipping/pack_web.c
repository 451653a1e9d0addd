/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing on the web: what is open of an order, into a parcel, and at once to a carrier where one
 * is named. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "shipping/input.h"
#include "shipping/refusal_web.h"
#include "shipping/view.h"
#include "shipping/web.h"

#define PAGE "shipping/desk_pack"

static struct order *find(struct request *req, struct response *res, struct work *w)
{
	struct order *o;
	uint64_t id;

	*w = work_of(req);
	if (order_find_number(w, req->path_param[0], &id) && order_get(w, id, &o))
		return o;
	respond_not_found(req, res);
	return NULL;
}

static cJSON *page_view(struct work *w, const struct order *o)
{
	cJSON *view = json_object();

	json_add_text(view, "number", o->number);
	json_add_int(view, "version", o->version);
	json_add(view, "pack", pack_view(w, o));
	customer_add_wishes(w, o->customer_id, o->contact_id, view);
	return view;
}

void shipping_web_pack_form(struct request *req, struct response *res)
{
	struct work w;
	struct order *o = find(req, res, &w);

	if (o)
		respond_view(req, res, PAGE, page_view(&w, o));
}

/* On paper, for whoever fetches the goods: what to take, and what the customer wants minded. */
void shipping_web_pick_list(struct request *req, struct response *res)
{
	struct customer c;
	struct work w;
	struct order *o = find(req, res, &w);
	cJSON *view, *pack;

	if (!o)
		return;
	view = page_view(&w, o);
	pack = cJSON_GetObjectItemCaseSensitive(view, "pack");
	json_add_bool(pack, "is_empty", json_get(pack, "lines")->child == NULL);
	if (customer_get(&w, o->customer_id, &c))
		json_add(view, "customer", customer_view(&w, &c, false));
	else
		json_add_null(view, "customer");
	json_add_text(view, "note", o->customer_note);
	json_add_instant(view, "placed_at", o->placed_at);
	json_add_instant(view, "promised_to", o->promised_to);
	respond_view(req, res, "shipping/pick_list", view);
}

/* ---- the form again, with what was typed ---- */

static void set(cJSON *object, const char *name, cJSON *value)
{
	cJSON_DeleteItemFromObjectCaseSensitive(object, name);
	json_add(object, name, value);
}

/* Rows find their line by its id: the page may have changed in between. */
static void keep_quantities(const cJSON *typed, cJSON *pack)
{
	const cJSON *row;
	cJSON *line;

	cJSON_ArrayForEach(row, json_get(typed, "lines"))
	{
		const char *id = json_get_text(row, "order_line");

		cJSON_ArrayForEach(line, cJSON_GetObjectItemCaseSensitive(pack, "lines"))
		{
			if (id && strcmp(id, json_get_text(line, "id")) == 0 &&
			    json_get(row, "quantity"))
				set(line, "quantity",
				    cJSON_Duplicate(json_get(row, "quantity"), true));
		}
	}
}

static void keep_errors(const struct request *req, const struct field_errors *errors, cJSON *pack)
{
	cJSON *line;

	for (size_t i = 0; i < errors->n; i++) {
		cJSON_ArrayForEach(line, cJSON_GetObjectItemCaseSensitive(pack, "lines"))
		{
			if (strcmp(errors->v[i].name, json_get_text(line, "quantity_name")) == 0)
				set(line, "error",
				    cJSON_CreateString(respond_error_text(req, &errors->v[i])));
		}
	}
}

static cJSON *view_again(struct request *req, struct work *w, const struct order *o,
			 const struct field_errors *errors)
{
	cJSON *view = page_view(w, o), *pack = cJSON_GetObjectItemCaseSensitive(view, "pack");
	cJSON *typed = fields_typed(req, pack_fields, pack_fields_n);

	keep_quantities(typed, pack);
	if (errors)
		keep_errors(req, errors, pack);
	set(pack, "form", respond_form(req, pack_fields, pack_fields_n, typed, errors));
	cJSON_DeleteItemFromObjectCaseSensitive(pack, "carriers");
	view_add_carriers(pack, json_get_text(typed, "carrier"));
	return view;
}

static void show_again(struct request *req, struct response *res, struct work *w,
		       const struct order *o, const struct field_errors *errors)
{
	respond_errors(req, res, PAGE, view_again(req, w, o, errors), pack_fields, pack_fields_n,
		       errors);
}

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id,
			 int seen)
{
	struct order *o;

	if (!order_get(w, id, &o)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, PAGE, view_again(req, w, o, NULL), pack_fields, pack_fields_n,
		      &(struct stale){ shipping_refusal_text[SHIPPING_STALE], o->version, NULL,
				       order_events_since(w, o, seen) });
}

/* ---- packing ---- */

/* This order first, then those that go along; false: one is not there. */
static bool take_orders(struct work *w, const struct order *o, const struct pack_input *in,
			struct parcel_draft *d)
{
	const struct pack_order_input *also = in->also.v;
	struct order_ref *refs = arena_array_of(w->arena, in->also.n + 1, struct order_ref);

	refs[0] = (struct order_ref){ o->id, (int)in->ship.version };
	for (size_t i = 0; i < in->also.n; i++) {
		if (!order_find_number(w, also[i].number, &refs[i + 1].id))
			return false;
	}
	d->orders = refs;
	d->n_orders = in->also.n + 1;
	return true;
}

static void take_lines(struct work *w, const struct pack_input *in, struct parcel_draft *d)
{
	const struct pack_line_input *rows = in->lines.v;
	struct parcel_want *wants = arena_array_of(w->arena, in->lines.n + 1, struct parcel_want);

	for (size_t i = 0; i < in->lines.n; i++)
		wants[i] = (struct parcel_want){ rows[i].order_line, (int)rows[i].quantity };
	d->lines = wants;
	d->n_lines = in->lines.n;
}

/* More than is open is said beside the row that wants it; an error of no row stands above them. */
static bool is_beside_a_row(const struct request *req, const struct pack_input *in,
			    enum shipping_refusal r, const struct shipping_answer *a,
			    struct field_errors *errors)
{
	const struct pack_line_input *rows = in->lines.v;

	for (size_t i = 0; r == SHIPPING_TOO_MANY && i < in->lines.n; i++) {
		if (rows[i].order_line != a->order_line_id)
			continue;
		field_error(errors,
			    arena_printf(req->arena, "/lines/%zu/quantity", in->lines.index[i]),
			    shipping_refusal_code[r], shipping_refusal_text[r], NULL);
		return true;
	}
	return false;
}

static void answer(struct request *req, struct response *res, struct work *w, const struct order *o,
		   const struct shipping_answer *a)
{
	bool left = parcel_has_left(a->parcel->state);
	cJSON *view = NULL;

	if (req->wants_json)
		view = parcel_view_alone(w, a->parcel);
	/* A program finds what it made; a person goes on with the order. */
	respond_done(req, res, 201, view,
		     view ? arena_printf(req->arena, "/desk/parcels/%llu",
					 (unsigned long long)a->parcel->id)
			  : arena_printf(req->arena, "/desk/orders/%s", o->number),
		     "success",
		     left ? N_("The parcel is packed and handed over.")
			  : N_("The parcel is packed."));
}

void shipping_web_pack(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct pack_input in = { 0 };
	struct parcel_draft d = { .at = INSTANT_NONE };
	struct ship_draft ship;
	struct shipping_answer a;
	struct work w;
	struct order *o = find(req, res, &w);
	enum shipping_refusal r;

	if (!o)
		return;
	if (!fields_read(req, pack_fields, pack_fields_n, &in, o->currency, &errors)) {
		show_again(req, res, &w, o, &errors);
		return;
	}
	ship = ship_draft_of(&in.ship);
	take_lines(&w, &in, &d);
	d.ship = in.ship.carrier ? &ship : NULL;
	r = take_orders(&w, o, &in, &d) ? parcel_pack(&w, &d, &a) : SHIPPING_NOT_FOUND;
	if (r == SHIPPING_OK)
		answer(req, res, &w, o, &a);
	else if (is_beside_a_row(req, &in, r, &a, &errors) ||
		 shipping_field_refusal(r, &errors, "/promised_day"))
		show_again(req, res, &w, o, &errors);
	else if (r == SHIPPING_STALE)
		answer_stale(req, res, &w, o->id, (int)in.ship.version);
	else
		shipping_answer_refusal(req, res, r);
}
