/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's form for a call that a colleague took. */
#include "base/json.h"
#include "customer/customer.h"
#include "feedback/item_input.h"
#include "feedback/person_web.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "feedback/call"

struct call_input {
	const char *who, *body;
	int topic, outcome; /* -1: none */
};
#define AT(member) offsetof(struct call_input, member)
static const struct field fields[] = {
	{ "who", FIELD_TEXT, AT(who), true, .max = 100,
	  .missing = N_("Enter a phone, an email, or a number of an order or customer") },
	{ "body", FIELD_NOTE, AT(body), true, .max = MESSAGE_CHARS,
	  .missing = N_("Write what was said") },
	{ "topic", FIELD_ENUM, AT(topic), .words = topic_or_none, .n_words = TOPIC__MAX },
	{ "outcome", FIELD_ENUM, AT(outcome), .words = item_outcome_word,
	  .n_words = ITEM_OUTCOME__MAX },
};
#define FIELDS (sizeof fields / sizeof *fields)

static void show(struct request *req, struct response *res, const struct field_errors *errors)
{
	cJSON *view = json_object();

	if (errors) {
		respond_errors(req, res, PAGE, view, fields, FIELDS, errors);
		return;
	}
	json_add(view, "form", respond_form(req, fields, FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

void feedback_web_call_new(struct request *req, struct response *res)
{
	show(req, res, NULL);
}

void feedback_web_call(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct call_input in = { .topic = -1, .outcome = -1 };
	struct item_draft d = { .source = ITEM_CALL };
	struct work w = work_of(req);
	cJSON *view = json_object();
	struct person p = { 0, 0 };
	struct customer c;
	uint64_t id;

	if (fields_read(req, fields, FIELDS, &in, NULL, &errors))
		p = person_find(&w, in.who, &errors);
	if (errors.n > 0) {
		show(req, res, &errors);
		return;
	}
	d.customer_id = p.customer_id;
	d.order_id = p.order_id;
	d.lang = customer_get(&w, p.customer_id, &c) ? c.lang : d.lang;
	d.body = in.body;
	id = message_of_call(&w, &d, in.topic, in.outcome);
	json_add_id(view, "id", id);
	respond_done(req, res, 200, view,
		     arena_printf(req->arena, "/desk/inbox/%llu", (unsigned long long)id),
		     "success", N_("Written down."));
}
