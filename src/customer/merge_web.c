/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two customers made one at the desk and by programs: the probable ones, a page that shows what
 * becomes of it, the act, and the way back. */
#include <stddef.h>
#include <string.h>
#include "base/json.h"
#include "customer/alike.h"
#include "customer/desk.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#include "customer/merge_view.h" /* behind web/web.h */

#define PAGE "customer/desk_merge"

struct two {
	struct work w;
	struct customer kept, joined;
};

static const struct {
	const char *code, *msg;
} undo_said[UNDO_REFUSAL__MAX] = {
	[UNDO_DONE] = { "undone", N_("This was undone already.") },
	[UNDO_LATE] = { "too_late", N_("It is more than 30 days ago: this stays.") },
	[UNDO_NOT_LAST] = { "not_last",
			    N_("The customer was merged again since: undo that first.") },
	[UNDO_PROVED] = { "proved", N_("The customer has signed in since by what came from the "
				       "other: they are one person.") },
	[UNDO_TIED] = { "tied", N_("A parcel, a link, a payment or an address holds orders of both "
				   "together. Take that apart first.") },
};

static bool find_two(struct request *req, struct response *res, struct two *t)
{
	t->w = work_of(req);
	if (!customer_find_number(&t->w, req->path_param[0], &t->kept) ||
	    !customer_find_number(&t->w, req->path_param[1], &t->joined)) {
		respond_not_found(req, res);
		return false;
	}
	if (t->kept.id != t->joined.id)
		return true;
	respond_refusal(req, res, 409, merge_blocker_word[MERGE_SAME],
			N_("These are one customer already."));
	return false;
}

static cJSON *first_values(const struct two *t)
{
	cJSON *values = json_object();

	for (size_t i = 0; i + 2 < CUSTOMER_MERGE_FIELDS; i++)
		json_add_text(values, customer_merge_fields[i].name, "kept");
	json_add_int(values, "kept_version", t->kept.version);
	json_add_int(values, "joined_version", t->joined.version);
	return values;
}

void customer_web_merge_form(struct request *req, struct response *res)
{
	struct two t;
	cJSON *view;

	if (!find_two(req, res, &t))
		return;
	view = merge_preview(&t.w, &t.kept, &t.joined);
	if (!req->wants_json)
		json_add(view, "form",
			 respond_form(req, customer_merge_fields, CUSTOMER_MERGE_FIELDS,
				      first_values(&t), NULL));
	respond_view(req, res, PAGE, view);
}

static void answer_blocked(struct request *req, struct response *res, struct two *t,
			   enum merge_blocker b)
{
	cJSON *view;

	if (req->wants_json) {
		respond_refusal(req, res, 409, merge_blocker_word[b],
				N_("These two cannot be merged now: their preview says why."));
		return;
	}
	view = merge_preview(&t->w, &t->kept, &t->joined);
	json_add(view, "form",
		 respond_form(req, customer_merge_fields, CUSTOMER_MERGE_FIELDS,
			      fields_typed(req, customer_merge_fields, CUSTOMER_MERGE_FIELDS),
			      NULL));
	respond_view_status(req, res, 409, PAGE, view);
}

static void answer_stale(struct request *req, struct response *res, struct two *t)
{
	cJSON *view = NULL;

	if (!customer_get(&t->w, t->kept.id, &t->kept) ||
	    !customer_get(&t->w, t->joined.id, &t->joined) || t->joined.joined_into) {
		respond_not_found(req, res);
		return;
	}
	if (!req->wants_json)
		view = merge_preview(&t->w, &t->kept, &t->joined);
	respond_stale(req, res, PAGE, view, customer_merge_fields, CUSTOMER_MERGE_FIELDS,
		      &(struct stale){ N_("One of the two has just been changed. Look again."),
				       t->kept.version, first_values(t), NULL });
}

static void answer_merged(struct request *req, struct response *res, struct two *t,
			  uint64_t merge_id)
{
	cJSON *view = NULL;
	struct merge_row row;

	if (req->wants_json && merge_store_read(&t->w, merge_id, &row) &&
	    customer_get(&t->w, t->kept.id, &t->kept)) {
		view = json_object();
		json_add(view, "merge", merge_row_view(&t->w, &row, NULL));
		json_add(view, "customer", customer_api_view(&t->w, &t->kept, false));
	}
	respond_done(req, res, 200, view, desk_customer_path(req, &t->kept), "success",
		     N_("Merged. It can be undone for 30 days."));
}

static struct merge_draft draft_of(const struct request *req, const struct two *t,
				   const struct merge_input *in)
{
	struct merge_draft d = {
		.kept_id = t->kept.id,
		.joined_id = t->joined.id,
		.kept_version = (int)in->kept_version,
		.joined_version = (int)in->joined_version,
		.of_joined = { .name = in->name, .lang = in->lang, .contact = in->contact },
		.place = req->route->face == FACE_API ? MERGE_BY_PROGRAM : MERGE_AT_DESK,
	};

	for (int i = 0; i < TRAITS; i++)
		d.of_joined.trait[i] = in->trait[i];
	return d;
}

void customer_web_merge(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct merge_input in = { 0 };
	struct merge_answer answer;
	struct merge_draft d;
	struct two t;

	if (!find_two(req, res, &t))
		return;
	if (!fields_read(req, customer_merge_fields, CUSTOMER_MERGE_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, PAGE,
			       req->wants_json ? NULL : merge_preview(&t.w, &t.kept, &t.joined),
			       customer_merge_fields, CUSTOMER_MERGE_FIELDS, &errors);
		return;
	}
	d = draft_of(req, &t, &in);
	switch (customer_merge(&t.w, &d, &answer)) {
	case MERGE_OK:
		answer_merged(req, res, &t, answer.merge_id);
		break;
	case MERGE_BLOCKED:
		answer_blocked(req, res, &t, answer.blockers[0]);
		break;
	case MERGE_STALE:
		answer_stale(req, res, &t);
		break;
	case MERGE_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}

void customer_web_merge_undo(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	enum merge_undo_refusal r;
	struct customer c;
	uint64_t id;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	if (!ident_parse(req->path_param[1], &id)) {
		respond_not_found(req, res);
		return;
	}
	/* nothing is to be said with it */
	if (req->route->face == FACE_API && !fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
		return;
	}
	r = customer_merge_undo(&w, c.id, id);
	if (r == UNDO_OK)
		customer_answer(req, res, &w, &c, desk_customer_path(req, &c),
				N_("Undone: they are two customers again."));
	else if (r == UNDO_NOT_FOUND)
		respond_not_found(req, res);
	else
		respond_refusal(req, res, 409, undo_said[r].code, undo_said[r].msg);
}

void customer_web_merges(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c;
	cJSON *view;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	view = json_object();
	json_add_text(view, "customer", c.number);
	json_add(view, "merges", merges_view(&w, c.id));
	respond_view(req, res, NULL, view);
}

/* ---- who may be the same person ---- */

static const struct customer_row *row_of(const struct customer_row *rows, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].customer.id == id)
			return &rows[i];
	return NULL;
}

static struct merge_side side_of(const struct customer *c)
{
	return (struct merge_side){ .id = c->id,
				    .provisional = c->provisional,
				    .n_orders = c->n_orders };
}

/* A page of pairs; who is gone meanwhile is in none. */
static struct customer_pair *read_pairs(struct work *w, struct alike_place *place, size_t *n)
{
	uint64_t ids[2 * ALIKE_PAGE];
	const struct alike_pair *pairs = alike_store_pairs(w, place, n);
	struct customer_pair *out = arena_array_of(w->arena, *n + 1, struct customer_pair);
	const struct customer_row *rows;
	size_t found, asked = *n;

	for (size_t i = 0; i < asked; i++) {
		ids[2 * i] = pairs[i].newer;
		ids[2 * i + 1] = pairs[i].older;
	}
	rows = search_store_rows(w, ids, 2 * asked, &found);
	*n = 0;
	for (size_t i = 0; i < asked; i++) {
		const struct customer_row *a = row_of(rows, found, pairs[i].newer),
					  *b = row_of(rows, found, pairs[i].older);
		struct merge_side x, y;
		bool first;

		if (!a || !b)
			continue;
		x = side_of(&a->customer);
		y = side_of(&b->customer);
		first = merge_keeps_first(&x, &y);
		out[(*n)++] = (struct customer_pair){ first ? a : b, first ? b : a,
						      alike_reasons_view(pairs[i].reasons) };
	}
	return out;
}

struct customer_pair *customer_alike_for_file(struct work *w, struct customer_pairs_place *from,
					      size_t *n)
{
	struct alike_place place = { from->newer, from->older };
	struct customer_pair *all = read_pairs(w, &place, n);

	*from = (struct customer_pairs_place){ place.newer, place.older };
	return all;
}

static cJSON *row_view(struct work *w, const struct customer_row *row)
{
	return cJSON_DetachItemFromArray(customer_rows_view(w, row, 1), 0);
}

static void add_pair(struct work *w, const struct customer_pair *p, cJSON *list)
{
	cJSON *v = json_append_object(list);

	json_add(v, "kept", row_view(w, p->kept));
	json_add(v, "joined", row_view(w, p->joined));
	json_add(v, "reasons", cJSON_Duplicate(p->reasons, true));
}

struct alike_input {
	struct list_page page;
};
static const struct field alike_fields[] = {
	{ .name = "after",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct alike_input, page.after),
	  .max = LIST_CURSOR_MAX },
};

/* "newer-older", as the page before said it. */
static bool read_place(struct arena *a, const char *text, struct alike_place *out)
{
	const char *dash = strchr(text, '-');

	return dash && ident_parse(arena_strndup(a, text, (size_t)(dash - text)), &out->newer) &&
	       (!strcmp(dash + 1, "0") || ident_parse(dash + 1, &out->older));
}

/* False: refused. */
static bool asked_place(struct request *req, struct response *res, struct alike_place *out)
{
	struct field_errors errors = { .arena = req->arena };
	struct alike_input in = { .page.after = params_get(&req->query, "after") };
	const char *text;

	*out = (struct alike_place){ 0 };
	if (req->route->face == FACE_API && !paged_read(req, res, alike_fields, 1, &in, &in.page))
		return false;
	if (!in.page.after)
		return true;
	text = paged_place(req, "", in.page.after, &errors);
	if (text && read_place(req->arena, text, out))
		return true;
	if (text)
		paged_no_place(&errors);
	if (req->wants_json)
		paged_refuse(req, res, &errors);
	else
		respond_refusal(req, res, 400, "bad_query",
				N_("This is no page of this list. Begin at its start."));
	return false;
}

void customer_web_alike(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct alike_place place;
	const struct customer_pair *pairs;
	const char *next;
	size_t n;
	cJSON *view = json_object(), *list = json_add_array(view, "pairs");

	if (!asked_place(req, res, &place))
		return;
	pairs = read_pairs(&w, &place, &n);
	for (size_t i = 0; i < n; i++)
		add_pair(&w, &pairs[i], list);
	json_add_bool(view, "is_empty", n == 0);
	json_add_bool(view, "is_first", !params_get(&req->query, "after"));
	next = place.newer ? paged_cursor(req, "",
					  arena_printf(req->arena, "%llu-%llu",
						       (unsigned long long)place.newer,
						       (unsigned long long)place.older))
			   : NULL;
	if (req->route->face == FACE_API) {
		paged_respond_at(req, res, view, next);
		return;
	}
	json_add_text(view, "next", next);
	respond_add_export(req, view, "alike");
	respond_view(req, res, "customer/alike", view);
}
