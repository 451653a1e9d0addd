/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer said and can say: the SQL. */
#include "customer/customer.h"
#include "feedback/own.h"
#include "feedback/photo.h"

#define SEEN                                                                                       \
	"EXISTS (SELECT 1 FROM customer_contact k WHERE k.id = o.contact_id AND "                  \
	"k.customer_id = o.customer_id AND " CONTACT_IS_PROVED ")"

DB_STATEMENT(own_said,
	     "SELECT r.id, r.stars, r.tags, r.body, r.anonymous, r.created_at, r.edited_at, "
	     "r.state, r.reply, r.replied_at, o.number, l.sku_code, l.name_en, l.name_zh, "
	     "l.picture, r.after_body, r.after_at, COALESCE((SELECT e.reason FROM review_event e "
	     "WHERE e.review_id = r.id "
	     "AND r.state = 1 ORDER BY e.id DESC LIMIT 1), -1), " PHOTOS_OF
	     " FROM review r JOIN orders o ON o.id "
	     "= r.order_id JOIN order_line l ON l.id = r.order_line_id WHERE r.customer_id = ? AND "
	     "r.id < ? AND o.link_version > 0 AND " SEEN " ORDER BY r.id DESC LIMIT ?");

struct own_review *own_store_said(struct work *w, uint64_t customer_id, uint64_t below, int limit,
				  size_t *n)
{
	struct rows *r = db_query(w->db, &own_said, customer_id, below, limit);
	struct own_review *list = arena_array_of(w->arena, rows_count(r) + 1, struct own_review);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct own_review){ .r = { .id = rows_id(r, 0),
						       .stars = rows_int(r, 1),
						       .tags = (unsigned)rows_int(r, 2),
						       .body = rows_text(r, 3),
						       .anonymous = rows_bool(r, 4),
						       .created_at = rows_time(r, 5),
						       .edited_at = rows_time(r, 6),
						       .state = (enum review_state)rows_int(r, 7),
						       .reply = rows_text(r, 8),
						       .replied_at = rows_time(r, 9),
						       .number = rows_text(r, 10),
						       .sku = rows_text(r, 11),
						       .name_en = rows_text(r, 12),
						       .name_zh = rows_text(r, 13),
						       .after = rows_text(r, 15),
						       .after_at = rows_time(r, 16),
						       .photos = rows_text(r, 18) },
						.picture = rows_text(r, 14),
						.hidden_for = rows_int(r, 17) };
	return list;
}

/* Of their newest orders: what arrived long ago is not asked for any more. */
DB_STATEMENT(own_unsaid,
	     "SELECT o.number, l.sku_code, l.name_en, l.name_zh, l.picture, o.placed_at FROM "
	     "(SELECT * FROM orders WHERE customer_id = ? AND link_version > 0 ORDER BY id DESC "
	     "LIMIT 200) o JOIN order_line l ON l.order_id = o.id AND l.delivered > 0 "
	     "LEFT JOIN feedback_talk t ON t.order_id = o.id WHERE " SEEN " AND NOT EXISTS (SELECT "
	     "1 FROM review r WHERE r.order_line_id = l.id) AND (t.answered_at IS NULL OR "
	     "t.answered_at >= ?) ORDER BY o.id DESC, l.position LIMIT ?");

struct own_unsaid *own_store_unsaid(struct work *w, uint64_t customer_id, int limit, size_t *n)
{
	struct instant open = instant_add(w->now, -TALK_EDIT_DAYS * INSTANT_DAY);
	struct rows *r = db_query(w->db, &own_unsaid, customer_id, open, limit);
	struct own_unsaid *list = arena_array_of(w->arena, rows_count(r) + 1, struct own_unsaid);

	for (*n = 0; rows_next(r); ++*n)
		list[*n] = (struct own_unsaid){ rows_text(r, 0), rows_text(r, 1), rows_text(r, 2),
						rows_text(r, 3), rows_text(r, 4), rows_time(r, 5) };
	return list;
}
