/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals on the database and at the doors: taken down, granted when the order was kept, refused
 * for a reason that the shop can read. */
#include "customer/merge.h"
#include "member/referral.h"
#include "order/door.h"
#include "payment/payment.h"

enum { BY_ANNE = 100, OF_FRIEND = 50 };
#define BEN      "13800000002"
#define BEN_MAIL "ben@post.example"

static uint64_t anne, ben;
static const char *number;
static enum referral_why why;

static uint64_t a_customer(const char *phone, const char *email)
{
	uint64_t id;

	customer_for_contact(&shop,
			     &(struct contact_draft){ .name = "Ben",
						      .phone = phone,
						      .email = email,
						      .country = "CN" },
			     INSTANT_NONE, &id, &(struct contact){ 0 });
	return id;
}

static void setup(void)
{
	struct customer c;

	door_setup();
	shop_app->settings.member = true;
	shop_app->settings.referral_points = BY_ANNE;
	shop_app->settings.friend_points = OF_FRIEND;
	shop_app->settings.referral_wait_days = 14;
	anne = door_order("A", 1)->customer_id;
	ben = a_customer(BEN, BEN_MAIL);
	support_sql("UPDATE customer SET provisional = 0");
	ck_assert(customer_get(&shop, anne, &c));
	number = arena_strdup(shop.arena, c.number);
}

static void accepted(void)
{
	ck_assert_int_eq(referral_accept(&shop, ben, number, &why), REFERRAL_NOTED);
	ck_assert_int_eq(why, REFERRAL_FINE);
}

/* Ben's, at an address of his own unless told. */
static struct order *an_order(const char *street)
{
	struct order_draft d = shop_draft(BEN, &(const struct shop_want){ "A", 2 }, 1);
	struct order_answer a;

	d.contact.email = BEN_MAIL;
	d.contact.street = street;
	ck_assert_int_eq(order_place(&shop, &d, &a), ORDER_OK);
	ck_assert_uint_eq(a.order->customer_id, ben);
	return a.order;
}

static void pay(const struct order *o, const char *reference)
{
	struct payment_draft d = { .method = PAY_COD,
				   .amount = o->total_amount,
				   .reference = reference,
				   .at = INSTANT_NONE };
	struct payment_answer a;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &d, &a),
			 PAYMENT_OK);
}

static void keep(const struct order *o, const char *reference)
{
	static int n;

	pay(o, reference);
	ck_assert_int_eq(shop_hear(shop_ship(o, arena_printf(shop.arena, "SF20000%08d", ++n)),
				   PARCEL_DELIVERED),
			 SHIPPING_OK);
}

/* So many hours later. */
static void decide(int hours)
{
	shop_pass(hours);
	ck_assert(!member_decide_referrals(&shop));
}

static void is(enum referral_state state, enum referral_why because)
{
	ck_assert_int_eq(support_number("SELECT state FROM member_referral"), state);
	ck_assert_int_eq(support_number("SELECT why FROM member_referral"), because);
	shop_check();
}

static int64_t invited_points(uint64_t id)
{
	return support_number(door_path("SELECT COALESCE(SUM(usable), 0) FROM member_entry WHERE "
					"kind = 11 AND customer_id = %llu",
					(unsigned long long)id));
}

START_TEST(both_have_points_when_the_order_was_kept)
{
	struct order *o;

	accepted();
	decide(1);
	is(REFERRAL_WAITING, REFERRAL_FINE);
	o = an_order("1 Elm Road");
	decide(20 * 24);
	is(REFERRAL_WAITING, REFERRAL_FINE);
	keep(o, NULL);
	decide(13 * 24);
	is(REFERRAL_WAITING, REFERRAL_FINE);
	decide(24);
	is(REFERRAL_GRANTED, REFERRAL_FINE);
	ck_assert_int_eq(invited_points(anne), BY_ANNE);
	ck_assert_int_eq(invited_points(ben), OF_FRIEND);
	decide(24);
	ck_assert_int_eq(invited_points(anne), BY_ANNE);
	ck_assert_int_eq(support_number("SELECT order_id FROM member_referral"), (int64_t)o->id);
}
END_TEST

START_TEST(an_order_that_was_not_kept_brings_nothing)
{
	struct order *o;
	struct payment_answer a;
	uint64_t entry;

	accepted();
	o = an_order("1 Elm Road");
	keep(o, NULL);
	entry = (uint64_t)support_number("SELECT MAX(id) FROM payment_entry");
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ o->id, 0 }, entry,
					o->total_amount, "back", &a),
			 PAYMENT_OK);
	decide(30 * 24);
	is(REFERRAL_WAITING, REFERRAL_FINE);
	/* the next one is */
	keep(an_order("1 Elm Road"), NULL);
	decide(15 * 24);
	is(REFERRAL_GRANTED, REFERRAL_FINE);
}
END_TEST

START_TEST(who_never_keeps_one_is_refused_after_a_year)
{
	accepted();
	decide(364 * 24);
	is(REFERRAL_WAITING, REFERRAL_FINE);
	decide(2 * 24);
	is(REFERRAL_REFUSED, REFERRAL_LATE);
}
END_TEST

START_TEST(nobody_invites_themselves)
{
	ck_assert_int_eq(referral_accept(&shop, anne, number, &why), REFERRAL_NOTED);
	ck_assert_int_eq(why, REFERRAL_SELF);
	is(REFERRAL_REFUSED, REFERRAL_SELF);
	ck_assert_int_eq(referral_accept(&shop, ben, "C-0000-0000", &why), REFERRAL_UNKNOWN);
}
END_TEST

START_TEST(nor_by_another_spelling_of_their_address)
{
	uint64_t other = a_customer("13800000003", "anne.lin+two@mail.example");

	ck_assert_int_eq(referral_accept(&shop, other, number, &why), REFERRAL_NOTED);
	ck_assert_int_eq(why, REFERRAL_CONTACT);
}
END_TEST

static void from_one_browser(void)
{
	struct browser a = door_nobody(), b = door_nobody();

	browser_sign_in(&a, SESSION_CUSTOMER, anne);
	browser_sign_in(&b, SESSION_CUSTOMER, ben);
	support_sql("UPDATE session SET network = '203.0.113.0/24', agent = 'Firefox, Windows' "
		    "WHERE kind = 1");
	ck_assert_int_eq(referral_accept(&shop, ben, number, &why), REFERRAL_NOTED);
	is(REFERRAL_REFUSED, REFERRAL_DEVICE);
}

START_TEST(nor_from_the_same_browser)
{
	from_one_browser();
	/* what was refused stands in nobody's way */
	support_sql(door_path("UPDATE session SET network = '198.51.100.0/24' WHERE subject_id = "
			      "%llu",
			      (unsigned long long)ben));
	ck_assert_int_eq(referral_accept(&shop, ben, number, &why), REFERRAL_NOTED);
	ck_assert_int_eq(why, REFERRAL_FINE);
	ck_assert_int_eq(referral_accept(&shop, ben, number, &why), REFERRAL_AGAIN);
}
END_TEST

static uint64_t the_referral(void)
{
	return (uint64_t)support_number("SELECT id FROM member_referral");
}

/* Whatever two of one household share, then and later. */
START_TEST(a_household_is_let_pass)
{
	const char *street = door_draft("A", 1).contact.street;

	from_one_browser();
	ck_assert_int_eq(referral_allow(&shop, the_referral(), "sisters"), REFERRAL_ALLOWED);
	is(REFERRAL_WAITING, REFERRAL_FINE);
	ck_assert_int_eq(referral_allow(&shop, the_referral(), "again"), REFERRAL_FINAL);
	ck_assert_int_eq(referral_allow(&shop, 1, "none"), REFERRAL_NOT_FOUND);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'referral_allowed' AND was = 'device'"),
			 1);
	keep(an_order(street), NULL);
	decide(15 * 24);
	is(REFERRAL_GRANTED, REFERRAL_FINE);
	ck_assert_int_eq(invited_points(anne), BY_ANNE);
	ck_assert_int_eq(invited_points(ben), OF_FRIEND);
	member_erase_customer(&shop, ben);
	ck_assert_int_eq(support_number("SELECT allowed_why = 'sisters' FROM member_referral"), 0);
}
END_TEST

START_TEST(who_has_another_invitation_is_not)
{
	uint64_t refused;

	from_one_browser();
	refused = the_referral();
	support_sql("UPDATE session SET agent = CONCAT('Firefox ', subject_id)");
	accepted();
	ck_assert_int_eq(referral_allow(&shop, refused, "sisters"), REFERRAL_ANOTHER);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM member_referral WHERE state = 2"), 1);
}
END_TEST

START_TEST(letting_pass_goes_by_page_and_api)
{
	struct browser staff = door_staff(1), reader = door_staff(2);
	const char *page, *api;
	struct answer *a;

	from_one_browser();
	page = door_path("/desk/referrals/%llu/allow", (unsigned long long)the_referral());
	api = door_path("/api/v1/referrals/%llu/allow", (unsigned long long)the_referral());
	door_shows(browser_get(&staff, "/desk/referrals"), page);
	door_hides(browser_get(&reader, "/desk/referrals"), page);
	door_want(browser_get(&reader, page), 403);
	door_shows(browser_get(&staff, page), "from the same place");
	a = door_post(&staff, page, "why=");
	door_want(a, 422);
	door_shows(a, "Say why it counts");
	door_want(door_post(&staff, page, "why=Two sisters"), 303);
	door_shows(browser_get(&staff, "/desk/referrals"), "Two sisters");
	door_want(browser_get(&staff, page), 409);
	door_want(browser_get(&staff, "/desk/referrals/1/allow"), 404);
	support_sql("UPDATE member_referral SET state = 2, why = 6");
	a = door_api(PERM_BIT(PERM_POINTS), "POST", api, "{\"why\":\"Two brothers\"}");
	door_want(a, 200);
	door_shows(a, "\"state\":\"waiting\"");
	door_shows(a, "\"allowed_by\":null");
	a = door_api(PERM_BIT(PERM_POINTS), "POST", api, "{\"why\":\"Two brothers\"}");
	door_want(a, 409);
	door_shows(a, "final");
}
END_TEST

START_TEST(who_ordered_before_was_not_brought)
{
	(void)an_order("1 Elm Road");
	ck_assert_int_eq(referral_accept(&shop, ben, number, &why), REFERRAL_NOTED);
	ck_assert_int_eq(why, REFERRAL_KNOWN);
}
END_TEST

START_TEST(an_address_or_a_payment_of_both_is_found_in_the_end)
{
	const char *street = door_draft("A", 1).contact.street;

	if (_i == 0) {
		struct order_draft d = door_draft("A", 1);
		struct order_draft mine = shop_draft(BEN, &(const struct shop_want){ "A", 2 }, 1);
		struct order_answer a;

		accepted();
		mine.contact = d.contact;
		mine.contact.phone = BEN;
		mine.contact.email = BEN_MAIL;
		mine.contact.street = street;
		ck_assert_int_eq(order_place(&shop, &mine, &a), ORDER_OK);
		keep(a.order, NULL);
	} else {
		pay(shop_look((uint64_t)support_number("SELECT id FROM orders")), "card 4242");
		accepted();
		keep(an_order("1 Elm Road"), "card 4242");
	}
	decide(15 * 24);
	is(REFERRAL_REFUSED, _i == 0 ? REFERRAL_ADDRESS : REFERRAL_PAYMENT);
	ck_assert_int_eq(invited_points(anne) + invited_points(ben), 0);
}
END_TEST

START_TEST(two_who_are_one_person_now_have_nothing)
{
	struct merge_draft d = { .kept_id = anne, .joined_id = ben };
	struct merge_answer m;

	accepted();
	keep(an_order("1 Elm Road"), NULL);
	support_sql(door_path("UPDATE customer SET provisional = 1 WHERE id = %llu",
			      (unsigned long long)ben));
	ck_assert_int_eq(customer_merge(&shop, &d, &m), MERGE_OK);
	decide(15 * 24);
	is(REFERRAL_REFUSED, REFERRAL_SELF);
}
END_TEST

static struct browser signed_in(uint64_t id)
{
	struct browser b = door_nobody();

	browser_sign_in(&b, SESSION_CUSTOMER, id);
	return b;
}

START_TEST(it_goes_by_link_and_by_code)
{
	struct browser b = signed_in(ben), a = signed_in(anne), nobody = door_nobody(),
		       staff = door_staff(1);
	const char *link = door_path("/r/%s", number), *form = door_path("number=%s", number);
	struct answer *page;

	support_sql("UPDATE session SET network = CONCAT('10.0.', subject_id % 7, '.0/24')");
	page = browser_get(&a, "/me/invite");
	door_want(page, 200);
	door_shows(page, link);
	door_shows(page, "QR code of your link");
	door_hides(page, "Were you invited?");
	door_shows(browser_get(&a, "/me/points"), "/me/invite");
	page = browser_get(&nobody, link);
	door_want(page, 200);
	door_shows(page, "You get 50 points");
	door_shows(page, "/sign-in?next=/r/");
	door_want(browser_get(&nobody, "/r/C-7K3M-92Q4"), 404);
	door_shows(browser_get(&b, link), "Accept the invitation");
	page = door_post(&b, "/me/invite", "number=C-0000");
	door_want(page, 422);
	door_shows(page, "There is no such invitation code");
	door_want(door_post(&b, "/me/invite", form), 303);
	door_shows(browser_get(&a, "/me/invite"), "Waiting");
	door_want(door_post(&a, "/me/invite", form), 303);
	door_shows(browser_get(&a, "/me/invite"), "You cannot invite yourself");
	page = browser_get(&staff, "/desk/referrals");
	door_want(page, 200);
	door_shows(page, "It is the same person");
	door_shows(page, number);
	door_hides(browser_get(&staff, "/desk/referrals?state=waiting"), "It is the same person");
	door_shows(browser_get(&staff, "/desk/referrals?state=granted"), "No such invitations");
	door_want(browser_get(&nobody, "/desk/referrals"), 303);
	page = door_api(PERM_BIT(PERM_CUSTOMERS_READ), "GET", "/api/v1/referrals?state=refused",
			NULL);
	door_want(page, 200);
	door_shows(page, "\"why\":\"self\"");
	shop_app->settings.referral_points = shop_app->settings.friend_points = 0;
	door_want(browser_get(&nobody, link), 404);
	door_want(browser_get(&a, "/me/invite"), 404);
	door_want(door_post(&b, "/me/invite", form), 404);
	door_hides(browser_get(&a, "/me/points"), "/me/invite");
	door_shows(browser_get(&staff, "/desk/referrals"), "Nobody can invite");
}
END_TEST

Suite *member_referrals_suite(void)
{
	Suite *s = suite_create("member_referrals");
	TCase *t = tcase_create("referrals");

	tcase_add_checked_fixture(t, setup, door_teardown);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, both_have_points_when_the_order_was_kept);
	tcase_add_test(t, an_order_that_was_not_kept_brings_nothing);
	tcase_add_test(t, who_never_keeps_one_is_refused_after_a_year);
	tcase_add_test(t, nobody_invites_themselves);
	tcase_add_test(t, nor_by_another_spelling_of_their_address);
	tcase_add_test(t, nor_from_the_same_browser);
	tcase_add_test(t, a_household_is_let_pass);
	tcase_add_test(t, who_has_another_invitation_is_not);
	tcase_add_test(t, letting_pass_goes_by_page_and_api);
	tcase_add_test(t, who_ordered_before_was_not_brought);
	tcase_add_loop_test(t, an_address_or_a_payment_of_both_is_found_in_the_end, 0, 2);
	tcase_add_test(t, two_who_are_one_person_now_have_nothing);
	tcase_add_test(t, it_goes_by_link_and_by_code);
	suite_add_tcase(s, t);
	return s;
}
