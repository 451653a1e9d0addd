/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures that a shop brings: of its products, several each, in an order, and its logo; looked at
 * by content, kept as they came, made anew by the worker in several sizes without what else the
 * file held, and served by nginx under names that never change their content. */
#ifndef REGULARS_PICTURE_PICTURE_H
#define REGULARS_PICTURE_PICTURE_H

#include <cjson/cJSON.h>
#include "app.h"
#include "task.h"

#define PICTURE_BYTES_MAX  (10 << 20)
#define PICTURE_PIXELS_MAX 50000000
#define PICTURE_SIDE_MAX   20000
#define PICTURES_MAX       12 /* of a product */

enum picture_state {
	PICTURE_WAITING, /* for the worker */
	PICTURE_READY,
	PICTURE_REFUSED, /* the worker could not read it: see its fault */
	PICTURE_REMOVED, /* forgotten when no order shows it any more */
	PICTURE_STATE__MAX
};
extern const char *const picture_state_word[PICTURE_STATE__MAX];

/* What is wrong with a file. */
enum picture_fault {
	PICTURE_FINE,
	PICTURE_EMPTY,
	PICTURE_TOO_LARGE,  /* bytes */
	PICTURE_NO_PICTURE, /* neither JPEG, PNG nor WebP, whatever it is called */
	PICTURE_ANIMATED,
	PICTURE_TOO_MANY_PIXELS,
	PICTURE_DAMAGED, /* begins like one, and cannot be read to its end */
	PICTURE_FAULT__MAX
};
extern const char *const picture_fault_word[PICTURE_FAULT__MAX];

enum picture_size {
	PICTURE_SMALL,
	PICTURE_MEDIUM,
	PICTURE_LARGE,
	PICTURE_LOGO,      /* of the shop, for pages */
	PICTURE_LOGO_MAIL, /* and for mails, whose readers know no WebP */
	PICTURE_SIZE__MAX
};
/* What templates and orders call a size of it, by its file's hash: below base_path, and in
 * media_dir. */
char *picture_asset(struct arena *a, const char *hash, enum picture_size size);
#define PICTURE_LOGO_OWNER 0 /* the product_id of a logo */

/* Which variants of its product it shows: those of an option's value, or one SKU; neither: the
 * product as a whole. */
struct picture_of {
	uint64_t value_id, sku_id;
	const char *sku_code, *name_en,
		*name_zh; /* as people and programs call it; when it is read */
};

struct picture {
	uint64_t id, product_id; /* PICTURE_LOGO_OWNER: the shop's logo */
	int position;            /* from 1 */
	struct picture_of of;
	enum picture_state state;
	enum picture_fault fault;
	const char *hash;      /* of the file: what its names are made of */
	const char *file_name; /* as whoever brought it calls it */
	const char *alt_en, *alt_zh;
	int64_t n_bytes;
	int width, height; /* of the large size; 0: not known yet */
	struct instant created_at;
};

enum picture_refusal {
	PICTURE_OK,
	PICTURE_NOT_FOUND, /* no such picture, or no such product */
	PICTURE_FULL,      /* the product has PICTURES_MAX */
	PICTURE_BAD,       /* see the fault */
	PICTURE_NO_VARIANT /* the product has none such */
};
struct picture_draft {
	const char *name; /* the file's */
	const char *p;
	size_t len;
	const char *alt_en, *alt_zh; /* NULL: none */
	const char *of;              /* as picture_read_of reads it; NULL: the product as a whole */
};
/* Looks at the file, keeps it, and asks the worker for the rest. */
enum picture_refusal picture_add(struct work *w, uint64_t product_id, const struct picture_draft *d,
				 uint64_t permissions, enum lang lang, uint64_t *id,
				 enum picture_fault *fault) __attribute__((warn_unused_result));
/* The words of a draft, and which variants it shows. */
enum picture_refusal picture_describe(struct work *w, uint64_t id, const struct picture_draft *d,
				      uint64_t permissions, enum lang lang)
	__attribute__((warn_unused_result));
/* One place up or down; the one at the end stays where it is. */
enum picture_refusal picture_move(struct work *w, uint64_t id, bool up, uint64_t permissions,
				  enum lang lang) __attribute__((warn_unused_result));
enum picture_refusal picture_remove(struct work *w, uint64_t id, uint64_t permissions,
				    enum lang lang) __attribute__((warn_unused_result));

/* The product's options or SKUs are others than before: what shows a value that is gone shows the
 * product as a whole, and each SKU the picture that is its own now. Inside a transaction. */
void picture_follow_variants(struct work *w, uint64_t product_id);

/* In their order. One statement. */
struct picture *picture_list(struct work *w, uint64_t product_id, size_t *n);
/* False: there is none, or it was removed. */
bool picture_find(struct work *w, uint64_t id, struct picture *out)
	__attribute__((warn_unused_result));

/* ---- the shop's logo: one that is shown, and one that is to take its place ---- */
/* PICTURE_OK or PICTURE_BAD. The one of now is shown until the worker has made the new one. */
enum picture_refusal picture_bring_logo(struct work *w, const struct picture_draft *d,
					uint64_t permissions, enum lang lang, uint64_t *id,
					enum picture_fault *fault)
	__attribute__((warn_unused_result));
/* {image, mail_image, width, height}: its files by their names, and how large a page shows it,
 * which is half of what they hold where that is much. width, height: of the file. */
void picture_add_logo(cJSON *view, struct arena *a, const char *hash, int width, int height);
/* PICTURE_NOT_FOUND: there is none. */
enum picture_refusal picture_drop_logo(struct work *w) __attribute__((warn_unused_result));
/* One step: makes it, and shows it on every page. */
bool picture_logo_step(struct work *w, struct task *t);

/* ---- pictures whose rows are other areas' (loose.c): they keep an id and a name ---- */
const char *picture_new_name(struct arena *a);
/* What is wrong with a file, by its content; and in words for whoever brought it, NULL: nothing. */
enum picture_fault picture_look_at(const char *p, size_t len);
const char *picture_fault_says(enum picture_fault fault);
/* Keeps the file as it came. Inside a transaction. */
void picture_take(struct work *w, uint64_t id, const char *p, size_t len);
/* The worker's: makes small, medium and large; width and height are those of the large one. */
enum picture_fault picture_make_loose(struct work *w, uint64_t id, const char *name, int *width,
				      int *height);
void picture_drop_original(struct work *w, uint64_t id);
/* All its files. */
void picture_drop(struct work *w, uint64_t id, const char *name);

/* ---- the worker's ---- */
/* Makes the sizes of one, and shows a product's first picture in the orders that have it. */
bool picture_step(struct work *w, struct task *t);
void picture_task_view(struct work *w, const struct task *t, cJSON *view);
/* Forgets removed ones with their files; true: there may be more. */
bool picture_sweep(struct work *w);

#endif
