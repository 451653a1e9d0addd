/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of reviews: brought by who wrote the review, looked at by content, made anew without what
 * else the file held, shown with the review. For the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_PHOTO_H
#define REGULARS_FEEDBACK_PHOTO_H

#include "feedback/inside.h"
#include "picture/picture.h"

#define PHOTOS_MAX 6 /* of a review */
struct photo {
	uint64_t id, review_id;
	const char *name; /* of its files */
	enum picture_state state;
	enum picture_fault fault;
	int width, height; /* of the large size; 0: not known yet */
	bool is_hidden;    /* by the shop */
};

/* ---- rules (photo_rules.c): pure ---- */
enum photo_refusal {
	PHOTO_OK,
	PHOTO_NOT_FOUND,
	PHOTO_FULL, /* the review has PHOTOS_MAX */
	PHOTO_OVER, /* it was written too long ago */
	PHOTO_BAD,  /* see the fault */
	PHOTO_NOT_NOW
};
/* Whether a review that has n of them may get one more: PHOTO_OK, _FULL or _OVER. */
enum photo_refusal photo_may_come(const struct review *r, size_t n, struct instant now);
/* Who looks at it: everybody, who wrote the review, the shop. */
enum photo_reader { PHOTO_FOR_ALL, PHOTO_FOR_OWNER, PHOTO_FOR_SHOP };
bool photo_is_seen(const struct photo *p, enum photo_reader reader);
/* Reads what a statement has as PHOTOS_OF; how many. */
size_t photo_read_all(struct arena *a, const char *text, struct photo out[PHOTOS_MAX]);

/* ---- use cases (photo.c) ---- */
struct photo_draft {
	uint64_t order_id, review_id; /* a review of this order */
	const char *p;
	size_t len;
	enum lang lang;
};
enum photo_refusal photo_add(struct work *w, const struct photo_draft *d, uint64_t *id,
			     enum picture_fault *fault) __attribute__((warn_unused_result));
/* One of a review of this order; its files go with the next sweep, and nobody sees it meanwhile. */
enum photo_refusal photo_remove(struct work *w, uint64_t order_id, uint64_t id)
	__attribute__((warn_unused_result));
/* The shop's, written down at the review. */
enum photo_refusal photo_hide(struct work *w, uint64_t review_id, uint64_t id, bool hide)
	__attribute__((warn_unused_result));

/* ---- rows (photo_store.c) ---- */
/* A column of a statement whose reviews are r. */
#define PHOTOS_OF                                                                                  \
	"(SELECT GROUP_CONCAT(CONCAT_WS(' ', f.id, f.name, f.state, f.fault, f.width, f.height, "  \
	"f.is_hidden) ORDER BY f.id SEPARATOR '\\n') FROM review_photo f WHERE f.review_id = "     \
	"r.id AND f.state <> 3)"
void photo_store_insert(struct work *w, const struct photo *p);
/* False: there is none, or it was removed. */
bool photo_store_lock(struct work *w, uint64_t id, struct photo *out);
size_t photo_store_count(struct work *w, uint64_t review_id);
void photo_store_made(struct work *w, const struct photo *p);
void photo_store_remove(struct work *w, uint64_t id);
void photo_store_hide(struct work *w, uint64_t id, bool hide);
/* Removed ones, oldest first. */
struct photo *photo_store_removed(struct work *w, int max, size_t *n);
void photo_store_forget(struct work *w, uint64_t id);

/* ---- trees (photo_view.c) ---- */
/* {photos: [{id, small, medium, large (names of files; null: not made), width, height, state,
 * fault, is_hidden}]}, as this reader sees them. */
void photos_add(struct arena *a, const struct review *r, enum photo_reader reader, cJSON *t);

#endif
