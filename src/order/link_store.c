/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links between orders as rows. */
#include "order/link_store.h"

DB_STATEMENT(order_link_insert,
	     "INSERT INTO order_link (id, kind, order_id, other_id, at) VALUES (?,?,?,?,?)");

bool link_store_insert(struct work *w, const struct link_row *l)
{
	return db_insert(w->db, &order_link_insert, l->id, (int)l->kind, l->order_id, l->other_id,
			 w->now) > 0;
}

DB_STATEMENT(order_link_read, "SELECT kind, order_id, other_id FROM order_link WHERE id = ?");

bool link_store_read(struct work *w, uint64_t id, struct link_row *l)
{
	struct rows *r = db_query(w->db, &order_link_read, id);

	if (!rows_next(r))
		return false;
	*l = (struct link_row){ id, (enum link_kind)rows_int(r, 0), rows_id(r, 1), rows_id(r, 2) };
	return true;
}

DB_STATEMENT(order_link_delete, "DELETE FROM order_link WHERE id = ?");

void link_store_delete(struct work *w, uint64_t id)
{
	db_exec(w->db, &order_link_delete, id);
}

_Static_assert(LINK_AFTER == 1, "kinds are stored by number");
DB_STATEMENT(order_link_leads,
	     "WITH RECURSIVE way (id) AS (SELECT other_id FROM order_link WHERE order_id = ? AND "
	     "kind = 1 UNION SELECT l.other_id FROM order_link l JOIN way ON l.order_id = way.id "
	     "WHERE l.kind = 1) SELECT id FROM way WHERE id = ? LIMIT 1");

bool link_store_leads(struct work *w, uint64_t from, uint64_t to)
{
	return rows_next(db_query(w->db, &order_link_leads, from, to));
}

DB_STATEMENT(order_link_list,
	     "SELECT l.id, l.kind, l.order_id, o.number, o.badge FROM order_link l JOIN orders o "
	     "ON o.id = l.other_id WHERE l.order_id = ? UNION ALL "
	     "SELECT l.id, l.kind, l.order_id, o.number, o.badge FROM order_link l JOIN orders o "
	     "ON o.id = l.order_id WHERE l.other_id = ? ORDER BY 1 LIMIT 100");

struct rows *link_store_list(struct work *w, uint64_t order_id)
{
	return db_query(w->db, &order_link_list, order_id, order_id);
}

DB_STATEMENT(order_link_propose,
	     "SELECT o.number, o.badge, o.placed_at FROM orders o WHERE o.customer_id = ? AND "
	     "o.id <> ? AND o.contact_id = ? AND o.decision IN (1, 2) AND o.n_parcels = 0 AND NOT "
	     "EXISTS (SELECT 1 FROM order_link l WHERE l.order_id = o.id AND l.other_id = ?) AND "
	     "NOT EXISTS (SELECT 1 FROM order_link l WHERE l.other_id = o.id AND l.order_id = ?) "
	     "ORDER BY o.id DESC LIMIT 5");

struct rows *link_store_propose(struct work *w, const struct order *o)
{
	return db_query(w->db, &order_link_propose, o->customer_id, o->id, o->contact_id, o->id,
			o->id);
}

/* Either product may say so. Kinds 0 and 1: it is needed, or goes with the other. */
#define HERE_TO_THERE(here, there)                                                                 \
	"EXISTS (SELECT 1 FROM order_line l JOIN sku h ON h.id = l.sku_id JOIN product_relation "  \
	"r ON r." here " = h.product_id AND r." there " = s.product_id AND r.kind < 2 WHERE "      \
	"l.order_id = ? AND l.ordered > l.cancelled)"
DB_STATEMENT(
	order_link_propose_related,
	"SELECT o.number, o.badge, o.placed_at, MIN(p.name_en), MIN(p.name_zh) FROM orders o "
	"JOIN order_line t ON t.order_id = o.id AND t.ordered > t.cancelled "
	"JOIN sku s ON s.id = t.sku_id JOIN product p ON p.id = s.product_id "
	"WHERE o.customer_id = ? AND o.id <> ? AND o.decision IN (1, 2) AND o.n_parcels = 0 "
	"AND NOT EXISTS (SELECT 1 FROM order_link l WHERE l.order_id = o.id AND l.other_id = ?) "
	"AND NOT EXISTS (SELECT 1 FROM order_link l WHERE l.other_id = o.id AND l.order_id = ?) "
	"AND (" HERE_TO_THERE("product_id", "other_id") " OR " HERE_TO_THERE(
		"other_id", "product_id") ") GROUP BY o.id, o.number, o.badge, o.placed_at ORDER "
					  "BY o.id DESC LIMIT 5");

struct rows *link_store_propose_related(struct work *w, const struct order *o)
{
	return db_query(w->db, &order_link_propose_related, o->customer_id, o->id, o->id, o->id,
			o->id, o->id);
}

/* What is never in a parcel (product kinds 1 and 2) does not count. */
#define EIGHT      "?,?,?,?,?,?,?,?"
#define SIXTY_FOUR EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT "," EIGHT
#define ENDS(marks)                                                                                \
	"SELECT x.kind, x.is_back, x.here, x.there, o.decision, "                                  \
	"(SELECT SUM(ordered - cancelled) FROM order_line WHERE order_id = x.there AND kind "      \
	"IN (0, 3)), "                                                                             \
	"(SELECT SUM(packed) FROM order_line WHERE order_id = x.there AND kind IN (0, 3)), "       \
	"(SELECT SUM(shipped) FROM order_line WHERE order_id = x.there AND kind IN (0, 3)) "       \
	"FROM (SELECT kind, 0 AS is_back, order_id AS here, other_id AS there FROM order_link "    \
	"WHERE order_id IN (" marks ") UNION ALL SELECT kind, 1, other_id, order_id FROM "         \
	"order_link WHERE other_id IN (" marks ")) x JOIN orders o ON o.id = x.there"
DB_STATEMENT(order_link_ends, ENDS(EIGHT));
DB_STATEMENT(order_link_many_ends, ENDS(SIXTY_FOUR));

struct rows *link_store_ends(struct work *w, const uint64_t ids[LINK_ORDERS_MAX])
{
	struct db_arg a[2 * LINK_ORDERS_MAX];

	for (size_t i = 0; i < 2 * LINK_ORDERS_MAX; i++)
		a[i] = db_arg_uint(ids[i % LINK_ORDERS_MAX]);
	return db_query_args(w->db, &order_link_ends, a, 2 * LINK_ORDERS_MAX);
}

struct rows *link_store_many_ends(struct work *w, const uint64_t ids[LINK_MANY])
{
	struct db_arg a[2 * LINK_MANY];

	for (size_t i = 0; i < 2 * LINK_MANY; i++)
		a[i] = db_arg_uint(ids[i % LINK_MANY]);
	return db_query_args(w->db, &order_link_many_ends, a, 2 * LINK_MANY);
}
