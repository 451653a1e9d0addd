/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer wants to be written to about, and which way: signed in, by the link in a message,
 * by the button of a mail program (RFC 8058), and by programs. */
#include <stddef.h>
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "customer/customer.h"
#include "guard.h"
#include "notify/matrix.h"
#include "notify/web.h"
#include "respond.h"

#define OWN  "/me/messages"
#define PAGE "notify/choices"

struct choice_input {
	bool wanted[CHOICE_ROW__MAX][CONSENT_CHANNEL__MAX];
	int64_t quiet_from, quiet_to;
};
#define CELL(row, column, word)                                                                    \
	{                                                                                          \
		word, FIELD_BOOL, offsetof(struct choice_input, wanted[row][column])               \
	}
static const struct field choice_fields[] = {
	CELL(CHOICE_DELIVERY, CONSENT_BY_EMAIL, "delivery_email"),
	CELL(CHOICE_DELIVERY, CONSENT_BY_SMS, "delivery_sms"),
	CELL(CHOICE_DELIVERY, CONSENT_BY_WECHAT, "delivery_wechat"),
	CELL(CHOICE_OFFERS, CONSENT_BY_EMAIL, "offers_email"),
	CELL(CHOICE_OFFERS, CONSENT_BY_SMS, "offers_sms"),
	CELL(CHOICE_OFFERS, CONSENT_BY_WECHAT, "offers_wechat"),
	CELL(CHOICE_OFFERS, CONSENT_BY_PHONE, "offers_phone"),
	{ "quiet_from", FIELD_INT, offsetof(struct choice_input, quiet_from), .max = 23 },
	{ "quiet_to", FIELD_INT, offsetof(struct choice_input, quiet_to), .max = 23 },
};
#define CHOICE_FIELDS (sizeof choice_fields / sizeof *choice_fields)

/* Whose choices, and the page they are made on. */
struct chooser {
	struct work w;
	struct matrix m;
	const char *to; /* the one address that a link is limited to, masked; NULL: signed in */
	const char *path;
	enum consent_place place;
	enum message_topic topic; /* of the message whose link it is */
};

/* ---- who asks ---- */

static bool find_by_link(struct request *req, struct response *res, struct chooser *out)
{
	const char *key = params_get(&req->query, "k");
	struct work w = work_of(req);
	struct message m;
	uint64_t id;

	if (!ident_parse(req->path_param[0], &id) || !choice_key_fits(req->app, id, key) ||
	    !outbox_get(&w, id, &m) || !choice_path(&w, &m)) {
		respond_not_found(req, res);
		return false;
	}
	*out = (struct chooser){ .w = w,
				 .to = message_masked_recipient(w.arena, &m),
				 .path = choice_path(&w, &m),
				 .place = CONSENT_BY_LINK,
				 .topic = message_topic(m.template) };
	/* whoever has the link, as far as we know */
	out->w.actor = (struct actor){ ACTOR_CUSTOMER, 0 };
	matrix_of_message(&out->w, &m, &out->m);
	return true;
}

static void find_signed_in(struct request *req, struct chooser *out)
{
	*out = (struct chooser){ .w = work_of(req), .path = OWN, .place = CONSENT_IN_ACCOUNT };
	matrix_of_customer(&out->w, req->session->actor.id, &out->m);
}

static bool find_by_program(struct request *req, struct response *res, struct chooser *out)
{
	struct customer c;

	*out = (struct chooser){ .w = work_of(req), .place = CONSENT_BY_PROGRAM };
	if (!customer_find_number(&out->w, req->path_param[0], &c)) {
		respond_not_found(req, res);
		return false;
	}
	out->path = arena_printf(req->arena, "/desk/customers/%s", c.number);
	matrix_of_customer(&out->w, c.id, &out->m);
	return true;
}

/* ---- the page ---- */

static void add_hours(cJSON *form, const char *name, int chosen)
{
	cJSON *list = json_add_array(form, name);

	for (int h = 0; h < 24; h++) {
		cJSON *one = json_append_object(list);

		json_add_int(one, "hour", h);
		json_add_bool(one, "chosen", h == chosen);
	}
}

static cJSON *view_of(struct chooser *who)
{
	cJSON *view = matrix_view(&who->w, &who->m);

	json_add_text(view, "to", who->to);
	json_add_text(view, "path", who->path);
	add_hours(view, "from_hours", who->m.quiet.from);
	add_hours(view, "to_hours", who->m.quiet.to);
	json_add_bool(view, "is_signed_in", who->place == CONSENT_IN_ACCOUNT);
	return view;
}

static void show(struct request *req, struct response *res, struct chooser *who)
{
	cJSON *view = view_of(who);

	json_add(view, "form", respond_form(req, choice_fields, CHOICE_FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

/* What changed, in words. */
static const char *said(const struct matrix_change *c)
{
	static const char *const one[CHOICE_ROW__MAX][2] = {
		[CHOICE_DELIVERY] = { N_("Saved. We’ll write no more about parcels this way, only "
					 "about your order and its payment."),
				      N_("Saved. We’ll write this way when a parcel leaves, is "
					 "late or in trouble, and arrives.") },
		[CHOICE_OFFERS] = { N_("Saved. No more offers this way."),
				    N_("Saved. We’ll tell you of offers and restocks this way.") },
	};

	if (c->n == 0)
		return N_("Nothing was changed.");
	if (c->n == 1 && c->quiet)
		return N_("Saved. Your quiet hours count from now on.");
	return c->n == 1 ? one[c->row][c->wanted] : N_("Saved. It counts from now on.");
}

/* A form lacks what is not ticked; in a program's body it stays as it is. */
static bool read_choices(struct request *req, struct chooser *who, struct choice_input *in,
			 struct field_errors *errors)
{
	bool stops = params_get(&req->form, "do_stop_offers") != NULL;

	*in = (struct choice_input){ .quiet_from = who->m.quiet.from, .quiet_to = who->m.quiet.to };
	if (req->json || stops)
		memcpy(in->wanted, who->m.wanted, sizeof in->wanted);
	if (stops)
		memset(in->wanted[CHOICE_OFFERS], 0, sizeof in->wanted[CHOICE_OFFERS]);
	return stops || fields_read(req, choice_fields, CHOICE_FIELDS, in, NULL, errors);
}

static void choose(struct request *req, struct response *res, struct chooser *who)
{
	struct field_errors errors = { .arena = req->arena };
	struct matrix_change change;
	struct choice_input in;

	if (!read_choices(req, who, &in, &errors)) {
		respond_errors(req, res, PAGE, view_of(who), choice_fields, CHOICE_FIELDS, &errors);
		return;
	}
	change = matrix_put(&who->w, &who->m, in.wanted,
			    (struct quiet_hours){ (int)in.quiet_from, (int)in.quiet_to },
			    who->place);
	if (who->place == CONSENT_BY_PROGRAM) {
		matrix_of_customer(&who->w, who->m.customer_id, &who->m);
		respond_done(req, res, 200, matrix_view(&who->w, &who->m), who->path, "success",
			     NULL);
		return;
	}
	respond_done(req, res, 204, NULL, who->path, change.n ? "success" : "info", said(&change));
}

void notify_web_choices(struct request *req, struct response *res)
{
	struct chooser who;

	find_signed_in(req, &who);
	show(req, res, &who);
}

void notify_web_choose(struct request *req, struct response *res)
{
	struct chooser who;

	find_signed_in(req, &who);
	choose(req, res, &who);
}

void notify_web_choices_by_link(struct request *req, struct response *res)
{
	struct chooser who;

	if (find_by_link(req, res, &who))
		show(req, res, &who);
}

void notify_web_choose_by_link(struct request *req, struct response *res)
{
	struct chooser who;

	if (find_by_link(req, res, &who))
		choose(req, res, &who);
}

/* A mail program follows no redirect and shows no page: the row of its message is switched off, for
 * its address. What must be sent has no such button. */
void notify_web_unsubscribe(struct request *req, struct response *res)
{
	static const enum choice_row row[TOPIC__MAX] = {
		[TOPIC_DELIVERY] = CHOICE_DELIVERY, [TOPIC_OFFERS] = CHOICE_OFFERS
	};
	struct choice_input in;
	struct chooser who;

	if (!find_by_link(req, res, &who))
		return;
	if (who.topic == TOPIC_NECESSARY) {
		respond_refusal(req, res, 409, "necessary",
				N_("These messages prove what you bought: they are always sent."));
		return;
	}
	memcpy(in.wanted, who.m.wanted, sizeof in.wanted);
	memset(in.wanted[row[who.topic]], 0, sizeof in.wanted[row[who.topic]]);
	(void)matrix_put(&who.w, &who.m, in.wanted, who.m.quiet, CONSENT_ONE_CLICK);
	respond_done(req, res, 204, NULL, who.path, "success", N_("Saved."));
}

void notify_web_api_choices(struct request *req, struct response *res)
{
	struct chooser who;

	if (find_by_program(req, res, &who))
		respond_view(req, res, NULL, matrix_view(&who.w, &who.m));
}

void notify_web_api_choose(struct request *req, struct response *res)
{
	struct chooser who;

	if (find_by_program(req, res, &who))
		choose(req, res, &who);
}
