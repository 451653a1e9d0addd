/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test database. skip()s where there is none. */
#ifndef REGULARS_T_DATABASE_H
#define REGULARS_T_DATABASE_H

#include <stdint.h>
#include "db/db.h"

/* Before the first test's process: what one finds out the others know. */
void support_database_open(void);
struct db_config support_database(void);
void support_migrate(const char *dir);
/* Deletes every row but those of the migrations. */
void support_empty(void);
/* A statement over a connection of its own, as the tests' account; fails the test when it fails. */
void support_sql(const char *sql);
/* The first column of the first row, as a number (NULL and no row: 0). */
int64_t support_number(const char *sql);
/* MySQL otherwise: for the few tests that must do something by another way there. */
bool support_is_mariadb(void);

#endif
