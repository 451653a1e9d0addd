/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading migrations, and where a statement of them ends: semicolons inside strings, names and
 * comments are part of it. */
#include "db/migrate_file.h"

#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "base/buf.h"
#include "base/fail.h"

enum { FILES_MAX = 999 };

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
	return ((const struct migration_file *)a)->version -
	       ((const struct migration_file *)b)->version;
}

static void take_file(struct arena *a, const char *dir, const char *name, struct migration_file *f)
{
	uint8_t sum[SECRET_HASH_BYTES];

	f->version = atoi(name);
	f->name = arena_strdup(a, name);
	f->text = read_file(a, arena_printf(a, "%s/%s", dir, name));
	secret_hash(f->text, strlen(f->text), sum);
	secret_hex(sum, sizeof sum, f->checksum);
}

struct migration_file *migration_files(struct arena *a, const char *dir, int *n)
{
	struct migration_file *files = arena_array_of(a, FILES_MAX, struct migration_file);
	DIR *d = opendir(dir);
	struct dirent *e;

	if (!d)
		fail("migrations: folder %s cannot be read", dir);
	for (*n = 0; *n < FILES_MAX && (e = readdir(d));) {
		if (is_name(e->d_name))
			take_file(a, dir, e->d_name, &files[(*n)++]);
	}
	closedir(d);
	qsort(files, (size_t)*n, sizeof *files, by_version);
	for (int i = 0; i < *n; i++) {
		if (files[i].version != i + 1)
			fail("migrations: %s is out of order, %03d expected", files[i].name, i + 1);
	}
	return files;
}

/* Two dashes are a comment only where a space follows: 5--3 is a sum. */
static bool is_line_comment(const char *p)
{
	return *p == '#' || (p[0] == '-' && p[1] == '-' && (unsigned char)p[2] <= ' ');
}

static bool is_block_comment(const char *p)
{
	return p[0] == '/' && p[1] == '*';
}

/* A block comment with an instruction to the server: hints, and what only some versions run. */
static bool is_executed(const char *p)
{
	return p[2] == '!' || p[2] == '+' || (p[2] == 'M' && p[3] == '!');
}

static const char *past_quoted(const char *p)
{
	char quote = *p++;

	for (; *p; p++) {
		if (*p == '\\' && quote != '`' && p[1])
			p++;
		else if (*p == quote && p[1] == quote)
			p++;
		else if (*p == quote)
			return p + 1;
	}
	return p;
}

static const char *past_block(const char *p)
{
	const char *end = strstr(p + 2, "*/");

	return end ? end + 2 : p + strlen(p);
}

/* The end of the string, name, comment or single character at p. */
static const char *past_piece(const char *p)
{
	if (is_line_comment(p))
		return p + strcspn(p, "\n");
	if (is_block_comment(p))
		return past_block(p);
	return strchr("'\"`", *p) ? past_quoted(p) : p + 1;
}

char *migration_statement(struct arena *a, const char **at)
{
	const char *p = *at, *next;
	bool empty = true;
	struct buf b;

	buf_init(&b, a);
	for (; *p && (*p != ';' || empty); p = next) {
		next = past_piece(p);
		if (is_line_comment(p) || (is_block_comment(p) && !is_executed(p))) {
			buf_addch(&b, ' ');
		} else if (*p != ';') {
			empty = empty && isspace((unsigned char)*p);
			buf_add(&b, p, (size_t)(next - p));
		}
	}
	*at = *p ? p + 1 : p;
	return empty ? NULL : b.p;
}
