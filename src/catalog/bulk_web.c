/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many products at once, from the desk's list: what is to be done, then a page that says which can,
 * what becomes of them and why others cannot, then a task. */
#include <stddef.h>
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "base/money.h"
#include "catalog/bulk.h"
#include "catalog/category.h"
#include "catalog/input.h"
#include "catalog/web.h"
#include "guard.h"
#include "respond.h"
#include "task.h"

#define PAGE "catalog/bulk"
enum { SAMPLES = 5, PERCENT_MAX = 100000 };

struct bulk_input {
	int act, state, tax_class;
	struct field_rows
		products; /* const char *: an id, or an id and the version it was seen in */
	const char *query, *percent, *amount, *tags;
	uint64_t category_id;
	bool all, more, look;
};
#define AT(member) offsetof(struct bulk_input, member)
static const struct field one_product[] = { { "", FIELD_TEXT, 0, .max = 40 } };
static const struct field fields[] = {
	{ "act", FIELD_ENUM, AT(act), true, .words = product_act_word, .n_words = PRODUCT_ACT__MAX,
	  .label = "product_bulk" },
	{ "product", FIELD_LIST, AT(products), .max = PRODUCT_BULK_MAX, .sub = one_product,
	  .n_sub = 1, .sub_size = sizeof(const char *) },
	{ "query", FIELD_TEXT, AT(query), .max = 2000 },
	{ "all", FIELD_BOOL, AT(all) },
	{ "more", FIELD_BOOL, AT(more) },
	{ "look", FIELD_BOOL, AT(look) },
	{ "percent", FIELD_TEXT, AT(percent), .max = 12 },
	{ "amount", FIELD_TEXT, AT(amount), .max = 20 },
	{ "category_id", FIELD_ID, AT(category_id) },
	{ "tags", FIELD_TEXT, AT(tags), .max = 500 },
	{ "state", FIELD_ENUM, AT(state), .words = product_state_word,
	  .n_words = PRODUCT_STATE__MAX, .label = "product_state" },
	{ "tax_class", FIELD_ENUM, AT(tax_class), .words = tax_class_word,
	  .n_words = TAX_CLASS__MAX, .label = "tax_class" },
};
#define FIELDS (sizeof fields / sizeof *fields)

struct bulk {
	struct bulk_input in;
	struct product_ref *refs; /* that were ticked */
	struct product_bulk what;
	bool is_whole; /* what is to be done is said */
	struct field_errors errors;
};

/* ---- what was sent ---- */

static void take_price(const struct request *req, struct bulk *b)
{
	const char *currency = req->app->settings.currency;

	if (b->in.percent && b->in.amount)
		field_error(&b->errors, "/amount", "both", N_("Enter one of the two"), NULL);
	else if (b->in.percent && (!money_parse(b->in.percent, "CNY", &b->what.add_bp) ||
				   b->what.add_bp <= -10000 || b->what.add_bp > PERCENT_MAX))
		field_error(&b->errors, "/percent", "not_a_percentage",
			    N_("Enter a percentage like 5 or -2.5"), NULL);
	else if (b->in.amount && !money_parse_unit(b->in.amount, currency, &b->what.add_milli))
		field_error(&b->errors, "/amount", "not_an_amount",
			    N_("Enter an amount like 2.00 or -1.50"), NULL);
	b->what.by_percent = b->in.percent != NULL;
	b->is_whole = b->in.percent || b->in.amount;
	if (b->in.look && !b->is_whole)
		field_error(&b->errors, "/percent", "required", N_("Enter one of the two"), NULL);
}

static void take_tags(const struct request *req, struct bulk *b)
{
	b->what.tags = catalog_clean_tags(req->arena, b->in.tags);
	if (!b->what.tags)
		field_error(&b->errors, "/tags", "too_many",
			    N_("At most 10 tags of 30 characters each, with commas between them"),
			    NULL);
	b->is_whole = b->what.tags && *b->what.tags;
	if (b->in.look && b->what.tags && !b->is_whole)
		field_error(&b->errors, "/tags", "required", N_("Enter at least one tag"), NULL);
}

static void take_word(struct bulk *b, int word, const char *at)
{
	b->is_whole = word >= 0;
	if (b->in.look && word < 0)
		field_error(&b->errors, at, "required", N_("Choose one of these"), NULL);
}

static void take_act(const struct request *req, struct bulk *b)
{
	b->what.act = (enum product_act)b->in.act;
	switch (b->what.act) {
	case PRODUCT_ACT_PRICE:
		take_price(req, b);
		break;
	case PRODUCT_ACT_CATEGORY:
		b->what.category_id = b->in.category_id;
		b->is_whole = b->in.look; /* none is a choice too */
		break;
	case PRODUCT_ACT_TAG:
	case PRODUCT_ACT_UNTAG:
		take_tags(req, b);
		break;
	case PRODUCT_ACT_STATE:
		take_word(b, b->in.state, "/state");
		b->what.state = (enum product_state)b->in.state;
		break;
	case PRODUCT_ACT_TAX:
		take_word(b, b->in.tax_class, "/tax_class");
		b->what.tax_class = (enum tax_class)b->in.tax_class;
		break;
	case PRODUCT_ACT__MAX:
		break;
	}
}

/* False: it names no act, or what is no product. */
static bool read(const struct request *req, struct bulk *b)
{
	*b = (struct bulk){ .in = { .state = -1, .tax_class = -1 },
			    .errors = { .arena = req->arena } };
	if (!fields_read(req, fields, FIELDS, &b->in, req->app->settings.currency, &b->errors))
		return false;
	b->refs = arena_array_of(req->arena, b->in.products.n + 1, struct product_ref);
	for (size_t i = 0; i < b->in.products.n; i++)
		if (!ident_parse_seen(((const char *const *)b->in.products.v)[i], &b->refs[i].id,
				      &b->refs[i].version)) {
			field_error(&b->errors, "/product", "no_product", N_("This is no product"),
				    NULL);
			return false;
		}
	take_act(req, b);
	return true;
}

/* ---- the products ---- */

struct found {
	struct product_for_file *v;
	size_t n;
};

static void take_batch(struct found *f, const struct product_for_file *v, size_t n)
{
	for (size_t i = 0; i < n && f->n < PRODUCT_BULK_MAX; i++)
		f->v[f->n++] = v[i];
}

/* All that the list's query finds, or those that were ticked. */
static struct found find(struct work *w, const struct bulk *b)
{
	struct found f = { arena_array_of(w->arena, PRODUCT_BULK_MAX, struct product_for_file), 0 };
	const struct product_for_file *v;
	uint64_t ids[CATALOG_MANY], below = 0;
	size_t n = 1, got;

	while (b->in.all && b->in.query && n > 0 && f.n < PRODUCT_BULK_MAX) {
		v = catalog_list_for_file(w, b->in.query, below, &n);
		take_batch(&f, v, n);
		below = f.n > 0 ? f.v[f.n - 1].product.id : 0;
	}
	for (size_t at = 0; !b->in.all && at < b->in.products.n; at += n) {
		for (n = 0; n < CATALOG_MANY && at + n < b->in.products.n; n++)
			ids[n] = b->refs[at + n].id;
		v = catalog_some_for_file(w, ids, n, &got);
		take_batch(&f, v, got);
	}
	return f;
}

/* ---- the page ---- */

/* What becomes of its price, which is what people look twice at. */
static void add_sample(cJSON *list, const struct product_for_file *p, const struct product_draft *d)
{
	cJSON *v;

	if (cJSON_GetArraySize(list) >= SAMPLES || d->n_skus == 0)
		return;
	v = json_append_object(list);
	json_add_text(v, "sku", d->skus[0].code);
	catalog_add_price(v, "was", p->skus[0].sku.unit_milli, p->skus[0].sku.currency);
	catalog_add_price(v, "became", d->skus[0].unit_milli, p->skus[0].sku.currency);
}

/* Which can, what becomes of the first of them, and why the others cannot. */
static void add_check(struct work *w, cJSON *view, const struct bulk *b, const struct found *f)
{
	cJSON *can = json_add_array(view, "can"), *reasons = json_add_array(view, "reasons"),
	      *samples = json_add_array(view, "samples");
	size_t n = 0;

	for (size_t i = 0; b->is_whole && i < f->n; i++) {
		const struct product_for_file *p = &f->v[i];
		struct product_draft d;
		const char *why = product_bulk_apply(w->arena, &b->what, p, &d,
						     arena_array_of(w->arena, p->n_skus + 1,
								    struct sku_draft));

		if (why) {
			task_add_refused(reasons, "codes", why, p->product.code);
			continue;
		}
		n++;
		json_append_text(can, arena_printf(w->arena, "%llu:%d",
						   (unsigned long long)p->product.id,
						   p->product.version));
		if (b->what.act == PRODUCT_ACT_PRICE)
			add_sample(samples, p, &d);
	}
	task_add_counts(view, f->n, n);
	json_add_bool(view, "has_samples", cJSON_GetArraySize(samples) > 0);
}

static cJSON *page_view(struct request *req, struct work *w, const struct bulk *b)
{
	cJSON *view = json_object(), *ids;
	bool is_tag = b->in.act == PRODUCT_ACT_TAG || b->in.act == PRODUCT_ACT_UNTAG;
	struct found f = find(w, b);

	json_add_text(view, "act", product_act_word[b->in.act]);
	json_add_text(view, "currency", req->app->settings.currency);
	json_add_bool(view, "is_most", f.n == PRODUCT_BULK_MAX);
	json_add_bool(view, "is_checked", b->is_whole && b->errors.n == 0 && f.n > 0);
	json_add_bool(view, "is_price", b->in.act == PRODUCT_ACT_PRICE);
	json_add_bool(view, "is_category", b->in.act == PRODUCT_ACT_CATEGORY);
	json_add_bool(view, "is_tag", is_tag);
	json_add_bool(view, "is_state", b->in.act == PRODUCT_ACT_STATE);
	json_add_bool(view, "is_tax", b->in.act == PRODUCT_ACT_TAX);
	json_add_bool(view, "offers_all", b->in.more && !b->in.all && b->in.query);
	json_add_bool(view, "is_all", b->in.all);
	json_add_text(view, "query", b->in.query ? b->in.query : "");
	ids = json_add_array(view, "ids");
	for (size_t i = 0; !b->in.all && i < f.n; i++)
		json_append_text(ids, arena_printf(req->arena, "%llu",
						   (unsigned long long)f.v[i].product.id));
	json_add(view, "categories", category_choices(w, b->in.category_id));
	add_check(w, view, b, &f);
	return view;
}

static void show(struct request *req, struct response *res, struct work *w, const struct bulk *b)
{
	cJSON *view = page_view(req, w, b);

	if (b->errors.n > 0) {
		respond_errors(req, res, PAGE, view, fields, FIELDS, &b->errors);
		return;
	}
	json_add(view, "form",
		 respond_form(req, fields, FIELDS, fields_typed(req, fields, FIELDS), NULL));
	respond_view(req, res, PAGE, view);
}

/* What names no act or no product has no page of its own: the list, where both are chosen. */
static void refuse(struct request *req, struct response *res, struct work *w, struct bulk *b)
{
	b->in.products.n = 0;
	b->in.all = false;
	b->is_whole = false;
	if (b->in.act < 0 || b->in.act >= PRODUCT_ACT__MAX)
		b->in.act = PRODUCT_ACT_PRICE;
	show(req, res, w, b);
}

void catalog_web_bulk_check(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct bulk b;

	if (read(req, &b))
		show(req, res, &w, &b);
	else
		refuse(req, res, &w, &b);
}

void catalog_web_bulk(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct bulk b;

	if (!read(req, &b)) {
		refuse(req, res, &w, &b);
		return;
	}
	if (b.in.products.n == 0)
		field_error(&b.errors, "/product", "required", N_("Choose at least one product"),
			    NULL);
	if (b.errors.n > 0 || !b.is_whole) {
		b.in.all = false;
		show(req, res, &w, &b);
		return;
	}
	respond_task(req, res,
		     product_bulk_begin(&w, &b.what, b.refs, b.in.products.n,
					req->session->permissions, req->lang));
}
