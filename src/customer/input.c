/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of forms about customers, and of the contact that an order brings along. */
#include "customer/input.h"

#include <string.h>
#include "customer/tag.h"

const struct field contact_fields[CONTACT_FIELDS] = {
	{ .name = "name",
	  .kind = FIELD_TEXT,
	  .offset = CONTACT(name),
	  .required = true,
	  .max = CONTACT_NAME_CHARS,
	  .missing = N_("Enter the recipient’s name") },
	CONTACT_OTHER_FIELDS,
};

#define NEXT_MAX        500
#define SIGN_IN(member) offsetof(struct sign_in_input, member)
const struct field customer_sign_in_fields[SIGN_IN_FIELDS] = {
	{ .name = "email",
	  .kind = FIELD_TEXT,
	  .offset = SIGN_IN(email),
	  .required = true,
	  .max = 254,
	  .missing = N_("Enter your email address") },
	{ .name = "next", .kind = FIELD_TEXT, .offset = SIGN_IN(next), .max = NEXT_MAX },
};

#define CODE(member) offsetof(struct code_input, member)
const struct field customer_code_fields[CODE_FIELDS] = {
	{ .name = "code",
	  .kind = FIELD_SECRET,
	  .offset = CODE(code),
	  .required = true,
	  .max = 40,
	  .missing = N_("Enter the six digits from our message") },
	{ .name = "next", .kind = FIELD_TEXT, .offset = CODE(next), .max = NEXT_MAX },
	{ .name = "remember", .kind = FIELD_BOOL, .offset = CODE(remember) },
};

#define BY_PASSWORD(member) offsetof(struct password_sign_in_input, member)
const struct field customer_password_sign_in_fields[PASSWORD_SIGN_IN_FIELDS] = {
	{ .name = "email",
	  .kind = FIELD_TEXT,
	  .offset = BY_PASSWORD(email),
	  .required = true,
	  .max = 254,
	  .missing = N_("Enter your email address") },
	{ .name = "password",
	  .kind = FIELD_SECRET,
	  .offset = BY_PASSWORD(password),
	  .required = true,
	  .max = 128,
	  .missing = N_("Enter your password") },
	{ .name = "next", .kind = FIELD_TEXT, .offset = BY_PASSWORD(next), .max = NEXT_MAX },
	{ .name = "remember", .kind = FIELD_BOOL, .offset = BY_PASSWORD(remember) },
};

const struct field customer_new_way_fields[1] = {
	{ .name = "email",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct new_way_input, email),
	  .required = true,
	  .max = 254,
	  .missing = N_("Enter an email address or a phone number") },
};

const struct field customer_password_fields[OWN_PASSWORD_FIELDS] = {
	[OWN_WAY] = { .name = "way",
		      .kind = FIELD_INT,
		      .offset = offsetof(struct own_password_input, way),
		      .required = true,
		      .min = 1,
		      .max = 50,
		      .missing = N_("Choose where the code goes") },
	[OWN_PASSWORD] = { .name = "password",
			   .kind = FIELD_SECRET,
			   .offset = offsetof(struct own_password_input, password),
			   .required = true,
			   .max = 128,
			   .missing = N_("Choose a password") },
};

/* U+FF10 to U+FF19 are the digits of Chinese keyboards. */
char *code_digits(struct arena *a, const char *typed)
{
	char *out = arena_alloc(a, strlen(typed) + 1), *o = out;

	for (const unsigned char *p = (const unsigned char *)typed; *p; p++) {
		if (p[0] == 0xef && p[1] == 0xbc && p[2] >= 0x90 && p[2] <= 0x99) {
			*o++ = (char)(p[2] - 0x90 + '0');
			p += 2;
		} else if (*p != ' ' && *p != '-' && *p != '\t') {
			*o++ = (char)*p;
		}
	}
	*o = '\0';
	return out;
}

#define PROFILE(member) offsetof(struct profile_input, member)
const struct field customer_profile_fields[PROFILE_FIELDS] = {
	{ .name = "name",
	  .kind = FIELD_TEXT,
	  .offset = PROFILE(name),
	  .required = true,
	  .max = 120,
	  .missing = N_("Enter your name") },
	{ .name = "lang",
	  .kind = FIELD_ENUM,
	  .offset = PROFILE(lang),
	  .required = true,
	  .words = lang_tag,
	  .n_words = LANG__MAX,
	  .label = "language" },
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = PROFILE(version),
	  .required = true,
	  .min = 0,
	  .max = INT32_MAX },
};

#define ADDRESS(member) offsetof(struct address_input, member)
const struct field customer_address_fields[ADDRESS_FIELDS] = {
	{ .name = "label", .kind = FIELD_TEXT, .offset = ADDRESS(label), .max = 40 },
	{ .name = "name",
	  .kind = FIELD_TEXT,
	  .offset = ADDRESS(contact.name),
	  .required = true,
	  .max = 120,
	  .missing = N_("Enter the recipient’s name") },
	{ .name = "phone",
	  .kind = FIELD_PHONE,
	  .offset = ADDRESS(contact.phone),
	  .required = true,
	  .missing = N_("Enter the recipient’s phone number") },
	{ .name = "province", .kind = FIELD_TEXT, .offset = ADDRESS(contact.province), .max = 80 },
	{ .name = "city",
	  .kind = FIELD_TEXT,
	  .offset = ADDRESS(contact.city),
	  .required = true,
	  .max = 80,
	  .missing = N_("Enter the city") },
	{ .name = "district", .kind = FIELD_TEXT, .offset = ADDRESS(contact.district), .max = 80 },
	{ .name = "street",
	  .kind = FIELD_TEXT,
	  .offset = ADDRESS(contact.street),
	  .required = true,
	  .max = 200,
	  .missing = N_("Enter the street and house number") },
	{ .name = "postcode", .kind = FIELD_TEXT, .offset = ADDRESS(contact.postcode), .max = 16 },
	{ .name = "is_default", .kind = FIELD_BOOL, .offset = ADDRESS(is_default) },
	/* no control of the page's: it stays as it is */
	{ .name = "country", .kind = FIELD_COUNTRY, .offset = ADDRESS(contact.country) },
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = ADDRESS(version),
	  .min = 0,
	  .max = INT32_MAX },
};

#define DESK(member) offsetof(struct desk_input, member)
const struct field customer_desk_fields[DESK_FIELDS] = {
	[DESK_NOTE] = { .name = "body",
			.kind = FIELD_NOTE,
			.offset = DESK(body),
			.required = true,
			.max = 2000,
			.missing = N_("Write a note first") },
	[DESK_TAG] = { .name = "tag",
		       .kind = FIELD_TEXT,
		       .offset = DESK(tag),
		       .required = true,
		       .max = TAG_CHARS,
		       .missing = N_("Type the tag first") },
};

void customer_check_source(const char *source, struct field_errors *errors)
{
	if (strspn(source, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(source))
		field_error(errors, "/source", "not_a_word",
			    N_("Use small letters, digits, hyphens and underscores only"), NULL);
}
