/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms about customers hold. */
#ifndef REGULARS_CUSTOMER_INPUT_H
#define REGULARS_CUSTOMER_INPUT_H

/* before customer.h, which then gives its contact_fields */
#include "web/web.h"

#include "customer/inside.h"

/* Of a contact: its name, which a new one must have, and the rest, new or changed. */
#define CONTACT(member)    offsetof(struct contact_draft, member)
#define CONTACT_NAME_CHARS 120
#define CONTACT_OTHER_FIELDS                                                                       \
	{ .name = "phone", .kind = FIELD_PHONE, .offset = CONTACT(phone) },                        \
		{ .name = "email", .kind = FIELD_EMAIL, .offset = CONTACT(email) },                \
		{ .name = "country", .kind = FIELD_COUNTRY, .offset = CONTACT(country) },          \
		{ .name = "province",                                                              \
		  .kind = FIELD_TEXT,                                                              \
		  .offset = CONTACT(province),                                                     \
		  .max = 80 },                                                                     \
		{ .name = "city", .kind = FIELD_TEXT, .offset = CONTACT(city), .max = 80 },        \
		{ .name = "district",                                                              \
		  .kind = FIELD_TEXT,                                                              \
		  .offset = CONTACT(district),                                                     \
		  .max = 80 },                                                                     \
		{ .name = "street", .kind = FIELD_TEXT, .offset = CONTACT(street), .max = 200 },   \
	{                                                                                          \
		.name = "postcode", .kind = FIELD_TEXT, .offset = CONTACT(postcode), .max = 16     \
	}

struct sign_in_input {
	const char *email; /* or a phone, where SMS is switched on */
	const char *next;
};
#define SIGN_IN_FIELDS 2
extern const struct field customer_sign_in_fields[SIGN_IN_FIELDS];

struct code_input {
	const char *code, *next;
	bool remember;
};
#define CODE_FIELDS     3
#define OWN_CODE_FIELDS 2 /* within the account: without "remember" */
extern const struct field customer_code_fields[CODE_FIELDS];
/* The digits of what was typed, without spaces and hyphens, full-width ones folded. */
char *code_digits(struct arena *a, const char *typed);

struct password_sign_in_input {
	const char *email, *password, *next;
	bool remember;
};
#define PASSWORD_SIGN_IN_FIELDS 4
extern const struct field customer_password_sign_in_fields[PASSWORD_SIGN_IN_FIELDS];

/* A new way to reach somebody: an address, or a phone. */
struct new_way_input {
	const char *email;
};
extern const struct field customer_new_way_fields[1];

/* Who wants to be known (join_input.c). */
struct join_input {
	const char *name, *email;
	bool offers[CONSENT_CHANNEL__MAX];
	int source;
};
#define JOIN_FIELDS 6
extern const struct field join_fields[JOIN_FIELDS];

/* The forms on the page of the password, each of one field: which way a code goes, and the password
 * itself. */
struct own_password_input {
	int64_t way;
	const char *password;
};
enum own_password_field { OWN_WAY, OWN_PASSWORD, OWN_PASSWORD_FIELDS };
extern const struct field customer_password_fields[OWN_PASSWORD_FIELDS];

struct profile_input {
	const char *name;
	int lang;
	int64_t version;
};
#define PROFILE_FIELDS 3
extern const struct field customer_profile_fields[PROFILE_FIELDS];

struct address_input {
	const char *label;
	bool is_default;
	int64_t version;
	struct contact_draft contact;
};
#define ADDRESS_FIELDS 11
extern const struct field customer_address_fields[ADDRESS_FIELDS];

/* The forms on the desk's page of a customer, each of one field. */
struct desk_input {
	const char *body, *tag;
};
enum desk_field { DESK_NOTE, DESK_TAG, DESK_FIELDS };
extern const struct field customer_desk_fields[DESK_FIELDS];

/* What somebody tells of themselves (about_input.c). */
struct about_input {
	struct instant birthday;
	int gender, income; /* -1: not told */
	const char *occupation;
	bool agrees[TRAITS];
	int64_t version;
};
#define ABOUT_FIELDS 9
extern const struct field about_fields[ABOUT_FIELDS];

/* A wish a kind (wish_input.c). */
struct wish_input {
	const char *body[WISH__MAX];
	uint64_t address;
	int64_t version;
};
#define WISH_FIELDS (WISH__MAX + 2)
extern const struct field wish_fields[WISH_FIELDS];

#endif
