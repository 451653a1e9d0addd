/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what stands in a value's tag: a dotted name or a literal, then filters. */
#include <string.h>
#include "base/json.h"
#include "i18n/inside.h"
#include "tmpl/inside.h"

#define NAMES_MAX   8
#define FILTERS_MAX 4

struct piece {
	const char *s;
	size_t len;
};

static struct piece trimmed(const char *s, size_t len)
{
	while (len && (*s == ' ' || *s == '\t')) {
		s++;
		len--;
	}
	while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	return (struct piece){ s, len };
}

static void parse_names(struct arena *a, struct value *v, struct piece p)
{
	struct name names[NAMES_MAX];

	for (size_t i = 0; i < p.len; i++) {
		if (p.s[i] == ' ' || p.s[i] == '\t' || p.s[i] == '\n' || p.s[i] == '\r')
			source_fail(v->src, v->at, "name \"%.*s\" holds white space", (int)p.len,
				    p.s);
	}
	if (p.len == 1 && *p.s == '.')
		return;
	for (const char *s = p.s, *end = p.s + p.len; s <= end;) {
		const char *dot = memchr(s, '.', (size_t)(end - s));
		size_t len = (size_t)((dot ? dot : end) - s);

		if (!len)
			source_fail(v->src, v->at, "name \"%.*s\" has an empty part", (int)p.len,
				    p.s);
		if (v->n_names == NAMES_MAX)
			source_fail(v->src, v->at, "name \"%.*s\" has too many parts", (int)p.len,
				    p.s);
		names[v->n_names++] =
			(struct name){ arena_strndup(a, s, len), len, json_name_bit(s, len) };
		s += len + 1;
	}
	v->names = arena_memdup(a, names, v->n_names * sizeof names[0]);
	v->of_frame = !strcmp(names[0].s, "page") || !strcmp(names[0].s, "shop");
}

static struct filter_use parse_filter(struct arena *a, const struct value *v, struct piece p)
{
	const char *colon = memchr(p.s, ':', p.len);
	struct piece name = trimmed(p.s, colon ? (size_t)(colon - p.s) : p.len);
	struct filter_use use = { .filter = filter_find(name.s, name.len) };

	if (!use.filter)
		source_fail(v->src, v->at, "unknown filter \"%.*s\"", (int)name.len, name.s);
	if (use.filter->word == FILTER_NO_WORD) {
		if (colon)
			source_fail(v->src, v->at, "filter \"%s\" takes no word", use.filter->name);
		return use;
	}
	if (!colon)
		source_fail(v->src, v->at, "filter \"%s\" needs a kind: %s:badge", use.filter->name,
			    use.filter->name);
	name = trimmed(colon + 1, p.len - (size_t)(colon + 1 - p.s));
	use.word = arena_strndup(a, name.s, name.len);
	use.labels = label_rows(use.word, &use.n_labels);
	if (!use.labels)
		source_fail(v->src, v->at, "filter \"%s\": unknown kind \"%s\"", use.filter->name,
			    use.word);
	return use;
}

static void parse_filters(struct arena *a, struct value *v, struct piece rest)
{
	struct filter_use uses[FILTERS_MAX];

	while (rest.len) {
		const char *bar = memchr(rest.s + 1, '|', rest.len - 1);
		size_t len = bar ? (size_t)(bar - rest.s) : rest.len;

		if (v->n_filters == FILTERS_MAX)
			source_fail(v->src, v->at, "more than %d filters", FILTERS_MAX);
		uses[v->n_filters++] = parse_filter(a, v, trimmed(rest.s + 1, len - 1));
		rest = (struct piece){ rest.s + len, rest.len - len };
	}
	if (v->n_filters)
		v->filters = arena_memdup(a, uses, v->n_filters * sizeof uses[0]);
}

/* "app.css" up to its closing quote; returns the bytes read. */
static size_t parse_literal(struct arena *a, struct value *v, struct piece p)
{
	const char *end = memchr(p.s + 1, '"', p.len - 1);
	size_t len = end ? (size_t)(end - p.s) + 1 : 0;

	if (!end)
		source_fail(v->src, v->at, "the quoted text has no end");
	if (memchr(p.s, '|', p.len) == NULL || trimmed(end + 1, p.len - len).len == 0)
		source_fail(v->src, v->at, "a quoted text needs a filter");
	v->literal = arena_strndup(a, p.s + 1, len - 2);
	return len;
}

const struct value *value_parse(struct arena *a, const struct source *src, size_t at, const char *s,
				size_t len)
{
	struct value *v = arena_new_of(a, struct value);
	struct piece p = trimmed(s, len), name;
	size_t skip = 0;
	const char *bar;

	v->src = src;
	v->at = at;
	if (p.len && *p.s == '"')
		skip = parse_literal(a, v, p);
	bar = memchr(p.s + skip, '|', p.len - skip);
	name = trimmed(p.s + skip, bar ? (size_t)(bar - p.s) - skip : p.len - skip);
	if (!v->literal)
		parse_names(a, v, name);
	else if (name.len)
		source_fail(src, at,
			    "a quoted text is followed by a filter: {{\"app.css\"|asset}}");
	if (bar)
		parse_filters(a, v, (struct piece){ bar, p.len - (size_t)(bar - p.s) });
	return v;
}

const char *value_name(const struct value *v, struct arena *a)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < v->n_names; i++) {
		if (i)
			buf_addch(&b, '.');
		buf_add(&b, v->names[i].s, v->names[i].len);
	}
	return v->n_names ? b.p : v->literal ? v->literal : ".";
}
