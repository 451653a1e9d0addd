/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a survey goes out, at the desk: whom it is for, its rounds, and its pauses. */
#include <string.h>
#include "base/json.h"
#include "feedback/survey_desk.h"
#include "feedback/survey_input.h"
#include "feedback/survey_view.h"
#include "feedback/web.h"
#include "guard.h"
#include "listing/listing.h"
#include "member/member.h"
#include "respond.h"

/* ---- whom it may be for ---- */

static void add_target(cJSON *list, const char *value, const char *en, const char *zh,
		       const char *chosen)
{
	cJSON *one = json_append_object(list), *name = json_add_object(one, "name");

	json_add_text(one, "value", value);
	json_add_text(name, lang_tag[LANG_EN], en);
	json_add_text(name, lang_tag[LANG_ZH], zh);
	json_add_bool(one, "chosen", chosen && !strcmp(chosen, value));
}

static const char *id_text(struct work *w, uint64_t id)
{
	return arena_printf(w->arena, "%llu", (unsigned long long)id);
}

static bool add_views(struct work *w, enum listing_id of, const char *chosen, const char *name,
		      cJSON *view)
{
	cJSON *list = json_add_array(view, name);
	size_t n;
	const struct listing_saved *v = listing_saved_all(w, of, &n);
	bool has = false;

	for (size_t i = 0; i < n; i++) {
		const char *value = id_text(w, v[i].id);

		add_target(list, value, v[i].name, v[i].name, chosen);
		has = has || (chosen && !strcmp(chosen, value));
	}
	return has;
}

void survey_send_add_targets(struct work *w, const cJSON *values, const cJSON *audience,
			     cJSON *view)
{
	const char *tier = json_get_text(values, "tier"), *chosen = json_get_text(values, "view");
	const cJSON *name = json_get(audience, "name");
	cJSON *list = json_add_array(view, "tiers");
	size_t n;
	const struct tier *tiers = tier_all(w, &n);
	bool has;

	for (size_t i = 0; i < n; i++)
		add_target(list, id_text(w, tiers[i].id), tiers[i].name[LANG_EN],
			   tiers[i].name[LANG_ZH], tier);
	has = add_views(w, LISTING_CUSTOMERS, chosen, "customer_views", view);
	has = add_views(w, LISTING_ORDERS, chosen, "order_views", view) || has;
	/* a colleague's own, which this one does not see in their lists */
	list = json_add_array(view, "other_views");
	if (!has && chosen && json_get_text(name, lang_tag[LANG_EN]) &&
	    !strcmp(chosen, json_get_text(audience, "view")))
		add_target(list, chosen, json_get_text(name, lang_tag[LANG_EN]),
			   json_get_text(name, lang_tag[LANG_ZH]), chosen);
}

/* ---- what was chosen ---- */

static bool has_tier(struct work *w, uint64_t id)
{
	size_t n;
	const struct tier *tiers = tier_all(w, &n);

	for (size_t i = 0; i < n; i++)
		if (tiers[i].id == id)
			return true;
	return false;
}

static void take_view(struct request *req, struct work *w, uint64_t id, struct field_errors *errors)
{
	struct listing_saved v;

	if (!id || !listing_saved_get(w, id, &v) || !v.is_seen)
		field_error(errors, "/view", "required", N_("Choose one of your saved views"),
			    NULL);
	else if (v.list == LISTING_CUSTOMERS && !customer_list_takes(req, v.query))
		field_error(errors, "/view", "not_permitted",
			    N_("Your role doesn’t show what this view asks for"), NULL);
}

bool survey_send_take(struct request *req, struct work *w, const struct survey_input *in,
		      const struct survey *was, struct survey *to, struct field_errors *errors)
{
	bool same = was && was->audience == to->audience;
	uint64_t *id = &to->send.audience_id;

	to->send.first_on = in->first_on;
	to->send.every_months = (int)in->every_months;
	*id = 0;
	if (to->audience == WITH_A_TAG) {
		*id = in->tag ? survey_audience_tag(w, in->tag) : 0;
		if (!*id)
			field_error(errors, "/tag", in->tag ? "unknown" : "required",
				    in->tag ? N_("There is no such tag")
					    : N_("Write which tag they bear"),
				    NULL);
	} else if (to->audience == FROM_A_TIER) {
		*id = in->tier;
		if (!in->tier || !has_tier(w, in->tier))
			field_error(errors, "/tier", "required", N_("Choose a tier"), NULL);
	} else if (to->audience == IN_A_VIEW) {
		*id = in->view;
		if (!same || was->send.audience_id != in->view)
			take_view(req, w, in->view, errors);
	}
	return errors->n == 0;
}

/* ---- how it stands ---- */

static void add_spared(const struct survey_round *r, cJSON *t)
{
	cJSON *list = json_add_array(t, "spared");

	for (int i = SPARED_NOT + 1; i < SURVEY_SPARED__MAX; i++) {
		cJSON *one;

		if (!r->n[i])
			continue;
		one = json_append_object(list);
		json_add_int(one, "n", r->n[i]);
		json_add_text(one, "why", survey_spared_word[i]);
	}
	json_add_bool(t, "has_spared", cJSON_GetArraySize(list) > 0);
}

void survey_send_add(struct work *w, const struct survey *s, const cJSON *audience, cJSON *view)
{
	struct survey_round r;
	cJSON *t;

	if (!survey_is_sent(s->audience)) {
		json_add_null(view, "sending");
		return;
	}
	t = json_add_object(view, "sending");
	invite_store_round(w, s, &r);
	json_add(t, "name", cJSON_Duplicate(json_get(audience, "name"), true));
	json_add_bool(t, "is_gone", cJSON_IsTrue(json_get(audience, "is_gone")));
	json_add_bool(t, "is_solved", s->audience == AFTER_A_SOLVED_ITEM);
	json_add_bool(t, "has_rounds", survey_has_rounds(s->audience));
	json_add_bool(t, "paused", s->send.paused);
	json_add_instant(t, "next_at", s->send.next_at);
	json_add_bool(t, "repeats", s->send.every_months > 0);
	json_add_int(t, "every_months", s->send.every_months);
	json_add_int(t, "round", s->send.round);
	json_add_bool(t, "has_begun", s->send.round > 0 || s->audience == AFTER_A_SOLVED_ITEM);
	json_add_instant(t, "round_at", s->send.round_at);
	json_add_bool(t, "choosing", s->send.choosing);
	json_add_int(t, "asked", r.n[SPARED_NOT]);
	json_add_int(t, "answered", r.answered);
	add_spared(&r, t);
}

/* ---- pauses ---- */

void survey_web_pause(struct request *req, struct response *res)
{
	survey_desk_act(req, res, survey_pause,
			N_("Paused. Nothing goes out until you go on with it."));
}

void survey_web_resume(struct request *req, struct response *res)
{
	survey_desk_act(req, res, survey_resume, N_("It goes out again."));
}
