/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tax zones as rows. */
#include "tax/store.h"

#define COLUMNS                                                                                    \
	"id, country, region, postal, valid_from, valid_until, standard_bp, reduced_bp, own_bp, "  \
	"version"

static int rate_of(const struct rows *r, unsigned c)
{
	return rows_is_null(r, c) ? TAX_NO_RATE : rows_int(r, c);
}

static struct db_arg rate_arg(int bp)
{
	return bp == TAX_NO_RATE ? db_arg_text(NULL) : db_arg_int(bp);
}

static void read_row(const struct rows *r, struct tax_zone *z)
{
	*z = (struct tax_zone){
		.id = rows_id(r, 0),
		.country = rows_text(r, 1),
		.region = rows_text(r, 2),
		.postal = rows_text(r, 3),
		.from = rows_time(r, 4),
		.until = rows_time(r, 5),
		.rate_bp = { [TAX_STANDARD] = rate_of(r, 6),
			     [TAX_REDUCED] = rate_of(r, 7),
			     [TAX_OWN] = rate_of(r, 8) },
		.version = rows_int(r, 9),
	};
}

DB_STATEMENT(tax_zone_hold, "INSERT INTO setting (name, value, updated_at) VALUES ('tax_zones', "
			    "'0', ?) ON DUPLICATE KEY UPDATE name = VALUES(name)");

void tax_store_hold(struct work *w)
{
	db_exec(w->db, &tax_zone_hold, w->now);
}

DB_STATEMENT(tax_zone_all, "SELECT " COLUMNS " FROM tax_zone ORDER BY country = '', country, "
			   "region, postal, valid_from, id LIMIT 1000");

struct tax_zone *tax_store_list(struct work *w, size_t *n)
{
	struct rows *r = db_query(w->db, &tax_zone_all);
	struct tax_zone *all = arena_array_of(w->arena, rows_count(r) + 1, struct tax_zone);

	for (*n = 0; rows_next(r); ++*n)
		read_row(r, &all[*n]);
	return all;
}

DB_STATEMENT(tax_zone_one, "SELECT " COLUMNS " FROM tax_zone WHERE id = ?");

bool tax_store_get(struct work *w, uint64_t id, struct tax_zone *out)
{
	struct rows *r = db_query(w->db, &tax_zone_one, id);

	if (!rows_next(r))
		return false;
	read_row(r, out);
	return true;
}

DB_STATEMENT(
	tax_zone_insert,
	"INSERT INTO tax_zone (country, region, postal, valid_from, valid_until, standard_bp, "
	"reduced_bp, own_bp, version, id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(tax_zone_update,
	     "UPDATE tax_zone SET country = ?, region = ?, postal = ?, valid_from = ?, "
	     "valid_until = ?, standard_bp = ?, reduced_bp = ?, own_bp = ?, version = ? "
	     "WHERE id = ?");
enum { VALUES = 10 };

static void take_values(const struct tax_zone *z, struct db_arg args[VALUES])
{
	const struct db_arg a[VALUES] = {
		db_arg_text(z->country),
		db_arg_text(z->region),
		db_arg_text(z->postal),
		db_arg_time(z->from),
		db_arg_time(z->until),
		rate_arg(z->rate_bp[TAX_STANDARD]),
		rate_arg(z->rate_bp[TAX_REDUCED]),
		rate_arg(z->rate_bp[TAX_OWN]),
		db_arg_int(z->version),
		db_arg_uint(z->id),
	};

	for (int i = 0; i < VALUES; i++)
		args[i] = a[i];
}

void tax_store_insert(struct work *w, const struct tax_zone *z)
{
	struct db_arg args[VALUES + 1];

	take_values(z, args);
	args[VALUES] = db_arg_time(w->now);
	db_exec_args(w->db, &tax_zone_insert, args, VALUES + 1);
}

void tax_store_update(struct work *w, const struct tax_zone *z)
{
	struct db_arg args[VALUES];

	take_values(z, args);
	db_exec_args(w->db, &tax_zone_update, args, VALUES);
}

DB_STATEMENT(tax_zone_delete, "DELETE FROM tax_zone WHERE id = ?");

void tax_store_delete(struct work *w, uint64_t id)
{
	db_exec(w->db, &tax_zone_delete, id);
}
