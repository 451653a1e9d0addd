/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing, claiming and settling messages. */
#include "notify/store.h"
#include <string.h>
#include "base/fail.h"
#include "base/pack.h"

#define COLUMNS                                                                                    \
	"id, event_id, template, recipient, lang, order_id, parcel_id, customer_id, data, state, " \
	"run_at, tries, "                                                                          \
	"last_error, subject, created_at, sent_at, joined_id, channel, answer"

static void read_row(struct rows *r, struct message *m)
{
	*m = (struct message){ .id = rows_id(r, 0) };
	m->event_id = rows_id(r, 1);
	m->template = rows_text(r, 2);
	m->recipient = rows_text(r, 3);
	if (!lang_from_tag(rows_text(r, 4), &m->lang))
		m->lang = LANG_EN;
	m->order_id = rows_id(r, 5);
	m->parcel_id = rows_id(r, 6);
	m->customer_id = rows_id(r, 7);
	m->data = rows_text(r, 8);
	m->state = (enum outbox_state)rows_int(r, 9);
	m->run_at = rows_time(r, 10);
	m->tries = rows_int(r, 11);
	m->last_error = rows_text(r, 12);
	m->subject = rows_text(r, 13);
	m->created_at = rows_time(r, 14);
	m->sent_at = rows_time(r, 15);
	m->joined_id = rows_id(r, 16);
	m->channel = (enum message_channel)rows_int(r, 17);
	m->answer = rows_text(r, 18);
}

static struct message *take(struct work *w, struct rows *r, size_t *n)
{
	struct message *all = arena_array_of(w->arena, rows_count(r) + 1, struct message);

	*n = 0;
	while (rows_next(r))
		read_row(r, &all[(*n)++]);
	return all;
}

DB_STATEMENT(outbox_insert_row,
	     "INSERT INTO outbox (id, event_id, template, recipient, lang, order_id, parcel_id, "
	     "customer_id, data, "
	     "state, run_at, created_at, sent_at, channel) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");

bool outbox_insert(struct work *w, const struct message *m)
{
	enum lang lang =
		message_is_to_staff(m) ? m->lang : setting_lang(&w->app->settings, m->lang);

	return db_insert(w->db, &outbox_insert_row, m->id, m->event_id, m->template, m->recipient,
			 lang_tag[lang], db_id_or_null(m->order_id), db_id_or_null(m->parcel_id),
			 db_id_or_null(m->customer_id), m->data, (int)m->state, m->run_at, w->now,
			 m->state == OUTBOX_SENT ? w->now : INSTANT_NONE, (int)m->channel) > 0;
}

DB_STATEMENT(outbox_take,
	     "UPDATE outbox SET state = 1, owner = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL 60 "
	     "SECOND, tries = tries + 1 "
	     "WHERE state = 0 AND run_at <= UTC_TIMESTAMP(6) ORDER BY run_at, id LIMIT ?");
DB_STATEMENT(outbox_taken, "SELECT " COLUMNS " FROM outbox WHERE state = 1 AND owner = ?");

struct message *outbox_claim(struct work *w, const uint8_t token[16], int max, size_t *n)
{
	*n = 0;
	if (db_exec(w->db, &outbox_take, bytes_of(token, 16), max) == 0)
		return NULL;
	return take(w, db_query(w->db, &outbox_taken, bytes_of(token, 16)), n);
}

struct message *outbox_claimed(struct work *w, const uint8_t token[16], size_t *n)
{
	return take(w, db_query(w->db, &outbox_taken, bytes_of(token, 16)), n);
}

DB_STATEMENT(outbox_take_beside,
	     "UPDATE outbox SET state = 1, owner = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL 60 "
	     "SECOND, tries = tries + 1 WHERE customer_id = ? AND state = 0 AND recipient = ? AND "
	     "lang = ? AND template IN ('shipped', 'delivered', 'out_for_delivery', "
	     "'ready_for_pickup') ORDER BY id LIMIT 11");

int64_t outbox_claim_beside(struct work *w, const struct message *m, const uint8_t token[16])
{
	return db_exec(w->db, &outbox_take_beside, bytes_of(token, 16), m->customer_id,
		       m->recipient, lang_tag[m->lang]);
}

DB_STATEMENT(outbox_said_with, "SELECT " COLUMNS " FROM outbox WHERE joined_id = ? ORDER BY id");

struct message *outbox_joined(struct work *w, uint64_t id, size_t *n)
{
	return take(w, db_query(w->db, &outbox_said_with, id), n);
}

DB_STATEMENT(outbox_left, "SELECT 1 FROM outbox WHERE event_id = ? AND template = 'shipped' AND "
			  "recipient = ? AND (state = 0 OR created_at = ?)");

bool outbox_says_left(struct work *w, uint64_t parcel_id, const char *recipient)
{
	struct rows *r = db_query(w->db, &outbox_left, parcel_id, recipient, w->now);

	return rows_next(r);
}

DB_STATEMENT(outbox_kept, "UPDATE outbox SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 60 SECOND "
			  "WHERE id = ? AND owner = ?");

bool outbox_keep(struct work *w, const struct message *m, const uint8_t token[16])
{
	return db_exec(w->db, &outbox_kept, m->id, bytes_of(token, 16)) == 1;
}

DB_STATEMENT(outbox_untried,
	     "UPDATE outbox SET state = 0, owner = NULL, lease_until = NULL, tries = tries - 1, "
	     "run_at = ? WHERE id = ? AND owner = ?");

void outbox_put_off(struct work *w, const struct message *m, const uint8_t token[16],
		    struct instant run_at)
{
	db_exec(w->db, &outbox_untried, run_at, m->id, bytes_of(token, 16));
}

DB_STATEMENT(outbox_done, "UPDATE outbox SET state = 2, owner = NULL, lease_until = NULL, sent_at "
			  "= ?, lang = ?, subject = ?, data = ?, said = ?, joined_id = ?, answer = "
			  "?, last_error = NULL WHERE id = ? AND owner = ?");

void outbox_sent(struct work *w, const struct message *m, const uint8_t token[16])
{
	size_t n = 0;
	void *said = m->said ? pack_text(w->arena, m->said, strlen(m->said), &n) : NULL;

	db_exec(w->db, &outbox_done, w->now, lang_tag[m->lang], m->subject, m->data,
		bytes_of(said, n), db_id_or_null(m->joined_id), m->answer, m->id,
		bytes_of(token, 16));
}

DB_STATEMENT(outbox_said_row, "SELECT said FROM outbox WHERE id = ? AND said IS NOT NULL");

const char *outbox_said(struct work *w, uint64_t id)
{
	struct rows *r = db_query(w->db, &outbox_said_row, id);
	struct bytes packed;
	const char *said;
	size_t n;

	if (!rows_next(r))
		return NULL;
	packed = rows_bytes(r, 0);
	said = unpack_text(w->arena, packed.p, packed.len, &n);
	if (!said)
		fail("outbox: words that nobody packed");
	return said;
}

DB_STATEMENT(outbox_dropped, "DELETE FROM outbox WHERE id = ? AND owner = ?");

void outbox_drop(struct work *w, const struct message *m, const uint8_t token[16])
{
	db_exec(w->db, &outbox_dropped, m->id, bytes_of(token, 16));
}

DB_STATEMENT(outbox_left_unsent, "UPDATE outbox SET state = ?, owner = NULL, lease_until = NULL "
				 "WHERE id = ? AND owner = ?");

void outbox_leave(struct work *w, const struct message *m, const uint8_t token[16],
		  enum outbox_state state)
{
	db_exec(w->db, &outbox_left_unsent, (int)state, m->id, bytes_of(token, 16));
}

DB_STATEMENT(outbox_retry,
	     "UPDATE outbox SET state = ?, owner = NULL, lease_until = NULL, run_at = ?, "
	     "last_error = ?, data = IF(?, NULL, data) WHERE id = ? AND owner = ?");

void outbox_failed(struct work *w, const struct message *m, const uint8_t token[16], bool for_good,
		   struct instant run_at)
{
	db_exec(w->db, &outbox_retry, for_good ? OUTBOX_FAILED : OUTBOX_WAITING, run_at,
		m->last_error, for_good && message_is_private(m), m->id, bytes_of(token, 16));
}

DB_STATEMENT(outbox_reap_rows, "UPDATE outbox SET state = 0, owner = NULL, lease_until = NULL "
			       "WHERE state = 1 AND lease_until < UTC_TIMESTAMP(6)");

int64_t outbox_reap(struct work *w)
{
	return db_exec(w->db, &outbox_reap_rows);
}

DB_STATEMENT(
	outbox_forget_rows,
	"DELETE FROM outbox WHERE state IN (2, 3, 4, 5) AND run_at < ? ORDER BY run_at LIMIT ?");

int64_t outbox_forget(struct work *w, struct instant over_before, int max)
{
	return db_exec(w->db, &outbox_forget_rows, over_before, max);
}

DB_STATEMENT(outbox_by_id, "SELECT " COLUMNS " FROM outbox WHERE id = ?");

bool outbox_get(struct work *w, uint64_t id, struct message *out)
{
	struct rows *r = db_query(w->db, &outbox_by_id, id);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

DB_STATEMENT(outbox_newest,
	     "SELECT " COLUMNS
	     " FROM outbox WHERE id < ? AND (? < 0 OR state = ?) ORDER BY id DESC LIMIT ?");

struct message *outbox_list(struct work *w, int state, uint64_t below, int limit, size_t *n)
{
	return take(w, db_query(w->db, &outbox_newest, below, state, state, limit), n);
}

DB_STATEMENT(outbox_numbered,
	     "SELECT " COLUMNS ", (SELECT o.number FROM orders o WHERE o.id = outbox.order_id)"
	     " FROM outbox WHERE id < ? AND (? < 0 OR state = ?) ORDER BY id DESC LIMIT ?");

struct message *outbox_list_numbered(struct work *w, int state, uint64_t below, int limit,
				     const char ***numbers, size_t *n)
{
	struct rows *r = db_query(w->db, &outbox_numbered, below, state, state, limit);
	struct message *all = arena_array_of(w->arena, rows_count(r) + 1, struct message);

	*numbers = arena_array_of(w->arena, rows_count(r) + 1, const char *);
	for (*n = 0; rows_next(r); ++*n) {
		read_row(r, &all[*n]);
		(*numbers)[*n] = rows_text(r, 19);
	}
	return all;
}

DB_STATEMENT(outbox_counts,
	     "SELECT state, COUNT(*) FROM outbox WHERE state IN (0, 1, 3) GROUP BY state");

void outbox_count(struct work *w, int64_t counts[OUTBOX_STATE__MAX])
{
	struct rows *r = db_query(w->db, &outbox_counts);

	for (int i = 0; i < OUTBOX_STATE__MAX; i++)
		counts[i] = 0;
	while (rows_next(r))
		if (rows_i64(r, 0) < OUTBOX_STATE__MAX)
			counts[rows_i64(r, 0)] = rows_i64(r, 1);
}

DB_STATEMENT(outbox_again_row, "UPDATE outbox SET state = 0, run_at = ?, tries = 0 "
			       "WHERE id = ? AND state = 3 AND template <> 'sign_in_code'");

bool outbox_again(struct work *w, uint64_t id)
{
	return db_exec(w->db, &outbox_again_row, w->now, id) == 1;
}

DB_STATEMENT(outbox_again_rows,
	     "UPDATE outbox SET state = 0, run_at = ?, tries = 0 "
	     "WHERE state = 3 AND template <> 'sign_in_code' ORDER BY run_at, id LIMIT ?");

int64_t outbox_again_all(struct work *w)
{
	return db_exec(w->db, &outbox_again_rows, w->now, OUTBOX_AGAIN_MAX);
}

DB_STATEMENT(outbox_again_count,
	     "SELECT COUNT(*) FROM outbox WHERE state = 3 AND template <> 'sign_in_code'");

int64_t outbox_count_again(struct work *w)
{
	struct rows *r = db_query(w->db, &outbox_again_count);
	int64_t n = rows_next(r) ? rows_i64(r, 0) : 0;

	return n > OUTBOX_AGAIN_MAX ? OUTBOX_AGAIN_MAX : n;
}
