/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many customers at once, from the desk's list: the tag, then a page that says whom it can be put
 * on or taken off and why not the others, then a task. */
#include <stddef.h>
#include <string.h>
/* before customer.h, which then gives its contact_fields */
#include "web/web.h"

#include "base/json.h"
#include "customer/bulk.h"
#include "customer/list_web.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"
#include "task.h"

#define PAGE "customer/bulk"
/* A search that filters thin may need many looks for a thousand: it ends after so many. */
enum { LOOKS = 20 };

struct bulk_input {
	int act;
	struct field_rows customers; /* uint64_t */
	const char *query, *tag;
	bool all, more, look;
};
#define AT(member) offsetof(struct bulk_input, member)
static const struct field one_customer[] = { { "", FIELD_ID, 0, .required = true } };
static const struct field fields[] = {
	{ "act", FIELD_ENUM, AT(act), true, .words = customer_act_word,
	  .n_words = CUSTOMER_ACT__MAX, .label = "customer_bulk" },
	{ "customer", FIELD_LIST, AT(customers), .max = CUSTOMER_BULK_MAX, .sub = one_customer,
	  .n_sub = 1, .sub_size = sizeof(uint64_t) },
	{ "query", FIELD_TEXT, AT(query), .max = 2000 },
	{ "all", FIELD_BOOL, AT(all) },
	{ "more", FIELD_BOOL, AT(more) },
	{ "look", FIELD_BOOL, AT(look) },
	{ "tag", FIELD_TEXT, AT(tag), .max = TAG_CHARS },
};
#define FIELDS (sizeof fields / sizeof *fields)

struct bulk {
	struct bulk_input in;
	struct customer_bulk what;
	struct field_errors errors;
};
struct found {
	const struct customer *v[CUSTOMER_BULK_MAX];
	uint64_t ids[CUSTOMER_BULK_MAX];
	size_t n;
	bool is_part; /* there are more than these */
};

/* ---- what was sent ---- */

/* False: it names no act, or what is no customer. */
static bool read(const struct request *req, struct bulk *b)
{
	*b = (struct bulk){ .errors = { .arena = req->arena } };
	if (!fields_read(req, fields, FIELDS, &b->in, NULL, &b->errors))
		return false;
	b->what = (struct customer_bulk){ (enum customer_act)b->in.act, b->in.tag };
	if (b->in.look && !b->in.tag)
		field_error(&b->errors, "/tag", "required", N_("Enter a tag"), NULL);
	return true;
}

/* ---- the customers ---- */

static void take(struct found *f, const struct customer_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (rows[i].customer.joined_into)
			continue;
		if (f->n == CUSTOMER_BULK_MAX) {
			f->is_part = true;
			return;
		}
		f->ids[f->n] = rows[i].customer.id;
		f->v[f->n++] = &rows[i].customer;
	}
}

static void find_all(struct work *w, const char *query, struct found *f)
{
	struct customer_place from = { 0 };
	size_t n, looks = 0;

	do {
		const struct customer_row *rows = customer_list_for_file(w, query, &from, &n);

		take(f, rows, n);
	} while (from.id && !f->is_part && ++looks < LOOKS);
	f->is_part = f->is_part || from.id != 0;
}

/* All that the list's query finds, or those that were ticked. */
static struct found *find(const struct request *req, struct work *w, const struct bulk *b)
{
	struct found *f = arena_array_of(w->arena, 1, struct found);
	const uint64_t *ids = b->in.customers.v;
	size_t n = b->in.customers.n, got;

	f->n = 0;
	f->is_part = false;
	if (b->in.all && b->in.query && customer_list_takes(req, b->in.query))
		find_all(w, b->in.query, f);
	for (size_t at = 0; !b->in.all && at < n; at += CUSTOMER_MANY) {
		size_t some = n - at < CUSTOMER_MANY ? n - at : CUSTOMER_MANY;
		const struct customer_row *rows = customer_newest_first(w, ids + at, some, &got);

		take(f, rows, got);
	}
	return f;
}

/* ---- the page ---- */

/* Who can, and why the others cannot. */
static void add_check(struct work *w, cJSON *view, const struct bulk *b, const struct found *f)
{
	cJSON *can = json_add_array(view, "can"), *reasons = json_add_array(view, "reasons");
	const char **why = arena_array_of(w->arena, f->n + 1, const char *);
	size_t n = 0;

	if (b->what.tag)
		customer_bulk_refuses_each(w, &b->what, f->ids, f->n, why);
	for (size_t i = 0; b->what.tag && i < f->n; i++) {
		if (why[i]) {
			task_add_refused(reasons, "numbers", why[i], f->v[i]->number);
			continue;
		}
		n++;
		json_append_text(can,
				 arena_printf(w->arena, "%llu", (unsigned long long)f->ids[i]));
	}
	task_add_counts(view, f->n, n);
}

static cJSON *page_view(struct request *req, struct work *w, const struct bulk *b)
{
	cJSON *view = json_object(), *ids;
	const struct found *f = find(req, w, b);

	json_add_text(view, "act", customer_act_word[b->what.act]);
	json_add_bool(view, "is_part", f->is_part);
	json_add_bool(view, "is_checked", b->what.tag && b->errors.n == 0 && f->n > 0);
	json_add_bool(view, "offers_all", b->in.more && !b->in.all && b->in.query);
	json_add_bool(view, "is_all", b->in.all);
	json_add_text(view, "query", b->in.query ? b->in.query : "");
	ids = json_add_array(view, "ids");
	for (size_t i = 0; !b->in.all && i < f->n; i++)
		json_append_text(ids,
				 arena_printf(req->arena, "%llu", (unsigned long long)f->ids[i]));
	customer_list_add_tags(req, w, view);
	add_check(w, view, b, f);
	return view;
}

static void show(struct request *req, struct response *res, struct work *w, const struct bulk *b)
{
	cJSON *view = page_view(req, w, b);

	if (b->errors.n > 0) {
		respond_errors(req, res, PAGE, view, fields, FIELDS, &b->errors);
		return;
	}
	json_add(view, "form",
		 respond_form(req, fields, FIELDS, fields_typed(req, fields, FIELDS), NULL));
	respond_view(req, res, PAGE, view);
}

/* What names no act or no customer has no page of its own: who is meant is chosen anew. */
static void refuse(struct request *req, struct response *res, struct work *w, struct bulk *b)
{
	b->in.customers.n = 0;
	b->in.all = false;
	b->what.tag = NULL;
	if (b->in.act < 0 || b->in.act >= CUSTOMER_ACT__MAX)
		b->what.act = CUSTOMER_ACT_TAG;
	show(req, res, w, b);
}

void customer_web_bulk_check(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct bulk b;

	if (read(req, &b))
		show(req, res, &w, &b);
	else
		refuse(req, res, &w, &b);
}

void customer_web_bulk(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct bulk b;

	if (!read(req, &b)) {
		refuse(req, res, &w, &b);
		return;
	}
	b.in.all = false;
	if (b.in.customers.n == 0)
		field_error(&b.errors, "/customer", "required", N_("Choose at least one customer"),
			    NULL);
	if (b.errors.n > 0 || !b.what.tag) {
		show(req, res, &w, &b);
		return;
	}
	respond_task(req, res,
		     customer_bulk_begin(&w, &b.what, b.in.customers.v, b.in.customers.n,
					 req->session->permissions, req->lang));
}
