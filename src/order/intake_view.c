/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found in a new order as a tree: the kind, the field, what stands there, what is
 * proposed. */
#include <stdio.h>
#include "base/json.h"
#include "base/money.h"
#include "order/inside.h"
#include "order/intake_store.h"

static bool is_of_quantity(enum finding_kind k)
{
	return k == FINDING_LARGE_QUANTITY || k == FINDING_UNUSUAL_QUANTITY;
}

/* The field as a JSON pointer into the order; of lines the code stands beside it. */
static void add_field(const struct finding *f, const struct order *o, cJSON *t)
{
	static const char *const fields[FINDING_KIND__MAX] = {
		[FINDING_LARGE_AMOUNT] = "/payment/total",
		[FINDING_ADDRESS] = "/contact/street",
		[FINDING_PHONE] = "/contact/phone",
		[FINDING_POSTCODE] = "/contact/postcode",
		[FINDING_DUPLICATE] = "/lines",
	};
	const struct order_line *l = fields[f->kind] ? NULL : order_find_line(o, f->subject_id);
	char pointer[40];

	json_add_text(t, "sku", l ? l->sku_code : NULL);
	if (!l) {
		json_add_text(t, "field", fields[f->kind]);
		return;
	}
	snprintf(pointer, sizeof pointer, "/lines/%td/%s", l - o->lines,
		 f->kind == FINDING_PRICE ? "unit_price" : "quantity");
	json_add_text(t, "field", pointer);
}

static const char *unit_text(struct work *w, int64_t milli, const char *currency)
{
	char text[40];

	money_decimal_unit(milli, currency, text, sizeof text);
	return arena_strdup(w->arena, text);
}

/* found and proposed as people write them; contacts say where they were used. */
static void add_values(struct work *w, const struct finding *f, const struct order *o,
		       const struct contact *c, cJSON *t)
{
	const char *found = NULL, *proposed = NULL;
	bool other = false;

	if (is_of_quantity(f->kind)) {
		found = arena_printf(w->arena, "%lld", (long long)f->found);
		proposed =
			f->proposed ? arena_printf(w->arena, "%lld", (long long)f->proposed) : NULL;
	} else if (f->kind == FINDING_PRICE) {
		found = unit_text(w, f->found, o->currency);
		proposed = unit_text(w, f->proposed, o->currency);
	} else if (f->kind == FINDING_POSTCODE) {
		found = c->postcode;
		proposed = postcode_of(w->arena, c->country, c->postcode);
	} else {
		other = f->proposed != 0;
	}
	json_add_text(t, "found", found);
	json_add_text(t, "proposed", proposed);
	json_add_bool(t, "proposes_other_contact", other);
	json_add_bool(t, "may_accept", other || proposed);
	json_add_bool(t, "is_price", f->kind == FINDING_PRICE);
}

cJSON *order_findings_view(struct work *w, const struct order *o, const struct contact *c)
{
	cJSON *list = json_array();
	struct finding *f;
	size_t n;

	if (o->decision == ORDER_CANCELLED || o->decision == ORDER_CLOSED)
		return list;
	f = intake_store_open(w, o->id, &n);
	for (size_t i = 0; i < n; i++) {
		bool twin = f[i].kind == FINDING_DUPLICATE;
		cJSON *t = json_append_object(list);

		json_add_id(t, "id", f[i].id);
		json_add_text(t, "kind", finding_kind_word[f[i].kind]);
		json_add_text(t, "severity", f[i].severity == FINDING_CHECK ? "check" : "note");
		json_add_bool(t, "is_check", f[i].severity == FINDING_CHECK);
		add_field(&f[i], o, t);
		add_values(w, &f[i], o, c, t);
		json_add_text(t, "other", twin ? intake_store_number(w, f[i].subject_id) : NULL);
		json_add_instant(t, "at", f[i].at);
	}
	return list;
}
