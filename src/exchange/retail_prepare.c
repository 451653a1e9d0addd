/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What documents stand on: a catalogue entry for each product, a customer for each party. */
#include <string.h>
#include "catalog/catalog.h"
#include "exchange/country.h"
#include "exchange/retail_book.h"

const char *retail_line_name(const struct retail_plan *p, const struct retail_line *l)
{
	const char *name = retail_text(p, l->text);

	if (!name)
		name = retail_text(p, p->code[l->code].name);
	return name ? name : names_text(p->codes, l->code);
}

/* ---- products ---- */

/* Codes that are no product are services without an entry; a thing that was written off has one all
 * the same, for its stock moves to stand on. */
static bool needs_entry(const struct retail_code *c)
{
	return c->written_off > 0 || (c->is_product && c->is_sold);
}

struct codes {
	struct retail_book *book;
	uint32_t code[CATALOG_FIND_MAX];
	size_t n;
};

static void find(struct work *w, struct codes *c)
{
	const char *texts[CATALOG_FIND_MAX];
	struct sku *skus[CATALOG_FIND_MAX];

	for (size_t i = 0; i < c->n; i++)
		texts[i] = names_text(c->book->plan->codes, c->code[i]);
	catalog_find_skus(w, texts, c->n, skus);
	for (size_t i = 0; i < c->n; i++)
		c->book->sku_id[c->code[i]] = skus[i] ? skus[i]->id : 0;
}

/* Only what can be bought in the shop's own money is put on sale. */
static void add(struct work *w, const struct retail_plan *p, uint32_t code)
{
	const char *text = names_text(p->codes, code);
	const char *name = retail_text(p, p->code[code].name);
	struct sku_draft sku = { .code = text,
				 .unit_milli = p->code[code].unit_milli,
				 .currency = RETAIL_CURRENCY };
	struct product_draft d = { .code = text,
				   .name_en = name ? name : text,
				   .name_zh = name ? name : text,
				   .kind = PRODUCT_GOODS,
				   .state = PRODUCT_WITHDRAWN,
				   .skus = &sku,
				   .n_skus = 1 };
	uint64_t id;

	if (strcmp(w->app->settings.currency, RETAIL_CURRENCY) == 0)
		d.state = PRODUCT_ON_SALE;
	/* A product of the shop's own may have that code for another SKU: then lines do without. */
	(void)!catalog_add(w, &d, &id);
}

static int add_missing(struct work *w, void *arg)
{
	struct codes *c = arg;
	bool missing = false;

	import_store_lock(w, c->book->run.id);
	find(w, c);
	for (size_t i = 0; i < c->n; i++) {
		if (c->book->sku_id[c->code[i]])
			continue;
		add(w, c->book->plan, c->code[i]);
		missing = true;
	}
	if (missing)
		find(w, c);
	return 0;
}

static void prepare_codes(struct retail_book *b)
{
	struct codes c = { .book = b };
	uint32_t n = names_count(b->plan->codes);

	b->sku_id = arena_array_of(b->plan->arena, n + 1, uint64_t);
	for (uint32_t i = 0; i < n; i++) {
		if (needs_entry(&b->plan->code[i]))
			c.code[c.n++] = i;
		if (c.n == 0 || (c.n < CATALOG_FIND_MAX && i + 1 < n))
			continue;
		work_transaction(&b->work, add_missing, &c);
		arena_reset(b->work.arena);
		c.n = 0;
	}
}

/* ---- parties ---- */

struct contact_draft retail_contact(const struct retail_plan *p, const char *customer,
				    uint32_t country)
{
	const char *name = names_text(p->countries, country);
	const struct country *c = country_find(name);

	return (struct contact_draft){ .name = customer ? customer : "",
				       .country = c ? c->code : COUNTRY_UNKNOWN,
				       .province = !c || c->keep_name ? name : "",
				       .external_id = customer,
				       .lang = LANG_EN };
}

struct parties {
	struct retail_book *book;
	uint32_t party[CUSTOMER_PAST_MAX];
	struct customer_past past[CUSTOMER_PAST_MAX];
	size_t n;
};

static int add_customers(struct work *w, void *arg)
{
	struct parties *v = arg;

	import_store_lock(w, v->book->run.id);
	customer_add_past(w, RETAIL_SOURCE, v->past, v->n);
	return 0;
}

static void keep_contacts(struct parties *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct customer_past *p = &v->past[i];

		v->book->contact[v->party[i]] = (struct contact){ .id = p->contact_id,
								  .customer_id = p->customer_id,
								  .name = p->contact.name,
								  .country = p->contact.country,
								  .province = p->contact.province };
	}
	v->n = 0;
}

static void prepare_parties(struct retail_book *b)
{
	const struct retail_plan *p = b->plan;
	struct parties v = { .book = b };
	uint32_t n = names_count(p->parties);

	b->contact = arena_array_of(p->arena, n + 1, struct contact);
	for (uint32_t i = 0; i < n; i++) {
		const struct retail_party *party = &p->party[i];

		if (party->customer != NAME_NONE) {
			v.past[v.n].contact =
				retail_contact(p, names_text(p->customers, party->customer),
					       party->country);
			v.past[v.n].since = party->since;
			v.party[v.n++] = i;
		}
		if (v.n == 0 || (v.n < CUSTOMER_PAST_MAX && i + 1 < n))
			continue;
		work_transaction(&b->work, add_customers, &v);
		keep_contacts(&v);
		arena_reset(b->work.arena);
	}
}

void retail_prepare(struct retail_book *b)
{
	prepare_codes(b);
	prepare_parties(b);
}
