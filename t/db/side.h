/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection to the test database by itself, and what is done behind its back: other connections,
 * its end, a look at its session. */
#ifndef REGULARS_T_SIDE_H
#define REGULARS_T_SIDE_H

#include <check.h>
#include "base/fail.h" /* after check.h, whose fail() it undoes */
#include "base/rows.h"
#include "db/conn.h"
#include "support/database.h"

struct side {
	struct arena *arena;
	struct db_config config;
	struct db *db; /* connected */
};

/* The fixture of a test: `side`, on the migrated and emptied test database. */
extern struct side *side;
void side_setup(void);
void side_teardown(void);
/* One more connection, to be made by its first use; free it with db_free(). */
struct db *side_another(struct side *s, const char *socket);

/* A plain connection, as another program has it. */
MYSQL *side_stranger(void);
void side_run(MYSQL *m, const char *sql);
/* The first column of the first row, or NULL. */
const char *side_ask(struct side *s, MYSQL *m, const char *sql);

/* Ends the connection at the server, and returns when it is gone. */
void side_kill(struct db *db);
/* What the server thinks; no connection has no transaction. */
bool side_has_transaction(struct db *db);
/* However a transaction ended: nothing is open, nothing is locked, the connection serves on. Leaves
 * table stock empty. */
void side_check_at_rest(struct side *s);
/* Runs what must fail. */
struct failure side_failure(void (*fn)(void *arg), void *arg);
/* Seconds of a clock that never steps. */
double side_seconds(void);
/* The rows of table stock, as another connection sees them. */
int64_t side_in_stock(void);
/* The folder of the program's own migrations. */
const char *side_migrations(struct side *s);
/* A path for a socket or folder of this process's own, not yet there. */
const char *side_path(struct side *s, const char *name);

#endif
