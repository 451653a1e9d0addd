/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One act on many orders, an order a step. */
#include "order/bulk.h"

#include <string.h>
#include "base/fail.h"
#include "base/ident.h"
#include "base/json.h"

const char *const bulk_act_word[BULK_ACT__MAX] = {
	[BULK_CONFIRM] = "confirm", [BULK_HOLD] = "hold",   [BULK_RELEASE] = "release",
	[BULK_PACK] = "pack",       [BULK_SHIP] = "ship",   [BULK_NOTE] = "note",
	[BULK_TAG] = "tag",         [BULK_UNTAG] = "untag",
};

const char *bulk_refuses(const struct work *w, const struct order *o, enum bulk_act act)
{
	switch (act) {
	case BULK_CONFIRM:
		return o->decision == ORDER_DRAFT ? "draft" : order_refuses(o, ACT_CONFIRM, false);
	case BULK_HOLD:
		return order_refuses(o, ACT_HOLD, false);
	case BULK_RELEASE:
		return order_refuses(o, ACT_RELEASE, false);
	case BULK_PACK:
	case BULK_SHIP:
		return w->app->wiring->leaving->refuses(o, act == BULK_SHIP);
	case BULK_NOTE:
	case BULK_TAG:
	case BULK_UNTAG:
	case BULK_ACT__MAX:
		break;
	}
	return NULL;
}

void bulk_refuses_each(struct work *w, struct order_rows rows, enum bulk_act act, const char **why)
{
	for (size_t i = 0; i < rows.n; i++)
		why[i] = bulk_refuses(w, &rows.v[i], act);
	if (act == BULK_PACK || act == BULK_SHIP)
		order_links_forbid_each(w, rows, why);
}

static void add_leaving(const struct bulk *b, cJSON *request)
{
	cJSON *tracking = json_add_array(request, "tracking");

	json_add_text(request, "carrier", b->carrier);
	for (size_t i = 0; b->tracking && i < b->n; i++)
		json_append_text(tracking, b->tracking[i]);
}

uint64_t bulk_begin(struct work *w, const struct bulk *b, uint64_t permissions, enum lang lang)
{
	cJSON *request = json_object(), *ids, *versions;

	json_add_text(request, "act", bulk_act_word[b->act]);
	json_add_text(request, "reason", b->reason);
	json_add_text(request, "note", b->note);
	json_add_text(request, "tag", b->tag);
	json_add_instant(request, "until", b->until);
	add_leaving(b, request);
	ids = json_add_array(request, "orders");
	versions = json_add_array(request, "versions");
	for (size_t i = 0; i < b->n; i++) {
		json_append_text(ids, arena_printf(w->arena, "%llu",
						   (unsigned long long)b->orders[i].id));
		cJSON_AddItemToArray(versions, cJSON_CreateNumber(b->orders[i].version));
	}
	return task_add(w, "bulk", permissions, lang, request, (int64_t)b->n);
}

static enum bulk_act act_of(const struct task *t)
{
	const char *word = json_get_text(t->request, "act");

	for (int i = 0; i < BULK_ACT__MAX; i++)
		if (word && !strcmp(word, bulk_act_word[i]))
			return (enum bulk_act)i;
	fail("bulk: no such act");
}

static enum order_refusal do_one(struct work *w, const struct task *t, struct order_ref ref,
				 struct order_answer *a)
{
	const char *until = json_get_text(t->request, "until");
	struct instant end = INSTANT_NONE;

	switch (act_of(t)) {
	case BULK_CONFIRM:
		return order_confirm(w, ref, a);
	case BULK_HOLD:
		if (until && !instant_parse(until, &end))
			fail("bulk: no such time");
		return order_hold(w, ref, json_get_text(t->request, "reason"), end, a);
	case BULK_RELEASE:
		return order_release(w, ref, a);
	case BULK_NOTE:
		order_add_note(w, ref.id, json_get_text(t->request, "note"));
		return ORDER_OK;
	case BULK_TAG:
		return order_tag_add(w, ref, json_get_text(t->request, "tag"), a);
	case BULK_UNTAG:
		return order_tag_remove(w, ref, json_get_text(t->request, "tag"), a);
	case BULK_PACK:
	case BULK_SHIP:
	case BULK_ACT__MAX:
		break;
	}
	return ORDER_NOT_NOW;
}

/* NULL: done. */
static const char *leave(struct work *w, const struct task *t, struct order_ref ref, int i)
{
	const char *number =
		cJSON_GetStringValue(cJSON_GetArrayItem(json_get(t->request, "tracking"), i));

	return w->app->wiring->leaving->leave(w, ref, json_get_text(t->request, "carrier"),
					      number && *number ? number : NULL);
}

static const char *do_it(struct work *w, const struct task *t, struct order_ref ref, int i)
{
	struct order_answer a = { 0 };

	if (act_of(t) == BULK_PACK || act_of(t) == BULK_SHIP)
		return leave(w, t, ref, i);
	if (do_one(w, t, ref, &a) == ORDER_OK)
		return NULL;
	return a.reason ? a.reason : "stale";
}

static void note_failed(struct task *t, const char *number, const char *why)
{
	cJSON *list = cJSON_GetObjectItemCaseSensitive(t->result, "failed");
	cJSON *one = json_append_object(list ? list : json_add_array(t->result, "failed"));

	json_add_text(one, "number", number);
	json_add_text(one, "why", why);
}

/* The rules are asked before the act, so that one that is refused has written nothing. */
bool bulk_step(struct work *w, struct task *t)
{
	const cJSON *ids = json_get(t->request, "orders");
	int i = (int)t->done, n = cJSON_GetArraySize(ids);
	struct order_ref ref = {
		.version = (int)cJSON_GetNumberValue(
			cJSON_GetArrayItem(json_get(t->request, "versions"), i)),
	};
	struct order *o = NULL;
	const char *why = NULL;

	if (i >= n)
		return false;
	if (!ident_parse(cJSON_GetStringValue(cJSON_GetArrayItem(ids, i)), &ref.id))
		fail("bulk: no such order id");
	t->done++;
	o = order_open(w, ref.id);
	if (!o)
		return t->done < n;
	if (act_of(t) >= BULK_NOTE) /* these hang on nothing that the page showed */
		ref.version = 0;
	why = bulk_refuses(w, o, act_of(t));
	if (ref.version && o->version != ref.version)
		why = "stale";
	if (!why)
		why = do_it(w, t, ref, i);
	if (why)
		note_failed(t, o->number, why);
	return t->done < n;
}

void bulk_view(struct work *w, const struct task *t, cJSON *view)
{
	const cJSON *failed = json_get(t->result, "failed");
	int n = cJSON_GetArraySize(failed);

	(void)w;
	json_add_text(view, "act", json_get_text(t->request, "act"));
	json_add_int(view, "n_failed", n);
	json_add_bool(view, "has_failed_orders", n > 0);
	json_add_int(view, "n_ok", t->done - n);
	json_add(view, "failed", failed ? cJSON_Duplicate(failed, true) : json_array());
}
