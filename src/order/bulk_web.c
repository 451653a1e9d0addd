/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many orders at once, from the desk's list: first a page that says which can and why others
 * cannot, then a task. */
#include <stddef.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "order/bulk.h"
#include "order/desk_list_input.h"
#include "order/input.h"
#include "order/web.h"
#include "respond.h"
#include "task.h"

#define PAGE "order/bulk_check"
/* With their tracking numbers, a form of them must not be too large. */
enum { SHIP_MAX = 500 };

struct bulk_input {
	int act, reason;
	struct field_rows orders; /* const char *: an id, or an id and the version it was seen in */
	const char *query, *note, *tag, *carrier, *numbers;
	bool all, more;
	struct instant until;
};
#define AT(member) offsetof(struct bulk_input, member)
#define COUNT(a)   (sizeof(a) / sizeof *(a))
static const struct field one_order[] = { { "", FIELD_TEXT, 0, .max = 40 } };
static const struct field fields[] = {
	{ "act", FIELD_ENUM, AT(act), true, .words = bulk_act_word, .n_words = BULK_ACT__MAX,
	  .label = "bulk" },
	{ "order", FIELD_LIST, AT(orders), .max = BULK_MAX, .sub = one_order, .n_sub = 1,
	  .sub_size = sizeof(const char *) },
	{ "query", FIELD_TEXT, AT(query), .max = 2000 },
	{ "all", FIELD_BOOL, AT(all) },
	{ "more", FIELD_BOOL, AT(more) },
	{ "reason", FIELD_ENUM, AT(reason), .words = hold_reason_word, .n_words = HOLD_REASONS,
	  .label = "hold_reason" },
	{ "until", FIELD_DATE, AT(until) },
	{ "note", FIELD_NOTE, AT(note), .max = 2000 },
	{ "tag", FIELD_TEXT, AT(tag), .max = ORDER_TAG_CHARS },
	{ "carrier", FIELD_TEXT, AT(carrier), .max = 16 },
	{ "numbers", FIELD_NOTE, AT(numbers), .max = 60000 },
};

static enum permission needs(int act)
{
	return act == BULK_PACK || act == BULK_SHIP ? PERM_PARCELS : PERM_ORDERS_CHANGE;
}

static size_t most_of(int act)
{
	return act == BULK_SHIP ? SHIP_MAX : BULK_MAX;
}

/* The orders that were ticked; false: one of the values names none. */
static bool ticked(const struct bulk_input *in, struct order_ref *refs)
{
	for (size_t i = 0; i < in->orders.n; i++)
		if (!ident_parse_seen(((const char *const *)in->orders.v)[i], &refs[i].id,
				      &refs[i].version))
			return false;
	return true;
}

/* All that the list's query finds, as it stands now. */
static bool all_found(struct request *req, struct work *w, const char *query, size_t most,
		      struct order_rows *rows)
{
	struct field_errors errors = { .arena = req->arena };
	struct request asked = *req;
	struct list_input in;
	uint64_t one;

	if (params_parse(req->arena, query, strlen(query), &asked.query) != WEB_OK ||
	    !list_read(&asked, &in, &errors))
		return false;
	in.limit = most;
	*rows = list_find(w, &in, &one).rows;
	order_store_read_lines_of(w, *rows);
	return true;
}

/* As they were chosen, which is how they stood in the list. */
static struct order_rows chosen(struct work *w, const struct order_ref *refs, size_t n)
{
	struct order_rows rows = order_store_read_some(w, refs, n);
	struct order_rows out = { arena_array_of(w->arena, rows.n + 1, struct order), 0 };

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rows.n; k++)
			if (rows.v[k].id == refs[i].id) {
				out.v[out.n++] = rows.v[k];
				rows.v[k].id = 0;
			}
	return out;
}

static void add_what_is(const struct bulk_input *in, cJSON *view)
{
	json_add_text(view, "act", bulk_act_word[in->act]);
	json_add_bool(view, "is_hold", in->act == BULK_HOLD);
	json_add_bool(view, "is_note", in->act == BULK_NOTE);
	json_add_bool(view, "is_ship", in->act == BULK_SHIP);
	json_add_bool(view, "is_tag", in->act == BULK_TAG);
	json_add_bool(view, "is_untag", in->act == BULK_UNTAG);
	json_add_int(view, "most", (int64_t)most_of(in->act));
	json_add_bool(view, "offers_all", in->more && !in->all && in->query);
	json_add_text(view, "query", in->query ? in->query : "view=all");
}

/* Which can, and why the others cannot. */
static cJSON *check_view(struct work *w, const struct bulk_input *in, struct order_rows rows)
{
	cJSON *view = json_object(), *can = json_add_array(view, "can"),
	      *reasons = json_add_array(view, "reasons");
	const char **why = arena_array_of(w->arena, rows.n + 1, const char *);
	size_t n = 0;

	bulk_refuses_each(w, rows, (enum bulk_act)in->act, why);
	for (size_t i = 0; i < rows.n; i++) {
		const struct order *o = &rows.v[i];
		cJSON *one;

		if (why[i]) {
			task_add_refused(reasons, "numbers", why[i], o->number);
			continue;
		}
		n++;
		one = json_append_object(can);
		json_add_id(one, "id", o->id);
		json_add_text(one, "number", o->number);
		json_add_int(one, "version", o->version);
	}
	add_what_is(in, view);
	task_add_counts(view, rows.n, n);
	json_add_bool(view, "is_most", rows.n == most_of(in->act));
	return view;
}

/* A line an order, to be completed. */
static cJSON *first_values(struct arena *a, const cJSON *view)
{
	cJSON *values = json_object();
	const cJSON *one;
	struct buf b;

	buf_init(&b, a);
	cJSON_ArrayForEach(one, json_get(view, "can"))
		buf_addf(&b, "%s \n", json_get_text(one, "number"));
	json_add_text(values, "numbers", b.len ? b.p : "");
	return values;
}

static void add_what_to_choose(struct work *w, const struct bulk_input *in, cJSON *view)
{
	bool is_tag = in->act == BULK_TAG || in->act == BULK_UNTAG;

	json_add(view, "known_tags", is_tag ? order_tags_used(w, in->tag) : json_array());
	if (in->act == BULK_SHIP)
		w->app->wiring->leaving->add_carriers(view, in->carrier);
	else
		json_add_array(view, "carriers");
}

static void show_check(struct request *req, struct response *res, struct work *w,
		       const struct bulk_input *in, const struct order_ref *refs,
		       const struct field_errors *errors)
{
	struct order_rows rows = { 0 };
	size_t most = most_of(in->act), n = in->orders.n < most ? in->orders.n : most;
	cJSON *view;

	if (!in->all || !in->query || !all_found(req, w, in->query, most, &rows))
		rows = chosen(w, refs, n);
	view = check_view(w, in, rows);
	add_what_to_choose(w, in, view);
	if (errors->n > 0) {
		respond_errors(req, res, PAGE, view, fields, COUNT(fields), errors);
		return;
	}
	json_add(view, "form",
		 respond_form(req, fields, COUNT(fields), first_values(req->arena, view), NULL));
	respond_view(req, res, PAGE, view);
}

/* False: what was sent names no act or no order, and that is answered. */
static bool read(struct request *req, struct response *res, struct work *w, struct bulk_input *in,
		 struct order_ref **refs, struct field_errors *errors)
{
	cJSON *view;

	*in = (struct bulk_input){ .reason = -1, .until = INSTANT_NONE };
	errors->arena = req->arena;
	if (fields_read(req, fields, COUNT(fields), in, req->app->settings.currency, errors)) {
		*refs = arena_array_of(req->arena, in->orders.n + 1, struct order_ref);
		if (!ticked(in, *refs))
			field_error(errors, "/order", "no_order", N_("This is no order"), NULL);
	}
	if (errors->n == 0)
		return guard_permits(req, res, needs(in->act));
	view = check_view(w, in, (struct order_rows){ 0 });
	add_what_to_choose(w, in, view);
	respond_errors(req, res, PAGE, view, fields, COUNT(fields), errors);
	return false;
}

void order_web_bulk_check(struct request *req, struct response *res)
{
	struct field_errors errors = { 0 };
	struct work w = work_of(req);
	struct bulk_input in;
	struct order_ref *refs;

	if (read(req, res, &w, &in, &refs, &errors))
		show_check(req, res, &w, &in, refs, &errors);
}

/* ---- tracking numbers ---- */

static const struct {
	const char *code, *message;
} faults[PASTE_FAULT__MAX] = {
	[PASTE_EMPTY] = { "required", N_("Paste a line for each order: its number and the tracking "
					 "number") },
	[PASTE_UNKNOWN] = { "unknown", N_("Not of these orders: {arg}") },
	[PASTE_TWICE] = { "twice", N_("There twice: {arg}") },
	[PASTE_UNNUMBERED] = { "no_number", N_("Without a tracking number: {arg}. Take a line out, "
					       "and its order stays here.") },
	[PASTE_COUNT] = { "another_count",
			  N_("Tracking numbers alone have to be as many as orders: {arg}. Or write "
			     "each order’s number in front.") },
};

static const char *unfit(struct arena *a, const char *carrier, const struct order_leaving *of,
			 const struct paste_for *f)
{
	const char *list = NULL;
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (f->tracking[i] &&
		    !of->number_fits(carrier, *f->tracking[i] ? f->tracking[i] : NULL))
			bulk_say(a, &list, n++, *f->tracking[i] ? f->tracking[i] : f->numbers[i]);
	return list;
}

static void match_numbers(struct request *req, const struct bulk_input *in, struct paste_for *f,
			  struct field_errors *errors)
{
	const struct order_leaving *of = req->app->wiring->leaving;
	const char *wrong;
	enum paste_fault fault;
	struct pasted *lines;
	size_t n;

	if (!in->carrier || !of->is_carrier(in->carrier, &f->has_numbers)) {
		field_error(errors, "/carrier", in->carrier ? "unknown_carrier" : "required",
			    N_("Choose a carrier"), NULL);
		return;
	}
	lines = bulk_read_pasted(req->arena, in->numbers ? in->numbers : "", &n);
	fault = bulk_match(req->arena, lines, n, f);
	if (fault != PASTE_OK) {
		field_error(errors, "/numbers", faults[fault].code, faults[fault].message,
			    f->which);
		return;
	}
	wrong = unfit(req->arena, in->carrier, of, f);
	if (wrong)
		field_error(errors, "/numbers", "bad_tracking_number",
			    N_("Not a tracking number of this carrier: {arg}"), wrong);
}

/* Those that have a line each, with their numbers; the others stay here. */
static void take_numbers(struct request *req, struct work *w, const struct bulk_input *in,
			 struct order_ref *refs, struct bulk *b, struct field_errors *errors)
{
	struct order_rows rows = chosen(w, refs, b->n);
	const char **numbers = arena_array_of(w->arena, rows.n + 1, const char *);
	const char **tracking = arena_array_of(w->arena, rows.n + 1, const char *);
	struct paste_for f = { numbers, rows.n, false, tracking, NULL };
	size_t kept = 0;

	for (size_t i = 0; i < rows.n; i++)
		numbers[i] = rows.v[i].number;
	match_numbers(req, in, &f, errors);
	if (errors->n > 0)
		return;
	for (size_t i = 0; i < b->n; i++)
		for (size_t k = 0; k < rows.n; k++)
			if (rows.v[k].id == refs[i].id && tracking[k]) {
				refs[kept] = refs[i];
				numbers[kept++] = tracking[k];
				tracking[k] = NULL;
				break;
			}
	b->n = kept;
	b->carrier = in->carrier;
	b->tracking = numbers;
}

static void check_needs(const struct request *req, const struct bulk_input *in,
			struct field_errors *errors)
{
	if (in->orders.n == 0)
		field_error(errors, "/order", "required", N_("Choose at least one order"), NULL);
	if (in->act == BULK_HOLD && in->reason < 0)
		field_error(errors, "/reason", "required", N_("Choose a reason"), NULL);
	if (in->act == BULK_HOLD && !instant_is_none(in->until) &&
	    instant_next_day(in->until).us <= req->now.us)
		field_error(errors, "/until", "too_early", N_("This is in the past"), NULL);
	if (in->act >= BULK_TAG && !in->tag)
		field_error(errors, "/tag", "required", N_("Type the tag first"), NULL);
	if (in->act == BULK_NOTE && !in->note)
		field_error(errors, "/note", "required", N_("Write a note first"), NULL);
}

void order_web_bulk(struct request *req, struct response *res)
{
	struct field_errors errors = { 0 };
	struct work w = work_of(req);
	struct bulk_input in;
	struct order_ref *refs;
	struct bulk b;

	if (!read(req, res, &w, &in, &refs, &errors))
		return;
	b = (struct bulk){ .act = (enum bulk_act)in.act,
			   .reason = in.reason < 0 ? NULL : hold_reason_word[in.reason],
			   .note = in.note,
			   .tag = in.tag,
			   .until = in.until,
			   .orders = refs,
			   .n = in.orders.n < most_of(in.act) ? in.orders.n : most_of(in.act) };
	check_needs(req, &in, &errors);
	if (errors.n == 0 && in.act == BULK_SHIP)
		take_numbers(req, &w, &in, refs, &b, &errors);
	if (errors.n > 0) {
		in.all = false;
		show_check(req, res, &w, &in, refs, &errors);
		return;
	}
	respond_task(req, res, bulk_begin(&w, &b, req->session->permissions, req->lang));
}
