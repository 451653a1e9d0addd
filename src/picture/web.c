/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A product's pictures at the desk, and the same for programs. */
#include "picture/web.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "guard.h"
#include "picture/inside.h"
#include "respond.h"

enum { NAME_MAX_CHARACTERS = 200, ALT_MAX = 200, OF_MAX = 50 };

/* ---- the list ---- */

static bool is_api(const struct request *req)
{
	return req->route->face == FACE_API;
}

static const char *list_path(const struct request *req, const struct product *p)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, "/desk/products/");
	url_encode(&b, p->code);
	buf_adds(&b, "/pictures");
	return b.p;
}

/* What was chosen in what was sent, or what the picture shows. */
static const char *of_chosen(const struct request *req, const char *now)
{
	return req->method == METHOD_POST ? params_get(&req->form, "of") : now;
}

static cJSON *list_view(const struct request *req, struct work *w, const struct product *p,
			const char *of)
{
	cJSON *view = catalog_head_view(p, PRODUCT_TAB_PICTURES), *one;
	const cJSON *list;

	picture_list_view(w, p->id, view);
	picture_add_variants(w, p->id, of, view);
	list = json_get(view, "pictures");
	cJSON_ArrayForEach(one, list)
	{
		json_add_bool(one, "is_first", one == list->child);
		json_add_bool(one, "is_last", !one->next);
	}
	json_add_bool(view, "is_empty", !list->child);
	json_add_bool(view, "may_change", may(req, PERM_CATALOG_CHANGE));
	return view;
}

struct add_input {
	const char *product, *alt_en, *alt_zh, *of, *file;
};
#define ADD(member) offsetof(struct add_input, member)
static const struct field add_fields[] = {
	{ .name = "product",
	  .kind = FIELD_TEXT,
	  .offset = ADD(product),
	  .required = true,
	  .max = 40 },
	{ .name = "alt_en", .kind = FIELD_TEXT, .offset = ADD(alt_en), .max = ALT_MAX },
	{ .name = "alt_zh", .kind = FIELD_TEXT, .offset = ADD(alt_zh), .max = ALT_MAX },
	{ .name = "of", .kind = FIELD_TEXT, .offset = ADD(of), .max = OF_MAX },
	/* stands for the part with the file, so that its error has a place */
	{ .name = "file", .kind = FIELD_TEXT, .offset = ADD(file), .max = 1 },
};
enum { ADD_FIELDS = sizeof add_fields / sizeof *add_fields };

void picture_web_list(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct product p;
	cJSON *view;

	if (!catalog_find_product(&w, req->path_param[0], &p)) {
		respond_not_found(req, res);
		return;
	}
	if (is_api(req)) {
		view = json_object();
		picture_list_view(&w, p.id, view);
		respond_view(req, res, NULL, view);
		return;
	}
	view = list_view(req, &w, &p, NULL);
	json_add(view, "form", respond_form(req, add_fields, ADD_FIELDS, json_object(), NULL));
	respond_view(req, res, "picture/list", view);
}

/* ---- bringing ---- */

const char *picture_file_name(struct request *req)
{
	const char *slash = req->file.p ? strrchr(req->file.name, '/') : NULL;
	const char *name = req->file.p ? slash ? slash + 1 : req->file.name : "";
	char *clean = text_clean(req->arena, name, true);

	return clean && *clean && text_length(clean) <= NAME_MAX_CHARACTERS ? clean : "file";
}

static void say_no_variant(struct field_errors *errors)
{
	field_error(errors, "/of", "unknown_variant", N_("The product has no such variant"), NULL);
}

void picture_say_fault(struct field_errors *errors, enum picture_fault fault)
{
	field_error(errors, "/file",
		    fault == PICTURE_EMPTY ? "required" : picture_fault_word[fault],
		    picture_fault_says(fault), NULL);
}

static void refuse_add(struct request *req, struct response *res, struct work *w,
		       const struct product *p, const struct field_errors *errors)
{
	respond_errors(req, res, "picture/list", list_view(req, w, p, of_chosen(req, NULL)),
		       add_fields, ADD_FIELDS, errors);
}

static void answer_added(struct request *req, struct response *res, struct work *w,
			 const struct product *product, uint64_t id)
{
	struct picture p;

	if (!picture_find(w, id, &p))
		fail("picture %llu is gone in the moment it was written", (unsigned long long)id);
	respond_done(req, res, 201, picture_view(w, &p), list_path(req, product), "success",
		     N_("Picture added. It is shown as soon as it is prepared."));
}

/* A page's form names the product it was made for: people are told that it is gone. */
static void refuse_product(struct request *req, struct response *res, struct field_errors *errors)
{
	field_error(errors, "/product", "unknown_product", N_("There is no such product"), NULL);
	if (req->wants_json)
		respond_errors(req, res, "picture/list", json_object(), add_fields, ADD_FIELDS,
			       errors);
	else
		respond_not_found(req, res);
}

void picture_web_add(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct add_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct product p;
	enum picture_fault fault = PICTURE_FINE;
	enum picture_refusal answer = PICTURE_NOT_FOUND;
	uint64_t id = 0;

	(void)!fields_read(req, add_fields, ADD_FIELDS, &in, NULL, &errors);
	if (!in.product || !catalog_find_product(&w, in.product, &p)) {
		refuse_product(req, res, &errors);
		return;
	}
	if (errors.n == 0)
		answer = picture_add(&w, p.id,
				     &(struct picture_draft){ picture_file_name(req), req->file.p,
							      req->file.p ? req->file.len : 0,
							      in.alt_en, in.alt_zh, in.of },
				     req->session->permissions, req->lang, &id, &fault);
	if (answer == PICTURE_BAD)
		picture_say_fault(&errors, fault);
	if (answer == PICTURE_NO_VARIANT)
		say_no_variant(&errors);
	if (answer == PICTURE_FULL)
		field_error(&errors, "/file", "too_many",
			    N_("A product has at most 12 pictures. Remove one first"), NULL);
	if (errors.n > 0)
		refuse_add(req, res, &w, &p, &errors);
	else
		answer_added(req, res, &w, &p, id);
}

/* ---- one of them ---- */

/* The picture of the path and its product; false: 404 is answered. */
static bool find(struct request *req, struct response *res, struct work *w, struct picture *out,
		 struct product *product)
{
	char *end;
	uint64_t id = strtoull(req->path_param[0], &end, 10);

	if (!*end && picture_find(w, id, out) && catalog_get(w, out->product_id, product))
		return true;
	respond_not_found(req, res);
	return false;
}

struct describe_input {
	const char *alt_en, *alt_zh, *of;
};
#define DESCRIBE(member) offsetof(struct describe_input, member)
static const struct field describe_fields[] = {
	{ .name = "alt_en", .kind = FIELD_TEXT, .offset = DESCRIBE(alt_en), .max = ALT_MAX },
	{ .name = "alt_zh", .kind = FIELD_TEXT, .offset = DESCRIBE(alt_zh), .max = ALT_MAX },
	{ .name = "of", .kind = FIELD_TEXT, .offset = DESCRIBE(of), .max = OF_MAX },
};
enum { DESCRIBE_FIELDS = sizeof describe_fields / sizeof *describe_fields };

static cJSON *show_view(const struct request *req, struct work *w, const struct picture *p,
			const struct product *product)
{
	cJSON *view = list_view(req, w, product, of_chosen(req, picture_of_word(w->arena, &p->of)));

	json_add(view, "picture", picture_view(w, p));
	return view;
}

void picture_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct picture p;
	struct product product;
	cJSON *view;

	if (!find(req, res, &w, &p, &product))
		return;
	if (is_api(req)) {
		respond_view(req, res, NULL, picture_view(&w, &p));
		return;
	}
	view = show_view(req, &w, &p, &product);
	json_add(view, "form",
		 respond_form(req, describe_fields, DESCRIBE_FIELDS, picture_view(&w, &p), NULL));
	respond_view(req, res, "picture/show", view);
}

/* After an act on one: it as it is now; where it is gone, what is left. */
static void answer_done(struct request *req, struct response *res, struct work *w, uint64_t id,
			const struct product *product, enum picture_refusal answer, const char *msg)
{
	struct picture now;
	cJSON *view;

	if (answer != PICTURE_OK) {
		respond_not_found(req, res);
		return;
	}
	if (picture_find(w, id, &now))
		view = picture_view(w, &now);
	else
		picture_list_view(w, product->id, view = json_object());
	respond_done(req, res, 200, view, list_path(req, product), "success", msg);
}

void picture_web_describe(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct describe_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct picture p;
	struct product product;
	enum picture_refusal answer = PICTURE_OK;

	if (!find(req, res, &w, &p, &product))
		return;
	if (fields_read(req, describe_fields, DESCRIBE_FIELDS, &in, NULL, &errors))
		answer = picture_describe(&w, p.id,
					  &(struct picture_draft){ .alt_en = in.alt_en,
								   .alt_zh = in.alt_zh,
								   .of = in.of },
					  req->session->permissions, req->lang);
	if (answer == PICTURE_NO_VARIANT)
		say_no_variant(&errors);
	if (errors.n > 0)
		respond_errors(req, res, "picture/show", show_view(req, &w, &p, &product),
			       describe_fields, DESCRIBE_FIELDS, &errors);
	else
		answer_done(req, res, &w, p.id, &product, answer, N_("Picture saved."));
}

struct move_input {
	int direction;
};
static const char *const direction_word[] = { "up", "down" };
static const struct field move_fields[] = {
	{ .name = "direction",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct move_input, direction),
	  .required = true,
	  .words = direction_word,
	  .label = "direction",
	  .n_words = 2 },
};

void picture_web_move(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct move_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct picture p;
	struct product product;

	if (!find(req, res, &w, &p, &product))
		return;
	if (!fields_read(req, move_fields, 1, &in, NULL, &errors))
		refuse_add(req, res, &w, &product, &errors);
	else
		answer_done(req, res, &w, p.id, &product,
			    picture_move(&w, p.id, in.direction == 0, req->session->permissions,
					 req->lang),
			    N_("Order changed."));
}

void picture_web_remove(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct field_errors errors = { .arena = req->arena };
	struct picture p;
	struct product product;

	if (!find(req, res, &w, &p, &product))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors))
		refuse_add(req, res, &w, &product, &errors);
	else
		answer_done(req, res, &w, p.id, &product,
			    picture_remove(&w, p.id, req->session->permissions, req->lang),
			    N_("Picture removed."));
}
