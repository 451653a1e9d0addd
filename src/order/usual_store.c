/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer buys again and again, from their newest orders. */
#include "base/json.h"
#include "order/document.h"
#include "order/usual.h"

enum { SHOWN = 8 };

/* Drafts and what was cancelled say nothing. */
_Static_assert(USUAL_ORDERS == 200, "as many as the statement reads");
DB_STATEMENT(usual_of_customer,
	     "SELECT l.sku_code, l.name_en, l.name_zh, l.picture, o.id, o.placed_at, "
	     "l.ordered - l.cancelled FROM (SELECT id, placed_at FROM orders WHERE customer_id = ? "
	     "AND link_version > 0 AND badge NOT IN (0, 1, 2) ORDER BY id DESC LIMIT 200) o "
	     "JOIN order_line l ON l.order_id = o.id AND l.ordered > l.cancelled");

static void add_usual(const struct work *w, const struct usual *u, cJSON *list)
{
	cJSON *v = json_append_object(list);
	const struct usual_line *l = u->newest;
	int every = u->rhythm.every;

	order_view_name(v, "name", l->name_en, l->name_zh);
	json_add_text(v, "picture", l->picture);
	json_add_text(v, "sku", l->sku);
	json_add_int(v, "orders", u->orders);
	json_add_int(v, "units", u->units);
	json_add_instant(v, "last_at", l->at);
	json_add_bool(v, "has_rhythm", every > 0);
	json_add_int(v, "every_days", every);
	json_add_instant(v, "due_at",
			 every ? instant_add(l->at, every * INSTANT_DAY) : INSTANT_NONE);
	json_add_text(v, "standing",
		      rhythm_standing_word[rhythm_standing(&u->rhythm, instant_local_day(l->at),
							   instant_local_day(w->now))]);
}

cJSON *order_usual_for_customer(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &usual_of_customer, customer_id);
	struct usual_line *lines = arena_array_of(w->arena, rows_count(r) + 1, struct usual_line);
	struct usual found[SHOWN];
	cJSON *list = json_array();
	size_t n = 0;

	for (; rows_next(r); n++)
		lines[n] = (struct usual_line){ rows_text(r, 0), rows_text(r, 1), rows_text(r, 2),
						rows_text(r, 3), rows_id(r, 4),   rows_time(r, 5),
						rows_int(r, 6) };
	n = usual_of(lines, n, found, SHOWN);
	for (size_t i = 0; i < n; i++)
		add_usual(w, &found[i], list);
	return list;
}
