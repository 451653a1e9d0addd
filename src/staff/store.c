/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing staff and their recovery codes. */
#include "staff/store.h"

#include <string.h>
#include "permission.h"

#define COLUMNS                                                                                    \
	"s.id, s.email, s.name, s.role, s.lang, s.state, s.password_hash, s.totp_sealed, "         \
	"s.totp_last_step, s.invite_until, r.name, IF(r.gone_at IS NULL, r.permissions, 0), "      \
	"(SELECT COUNT(*) FROM staff_notice m WHERE m.staff_id = s.id AND m.seen_at IS NULL) "     \
	"FROM staff s LEFT JOIN staff_role r ON r.word = s.role "
DB_STATEMENT(staff_by_id, "SELECT " COLUMNS "WHERE s.id = ?");
DB_STATEMENT(staff_by_id_locked, "SELECT " COLUMNS "WHERE s.id = ? FOR UPDATE");
DB_STATEMENT(staff_by_email, "SELECT " COLUMNS "WHERE s.email = ?");
DB_STATEMENT(staff_by_invite, "SELECT " COLUMNS "WHERE s.invite_hash = ?");
DB_STATEMENT(staff_all, "SELECT " COLUMNS "WHERE s.state <> 2 ORDER BY s.id LIMIT 500");

/* Until an invited owner gives an address, the unique column holds their id: no address looks like
 * it. */
static void read_row(struct rows *r, struct staff_row *out)
{
	*out = (struct staff_row){ .invite_until = rows_time(r, 9) };
	out->member.id = rows_id(r, 0);
	out->member.email = rows_text(r, 1);
	if (!strchr(out->member.email, '@'))
		out->member.email = "";
	out->member.name = rows_text(r, 2);
	out->member.role = rows_text(r, 3);
	out->member.role_name = rows_text(r, 10);
	if (!role_permissions(out->member.role, &out->member.permissions))
		out->member.permissions = rows_id(r, 11);
	if (!lang_from_tag(rows_text(r, 4), &out->member.lang))
		out->member.lang = LANG_EN;
	out->member.state = (enum staff_state)rows_int(r, 5);
	out->member.n_notices = rows_int(r, 12);
	out->password_hash = rows_text(r, 6);
	out->totp_sealed = rows_bytes(r, 7);
	out->totp_last_step = rows_i64(r, 8);
}

static bool one(struct rows *r, struct staff_row *out)
{
	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

bool staff_store_by_id(struct work *w, uint64_t id, bool lock, struct staff_row *out)
{
	return one(db_query(w->db, lock ? &staff_by_id_locked : &staff_by_id, id), out);
}

bool staff_store_by_email(struct work *w, const char *email, struct staff_row *out)
{
	return one(db_query(w->db, &staff_by_email, email), out);
}

bool staff_store_by_invite(struct work *w, const uint8_t hash[SECRET_HASH_BYTES],
			   struct staff_row *out)
{
	return one(db_query(w->db, &staff_by_invite, bytes_of(hash, SECRET_HASH_BYTES)), out);
}

struct staff_member *staff_store_list(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &staff_all);
	struct staff_member *all = arena_array_of(w->arena, rows_count(r) + 1, struct staff_member);
	struct staff_row row;

	*n = 0;
	while (rows_next(r)) {
		read_row(r, &row);
		all[(*n)++] = row.member;
	}
	return all;
}

DB_STATEMENT(staff_owners, "SELECT COUNT(*) FROM staff WHERE role = 'owner' AND state = 1");

int64_t staff_store_count_owners(struct work *w)
{
	struct rows *r = db_query(w->db, &staff_owners);

	return rows_next(r) ? rows_i64(r, 0) : 0;
}

/* Invitations that name nobody have no address yet, but a number in its place. */
DB_STATEMENT(staff_drop_nameless,
	     "DELETE FROM staff WHERE state = 0 AND role = 'owner' AND email NOT LIKE '%@%'");
void staff_store_drop_nameless(struct work *w)
{
	db_exec(w->db, &staff_drop_nameless);
}

DB_STATEMENT(staff_insert, "INSERT INTO staff (id, email, name, role, lang, state, invite_hash, "
			   "invite_until, created_at) "
			   "VALUES (?,?,?,?,?,0,?,?,?)");

bool staff_store_insert(struct work *w, const struct staff_member *m,
			const uint8_t invite_hash[SECRET_HASH_BYTES], struct instant until)
{
	const char *email =
		*m->email ? m->email : arena_printf(w->arena, "%llu", (unsigned long long)m->id);

	return db_insert(w->db, &staff_insert, m->id, email, m->name, m->role, lang_tag[m->lang],
			 bytes_of(invite_hash, SECRET_HASH_BYTES), until, w->now) > 0;
}

/* A taken address is a duplicate key: the update is tried as an insert is. */
DB_STATEMENT(staff_accept_row,
	     "UPDATE staff SET email = ?, name = ?, lang = ?, "
	     "password_hash = ?, totp_sealed = ?, invite_hash = NULL, invite_until = NULL "
	     "WHERE id = ? AND state = 0");

bool staff_store_accept(struct work *w, uint64_t id, const struct staff_entry *e,
			struct bytes sealed)
{
	return db_insert(w->db, &staff_accept_row, e->email, e->name, lang_tag[e->lang],
			 e->password, sealed, id) == 1;
}

DB_STATEMENT(staff_activate,
	     "UPDATE staff SET state = 1, totp_last_step = ? WHERE id = ? AND state = 0");

void staff_store_activate(struct work *w, uint64_t id, int64_t step)
{
	db_exec(w->db, &staff_activate, step, id);
}

DB_STATEMENT(staff_use_step,
	     "UPDATE staff SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?");

bool staff_store_use_step(struct work *w, uint64_t id, int64_t step)
{
	return db_exec(w->db, &staff_use_step, step, id, step) == 1;
}

DB_STATEMENT(staff_put_password, "UPDATE staff SET password_hash = ? WHERE id = ?");

void staff_store_put_password(struct work *w, uint64_t id, const char *password_hash)
{
	db_exec(w->db, &staff_put_password, password_hash, id);
}

DB_STATEMENT(staff_add_recovery,
	     "INSERT INTO staff_recovery_code (staff_id, code_hash) VALUES (?,?)");

void staff_store_add_recovery(struct work *w, uint64_t id, const uint8_t hash[SECRET_HASH_BYTES])
{
	db_exec(w->db, &staff_add_recovery, id, bytes_of(hash, SECRET_HASH_BYTES));
}

DB_STATEMENT(staff_use_recovery, "UPDATE staff_recovery_code SET used_at = ? WHERE staff_id = ? "
				 "AND code_hash = ? AND used_at IS NULL");

bool staff_store_use_recovery(struct work *w, uint64_t id, const uint8_t hash[SECRET_HASH_BYTES])
{
	return db_exec(w->db, &staff_use_recovery, w->now, id, bytes_of(hash, SECRET_HASH_BYTES)) ==
	       1;
}
