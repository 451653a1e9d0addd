/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of the ways messages go: set up, tried, and what was answered to the test. */
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "guard.h"
#include "notify/channel.h"
#include "notify/channel_input.h"
#include "notify/web.h"
#include "respond.h"

#define LIST "/desk/settings/messages"

static char *path_of(struct request *req, enum message_channel c)
{
	return arena_printf(req->arena, LIST "/%s", message_channel_word[c]);
}

/* ---- views ---- */

/* The newest test, and what became of it. */
static void add_trial(struct request *req, struct work *w, uint64_t id, cJSON *view)
{
	struct message m;
	cJSON *trial;

	if (!id || !outbox_get(w, id, &m)) {
		json_add_null(view, "trial");
		return;
	}
	trial = json_add_object(view, "trial");
	json_add_id(trial, "id", m.id);
	json_add_text(trial, "state", outbox_state_word[m.state]);
	json_add_text(trial, "to", message_masked_recipient(req->arena, &m));
	json_add_instant(trial, "created_at", m.created_at);
	json_add_text(trial, "answer", m.state == OUTBOX_SENT ? m.answer : m.last_error);
	json_add_bool(trial, "is_under_way",
		      m.state == OUTBOX_TAKEN || (m.state == OUTBOX_WAITING && m.tries == 0));
}

static cJSON *view_of(struct request *req, struct work *w, const struct channel *c)
{
	const struct config *config = req->app->config;
	bool is_email = c->channel == CHANNEL_EMAIL;
	cJSON *view = json_object();

	json_add_text(view, "channel", message_channel_word[c->channel]);
	json_add_bool(view, "is_email", is_email);
	json_add_bool(view, "is_wechat", c->channel == CHANNEL_WECHAT);
	json_add_bool(view, "is_chat", message_is_to_chat(c->channel));
	json_add_text(view, "state", is_email || c->is_on ? "on" : "off");
	json_add_bool(view, "is_set_up", is_email || *c->url);
	json_add_text(view, "server", is_email ? config->mail : NULL);
	json_add_text(view, "sender", is_email ? config->mail_from : NULL);
	json_add_text(view, "url", is_email ? NULL : c->url);
	json_add_bool(view, "has_secret", c->secret.len > 0);
	add_trial(req, w, c->trial_id, view);
	return view;
}

/* What the form explains itself with. */
static cJSON *form_view(struct request *req, struct work *w, const struct channel *c)
{
	static const char *const example[MESSAGE_CHANNEL__MAX] = {
		[CHANNEL_EMAIL] = "",
		[CHANNEL_SMS] = "{\"phone\": \"{{national}}\", \"content\": \"{{text}}\", \"key\": "
				"\"{{secret}}\"}",
		[CHANNEL_WECHAT] = "{\"touser\": \"{{to}}\", \"text\": \"{{text}}\"}",
		[CHANNEL_CHAT_WECHAT] = "{\"touser\": \"{{to}}\", \"msgtype\": \"text\", "
					"\"text\": {\"content\": \"{{text}}\"}}",
		[CHANNEL_CHAT_WEIBO] = "{\"receiver_id\": \"{{to}}\", \"text\": \"{{text}}\"}",
		[CHANNEL_CHAT_WIDGET] = "{\"user\": \"{{to}}\", \"text\": \"{{text}}\"}",
		[CHANNEL_CHAT_OTHER] = "{\"user\": \"{{to}}\", \"text\": \"{{text}}\"}",
	};
	cJSON *view = view_of(req, w, c), *list = json_add_array(view, "words");

	json_add_text(view, "example", example[c->channel]);
	for (int i = 0; i < CHANNEL_VALUE__MAX; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "word", channel_value_word[i]);
		json_add_text(one, "placeholder",
			      arena_printf(req->arena, "{{%s}}", channel_value_word[i]));
	}
	return view;
}

static cJSON *values_of(const struct channel *c)
{
	cJSON *values = json_object();

	json_add_bool(values, "is_on", c->is_on);
	json_add_text(values, "url", c->url);
	json_add_text(values, "format", channel_format_word[c->format]);
	json_add_text(values, "headers", c->headers);
	json_add_text(values, "body", c->body);
	json_add_text(values, "good_member", c->good_member);
	json_add_text(values, "good_value", c->good_value);
	return values;
}

static bool find(struct request *req, struct response *res, struct work *w, struct channel *out)
{
	*w = work_of(req);
	for (int i = 0; i < MESSAGE_CHANNEL__MAX; i++)
		if (!strcmp(req->path_param[0], message_channel_word[i])) {
			channel_store_get(w, (enum message_channel)i, out);
			return true;
		}
	respond_not_found(req, res);
	return false;
}

/* ---- looking ---- */

void notify_web_channels(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "channels");

	for (int i = 0; i < MESSAGE_CHANNEL__MAX; i++) {
		struct channel c;

		channel_store_get(&w, (enum message_channel)i, &c);
		cJSON_AddItemToArray(list, view_of(req, &w, &c));
	}
	respond_view(req, res, "notify/channels", view);
}

/* How e-mail goes stands in the configuration. */
static bool find_to_set_up(struct request *req, struct response *res, struct work *w,
			   struct channel *out)
{
	if (!find(req, res, w, out))
		return false;
	if (out->channel == CHANNEL_EMAIL)
		respond_not_found(req, res);
	return out->channel != CHANNEL_EMAIL;
}

void notify_web_channel(struct request *req, struct response *res)
{
	struct channel c;
	struct work w;
	cJSON *view;

	if (!find_to_set_up(req, res, &w, &c))
		return;
	view = form_view(req, &w, &c);
	json_add(view, "form",
		 respond_form(req, channel_fields, channel_fields_n, values_of(&c), NULL));
	respond_view(req, res, "notify/channel", view);
}

/* ---- saving ---- */

static void refuse(enum channel_refusal r, const struct channel_answer *a,
		   struct field_errors *errors)
{
	static const struct {
		const char *pointer, *code, *message;
	} said[] = {
		[CHANNEL_BAD_URL] = { "/url", "not_public_https",
				      N_("An address of the internet is needed that begins with "
					 "https://, without a port, name or password in it") },
		[CHANNEL_BAD_HEADERS] = { "/headers", "not_headers",
					  N_("One header a line, such as “X-App: regulars”; the "
					     "kind of content is set above") },
		[CHANNEL_NOT_JSON] = { "/body", "not_json",
				       N_("This is not a JSON object when the placeholders are "
					  "filled in. Texts need quotes around them.") },
		[CHANNEL_NO_TEXT] = { "/body", "no_text",
				      N_("Nothing of the message is in it: put a placeholder, such "
					 "as that of the text, where it goes") },
		[CHANNEL_BAD_SECRET] = { "/secret", "not_printable",
					 N_("Letters, digits and signs of ASCII only, without "
					    "spaces") },
	};

	if (r == CHANNEL_UNKNOWN_WORD)
		field_error(errors, a->is_in_headers ? "/headers" : "/body", "unknown_word",
			    N_("{arg} means nothing here"), a->word);
	else if (r != CHANNEL_OK)
		field_error(errors, said[r].pointer, said[r].code, said[r].message, NULL);
}

static const char *saved(const struct channel *c)
{
	if (message_is_to_chat(c->channel))
		return c->is_on ? N_("Saved. Who asks there is answered there.")
				: N_("Saved. It is switched off, so nobody is answered there.");
	return c->is_on ? N_("Saved. Customers without email are written to this way.")
			: N_("Saved. It is switched off, so nobody is written to this way.");
}

static void save(struct request *req, struct work *w, enum message_channel c,
		 struct field_errors *errors)
{
	struct channel_input in = { .headers = "", .good_member = "", .good_value = "" };
	struct channel_answer a = { 0 };

	if (!fields_read(req, channel_fields, channel_fields_n, &in, NULL, errors))
		return;
	refuse(channel_save(w,
			    &(struct channel_draft){
				    .channel = c,
				    .is_on = in.is_on,
				    .url = in.url,
				    .format = (enum channel_format)in.format,
				    .headers = in.headers ? in.headers : "",
				    .body = in.body,
				    .good_member = in.good_member ? in.good_member : "",
				    .good_value = in.good_value ? in.good_value : "",
				    .secret = in.secret,
				    .forget_secret = in.forget_secret,
			    },
			    &a),
	       &a, errors);
}

void notify_web_channel_save(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct channel c;
	struct work w;

	if (!find_to_set_up(req, res, &w, &c))
		return;
	save(req, &w, c.channel, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "notify/channel", form_view(req, &w, &c), channel_fields,
			       channel_fields_n, &errors);
		return;
	}
	channel_store_get(&w, c.channel, &c);
	respond_done(req, res, 200, view_of(req, &w, &c), path_of(req, c.channel), "success",
		     saved(&c));
}

/* ---- trying ---- */

/* As it is stored; NULL: nobody's. */
static const char *recipient(struct request *req, enum message_channel c, const char *typed)
{
	if (c == CHANNEL_EMAIL)
		return text_email_key(req->arena, typed) ? typed : NULL;
	if (c == CHANNEL_SMS)
		return text_phone_key(req->arena, typed, req->app->settings.country);
	return typed;
}

static void refuse_recipient(enum message_channel c, struct field_errors *errors)
{
	if (c == CHANNEL_EMAIL)
		field_error(errors, "/to", "not_an_address", N_("This is not an email address"),
			    NULL);
	else
		field_error(errors, "/to", "not_a_phone", N_("This is not a phone number"), NULL);
}

void notify_web_channel_try_form(struct request *req, struct response *res)
{
	struct channel c;
	struct work w;
	cJSON *view;

	if (!find(req, res, &w, &c))
		return;
	view = view_of(req, &w, &c);
	json_add(view, "form",
		 respond_form(req, channel_try_fields, channel_try_fields_n, NULL, NULL));
	respond_view(req, res, "notify/channel_try", view);
}

void notify_web_channel_try(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct channel_try_input in = { 0 };
	const char *to = NULL;
	struct channel c;
	struct work w;

	if (!find(req, res, &w, &c))
		return;
	if (fields_read(req, channel_try_fields, channel_try_fields_n, &in, NULL, &errors) &&
	    !(to = recipient(req, c.channel, in.to)))
		refuse_recipient(c.channel, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "notify/channel_try", view_of(req, &w, &c),
			       channel_try_fields, channel_try_fields_n, &errors);
		return;
	}
	if (!channel_try(&w, c.channel, to, req->lang)) {
		respond_refusal(req, res, 409, "not_set_up", N_("Set it up and save it first."));
		return;
	}
	channel_store_get(&w, c.channel, &c);
	respond_done(req, res, 202, view_of(req, &w, &c),
		     arena_printf(req->arena, "%s/try", path_of(req, c.channel)), "success",
		     N_("The test is on its way. Load this page again in a moment to see what was "
			"answered."));
}
