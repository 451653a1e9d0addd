/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a ledger of consents says, and what is written to it. */
#include "customer/consent.h"

const char *const consent_purpose_word[CONSENT_PURPOSE__MAX] = {
	[CONSENT_BIRTHDAY] = "birthday",     [CONSENT_GENDER] = "gender",
	[CONSENT_OCCUPATION] = "occupation", [CONSENT_INCOME] = "income",
	[CONSENT_OFFERS] = "offers",         [CONSENT_DELIVERY] = "delivery",
	[CONSENT_PERSONAL] = "personal",
};
const char *const consent_channel_word[CONSENT_CHANNEL__MAX] = {
	[CONSENT_NO_CHANNEL] = "none", [CONSENT_BY_EMAIL] = "email",   [CONSENT_BY_SMS] = "sms",
	[CONSENT_BY_PHONE] = "phone",  [CONSENT_BY_WECHAT] = "wechat",
};
const char *const consent_place_word[CONSENT_PLACE__MAX] = {
	[CONSENT_IN_ACCOUNT] = "account",  [CONSENT_BY_LINK] = "link",
	[CONSENT_ONE_CLICK] = "one_click", [CONSENT_BY_PROGRAM] = "program",
	[CONSENT_AT_JOINING] = "join",     [CONSENT_AT_MERGING] = "merge",
};
const char *const gender_word[GENDERS] = { "female", "male", "other" };
const char *const income_word[INCOMES] = { "under_5k", "5k_10k", "10k_20k", "20k_50k", "over_50k" };

bool consent_is_meant(enum consent_purpose purpose)
{
	return purpose == CONSENT_DELIVERY || purpose == CONSENT_PERSONAL;
}

/*
 *	agreed before	to the text	agrees now	written
 *	no		-		no		nothing
 *	no		-		yes		given
 *	yes		of today	yes		nothing
 *	yes		an older one	yes		given
 *	yes		any		no		withdrawn
 */
enum consent_change consent_change(bool given, int text_version, bool wanted)
{
	if (!wanted)
		return given ? CONSENT_WITHDRAW : CONSENT_STAYS;
	return given && text_version == CONSENT_TEXT ? CONSENT_STAYS : CONSENT_GIVE;
}

const struct consent *consent_of(const struct consent *ledger, size_t n,
				 enum consent_purpose purpose, enum consent_channel channel)
{
	for (size_t i = 0; i < n; i++)
		if (ledger[i].purpose == purpose && ledger[i].channel == channel)
			return &ledger[i];
	return NULL;
}

bool consent_holds(const struct consent *ledger, size_t n, enum consent_purpose purpose,
		   enum consent_channel channel)
{
	const struct consent *c = consent_of(ledger, n, purpose, channel);

	return c && c->given;
}
