/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of staff's ways in. */
#include "staff/input.h"

#include <stddef.h>

#define COUNT(a)         (sizeof(a) / sizeof *(a))
#define AT(type, member) offsetof(struct type, member)

const struct field sign_in_fields[] = {
	{ "email", FIELD_EMAIL, AT(sign_in_input, email), true,
	  .missing = N_("Enter your email address") },
	{ "password", FIELD_SECRET, AT(sign_in_input, password), true, .max = 128,
	  .missing = N_("Enter your password") },
	{ "next", FIELD_TEXT, AT(sign_in_input, next), .max = 200 },
};
const size_t sign_in_fields_n = COUNT(sign_in_fields);

const struct field code_fields[] = {
	{ "code", FIELD_SECRET, AT(code_input, code), true, .max = 20,
	  .missing = N_("Enter the six digits") },
	{ "next", FIELD_TEXT, AT(code_input, next), .max = 200 },
};
const size_t code_fields_n = COUNT(code_fields);

const struct field accept_fields[] = {
	{ "email", FIELD_EMAIL, AT(accept_input, email) },
	{ "name", FIELD_TEXT, AT(accept_input, name), true, 1, 120,
	  .missing = N_("Enter your name") },
	{ "password", FIELD_SECRET, AT(accept_input, password), true, .max = 128,
	  .missing = N_("Choose a password") },
};
const size_t accept_fields_n = COUNT(accept_fields);
