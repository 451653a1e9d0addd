/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Migrations: numbered files of plain SQL, applied forward only, each statement recorded before and
 * after it runs. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/buf.h"
#include "base/secret.h"
#include "db/conn.h"

enum { FILES_MAX = 999, LEASE_S = 600 };

struct file {
	int version;
	char *name; /* 005_order.sql */
	char *text;
	char checksum[2 * SECRET_HASH_BYTES + 1];
};

struct migration {
	struct db *db;
	struct arena *arena;
	const char *dir;
	bool dry_run;
	void (*say)(const char *line);
	struct file *files;
	int n_files;
	struct migration_state state;
	char lock_token[33];
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

static bool is_name(const char *name)
{
	size_t n = strlen(name);

	return n > 8 && n < 80 && strspn(name, "0123456789") == 3 && name[3] == '_' &&
	       strspn(name, "0123456789_abcdefghijklmnopqrstuvwxyz.") == n &&
	       !strcmp(name + n - 4, ".sql");
}

static char *read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct stat st;
	char *text;

	if (!f || fstat(fileno(f), &st))
		fail("migration %s: cannot be read", path);
	text = arena_alloc(a, (size_t)st.st_size + 1);
	if (fread(text, 1, (size_t)st.st_size, f) != (size_t)st.st_size)
		fail("migration %s: cannot be read", path);
	text[st.st_size] = 0;
	fclose(f);
	return text;
}

static int by_version(const void *a, const void *b)
{
	return ((const struct file *)a)->version - ((const struct file *)b)->version;
}

static void hex(const uint8_t *p, size_t n, char *out)
{
	for (size_t i = 0; i < n; i++)
		sprintf(out + 2 * i, "%02x", p[i]);
}

static void list_files(struct migration *m)
{
	DIR *d = opendir(m->dir);
	struct dirent *e;

	if (!d)
		fail("migrations: folder %s cannot be read", m->dir);
	m->files = arena_array_of(m->arena, FILES_MAX, struct file);
	while ((e = readdir(d)) && m->n_files < FILES_MAX) {
		struct file *f = &m->files[m->n_files];
		uint8_t sum[SECRET_HASH_BYTES];
		if (!is_name(e->d_name))
			continue;
		f->version = atoi(e->d_name);
		f->name = arena_strdup(m->arena, e->d_name);
		f->text = read_file(m->arena, arena_printf(m->arena, "%s/%s", m->dir, e->d_name));
		secret_hash(f->text, strlen(f->text), sum);
		hex(sum, sizeof sum, f->checksum);
		m->n_files++;
	}
	closedir(d);
	qsort(m->files, (size_t)m->n_files, sizeof *m->files, by_version);
	for (int i = 0; i < m->n_files; i++)
		if (m->files[i].version != i + 1)
			fail("migrations: %s is out of order, %03d expected", m->files[i].name,
			     i + 1);
	m->state.newest_in_program = m->n_files;
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

/* A row with a lease, because GET_LOCK is not there on every engine. */
static void lock(struct migration *m)
{
	uint8_t token[16];

	secret_random(token, sizeof token);
	hex(token, sizeof token, m->lock_token);
	for (int i = 0; i < 60; i++) {
		run_text(m, arena_printf(m->arena,
					 "UPDATE schema_lock SET owner = '%s', lease_until = "
					 "UTC_TIMESTAMP(6) + INTERVAL %d SECOND "
					 "WHERE id = 1 AND (owner IS NULL OR lease_until < "
					 "UTC_TIMESTAMP(6))",
					 m->lock_token, LEASE_S));
		if (mysql_affected_rows(m->db->mysql) == 1)
			return;
		if (i == 0)
			say(m, "another migration is running; waiting");
		sleep(1);
	}
	fail("migrations: another one has been running for a minute");
}

static void unlock(struct migration *m)
{
	run_text(m, arena_printf(m->arena,
				 "UPDATE schema_lock SET owner = NULL, lease_until = NULL WHERE id "
				 "= 1 AND owner = '%s'",
				 m->lock_token));
}

/* The next statement: up to a semicolon at a line's end; comment lines dropped. NULL: no more. */
static char *next_statement(struct arena *a, const char **at)
{
	struct buf b;
	bool in_quote = false;

	buf_init(&b, a);
	while (**at) {
		const char *p = *at;
		if (!in_quote && p[0] == '-' && p[1] == '-') {
			*at = p + strcspn(p, "\n");
			continue;
		}
		*at = p + 1;
		if (*p == '\'')
			in_quote = !in_quote;
		if (*p == ';' && !in_quote)
			break;
		buf_addch(&b, *p);
	}
	return strspn(b.p, " \t\r\n") == b.len ? (**at ? next_statement(a, at) : NULL) : b.p;
}

/* A statement that ran but was not recorded as done answers with one of these when it runs again.
 */
static bool means_done(unsigned code)
{
	return code == 1050 || code == 1060 || code == 1061 || code == 1091 || code == 1062;
}

static void run_step(struct migration *m, const struct file *f, int step, const char *sql)
{
	const char *state =
		ask(m, arena_printf(m->arena,
				    "SELECT done FROM schema_step WHERE version = %d AND step = %d",
				    f->version, step));
	MYSQL *my = m->db->mysql;

	if (state && !strcmp(state, "1"))
		return;
	if (!state)
		run_text(m,
			 arena_printf(
				 m->arena,
				 "INSERT INTO schema_step (version, step, done) VALUES (%d, %d, 0)",
				 f->version, step));
	if (mysql_real_query(my, sql, strlen(sql)) && !(state && means_done(mysql_errno(my))))
		fail("migration %s, statement %d: %s", f->name, step, mysql_error(my));
	run_text(m, arena_printf(m->arena,
				 "UPDATE schema_step SET done = 1 WHERE version = %d AND step = %d",
				 f->version, step));
}

static void apply(struct migration *m, const struct file *f)
{
	const char *at = f->text;
	char *sql;
	int step = 0;

	while ((sql = next_statement(m->arena, &at)))
		run_step(m, f, ++step, sql);
	run_text(m, arena_printf(m->arena,
				 "INSERT INTO schema_version (version, name, checksum, applied_at) "
				 "VALUES (%d, '%s', '%s', UTC_TIMESTAMP(6))",
				 f->version, f->name, f->checksum));
}

static void check_applied(struct migration *m, const struct file *f, const char *checksum)
{
	if (strcmp(checksum, f->checksum))
		fail("migration %s was changed after it was applied: give the change a new number",
		     f->name);
	m->state.applied++;
}

static void work(void *arg)
{
	struct migration *m = arg;
	const char *newest;

	list_files(m);
	db_ensure(m->db);
	make_tables(m);
	newest = ask(m, "SELECT MAX(version) FROM schema_version");
	m->state.newest_in_database = newest ? atoi(newest) : 0;
	if (m->state.newest_in_database > m->n_files)
		fail("the database is at migration %03d, this program knows only %03d: use the "
		     "newer program",
		     m->state.newest_in_database, m->n_files);
	if (!m->dry_run)
		lock(m);
	for (int i = 0; i < m->n_files; i++) {
		const struct file *f = &m->files[i];
		const char *sum =
			ask(m,
			    arena_printf(m->arena,
					 "SELECT checksum FROM schema_version WHERE version = %d",
					 f->version));
		if (sum) {
			check_applied(m, f, sum);
		} else if (m->dry_run) {
			m->state.pending++;
			say(m, arena_printf(m->arena, "pending  %s", f->name));
		} else {
			apply(m, f);
			m->state.applied++;
			say(m, arena_printf(m->arena, "applied  %s", f->name));
		}
	}
	if (!m->dry_run) {
		m->state.newest_in_database = m->n_files;
		unlock(m);
	}
}

struct migration_state db_migrate(const struct db_config *c, const char *dir, bool dry_run,
				  void (*hear)(const char *line))
{
	struct migration m = { .dir = dir, .dry_run = dry_run, .say = hear };
	struct failure f;
	bool ok;

	m.arena = arena_new();
	m.db = db_new(c);
	m.db->plain = m.db->is_long = true;
	m.db->arena = m.arena;
	ok = fail_run(work, &m, &f);
	if (!ok && m.db->mysql && m.lock_token[0])
		unlock(&m);
	db_free(m.db);
	arena_free(m.arena);
	if (!ok)
		fail_again(&f);
	return m.state;
}
