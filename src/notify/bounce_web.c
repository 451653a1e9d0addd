/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that came back, told by whoever takes the shop's mail. */
#include <stddef.h>
#include "base/json.h"
#include "guard.h"
#include "notify/bounce.h"
#include "notify/web.h"
#include "respond.h"

struct bounce_input {
	const char *email, *reason, *message_id;
	int kind;
};
#define AT(member) offsetof(struct bounce_input, member)
static const struct field bounce_fields[] = {
	{ "email", FIELD_EMAIL, AT(email), true, .missing = N_("Enter the address") },
	{ "kind", FIELD_ENUM, AT(kind), true, .words = bounce_kind_word, .n_words = BOUNCE__MAX,
	  .missing = N_("Say hard or soft") },
	{ "reason", FIELD_TEXT, AT(reason), true, 1, BOUNCE_REASON,
	  .missing = N_("Enter what was answered") },
	{ "message_id", FIELD_TEXT, AT(message_id), .max = 200 },
};
#define FIELDS (sizeof bounce_fields / sizeof *bounce_fields)

uint64_t bounce_message_id(const char *name)
{
	const char *digits = name ? name + (*name == '<') : "";
	char id[24] = "";
	uint64_t out = 0;

	for (size_t n = 0; digits[n] >= '0' && digits[n] <= '9' && n < sizeof id - 1; n++)
		id[n] = digits[n];
	return ident_parse(id, &out) ? out : 0;
}

void notify_web_bounce(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct bounce_input in = { 0 };
	struct work w = work_of(req);
	struct bounce b = { 0 };
	cJSON *view = json_object();

	if (!fields_read(req, bounce_fields, FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, bounce_fields, FIELDS, &errors);
		return;
	}
	bounce_tell(&w, in.email, (enum bounce_kind)in.kind, in.reason,
		    bounce_message_id(in.message_id));
	(void)!bounce_get(&w, in.email, &b);
	json_add_bool(view, "stopped", !instant_is_none(b.hard_at));
	json_add_int(view, "soft", b.soft);
	respond_view(req, res, NULL, view);
}
