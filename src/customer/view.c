/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People as trees: what a reader may not see never enters them. */
#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "customer/inside.h"

/* Empty is absent: templates ask whether it is there. */
static void add_filled(cJSON *v, const char *name, const char *text)
{
	json_add_text(v, name, text && *text ? text : NULL);
}

static void add_part(struct buf *b, const char *part, const char *between)
{
	if (!part || !*part)
		return;
	if (b->len)
		buf_adds(b, between);
	buf_adds(b, part);
}

/* One line as the country writes it: Chinese from the large to the small. */
static const char *address_line(struct work *w, const struct contact *c, const char *street)
{
	bool from_large = c->country && !strcmp(c->country, "CN");
	struct buf b;

	buf_init(&b, w->arena);
	if (from_large) {
		add_part(&b, c->province, " ");
		/* Shanghai is its own province. */
		if (!c->province || !c->city || strcmp(c->city, c->province) != 0)
			add_part(&b, c->city, " ");
		add_part(&b, c->district, " ");
		add_part(&b, street, " ");
	} else {
		add_part(&b, street, ", ");
		add_part(&b, c->district, ", ");
		add_part(&b, c->city, ", ");
		add_part(&b, c->province, ", ");
	}
	return b.p;
}

static char *masked(char *(*mask)(struct arena *a, const char *s), struct work *w, const char *s)
{
	return s && *s ? mask(w->arena, s) : NULL;
}

/* Whatever is shown in full passes here, so no page can forget to write it down. */
static void look(struct work *w, uint64_t customer_id)
{
	struct sight *s = w->sight;

	if (!s)
		return;
	if (!s->in_full)
		fail("customer: shown in full to who may not see it");
	if (s->customer_id && s->customer_id != customer_id)
		fail("customer: two people in full in one answer, where the log names one");
	s->customer_id = customer_id;
}

cJSON *contact_view(struct work *w, const struct contact *c, bool in_full)
{
	cJSON *v = json_object();
	const char *street = in_full ? c->street : masked(text_mask_street, w, c->street);

	if (in_full)
		look(w, c->customer_id);
	add_filled(v, "name", in_full ? c->name : masked(text_mask_name, w, c->name));
	add_filled(v, "phone", in_full ? c->phone : masked(text_mask_phone, w, c->phone));
	add_filled(v, "email", in_full ? c->email : masked(text_mask_email, w, c->email));
	add_filled(v, "country", c->country);
	add_filled(v, "province", c->province);
	add_filled(v, "city", c->city);
	add_filled(v, "district", c->district);
	add_filled(v, "street", street);
	/* In many countries a postcode is a handful of houses. */
	add_filled(v, "postcode", in_full ? c->postcode : NULL);
	add_filled(v, "address", address_line(w, c, street));
	json_add_bool(v, "in_full", in_full);
	return v;
}

static void need_full_sight(const struct work *w)
{
	if (w->sight && !w->sight->in_full)
		fail("customer: a file in full for who may not see it");
}

struct contact contact_for_file(struct work *w, const struct contact *c, bool in_full)
{
	struct contact out = *c;

	if (in_full) {
		need_full_sight(w);
		return out;
	}
	out.name = masked(text_mask_name, w, c->name);
	out.phone = masked(text_mask_phone, w, c->phone);
	out.email = masked(text_mask_email, w, c->email);
	out.street = masked(text_mask_street, w, c->street);
	out.postcode = NULL;
	return out;
}

const char *customer_name_for_file(struct work *w, const struct customer *c, bool in_full)
{
	if (in_full)
		need_full_sight(w);
	return in_full ? c->name : masked(text_mask_name, w, c->name);
}

static const char *first_letter(struct work *w, const char *name)
{
	size_t len = 1;

	if (!*name)
		return "?";
	while ((name[len] & 0xc0) == 0x80)
		len++;
	return arena_strndup(w->arena, name, len);
}

cJSON *customer_view(struct work *w, const struct customer *c, bool in_full)
{
	cJSON *v = json_object();

	if (in_full)
		look(w, c->id);
	json_add_id(v, "id", c->id);
	json_add_text(v, "number", c->number);
	add_filled(v, "name", in_full ? c->name : masked(text_mask_name, w, c->name));
	json_add_text(v, "initial", first_letter(w, c->name));
	json_add_text(v, "lang", lang_tag[c->lang]);
	json_add_bool(v, "provisional", c->provisional);
	json_add_int(v, "n_orders", c->n_orders);
	json_add_instant(v, "last_order_at", c->last_order_at);
	json_add_instant(v, "created_at", c->created_at);
	json_add_int(v, "version", c->version);
	json_add_bool(v, "in_full", in_full);
	return v;
}

cJSON *customer_rows_view(struct work *w, const struct customer_row *rows, size_t n)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < n; i++) {
		cJSON *v = customer_view(w, &rows[i].customer, false);

		json_add_money(v, "spent", rows[i].customer.spent, w->app->settings.currency);
		if (rows[i].contact.id)
			json_add(v, "contact", contact_view(w, &rows[i].contact, false));
		else
			json_add_null(v, "contact");
		cJSON_AddItemToArray(list, v);
	}
	return list;
}

const char *identity_masked(struct arena *a, enum identity_kind kind, const char *value)
{
	if (kind == IDENTITY_EMAIL)
		return text_mask_email(a, value);
	return kind == IDENTITY_PHONE ? text_mask_phone(a, value) : value;
}

cJSON *address_view(struct work *w, const struct address *a, bool in_full)
{
	cJSON *v = contact_view(w, &a->contact, in_full);

	json_add_id(v, "id", a->id);
	add_filled(v, "label", a->label);
	json_add_bool(v, "is_default", a->is_default);
	json_add_int(v, "version", a->version);
	return v;
}

cJSON *address_list_view(struct work *w, uint64_t customer_id, bool in_full)
{
	cJSON *list = json_array();
	size_t n;
	const struct address *all = address_store_list(w, customer_id, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, address_view(w, &all[i], in_full));
	return list;
}
