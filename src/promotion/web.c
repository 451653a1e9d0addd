/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of promotions, and the same for programs. */
#include "promotion/web.h"

#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "promotion/input.h"
#include "respond.h"

#define LIST "/desk/promotions"
#define SHOW "promotion/show"
#define CODE "promotion/code"

const char *const promotion_of_word[PROMOTION_OF__MAX] = {
	[PROMOTION_OF_SHOP] = "shop",
	[PROMOTION_OF_REWARDS] = "rewards",
};

static char *path_of(struct request *req, uint64_t id)
{
	return arena_printf(req->arena, LIST "/%llu", (unsigned long long)id);
}

static const struct field promotion_of_field[] = {
	{ .name = "of",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct promotion_list_input, of),
	  .words = promotion_of_word,
	  .n_words = PROMOTION_OF__MAX },
};

static void add_filters(struct request *req, cJSON *view, int of)
{
	cJSON *list = json_add_array(view, "filters");

	for (int i = 0; i < PROMOTION_OF__MAX; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "of", promotion_of_word[i]);
		json_add_text(one, "href",
			      url_path(req->arena, req->app->config->base_path, LIST "?of=%s",
				       promotion_of_word[i]));
		json_add_bool(one, "current", i == of);
	}
}

void promotion_web_list(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct promotion_list_input in = { .of = PROMOTION_OF_SHOP };
	struct work w = work_of(req);
	cJSON *view;

	/* what a link cannot mean is the shop's own list */
	if (!fields_read_query(req, promotion_of_field, 1, &in, NULL, &errors))
		in.of = PROMOTION_OF_SHOP;
	view = promotion_list_view(&w, in.of == PROMOTION_OF_REWARDS);
	json_add_bool(view, "is_rewards", in.of == PROMOTION_OF_REWARDS);
	add_filters(req, view, in.of);
	json_add_bool(view, "may_change", may(req, PERM_PROMOTIONS));
	respond_view(req, res, "promotion/list", view);
}

/* ---- a new one ---- */

void promotion_web_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *values = json_object();

	promotion_add_tiers(&w, view, NULL);
	json_add_bool(values, "gives_back", true);
	json_add(view, "form",
		 respond_form(req, promotion_fields, promotion_fields_n, values, NULL));
	respond_view(req, res, "promotion/new", view);
}

static void refuse(enum promotion_refusal r, struct field_errors *errors)
{
	if (r == PROMOTION_CODE_TAKEN)
		field_error(errors, "/code", "code_taken", N_("There is such a code already"),
			    NULL);
	if (r == PROMOTION_TAKES_NONE)
		field_error(errors, "/code", "takes_none",
			    N_("This promotion runs by itself, without codes"), NULL);
	if (r == PROMOTION_TOO_MANY)
		field_error(errors, "/needs_code", "too_many",
			    N_("100 promotions run by themselves already. End one first."), NULL);
}

static void answer_wrong(struct request *req, struct response *res, struct work *w,
			 const struct field_errors *errors)
{
	cJSON *view = json_object();

	promotion_add_tiers(w, view, params_get(&req->form, "tier"));
	respond_errors(req, res, "promotion/new", view, promotion_fields, promotion_fields_n,
		       errors);
}

void promotion_web_add(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct promotion_input in = { .from = INSTANT_NONE, .until = INSTANT_NONE };
	struct work w = work_of(req);
	struct promotion_code code;
	struct promotion p;

	(void)!fields_read(req, promotion_fields, promotion_fields_n, &in,
			   req->app->settings.currency, &errors);
	p = promotion_of(&w, &in, &errors);
	code = promotion_code_of(&in, false, &errors);
	if (errors.n == 0)
		refuse(promotion_add(&w, &p, code.code ? &code : NULL), &errors);
	if (errors.n > 0)
		answer_wrong(req, res, &w, &errors);
	else
		respond_done(req, res, 201, promotion_full_view(&w, &p), path_of(req, p.id),
			     "success", N_("The promotion is made."));
}

/* ---- one that is there ---- */

static bool find(struct request *req, struct response *res, struct work *w, struct promotion *p)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && promotion_store_get(w, id, false, p))
		return true;
	respond_not_found(req, res);
	return false;
}

static cJSON *page_view(struct request *req, struct work *w, const struct promotion *p)
{
	cJSON *view = json_object();

	json_add_bool(view, "may_change", may(req, PERM_PROMOTIONS));
	json_add(view, "promotion", promotion_full_view(w, p));
	return view;
}

static cJSON *with_form(struct request *req, cJSON *view)
{
	json_add(view, "form",
		 respond_form(req, promotion_change_fields, promotion_change_fields_n,
			      json_get(view, "promotion"), NULL));
	return view;
}

void promotion_web_show(struct request *req, struct response *res)
{
	struct promotion p;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	respond_view(req, res, SHOW, with_form(req, page_view(req, &w, &p)));
}

static void answer(struct request *req, struct response *res, struct work *w, uint64_t id,
		   int status, const char *flash)
{
	struct promotion p;

	if (promotion_store_get(w, id, false, &p))
		respond_done(req, res, status, promotion_full_view(w, &p), path_of(req, id),
			     "success", flash);
	else
		respond_not_found(req, res);
}

static void refuse_ended(struct request *req, struct response *res)
{
	respond_refusal(req, res, 409, "ended", N_("This promotion is ended."));
}

static void answer_stale(struct request *req, struct response *res, struct work *w, uint64_t id)
{
	struct promotion p;

	if (!promotion_store_get(w, id, false, &p)) {
		respond_not_found(req, res);
		return;
	}
	respond_stale(req, res, SHOW, page_view(req, w, &p), promotion_change_fields,
		      promotion_change_fields_n,
		      &(struct stale){ N_("Somebody else has just changed this promotion. What you "
					  "typed is still here: look at what changed, then send it "
					  "again or go back."),
				       p.version, promotion_view(w, &p), NULL });
}

void promotion_web_change(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct promotion_input in = { .from = INSTANT_NONE, .until = INSTANT_NONE };
	struct promotion p, wanted;
	enum promotion_refusal r;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	(void)!fields_read(req, promotion_change_fields, promotion_change_fields_n, &in, NULL,
			   &errors);
	wanted = promotion_change_of(&in, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, SHOW, page_view(req, &w, &p), promotion_change_fields,
			       promotion_change_fields_n, &errors);
		return;
	}
	wanted.id = p.id;
	r = promotion_change(&w, &wanted);
	if (r == PROMOTION_STALE)
		answer_stale(req, res, &w, p.id);
	else if (r == PROMOTION_IS_ENDED)
		refuse_ended(req, res);
	else
		answer(req, res, &w, p.id, 200, N_("Saved."));
}

void promotion_web_end(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct promotion p;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors))
		respond_errors(req, res, SHOW, page_view(req, &w, &p), promotion_change_fields,
			       promotion_change_fields_n, &errors);
	else if (promotion_end(&w, p.id) != PROMOTION_OK)
		refuse_ended(req, res);
	else
		answer(req, res, &w, p.id, 200,
		       N_("The promotion is ended. Orders that have it keep it."));
}

/* ---- codes ---- */

static cJSON *code_view(struct work *w, const struct promotion *p)
{
	cJSON *view = json_object();

	json_add(view, "promotion", promotion_view(w, p));
	return view;
}

void promotion_web_code_form(struct request *req, struct response *res)
{
	struct promotion p;
	struct work w;
	cJSON *view;

	if (!find(req, res, &w, &p))
		return;
	view = code_view(&w, &p);
	json_add(view, "form",
		 respond_form(req, promotion_code_fields, promotion_code_fields_n, NULL, NULL));
	respond_view(req, res, CODE, view);
}

static void show_code_errors(struct request *req, struct response *res, struct work *w,
			     const struct promotion *p, const struct field_errors *errors)
{
	respond_errors(req, res, CODE, code_view(w, p), promotion_code_fields,
		       promotion_code_fields_n, errors);
}

void promotion_web_add_code(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct promotion_input in = { 0 };
	enum promotion_refusal r = PROMOTION_OK;
	struct promotion_code code;
	struct promotion p;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	(void)!fields_read(req, promotion_code_fields, promotion_code_fields_n, &in, NULL, &errors);
	code = promotion_code_of(&in, true, &errors);
	if (errors.n == 0) {
		r = promotion_add_code(&w, p.id, &code);
		refuse(r, &errors);
	}
	if (r == PROMOTION_IS_ENDED)
		refuse_ended(req, res);
	else if (errors.n > 0)
		show_code_errors(req, res, &w, &p, &errors);
	else
		answer(req, res, &w, p.id, 201, N_("The code is added."));
}

void promotion_web_end_code(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct promotion_input in = { 0 };
	struct promotion_code code;
	struct promotion p;
	struct work w;

	if (!find(req, res, &w, &p))
		return;
	(void)!fields_read(req, promotion_code_end_fields, promotion_code_end_fields_n, &in, NULL,
			   &errors);
	code = promotion_code_of(&in, true, &errors);
	if (errors.n > 0)
		show_code_errors(req, res, &w, &p, &errors);
	else if (promotion_end_code(&w, p.id, code.code) != PROMOTION_OK)
		respond_not_found(req, res);
	else
		answer(req, res, &w, p.id, 200, N_("The code is ended."));
}
