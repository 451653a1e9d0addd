/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to be made and what is being made, as trees. */
#include "production/view.h"

#include <string.h>
#include "base/json.h"
#include "base/text.h"

static void add_name(cJSON *tree, const char *en, const char *zh)
{
	cJSON *name = json_add_object(tree, "name");

	json_add_text(name, lang_tag[LANG_EN], en);
	json_add_text(name, lang_tag[LANG_ZH], zh);
}

/* The order's badge says why its lines cannot be made yet; the rules are asked again where it is
 * done. */
static const char *blocked(int badge)
{
	static const char *const why[ORDER_BADGE__MAX] = {
		[BADGE_HOLD] = "held",
		[BADGE_AWAITING_PAYMENT] = "unpaid",
		[BADGE_IN_REVIEW] = "in_review",
	};

	return why[badge];
}

static cJSON *group_of(cJSON *groups, const struct rows *r)
{
	cJSON *g;

	cJSON_ArrayForEach(g, groups)
	{
		if (strcmp(json_get_text(g, "sku"), rows_text(r, 0)) == 0)
			return g;
	}
	g = json_append_object(groups);
	json_add_text(g, "sku", rows_text(r, 0));
	add_name(g, rows_text(r, 1), rows_text(r, 2));
	json_add_instant(g, "promised_to", rows_time(r, 5));
	json_add_int(g, "n_units", 0);
	json_add_int(g, "n_blocked", 0);
	json_add_array(g, "lines");
	return g;
}

static void count(cJSON *group, const char *name, int units)
{
	cJSON *n = cJSON_GetObjectItemCaseSensitive(group, name);

	cJSON_SetNumberValue(n, n->valuedouble + units);
}

static void add_line(struct work *w, cJSON *group, const struct rows *r, int units)
{
	cJSON *t = json_append_object(cJSON_GetObjectItemCaseSensitive(group, "lines"));
	const char *why = blocked(rows_int(r, 6));

	json_add_id(t, "line", rows_id(r, 3));
	json_add_text(t, "number", rows_text(r, 4));
	json_add_text(t, "customer", text_mask_name(w->arena, rows_text(r, 14)));
	json_add_instant(t, "promised_to", rows_time(r, 5));
	json_add_text(t, "badge", order_badge_word[rows_int(r, 6)]);
	json_add_int(t, "units", units);
	json_add_text(t, "why", why);
	json_add_text(t, "note", rows_text(r, 13));
	count(group, why ? "n_blocked" : "n_units", units);
}

static void finish_group(cJSON *g)
{
	json_add_bool(g, "may_start", json_get(g, "n_units")->valuedouble > 0);
	json_add_bool(g, "is_blocked", json_get(g, "n_blocked")->valuedouble > 0);
}

cJSON *production_to_make_view(struct work *w, const char *sku)
{
	struct rows *r = production_store_to_make(w);
	cJSON *view = json_object(), *groups = json_add_array(view, "groups"), *g;
	int n = 0;

	while (rows_next(r) && n++ < PRODUCTION_ROWS) {
		struct order_line l = { .wait = WAIT_PRODUCTION,
					.ordered = rows_int(r, 7),
					.cancelled = rows_int(r, 8),
					.reserved = rows_int(r, 9),
					.packed = rows_int(r, 10),
					.shipped = rows_int(r, 11) };
		int units = production_missing(&l) - rows_int(r, 12);

		if (units > 0 && (!sku || strcmp(sku, rows_text(r, 0)) == 0))
			add_line(w, group_of(groups, r), r, units);
	}
	cJSON_ArrayForEach(g, groups)
	{
		finish_group(g);
	}
	json_add_bool(view, "has_more", n > PRODUCTION_ROWS);
	json_add_bool(view, "is_empty", groups->child == NULL);
	return view;
}

cJSON *production_batch_view(const struct production *p)
{
	cJSON *t = json_object();

	json_add_id(t, "id", p->id);
	json_add_text(t, "number", p->number);
	json_add_text(t, "sku", p->sku);
	add_name(t, p->name_en, p->name_zh);
	json_add_text(t, "state", production_state_word[p->state]);
	json_add_int(t, "planned", p->planned);
	json_add_int(t, "made", p->made);
	json_add_int(t, "scrapped", p->scrapped);
	json_add_instant(t, "due_at", p->due_at);
	json_add_instant(t, "created_at", p->created_at);
	json_add_instant(t, "finished_at", p->finished_at);
	json_add_int(t, "version", p->version);
	return t;
}

cJSON *production_view(struct work *w, const struct production *p)
{
	cJSON *t = production_batch_view(p), *list = json_add_array(t, "lines");
	struct rows *r = production_store_lines_view(w, p->id);
	int needed = 0;

	json_add_text(t, "note", p->note);
	json_add_text(t, "why", p->why);
	json_add_instant(t, "started_at", p->started_at);
	while (rows_next(r)) {
		cJSON *one;

		if (rows_int(r, 4) == 0)
			continue;
		one = json_append_object(list);
		json_add_text(one, "number", rows_text(r, 0));
		json_add_text(one, "customer", text_mask_name(w->arena, rows_text(r, 1)));
		json_add_instant(one, "promised_to", rows_time(r, 2));
		json_add_text(one, "note", rows_text(r, 3));
		json_add_int(one, "quantity", rows_int(r, 4));
		json_add_int(one, "made", rows_int(r, 5));
		json_add_text(one, "badge", order_badge_word[rows_int(r, 6)]);
		needed += rows_int(r, 4);
	}
	json_add_int(t, "for_shelf", p->planned > needed ? p->planned - needed : 0);
	json_add_bool(t, "has_lines", list->child != NULL);
	json_add_bool(t, "is_planned", p->state == PRODUCTION_PLANNED);
	json_add_bool(t, "is_started", p->state == PRODUCTION_STARTED);
	json_add_bool(t, "is_open", p->state < PRODUCTION_MADE);
	return t;
}

static void add_batches(struct work *w, cJSON *view, const char *name, bool open)
{
	cJSON *list = json_add_array(view, name);
	size_t n;
	struct production *v = production_store_list(w, open, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, production_batch_view(&v[i]));
}

cJSON *production_all_view(struct work *w)
{
	cJSON *view = json_object();

	json_add(view, "to_make", production_to_make_view(w, NULL));
	add_batches(w, view, "open", true);
	add_batches(w, view, "ended", false);
	json_add_bool(view, "any_open", json_get(view, "open")->child != NULL);
	json_add_bool(view, "any_ended", json_get(view, "ended")->child != NULL);
	return view;
}
