/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing products. */
#include <string.h>
#include "base/buf.h"
#include "base/fail.h"
#include "catalog/inside.h"

/* Codes of what it is related to in this way (enum relation). */
#define RELATED(kind)                                                                              \
	"(SELECT GROUP_CONCAT(o.code ORDER BY o.code SEPARATOR ', ') FROM product_relation r "     \
	"JOIN product o ON o.id = r.other_id WHERE r.product_id = p.id AND r.kind = " kind ")"
#define PRODUCT_COLUMNS                                                                            \
	"p.id, p.code, p.name_en, p.name_zh, p.description_en, p.description_zh, p.category_id, "  \
	"p.category_en, p.category_zh, p.picture, p.kind, p.tax_class, p.made_to_order, p.state, " \
	"p.version, (SELECT GROUP_CONCAT(g.tag ORDER BY g.tag COLLATE utf8mb4_bin SEPARATOR "      \
	"', ') FROM product_tagged g WHERE g.product_id = p.id), " RELATED("0") ", " RELATED(      \
		"1") ", " RELATED("2")

static unsigned read_product(const struct rows *r, struct product *p)
{
	unsigned c = 0;

	p->id = rows_id(r, c++);
	p->code = rows_text(r, c++);
	p->name_en = rows_text(r, c++);
	p->name_zh = rows_text(r, c++);
	p->description_en = rows_text(r, c++);
	p->description_zh = rows_text(r, c++);
	p->category_id = rows_id(r, c++);
	p->category_en = rows_text(r, c++);
	p->category_zh = rows_text(r, c++);
	p->picture = rows_text(r, c++);
	p->kind = (enum product_kind)rows_int(r, c++);
	p->tax_class = (enum tax_class)rows_int(r, c++);
	p->made_to_order = rows_bool(r, c++);
	p->state = (enum product_state)rows_int(r, c++);
	p->version = rows_int(r, c++);
	p->tags = rows_text(r, c++);
	p->tags = p->tags ? p->tags : "";
	for (int k = 0; k < RELATION__MAX; k++) {
		p->related[k] = rows_text(r, c++);
		p->related[k] = p->related[k] ? p->related[k] : "";
	}
	return c;
}

static bool read_one(struct rows *r, struct product *out)
{
	if (!rows_next(r))
		return false;
	read_product(r, out);
	return true;
}

DB_STATEMENT(product_by_id, "SELECT " PRODUCT_COLUMNS " FROM product p WHERE p.id = ?");
DB_STATEMENT(product_lock, "SELECT " PRODUCT_COLUMNS " FROM product p WHERE p.id = ? FOR UPDATE");
DB_STATEMENT(product_by_code, "SELECT " PRODUCT_COLUMNS " FROM product p WHERE p.code = ?");

bool product_store_read(struct work *w, uint64_t id, struct product *out)
{
	return read_one(db_query(w->db, &product_by_id, id), out);
}

bool product_store_lock(struct work *w, uint64_t id, struct product *out)
{
	return read_one(db_query(w->db, &product_lock, id), out);
}

bool product_store_find(struct work *w, const char *code, struct product *out)
{
	return read_one(db_query(w->db, &product_by_code, code), out);
}

#define Q16 "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
DB_STATEMENT(product_some, "SELECT " PRODUCT_COLUMNS " FROM product p WHERE p.id IN (" Q16 ", " Q16
			   ", " Q16 ", " Q16 ") ORDER BY p.id DESC");

struct product *product_store_some(struct work *w, const uint64_t *ids, size_t n, size_t *found)
{
	struct db_arg a[CATALOG_MANY];
	struct rows *r;
	struct product *all;

	for (size_t i = 0; i < CATALOG_MANY; i++)
		a[i] = db_arg_uint(ids[i < n ? i : n - 1]);
	r = db_query_args(w->db, &product_some, a, CATALOG_MANY);
	all = arena_array_of(w->arena, rows_count(r) + 1, struct product);
	for (*found = 0; rows_next(r); (*found)++)
		read_product(r, &all[*found]);
	return all;
}

/* One page of the list, then what the SKUs of that page cost: the page is cut before its SKUs are
 * looked at. A filter that is off is a constant to the server. */
#define PRODUCT_PAGE(comparison, direction)                                                        \
	"SELECT " PRODUCT_COLUMNS ", (SELECT MIN(s.unit_milli) FROM sku s WHERE "                  \
	"s.product_id = p.id), (SELECT MAX(s.unit_milli) FROM sku s WHERE s.product_id = p.id), "  \
	"(SELECT MIN(s.currency) FROM sku s WHERE s.product_id = p.id), "                          \
	"(SELECT COUNT(*) FROM sku s WHERE s.product_id = p.id) "                                  \
	"FROM product p WHERE p.id " comparison " ? AND (? < 0 OR p.state = ?) "                   \
	"AND (? < 0 OR p.kind = ?) AND (? = 0 OR EXISTS (SELECT 1 FROM category c WHERE "          \
	"c.id = p.category_id AND c.trail LIKE ?)) AND (? OR EXISTS (SELECT 1 FROM "               \
	"product_tagged t WHERE t.product_id = p.id AND t.tag = ?)) AND (? OR p.name_en LIKE ? "   \
	"OR p.name_zh LIKE ? "                                                                     \
	"OR p.code COLLATE utf8mb4_unicode_ci LIKE ? OR EXISTS (SELECT 1 FROM sku s WHERE "        \
	"s.product_id = p.id AND s.code COLLATE utf8mb4_unicode_ci LIKE ?)) ORDER BY "             \
	"p.id " direction " LIMIT ?"

DB_STATEMENT(product_page, PRODUCT_PAGE("<", "DESC"));
DB_STATEMENT(product_page_back, PRODUCT_PAGE(">", "ASC"));

/* Text as a LIKE pattern that matches it anywhere; % and _ stand for themselves. */
static const char *anywhere(struct work *w, const char *q)
{
	struct buf b;

	buf_init(&b, w->arena);
	buf_addch(&b, '%');
	for (; q && *q; q++) {
		if (strchr("%_\\", *q))
			buf_addch(&b, '\\');
		buf_addch(&b, *q);
	}
	buf_addch(&b, '%');
	return b.p;
}

static void read_product_row(const struct rows *r, struct product_row *row)
{
	unsigned c = read_product(r, &row->product);

	row->low_milli = rows_i64(r, c++);
	row->high_milli = rows_i64(r, c++);
	row->currency = rows_text(r, c++);
	row->n_skus = rows_int(r, c++);
}

struct product_row *product_store_list(struct work *w, const struct product_filter *f, size_t *n)
{
	bool back = f->after != 0;
	uint64_t bound = back ? f->after : f->before ? f->before : INT64_MAX;
	const char *like = anywhere(w, f->q);
	struct rows *r =
		db_query(w->db, back ? &product_page_back : &product_page, bound, f->state,
			 f->state, f->kind, f->kind, f->category,
			 arena_printf(w->arena, "%%/%llu/%%", (unsigned long long)f->category),
			 !f->tag, f->tag, !f->q, like, like, like, like, (int64_t)f->limit);
	struct product_row *rows = arena_array_of(w->arena, rows_count(r) + 1, struct product_row);
	size_t at = 0, count = rows_count(r);

	for (; rows_next(r); at++)
		read_product_row(r, &rows[back ? count - 1 - at : at]);
	*n = count;
	return rows;
}

DB_STATEMENT(product_insert,
	     "INSERT INTO product (id, code, name_en, name_zh, description_en, description_zh, "
	     "category_id, category_en, category_zh, kind, tax_class, made_to_order, "
	     "state, version, created_at, updated_at) "
	     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)");

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

bool product_store_insert(struct work *w, uint64_t id, const struct product_draft *d)
{
	if (db_insert(w->db, &product_insert, id, d->code, d->name_en, d->name_zh,
		      or_empty(d->description_en), or_empty(d->description_zh),
		      db_id_or_null(d->category_id), or_empty(d->category_en),
		      or_empty(d->category_zh), (int)d->kind, (int)d->tax_class, d->made_to_order,
		      (int)d->state, w->now, w->now) < 0)
		return false;
	if (d->tags && *d->tags)
		product_tag_store_put(w, id, d->tags);
	return true;
}

DB_STATEMENT(product_update,
	     "UPDATE product SET code = ?, name_en = ?, name_zh = ?, description_en = ?, "
	     "description_zh = ?, category_id = ?, category_en = ?, category_zh = ?, "
	     "kind = ?, tax_class = ?, made_to_order = ?, state = ?, version = version + 1, "
	     "updated_at = ? WHERE id = ?");

bool product_store_update(struct work *w, uint64_t id, const struct product_draft *d)
{
	return db_insert(w->db, &product_update, d->code, d->name_en, d->name_zh,
			 or_empty(d->description_en), or_empty(d->description_zh),
			 db_id_or_null(d->category_id), or_empty(d->category_en),
			 or_empty(d->category_zh), (int)d->kind, (int)d->tax_class,
			 d->made_to_order, (int)d->state, w->now, id) >= 0;
}
