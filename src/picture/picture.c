/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing pictures, describing, ordering and removing them. What is decided about a product's
 * pictures is decided with its row locked. */
#include "picture/picture.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/json.h"
#include "catalog/catalog.h"
#include "order/order.h"
#include "picture/child.h"
#include "picture/inside.h"
#include "picture/look.h"
#include "picture/store.h"

enum { HASH_BYTES = 16, FORGET = 50 };
#define REMOVED_KEPT_US INSTANT_HOUR

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static const char *hash_of(struct arena *a, const struct picture_draft *d)
{
	uint8_t hash[SECRET_HASH_BYTES];
	char *hex = arena_alloc(a, 2 * HASH_BYTES + 1);

	secret_hash(d->p, d->len, hash);
	secret_hex(hash, HASH_BYTES, hex);
	return hex;
}

/* True: the product or one of its SKUs has another picture now. */
static bool choose(struct work *w, const struct product *p)
{
	size_t n;
	const struct picture *all = picture_store_list(w, p->id, &n);
	const struct picture *first = picture_first(all, n);
	const char *name = first ? picture_asset(w->arena, first->hash, PICTURE_SMALL) : NULL;
	bool is_another = strcmp(or_empty(name), or_empty(p->picture)) != 0;

	if (is_another)
		catalog_set_picture(w, p->id, name);
	return picture_store_choose_skus(w, p->id) || is_another;
}

bool picture_choose(struct work *w, uint64_t product_id)
{
	struct product p;

	return catalog_hold(w, product_id, &p) && choose(w, &p);
}

/* What the worker is asked for: a picture to make (0: none), and the product's orders to look
 * after. */
static void ask_worker(struct work *w, const struct product *p, uint64_t picture_id,
		       uint64_t permissions, enum lang lang)
{
	cJSON *request = json_object();

	json_add_id(request, "picture", picture_id);
	json_add_id(request, "product", p->id);
	json_add_text(request, "code", p->code);
	(void)task_add(w, "picture", permissions, lang, request, 0);
}

/* ---- bringing ---- */

struct adding {
	uint64_t product_id, id, permissions;
	const struct picture_draft *draft;
	enum lang lang;
};

void picture_follow_variants(struct work *w, uint64_t product_id)
{
	struct product p;
	size_t n;

	(void)picture_store_list(w, product_id, &n);
	if (n == 0)
		return;
	picture_store_forget_values(w, product_id);
	if (catalog_hold(w, product_id, &p) && choose(w, &p))
		ask_worker(w, &p, 0, 0, LANG_EN);
}

void picture_keep(struct work *w, const struct picture_draft *d, struct picture *p)
{
	p->id = work_id(w);
	p->state = PICTURE_WAITING;
	p->fault = PICTURE_FINE;
	p->hash = hash_of(w->arena, d);
	p->file_name = d->name;
	p->n_bytes = (int64_t)d->len;
	p->alt_en = or_empty(d->alt_en);
	p->alt_zh = or_empty(d->alt_zh);
	mkdir(arena_printf(w->arena, "%s/spool", w->app->config->var_dir), 0700);
	file_keep(w->arena, picture_spool_path(w, p->id), d->p, d->len);
	picture_store_insert(w, p);
}

static int add(struct work *w, void *arg)
{
	struct adding *a = arg;
	const struct picture_draft *d = a->draft;
	struct picture new;
	struct product p;
	size_t n;

	if (!catalog_hold(w, a->product_id, &p))
		return PICTURE_NOT_FOUND;
	(void)picture_store_list(w, p.id, &n);
	if (n >= PICTURES_MAX)
		return PICTURE_FULL;
	new = (struct picture){ .product_id = p.id, .position = (int)n + 1 };
	if (!picture_read_of(w, p.id, d->of, &new.of))
		return PICTURE_NO_VARIANT;
	picture_keep(w, d, &new);
	a->id = new.id;
	catalog_note_more(w, &p, "picture", NULL, d->name);
	ask_worker(w, &p, a->id, a->permissions, a->lang);
	return PICTURE_OK;
}

enum picture_refusal picture_add(struct work *w, uint64_t product_id, const struct picture_draft *d,
				 uint64_t permissions, enum lang lang, uint64_t *id,
				 enum picture_fault *fault)
{
	struct picture_facts f = picture_look((const uint8_t *)d->p, d->len);
	struct adding a = { product_id, 0, permissions, d, lang };
	enum picture_refusal answer;

	*id = 0;
	*fault = picture_judge(&f, d->len);
	if (*fault != PICTURE_FINE)
		return PICTURE_BAD;
	answer = (enum picture_refusal)work_transaction(w, add, &a);
	if (answer == PICTURE_OK)
		*id = a.id;
	return answer;
}

/* ---- what is there ---- */

struct picture *picture_list(struct work *w, uint64_t product_id, size_t *n)
{
	return picture_store_list(w, product_id, n);
}

bool picture_find(struct work *w, uint64_t id, struct picture *out)
{
	return picture_store_read(w, id, out) && out->state != PICTURE_REMOVED;
}

struct changing {
	uint64_t id, permissions;
	enum lang lang;
	bool up;
	const struct picture_draft *draft;
};

/* The picture and its product, locked; read again under the lock. */
static bool hold(struct work *w, uint64_t id, struct picture *out, struct product *product)
{
	return picture_find(w, id, out) && catalog_hold(w, out->product_id, product) &&
	       picture_find(w, id, out);
}

static int describe(struct work *w, void *arg)
{
	const struct changing *a = arg;
	const struct picture_draft *d = a->draft;
	struct picture p;
	struct product product;
	struct picture_of of = { 0 };

	if (!hold(w, a->id, &p, &product))
		return PICTURE_NOT_FOUND;
	if (!picture_read_of(w, product.id, d->of, &of))
		return PICTURE_NO_VARIANT;
	picture_store_describe(w, p.id, or_empty(d->alt_en), or_empty(d->alt_zh), &of);
	if (choose(w, &product))
		ask_worker(w, &product, 0, a->permissions, a->lang);
	return PICTURE_OK;
}

enum picture_refusal picture_describe(struct work *w, uint64_t id, const struct picture_draft *d,
				      uint64_t permissions, enum lang lang)
{
	struct changing a = { id, permissions, lang, false, d };

	return (enum picture_refusal)work_transaction(w, describe, &a);
}

static int move(struct work *w, void *arg)
{
	const struct changing *a = arg;
	struct picture p;
	struct product product;
	const struct picture *all;
	size_t n, at = 0;

	if (!hold(w, a->id, &p, &product))
		return PICTURE_NOT_FOUND;
	all = picture_store_list(w, product.id, &n);
	while (at < n && all[at].id != p.id)
		at++;
	if (at + !a->up == n || (a->up && at == 0))
		return PICTURE_OK;
	at = a->up ? at - 1 : at + 1;
	picture_store_place(w, p.id, all[at].position);
	picture_store_place(w, all[at].id, p.position);
	if (choose(w, &product))
		ask_worker(w, &product, 0, a->permissions, a->lang);
	return PICTURE_OK;
}

enum picture_refusal picture_move(struct work *w, uint64_t id, bool up, uint64_t permissions,
				  enum lang lang)
{
	struct changing a = { id, permissions, lang, up, NULL };

	return (enum picture_refusal)work_transaction(w, move, &a);
}

static int take_away(struct work *w, void *arg)
{
	const struct changing *a = arg;
	struct picture p;
	struct product product;

	if (!hold(w, a->id, &p, &product))
		return PICTURE_NOT_FOUND;
	picture_store_remove(w, p.id);
	picture_store_close_gap(w, product.id, p.position);
	catalog_note_more(w, &product, "picture", p.file_name, NULL);
	if (choose(w, &product))
		ask_worker(w, &product, 0, a->permissions, a->lang);
	return PICTURE_OK;
}

enum picture_refusal picture_remove(struct work *w, uint64_t id, uint64_t permissions,
				    enum lang lang)
{
	struct changing a = { id, permissions, lang, false, NULL };

	return (enum picture_refusal)work_transaction(w, take_away, &a);
}

/* ---- what is forgotten ---- */

static bool is_shown(struct work *w, const struct picture *p)
{
	const char *name = picture_asset(w->arena, p->hash, PICTURE_SMALL);
	struct product_for_file product = { 0 };

	if (!catalog_find_for_file(w, p->product_id, NULL, &product))
		return false;
	for (size_t i = 0; i < product.n_skus; i++)
		if (order_shows_picture(w, product.skus[i].sku.code, name))
			return true;
	return false;
}

static void forget(struct work *w, const struct picture *p)
{
	unlink(picture_spool_path(w, p->id));
	for (int i = 0; i < PICTURE_SIZE__MAX && !picture_store_has_hash(w, p->hash, p->id); i++)
		unlink(picture_media_path(w, p->hash, (enum picture_size)i));
	picture_store_forget(w, p->id);
}

/* One that an order took while it was being removed is shown there until the worker has gone
 * through the orders once more. */
static int forget_one(struct work *w, void *arg)
{
	const struct picture *p = arg;
	struct product product;

	if (!is_shown(w, p)) {
		forget(w, p);
	} else if (catalog_get(w, p->product_id, &product)) {
		picture_store_remove(w, p->id);
		ask_worker(w, &product, 0, 0, LANG_EN);
	}
	return 0;
}

bool picture_sweep(struct work *w)
{
	size_t n;
	struct picture *all =
		picture_store_removed(w, instant_add(w->now, -REMOVED_KEPT_US), FORGET, &n);

	for (size_t i = 0; i < n; i++)
		(void)work_transaction(w, forget_one, &all[i]);
	return n == FORGET;
}
