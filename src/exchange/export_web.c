/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for a list as a file, and taking it. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "audit.h"
#include "base/json.h"
#include "customer/customer.h"
#include "exchange/export.h"
#include "exchange/web.h"
#include "feedback/feedback.h"
#include "guard.h"
#include "hook/hook.h"
#include "respond.h"

struct export_input {
	int list, format;
	const char *filters;
	bool in_full;
};
#define AT(member) offsetof(struct export_input, member)
static const struct field fields[] = {
	{ .name = "list",
	  .kind = FIELD_ENUM,
	  .offset = AT(list),
	  .required = true,
	  .words = export_list_word,
	  .label = "export_list",
	  .n_words = EXPORT_LIST__MAX },
	{ .name = "format",
	  .kind = FIELD_ENUM,
	  .offset = AT(format),
	  .required = true,
	  .words = export_format_word,
	  .label = "export_format",
	  .n_words = EXPORT_FORMAT__MAX },
	{ .name = "filters", .kind = FIELD_TEXT, .offset = AT(filters), .max = 2000 },
	{ .name = "in_full", .kind = FIELD_BOOL, .offset = AT(in_full) },
};
enum { FIELDS = sizeof fields / sizeof *fields };

static bool has_people(int list)
{
	return list == EXPORT_ORDERS || list == EXPORT_ORDER_LINES || list == EXPORT_CUSTOMERS ||
	       list == EXPORT_MESSAGES || list == EXPORT_INBOX || list == EXPORT_ALIKE;
}

static void add_choices(cJSON *view, const char *name, const char *const *words, int n, int chosen)
{
	cJSON *list = json_add_array(view, name);

	for (int i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "value", words[i]);
		json_add_bool(one, "chosen", i == chosen);
	}
}

/* Some lists come in several ways: orders as orders, their lines, payments or parcels. */
static const struct {
	enum export_list first, last;
	const char *page; /* at the desk */
} ways[] = {
	{ EXPORT_ORDERS, EXPORT_PARCELS, "orders" },
	{ EXPORT_CUSTOMERS, EXPORT_CUSTOMERS, "customers" },
	{ EXPORT_PRODUCTS, EXPORT_STOCK, "products" },
	{ EXPORT_CATEGORIES, EXPORT_CATEGORIES, "categories" },
	{ EXPORT_PRODUCTION, EXPORT_PRODUCTION, "production" },
	{ EXPORT_MESSAGES, EXPORT_MESSAGES, "outbox" },
	{ EXPORT_IMPORTS, EXPORT_IMPORTS, "imports" },
	{ EXPORT_TASKS, EXPORT_TASKS, "tasks" },
	{ EXPORT_STAFF, EXPORT_STAFF, "staff" },
	{ EXPORT_ROLES, EXPORT_ROLES, "staff/roles" },
	{ EXPORT_KEYS, EXPORT_KEYS, "settings/keys" },
	{ EXPORT_DELIVERIES, EXPORT_DELIVERIES, "settings/webhooks" },
	{ EXPORT_AUDIT, EXPORT_AUDIT, "audit" },
	{ EXPORT_NOTICES, EXPORT_NOTICES, "notices" },
	{ EXPORT_PRODUCT_CHANGES, EXPORT_PRODUCT_CHANGES, "products" },
	{ EXPORT_TAX_ZONES, EXPORT_TAX_ZONES, "settings/tax" },
	{ EXPORT_WEBHOOKS, EXPORT_WEBHOOKS, "settings/webhooks" },
	{ EXPORT_SURVEY_ANSWERS, EXPORT_SURVEY_ANSWERS, "surveys" },
	{ EXPORT_REVIEWS, EXPORT_REVIEWS, "reviews" },
	{ EXPORT_INBOX, EXPORT_INBOX, "inbox" },
	{ EXPORT_POINTS, EXPORT_POINTS, "points" },
	{ EXPORT_ALIKE, EXPORT_ALIKE, "customers/alike" },
};

static size_t way_of(int list)
{
	size_t i = 0;

	while (list > (int)ways[i].last)
		i++;
	return i;
}

static void add_rows(cJSON *view, int list)
{
	int first = (int)ways[way_of(list)].first, last = (int)ways[way_of(list)].last;

	json_add_text(view, "list", export_list_word[list]);
	json_add_bool(view, "has_ways", last > first);
	if (last > first)
		add_choices(view, "rows", export_list_word + first, last - first + 1, list - first);
}

static bool is_filtered(const struct request *req, const char *filters)
{
	struct params p;

	if (!filters || params_parse(req->arena, filters, strlen(filters), &p) != WEB_OK)
		return false;
	for (size_t i = 0; i < p.n; i++)
		if (*p.v[i].value && strcmp(p.v[i].name, "before") != 0 &&
		    strcmp(p.v[i].name, "after") != 0 && strcmp(p.v[i].name, "at") != 0 &&
		    strcmp(p.v[i].name, "hook") != 0 && strcmp(p.v[i].name, "product") != 0 &&
		    strcmp(p.v[i].name, "survey") != 0 && strcmp(p.v[i].value, "all") != 0)
			return true;
	return false;
}

const char *export_product_of(struct arena *a, const char *filters)
{
	struct params p;

	if (!filters || params_parse(a, filters, strlen(filters), &p) != WEB_OK)
		return NULL;
	return params_get(&p, "product");
}

/* The list's own page as it was filtered. */
static const char *back_to(const struct request *req, const struct export_input *in)
{
	const char *page = ways[way_of(in->list)].page, *filters = in->filters, *product;
	uint64_t hook;

	if (in->list == EXPORT_PRODUCT_CHANGES) {
		product = export_product_of(req->arena, filters);
		return product ? url_path(req->arena, req->app->config->base_path,
					  "/desk/products/%s/changes", product)
			       : arena_printf(req->arena, "%s/desk/products",
					      req->app->config->base_path);
	}

	if (in->list == EXPORT_SURVEY_ANSWERS && survey_of_filters(filters))
		return arena_printf(req->arena, "%s/desk/surveys/%llu/results",
				    req->app->config->base_path,
				    (unsigned long long)survey_of_filters(filters));
	if (in->list == EXPORT_DELIVERIES && hook_list_takes(req->arena, filters, &hook)) {
		page = arena_printf(req->arena, "%s/%llu/log", page, (unsigned long long)hook);
		filters = strchr(filters, '&');
		filters = filters ? filters + 1 : NULL;
	}
	return arena_printf(req->arena, "%s/desk/%s%s%s", req->app->config->base_path, page,
			    filters ? "?" : "", filters ? filters : "");
}

static cJSON *form_view(struct request *req, const struct export_input *in)
{
	cJSON *view = json_object();

	add_rows(view, in->list);
	add_choices(view, "formats", export_format_word, EXPORT_FORMAT__MAX, in->format);
	json_add_bool(view, "has_people", has_people(in->list));
	json_add_bool(view, "may_in_full", may(req, PERM_PERSONAL_DATA));
	/* the inbox has no view of all it holds */
	json_add_bool(view, "is_filtered",
		      in->list == EXPORT_INBOX || is_filtered(req, in->filters));
	json_add_text(view, "back", back_to(req, in));
	return view;
}

/* Everything behind list=…&: the filters as the list's own address had them. */
static const char *filters_of(const struct request *req)
{
	const char *query = strchr(req->target, '?'), *rest;

	rest = query ? strchr(query, '&') : NULL;
	return rest && strncmp(query, "?list=", 6) == 0 && strlen(rest) <= 2000 ? rest + 1 : NULL;
}

void export_web_form(struct request *req, struct response *res)
{
	struct export_input in = { .list = EXPORT_ORDERS };
	struct field_errors errors = { .arena = req->arena };
	cJSON *view, *values = json_object();

	(void)!fields_read_query(req, fields, 1, &in, NULL, &errors);
	in.filters = filters_of(req);
	if (!may(req, export_needs((enum export_list)in.list))) {
		respond_not_found(req, res);
		return;
	}
	view = form_view(req, &in);
	json_add_text(values, "list", export_list_word[in.list]);
	json_add_text(values, "format", export_format_word[in.format]);
	json_add_text(values, "filters", in.filters);
	json_add(view, "form", respond_form(req, fields, FIELDS, values, NULL));
	respond_view(req, res, "exchange/export", view);
}

static bool is_api(const struct request *req)
{
	return req->route->face == FACE_API;
}

/* What the list itself would take; of webhooks' deliveries it says of which. */
static bool takes(struct request *req, const struct export_input *in)
{
	struct params p;
	uint64_t hook;

	if (in->list == EXPORT_DELIVERIES)
		return hook_list_takes(req->arena, in->filters, &hook);
	if (in->list == EXPORT_SURVEY_ANSWERS)
		return survey_of_filters(in->filters) != 0;
	if (in->list == EXPORT_PRODUCT_CHANGES)
		return export_product_of(req->arena, in->filters) != NULL;
	if (!in->filters)
		return true;
	if (in->list == EXPORT_INBOX)
		return inbox_list_takes(req, in->filters);
	return params_parse(req->arena, in->filters, strlen(in->filters), &p) == WEB_OK &&
	       (in->list != EXPORT_CUSTOMERS || customer_list_takes(req, in->filters));
}

static void check(struct request *req, const struct export_input *in, struct field_errors *errors)
{
	if (!may(req, export_needs((enum export_list)in->list)))
		field_error(errors, "/list", "not_permitted",
			    N_("Your role doesn’t allow this list"), NULL);
	if (in->in_full && !may(req, PERM_PERSONAL_DATA))
		field_error(errors, "/in_full", "not_permitted",
			    N_("Your role shows names, phones and addresses masked"), NULL);
	if (!takes(req, in))
		field_error(errors, "/filters", "malformed",
			    N_("These filters can’t be read: go back to the list"), NULL);
}

void export_web_ask(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct export_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	unsigned long long id;
	cJSON *view;

	if (fields_read(req, fields, FIELDS, &in, NULL, &errors))
		check(req, &in, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "exchange/export", form_view(req, &in), fields, FIELDS,
			       &errors);
		return;
	}
	id = export_ask(&w,
			&(struct export_draft){ (enum export_list)in.list,
						(enum export_format)in.format,
						in.filters ? in.filters : "",
						in.in_full && has_people(in.list), req->lang },
			req->session->permissions);
	view = json_object();
	json_add_id(view, "id", id);
	respond_done(req, res, 201, view,
		     arena_printf(req->arena,
				  is_api(req) ? "/api/v1/exports/%llu" : "/desk/tasks/%llu", id),
		     "success", NULL);
}

/* An export of one's own. */
static bool find_own(struct request *req, struct response *res, struct work *w, struct task *out)
{
	char *end;
	uint64_t id = strtoull(req->path_param[0], &end, 10);

	if (!*end && task_find(w, id, out) && out->who.kind == w->actor.kind &&
	    out->who.id == w->actor.id && strcmp(out->kind, "export") == 0)
		return true;
	respond_not_found(req, res);
	return false;
}

void export_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct task t;
	cJSON *view;

	if (!find_own(req, res, &w, &t))
		return;
	view = json_object();
	json_add_id(view, "id", t.id);
	json_add_text(view, "state", task_state_word[t.state]);
	json_add_int(view, "rows", t.done);
	json_add_instant(view, "kept_until", t.kept_until);
	export_view(&w, &t, view);
	respond_view(req, res, NULL, view);
}

/* What was allowed when it was made is asked for again. */
void export_web_file(struct request *req, struct response *res)
{
	static const char csv[] = "text/csv; charset=utf-8";
	static const char xlsx[] =
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	struct work w = work_of(req);
	const char *path, *name;
	struct task t;

	if (!find_own(req, res, &w, &t))
		return;
	if (json_get_bool(t.request, "in_full") && !may(req, PERM_PERSONAL_DATA)) {
		respond_refusal(req, res, 403, "not_permitted",
				N_("Your role shows names, phones and addresses masked."));
		return;
	}
	name = json_get_text(t.request, "name");
	path = arena_printf(req->arena, "%s/%s", req->app->config->var_dir,
			    export_file(req->arena, &t));
	if (t.state != TASK_DONE ||
	    !respond_file(req, res, path, name, strstr(name, ".xlsx") ? xlsx : csv)) {
		respond_not_found(req, res);
		return;
	}
	audit_write(&w, &(struct audit){ .kind = AUDIT_EXPORT_TAKEN,
					 .who = w.actor,
					 .about = "export",
					 .about_id = t.id,
					 .became = name });
}
