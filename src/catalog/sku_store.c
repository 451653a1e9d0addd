/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing SKUs. */
#include <string.h>
#include "base/fail.h"
#include "catalog/inside.h"

#define SKU_COLUMNS                                                                                \
	"s.id, s.product_id, s.code, p.name_en, p.name_zh, s.variant_en, s.variant_zh, "           \
	"COALESCE(s.picture, p.picture), p.kind, p.made_to_order, s.unit_milli, s.currency, "      \
	"s.tax_bp, s.weight_g, "                                                                   \
	"s.pack_size, s.member_milli, s.value_1, s.value_2, s.value_3, p.tax_class, p.state, "     \
	"s.state, EXISTS (SELECT 1 FROM product_relation n WHERE n.product_id = p.id AND n.kind "  \
	"= "                                                                                       \
	"0), s.parts_less_bp, (SELECT GROUP_CONCAT(IF(q.quantity = 1, k.code, CONCAT(k.code, "     \
	"'*', q.quantity)) ORDER BY "                                                              \
	"k.code SEPARATOR ', ') FROM sku_part q JOIN sku k ON k.id = q.part_id WHERE q.sku_id = "  \
	"s.id), (SELECT trail FROM category g WHERE g.id = p.category_id)"
#define SKU_SELECT "SELECT " SKU_COLUMNS " FROM sku s JOIN product p ON p.id = s.product_id WHERE "

/* "Drip bags, 10 pack"; Chinese writes the variant after a space. */
static const char *line_name(struct work *w, const char *name, const char *variant,
			     const char *between)
{
	return *variant ? arena_printf(w->arena, "%s%s%s", name, between, variant) : name;
}

static void read_sku(struct work *w, const struct rows *r, struct sku_row *row)
{
	struct sku *s = &row->sku;
	const char *name_en, *name_zh;
	enum product_state of_product, own;
	unsigned c = 0;

	s->id = rows_id(r, c++);
	s->product_id = rows_id(r, c++);
	s->code = rows_text(r, c++);
	name_en = rows_text(r, c++);
	name_zh = rows_text(r, c++);
	s->variant_en = rows_text(r, c++);
	s->variant_zh = rows_text(r, c++);
	s->picture = rows_text(r, c++);
	s->kind = (enum product_kind)rows_int(r, c++);
	s->made_to_order = rows_bool(r, c++);
	s->unit_milli = rows_i64(r, c++);
	s->currency = rows_text(r, c++);
	row->own_tax_bp = rows_int(r, c++);
	s->weight_g = rows_int(r, c++);
	s->pack_size = rows_int(r, c++);
	s->member_milli = rows_i64(r, c++);
	for (size_t i = 0; i < OPTIONS_MAX; i++)
		row->value[i] = rows_id(r, c++);
	s->tax_class = (enum tax_class)rows_int(r, c++);
	s->tax_bp = catalog_tax(s->tax_class, row->own_tax_bp, (int)w->app->settings.tax_standard,
				(int)w->app->settings.tax_reduced);
	of_product = (enum product_state)rows_int(r, c++);
	own = (enum product_state)rows_int(r, c++);
	s->has_needs = rows_bool(r, c++);
	row->less_bp = rows_is_null(r, c) ? -1 : rows_int(r, c);
	c++;
	row->parts = rows_text(r, c++);
	s->is_bundle = row->parts != NULL;
	row->parts = row->parts ? row->parts : "";
	s->trail = rows_text(r, c++);
	s->name_en = line_name(w, name_en, s->variant_en, ", ");
	s->name_zh = line_name(w, name_zh, s->variant_zh, " ");
	s->state = catalog_worse_state(of_product, own);
	row->withdrawn = own == PRODUCT_WITHDRAWN;
}

#define Q4  "?, ?, ?, ?"
#define Q16 Q4 ", " Q4 ", " Q4 ", " Q4
DB_STATEMENT(sku_by_code_1, SKU_SELECT "s.code = ?");
DB_STATEMENT(sku_by_code_2, SKU_SELECT "s.code IN (?, ?)");
DB_STATEMENT(sku_by_code_4, SKU_SELECT "s.code IN (" Q4 ")");
DB_STATEMENT(sku_by_code_8, SKU_SELECT "s.code IN (" Q4 ", " Q4 ")");
DB_STATEMENT(sku_by_code_16, SKU_SELECT "s.code IN (" Q16 ")");
DB_STATEMENT(sku_by_code_32, SKU_SELECT "s.code IN (" Q16 ", " Q16 ")");
DB_STATEMENT(sku_by_code_64, SKU_SELECT "s.code IN (" Q16 ", " Q16 ", " Q16 ", " Q16 ")");

/* A list of any length fits the next power of two: its last code fills the rest. */
static struct rows *find_rows(struct work *w, const char *const *codes, size_t n)
{
	static struct db_statement *const statements[] = {
		&sku_by_code_1,  &sku_by_code_2,  &sku_by_code_4,  &sku_by_code_8,
		&sku_by_code_16, &sku_by_code_32, &sku_by_code_64,
	};
	struct db_arg args[CATALOG_FIND_MAX];
	size_t size = catalog_lookup_size(n);

	for (size_t i = 0; i < size; i++)
		args[i] = db_arg_text(codes[i < n ? i : n - 1]);
	return db_query_args(w->db, statements[__builtin_ctzll(size)], args, size);
}

void sku_store_find(struct work *w, const char *const *codes, size_t n, struct sku **out)
{
	struct rows *r;

	if (n > CATALOG_FIND_MAX)
		fail("catalogue: %zu SKUs at once", n);
	for (size_t i = 0; i < n; i++)
		out[i] = NULL;
	if (n == 0)
		return;
	r = find_rows(w, codes, n);
	while (rows_next(r)) {
		struct sku_row *row = arena_new_of(w->arena, struct sku_row);

		read_sku(w, r, row);
		for (size_t i = 0; i < n; i++)
			if (!strcmp(codes[i], row->sku.code))
				out[i] = &row->sku;
	}
}

DB_STATEMENT(sku_of_product, SKU_SELECT "s.product_id = ? ORDER BY s.id LIMIT 500");

struct sku_row *sku_store_of_product(struct work *w, uint64_t product_id, size_t *n)
{
	struct rows *r = db_query(w->db, &sku_of_product, product_id);
	struct sku_row *rows = arena_array_of(w->arena, rows_count(r) + 1, struct sku_row);

	*n = 0;
	while (rows_next(r))
		read_sku(w, r, &rows[(*n)++]);
	return rows;
}

DB_STATEMENT(sku_of_products, SKU_SELECT "s.product_id IN (" Q16 ", " Q16 ", " Q16 ", " Q16
					 ") ORDER BY s.product_id DESC, s.id");

struct sku_row *sku_store_of_products(struct work *w, const uint64_t *ids, size_t n, size_t *found)
{
	struct db_arg a[CATALOG_MANY];
	struct rows *r;
	struct sku_row *rows;

	for (size_t i = 0; i < CATALOG_MANY; i++)
		a[i] = db_arg_uint(ids[i < n ? i : n - 1]);
	r = db_query_args(w->db, &sku_of_products, a, CATALOG_MANY);
	rows = arena_array_of(w->arena, rows_count(r) + 1, struct sku_row);
	*found = 0;
	while (rows_next(r))
		read_sku(w, r, &rows[(*found)++]);
	return rows;
}

DB_STATEMENT(sku_insert,
	     "INSERT INTO sku (id, product_id, code, variant_en, variant_zh, unit_milli, currency, "
	     "tax_bp, weight_g, pack_size, member_milli, value_1, value_2, value_3, state, "
	     "parts_less_bp, created_at) "
	     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, 0), ?, ?, ?, ?, NULLIF(?, -1), ?)");

static enum product_state own_state(const struct sku_draft *d)
{
	return d->withdrawn ? PRODUCT_WITHDRAWN : PRODUCT_ON_SALE;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

static int64_t pack_of(const struct sku_draft *d)
{
	return d->pack_size > 0 ? d->pack_size : 1;
}

static const char *currency_of(const struct work *w, const struct sku_draft *d)
{
	return d->currency ? d->currency : w->app->settings.currency;
}

/* What has no parts costs nothing less than they do. */
static int64_t less_of(const struct sku_draft *d)
{
	return d->parts && *d->parts ? d->less_bp : -1;
}

bool sku_store_insert(struct work *w, uint64_t product_id, const struct sku_draft *d)
{
	return db_insert(w->db, &sku_insert, work_id(w), product_id, d->code,
			 or_empty(d->variant_en), or_empty(d->variant_zh), d->unit_milli,
			 currency_of(w, d), d->tax_bp, d->weight_g, pack_of(d), d->member_milli,
			 db_id_or_null(d->value[0]), db_id_or_null(d->value[1]),
			 db_id_or_null(d->value[2]), (int)own_state(d), less_of(d), w->now) > 0;
}

DB_STATEMENT(sku_update, "UPDATE sku SET variant_en = ?, variant_zh = ?, unit_milli = ?, "
			 "currency = COALESCE(?, currency), tax_bp = ?, weight_g = ?, "
			 "pack_size = ?, member_milli = NULLIF(?, 0), state = ?, parts_less_bp = "
			 "NULLIF(?, -1) WHERE id = ?");

void sku_store_update(struct work *w, uint64_t id, const struct sku_draft *d)
{
	db_exec(w->db, &sku_update, or_empty(d->variant_en), or_empty(d->variant_zh), d->unit_milli,
		d->currency, d->tax_bp, d->weight_g, pack_of(d), d->member_milli, (int)own_state(d),
		less_of(d), id);
}

/* What was given options or pictures since is somebody's work, and so is a bundle with it. */
DB_STATEMENT(
	sku_product,
	"SELECT product_id, (SELECT COUNT(*) FROM sku o WHERE o.product_id = s.product_id) "
	"FROM sku s WHERE s.id = ? AND NOT EXISTS (SELECT 1 FROM product_option p WHERE "
	"p.product_id = s.product_id) AND NOT EXISTS (SELECT 1 FROM picture q WHERE "
	"q.product_id = s.product_id) AND NOT EXISTS (SELECT 1 FROM sku_part m WHERE m.part_id = "
	"s.id) FOR UPDATE");
DB_STATEMENT(sku_forget_parts, "DELETE FROM sku_part WHERE sku_id = ?");
DB_STATEMENT(sku_remove, "DELETE FROM sku WHERE id = ?");
DB_STATEMENT(product_forget_changes, "DELETE FROM product_change WHERE product_id = ?");
DB_STATEMENT(product_forget_tags, "DELETE FROM product_tagged WHERE product_id = ?");
DB_STATEMENT(product_forget_relations, "DELETE FROM product_relation WHERE product_id = ?");
DB_STATEMENT(product_forget_related, "DELETE FROM product_relation WHERE other_id = ?");
DB_STATEMENT(product_forget, "DELETE FROM product WHERE id = ?");

bool sku_store_remove(struct work *w, uint64_t id)
{
	struct rows *r = db_query(w->db, &sku_product, id);
	uint64_t product;
	bool is_last;

	if (!rows_next(r))
		return false;
	product = rows_id(r, 0);
	is_last = rows_int(r, 1) == 1;
	db_exec(w->db, &sku_forget_parts, id);
	db_exec(w->db, &sku_remove, id);
	if (!is_last)
		return true;
	db_exec(w->db, &product_forget_changes, product);
	db_exec(w->db, &product_forget_tags, product);
	db_exec(w->db, &product_forget_relations, product);
	db_exec(w->db, &product_forget_related, product);
	db_exec(w->db, &product_forget, product);
	return true;
}
