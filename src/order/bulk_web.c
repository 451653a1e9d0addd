/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many orders at once, from the desk's list: first a page that says which can and why others
 * cannot, then a task. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "order/bulk.h"
#include "order/desk_list_input.h"
#include "order/input.h"
#include "order/web.h"
#include "respond.h"

#define PAGE "order/bulk_check"

struct bulk_input {
	int act, reason;
	struct field_rows orders; /* const char *: an id, or an id and the version it was seen in */
	const char *query, *note;
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
};

/* "12" or "12:3". */
static bool take_ref(struct arena *a, const char *text, struct order_ref *ref)
{
	const char *colon = strchr(text, ':');
	char *end = NULL;
	long version = colon ? strtol(colon + 1, &end, 10) : 0;

	ref->version = (int)version;
	return version >= 0 && version < INT32_MAX && (!end || (*end == 0 && end != colon + 1)) &&
	       ident_parse(colon ? arena_strndup(a, text, (size_t)(colon - text)) : text, &ref->id);
}

/* The orders that were ticked; false: one of the values names none. */
static bool ticked(struct arena *a, const struct bulk_input *in, struct order_ref *refs)
{
	for (size_t i = 0; i < in->orders.n; i++)
		if (!take_ref(a, ((const char *const *)in->orders.v)[i], &refs[i]))
			return false;
	return true;
}

/* All that the list's query finds, as it stands now. */
static bool all_found(struct request *req, struct work *w, const char *query,
		      struct order_rows *rows)
{
	struct field_errors errors = { .arena = req->arena };
	struct request asked = *req;
	struct list_input in;
	uint64_t one;

	if (params_parse(req->arena, query, strlen(query), &asked.query) != WEB_OK ||
	    !list_read(&asked, &in, &errors))
		return false;
	in.limit = BULK_MAX;
	*rows = list_find(w, &in, &one).rows;
	order_store_read_lines_of(w, *rows);
	return true;
}

static void add_group(cJSON *reasons, const char *why, const char *number)
{
	cJSON *group = NULL, *one;

	cJSON_ArrayForEach(one, reasons) if (!strcmp(json_get_text(one, "why"), why)) group = one;
	if (!group) {
		group = json_append_object(reasons);
		json_add_text(group, "why", why);
		json_add_array(group, "numbers");
	}
	json_append_text(cJSON_GetObjectItemCaseSensitive(group, "numbers"), number);
}

/* Which can, and why the others cannot. */
static cJSON *check_view(const struct bulk_input *in, struct order_rows rows)
{
	cJSON *view = json_object(), *can = json_add_array(view, "can"),
	      *reasons = json_add_array(view, "reasons");
	int64_t n = 0;

	for (size_t i = 0; i < rows.n; i++) {
		const struct order *o = &rows.v[i];
		const char *why = bulk_refuses(o, (enum bulk_act)in->act);
		cJSON *one;

		if (why) {
			add_group(reasons, why, o->number);
			continue;
		}
		n++;
		one = json_append_object(can);
		json_add_id(one, "id", o->id);
		json_add_int(one, "version", o->version);
	}
	json_add_text(view, "act", bulk_act_word[in->act]);
	json_add_int(view, "n", (int64_t)rows.n);
	json_add_int(view, "n_can", n);
	json_add_int(view, "n_cannot", (int64_t)rows.n - n);
	json_add_bool(view, "any_can", n > 0);
	json_add_bool(view, "any_cannot", n < (int64_t)rows.n);
	json_add_bool(view, "none_chosen", rows.n == 0);
	json_add_bool(view, "is_most", rows.n == BULK_MAX);
	json_add_bool(view, "is_hold", in->act == BULK_HOLD);
	json_add_bool(view, "is_note", in->act == BULK_NOTE);
	json_add_bool(view, "offers_all", in->more && !in->all && in->query);
	json_add_text(view, "query", in->query ? in->query : "view=all");
	return view;
}

static void show_check(struct request *req, struct response *res, struct work *w,
		       const struct bulk_input *in, const struct order_ref *refs,
		       const struct field_errors *errors)
{
	struct order_rows rows = { 0 };
	cJSON *view;

	if (!in->all || !in->query || !all_found(req, w, in->query, &rows))
		rows = order_store_read_some(w, refs, in->orders.n);
	view = check_view(in, rows);
	if (errors->n > 0) {
		respond_errors(req, res, PAGE, view, fields, COUNT(fields), errors);
		return;
	}
	json_add(view, "form", respond_form(req, fields, COUNT(fields), NULL, NULL));
	respond_view(req, res, PAGE, view);
}

/* False: what was sent names no act or no order, and that is answered. */
static bool read(struct request *req, struct response *res, struct bulk_input *in,
		 struct order_ref **refs, struct field_errors *errors)
{
	*in = (struct bulk_input){ .reason = -1, .until = INSTANT_NONE };
	errors->arena = req->arena;
	if (fields_read(req, fields, COUNT(fields), in, req->app->settings.currency, errors)) {
		*refs = arena_array_of(req->arena, in->orders.n + 1, struct order_ref);
		if (!ticked(req->arena, in, *refs))
			field_error(errors, "/order", "no_order", N_("This is no order"), NULL);
	}
	if (errors->n == 0)
		return true;
	respond_errors(req, res, PAGE, check_view(in, (struct order_rows){ 0 }), fields,
		       COUNT(fields), errors);
	return false;
}

void order_web_bulk_check(struct request *req, struct response *res)
{
	struct field_errors errors = { 0 };
	struct work w = work_of(req);
	struct bulk_input in;
	struct order_ref *refs;

	if (read(req, res, &in, &refs, &errors))
		show_check(req, res, &w, &in, refs, &errors);
}

static void check_needs(const struct request *req, const struct bulk_input *in,
			struct field_errors *errors)
{
	if (in->orders.n == 0)
		field_error(errors, "/order", "required", N_("Choose at least one order"), NULL);
	if (in->act == BULK_HOLD && in->reason < 0)
		field_error(errors, "/reason", "required", N_("Choose a reason"), NULL);
	if (in->act == BULK_HOLD && !instant_is_none(in->until) &&
	    instant_add(in->until, INSTANT_DAY).us <= req->now.us)
		field_error(errors, "/until", "too_early", N_("This is in the past"), NULL);
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
	uint64_t id;
	cJSON *view;

	if (!read(req, res, &in, &refs, &errors))
		return;
	check_needs(req, &in, &errors);
	if (errors.n > 0) {
		in.all = false;
		show_check(req, res, &w, &in, refs, &errors);
		return;
	}
	b = (struct bulk){ (enum bulk_act)in.act,
			   in.act == BULK_HOLD ? hold_reason_word[in.reason] : NULL,
			   in.note,
			   in.until,
			   refs,
			   in.orders.n };
	id = bulk_begin(&w, &b, req->session->permissions, req->lang);
	view = json_object();
	json_add_id(view, "id", id);
	respond_done(req, res, 202, view,
		     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)id), "info",
		     N_("Being done. What could not be done is listed here."));
}
