/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer buys again and again, from their newest orders. */
#include "base/json.h"
#include "order/document.h"
#include "order/usual.h"

/* Of the newest 200 orders, so that a page costs the same whoever's it is. Drafts and what was
 * cancelled say nothing. */
DB_STATEMENT(usual_of_customer,
	     "SELECT MAX(l.name_en), MAX(l.name_zh), MAX(l.picture), l.sku_code, COUNT(DISTINCT "
	     "l.order_id), CAST(SUM(l.ordered - l.cancelled) AS SIGNED), MIN(o.placed_at), "
	     "MAX(o.placed_at) FROM (SELECT id, placed_at FROM orders WHERE customer_id = ? "
	     "AND link_version > 0 AND badge NOT IN (0, 1, 2) ORDER BY id DESC LIMIT 200) o "
	     "JOIN order_line l ON l.order_id = o.id AND l.ordered > l.cancelled "
	     "GROUP BY l.sku_code HAVING COUNT(DISTINCT l.order_id) > 1 "
	     "ORDER BY COUNT(DISTINCT l.order_id) DESC, MAX(o.placed_at) DESC, l.sku_code LIMIT 8");

cJSON *order_usual_for_customer(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &usual_of_customer, customer_id);
	cJSON *list = json_array();

	while (rows_next(r)) {
		cJSON *v = json_append_object(list);
		int n = rows_int(r, 4);
		struct instant last = rows_time(r, 7);
		int every = usual_every(n, rows_time(r, 6), last);

		order_view_name(v, "name", rows_text(r, 0), rows_text(r, 1));
		json_add_text(v, "picture", rows_text(r, 2));
		json_add_text(v, "sku", rows_text(r, 3));
		json_add_int(v, "orders", n);
		json_add_int(v, "units", rows_i64(r, 5));
		json_add_instant(v, "last_at", last);
		json_add_bool(v, "has_rhythm", every > 0);
		json_add_int(v, "every_days", every);
		json_add_instant(v, "due_at",
				 every ? instant_add(last, every * INSTANT_DAY) : INSTANT_NONE);
		json_add_text(v, "standing",
			      usual_standing_word[usual_standing(every, last, w->now)]);
	}
	return list;
}
