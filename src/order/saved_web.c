/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views of the desk's list: save what is looked at, name it, share it, change it, delete it.
 */
#include "order/saved.h"

#include <stddef.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "order/desk_list_input.h"
#include "order/web.h"
#include "respond.h"

struct saved_input {
	const char *name, *query;
	int who;
};
#define AT(member) offsetof(struct saved_input, member)
static const char *const who_word[] = { "me", "shop" };
static const struct field fields[] = {
	{ "name", FIELD_TEXT, AT(name), true, 1, 40, .missing = N_("Enter a name") },
	{ "who", FIELD_ENUM, AT(who), .words = who_word, .n_words = 2, .label = "saved_for" },
	{ "query", FIELD_TEXT, AT(query), true, 1, SAVED_QUERY_MAX },
};
#define FIELDS (sizeof fields / sizeof *fields)

static bool keeps_all(const struct request *req)
{
	return may(req, PERM_STAFF);
}

/* As the list writes it; false: the list would refuse it. */
static bool take_query(struct request *req, const char *typed, const char **query)
{
	struct field_errors errors = { .arena = req->arena };
	struct request asked = *req;
	struct list_input in;

	if (params_parse(req->arena, typed, strlen(typed), &asked.query) != WEB_OK ||
	    !list_read(&asked, &in, &errors))
		return false;
	*query = list_query(&asked);
	return strlen(*query) <= SAVED_QUERY_MAX;
}

static bool read(struct request *req, struct saved_view *v, struct field_errors *errors)
{
	struct saved_input in = { 0 };

	if (!fields_read(req, fields, FIELDS, &in, req->app->settings.currency, errors))
		return false;
	v->name = in.name;
	v->shared = in.who == 1;
	if (!take_query(req, in.query, &v->query))
		field_error(errors, "/query", "not_a_query", N_("This cannot be looked for"), NULL);
	return errors->n == 0;
}

static const char *list_at(const struct request *req, const struct saved_view *v)
{
	return arena_printf(req->arena, "/desk/orders?saved=%llu&%s", (unsigned long long)v->id,
			    v->query);
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

void order_web_saved_new(struct request *req, struct response *res)
{
	struct saved_view v = { .query = list_query(req) };
	cJSON *view = json_object();

	json_add_null(view, "saved");
	json_add(view, "form", respond_form(req, fields, FIELDS, values_of(&v), NULL));
	respond_view(req, res, "order/saved_view", view);
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

static void answer_errors(struct request *req, struct response *res, cJSON *saved,
			  const struct field_errors *errors)
{
	cJSON *view = json_object();

	json_add(view, "saved", saved ? saved : cJSON_CreateNull());
	respond_errors(req, res, "order/saved_view", view, fields, FIELDS, errors);
}

void order_web_saved_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct saved_view v = { 0 };

	if (read(req, &v, &errors))
		say_refusal(req, res, saved_add(&w, &v), &errors);
	if (errors.n > 0)
		answer_errors(req, res, NULL, &errors);
	else
		respond_done(req, res, 201, saved_view_tree(req, &w, &v), list_at(req, &v),
			     "success", N_("The view is saved."));
}

static bool find(struct request *req, struct response *res, struct work *w, struct saved_view *v)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && saved_get(w, id, v))
		return true;
	respond_not_found(req, res);
	return false;
}

void order_web_saved_show(struct request *req, struct response *res)
{
	struct saved_view v;
	struct work w;
	cJSON *view;

	if (!find(req, res, &w, &v))
		return;
	view = json_object();
	json_add(view, "saved", saved_view_tree(req, &w, &v));
	json_add(view, "form", respond_form(req, fields, FIELDS, values_of(&v), NULL));
	respond_view(req, res, "order/saved_view", view);
}

void order_web_saved_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct saved_view v;
	struct work w;
	cJSON *was;

	if (!find(req, res, &w, &v))
		return;
	was = saved_view_tree(req, &w, &v);
	if (read(req, &v, &errors))
		say_refusal(req, res, saved_change(&w, &v, keeps_all(req)), &errors);
	if (errors.n > 0)
		answer_errors(req, res, was, &errors);
	else if (!res->status)
		respond_done(req, res, 200, saved_view_tree(req, &w, &v), list_at(req, &v),
			     "success", N_("The view is saved."));
}

void order_web_saved_remove(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct saved_view v;
	struct work w;

	if (!find(req, res, &w, &v))
		return;
	say_refusal(req, res, saved_remove(&w, v.id, keeps_all(req)), &errors);
	if (!res->status)
		respond_done(req, res, 204, NULL, "/desk/orders", "success",
			     N_("The view is deleted."));
}

void list_add_saved(const struct request *req, struct work *w, const struct list_input *in,
		    cJSON *view)
{
	cJSON *list = json_add_array(view, "saved_views"), *now = NULL;
	size_t n;
	struct saved_view *all = saved_list(w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = saved_view_tree(req, w, &all[i]);
		bool is_now = in->saved == all[i].id;

		json_add_bool(one, "current", is_now);
		json_add_bool(one, "is_changed", strcmp(all[i].query, list_query(req)) != 0);
		json_add_text(one, "who", who_word[all[i].shared]);
		if (is_now)
			now = cJSON_Duplicate(one, true);
		cJSON_AddItemToArray(list, one);
	}
	json_add(view, "saved_now", now ? now : cJSON_CreateNull());
}
