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

/* What is asked of the server itself, and the books of what was applied. */
DB_STATEMENT_LATE(migration_place,
		  "SELECT CONCAT_WS('/', CURRENT_USER(), @@hostname, @@port, @@socket)");
DB_STATEMENT_LATE(migration_connection,
		  "SELECT id FROM information_schema.processlist WHERE id = ?");
DB_STATEMENT_LATE(migration_has_tables,
		  "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() "
		  "AND table_name = 'schema_version'");
DB_STATEMENT_LATE(migration_lock_owner, "SELECT owner FROM schema_lock WHERE id = 1");
DB_STATEMENT_LATE(migration_lock_end,
		  "SELECT CAST(lease_until AS CHAR) FROM schema_lock WHERE id = 1");
DB_STATEMENT_LATE(migration_lock,
		  "UPDATE schema_lock SET owner = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL ? "
		  "SECOND WHERE id = 1 AND (owner IS NULL OR lease_until < UTC_TIMESTAMP(6))");
DB_STATEMENT_LATE(migration_lock_longer,
		  "UPDATE schema_lock SET lease_until = UTC_TIMESTAMP(6) + INTERVAL ? SECOND "
		  "WHERE id = 1 AND owner = ?");
DB_STATEMENT_LATE(migration_unlock,
		  "UPDATE schema_lock SET owner = NULL, lease_until = NULL WHERE id = 1 AND "
		  "owner = ?");
DB_STATEMENT_LATE(migration_step, "SELECT done FROM schema_step WHERE version = ? AND step = ?");
DB_STATEMENT_LATE(migration_step_begun,
		  "INSERT INTO schema_step (version, step, done) VALUES (?, ?, 0)");
DB_STATEMENT_LATE(migration_step_done,
		  "UPDATE schema_step SET done = 1 WHERE version = ? AND step = ?");
DB_STATEMENT_LATE(migration_step_forgotten,
		  "DELETE FROM schema_step WHERE version = ? AND step = ?");
DB_STATEMENT_LATE(migration_applied,
		  "INSERT INTO schema_version (version, name, checksum, applied_at) "
		  "VALUES (?, ?, ?, UTC_TIMESTAMP(6))");
DB_STATEMENT_LATE(migration_newest, "SELECT MAX(version) FROM schema_version");
DB_STATEMENT_LATE(migration_checksum, "SELECT checksum FROM schema_version WHERE version = ?");

/* The one column of the first row; NULL: there is none. */
static const char *text_of(struct rows *r)
{
	return rows_next(r) ? rows_text(r, 0) : NULL;
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
		db_command(m->db, sql[i], strlen(sql[i]));
}

/* Who holds the lock: this account on this server, and its connection there. */
static void name_owner(struct migration *m)
{
	const char *place = text_of(db_query(m->db, &migration_place));
	uint8_t sum[SECRET_HASH_BYTES];

	secret_hash(place, strlen(place), sum);
	secret_hex(sum, OWNER_PLACE / 2, m->owner);
	m->connection = mysql_thread_id(m->db->mysql);
	snprintf(m->owner + OWNER_PLACE, sizeof m->owner - OWNER_PLACE, "%016lx", m->connection);
}

/* A migration that was killed cannot give its lock back; here its connection is seen to be gone. */
static void free_of_the_dead(struct migration *m)
{
	const char *owner = text_of(db_query(m->db, &migration_lock_owner));
	unsigned long long connection;

	if (!owner || strspn(owner, "0123456789abcdef") != OWNER_SIZE ||
	    strncmp(owner, m->owner, OWNER_PLACE) != 0)
		return;
	connection = strtoull(owner + OWNER_PLACE, NULL, 16);
	if (!rows_next(db_query(m->db, &migration_connection, connection)))
		db_exec(m->db, &migration_unlock, owner);
}

/* A row with a lease, because GET_LOCK is not there on every engine. */
static void lock(struct migration *m)
{
	name_owner(m);
	for (int i = 0; i < LOCK_TRIES; i++) {
		free_of_the_dead(m);
		m->locked = db_exec(m->db, &migration_lock, m->owner, LEASE_S) == 1;
		if (m->locked)
			return;
		if (i == 0)
			say(m, "another migration is running; waiting");
		sleep(1);
	}
	fail("migrations: another one has been running for a minute; if it is none any more, its "
	     "lock ends at %s UTC",
	     text_of(db_query(m->db, &migration_lock_end)));
}

/* Before each statement, so that many may take longer than a lease. */
static void renew_lock(struct migration *m)
{
	if (db_exec(m->db, &migration_lock_longer, LEASE_S, m->owner) != 1)
		fail("migrations: another one took over");
}

static void unlock(struct migration *m)
{
	db_exec(m->db, &migration_unlock, m->owner);
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
 * itself. A statement of a file is sent as it stands there: not every change of tables can be
 * prepared, and no value is in it that the file does not hold. */
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
	db_exec(db, &migration_step_done, s->file->version, s->number);
	return 0;
}

static void run_step(struct step *s)
{
	struct migration *m = s->m;
	struct rows *r = db_query(m->db, &migration_step, s->file->version, s->number);

	s->begun = rows_next(r);
	if (s->begun && rows_bool(r, 0))
		return;
	renew_lock(m);
	if (!s->begun)
		db_exec(m->db, &migration_step_begun, s->file->version, s->number);
	db_transaction(m->db, run_and_record, s);
}

/* What the server refused was not begun: the next run must not take it for done. */
static void clean_up(void *arg)
{
	struct migration *m = arg;

	if (m->refused.number)
		db_exec(m->db, &migration_step_forgotten, m->refused.version, m->refused.number);
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
	db_exec(m->db, &migration_applied, f->version, f->name, f->checksum);
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
	struct rows *r = m->has_tables ? db_query(m->db, &migration_newest) : NULL;

	m->state.newest_in_database = r && rows_next(r) ? rows_int(r, 0) : 0;
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
	return text_of(db_query(m->db, &migration_checksum, f->version));
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
	m->has_tables = rows_next(db_query(m->db, &migration_has_tables));
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
	m.db->config.prepare_as_run = m.db->is_long = true;
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
