/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gave one phone, or was taken for one: each gets in by their own way, and sees what they
 * ordered. */
#include "customer/tag.h"
#include "order/door.h"

#define PHONE "13800000001"
#define ANNES "anne@mail.example"
#define BENS  "ben@mail.example"
#define LISTS "/me/orders"

static void setup(void)
{
	door_setup();
	shop_app->settings.sms = true;
}

static void teardown(void)
{
	shop_app->settings.sms = false;
	door_teardown();
}

/* external: their id in another system, which says that it is one customer; NULL: none. */
static struct order *order_by(const char *phone, const char *email, const char *external)
{
	struct order_draft d = door_draft("A", 1);

	d.contact.phone = phone;
	d.contact.email = email;
	d.contact.external_source = external ? "till" : NULL;
	d.contact.external_id = external;
	return door_order_of(d);
}

static void put_code(const char *token, const char *code)
{
	const char *const parts[] = { "sign-in code", token, code };
	uint8_t mac[SECRET_HASH_BYTES], request[SECRET_HASH_BYTES];
	char hex[2][2 * SECRET_HASH_BYTES + 1];

	secret_mac(shop_app->keys.index, parts, 3, mac);
	secret_hash(token, strlen(token), request);
	secret_hex(mac, sizeof mac, hex[0]);
	secret_hex(request, sizeof request, hex[1]);
	support_sql(door_path("UPDATE sign_in_code SET code_hash = UNHEX('%s') WHERE request_hash "
			      "= UNHEX('%s')",
			      hex[0], hex[1]));
}

static int64_t codes_to(const char *way)
{
	return support_number(door_path("SELECT COUNT(*) FROM outbox WHERE template = "
					"'sign_in_code' AND recipient = '%s'",
					way));
}

/* By a code, as at the door; 0: it opens nothing. */
static uint64_t sign_in(const char *way)
{
	char token[SECRET_TOKEN_SIZE];
	uint64_t id;

	customer_send_code(&shop, way, LANG_EN, token);
	put_code(token, "123456");
	return customer_check_code(&shop, token, "123456", &id) == CODE_OK ? id : 0;
}

static const char *listed(uint64_t customer_id)
{
	struct browser b = door_nobody();

	browser_sign_in(&b, SESSION_CUSTOMER, customer_id);
	return door_numbers(door_tree(&b, LISTS));
}

static struct customer customer_of(uint64_t id)
{
	struct customer c;

	ck_assert(customer_get(&shop, id, &c));
	return c;
}

/* ---- placing ---- */

/* What a program placed under one phone and two addresses is two people's. */
START_TEST(who_shares_a_phone_is_somebody_else)
{
	struct order *annes = order_by(PHONE, ANNES, NULL), *bens = order_by(PHONE, BENS, NULL);
	uint64_t anne, ben;

	ck_assert_uint_ne(annes->customer_id, bens->customer_id);
	ben = sign_in(BENS);
	anne = sign_in(ANNES);
	ck_assert_int_eq(codes_to(ANNES), 1);
	ck_assert_uint_eq(anne, annes->customer_id);
	ck_assert_uint_eq(ben, bens->customer_id);
	ck_assert_str_eq(listed(anne), annes->number);
	ck_assert_str_eq(listed(ben), bens->number);
	shop_check_all();
}
END_TEST

/* ---- one customer for two ---- */

/* A till that has one number for two people: both are known by it, and Ben proves first. */
struct two {
	struct order *annes, *bens;
	uint64_t ben;
};

static struct two two_as_one(void)
{
	struct two t = { .annes = order_by(PHONE, ANNES, "7") };

	t.bens = order_by("13800000002", BENS, "7");
	ck_assert_uint_eq(t.annes->customer_id, t.bens->customer_id);
	t.ben = sign_in(BENS);
	ck_assert_uint_eq(t.ben, t.annes->customer_id);
	return t;
}

static void pay(const struct order *o)
{
	struct payment_draft money = { .method = PAY_BANK_TRANSFER,
				       .amount = 1000,
				       .at = INSTANT_NONE };
	struct payment_answer paid;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
}

START_TEST(orders_go_to_who_shows_that_they_ordered)
{
	struct two t = two_as_one();
	struct payment_answer credited;
	struct customer was, is;
	uint64_t anne;

	pay(t.annes);
	ck_assert_int_eq(payment_credit(&shop, (struct order_ref){ t.annes->id, 0 },
					&(struct credit_draft){ .kind = CREDIT_GOODWILL,
								.amount = 100,
								.at = INSTANT_NONE },
					&credited),
			 PAYMENT_OK);
	shop_ship(t.annes, "SF1000000000001");
	anne = sign_in(ANNES);
	ck_assert_int_eq(codes_to(ANNES), 1);
	ck_assert_uint_ne(anne, 0);
	ck_assert_uint_ne(anne, t.ben);
	ck_assert_str_eq(listed(anne), t.annes->number);
	ck_assert_str_eq(listed(t.ben), t.bens->number);
	was = customer_of(t.ben);
	is = customer_of(anne);
	ck_assert(!is.provisional);
	ck_assert_str_eq(is.name, "林雨晴");
	ck_assert_int_eq(is.n_orders, 1);
	ck_assert_int_eq(was.n_orders, 1);
	ck_assert_int_eq(is.spent, 1000);
	ck_assert_int_eq(was.spent, 0);
	ck_assert_int_eq(is.last_order_at.us, t.annes->placed_at.us);
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM parcel WHERE customer_id "
						  "= %llu",
						  (unsigned long long)anne)),
			 1);
	ck_assert_int_eq(support_number(
				 door_path("SELECT COUNT(*) FROM outbox WHERE order_id = %llu AND "
					   "customer_id <> %llu",
					   (unsigned long long)t.annes->id,
					   (unsigned long long)anne)),
			 0);
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM credit_entry WHERE "
						  "customer_id = %llu",
						  (unsigned long long)anne)),
			 1);
	ck_assert_int_eq(support_number(
				 door_path("SELECT COUNT(*) FROM customer_event WHERE kind = "
					   "%d",
					   (int)CUSTOMER_TIED)),
			 0);
	/* it is told, once, and the page of it stays */
	ck_assert_int_eq(shop_events(EVENT_OWNER_CHANGED), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_event WHERE kind IN (5, 6)"),
			 2);
	door_want(support_request(shop_app, "GET", door_link(t.annes, ""), PAGES, NULL), 200);
	shop_check_all();
	/* for good */
	ck_assert_uint_eq(sign_in(ANNES), anne);
	ck_assert_uint_eq(sign_in(BENS), t.ben);
	ck_assert_uint_eq(order_by("13800000003", ANNES, NULL)->customer_id, anne);
}
END_TEST

START_TEST(what_the_other_has_proved_stays_theirs)
{
	struct two t = two_as_one();
	struct order *hers = order_by("13800000002", ANNES, "7");

	/* her address, but his phone, which he shows */
	ck_assert_int_eq(hers->customer_id, t.ben);
	identity_store_verify(&shop, IDENTITY_PHONE, "+8613800000002");
	ck_assert_str_eq(listed(sign_in(ANNES)), t.annes->number);
	ck_assert_str_eq(listed(t.ben), door_path("%s %s", hers->number, t.bens->number));
	shop_check_all();
}
END_TEST

/* The desk reads that orders stayed, and with whom. */
static int64_t told_of_tied(uint64_t customer_id, const char *with)
{
	return support_number(door_path("SELECT COUNT(*) FROM customer_event WHERE customer_id = "
					"%llu AND kind = %d AND what = '%s'",
					(unsigned long long)customer_id, (int)CUSTOMER_TIED, with));
}

/* One parcel, one customer: what was packed together stays together. */
START_TEST(what_is_in_one_parcel_is_not_torn_apart)
{
	struct two t = two_as_one();
	struct order *two = order_by(PHONE, ANNES, "7"), *his = order_by(PHONE, NULL, "7");
	uint64_t anne;

	ck_assert_int_eq(shop_pack((struct order_ref[]){ { two->id, 0 }, { his->id, 0 } }, 2, NULL,
				   0),
			 SHIPPING_OK);
	anne = sign_in(ANNES);
	ck_assert_str_eq(listed(anne), t.annes->number);
	ck_assert_uint_eq(shop_look(two->id)->customer_id, t.ben);
	ck_assert_int_eq(told_of_tied(anne, customer_of(t.ben).number), 1);
	shop_check_all();
}
END_TEST

/* The book is of who keeps it; the order has the same words. */
START_TEST(an_entry_of_the_book_stays)
{
	struct two t = two_as_one();

	support_sql(door_path("INSERT INTO customer_address (id, customer_id, contact_id, "
			      "created_at) VALUES (1, %llu, %llu, UTC_TIMESTAMP(6))",
			      (unsigned long long)t.ben, (unsigned long long)t.annes->contact_id));
	ck_assert_str_eq(listed(sign_in(ANNES)), t.annes->number);
	ck_assert_uint_ne(shop_look(t.annes->id)->contact_id, t.annes->contact_id);
	shop_check_all();
}
END_TEST

START_TEST(a_phone_that_was_only_named_gets_its_orders)
{
	struct order *gift = order_by(PHONE, BENS, NULL);
	uint64_t ben = sign_in(BENS), anne;
	struct order *annes = order_by(PHONE, NULL, NULL);

	/* by the phone alone it was taken to be Ben's, who does not see it */
	ck_assert_uint_eq(annes->customer_id, ben);
	ck_assert_str_eq(listed(ben), gift->number);
	anne = sign_in(PHONE);
	ck_assert_uint_ne(anne, ben);
	ck_assert_str_eq(listed(anne), annes->number);
	ck_assert_str_eq(listed(ben), gift->number);
	shop_check_all();
}
END_TEST

/* Within an account, and on joining, likewise. */
START_TEST(an_account_takes_what_was_ordered_under_its_new_way)
{
	struct two t = two_as_one();
	struct order *own = order_by("13800000004", "own@mail.example", NULL);
	uint64_t anne = sign_in("own@mail.example");
	char token[SECRET_TOKEN_SIZE];

	customer_send_own_code(&shop, anne, ANNES, LANG_EN, token);
	put_code(token, "123456");
	ck_assert_int_eq(customer_check_own_code(&shop, anne, token, "123456"), CODE_OK);
	ck_assert_str_eq(listed(anne), door_path("%s %s", own->number, t.annes->number));
	shop_check_all();
}
END_TEST

START_TEST(who_joins_takes_what_was_ordered_under_their_way)
{
	struct two t = two_as_one();
	const struct join_draft d = { .name = "Anne Lin", .lang = LANG_EN };
	char token[SECRET_TOKEN_SIZE];
	uint64_t anne;

	customer_send_join_code(&shop, &d, ANNES, token);
	put_code(token, "123456");
	ck_assert_int_eq(customer_check_join_code(&shop, token, "123456", &anne), CODE_OK);
	ck_assert_str_eq(customer_of(anne).name, "Anne Lin");
	ck_assert_str_eq(listed(anne), t.annes->number);
	shop_check_all();
}
END_TEST

/* ---- what is asked, and what is shown ---- */

/* At the door of the shop, in a browser. */
START_TEST(nobody_is_locked_out)
{
	struct two t = two_as_one();
	struct browser b = door_nobody();
	struct answer *known, *unknown;
	unsigned cost;
	char token[SECRET_TOKEN_SIZE];

	browser_get(&b, "/sign-in");
	known = browser_post(&b, "/sign-in", "email=anne%40mail.example");
	door_want(known, 303);
	put_code(browser_cookie(&b, "__Host-code"), "123456");
	browser_get(&b, "/sign-in/code");
	door_want(browser_post(&b, "/sign-in/code", "code=123456"), 303);
	door_shows(browser_get(&b, LISTS), t.annes->number);
	door_hides(browser_get(&b, LISTS), t.bens->number);
	/* whether an address is known shows nowhere */
	b = door_nobody();
	browser_get(&b, "/sign-in");
	unknown = browser_post(&b, "/sign-in", "email=who%40mail.example");
	ck_assert_int_eq(unknown->status, known->status);
	ck_assert_uint_eq(unknown->body_len, known->body_len);
	(void)order_by("13800000005", "zoe@mail.example", "7");
	db_count_reset(shop.db);
	customer_send_code(&shop, "zoe@mail.example", LANG_EN, token);
	cost = db_count(shop.db);
	db_count_reset(shop.db);
	customer_send_code(&shop, "nobody@mail.example", LANG_EN, token);
	ck_assert_uint_eq(db_count(shop.db), cost);
}
END_TEST

static int64_t tab_count(const cJSON *tree, const char *name)
{
	const cJSON *tab;

	cJSON_ArrayForEach(tab, json_get(tree, "tabs"))
	{
		if (!strcmp(json_get_text(tab, "tab"), name))
			return json_get_int(tab, "count");
	}
	return -1;
}

/* Eleven of Anne's stand in front of Ben's one, and one more of hers is cancelled by the desk. */
START_TEST(the_reader_counts_and_pages_their_own)
{
	struct two t = two_as_one();
	struct browser ben = door_nobody();
	struct order_answer a;
	struct order *last = NULL;
	cJSON *tree;

	for (int i = 0; i < 11; i++)
		last = order_by(PHONE, ANNES, "7");
	ck_assert_uint_eq(last->customer_id, t.ben);
	browser_sign_in(&ben, SESSION_CUSTOMER, t.ben);
	tree = door_tree(&ben, LISTS);
	ck_assert_int_eq(tab_count(tree, "all"), 1);
	ck_assert_int_eq(tab_count(tree, "to_pay"), 1);
	ck_assert_int_eq(tab_count(tree, "to_ship"), 1);
	ck_assert_int_eq(json_get_int(json_get(tree, "tiles"), "to_ship"), 1);
	ck_assert_str_eq(door_numbers(tree), t.bens->number);
	ck_assert_ptr_null(json_get_text(json_get(tree, "pager"), "next"));
	ck_assert_str_eq(door_numbers(door_tree(&ben, door_path(LISTS "?q=%s", last->number))), "");
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ t.annes->id, 0 }, "other", &a),
			 ORDER_OK);
	shop_ship(last, "SF1000000000002");
	tree = door_tree(&ben, LISTS);
	ck_assert_int_eq(tab_count(tree, "to_ship"), 1);
	ck_assert_int_eq(tab_count(tree, "to_receive"), 0);
	/* the desk sees all of them */
	ck_assert_int_eq(cJSON_GetArraySize(order_list_for_customer(&shop, t.ben, false, 30)), 13);
}
END_TEST

START_TEST(an_account_shows_its_own_ways)
{
	struct two t = two_as_one();
	struct browser ben = door_nobody();
	const cJSON *ways;

	browser_sign_in(&ben, SESSION_CUSTOMER, t.ben);
	ways = json_get(door_tree(&ben, "/me/ways"), "ways");
	/* what he proved, and the phone he gave beside it */
	ck_assert_int_eq(cJSON_GetArraySize(ways), 2);
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(ways, 0), "kind"), "email");
	ck_assert_int_eq(*json_get_text(cJSON_GetArrayItem(ways, 0), "value"), 'b');
	ck_assert(json_get_bool(cJSON_GetArrayItem(ways, 0), "is_proved"));
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(ways, 1), "kind"), "phone");
	ck_assert(!json_get_bool(cJSON_GetArrayItem(ways, 1), "is_proved"));
	door_hides(browser_get(&ben, "/me/account"), ANNES);
	ck_assert_ptr_null(
		json_get(json_get(door_tree(&ben, "/me/account"), "customer"), "n_orders"));
}
END_TEST

Suite *customer_way_suite(void)
{
	Suite *s = suite_create("customer_way");
	TCase *tc = tcase_create("ways");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, who_shares_a_phone_is_somebody_else);
	tcase_add_test(tc, orders_go_to_who_shows_that_they_ordered);
	tcase_add_test(tc, what_the_other_has_proved_stays_theirs);
	tcase_add_test(tc, what_is_in_one_parcel_is_not_torn_apart);
	tcase_add_test(tc, an_entry_of_the_book_stays);
	tcase_add_test(tc, a_phone_that_was_only_named_gets_its_orders);
	tcase_add_test(tc, an_account_takes_what_was_ordered_under_its_new_way);
	tcase_add_test(tc, who_joins_takes_what_was_ordered_under_their_way);
	tcase_add_test(tc, nobody_is_locked_out);
	tcase_add_test(tc, the_reader_counts_and_pages_their_own);
	tcase_add_test(tc, an_account_shows_its_own_ways);
	suite_add_tcase(s, tc);
	return s;
}
