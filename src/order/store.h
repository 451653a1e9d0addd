/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of orders, for the files of order/ alone. */
#ifndef REGULARS_ORDER_STORE_H
#define REGULARS_ORDER_STORE_H

#include "order/order.h"

/* The columns that order_store_row and order_store_line_row read, in their order. */
#define ORDER_COLUMNS                                                                              \
	"id, number, customer_id, contact_id, source, source_ref, lang, customer_note, decision, " \
	"hold_reason, "                                                                            \
	"hold_until, cancel_reason, payment_method, pay_first, pay_until, currency, "              \
	"prices_include_tax, "                                                                     \
	"items_amount, discount_amount, shipping_amount, shipping_tax_bp, shipping_tax, "          \
	"tax_amount, total_amount, live_amount, "                                                  \
	"captured_amount, refunded_amount, credited_amount, n_parcels, parcel_state, care, "       \
	"badge, "                                                                                  \
	"promised_from, promised_to, placed_at, confirmed_at, delivered_at, closed_at, "           \
	"link_version, version, queue, priority_why, n_units, n_lines, is_open, stage, thumbs, "   \
	"meant_from, meant_to, promoted_amount, promoted_shipping"

#define LINE_COLUMNS                                                                               \
	"id, position, sku_id, sku_code, name_en, name_zh, picture, kind, unit_milli, amount, "    \
	"discount, "                                                                               \
	"tax_bp, tax, ordered, cancelled, reserved, in_production, packed, shipped, delivered, "   \
	"return_requested, returned, written_off, wait, wait_until, bundle_id"

void order_store_row(const struct rows *r, struct order *o);
void order_store_line_row(const struct rows *r, struct order_line *l);

bool order_store_read(struct work *w, uint64_t id, bool lock, struct order *o);
/* Locks and reads in rising id; returns how many were there. ids must rise. n <= 16 */
size_t order_store_lock_many(struct work *w, const uint64_t *ids, size_t n, struct order **out);
void order_store_read_lines(struct work *w, struct order *o);
uint64_t order_store_find_number(struct work *w, const char *number); /* 0: none */
bool order_store_has_sku(struct work *w, const char *sku_code);
bool order_store_has_customer(struct work *w, uint64_t customer_id);
void order_store_set_reference(struct work *w, uint64_t id, const char *ref);
uint64_t order_store_find_reference(struct work *w, const char *source, const char *ref);
/* Sets held[i] where ids[i] is; n: 1 to 32. */
void order_store_held(struct work *w, const uint64_t *ids, size_t n, bool *held);

/* False: (source, source_ref) is taken. A taken number tries another by itself. */
bool order_store_insert(struct work *w, struct order *o);
/* Rows and lines of several, each with its number; a taken one is a failure. */
void order_store_insert_many(struct work *w, const struct order *const *o, size_t n);
void order_store_insert_lines(struct work *w, const struct order *const *o, size_t n);
/* False: the row's version is not o->version any more. Raises o->version. */
/* What lists show of its lines, as it was read, written anew: after an upgrade. */
void order_store_update_face(struct work *w, const struct order *o);
bool order_store_update(struct work *w, struct order *o);
void order_store_update_line(struct work *w, const struct order_line *l);
void order_store_insert_events(struct work *w, const struct order_event *e, size_t n);
/* id, kind, actor_kind, actor_id, at, from_value, to_value, why, subject_id, quantity, amount,
 * version: the first twelve columns */
void order_store_event_row(const struct rows *r, struct order_event *e);
struct order_event *order_store_events(struct work *w, uint64_t order_id, size_t *n);
cJSON *order_store_notes(struct work *w, uint64_t order_id);
/* Returns its id. */
uint64_t order_store_insert_note(struct work *w, uint64_t order_id, uint64_t staff_id,
				 const char *body);

/* All notes of one order are another's. */
void order_store_move_notes(struct work *w, uint64_t from, uint64_t to);

/* A document as it lies in its row, and back; what nobody packed is a failure. */
struct bytes order_store_pack(struct work *w, const char *json);
cJSON *order_store_unpack(struct work *w, struct bytes packed);
void order_store_put_document(struct work *w, const struct order *o, struct instant link_until,
			      const char *json, bool is_new);
/* As it lies there; *form: that of the program that wrote it. */
bool order_store_find_document(struct work *w, const char *number, struct order_document *out,
			       int *form);
/* Orders whose page is of an older form than ORDER_DOCUMENT_FORM, and that one is of that now. */
size_t order_store_old_documents(struct work *w, uint64_t *ids, size_t max);
void order_store_document_formed(struct work *w, uint64_t order_id);
/* Its text and the version it shows; NULL: there is none, or nobody packed it. */
const char *order_store_document_text(struct work *w, uint64_t order_id, int *version);
/* Orders by rising id, after this one; returns how many. */
size_t order_store_ids(struct work *w, uint64_t after, uint64_t *ids, size_t max);

/* ---- what a change set writes ---- */
/* Terms and stock of lines that are there, and new ones; one statement. */
void order_store_put_lines(struct work *w, struct order *o);
void order_store_update_amounts(struct work *w, const struct order *o);
/* Units of each of its lines that were cancelled by themselves, as its events say. */
void order_store_cancelled_alone(struct work *w, const struct order *o, int *units);
/* A parcel of it came back once. */
bool order_store_came_back(struct work *w, uint64_t order_id);
int order_store_last_position(struct work *w, uint64_t order_id); /* of removed lines too */

/* ---- a customer's lists (order/list_store.c): newest first, keyset by id, at most ORDER_PAGE + 1
 * rows; the desk's are in order/desk_list.h ---- */
/* Questions about the axes: an order may be in several of them. */
enum own_view { OWN_ALL, OWN_TO_PAY, OWN_TO_SHIP, OWN_TO_RECEIVE, OWN_VIEW__MAX };
struct own_counts {
	int64_t of[OWN_VIEW__MAX];
	int64_t awaiting_payment; /* by their badge: nothing is sent before they are paid */
	int64_t older;            /* than the whole list goes back; it is not counted there */
};
struct order_page {
	uint64_t above, below; /* ids between these, both exclusive */
	bool upwards; /* the page before: rows nearest to `above`, still answered newest first */
	size_t limit; /* rows wanted, at most ORDER_PAGE + 1 */
	enum own_view view;
	bool is_reader; /* the customer reads: what they have proved to be theirs alone */
};
#define ORDER_BADGES_MAX ORDER_BADGE__MAX
/* Orders with this reference, of any source (few have the same); their ids, newest first. */
size_t order_store_find_refs(struct work *w, const char *ref, uint64_t *ids, size_t max);
struct order_rows order_store_list_own(struct work *w, struct order_page p, uint64_t customer_id);
/* Orders that this customer may see whose number is `number` or an item's name or SKU holds
 * `words`, of any badge. */
struct order_rows order_store_search_own(struct work *w, struct order_page p, uint64_t customer_id,
					 const char *number, const char *words);
/* These orders with their lines, as they stand now. */
struct order_rows order_store_read_some(struct work *w, const struct order_ref *refs, size_t n);
/* Reads the lines of all of them, 64 orders a statement. */
void order_store_read_lines_of(struct work *w, struct order_rows rows);
/* Of those that the customer may see. */
struct own_counts order_store_count_own(struct work *w, uint64_t customer_id, uint64_t year_ago);
/* The documents of these orders, as trees: out[i] belongs to ids[i]; NULL: absent. n <= 32.
 * forms[i]: that of the program that wrote it. */
void order_store_documents(struct work *w, const uint64_t *ids, size_t n, cJSON **out, int *forms);

#endif
