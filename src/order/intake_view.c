/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found in a new order as a tree: the kind, the field, what stands there, what is
 * proposed. */
#include <stdio.h>
#include "base/json.h"
#include "base/money.h"
#include "order/document.h"
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
		 f->kind == FINDING_PRICE   ? "unit_price"
		 : f->kind == FINDING_NEEDS ? "sku"
					    : "quantity");
	json_add_text(t, "field", pointer);
}

static const char *unit_text(struct work *w, int64_t milli, const char *currency)
{
	char text[40];

	money_decimal_unit(milli, currency, text, sizeof text);
	return arena_strdup(w->arena, text);
}

/* {sku, name} of what is to be added; its code, NULL: it is gone from the catalogue. */
static const char *add_needed(struct work *w, const struct finding *f, cJSON *t)
{
	const char *code, *name_en, *name_zh;
	cJSON *needed;

	if (f->kind != FINDING_NEEDS ||
	    !intake_store_needed(w, (uint64_t)f->proposed, &code, &name_en, &name_zh)) {
		json_add_null(t, "needed");
		return NULL;
	}
	needed = json_add_object(t, "needed");
	json_add_text(needed, "sku", code);
	order_view_name(needed, "name", name_en, name_zh);
	return code;
}

/* found and proposed as people write them; contacts say where they were used. */
static void add_values(struct work *w, const struct finding *f, const struct order *o,
		       const struct contact *c, cJSON *t)
{
	const char *found = NULL, *proposed = add_needed(w, f, t);
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
	} else if (f->kind != FINDING_NEEDS) {
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
