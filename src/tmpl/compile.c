/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A tree to one flat program for one language: blocks joined in place, partials as routines. */
#include <string.h>
#include "tmpl/inside.h"

#define WITHIN_MAX   32  /* parents within parents */
#define ROUTINES_MAX 500 /* more: a partial includes itself in ever new ways */

struct text {
	const char *s;
	size_t len;
};

/* What {{<parent}} puts in place of the parent's blocks; what the outer ones say wins. */
struct blocks {
	const struct blocks *outer;
	const struct node *parent;
	const struct template *t;
	bool *seen; /* by block of the parent tag: the parent has such a block */
};

/* Where nodes are being written: whose they are, and how their lines are indented. */
struct scope {
	const struct template *t;
	const struct blocks *blocks;
	struct text strip, indent;
	int within;
};

struct routine {
	const struct template *t;
	const struct blocks *blocks;
	struct text indent;
	uint32_t first, end;
};

struct compiler {
	const struct compile_input *in;
	struct arena *scratch;
	struct op *ops;
	size_t n, cap;
	struct buf text;
	size_t text_at; /* text from here on waits for its op */
	struct routine *routines;
	size_t n_routines;
};

static void compile_nodes(struct compiler *c, const struct scope *s, const struct node *first);

/* The new op, with the text that came before it; its address holds until the next one is added. */
static struct op *add_op(struct compiler *c, enum op_kind kind)
{
	if (c->n == c->cap) {
		size_t cap = c->cap ? c->cap * 2 : 128;

		c->ops = arena_grow(c->scratch, c->ops, c->cap * sizeof *c->ops,
				    cap * sizeof *c->ops);
		c->cap = cap;
	}
	c->ops[c->n] = (struct op){
		.kind = kind,
		.text_at = c->text_at,
		.text_len = (uint32_t)(c->text.len - c->text_at),
	};
	c->text_at = c->text.len;
	return &c->ops[c->n++];
}

/* Ends a run of ops that something jumps behind; returns the index of what follows. */
static uint32_t end_run(struct compiler *c)
{
	if (c->text.len > c->text_at)
		add_op(c, OP_TEXT);
	return (uint32_t)c->n;
}

static void add_text(struct compiler *c, struct text text)
{
	if (text.len)
		buf_add(&c->text, text.s, text.len);
}

static struct text joined(struct compiler *c, struct text a, struct text b)
{
	char *s;

	if (!a.len || !b.len)
		return a.len ? a : b;
	s = arena_alloc(c->scratch, a.len + b.len);
	memcpy(s, a.s, a.len);
	memcpy(s + a.len, b.s, b.len);
	return (struct text){ s, a.len + b.len };
}

static size_t blanks(struct text t)
{
	size_t n = 0;

	while (n < t.len && (t.s[n] == ' ' || t.s[n] == '\t'))
		n++;
	return n;
}

/* Less the blanks of the block's own layout, as far as there are any. */
static struct text stripped(const struct scope *s, struct text t)
{
	size_t cut = blanks(t);

	if (cut > s->strip.len)
		cut = s->strip.len;
	return cut ? (struct text){ t.s + cut, t.len - cut } : t;
}

/* A line's blanks as they come out: less those of the block's own layout, more the place's. */
static struct text moved(struct compiler *c, const struct scope *s, struct text indent)
{
	return joined(c, s->indent, stripped(s, indent));
}

static void compile_text(struct compiler *c, const struct scope *s, const struct node *n)
{
	struct text t = { n->text, n->len };

	if (n->starts_line) {
		add_text(c, s->indent);
		t = stripped(s, t);
	}
	add_text(c, t);
}

static const struct template *find_template(struct compiler *c, const struct scope *s,
					    const struct node *n)
{
	const struct template *t = c->in->find(c->in->arg, n->text, n->len);
	char sigil = n->kind == NODE_PARENT ? '<' : '>';

	if (!t && !s->t->src.plain)
		source_fail(&s->t->src, n->at, "unknown template {{%c%.*s}}", sigil, (int)n->len,
			    n->text);
	/* Text that is not escaped has no place in a page, nor the reverse. */
	if (t && t->src.html != s->t->src.html)
		source_fail(&s->t->src, n->at,
			    "{{%c%.*s}}: a page and a text do not include each other", sigil,
			    (int)n->len, n->text);
	return t;
}

static bool same_text(struct text a, struct text b)
{
	return a.len == b.len && (!a.len || memcmp(a.s, b.s, a.len) == 0);
}

static void compile_partial(struct compiler *c, const struct scope *s, const struct node *n)
{
	const struct template *t = find_template(c, s, n);
	struct text indent = { 0 };
	size_t i;

	if (!t)
		return;
	if (n->alone)
		indent = moved(c, s, (struct text){ n->indent, n->indent_len });
	for (i = 0; i < c->n_routines; i++) {
		const struct routine *r = &c->routines[i];

		if (r->t == t && r->blocks == s->blocks && same_text(r->indent, indent))
			break;
	}
	if (i == ROUTINES_MAX)
		source_fail(&s->t->src, n->at,
			    "{{>%.*s}} includes itself with other blanks or blocks each time",
			    (int)n->len, n->text);
	if (i == c->n_routines)
		c->routines[c->n_routines++] = (struct routine){ t, s->blocks, indent, 0, 0 };
	add_op(c, OP_CALL)->routine = i;
}

static void check_blocks_seen(const struct blocks *b)
{
	size_t i = 0;

	for (const struct node *n = b->parent->first; n; n = n->next) {
		if (n->kind == NODE_BLOCK && !b->seen[i++])
			source_fail(&b->t->src, n->at, "{{<%.*s}} has no block {{$%.*s}}",
				    (int)b->parent->len, b->parent->text, (int)n->len, n->text);
	}
}

static void compile_parent(struct compiler *c, const struct scope *s, const struct node *n)
{
	const struct template *t = find_template(c, s, n);
	struct blocks *b = arena_new_of(c->scratch, struct blocks);
	struct scope inner = { .t = t, .blocks = b, .within = s->within + 1 };
	size_t given = 0;

	if (!t)
		return;
	if (inner.within > WITHIN_MAX)
		source_fail(&s->t->src, n->at, "more than %d templates within each other",
			    WITHIN_MAX);
	for (const struct node *k = n->first; k; k = k->next)
		given++;
	*b = (struct blocks){ s->blocks, n, s->t, arena_array_of(c->scratch, given, bool) };
	if (n->alone)
		inner.indent = moved(c, s, (struct text){ n->indent, n->indent_len });
	compile_nodes(c, &inner, t->first);
	if (!s->t->src.plain)
		check_blocks_seen(b);
}

struct override {
	const struct node *node;
	const struct blocks *from;
};

static struct override find_override(const struct blocks *b, const struct node *block)
{
	struct override found = { 0 };
	size_t i = 0;

	if (!b)
		return found;
	found = find_override(b->outer, block);
	for (const struct node *n = b->parent->first; n; n = n->next) {
		if (n->kind != NODE_BLOCK)
			continue;
		if (n->len == block->len && memcmp(n->text, block->text, n->len) == 0) {
			b->seen[i] = true;
			if (!found.node)
				found = (struct override){ n, b };
		}
		i++;
	}
	return found;
}

/* The blanks that all of a block's lines have because of where the block stands in its file. */
static struct text own_indent(const struct node *block)
{
	const struct node *n = block->first;

	if (!n || (n->kind == NODE_TEXT && !n->starts_line))
		return (struct text){ 0 };
	if (n->kind == NODE_TEXT)
		return (struct text){ n->text, blanks((struct text){ n->text, n->len }) };
	return n->alone ? (struct text){ n->indent, n->indent_len } : (struct text){ 0 };
}

static void compile_block(struct compiler *c, const struct scope *s, const struct node *n)
{
	struct override o = find_override(s->blocks, n);
	struct text here = own_indent(n);
	struct scope inner = { 0 };
	const struct node *first;

	if (!o.node) {
		compile_nodes(c, s, n->first);
		return;
	}
	if (!n->alone || !n->first)
		here = (struct text){ n->indent, n->indent_len };
	inner.t = o.from->t;
	inner.blocks = o.from->outer;
	inner.within = s->within + 1;
	inner.strip = own_indent(o.node);
	inner.indent = moved(c, s, here);
	if (inner.within > WITHIN_MAX)
		source_fail(&s->t->src, n->at, "more than %d blocks within each other", WITHIN_MAX);
	first = o.node->first;
	/* Unless the block's place has a line to itself, its blanks are printed already. */
	if (!n->alone && first && first->kind == NODE_TEXT && first->starts_line) {
		struct scope begun = inner;

		begun.indent = (struct text){ 0 };
		compile_text(c, &begun, first);
		first = first->next;
	}
	compile_nodes(c, &inner, first);
}

static void compile_section(struct compiler *c, const struct scope *s, const struct node *n)
{
	size_t i = c->n;
	uint32_t end;

	add_op(c, n->kind == NODE_SECTION ? OP_SECTION : OP_INVERTED)->value = n->value;
	compile_nodes(c, s, n->first);
	end = end_run(c); /* may move the ops */
	c->ops[i].n = end;
}

static void compile_message(struct compiler *c, const struct scope *s, const struct node *n)
{
	const char *text = i18n_text(c->in->catalogues, c->in->lang, n->context, n->text);

	compile_nodes(c, s,
		      message_nodes(c->in->arena, c->scratch, &s->t->src, n->at, n->text, text));
}

static void compile_plural(struct compiler *c, const struct scope *s, const struct node *n)
{
	const char *forms[4];
	unsigned count =
		i18n_plural_forms(c->in->catalogues, c->in->lang, n->text, n->plural, forms);
	size_t at = c->n;

	add_op(c, OP_PLURAL)->value = n->value;
	for (unsigned i = 0; i < count; i++)
		add_op(c, OP_JUMP);
	for (unsigned i = 0; i < count; i++) {
		const char *like = c->in->lang == LANG_EN ? forms[i] : n->plural;
		uint32_t end;

		c->ops[at + 1 + i].to = (uint32_t)c->n;
		compile_nodes(c, s,
			      message_nodes(c->in->arena, c->scratch, &s->t->src, n->at, like,
					    forms[i]));
		end = end_run(c); /* may move the ops */
		c->ops[at + 1 + i].n = end;
	}
	c->ops[at].n = (uint32_t)c->n;
}

static void compile_value(struct compiler *c, const struct scope *s, const struct node *n)
{
	bool raw = n->raw || !s->t->src.html;

	add_op(c, raw ? OP_RAW : OP_VALUE)->value = n->value;
}

static void compile_nodes(struct compiler *c, const struct scope *s, const struct node *first)
{
	static void (*const one[])(struct compiler *, const struct scope *, const struct node *) = {
		[NODE_TEXT] = compile_text,       [NODE_VALUE] = compile_value,
		[NODE_SECTION] = compile_section, [NODE_INVERTED] = compile_section,
		[NODE_PARTIAL] = compile_partial, [NODE_PARENT] = compile_parent,
		[NODE_BLOCK] = compile_block,     [NODE_MESSAGE] = compile_message,
		[NODE_PLURAL] = compile_plural,
	};

	for (const struct node *n = first; n; n = n->next)
		one[n->kind](c, s, n);
}

/* Copies what was made to where it stays; texts and routines become addresses. */
static void finish(struct compiler *c, struct program *out)
{
	const char *text = arena_memdup(c->in->arena, c->text.p, c->text.len + 1);

	for (size_t i = 0; i < c->n; i++) {
		struct op *op = &c->ops[i];

		op->text = text + op->text_at;
		if (op->kind == OP_CALL) {
			const struct routine *r = &c->routines[op->routine];

			op->to = r->first;
			op->n = r->end;
			op->called = r->t;
		}
	}
	out->ops = c->n ? arena_memdup(c->in->arena, c->ops, c->n * sizeof *c->ops) : NULL;
	out->text_len = c->text.len;
}

void compile(const struct compile_input *in, const struct template *t, struct program *out)
{
	struct compiler c = { .in = in, .scratch = in->scratch };
	struct scope main = { .t = t };

	buf_init(&c.text, c.scratch);
	c.routines = arena_array_of(c.scratch, ROUTINES_MAX, struct routine);
	compile_nodes(&c, &main, t->first);
	*out = (struct program){ .n = end_run(&c) };
	for (size_t i = 0; i < c.n_routines; i++) {
		struct routine *r = &c.routines[i];
		struct scope s = { .t = r->t, .blocks = r->blocks, .indent = r->indent };

		r->first = (uint32_t)c.n;
		compile_nodes(&c, &s, r->t->first);
		r->end = end_run(&c);
	}
	finish(&c, out);
}
