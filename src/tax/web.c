/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings' pages of tax zones. */
#include "tax/web.h"

#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "tax/input.h"

#define LIST "/desk/settings/tax"

/* ---- views ---- */

static const char *day(struct arena *a, struct instant t)
{
	struct civil c;

	if (instant_is_none(t))
		return NULL;
	c = instant_to_local(t);
	return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

/* The last day that it counts. */
static struct instant last_of(const struct tax_zone *z)
{
	return instant_is_none(z->until) ? z->until : instant_add(z->until, -1);
}

static cJSON *zone_view(struct arena *a, const struct tax_zone *z, struct instant now)
{
	cJSON *view = json_object();

	json_add_id(view, "id", z->id);
	json_add_text(view, "country", *z->country ? z->country : NULL);
	json_add_text(view, "region", *z->region ? z->region : NULL);
	json_add_text(view, "postal", *z->postal ? z->postal : NULL);
	for (int c = 0; c < TAX_CLASS__MAX; c++)
		if (c != TAX_ZERO)
			json_add_text(view, tax_class_word[c],
				      z->rate_bp[c] == TAX_NO_RATE
					      ? NULL
					      : catalog_percent(a, z->rate_bp[c]));
	json_add_text(view, "from", day(a, z->from));
	json_add_text(view, "until", day(a, last_of(z)));
	json_add_instant(view, "from_at", z->from);
	json_add_instant(view, "until_at", last_of(z));
	json_add_bool(view, "is_over", !instant_is_none(z->until) && z->until.us <= now.us);
	json_add_int(view, "version", z->version);
	return view;
}

/* What the settings say, which counts where no zone says otherwise. */
static void add_home(struct request *req, cJSON *view)
{
	const struct settings *s = &req->app->settings;
	cJSON *home = json_add_object(view, "home");

	json_add_text(home, "country", s->country);
	json_add_text(home, "standard", catalog_percent(req->arena, s->tax_standard));
	json_add_text(home, "reduced", catalog_percent(req->arena, s->tax_reduced));
	json_add_bool(home, "prices_include_tax", s->prices_include_tax);
}

static cJSON *list_view(struct request *req, struct work *w)
{
	cJSON *view = json_object(), *list = json_add_array(view, "zones");
	size_t n;
	const struct tax_zone *all = tax_list(w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, zone_view(req->arena, &all[i], req->now));
	json_add_bool(view, "is_empty", n == 0);
	json_add_bool(view, "may_add", n < TAX_ZONES_MAX);
	add_home(req, view);
	respond_add_export(req, view, "tax_zones");
	return view;
}

static cJSON *one_view(struct request *req, const struct tax_zone *z)
{
	cJSON *view = json_object();

	json_add(view, "zone", zone_view(req->arena, z, req->now));
	add_home(req, view);
	return view;
}

static cJSON *new_view(struct request *req)
{
	cJSON *view = json_object();

	add_home(req, view);
	return view;
}

/* ---- looking ---- */

void tax_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	respond_view(req, res, "tax/list", list_view(req, &w));
}

void tax_web_form(struct request *req, struct response *res)
{
	cJSON *view = new_view(req);

	json_add(view, "form", respond_form(req, tax_fields, tax_fields_n, NULL, NULL));
	respond_view(req, res, "tax/new", view);
}

static bool find(struct request *req, struct response *res, struct work *w, struct tax_zone *z)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && tax_get(w, id, z))
		return true;
	respond_not_found(req, res);
	return false;
}

void tax_web_show(struct request *req, struct response *res)
{
	struct tax_zone z;
	struct work w;
	cJSON *view;

	if (!find(req, res, &w, &z))
		return;
	view = one_view(req, &z);
	json_add(view, "form",
		 respond_form(req, tax_fields, tax_fields_n, zone_view(req->arena, &z, req->now),
			      NULL));
	respond_view(req, res, "tax/show", view);
}

/* ---- changing ---- */

static void refuse(enum tax_refusal r, struct field_errors *errors)
{
	static const struct {
		const char *at, *code, *message;
	} said[] = {
		[TAX_CLASH] = { "/from", "clash",
				N_("Another zone is of this place at that time. End that one "
				   "first, or choose other days.") },
		[TAX_BACKWARDS] = { "/until", "before_from", N_("It would end before it begins") },
		[TAX_EMPTY] = { "/standard", "required", N_("Say at least one rate, 0 for none") },
		[TAX_TOO_MANY] = { "/country", "too_many",
				   N_("There are as many zones as there may be") },
	};

	if (r < sizeof said / sizeof *said && said[r].at)
		field_error(errors, said[r].at, said[r].code, said[r].message, NULL);
}

static bool read_zone(struct request *req, struct tax_zone *z, struct field_errors *errors)
{
	struct tax_input in = { .from = INSTANT_NONE, .until = INSTANT_NONE };
	bool read = fields_read(req, tax_fields, tax_fields_n, &in, NULL, errors);

	*z = tax_zone_of(&in, errors);
	return read && errors->n == 0;
}

void tax_web_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct tax_zone z;
	uint64_t id = 0;

	if (read_zone(req, &z, &errors))
		refuse(tax_add(&w, &z, &id), &errors);
	if (errors.n > 0 || !tax_get(&w, id, &z))
		respond_errors(req, res, "tax/new", new_view(req), tax_fields, tax_fields_n,
			       &errors);
	else
		respond_done(req, res, 201, zone_view(req->arena, &z, req->now), LIST, "success",
			     N_("Zone added. It counts for new orders within a minute."));
}

static void answer_stale(struct request *req, struct response *res, const struct tax_zone *z)
{
	respond_stale(req, res, "tax/show", one_view(req, z), tax_fields, tax_fields_n,
		      &(struct stale){ N_("Somebody else has just changed this zone. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       z->version, zone_view(req->arena, z, req->now), NULL });
}

void tax_web_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	enum tax_refusal r = TAX_OK;
	struct tax_zone z, wanted;
	struct work w;

	if (!find(req, res, &w, &z))
		return;
	if (read_zone(req, &wanted, &errors)) {
		wanted.id = z.id;
		r = tax_change(&w, &wanted);
		refuse(r, &errors);
	}
	if (r == TAX_STALE && tax_get(&w, z.id, &z))
		answer_stale(req, res, &z);
	else if (r == TAX_NOT_FOUND || !tax_get(&w, z.id, &z))
		respond_not_found(req, res);
	else if (errors.n > 0)
		respond_errors(req, res, "tax/show", one_view(req, &z), tax_fields, tax_fields_n,
			       &errors);
	else
		respond_done(req, res, 200, zone_view(req->arena, &z, req->now), LIST, "success",
			     N_("Saved. It counts for new orders within a minute."));
}

void tax_web_remove(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct tax_zone z;
	struct work w;

	if (!find(req, res, &w, &z))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, "tax/show", one_view(req, &z), tax_fields, tax_fields_n,
			       &errors);
		return;
	}
	if (tax_remove(&w, z.id) != TAX_OK)
		respond_not_found(req, res);
	else
		respond_done(req, res, 200, list_view(req, &w), LIST, "success",
			     N_("Zone removed. Orders that were placed keep their tax."));
}
