/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers' pages of orders as rows: packed trees, read by one statement. */
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/pack.h"
#include "order/store.h"

DB_STATEMENT(order_document_insert, "INSERT INTO order_document (order_id, number, customer_id, "
				    "link_version, link_until, version, document, form) "
				    "VALUES (?,?,?,?,?,?,?,?)");
DB_STATEMENT(
	order_document_replace,
	"UPDATE order_document SET customer_id = ?, link_version = ?, link_until = ?, version = ?, "
	"document = ?, form = ? WHERE order_id = ?");

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

	if (!is_new &&
	    db_exec(w->db, &order_document_replace, o->customer_id, o->link_version, link_until,
		    o->version, packed, (int)ORDER_DOCUMENT_FORM, o->id) == 1)
		return;
	db_exec(w->db, &order_document_insert, o->id, o->number, o->customer_id, o->link_version,
		link_until, o->version, packed, (int)ORDER_DOCUMENT_FORM);
}

DB_STATEMENT(order_document_by_number,
	     "SELECT order_id, customer_id, link_version, link_until, document, form FROM "
	     "order_document WHERE number = ?");

bool order_store_find_document(struct work *w, const char *number, struct order_document *out,
			       int *form)
{
	struct rows *r = db_query(w->db, &order_document_by_number, number);

	if (!rows_next(r))
		return false;
	out->order_id = rows_id(r, 0);
	out->customer_id = rows_id(r, 1);
	out->link_version = rows_int(r, 2);
	out->link_until = rows_time(r, 3);
	out->tree = order_store_unpack(w, rows_bytes(r, 4));
	*form = rows_int(r, 5);
	return true;
}

/* The newest first: those are looked at most. */
DB_STATEMENT(order_documents_old,
	     "SELECT order_id FROM order_document WHERE form < ? ORDER BY form "
	     "DESC, order_id DESC LIMIT ?");

size_t order_store_old_documents(struct work *w, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &order_documents_old, (int)ORDER_DOCUMENT_FORM, max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(order_document_formed, "UPDATE order_document SET form = ? WHERE order_id = ?");

void order_store_document_formed(struct work *w, uint64_t order_id)
{
	db_exec(w->db, &order_document_formed, (int)ORDER_DOCUMENT_FORM, order_id);
}
