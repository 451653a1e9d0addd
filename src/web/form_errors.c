/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of fields: where, which word for programs, which sentence for people. */
#include "web/form.h"

#define ERRORS_MAX 100

/* "/lines/0/quantity" -> "lines.0.quantity" */
static char *control_name(struct arena *a, const char *pointer)
{
	char *name = arena_strdup(a, *pointer == '/' ? pointer + 1 : pointer), *out = name;

	for (const char *p = name; *p; p++) {
		if (p[0] == '~' && (p[1] == '0' || p[1] == '1'))
			*out++ = *++p == '0' ? '~' : '/';
		else
			*out++ = *p == '/' ? '.' : *p;
	}
	*out = '\0';
	return name;
}

static bool has_error(const struct field_errors *e, const char *pointer)
{
	for (size_t i = 0; i < e->n; i++)
		if (!strcmp(e->v[i].pointer, pointer))
			return true;
	return false;
}

bool field_is_wrong(const struct field_errors *e, const char *pointer)
{
	size_t len = strlen(pointer);

	for (size_t i = 0; i < e->n; i++)
		if (!strncmp(e->v[i].pointer, pointer, len) &&
		    (!e->v[i].pointer[len] || e->v[i].pointer[len] == '/'))
			return true;
	return false;
}

void field_error(struct field_errors *e, const char *pointer, const char *code, const char *message,
		 const char *arg)
{
	if (e->n == ERRORS_MAX || has_error(e, pointer))
		return;
	if (e->n == e->cap) {
		size_t cap = e->cap ? e->cap * 2 : 8;

		e->v = arena_grow(e->arena, e->v, e->cap * sizeof(*e->v), cap * sizeof(*e->v));
		e->cap = cap;
	}
	e->v[e->n++] = (struct field_error){
		.pointer = arena_strdup(e->arena, pointer),
		.name = control_name(e->arena, pointer),
		.code = code,
		.message = message,
		.arg = arg,
	};
}

char *form_pointer(struct arena *a, const char *pointer, const char *name)
{
	struct buf b;

	buf_init(&b, a);
	buf_adds(&b, pointer);
	if (strlen(name) > 100)
		return b.p;
	buf_addch(&b, '/');
	for (; *name; name++) {
		if (*name == '~')
			buf_addlit(&b, "~0");
		else if (*name == '/')
			buf_addlit(&b, "~1");
		else
			buf_addch(&b, *name);
	}
	return b.p;
}

void form_error(struct form_reader *r, const struct form_place *at, const struct field *f,
		const char *code, const char *message, const char *arg)
{
	/* The only field of a list of plain values has no name: the element itself is meant. */
	size_t n = r->errors->n;

	field_error(r->errors,
		    *f->name ? form_pointer(r->c.arena, at->pointer, f->name) : at->pointer, code,
		    message, arg);
	if (r->errors->n > n && arg)
		r->errors->v[n].label = f->label;
	/* boxes of one name are one control */
	if (r->errors->n > n && !*f->name && r->params)
		r->errors->v[n].name =
			control_name(r->c.arena, arena_strndup(r->c.arena, at->pointer,
							       (size_t)(strrchr(at->pointer, '/') -
									at->pointer)));
}

void form_error_missing(struct form_reader *r, const struct form_place *at, const struct field *f)
{
	form_error(r, at, f, "required", f->missing ? f->missing : N_("This field is required"),
		   NULL);
}

void form_error_type(struct form_reader *r, const struct form_place *at, const struct field *f)
{
	bool amount = f->kind == FIELD_MONEY || f->kind == FIELD_UNIT_PRICE;

	form_error(r, at, f, "wrong_type",
		   amount ? N_("Give an amount as text, like \"12.50\"")
			  : N_("This value has the wrong type"),
		   NULL);
}
