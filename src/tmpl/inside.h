/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the template room: text -> tokens (scan.c) -> tree (parse.c) -> ops (compile.c) -> page
 * (render.c). */
#ifndef REGULARS_TMPL_INSIDE_H
#define REGULARS_TMPL_INSIDE_H

#include "tmpl/tmpl.h"

/* ---- where a template's text stands ---- */
struct source {
	const char *file; /* as messages name it */
	const char *text;
	size_t len;
	bool html;  /* values are escaped */
	bool plain; /* Mustache alone: no {{#t}}, and {{{raw}}} is allowed */
	/* a message's text: the template and the place it came from */
	const struct source *origin;
	size_t origin_at;
};
/* "templates/order/track.html:12:8: what" */
_Noreturn void source_fail(const struct source *s, size_t at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* ---- tokens ---- */
enum token_kind {
	TOKEN_TEXT, /* to the end of its line at most */
	TOKEN_VALUE,
	TOKEN_RAW, /* {{{x}}} and {{&x}} */
	TOKEN_SECTION,
	TOKEN_INVERTED,
	TOKEN_CLOSE,
	TOKEN_PARTIAL,
	TOKEN_PARENT,
	TOKEN_BLOCK,
	TOKEN_COMMENT,
	TOKEN_DELIMITERS,
};
struct token {
	enum token_kind kind;
	bool ends_line; /* a text with a line feed at its end */
	bool custom;    /* other delimiters than {{ }} */
	size_t at, end; /* the whole tag in the source */
	const char *s;  /* text, or a tag's content without outer white space */
	size_t len;
};
struct token *scan(struct arena *a, const struct source *src, size_t *n);
bool token_is(const struct token *t, const char *name);

/* ---- values: {{a.b|filter:word|filter}} ---- */
struct name {
	const char *s;
	size_t len;
	uint64_t bit; /* json_name_bit() of it */
};
struct filter_use {
	const struct filter *filter;
	const char *word;           /* what follows the colon, or NULL */
	const struct label *labels; /* label and tone: the rows of the kind */
	size_t n_labels;
};
struct value {
	const struct source *src;
	size_t at;
	const char *literal;      /* {{"app.css"|asset}} */
	const struct name *names; /* none: {{.}} */
	size_t n_names;
	bool of_frame; /* page.…, shop.…: looked for in the outermost context first */
	const struct filter_use *filters;
	size_t n_filters;
};
/* Reads a tag's content; refuses unknown filters. */
const struct value *value_parse(struct arena *a, const struct source *src, size_t at, const char *s,
				size_t len);

/* ---- the tree ---- */
enum node_kind {
	NODE_TEXT,
	NODE_VALUE,
	NODE_SECTION,
	NODE_INVERTED,
	NODE_PARTIAL,
	NODE_PARENT,
	NODE_BLOCK,
	NODE_MESSAGE,
	NODE_PLURAL,
};
struct node {
	enum node_kind kind;
	struct node *next, *first; /* the next one beside it; the first one within */
	size_t at;
	const char *text; /* NODE_TEXT; the name of a partial, parent or block; a message */
	size_t len;
	bool starts_line;   /* NODE_TEXT: an including template's indentation goes before it */
	bool raw;           /* NODE_VALUE */
	bool alone;         /* stood on a line of its own */
	const char *indent; /* the blanks in front of a tag that begins its line */
	size_t indent_len;
	const struct value *value;
	const char *context, *plural; /* NODE_MESSAGE, NODE_PLURAL */
};
struct template
{
	const char *name;
	struct source src;
	struct node *first;
};
/* Reads t->src into t->first. Here as below, scratch holds what only the making needs. */
void template_parse(struct arena *a, struct arena *scratch, struct template *t);

/* ---- messages ---- */
/* {{#t}}, {{#t:context}} or {{#plural n}} of our own pages. */
bool token_opens_message(const struct source *src, const struct token *t);
/* tokens[i] opens a message: fills its node and returns the index behind the closing tag. */
size_t message_parse(struct arena *a, const struct source *src, const struct token *tokens,
		     size_t n, size_t i, struct node *out);
/* A translation as nodes in scratch, their values in a. Fails where its tags are not the message's.
 */
struct node *message_nodes(struct arena *a, struct arena *scratch, const struct source *src,
			   size_t at, const char *msg, const char *text);

/* ---- programs ---- */
enum op_kind { OP_TEXT, OP_VALUE, OP_RAW, OP_SECTION, OP_INVERTED, OP_CALL, OP_PLURAL, OP_JUMP };
/* Each op prints its text first: half as many steps as a text op between all others. */
struct op {
	enum op_kind kind;
	uint32_t text_len;
	union {
		const char *text;
		size_t text_at; /* while it is being compiled */
	};
	uint32_t n;  /* where a section, its part or a routine ends */
	uint32_t to; /* OP_CALL: the routine's first op; OP_JUMP: where to go on */
	union {
		const struct value *value;
		size_t routine; /* while it is being compiled */
		const struct template *called;
	};
};
/* OP_PLURAL is followed by an OP_JUMP for each form. */
struct program {
	const struct op *ops;
	uint32_t n;      /* the main routine: the first n ops */
	size_t text_len; /* of all its text */
};
struct compile_input {
	struct arena *arena, *scratch; /* where the program lives */
	const struct catalogues *catalogues;
	enum lang lang;
	/* A partial or parent by name; NULL: there is none. */
	const struct template *(*find)(void *arg, const char *name, size_t len);
	void *arg;
};
void compile(const struct compile_input *in, const struct template *t, struct program *out);

/* ---- rendering ---- */
struct render {
	const struct program *program;
	const struct tmpl_context *ctx;
	const struct catalogues *catalogues;
	bool strict;
	struct buf *out;
	const cJSON *stack[64];
	int depth, calls;
	/* The time that was read last: a page says most of them twice, for people and for programs.
	 */
	const char *time_text;
	struct instant time;
};
void render(struct render *r);
/* "order.total", for messages. */
const char *value_name(const struct value *v, struct arena *a);
/* The kind of a node: cJSON_Number and so on. Asked too often for a call into the library. */
static inline int json_kind(const cJSON *j)
{
	return j ? j->type & 0xff : cJSON_Invalid;
}
/* A number as a whole one, held within +-2^53. */
int64_t json_whole(const cJSON *number);
/* Escapes what was written since `from`. */
void html_escape_tail(struct buf *b, size_t from);

/* ---- filters ---- */
struct filter_call {
	struct render *render;
	const struct value *value; /* whose filter it is, for messages */
	const struct filter_use *use;
	const cJSON *json; /* what came in, NULL where a filter before made a text */
	const char *text;  /* the same as text; NULL where it is none */
	struct buf *out;
};
struct filter {
	const char *name;
	enum { FILTER_NO_WORD, FILTER_KIND_WORD } word;
	bool harmless; /* what it writes holds nothing to escape */
	void (*run)(const struct filter_call *c);
};
const struct filter *filter_find(const char *name, size_t len);
/* The value is not what the filter takes: fails where names are strict. */
void filter_refuse(const struct filter_call *c, const char *wanted);

/* ---- files ---- */
/* The templates below dir, by name; each parsed. */
struct template_list {
	struct template *v;
	size_t n, cap;
	uint64_t print; /* changes when a file does */
};
void templates_read(struct arena *a, struct arena *scratch, const char *dir,
		    struct template_list *out);
/* Names, sizes and times alone. */
uint64_t templates_print(struct arena *a, const char *dir);
const struct template *template_find(const struct template_list *l, const char *name, size_t len);

#endif
