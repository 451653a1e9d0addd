/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts that colleagues answer with again and again; for the files of feedback/ alone. Names and
 * numbers of customers come in as an answer goes out: what stands on the desk's page is masked. */
#ifndef REGULARS_FEEDBACK_WORDING_H
#define REGULARS_FEEDBACK_WORDING_H

#include "feedback/item.h"

enum { WORDINGS_MAX = 200, WORDING_NAME_CHARS = 80 };
struct wording {
	uint64_t id;
	const char *name, *body[LANG__MAX]; /* NULL: not in this language */
	int version;
};

/* ---- rules (wording_rules.c): pure ---- */
struct wording_facts {
	const char *name, *order; /* never NULL */
};
/* "{name}" and "{order}" become these, wherever they stand; other braces stay. */
const char *wording_fill(struct arena *a, const char *body, const struct wording_facts *f);
/* What stands in braces and is none of these, as "{nmae}"; NULL: nothing. */
const char *wording_unknown(struct arena *a, const char *body);

/* ---- use cases (wording.c) ---- */
enum wording_refusal { WORDING_OK, WORDING_NOT_FOUND, WORDING_STALE, WORDING_MANY };
/* id 0: a new one. version -1: whatever it is. */
enum wording_refusal wording_save(struct work *w, struct wording *to)
	__attribute__((warn_unused_result));
bool wording_remove(struct work *w, uint64_t id) __attribute__((warn_unused_result));
/* What an answer to an item says, with its customer's name and its order in it. At most one
 * statement. */
const char *wording_of_answer(struct work *w, const struct item *i, const char *body);

/* ---- the SQL (wording_store.c) ---- */
struct wording *wording_store_list(struct work *w, size_t *n); /* by name */
bool wording_store_get(struct work *w, uint64_t id, bool lock, struct wording *out);
void wording_store_put(struct work *w, const struct wording *x);
bool wording_store_drop(struct work *w, uint64_t id);

#endif
