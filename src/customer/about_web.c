/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer tells about themselves, and agrees to: their own page. */
#include <stdio.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "customer/consent.h"
#include "customer/desk.h"
#include "customer/input.h"
#include "customer/web.h"
#include "guard.h"
#include "respond.h"

#define PAGE       "customer/about"
#define FIRST_YEAR 1900

static struct customer self(const struct request *req, struct work *w)
{
	struct customer c;

	if (!customer_get(w, req->session->actor.id, &c))
		fail("customer: a session without its customer");
	return c;
}

/* values may be NULL: the page alone. */
static cJSON *view_of(struct work *w, const struct customer *c, cJSON **values)
{
	cJSON *view = json_object();
	const char *value[TRAITS];
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, c->id, &n), *newest;

	trait_store_read(w, c->id, value);
	json_add_int(view, "text_version", CONSENT_TEXT);
	json_add(view, "history", consent_history(ledger, n));
	json_add_bool(view, "has_history", n > 0);
	newest = consent_of(ledger, n, CONSENT_PERSONAL, CONSENT_NO_CHANNEL);
	json_add_bool(view, "is_personal", !newest || newest->given);
	if (values)
		*values = about_values(value, c->version);
	return view;
}

void customer_web_about(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct customer c = self(req, &w);
	cJSON *values, *view = view_of(&w, &c, &values);

	json_add(view, "form", respond_form(req, about_fields, ABOUT_FIELDS, values, NULL));
	respond_view(req, res, PAGE, view);
}

/* ---- what was typed ---- */

static const char *birthday_text(struct request *req, struct instant day)
{
	struct civil c = instant_to_local(day);

	return arena_printf(req->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static void check_birthday(const struct request *req, struct instant day,
			   struct field_errors *errors)
{
	struct civil c = instant_to_local(day);

	if (c.year < FIRST_YEAR || instant_local_day(day) > instant_local_day(req->now))
		field_error(errors, "/birthday", "out_of_range",
			    N_("Enter a day in the past, like 1990-02-28"), NULL);
}

/* A value and the consent to it go together: one without the other is not guessed at. */
static void check_pairs(const char *const value[TRAITS], const bool agrees[TRAITS],
			struct field_errors *errors)
{
	static const char *const pointer[TRAITS][2] = {
		{ "/birthday", "/birthday_ok" },
		{ "/gender", "/gender_ok" },
		{ "/occupation", "/occupation_ok" },
		{ "/income", "/income_ok" },
	};

	for (int i = 0; i < TRAITS; i++) {
		if (value[i] && !agrees[i])
			field_error(
				errors, pointer[i][1], "required",
				N_("Tick this so that we may keep it, or leave the field empty"),
				NULL);
		if (!value[i] && agrees[i])
			field_error(errors, pointer[i][0], "required",
				    N_("Fill this in, or untick the box below it"), NULL);
	}
}

/* The page always says which version it showed; programs need not. */
static bool take(struct request *req, struct about_draft *d, struct field_errors *errors)
{
	struct about_input in = { .gender = -1, .income = -1 };
	struct field table[ABOUT_FIELDS];

	memcpy(table, about_fields, sizeof table);
	table[ABOUT_FIELDS - 1].required = req->route->face != FACE_API;
	if (!fields_read(req, table, ABOUT_FIELDS, &in, NULL, errors))
		return false;
	if (!instant_is_none(in.birthday)) {
		check_birthday(req, in.birthday, errors);
		d->value[CONSENT_BIRTHDAY] = birthday_text(req, in.birthday);
	}
	d->value[CONSENT_GENDER] = in.gender < 0 ? NULL : gender_word[in.gender];
	d->value[CONSENT_OCCUPATION] = in.occupation;
	d->value[CONSENT_INCOME] = in.income < 0 ? NULL : income_word[in.income];
	check_pairs(d->value, in.agrees, errors);
	d->version = in.version ? (int)in.version : d->version;
	return errors->n == 0;
}

void customer_web_about_save(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct customer c = self(req, &w);
	struct about_draft d = { .customer_id = c.id, .version = c.version };
	cJSON *values, *view;

	if (!take(req, &d, &errors)) {
		respond_errors(req, res, PAGE, view_of(&w, &c, NULL), about_fields, ABOUT_FIELDS,
			       &errors);
		return;
	}
	if (customer_about_put(&w, &d) == ABOUT_OK) {
		respond_done(req, res, 204, NULL, "/me/about", "success",
			     N_("Saved. What you no longer agree to is deleted and not used any "
				"more."));
		return;
	}
	c = self(req, &w);
	view = view_of(&w, &c, &values);
	respond_stale(req, res, PAGE, view, about_fields, ABOUT_FIELDS,
		      &(struct stale){ N_("Your account was changed in another window. What "
					  "you typed is still here: look at what changed, "
					  "then send it again."),
				       c.version, values, NULL });
}

/* What a program was told, and that it was agreed to: all four at once, like the page. */
void customer_web_api_about(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct about_draft d = { 0 };
	struct work w = work_of(req);
	struct customer c;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	d.customer_id = c.id;
	d.version = c.version;
	if (!take(req, &d, &errors))
		respond_errors(req, res, NULL, NULL, about_fields, ABOUT_FIELDS, &errors);
	else if (customer_about_put(&w, &d) == ABOUT_OK)
		customer_answer(req, res, &w, &c, NULL, NULL);
	else
		respond_stale(req, res, NULL, NULL, about_fields, ABOUT_FIELDS,
			      &(struct stale){ N_("Somebody else has just changed this customer. "
						  "Look at it again."),
					       c.version, NULL, NULL });
}
