/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Categories: a tree of names in both languages; for the files of catalog/ alone. */
#ifndef REGULARS_CATALOG_CATEGORY_H
#define REGULARS_CATALOG_CATEGORY_H

#include "catalog/inside.h"

#define CATEGORIES_MAX        500
#define CATEGORY_DEPTH_MAX    4
#define CATEGORY_NAME_CHARS   80
#define CATEGORY_PATH_BETWEEN " › "

struct category {
	uint64_t id, parent_id; /* parent 0: it is at the top */
	const char *name_en, *name_zh, *path_en, *path_zh, *trail;
	int version, n_products; /* products: its own, without those of categories below it */
	int depth;               /* 1: at the top */
};
struct category_draft {
	const char *name_en, *name_zh;
	uint64_t parent_id;
};
enum category_refusal {
	CATEGORY_OK,
	CATEGORY_NAME_TAKEN, /* beside it, there is one of that English name */
	CATEGORY_NO_PARENT,
	CATEGORY_TOO_DEEP,
	CATEGORY_INTO_ITSELF, /* below itself */
	CATEGORY_TOO_MANY,
	CATEGORY_NOT_EMPTY, /* products or categories are in it */
	CATEGORY_STALE,
	CATEGORY_NOT_FOUND
};

/* ---- category_rules.c ---- */
/* "/1/7/" is 2. */
int category_depth(const char *trail);
/* It is `other`, or stands somewhere below it. */
bool category_is_within(const struct category *c, uint64_t other);
/* Each behind its parent, those beside each other in the order they came in. What hangs on nothing
 * is left out; returns how many there are. */
size_t category_in_order(const struct category *all, size_t n, const struct category **out);
/* Why it may not go there; parent NULL: to the top. below: how many levels hang on it. */
enum category_refusal category_may_stand(const struct category *parent, uint64_t id, int below);
/* "Coffee > Beans": its names from the top down; 0: more than CATEGORY_DEPTH_MAX, or one is empty
 * or too long. */
size_t category_split(struct arena *a, const char *path, const char *names[CATEGORY_DEPTH_MAX]);

/* ---- category_store.c ---- */
/* Nobody else changes the tree before the transaction is over; how many there are. */
size_t category_store_hold(struct work *w);
struct category *category_store_list(struct work *w, size_t *n);
/* Newest first. */
struct category *category_store_page(struct work *w, uint64_t below, int limit, size_t *n);
bool category_store_find(struct work *w, uint64_t id, struct category *out);
bool category_store_find_name(struct work *w, uint64_t parent_id, const char *name_en,
			      const char *name_zh, struct category *out);
/* Levels below it. */
int category_store_below(struct work *w, const struct category *c);
bool category_store_insert(struct work *w, const struct category *c);
/* With all that stands below it and the products in them. False: the name is taken. */
bool category_store_update(struct work *w, const struct category *was, const struct category *now);
bool category_store_delete(struct work *w, uint64_t id);

/* ---- category.c ---- */
enum category_refusal category_add(struct work *w, const struct category_draft *d, uint64_t *id);
enum category_refusal category_change(struct work *w, uint64_t id, int version,
				      const struct category_draft *d);
enum category_refusal category_remove(struct work *w, uint64_t id);
cJSON *category_view(const struct category *c);
/* All of them for choosing among. */
cJSON *category_choices(struct work *w, uint64_t chosen);

#endif
