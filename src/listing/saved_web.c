/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views of the desk's lists: save what is looked at, name it, share it, change it, delete it.
 */
#include "listing/saved.h"

#include <stddef.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "web/web.h"

struct saved_input {
	const char *name, *query;
	int who;
};
#define AT(member) offsetof(struct saved_input, member)
static const char *const who_word[] = { "me", "shop" };
static const struct field fields[] = {
	{ "name", FIELD_TEXT, AT(name), true, 1, 40, .missing = N_("Enter a name for it") },
	{ "who", FIELD_ENUM, AT(who), .words = who_word, .n_words = 2, .label = "saved_for" },
	{ "query", FIELD_TEXT, AT(query), true, 1, SAVED_QUERY_MAX },
};
#define FIELDS (sizeof fields / sizeof *fields)

static bool keeps_all(const struct request *req)
{
	return may(req, PERM_STAFF);
}

/* As the list writes it; false: the list would refuse it. */
static bool take_query(struct request *req, const struct listing *l, const char *typed,
		       const char **query)
{
	struct request asked = *req;

	if (params_parse(req->arena, typed, strlen(typed), &asked.query) != WEB_OK ||
	    !l->takes(&asked))
		return false;
	*query = listing_query(&asked, l, NULL);
	return strlen(*query) <= SAVED_QUERY_MAX;
}

static bool read(struct request *req, const struct listing *l, struct saved_view *v,
		 struct field_errors *errors)
{
	struct saved_input in = { 0 };

	if (!fields_read(req, fields, FIELDS, &in, req->app->settings.currency, errors))
		return false;
	v->list = l->id;
	v->name = in.name;
	v->shared = in.who == 1;
	if (!take_query(req, l, in.query, &v->query))
		field_error(errors, "/query", "not_a_query", N_("This cannot be looked for"), NULL);
	return errors->n == 0;
}

static const char *list_at(const struct request *req, const struct listing *l,
			   const struct saved_view *v)
{
	return arena_printf(req->arena, "%s?saved=%llu&%s", l->page, (unsigned long long)v->id,
			    v->query);
}

/* Where the list is, and what it is called in the navigation. */
static void add_listing(const struct listing *l, cJSON *view)
{
	static const char *const names[LISTING__MAX] = {
		[LISTING_ORDERS] = "orders", [LISTING_CUSTOMERS] = "customers"
	};
	cJSON *t = json_add_object(view, "listing");

	json_add_text(t, "list", names[l->id]);
	json_add_text(t, "page", l->page);
	json_add_text(t, "views", l->views);
}

static cJSON *frame(const struct listing *l)
{
	cJSON *view = json_object();

	add_listing(l, view);
	return view;
}

static cJSON *saved_view_tree(const struct request *req, const struct work *w,
			      const struct saved_view *v)
{
	cJSON *t = json_object();

	json_add_id(t, "id", v->id);
	json_add_text(t, "name", v->name);
	json_add_bool(t, "shared", v->shared);
	json_add_text(t, "query", v->query);
	json_add_bool(t, "is_own", v->owner_id == w->actor.id);
	json_add_bool(t, "may_change", saved_is_theirs(w, v, keeps_all(req)));
	return t;
}

static cJSON *values_of(const struct saved_view *v)
{
	cJSON *values = json_object();

	json_add_text(values, "name", v->name);
	json_add_text(values, "who", who_word[v->shared]);
	json_add_text(values, "query", v->query);
	return values;
}

void listing_web_saved_new(struct request *req, struct response *res, const struct listing *l)
{
	struct saved_view v = { .query = listing_query(req, l, NULL) };
	cJSON *view = frame(l);

	json_add_null(view, "saved");
	json_add(view, "form", respond_form(req, fields, FIELDS, values_of(&v), NULL));
	respond_view(req, res, "listing/saved_view", view);
}

static void say_refusal(struct request *req, struct response *res, enum saved_refusal r,
			struct field_errors *errors)
{
	if (r == SAVED_NOT_FOUND)
		respond_not_found(req, res);
	else if (r == SAVED_NOT_YOURS)
		respond_refusal(req, res, 409, "not_yours",
				N_("Somebody else keeps this view. Save one of your own."));
	else if (r == SAVED_NAME_TAKEN)
		field_error(errors, "/name", "taken", N_("You have a view of that name already"),
			    NULL);
	else if (r == SAVED_TOO_MANY)
		field_error(errors, "/name", "too_many",
			    N_("You keep fifty views already. Delete one first."), NULL);
}

static void answer_errors(struct request *req, struct response *res, const struct listing *l,
			  cJSON *saved, const struct field_errors *errors)
{
	cJSON *view = frame(l);

	json_add(view, "saved", saved ? saved : cJSON_CreateNull());
	respond_errors(req, res, "listing/saved_view", view, fields, FIELDS, errors);
}

void listing_web_saved_add(struct request *req, struct response *res, const struct listing *l)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct saved_view v = { 0 };

	if (read(req, l, &v, &errors))
		say_refusal(req, res, saved_add(&w, &v), &errors);
	if (errors.n > 0)
		answer_errors(req, res, l, NULL, &errors);
	else
		respond_done(req, res, 201, saved_view_tree(req, &w, &v), list_at(req, l, &v),
			     "success", N_("The view is saved."));
}

static bool find(struct request *req, struct response *res, const struct listing *l, struct work *w,
		 struct saved_view *v)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && saved_get(w, l->id, id, v))
		return true;
	respond_not_found(req, res);
	return false;
}

void listing_web_saved_show(struct request *req, struct response *res, const struct listing *l)
{
	struct saved_view v;
	struct work w;
	cJSON *view;

	if (!find(req, res, l, &w, &v))
		return;
	view = frame(l);
	json_add(view, "saved", saved_view_tree(req, &w, &v));
	json_add(view, "form", respond_form(req, fields, FIELDS, values_of(&v), NULL));
	respond_view(req, res, "listing/saved_view", view);
}

void listing_web_saved_change(struct request *req, struct response *res, const struct listing *l)
{
	struct field_errors errors = { .arena = req->arena };
	struct saved_view v;
	struct work w;
	cJSON *was;

	if (!find(req, res, l, &w, &v))
		return;
	was = saved_view_tree(req, &w, &v);
	if (read(req, l, &v, &errors))
		say_refusal(req, res, saved_change(&w, &v, keeps_all(req)), &errors);
	if (errors.n > 0)
		answer_errors(req, res, l, was, &errors);
	else if (!res->status)
		respond_done(req, res, 200, saved_view_tree(req, &w, &v), list_at(req, l, &v),
			     "success", N_("The view is saved."));
}

void listing_web_saved_remove(struct request *req, struct response *res, const struct listing *l)
{
	struct field_errors errors = { .arena = req->arena };
	struct saved_view v;
	struct work w;

	if (!find(req, res, l, &w, &v))
		return;
	say_refusal(req, res, saved_remove(&w, &v, keeps_all(req)), &errors);
	if (!res->status)
		respond_done(req, res, 204, NULL, l->page, "success", N_("The view is deleted."));
}

void listing_add_saved(const struct request *req, struct work *w, const struct listing *l,
		       uint64_t saved, cJSON *view)
{
	cJSON *list = json_add_array(view, "saved_views"), *now = NULL;
	const char *query = listing_query(req, l, NULL);
	size_t n;
	struct saved_view *all = saved_list(w, l->id, &n);

	add_listing(l, view);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = saved_view_tree(req, w, &all[i]);
		bool is_now = saved == all[i].id;

		json_add_bool(one, "current", is_now);
		json_add_bool(one, "is_changed", strcmp(all[i].query, query) != 0);
		json_add_text(one, "who", who_word[all[i].shared]);
		if (is_now)
			now = cJSON_Duplicate(one, true);
		cJSON_AddItemToArray(list, one);
	}
	json_add(view, "saved_now", now ? now : cJSON_CreateNull());
	json_add_id(view, "saved_id", saved);
}
