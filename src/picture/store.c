/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as rows. */
#include "picture/store.h"

#include <string.h>

#define PICTURE_SELECT                                                                             \
	"SELECT f.id, f.product_id, f.position, f.state, f.fault, f.hash, f.file_name, f.alt_en, " \
	"f.alt_zh, f.n_bytes, f.width, f.height, f.created_at, f.value_id, f.sku_id, s.code, "     \
	"COALESCE(CONCAT(o.name_en, ': ', v.name_en), CONCAT_WS(' · ', s.code, "                  \
	"NULLIF(s.variant_en, ''))), COALESCE(CONCAT(o.name_zh, '：', v.name_zh), "               \
	"CONCAT_WS(' · ', s.code, NULLIF(s.variant_zh, ''))) FROM picture f "                     \
	"LEFT JOIN sku s ON s.id = f.sku_id "                                                      \
	"LEFT JOIN product_option_value v ON v.id = f.value_id "                                   \
	"LEFT JOIN product_option o ON o.product_id = v.product_id AND o.place = v.place WHERE "

static enum picture_fault fault_of(const char *word)
{
	for (int i = 0; i < PICTURE_FAULT__MAX; i++)
		if (!strcmp(word, picture_fault_word[i]))
			return (enum picture_fault)i;
	return PICTURE_DAMAGED;
}

static void read_row(const struct rows *r, struct picture *p)
{
	*p = (struct picture){
		.id = rows_id(r, 0),
		.product_id = rows_id(r, 1),
		.position = rows_int(r, 2),
		.state = (enum picture_state)rows_int(r, 3),
		.fault = fault_of(rows_text(r, 4)),
		.hash = rows_text(r, 5),
		.file_name = rows_text(r, 6),
		.alt_en = rows_text(r, 7),
		.alt_zh = rows_text(r, 8),
		.n_bytes = rows_i64(r, 9),
		.width = rows_int(r, 10),
		.height = rows_int(r, 11),
		.created_at = rows_time(r, 12),
		.of = { rows_id(r, 13), rows_id(r, 14), rows_text(r, 15), rows_text(r, 16),
			rows_text(r, 17) },
	};
}

static struct picture *read_all(struct work *w, struct rows *r, size_t *n)
{
	struct picture *all = arena_array_of(w->arena, rows_count(r) + 1, struct picture);

	for (*n = 0; rows_next(r); ++*n)
		read_row(r, &all[*n]);
	return all;
}

DB_STATEMENT(picture_insert,
	     "INSERT INTO picture (id, product_id, position, state, fault, hash, file_name, "
	     "n_bytes, alt_en, alt_zh, value_id, sku_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, "
	     "?, ?, ?, ?, ?, ?)");

void picture_store_insert(struct work *w, const struct picture *p)
{
	db_exec(w->db, &picture_insert, p->id, p->product_id, p->position, (int)p->state,
		picture_fault_word[p->fault], p->hash, p->file_name, p->n_bytes, p->alt_en,
		p->alt_zh, db_id_or_null(p->of.value_id), db_id_or_null(p->of.sku_id), w->now);
}

DB_STATEMENT(picture_by_id, PICTURE_SELECT "f.id = ?");

bool picture_store_read(struct work *w, uint64_t id, struct picture *out)
{
	struct rows *r = db_query(w->db, &picture_by_id, id);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

DB_STATEMENT(picture_of_product,
	     PICTURE_SELECT "f.product_id = ? AND f.state <> 3 ORDER BY f.position LIMIT 50");

struct picture *picture_store_list(struct work *w, uint64_t product_id, size_t *n)
{
	return read_all(w, db_query(w->db, &picture_of_product, product_id), n);
}

DB_STATEMENT(picture_logo_hold,
	     "INSERT INTO setting (name, value, updated_at) VALUES ('logo', '', ?) "
	     "ON DUPLICATE KEY UPDATE name = VALUES(name)");

struct picture *picture_store_hold_logo(struct work *w, size_t *n)
{
	db_exec(w->db, &picture_logo_hold, w->now);
	return picture_store_list(w, PICTURE_LOGO_OWNER, n);
}

DB_STATEMENT(picture_described,
	     "UPDATE picture SET alt_en = ?, alt_zh = ?, value_id = ?, sku_id = ? "
	     "WHERE id = ?");

void picture_store_describe(struct work *w, uint64_t id, const char *alt_en, const char *alt_zh,
			    const struct picture_of *of)
{
	db_exec(w->db, &picture_described, alt_en, alt_zh, db_id_or_null(of->value_id),
		db_id_or_null(of->sku_id), id);
}

DB_STATEMENT(
	picture_values_gone,
	"UPDATE picture f LEFT JOIN product_option_value v ON v.id = f.value_id AND v.product_id = "
	"f.product_id SET f.value_id = NULL WHERE f.product_id = ? AND f.value_id IS NOT NULL AND "
	"v.id IS NULL");

void picture_store_forget_values(struct work *w, uint64_t product_id)
{
	db_exec(w->db, &picture_values_gone, product_id);
}

#define PICTURE_OF_SKU                                                                             \
	"(SELECT CONCAT('media/', f.hash, '.s.webp') FROM picture f WHERE f.product_id = "         \
	"s.product_id AND f.state = 1 AND (f.sku_id = s.id OR f.value_id IN (s.value_1, "          \
	"s.value_2, s.value_3)) ORDER BY f.sku_id IS NULL, f.position LIMIT 1)"
DB_STATEMENT(picture_choose_skus,
	     "UPDATE sku s SET s.picture = " PICTURE_OF_SKU
	     " WHERE s.product_id = ? AND NOT (s.picture <=> " PICTURE_OF_SKU ")");

bool picture_store_choose_skus(struct work *w, uint64_t product_id)
{
	return db_exec(w->db, &picture_choose_skus, product_id) > 0;
}

DB_STATEMENT(picture_placed, "UPDATE picture SET position = ? WHERE id = ?");

void picture_store_place(struct work *w, uint64_t id, int position)
{
	db_exec(w->db, &picture_placed, position, id);
}

DB_STATEMENT(picture_gap_closed, "UPDATE picture SET position = position - 1 WHERE product_id = ? "
				 "AND state <> 3 AND position > ?");

void picture_store_close_gap(struct work *w, uint64_t product_id, int position)
{
	db_exec(w->db, &picture_gap_closed, product_id, position);
}

DB_STATEMENT(picture_removed, "UPDATE picture SET state = 3, removed_at = ? WHERE id = ?");

void picture_store_remove(struct work *w, uint64_t id)
{
	db_exec(w->db, &picture_removed, w->now, id);
}

DB_STATEMENT(picture_made_of_it,
	     "UPDATE picture SET state = ?, fault = ?, width = ?, height = ? WHERE id = ? AND "
	     "state = 0");

bool picture_store_made(struct work *w, const struct picture *p)
{
	return db_exec(w->db, &picture_made_of_it, (int)p->state, picture_fault_word[p->fault],
		       p->width, p->height, p->id) > 0;
}

DB_STATEMENT(picture_to_forget, PICTURE_SELECT "f.removed_at < ? ORDER BY f.removed_at "
					       "LIMIT ?");

struct picture *picture_store_removed(struct work *w, struct instant before, size_t max, size_t *n)
{
	return read_all(w, db_query(w->db, &picture_to_forget, before, max), n);
}

DB_STATEMENT(picture_with_hash, "SELECT 1 FROM picture WHERE hash = ? AND id <> ? LIMIT 1");

bool picture_store_has_hash(struct work *w, const char *hash, uint64_t besides)
{
	return rows_next(db_query(w->db, &picture_with_hash, hash, besides));
}

DB_STATEMENT(picture_forget, "DELETE FROM picture WHERE id = ?");

void picture_store_forget(struct work *w, uint64_t id)
{
	db_exec(w->db, &picture_forget, id);
}
