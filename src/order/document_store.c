/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers' pages of orders as rows: packed trees, read by one statement. */
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/pack.h"
#include "order/store.h"

DB_STATEMENT(order_document_insert, "INSERT INTO order_document (order_id, number, customer_id, "
				    "link_version, link_until, version, "
				    "document) VALUES (?,?,?,?,?,?,?)");
DB_STATEMENT(
	order_document_replace,
	"UPDATE order_document SET customer_id = ?, link_version = ?, link_until = ?, version = ?, "
	"document = ? WHERE order_id = ?");

struct bytes order_store_pack(struct work *w, const char *json)
{
	size_t n;
	const void *p = pack_text(w->arena, json, strlen(json), &n);

	return bytes_of(p, n);
}

cJSON *order_store_unpack(struct work *w, struct bytes packed)
{
	size_t n;
	char *json = unpack_text(w->arena, packed.p, packed.len, &n);
	cJSON *tree = json ? json_read_own(json) : NULL;

	if (!tree)
		fail("order: a document that nobody packed");
	return tree;
}

void order_store_put_document(struct work *w, const struct order *o, struct instant link_until,
			      const char *json, bool is_new)
{
	struct bytes packed = order_store_pack(w, json);

	if (!is_new && db_exec(w->db, &order_document_replace, o->customer_id, o->link_version,
			       link_until, o->version, packed, o->id) == 1)
		return;
	db_exec(w->db, &order_document_insert, o->id, o->number, o->customer_id, o->link_version,
		link_until, o->version, packed);
}

DB_STATEMENT(order_document_by_number,
	     "SELECT order_id, customer_id, link_version, link_until, document FROM order_document "
	     "WHERE number = ?");

bool order_document_find(struct work *w, const char *number, struct order_document *out)
{
	struct rows *r = db_query(w->db, &order_document_by_number, number);

	if (!rows_next(r))
		return false;
	out->order_id = rows_id(r, 0);
	out->customer_id = rows_id(r, 1);
	out->link_version = rows_int(r, 2);
	out->link_until = rows_time(r, 3);
	out->tree = order_store_unpack(w, rows_bytes(r, 4));
	return true;
}
