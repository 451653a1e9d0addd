/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations: numbered files of plain SQL, applied forward only, each statement recorded before and
 * after it ran. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/secret.h"
#include "db/conn.h"
#include "db/migrate_file.h"

enum { LEASE_S = 600, LOCK_TRIES = 60, OWNER_PLACE = 16, OWNER_SIZE = 32 };

struct refused {
	int version, number; /* a statement; 0: none */
};

struct migration {
	struct db *db;
	struct arena *arena;
	const char *dir;
	bool dry_run;
	void (*say)(const char *line);
	struct migration_file *files;
	int n_files;
	struct migration_state state;
	bool has_tables; /* ours, of what is applied */
	bool locked;
	char owner[OWNER_SIZE + 1];
	unsigned long connection;
	struct refused refused;
};

static void say(const struct migration *m, const char *line)
{
	if (m->say)
		m->say(line);
}

/* Runs text made here: file statements, and our own bookkeeping of numbers, hex digits and checked
 * file names. */
static void run_text(struct migration *m, const char *sql)
{
	db_command(m->db, sql, strlen(sql));
}

/* One column of the first row, or NULL. */
static char *ask(struct migration *m, const char *sql)
{
	MYSQL *my = m->db->mysql;
	MYSQL_RES *res;
	MYSQL_ROW row;
	char *out = NULL;

	if (mysql_real_query(my, sql, strlen(sql)) || !(res = mysql_store_result(my)))
		db_fail(m->db, "migration", mysql_errno(my), mysql_error(my));
	row = mysql_fetch_row(res);
	if (row && row[0])
		out = arena_strdup(m->arena, row[0]);
	mysql_free_result(res);
	return out;
}

static void make_tables(struct migration *m)
{
	static const char *const sql[] = {
		"CREATE TABLE IF NOT EXISTS schema_version (version INT NOT NULL, name VARCHAR(80) "
		"NOT NULL, checksum CHAR(64) NOT NULL,"
		" applied_at DATETIME(6) NOT NULL, PRIMARY KEY (version)) ENGINE=InnoDB DEFAULT "
		"CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
		"CREATE TABLE IF NOT EXISTS schema_step (version INT NOT NULL, step INT NOT NULL, "
		"done TINYINT NOT NULL,"
		" PRIMARY KEY (version, step)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 "
		"COLLATE=utf8mb4_bin",
		"CREATE TABLE IF NOT EXISTS schema_lock (id TINYINT NOT NULL, owner CHAR(32) NULL, "
		"lease_until DATETIME(6) NULL,"
		" PRIMARY KEY (id)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
		"INSERT IGNORE INTO schema_lock (id) VALUES (1)",
	};

	for (size_t i = 0; i < sizeof sql / sizeof *sql; i++)
		run_text(m, sql[i]);
}

/* Who holds the lock: this account on this server, and its connection there. */
static void name_owner(struct migration *m)
{
	const char *place =
		ask(m, "SELECT CONCAT_WS('/', CURRENT_USER(), @@hostname, @@port, @@socket)");
	uint8_t sum[SECRET_HASH_BYTES];

	secret_hash(place, strlen(place), sum);
	migration_hex(sum, OWNER_PLACE / 2, m->owner);
	m->connection = mysql_thread_id(m->db->mysql);
	snprintf(m->owner + OWNER_PLACE, sizeof m->owner - OWNER_PLACE, "%016lx", m->connection);
}

/* A migration that was killed cannot give its lock back; here its connection is seen to be gone. */
static void free_of_the_dead(struct migration *m)
{
	const char *owner = ask(m, "SELECT owner FROM schema_lock WHERE id = 1");
	const char *alive;

	if (!owner || strspn(owner, "0123456789abcdef") != OWNER_SIZE ||
	    strncmp(owner, m->owner, OWNER_PLACE) != 0)
		return;
	alive = ask(m, arena_printf(m->arena,
				    "SELECT id FROM information_schema.processlist WHERE id = %llu",
				    strtoull(owner + OWNER_PLACE, NULL, 16)));
	if (!alive)
		run_text(m, arena_printf(m->arena,
					 "UPDATE schema_lock SET owner = NULL WHERE id = 1 AND "
					 "owner = '%s'",
					 owner));
}

/* A row with a lease, because GET_LOCK is not there on every engine. */
static void lock(struct migration *m)
{
	name_owner(m);
	for (int i = 0; i < LOCK_TRIES; i++) {
		free_of_the_dead(m);
		run_text(m, arena_printf(m->arena,
					 "UPDATE schema_lock SET owner = '%s', lease_until = "
					 "UTC_TIMESTAMP(6) + INTERVAL %d SECOND "
					 "WHERE id = 1 AND (owner IS NULL OR lease_until < "
					 "UTC_TIMESTAMP(6))",
					 m->owner, LEASE_S));
		m->locked = mysql_affected_rows(m->db->mysql) == 1;
		if (m->locked)
			return;
		if (i == 0)
			say(m, "another migration is running; waiting");
		sleep(1);
	}
	fail("migrations: another one has been running for a minute; if it is none any more, its "
	     "lock ends at %s UTC",
	     ask(m, "SELECT CAST(lease_until AS CHAR) FROM schema_lock WHERE id = 1"));
}

/* Before each statement, so that many may take longer than a lease. */
static void renew_lock(struct migration *m)
{
	run_text(m, arena_printf(m->arena,
				 "UPDATE schema_lock SET lease_until = UTC_TIMESTAMP(6) + INTERVAL "
				 "%d SECOND WHERE id = 1 AND owner = '%s'",
				 LEASE_S, m->owner));
	if (mysql_affected_rows(m->db->mysql) != 1)
		fail("migrations: another one took over");
}

static void unlock(struct migration *m)
{
	run_text(m, arena_printf(m->arena,
				 "UPDATE schema_lock SET owner = NULL, lease_until = NULL WHERE id "
				 "= 1 AND owner = '%s'",
				 m->owner));
}

/* A change of tables that ran but was not recorded as done answers with one of these when it runs
 * again: there already, or gone already. */
static bool means_done(MYSQL *my)
{
	static const unsigned codes[] = { 1050, 1051, 1060, 1061, 1068, 1091, 1826, 3822 };
	unsigned code = mysql_errno(my);

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i] == code)
			return true;
	/* MariaDB of a foreign key that is there */
	return code == 1005 && strstr(mysql_error(my), "errno: 121");
}

struct step {
	struct migration *m;
	const struct migration_file *file;
	int number;
	const char *sql;
	bool begun; /* an earlier run may have got as far as this */
};

/* In one transaction with its record, which a change of rows joins; a change of tables commits by
 * itself. */
static int run_and_record(struct db *db, void *arg)
{
	struct step *s = arg;
	MYSQL *my = db->mysql;

	if (mysql_thread_id(my) != s->m->connection)
		fail("migration %s, statement %d: the connection was lost", s->file->name,
		     s->number);
	if (mysql_real_query(my, s->sql, strlen(s->sql)) == 0) {
		mysql_free_result(mysql_store_result(my));
	} else if (!s->begun || !means_done(my)) {
		if (!s->begun && !db_error_of_client(mysql_errno(my)))
			s->m->refused = (struct refused){ s->file->version, s->number };
		fail("migration %s, statement %d: %s", s->file->name, s->number, mysql_error(my));
	}
	run_text(s->m,
		 arena_printf(s->m->arena,
			      "UPDATE schema_step SET done = 1 WHERE version = %d AND step = %d",
			      s->file->version, s->number));
	return 0;
}

static void run_step(struct step *s)
{
	struct migration *m = s->m;
	const char *state =
		ask(m, arena_printf(m->arena,
				    "SELECT done FROM schema_step WHERE version = %d AND step = %d",
				    s->file->version, s->number));

	if (state && !strcmp(state, "1"))
		return;
	renew_lock(m);
	s->begun = state;
	if (!state)
		run_text(m,
			 arena_printf(
				 m->arena,
				 "INSERT INTO schema_step (version, step, done) VALUES (%d, %d, 0)",
				 s->file->version, s->number));
	db_transaction(m->db, run_and_record, s);
}

/* What the server refused was not begun: the next run must not take it for done. */
static void clean_up(void *arg)
{
	struct migration *m = arg;

	if (m->refused.number)
		run_text(m, arena_printf(m->arena,
					 "DELETE FROM schema_step WHERE version = %d AND step = %d",
					 m->refused.version, m->refused.number));
	unlock(m);
}

static void apply(struct migration *m, const struct migration_file *f)
{
	const char *at = f->text;
	struct step s = { .m = m, .file = f };

	while ((s.sql = migration_statement(m->arena, &at))) {
		s.number++;
		run_step(&s);
	}
	run_text(m, arena_printf(m->arena,
				 "INSERT INTO schema_version (version, name, checksum, applied_at) "
				 "VALUES (%d, '%s', '%s', UTC_TIMESTAMP(6))",
				 f->version, f->name, f->checksum));
}

static void check_applied(struct migration *m, const struct migration_file *f, const char *checksum)
{
	if (strcmp(checksum, f->checksum))
		fail("migration %s was changed after it was applied: give the change a new number",
		     f->name);
	m->state.applied++;
}

static void read_newest(struct migration *m)
{
	const char *newest =
		m->has_tables ? ask(m, "SELECT MAX(version) FROM schema_version") : NULL;

	m->state.newest_in_database = newest ? atoi(newest) : 0;
	if (m->state.newest_in_database > m->n_files)
		fail("the database is at migration %03d, this program knows only %03d: use the "
		     "newer program",
		     m->state.newest_in_database, m->n_files);
}

/* NULL: it was not applied yet. */
static const char *applied_checksum(struct migration *m, const struct migration_file *f)
{
	if (!m->has_tables)
		return NULL;
	return ask(m,
		   arena_printf(m->arena, "SELECT checksum FROM schema_version WHERE version = %d",
				f->version));
}

static void look_at(struct migration *m, const struct migration_file *f)
{
	const char *sum = applied_checksum(m, f);

	if (sum) {
		check_applied(m, f, sum);
	} else if (m->dry_run) {
		m->state.pending++;
		say(m, arena_printf(m->arena, "pending  %s", f->name));
	} else {
		apply(m, f);
		m->state.applied++;
		m->state.newest_in_database = f->version;
		say(m, arena_printf(m->arena, "applied  %s", f->name));
	}
}

/* Asking changes nothing: it needs no right to. */
static void begin(struct migration *m)
{
	m->files = migration_files(m->arena, m->dir, &m->n_files);
	m->state.newest_in_program = m->n_files;
	db_ensure(m->db);
	if (!m->dry_run) {
		make_tables(m);
		lock(m);
	}
	m->has_tables = ask(m, "SELECT 1 FROM information_schema.tables WHERE table_schema = "
			       "DATABASE() AND table_name = 'schema_version'");
	read_newest(m);
}

static void work(void *arg)
{
	struct migration *m = arg;

	begin(m);
	for (int i = 0; i < m->n_files; i++)
		look_at(m, &m->files[i]);
}

struct migration_state db_migrate(const struct db_config *c, const char *dir, bool dry_run,
				  void (*hear)(const char *line))
{
	struct migration m = { .dir = dir, .dry_run = dry_run, .say = hear };
	struct failure f, after;
	bool ok;

	m.arena = arena_new();
	m.db = db_new(c);
	m.db->plain = m.db->is_long = true;
	m.db->arena = m.arena;
	ok = fail_run(work, &m, &f);
	if (m.locked && m.db->mysql && !fail_run(clean_up, &m, &after) && ok) {
		ok = false;
		f = after;
	}
	db_free(m.db);
	arena_free(m.arena);
	if (!ok)
		fail_again(&f);
	return m.state;
}
