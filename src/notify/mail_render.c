/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message in words: its subject, text and page in the language of its recipient. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "notify/channel.h"
#include "notify/choice.h"
#include "notify/mail.h"

static char *render(struct work *w, const char *name, const struct message *m, const cJSON *view)
{
	struct tmpl_context ctx = { .lang = m->lang, .now = m->created_at, .view = view };
	struct buf b;

	buf_init(&b, w->arena);
	tmpl_render(w->app->pages, name, &ctx, &b);
	return b.p;
}

static cJSON *parcel_of(const cJSON *document, uint64_t id, struct arena *a)
{
	const char *want = arena_printf(a, "%llu", (unsigned long long)id);
	cJSON *p;

	cJSON_ArrayForEach(p, json_get(document, "parcels"))
	{
		const char *have = json_get_text(p, "id");
		if (have && !strcmp(have, want))
			return cJSON_Duplicate(p, true);
	}
	return NULL;
}

/* What was cancelled is not listed. */
static void drop_cancelled(cJSON *lines)
{
	cJSON *next;

	for (cJSON *l = lines ? lines->child : NULL; l; l = next) {
		const cJSON *quantity = json_get(l, "quantity");

		next = l->next;
		if (cJSON_IsNumber(quantity) && quantity->valuedouble == 0)
			cJSON_Delete(cJSON_DetachItemViaPointer(lines, l));
	}
}

/* How it comes, each by itself or beside others: what the words promise. */
static void add_brings(struct work *w, const struct order *o, cJSON *view)
{
	const struct order_brings b = order_brings(o);
	const struct {
		const char *name;
		bool is;
	} ways[] = {
		{ "ships", b.ships },
		{ "fetched", b.fetched },
		{ "provided", b.provided },
		{ "awaited", b.awaited },
	};
	bool several = b.ships + b.fetched + (b.provided || b.awaited) > 1;
	cJSON *t = json_add_object(view, "brings");

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		json_add_bool(t, arena_printf(w->arena, "%s_alone", ways[i].name),
			      ways[i].is && !several);
		json_add_bool(t, arena_printf(w->arena, "%s_among", ways[i].name),
			      ways[i].is && several);
	}
	json_add_bool(t, "by_parcel", b.ships);
	json_add_bool(t, "at_counter", b.fetched && !b.ships);
	json_add_bool(t, "as_service", !b.fetched && !b.ships);
}

/* The order as it is now, its parcel, and the way to it. False: it is gone. */
static bool add_order(struct work *w, const struct message *m, cJSON *view)
{
	struct order_document d;
	cJSON *parcel;
	struct order *o;

	if (!order_get(w, m->order_id, &o) || !order_document_find(w, o->number, &d))
		return false;
	parcel = m->parcel_id ? parcel_of(d.tree, m->parcel_id, w->arena) : NULL;
	drop_cancelled(cJSON_GetObjectItemCaseSensitive(d.tree, "lines"));
	order_add_bank(&w->app->settings, m->lang, d.tree);
	json_add(view, "parcel", parcel ? parcel : cJSON_CreateNull());
	add_brings(w, o, view);
	json_add_instant(view, "ships_by", order_leaves_by(o, order_dispatch_of(w)));
	json_add(view, "order", d.tree);
	json_add_text(view, "link", order_message_url(w, o));
	json_add_text(view, "feedback_link", order_message_url_to(w, o, "/feedback"));
	json_add_text(view, "thread_link", order_message_url_to(w, o, "/messages"));
	return true;
}

/* Other orders that are asked about: each with its own link. */
static void add_also(struct work *w, cJSON *view)
{
	cJSON *list = json_add_array(view, "also");
	const cJSON *id;

	cJSON_ArrayForEach(id, json_get(json_get(view, "data"), "also"))
	{
		uint64_t order_id;
		struct order *o;
		cJSON *one;

		if (!cJSON_IsString(id) || !ident_parse(id->valuestring, &order_id) ||
		    !order_get(w, order_id, &o))
			continue;
		one = json_append_object(list);
		json_add_text(one, "number", o->number);
		json_add_instant(one, "placed_at", o->placed_at);
		json_add_text(one, "feedback_link", order_message_url_to(w, o, "/feedback"));
	}
	json_add_bool(view, "has_also", cJSON_GetArraySize(list) > 0);
}

/* What every message's words may use. */
static cJSON *common_view(struct work *w, const struct message *m)
{
	cJSON *view = json_object(),
	      *data = m->data ? json_read_own(arena_strdup(w->arena, m->data)) : NULL;

	json_add(view, "shop", setting_shop_view(&w->app->settings, m->lang, w->now, w->arena));
	json_add_text(view, "accent",
		      *w->app->settings.accent_light ? w->app->settings.accent_light : "#0a6b58");
	json_add_text(view, "lang", lang_tag[m->lang]);
	json_add_text(view, "base_url",
		      arena_printf(w->arena, "%s%s", w->app->config->base_url,
				   w->app->config->base_path));
	json_add_text(view, "choices_link", mail_url(w, choice_path(w, m)));
	json_add(view, "data", data ? data : cJSON_CreateNull());
	return view;
}

static const char *render_subject(struct work *w, const struct message *m, const char *template,
				  cJSON *view)
{
	char *subject = render(w, arena_printf(w->arena, "mail/%s_subject.txt", template), m, view);

	subject[strcspn(subject, "\r\n")] = 0;
	json_add_text(view, "subject", subject);
	return subject;
}

static void render_parts(struct work *w, const struct message *m, const char *template, cJSON *view,
			 struct mail *out)
{
	out->subject = render_subject(w, m, template, view);
	out->text = render(w, arena_printf(w->arena, "mail/%s.txt", template), m, view);
	out->html = render(w, arena_printf(w->arena, "mail/%s", template), m, view);
}

/* About no order: what such messages may ask of one is none. */
static void add_no_order(cJSON *view)
{
	json_add_null(view, "order");
	json_add_null(view, "thread_link");
}

/* False: its order is gone. */
static bool add_what_about(struct work *w, const struct message *m, cJSON *view)
{
	if (m->order_id)
		return add_order(w, m, view);
	add_no_order(view);
	return true;
}

bool mail_render(struct work *w, const struct message *m, struct mail *out)
{
	cJSON *view = common_view(w, m);

	if (!add_what_about(w, m, view))
		return false;
	add_also(w, view);
	render_parts(w, m, m->template, view, out);
	return true;
}

/* ---- several as one ---- */

static const char *const kinds[] = { "shipped", "delivered", "out_for_delivery",
				     "ready_for_pickup" };
#define KINDS (sizeof kinds / sizeof *kinds)

static bool all_say(const struct message *m, struct message *const *also, size_t n,
		    const char *template)
{
	bool same = !strcmp(m->template, template);

	for (size_t i = 0; i < n; i++)
		same = same && !strcmp(also[i]->template, template);
	return same;
}

/* A truth for each thing that may be said of a parcel. */
static void add_news(struct work *w, const struct message *m, cJSON *list)
{
	cJSON *one = json_object();

	/* an order that is gone has no news */
	if (!add_order(w, m, one))
		return;
	for (size_t i = 0; i < KINDS; i++)
		json_add_bool(one, arena_printf(w->arena, "is_%s", kinds[i]),
			      !strcmp(m->template, kinds[i]));
	cJSON_AddItemToArray(list, one);
}

static cJSON *view_of_all(struct work *w, const struct message *m, struct message *const *also,
			  size_t n)
{
	cJSON *view = common_view(w, m), *list = json_add_array(view, "news");
	bool mixed = true;

	add_news(w, m, list);
	for (size_t i = 0; i < n; i++)
		add_news(w, also[i], list);
	json_add_int(view, "n_news", cJSON_GetArraySize(list));
	for (size_t i = 0; i < KINDS; i++) {
		bool all = all_say(m, also, n, kinds[i]);
		json_add_bool(view, arena_printf(w->arena, "all_%s", kinds[i]), all);
		mixed = mixed && !all;
	}
	json_add_bool(view, "mixed", mixed);
	return cJSON_GetArraySize(list) > 0 ? view : NULL;
}

bool mail_render_all(struct work *w, const struct message *m, struct message *const *also, size_t n,
		     struct mail *out)
{
	cJSON *view;

	if (n == 0)
		return mail_render(w, m, out);
	view = view_of_all(w, m, also, n);
	if (!view)
		return false;
	render_parts(w, m, "parcels", view, out);
	return true;
}

/* ---- in a few words ---- */

static const char *plain(struct work *w, const struct message *m, const char *text)
{
	return m->lang == LANG_ZH ? text : channel_plain(w->arena, text);
}

bool mail_render_brief(struct work *w, const struct message *m, struct message *const *also,
		       size_t n, struct brief *out)
{
	cJSON *view = n > 0 ? view_of_all(w, m, also, n) : common_view(w, m);
	const char *body;
	struct order *o;
	char *text;

	if (!view || (n == 0 && !add_what_about(w, m, view)))
		return false;
	out->link = m->order_id && order_get(w, m->order_id, &o)
			    ? order_short_url(w, o)
			    : json_get_text(json_get(view, "data"), "brief_link");
	out->code = json_get_text(json_get(view, "data"), "code");
	out->subject = plain(w, m, render_subject(w, m, n > 0 ? "parcels" : m->template, view));
	body = json_get_text(json_get(view, "data"), "body");
	if (message_is_to_chat(m->channel) && body) {
		/* they asked a moment ago, and read the answer there */
		out->text = body;
		return true;
	}
	json_add_text(view, "short_link", out->link);
	json_add_text(view, "code", out->code);
	text = render(w, "mail/brief.txt", m, view);
	text[strcspn(text, "\r\n")] = 0;
	out->text = plain(w, m, text);
	return true;
}
