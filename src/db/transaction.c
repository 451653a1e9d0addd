/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that says START TRANSACTION, SAVEPOINT, COMMIT and ROLLBACK, and decides what is
 * run again. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/fail.h"
#include "base/log.h"
#include "db/conn.h"

enum { CONFLICT_TRIES = 5, LOCK_TRIES = 2, LOST_TRIES = 3, AWAY_TRIES = 8, AWAY_SECONDS = 3 };

struct attempt {
	struct db *db;
	int (*fn)(struct db *db, void *arg);
	void *arg;
	int answer;
	bool committing; /* the COMMIT was sent: a lost connection from here on is ambiguous */
};

bool db_in_transaction(const struct db *db)
{
	return db->depth > 0;
}

void db_set_replay_safe(struct db *db, bool safe)
{
	db->replay_safe = safe;
}

static void command(struct db *db, const char *sql)
{
	db_command(db, sql, strlen(sql));
}

static void attempt_once(void *p)
{
	struct attempt *a = p;

	db_ensure(a->db);
	command(a->db, "START TRANSACTION");
	a->db->depth = 1;
	a->answer = a->fn(a->db, a->arg);
	/* fn may have gone on after an error that ended the transaction */
	db_ensure(a->db);
	if (a->answer != 0) {
		command(a->db, "ROLLBACK");
	} else {
		a->committing = true;
		command(a->db, "COMMIT");
	}
	a->db->depth = 0;
}

/* After any failure the server may still hold our locks: say ROLLBACK, and if even that fails drop
 * the connection. */
static void undo(struct db *db)
{
	db->depth = 0;
	db->broken = 0;
	if (db->mysql && mysql_real_query(db->mysql, "ROLLBACK", 8) != 0)
		db_drop_connection(db);
}

static void wait_ms(struct db *db, int ms)
{
	int jitter = ms / 2 + (int)((unsigned)rand_r(&db->seed) % (unsigned)(ms + 1));
	struct timespec t = { jitter / 1000, jitter % 1000 * 1000000L };

	nanosleep(&t, NULL);
}

struct tries {
	int conflict, lock, lost, away;
	double away_since;
};

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Looking for a database that is away is bounded twice: each look may itself take long. */
static bool may_look_again(struct tries *t)
{
	if (t->away == 0)
		t->away_since = seconds();
	return t->away++ < AWAY_TRIES && seconds() - t->away_since < AWAY_SECONDS;
}

/* Decides by the error table; waits before the next try. */
static bool may_try_again(const struct attempt *a, const struct failure *f, struct tries *t)
{
	switch (db_error_class((unsigned)f->code)) {
	case DB_ERR_CONFLICT:
		if (t->conflict++ >= CONFLICT_TRIES)
			return false;
		wait_ms(a->db, 20 << (t->conflict - 1));
		return true;
	case DB_ERR_LOCKED:
		return t->lock++ < LOCK_TRIES;
	case DB_ERR_AWAY:
		if (!may_look_again(t))
			return false;
		/* 2006: the idle connection was closed; the new one is there at once. Others: the
		 * server is coming back. */
		wait_ms(a->db, t->away == 1 ? 5 : 100 << (t->away > 3 ? 2 : t->away - 2));
		return true;
	case DB_ERR_UNKNOWN:
		if (a->committing && !a->db->replay_safe)
			return false;
		if (t->lost++ >= LOST_TRIES)
			return false;
		wait_ms(a->db, 100);
		return true;
	case DB_ERR_BUG:
	case DB_ERR_SLOW:
	case DB_ERR_DUPLICATE:
		return false;
	}
	return false;
}

int db_transaction(struct db *db, int (*fn)(struct db *db, void *arg), void *arg)
{
	struct tries tries = { 0 };

	if (db->depth > 0)
		return fn(db, arg);
	for (;;) {
		struct attempt a = { .db = db, .fn = fn, .arg = arg };
		struct failure f;
		if (fail_run(attempt_once, &a, &f))
			return a.answer;
		undo(db);
		if (f.code == 0 || !may_try_again(&a, &f, &tries)) {
			if (f.kind == FAIL_RETRY)
				f.kind = FAIL_UNAVAILABLE;
			fail_again(&f);
		}
		log_event(LOG_WARN_LEVEL, "transaction runs again", LOG_INT("code", f.code),
			  LOG_TEXT("reason", f.message));
	}
}

int db_part(struct db *db, int (*fn)(struct db *db, void *arg), void *arg)
{
	int answer;

	if (db->depth == 0)
		fail("a part of no transaction");
	command(db, "SAVEPOINT part");
	answer = fn(db, arg);
	/* as in attempt_once: an error may have ended the transaction */
	db_ensure(db);
	command(db, answer == 0 ? "RELEASE SAVEPOINT part" : "ROLLBACK TO SAVEPOINT part");
	return answer;
}
