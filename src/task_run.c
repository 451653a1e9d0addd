/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's side of tasks: one is leased, worked at for a while, and put back, so that mails do
 * not wait for a long one and one does not keep out the others. */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/log.h"
#include "catalog/bulk.h"
#include "customer/bulk.h"
#include "exchange/export.h"
#include "exchange/load.h"
#include "exchange/own_data.h"
#include "feedback/feedback.h"
#include "order/bulk.h"
#include "permission.h"
#include "picture/picture.h"
#include "production/large.h"
#include "task.h"
#include "task_store.h"

enum { TRIES_MAX = 5, SWEEP = 100 };
#define SLICE_US  (INSTANT_SECOND)
#define MINUTE_S  60
#define TOKEN_LEN 16

static const struct task_kind kinds[] = {
	{ "export", export_step, export_file, export_view },
	{ "bulk", bulk_step, NULL, bulk_view },
	{ "products", product_bulk_step, NULL, product_bulk_view },
	{ "customers", customer_bulk_step, NULL, customer_bulk_view },
	{ "production", production_task_step, NULL, production_task_view },
	{ "import", load_step, NULL, load_task_view },
	{ "picture", picture_step, NULL, picture_task_view },
	{ "logo", picture_logo_step, NULL, NULL },
	{ "photo", feedback_photo_step, NULL, NULL, NULL },
	{ "own_data", own_data_step, own_data_file, NULL, own_data_forget },
};

const struct task_kind *task_kind_find(const char *word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i].word, word))
			return &kinds[i];
	return NULL;
}

/* ---- one at a time ---- */

DB_STATEMENT(task_claim,
	     "UPDATE task SET owner = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL 60 SECOND, "
	     "tries = tries + 1 WHERE state = 0 AND run_at <= UTC_TIMESTAMP(6) AND "
	     "(owner IS NULL OR lease_until < UTC_TIMESTAMP(6)) ORDER BY run_at LIMIT 1");
DB_STATEMENT(task_claimed, "SELECT " TASK_COLUMNS ", tries FROM task WHERE owner = ?");
DB_STATEMENT(task_stepped,
	     "UPDATE task SET state = ?, place = ?, result = ?, n_done = ?, n_total = ?, "
	     "tries = 1, last_error = NULL, started_at = COALESCE(started_at, ?), ended_at = ?, "
	     "kept_until = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL 60 SECOND "
	     "WHERE id = ? AND owner = ? AND state = 0");
DB_STATEMENT(task_put_back,
	     "UPDATE task SET owner = NULL, lease_until = NULL, run_at = UTC_TIMESTAMP(6), "
	     "tries = 0 WHERE id = ? AND owner = ?");
DB_STATEMENT(task_faulted,
	     "UPDATE task SET owner = NULL, lease_until = NULL, last_error = ?, state = ?, "
	     "ended_at = ?, kept_until = ?, "
	     "run_at = UTC_TIMESTAMP(6) + INTERVAL ? SECOND WHERE id = ? AND owner = ?");

struct run {
	struct app *app;
	struct arena *arena; /* emptied after each step */
	uint8_t token[TOKEN_LEN];
	struct sight sight;
	const struct task_kind *kind;
	uint64_t id;
	int tries, steps; /* steps: that are left */
	bool claimed, more;
};

static struct bytes token_of(const struct run *r)
{
	return bytes_of(r->token, TOKEN_LEN);
}

/* False: it was stopped, or another worker has it. */
static bool save(struct work *w, const struct run *r, const struct task *t)
{
	bool over = t->state != TASK_OPEN;
	struct instant until =
		instant_is_none(t->kept_until) ? instant_add(w->now, TASK_KEPT_US) : t->kept_until;

	return db_exec(w->db, &task_stepped, (int)t->state, json_text(w->arena, t->place),
		       json_text(w->arena, t->result), t->done, t->total, w->now,
		       over ? w->now : INSTANT_NONE, over ? until : INSTANT_NONE, t->id,
		       token_of(r)) == 1;
}

/* Reads it anew each time: the transaction may run again. */
static int step(struct work *w, void *arg)
{
	struct run *r = arg;
	struct task t;

	r->more = false;
	if (!task_find(w, r->id, &t) || t.state != TASK_OPEN)
		return 1;
	r->sight.in_full = (t.permissions & PERM_BIT(PERM_PERSONAL_DATA)) != 0;
	w->actor = t.who;
	r->more = r->kind->step(w, &t);
	if (!r->more)
		t.state = TASK_DONE;
	return save(w, r, &t) ? 0 : 1;
}

static struct work work_for(struct run *r)
{
	return (struct work){ .app = r->app,
			      .db = r->app->db,
			      .arena = r->arena,
			      .now = instant_now(),
			      .actor = { ACTOR_RULE, 0 },
			      .sight = &r->sight };
}

static void claim(struct run *r)
{
	struct rows *row;

	secret_random(r->token, TOKEN_LEN);
	if (db_exec(r->app->db, &task_claim, token_of(r)) != 1)
		return;
	row = db_query(r->app->db, &task_claimed, token_of(r));
	if (!rows_next(row))
		return;
	r->claimed = true;
	r->id = rows_id(row, 0);
	r->kind = task_kind_find(rows_text(row, 1));
	r->tries = rows_int(row, TASK_N_COLUMNS);
}

static void work_on(void *arg)
{
	struct run *r = arg;
	int64_t end = app_clock() + SLICE_US;

	claim(r);
	if (!r->claimed)
		return;
	if (!r->kind)
		fail("task: no such kind");
	if (r->tries > TRIES_MAX)
		fail("task: begun %d times and never done", r->tries - 1);
	do {
		struct work w = work_for(r);

		if (work_transaction(&w, step, r) != 0)
			return;
		arena_reset(r->arena);
	} while (r->more && --r->steps > 0 && app_clock() < end);
	if (r->more)
		db_exec(r->app->db, &task_put_back, r->id, token_of(r));
}

static void note_fault(struct run *r, struct failure *f)
{
	bool over = r->tries >= TRIES_MAX;
	struct instant now = instant_now();

	log_event(LOG_ERROR_LEVEL, "task failed", LOG_TEXT("task", r->kind ? r->kind->word : "?"),
		  LOG_INT("id", (int64_t)r->id), LOG_TEXT("reason", f->message));
	f->message[190] = 0;
	db_exec(r->app->db, &task_faulted, f->message, over ? TASK_FAILED : TASK_OPEN,
		over ? now : INSTANT_NONE, over ? instant_add(now, TASK_KEPT_US) : INSTANT_NONE,
		MINUTE_S * r->tries, r->id, token_of(r));
}

static void run_or_note(void *arg)
{
	struct run *r = arg;
	struct failure f;

	if (!fail_run(work_on, r, &f)) {
		if (!r->claimed)
			fail_again(&f);
		note_fault(r, &f);
	}
}

bool task_run_due(struct app *app)
{
	return task_run_some(app, INT_MAX);
}

bool task_run_some(struct app *app, int steps)
{
	struct run r = { .app = app, .arena = arena_new(), .steps = steps };
	struct arena *rows_before = db_arena(app->db), *json_before = arena_use_for_cjson(r.arena);
	struct failure f;
	bool ran;

	db_use_arena(app->db, r.arena);
	ran = fail_run(run_or_note, &r, &f);
	db_use_arena(app->db, rows_before);
	arena_use_for_cjson(json_before);
	arena_free(r.arena);
	if (!ran)
		fail_again(&f);
	return r.claimed;
}

/* ---- what is over ---- */

DB_STATEMENT(task_over, "SELECT " TASK_COLUMNS " FROM task WHERE kept_until < ? "
			"ORDER BY kept_until LIMIT ?");
DB_STATEMENT(task_forget, "DELETE FROM task WHERE id = ?");

bool task_sweep(struct work *w)
{
	struct rows *r = db_query(w->db, &task_over, w->now, (int)SWEEP);
	size_t n = 0;

	for (; rows_next(r); n++) {
		struct task t;
		const struct task_kind *kind;
		const char *file;

		task_store_row(w->arena, r, &t);
		kind = task_kind_find(t.kind);
		file = kind && kind->file ? kind->file(w->arena, &t) : NULL;
		if (file)
			file = arena_printf(w->arena, "%s/%s", w->app->config->var_dir, file);
		if (file && unlink(file) != 0 && errno != ENOENT) {
			log_warn("%s: %s", file, strerror(errno));
			continue;
		}
		if (kind && kind->forget)
			kind->forget(w, &t);
		db_exec(w->db, &task_forget, t.id);
	}
	return n == SWEEP;
}
