/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-ins of customers. */
#include "customer/sign_in.h"

const char *const sign_in_how_word[SIGN_IN_HOW__MAX] = {
	[SIGN_IN_BY_CODE] = "code",
	[SIGN_IN_BY_PASSWORD] = "password",
	[SIGN_IN_BY_JOINING] = "joining",
};

DB_STATEMENT(sign_in_insert, "INSERT INTO customer_sign_in (id, customer_id, how, agent, network, "
			     "at) VALUES (?, ?, ?, ?, ?, ?)");

void sign_in_store_insert(struct work *w, const struct sign_in *s)
{
	db_exec(w->db, &sign_in_insert, work_id(w), s->customer_id, (int)s->how, s->agent,
		s->network, w->now);
}

DB_STATEMENT(sign_in_list,
	     "SELECT s.id, s.customer_id, s.how, s.agent, s.network, s.at FROM customer_sign_in s "
	     "WHERE s.customer_id IN (SELECT id FROM customer WHERE id = ? OR joined_into = ?) AND "
	     "s.id < ? ORDER BY s.id DESC LIMIT ?");

struct sign_in *sign_in_store_list(struct work *w, uint64_t customer_id, uint64_t below, int max,
				   size_t *n)
{
	struct rows *r = db_query(w->db, &sign_in_list, customer_id, customer_id,
				  below ? below : (uint64_t)INT64_MAX, max);
	struct sign_in *all = arena_array_of(w->arena, rows_count(r) + 1, struct sign_in);

	for (*n = 0; rows_next(r); ++*n) {
		int how = rows_int(r, 2);

		all[*n] = (struct sign_in){ rows_id(r, 0),
					    rows_id(r, 1),
					    (enum sign_in_how)(how < SIGN_IN_HOW__MAX ? how : 0),
					    rows_text(r, 3),
					    rows_text(r, 4),
					    rows_time(r, 5) };
	}
	return all;
}

DB_STATEMENT(sign_in_purge, "DELETE FROM customer_sign_in WHERE at < ? ORDER BY at LIMIT ?");

int64_t sign_in_store_purge(struct work *w, struct instant before, int max)
{
	return db_exec(w->db, &sign_in_purge, before, max);
}
