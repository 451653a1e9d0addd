/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The test database: migrated, emptied, and asked over a connection of its own. */
#include "support/database.h"
#include <check.h>
#include <mariadb/mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include "base/fail.h"
#include "support/skip.h"

/* What the tests of a suite need to find out once, though each has a process of its own. */
struct found {
	char migrated[512]; /* the folder whose migrations are done; "" none */
	char filled[65536]; /* asks which tables hold rows; "" not yet known */
};

static struct found own, *found = &own;

void support_database_open(void)
{
	found = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	if (found == MAP_FAILED) {
		perror("unit");
		exit(EXIT_FAILURE);
	}
}

static const char *setting(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && *value ? value : otherwise;
}

struct db_config support_database(void)
{
	struct db_config c = {
		.socket = setting("REGULARS_TEST_DB_SOCKET", NULL),
		.name = setting("REGULARS_TEST_DB_NAME", "regulars_test"),
		.user = setting("REGULARS_TEST_DB_USER", "root"),
		.password = setting("REGULARS_TEST_DB_PASSWORD", ""),
	};

	if (!c.socket)
		skip("no database: REGULARS_TEST_DB_SOCKET is not set");
	/* Everything in it is deleted: nobody's shop must be named here. */
	if (!strstr(c.name, "test"))
		ck_abort_msg("REGULARS_TEST_DB_NAME must hold \"test\": %s", c.name);
	return c;
}

static MYSQL *connect_now(void)
{
	struct db_config c = support_database();
	MYSQL *m = mysql_init(NULL);

	if (!mysql_real_connect(m, "localhost", c.user, c.password, c.name, 0, c.socket, 0))
		ck_abort_msg("test database: %s", mysql_error(m));
	mysql_set_character_set(m, "utf8mb4");
	return m;
}

static MYSQL_RES *run(MYSQL *m, const char *sql)
{
	MYSQL_RES *r = mysql_query(m, sql) == 0 ? mysql_store_result(m) : NULL;

	/* Some errors come with the rows. */
	if (mysql_errno(m) != 0)
		ck_abort_msg("%s: %s", sql, mysql_error(m));
	return r;
}

void support_sql(const char *sql)
{
	MYSQL *m = connect_now();

	mysql_free_result(run(m, sql));
	mysql_close(m);
}

int64_t support_number(const char *sql)
{
	MYSQL *m = connect_now();
	MYSQL_RES *r = run(m, sql);
	MYSQL_ROW row = r ? mysql_fetch_row(r) : NULL;
	int64_t n = row && row[0] ? strtoll(row[0], NULL, 10) : 0;

	mysql_free_result(r);
	mysql_close(m);
	return n;
}

bool support_is_mariadb(void)
{
	return support_number("SELECT VERSION() LIKE '%MariaDB%'") != 0;
}

/* One statement that names the tables with rows, for to ask each by itself takes longer than most
 * tests. */
static void write_filled(MYSQL *m)
{
	MYSQL_RES *tables = run(
		m,
		"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
		"AND table_name NOT LIKE 'schema\\_%' AND table_name NOT IN ('job', 'audit_head', "
		"'feed_head')");
	size_t n = 0;
	MYSQL_ROW row;

	n += (size_t)snprintf(found->filled, sizeof found->filled, "SELECT CONCAT_WS(' '");
	while ((row = mysql_fetch_row(tables)) && n < sizeof found->filled)
		n += (size_t)snprintf(found->filled + n, sizeof found->filled - n,
				      ", IF(EXISTS (SELECT 1 FROM `%s`), '%s', NULL)", row[0],
				      row[0]);
	if (n < sizeof found->filled)
		n += (size_t)snprintf(found->filled + n, sizeof found->filled - n, ")");
	if (n >= sizeof found->filled)
		ck_abort_msg("more tables than support_empty() has room for");
	mysql_free_result(tables);
}

/* DELETE, for TRUNCATE makes files. */
static void empty_filled(MYSQL *m)
{
	MYSQL_RES *r = run(m, found->filled);
	char *rest = mysql_fetch_row(r)[0], *table;

	while ((table = strsep(&rest, " ")) && *table) {
		char sql[128];

		snprintf(sql, sizeof sql, "DELETE FROM `%s`", table);
		run(m, sql);
	}
	mysql_free_result(r);
}

void support_empty(void)
{
	MYSQL *m = connect_now();

	run(m, "SET foreign_key_checks = 0");
	/* jobs come with the migrations: as new, not gone */
	run(m, "UPDATE job SET run_at = '2020-01-01', owner = NULL, lease_until = NULL, tries = 0, "
	       "last_error = NULL, done_at = NULL");
	run(m, "UPDATE audit_head SET seq = 0, hash = REPEAT(CHAR(0), 32)");
	run(m, "UPDATE feed_head SET last = 0");
	if (!*found->filled)
		write_filled(m);
	empty_filled(m);
	mysql_close(m);
}

static void drop_tables(void)
{
	MYSQL *m = connect_now();
	MYSQL_RES *tables;
	MYSQL_ROW row;

	run(m, "SET foreign_key_checks = 0");
	tables = run(
		m,
		"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
	while ((row = mysql_fetch_row(tables))) {
		char sql[128];

		snprintf(sql, sizeof sql, "DROP TABLE `%s`", row[0]);
		run(m, sql);
	}
	mysql_free_result(tables);
	mysql_close(m);
}

struct migrating {
	struct db_config database;
	const char *dir;
};

static void migrate(void *arg)
{
	struct migrating *m = arg;

	db_migrate(&m->database, m->dir, false, NULL);
}

/* A migration that was changed while it is being written: here nothing is lost by beginning anew.
 */
void support_migrate(const char *dir)
{
	struct migrating m = { support_database(), dir };
	struct failure f;

	if (strcmp(found->migrated, dir) == 0)
		return;
	*found->filled = '\0';
	if (!fail_run(migrate, &m, &f)) {
		drop_tables();
		if (!fail_run(migrate, &m, &f))
			ck_abort_msg("migrations: %s", f.message);
	}
	snprintf(found->migrated, sizeof found->migrated, "%s", dir);
}
