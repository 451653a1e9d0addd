/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations between products as rows. */
#include <string.h>
#include "catalog/relation.h"

#define Q8  "?, ?, ?, ?, ?, ?, ?, ?"
#define Q32 Q8 ", " Q8 ", " Q8 ", " Q8
enum { FIND = 32, COLUMNS = 3 };
_Static_assert(RELATED_MAX *RELATION__MAX <= FIND, "they are looked up together");
DB_STATEMENT(relation_find, "SELECT id, code FROM product WHERE code IN (" Q32 ")");

void relation_store_find(struct work *w, struct relations *r)
{
	struct db_arg a[FIND];
	struct rows *found;

	if (r->n == 0)
		return;
	for (size_t i = 0; i < FIND; i++)
		a[i] = db_arg_text(r->v[i < r->n ? i : r->n - 1].code);
	found = db_query_args(w->db, &relation_find, a, FIND);
	while (rows_next(found))
		for (size_t i = 0; i < r->n; i++)
			if (!strcmp(r->v[i].code, rows_text(found, 1)))
				r->v[i].id = rows_id(found, 0);
}

DB_STATEMENT(relation_forget, "DELETE FROM product_relation WHERE product_id = ?");
DB_STATEMENT(relation_insert,
	     "INSERT INTO product_relation (product_id, other_id, kind) VALUES (?,?,?)");

void relation_store_put(struct work *w, uint64_t product_id, const struct relations *r)
{
	struct db_arg a[FIND * COLUMNS], *to = a;

	db_exec(w->db, &relation_forget, product_id);
	if (r->n == 0)
		return;
	for (size_t i = 0; i < r->n; i++) {
		*to++ = db_arg_uint(product_id);
		*to++ = db_arg_uint(r->v[i].id);
		*to++ = db_arg_int(r->v[i].kind);
	}
	db_exec_rows(w->db, &relation_insert, a, COLUMNS, r->n);
}

DB_STATEMENT(relation_list,
	     "SELECT r.kind, 0, o.code, o.name_en, o.name_zh, o.state FROM product_relation r "
	     "JOIN product o ON o.id = r.other_id WHERE r.product_id = ? UNION ALL "
	     "SELECT r.kind, 1, o.code, o.name_en, o.name_zh, o.state FROM product_relation r "
	     "JOIN product o ON o.id = r.product_id WHERE r.other_id = ? ORDER BY 2, 1, 3 "
	     "LIMIT 100");

struct rows *relation_store_list(struct work *w, uint64_t product_id)
{
	return db_query(w->db, &relation_list, product_id, product_id);
}

/* needs, goes_with; on sale. The order of kinds is that of what matters first. */
_Static_assert(RELATION_GOES_WITH == 1 && PRODUCT_ON_SALE == 1, "they are stored by number");
#define Q64 Q32 ", " Q32
DB_STATEMENT(relation_find_skus,
	     "SELECT r.kind, h.id, p.id, p.code, p.name_en, p.name_zh, s.id, s.code, s.variant_en, "
	     "s.variant_zh, s.unit_milli FROM sku h JOIN product_relation r ON r.product_id = "
	     "h.product_id AND r.kind < 2 JOIN product p ON p.id = r.other_id AND p.state = 1 "
	     "JOIN sku s ON s.product_id = p.id AND s.state = 1 AND s.currency = ? "
	     "WHERE h.id IN (" Q64
	     ") AND NOT EXISTS (SELECT 1 FROM sku i WHERE i.product_id = p.id "
	     "AND i.id IN (" Q64 ")) ORDER BY r.kind, p.code, h.id, s.id LIMIT 200");

static struct related_sku *take_related(struct work *w, struct rows *r, size_t *found)
{
	struct related_sku *all = arena_array_of(w->arena, rows_count(r) + 1, struct related_sku);

	while (rows_next(r))
		all[(*found)++] = (struct related_sku){
			.kind = (enum relation)rows_int(r, 0),
			.of_sku_id = rows_id(r, 1),
			.product_id = rows_id(r, 2),
			.product_code = rows_text(r, 3),
			.product_en = rows_text(r, 4),
			.product_zh = rows_text(r, 5),
			.sku_id = rows_id(r, 6),
			.sku_code = rows_text(r, 7),
			.variant_en = rows_text(r, 8),
			.variant_zh = rows_text(r, 9),
			.unit_milli = rows_i64(r, 10),
		};
	return all;
}

struct related_sku *catalog_find_related(struct work *w, const uint64_t *sku_ids, size_t n,
					 const char *currency, size_t *found)
{
	struct db_arg a[2 * CATALOG_FIND_MAX + 1];
	struct rows *r;

	*found = 0;
	if (n == 0)
		return NULL;
	a[0] = db_arg_text(currency);
	for (size_t i = 0; i < 2 * (size_t)CATALOG_FIND_MAX; i++) {
		size_t at = i % CATALOG_FIND_MAX;
		a[i + 1] = db_arg_uint(sku_ids[at < n ? at : n - 1]);
	}
	r = db_query_args(w->db, &relation_find_skus, a, sizeof a / sizeof *a);
	return take_related(w, r, found);
}

/* replaces: seen from what is on sale. */
_Static_assert(RELATION_REPLACES == 2, "it is stored by number");
DB_STATEMENT(relation_find_instead,
	     "SELECT r.kind, h.id, p.id, p.code, p.name_en, p.name_zh, s.id, s.code, s.variant_en, "
	     "s.variant_zh, s.unit_milli FROM sku h JOIN product_relation r ON r.other_id = "
	     "h.product_id AND r.kind = 2 JOIN product p ON p.id = r.product_id AND p.state = 1 "
	     "JOIN sku s ON s.product_id = p.id AND s.state = 1 AND s.currency = ? "
	     "WHERE h.id IN (" Q64 ") ORDER BY h.id, p.code, s.id LIMIT 200");

struct related_sku *catalog_find_instead(struct work *w, const uint64_t *sku_ids, size_t n,
					 const char *currency, size_t *found)
{
	struct db_arg a[CATALOG_FIND_MAX + 1];

	*found = 0;
	if (n == 0)
		return NULL;
	a[0] = db_arg_text(currency);
	for (size_t i = 0; i < CATALOG_FIND_MAX; i++)
		a[i + 1] = db_arg_uint(sku_ids[i < n ? i : n - 1]);
	return take_related(w,
			    db_query_args(w->db, &relation_find_instead, a, sizeof a / sizeof *a),
			    found);
}
