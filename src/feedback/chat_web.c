/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages from chats, handed on by a signed webhook, and the desk's page of its secret and of the
 * ways out. */
#include <stddef.h>
#include "base/json.h"
#include "feedback/chat.h"
#include "feedback/web.h"
#include "guard.h"
#include "hook/hook.h"
#include "respond.h"

struct chat_input {
	int channel, lang;
	const char *user, *id, *text, *order, *name, *email, *phone;
	struct instant time;
};
#define AT(member) offsetof(struct chat_input, member)
static const struct field chat_fields[] = {
	{ .name = "channel",
	  .kind = FIELD_ENUM,
	  .offset = AT(channel),
	  .required = true,
	  .words = chat_channel_word,
	  .n_words = CHAT_CHANNEL__MAX,
	  .label = "chat_channel",
	  .missing = N_("Say which chat it is from") },
	{ .name = "user",
	  .kind = FIELD_TEXT,
	  .offset = AT(user),
	  .required = true,
	  .max = CHAT_USER_CHARS,
	  .missing = N_("Enter who wrote, by their id there") },
	{ .name = "id",
	  .kind = FIELD_TEXT,
	  .offset = AT(id),
	  .required = true,
	  .max = 200,
	  .missing = N_("Enter the id of the message") },
	{ .name = "text",
	  .kind = FIELD_NOTE,
	  .offset = AT(text),
	  .required = true,
	  .max = MESSAGE_CHARS,
	  .missing = N_("Enter what was written") },
	{ .name = "time",
	  .kind = FIELD_TIME,
	  .offset = AT(time),
	  .required = true,
	  .missing = N_("Enter when it was written") },
	{ .name = "order", .kind = FIELD_TEXT, .offset = AT(order), .max = CHAT_ORDER_CHARS },
	{ .name = "name", .kind = FIELD_TEXT, .offset = AT(name), .max = CHAT_NAME_CHARS },
	{ .name = "lang",
	  .kind = FIELD_ENUM,
	  .offset = AT(lang),
	  .words = lang_tag,
	  .n_words = LANG__MAX },
	{ .name = "verified_email", .kind = FIELD_EMAIL, .offset = AT(email) },
	{ .name = "verified_phone", .kind = FIELD_PHONE, .offset = AT(phone) },
};
#define FIELDS (sizeof chat_fields / sizeof *chat_fields)

void feedback_web_chat(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct chat_input in = { .lang = -1 };
	struct work w = work_of(req);
	cJSON *view = json_object();
	struct chat_heard heard;
	bool made;

	if (!hook_takes(req, res, "chat", chat_secret(&w, &made)))
		return;
	if (!fields_read(req, chat_fields, FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, chat_fields, FIELDS, &errors);
		return;
	}
	heard = chat_hear(&w, &(struct chat_message){ .channel = (enum chat_channel)in.channel,
						      .user = in.user,
						      .id = in.id,
						      .text = in.text,
						      .at = in.time,
						      .name = in.name,
						      .order = in.order,
						      .email = in.email,
						      .phone = in.phone,
						      .lang = in.lang });
	json_add_bool(view, "taken", heard.is_new);
	json_add_bool(view, "known", heard.is_known);
	respond_view(req, res, NULL, view);
}

/* ---- the page ---- */

#define PAGE "/desk/settings/chats"

static cJSON *page_view(struct request *req, struct work *w)
{
	cJSON *view = json_object(), *list;
	bool made, can_read = chat_secret(w, &made) != NULL;

	json_add_bool(view, "has_secret", made);
	json_add_bool(view, "is_lost", made && !can_read);
	json_add_null(view, "secret");
	json_add_text(view, "address",
		      arena_printf(req->arena, "%s%s/hooks/messages", req->app->config->base_url,
				   req->app->config->base_path));
	list = json_add_array(view, "chats");
	for (int i = 0; i < CHAT_CHANNEL__MAX; i++) {
		enum message_channel way = chat_way_out((enum chat_channel)i);
		cJSON *one = json_append_object(list);

		json_add_text(one, "channel", chat_channel_word[i]);
		json_add_text(one, "way", message_channel_word[way]);
		json_add_text(one, "state", message_goes_by(w, way) ? "on" : "off");
	}
	return view;
}

void feedback_web_chats(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	respond_view(req, res, "feedback/chats", page_view(req, &w));
}

/* It is read here and nowhere else again. */
void feedback_web_chat_secret(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	const char *secret = chat_make_secret(&w);
	cJSON *view = page_view(req, &w);

	respond_once(req, page_view(req, &w), PAGE,
		     N_("The secret was made and shown once. If it is lost, make a new one."));
	cJSON_DeleteItemFromObjectCaseSensitive(view, "secret");
	json_add_text(view, "secret", secret);
	respond_view(req, res, "feedback/chats", view);
}
