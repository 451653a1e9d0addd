/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of imports, for the files of exchange/ alone. */
#ifndef REGULARS_EXCHANGE_STORE_H
#define REGULARS_EXCHANGE_STORE_H

#include "app.h"

struct import_run {
	uint64_t id;
	bool done;
	uint64_t lines_done;
	const char *report; /* JSON; NULL: none yet */
};
/* The run of this file; made where there is none. */
struct import_run import_store_run(struct work *w, const char *kind,
				   const uint8_t hash[SECRET_HASH_BYTES]);
/* Locks it, so that of two imports of one file one waits, and says how far it is. */
uint64_t import_store_lock(struct work *w, uint64_t run_id);
void import_store_move(struct work *w, const struct import_run *r);

struct import_line {
	const char *source_ref;
	int position;
	const char *sku_code, *name;
	int quantity;
	int64_t unit_milli, amount;
};
void import_store_lines(struct work *w, const char *source, const struct import_line *v, size_t n);
/* The lines that a document of the source has here; 0: it is not known. */
struct import_known {
	int lines;
	int64_t amount;
};
void import_store_find(struct work *w, const char *source, const char *const *refs, size_t n,
		       struct import_known *known);

#endif
