/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tokens to a tree: what opens and closes, and which tags have a line to themselves. */
#include <string.h>
#include "tmpl/inside.h"

#define OPEN_MAX 48

struct parser {
	struct arena *arena;
	const struct source *src;
	const struct token *tokens;
	size_t n, i;
	struct {
		struct node *node; /* NULL: the template itself */
		struct node **tail;
	} open[OPEN_MAX];
	int depth;
};

static struct node *add_node(struct parser *p, enum node_kind kind, const struct token *t)
{
	struct node *node = arena_new_of(p->arena, struct node);

	node->kind = kind;
	node->at = t->at;
	*p->open[p->depth].tail = node;
	p->open[p->depth].tail = &node->next;
	return node;
}

static void add_text(struct parser *p, const struct token *t, bool starts_line)
{
	struct node *node = add_node(p, NODE_TEXT, t);

	node->starts_line = starts_line;
	if (t->kind == TOKEN_TEXT) {
		node->text = t->s;
		node->len = t->len;
	}
}

static struct node *add_named(struct parser *p, enum node_kind kind, const struct token *t)
{
	struct node *node = add_node(p, kind, t);

	node->text = t->s;
	node->len = t->len;
	return node;
}

static void open_node(struct parser *p, struct node *node)
{
	if (p->depth + 1 == OPEN_MAX)
		source_fail(p->src, node->at, "more than %d sections within each other",
			    OPEN_MAX - 1);
	p->depth++;
	p->open[p->depth].node = node;
	p->open[p->depth].tail = &node->first;
}

static char sigil_of(const struct node *node)
{
	switch (node->kind) {
	case NODE_INVERTED:
		return '^';
	case NODE_PARENT:
		return '<';
	case NODE_BLOCK:
		return '$';
	default:
		return '#';
	}
}

/* Only blocks count within {{<parent}}; in our own pages anything else is a mistake. */
static void check_parent(const struct parser *p, const struct node *parent)
{
	for (const struct node *n = parent->first; n; n = n->next) {
		if (n->kind == NODE_BLOCK)
			continue;
		if (n->kind != NODE_TEXT || strspn(n->text ? n->text : "", " \t\r\n") < n->len)
			source_fail(p->src, n->at, "only blocks stand within {{<%.*s}}",
				    (int)parent->len, parent->text);
	}
}

static void close_node(struct parser *p, const struct token *t)
{
	const struct node *node = p->open[p->depth].node;

	if (!node)
		source_fail(p->src, t->at, "{{/%.*s}} closes nothing", (int)t->len, t->s);
	if (node->len != t->len || memcmp(node->text, t->s, t->len) != 0)
		source_fail(p->src, t->at, "{{/%.*s}} where {{/%.*s}} is expected", (int)t->len,
			    t->s, (int)node->len, node->text);
	if (node->kind == NODE_PARENT && !p->src->plain)
		check_parent(p, node);
	p->depth--;
}

static void add_section(struct parser *p, enum node_kind kind, const struct token *t)
{
	struct node *node = add_named(p, kind, t);

	node->value = value_parse(p->arena, p->src, t->at, t->s, t->len);
	if (node->value->n_filters)
		source_fail(p->src, t->at, "a section takes no filter");
	open_node(p, node);
}

static void add_value(struct parser *p, const struct token *t)
{
	struct node *node;

	if (t->kind == TOKEN_RAW && !p->src->plain)
		source_fail(p->src, t->at, "raw output: every value is escaped");
	if (!p->src->plain && token_is(t, "or"))
		source_fail(p->src, t->at, "{{or}} stands within {{#plural}} only");
	node = add_node(p, NODE_VALUE, t);
	node->raw = t->kind == TOKEN_RAW;
	node->value = value_parse(p->arena, p->src, t->at, t->s, t->len);
}

/* A tag, with the blanks in front of it where it begins its line. */
static void add_tag(struct parser *p, const struct token *t, const struct token *indent, bool alone)
{
	struct node *node = NULL;

	switch (t->kind) {
	case TOKEN_VALUE:
	case TOKEN_RAW:
		add_value(p, t);
		return;
	case TOKEN_SECTION:
	case TOKEN_INVERTED:
		add_section(p, t->kind == TOKEN_SECTION ? NODE_SECTION : NODE_INVERTED, t);
		node = p->open[p->depth].node;
		break;
	case TOKEN_PARTIAL:
		node = add_named(p, NODE_PARTIAL, t);
		break;
	case TOKEN_PARENT:
	case TOKEN_BLOCK:
		node = add_named(p, t->kind == TOKEN_PARENT ? NODE_PARENT : NODE_BLOCK, t);
		open_node(p, node);
		break;
	case TOKEN_CLOSE:
		close_node(p, t);
		return;
	default: /* comments and delimiters leave nothing */
		return;
	}
	node->alone = alone;
	if (indent) {
		node->indent = indent->s;
		node->indent_len = indent->len;
	}
}

static bool is_blank(const struct token *t)
{
	size_t len = t->len;

	if (len && t->s[len - 1] == '\n')
		len--;
	if (len && t->ends_line && t->s[len - 1] == '\r')
		len--;
	for (size_t i = 0; i < len; i++) {
		if (t->s[i] != ' ' && t->s[i] != '\t')
			return false;
	}
	return true;
}

/* The token behind the line that begins at i. */
static size_t line_end(const struct parser *p, size_t i)
{
	while (i < p->n && !(p->tokens[i].kind == TOKEN_TEXT && p->tokens[i].ends_line))
		i++;
	return i < p->n ? i + 1 : i;
}

/* Tags that only place blocks vanish together with their line; a block closed there prints. */
static bool only_places_blocks(const struct parser *p, size_t i, size_t end)
{
	enum token_kind inner[OPEN_MAX];
	int local = 0, depth = p->depth;

	for (; i < end; i++) {
		const struct token *t = &p->tokens[i];
		const struct node *outer = depth > 0 ? p->open[depth].node : NULL;

		if (t->kind == TOKEN_PARENT || t->kind == TOKEN_BLOCK) {
			if (local == OPEN_MAX)
				return false;
			inner[local++] = t->kind;
		} else if (t->kind == TOKEN_CLOSE && local > 0) {
			if (inner[--local] == TOKEN_BLOCK)
				return false;
		} else if (t->kind == TOKEN_CLOSE) {
			if (!outer || (outer->kind != NODE_PARENT && outer->kind != NODE_BLOCK))
				return false;
			depth--;
		} else if (t->kind != TOKEN_TEXT && t->kind != TOKEN_COMMENT) {
			return false;
		}
	}
	return true;
}

static bool stands_alone(const struct parser *p, size_t i, size_t end)
{
	const struct token *tag = NULL;
	int tags = 0;

	for (size_t k = i; k < end; k++) {
		if (p->tokens[k].kind == TOKEN_TEXT && !is_blank(&p->tokens[k]))
			return false;
		if (p->tokens[k].kind != TOKEN_TEXT) {
			tag = &p->tokens[k];
			tags++;
		}
	}
	if (!tag || tag->kind == TOKEN_VALUE || tag->kind == TOKEN_RAW ||
	    token_opens_message(p->src, tag))
		return false;
	return tags == 1 || only_places_blocks(p, i, end);
}

static void take_line_alone(struct parser *p, size_t end)
{
	const struct token *indent = p->tokens[p->i].kind == TOKEN_TEXT ? &p->tokens[p->i] : NULL;

	for (; p->i < end; p->i++) {
		if (p->tokens[p->i].kind == TOKEN_TEXT)
			continue;
		add_tag(p, &p->tokens[p->i], indent, true);
		indent = NULL;
	}
}

static void take_token(struct parser *p, size_t line, bool starts_line)
{
	const struct token *t = &p->tokens[p->i];
	const struct token *first = &p->tokens[line];
	bool indented = p->i == line + 1 && first->kind == TOKEN_TEXT && is_blank(first);

	if (t->kind == TOKEN_TEXT || starts_line)
		add_text(p, t, starts_line);
	if (t->kind != TOKEN_TEXT && token_opens_message(p->src, t)) {
		struct node *node = add_node(p, NODE_MESSAGE, t);

		p->i = message_parse(p->arena, p->src, p->tokens, p->n, p->i, node);
		return;
	}
	if (t->kind != TOKEN_TEXT)
		add_tag(p, t, indented ? first : NULL, false);
	p->i++;
}

void template_parse(struct arena *a, struct arena *scratch, struct template *t)
{
	struct parser p = { .arena = a, .src = &t->src };
	size_t line = 0;
	bool starts_line = true;

	p.tokens = scan(scratch, &t->src, &p.n);
	p.open[0].tail = &t->first;
	while (p.i < p.n) {
		if (starts_line) {
			size_t end = line_end(&p, p.i);

			if (stands_alone(&p, p.i, end)) {
				take_line_alone(&p, end);
				continue;
			}
			line = p.i;
		}
		take_token(&p, line, starts_line);
		starts_line = p.tokens[p.i - 1].kind == TOKEN_TEXT && p.tokens[p.i - 1].ends_line;
	}
	if (p.depth > 0) {
		const struct node *open = p.open[p.depth].node;

		source_fail(&t->src, open->at, "section {{%c%.*s}} is never closed", sigil_of(open),
			    (int)open->len, open->text);
	}
}
