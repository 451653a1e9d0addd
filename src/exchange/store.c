/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of imports, and lines of documents that are no orders. */
#include "exchange/store.h"

#include <string.h>
#include "base/fail.h"

DB_STATEMENT(import_run_insert,
	     "INSERT INTO import_run (id, kind, file_hash, state, lines_done, started_at) "
	     "VALUES (?, ?, ?, 0, 0, ?)");
DB_STATEMENT(
	import_run_by_file,
	"SELECT id, state, lines_done, report FROM import_run WHERE kind = ? AND file_hash = ?");

static bool find_run(struct work *w, const char *kind, struct bytes hash, struct import_run *out)
{
	struct rows *r = db_query(w->db, &import_run_by_file, kind, hash);

	if (!rows_next(r))
		return false;
	*out = (struct import_run){ .id = rows_id(r, 0),
				    .done = rows_int(r, 1) == 1,
				    .lines_done = rows_id(r, 2),
				    .report = rows_text(r, 3) };
	return true;
}

struct import_run import_store_run(struct work *w, const char *kind,
				   const uint8_t hash[SECRET_HASH_BYTES])
{
	struct bytes file = bytes_of(hash, SECRET_HASH_BYTES);
	struct import_run run;

	if (find_run(w, kind, file, &run))
		return run;
	/* Somebody else may be as quick: then it is theirs. */
	(void)!db_insert(w->db, &import_run_insert, work_id(w), kind, file, w->now);
	if (!find_run(w, kind, file, &run))
		fail("import: its run is gone");
	return run;
}

DB_STATEMENT(import_run_lock, "SELECT lines_done FROM import_run WHERE id = ? FOR UPDATE");

uint64_t import_store_lock(struct work *w, uint64_t run_id)
{
	struct rows *r = db_query(w->db, &import_run_lock, run_id);

	if (!rows_next(r))
		fail("import: its run is gone");
	return rows_id(r, 0);
}

DB_STATEMENT(
	import_run_move,
	"UPDATE import_run SET state = ?, lines_done = ?, report = ?, ended_at = ? WHERE id = ?");

void import_store_move(struct work *w, const struct import_run *r)
{
	db_exec(w->db, &import_run_move, r->done, r->lines_done, r->report,
		r->done ? instant_now() : INSTANT_NONE, r->id);
}

#define LINE_ARGS 8
DB_STATEMENT(import_line_insert,
	     "INSERT INTO import_line (source, source_ref, position, sku_code, name, quantity, "
	     "unit_milli, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");

void import_store_lines(struct work *w, const char *source, const struct import_line *v, size_t n)
{
	struct db_arg *args = arena_array_of(w->arena, n * LINE_ARGS + 1, struct db_arg), *a = args;

	for (size_t i = 0; i < n; i++) {
		*a++ = db_arg_text(source);
		*a++ = db_arg_text(v[i].source_ref);
		*a++ = db_arg_int(v[i].position);
		*a++ = db_arg_text(v[i].sku_code);
		*a++ = db_arg_text(v[i].name);
		*a++ = db_arg_int(v[i].quantity);
		*a++ = db_arg_int(v[i].unit_milli);
		*a++ = db_arg_int(v[i].amount);
	}
	db_exec_rows(w->db, &import_line_insert, args, LINE_ARGS, n);
}

#define EIGHT "?, ?, ?, ?, ?, ?, ?, ?"
#define MANY  32
DB_STATEMENT(import_line_refs,
	     "SELECT source_ref, COUNT(*), CAST(SUM(amount) AS SIGNED) FROM import_line WHERE "
	     "source = ? AND source_ref IN (" EIGHT ", " EIGHT ", " EIGHT ", " EIGHT ") "
	     "GROUP BY source_ref");

void import_store_find(struct work *w, const char *source, const char *const *refs, size_t n,
		       struct import_known *known)
{
	for (size_t from = 0; from < n; from += MANY) {
		struct db_arg args[1 + MANY] = { db_arg_text(source) };
		struct rows *r;

		for (size_t i = 0; i < MANY; i++)
			args[1 + i] = db_arg_text(refs[from + i < n ? from + i : from]);
		for (size_t i = from; i < n && i < from + MANY; i++)
			known[i] = (struct import_known){ 0 };
		r = db_query_args(w->db, &import_line_refs, args, 1 + MANY);
		while (rows_next(r)) {
			for (size_t i = from; i < n && i < from + MANY; i++) {
				if (strcmp(refs[i], rows_text(r, 0)) == 0)
					known[i] = (struct import_known){ rows_int(r, 1),
									  rows_i64(r, 2) };
			}
		}
	}
}
