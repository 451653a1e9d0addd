/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The unit of work: ids under a leased node number, and its transaction. */
#include <string.h>
#include "app.h"
#include "base/fail.h"
#include "base/log.h"

/* A lease is 10 minutes of the database's clock, and renewed when 4 of ours are left: a transaction
 * that took its ids meanwhile has long ended by then. */
#define LEASE_US  (9 * INSTANT_MINUTE)
#define RENEW_US  (4 * INSTANT_MINUTE)
#define RECENT_US (15 * INSTANT_SECOND)
#define NODES     1024
#define EPOCH_SECOND                                                                               \
	INT64_C(1577836800) /* 2020-01-01: a second before it has 2^23 ids, later 2^32 */

const char *const actor_kind_word[ACTOR_KIND__MAX] = {
	[ACTOR_NOBODY] = "nobody",   [ACTOR_CUSTOMER] = "customer", [ACTOR_STAFF] = "staff",
	[ACTOR_API_KEY] = "api_key", [ACTOR_CARRIER] = "carrier",   [ACTOR_RULE] = "rule",
	[ACTOR_IMPORT] = "import",   [ACTOR_COMMAND] = "command",
};

DB_STATEMENT(node_insert, "INSERT INTO node (id, owner, lease_until) "
			  "VALUES (?, ?, UTC_TIMESTAMP(6) + INTERVAL 600 SECOND)");
DB_STATEMENT(node_take,
	     "UPDATE node SET owner = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL 600 SECOND "
	     "WHERE id = ? AND (lease_until IS NULL OR lease_until < UTC_TIMESTAMP(6))");
DB_STATEMENT(node_renew, "UPDATE node SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 600 SECOND "
			 "WHERE id = ? AND owner = ?");
/* Not at once: the next owner must not make ids in a millisecond in which we still did. */
DB_STATEMENT(node_release,
	     "UPDATE node SET owner = NULL, lease_until = UTC_TIMESTAMP(6) + INTERVAL 2 SECOND "
	     "WHERE id = ? AND owner = ?");

static struct bytes token(const struct app *app)
{
	return bytes_of(app->node_token, sizeof app->node_token);
}

static bool take(struct app *app, struct db *db, unsigned id)
{
	return db_insert(db, &node_insert, id, token(app)) == 1 ||
	       db_exec(db, &node_take, token(app), id) == 1;
}

/* From a random start, so that processes that begin together do not queue for the same rows. */
static void take_any(struct app *app, struct db *db)
{
	unsigned first = (unsigned)(secret_random64() % NODES);

	for (unsigned i = 0; i < NODES; i++) {
		unsigned id = (first + i) % NODES;

		if (!take(app, db, id))
			continue;
		ident_init(&app->ids, (uint16_t)id);
		return;
	}
	fail_as(FAIL_UNAVAILABLE, 0, "no free node number: more than %d processes", NODES);
}

static void lease_on(struct app *app, struct db *db)
{
	int64_t asked = app_clock();

	if (!app->has_node || db_exec(db, &node_renew, (unsigned)app->ids.node, token(app)) != 1)
		take_any(app, db);
	app->has_node = true;
	app->node_until = asked + LEASE_US;
}

static bool lease_is_good(const struct app *app, int64_t left)
{
	return app->has_node && app_clock() + left < app->node_until;
}

void work_lease(struct app *app)
{
	if (!lease_is_good(app, RENEW_US))
		lease_on(app, app->db);
}

struct aside {
	struct app *app;
	struct db *db;
};

static void lease_aside(void *arg)
{
	struct aside *s = arg;

	lease_on(s->app, s->db);
}

/* Within a transaction a lease would be undone with it: it is taken over a connection of its own.
 */
static void lease_beside_transaction(struct app *app)
{
	struct db_config c = app_database(app->arena, app->config, false);
	struct aside s = { .app = app };
	struct failure f;
	bool done;

	c.prepare_as_run = true;
	s.db = db_new(&c);
	db_use_arena(s.db, db_arena(app->db));
	done = fail_run(lease_aside, &s, &f);
	db_free(s.db);
	if (!done)
		fail_again(&f);
}

static void need_node(struct app *app)
{
	if (lease_is_good(app, 0))
		return;
	if (db_in_transaction(app->db))
		lease_beside_transaction(app);
	else
		lease_on(app, app->db);
}

static void release_node(void *arg)
{
	struct app *app = arg;

	db_exec(app->db, &node_release, (unsigned)app->ids.node, token(app));
}

void work_release(struct app *app)
{
	struct failure f;

	if (!app->has_node || db_in_transaction(app->db))
		return;
	app->has_node = false;
	if (!fail_run(release_node, app, &f))
		log_warn("node number %d not given back: %s", (int)app->ids.node, f.message);
}

static uint64_t id_of_now(struct app *app)
{
	need_node(app);
	return ident_next(&app->ids, instant_now());
}

uint64_t work_id(struct work *w)
{
	return w->past ? work_id_at(w, w->now) : id_of_now(w->app);
}

void work_number(struct work *w, char kind, char number[IDENT_NUMBER_SIZE])
{
	ident_number(kind, w->chance ? w->chance(w->chance_of) : secret_random64(), number);
}

uint64_t work_id_at(struct work *w, struct instant then)
{
	struct app *app = w->app;
	uint64_t room =
		then.us < EPOCH_SECOND * INSTANT_SECOND ? UINT64_C(60) << 23 : UINT64_C(1) << 32;

	/* Not the past: many at once must not meet, which numbers of a node's own ensure. */
	if (instant_now().us - then.us < RECENT_US)
		return id_of_now(app);
	if (then.us == app->last_past.us)
		return ++app->last_past_id;
	app->last_past = then;
	app->last_past_id = ident_floor(then) + secret_random64() % room;
	return app->last_past_id;
}

struct unit {
	struct work *work;
	int (*fn)(struct work *w, void *arg);
	void *arg;
};

static int run_unit(struct db *db, void *arg)
{
	struct unit *u = arg;

	(void)db;
	return u->fn(u->work, u->arg);
}

int work_transaction(struct work *w, int (*fn)(struct work *w, void *arg), void *arg)
{
	struct unit u = { w, fn, arg };

	if (!db_in_transaction(w->db))
		work_lease(w->app);
	return db_transaction(w->db, run_unit, &u);
}

int work_part(struct work *w, int (*fn)(struct work *w, void *arg), void *arg)
{
	struct unit u = { w, fn, arg };

	return db_part(w->db, run_unit, &u);
}
