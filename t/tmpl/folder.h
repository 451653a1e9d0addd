/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of templates for one test, and what a page of it looks like. */
#ifndef REGULARS_T_TMPL_FOLDER_H
#define REGULARS_T_TMPL_FOLDER_H

#include "base/fail.h"
#include "tmpl/tmpl.h"

struct folder {
	struct arena *arena;
	char *path;
};
struct folder folder_new(void);
/* name may have one folder in front: "layout/page.html". */
void folder_write(const struct folder *f, const char *name, const char *text);
void folder_free(struct folder *f);

/* po/zh_CN.mo made of pairs message, translation, ending with NULL; "context\4message", "one\0many"
 * as in the format. */
struct pair {
	const char *from;
	size_t from_len;
	const char *to;
};
#define PAIR(from, to)                                                                             \
	{                                                                                          \
		from, sizeof(from) - 1, to                                                         \
	}
struct catalogues *folder_catalogue(const struct folder *f, const struct pair *pairs, size_t n);

struct page {
	const char *name, *view, *frame;
	enum lang lang;
	bool strict;
};
/* Renders, in an arena of the folder. NULL: it failed, *why says how. */
const char *folder_render(const struct folder *f, const struct catalogues *c, const struct page *p,
			  const char **why);
/* "" when the folder's templates compile, else why not, the folder's path cut off. */
const char *folder_refusal(const struct folder *f, const struct catalogues *c);

#endif
