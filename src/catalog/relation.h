/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What products have to do with each other: for the files of catalog/ alone. */
#ifndef REGULARS_CATALOG_RELATION_H
#define REGULARS_CATALOG_RELATION_H

#include "catalog/inside.h"

/* ---- relation_rules.c ---- */
#define RELATIONS_MAX ((size_t)RELATED_MAX * RELATION__MAX)
struct relations { /* as they were typed, in the order of the kinds */
	struct {
		enum relation kind;
		const char *code;
		uint64_t id; /* 0: not found yet */
	} v[RELATED_MAX * RELATION__MAX];
	size_t n;
};
enum relation_refusal {
	RELATION_OK,
	RELATION_TOO_MANY, /* of one kind */
	RELATION_ITSELF,
	RELATION_TWICE, /* it stands there already, maybe as another kind */
	RELATION_UNKNOWN
};
struct relation_answer {
	enum relation kind; /* which list is refused */
	const char *code;
};
/* Cuts the lists of codes; all but whether there are such products is looked at. own: the code of
 * the product itself. */
enum relation_refusal relation_read(struct arena *a, const char *own,
				    const char *const lists[RELATION__MAX], struct relations *out,
				    struct relation_answer *why);
/* "A-1, B-2": those of one kind, by code. */
const char *relation_text(struct arena *a, const struct relations *r, enum relation kind);

/* ---- relation_store.c ---- */
/* Fills the ids that there are, in one statement; none without codes. */
void relation_store_find(struct work *w, struct relations *r);
/* These and no others. */
void relation_store_put(struct work *w, uint64_t product_id, const struct relations *r);
/* kind, is_back, code, name_en, name_zh, state of what is related, either way. */
struct rows *relation_store_list(struct work *w, uint64_t product_id);

/* ---- relation.c ---- */
/* The same, with whether there are such products. id: of the product itself; 0: it is new. */
enum relation_refusal relation_look(struct work *w, uint64_t id, const struct product_draft *d,
				    struct relations *out, struct relation_answer *why);
/* The draft's lists, each by code. */
void relation_put_in_order(struct arena *a, const struct relations *r, struct product_draft *d);
/* [{kind, is_back, code, name, state}] */
cJSON *relation_view(struct work *w, uint64_t product_id);

#endif
