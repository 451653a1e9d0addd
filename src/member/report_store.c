/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger's sums by month. */
#include "member/report.h"

#define PAST  "(at >= ?)"
#define PAST6 PAST " + " PAST " + " PAST " + " PAST " + " PAST " + " PAST

_Static_assert(REPORT_MONTHS == 23, "so many bounds within are asked for");
/* How many bounds an entry lies behind is its month. */
DB_STATEMENT(points_by_month,
	     "SELECT " PAST6 " + " PAST6 " + " PAST6 " + " PAST " + " PAST " + " PAST " + " PAST
	     " AS month, kind, SUM(pending), SUM(usable) FROM member_entry WHERE at >= ? AND at < "
	     "? GROUP BY month, kind");
DB_STATEMENT(points_open, "SELECT COALESCE(SUM(pending + usable), 0) FROM member_account");
DB_STATEMENT(points_later,
	     "SELECT COALESCE(SUM(pending + usable), 0) FROM member_entry WHERE at >= ?");

static int64_t sum_of(struct rows *r)
{
	return rows_next(r) ? rows_i64(r, 0) : 0;
}

void report_store_read(struct work *w, const struct instant bounds[REPORT_MONTHS + 1],
		       struct points_moved out[REPORT_MONTHS], int64_t *open_now)
{
	struct db_arg args[REPORT_MONTHS + 1];
	struct rows *r;
	size_t n = 0;

	for (int i = 1; i < REPORT_MONTHS; i++)
		args[n++] = db_arg_time(bounds[i]);
	args[n++] = db_arg_time(bounds[0]);
	args[n++] = db_arg_time(bounds[REPORT_MONTHS]);
	for (int i = 0; i < REPORT_MONTHS; i++)
		out[i] = (struct points_moved){ 0 };
	r = db_query_args(w->db, &points_by_month, args, n);
	while (rows_next(r))
		report_count(&out[rows_int(r, 0)], (enum member_entry_kind)rows_int(r, 1),
			     rows_i64(r, 2), rows_i64(r, 3));
	*open_now = sum_of(db_query(w->db, &points_open)) -
		    sum_of(db_query(w->db, &points_later, bounds[REPORT_MONTHS]));
}
