/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox at the desk: its views, one item, and what is done about it. */
#include "feedback/item_web.h"
#include "base/json.h"
#include "customer/customer.h"
#include "feedback/item_input.h"
#include "feedback/web.h"
#include "guard.h"
#include "member/member.h"
#include "respond.h"
#include "staff/staff.h"

enum { PAGE = 50 };
#define ONE "feedback/item"

/* ---- the list ---- */

static struct item_filter filter_of(const struct inbox_input *in)
{
	return (struct item_filter){ .source = in->source,
				     .score = in->stars,
				     .kind = in->kind >= 0 ? in->kind + 1 : -1,
				     .feeling = in->feeling,
				     .topic = in->topic >= 0 ? 1 << in->topic : 0,
				     .from = in->from,
				     .until = instant_is_none(in->until)
						      ? in->until
						      : instant_next_day(in->until),
				     .sku = in->sku,
				     .tier_id = in->tier };
}

static void add_tabs(struct work *w, enum item_view now, cJSON *view)
{
	cJSON *tabs = json_add_array(view, "tabs");
	int counts[ITEM_VIEW__MAX];

	item_store_counts(w, w->actor.id, counts);
	for (int v = 0; v < ITEM_VIEW__MAX; v++) {
		cJSON *one = json_append_object(tabs);

		json_add_text(one, "view", item_view_word[v]);
		json_add_bool(one, "current", (int)now == v);
		json_add_bool(one, "counted", counts[v] >= 0);
		json_add_int(one, "count",
			     counts[v] < ITEMS_COUNTED ? counts[v] : ITEMS_COUNTED - 1);
		json_add_bool(one, "more", counts[v] >= ITEMS_COUNTED);
	}
}

/* Who they are, as the list may say it. */
static void add_people(struct work *w, const struct item *all, size_t n, cJSON *list)
{
	struct customer *of[PAGE + 1];
	uint64_t ids[PAGE + 1] = { 0 };
	cJSON *row = list->child;

	for (size_t i = 0; i < n; i++)
		ids[i] = all[i].customer_id;
	customer_get_many(w, ids, n, of);
	for (size_t i = 0; i < n; i++, row = row->next)
		json_add(row, "customer",
			 of[i] ? customer_view(w, of[i], false) : cJSON_CreateNull());
}

/* The same list, further on. */
static const char *next_href(struct request *req, const struct inbox_input *in, uint64_t after)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_addf(&b, "%s/desk/inbox?view=%s", req->app->config->base_path,
		 item_view_word[in->view]);
	for (size_t i = 1; i < INBOX_FIELDS - 1; i++) {
		const char *value = params_get(&req->query, inbox_fields[i].name);

		if (!value || !*value)
			continue;
		buf_addf(&b, "&%s=", inbox_fields[i].name);
		url_encode(&b, value);
	}
	buf_addf(&b, "&after=%llu", (unsigned long long)after);
	return b.p;
}

struct item_list inbox_list(struct work *w, const struct inbox_input *in, int limit)
{
	return (struct item_list){ .view = (enum item_view)in->view,
				   .staff_id = w->actor.kind == ACTOR_STAFF ? w->actor.id : 0,
				   .filter = filter_of(in),
				   .after = in->after,
				   .limit = limit };
}

void inbox_add_items(struct work *w, const struct item *all, size_t n, cJSON *view)
{
	cJSON *list = json_add_array(view, "items");

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, item_view(w, &all[i]));
	add_people(w, all, n, list);
}

static void add_list(struct request *req, struct work *w, const struct inbox_input *in, cJSON *view)
{
	struct item_list l = inbox_list(w, in, PAGE + 1);
	cJSON *pager;
	size_t n;
	const struct item *all = item_store_list(w, &l, &n);

	inbox_add_items(w, all, n < PAGE ? n : PAGE, view);
	json_add_bool(view, "any", n > 0);
	pager = json_add_object(view, "pager");
	json_add_text(pager, "next", n > PAGE ? next_href(req, in, all[PAGE - 1].id) : NULL);
}

const struct inbox_input inbox_everything = { ITEMS_TO_DO,  -1,           -1,   -1, -1, -1,
					      INSTANT_NONE, INSTANT_NONE, NULL, 0,  0 };

static void add_tiers(struct work *w, uint64_t chosen, cJSON *view)
{
	cJSON *list = json_add_array(view, "tiers");
	size_t n;
	const struct tier *all = tier_list(w, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list), *name = json_add_object(one, "name");

		json_add_id(one, "id", all[i].id);
		json_add_bool(one, "chosen", all[i].id == chosen);
		for (int l = 0; l < LANG__MAX; l++)
			json_add_text(name, lang_tag[l], all[i].name[l]);
	}
	json_add_bool(view, "has_tiers", n > 0);
}

void feedback_web_inbox(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct inbox_input in = inbox_everything;
	cJSON *view = json_object(), *typed = fields_typed(req, inbox_fields, INBOX_FIELDS);
	struct work w = work_of(req);
	bool fine = fields_read_query(req, inbox_fields, INBOX_FIELDS, &in, NULL, &errors);

	if (!fine)
		in = inbox_everything;
	add_list(req, &w, &in, view);
	add_tabs(&w, (enum item_view)in.view, view);
	add_tiers(&w, in.tier, view);
	json_add_text(view, "view", item_view_word[in.view]);
	json_add_bool(view, "is_filtered",
		      in.source >= 0 || in.stars >= 0 || in.kind >= 0 || in.feeling >= 0 ||
			      in.topic >= 0 || in.sku || in.tier || !instant_is_none(in.from) ||
			      !instant_is_none(in.until));
	json_add(view, "form", respond_form(req, inbox_fields, INBOX_FIELDS, typed, &errors));
	respond_add_export(req, view, "inbox");
	if (fine)
		respond_view(req, res, "feedback/inbox", view);
	else
		respond_query_errors(req, res, "feedback/inbox", view, &errors);
}

/* ---- one ---- */

/* False: *res says that there is none. */
static bool find(struct request *req, struct response *res, struct work *w, struct item *i)
{
	uint64_t id;

	*w = work_of(req);
	if (ident_parse(req->path_param[0], &id) && item_store_get(w, id, false, i))
		return true;
	respond_not_found(req, res);
	return false;
}

void feedback_web_item(struct request *req, struct response *res)
{
	struct item i;
	struct work w;

	if (find(req, res, &w, &i))
		respond_view(req, res, ONE, item_page_view(req, &w, &i, NULL, NULL));
}

/* ---- what is done about it ---- */

/* False: *res is answered. */
bool item_read_form(struct item_sent *s, struct request *req, struct response *res,
		    const struct field *table, size_t n, void *in)
{
	struct field_errors errors = { .arena = req->arena };

	*s = (struct item_sent){ .req = req, .res = res, .table = table, .n = n };
	if (!find(req, res, &s->w, &s->item))
		return false;
	if (fields_read(req, table, n, in, item_currency(req, &s->item), &errors))
		return true;
	item_refuse(s, &errors);
	return false;
}

static void answer_stale(struct item_sent *s)
{
	static const char words[] = N_("Somebody else has just done something about this. What you "
				       "typed is still here: look at it, then send it again.");

	respond_stale(s->req, s->res, ONE, item_page_view(s->req, &s->w, &s->item, s->table, NULL),
		      s->table, s->n, &(struct stale){ .msg = words, .version = s->item.version });
}

void item_answer(struct item_sent *s, enum item_refusal r, const char *words)
{
	struct item now;

	switch (r) {
	case ITEM_OK:
		if (!item_store_get(&s->w, s->item.id, false, &now))
			now = s->item;
		respond_done(s->req, s->res, 200, item_view(&s->w, &now),
			     arena_printf(s->req->arena, "/desk/inbox/%llu",
					  (unsigned long long)s->item.id),
			     "success", words);
		break;
	case ITEM_NOT_FOUND:
		respond_not_found(s->req, s->res);
		break;
	case ITEM_NOT_NOW:
		respond_refusal(s->req, s->res, 409, "not_now",
				N_("Somebody else has just done this."));
		break;
	case ITEM_STALE:
		answer_stale(s);
		break;
	case ITEM_NOWHERE:
		respond_refusal(s->req, s->res, 409, "nowhere",
				N_("Nobody knows where to write to this customer: call them, and "
				   "resolve it without words to them."));
		break;
	}
}

static void carry_out(struct item_sent *s, const struct item_wish *wish, const char *words)
{
	item_answer(s, item_do(&s->w, s->item.id, wish), words);
}

void item_refuse(struct item_sent *s, const struct field_errors *errors)
{
	respond_errors(s->req, s->res, ONE,
		       item_page_view(s->req, &s->w, &s->item, s->table, errors), s->table, s->n,
		       errors);
}

void feedback_web_item_answer(struct request *req, struct response *res)
{
	struct answer_input in = { 0 };
	struct item_sent s;

	if (!item_read_form(&s, req, res, answer_fields, ANSWER_FIELDS, &in))
		return;
	carry_out(&s,
		  &(struct item_wish){ .act = in.waits ? ITEM_ANSWERED_ASKING : ITEM_ANSWERED,
				       .version = (int)in.version,
				       .words = in.body,
				       .word = -1 },
		  N_("Answered. The message goes out now."));
}

/* Somebody who works here, and may. */
static bool is_colleague(struct work *w, uint64_t id)
{
	size_t n;
	const struct staff_member *all = staff_list(w, &n);

	for (size_t k = 0; k < n; k++)
		if (all[k].id == id)
			return all[k].state == STAFF_ACTIVE &&
			       all[k].permissions & PERM_BIT(PERM_FEEDBACK);
	return false;
}

void feedback_web_item_give(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct give_input in = { 0 };
	struct item_sent s;

	if (!item_read_form(&s, req, res, give_fields, GIVE_FIELDS, &in))
		return;
	if (!is_colleague(&s.w, in.to)) {
		field_error(&errors, "/to", "not_found", N_("Choose a colleague"), NULL);
		item_refuse(&s, &errors);
		return;
	}
	carry_out(&s,
		  &(struct item_wish){
			  .act = ITEM_GIVEN, .version = (int)in.version, .to = in.to, .word = -1 },
		  N_("Handed over."));
}

void feedback_web_item_resolve(struct request *req, struct response *res)
{
	struct resolve_input in = { 0 };
	struct item_sent s;

	if (!item_read_form(&s, req, res, resolve_fields, RESOLVE_FIELDS, &in))
		return;
	carry_out(&s,
		  &(struct item_wish){ .act = ITEM_WAS_RESOLVED,
				       .version = (int)in.version,
				       .words = in.told,
				       .word = in.outcome },
		  N_("Resolved."));
}

void feedback_web_item_hide(struct request *req, struct response *res)
{
	struct cover_input in = { 0 };
	struct item_sent s;

	if (!item_read_form(&s, req, res, cover_fields, COVER_FIELDS, &in))
		return;
	carry_out(&s,
		  &(struct item_wish){ .act = ITEM_WAS_HIDDEN,
				       .version = (int)in.version,
				       .words = in.why,
				       .word = in.reason },
		  N_("Hidden."));
}

void feedback_web_item_reopen(struct request *req, struct response *res)
{
	struct again_input in = { 0 };
	struct item_sent s;

	if (!item_read_form(&s, req, res, again_fields, AGAIN_FIELDS, &in))
		return;
	carry_out(&s,
		  &(struct item_wish){
			  .act = ITEM_WAS_REOPENED, .version = (int)in.version, .word = -1 },
		  N_("Opened again."));
}

void feedback_web_item_topic(struct request *req, struct response *res)
{
	struct topic_input in = { 0 };
	struct item_sent s;

	if (!item_read_form(&s, req, res, topic_fields, TOPIC_FIELDS, &in))
		return;
	carry_out(&s,
		  &(struct item_wish){ .act = ITEM_SORTED,
				       .version = (int)in.version,
				       .word = in.topic < TOPIC__MAX ? in.topic : -1 },
		  N_("Saved."));
}
