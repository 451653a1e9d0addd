/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings' page of the shop's logo. */
#include "base/json.h"
#include "guard.h"
#include "picture/inside.h"
#include "picture/web.h"
#include "respond.h"

#define PAGE "/desk/settings/logo"

/* Stands for the part with the file, so that its error has a place. */
static const struct field fields[] = { { .name = "file", .kind = FIELD_TEXT, .max = 1 } };
enum { FIELDS = sizeof fields / sizeof *fields };

struct ignored {
	const char *file;
};

/* {logo, next}: what is shown, and what is to take its place, each null where there is none. */
static cJSON *page_view(struct work *w)
{
	cJSON *view = json_object(), *logo = NULL, *next = NULL;
	bool is_waiting = false;
	size_t n;
	const struct picture *all = picture_list(w, PICTURE_LOGO_OWNER, &n);

	for (size_t i = 0; i < n; i++) {
		is_waiting = is_waiting || all[i].state == PICTURE_WAITING;
		if (all[i].state == PICTURE_READY)
			logo = picture_logo_view(w, &all[i]);
		else
			next = picture_logo_view(w, &all[i]);
	}
	json_add_bool(view, "is_empty", n == 0);
	json_add_bool(view, "is_waiting", is_waiting);
	json_add(view, "logo", logo ? logo : cJSON_CreateNull());
	json_add(view, "next", next ? next : cJSON_CreateNull());
	return view;
}

void picture_web_logo(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = page_view(&w);

	json_add(view, "form", respond_form(req, fields, FIELDS, json_object(), NULL));
	respond_view(req, res, "picture/logo", view);
}

void picture_web_bring_logo(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct ignored in;
	struct field_errors errors = { .arena = req->arena };
	enum picture_fault fault = PICTURE_FINE;
	uint64_t id;

	if (fields_read(req, fields, FIELDS, &in, NULL, &errors) &&
	    picture_bring_logo(&w,
			       &(struct picture_draft){ .name = picture_file_name(req),
							.p = req->file.p,
							.len = req->file.p ? req->file.len : 0 },
			       req->session->permissions, req->lang, &id, &fault) == PICTURE_BAD)
		picture_say_fault(&errors, fault);
	if (errors.n > 0) {
		respond_errors(req, res, "picture/logo", page_view(&w), fields, FIELDS, &errors);
		return;
	}
	respond_done(req, res, 201, page_view(&w), PAGE, "success",
		     N_("Logo taken. Every page shows it within a minute of its being prepared."));
}

void picture_web_drop_logo(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct field_errors errors = { .arena = req->arena };

	if (!fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, "picture/logo", page_view(&w), fields, FIELDS, &errors);
		return;
	}
	if (picture_drop_logo(&w) != PICTURE_OK) {
		respond_not_found(req, res);
		return;
	}
	respond_done(req, res, 200, page_view(&w), PAGE, "success",
		     N_("Logo removed. Every page follows within a minute."));
}
