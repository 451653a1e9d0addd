/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds of surveys, whom they are for, and who was written to in each: the SQL. */
#include "feedback/item.h"
#include "feedback/survey_send.h"

_Static_assert(SURVEY_OPEN == 1 && WITH_A_TAG == 2 && AFTER_A_SOLVED_ITEM == 5 &&
		       ITEM_WAS_RESOLVED == 5 && ITEM_RESOLVED == 3 && SPARED_NOT == 0,
	       "statements name them by number");

static size_t read_ids(struct rows *r, uint64_t *ids, size_t max)
{
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(send_due, "SELECT id FROM survey WHERE state = 1 AND audience BETWEEN 2 AND 5 AND "
		       "paused = 0 AND (audience = 5 OR choosing = 1 OR next_at <= ?) ORDER BY id "
		       "LIMIT ?");

size_t send_store_due(struct work *w, uint64_t *ids, size_t max)
{
	return read_ids(db_query(w->db, &send_due, w->now, max), ids, max);
}

DB_STATEMENT(send_put, "UPDATE survey SET next_at = ?, round = ?, round_at = ?, choosing = ?, "
		       "place_id = ?, place_at = ? WHERE id = ?");

void send_store_put(struct work *w, const struct survey *s)
{
	const struct survey_sending *x = &s->send;

	db_exec(w->db, &send_put, x->next_at, x->round, x->round_at, x->choosing, x->place.id,
		x->place.at, s->id);
}

DB_STATEMENT(invite_insert, "INSERT INTO survey_invite (id, survey_id, round, customer_id, "
			    "item_id, spared, at) VALUES (?, ?, ?, ?, ?, ?, ?)");

void invite_store_insert(struct work *w, const struct survey_invite *i)
{
	db_exec(w->db, &invite_insert, i->id, i->survey_id, i->round, i->customer_id,
		db_id_or_null(i->item_id), (int)i->spared, w->now);
}

DB_STATEMENT(invite_one,
	     "SELECT i.id, i.survey_id, i.customer_id, i.item_id, f.order_id, i.round, i.spared "
	     "FROM survey_invite i LEFT JOIN feedback_item f ON f.id = i.item_id WHERE i.id = ?");

bool invite_store_get(struct work *w, uint64_t id, struct survey_invite *out)
{
	struct rows *r = db_query(w->db, &invite_one, id);

	if (!rows_next(r))
		return false;
	*out = (struct survey_invite){ .id = rows_id(r, 0),
				       .survey_id = rows_id(r, 1),
				       .customer_id = rows_id(r, 2),
				       .item_id = rows_id(r, 3),
				       .order_id = rows_id(r, 4),
				       .round = rows_int(r, 5),
				       .spared = (enum survey_spared)rows_int(r, 6) };
	return true;
}

DB_STATEMENT(invite_has, "SELECT 1 FROM survey_invite WHERE customer_id = ? AND survey_id = ? AND "
			 "round = ? AND (? = 0 OR item_id = ?) LIMIT 1");

bool invite_store_has(struct work *w, const struct survey_invite *i)
{
	return rows_next(db_query(w->db, &invite_has, i->customer_id, i->survey_id, i->round,
				  i->item_id, i->item_id));
}

DB_STATEMENT(invite_owes,
	     "SELECT 1 FROM feedback_item WHERE customer_id = ? AND shelf IN (0, 1) LIMIT 1");

bool invite_store_owes(struct work *w, uint64_t customer_id)
{
	return rows_next(db_query(w->db, &invite_owes, customer_id));
}

DB_STATEMENT(invite_round,
	     "SELECT i.spared, COUNT(*), COUNT(r.id) FROM survey_invite i LEFT JOIN "
	     "survey_response r ON r.invite_id = i.id WHERE i.survey_id = ? AND i.round = ? GROUP "
	     "BY i.spared");

void invite_store_round(struct work *w, const struct survey *s, struct survey_round *out)
{
	int round = survey_has_rounds(s->audience) ? s->send.round : 0;
	struct rows *r = db_query(w->db, &invite_round, s->id, round);

	*out = (struct survey_round){ .answered = 0 };
	while (rows_next(r)) {
		if (rows_int(r, 0) < SURVEY_SPARED__MAX)
			out->n[rows_int(r, 0)] = rows_i64(r, 1);
		out->answered += rows_i64(r, 2);
	}
}

DB_STATEMENT(invite_solved,
	     "SELECT e.id, i.id, i.customer_id, i.order_id, i.state FROM feedback_item_event e "
	     "JOIN feedback_item i ON i.id = e.item_id WHERE e.id > ? AND e.id < ? AND e.kind = 5 "
	     "ORDER BY e.id LIMIT ?");

size_t invite_store_solved(struct work *w, uint64_t after, uint64_t until,
			   struct survey_invite *out, size_t max, uint64_t *last)
{
	struct rows *r = db_query(w->db, &invite_solved, after, until, max);
	bool full = rows_count(r) == max;
	size_t n = 0;

	/* nothing between is left: from there on, next time */
	*last = until - 1;
	while (rows_next(r)) {
		if (full)
			*last = rows_id(r, 0);
		if (rows_int(r, 4) == ITEM_RESOLVED && !rows_is_null(r, 2))
			out[n++] = (struct survey_invite){ .item_id = rows_id(r, 1),
							   .customer_id = rows_id(r, 2),
							   .order_id = rows_id(r, 3) };
	}
	return n;
}

/* ---- whom it is for ---- */
DB_STATEMENT(audience_tag, "SELECT name FROM customer_tag WHERE id = ?");

const char *audience_store_tag_name(struct work *w, uint64_t id)
{
	struct rows *r = db_query(w->db, &audience_tag, id);

	return rows_next(r) ? rows_text(r, 0) : NULL;
}

DB_STATEMENT(audience_tag_named, "SELECT id FROM customer_tag WHERE name = ?");

uint64_t survey_audience_tag(struct work *w, const char *name)
{
	struct rows *r = db_query(w->db, &audience_tag_named, name);

	return rows_next(r) ? rows_id(r, 0) : 0;
}

DB_STATEMENT(audience_tagged, "SELECT customer_id FROM customer_tagged WHERE tag_id = ? AND "
			      "customer_id > ? ORDER BY customer_id LIMIT ?");

size_t audience_store_tagged(struct work *w, uint64_t tag_id, uint64_t after, uint64_t *ids,
			     size_t max)
{
	return read_ids(db_query(w->db, &audience_tagged, tag_id, after, max), ids, max);
}

/* In none is who is in that which begins at nothing. */
DB_STATEMENT(
	audience_tier,
	"SELECT a.customer_id FROM member_tier f JOIN member_account a LEFT JOIN member_tier t "
	"ON t.id = a.tier_id WHERE f.id = ? AND COALESCE(t.entry, 0) >= f.entry AND "
	"a.customer_id > ? ORDER BY a.customer_id LIMIT ?");

size_t audience_store_from_tier(struct work *w, uint64_t tier_id, uint64_t after, uint64_t *ids,
				size_t max)
{
	return read_ids(db_query(w->db, &audience_tier, tier_id, after, max), ids, max);
}
