/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mergings as they are written down, and what is asked of two customers before. */
#include "base/fail.h"
#include "customer/merge.h"
#include "customer/move_store.h"

DB_STATEMENT(merge_insert, "INSERT INTO customer_merge (id, kept_id, joined_id, place, n_orders, "
			   "actor_kind, actor_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(merge_remember, "UPDATE customer_merge SET was = ?, n_orders = ?, tell_after "
			     "= IF(n_orders > 0, 0, NULL) WHERE id = ?");

void merge_store_insert(struct work *w, const struct merge_row *m)
{
	db_exec(w->db, &merge_insert, m->id, m->kept_id, m->joined_id, (int)m->place, 0,
		(int)w->actor.kind, w->actor.id, w->now);
}

void merge_store_remember(struct work *w, uint64_t id, const char *was, size_t n_orders)
{
	db_exec(w->db, &merge_remember, was, n_orders, id);
}

#define MERGE_COLUMNS                                                                              \
	"m.id, m.kept_id, m.joined_id, m.place, m.n_orders, m.actor_kind, m.actor_id, m.at, "      \
	"m.undone_by_kind, m.undone_by_id, m.undone_at, k.number, j.number"
#define MERGES                                                                                     \
	" FROM customer_merge m JOIN customer k ON k.id = m.kept_id JOIN customer j ON j.id = "    \
	"m.joined_id WHERE "
DB_STATEMENT(merge_read, "SELECT " MERGE_COLUMNS ", m.was" MERGES "m.id = ? FOR UPDATE");
DB_STATEMENT(merge_list,
	     "SELECT " MERGE_COLUMNS MERGES "m.kept_id = ? ORDER BY m.id DESC LIMIT 50");

static struct actor actor_at(const struct rows *r, unsigned c)
{
	int kind = rows_int(r, c);

	return (struct actor){ kind >= 0 && kind < ACTOR_KIND__MAX ? (enum actor_kind)kind
								   : ACTOR_NOBODY,
			       rows_id(r, c + 1) };
}

static void read_row(const struct rows *r, struct merge_row *out)
{
	int place = rows_int(r, 3);

	if (place < 0 || place >= MERGE_PLACE__MAX)
		fail("customer: merged at the place %d", place);
	*out = (struct merge_row){ .id = rows_id(r, 0),
				   .kept_id = rows_id(r, 1),
				   .joined_id = rows_id(r, 2),
				   .place = (enum merge_place)place,
				   .n_orders = rows_int(r, 4),
				   .who = actor_at(r, 5),
				   .at = rows_time(r, 7),
				   .undone_by = actor_at(r, 8),
				   .undone_at = rows_time(r, 10),
				   .kept_number = rows_text(r, 11),
				   .joined_number = rows_text(r, 12) };
}

bool merge_store_read(struct work *w, uint64_t id, struct merge_row *out)
{
	struct rows *r = db_query(w->db, &merge_read, id);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	out->was = rows_text(r, 13);
	return true;
}

DB_STATEMENT(merge_untold, "SELECT " MERGE_COLUMNS ", m.tell_after" MERGES
			   "m.tell_after IS NOT NULL ORDER BY m.tell_after LIMIT 1 FOR UPDATE");

bool merge_store_untold(struct work *w, struct merge_row *out, uint64_t *after)
{
	struct rows *r = db_query(w->db, &merge_untold);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	*after = rows_id(r, 13);
	return true;
}

DB_STATEMENT(merge_told_until, "UPDATE customer_merge SET tell_after = ? WHERE id = ?");

void merge_store_told_until(struct work *w, uint64_t id, uint64_t after)
{
	db_exec(w->db, &merge_told_until, db_id_or_null(after), id);
}

struct merge_row *merge_store_list(struct work *w, uint64_t kept_id, size_t *n)
{
	struct rows *r = db_query(w->db, &merge_list, kept_id);
	struct merge_row *list = arena_array_of(w->arena, rows_count(r) + 1, struct merge_row);

	for (*n = 0; rows_next(r); (*n)++)
		read_row(r, &list[*n]);
	return list;
}

DB_STATEMENT(merge_undone, "UPDATE customer_merge SET undone_at = ?, undone_by_kind = ?, "
			   "undone_by_id = ?, was = NULL, tell_after = IF(n_orders > 0, 0, "
			   "NULL) WHERE id = ?");
/* Which orders went over is asked until all are told. */
DB_STATEMENT(merge_forget_rows, "DELETE FROM customer_merge_row WHERE merge_id = ? AND kind <> ?");

void merge_store_undone(struct work *w, uint64_t id)
{
	db_exec(w->db, &merge_undone, w->now, (int)w->actor.kind, w->actor.id, id);
	db_exec(w->db, &merge_forget_rows, id, (int)MOVED_ORDER);
}

void merge_store_forget_rows(struct work *w, uint64_t id)
{
	db_exec(w->db, &merge_forget_rows, id, -1);
}

DB_STATEMENT(merge_old,
	     "SELECT id FROM customer_merge WHERE at < ? AND was IS NOT NULL AND tell_after IS "
	     "NULL ORDER BY at LIMIT ?");
DB_STATEMENT(merge_forget, "UPDATE customer_merge SET was = NULL WHERE id = ?");

int64_t merge_store_forget(struct work *w, struct instant before, int max)
{
	struct rows *r = db_query(w->db, &merge_old, before, max);
	int64_t n = 0;

	for (; rows_next(r); n++) {
		merge_store_forget_rows(w, rows_id(r, 0));
		db_exec(w->db, &merge_forget, rows_id(r, 0));
	}
	return n;
}

DB_STATEMENT(merge_proved,
	     "SELECT 1 FROM customer_merge_row r JOIN customer_identity i ON i.id = r.row_id AND "
	     "i.verified_at > ? WHERE " CUSTOMER_MOVED_BY("0") " LIMIT 1");

bool merge_store_proved_since(struct work *w, const struct merge_row *m)
{
	return rows_next(db_query(w->db, &merge_proved, m->at, m->id));
}

/* ---- before ---- */

#define COUNT_OF(table) "(SELECT COUNT(*) FROM " table " x WHERE x.customer_id = c.id)"
DB_STATEMENT(merge_facts,
	     "SELECT c.name, c.provisional, EXISTS (SELECT 1 FROM customer_identity i "
	     "WHERE "
	     "i.customer_id = c.id AND i.verified_at IS NOT NULL), EXISTS (SELECT 1 FROM "
	     "customer_password p WHERE p.customer_id = c.id), EXISTS (SELECT 1 FROM "
	     "sign_in_code "
	     "s WHERE s.until > ? AND s.customer_id = c.id AND s.used_at IS "
	     "NULL), " COUNT_OF("orders") ", " COUNT_OF("parcel") ", " COUNT_OF(
		     "credit_entry") ", "
				     "" COUNT_OF("customer_note") ", " COUNT_OF(
					     "outbox") ", " COUNT_OF("customer_tagged") ", "
											"(S"
											"EL"
											"EC"
											"T "
											"CO"
											"UN"
											"T("
											"*)"
											" F"
											"RO"
											"M "
											"cu"
											"st"
											"om"
											"er"
											"_a"
											"dd"
											"re"
											"ss"
											" x"
											" W"
											"HE"
											"RE"
											" x"
											".c"
											"us"
											"to"
											"me"
											"r_"
											"id"
											" ="
											" c"
											".i"
											"d "
											"AN"
											"D "
											"x."
											"re"
											"mo"
											"ve"
											"d_"
											"at"
											" I"
											"S "
											"NU"
											"LL"
											") "
											"FR"
											"OM"
											" c"
											"us"
											"to"
											"me"
											"r "
											"c "
											"WH"
											"ER"
											"E "
											"c."
											"id"
											" ="
											" "
											"?");

void merge_store_facts(struct work *w, struct merge_side *s)
{
	struct rows *r = db_query(w->db, &merge_facts, w->now, s->id);

	if (!rows_next(r))
		fail("customer: gone while two are made one");
	s->name = rows_text(r, 0);
	s->provisional = rows_bool(r, 1);
	s->has_proved = rows_bool(r, 2);
	s->has_password = rows_bool(r, 3);
	s->code_open = rows_bool(r, 4);
	s->n_orders = rows_i64(r, 5);
	s->n_parcels = rows_i64(r, 6);
	s->n_credits = rows_i64(r, 7);
	s->n_notes = rows_i64(r, 8);
	s->n_messages = rows_i64(r, 9);
	s->n_tags = rows_i64(r, 10);
	s->n_addresses = rows_i64(r, 11);
}

DB_STATEMENT(merge_tags, "SELECT COUNT(DISTINCT tag_id) FROM customer_tagged WHERE customer_id IN "
			 "(?, ?)");

int64_t merge_store_tags(struct work *w, uint64_t a, uint64_t b)
{
	struct rows *r = db_query(w->db, &merge_tags, a, b);

	return rows_next(r) ? rows_i64(r, 0) : 0;
}

/* An address is the same where people would say so: name, street and place. */
DB_STATEMENT(merge_alike,
	     "SELECT COALESCE(MAX(a.phone = b.phone), 0), COALESCE(MAX(a.email_key = b.email_key), "
	     "0), COALESCE(MAX(a.street <> '' AND a.name = b.name AND a.street = b.street AND "
	     "a.city = b.city AND a.country = b.country), 0) FROM customer_contact a JOIN "
	     "customer_contact b WHERE a.customer_id = ? AND b.customer_id = ?");

unsigned merge_store_alike(struct work *w, uint64_t a, uint64_t b)
{
	struct rows *r = db_query(w->db, &merge_alike, a, b);
	unsigned alike = 0;

	if (!rows_next(r))
		return 0;
	for (unsigned i = 0; i < ALIKE_REASONS; i++)
		alike |= rows_i64(r, i) ? 1u << i : 0;
	return alike;
}

/* ---- the two rows ---- */

DB_STATEMENT(merge_join, "UPDATE customer SET joined_into = ?, version = version + 1 WHERE id = ?");

void merge_store_join(struct work *w, uint64_t id, uint64_t into)
{
	db_exec(w->db, &merge_join, db_id_or_null(into), id);
}
