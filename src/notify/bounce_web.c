/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that came back, told by whoever takes the shop's mail: a webhook that comes in, signed as
 * those that go out are. */
#include <stddef.h>
#include "base/json.h"
#include "guard.h"
#include "hook/hook.h"
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

bool notify_told_by_mail_server(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	bool made;

	return hook_takes(req, res, "bounce", bounce_secret(&w, &made));
}

void notify_web_bounce(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct bounce_input in = { 0 };
	struct work w = work_of(req);
	struct bounce b = { 0 };
	cJSON *view = json_object();

	if (!notify_told_by_mail_server(req, res))
		return;
	if (!fields_read(req, bounce_fields, FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, bounce_fields, FIELDS, &errors);
		return;
	}
	bounce_tell(&w, &(struct bounce_told){ req->webhook_id, in.email, in.reason,
					       (enum bounce_kind)in.kind,
					       bounce_message_id(in.message_id) });
	(void)!bounce_get(&w, in.email, &b);
	json_add_bool(view, "stopped", !instant_is_none(b.hard_at));
	json_add_int(view, "soft", b.soft);
	respond_view(req, res, NULL, view);
}

/* ---- the page of its secret ---- */

#define PAGE "/desk/settings/bounces"

static cJSON *page_view(struct request *req, struct work *w)
{
	cJSON *view = json_object();
	bool made, can_read = bounce_secret(w, &made) != NULL;

	json_add_bool(view, "has_secret", made);
	json_add_bool(view, "is_lost", made && !can_read);
	json_add_null(view, "secret");
	json_add_text(view, "address",
		      arena_printf(req->arena, "%s%s/hooks/bounces", req->app->config->base_url,
				   req->app->config->base_path));
	json_add_text(view, "letters",
		      arena_printf(req->arena, "%s%s/hooks/mail", req->app->config->base_url,
				   req->app->config->base_path));
	return view;
}

void notify_web_bounces(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	respond_view(req, res, "notify/bounces", page_view(req, &w));
}

/* It is read here and nowhere else again. */
void notify_web_bounce_secret(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	const char *secret = bounce_make_secret(&w);
	cJSON *view = page_view(req, &w);

	respond_once(req, page_view(req, &w), PAGE,
		     N_("The secret was made and shown once. If it is lost, make a new one."));
	cJSON_DeleteItemFromObjectCaseSensitive(view, "secret");
	json_add_text(view, "secret", secret);
	respond_view(req, res, "notify/bounces", view);
}
