/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who was greeted in which year. Who went over to somebody else was greeted as that one. */
#include "member/reward_store.h"

DB_STATEMENT(member_birthday_note,
	     "INSERT INTO member_birthday (customer_id, year, at) VALUES (?, ?, ?)");
bool birthday_store_note(struct work *w, uint64_t customer_id, int year)
{
	return db_insert(w->db, &member_birthday_note, customer_id, year, w->now) == 1;
}

DB_STATEMENT(member_birthday_noted,
	     "SELECT 1 FROM member_birthday b JOIN customer q ON q.id = b.customer_id WHERE b.year "
	     "= ? AND q.id IN (SELECT k.id FROM customer k WHERE k.id = ? OR k.joined_into = ?) "
	     "LIMIT 1");
bool birthday_store_noted(struct work *w, uint64_t customer_id, int year)
{
	return rows_next(db_query(w->db, &member_birthday_noted, year, customer_id, customer_id));
}

DB_STATEMENT(
	member_reward_birthday,
	"SELECT id FROM member_reward WHERE is_on = 1 AND is_birthday = 1 ORDER BY id LIMIT ?");
size_t reward_store_birthday(struct work *w, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &member_reward_birthday, max);
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}
