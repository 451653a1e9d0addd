/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What bundles are made of, as rows. */
#include <string.h>
#include "catalog/part.h"

#define Q10 "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
enum { COLUMNS = 3 };
_Static_assert(PARTS_MAX == 10, "they are looked up together");
DB_STATEMENT(part_find, "SELECT s.id, s.code, s.unit_milli, s.currency, EXISTS (SELECT 1 FROM "
			"sku_part q WHERE q.sku_id = s.id) FROM sku s WHERE s.code IN (" Q10 ")");

void part_store_find(struct work *w, struct parts *p)
{
	struct db_arg a[PARTS_MAX];
	struct rows *r;

	for (size_t i = 0; i < PARTS_MAX; i++)
		a[i] = db_arg_text(p->v[i < p->n ? i : p->n - 1].code);
	r = db_query_args(w->db, &part_find, a, PARTS_MAX);
	while (rows_next(r)) {
		for (size_t i = 0; i < p->n; i++) {
			struct part *one = &p->v[i];

			if (strcmp(one->code, rows_text(r, 1)) != 0)
				continue;
			one->id = rows_id(r, 0);
			one->unit_milli = rows_i64(r, 2);
			one->currency = rows_text(r, 3);
			one->is_bundle = rows_bool(r, 4);
		}
	}
}

DB_STATEMENT(
	part_refuses,
	"SELECT EXISTS (SELECT 1 FROM sku_part q JOIN sku s ON s.id = q.part_id WHERE s.code = "
	"?), EXISTS (SELECT 1 FROM sku s JOIN stock k ON k.sku_id = s.id WHERE s.code = ? AND "
	"(k.on_hand <> 0 OR k.reserved <> 0))");

enum parts_refusal part_store_refuses(struct work *w, const char *code)
{
	struct rows *r = db_query(w->db, &part_refuses, code, code);

	rows_next(r);
	if (rows_int(r, 0))
		return PARTS_OF_OTHER;
	return rows_int(r, 1) ? PARTS_STOCKED : PARTS_OK;
}

DB_STATEMENT(part_forget, "DELETE FROM sku_part WHERE sku_id = ?");
DB_STATEMENT(part_insert, "INSERT INTO sku_part (sku_id, part_id, quantity) VALUES (?,?,?)");

void part_store_put(struct work *w, uint64_t sku_id, const struct parts *p)
{
	struct db_arg a[PARTS_MAX * COLUMNS], *to = a;

	db_exec(w->db, &part_forget, sku_id);
	if (p->n == 0)
		return;
	for (size_t i = 0; i < p->n; i++) {
		*to++ = db_arg_uint(sku_id);
		*to++ = db_arg_uint(p->v[i].id);
		*to++ = db_arg_int(p->v[i].quantity);
	}
	db_exec_rows(w->db, &part_insert, a, COLUMNS, p->n);
}

DB_STATEMENT(part_followers,
	     "SELECT b.id, b.code, b.product_id, b.unit_milli, b.currency, b.parts_less_bp, "
	     "SUM(k.unit_milli * q.quantity) FROM sku b JOIN sku_part q ON q.sku_id = b.id "
	     "JOIN sku k ON k.id = q.part_id WHERE b.parts_less_bp IS NOT NULL AND b.id IN "
	     "(SELECT m.sku_id FROM sku_part m JOIN sku x ON x.id = m.part_id WHERE x.product_id = "
	     "?) GROUP BY b.id, b.code, b.product_id, b.unit_milli, b.currency, b.parts_less_bp "
	     "ORDER BY b.id");

struct rows *part_store_followers(struct work *w, uint64_t product_id)
{
	return db_query(w->db, &part_followers, product_id);
}

/* Members do not pay more than the price. */
DB_STATEMENT(part_price, "UPDATE sku SET member_milli = IF(member_milli > ?, NULL, member_milli), "
			 "unit_milli = ? WHERE id = ?");

void part_store_price(struct work *w, uint64_t sku_id, int64_t unit_milli)
{
	db_exec(w->db, &part_price, unit_milli, unit_milli, sku_id);
}

/* What is not stocked (services, what is made) is no limit. */
DB_STATEMENT(part_available,
	     "SELECT b.id, MIN(IF(t.may_backorder, NULL, FLOOR((t.on_hand - t.reserved) / "
	     "q.quantity))) FROM sku b JOIN sku_part q ON q.sku_id = b.id LEFT JOIN stock t ON "
	     "t.sku_id = q.part_id WHERE b.product_id = ? GROUP BY b.id");

struct rows *part_store_available(struct work *w, uint64_t product_id)
{
	return db_query(w->db, &part_available, product_id);
}

/* ---- for orders ---- */

#define Q60 Q10 ", " Q10 ", " Q10 ", " Q10 ", " Q10 ", " Q10
DB_STATEMENT(part_of_bundles, "SELECT q.sku_id, q.quantity, k.code FROM sku_part q JOIN sku k ON "
			      "k.id = q.part_id WHERE q.sku_id IN (" Q60 ", ?, ?, ?, ?) ORDER BY "
			      "q.sku_id, k.code");

struct bundle_part *catalog_find_parts(struct work *w, const uint64_t *sku_ids, size_t n,
				       size_t *found)
{
	struct db_arg a[CATALOG_FIND_MAX];
	struct bundle_part *all;
	const char **codes;
	struct sku **skus;
	struct rows *r;

	*found = 0;
	if (n == 0)
		return NULL;
	for (size_t i = 0; i < CATALOG_FIND_MAX; i++)
		a[i] = db_arg_uint(sku_ids[i < n ? i : n - 1]);
	r = db_query_args(w->db, &part_of_bundles, a, CATALOG_FIND_MAX);
	all = arena_array_of(w->arena, rows_count(r) + 1, struct bundle_part);
	codes = arena_array_of(w->arena, rows_count(r) + 1, const char *);
	skus = arena_array_of(w->arena, rows_count(r) + 1, struct sku *);
	for (; rows_next(r); (*found)++) {
		all[*found] = (struct bundle_part){ .bundle_id = rows_id(r, 0),
						    .quantity = rows_int(r, 1) };
		codes[*found] = rows_text(r, 2);
	}
	for (size_t from = 0; from < *found; from += CATALOG_FIND_MAX)
		catalog_find_skus(w, codes + from,
				  *found - from < CATALOG_FIND_MAX ? *found - from
								   : CATALOG_FIND_MAX,
				  skus + from);
	for (size_t i = 0; i < *found; i++)
		all[i].sku = skus[i];
	return all;
}
