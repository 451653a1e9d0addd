/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said, as trees. */
#include "base/json.h"
#include "feedback/photo.h"
#include "feedback/reading.h"
#include "feedback/store.h"

cJSON *review_view(const struct review *r)
{
	cJSON *t = json_object(), *tags = json_add_array(t, "tags");

	json_add_int(t, "stars", r->stars);
	for (int i = 0; i < REVIEW_TAG__MAX; i++)
		if (r->tags & 1U << i)
			json_append_text(tags, review_tag_word[i]);
	json_add_text(t, "body", r->body);
	json_add_bool(t, "anonymous", r->anonymous);
	json_add_instant(t, "created_at", r->created_at);
	json_add_instant(t, "edited_at", r->edited_at);
	json_add_text(t, "state", review_state_word[r->state]);
	json_add_bool(t, "is_hidden", r->state == REVIEW_HIDDEN);
	json_add_bool(t, "is_waiting", r->state == REVIEW_WAITING);
	json_add_text(t, "after", r->after);
	json_add_instant(t, "after_at", r->after_at);
	json_add_text(t, "reply", r->reply);
	json_add_instant(t, "replied_at", r->replied_at);
	return t;
}

static void add_stars(cJSON *t, const char *name, int stars)
{
	if (stars)
		json_add_int(t, name, stars);
	else
		json_add_null(t, name);
}

static void add_name(const struct order *o, uint64_t line_id, cJSON *t)
{
	cJSON *name = json_add_object(t, "name");

	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];

		if (l->id != line_id)
			continue;
		json_add_text(name, lang_tag[LANG_EN], l->name_en);
		json_add_text(name, lang_tag[LANG_ZH], l->name_zh);
		json_add_text(t, "sku", l->sku_code);
	}
}

void feedback_add_to_desk(struct work *w, const struct order *o, cJSON *view)
{
	struct talk t;
	struct review *all;
	cJSON *said, *list;
	int heard;
	size_t n;

	if (!talk_store_read(w, o->id, false, &t) ||
	    (instant_is_none(t.answered_at) && instant_is_none(t.asked_at))) {
		json_add_null(view, "feedback");
		return;
	}
	said = json_add_object(view, "feedback");
	json_add_instant(said, "asked_at", t.asked_at);
	json_add_instant(said, "answered_at", t.answered_at);
	json_add_instant(said, "edited_at", t.edited_at);
	json_add_text(said, "channel",
		      instant_is_none(t.answered_at) ? NULL : feedback_channel_word[t.channel]);
	add_stars(said, "delivery_stars", t.delivery);
	add_stars(said, "service_stars", t.service);
	heard = heard_store_of_order(w, o->id);
	json_add_text(said, "heard", heard >= 0 ? heard_of_word[heard] : NULL);
	list = json_add_array(said, "reviews");
	all = review_store_of_order(w, o->id, &n);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = review_view(&all[i]);

		photos_add(w->arena, &all[i], PHOTO_FOR_SHOP, one);
		json_add_id(one, "id", all[i].id);
		add_name(o, all[i].line_id, one);
		reading_add(w->arena, all[i].reading, all[i].body, one);
		cJSON_AddItemToArray(list, one);
	}
}
