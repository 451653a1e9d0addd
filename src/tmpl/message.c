/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a template, {{#t}} and {{#plural}}, and what their translations may look like. */
#include <string.h>
#include "tmpl/inside.h"

static bool starts_with(const struct token *t, const char *s)
{
	return t->len > strlen(s) && memcmp(t->s, s, strlen(s)) == 0;
}

static bool opens_plural(const struct token *t)
{
	return token_is(t, "plural") || starts_with(t, "plural ");
}

bool token_opens_message(const struct source *src, const struct token *t)
{
	return !src->plain && t->kind == TOKEN_SECTION &&
	       (token_is(t, "t") || starts_with(t, "t:") || opens_plural(t));
}

/* As the catalogue has it: white space folded, so that a template may be laid out freely. */
static char *folded(struct arena *a, const char *s, size_t len)
{
	char *out = arena_alloc(a, len + 1);
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] != ' ' && s[i] != '\t' && s[i] != '\n' && s[i] != '\r')
			out[n++] = s[i];
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	if (n && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return out;
}

struct extent {
	size_t or_at, close_at; /* token indices; or_at 0: none */
};

/* Finds the end of a message, refusing what may not stand within. */
static struct extent find_close(struct arena *a, const struct source *src,
				const struct token *tokens, size_t n, size_t open, const char *name)
{
	struct extent e = { 0 };

	for (size_t i = open + 1; i < n; i++) {
		const struct token *t = &tokens[i];

		if (t->kind == TOKEN_CLOSE && token_is(t, name)) {
			e.close_at = i;
			return e;
		}
		if (t->kind == TOKEN_VALUE && token_is(t, "or") && *name == 'p') {
			if (e.or_at)
				source_fail(src, t->at,
					    "a plural has two forms, one {{or}} between them");
			e.or_at = i;
		} else if (t->kind == TOKEN_VALUE) {
			value_parse(a, src, t->at, t->s, t->len);
		} else if (t->kind == TOKEN_RAW) {
			source_fail(src, t->at, "raw output: every value is escaped");
		} else if (t->kind != TOKEN_TEXT) {
			source_fail(src, t->at, "only values stand within {{#%s}}", name);
		}
	}
	source_fail(src, tokens[open].at, "section {{#%.*s}} is never closed",
		    (int)tokens[open].len, tokens[open].s);
}

static const char *text_between(struct arena *a, const struct source *src, const struct token *from,
				const struct token *to)
{
	const char *text = folded(a, src->text + from->end, to->at - from->end);

	if (!*text)
		source_fail(src, from->at, "the message is empty");
	return text;
}

size_t message_parse(struct arena *a, const struct source *src, const struct token *tokens,
		     size_t n, size_t i, struct node *out)
{
	const struct token *open = &tokens[i];
	bool plural = opens_plural(open);
	struct extent e = find_close(a, src, tokens, n, i, plural ? "plural" : "t");

	if (open->custom)
		source_fail(src, open->at, "a message stands between the usual delimiters only");
	if (!plural) {
		if (open->len > 2)
			out->context = arena_strndup(a, open->s + 2, open->len - 2);
		out->text = text_between(a, src, open, &tokens[e.close_at]);
		return e.close_at + 1;
	}
	if (open->len <= strlen("plural "))
		source_fail(src, open->at, "{{#plural}} needs the name of a number");
	if (!e.or_at)
		source_fail(src, open->at, "{{#plural}} needs {{or}} between its two forms");
	out->kind = NODE_PLURAL;
	out->value = value_parse(a, src, open->at, open->s + strlen("plural "),
				 open->len - strlen("plural "));
	if (out->value->n_filters)
		source_fail(src, open->at, "{{#plural}} takes no filter");
	out->text = text_between(a, src, open, &tokens[e.or_at]);
	out->plural = text_between(a, src, &tokens[e.or_at], &tokens[e.close_at]);
	return e.close_at + 1;
}

static size_t count(const struct token *tokens, size_t n, const struct token *like)
{
	size_t found = 0;

	for (size_t i = 0; i < n; i++) {
		if (tokens[i].kind != TOKEN_TEXT &&
		    (!like || (tokens[i].kind == like->kind && tokens[i].len == like->len &&
			       memcmp(tokens[i].s, like->s, like->len) == 0)))
			found++;
	}
	return found;
}

static void check_tags(const struct source *src, const struct token *from, size_t n_from,
		       const struct token *to, size_t n_to)
{
	for (size_t i = 0; i < n_from; i++) {
		if (from[i].kind != TOKEN_TEXT &&
		    count(from, n_from, &from[i]) != count(to, n_to, &from[i]))
			source_fail(src, 0, "it lacks or repeats {{%.*s}}", (int)from[i].len,
				    from[i].s);
	}
	if (count(from, n_from, NULL) != count(to, n_to, NULL))
		source_fail(src, 0, "it has a tag that the message has not");
}

struct node *message_nodes(struct arena *a, struct arena *scratch, const struct source *src,
			   size_t at, const char *msg, const char *text)
{
	/* Its values keep it, for their messages. */
	struct source *to = arena_memdup(strstr(text, "{{") ? a : scratch, src, sizeof *src);
	struct source from;
	struct node *first = NULL, **tail = &first;
	const struct token *tokens, *wanted;
	size_t n, n_wanted;

	to->origin = src;
	to->origin_at = at;
	to->text = text;
	to->len = strlen(text);
	from = *to;
	from.text = msg;
	from.len = strlen(msg);
	tokens = scan(scratch, to, &n);
	wanted = scan(scratch, &from, &n_wanted);
	check_tags(to, wanted, n_wanted, tokens, n);
	for (size_t i = 0; i < n; i++) {
		struct node *node = arena_new_of(scratch, struct node);

		node->kind = tokens[i].kind == TOKEN_TEXT ? NODE_TEXT : NODE_VALUE;
		node->text = tokens[i].s;
		node->len = tokens[i].len;
		if (node->kind == NODE_VALUE)
			node->value = value_parse(a, to, 0, tokens[i].s, tokens[i].len);
		*tail = node;
		tail = &node->next;
	}
	return first;
}
