/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of the form reader: form.c walks a table, form_rows.c lists and objects,
 * form_values.c reads one value, form_errors.c says what is wrong. Not for handlers: theirs is
 * web.h. */
#ifndef REGULARS_WEB_FORM_H
#define REGULARS_WEB_FORM_H

#include "web/web.h"

struct form_problem {
	const char *code, *message, *arg;
};
struct form_context {
	struct arena *arena;
	const char *currency; /* FIELD_MONEY, FIELD_UNIT_PRICE */
	const char *country;  /* FIELD_PHONE: of numbers without a country code */
};
enum form_outcome {
	FORM_SET,
	FORM_EMPTY, /* nothing but white space: as if it were not there */
	FORM_BAD,
};
/* Reads `text` into *member, whose type is that of f->kind. Not for lists and objects. */
enum form_outcome form_value(const struct form_context *c, const struct field *f, const char *text,
			     void *member, struct form_problem *p);

/* What one reading needs all the way down. */
struct form_reader {
	struct form_context c;
	const struct params *params; /* NULL: the body is JSON */
	bool *used;                  /* a mark per parameter; what has none in the end is unknown */
	struct field_errors *errors;
};
/* Where a table is being read: its JSON object, and how its fields are called. */
struct form_place {
	const cJSON *object;
	const char *pointer; /* "/lines/0" */
	const char *prefix;  /* "lines.0." */
};

void form_table(struct form_reader *r, const struct form_place *at, const struct field *table,
		size_t n, void *target);
/* text NULL: the field is not there. */
void form_set(struct form_reader *r, const struct form_place *at, const struct field *f,
	      const char *text, void *member);
/* A JSON value in the text form all values are read from. False: not of the field's type. */
bool form_json_text(struct arena *a, const struct field *f, const cJSON *item, const char **text);
void form_list(struct form_reader *r, const struct form_place *at, const struct field *f,
	       void *member);
void form_object(struct form_reader *r, const struct form_place *at, const struct field *f,
		 void *member);
/* A list of plain values: one sub-field without a name. */
bool form_is_plain_list(const struct field *f);
/* The row numbers in a form's names for a prefix such as "lines.": rising, each once. */
size_t form_row_indexes(const struct params *params, struct arena *a, const char *prefix,
			int **out);

/* The pointer of a member; a name from outside is escaped, and left out when it is absurdly long.
 */
char *form_pointer(struct arena *a, const char *pointer, const char *name);
void form_error(struct form_reader *r, const struct form_place *at, const struct field *f,
		const char *code, const char *message, const char *arg);
void form_error_missing(struct form_reader *r, const struct form_place *at, const struct field *f);
void form_error_type(struct form_reader *r, const struct form_place *at, const struct field *f);

#endif
