/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of the catalogue know of each other, besides its SQL. */
#ifndef REGULARS_CATALOG_INSIDE_H
#define REGULARS_CATALOG_INSIDE_H

#include "catalog/store.h"

/* ---- rules.c ---- */
/* Which of the two keeps a customer further from buying: withdrawn, then draft, then on sale. */
enum product_state catalog_worse_state(enum product_state a, enum product_state b);
/* The index of the first code that an earlier SKU has too; n: there is none. */
size_t catalog_repeated_code(const struct sku_draft *skus, size_t n);
/* How many codes the look-up statement for n of them takes: the next power of two. */
size_t catalog_lookup_size(size_t n);

/* Cuts at commas of either kind; each cleaned, empty ones left out. max + 1: there are more. */
size_t catalog_cut(struct arena *a, const char *text, const char **out, size_t max);

/* ---- change_rules.c ---- */
/* What a draft makes different, as {sku, field, was, became} at the end of `list`; sku null: of the
 * product itself. */
bool catalog_note(cJSON *list, const char *sku, const char *field, const char *was,
		  const char *became); /* false: it is the same */
void catalog_note_product(cJSON *list, const struct product *now, const struct product_draft *d);
/* now NULL: the SKU is new. True: something differs. */
bool catalog_note_sku(cJSON *list, const struct sku_row *now, const struct sku_draft *d,
		      const char *currency);
/* The fields that such a list names, each once: "price,state". */
const char *catalog_changed_fields(struct arena *a, const cJSON *list);

/* ---- catalog.c ---- */
/* What was saved together, in its transaction; for the audit log too, unless it is one of many. */
void catalog_write_down(struct work *w, uint64_t id, bool is_one_of_many, int version,
			const cJSON *changes);

/* ---- change_store.c ---- */
void change_store_insert(struct work *w, uint64_t product_id, int version, const cJSON *changes);
/* Newest first, below this id. */
struct product_change *change_store_list(struct work *w, uint64_t product_id, uint64_t below,
					 size_t max, size_t *n);

/* ---- view.c ---- */
/* A name in both languages: one member, that templates read in theirs. */
void catalog_add_both(cJSON *object, const char *name, const char *en, const char *zh);
/* {milli, currency, decimal}; the last for programs and forms. */
void catalog_add_price(cJSON *object, const char *name, int64_t milli, const char *currency);
cJSON *product_view(const struct product *p);
/* With its SKUs. */
cJSON *product_full_view(struct work *w, const struct product *p);
cJSON *product_rows_view(const struct product_row *rows, size_t n);

#endif
