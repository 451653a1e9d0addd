/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What programs send of customers. */
#include "customer/api_input.h"

#include "customer/input.h"

#define SOURCE_CHARS       32
#define ID_ELSEWHERE_CHARS 120

static const struct field tag_field[] = {
	{ .name = "", .kind = FIELD_TEXT, .required = true, .max = TAG_CHARS },
};

#define NEW(member) offsetof(struct customer_new_input, member)
const struct field customer_new_fields[CUSTOMER_NEW_FIELDS] = {
	{ .name = "contact",
	  .kind = FIELD_OBJECT,
	  .offset = NEW(contact),
	  .required = true,
	  .sub = contact_fields,
	  .n_sub = CONTACT_FIELDS,
	  .sub_size = sizeof(struct contact_draft) },
	{ .name = "lang",
	  .kind = FIELD_ENUM,
	  .offset = NEW(lang),
	  .words = lang_tag,
	  .n_words = LANG__MAX,
	  .label = "language" },
	{ .name = "source", .kind = FIELD_TEXT, .offset = NEW(source), .max = SOURCE_CHARS },
	{ .name = "source_id",
	  .kind = FIELD_TEXT,
	  .offset = NEW(source_id),
	  .max = ID_ELSEWHERE_CHARS },
	{ .name = "tags",
	  .kind = FIELD_LIST,
	  .offset = NEW(tags),
	  .max = TAGS_MAX,
	  .sub = tag_field,
	  .n_sub = 1,
	  .sub_size = sizeof(const char *) },
};

/* Of a change, each for itself. */
static const struct field contact_change_fields[] = {
	{ .name = "name", .kind = FIELD_TEXT, .offset = CONTACT(name), .max = CONTACT_NAME_CHARS },
	CONTACT_OTHER_FIELDS,
};

#define CHANGE(member) offsetof(struct customer_change_input, member)
const struct field customer_change_fields[CUSTOMER_CHANGE_FIELDS] = {
	{ .name = "name", .kind = FIELD_TEXT, .offset = CHANGE(name), .max = 120 },
	{ .name = "lang",
	  .kind = FIELD_ENUM,
	  .offset = CHANGE(lang),
	  .words = lang_tag,
	  .n_words = LANG__MAX,
	  .label = "language" },
	{ .name = "contact",
	  .kind = FIELD_OBJECT,
	  .offset = CHANGE(contact),
	  .sub = contact_change_fields,
	  .n_sub = sizeof contact_change_fields / sizeof *contact_change_fields,
	  .sub_size = sizeof(struct contact_draft) },
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = CHANGE(version),
	  .min = 0,
	  .max = INT32_MAX },
};
