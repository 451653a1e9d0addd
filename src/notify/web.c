/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox for staff: what waits, what was sent, what failed, and how it reads. */
#include "notify/web.h"

#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/text.h"
#include "guard.h"
#include "notify/bounce.h"
#include "notify/mail.h"
#include "notify/tell.h"
#include "respond.h"

enum { PAGE = 50 };

static cJSON *row_view(struct request *req, const struct message *m)
{
	cJSON *row = json_object();

	json_add_id(row, "id", m->id);
	json_add_text(row, "template", m->template);
	json_add_text(row, "channel", message_channel_word[m->channel]);
	json_add_text(row, "recipient", message_masked_recipient(req->arena, m));
	json_add_text(row, "lang", lang_tag[m->lang]);
	json_add_text(row, "state", outbox_state_word[m->state]);
	json_add_text(row, "subject", m->subject);
	json_add_text(row, "last_error", m->last_error);
	json_add_text(row, "answer", m->answer);
	json_add_int(row, "tries", m->tries);
	json_add_instant(row, "created_at", m->created_at);
	json_add_instant(row, "run_at", m->state == OUTBOX_WAITING ? m->run_at : INSTANT_NONE);
	json_add_id(row, "joined_id", m->joined_id);
	json_add_instant(row, "sent_at", m->sent_at);
	json_add_bool(row, "may_send_again", m->state == OUTBOX_FAILED && !message_is_code(m));
	return row;
}

static int state_of(const struct params *query)
{
	const char *word = params_get(query, "state");

	for (int i = 0; word && i < OUTBOX_STATE__MAX; i++)
		if (!strcmp(word, outbox_state_word[i]))
			return i;
	return -1;
}

static void add_tabs(struct work *w, int current, cJSON *view)
{
	static const int shown[] = { -1, OUTBOX_WAITING, OUTBOX_SENT, OUTBOX_FAILED,
				     OUTBOX_UNWANTED };
	int64_t counts[OUTBOX_STATE__MAX];
	cJSON *tabs = json_add_array(view, "tabs");

	outbox_count(w, counts);
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
		cJSON *one = json_append_object(tabs);
		bool counted = shown[i] == OUTBOX_WAITING || shown[i] == OUTBOX_FAILED;
		json_add_text(one, "state", shown[i] < 0 ? "all" : outbox_state_word[shown[i]]);
		json_add_bool(one, "has_count", counted);
		json_add_int(one, "count", counted ? counts[shown[i]] : 0);
		json_add_bool(one, "is_hot",
			      shown[i] == OUTBOX_FAILED && counts[OUTBOX_FAILED] > 0);
		json_add_bool(one, "current", shown[i] == current);
	}
}

void notify_web_list(struct request *req, struct response *res)
{
	const char *after = params_get(&req->query, "after");
	struct work w = work_of(req);
	cJSON *view = json_object(), *list, *pager;
	int state = state_of(&req->query);
	uint64_t below = INT64_MAX;
	int64_t again;
	struct message *all;
	size_t n;

	if (after && !ident_parse(after, &below))
		below = INT64_MAX;
	all = outbox_list(&w, state, below, PAGE + 1, &n);
	add_tabs(&w, state, view);
	json_add_text(view, "state", state < 0 ? "all" : outbox_state_word[state]);
	again = state == OUTBOX_FAILED ? outbox_count_again(&w) : 0;
	json_add_bool(view, "may_send_again", again > 0);
	json_add_int(view, "n_again", again);
	list = json_add_array(view, "messages");
	for (size_t i = 0; i < n && i < PAGE; i++)
		cJSON_AddItemToArray(list, row_view(req, &all[i]));
	json_add_bool(view, "has_messages", n > 0);
	pager = json_add_object(view, "pager");
	json_add_id(pager, "next", n > PAGE ? all[PAGE - 1].id : 0);
	respond_add_export(req, view, "messages");
	respond_view(req, res, "notify/list", view);
}

struct message_for_file *notify_list_for_file(struct work *w, const char *filters, uint64_t below,
					      bool in_full, size_t *n)
{
	struct message_for_file *v;
	struct message *all;
	const char **numbers;
	struct params query;

	if (params_parse(w->arena, filters, strlen(filters), &query) != WEB_OK)
		fail("outbox: filters that nobody can read");
	all = outbox_list_numbered(w, state_of(&query), below ? below : INT64_MAX, PAGE, &numbers,
				   n);
	v = arena_array_of(w->arena, *n + 1, struct message_for_file);
	for (size_t i = 0; i < *n; i++) {
		const struct message *m = &all[i];

		v[i] = (struct message_for_file){
			.id = m->id,
			.template = m->template,
			.channel = message_channel_word[m->channel],
			.state = outbox_state_word[m->state],
			.recipient = in_full ? m->recipient : message_masked_recipient(w->arena, m),
			.lang = lang_tag[m->lang],
			.order = numbers[i],
			.subject = m->subject,
			.last_error = m->last_error,
			.answer = m->answer,
			.tries = m->tries,
			.created_at = m->created_at,
			.sent_at = m->sent_at,
		};
	}
	return v;
}

/* What went out as one: the one that carried them, and those that were said in it, the newest of
 * each parcel. Returns how many. */
static size_t read_all(struct work *w, const struct message *m, struct message ***all)
{
	struct message *also = NULL;
	size_t n = 0;

	if (m->state == OUTBOX_SENT && !m->joined_id)
		also = outbox_joined(w, m->id, &n);
	*all = arena_array_of(w->arena, n + 2, struct message *);
	for (size_t i = 0; i < n; i++)
		(*all)[i + 1] = &also[i];
	(*all)[0] = arena_memdup(w->arena, m, sizeof *m);
	return n ? message_newest_of_parcels(*all, n + 1) : 1;
}

static bool read_mail(struct work *w, const struct message *m, struct mail *out)
{
	struct message **all;
	size_t n = read_all(w, m, &all);

	return mail_render_all(w, all[0], all + 1, n - 1, out);
}

static bool read_brief(struct work *w, const struct message *m, struct mail *out)
{
	struct message **all;
	size_t n = read_all(w, m, &all);
	struct brief b;

	if (!mail_render_brief(w, all[0], all + 1, n - 1, &b))
		return false;
	*out = (struct mail){ .subject = b.subject, .text = b.text };
	return true;
}

/* What was sent stays as it went out; where that was not kept, and of all else, as it reads now. */
static bool read_message(struct work *w, const struct message *m, struct mail *out, bool *is_now)
{
	const char *said = NULL;

	*is_now = false;
	if (message_is_private(m))
		return false;
	if (m->state == OUTBOX_SENT)
		said = outbox_said(w, m->joined_id ? m->joined_id : m->id);
	if (said) {
		*out = (struct mail){ .subject = m->subject, .text = said };
		return true;
	}
	*is_now = m->state == OUTBOX_SENT;
	return m->channel == CHANNEL_EMAIL ? read_mail(w, m, out) : read_brief(w, m, out);
}

static void add_bounce(struct work *w, const struct message *m, cJSON *view)
{
	struct bounce b;
	cJSON *o;

	if (m->channel != CHANNEL_EMAIL || !bounce_get(w, m->recipient, &b)) {
		json_add_null(view, "bounce");
		return;
	}
	o = json_add_object(view, "bounce");
	json_add_bool(o, "is_stopped", !instant_is_none(b.hard_at));
	json_add_int(o, "soft", b.soft);
	json_add_text(o, "reason", b.reason);
	json_add_instant(o, "last_at", b.last_at);
}

/* A sign-in code and links that open orders are the customer's alone: staff see that they were
 * sent, not what they were. */
void notify_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct message m;
	struct mail mail;
	bool is_read, is_now;
	uint64_t id;
	cJSON *view;

	if (!ident_parse(req->path_param[0], &id) || !outbox_get(&w, id, &m)) {
		respond_not_found(req, res);
		return;
	}
	view = row_view(req, &m);
	add_bounce(&w, &m, view);
	is_read = read_message(&w, &m, &mail, &is_now);
	json_add_bool(view, "is_as_of_now", is_read && is_now);
	if (is_read) {
		json_add_text(view, "text", mail.text);
		json_add_text(view, "preview_subject", mail.subject);
	} else {
		json_add_null(view, "text");
		json_add_null(view, "preview_subject");
	}
	respond_view(req, res, "notify/show", view);
}

void notify_web_again(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct message m;
	uint64_t id;

	if (!ident_parse(req->path_param[0], &id) || !outbox_get(&w, id, &m) ||
	    !outbox_again(&w, id)) {
		respond_refusal(req, res, 409, "not_failed",
				N_("Only a failed message can be sent again."));
		return;
	}
	if (m.channel == CHANNEL_EMAIL)
		bounce_lift(&w, m.recipient);
	audit_write(&w, &(struct audit){ .kind = AUDIT_MESSAGE_RESENT,
					 .who = w.actor,
					 .about = "message",
					 .about_id = id });
	respond_done(req, res, 200, json_object(), "/desk/outbox", "success",
		     N_("The message will be sent again."));
}

void notify_web_all_again(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	int64_t n = outbox_again_all(&w);
	cJSON *view;

	if (n == 0) {
		respond_refusal(req, res, 409, "not_failed",
				N_("Only a failed message can be sent again."));
		return;
	}
	audit_write(&w,
		    &(struct audit){ .kind = AUDIT_MESSAGES_RESENT,
				     .who = w.actor,
				     .became = arena_printf(req->arena, "%lld", (long long)n) });
	view = json_object();
	json_add_int(view, "messages", n);
	respond_done(req, res, 200, view, "/desk/outbox?state=waiting", "success",
		     N_("The failed messages will be sent again."));
}
