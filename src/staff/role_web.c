/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of roles: which there are and who has them, and the shop's own. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "permission.h"
#include "respond.h"
#include "staff/input.h"
#include "staff/staff.h"
#include "staff/web.h"

#define LIST "/desk/staff/roles"

/* ---- views ---- */

static cJSON *role_view(const struct request *req, const struct staff_role *r)
{
	cJSON *view = json_object(), *list;

	json_add_text(view, "word", r->word);
	json_add_text(view, "name", staff_role_text(req->app, req->lang, r->word, r->name));
	json_add_bool(view, "is_own", r->is_own);
	json_add_int(view, "n_people", r->n_people);
	json_add_bool(view, "is_used", r->n_people > 0);
	json_add_int(view, "n_permissions", __builtin_popcountll(r->permissions));
	json_add_int(view, "version", r->version);
	json_add_bool(view, "is_above", r->permissions & ~req->session->permissions);
	list = json_add_array(view, "permissions");
	for (int p = 0; p < PERMISSION__MAX; p++)
		if (r->permissions & PERM_BIT(p))
			json_append_text(list, permission_word[p]);
	return view;
}

/* What the form begins with. */
static cJSON *values_of(const struct staff_role *r, struct arena *a)
{
	cJSON *values = json_object();

	json_add_text(values, "name", r->name);
	json_add_text(values, "version", arena_printf(a, "%d", r->version));
	return values;
}

static cJSON *page_view(const struct request *req, const struct staff_role *r)
{
	cJSON *view = json_object();

	json_add(view, "role", role_view(req, r));
	json_add_bool(view, "may_change",
		      r->is_own && !(r->permissions & ~req->session->permissions));
	permissions_add_choices(req, view, r->permissions);
	return view;
}

void staff_web_roles(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "roles");
	size_t n;
	struct staff_role *all = staff_roles(&w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, role_view(req, &all[i]));
	respond_add_export(req, view, "roles");
	respond_view(req, res, "staff/roles", view);
}

/* ---- refusals ---- */

static const struct {
	const char *pointer, *code, *msg; /* pointer NULL: of no field */
} refusals[] = {
	[STAFF_ROLE_SHIPPED] = { NULL, "shipped",
				 N_("Shipped roles stay as they are. Make one of your own.") },
	[STAFF_ROLE_ABOVE] = { "/permissions", "above",
			       N_("You can only give what you may do yourself") },
	[STAFF_ROLE_EMPTY] = { "/permissions", "required", N_("Choose at least one permission") },
	[STAFF_ROLE_TAKEN] = { "/name", "taken", N_("There is a role with this name already") },
	[STAFF_ROLE_TOO_MANY] = { "/name", "too_many",
				  N_("There are fifty roles of your own: "
				     "delete one first") },
	[STAFF_ROLE_STALE] = { NULL, "stale", N_("Somebody else changed this role meanwhile.") },
	[STAFF_ROLE_IN_USE] = { NULL, "in_use",
				N_("Somebody has this role. Give them another one "
				   "first.") },
};

/* ---- making ---- */

static cJSON *new_view(const struct request *req)
{
	cJSON *view = json_object();

	json_add_null(view, "role");
	json_add_bool(view, "may_change", true);
	permissions_add_choices(req, view, 0);
	return view;
}

void staff_web_role_new(struct request *req, struct response *res)
{
	cJSON *view = new_view(req);

	json_add(view, "form", respond_form(req, role_set_fields, role_set_fields_n, NULL, NULL));
	respond_view(req, res, "staff/role", view);
}

static bool read_wish(struct request *req, struct staff_role_wish *wish,
		      struct field_errors *errors)
{
	struct role_set_input in = { 0 };

	if (!fields_read(req, role_set_fields, role_set_fields_n, &in, req->app->settings.currency,
			 errors))
		return false;
	wish->name = in.name;
	wish->permissions = permissions_read(&in.permissions, errors);
	wish->version = (int)in.version;
	return errors->n == 0;
}

/* True: a refusal of a field, which now stands beside it. */
static bool beside_field(enum staff_role_refusal r, struct field_errors *errors)
{
	if (r == STAFF_ROLE_OK || r == STAFF_ROLE_NOT_FOUND || !refusals[r].pointer)
		return false;
	field_error(errors, refusals[r].pointer, refusals[r].code, refusals[r].msg, NULL);
	return true;
}

void staff_web_make_role(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct staff_role_wish wish = { .act = STAFF_ROLE_MAKE, .mine = req->session->permissions };
	struct work w = work_of(req);

	if (read_wish(req, &wish, &errors))
		beside_field(staff_role_act(&w, &wish), &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "staff/role", new_view(req), role_set_fields,
			       role_set_fields_n, &errors);
		return;
	}
	respond_done(req, res, 201,
		     role_view(req, &(struct staff_role){ .word = wish.word,
							  .name = wish.name,
							  .permissions = wish.permissions,
							  .version = 1,
							  .is_own = true }),
		     LIST, "success", N_("The role is made. Give it to somebody on their page."));
}

/* ---- one ---- */

static bool find(struct request *req, struct response *res, struct work *w, struct staff_role *out)
{
	size_t n;
	struct staff_role *all;

	*w = work_of(req);
	all = staff_roles(w, &n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].word, req->path_param[0]))
			continue;
		*out = all[i];
		return true;
	}
	respond_not_found(req, res);
	return false;
}

void staff_web_role_form(struct request *req, struct response *res)
{
	struct staff_role r;
	struct work w;
	cJSON *view;

	if (!find(req, res, &w, &r))
		return;
	view = page_view(req, &r);
	json_add(view, "form",
		 respond_form(req, role_set_fields, role_set_fields_n, values_of(&r, req->arena),
			      NULL));
	respond_view(req, res, "staff/role", view);
}

static void answer(struct request *req, struct response *res, enum staff_role_refusal r,
		   const char *done)
{
	if (r == STAFF_ROLE_OK)
		respond_done(req, res, 200, NULL, LIST, "success", done);
	else if (r == STAFF_ROLE_NOT_FOUND)
		respond_not_found(req, res);
	else
		respond_refusal(req, res, 409, refusals[r].code, refusals[r].msg);
}

static void show_stale(struct request *req, struct response *res, const struct staff_role *now)
{
	const struct stale s = { .msg = refusals[STAFF_ROLE_STALE].msg,
				 .version = now->version,
				 .now = values_of(now, req->arena) };

	respond_stale(req, res, "staff/role", page_view(req, now), role_set_fields,
		      role_set_fields_n, &s);
}

void staff_web_change_role(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct staff_role_wish wish = { .act = STAFF_ROLE_CHANGE,
					.mine = req->session->permissions };
	enum staff_role_refusal r = STAFF_ROLE_OK;
	struct staff_role now;
	struct work w;

	if (!find(req, res, &w, &now))
		return;
	wish.word = now.word;
	if (read_wish(req, &wish, &errors)) {
		r = staff_role_act(&w, &wish);
		beside_field(r, &errors);
	}
	if (errors.n > 0)
		respond_errors(req, res, "staff/role", page_view(req, &now), role_set_fields,
			       role_set_fields_n, &errors);
	else if (r == STAFF_ROLE_STALE)
		show_stale(req, res, &now);
	else
		answer(req, res, r, N_("The role is changed, at once for everybody who has it."));
}

void staff_web_delete_role(struct request *req, struct response *res)
{
	struct staff_role_wish wish = { .act = STAFF_ROLE_DELETE,
					.word = req->path_param[0],
					.mine = req->session->permissions };
	struct work w = work_of(req);

	answer(req, res, staff_role_act(&w, &wish), N_("The role is deleted."));
}
