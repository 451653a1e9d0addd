/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of migrations: in order, with their checksums, as single statements. */
#ifndef REGULARS_DB_MIGRATE_FILE_H
#define REGULARS_DB_MIGRATE_FILE_H

#include "base/arena.h"
#include "base/secret.h"

struct migration_file {
	int version;
	char *name; /* 005_order.sql */
	char *text;
	char checksum[2 * SECRET_HASH_BYTES + 1];
};

/* Those of the folder, the first being 001; fails where a number is missing or there twice. */
struct migration_file *migration_files(struct arena *a, const char *dir, int *n);
/* The statement at *at without its semicolon and comments (those that a server executes stay), and
 * moves *at behind it. NULL: no more. */
char *migration_statement(struct arena *a, const char **at);

#endif
