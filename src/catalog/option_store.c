/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing options, their values, and which of them SKUs are. */
#include "catalog/option.h"

DB_STATEMENT(option_all,
	     "SELECT o.place, o.name_en, o.name_zh, v.id, v.name_en, v.name_zh "
	     "FROM product_option o JOIN product_option_value v ON v.product_id = o.product_id "
	     "AND v.place = o.place WHERE o.product_id = ? ORDER BY o.place, v.position LIMIT 100");

void option_store_read(struct work *w, uint64_t product_id, struct product_options *out)
{
	struct rows *r = db_query(w->db, &option_all, product_id);
	struct product_option *now = NULL;

	*out = (struct product_options){ .n = 0 };
	for (int place = 0; rows_next(r);) {
		if (rows_int(r, 0) != place) {
			place = rows_int(r, 0);
			now = &out->v[out->n++];
			*now = (struct product_option){
				.name_en = rows_text(r, 1),
				.name_zh = rows_text(r, 2),
				.values = arena_array_of(w->arena, OPTION_VALUES_MAX + 1,
							 struct option_value),
			};
		}
		if (now->n < OPTION_VALUES_MAX)
			now->values[now->n++] =
				(struct option_value){ rows_id(r, 3), rows_text(r, 4),
						       rows_text(r, 5) };
	}
}

DB_STATEMENT(option_forget, "DELETE FROM product_option WHERE product_id = ?");
DB_STATEMENT(option_value_forget, "DELETE FROM product_option_value WHERE product_id = ?");
DB_STATEMENT(option_insert, "INSERT INTO product_option (product_id, place, name_en, name_zh) "
			    "VALUES (?, ?, ?, ?)");
DB_STATEMENT(option_value_insert,
	     "INSERT INTO product_option_value (id, product_id, place, position, name_en, name_zh) "
	     "VALUES (?, ?, ?, ?, ?, ?)");

void option_store_put(struct work *w, uint64_t product_id, struct product_options *o)
{
	db_exec(w->db, &option_forget, product_id);
	db_exec(w->db, &option_value_forget, product_id);
	for (size_t i = 0; i < o->n; i++) {
		struct product_option *p = &o->v[i];

		db_exec(w->db, &option_insert, product_id, (int)i + 1, p->name_en, p->name_zh);
		for (size_t k = 0; k < p->n; k++) {
			struct option_value *v = &p->values[k];

			v->id = v->id ? v->id : work_id(w);
			db_exec(w->db, &option_value_insert, v->id, product_id, (int)i + 1,
				(int)k + 1, v->name_en, v->name_zh);
		}
	}
}

DB_STATEMENT(option_give, "UPDATE sku SET value_1 = ?, value_2 = ?, value_3 = ?, variant_en = ?, "
			  "variant_zh = ? WHERE id = ?");

void option_store_give(struct work *w, uint64_t sku_id, const uint64_t value[OPTIONS_MAX],
		       const char *variant_en, const char *variant_zh)
{
	db_exec(w->db, &option_give, db_id_or_null(value[0]), db_id_or_null(value[1]),
		db_id_or_null(value[2]), variant_en, variant_zh, sku_id);
}

DB_STATEMENT(option_rise, "UPDATE product SET version = version + 1, updated_at = ? WHERE id = ?");

void option_store_rise(struct work *w, uint64_t product_id)
{
	db_exec(w->db, &option_rise, w->now, product_id);
}
