/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed about a customer: rows that are only added. */
#include "customer/tag.h"

const char *const customer_event_word[CUSTOMER_EVENT__MAX] = {
	[CUSTOMER_TAG_ADDED] = "tag_added", [CUSTOMER_TAG_REMOVED] = "tag_removed",
	[CUSTOMER_WISH_SAID] = "wish_said", [CUSTOMER_WISH_REMOVED] = "wish_removed",
	[CUSTOMER_CHANGED] = "changed",     [CUSTOMER_WAY_GONE] = "way_gone",
	[CUSTOMER_WAY_CAME] = "way_came",   [CUSTOMER_MERGED] = "merged",
	[CUSTOMER_PARTED] = "parted",       [CUSTOMER_TIED] = "tied",
};

DB_STATEMENT(event_insert, "INSERT INTO customer_event (id, customer_id, kind, actor_kind, "
			   "actor_id, what, at) VALUES (?, ?, ?, ?, ?, ?, ?)");

void event_store_insert(struct work *w, uint64_t customer_id, enum customer_event_kind kind,
			const char *what)
{
	db_exec(w->db, &event_insert, work_id(w), customer_id, (int)kind, (int)w->actor.kind,
		w->actor.id, what, w->now);
}

DB_STATEMENT(event_list, "SELECT kind, actor_kind, actor_id, what, at FROM customer_event "
			 "WHERE customer_id = ? ORDER BY id DESC LIMIT 20");

/* A newer release may have written kinds that this one has no word for. */
static bool read_event(const struct rows *r, struct customer_event *out)
{
	int kind = rows_int(r, 0), who = rows_int(r, 1);

	*out = (struct customer_event){ (enum customer_event_kind)kind,
					{ (enum actor_kind)who, rows_id(r, 2) },
					rows_text(r, 3),
					rows_time(r, 4) };
	return kind >= 0 && kind < CUSTOMER_EVENT__MAX && who >= 0 && who < ACTOR_KIND__MAX;
}

struct customer_event *event_store_list(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &event_list, customer_id);
	struct customer_event *list =
		arena_array_of(w->arena, rows_count(r) + 1, struct customer_event);

	for (*n = 0; rows_next(r);)
		*n += read_event(r, &list[*n]);
	return list;
}
