/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that a customer has one of: two have them both, one can keep one. */
#include "customer/merge.h"
#include "customer/move_store.h"

/* ---- tags ---- */

DB_STATEMENT(both_tags, "SELECT tag_id, at FROM customer_tagged WHERE customer_id = ?");
DB_STATEMENT(both_tags_uncount,
	     "UPDATE customer_tag t JOIN customer_tagged g ON g.tag_id = t.id AND g.customer_id = "
	     "? JOIN customer_tagged k ON k.tag_id = t.id AND k.customer_id = ? SET t.n_customers "
	     "= CAST(t.n_customers AS SIGNED) - 1");
#define NOT_BORNE                                                                                  \
	" FROM customer_tagged g LEFT JOIN customer_tagged k ON k.tag_id = g.tag_id AND "          \
	"k.customer_id = ? WHERE g.customer_id = ? AND k.tag_id IS NULL"
DB_STATEMENT(both_tags_note, "INSERT INTO customer_merge_row (merge_id, kind, row_id) SELECT ?, "
			     "12, g.tag_id" NOT_BORNE);
DB_STATEMENT(both_tags_gain, "INSERT INTO customer_tagged (customer_id, tag_id, at) SELECT ?, "
			     "g.tag_id, g.at" NOT_BORNE);
DB_STATEMENT(both_tags_drop, "DELETE FROM customer_tagged WHERE customer_id = ?");
DB_STATEMENT(both_tags_lose,
	     "DELETE k FROM customer_tagged k JOIN customer_merge_row r ON r.row_id = k.tag_id "
	     "WHERE " CUSTOMER_MOVED_BY("12") " AND k.customer_id = ?");
DB_STATEMENT(both_tag_put, "INSERT INTO customer_tagged (customer_id, tag_id, at) VALUES (?,?,?)");
DB_STATEMENT(
	both_tags_count,
	"UPDATE customer_tag t JOIN customer_tagged g ON g.tag_id = t.id AND g.customer_id = "
	"? SET t.n_customers = (SELECT COUNT(*) FROM customer_tagged b WHERE b.tag_id = t.id)");
_Static_assert(MOVED_TAG == 12, "kinds of rows are stored by number");

struct merge_tag *merge_store_tags_of(struct work *w, uint64_t id, size_t *n)
{
	struct rows *r = db_query(w->db, &both_tags, id);
	struct merge_tag *list = arena_array_of(w->arena, rows_count(r) + 1, struct merge_tag);

	for (*n = 0; rows_next(r); (*n)++)
		list[*n] = (struct merge_tag){ rows_id(r, 0), rows_time(r, 1) };
	return list;
}

void merge_store_tags_give(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &both_tags_uncount, m->from, m->to);
	db_exec(w->db, &both_tags_note, m->merge_id, m->to, m->from);
	db_exec(w->db, &both_tags_gain, m->to, m->to, m->from);
	db_exec(w->db, &both_tags_drop, m->from);
}

void merge_store_tags_back(struct work *w, const struct customer_move *m,
			   const struct merge_tag *tags, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * 3 + 1, struct db_arg), *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(m->to);
		*a++ = db_arg_uint(tags[i].id);
		*a++ = db_arg_time(tags[i].at);
	}
	db_exec(w->db, &both_tags_lose, m->merge_id, m->from);
	db_exec_rows(w->db, &both_tag_put, args, 3, n);
	db_exec(w->db, &both_tags_count, m->to);
}

/* ---- wishes for all orders ---- */

DB_STATEMENT(both_wishes,
	     "SELECT id, kind, body, actor_kind, actor_id, at FROM customer_wish WHERE "
	     "customer_id = ? AND address_id = 0 ORDER BY kind");
DB_STATEMENT(both_wish_drop,
	     "DELETE FROM customer_wish WHERE customer_id = ? AND address_id = 0 AND kind = ?");
DB_STATEMENT(both_wish_put, "INSERT INTO customer_wish (id, customer_id, address_id, kind, body, "
			    "actor_kind, actor_id, at) VALUES (?, ?, 0, ?, ?, ?, ?, ?)");

size_t merge_store_wishes(struct work *w, uint64_t id, struct merge_wish out[WISH__MAX])
{
	struct rows *r = db_query(w->db, &both_wishes, id);
	size_t n = 0;

	while (n < WISH__MAX && rows_next(r)) {
		int kind = rows_int(r, 1);

		if (kind < 0 || kind >= WISH__MAX)
			continue;
		out[n++] = (struct merge_wish){ rows_id(r, 0),
						(enum wish_kind)kind,
						rows_text(r, 2),
						{ (enum actor_kind)rows_int(r, 3), rows_id(r, 4) },
						rows_time(r, 5) };
	}
	return n;
}

void merge_store_put_wish(struct work *w, uint64_t id, const struct merge_wish *wish)
{
	db_exec(w->db, &both_wish_drop, id, (int)wish->kind);
	db_exec(w->db, &both_wish_put, wish->id, id, (int)wish->kind, wish->body,
		(int)wish->who.kind, wish->who.id, wish->at);
}

/* ---- what was told ---- */

DB_STATEMENT(both_told, "SELECT purpose, value, at FROM customer_trait WHERE customer_id = ?");
DB_STATEMENT(both_told_drop, "DELETE FROM customer_trait WHERE customer_id = ? AND purpose = ?");
DB_STATEMENT(both_told_put,
	     "INSERT INTO customer_trait (customer_id, purpose, value, at) VALUES (?, ?, ?, ?)");

size_t merge_store_told(struct work *w, uint64_t id, struct merge_told out[TRAITS])
{
	struct rows *r = db_query(w->db, &both_told, id);
	size_t n = 0;

	while (n < TRAITS && rows_next(r)) {
		int purpose = rows_int(r, 0);

		if (purpose >= 0 && purpose < TRAITS)
			out[n++] = (struct merge_told){ (enum consent_purpose)purpose,
							rows_text(r, 1), rows_time(r, 2) };
	}
	return n;
}

void merge_store_tell(struct work *w, uint64_t id, const struct merge_told *told)
{
	db_exec(w->db, &both_told_drop, id, (int)told->purpose);
	if (told->value)
		db_exec(w->db, &both_told_put, id, (int)told->purpose, told->value, told->at);
}

/* ---- the password, how they joined, their name ---- */

DB_STATEMENT(both_password, "SELECT hash, set_at FROM customer_password WHERE customer_id = ?");
DB_STATEMENT(both_password_drop, "DELETE FROM customer_password WHERE customer_id = ?");
DB_STATEMENT(both_password_put,
	     "INSERT INTO customer_password (customer_id, hash, set_at) VALUES (?, ?, ?)");

const char *merge_store_password(struct work *w, uint64_t id, struct instant *at)
{
	struct rows *r = db_query(w->db, &both_password, id);

	if (!rows_next(r))
		return NULL;
	*at = rows_time(r, 1);
	return rows_text(r, 0);
}

void merge_store_put_password(struct work *w, uint64_t id, const char *hash, struct instant at)
{
	db_exec(w->db, &both_password_drop, id);
	if (hash)
		db_exec(w->db, &both_password_put, id, hash, at);
}

DB_STATEMENT(both_join, "SELECT source, at FROM customer_join WHERE customer_id = ?");
DB_STATEMENT(both_join_drop, "DELETE FROM customer_join WHERE customer_id = ?");
DB_STATEMENT(both_join_put, "INSERT INTO customer_join (customer_id, source, at) VALUES (?, ?, ?)");

bool merge_store_join_row(struct work *w, uint64_t id, int *source, struct instant *at)
{
	struct rows *r = db_query(w->db, &both_join, id);

	if (!rows_next(r))
		return false;
	*source = rows_int(r, 0);
	*at = rows_time(r, 1);
	return true;
}

void merge_store_put_join(struct work *w, uint64_t id, int source, struct instant at)
{
	db_exec(w->db, &both_join_drop, id);
	if (source >= 0)
		db_exec(w->db, &both_join_put, id, source, at);
}

DB_STATEMENT(both_name,
	     "UPDATE customer SET name = ?, lang = ?, version = version + 1 WHERE id = ?");

void merge_store_name(struct work *w, uint64_t id, const char *name, enum lang lang)
{
	db_exec(w->db, &both_name, name, lang_tag[lang], id);
}

/* ---- quiet hours: of who stays, where they said any ---- */

DB_STATEMENT(both_quiet_take,
	     "UPDATE customer k JOIN customer j ON j.id = ? SET k.quiet_from = j.quiet_from, "
	     "k.quiet_to = j.quiet_to WHERE k.id = ? AND k.quiet_from IS NULL AND j.quiet_from IS "
	     "NOT NULL");
DB_STATEMENT(both_quiet_drop,
	     "UPDATE customer k JOIN customer j ON j.id = ? SET k.quiet_from = NULL, k.quiet_to = "
	     "NULL WHERE k.id = ? AND k.quiet_from = j.quiet_from AND k.quiet_to = j.quiet_to");

bool merge_store_quiet(struct work *w, uint64_t of, uint64_t id, bool takes)
{
	return db_exec(w->db, takes ? &both_quiet_take : &both_quiet_drop, of, id) == 1;
}

/* ---- consents ---- */

DB_STATEMENT(both_agreed_drop, "DELETE FROM customer_agreed WHERE customer_id = ?");
DB_STATEMENT(both_agreed_put,
	     "INSERT INTO customer_agreed (purpose, channel, customer_id) SELECT g.purpose, "
	     "g.channel, g.customer_id FROM customer_consent g JOIN (SELECT MAX(id) AS id FROM "
	     "customer_consent WHERE customer_id = ? GROUP BY purpose, channel) n ON n.id = g.id "
	     "WHERE g.given = 1");

void merge_store_agree_anew(struct work *w, uint64_t id)
{
	db_exec(w->db, &both_agreed_drop, id);
	db_exec(w->db, &both_agreed_put, id);
}

/* ---- the words that names are found by ---- */

DB_STATEMENT(both_words_gain,
	     "INSERT INTO customer_name_word (word, customer_id) SELECT g.word, ? FROM "
	     "customer_name_word g LEFT JOIN customer_name_word k ON k.word = g.word AND "
	     "k.customer_id = ? WHERE g.customer_id = ? AND k.word IS NULL");

/* What goes over is found under the other one now; of what comes back only what is in their names.
 */
void merge_store_words(struct work *w, uint64_t from, uint64_t to)
{
	db_exec(w->db, &both_words_gain, to, to, from);
	name_store_renamed(w, from, NULL);
	name_store_renamed(w, to, NULL);
}

/* ---- the contact that was made for who stayed ---- */

DB_STATEMENT(
	both_contact_drop,
	"DELETE FROM customer_contact WHERE id = ? AND customer_id = ? AND NOT EXISTS (SELECT "
	"1 FROM orders x WHERE x.customer_id = customer_contact.customer_id AND x.contact_id = "
	"customer_contact.id) AND NOT EXISTS (SELECT 1 FROM parcel x WHERE x.customer_id = "
	"customer_contact.customer_id AND x.contact_id = customer_contact.id) AND NOT EXISTS "
	"(SELECT 1 FROM customer_address x WHERE x.customer_id = "
	"customer_contact.customer_id AND x.contact_id = customer_contact.id)");

bool merge_store_drop_contact(struct work *w, uint64_t customer_id, uint64_t contact_id)
{
	return db_exec(w->db, &both_contact_drop, contact_id, customer_id) == 1;
}
