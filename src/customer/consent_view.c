/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consents as trees. */
#include "base/json.h"
#include "customer/consent.h"

cJSON *about_values(const char *const value[TRAITS], int version)
{
	static const char *const agrees[TRAITS] = { "birthday_ok", "gender_ok", "occupation_ok",
						    "income_ok" };
	cJSON *v = json_object();

	for (int i = 0; i < TRAITS; i++) {
		json_add_text(v, consent_purpose_word[i], value[i]);
		json_add_bool(v, agrees[i], value[i] != NULL);
	}
	json_add_int(v, "version", version);
	return v;
}

static void add_consent(const struct consent *c, cJSON *v)
{
	json_add_text(v, "purpose", consent_purpose_word[c->purpose]);
	json_add_text(v, "channel",
		      c->channel == CONSENT_NO_CHANNEL ? NULL : consent_channel_word[c->channel]);
	json_add_bool(v, "given", c->given);
	json_add_int(v, "text_version", c->text_version);
	json_add_text(v, "place", consent_place_word[c->place]);
	json_add_text(v, "actor", actor_kind_word[c->who.kind]);
	json_add_instant(v, "at", c->at);
}

/* The values that are words of ours are shown in the reader's language, others as they were typed.
 */
static void add_value(enum consent_purpose purpose, const char *value, bool in_full, cJSON *v)
{
	bool shown = value && in_full;

	json_add_bool(v, "is_hidden", value && !in_full);
	json_add_text(v, "gender", shown && purpose == CONSENT_GENDER ? value : NULL);
	json_add_text(v, "income", shown && purpose == CONSENT_INCOME ? value : NULL);
	json_add_text(v, "value",
		      shown && (purpose == CONSENT_BIRTHDAY || purpose == CONSENT_OCCUPATION)
			      ? value
			      : NULL);
}

cJSON *consents_view(const struct consent *ledger, size_t n, const char *const value[TRAITS],
		     bool in_full)
{
	cJSON *list = json_array();

	for (int p = 0; p < CONSENT_PURPOSE__MAX; p++)
		for (int c = 0; c < CONSENT_CHANNEL__MAX; c++) {
			const struct consent *one = consent_of(ledger, n, (enum consent_purpose)p,
							       (enum consent_channel)c);
			cJSON *v;

			if (!one)
				continue;
			v = json_append_object(list);
			add_consent(one, v);
			add_value((enum consent_purpose)p,
				  p < TRAITS && one->given ? value[p] : NULL, in_full, v);
		}
	return list;
}

cJSON *consent_history(const struct consent *ledger, size_t n)
{
	cJSON *list = json_array();

	for (size_t i = 0; i < n; i++)
		add_consent(&ledger[i], json_append_object(list));
	return list;
}
