/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consents: what the ledger says, what goes with a withdrawal, and who may see what was told. */
#include "customer/consent.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "order/door.h"

/* ---- rules ---- */

static const struct {
	const char *name;
	bool given;
	int text;
	bool wanted;
	enum consent_change change;
} change_rows[] = {
	{ "never asked, no", false, 0, false, CONSENT_STAYS },
	{ "never asked, yes", false, 0, true, CONSENT_GIVE },
	{ "withdrawn, yes", false, CONSENT_TEXT, true, CONSENT_GIVE },
	{ "given, yes again", true, CONSENT_TEXT, true, CONSENT_STAYS },
	{ "given to an older text, yes again", true, CONSENT_TEXT - 1, true, CONSENT_GIVE },
	{ "given, no longer", true, CONSENT_TEXT, false, CONSENT_WITHDRAW },
	{ "given to an older text, no longer", true, CONSENT_TEXT - 1, false, CONSENT_WITHDRAW },
};

START_TEST(what_is_written_to_the_ledger)
{
	ck_assert_msg(consent_change(change_rows[_i].given, change_rows[_i].text,
				     change_rows[_i].wanted) == change_rows[_i].change,
		      "%s", change_rows[_i].name);
}
END_TEST

START_TEST(the_newest_of_a_purpose_and_channel_holds)
{
	const struct consent ledger[] = {
		{ .purpose = CONSENT_OFFERS, .channel = CONSENT_BY_SMS, .given = false },
		{ .purpose = CONSENT_OFFERS, .channel = CONSENT_BY_EMAIL, .given = true },
		{ .purpose = CONSENT_OFFERS, .channel = CONSENT_BY_SMS, .given = true },
	};

	ck_assert(consent_holds(ledger, 3, CONSENT_OFFERS, CONSENT_BY_EMAIL));
	ck_assert(!consent_holds(ledger, 3, CONSENT_OFFERS, CONSENT_BY_SMS));
	ck_assert(!consent_holds(ledger, 3, CONSENT_OFFERS, CONSENT_BY_PHONE));
	ck_assert(!consent_holds(ledger, 3, CONSENT_BIRTHDAY, CONSENT_NO_CHANNEL));
}
END_TEST

/* Programs and the ledger's rows know them by these words: none may come to mean another. */
START_TEST(each_has_its_word)
{
	ck_assert_str_eq(consent_purpose_word[CONSENT_BIRTHDAY], "birthday");
	ck_assert_str_eq(consent_purpose_word[CONSENT_GENDER], "gender");
	ck_assert_str_eq(consent_purpose_word[CONSENT_OCCUPATION], "occupation");
	ck_assert_str_eq(consent_purpose_word[CONSENT_INCOME], "income");
	ck_assert_str_eq(consent_purpose_word[CONSENT_OFFERS], "offers");
	ck_assert_str_eq(consent_channel_word[CONSENT_NO_CHANNEL], "none");
	ck_assert_str_eq(consent_channel_word[CONSENT_BY_EMAIL], "email");
	ck_assert_str_eq(consent_channel_word[CONSENT_BY_SMS], "sms");
	ck_assert_str_eq(consent_channel_word[CONSENT_BY_PHONE], "phone");
	ck_assert_str_eq(consent_place_word[CONSENT_IN_ACCOUNT], "account");
}
END_TEST

/* ---- use cases ---- */

static struct order *order;
static struct customer anne;

static void setup(void)
{
	door_setup();
	order = door_order("A", 1);
	ck_assert(customer_get(&shop, order->customer_id, &anne));
}

static enum about_refusal tell(const char *birthday, const char *gender, bool by_sms)
{
	struct about_draft d = { .customer_id = anne.id, .version = anne.version };
	enum about_refusal r;

	d.value[CONSENT_BIRTHDAY] = birthday;
	d.value[CONSENT_GENDER] = gender;
	r = customer_about_put(&shop, &d);
	if (r == ABOUT_OK)
		customer_chose(&shop, anne.id, CONSENT_OFFERS, CONSENT_BY_SMS, by_sms,
			       CONSENT_IN_ACCOUNT);
	ck_assert(customer_get(&shop, anne.id, &anne));
	return r;
}

/* "birthday+ offers.sms-", oldest first */
static const char *ledger(void)
{
	size_t n;
	const struct consent *all = consent_store_ledger(&shop, anne.id, &n);
	struct buf b;

	buf_init(&b, shop.arena);
	for (size_t i = n; i-- > 0;) {
		buf_addf(&b, "%s%s", b.len ? " " : "", consent_purpose_word[all[i].purpose]);
		if (all[i].channel)
			buf_addf(&b, ".%s", consent_channel_word[all[i].channel]);
		buf_adds(&b, all[i].given ? "+" : "-");
	}
	return b.p;
}

START_TEST(a_withdrawal_takes_the_value_along_and_stays_in_the_ledger)
{
	const char *value[TRAITS];

	ck_assert_int_eq(tell("1990-02-28", "female", true), ABOUT_OK);
	ck_assert_str_eq(ledger(), "birthday+ gender+ offers.sms+");
	ck_assert_int_eq(tell("1990-02-27", "female", true), ABOUT_OK);
	ck_assert_str_eq(ledger(), "birthday+ gender+ offers.sms+");
	trait_store_read(&shop, anne.id, value);
	ck_assert_str_eq(value[CONSENT_BIRTHDAY], "1990-02-27");
	ck_assert_int_eq(tell(NULL, "female", false), ABOUT_OK);
	ck_assert_str_eq(ledger(), "birthday+ gender+ offers.sms+ birthday- offers.sms-");
	trait_store_read(&shop, anne.id, value);
	ck_assert_ptr_null(value[CONSENT_BIRTHDAY]);
	ck_assert_str_eq(value[CONSENT_GENDER], "female");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_trait"), 1);
	ck_assert_int_eq(tell("1990-02-27", "female", false), ABOUT_OK);
	ck_assert_str_eq(ledger(), "birthday+ gender+ offers.sms+ birthday- offers.sms- birthday+");
}
END_TEST

START_TEST(a_form_of_before_changes_nothing)
{
	ck_assert_int_eq(tell("1990-02-28", NULL, false), ABOUT_OK);
	anne.version--;
	ck_assert_int_eq(tell(NULL, NULL, true), ABOUT_STALE);
	ck_assert_str_eq(ledger(), "birthday+");
}
END_TEST

/* ---- pages ---- */

START_TEST(customers_tell_and_take_back)
{
	struct browser b = door_customer(order);
	struct answer *a;

	door_shows(browser_get(&b, "/me/about"), "Nothing so far.");
	ck_assert(customer_get(&shop, anne.id, &anne));
	a = door_post(&b, "/me/about",
		      door_path("version=%d&birthday=1990-02-28&birthday_ok=1&income=5k_10k&"
				"income_ok=1",
				anne.version));
	door_want(a, 303);
	a = browser_get(&b, "/me/about");
	door_shows(a, "value=\"1990-02-28\"");
	door_shows(a, "<option value=\"5k_10k\" selected>");
	ck_assert_str_eq(ledger(), "birthday+ income+");
	a = door_post(&b, "/me/about", door_path("version=%d", anne.version + 1));
	door_want(a, 303);
	a = browser_get(&b, "/me/about");
	door_hides(a, "1990-02-28");
	door_shows(a, "Birthday · withdrawn");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_trait"), 0);
}
END_TEST

static const struct {
	const char *fields, *error;
} bad_rows[] = {
	{ "birthday=1990-02-28", "e-birthday_ok" },
	{ "birthday_ok=1", "e-birthday" },
	{ "birthday=2990-02-28&birthday_ok=1", "e-birthday" },
	{ "birthday=1890-02-28&birthday_ok=1", "e-birthday" },
	{ "birthday=1990-02-31&birthday_ok=1", "e-birthday" },
	{ "gender=robot&gender_ok=1", "e-gender" },
	{ "gender=female", "e-gender_ok" },
	{ "occupation=baker", "e-occupation_ok" },
	{ "income_ok=1", "e-income" },
};

START_TEST(a_value_and_its_consent_go_together)
{
	struct browser b = door_customer(order);
	struct answer *a;

	browser_get(&b, "/me/about");
	a = door_post(&b, "/me/about", door_path("version=1&%s", bad_rows[_i].fields));
	door_want(a, 422);
	door_shows(a, door_path("id=\"%s\"", bad_rows[_i].error));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_consent"), 0);
}
END_TEST

START_TEST(an_old_page_is_said_to_be_old)
{
	struct browser b = door_customer(order);
	struct answer *a;

	browser_get(&b, "/me/about");
	a = door_post(&b, "/me/about", "version=99&occupation=baker&occupation_ok=1");
	door_want(a, 409);
	door_shows(a, "value=\"baker\"");
}
END_TEST

/* Consents stand on the page; what was told, only where somebody asked for it, which is logged. */
START_TEST(the_desk_sees_values_only_in_full)
{
	struct browser owner = door_staff(1), viewer = door_staff(2);
	const char *page = door_path("/desk/customers/%s", anne.number);
	struct answer *a;

	ck_assert_int_eq(tell("1990-02-28", "female", false), ABOUT_OK);
	a = browser_get(&owner, page);
	door_shows(a, "told, hidden");
	door_hides(a, "1990-02-28");
	door_hides(a, "Female");
	a = browser_get(&viewer, page);
	door_shows(a, "told, hidden");
	door_hides(a, "1990-02-28");
	browser_get(&owner, page);
	a = browser_post(&owner, door_path("%s/full", page), "");
	door_shows(a, "1990-02-28");
	door_shows(a, "Female");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event "
					"WHERE kind = 'personal_data_shown'"),
			 1);
	ck_assert_int_eq(tell(NULL, NULL, false), ABOUT_OK);
	browser_get(&owner, page);
	a = browser_post(&owner, door_path("%s/full", page), "");
	door_hides(a, "1990-02-28");
	door_shows(a, "withdrawn");
}
END_TEST

Suite *customer_consent_suite(void)
{
	Suite *s = suite_create("customer_consent");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("consents");

	tcase_add_loop_test(rules, what_is_written_to_the_ledger, 0, N(change_rows));
	tcase_add_test(rules, the_newest_of_a_purpose_and_channel_holds);
	tcase_add_test(rules, each_has_its_word);
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, a_withdrawal_takes_the_value_along_and_stays_in_the_ledger);
	tcase_add_test(tc, a_form_of_before_changes_nothing);
	tcase_add_test(tc, customers_tell_and_take_back);
	tcase_add_loop_test(tc, a_value_and_its_consent_go_together, 0, N(bad_rows));
	tcase_add_test(tc, an_old_page_is_said_to_be_old);
	tcase_add_test(tc, the_desk_sees_values_only_in_full);
	suite_add_tcase(s, tc);
	return s;
}
