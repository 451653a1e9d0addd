/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues: the list with who is signed in, and what changes how somebody stands. */
#include <string.h>
#include "guard.h"
#include "permission.h"
#include "staff/store.h"

/* Sessions of kind 2 are staff's. */
_Static_assert(SESSION_STAFF == 2 && STAFF_ACTIVE == 1 && STAFF_LEFT == 2,
	       "statements below name them by number");

#define COLUMNS                                                                                    \
	"p.id, p.email, p.name, p.role, p.lang, p.state, p.password_hash IS NOT NULL, "            \
	"p.invite_until, p.created_at, s.seen_at, COALESCE(s.n, 0), r.name, "                      \
	"IF(r.gone_at IS NULL, r.permissions, 0)"
#define SIGNED_IN                                                                                  \
	"LEFT JOIN staff_role r ON r.word = p.role "                                               \
	"LEFT JOIN (SELECT subject_id, MAX(seen_at) AS seen_at, COUNT(*) AS n FROM session "       \
	"WHERE kind = 2 AND expires_at > ? AND seen_at > ? GROUP BY subject_id) s "                \
	"ON s.subject_id = p.id "

DB_STATEMENT(staff_people_all, "SELECT " COLUMNS " FROM staff p " SIGNED_IN
			       "ORDER BY p.state = 2, p.state, p.id LIMIT 500");
DB_STATEMENT(staff_people_one, "SELECT " COLUMNS " FROM staff p " SIGNED_IN "WHERE p.id = ?");

static void read_person(struct work *w, struct rows *r, struct staff_person *p)
{
	*p = (struct staff_person){ .invite_until = rows_time(r, 7),
				    .created_at = rows_time(r, 8),
				    .seen_at = rows_time(r, 9),
				    .n_sessions = rows_int(r, 10) };
	p->member.id = rows_id(r, 0);
	p->member.email = strchr(rows_text(r, 1), '@') ? rows_text(r, 1) : "";
	p->member.name = rows_text(r, 2);
	p->member.role = rows_text(r, 3);
	p->member.role_name = rows_text(r, 11);
	if (!role_permissions(p->member.role, &p->member.permissions))
		p->member.permissions = rows_id(r, 12);
	if (!lang_from_tag(rows_text(r, 4), &p->member.lang))
		p->member.lang = LANG_EN;
	p->member.state = (enum staff_state)rows_int(r, 5);
	p->standing =
		staff_standing(p->member.state, rows_bool(r, 6),
			       instant_is_none(p->invite_until) || p->invite_until.us <= w->now.us);
}

static struct instant idle_since(const struct work *w)
{
	return instant_add(w->now, -session_idle(SESSION_STAFF));
}

struct staff_person *staff_store_people(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &staff_people_all, w->now, idle_since(w));
	struct staff_person *all = arena_array_of(w->arena, rows_count(r) + 1, struct staff_person);

	*n = 0;
	while (rows_next(r))
		read_person(w, r, &all[(*n)++]);
	return all;
}

#define EIGHT "?, ?, ?, ?, ?, ?, ?, ?"
_Static_assert(STAFF_NAMES_MAX == 64, "as many as the statement asks for");
DB_STATEMENT(staff_name_many, "SELECT id, name FROM staff WHERE id IN (" EIGHT ", " EIGHT ", " EIGHT
			      ", " EIGHT ", " EIGHT ", " EIGHT ", " EIGHT ", " EIGHT ")");

static size_t place_of(const struct staff_names *all, uint64_t id)
{
	size_t i = 0;

	while (i < all->n && all->ids[i] != id)
		i++;
	return i;
}

void staff_names_want(struct staff_names *all, uint64_t id)
{
	if (!id || all->n == STAFF_NAMES_MAX || place_of(all, id) < all->n)
		return;
	all->ids[all->n] = id;
	all->of[all->n++] = NULL;
}

const char *staff_names_of(const struct staff_names *all, uint64_t id)
{
	size_t i = place_of(all, id);

	return i < all->n ? all->of[i] : NULL;
}

void staff_names_read(struct work *w, struct staff_names *all)
{
	struct db_arg args[STAFF_NAMES_MAX];
	struct rows *r;

	if (all->n == 0)
		return;
	for (size_t i = 0; i < STAFF_NAMES_MAX; i++)
		args[i] = db_arg_uint(all->ids[i < all->n ? i : 0]);
	r = db_query_args(w->db, &staff_name_many, args, STAFF_NAMES_MAX);
	while (rows_next(r))
		all->of[place_of(all, rows_id(r, 0))] = rows_text(r, 1);
}

bool staff_store_person(struct work *w, uint64_t id, struct staff_person *out)
{
	struct rows *r = db_query(w->db, &staff_people_one, w->now, idle_since(w), id);

	if (!rows_next(r))
		return false;
	read_person(w, r, out);
	return true;
}

DB_STATEMENT(staff_owners_besides,
	     "SELECT COUNT(*) FROM staff WHERE role = 'owner' AND state = 1 AND id <> ?");
DB_STATEMENT(staff_lock_everybody, "SELECT id FROM staff ORDER BY id FOR UPDATE");

int staff_store_owners_besides(struct work *w, uint64_t id)
{
	struct rows *r = db_query(w->db, &staff_owners_besides, id);

	return rows_next(r) ? rows_int(r, 0) : 0;
}

void staff_store_lock_everybody(struct work *w)
{
	(void)db_query(w->db, &staff_lock_everybody);
}

DB_STATEMENT(staff_put_role, "UPDATE staff SET role = ? WHERE id = ?");
DB_STATEMENT(staff_put_invitation,
	     "UPDATE staff SET state = 0, invite_hash = ?, invite_until = ?, password_hash = NULL, "
	     "totp_sealed = NULL, totp_last_step = 0 WHERE id = ?");
DB_STATEMENT(staff_put_off, "UPDATE staff SET state = 2, invite_hash = NULL, invite_until = NULL, "
			    "password_hash = NULL, totp_sealed = NULL, totp_last_step = 0 "
			    "WHERE id = ?");
DB_STATEMENT(staff_put_factor,
	     "UPDATE staff SET state = 0, totp_sealed = ?, totp_last_step = 0 WHERE id = ?");
DB_STATEMENT(staff_forget_recovery, "DELETE FROM staff_recovery_code WHERE staff_id = ?");

void staff_store_put_role(struct work *w, uint64_t id, const char *role)
{
	db_exec(w->db, &staff_put_role, role, id);
}

void staff_store_put_invitation(struct work *w, uint64_t id, const uint8_t hash[SECRET_HASH_BYTES],
				struct instant until)
{
	db_exec(w->db, &staff_forget_recovery, id);
	db_exec(w->db, &staff_put_invitation, bytes_of(hash, SECRET_HASH_BYTES), until, id);
}

void staff_store_put_off(struct work *w, uint64_t id)
{
	db_exec(w->db, &staff_forget_recovery, id);
	db_exec(w->db, &staff_put_off, id);
}

void staff_store_put_factor(struct work *w, uint64_t id, struct bytes sealed)
{
	db_exec(w->db, &staff_forget_recovery, id);
	db_exec(w->db, &staff_put_factor, sealed, id);
}
