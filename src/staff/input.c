/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The field tables of staff's ways in. */
#include "staff/input.h"

#include <stddef.h>
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "permission.h"
#include "staff/staff.h"

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

#define ROLE "role", FIELD_TEXT, .required = true, .max = 16, .missing = N_("Choose a role")

const struct field invite_fields[] = {
	{ "email", FIELD_EMAIL, AT(invite_input, email), true,
	  .missing = N_("Enter an email address") },
	{ "name", FIELD_TEXT, AT(invite_input, name), true, 1, 120, .missing = N_("Enter a name") },
	{ ROLE, .offset = AT(invite_input, role) },
	{ "lang", FIELD_ENUM, AT(invite_input, lang), .words = lang_tag, .n_words = LANG__MAX },
};
const size_t invite_fields_n = COUNT(invite_fields);

const struct field role_fields[] = {
	{ ROLE, .offset = AT(role_input, role) },
};
const size_t role_fields_n = COUNT(role_fields);

static const struct field word_field[] = {
	{ "", FIELD_TEXT, .required = true, .max = 40, .missing = N_("Choose a permission") },
};

/* Permissions as words, ticked or in a list. */
#define PERMISSIONS                                                                                \
	"permissions", FIELD_LIST, .required = true, .max = PERMISSION__MAX, .sub = word_field,    \
				   .n_sub = COUNT(word_field), .sub_size = sizeof(const char *),   \
				   .missing = N_("Choose at least one permission")

const struct field key_fields[] = {
	{ "name", FIELD_TEXT, AT(key_input, name), true, 1, STAFF_KEY_NAME,
	  .missing = N_("Enter a name, for example what uses the key") },
	{ PERMISSIONS, .offset = AT(key_input, permissions) },
	{ "until", FIELD_DATE, AT(key_input, until) },
};
const size_t key_fields_n = COUNT(key_fields);

const struct field role_set_fields[] = {
	{ "name", FIELD_TEXT, AT(role_set_input, name), true, 1, STAFF_ROLE_NAME,
	  .missing = N_("Enter a name for it") },
	{ PERMISSIONS, .offset = AT(role_set_input, permissions) },
	{ "version", FIELD_INT, AT(role_set_input, version), .max = INT32_MAX },
};
const size_t role_set_fields_n = COUNT(role_set_fields);

uint64_t permissions_read(const struct field_rows *rows, struct field_errors *errors)
{
	const char *const *word = rows->v;
	uint64_t set = 0;

	for (size_t i = 0; i < rows->n; i++) {
		enum permission p;

		if (permission_from_word(word[i], &p))
			set |= PERM_BIT(p);
		else
			field_error(errors, arena_printf(errors->arena, "/permissions/%zu", i),
				    "unknown", N_("There is no such permission"), NULL);
	}
	return set;
}

static bool is_ticked(const struct request *req, const char *word)
{
	for (size_t i = 0; i < req->form.n; i++)
		if (!strcmp(req->form.v[i].name, "permissions") &&
		    !strcmp(req->form.v[i].value, word))
			return true;
	return false;
}

void permissions_add_choices(const struct request *req, cJSON *view, uint64_t set)
{
	cJSON *list = json_add_array(view, "choices");
	bool is_back = req->method == METHOD_POST;

	for (int p = 0; p < PERMISSION__MAX; p++) {
		cJSON *one;

		if (!may(req, (enum permission)p))
			continue;
		one = json_append_object(list);
		json_add_text(one, "value", permission_word[p]);
		json_add_bool(one, "chosen",
			      is_back ? is_ticked(req, permission_word[p]) : set & PERM_BIT(p));
	}
}
