/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that customers write back, told by whoever takes the shop's mail: a webhook that comes in,
 * signed as that of bounces is. */
#include <stddef.h>
#include "base/json.h"
#include "feedback/reply.h"
#include "feedback/web.h"
#include "guard.h"
#include "notify/notify.h"
#include "respond.h"

enum { LETTER_MAX = 50000 };

struct letter_input {
	const char *to, *from, *subject, *text, *message_id;
	bool is_auto;
};
#define AT(member) offsetof(struct letter_input, member)
static const struct field letter_fields[] = {
	{ "to", FIELD_TEXT, AT(to), true, .max = 320, .missing = N_("Enter the address") },
	{ "from", FIELD_TEXT, AT(from), .max = 320 },
	{ "subject", FIELD_TEXT, AT(subject), .max = 998 },
	{ "text", FIELD_NOTE, AT(text), true, 1, LETTER_MAX,
	  .missing = N_("Enter what was written") },
	{ "message_id", FIELD_TEXT, AT(message_id), .max = 998 },
	{ "auto", FIELD_BOOL, AT(is_auto) },
};
#define FIELDS (sizeof letter_fields / sizeof *letter_fields)

void feedback_web_mail(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct letter_input in = { 0 };
	struct work w = work_of(req);
	cJSON *view = json_object();
	uint64_t item;

	if (!notify_told_by_mail_server(req, res))
		return;
	if (!fields_read(req, letter_fields, FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, letter_fields, FIELDS, &errors);
		return;
	}
	item = reply_item(&w, in.to);
	/* of an answer by a machine nobody has to read */
	json_add_bool(view, "taken",
		      item && !in.is_auto &&
			      message_by_mail(&w, item, reply_own_words(w.arena, in.text),
					      in.message_id ? in.message_id : req->webhook_id));
	respond_view(req, res, NULL, view);
}
