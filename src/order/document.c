/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's page of an order: one function writes it, one reads it. It holds the contact
 * masked and no rule that needs a clock. */
#include "order/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "order/inside.h"
#include "order/past_store.h"

/* What a customer is told of; parcels tell their own story, and the rest is the shop's business. */
static bool is_for_customer(enum order_event_kind k)
{
	static const bool shown[ORDER_EVENT_KIND__MAX] = {
		[EVENT_PLACED] = true,
		[EVENT_CONFIRMED] = true,
		[EVENT_HELD] = true,
		[EVENT_RELEASED] = true,
		[EVENT_CANCELLED] = true,
		[EVENT_LINE_CANCELLED] = true,
		[EVENT_CLOSED] = true,
		[EVENT_PROMISE_CHANGED] = true,
		[EVENT_CONTACT_CHANGED] = true,
		[EVENT_PAID] = true,
		[EVENT_REFUNDED] = true,
		[EVENT_CREDITED] = true,
		[EVENT_PACKED] = true,
		[EVENT_SHIPPED] = true,
		[EVENT_DELIVERED] = true,
		[EVENT_RECEIPT_CONFIRMED] = true,
		[EVENT_CAME_BACK] = true,
		[EVENT_FULFILLED] = true,
		[EVENT_EDITED] = true,
		[EVENT_CREDIT_TAKEN_BACK] = true,
		[EVENT_REOPENED] = true,
		[EVENT_SPLIT_OFF] = true,
		[EVENT_SPLIT_FROM] = true,
		[EVENT_MERGED] = true,
		[EVENT_MERGED_IN] = true,
		[EVENT_CHARGED] = true,
		[EVENT_CHARGE_TAKEN_BACK] = true,
		[EVENT_TO_REVIEW] = true,
	};

	return shown[k];
}

static void add_events(const struct order *o, const struct order_event *e, size_t n, cJSON *tree)
{
	cJSON *list = json_add_array(tree, "events");

	for (size_t i = n; i > 0; i--) {
		struct order_event one = e[i - 1];

		if (!is_for_customer(one.kind))
			continue;
		/* Other reasons are what staff wrote to each other. */
		if (one.kind != EVENT_CANCELLED && one.kind != EVENT_LINE_CANCELLED)
			one.why = NULL;
		cJSON_AddItemToArray(list, order_view_event(&one, o->currency));
	}
	json_add_instant(tree, "updated_at", n ? e[n - 1].at : o->placed_at);
}

static cJSON *other_order(struct work *w, const struct order_event *e)
{
	char tag[SECRET_TAG_SIZE];
	cJSON *t = json_object();

	order_link_token(w->app, e->subject_id, 1, tag);
	json_add_text(t, "number", e->to);
	json_add_text(t, "key", tag);
	json_add_bool(t, "is_part", e->kind == EVENT_SPLIT_OFF);
	return t;
}

/* What came back is no part any more. */
static bool is_still_apart(const struct order_event *e, size_t n, size_t i)
{
	for (size_t k = i + 1; k < n; k++)
		if (e[k].kind == EVENT_MERGED_IN && e[k].subject_id == e[i].subject_id)
			return false;
	return true;
}

/* Orders that this one was split from or into, and the one it went over to, each with its link. */
static void add_kin(struct work *w, const struct order *o, const struct order_event *e, size_t n,
		    cJSON *tree)
{
	cJSON *list = json_add_array(tree, "related"), *into = NULL;

	for (size_t i = 0; i < n; i++) {
		bool is_kin = e[i].kind == EVENT_SPLIT_OFF || e[i].kind == EVENT_SPLIT_FROM;

		if (is_kin && is_still_apart(e, n, i))
			cJSON_AddItemToArray(list, other_order(w, &e[i]));
		if (e[i].kind == EVENT_MERGED && o->decision == ORDER_CANCELLED)
			into = other_order(w, &e[i]);
	}
	if (into)
		json_add(tree, "merged_into", into);
	else
		json_add_null(tree, "merged_into");
}

static cJSON *make_tree(struct work *w, const struct order *o, const struct contact *c,
			const struct order_event *e, size_t n)
{
	static const enum order_act acts[] = { ACT_CANCEL, ACT_CHANGE_CONTACT,
					       ACT_CONFIRM_RECEIPT };
	cJSON *t = json_object(), *lines;

	order_view_head(o, t);
	order_view_promotions(w, o, true, t);
	lines = json_add_array(t, "lines");
	for (size_t i = 0; i < o->n_lines; i++)
		cJSON_AddItemToArray(lines, order_view_line(o, &o->lines[i], true));
	json_add(t, "contact", contact_view(w, c, false));
	order_view_acts(o, true, acts, sizeof acts / sizeof *acts, t);
	add_events(o, e, n, t);
	add_kin(w, o, e, n, t);
	for (size_t i = 0; i < w->app->wiring->n_parts; i++)
		w->app->wiring->parts[i].add(w, o, t);
	return t;
}

/* A link ends link_days after there is nothing left to wait for. */
struct instant order_link_until(const struct app *app, const struct order *o)
{
	struct instant over = instant_is_none(o->closed_at) ? o->delivered_at : o->closed_at;

	if (!instant_is_none(o->delivered_at))
		over = o->delivered_at;
	return instant_is_none(over) ? INSTANT_NONE
				     : instant_add(over, app->settings.link_days * INSTANT_DAY);
}

static void free_scratch(void *arena)
{
	arena_free(arena);
}

cJSON *order_document_write_new(struct work *w, const struct order *o, const struct contact *c,
				const struct order_event *e, size_t n)
{
	cJSON *tree;

	if (w->past)
		return NULL;
	tree = make_tree(w, o, c, e, n);
	order_store_put_document(w, o, order_link_until(w->app, o), json_text(w->arena, tree),
				 true);
	return tree;
}

/* The trees are large and short-lived: they come and go in an arena of their own. */
void order_document_write_past(struct work *w, const struct order_past *v, size_t n)
{
	struct order_document_row *row = arena_array_of(w->arena, n + 1, struct order_document_row);
	struct arena *scratch = arena_new(), *before = arena_use_for_cjson(scratch);
	size_t n_rows = 0;

	arena_defer(w->arena, free_scratch, scratch);
	for (size_t i = 0; i < n; i++) {
		const struct order *o = v[i].order;

		if (v[i].taken)
			continue;
		if (!o->contact)
			fail("order %s: its contact is not at hand", o->number);
		row[n_rows++] = (struct order_document_row){
			o, order_link_until(w->app, o),
			json_text(w->arena, make_tree(w, o, o->contact, v[i].events, v[i].n_events))
		};
		arena_reset(scratch);
	}
	arena_use_for_cjson(before);
	order_past_store_documents(w, row, n_rows);
}

char *order_document_fresh(struct work *w, struct order *o)
{
	struct contact c = { 0 };
	struct order_event *e;
	size_t n;

	if (!contact_get(w, o->contact_id, &c))
		return NULL;
	e = order_store_events(w, o->id, &n);
	return json_text(w->arena, make_tree(w, o, &c, e, n));
}

void order_document_write(struct work *w, struct order *o)
{
	const char *json;

	if (w->past)
		return;
	json = order_document_fresh(w, o);
	if (!json)
		fail("order %s: its contact is missing", o->number);
	order_store_put_document(w, o, order_link_until(w->app, o), json, false);
}

/* Over the order and its link's version; `until` is "" in the link, which ends by the row. */
static void sign(const struct app *app, uint64_t order_id, int link_version, const char *until,
		 char tag[SECRET_TAG_SIZE])
{
	char id[24], version[12];
	const char *parts[] = { "order", id, version, until };

	snprintf(id, sizeof id, "%llu", (unsigned long long)order_id);
	snprintf(version, sizeof version, "%d", link_version);
	secret_tag(app->keys.link, parts, *until ? 4 : 3, tag);
}

void order_link_token(const struct app *app, uint64_t order_id, int link_version,
		      char tag[SECRET_TAG_SIZE])
{
	sign(app, order_id, link_version, "", tag);
}

char *order_visit_key(struct arena *a, const struct app *app, uint64_t order_id, int link_version,
		      struct instant until)
{
	char *seconds = arena_printf(a, "%lld", (long long)(until.us / INSTANT_SECOND));
	char tag[SECRET_TAG_SIZE];

	sign(app, order_id, link_version, seconds, tag);
	return arena_printf(a, "%s.%s", seconds, tag);
}

bool order_visit_key_fits(const struct app *app, const struct order_document *d, const char *key,
			  struct instant *until)
{
	char tag[SECRET_TAG_SIZE], seconds[16];
	size_t len = strcspn(key, ".");
	int64_t n;

	if (len == 0 || len >= sizeof seconds || !key[len])
		return false;
	memcpy(seconds, key, len);
	seconds[len] = 0;
	if (!text_to_i64(seconds, 1, INT64_MAX / INSTANT_SECOND, &n))
		return false;
	sign(app, d->order_id, d->link_version, seconds, tag);
	if (!secret_equal(tag, key + len + 1))
		return false;
	until->us = n * INSTANT_SECOND;
	return true;
}

static char *url_of(struct work *w, const struct order *o, const char *tail, const char *key)
{
	return arena_printf(w->arena, "%s%s/o/%s%s?k=%s", w->app->config->base_url,
			    w->app->config->base_path, o->number, tail, key);
}

static char *own_link(struct work *w, const struct order *o, const char *tail)
{
	char tag[SECRET_TAG_SIZE];

	if (!order_was_told(o))
		return NULL;
	order_link_token(w->app, o->id, o->link_version, tag);
	return url_of(w, o, tail, tag);
}

char *order_link_url(struct work *w, const struct order *o)
{
	return own_link(w, o, "");
}

/* What the link of an order that is over says of its end was set then, and may have passed. */
static char *way_in(struct work *w, const struct order *o, const char *tail, int64_t days,
		    struct instant *until)
{
	*until = INSTANT_NONE;
	if (!order_was_told(o) || instant_is_none(order_link_until(w->app, o)))
		return own_link(w, o, tail);
	*until = instant_add(w->now, days * INSTANT_DAY);
	return url_of(w, o, tail,
		      order_visit_key(w->arena, w->app, o->id, o->link_version, *until));
}

char *order_way_in(struct work *w, const struct order *o, int64_t days, struct instant *until)
{
	return way_in(w, o, "", days, until);
}

char *order_message_url_to(struct work *w, const struct order *o, const char *tail)
{
	struct instant until;

	return way_in(w, o, tail, w->app->settings.link_days, &until);
}

char *order_message_url(struct work *w, const struct order *o)
{
	return order_message_url_to(w, o, "");
}

void order_add_bank(const struct settings *s, enum lang lang, cJSON *tree)
{
	const cJSON *payment = json_get(tree, "payment");
	const char *method = json_get_text(payment, "method");
	cJSON *bank;

	if (!json_get_bool(payment, "is_due") || !method ||
	    strcmp(method, order_payment_method_word[PAY_BANK_TRANSFER]) != 0) {
		json_add_null(tree, "bank");
		return;
	}
	bank = json_add_object(tree, "bank");
	json_add_text(bank, "words", setting_bank_account(s, lang));
}

/* "7K3M92Q5" and eleven characters that nobody guesses: a MAC of 66 bits. Of an order that is over,
 * whose link may have ended, four digits before those say the day by which this one ends. */
enum { SHORT_TAG = 11, SHORT_DAY = 4, SHORT_DAYS = 0xffff };

static void short_tag(const struct app *app, uint64_t order_id, int link_version, const char *day,
		      char tag[SECRET_TAG_SIZE])
{
	char what[] = "short....";

	snprintf(what, sizeof what, "short%s", day);
	sign(app, order_id, link_version, what, tag);
	tag[SHORT_TAG] = 0;
}

char *order_short_url(struct work *w, const struct order *o)
{
	char tag[SECRET_TAG_SIZE];
	const char *day = "";

	if (!order_was_told(o))
		return NULL;
	if (!instant_is_none(order_link_until(w->app, o)))
		day = arena_printf(w->arena, "%04x",
				   (unsigned)((w->now.us / INSTANT_DAY +
					       w->app->settings.link_days + 1) &
					      SHORT_DAYS));
	short_tag(w->app, o->id, o->link_version, day, tag);
	return arena_printf(w->arena, "%s%s/s/%.4s%s%s%s", w->app->config->base_url,
			    w->app->config->base_path, o->number + strlen("R-"),
			    o->number + strlen("R-XXXX-"), day, tag);
}

char *order_short_key(struct arena *a, const struct app *app, const struct order_document *d,
		      const char *tail)
{
	char wanted[SECRET_TAG_SIZE];
	size_t len = strlen(tail), n_day = len == SHORT_DAY + SHORT_TAG ? SHORT_DAY : 0;
	const char *day = arena_strndup(a, tail, n_day);

	if (d->link_version == 0 || len != n_day + SHORT_TAG)
		return NULL;
	short_tag(app, d->order_id, d->link_version, day, wanted);
	if (!secret_equal(wanted, tail + n_day))
		return NULL;
	if (n_day)
		return order_visit_key(a, app, d->order_id, d->link_version,
				       (struct instant){ (int64_t)strtoul(day, NULL, 16) *
							 INSTANT_DAY });
	order_link_token(app, d->order_id, d->link_version, wanted);
	return arena_strdup(a, wanted);
}
