/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of customers for programs: all that the desk's list may be asked, and whom another
 * system knows. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "customer/list_web.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

struct program_query {
	struct customer_query asked;
	struct list_page page;
	const char *email, *phone, *source, *source_id;
};
#define AT(member) offsetof(struct program_query, member)
static const struct field own_fields[] = {
	LIST_FIELDS(struct program_query, page.after, page.limit),
	{ .name = "email", .kind = FIELD_EMAIL, .offset = AT(email) },
	{ .name = "phone", .kind = FIELD_PHONE, .offset = AT(phone) },
	{ .name = "source", .kind = FIELD_TEXT, .offset = AT(source), .max = 32 },
	{ .name = "source_id", .kind = FIELD_TEXT, .offset = AT(source_id), .max = 120 },
};
enum { OWN_FIELDS = sizeof own_fields / sizeof *own_fields };
_Static_assert(offsetof(struct program_query, asked) == 0, "the desk's fields write there");

enum { ALL_FIELDS = CUSTOMER_ASKED_FIELDS + OWN_FIELDS };

static bool is_known(const struct field fields[ALL_FIELDS], const char *name)
{
	for (size_t i = 0; i < ALL_FIELDS; i++)
		if (strcmp(fields[i].name, name) == 0)
			return true;
	return false;
}

/* Newest first unless it says otherwise, whatever the view. */
static void read_query(const struct request *req, struct program_query *in,
		       struct field_errors *errors)
{
	struct field fields[ALL_FIELDS];

	memcpy(fields, customer_query_fields, CUSTOMER_ASKED_FIELDS * sizeof *fields);
	memcpy(fields + CUSTOMER_ASKED_FIELDS, own_fields, sizeof own_fields);
	*in = (struct program_query){ .asked = customer_query_none(),
				      .page = { .limit = LIST_LIMIT } };
	(void)!fields_read_query(req, fields, ALL_FIELDS, in, req->app->settings.currency, errors);
	customer_query_check(&in->asked, may(req, PERM_PERSONAL_DATA), errors);
	for (size_t i = 0; i < req->query.n; i++)
		if (!is_known(fields, req->query.v[i].name))
			field_error(errors, arena_printf(req->arena, "/%s", req->query.v[i].name),
				    "unknown", N_("This is not a field we know"), NULL);
	if (in->asked.sort < 0)
		in->asked.sort = BY_NEWEST;
}

/* "id at", whatever the list is sorted by. */
static struct customer_place read_place(const char *text)
{
	struct customer_place p;
	char *rest;

	p.id = strtoull(text, &rest, 10);
	p.at = strtoll(rest, NULL, 10);
	return p;
}

static const char *print_place(struct arena *a, struct customer_place p)
{
	return arena_printf(a, "%llu %lld", (unsigned long long)p.id, (long long)p.at);
}

/* Whom they are reached by, or known by elsewhere; what is typed is left to the list. */
static void narrow(struct work *w, const struct program_query *in, uint64_t ids[CUSTOMER_MANY],
		   struct customer_list *l)
{
	const char *reached = in->email ? in->email : in->phone;

	if (in->source_id) {
		identity_store_find_external(w, in->source ? in->source : "", &in->source_id, 1,
					     ids);
		l->n_ids = ids[0] != 0;
	} else if (reached) {
		l->n_ids = customer_search(w, reached, ids);
	} else {
		return;
	}
	l->ids = ids;
}

/* Masked: a list shows nobody in full. */
static void answer(struct request *req, struct response *res, struct work *w,
		   const struct program_query *in, const char *place)
{
	const char *sort = customer_sort_word[in->asked.sort];
	size_t limit = (size_t)in->page.limit;
	struct customer_list l = { .limit = limit + 1 };
	struct customer_place next;
	uint64_t ids[CUSTOMER_MANY];
	struct customers_found found;
	cJSON *view = json_object();
	bool more;

	if (place)
		l.from = read_place(place);
	narrow(w, in, ids, &l);
	found = customer_list_seek(w, &in->asked, l, &more);
	next = found.edge;
	if (found.n > limit) {
		found.n = limit;
		next = customer_place_of(&found.v[limit - 1].customer,
					 (enum customer_sort)in->asked.sort);
	}
	customer_list_add_rows(w, view, found.v, found.n);
	json_add_bool(view, "stopped", found.edge.id != 0);
	paged_respond_at(req, res, view,
			 next.id ? paged_cursor(req, sort, print_place(req->arena, next)) : NULL);
}

void customer_web_api_list(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct program_query in;
	const char *place = NULL;

	read_query(req, &in, &errors);
	if (in.page.after && !field_is_wrong(&errors, "/after"))
		place = paged_place(req, customer_sort_word[in.asked.sort], in.page.after, &errors);
	if (errors.n > 0)
		paged_refuse(req, res, &errors);
	else
		answer(req, res, &w, &in, place);
}
