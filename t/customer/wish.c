/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wishes: which hold for an order, who may write them down, and where they are read. */
#include "customer/wish.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "order/door.h"

/* ---- rules ---- */

#define HOME                                                                                       \
	{                                                                                          \
		.id = 1, .country = "CN", .city = "杭州市", .street = "长乐路 7 号"            \
	}
#define OFFICE                                                                                     \
	{                                                                                          \
		.id = 2, .country = "CN", .city = "杭州市", .street = "文三路 90 号"           \
	}

static const struct contact home = HOME, office = OFFICE;
static const struct contact home_again = { .id = 9,
					   .name = "Chen",
					   .phone = "+8613900000009",
					   .country = "CN",
					   .province = "",
					   .city = "杭州市",
					   .street = "长乐路 7 号" };

static const struct {
	const char *name;
	enum wish_kind kind;
	uint64_t address;     /* of the wish that is asked; 0: all orders */
	enum wish_kind other; /* what the office's says */
	const struct contact *to;
	bool holds;
} wish_rows[] = {
	{ "of all orders, nothing else said of it", WISH_PACKING, 0, WISH_TASTE, &office, true },
	{ "packing of all orders gives way to the address's", WISH_PACKING, 0, WISH_PACKING,
	  &office, false },
	{ "time of all orders gives way to the address's", WISH_DELIVERY_TIME, 0,
	  WISH_DELIVERY_TIME, &office, false },
	{ "but not elsewhere", WISH_PACKING, 0, WISH_PACKING, &home, true },
	{ "allergies add up", WISH_ALLERGY, 0, WISH_ALLERGY, &office, true },
	{ "tastes add up", WISH_TASTE, 0, WISH_TASTE, &office, true },
	{ "other wishes add up", WISH_OTHER, 0, WISH_OTHER, &office, true },
	{ "of an address, going there", WISH_PACKING, 1, WISH_TASTE, &home, true },
	{ "of an address, going there to somebody else", WISH_PACKING, 1, WISH_TASTE, &home_again,
	  true },
	{ "of an address, going elsewhere", WISH_PACKING, 1, WISH_TASTE, &office, false },
};

START_TEST(programs_read_its_kind_by_its_word)
{
	static const char *const wanted[WISH__MAX] = { [WISH_ALLERGY] = "allergy",
						       [WISH_PACKING] = "packing",
						       [WISH_DELIVERY_TIME] = "delivery_time",
						       [WISH_TASTE] = "taste",
						       [WISH_OTHER] = "other" };

	ck_assert_str_eq(wish_word[_i], wanted[_i]);
}
END_TEST

START_TEST(a_wish_holds_or_not)
{
	struct wish all[2] = {
		{ .address_id = wish_rows[_i].address, .kind = wish_rows[_i].kind },
		{ .address_id = 2, .kind = wish_rows[_i].other, .contact = OFFICE }
	};

	struct wish turned[2];

	if (all[0].address_id)
		all[0].contact = home;
	turned[0] = all[1];
	turned[1] = all[0];
	ck_assert_msg(wish_holds(all, 2, &all[0], wish_rows[_i].to) == wish_rows[_i].holds, "%s",
		      wish_rows[_i].name);
	ck_assert_msg(wish_holds(turned, 2, &turned[1], wish_rows[_i].to) == wish_rows[_i].holds,
		      "%s", wish_rows[_i].name);
}
END_TEST

static const struct {
	const char *name;
	struct contact other;
} place_rows[] = {
	{ "street", { .country = "CN", .city = "杭州市", .street = "长乐路 8 号" } },
	{ "city", { .country = "CN", .city = "宁波市", .street = "长乐路 7 号" } },
	{ "country", { .country = "US", .city = "杭州市", .street = "长乐路 7 号" } },
	{ "postcode",
	  { .country = "CN", .city = "杭州市", .street = "长乐路 7 号", .postcode = "310000" } },
	{ "district",
	  { .country = "CN", .city = "杭州市", .street = "长乐路 7 号", .district = "西湖区" } },
	{ "province",
	  { .country = "CN", .city = "杭州市", .street = "长乐路 7 号", .province = "浙江省" } },
};

START_TEST(each_part_makes_another_place)
{
	ck_assert(contact_is_same_place(&home, &home_again));
	ck_assert_msg(!contact_is_same_place(&home, &place_rows[_i].other), "%s",
		      place_rows[_i].name);
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

static enum wish_refusal put(uint64_t address, const char *allergy, const char *packing)
{
	struct wish_draft d = { .customer_id = anne.id,
				.address_id = address,
				.version = anne.version,
				.body = { [WISH_ALLERGY] = allergy, [WISH_PACKING] = packing } };
	enum wish_refusal r = wishes_put(&shop, &d);

	ck_assert(customer_get(&shop, anne.id, &anne));
	return r;
}

/* "allergy nuts, packing box": what an order that goes to this contact brings along */
static const char *brought(uint64_t contact_id)
{
	cJSON *view = json_object();
	const cJSON *one;
	struct buf b;

	buf_init(&b, shop.arena);
	customer_add_wishes(&shop, anne.id, contact_id, view);
	cJSON_ArrayForEach(one, json_get(view, "wishes"))
		buf_addf(&b, "%s%s %s", b.len ? ", " : "", json_get_text(one, "kind"),
			 json_get_text(one, "body"));
	return b.p;
}

/* Where the order goes, in the address book. */
static uint64_t book(void)
{
	support_sql(
		arena_printf(shop.arena,
			     "INSERT INTO customer_address (id, customer_id, contact_id, label, "
			     "is_default, created_at) VALUES (77, %llu, %llu, 'Office', 1, "
			     "UTC_TIMESTAMP(6))",
			     (unsigned long long)anne.id, (unsigned long long)order->contact_id));
	return 77;
}

START_TEST(wishes_are_said_changed_and_taken_back)
{
	ck_assert_int_eq(put(0, "nuts", "no plastic"), WISH_OK);
	ck_assert_str_eq(brought(order->contact_id), "allergy nuts, packing no plastic");
	ck_assert_int_eq(put(0, "nuts", "a box"), WISH_OK);
	ck_assert_str_eq(brought(order->contact_id), "allergy nuts, packing a box");
	ck_assert_int_eq(put(0, NULL, "a box"), WISH_OK);
	ck_assert_str_eq(brought(order->contact_id), "packing a box");
	/* said twice, changed once, taken back once: what stays the same is no event */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_event WHERE kind = 2"), 3);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_event WHERE kind = 3"), 1);
}
END_TEST

START_TEST(an_address_says_more_of_its_own_orders)
{
	uint64_t address = book();

	ck_assert_int_eq(put(0, "nuts", "a box"), WISH_OK);
	ck_assert_int_eq(put(address, "milk", "a bag"), WISH_OK);
	ck_assert_str_eq(brought(order->contact_id), "allergy nuts, allergy milk, packing a bag");
	support_sql("UPDATE customer_contact SET street = 'elsewhere'");
	ck_assert_str_eq(brought(order->contact_id), "allergy nuts, allergy milk, packing a bag");
	ck_assert_str_eq(brought(1), "allergy nuts, packing a box");
	ck_assert_int_eq(address_remove(&shop, anne.id, address), ADDRESS_OK);
	ck_assert_str_eq(brought(order->contact_id), "allergy nuts, packing a box");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_wish"), 2);
}
END_TEST

START_TEST(an_old_form_and_a_strangers_address_change_nothing)
{
	ck_assert_int_eq(put(book(), "nuts", NULL), WISH_OK);
	ck_assert_int_eq(put(78, "milk", NULL), WISH_NOT_FOUND);
	anne.version--;
	ck_assert_int_eq(put(0, "milk", NULL), WISH_STALE);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_wish"), 1);
}
END_TEST

/* ---- pages ---- */

START_TEST(customers_change_their_own)
{
	struct browser b = door_customer(order);
	struct answer *a;

	door_shows(browser_get(&b, "/me/wishes"), "name=\"allergy\"");
	ck_assert(customer_get(&shop, anne.id, &anne));
	a = door_post(&b, "/me/wishes",
		      door_path("version=%d&address=&allergy=%%3Cb%%3Enuts&packing=",
				anne.version));
	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), "/me/wishes");
	door_shows(browser_get(&b, "/me/wishes"), "&lt;b&gt;nuts");
	a = door_post(&b, "/me/wishes", door_path("version=%d&allergy=milk", anne.version));
	door_want(a, 409);
	door_shows(a, "milk");
	door_shows(a, "Now: &lt;b&gt;nuts");
}
END_TEST

static const char *const bad_wishes[] = { "allergy=x", "version=x", "version=1&colour=red" };

START_TEST(bad_wishes_are_shown_again)
{
	struct browser b = door_customer(order);

	browser_get(&b, "/me/wishes");
	door_want(door_post(&b, "/me/wishes", bad_wishes[_i]), 422);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_wish"), 0);
}
END_TEST

START_TEST(somebody_elses_address_is_no_place_for_wishes)
{
	struct browser b = door_customer(order);

	door_want(browser_get(&b, "/me/wishes?address=77"), 404);
	door_want(browser_get(&b, "/me/wishes?address=x"), 404);
	ck_assert(customer_get(&shop, anne.id, &anne));
	browser_get(&b, "/me/wishes");
	door_want(door_post(&b, "/me/wishes",
			    door_path("version=%d&address=77&taste=x", anne.version)),
		  404);
	book();
	door_shows(browser_get(&b, "/me/wishes?address=77"), "Office");
}
END_TEST

START_TEST(the_desk_writes_them_down_and_reads_them_where_it_packs)
{
	struct browser b = door_staff(1);
	const char *page = door_path("/desk/customers/%s", anne.number);

	door_shows(browser_get(&b, page), "No wishes written down.");
	browser_get(&b, door_path("%s/wishes", page));
	door_want(door_post(&b, door_path("%s/wishes", page),
			    door_path("version=%d&allergy=peanuts&taste=dark", anne.version)),
		  303);
	door_shows(browser_get(&b, page), "peanuts");
	door_shows(browser_get(&b, page), "Wish written down");
	door_shows(browser_get(&b, door_path("/desk/orders/%s", order->number)), "peanuts");
	door_shows(browser_get(&b, door_path("/desk/orders/%s/parcels", order->number)), "peanuts");
	door_shows(browser_get(&b, door_path("/desk/orders/%s/pick-list", order->number)),
		   "peanuts");
}
END_TEST

START_TEST(viewers_read_wishes_and_leave_them)
{
	struct browser b = door_staff(2);
	const char *page = door_path("/desk/customers/%s", anne.number);

	ck_assert_int_eq(put(0, "peanuts", NULL), WISH_OK);
	door_shows(browser_get(&b, page), "peanuts");
	door_hides(browser_get(&b, page), "/wishes\"");
	door_want(browser_get(&b, door_path("%s/wishes", page)), 403);
	door_want(door_post(&b, door_path("%s/wishes", page), "version=1&taste=x"), 403);
}
END_TEST

START_TEST(a_pick_list_says_what_to_fetch)
{
	struct browser b = door_staff(1);
	const char *list = door_path("/desk/orders/%s/pick-list", order->number);
	struct answer *a = browser_get(&b, list);

	door_want(a, 200);
	door_is_masked(a);
	door_shows(a, "×1");
	shop_ship(order, "SF1000000000001");
	door_shows(browser_get(&b, list), "Nothing of this order is left to fetch.");
}
END_TEST

Suite *customer_wish_suite(void)
{
	Suite *s = suite_create("customer_wish");
	TCase *rules = tcase_create("rules"), *tc = tcase_create("wishes");

	tcase_add_loop_test(rules, programs_read_its_kind_by_its_word, 0, WISH__MAX);
	tcase_add_loop_test(rules, a_wish_holds_or_not, 0, N(wish_rows));
	tcase_add_loop_test(rules, each_part_makes_another_place, 0, N(place_rows));
	suite_add_tcase(s, rules);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, wishes_are_said_changed_and_taken_back);
	tcase_add_test(tc, an_address_says_more_of_its_own_orders);
	tcase_add_test(tc, an_old_form_and_a_strangers_address_change_nothing);
	tcase_add_test(tc, customers_change_their_own);
	tcase_add_loop_test(tc, bad_wishes_are_shown_again, 0, N(bad_wishes));
	tcase_add_test(tc, somebody_elses_address_is_no_place_for_wishes);
	tcase_add_test(tc, the_desk_writes_them_down_and_reads_them_where_it_packs);
	tcase_add_test(tc, viewers_read_wishes_and_leave_them);
	tcase_add_test(tc, a_pick_list_says_what_to_fetch);
	suite_add_tcase(s, tc);
	return s;
}
