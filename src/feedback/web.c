/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's page of the conversation after an order. */
#include "feedback/web.h"

#include <string.h>
#include "base/json.h"
#include "feedback/input.h"
#include "feedback/photo.h"
#include "feedback/store.h"
#include "feedback/survey.h"
#include "guard.h"
#include "respond.h"

#define PAGE "feedback/talk"

struct talk_page {
	struct request *req;
	struct response *res;
	struct order_own own;
	struct order *order;
	struct talk talk;
	struct review *reviews;
	size_t n_reviews;
	int heard;        /* -1: not said with this order */
	bool heard_known; /* said with another one */
};

/* False: *res is answered. */
static bool open_page(struct talk_page *p, struct request *req, struct response *res)
{
	struct work *w = &p->own.work;

	*p = (struct talk_page){ .req = req, .res = res };
	if (!order_own_find(req, res, &p->own))
		return false;
	if (!order_get(w, p->own.document.order_id, &p->order)) {
		respond_not_found(req, res);
		return false;
	}
	(void)talk_store_read(w, p->order->id, false, &p->talk);
	p->reviews = review_store_of_order(w, p->order->id, &p->n_reviews);
	p->heard = heard_store_of_order(w, p->order->id);
	p->heard_known = heard_store_is_known(w, p->order->customer_id, p->order->id);
	if (p->own.key)
		response_header(res, "Referrer-Policy", "no-referrer");
	return true;
}

static const struct review *review_of(const struct talk_page *p, uint64_t line_id)
{
	for (size_t i = 0; i < p->n_reviews; i++)
		if (p->reviews[i].line_id == line_id)
			return &p->reviews[i];
	return NULL;
}

static bool is_shown(const struct talk_page *p, const struct order_line *l)
{
	return line_is_ratable(l, !instant_is_none(p->talk.asked_at)) || review_of(p, l->id);
}

/* ---- what the form begins with ---- */

static void add_tags(const struct review *r, cJSON *row)
{
	for (int i = 0; i < REVIEW_TAG__MAX; i++)
		json_add_bool(row, item_fields[3 + i].name, r->tags & 1U << i);
}

static cJSON *stored_values(const struct talk_page *p)
{
	cJSON *v = json_object(), *rows = json_add_array(v, "items");
	const struct talk *t = &p->talk;

	for (size_t i = 0; i < p->order->n_lines; i++) {
		const struct order_line *l = &p->order->lines[i];
		const struct review *r = review_of(p, l->id);
		cJSON *row;

		if (!is_shown(p, l))
			continue;
		row = json_append_object(rows);
		json_add_id(row, "line", l->id);
		if (!r)
			continue;
		json_add_text(row, "stars", stars_word[r->stars]);
		json_add_text(row, "body", r->body);
		add_tags(r, row);
	}
	json_add_text(v, "delivery", stars_word[t->delivery]);
	json_add_text(v, "service", stars_word[t->service]);
	json_add_text(v, "heard", p->heard >= 0 ? heard_of_word[p->heard] : NULL);
	json_add_bool(v, "anonymous", t->anonymous);
	json_add_text(v, "version", arena_printf(p->req->arena, "%d", t->version));
	return v;
}

/* ---- the page ---- */

static cJSON *member(cJSON *t, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(t, name);
}

/* Who rated it already changes it, and does not take it back. */
static void add_choices(struct request *req, cJSON *control, bool is_rated)
{
	const char *value = json_get_text(control, "value"), *id = json_get_text(control, "id"),
		   *name = json_get_text(control, "name");
	cJSON *list = json_add_array(control, "choices");
	bool unsaid = !value || !*value;

	for (int i = is_rated; i <= REVIEW_STARS; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "value", stars_word[i]);
		json_add_text(one, "name", name);
		json_add_text(one, "id", arena_printf(req->arena, "%s-%d", id, i));
		json_add_bool(one, "is_none", i == 0);
		json_add_bool(one, "checked", unsaid ? i == 0 : !strcmp(value, stars_word[i]));
	}
}

static void add_tag_choices(cJSON *row)
{
	cJSON *good = json_add_array(row, "tags_good"), *bad = json_add_array(row, "tags_bad");

	for (int i = 0; i < REVIEW_TAG__MAX; i++) {
		const cJSON *control = json_get(row, item_fields[3 + i].name);
		const cJSON *value = json_get(control, "value");
		cJSON *one = json_append_object(i < TAG_DAMAGED ? good : bad);

		json_add_text(one, "tag", review_tag_word[i]);
		json_add_text(one, "name", json_get_text(control, "name"));
		json_add_text(one, "id", json_get_text(control, "id"));
		json_add_bool(one, "checked",
			      cJSON_IsTrue(value) ||
				      (cJSON_IsString(value) && *value->valuestring));
	}
}

static const struct order_line *line_of(const struct order *o, const char *id)
{
	uint64_t wanted;

	for (size_t i = 0; id && ident_parse(id, &wanted) && i < o->n_lines; i++)
		if (o->lines[i].id == wanted)
			return &o->lines[i];
	return NULL;
}

static void add_item(const struct talk_page *p, cJSON *row)
{
	const struct order_line *l =
		line_of(p->order, json_get_text(json_get(row, "line"), "value"));
	const struct review *r = l ? review_of(p, l->id) : NULL;
	cJSON *item, *name, *said;

	add_choices(p->req, member(row, "stars"), r != NULL);
	add_tag_choices(row);
	if (!l) {
		json_add_null(row, "item");
		return;
	}
	item = json_add_object(row, "item");
	name = json_add_object(item, "name");
	json_add_text(name, lang_tag[LANG_EN], l->name_en);
	json_add_text(name, lang_tag[LANG_ZH], l->name_zh);
	json_add_text(item, "sku", l->sku_code);
	json_add_text(item, "picture", l->picture);
	said = r ? review_view(r) : cJSON_CreateNull();
	if (r)
		photos_add(p->req->arena, r, PHOTO_FOR_OWNER, said);
	json_add(item, "review", said);
}

static cJSON *view_of(struct talk_page *p, const cJSON *values, const struct field_errors *errors)
{
	cJSON *view = json_object(), *form, *row;
	const struct talk *t = &p->talk;
	struct survey more;

	form = respond_form(p->req, talk_fields, TALK_FIELDS, values, errors);
	cJSON_ArrayForEach(row, json_get(form, "items")) add_item(p, row);
	add_choices(p->req, member(form, "delivery"), t->delivery > 0);
	add_choices(p->req, member(form, "service"), t->service > 0);
	json_add_text(view, "number", p->own.number);
	json_add_text(view, "key", p->own.key);
	json_add_instant(view, "placed_at", p->order->placed_at);
	json_add_bool(view, "is_open", talk_is_open(t, p->req->now));
	json_add_bool(view, "is_answered", !instant_is_none(t->answered_at));
	json_add_instant(view, "answered_at", t->answered_at);
	json_add_instant(view, "edited_at", t->edited_at);
	json_add_instant(view, "open_until", talk_open_until(t));
	json_add_bool(view, "asks_heard", !p->heard_known);
	json_add_bool(view, "is_asked_more",
		      !instant_is_none(t->answered_at) &&
			      survey_after_order(&p->own.work, p->order, &more));
	json_add(view, "said", form);
	return view;
}

void feedback_web_talk(struct request *req, struct response *res)
{
	struct talk_page p;
	cJSON *view, *values;

	if (!open_page(&p, req, res))
		return;
	if (!order_is_ratable(p.order, !instant_is_none(p.talk.asked_at)) && p.n_reviews == 0) {
		respond_refusal(req, res, 409, "not_yet",
				N_("Nothing of this order has arrived yet. Tell us what you think "
				   "when it has."));
		return;
	}
	values = stored_values(&p);
	view = view_of(&p, values, NULL);
	json_add(view, "form", respond_form(req, talk_fields, TALK_FIELDS, values, NULL));
	respond_view(req, res, PAGE, view);
}

/* ---- saying it ---- */

static struct talk_draft draft_of(const struct talk_page *p, const struct talk_input *in)
{
	const struct item_input *rows = in->items.v;
	struct talk_draft d = { .order_id = p->order->id,
				.version = (int)in->version,
				.lang = p->req->lang,
				.channel = p->own.key ? FEEDBACK_BY_LINK : FEEDBACK_IN_ACCOUNT,
				.anonymous = in->anonymous,
				.delivery = in->delivery,
				.service = in->service,
				.heard = in->heard < HEARD_OF__MAX ? in->heard : -1,
				.n_items = in->items.n };

	d.items = arena_array_of(p->req->arena, d.n_items + 1, struct review_draft);
	for (size_t i = 0; i < d.n_items; i++) {
		d.items[i] = (struct review_draft){ .line_id = rows[i].line,
						    .stars = rows[i].stars,
						    .body = rows[i].body };
		for (int t = 0; t < REVIEW_TAG__MAX; t++)
			d.items[i].tags |= rows[i].tag[t] ? 1U << t : 0;
	}
	return d;
}

static void answer_errors(struct talk_page *p, const struct field_errors *errors)
{
	cJSON *typed = fields_typed(p->req, talk_fields, TALK_FIELDS);

	respond_errors(p->req, p->res, PAGE, view_of(p, typed, errors), talk_fields, TALK_FIELDS,
		       errors);
}

static void answer_stale(struct talk_page *p)
{
	static const char words[] = N_("What you said was changed in another window. What you "
				       "typed is still here: look at it, then send it again.");
	cJSON *typed = fields_typed(p->req, talk_fields, TALK_FIELDS);

	respond_stale(p->req, p->res, PAGE, view_of(p, typed, NULL), talk_fields, TALK_FIELDS,
		      &(struct stale){ .msg = words, .version = p->talk.version });
}

/* Beside the field of the item that it is about. */
static void refuse_item(struct talk_page *p, const struct talk_input *in, size_t item,
			enum talk_refusal r)
{
	static const struct {
		const char *field, *code, *msg;
	} said[] = {
		[TALK_NO_LINE] = { "line", "not_found", N_("This item is not of this order") },
		[TALK_NO_STARS] = { "stars", "required", N_("Choose the stars, too") },
		[TALK_TOO_SHORT] = { "body", "too_short", N_("Write 10 characters at least") },
	};
	struct field_errors errors = { .arena = p->req->arena };
	size_t index = in->items.index[item];

	field_error(&errors, arena_printf(p->req->arena, "/items/%zu/%s", index, said[r].field),
		    said[r].code, said[r].msg, NULL);
	answer_errors(p, &errors);
}

static void refuse_empty(struct talk_page *p)
{
	struct field_errors errors = { .arena = p->req->arena };

	field_error(&errors, "/items", "required", N_("Choose stars for one thing at least"), NULL);
	answer_errors(p, &errors);
}

static void answer(struct talk_page *p, const struct talk_input *in, enum talk_refusal r,
		   size_t item)
{
	struct survey more;
	bool asks_more;

	switch (r) {
	case TALK_OK:
		asks_more = survey_after_order(&p->own.work, p->order, &more);
		respond_done(p->req, p->res, 200, NULL,
			     order_own_path(p->req, &p->own, asks_more ? "/survey" : "/feedback"),
			     "success", N_("Thank you. The shop reads what you said."));
		break;
	case TALK_NOT_YET:
	case TALK_OVER:
		respond_refusal(p->req, p->res, 409, r == TALK_OVER ? "over" : "not_yet",
				r == TALK_OVER ? N_("What you said can’t be changed any more.")
					       : N_("Nothing of this order has arrived yet. Tell "
						    "us what you think when it has."));
		break;
	case TALK_STALE:
		answer_stale(p);
		break;
	case TALK_EMPTY:
		refuse_empty(p);
		break;
	case TALK_NO_LINE:
	case TALK_NO_STARS:
	case TALK_TOO_SHORT:
		refuse_item(p, in, item, r);
		break;
	}
}

void feedback_web_say(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct talk_input in = { .heard = HEARD_OF__MAX, .version = -1 };
	enum talk_refusal r;
	struct talk_draft d;
	struct talk_page p;
	size_t item = 0;

	if (!open_page(&p, req, res))
		return;
	if (!fields_read(req, talk_fields, TALK_FIELDS, &in, NULL, &errors)) {
		answer_errors(&p, &errors);
		return;
	}
	d = draft_of(&p, &in);
	r = talk_say(&p.own.work, &d, &item);
	answer(&p, &in, r, item);
}
