/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes a message: order events that a customer is told of, and sign-in codes. */
#include <string.h>
#include "base/json.h"
#include "base/secret.h"
#include "base/text.h"
#include "notify/tell.h"
#include "notify/way.h"

enum { REMIND = 50 };

const char *const outbox_state_word[OUTBOX_STATE__MAX] = {
	[OUTBOX_WAITING] = "waiting", [OUTBOX_TAKEN] = "taken",       [OUTBOX_SENT] = "sent",
	[OUTBOX_FAILED] = "failed",   [OUTBOX_UNWANTED] = "unwanted", [OUTBOX_OVER] = "over",
};

bool message_is_forgotten(const struct work *w)
{
	return w->past && instant_now().us - w->now.us > OUTBOX_KEEP_DAYS * INSTANT_DAY;
}

static enum parcel_state state_of(struct work *w, const struct order_event *e)
{
	struct parcel p;

	if (!message_needs_state(e) || !parcel_get(w, e->subject_id, &p))
		return PARCEL_NOT_STARTED;
	return p.state;
}

/* What is said once, however many orders it concerns, has an id of its own. */
static uint64_t id_of_news(struct work *w, const struct order_event *e)
{
	const char *text =
		arena_printf(w->arena, "%llu\n%s\n%d\n%s", (unsigned long long)e->subject_id,
			     e->to ? e->to : "", (int)e->kind, e->from ? e->from : "");
	uint8_t hash[SECRET_HASH_BYTES];
	uint64_t id = 0;

	secret_hash(text, strlen(text), hash);
	for (size_t i = 0; i < sizeof id; i++)
		id = id << 8 | hash[i];
	return id >> 1; /* ids are no larger */
}

static bool is_about_parcel(const struct order_event *e)
{
	static const bool of_parcel[ORDER_EVENT_KIND__MAX] = {
		[EVENT_SHIPPED] = true,         [EVENT_DELIVERED] = true,
		[EVENT_PARCEL_CHANGED] = true,  [EVENT_CAME_BACK] = true,
		[EVENT_PROMISE_CHANGED] = true,
	};

	return of_parcel[e->kind] && e->subject_id != 0;
}

/* What the event alone says; the rest is read from the order when the message goes out. */
static const char *data_of(struct work *w, const struct order *o, const struct order_event *e,
			   const char *template)
{
	cJSON *data = json_object();
	struct instant to;
	int64_t days;

	if (!strcmp(template, "refunded")) {
		json_add_money(data, "amount", e->amount, o->currency);
		json_add_bool(data, "by_bank", o->payment_method == PAY_BANK_TRANSFER);
	} else if (!strcmp(template, "late")) {
		days = message_days_late(e, &to);
		json_add_int(data, "days", days);
		json_add_instant(data, "to", days > 0 ? to : INSTANT_NONE);
	} else {
		return NULL;
	}
	return json_text(w->arena, data);
}

/* Theirs, who has an account and reads here in it; a guest's is that of the order. */
static enum lang lang_for(struct work *w, uint64_t customer_id, enum lang of_order)
{
	struct customer c;

	if (!customer_get(w, customer_id, &c) || c.provisional)
		return of_order;
	return c.lang;
}

static struct message about(struct work *w, const struct order *o, const char *template,
			    const struct way *way, enum lang lang)
{
	return (struct message){
		.id = work_id(w),
		.template = template,
		.channel = way->channel,
		.recipient = way->to,
		.lang = lang,
		.order_id = o->id,
		.customer_id = o->customer_id,
		.state = w->past ? OUTBOX_SENT : OUTBOX_WAITING,
		.run_at = instant_add(w->now, message_joins(template) ? MESSAGE_JOIN : 0),
	};
}

/* By one way. */
static void tell(struct work *w, const struct order *o, const struct order_event *e,
		 const char *template, const struct way *way, enum lang lang)
{
	struct message m = about(w, o, template, way, lang);

	m.event_id = e->id;
	if (is_about_parcel(e)) {
		m.parcel_id = e->subject_id;
		m.event_id = message_is_once_a_parcel(template) ? e->subject_id : id_of_news(w, e);
	}
	/* its date is in what says that it left */
	if (e->kind == EVENT_PROMISE_CHANGED && m.parcel_id &&
	    outbox_says_left(w, m.parcel_id, way->to))
		return;
	m.data = data_of(w, o, e, template);
	(void)!outbox_insert(w, &m);
}

void notify_hear(struct work *w, struct order *o, const struct order_event *e)
{
	struct way ways[MESSAGE_CHANNEL__MAX];
	const char *template;
	enum lang lang;
	size_t n;

	if (w->quiet)
		return;
	template = message_of_event(e, state_of(w, e));
	/* nobody was told of a draft, so nobody is told of its end */
	if (!template || (e->kind != EVENT_PLACED && !order_was_told(o)) || message_is_forgotten(w))
		return;
	n = message_ways(w, o, template, ways);
	if (n == 0)
		return;
	lang = lang_for(w, o->customer_id, o->lang);
	for (size_t i = 0; i < n; i++)
		tell(w, o, e, template, &ways[i], lang);
}

/* ---- unpaid orders before they are closed ---- */

static void remind(struct work *w, uint64_t order_id)
{
	struct order_event until;
	struct message m;
	struct order *o;
	struct way way;

	if (!order_get(w, order_id, &o) || !message_is_to_pay(o, w->now))
		return;
	if (!message_way(w, o, &way))
		return;
	m = about(w, o, "pay_soon", &way, lang_for(w, o->customer_id, o->lang));
	/* opened again, it has another end */
	until = (struct order_event){ .subject_id = o->id, .to = order_time_word(w, o->pay_until) };
	m.event_id = id_of_news(w, &until);
	(void)!outbox_insert(w, &m);
}

int notify_remind_unpaid(struct work *w)
{
	struct instant until = instant_add(w->now, MESSAGE_PAY_SOON);
	struct order_due_place after = { w->now, 0 };
	uint64_t ids[REMIND];
	size_t n;
	int all = 0;

	do {
		n = order_find_unpaid_until(w, &after, until, ids, REMIND);
		for (size_t i = 0; i < n; i++)
			remind(w, ids[i]);
		all += (int)n;
	} while (n == REMIND);
	return all;
}

/* ---- what customers think ---- */

bool notify_ask_review(struct work *w, const struct order *o, const uint64_t *also, size_t n_also)
{
	cJSON *data = json_object(), *list = json_add_array(data, "also");
	struct message m;
	struct way way;

	if (!order_was_told(o) || !message_way(w, o, &way))
		return false;
	for (size_t i = 0; i < n_also; i++)
		json_append_text(list, arena_printf(w->arena, "%llu", (unsigned long long)also[i]));
	m = about(w, o, "review_ask", &way, lang_for(w, o->customer_id, o->lang));
	m.event_id = o->id;
	m.data = json_text(w->arena, data);
	(void)!outbox_insert(w, &m);
	return true;
}

bool message_is_private(const struct message *m)
{
	return message_is_code(m) || message_is_order_list(m) ||
	       !strcmp(m->template, "staff_invitation");
}

bool message_is_to_staff(const struct message *m)
{
	return !strcmp(m->template, "hook_off") || !strcmp(m->template, "staff_invitation") ||
	       !strcmp(m->template, "mention") || !strcmp(m->template, "clock") ||
	       !strcmp(m->template, "trial");
}

const char *message_masked_recipient(struct arena *a, const struct message *m)
{
	if (m->channel == CHANNEL_EMAIL)
		return text_mask_email(a, m->recipient);
	if (m->channel == CHANNEL_SMS)
		return text_mask_phone(a, m->recipient);
	return arena_printf(a, "%.4s***", m->recipient);
}

bool message_is_code(const struct message *m)
{
	return !strcmp(m->template, "sign_in_code");
}

bool message_is_order_list(const struct message *m)
{
	return !strcmp(m->template, "order_list");
}

/* To an address, of an event; data: NULL: it is filled in as it goes out. */
static void mail(struct work *w, const char *template, uint64_t event_id, const char *to,
		 enum lang lang, const cJSON *data)
{
	struct message m = {
		.id = work_id(w),
		.event_id = event_id,
		.template = template,
		.recipient = to,
		.lang = lang,
		.data = data ? json_text(w->arena, data) : NULL,
		.run_at = w->now,
	};

	(void)!outbox_insert(w, &m);
}

void notify_sign_in_code(struct work *w, uint64_t request_id, enum message_channel channel,
			 const char *to, enum lang lang, const char *code)
{
	cJSON *data = json_object();
	struct message m = {
		.id = work_id(w),
		.event_id = request_id,
		.template = "sign_in_code",
		.channel = channel,
		.recipient = to,
		.lang = lang,
		.run_at = w->now,
	};

	json_add_text(data, "code", code);
	m.data = json_text(w->arena, data);
	(void)!outbox_insert(w, &m);
}

void notify_staff_invitation(struct work *w, const char *email, enum lang lang, const char *role,
			     const char *link)
{
	cJSON *data = json_object();

	json_add_text(data, "role", role);
	json_add_text(data, "link", link);
	mail(w, "staff_invitation", work_id(w), email, lang, data);
}

void notify_hook_off(struct work *w, const char *email, enum lang lang, uint64_t hook_id,
		     const char *name, bool is_gone)
{
	cJSON *data = json_object();

	json_add_text(data, "name", name);
	json_add_bool(data, "is_gone", is_gone);
	json_add_text(data, "link",
		      arena_printf(w->arena, "%s%s/desk/settings/webhooks/%llu",
				   w->app->config->base_url, w->app->config->base_path,
				   (unsigned long long)hook_id));
	mail(w, "hook_off", work_id(w), email, lang, data);
}

/* About an order, to a colleague. */
static void tell_colleague(struct work *w, const char *template, uint64_t event_id,
			   const char *number, cJSON *data, const struct staff_member *who)
{
	const struct config *c = w->app->config;

	if (!*who->email)
		return;
	json_add_text(data, "number", number);
	json_add_text(data, "link",
		      arena_printf(w->arena, "%s%s/desk/orders/%s", c->base_url, c->base_path,
				   number));
	mail(w, template, event_id, who->email, who->lang, data);
}

void notify_mentioned(struct work *w, const char *number, uint64_t note_id,
		      const struct staff_member *who)
{
	tell_colleague(w, "mention", note_id, number, json_object(), who);
}

void notify_clock(struct work *w, const char *number, const char *kind, struct instant due,
		  const struct staff_member *who, uint64_t notice_id)
{
	static const char *const kinds[] = { "hold_ends", "confirm_late", "promise_near" };
	cJSON *data = json_object();

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		json_add_bool(data, arena_printf(w->arena, "is_%s", kinds[i]),
			      !strcmp(kinds[i], kind));
	json_add_instant(data, "due", due);
	tell_colleague(w, "clock", notice_id, number, data, who);
}

void notify_order_list(struct work *w, const char *email, enum lang lang)
{
	mail(w, "order_list", work_id(w), email, lang, NULL);
}

bool notify_fill_order_list(struct work *w, struct message *m)
{
	uint64_t contacts[32];
	size_t n = customer_find_contacts_by_email(w, m->recipient, contacts,
						   sizeof contacts / sizeof *contacts);
	const struct order *newest;
	cJSON *data = json_object(), *orders = order_links_for_contacts(w, contacts, n, &newest);

	if (cJSON_GetArraySize(orders) == 0)
		return false;
	m->lang = setting_lang(&w->app->settings, lang_for(w, newest->customer_id, newest->lang));
	json_add(data, "orders", orders);
	m->data = json_text(w->arena, data);
	return true;
}
