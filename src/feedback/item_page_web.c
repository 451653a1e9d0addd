/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an item of the inbox, as a tree: what was said, by whom, about what, what was done,
 * and what can be. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "customer/customer.h"
#include "feedback/alarm.h"
#include "feedback/item_input.h"
#include "feedback/item_web.h"
#include "feedback/survey_store.h"
#include "feedback/wording.h"
#include "permission.h"
#include "respond.h"
#include "staff/staff.h"

static void add_gift(const struct item *i, const struct item_event *e, cJSON *one)
{
	bool given = e->kind == ITEM_COMPENSATED;

	if (given && e->word == GIFT_POINTS)
		json_add_int(one, "points", e->amount);
	else
		json_add_null(one, "points");
	if (given && e->word == GIFT_CREDIT && i->currency)
		json_add_money(one, "credit", e->amount, i->currency);
	else
		json_add_null(one, "credit");
}

void item_add_events(struct work *w, const struct item *item, cJSON *view)
{
	cJSON *list = json_add_array(view, "events");
	struct staff_names names = { .n = 0 };
	size_t n;
	const struct item_event *all = item_store_events(w, item->id, &n);

	for (size_t i = 0; i < n; i++) {
		staff_names_want(&names, all[i].actor.kind == ACTOR_STAFF ? all[i].actor.id : 0);
		staff_names_want(&names, all[i].kind == ITEM_GIVEN ? all[i].subject_id : 0);
	}
	staff_names_read(w, &names);
	for (size_t i = 0; i < n; i++) {
		const struct item_event *e = &all[i];
		cJSON *one = json_append_object(list);
		bool hidden = e->kind == ITEM_WAS_HIDDEN && e->word >= 0;
		bool ended = e->kind == ITEM_WAS_RESOLVED && e->word >= 0;
		bool sorted = e->kind == ITEM_SORTED && e->word >= 0 && e->word < TOPIC__MAX;

		json_add_text(one, "act", item_act_word[e->kind]);
		json_add_text(one, "reason", hidden ? hide_reason_word[e->word] : NULL);
		json_add_text(one, "topic", sorted ? topic_or_none[e->word] : NULL);
		json_add_text(one, "outcome", ended ? item_outcome_word[e->word] : NULL);
		json_add_text(one, "to",
			      e->kind == ITEM_GIVEN ? staff_names_of(&names, e->subject_id) : NULL);
		add_gift(item, e, one);
		json_add_text(one, "why", e->why);
		json_add_text(one, "by", staff_names_of(&names, e->actor.id));
		json_add_instant(one, "at", e->at);
	}
}

/* Whoever may work here, and who has it now. */
static void add_colleagues(struct work *w, const struct item *i, cJSON *view)
{
	cJSON *list = json_add_array(view, "colleagues");
	size_t n;
	const struct staff_member *all = staff_list(w, &n);
	const char *owner = NULL;

	for (size_t k = 0; k < n; k++) {
		cJSON *one;

		if (all[k].id == i->owner_id)
			owner = all[k].name;
		if (all[k].state != STAFF_ACTIVE || !(all[k].permissions & PERM_BIT(PERM_FEEDBACK)))
			continue;
		one = json_append_object(list);
		json_add_id(one, "id", all[k].id);
		json_add_text(one, "name", all[k].name);
		json_add_bool(one, "is_me", all[k].id == w->actor.id);
		json_add_bool(one, "chosen",
			      all[k].id == (i->owner_id ? i->owner_id : w->actor.id));
	}
	json_add_text(view, "owner", owner);
}

static void add_order(struct work *w, const struct item *i, cJSON *view)
{
	struct order *o;
	cJSON *t;

	if (!i->order_id || !order_get(w, i->order_id, &o)) {
		json_add_null(view, "order");
		return;
	}
	t = json_add_object(view, "order");
	json_add_text(t, "number", o->number);
	json_add_text(t, "badge", order_badge_word[o->badge]);
	json_add_instant(t, "placed_at", o->placed_at);
	json_add_instant(t, "delivered_at", o->delivered_at);
	json_add_instant(t, "promised_to", o->promised_to);
	json_add_money(t, "total", o->total_amount, o->currency);
	json_add_int(t, "n_parcels", o->n_parcels);
	feedback_add_to_desk(w, o, t);
}

static void add_customer(struct work *w, const struct item *i, cJSON *view)
{
	struct customer c;

	if (!customer_get(w, i->customer_id, &c)) {
		json_add_null(view, "customer");
		return;
	}
	json_add(view, "customer", customer_view(w, &c, false));
}

static void add_others(struct work *w, const struct item *i, cJSON *view)
{
	cJSON *list = json_add_array(view, "others");
	size_t n;
	const struct item *all = item_store_of_customer(w, i->customer_id, i->id, &n);

	for (size_t k = 0; k < n; k++)
		cJSON_AddItemToArray(list, item_view(w, &all[k]));
	json_add_bool(view, "has_others", n > 0);
}

static void add_words(cJSON *t, const char *name, const char *en, const char *zh)
{
	cJSON *both;

	if (!en && !zh) {
		json_add_null(t, name);
		return;
	}
	both = json_add_object(t, name);
	json_add_text(both, lang_tag[LANG_EN], en);
	json_add_text(both, lang_tag[LANG_ZH], zh);
}

static void add_answer(const struct survey_line *l, cJSON *list)
{
	static const enum survey_kind scores[] = { SURVEY_NPS, SURVEY_CSAT, SURVEY_CES };
	cJSON *one = json_append_object(list);
	bool is_score = false;

	for (size_t i = 0; i < sizeof scores / sizeof *scores; i++)
		is_score = is_score || !strcmp(l->kind, survey_kind_word[scores[i]]);
	json_add_text(one, "score", is_score ? l->kind : NULL);
	add_words(one, "question", l->question_en, l->question_zh);
	add_words(one, "answer", l->answer_en, l->answer_zh);
}

/* What an alarm is about, as it is now. */
static void add_texts(struct work *w, const struct item *i, cJSON *view)
{
	cJSON *list = json_add_array(view, "texts");
	const struct alarm_text *all;
	size_t n = 0;

	if (i->alarm) {
		all = alarm_store_texts(w, i->alarm, &n);
		for (size_t k = 0; k < n; k++) {
			cJSON *one = json_append_object(list);

			json_add_id(one, "id", all[k].review_id);
			json_add_int(one, "stars", all[k].stars);
			json_add_text(one, "body", all[k].body);
			json_add_instant(one, "at", all[k].at);
		}
	}
	json_add_bool(view, "has_texts", n > 0);
}

/* What was answered besides, where a survey called. */
static void add_answers(struct work *w, const struct item *i, cJSON *view)
{
	cJSON *list = json_add_array(view, "answers");
	struct survey_response r;
	const struct survey_line *all;
	uint64_t after;
	size_t n = 0;

	if (i->response_id && response_store_get(w, i->response_id, false, &r)) {
		after = r.id - 1;
		all = survey_lines(w, r.survey_id, &after, 1, &n);
		for (size_t k = 0; k < n; k++)
			add_answer(&all[k], list);
	}
	json_add_bool(view, "has_answers", n > 0);
}

/* The templates that there are in their language, and what the answer begins with. */
static cJSON *add_wordings(struct request *req, struct work *w, const struct item *i, cJSON *view)
{
	cJSON *list = json_add_array(view, "wordings"), *begins = NULL;
	const char *wanted = params_get(&req->query, "wording");
	uint64_t id = 0;
	size_t n, shown = 0;
	const struct wording *all = wording_store_list(w, &n);

	if (wanted && !ident_parse(wanted, &id))
		id = 0;
	for (size_t k = 0; k < n; k++) {
		cJSON *one;

		if (!all[k].body[i->lang])
			continue;
		one = json_append_object(list);
		json_add_id(one, "id", all[k].id);
		json_add_text(one, "name", all[k].name);
		json_add_bool(one, "chosen", all[k].id == id);
		shown++;
		if (all[k].id != id)
			continue;
		begins = json_object();
		json_add_text(begins, "body", all[k].body[i->lang]);
	}
	json_add_bool(view, "has_wordings", shown > 0);
	return begins;
}

/* What the form of its topic shows: the first of them. */
static cJSON *topic_now(const struct item *i)
{
	cJSON *v = json_object();
	int first = 0;

	while (first < TOPIC__MAX && !(i->topics >> first & 1))
		first++;
	json_add_text(v, "topic", topic_or_none[first]);
	return v;
}

static const struct {
	const char *name;
	const struct field *table;
	size_t n;
} forms[] = {
	{ "answer", answer_fields, ANSWER_FIELDS },    { "give", give_fields, GIVE_FIELDS },
	{ "resolve", resolve_fields, RESOLVE_FIELDS }, { "hide", cover_fields, COVER_FIELDS },
	{ "gift", gift_fields, GIFT_FIELDS },          { "topic", topic_fields, TOPIC_FIELDS },
	{ "link", person_fields, PERSON_FIELDS },
};
#define FORMS (sizeof forms / sizeof *forms)

/* Several forms stand on the page; one of them is sent, and is shown as it was typed. */
cJSON *item_page_view(struct request *req, struct work *w, const struct item *i,
		      const struct field *typed, const struct field_errors *errors)
{
	cJSON *view = json_object(), *item = item_view(w, i), *begins[3];
	size_t n;
	const struct message_line *all = item_thread(w, i, &n);
	enum item_state then;

	json_add_bool(item, "may_answer", item_step(i->state, ITEM_ANSWERED, &then));
	json_add_bool(item, "may_write",
		      (i->customer_id || i->chat) && item_step(i->state, ITEM_ANSWERED, &then));
	json_add_bool(item, "may_hide", item_step(i->state, ITEM_WAS_HIDDEN, &then));
	json_add_bool(item, "may_reopen", item_step(i->state, ITEM_WAS_REOPENED, &then));
	json_add(view, "item", item);
	json_add(view, "messages", message_thread_view(w, all, n, true));
	json_add_bool(view, "has_messages", n > 0);
	add_customer(w, i, view);
	add_order(w, i, view);
	add_others(w, i, view);
	add_answers(w, i, view);
	add_texts(w, i, view);
	item_add_events(w, i, view);
	add_colleagues(w, i, view);
	item_gift_add(req, i, view);
	begins[0] = add_wordings(req, w, i, view);
	begins[1] = topic_now(i);
	item_add_way_out(req, w, i, view);
	begins[2] = cJSON_DetachItemFromObjectCaseSensitive(view, "link_begins");
	for (size_t k = 0; k < FORMS; k++) {
		bool is = typed == forms[k].table;
		const cJSON *values = is ? fields_typed(req, forms[k].table, forms[k].n)
				      : forms[k].table == answer_fields ? begins[0]
				      : forms[k].table == topic_fields  ? begins[1]
				      : forms[k].table == person_fields ? begins[2]
									: NULL;

		json_add(view, forms[k].name,
			 respond_form(req, forms[k].table, forms[k].n, values, is ? errors : NULL));
	}
	return view;
}
