/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of reply templates. */
#include "base/ident.h"
#include "base/json.h"
#include "feedback/web.h"
#include "feedback/wording.h"
#include "guard.h"
#include "respond.h"

#define LIST "/desk/wordings"

struct wording_input {
	const char *name, *en, *zh;
	int64_t version;
};
#define AT(member) offsetof(struct wording_input, member)
static const struct field fields[] = {
	{ "name", FIELD_TEXT, AT(name), true, .max = WORDING_NAME_CHARS,
	  .missing = N_("Give it a name") },
	{ "body_en", FIELD_NOTE, AT(en), .max = MESSAGE_CHARS },
	{ "body_zh", FIELD_NOTE, AT(zh), .max = MESSAGE_CHARS },
	{ "version", FIELD_INT, AT(version), .min = 0, .max = INT32_MAX },
};
#define FIELDS (sizeof fields / sizeof *fields)

static cJSON *wording_view(const struct wording *x)
{
	cJSON *t = json_object();

	json_add_id(t, "id", x->id);
	json_add_text(t, "name", x->name);
	json_add_text(t, "body_en", x->body[LANG_EN]);
	json_add_text(t, "body_zh", x->body[LANG_ZH]);
	json_add_bool(t, "in_en", x->body[LANG_EN] != NULL);
	json_add_bool(t, "in_zh", x->body[LANG_ZH] != NULL);
	json_add_int(t, "version", x->version);
	return t;
}

void feedback_web_wordings(struct request *req, struct response *res)
{
	cJSON *view = json_object(), *list = json_add_array(view, "wordings");
	struct work w = work_of(req);
	size_t n;
	const struct wording *all = wording_store_list(&w, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, wording_view(&all[i]));
	json_add_bool(view, "any", n > 0);
	respond_view(req, res, "feedback/wordings", view);
}

/* x NULL: a new one */
static cJSON *one_view(const struct wording *x)
{
	cJSON *view = json_object();

	json_add_text(view, "places", "{name}, {order}");
	if (x)
		json_add(view, "wording", wording_view(x));
	else
		json_add_null(view, "wording");
	return view;
}

static void show(struct request *req, struct response *res, const struct wording *x)
{
	cJSON *view = one_view(x);

	json_add(view, "form",
		 respond_form(req, fields, FIELDS, x ? json_get(view, "wording") : NULL, NULL));
	respond_view(req, res, "feedback/wording", view);
}

void feedback_web_wording_new(struct request *req, struct response *res)
{
	show(req, res, NULL);
}

static bool find(struct request *req, struct response *res, struct work *w, struct wording *x)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && wording_store_get(w, id, false, x))
		return true;
	respond_not_found(req, res);
	return false;
}

void feedback_web_wording(struct request *req, struct response *res)
{
	struct wording x;
	struct work w;

	if (find(req, res, &w, &x))
		show(req, res, &x);
}

/* ---- saving ---- */

static void check_body(struct request *req, const char *body, const char *at,
		       struct field_errors *errors)
{
	const char *unknown = body ? wording_unknown(req->arena, body) : NULL;

	if (unknown)
		field_error(errors, at, "unknown_place",
			    N_("A name and an order number are filled in, not {arg}"), unknown);
}

static void check(struct request *req, const struct wording_input *in, struct field_errors *errors)
{
	if (errors->n == 0 && !in->en && !in->zh)
		field_error(errors, "/body_en", "required",
			    N_("Write the text in one language at least"), NULL);
	check_body(req, in->en, "/body_en", errors);
	check_body(req, in->zh, "/body_zh", errors);
}

static void answer(struct request *req, struct response *res, const struct wording *was,
		   const struct wording *x, enum wording_refusal r)
{
	switch (r) {
	case WORDING_OK:
		respond_done(req, res, 200, wording_view(x), LIST, "success", N_("Saved."));
		break;
	case WORDING_STALE:
		respond_stale(req, res, "feedback/wording", one_view(was), fields, FIELDS,
			      &(struct stale){
				      .msg = N_("Somebody else has changed this template. What you "
						"typed is still here: look at it, then save it "
						"again."),
				      .version = x->version });
		break;
	case WORDING_MANY:
		respond_refusal(req, res, 409, "too_many",
				N_("There are 200 templates: remove one first."));
		break;
	case WORDING_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}

static void save(struct request *req, struct response *res, const struct wording *was)
{
	struct field_errors errors = { .arena = req->arena };
	struct wording_input in = { .version = -1 };
	struct work w = work_of(req);
	struct wording x;

	(void)!fields_read(req, fields, FIELDS, &in, NULL, &errors);
	check(req, &in, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "feedback/wording", one_view(was), fields, FIELDS,
			       &errors);
		return;
	}
	x = (struct wording){ .id = was ? was->id : 0,
			      .name = in.name,
			      .body = { [LANG_EN] = in.en, [LANG_ZH] = in.zh },
			      .version = (int)in.version };
	answer(req, res, was, &x, wording_save(&w, &x));
}

void feedback_web_wording_add(struct request *req, struct response *res)
{
	save(req, res, NULL);
}

void feedback_web_wording_save(struct request *req, struct response *res)
{
	struct wording was;
	struct work w;

	if (find(req, res, &w, &was))
		save(req, res, &was);
}

void feedback_web_wording_remove(struct request *req, struct response *res)
{
	struct wording was;
	struct work w;

	if (!find(req, res, &w, &was))
		return;
	if (wording_remove(&w, was.id))
		respond_done(req, res, 204, NULL, LIST, "success", N_("Removed."));
	else
		respond_not_found(req, res);
}
