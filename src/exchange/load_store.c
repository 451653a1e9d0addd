/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of files that are taken over. */
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "db/db.h"
#include "exchange/load.h"

_Static_assert(LOAD_RUNNING == 3 && LOAD_UNDOING == 5 && ACTOR_STAFF == 2 && ACTOR_API_KEY == 3,
	       "states and actors are stored by number");

#define COLUMNS                                                                                    \
	"f.id, f.kind, f.name, f.actor_kind, f.actor_id, COALESCE(s.name, k.name), f.state, "      \
	"f.n_bytes, f.encoding, f.delimiter, f.mapping, f.report, f.task_id, f.created_at, "       \
	"f.ended_at, f.has_files, f.repairs"
#define NAMED                                                                                      \
	" FROM import_file f LEFT JOIN staff s ON f.actor_kind = 2 AND s.id = f.actor_id "         \
	"LEFT JOIN api_key k ON f.actor_kind = 3 AND k.id = f.actor_id "

static int index_of(const char *const *words, int n, const char *word)
{
	for (int i = 0; i < n; i++)
		if (!strcmp(words[i], word))
			return i;
	fail("import: %s is none of the words", word);
}

static cJSON *tree(struct arena *a, const char *text)
{
	return text ? json_read_own(arena_strdup(a, text)) : NULL;
}

static void read_row(struct work *w, const struct rows *r, struct load_file *f)
{
	const char *delimiter = rows_text(r, 9);

	*f = (struct load_file){
		.id = rows_id(r, 0),
		.kind = (enum load_kind)index_of(load_kind_word, LOAD_KIND__MAX, rows_text(r, 1)),
		.name = rows_text(r, 2),
		.who = { (enum actor_kind)rows_int(r, 3), rows_id(r, 4) },
		.who_name = rows_text(r, 5),
		.state = (enum load_state)rows_int(r, 6),
		.n_bytes = rows_i64(r, 7),
		.encoding = (enum load_encoding)index_of(load_encoding_word, ENCODING__MAX,
							 rows_text(r, 8)),
		.mapping = tree(w->arena, rows_text(r, 10)),
		.report = tree(w->arena, rows_text(r, 11)),
		.task_id = rows_id(r, 12),
		.created_at = rows_time(r, 13),
		.ended_at = rows_time(r, 14),
		.has_files = rows_bool(r, 15),
		.repairs = tree(w->arena, rows_text(r, 16)),
	};
	for (int i = 0; i < DELIMITER__MAX; i++)
		if (load_delimiter_char[i] == *delimiter)
			f->delimiter = (enum load_delimiter)i;
}

DB_STATEMENT(
	load_insert,
	"INSERT INTO import_file (id, kind, name, actor_kind, actor_id, state, n_bytes, "
	"encoding, delimiter, created_at, has_files) VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, 1)");

static const char *delimiter_text(struct work *w, enum load_delimiter d)
{
	return arena_printf(w->arena, "%c", load_delimiter_char[d]);
}

void load_store_insert(struct work *w, const struct load_file *f)
{
	db_exec(w->db, &load_insert, f->id, load_kind_word[f->kind], f->name, (int)f->who.kind,
		db_id_or_null(f->who.id), f->n_bytes, load_encoding_word[f->encoding],
		delimiter_text(w, f->delimiter), w->now);
}

DB_STATEMENT(load_by_id, "SELECT " COLUMNS NAMED "WHERE f.id = ?");

bool load_store_find(struct work *w, uint64_t id, struct load_file *out)
{
	struct rows *r = db_query(w->db, &load_by_id, id);

	if (!rows_next(r))
		return false;
	read_row(w, r, out);
	return true;
}

DB_STATEMENT(load_newest, "SELECT " COLUMNS NAMED "WHERE f.id < ? ORDER BY f.id DESC LIMIT ?");

struct load_file *load_store_list(struct work *w, uint64_t below, size_t max, size_t *n)
{
	struct rows *r = db_query(w->db, &load_newest, below, max);
	struct load_file *all = arena_array_of(w->arena, rows_count(r) + 1, struct load_file);

	for (*n = 0; rows_next(r); ++*n)
		read_row(w, r, &all[*n]);
	return all;
}

DB_STATEMENT(load_set_read_as,
	     "UPDATE import_file SET encoding = ?, delimiter = ?, mapping = "
	     "NULL, report = NULL, repairs = NULL, state = 0 WHERE id = ? AND state IN (0, 2)");

void load_store_read_as(struct work *w, const struct load_file *f)
{
	db_exec(w->db, &load_set_read_as, load_encoding_word[f->encoding],
		delimiter_text(w, f->delimiter), f->id);
}

DB_STATEMENT(load_set_repairs, "UPDATE import_file SET repairs = ? WHERE id = ?");

void load_store_repairs(struct work *w, uint64_t id, const cJSON *repairs)
{
	db_exec(w->db, &load_set_repairs, json_text(w->arena, repairs), id);
}

DB_STATEMENT(load_running, "SELECT f.id FROM import_file f JOIN task t ON t.id = f.task_id "
			   "WHERE f.kind = ? AND f.state IN (3, 5) AND t.state = 0 LIMIT 1");

bool load_store_is_running(struct work *w, enum load_kind kind)
{
	return rows_next(db_query(w->db, &load_running, load_kind_word[kind]));
}

DB_STATEMENT(load_started, "UPDATE import_file SET state = ?, mapping = ?, task_id = ? "
			   "WHERE id = ?");

void load_store_start(struct work *w, uint64_t id, enum load_state state, const cJSON *mapping,
		      uint64_t task_id)
{
	db_exec(w->db, &load_started, (int)state, json_text(w->arena, mapping), task_id, id);
}

DB_STATEMENT(load_ended, "UPDATE import_file SET state = ?, report = ?, ended_at = ? WHERE id = ?");

void load_store_end(struct work *w, uint64_t id, enum load_state state, const cJSON *report)
{
	db_exec(w->db, &load_ended, (int)state, json_text(w->arena, report), w->now, id);
}

DB_STATEMENT(load_old, "SELECT id FROM import_file WHERE has_files = 1 AND created_at < ? "
		       "LIMIT ?");

size_t load_store_old(struct work *w, struct instant before, uint64_t *ids, size_t max)
{
	struct rows *r = db_query(w->db, &load_old, before, max);
	size_t n = 0;

	while (rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}

DB_STATEMENT(load_files_gone, "UPDATE import_file SET has_files = 0 WHERE id = ?");

DB_STATEMENT(made_forget, "DELETE FROM import_made WHERE file_id = ?");

void load_store_forget_files(struct work *w, uint64_t id)
{
	db_exec(w->db, &made_forget, id);
	db_exec(w->db, &load_files_gone, id);
}

/* ---- what columns are ---- */

enum { MAPPINGS_MAX = 50 };
DB_STATEMENT(mapping_list, "SELECT name, heads, fields FROM import_mapping WHERE kind = ? "
			   "ORDER BY saved_at DESC LIMIT ?");

struct load_mapping *load_mappings(struct work *w, enum load_kind kind, size_t *n)
{
	struct rows *r = db_query(w->db, &mapping_list, load_kind_word[kind], (int)MAPPINGS_MAX);
	struct load_mapping *all = arena_array_of(w->arena, rows_count(r) + 1, struct load_mapping);

	for (*n = 0; rows_next(r); ++*n)
		all[*n] = (struct load_mapping){
			rows_text(r, 0),
			json_read_own(arena_strdup(w->arena, rows_text(r, 1))),
			json_read_own(arena_strdup(w->arena, rows_text(r, 2))),
		};
	return all;
}

DB_STATEMENT(
	mapping_save,
	"REPLACE INTO import_mapping (kind, name, heads, fields, actor_kind, actor_id, saved_at) "
	"VALUES (?, ?, ?, ?, ?, ?, ?)");

void load_store_put_mapping(struct work *w, enum load_kind kind, const char *name,
			    const cJSON *heads, const cJSON *fields)
{
	db_exec(w->db, &mapping_save, load_kind_word[kind], name, json_text(w->arena, heads),
		json_text(w->arena, fields), (int)w->actor.kind, db_id_or_null(w->actor.id),
		w->now);
}

/* ---- what files did ---- */

DB_STATEMENT(made_insert, "INSERT INTO import_made (file_id, line, made_id, was, became) "
			  "VALUES (?, ?, ?, ?, ?)");

void load_store_put_made(struct work *w, uint64_t id, const struct load_made *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, 5 * n + 1, struct db_arg), *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_uint(id);
		*a++ = db_arg_uint(v[i].line);
		*a++ = db_id_or_null(v[i].made_id);
		*a++ = db_arg_text(v[i].was);
		*a++ = db_arg_text(v[i].became);
	}
	db_exec_rows(w->db, &made_insert, args, 5, n);
}

DB_STATEMENT(made_next, "SELECT line, made_id, was, became FROM import_made "
			"WHERE file_id = ? AND state = 0 ORDER BY line DESC LIMIT ?");

size_t load_store_made(struct work *w, uint64_t id, struct load_made *v, size_t max)
{
	struct rows *r = db_query(w->db, &made_next, id, max);
	size_t n = 0;

	for (; rows_next(r); n++)
		v[n] = (struct load_made){ rows_id(r, 0), rows_id(r, 1), rows_text(r, 2),
					   rows_text(r, 3) };
	return n;
}

DB_STATEMENT(made_ended, "UPDATE import_made SET state = ? WHERE file_id = ? AND line = ?");

void load_store_end_made(struct work *w, uint64_t id, uint64_t line, bool is_gone)
{
	db_exec(w->db, &made_ended, is_gone ? 1 : 2, id, line);
}
