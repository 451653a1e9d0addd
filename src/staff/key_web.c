/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of programs' keys: which there are, a new one, and revoking. */
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "permission.h"
#include "respond.h"
#include "staff/input.h"
#include "staff/staff.h"
#include "staff/web.h"

#define LIST "/desk/settings/keys"

/* ---- views ---- */

static void add_permissions(cJSON *view, uint64_t set)
{
	cJSON *list = json_add_array(view, "permissions");

	for (int p = 0; p < PERMISSION__MAX; p++)
		if (set & PERM_BIT(p))
			json_append_text(list, permission_word[p]);
}

static cJSON *key_view(const struct staff_key *k)
{
	cJSON *view = json_object();

	json_add_id(view, "id", k->id);
	json_add_text(view, "name", k->name);
	json_add_text(view, "state", staff_key_state_word[k->state]);
	json_add_bool(view, "is_over", k->state == STAFF_KEY_REVOKED);
	json_add_int(view, "n_permissions", __builtin_popcountll(k->permissions));
	add_permissions(view, k->permissions);
	json_add_text(view, "made_by", k->made_by && *k->made_by ? k->made_by : NULL);
	json_add_instant(view, "created_at", k->created_at);
	json_add_instant(view, "expires_at", k->expires_at);
	json_add_instant(view, "last_moment", instant_add(k->expires_at, -1));
	json_add_instant(view, "last_used_at", k->last_used_at);
	json_add_instant(view, "revoked_at", k->revoked_at);
	return view;
}

static cJSON *form_view(const struct request *req)
{
	cJSON *view = json_object();

	permissions_add_choices(req, view, 0);
	return view;
}

/* ---- the list ---- */

void staff_web_keys(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "keys");
	size_t n;
	struct staff_key *all = staff_keys(&w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, key_view(&all[i]));
	json_add_bool(view, "is_empty", n == 0);
	respond_add_export(req, view, "keys");
	respond_view(req, res, "staff/keys", view);
}

/* ---- a new one ---- */

void staff_web_key_form(struct request *req, struct response *res)
{
	cJSON *view = form_view(req);

	json_add(view, "form", respond_form(req, key_fields, key_fields_n, NULL, NULL));
	respond_view(req, res, "staff/key_new", view);
}

static void refuse(enum staff_key_refusal r, struct field_errors *errors)
{
	if (r == STAFF_KEY_ABOVE)
		field_error(errors, "/permissions", "above",
			    N_("You can only give what you may do yourself"), NULL);
	else if (r == STAFF_KEY_PAST)
		field_error(errors, "/until", "past", N_("Choose a day that is still to come"),
			    NULL);
	else if (r == STAFF_KEY_EMPTY)
		field_error(errors, "/permissions", "required",
			    N_("Choose at least one permission"), NULL);
}

/* It is read here and nowhere else again. */
static void show_once(struct request *req, struct response *res, const struct staff_key *k,
		      const char *key)
{
	const char *path = arena_printf(req->arena, LIST "/%llu", (unsigned long long)k->id);
	cJSON *view = key_view(k);

	respond_once(
		req, key_view(k), path,
		N_("This key is made already, and was shown once. If it is lost, revoke it and "
		   "make another."));
	json_add_text(view, "key", key);
	respond_view_status(req, res, req->wants_json ? 201 : 200, "staff/key_made", view);
	if (req->wants_json)
		response_header(res, "Location",
				url_path(req->arena, req->app->config->base_path, "%s", path));
}

void staff_web_make_key(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct key_input in = { .until = INSTANT_NONE };
	struct staff_key_wish wish = { .mine = req->session->permissions };
	enum staff_key_refusal r = STAFF_KEY_NOT_FOUND;
	struct work w = work_of(req);
	struct staff_key k;
	const char *key = NULL;
	uint64_t id = 0;

	if (fields_read(req, key_fields, key_fields_n, &in, req->app->settings.currency, &errors)) {
		wish.name = in.name;
		wish.permissions = permissions_read(&in.permissions, &errors);
		wish.expires_at =
			instant_is_none(in.until) ? INSTANT_NONE : instant_next_day(in.until);
	}
	if (errors.n == 0) {
		r = staff_key_make(&w, &wish, &id, &key);
		refuse(r, &errors);
	}
	if (r == STAFF_KEY_BY_PROGRAM)
		respond_refusal(req, res, 403, "not_permitted",
				N_("This is for people: a program makes no keys."));
	else if (errors.n > 0 || !staff_key_get(&w, id, &k))
		respond_errors(req, res, "staff/key_new", form_view(req), key_fields, key_fields_n,
			       &errors);
	else
		show_once(req, res, &k, key);
}

/* ---- one ---- */

void staff_web_key(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct staff_key k;
	uint64_t id;

	if (ident_parse(req->path_param[0], &id) && staff_key_get(&w, id, &k))
		respond_view(req, res, "staff/key", key_view(&k));
	else
		respond_not_found(req, res);
}

void staff_web_revoke_key(struct request *req, struct response *res)
{
	enum staff_key_refusal r = STAFF_KEY_NOT_FOUND;
	struct work w = work_of(req);
	struct staff_key k;
	uint64_t id;

	if (ident_parse(req->path_param[0], &id))
		r = staff_key_revoke(&w, id);
	if (r == STAFF_KEY_OVER)
		respond_refusal(req, res, 409, "not_now", N_("This key is revoked already."));
	else if (r != STAFF_KEY_OK || !staff_key_get(&w, id, &k))
		respond_not_found(req, res);
	else
		respond_done(req, res, 200, key_view(&k), LIST, "success",
			     N_("The key is revoked: what used it is shut out at once."));
}
