/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a program over a view. Allocates nothing but what the output needs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "tmpl/inside.h"

#define CALLS_MAX 100
#define WHOLE_MAX 9007199254740992.0
#define STACK_MAX ((int)(sizeof((struct render *)0)->stack / sizeof(cJSON *)))

static void run(struct render *r, uint32_t at, uint32_t end);

/* Names are short: a loop in place beats a call. */
static inline bool same_name(const char *a, const char *b)
{
	while (*a == *b) {
		if (!*a)
			return true;
		a++;
		b++;
	}
	return false;
}

/* cJSON's own look-up folds case; ours does not. */
static const cJSON *member(const cJSON *object, const struct name *name)
{
	if (json_kind(object) != cJSON_Object || !json_may_have(object, name->bit))
		return NULL;
	for (const cJSON *c = object->child; c; c = c->next) {
		if (same_name(c->string, name->s))
			return c;
	}
	return NULL;
}

/* The innermost context that has the first part decides; the rest must be found there. A null on
 * the way is a null. */
static const cJSON *resolve(const struct render *r, const struct value *v)
{
	const cJSON *found = NULL;

	if (!v->n_names)
		return r->stack[r->depth - 1];
	if (v->of_frame)
		found = member(r->stack[0], &v->names[0]);
	for (int i = r->depth; i-- > 0 && !found;)
		found = member(r->stack[i], &v->names[0]);
	for (size_t i = 1; found && i < v->n_names && json_kind(found) != cJSON_NULL; i++)
		found = member(found, &v->names[i]);
	if (!found && r->strict)
		source_fail(v->src, v->at, "unknown name \"%s\"", value_name(v, r->out->arena));
	return found;
}

int64_t json_whole(const cJSON *number)
{
	double d = number->valuedouble;

	if (!(d > -WHOLE_MAX))
		return -(int64_t)WHOLE_MAX;
	return d < WHOLE_MAX ? (int64_t)d : (int64_t)WHOLE_MAX;
}

static void add_number(struct buf *b, const cJSON *number)
{
	double d = number->valuedouble;
	char s[32];

	if ((double)json_whole(number) == d) {
		buf_addi(b, json_whole(number));
		return;
	}
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(s, sizeof s, "%.*g", digits, d);
		if (strtod(s, NULL) == d)
			break;
	}
	buf_adds(b, s);
}

static const char *late_text(const struct render *r, const cJSON *j)
{
	if (!r->ctx->late)
		fail("template: nobody makes \"%s\"", j->valuestring);
	return r->ctx->late(r->ctx->late_arg, j->valuestring);
}

static void add_json(const struct render *r, const struct value *v, const cJSON *j)
{
	switch (json_kind(j)) {
	case cJSON_String:
		buf_adds(r->out, j->valuestring);
		break;
	case cJSON_Number:
		add_number(r->out, j);
		break;
	case cJSON_True:
		buf_addlit(r->out, "true");
		break;
	case cJSON_False:
		buf_addlit(r->out, "false");
		break;
	default:
		if (r->strict)
			source_fail(v->src, v->at, "\"%s\" is a list or an object: it has no text",
				    value_name(v, r->out->arena));
	}
}

static bool is_nothing(const cJSON *j)
{
	return !j || json_kind(j) == cJSON_NULL;
}

/* Each filter takes what the one before wrote and writes in its place. */
static void run_filters(struct render *r, const struct value *v, const cJSON *j)
{
	size_t from = r->out->len;
	struct filter_call call = { .render = r, .value = v, .json = j, .out = r->out };

	call.text = v->literal ? v->literal : json_kind(j) == cJSON_String ? j->valuestring : NULL;
	for (size_t i = 0; i < v->n_filters; i++) {
		if (i) {
			call.json = NULL;
			call.text =
				arena_strndup(r->out->arena, r->out->p + from, r->out->len - from);
			r->out->len = from;
			if (!*call.text)
				return;
		}
		call.use = &v->filters[i];
		call.use->filter->run(&call);
	}
}

static void run_value(struct render *r, const struct value *v, bool raw)
{
	const cJSON *j = v->literal ? NULL : resolve(r, v);
	size_t from = r->out->len;

	if (!v->literal && is_nothing(j))
		return;
	if (v->n_filters)
		run_filters(r, v, j);
	else if (json_kind(j) == cJSON_String && !raw)
		html_escape(r->out, j->valuestring, strlen(j->valuestring));
	else if (json_kind(j) == cJSON_Raw)
		buf_adds(r->out, late_text(r, j));
	else
		add_json(r, v, j);
	if (!raw && v->n_filters && !v->filters[v->n_filters - 1].filter->harmless)
		html_escape_tail(r->out, from);
}

static bool is_true(const cJSON *j)
{
	switch (json_kind(j)) {
	case cJSON_Invalid:
	case cJSON_NULL:
	case cJSON_False:
		return false;
	case cJSON_Array:
		return j->child != NULL;
	case cJSON_String:
		return j->valuestring[0] != '\0';
	default:
		return true;
	}
}

/* The part behind the section's op at `at`, with a context of its own. */
static void run_within(struct render *r, const cJSON *context, uint32_t at)
{
	const struct op *op = &r->program->ops[at];

	if (r->depth == STACK_MAX)
		source_fail(op->value->src, op->value->at,
			    "more than %d sections within each other", STACK_MAX);
	r->stack[r->depth++] = context;
	run(r, at + 1, op->n);
	r->depth--;
}

static void run_section(struct render *r, const struct op *op, uint32_t at)
{
	const cJSON *j = resolve(r, op->value);

	if (is_true(j) != (op->kind == OP_SECTION))
		return;
	if (op->kind == OP_INVERTED) {
		run(r, at + 1, op->n);
	} else if (json_kind(j) == cJSON_Array) {
		for (const cJSON *c = j->child; c; c = c->next)
			run_within(r, c, at);
	} else {
		run_within(r, j, at);
	}
}

static void run_plural(struct render *r, const struct op *op)
{
	const cJSON *j = resolve(r, op->value);
	const struct op *part;

	if (is_nothing(j))
		return;
	if (json_kind(j) != cJSON_Number) {
		if (r->strict)
			source_fail(op->value->src, op->value->at, "\"%s\" is no number",
				    value_name(op->value, r->out->arena));
		return;
	}
	part = op + 1 + i18n_plural_index(r->ctx->lang, json_whole(j));
	run(r, part->to, part->n);
}

static void run_call(struct render *r, const struct op *op)
{
	if (r->calls == CALLS_MAX)
		source_fail(&op->called->src, 0, "it includes itself more than %d times",
			    CALLS_MAX);
	r->calls++;
	run(r, op->to, op->n);
	r->calls--;
}

static void run(struct render *r, uint32_t at, uint32_t end)
{
	while (at < end) {
		const struct op *op = &r->program->ops[at];

		if (op->text_len)
			buf_add(r->out, op->text, op->text_len);
		switch (op->kind) {
		case OP_VALUE:
		case OP_RAW:
			run_value(r, op->value, op->kind == OP_RAW);
			break;
		case OP_SECTION:
		case OP_INVERTED:
			run_section(r, op, at);
			at = op->n;
			continue;
		case OP_PLURAL:
			run_plural(r, op);
			at = op->n;
			continue;
		case OP_CALL:
			run_call(r, op);
			break;
		case OP_TEXT:
		case OP_JUMP: /* run_plural reads them */
			break;
		}
		at++;
	}
}

void render(struct render *r)
{
	r->time_text = NULL;
	if (r->ctx->frame)
		r->stack[r->depth++] = r->ctx->frame;
	r->stack[r->depth++] = r->ctx->view;
	buf_reserve(r->out, r->program->text_len + 4096);
	run(r, 0, r->program->n);
}
