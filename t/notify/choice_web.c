/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is written to about: chosen in the account, by a message's link and by a mail
 * program's button; what was refused is not sent, what is necessary is. */
#include "customer/consent.h"
#include "notify/mail.h"
#include "notify/matrix.h"
#include "order/door.h"

#define OTHER "bo.chen@mail.example"

static struct message first(const char *template)
{
	struct message m = { 0 };
	int64_t id =
		support_number(door_path("SELECT id FROM outbox WHERE template = '%s'", template));

	ck_assert(outbox_get(&shop, (uint64_t)id, &m));
	return m;
}

static const char *link_of(const char *template)
{
	struct message m = first(template);

	return choice_path(&shop, &m);
}

static const char *button_of(const char *template)
{
	struct message m = first(template);

	return choice_one_click_path(&shop, &m);
}

static void wants(const char *email, bool wanted)
{
	ck_assert_int_eq(choice_wants(&shop, CHANNEL_EMAIL, email, TOPIC_DELIVERY), wanted);
}

/* The cell of the page: "always", "on", "off", or "none" where nothing goes that way. */
static const char *cell(cJSON *tree, const char *row, const char *channel)
{
	const cJSON *r, *c;

	cJSON_ArrayForEach(r, json_get(tree, "rows"))
	{
		if (strcmp(json_get_text(r, "row"), row) != 0)
			continue;
		cJSON_ArrayForEach(c, json_get(r, "cells"))
		{
			if (strcmp(json_get_text(c, "channel"), channel) != 0)
				continue;
			if (json_get_bool(c, "is_always"))
				return "always";
			if (!json_get_bool(c, "is_open"))
				return "none";
			return json_get_bool(c, "wanted") ? "on" : "off";
		}
	}
	return "no such cell";
}

/* "delivery.email- offers.sms+", oldest first, each with its place */
static const char *ledger(uint64_t customer_id)
{
	size_t n;
	const struct consent *all = consent_store_ledger(&shop, customer_id, &n);
	struct buf b;

	buf_init(&b, shop.arena);
	for (size_t i = n; i-- > 0;)
		buf_addf(&b, "%s%s.%s%s %s", b.len ? ", " : "",
			 consent_purpose_word[all[i].purpose], consent_channel_word[all[i].channel],
			 all[i].given ? "+" : "-", consent_place_word[all[i].place]);
	return b.p;
}

static int64_t rows(const char *where)
{
	return support_number(door_path("SELECT COUNT(*) FROM message_choice WHERE %s", where));
}

/* As a mail program does: no page of ours before it, no cookie, another site. */
static struct answer *press_button(const char *path, const char *type, const char *body)
{
	return support_request(shop_app, "POST", path, "HTTP_SEC_FETCH_SITE=cross-site",
			       "HTTP_ORIGIN=https://mail.example",
			       arena_printf(shop.arena, "CONTENT_TYPE=%s", type),
			       arena_printf(shop.arena, "BODY=%s", body), NULL);
}

START_TEST(a_link_opens_the_choice_without_signing_in)
{
	struct browser b = door_nobody();
	struct answer *a;
	const char *path;

	door_order("A", 1);
	path = link_of("placed");
	a = browser_get(&b, path);
	door_want(a, 200);
	door_shows(a, "Always sent: these messages prove what you bought.");
	door_hides(a, MAIL);
	ck_assert_str_eq(cell(door_tree(&b, path), "order", "email"), "always");
	ck_assert_str_eq(cell(door_tree(&b, path), "delivery", "email"), "on");
	ck_assert_str_eq(cell(door_tree(&b, path), "offers", "email"), "off");
	wants(MAIL, true);
	door_want(door_post(&b, path, ""), 303);
	door_shows(browser_get(&b, path), "write no more about parcels");
	wants(MAIL, false);
	wants("Anne.Lin@Mail.Example", false);
	wants(OTHER, true);
	ck_assert_str_eq(cell(door_tree(&b, path), "delivery", "email"), "off");
	ck_assert_int_eq(rows("place = 2 AND wanted = 0 AND topic = 1"), 1);
	door_want(door_post(&b, path, "delivery_email=1"), 303);
	wants(MAIL, true);
	ck_assert_int_eq(rows("wanted = 1"), 1);
}
END_TEST

START_TEST(another_link_opens_nothing)
{
	struct browser b = door_nobody();
	struct message m;
	const char *path;

	door_order("A", 1);
	path = link_of("placed");
	m = first("placed");
	door_want(browser_get(&b, door_path("/messages/%llu", (unsigned long long)m.id)), 404);
	door_want(browser_get(&b, door_path("/messages/%llu?k=x", (unsigned long long)m.id)), 404);
	door_want(browser_get(&b, door_path("/messages/1?k=%s", strstr(path, "k=") + 2)), 404);
	door_want(browser_get(&b, "/messages/x?k=y"), 404);
	door_want(door_post_tree(&b, door_path("/messages/%llu?k=x", (unsigned long long)m.id), ""),
		  404);
	door_want(press_button(door_path("/messages/%llu/unsubscribe?k=x",
					 (unsigned long long)m.id),
			       "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
		  404);
	/* sent from another site's page it is a form without our token */
	door_want(press_button(path, "application/x-www-form-urlencoded", ""), 403);
	ck_assert_int_eq(rows("1"), 0);
	support_sql("DELETE FROM outbox");
	door_want(browser_get(&b, path), 404);
}
END_TEST

/* Whoever gets in by it would get it from nowhere else: there is none. */
START_TEST(a_code_has_no_link)
{
	struct message m;

	notify_sign_in_code(&shop, 1, CHANNEL_EMAIL, MAIL, LANG_EN, "246813");
	m = first("sign_in_code");
	ck_assert_ptr_null(choice_path(&shop, &m));
	ck_assert_ptr_null(choice_one_click_path(&shop, &m));
}
END_TEST

START_TEST(a_mail_programs_button_acts_at_once)
{
	static const struct {
		const char *type, *body;
	} sent[] = {
		{ "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click" },
		{ "multipart/form-data; boundary=b",
		  "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n"
		  "One-Click\r\n--b--\r\n" },
	};
	struct browser b = door_nobody();
	const char *path;

	shop_ship(door_order("A", 1), "SF1000000000001");
	/* what must be sent has no button, and a forged one does nothing */
	ck_assert_str_eq(door_code(press_button(button_of("placed"), sent[0].type, sent[0].body)),
			 "necessary");
	ck_assert_int_eq(rows("1"), 0);
	path = button_of("shipped");
	for (int i = 0; i < N(sent); i++) {
		support_sql("DELETE FROM message_choice");
		/* whoever opens links to look at them changes nothing */
		door_want(browser_get(&b, path), 200);
		ck_assert_int_eq(rows("1"), 0);
		door_want(press_button(path, sent[i].type, sent[i].body), 204);
		wants(MAIL, false);
		ck_assert_int_eq(rows("place = 3"), 1);
		door_want(press_button(path, sent[i].type, sent[i].body), 204);
		ck_assert_int_eq(rows("1"), 1);
	}
}
END_TEST

START_TEST(customers_choose_in_their_account)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o), nobody = door_nobody();

	door_want(browser_get(&nobody, "/me/messages"), 303);
	door_shows(browser_get(&b, "/me/account"), "/me/messages");
	door_want(browser_get(&b, "/me/messages"), 200);
	ck_assert_str_eq(cell(door_tree(&b, "/me/messages"), "delivery", "email"), "on");
	door_want(door_post(&b, "/me/messages", ""), 303);
	wants(MAIL, false);
	ck_assert_int_eq(rows("place = 1"), 1);
	door_want(door_post_tree(&b, "/me/messages", "delivery_email=1"), 204);
	wants(MAIL, true);
	ck_assert_str_eq(door_error(door_post_tree(&b, "/me/messages", "delivery_email=maybe")),
			 "/delivery_email not_a_choice");
	door_want(door_post(&b, "/me/messages", "delivery_email=maybe"), 422);
	wants(MAIL, true);
}
END_TEST

/* Whatever way it went, once; and of orders that are theirs to see. */
START_TEST(news_of_orders_stand_in_the_account)
{
	struct order *o = door_order("A", 1), *other;
	struct browser b = door_customer(o);
	struct order_draft d = door_draft("B", 1);
	struct answer *a;

	shop_app->settings.sms = true;
	choice_set(&shop, CHANNEL_SMS, "+86" ANNE, TOPIC_DELIVERY, true, CHOICE_SIGNED_IN);
	choice_set(&shop, CHANNEL_EMAIL, MAIL, TOPIC_DELIVERY, false, CHOICE_SIGNED_IN);
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'shipped'"),
			 1);
	choice_set(&shop, CHANNEL_EMAIL, MAIL, TOPIC_DELIVERY, true, CHOICE_SIGNED_IN);
	a = browser_get(&b, "/me/account");
	door_shows(a, door_path("<a href=\"/o/%s\">Parcel on its way</a>", o->number));
	door_shows(a, "Order placed");
	/* to their phone, but to an address that they did not show to be theirs */
	d.contact.email = "somebody@mail.example";
	d.contact.phone = "13900000077";
	other = door_order_of(d);
	support_sql(door_path("UPDATE orders SET customer_id = %llu WHERE id = %llu",
			      (unsigned long long)o->customer_id, (unsigned long long)other->id));
	support_sql(door_path("UPDATE outbox SET customer_id = %llu",
			      (unsigned long long)o->customer_id));
	door_hides(browser_get(&b, "/me/account"), other->number);
	shop_app->settings.sms = false;
}
END_TEST

/* However much of what is not theirs came after it. */
START_TEST(news_is_found_behind_that_of_others)
{
	struct order *o = door_order("A", 1), *other;
	struct browser b = door_customer(o);
	struct order_draft d = door_draft("B", 1);
	unsigned long long mine = o->customer_id, id;
	struct answer *a;

	d.contact.email = "somebody@mail.example";
	d.contact.phone = "13900000077";
	other = door_order_of(d);
	id = other->id;
	support_sql(door_path("UPDATE customer_contact SET customer_id = %llu", mine));
	support_sql(door_path("UPDATE orders SET customer_id = %llu", mine));
	for (int i = 1; i <= 60; i++)
		support_sql(door_path("INSERT INTO outbox (id, event_id, template, recipient, "
				      "lang, order_id, customer_id, state, run_at, created_at) "
				      "VALUES (%llu, %d, 'shipped', 'x', 'en', %llu, %llu, 2, "
				      "UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
				      INT64_MAX / 2ULL + (unsigned)i, i, id, mine));
	a = browser_get(&b, "/me/account");
	door_shows(a, "Order placed");
	door_hides(a, other->number);
}
END_TEST

START_TEST(one_event_is_one_notice)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o);
	const char *at;

	shop_app->settings.sms = true;
	choice_set(&shop, CHANNEL_SMS, "+86" ANNE, TOPIC_DELIVERY, true, CHOICE_SIGNED_IN);
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'shipped'"),
			 2);
	at = strstr(browser_get(&b, "/me/account")->body, "Parcel on its way");
	ck_assert_ptr_nonnull(at);
	ck_assert_ptr_null(strstr(at + 1, "Parcel on its way"));
	shop_app->settings.sms = false;
}
END_TEST

START_TEST(without_an_address_there_is_nothing_to_choose)
{
	struct browser b = door_customer(door_order("A", 1));

	support_sql("DELETE FROM customer_identity");
	support_sql("UPDATE customer_contact SET email = NULL, email_key = NULL, phone = NULL");
	door_shows(browser_get(&b, "/me/messages"), "no email address or number of yours");
	door_want(door_post_tree(&b, "/me/messages", "offers_email=1&delivery_email=1"), 204);
	ck_assert_int_eq(rows("1"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_consent"), 0);
}
END_TEST

/* What the shop has not, and what nobody is known by, is not there to be chosen. */
START_TEST(columns_are_the_ways_there_are)
{
	struct browser b = door_customer(door_order("A", 1));
	cJSON *tree = door_tree(&b, "/me/messages");

	ck_assert_str_eq(cell(tree, "order", "site"), "always");
	ck_assert_str_eq(cell(tree, "delivery", "site"), "always");
	ck_assert_str_eq(cell(tree, "offers", "site"), "none");
	ck_assert_str_eq(cell(tree, "delivery", "sms"), "no such cell");
	ck_assert_str_eq(cell(tree, "offers", "phone"), "off");
	ck_assert_str_eq(cell(tree, "delivery", "phone"), "none");
	shop_app->settings.sms = shop_app->settings.wechat = true;
	tree = door_tree(&b, "/me/messages");
	ck_assert_str_eq(cell(tree, "order", "email"), "always");
	ck_assert_str_eq(cell(tree, "order", "sms"), "none");
	/* with an e-mail address, what rings begins switched off */
	ck_assert_str_eq(cell(tree, "delivery", "email"), "on");
	ck_assert_str_eq(cell(tree, "delivery", "sms"), "off");
	ck_assert_str_eq(cell(tree, "delivery", "wechat"), "none");
	support_sql("DELETE FROM customer_identity WHERE kind = 1");
	support_sql("UPDATE customer_contact SET email = NULL, email_key = NULL");
	support_sql("UPDATE customer_identity SET verified_at = UTC_TIMESTAMP(6)");
	tree = door_tree(&b, "/me/messages");
	ck_assert_str_eq(cell(tree, "order", "sms"), "always");
	ck_assert_str_eq(cell(tree, "delivery", "sms"), "on");
	ck_assert_str_eq(cell(tree, "delivery", "email"), "none");
}
END_TEST

/* Only where something rings is there anything to be quiet. */
START_TEST(quiet_hours_are_chosen)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o);
	const cJSON *quiet;

	ck_assert(cJSON_IsNull(json_get(door_tree(&b, "/me/messages"), "quiet")));
	door_hides(browser_get(&b, "/me/messages"), "Quiet hours");
	shop_app->settings.sms = true;
	quiet = json_get(door_tree(&b, "/me/messages"), "quiet");
	ck_assert_int_eq(json_get_int(quiet, "from"), 21);
	ck_assert_int_eq(json_get_int(quiet, "to"), 9);
	door_shows(browser_get(&b, "/me/messages"), "<option value=\"21\" selected>21:00</option>");
	door_want(door_post(&b, "/me/messages", "delivery_email=1&quiet_from=12&quiet_to=24"), 422);
	door_want(door_post(&b, "/me/messages", "delivery_email=1&quiet_from=12&quiet_to=14"), 303);
	door_shows(browser_get(&b, "/me/messages"), "Your quiet hours count from now on.");
	ck_assert_int_eq(customer_quiet(&shop, o->customer_id).from, 12);
	ck_assert_int_eq(customer_quiet(&shop, o->customer_id).to, 14);
	door_shows(browser_get(&b, "/me/messages"), "<option value=\"14\" selected>14:00</option>");
	/* what is left out stays */
	door_want(door_post(&b, "/me/messages", "delivery_email=1"), 303);
	ck_assert_int_eq(customer_quiet(&shop, o->customer_id).from, 12);
	shop_app->settings.sms = false;
}
END_TEST

START_TEST(each_choice_is_kept_with_time_text_and_place)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o), owner = door_staff(1);
	const char *desk;
	struct customer c;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	desk = door_path("/desk/customers/%s", c.number);
	door_want(door_post(&b, "/me/messages", "delivery_email=1&offers_email=1&offers_phone=1"),
		  303);
	ck_assert_str_eq(ledger(c.id), "offers.email+ account, offers.phone+ account");
	door_want(door_post(&b, "/me/messages", "delivery_email=1&offers_email=1&offers_phone=1"),
		  303);
	door_shows(browser_get(&b, "/me/messages"), "Nothing was changed.");
	door_want(door_post(&b, "/me/messages", "offers_email=1&offers_phone=1"), 303);
	door_shows(browser_get(&owner, desk), "Agreed to receive");
	ck_assert_str_eq(cell((cJSON *)(uintptr_t)json_get(door_tree(&owner, desk), "choices"),
			      "delivery", "email"),
			 "off");
	door_want(door_post(&b, "/me/messages", "do_stop_offers=1&delivery_email=1&offers_email=1"),
		  303);
	ck_assert_str_eq(ledger(c.id),
			 "offers.email+ account, offers.phone+ account, delivery.email- account, "
			 "offers.email- account, offers.phone- account");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_consent WHERE text_version "
					"= 1 AND actor_kind = 1"),
			 5);
	shop_check();
}
END_TEST

/* A link is limited to its address: what is not the customer's own agrees to nothing. */
START_TEST(a_link_to_another_address_offers_nothing)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_nobody();
	const char *path = link_of("placed");

	door_want(door_post(&b, path, "delivery_email=1&offers_email=1"), 303);
	ck_assert_str_eq(ledger(o->customer_id), "offers.email+ link");
	support_sql("UPDATE outbox SET recipient = '" OTHER "'");
	ck_assert_str_eq(cell(door_tree(&b, path), "offers", "email"), "none");
	ck_assert_str_eq(cell(door_tree(&b, path), "delivery", "email"), "on");
	door_want(door_post(&b, path, ""), 303);
	wants(OTHER, false);
	wants(MAIL, true);
	ck_assert_str_eq(ledger(o->customer_id), "offers.email+ link");
}
END_TEST

/* Signed in, they say it for each address they are known by. */
START_TEST(all_addresses_of_the_account_are_meant)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o);

	support_sql(door_path("INSERT INTO customer_identity (id, customer_id, kind, value, "
			      "created_at) VALUES (1, %llu, 1, '" OTHER "', UTC_TIMESTAMP(6))",
			      (unsigned long long)o->customer_id));
	door_want(door_post(&b, "/me/messages", ""), 303);
	wants(MAIL, false);
	wants(OTHER, false);
}
END_TEST

/* ---- programs ---- */

START_TEST(programs_change_what_they_name)
{
	const uint64_t may = PERM_BIT(PERM_CUSTOMERS_READ) | PERM_BIT(PERM_CUSTOMERS_CHANGE);
	struct order *o = door_order("A", 1);
	struct customer c;
	const char *path;
	struct answer *a;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	path = door_path("/api/v1/customers/%s/messages", c.number);
	a = door_api(may, "POST", path, "{\"offers_email\":true}");
	door_want(a, 200);
	ck_assert_str_eq(cell(answer_json(a), "offers", "email"), "on");
	ck_assert_str_eq(cell(answer_json(a), "delivery", "email"), "on");
	ck_assert_str_eq(ledger(c.id), "offers.email+ program");
	a = door_api(may, "POST", path, "{\"offers_email\":\"yes\",\"surplus\":1}");
	ck_assert_str_eq(door_errors(a), "/surplus unknown, /offers_email wrong_type");
	door_want(door_api(may, "GET", "/api/v1/customers/C-0000-0000/messages", NULL), 404);
	door_want(door_api(PERM_BIT(PERM_CUSTOMERS_READ), "POST", path, "{}"), 403);
}
END_TEST

static int64_t messages(const char *template, int state)
{
	return support_number(
		door_path("SELECT COUNT(*) FROM outbox WHERE template = '%s' AND state = %d",
			  template, state));
}

START_TEST(what_was_refused_is_not_sent)
{
	struct browser b = door_staff(1);
	struct order *o = door_order("A", 1);

	choice_set(&shop, CHANNEL_EMAIL, MAIL, TOPIC_DELIVERY, false, CHOICE_BY_LINK);
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(messages("shipped", OUTBOX_WAITING), 1);
	support_sql("UPDATE outbox SET run_at = '2020-01-01'");
	ck_assert_int_eq(notify_deliver(&shop, 20), 2);
	ck_assert_int_eq(messages("placed", OUTBOX_SENT), 1);
	ck_assert_int_eq(messages("shipped", OUTBOX_UNWANTED), 1);
	door_shows(browser_get(&b, "/desk/outbox?state=unwanted"), "Not wanted");
	/* it has its message, as every event that promises one */
	shop_check();
}
END_TEST

/* The outbox does as it was told: both ways, the one alone, or none. */
static const struct {
	const char *name;
	bool email, sms;
	int n_email, n_sms, state;
} ways[] = {
	{ "as it begins", true, false, 1, 0, OUTBOX_WAITING },
	{ "both", true, true, 1, 1, OUTBOX_WAITING },
	{ "SMS alone", false, true, 0, 1, OUTBOX_WAITING },
	{ "neither", false, false, 1, 0, OUTBOX_UNWANTED },
};

START_TEST(news_go_each_way_that_was_chosen)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o);

	shop_app->settings.sms = true;
	door_want(door_post(&b, "/me/messages",
			    door_path("%s%s", ways[_i].email ? "&delivery_email=1" : "",
				      ways[_i].sms ? "&delivery_sms=1" : "")),
		  303);
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM outbox WHERE template = 'shipped' AND "
				 "channel = 0"),
			 ways[_i].n_email);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM outbox WHERE template = 'shipped' AND "
				 "channel = 1"),
			 ways[_i].n_sms);
	if (ways[_i].state == OUTBOX_UNWANTED) {
		support_sql("UPDATE outbox SET run_at = '2020-01-01'");
		ck_assert_int_eq(notify_deliver(&shop, 20), 2);
		ck_assert_int_eq(messages("shipped", OUTBOX_UNWANTED), 1);
	}
	/* what must be said goes one way */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM outbox WHERE template = 'placed'"),
			 1);
	shop_check();
}
END_TEST

static const char *composed(const char *template)
{
	struct message m = first(template);
	struct mail mail;
	size_t len;

	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_ptr_nonnull(strstr(mail.text, choice_path(&shop, &m)));
	ck_assert_ptr_nonnull(strstr(mail.html, choice_path(&shop, &m)));
	return mail_compose(&shop, &m, &mail, &len);
}

/* It says: stop this list. Nobody is on a list for having ordered. */
START_TEST(nothing_about_an_order_carries_the_button)
{
	static struct config https;
	struct order *o = door_order("A", 1);

	shop_ship(o, "SF1000000000001");
	https = *shop_app->config;
	https.base_url = "https://shop.example";
	shop_app->config = &https;
	ck_assert_ptr_null(strstr(composed("shipped"), "List-Unsubscribe"));
	ck_assert_ptr_null(strstr(composed("placed"), "List-Unsubscribe"));
}
END_TEST

/* Its one header as a mail program reads it, folded or not. */
static const char *header_of(const char *composed, const char *name)
{
	const char *at = strstr(composed, arena_printf(shop.arena, "\r\n%s: ", name));

	ck_assert_msg(at != NULL, "no %s in %s", name, composed);
	at += strlen(name) + 4;
	return arena_strndup(shop.arena, at, strcspn(at, "\r"));
}

static const char *advertise(uint64_t customer_id)
{
	static const struct mail words = { "New beans", "They are here.", "<p>They are here.</p>" };
	struct message m;
	size_t len;

	support_sql(door_path("INSERT INTO outbox (id, event_id, template, recipient, lang, "
			      "customer_id, state, run_at, created_at) VALUES (77, 77, 'campaign', "
			      "'%s', 'en', %llu, 2, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
			      MAIL, (unsigned long long)customer_id));
	m = first("campaign");
	return mail_compose(&shop, &m, &words, &len);
}

/* By what stands in the mail itself: one click, and no offers any more; nothing else changes. */
START_TEST(the_button_of_advertising_ends_it)
{
	static struct config https;
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o);
	const char *mail, *link, *path;

	door_want(door_post_tree(&b, "/me/messages", "delivery_email=1&offers_email=1"), 204);
	https = *shop_app->config;
	https.base_url = "https://shop.example";
	shop_app->config = &https;
	mail = advertise(o->customer_id);
	ck_assert_str_eq(header_of(mail, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
	link = header_of(mail, "List-Unsubscribe");
	path = strstr(link, "https://shop.example/messages/77/");
	ck_assert(path == link + 1 && link[strlen(link) - 1] == '>');
	path = arena_strndup(shop.arena, path + strlen("https://shop.example"),
			     strlen(path) - strlen("https://shop.example") - 1);
	ck_assert_str_eq(cell(door_tree(&b, "/me/messages"), "offers", "email"), "on");
	door_want(press_button(path, "application/x-www-form-urlencoded",
			       "List-Unsubscribe=One-Click"),
		  204);
	ck_assert_str_eq(cell(door_tree(&b, "/me/messages"), "offers", "email"), "off");
	ck_assert_str_eq(cell(door_tree(&b, "/me/messages"), "delivery", "email"), "on");
	ck_assert_ptr_nonnull(strstr(ledger(o->customer_id), "offers.email- one_click"));
}
END_TEST

Suite *notify_choice_web_suite(void)
{
	Suite *s = suite_create("notify_choice_web");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_add_test(tc, a_link_opens_the_choice_without_signing_in);
	tcase_add_test(tc, another_link_opens_nothing);
	tcase_add_test(tc, a_code_has_no_link);
	tcase_add_test(tc, a_mail_programs_button_acts_at_once);
	tcase_add_test(tc, customers_choose_in_their_account);
	tcase_add_test(tc, news_of_orders_stand_in_the_account);
	tcase_add_test(tc, news_is_found_behind_that_of_others);
	tcase_add_test(tc, one_event_is_one_notice);
	tcase_add_test(tc, without_an_address_there_is_nothing_to_choose);
	tcase_add_test(tc, columns_are_the_ways_there_are);
	tcase_add_test(tc, quiet_hours_are_chosen);
	tcase_add_test(tc, each_choice_is_kept_with_time_text_and_place);
	tcase_add_test(tc, a_link_to_another_address_offers_nothing);
	tcase_add_test(tc, all_addresses_of_the_account_are_meant);
	tcase_add_test(tc, programs_change_what_they_name);
	tcase_add_loop_test(tc, news_go_each_way_that_was_chosen, 0, N(ways));
	tcase_add_test(tc, what_was_refused_is_not_sent);
	tcase_add_test(tc, nothing_about_an_order_carries_the_button);
	tcase_add_test(tc, the_button_of_advertising_ends_it);
	suite_add_tcase(s, tc);
	return s;
}
