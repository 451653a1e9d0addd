/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of production show: what waits to be made, batches, and for whom they are. */
#include "production/store.h"

_Static_assert(PRODUCTION_STARTED == 1 && PRODUCTION_MADE == 2 && WAIT_PRODUCTION == 1 &&
		       BADGE_EXCEPTION == 4 && BADGE_PARTLY_SHIPPED == 13,
	       "states, waits and badges are stored by number");
DB_STATEMENT(production_to_make,
	     "SELECT l.sku_code, l.name_en, l.name_zh, l.id, o.number, o.promised_to, o.badge, "
	     "l.ordered, l.cancelled, l.reserved, l.packed, l.shipped, COALESCE(b.units, 0), "
	     "o.customer_note, c.name FROM orders o JOIN order_line l ON l.order_id = o.id AND "
	     "l.wait = 1 AND l.kind IN (0, 3) AND l.sku_id IS NOT NULL AND l.ordered > "
	     "l.cancelled + l.packed JOIN customer_contact c ON c.id = o.contact_id "
	     "LEFT JOIN (SELECT pl.order_line_id, SUM(pl.quantity) AS units FROM production_order "
	     "p JOIN production_line pl ON pl.production_id = p.id WHERE p.state IN (0, 1) "
	     "GROUP BY pl.order_line_id) b ON b.order_line_id = l.id "
	     "WHERE o.badge IN (4, 5, 6, 7, 8, 9, 10, 12, 13) "
	     "ORDER BY o.promised_to IS NULL, o.promised_to, l.id LIMIT 401");

struct rows *production_store_to_make(struct work *w)
{
	return db_query(w->db, &production_to_make);
}

#define COLUMNS                                                                                    \
	"p.id, p.number, s.code, d.name_en, d.name_zh, s.variant_en, s.variant_zh, p.state, "      \
	"p.planned, p.made, p.scrapped, p.due_at, p.created_at, p.finished_at, p.version"
#define FROM                                                                                       \
	" FROM production_order p JOIN sku s ON s.id = p.sku_id JOIN product d ON d.id = "         \
	"s.product_id"
DB_STATEMENT(production_open, "SELECT " COLUMNS FROM
			      " WHERE p.state IN (0, 1) ORDER BY p.due_at IS NULL, p.due_at, p.id "
			      "LIMIT 200");
DB_STATEMENT(production_ended,
	     "SELECT " COLUMNS FROM " WHERE p.state IN (2, 3) ORDER BY p.id DESC LIMIT 20");

static const char *with_variant(struct arena *a, const char *name, const char *variant)
{
	return variant && *variant ? arena_printf(a, "%s · %s", name, variant) : name;
}

static struct production *take(struct work *w, struct rows *r, size_t *n)
{
	struct production *v = arena_array_of(w->arena, rows_count(r) + 1, struct production);

	*n = 0;
	while (rows_next(r)) {
		struct production *p = &v[(*n)++];

		*p = (struct production){
			.id = rows_id(r, 0),
			.number = rows_text(r, 1),
			.sku = rows_text(r, 2),
			.name_en = with_variant(w->arena, rows_text(r, 3), rows_text(r, 5)),
			.name_zh = with_variant(w->arena, rows_text(r, 4), rows_text(r, 6)),
			.state = (enum production_state)rows_int(r, 7),
			.planned = rows_int(r, 8),
			.made = rows_int(r, 9),
			.scrapped = rows_int(r, 10),
			.due_at = rows_time(r, 11),
			.created_at = rows_time(r, 12),
			.started_at = INSTANT_NONE,
			.finished_at = rows_time(r, 13),
			.version = rows_int(r, 14),
		};
	}
	return v;
}

struct production *production_store_list(struct work *w, bool open, size_t *n)
{
	return take(w, db_query(w->db, open ? &production_open : &production_ended), n);
}

DB_STATEMENT(production_page, "SELECT " COLUMNS FROM " WHERE p.id < ? AND (? < 0 OR p.state = ?) "
			      "ORDER BY p.id DESC LIMIT ?");

struct production *production_store_page(struct work *w, int state, uint64_t below, int limit,
					 size_t *n)
{
	return take(w, db_query(w->db, &production_page, below, state, state, limit), n);
}

struct production *production_list_for_file(struct work *w, uint64_t below, size_t *n)
{
	return production_store_page(w, -1, below ? below : INT64_MAX, 100, n);
}

DB_STATEMENT(production_lines_view,
	     "SELECT o.number, c.name, o.promised_to, o.customer_note, pl.quantity, pl.made, "
	     "o.badge FROM production_line pl JOIN orders o ON o.id = pl.order_id JOIN "
	     "customer_contact c ON c.id = o.contact_id WHERE pl.production_id = ? "
	     "ORDER BY o.promised_to IS NULL, o.promised_to, pl.order_line_id");

struct rows *production_store_lines_view(struct work *w, uint64_t id)
{
	return db_query(w->db, &production_lines_view, id);
}
