/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the catalogue program: messages in the code, in templates and in .po files. */
#ifndef REGULARS_T_CATALOGUE_H
#define REGULARS_T_CATALOGUE_H

#include <stdbool.h>
#include <stdio.h>
#include "base/arena.h"

struct entry {
	const char *context, *msg, *plural; /* NULL: none */
	const char *to[4];                  /* translations; [0] alone without plural */
	const char *comments;               /* whole lines, each with its line feed */
	const char *places;                 /* files, separated by spaces */
	bool fuzzy, obsolete;
};
struct entries {
	struct arena *arena;
	struct entry *v;
	size_t n, cap;
};
struct entry *entries_add(struct entries *e, const struct entry *new);
struct entry *entries_find(const struct entries *e, const char *context, const char *msg);

/* po.c: the header is the entry of the empty message. Fails with file:line. */
void po_read(struct entries *e, const char *path);
void po_parse(struct entries *e, const char *path, const char *text);
void po_write(FILE *f, const struct entries *e);

/* collect.c: all messages in order of first use: enum words, src/ by path, templates/ by path. */
void collect(struct entries *e, const char *src, const char *templates);
/* One C file's N_("…") and C_("…", "…"). */
void collect_c(struct entries *e, const char *path, const char *text);

/* marks.c: what a translation must keep: {{tags}}, {fields}, printf conversions, markup, quotes.
 * NULL: all kept; else what differs. */
const char *marks_differ(struct arena *a, const char *msg, const char *translation);

#endif
