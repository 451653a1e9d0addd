/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding customers. */
#include <string.h>
#include "base/buf.h"
#include "customer/store.h"

static size_t take_ids(struct rows *r, uint64_t *ids, size_t max)
{
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(search_tail, "SELECT id FROM customer_contact WHERE phone_tail = ? "
			  "ORDER BY id DESC LIMIT ?");

size_t search_store_tail(struct work *w, const char *tail, uint64_t *contact_ids, size_t max)
{
	return take_ids(db_query(w->db, &search_tail, tail, (int64_t)max), contact_ids, max);
}

/* By the identity, whose index has the address; contacts are then few. */
DB_STATEMENT(search_email, "SELECT c.id FROM customer_identity i "
			   "JOIN customer_contact c ON c.customer_id = i.customer_id "
			   "WHERE i.kind = 1 AND i.source = '' AND i.value = ? AND c.email_key = ? "
			   "ORDER BY c.id DESC LIMIT ?");

size_t search_store_email(struct work *w, const char *key, uint64_t *contact_ids, size_t max)
{
	return take_ids(db_query(w->db, &search_email, key, key, (int64_t)max), contact_ids, max);
}

DB_STATEMENT(search_customers_by_tail,
	     "(SELECT customer_id FROM customer_contact WHERE phone_tail = ? ORDER BY id DESC "
	     "LIMIT ?) UNION (SELECT customer_id FROM customer_identity WHERE phone_tail = ? "
	     "LIMIT ?) LIMIT ?");

size_t search_store_customers_by_tail(struct work *w, const char *tail, uint64_t *ids, size_t max)
{
	int64_t limit = (int64_t)max;

	return take_ids(db_query(w->db, &search_customers_by_tail, tail, limit, tail, limit, limit),
			ids, max);
}

/* Each part stops by itself, so that one letter does not read the whole index. */
DB_STATEMENT(search_name,
	     "(SELECT id FROM customer WHERE name LIKE ? AND joined_into IS NULL LIMIT ?) UNION "
	     "(SELECT customer_id FROM customer_contact WHERE name LIKE ? LIMIT ?) UNION "
	     "(SELECT customer_id FROM customer_name_word WHERE word LIKE ? LIMIT ?) LIMIT ?");

/* The prefix as a LIKE pattern; % and _ stand for themselves. */
static const char *beginning(struct work *w, const char *prefix)
{
	struct buf b;

	buf_init(&b, w->arena);
	for (; *prefix; prefix++) {
		if (strchr("%_\\", *prefix))
			buf_addch(&b, '\\');
		buf_addch(&b, *prefix);
	}
	buf_addch(&b, '%');
	return b.p;
}

size_t search_store_name(struct work *w, const char *prefix, uint64_t *ids, size_t max)
{
	const char *like = beginning(w, prefix);
	int64_t limit = (int64_t)max;

	return take_ids(db_query(w->db, &search_name, like, limit, like, limit, like, limit, limit),
			ids, max);
}

DB_STATEMENT(search_phone,
	     "(SELECT customer_id FROM customer_identity WHERE kind = 2 AND source = '' "
	     "AND value = ?) UNION (SELECT customer_id FROM customer_contact "
	     "WHERE phone_tail = RIGHT(?, 4) AND phone = ? LIMIT ?) LIMIT ?");

size_t search_store_phone(struct work *w, const char *phone_key, uint64_t *ids, size_t max)
{
	int64_t limit = (int64_t)max;

	return take_ids(db_query(w->db, &search_phone, phone_key, phone_key, phone_key, limit,
				 limit),
			ids, max);
}

#define ROWS                                                                                       \
	"SELECT " CUSTOMER_COLUMNS ", " CONTACT_COLUMNS " FROM customer c "                        \
	"LEFT JOIN customer_contact k ON k.id = (SELECT MAX(n.id) FROM customer_contact n "        \
	"WHERE n.customer_id = c.id) "

DB_STATEMENT(rows_by_ids, ROWS "WHERE c.id IN (" CUSTOMER_MANY_MARKS ") "
			       "ORDER BY c.last_order_at DESC, c.id DESC");

static size_t take_rows(struct rows *r, struct customer_row *out, size_t room)
{
	size_t n = 0;

	for (; n < room && rows_next(r); n++) {
		unsigned next = customer_store_columns(r, 0, &out[n].customer);

		contact_store_columns(r, next, &out[n].contact);
	}
	return n;
}

struct customer_row *search_store_rows(struct work *w, const uint64_t *ids, size_t n, size_t *found)
{
	struct customer_row *rows = arena_array_of(w->arena, n + 1, struct customer_row);
	struct db_arg args[CUSTOMER_MANY];

	*found = 0;
	if (n == 0)
		return rows;
	*found = take_rows(db_query_args(w->db, &rows_by_ids, args,
					 customer_store_fill(ids, n, args)),
			   rows, n);
	return rows;
}
