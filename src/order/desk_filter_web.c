/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of the desk's list as they stand: for the form, the chips, the links and saved views.
 */
#include <string.h>
#include "base/json.h"
#include "order/count.h"
#include "order/desk_list_input.h"
#include "order/priority.h"
#include "respond.h"

/* What a query is made of, in the order it is written; pages are no part of it. */
static const struct part {
	const char *name;
	const char *chip; /* what kind of value its chip shows; NULL: it has none */
} parts[] = {
	{ "view", NULL },           { "q", NULL },
	{ "from", "day" },          { "to", "day" },
	{ "source", "source" },     { "status", "badge" },
	{ "payment", "money" },     { "priority", "priority" },
	{ "promised_from", "day" }, { "promised_to", "day" },
	{ "amount_from", "text" },  { "amount_to", "text" },
	{ "sku", "text" },          { "place", "text" },
	{ "tag", "text" },          { "note", "has" },
	{ "hold", "has" },          { "waiting", "has" },
	{ "column", NULL },         { "sort", NULL },
};
#define PARTS (sizeof parts / sizeof *parts)
static const char *const chip_kinds[] = { "day",      "source", "badge", "money",
					  "priority", "text",   "has" };

struct pair {
	const struct part *part;
	const char *value;
};
struct pairs {
	struct pair *v;
	size_t n;
};

static struct pairs pairs_of(const struct request *req)
{
	const struct params *q = &req->query;
	struct pairs out = { arena_array_of(req->arena, q->n + 1, struct pair), 0 };

	for (size_t k = 0; k < PARTS; k++)
		for (size_t i = 0; i < q->n; i++) {
			const char *value = q->v[i].value;
			if (!strcmp(q->v[i].name, parts[k].name) && value[strspn(value, " \t\r\n")])
				out.v[out.n++] = (struct pair){ &parts[k], value };
		}
	return out;
}

/* As a query string, without one of them, and without all of a name. */
static const char *query_text(struct arena *a, const struct pairs *p, const struct pair *without,
			      const char *besides)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < p->n; i++) {
		const char *name = p->v[i].part->name;
		if (&p->v[i] == without || (besides && !strcmp(name, besides)))
			continue;
		buf_addf(&b, "%s%s=", b.len ? "&" : "", name);
		url_encode(&b, p->v[i].value);
	}
	return b.len ? b.p : "view=all";
}

const char *list_query(const struct request *req)
{
	struct pairs p = pairs_of(req);

	return query_text(req->arena, &p, NULL, "saved");
}

static const struct {
	const char *kind;
	const char *const *words;
	int n;
} chip_words[] = {
	{ "badge", order_badge_word, ORDER_BADGE__MAX },
	{ "money", order_money_word, ORDER_MONEY__MAX },
	{ "priority", order_priority_word, ORDER_PRIORITY__MAX },
	{ "has", list_has_word, 2 },
};

/* A value that is none, on a page that says so, is shown as it was typed. */
static const char *chip_kind(const struct pair *one)
{
	for (size_t k = 0; k < sizeof chip_words / sizeof *chip_words; k++) {
		if (strcmp(one->part->chip, chip_words[k].kind) != 0)
			continue;
		for (int i = 0; i < chip_words[k].n; i++)
			if (strcmp(one->value, chip_words[k].words[i]) == 0)
				return one->part->chip;
		return "text";
	}
	return one->part->chip;
}

static void add_chip(const struct request *req, const struct pairs *p, const struct pair *one,
		     cJSON *list)
{
	cJSON *chip = json_append_object(list);
	const char *kind = chip_kind(one);

	json_add_text(chip, "name", one->part->name);
	for (size_t i = 0; i < sizeof chip_kinds / sizeof *chip_kinds; i++)
		json_add_text(chip, chip_kinds[i], strcmp(kind, chip_kinds[i]) ? NULL : one->value);
	json_add_text(chip, "without", query_text(req->arena, p, one, NULL));
}

static bool is_asked(const struct pairs *p, const char *name, const char *value)
{
	for (size_t i = 0; i < p->n; i++)
		if (!strcmp(p->v[i].part->name, name) && !strcmp(p->v[i].value, value))
			return true;
	return false;
}

static void add_choice(const struct pairs *p, const char *name, const char *value, cJSON *list)
{
	cJSON *one = json_append_object(list);

	json_add_text(one, "value", value);
	json_add_bool(one, "chosen", is_asked(p, name, value));
}

/* What a source may be chosen from; those that only the address names stay to be seen. */
static void add_sources(const struct pairs *p, cJSON *list)
{
	static const char *const known[] = { "desk",  "web", "wechat",
					     "tmall", "api", "online-retail" };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		add_choice(p, "source", known[i], list);
	for (size_t i = 0; i < p->n; i++) {
		bool seen = strcmp(p->v[i].part->name, "source") != 0;
		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			seen = seen || !strcmp(p->v[i].value, known[k]);
		if (!seen)
			add_choice(p, "source", p->v[i].value, list);
	}
}

static void add_choices(const struct pairs *p, cJSON *filters)
{
	cJSON *list = json_add_array(filters, "statuses");

	for (int i = 0; i < ORDER_BADGE__MAX; i++)
		add_choice(p, "status", order_badge_word[i], list);
	list = json_add_array(filters, "payments");
	for (int i = 0; i < ORDER_MONEY__MAX; i++)
		add_choice(p, "payment", order_money_word[i], list);
	list = json_add_array(filters, "priorities");
	for (int i = 0; i < ORDER_PRIORITY__MAX; i++)
		add_choice(p, "priority", order_priority_word[i], list);
	add_sources(p, json_add_array(filters, "sources"));
	list = json_add_array(filters, "columns");
	for (int i = 0; i < LIST_COLUMN__MAX; i++)
		add_choice(p, "column", list_column_word[i], list);
}

/* A link for each sort there is; a search, and all orders, have one. */
static void add_sorts(struct request *req, const struct list_input *in, const struct pairs *p,
		      cJSON *filters)
{
	enum list_sort now = list_sort_of(in);
	bool may_choose = !in->q && (in->view != VIEW_ALL || in->statuses.n > 0);
	cJSON *sorts = json_add_object(filters, "sorts");

	json_add_text(filters, "sort", list_sort_word[now]);
	for (int i = 0; i < LIST_SORT__MAX; i++) {
		cJSON *one = json_add_object(sorts, list_sort_word[i]);
		json_add_bool(one, "is_now", i == (int)now);
		json_add_text(one, "query",
			      may_choose && i != (int)now
				      ? arena_printf(req->arena, "%s&sort=%s",
						     query_text(req->arena, p, NULL, "sort"),
						     list_sort_word[i])
				      : NULL);
	}
}

void list_add_filters(struct request *req, const struct list_input *in, const cJSON *typed,
		      const struct field_errors *errors, cJSON *view)
{
	cJSON *f = json_add_object(view, "filters"), *chips = json_add_array(f, "chips");
	struct pairs p = pairs_of(req);

	for (size_t i = 0; i < p.n; i++)
		if (p.v[i].part->chip)
			add_chip(req, &p, &p.v[i], chips);
	json_add_text(f, "view", list_view_word[in->view]);
	json_add_text(f, "q", in->q);
	json_add_text(f, "query", query_text(req->arena, &p, NULL, NULL));
	json_add_text(f, "to_save", list_query(req));
	json_add_id(f, "saved", in->saved);
	json_add_bool(f, "has_chips", cJSON_GetArraySize(chips) > 0);
	json_add_bool(f, "any", cJSON_GetArraySize(chips) > 0 || in->q);
	json_add_text(f, "chosen_sort",
		      is_asked(&p, "sort", list_sort_word[list_sort_of(in)])
			      ? list_sort_word[list_sort_of(in)]
			      : NULL);
	add_choices(&p, f);
	add_sorts(req, in, &p, f);
	json_add(view, "form", respond_form(req, list_fields, LIST_FIELDS, typed, errors));
}

/* Counted again when an order came, left or was promised another day, and when the day is another.
 */
static int64_t count_today(struct work *w, const struct list_badges *b, uint64_t changes)
{
	struct instant before = list_leaves_today(w);
	struct app_today *known = &w->app->today;

	if (!known->is || known->changes != changes || known->before.us != before.us)
		*known = (struct app_today){ .is = true,
					     .changes = changes,
					     .before = before,
					     .n = order_store_count_due(w, b->v, b->n, before) };
	return known->n;
}

/* By when what leaves today is with the carrier, and what comes next when all of it has left. */
static void add_today(struct work *w, const struct list_input *in, int64_t n, cJSON *view)
{
	const struct list_badges *b = &list_view_badges[VIEW_TODAY];
	struct instant by = list_cutoff(w);
	bool is_over = w->now.us >= by.us;
	struct instant next = is_over || n == 0 ? instant_add(by, INSTANT_DAY) : by;
	bool asks_next = in->view == VIEW_TODAY && n == 0;

	json_add_int(view, "n_today", n);
	json_add_bool(view, "has_today", n > 0);
	json_add_instant(view, "cutoff_at", by);
	json_add_bool(view, "is_past_cutoff", is_over);
	json_add_instant(view, "next_cutoff_at", next);
	json_add_bool(view, "says_next", asks_next && !in->q && in->statuses.n == 0);
	json_add_int(view, "n_next",
		     asks_next
			     ? order_store_count_due(w, b->v, b->n,
						     instant_add(list_leaves_today(w), INSTANT_DAY))
			     : 0);
}

void list_add_views(struct work *w, const struct list_input *in, cJSON *view)
{
	struct order_counts counts = order_counts(w);
	cJSON *list = json_add_array(view, "views");

	for (int i = 0; i < LIST_VIEW__MAX; i++) {
		const struct list_badges *b = &list_view_badges[i];
		cJSON *one = json_append_object(list);
		int64_t n = 0;

		for (size_t k = 0; k < b->n; k++)
			n += counts.of[b->v[k]];
		if (i == VIEW_TODAY) {
			n = count_today(w, b, counts.changes);
			add_today(w, in, n, view);
		}
		json_add_text(one, "view", list_view_word[i]);
		json_add_int(one, "count", n);
		json_add_bool(one, "has_count", i != VIEW_ALL);
		json_add_bool(one, "is_hot", i == VIEW_PROBLEM && n > 0);
		json_add_bool(one, "current", i == in->view && !in->saved);
	}
}
