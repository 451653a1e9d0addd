/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox: what a customer writes is found, answered, handed over, hidden and resolved; few stars
 * come there, too; and its page says by when. */
#include "customer/merge.h"
#include "feedback/item.h"
#include "notify/mail.h"
#include "order/door.h"

static struct browser staff;
static struct order *order;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
	order = door_order("A", 2);
}

static struct answer *write_to(struct browser *b, const char *words)
{
	browser_get(b, door_link(order, "/messages"));
	return door_post(b, door_path("/o/%s/messages", order->number),
			 door_path("k=%s&body=%s", door_k(order), words));
}

static const char *one(void)
{
	return door_path("/desk/inbox/%lld",
			 (long long)support_number("SELECT MAX(id) FROM feedback_item"));
}

static struct answer *act(const char *tail, const char *fields)
{
	const char *page = one();

	browser_get(&staff, page);
	return door_post(&staff, door_path("%s/%s", page, tail), fields);
}

static int listed(const char *view)
{
	return cJSON_GetArraySize(
		json_get(door_tree(&staff, door_path("/desk/inbox?view=%s", view)), "items"));
}

static bool is_item(const char *what)
{
	return support_number(door_path("SELECT COUNT(*) FROM feedback_item WHERE %s", what)) == 1;
}

/* The newest mail of this kind as its recipient reads it. */
static struct mail mail_of(const char *template)
{
	struct message *all;
	struct mail mail = { 0 };
	size_t n;

	all = outbox_list(&shop, -1, INT64_MAX, 50, &n);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(all[i].template, template) != 0)
			continue;
		ck_assert(mail_render(&shop, &all[i], &mail));
		return mail;
	}
	ck_abort_msg("no mail %s", template);
	return mail;
}

START_TEST(what_a_customer_writes_is_answered_and_resolved)
{
	struct browser b = door_nobody();

	door_shows(browser_get(&b, door_link(order, "")), "/messages?k=");
	door_want(write_to(&b, ""), 422);
	door_want(write_to(&b, "Where+is+it%3F+%3Cb%3E"), 303);
	door_shows(browser_get(&b, door_link(order, "/messages")), "Where is it? &lt;b&gt;");
	ck_assert(
		is_item("state = 0 AND shelf = 0 AND due_at < '9000-01-01' AND owner_id IS NULL"));
	door_shows(browser_get(&staff, "/desk/inbox"), "Where is it? &lt;b&gt;");
	door_want(act("answer", "body="), 422);
	door_want(act("answer", "version=1&body=It+left+today.%0AGreetings"), 303);
	ck_assert(is_item("state = 1 AND due_at > '9000-01-01' AND answered_at IS NOT NULL AND "
			  "owner_id = 1"));
	ck_assert_ptr_nonnull(strstr(mail_of("answer").text, "It left today.\nGreetings"));
	ck_assert_ptr_nonnull(strstr(mail_of("answer").text, "/messages?k="));
	ck_assert_ptr_nonnull(strstr(mail_of("answer").html, ">Greetings</p>"));
	door_shows(browser_get(&b, door_link(order, "/messages")), "It left today.");
	door_want(act("resolve", "outcome=replaced&told=A+new+one+is+on+its+way"), 303);
	ck_assert(is_item("state = 3 AND outcome = 2 AND ended_at IS NOT NULL"));
	ck_assert_ptr_nonnull(strstr(mail_of("answer").text, "A new one is on its way"));
	ck_assert_ptr_nonnull(strstr(mail_of("answer").text, "What we did"));
	ck_assert_int_eq(listed("todo"), 0);
	ck_assert_int_eq(listed("resolved"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_item_event"), 3);
	shop_check();
}
END_TEST

START_TEST(who_writes_again_goes_on_in_the_same_item)
{
	struct browser b = door_nobody();

	door_want(write_to(&b, "One"), 303);
	door_want(act("answer", "body=Which+colour%3F&waits=1"), 303);
	ck_assert(is_item("state = 2 AND shelf = 1"));
	ck_assert_int_eq(listed("waiting"), 1);
	door_want(write_to(&b, "Red"), 303);
	ck_assert(is_item("state = 1 AND due_at < '9000-01-01'"));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_message"), 3);
	/* what is resolved is over: the next is one of its own */
	door_want(act("resolve", "outcome=answered"), 303);
	door_want(write_to(&b, "Another+thing"), 303);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_item"), 2);
	door_shows(browser_get(&staff, one()), "Which colour?");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'answer'"),
			 1);
}
END_TEST

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2), b = door_nobody();

	door_want(write_to(&b, "Hello"), 303);
	door_want(browser_get(&viewer, "/desk/inbox"), 403);
	door_want(browser_get(&viewer, one()), 403);
	door_want(browser_get(&staff, "/desk/inbox/1"), 404);
	door_is_masked(browser_get(&staff, one()));
	door_want(browser_get(&b, door_path("/o/%s/messages", order->number)), 404);
}
END_TEST

START_TEST(it_is_handed_over_hidden_and_opened_again)
{
	struct browser b = door_nobody();

	door_want(write_to(&b, "Buy+cheap+watches"), 303);
	ck_assert_int_eq(listed("mine"), 0);
	door_want(act("give", "to=2"), 422);
	door_want(act("give", "to=1&version=7"), 409);
	door_want(act("give", "to=1&version=1"), 303);
	ck_assert_int_eq(listed("mine"), 1);
	door_want(act("hide", "reason=advertising&why="), 422);
	door_want(act("hide", "reason=advertising&why=Watches"), 303);
	door_shows(browser_get(&staff, one()), "Watches");
	ck_assert(is_item("state = 4 AND shelf = 3 AND due_at > '9000-01-01'"));
	door_want(act("answer", "body=No"), 409);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'answer'"),
			 0);
	/* who is hidden is not heard */
	ck_assert_int_eq(listed("hidden"), 1);
	door_want(act("reopen", ""), 303);
	ck_assert(is_item("state = 1 AND ended_at IS NULL"));
	door_want(act("reopen", ""), 409);
}
END_TEST

START_TEST(few_stars_come_there_and_their_words_are_read)
{
	struct review_draft item = { .stars = 1, .body = "The box was crushed and it leaked" };
	struct talk_draft d = { .version = -1, .heard = -1, .items = &item, .n_items = 1 };
	size_t wrong;

	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	d.order_id = order->id;
	item.line_id = order->lines[0].id;
	ck_assert_int_eq(talk_say(&shop, &d, &wrong), TALK_OK);
	ck_assert(is_item("source = 1 AND score = 1 AND read_at IS NULL"));
	ck_assert(!feedback_read_items(&shop));
	ck_assert(is_item("feeling = 0 AND topics & 1 AND marks <> ''"));
	ck_assert_int_eq(listed("low"), 1);
	ck_assert_int_eq(listed("low&topic=packaging&feeling=negative&stars=1&source=review&sku=A"),
			 1);
	ck_assert_int_eq(listed("low&topic=price"), 0);
	ck_assert_int_eq(listed("low&stars=2"), 0);
	ck_assert_int_eq(listed("todo&sku=B"), 0);
	ck_assert_int_eq(listed("todo&from=2020-01-01&until=2020-01-02"), 0);
	door_want(browser_get(&staff, "/desk/inbox?topic=weather"), 400);
	door_shows(browser_get(&staff, one()), "<mark>");
	/* said once more it is the same */
	item.stars = 2;
	ck_assert_int_eq(talk_say(&shop, &d, &wrong), TALK_OK);
	ck_assert(is_item("score = 1"));
}
END_TEST

START_TEST(it_goes_over_with_its_order_and_its_customer)
{
	struct browser b = door_nobody();
	struct order_draft d = door_draft("A", 1);
	struct merge_draft m;
	struct merge_answer a;
	uint64_t other;

	door_want(write_to(&b, "Hello"), 303);
	d.contact.phone = "13800000077";
	d.contact.email = NULL;
	other = door_order_of(d)->customer_id;
	m = (struct merge_draft){ .kept_id = other, .joined_id = order->customer_id };
	ck_assert_int_eq(customer_merge(&shop, &m, &a), MERGE_OK);
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM feedback_item i JOIN "
						  "feedback_message m ON m.customer_id = "
						  "i.customer_id WHERE i.customer_id = %llu",
						  (unsigned long long)other)),
			 1);
	shop_check();
}
END_TEST

static struct answer *give(struct browser *b, const char *fields)
{
	const char *page = one();

	browser_get(b, page);
	return door_post_tree(b, door_path("%s/compensate", page), fields);
}

START_TEST(it_is_made_up_for_within_what_the_role_may)
{
	struct browser b = door_nobody(), care;

	shop_app->settings.member = true;
	support_sql("UPDATE staff SET role = 'care' WHERE id = 2");
	care = door_staff(2);
	door_want(write_to(&b, "It+leaked"), 303);
	ck_assert_str_eq(door_errors(give(&care, "gift=credit&cause=Leak")), "/credit required");
	ck_assert_str_eq(door_errors(give(&care, "gift=credit&credit=20.01&cause=Leak")),
			 "/credit over_limit");
	ck_assert_str_eq(door_errors(give(&care, "gift=points&points=501&cause=Leak")),
			 "/points over_limit");
	ck_assert_str_eq(door_errors(give(&staff, "gift=credit&credit=90000&cause=Leak")),
			 "/credit over_owed");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM credit_entry"), 0);
	door_want(give(&care, "gift=credit&credit=5.00&cause=Leak"), 200);
	door_want(give(&care, "gift=points&points=200&cause=Leak"), 200);
	door_shows(browser_get(&staff, one()), "200 points");
	ck_assert_int_eq(support_number("SELECT SUM(amount) FROM credit_entry"), 500);
	ck_assert_int_eq(support_number("SELECT usable FROM member_account"), 200);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_item_event WHERE kind = 8 "
					"AND actor_id = 2 AND amount > 0"),
			 2);
	/* for what is over nothing is given: neither stands */
	door_want(act("resolve", "outcome=compensated"), 303);
	door_want(give(&staff, "gift=points&points=1&cause=More"), 409);
	door_want(give(&staff, "gift=credit&credit=1&cause=More"), 409);
	ck_assert_int_eq(support_number("SELECT SUM(amount) FROM credit_entry"), 500);
	ck_assert_int_eq(support_number("SELECT usable FROM member_account"), 200);
	shop_check();
}
END_TEST

START_TEST(who_waits_for_an_answer_is_not_asked_what_they_think)
{
	struct browser b = door_nobody();
	const char *asked = "SELECT COUNT(*) FROM outbox WHERE template = 'review_ask'";

	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	door_want(write_to(&b, "It+leaked"), 303);
	shop_pass(24 * 4);
	feedback_ask(&shop);
	ck_assert_int_eq(support_number(asked), 0);
	door_want(act("resolve", "outcome=nothing"), 303);
	shop_pass(25);
	feedback_ask(&shop);
	ck_assert_int_eq(support_number(asked), 1);
}
END_TEST

START_TEST(who_has_an_account_writes_from_there)
{
	struct browser b = door_customer(order), nobody = door_nobody();

	door_want(browser_get(&nobody, "/me/contact"), 303);
	door_want(door_post(&b, "/me/contact", "body="), 422);
	door_want(door_post(&b, "/me/contact", "body=Do+you+roast+on+Mondays%3F"), 303);
	ck_assert(is_item("order_id IS NULL AND customer_id IS NOT NULL AND source = 0"));
	door_want(act("answer", "body=On+Tuesdays."), 303);
	ck_assert_ptr_nonnull(strstr(mail_of("answer").text, "/me/contact"));
	door_shows(browser_get(&b, "/me/contact"), "On Tuesdays.");
	/* one thread of a person: what is written about an order stands there, and on its page
	 * alone what is */
	door_want(write_to(&nobody, "Where+is+it%3F"), 303);
	door_shows(browser_get(&b, "/me/contact"), "Where is it?");
	door_hides(browser_get(&nobody, door_link(order, "/messages")), "On Tuesdays.");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM feedback_item"), 2);
	/* of an order that is not shown to be theirs, nothing */
	support_sql("UPDATE customer_identity SET verified_at = NULL");
	door_hides(browser_get(&b, "/me/contact"), "Where is it?");
	door_shows(browser_get(&b, "/me/contact"), "On Tuesdays.");
	shop_check();
}
END_TEST

Suite *feedback_inbox_suite(void)
{
	Suite *s = suite_create("feedback_inbox");
	TCase *tc = tcase_create("inbox");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, what_a_customer_writes_is_answered_and_resolved);
	tcase_add_test(tc, who_writes_again_goes_on_in_the_same_item);
	tcase_add_test(tc, who_has_an_account_writes_from_there);
	tcase_add_test(tc, it_is_for_who_may);
	tcase_add_test(tc, it_is_handed_over_hidden_and_opened_again);
	tcase_add_test(tc, few_stars_come_there_and_their_words_are_read);
	tcase_add_test(tc, it_is_made_up_for_within_what_the_role_may);
	tcase_add_test(tc, who_waits_for_an_answer_is_not_asked_what_they_think);
	tcase_add_test(tc, it_goes_over_with_its_order_and_its_customer);
	suite_add_tcase(s, tc);
	return s;
}
