/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is decided about the tree of categories without looking anything up. */
#include <stdio.h>
#include <string.h>
#include "base/buf.h"
#include "base/text.h"
#include "catalog/category.h"

int category_depth(const char *trail)
{
	int n = 0;

	for (; *trail; trail++)
		n += *trail == '/';
	return n > 0 ? n - 1 : 0;
}

bool category_is_within(const struct category *c, uint64_t other)
{
	char step[32];

	snprintf(step, sizeof step, "/%llu/", (unsigned long long)other);
	return strstr(c->trail, step) != NULL;
}

static size_t put_below(const struct category *all, size_t n, uint64_t parent, int depth,
			const struct category **out, size_t at)
{
	if (depth > CATEGORY_DEPTH_MAX)
		return at;
	for (size_t i = 0; i < n; i++) {
		if (all[i].parent_id != parent)
			continue;
		out[at++] = &all[i];
		at = put_below(all, n, all[i].id, depth + 1, out, at);
	}
	return at;
}

size_t category_in_order(const struct category *all, size_t n, const struct category **out)
{
	return put_below(all, n, 0, 1, out, 0);
}

enum category_refusal category_may_stand(const struct category *parent, uint64_t id, int below)
{
	int depth = parent ? parent->depth : 0;

	if (parent && id && category_is_within(parent, id))
		return CATEGORY_INTO_ITSELF;
	return depth + 1 + below > CATEGORY_DEPTH_MAX ? CATEGORY_TOO_DEEP : CATEGORY_OK;
}

size_t category_split(struct arena *a, const char *path, const char *names[CATEGORY_DEPTH_MAX])
{
	static const char mark[] = "›";
	size_t n = 0;

	for (const char *p = path; p;) {
		const char *plain = strchr(p, '>'), *fine = strstr(p, mark);
		bool is_fine = fine && (!plain || fine < plain);
		const char *end = is_fine ? fine : plain;
		char *name = text_clean(a, end ? arena_strndup(a, p, (size_t)(end - p)) : p, true);

		if (n == CATEGORY_DEPTH_MAX || !name || !*name ||
		    text_length(name) > CATEGORY_NAME_CHARS)
			return 0;
		names[n++] = name;
		p = end ? end + (is_fine ? strlen(mark) : 1) : NULL;
	}
	return n;
}
