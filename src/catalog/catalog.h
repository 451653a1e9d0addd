/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sold: products and their SKUs. */
#ifndef REGULARS_CATALOG_CATALOG_H
#define REGULARS_CATALOG_CATALOG_H

#include <cjson/cJSON.h>
#include "app.h"

enum product_kind {
	PRODUCT_GOODS,
	PRODUCT_SERVICE,
	PRODUCT_DIGITAL,
	PRODUCT_PICKUP,
	PRODUCT_KIND__MAX
};
enum product_state { PRODUCT_DRAFT, PRODUCT_ON_SALE, PRODUCT_WITHDRAWN, PRODUCT_STATE__MAX };
/* Which rate its SKUs are taxed by: each by its own, or by one of the shop's settings. */
enum tax_class { TAX_OWN, TAX_STANDARD, TAX_REDUCED, TAX_ZERO, TAX_CLASS__MAX };
/* What a product is to another one; each way is said by one of them. */
enum relation {
	RELATION_NEEDS,     /* is of no use without the other */
	RELATION_GOES_WITH, /* is offered with it */
	RELATION_REPLACES,  /* is sold in its place */
	RELATION__MAX
};
extern const char *const relation_word[RELATION__MAX];
#define RELATED_MAX 10 /* of each kind */
extern const char *const tax_class_word[TAX_CLASS__MAX];
/* The rate of a class at home, in basis points; own_bp: of SKUs that have one of their own. */
int catalog_tax(enum tax_class c, int own_bp, int standard_bp, int reduced_bp);
/* "13", "6.5": rates as people write them, and as they are kept, in basis points. */
const char *catalog_percent(struct arena *a, int64_t basis_points);
void catalog_percent_text(int64_t basis_points, char out[32]);
bool catalog_read_percent(const char *text, int64_t *basis_points);
extern const char *const product_kind_word[PRODUCT_KIND__MAX];
extern const char *const product_state_word[PRODUCT_STATE__MAX];

struct product {
	uint64_t id;
	const char *code, *name_en, *name_zh, *description_en, *description_zh, *category_en,
		*category_zh, *picture;
	const char *tags;                   /* "gift, new", as catalog_clean_tags has them */
	const char *related[RELATION__MAX]; /* "KETL, V60F": products by their codes */
	uint64_t category_id;               /* 0: none; its path stands above */
	enum product_kind kind;
	enum tax_class tax_class;
	bool made_to_order;
	enum product_state state;
	int version;
};
struct sku {
	uint64_t id, product_id;
	const char *code;
	const char *name_en, *name_zh; /* product and variant, as a line shows it */
	const char *variant_en, *variant_zh, *picture;
	const char *trail; /* of its category: "/1/7/"; NULL: none */
	enum product_kind kind;
	bool made_to_order;
	int64_t unit_milli, member_milli; /* member 0: as everybody */
	const char *currency;
	bool has_needs; /* it is of no use without another product */
	bool is_bundle; /* made of others: ordered as those */
	enum tax_class tax_class;
	int tax_bp, weight_g;     /* where the settings' rates count */
	int pack_size;            /* units that are bought and stored together */
	enum product_state state; /* the worse of product and SKU */
};

#define CATALOG_FIND_MAX 64
/* SKUs by code, in one statement; out[i] belongs to codes[i], NULL where there is none.
 * n <= CATALOG_FIND_MAX. */
void catalog_find_skus(struct work *w, const char *const *codes, size_t n, struct sku **out);

bool catalog_get(struct work *w, uint64_t id, struct product *out)
	__attribute__((warn_unused_result));
bool catalog_find_product(struct work *w, const char *code, struct product *out)
	__attribute__((warn_unused_result));

enum catalog_refusal {
	CATALOG_OK,
	CATALOG_CODE_TAKEN, /* another product has that code */
	CATALOG_STALE,      /* somebody else changed it */
	CATALOG_NOT_FOUND,
	CATALOG_NO_CATEGORY, /* there is none of that id */
	CATALOG_NO_RELATED,  /* relations that cannot be so */
	CATALOG_BAD_PARTS,   /* a bundle that cannot be made so */
	CATALOG_SKU_TAKEN /* another product has a SKU of that code, or the draft gives it twice */
};
struct sku_draft {
	const char *code, *variant_en, *variant_zh;
	int64_t unit_milli, member_milli; /* member 0: as everybody */
	int64_t tax_bp, weight_g;
	int64_t pack_size;    /* 0: one by one, as 1 is */
	const char *currency; /* NULL: the shop's, or what the SKU has */
	bool withdrawn;       /* not sold any more, while the product still is */
	const char *parts;    /* of a bundle: "V60D-WH, V60F-100*2"; NULL: it is none */
	int64_t less_bp;      /* of a bundle: so much less than its parts cost, whatever
				 unit_milli says; -1: by unit_milli */
	uint64_t value[3];    /* of a new one: of the product's options */
};
struct product_draft {
	const char *code, *name_en, *name_zh, *description_en, *description_zh, *category_en,
		*category_zh;
	const char *tags;                   /* with commas between them */
	const char *related[RELATION__MAX]; /* codes of products, likewise; NULL: none */
	uint64_t category_id;               /* 0: none; the names of its path are looked up by it */
	enum product_kind kind;
	enum tax_class tax_class;
	bool made_to_order;
	enum product_state state;
	struct sku_draft *skus;
	size_t n_skus;
	bool is_one_of_many; /* the audit log has a row for all of them together */
};
/* New product with its SKUs. A refusal inside somebody's transaction
 * may leave rows behind, which that one rolls back. */
enum catalog_refusal catalog_add(struct work *w, const struct product_draft *d, uint64_t *id)
	__attribute__((warn_unused_result));
/* Changes it; SKUs not named stay, new codes are added. version: what the editor saw; it rises only
 * where something is different now. */
enum catalog_refusal catalog_change(struct work *w, uint64_t id, int version,
				    const struct product_draft *d)
	__attribute__((warn_unused_result));

#define OPTIONS_MAX 3
struct option_value {
	uint64_t id; /* 0: new */
	const char *name_en, *name_zh;
};
struct product_option {
	const char *name_en, *name_zh;
	struct option_value *values;
	size_t n;
};
struct product_options {
	struct product_option v[OPTIONS_MAX];
	size_t n;
};
struct options_answer {
	const char *sku; /* OPTIONS_USED: which; OPTIONS_OK: NULL */
	int n_made;
};
enum options_refusal {
	OPTIONS_OK,
	OPTIONS_USED,     /* a SKU is of a value that is left out */
	OPTIONS_TOO_MANY, /* combinations */
	OPTIONS_STALE,
	OPTIONS_NOT_FOUND
};
/* The product's options from now on. SKUs whose words are a combination's become that one; without
 * options they keep their words. make: SKUs are made for combinations that have none, priced as the
 * first one; they are not sold yet where the product is on sale. */
enum options_refusal catalog_set_options(struct work *w, uint64_t id, int version,
					 struct product_options *wanted, bool make,
					 struct options_answer *out)
	__attribute__((warn_unused_result));

/* Takes a SKU out again that nobody used, and with the last one its product. False: there is none
 * of that id. Inside work_transaction. */
bool catalog_remove_sku(struct work *w, uint64_t sku_id) __attribute__((warn_unused_result));

struct sku_row {
	struct sku sku;
	uint64_t value[OPTIONS_MAX]; /* of the product's options; 0: none */
	int own_tax_bp;              /* whatever the product's tax class says */
	bool withdrawn;              /* its own state, whatever the product's is */
	const char *parts;           /* of a bundle; "": it is none */
	int less_bp;                 /* of a bundle; -1: it has a price of its own */
};
/* What the product's SKUs differ by, and these. Two statements. */
struct product_variants {
	struct product_options options;
	struct sku_row *skus;
	size_t n_skus;
};
void catalog_variants(struct work *w, uint64_t product_id, struct product_variants *out);

/* Letters, digits, dot, hyphen, underscore and inner spaces: fit for a path and a label. */
bool catalog_is_code(const char *code);

/* "a, B，a" is "B, a": cut at commas of either kind, each once, in one order. NULL: too many, or
 * one too long. */
#define TAGS_OF_PRODUCT   10
#define PRODUCT_TAG_CHARS 30
const char *catalog_clean_tags(struct arena *a, const char *text);
/* The category of this path ("Coffee > Beans") by its names in one language or both; *id 0: there
 * is none, and it was not to be made. False: it is no path, or both are not of the same one. */
bool catalog_find_category(struct work *w, const char *path_en, const char *path_zh, bool make,
			   uint64_t *id) __attribute__((warn_unused_result));

/* Brings the relations of a draft for this product (0: a new one) into their one order. False: they
 * cannot be so; *wrong says which list. One statement, none without relations. */
bool catalog_clean_relations(struct work *w, uint64_t id, struct product_draft *d,
			     enum relation *wrong);

/* ---- bundles ---- */
#define PARTS_MAX 10
/* Brings parts and prices of a draft's SKUs into order. False: a bundle cannot be made so. The SKUs
 * are copies then. No statement without bundles. */
bool catalog_clean_parts(struct work *w, struct product_draft *d)
	__attribute__((warn_unused_result));
struct bundle_part {
	uint64_t bundle_id; /* SKU */
	int quantity;       /* in one bundle */
	const struct sku *sku;
};
/* Of these SKUs, those of one together; n <= CATALOG_FIND_MAX. Two statements for 64 parts. */
struct bundle_part *catalog_find_parts(struct work *w, const uint64_t *sku_ids, size_t n,
				       size_t *found);

/* ---- what goes with what ---- */
struct related_sku { /* of a product that one of the SKUs needs, or that goes with it */
	enum relation kind;
	uint64_t of_sku_id; /* with which */
	uint64_t product_id, sku_id;
	const char *product_code, *product_en, *product_zh;
	const char *sku_code, *variant_en, *variant_zh;
	int64_t unit_milli;
};
/* SKUs on sale of products that these need (those first) or that go with them, none of which is
 * among them; in this currency. n <= CATALOG_FIND_MAX. One statement, none where n is 0. */
struct related_sku *catalog_find_related(struct work *w, const uint64_t *sku_ids, size_t n,
					 const char *currency, size_t *found);
/* SKUs on sale of products that replace those of these; likewise. */
struct related_sku *catalog_find_instead(struct work *w, const uint64_t *sku_ids, size_t n,
					 const char *currency, size_t *found);

/* ---- its picture, which src/picture/ chooses, and so do its SKUs' ---- */
/* The same as catalog_get, its row locked. Inside a transaction. */
bool catalog_hold(struct work *w, uint64_t id, struct product *out)
	__attribute__((warn_unused_result));
/* NULL: none. */
void catalog_set_picture(struct work *w, uint64_t id, const char *picture);

/* Writes into the product's history what others changed that belongs to it. */
void catalog_note_more(struct work *w, const struct product *p, const char *field, const char *was,
		       const char *became);

/* ---- its pages at the desk (templates/catalog/head.html) ---- */
/* A page each: a word in desk_part.c, a link in the template. */
enum product_tab {
	PRODUCT_TAB_PRODUCT,
	PRODUCT_TAB_OPTIONS,
	PRODUCT_TAB_PICTURES,
	PRODUCT_TAB_CHANGES,
	PRODUCT_TAB__MAX
};
/* Which of them this one is. */
void catalog_add_tabs(cJSON *view, enum product_tab tab);
/* What the page of another area begins with: {product, is_tab_…}. No statement. */
cJSON *catalog_head_view(const struct product *p, enum product_tab tab);

/* ---- for files ---- */
/* All categories in the tree's order, each as {id, parent_id, name, path, depth, n_products, …}.
 * One statement. */
cJSON *catalog_category_tree(struct work *w);
/* What was saved of a product at once. */
struct product_change {
	uint64_t id;
	struct actor who;
	const char *who_name; /* staff and keys; NULL: not known */
	cJSON *changes;
	struct instant at;
};
/* Those of the product of this code, newest first, below this id (0: from the newest): a batch.
 * Two statements. */
struct product_change *catalog_changes_for_file(struct work *w, const char *code, uint64_t below,
						size_t *n);
/* The kind of label by which what such a field was and became is read; NULL: it says itself. */
const char *catalog_change_label(const char *field);
struct product_for_file {
	struct product product;
	struct sku_row *skus;
	size_t n_skus;
};
/* One of them, by its id or (id 0) by its code. Two statements. */
bool catalog_find_for_file(struct work *w, uint64_t id, const char *code,
			   struct product_for_file *out) __attribute__((warn_unused_result));
/* Those that are there of these, the newest first; 1 <= n <= 64. Two statements. */
struct product_for_file *catalog_some_for_file(struct work *w, const uint64_t *ids, size_t n,
					       size_t *found);
/* The desk's list as `filters`, its query string, has it, below this id (0: from the newest): a
 * batch of it, 0 at its end. Two statements. */
struct product_for_file *catalog_list_for_file(struct work *w, const char *filters, uint64_t below,
					       size_t *n);

#endif
