/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customer's page of an order is, after every act, what a fresh one would be; and it holds no
 * personal value in full. */
#include "order/door.h"

#define NEW_NAME   "欧阳修远"
#define NEW_STREET "解放路 8151 号"

static struct order *o;
static struct order_answer answer;
static struct order_ref any;

static void setup(void)
{
	door_setup();
	o = door_order("A", 4);
	any = (struct order_ref){ o->id, 0 };
}

static const char *stored(void)
{
	return json_text(shop.arena, shop_document(o));
}

static int64_t version(void)
{
	return support_number("SELECT version FROM order_document");
}

/* True: the row is what order_document_fresh says, shows this version, and masks. */
static void check_document(const char *act)
{
	static const char *const values[] = { "林雨晴",          "3800000001", MAIL,
					      "路 4711",         "\"310012\"", NEW_NAME,
					      "3900000009",      "路 8151",    "修远",
					      "new@mail.example" };
	struct order *now = shop_look(o->id);
	const char *text = stored();

	ck_assert_msg(!strcmp(text, order_document_fresh(&shop, now)), "after %s", act);
	ck_assert_msg(version() == now->version, "after %s", act);
	for (size_t i = 0; i < COUNT(values); i++)
		ck_assert_msg(!strstr(text, values[i]), "after %s: %s", act, values[i]);
	ck_assert_str_eq(json_get_text(shop_document(o), "badge"), order_badge_word[now->badge]);
}

/* ---- acts, one after another ---- */

static uint64_t parcel, payment;

static enum order_refusal do_hold(void)
{
	return order_hold(&shop, any, "customer_wish", instant_add(shop.now, INSTANT_DAY), &answer);
}

static enum order_refusal do_release(void)
{
	return order_release(&shop, any, &answer);
}

static enum order_refusal do_wait(void)
{
	return order_set_wait(&shop, any, o->lines[0].id, WAIT_BACK_ORDER,
			      instant_add(shop.now, INSTANT_DAY), &answer);
}

static enum order_refusal do_wait_no_more(void)
{
	return order_set_wait(&shop, any, o->lines[0].id, WAIT_NONE, INSTANT_NONE, &answer);
}

static enum order_refusal do_promise(void)
{
	return order_set_promise(&shop, any, shop.now, instant_add(shop.now, 9 * INSTANT_DAY),
				 "later", &answer);
}

static enum order_refusal do_move(void)
{
	const struct contact_draft c = { .name = NEW_NAME,
					 .phone = "13900000009",
					 .email = "new@mail.example",
					 .country = "CN",
					 .city = "宁波市",
					 .street = NEW_STREET,
					 .lang = LANG_ZH };

	return order_change_contact(&shop, any, &c, ORDER_NOT_ASKED, &answer);
}

static enum order_refusal do_cancel_one(void)
{
	return order_cancel_line(&shop, any, o->lines[0].id, 1, "other", &answer);
}

static enum order_refusal do_pay(void)
{
	struct payment_draft money = { .method = PAY_BANK_TRANSFER,
				       .amount = 1000,
				       .reference = "till 4",
				       .at = INSTANT_NONE };
	struct payment_answer paid;

	if (payment_capture(&shop, any, &money, &paid) != PAYMENT_OK)
		return ORDER_NOT_NOW;
	payment = (uint64_t)support_number("SELECT id FROM payment_entry");
	return ORDER_OK;
}

static enum order_refusal do_pack(void)
{
	if (shop_pack_one(o, o->lines[0].id, 1) != SHIPPING_OK)
		return ORDER_NOT_NOW;
	parcel = shop_answer.parcel->id;
	return ORDER_OK;
}

static enum order_refusal do_hand_over(void)
{
	return shop_hand_over(parcel, "sf", "SF1000000000001") == SHIPPING_OK ? ORDER_OK
									      : ORDER_NOT_NOW;
}

static enum order_refusal do_ship_the_rest(void)
{
	shop_ship(shop_look(o->id), "SF1000000000002");
	return ORDER_OK;
}

static enum order_refusal do_scan(void)
{
	return shop_hear(parcel, PARCEL_IN_TRANSIT) == SHIPPING_OK ? ORDER_OK : ORDER_NOT_NOW;
}

static enum order_refusal do_trouble(void)
{
	return shop_hear(parcel, PARCEL_EXCEPTION) == SHIPPING_OK ? ORDER_OK : ORDER_NOT_NOW;
}

static enum order_refusal do_receive(void)
{
	shop.actor = (struct actor){ ACTOR_CUSTOMER, o->customer_id };
	return order_confirm_receipt(&shop, any, &answer);
}

static enum order_refusal do_pay_the_rest(void)
{
	struct payment_draft money = { .method = PAY_COD,
				       .amount = order_due(shop_look(o->id)),
				       .at = INSTANT_NONE };
	struct payment_answer paid;

	return payment_capture(&shop, any, &money, &paid) == PAYMENT_OK ? ORDER_OK : ORDER_NOT_NOW;
}

static enum order_refusal do_close(void)
{
	return order_close(&shop, any, &answer);
}

static enum order_refusal do_cancel(void)
{
	return order_cancel(&shop, any, "no_stock", &answer);
}

static const struct act {
	const char *name;
	enum order_refusal (*run)(void);
} life[] = {
	{ "hold", do_hold },	       { "release", do_release },   { "wait", do_wait },
	{ "no_wait", do_wait_no_more }, { "promise", do_promise },   { "address", do_move },
	{ "cancel_one", do_cancel_one }, { "pay", do_pay },	     { "pack", do_pack },
	{ "hand_over", do_hand_over }, { "scan", do_scan },	     { "ship", do_ship_the_rest },
	{ "trouble", do_trouble },     { "receive", do_receive },    { "settle", do_pay_the_rest },
	{ "close", do_close },
}, end[] = {
	{ "address", do_move }, { "hold", do_hold }, { "pay", do_pay }, { "cancel", do_cancel },
};

static void live(const struct act *acts, size_t n)
{
	check_document("placing");
	for (size_t i = 0; i < n; i++) {
		const char *before = stored();
		enum order_refusal r;

		shop_pass(1);
		r = acts[i].run();
		ck_assert_msg(r == ORDER_OK, "%s: %d %s", acts[i].name, (int)r,
			      answer.reason ? answer.reason : "");
		check_document(acts[i].name);
		ck_assert_msg(strcmp(before, stored()) != 0, "%s changed nothing", acts[i].name);
	}
	shop_check();
}

START_TEST(every_act_writes_the_page_anew)
{
	live(life, COUNT(life));
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_COMPLETED);
}
END_TEST

START_TEST(an_order_that_ends_early_is_shown_so)
{
	live(end, COUNT(end));
	ck_assert_int_eq(shop_look(o->id)->badge, BADGE_CANCELLED);
	ck_assert(payment != 0);
}
END_TEST

/* An act that is refused writes nothing. */
START_TEST(what_is_refused_leaves_the_page)
{
	const char *before = stored();

	ck_assert_int_eq(do_release(), ORDER_NOT_NOW);
	ck_assert_int_eq(do_close(), ORDER_NOT_NOW);
	any.version = 9;
	ck_assert_int_eq(do_hold(), ORDER_STALE);
	ck_assert_str_eq(stored(), before);
}
END_TEST

/* Who looks into the database needs no program of ours. */
/* The reason of a credit is staff's word to staff. */
START_TEST(what_staff_wrote_is_not_on_the_page)
{
	struct credit_draft d = {
		.kind = CREDIT_GOODWILL, .amount = 1, .why = "between ourselves", .at = INSTANT_NONE
	};
	struct payment_answer a;

	ck_assert_int_eq(payment_credit(&shop, (struct order_ref){ o->id, 0 }, &d, &a), PAYMENT_OK);
	ck_assert_ptr_nonnull(strstr(stored(), "\"event\":\"credited\""));
	ck_assert_ptr_null(strstr(stored(), "ourselves"));
	do_cancel();
	ck_assert_ptr_nonnull(strstr(stored(), "\"event\":\"cancelled\""));
	ck_assert_ptr_null(strstr(stored(), "ourselves"));
}
END_TEST

START_TEST(sql_reads_the_page)
{
	ck_assert_int_eq(support_number("SELECT CONVERT(UNCOMPRESS(d.document) USING utf8mb4) LIKE "
					"CONCAT('{\"number\":\"', o.number, '\",%}') FROM "
					"order_document d JOIN orders o "
					"ON o.id = d.order_id"),
			 1);
}
END_TEST

static int64_t link_days(void)
{
	return support_number("SELECT COALESCE(TIMESTAMPDIFF(DAY, o.delivered_at, d.link_until), "
			      "-1) FROM orders o JOIN order_document d ON d.order_id = o.id");
}

START_TEST(a_link_ends_after_the_delivery)
{
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_document WHERE link_until IS "
					"NULL"),
			 1);
	shop_ship(o, "SF1000000000001");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_document WHERE link_until IS "
					"NULL"),
			 1);
	ck_assert_int_eq(do_receive(), ORDER_OK);
	ck_assert_int_eq(link_days(), shop_app->settings.link_days);
}
END_TEST

START_TEST(a_link_ends_after_the_cancelling)
{
	ck_assert_int_eq(do_cancel(), ORDER_OK);
	ck_assert_int_eq(support_number("SELECT TIMESTAMPDIFF(DAY, o.closed_at, d.link_until) FROM "
					"orders o JOIN order_document d ON d.order_id = o.id"),
			 shop_app->settings.link_days);
}
END_TEST

/* Several orders in one parcel: each has its page written. */
START_TEST(a_shared_parcel_writes_the_page_of_each)
{
	struct order *other = door_order("B", 2);
	struct order_ref both[] = { { o->id, 0 }, { other->id, 0 } };
	struct parcel_want lines[] = { { o->lines[0].id, 4 }, { other->lines[0].id, 2 } };

	ck_assert_int_eq(shop_pack(both, 2, lines, 2), SHIPPING_OK);
	ck_assert_int_eq(shop_hand_over(shop_answer.parcel->id, "sf", "SF1000000000001"),
			 SHIPPING_OK);
	ck_assert_int_eq(shop_hear(shop_answer.parcel->id, PARCEL_OUT_FOR_DELIVERY), SHIPPING_OK);
	check_document("sharing");
	ck_assert_ptr_nonnull(strstr(stored(), "SF1000000000001"));
	ck_assert_ptr_nonnull(
		strstr(json_text(shop.arena, shop_document(other)), "out_for_delivery"));
	shop_check();
}
END_TEST

START_TEST(a_missing_contact_is_no_page)
{
	struct order *now = shop_look(o->id);

	now->contact_id = 1;
	ck_assert_ptr_null(order_document_fresh(&shop, now));
}
END_TEST

Suite *order_document_suite(void)
{
	Suite *s = suite_create("order_document");
	TCase *tc = tcase_create("document");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, every_act_writes_the_page_anew);
	tcase_add_test(tc, an_order_that_ends_early_is_shown_so);
	tcase_add_test(tc, what_is_refused_leaves_the_page);
	tcase_add_test(tc, what_staff_wrote_is_not_on_the_page);
	tcase_add_test(tc, sql_reads_the_page);
	tcase_add_test(tc, a_link_ends_after_the_delivery);
	tcase_add_test(tc, a_link_ends_after_the_cancelling);
	tcase_add_test(tc, a_shared_parcel_writes_the_page_of_each);
	tcase_add_test(tc, a_missing_contact_is_no_page);
	suite_add_tcase(s, tc);
	return s;
}
