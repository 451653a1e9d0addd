/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's form for a call that a colleague took. */
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "customer/customer.h"
#include "feedback/item_input.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE "feedback/call"
enum { SAME = 5 };

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

/* ---- who rang ---- */

static size_t find_by_email(struct work *w, const char *email, uint64_t *ids)
{
	uint64_t contacts[SAME];
	size_t n = customer_find_contacts_by_email(w, email, contacts, SAME), found = 0;

	for (size_t i = 0; i < n; i++) {
		struct contact c;
		size_t k = 0;

		if (!contact_get(w, contacts[i], &c))
			continue;
		while (k < found && ids[k] != c.customer_id)
			k++;
		if (k == found)
			ids[found++] = c.customer_id;
	}
	return found;
}

static size_t find_people(struct work *w, const char *who, uint64_t *ids)
{
	const char *phone = text_phone_key(w->arena, who, w->app->settings.country);
	struct customer c;

	if (customer_find_number(w, who, &c)) {
		ids[0] = c.id;
		return 1;
	}
	if (strchr(who, '@'))
		return find_by_email(w, who, ids);
	return phone ? customer_find_by_phone(w, phone, ids, SAME) : 0;
}

/* Several have the same phone: a number says which of them. */
static const char *numbers_of(struct work *w, const uint64_t *ids, size_t n)
{
	const char *all = "";

	for (size_t i = 0; i < n; i++) {
		struct customer c;

		if (customer_get(w, ids[i], &c))
			all = arena_printf(w->arena, "%s%s%s", all, *all ? ", " : "", c.number);
	}
	return all;
}

static void find(struct work *w, const char *who, struct item_draft *d, struct field_errors *errors)
{
	uint64_t ids[SAME];
	struct customer c;
	struct order *o;
	size_t n;

	if (order_find_number(w, who, &d->order_id) && order_get(w, d->order_id, &o)) {
		d->customer_id = o->customer_id;
	} else {
		d->order_id = 0;
		n = find_people(w, who, ids);
		if (n == 1)
			d->customer_id = ids[0];
		else if (n == 0)
			field_error(errors, "/who", "not_found", N_("Nobody is known by this"),
				    NULL);
		else
			field_error(errors, "/who", "several",
				    N_("Several are known by this: enter one of {arg}"),
				    numbers_of(w, ids, n));
	}
	if (d->customer_id && customer_get(w, d->customer_id, &c))
		d->lang = c.lang;
}

void feedback_web_call(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct call_input in = { .topic = -1, .outcome = -1 };
	struct item_draft d = { .source = ITEM_CALL };
	struct work w = work_of(req);
	cJSON *view = json_object();
	uint64_t id;

	if (fields_read(req, fields, FIELDS, &in, NULL, &errors))
		find(&w, in.who, &d, &errors);
	if (errors.n > 0) {
		show(req, res, &errors);
		return;
	}
	d.body = in.body;
	id = message_of_call(&w, &d, in.topic, in.outcome);
	json_add_id(view, "id", id);
	respond_done(req, res, 200, view,
		     arena_printf(req->arena, "/desk/inbox/%llu", (unsigned long long)id),
		     "success", N_("Written down."));
}
