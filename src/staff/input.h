/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What staff type to get in, for the web files of staff/ alone. */
#ifndef REGULARS_STAFF_INPUT_H
#define REGULARS_STAFF_INPUT_H

#include "web/web.h"

struct sign_in_input {
	const char *email, *password, *next;
};
struct code_input {
	const char *code, *next;
};
struct accept_input {
	const char *email, *name, *password;
};
struct invite_input {
	const char *email, *name, *role;
	int lang;
};
struct role_input {
	const char *role;
};
struct key_input {
	const char *name;
	struct field_rows permissions; /* const char *: words */
	struct instant until;          /* the last day */
};
struct role_set_input {
	const char *name;
	struct field_rows permissions; /* const char *: words */
	int64_t version;
};
extern const struct field sign_in_fields[], code_fields[], accept_fields[], invite_fields[],
	role_fields[], key_fields[], role_set_fields[];
extern const size_t sign_in_fields_n, code_fields_n, accept_fields_n, invite_fields_n,
	role_fields_n, key_fields_n, role_set_fields_n;

/* Words as a set; one that is unknown is an error beside it. */
uint64_t permissions_read(const struct field_rows *rows, struct field_errors *errors);
/* The permissions that the reader has, as boxes to tick: {value, chosen}. What is ticked in a form
 * that came back, else those of `set`. */
void permissions_add_choices(const struct request *req, cJSON *view, uint64_t set);

#endif
