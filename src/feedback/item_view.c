/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items of the inbox and their threads, as trees. */
#include "base/json.h"
#include "base/text.h"
#include "feedback/alarm.h"
#include "feedback/chat.h"
#include "staff/staff.h"

enum { LINE = 120 };

/* The first line of it, as far as lists show it. */
static const char *first_line(struct arena *a, const char *body)
{
	size_t end = 0, chars = 0;

	for (; body && body[end] && body[end] != '\n' && chars <= LINE; end++)
		chars += ((unsigned char)body[end + 1] & 0xc0) != 0x80;
	return body ? arena_printf(a, "%.*s%s", (int)end, body, body[end] ? "…" : "") : NULL;
}

static void add_alarm(const struct alarm *a, cJSON *t)
{
	cJSON *one, *name;

	if (!a) {
		json_add_null(t, "alarm");
		return;
	}
	one = json_add_object(t, "alarm");
	json_add_text(one, "cause", alarm_cause_word[a->trend.cause]);
	json_add_bool(one, "by_chance", a->trend.cause == ALARM_RISE);
	json_add_text(one, "topic", text_topic_name[a->trend.topic]);
	json_add_text(one, "sku", a->sku);
	name = json_add_object(one, "name");
	json_add_text(name, lang_tag[LANG_EN], a->name_en);
	json_add_text(name, lang_tag[LANG_ZH], a->name_zh);
	json_add_int(one, "now", (int64_t)a->trend.rise.now);
	json_add_int(one, "all_now", (int64_t)a->trend.rise.among_now);
	json_add_int(one, "before", (int64_t)a->trend.rise.before);
	json_add_int(one, "all_before", (int64_t)a->trend.rise.among_before);
	/* one in so many looks would find it, had nothing changed */
	json_add_int(one, "one_in",
		     a->trend.chance > 1e-9 ? (int64_t)(1 / a->trend.chance) : 1000000000);
}

static void add_topics(unsigned topics, cJSON *t)
{
	cJSON *list = json_add_array(t, "topics");

	for (int k = 0; k < TOPIC__MAX; k++)
		if (topics >> k & 1)
			json_append_text(list, text_topic_name[k]);
}

static void add_chat(struct work *w, const struct chat_user *u, cJSON *t)
{
	cJSON *one;

	if (!u) {
		json_add_null(t, "chat");
		return;
	}
	one = json_add_object(t, "chat");
	json_add_text(one, "channel", chat_channel_word[u->channel]);
	json_add_text(one, "name", *u->name ? text_mask_name(w->arena, u->name) : NULL);
	json_add_text(one, "user", arena_printf(w->arena, "%.4s***", u->value));
}

cJSON *item_view(struct work *w, const struct item *i)
{
	cJSON *t = json_object();

	json_add_id(t, "id", i->id);
	json_add_text(t, "source", item_source_word[i->source]);
	json_add_text(t, "state", item_state_word[i->state]);
	json_add_bool(t, "regular", i->regular);
	if (i->score)
		json_add_int(t, "stars", i->score);
	else
		json_add_null(t, "stars");
	if (i->has_nps)
		json_add_int(json_add_object(t, "nps"), "score", i->nps);
	else
		json_add_null(t, "nps");
	add_alarm(i->alarm, t);
	add_chat(w, i->chat, t);
	json_add_bool(t, "is_anonymous", !i->customer_id && !i->alarm && !i->chat);
	json_add_text(t, "body", i->body);
	json_add_text(t, "line", first_line(w->arena, i->body));
	add_topics(i->topics, t);
	reading_add(w->arena, i->reading, i->body, t);
	json_add_text(t, "order", i->number);
	json_add_instant(t, "opened_at", i->opened_at);
	json_add_instant(t, "due_at", i->due_at);
	json_add_bool(t, "is_late", !instant_is_none(i->due_at) && i->due_at.us < w->now.us);
	json_add_instant(t, "answered_at", i->answered_at);
	json_add_instant(t, "ended_at", i->ended_at);
	json_add_text(t, "outcome", i->outcome >= 0 ? item_outcome_word[i->outcome] : NULL);
	json_add_text(t, "lang", lang_tag[i->lang]);
	json_add_int(t, "version", i->version);
	return t;
}

cJSON *message_thread_view(struct work *w, const struct message_line *all, size_t n, bool for_desk)
{
	struct staff_names names = { .n = 0 };
	cJSON *list = json_array();

	for (size_t i = 0; for_desk && i < n; i++)
		staff_names_want(&names, all[i].staff_id);
	if (for_desk)
		staff_names_read(w, &names);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_id(one, "id", all[i].id);
		json_add_bool(one, "is_ours", all[i].is_ours);
		json_add_text(one, "by", message_by_word[all[i].by]);
		json_add_text(one, "body", all[i].body);
		json_add_text(one, "order", all[i].number);
		if (for_desk)
			json_add_text(one, "order_named", all[i].order_named);
		if (for_desk)
			json_add_text(one, "staff", staff_names_of(&names, all[i].staff_id));
		json_add_instant(one, "at", all[i].at);
	}
	return list;
}
