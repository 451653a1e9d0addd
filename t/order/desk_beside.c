/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An order's page leads on through the list it was opened from: whatever the list asks for, one
 * after the other, as they stand there. */
#include "base/buf.h"
#include "order/door.h"

#define LIST "/desk/orders"

static struct browser owner;

static void promise(const struct order *o, int days, int points)
{
	support_sql(door_path("UPDATE orders SET promised_to = promised_to + INTERVAL %d DAY, "
			      "queue = 255 - %d WHERE id = %llu",
			      days, points, (unsigned long long)o->id));
}

static void setup(void)
{
	struct order_draft d;
	struct order *o;

	door_setup();
	owner = door_staff(1);
	for (int i = 0; i < 7; i++) {
		d = door_draft(i % 3 ? "A" : "B", 1 + i % 2);
		d.customer_note = i % 2 ? "ring" : NULL;
		d.source = i % 2 ? "web" : "desk";
		d.pay_first = i == 5;
		d.payment_method = PAY_BANK_TRANSFER;
		o = door_order_of(d);
		promise(o, (i * 5) % 3, (i * 7) % 4);
	}
	/* of another customer, shipped */
	d = door_draft("A", 1);
	d.contact.phone = "13800000009";
	d.contact.email = NULL;
	o = door_order_of(d);
	shop_ship(o, "SF1000000000001");
}

static const cJSON *way_here(const char *number, const char *query)
{
	struct buf in;

	buf_init(&in, shop.arena);
	url_encode(&in, query);
	return json_get(door_tree(&owner, door_path(LIST "/%s?in=%s", number, in.p)), "way_here");
}

static const char *first_of(const char *numbers)
{
	return arena_strndup(shop.arena, numbers, strcspn(numbers, " "));
}

/* The numbers met from this one on; by_way: "behind" or "before". */
static const char *walked(const char *number, const char *query, const char *by_way)
{
	const char *all = number;

	while ((number = json_get_text(way_here(number, query), by_way)))
		all = !strcmp(by_way, "behind") ? door_path("%s %s", all, number)
						: door_path("%s %s", number, all);
	return all;
}

static const struct {
	const char *query;
	size_t wanted; /* orders listed */
} lists[] = {
	{ "view=all", 8 },
	{ "view=to_ship", 6 },
	{ "view=to_ship&sort=newest", 6 },
	{ "view=to_ship&sort=priority", 6 },
	{ "view=all&status=preparing&status=shipped&sort=priority", 7 },
	{ "view=to_ship&note=yes", 2 },
	{ "view=to_ship&sort=priority&source=desk", 4 },
	{ "view=all&sku=B", 3 },
	{ "view=all&sku=b&note=no", 2 },
	{ "view=awaiting_payment", 1 },
	{ "q=0001", 7 },
	{ "q=138+0000+0001", 7 },
	{ "q=13800000009", 1 },
	{ "q=a", 5 },
	{ "q=B", 3 },
	{ "view=to_ship&q=0001", 6 },
	{ "view=to_ship&note=yes&q=0001", 2 },
	{ "view=all&q=a&source=web", 2 },
	{ "view=all&status=preparing&status=packing&status=in_production&status=shipped&status="
	  "in_transit&status=hold&status=exception&status=draft&status=closed&sort=due",
	  7 },
};

START_TEST(it_goes_from_one_to_the_next_as_they_are_listed)
{
	const char *query = lists[_i].query,
		   *listed = door_numbers(door_tree(&owner, door_path(LIST "?%s", query))), *last;

	ck_assert_msg(strlen(listed) == lists[_i].wanted * 12 - 1, "%s: %s", query, listed);
	ck_assert_str_eq(walked(first_of(listed), query, "behind"), listed);
	last = strrchr(listed, ' ') ? strrchr(listed, ' ') + 1 : listed;
	ck_assert_str_eq(walked(last, query, "before"), listed);
}
END_TEST

/* Who acted on it stands where it was, and goes on from there. */
START_TEST(an_order_that_left_the_list_keeps_its_place)
{
	const char *query = "view=to_ship&sort=newest",
		   *listed = door_numbers(door_tree(&owner, door_path(LIST "?%s", query))),
		   *second = first_of(listed + 12), *third = first_of(listed + 24);
	struct order_answer a;
	uint64_t id;

	ck_assert(order_find_number(&shop, second, &id));
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ id, 0 }, "risk", INSTANT_NONE, &a),
			 ORDER_OK);
	ck_assert_str_eq(json_get_text(way_here(second, query), "behind"), third);
	ck_assert_str_eq(json_get_text(way_here(second, query), "before"), first_of(listed));
}
END_TEST

START_TEST(the_page_has_links_and_the_way_back)
{
	const char *listed = door_numbers(door_tree(&owner, LIST "?view=to_ship&note=yes")),
		   *first = first_of(listed), *second = first_of(listed + 12);
	struct answer *a = browser_get(&owner, LIST "?view=to_ship&note=yes");

	door_shows(a, door_path("href=\"%s/%s?in=view%%3Dto_ship%%26note%%3Dyes\"", LIST, first));
	a = browser_get(&owner, door_path(LIST "/%s?in=view%%3Dto_ship%%26note%%3Dyes", first));
	door_want(a, 200);
	door_shows(a, door_path("rel=\"next\" href=\"%s/%s?in=view%%3Dto_ship%%26note%%3Dyes\"",
				LIST, second));
	door_hides(a, "rel=\"prev\"");
	door_shows(a, "href=\"/desk/orders?view=to_ship&amp;note=yes\">Orders</a>");
}
END_TEST

/* By its number, there is no list to go through. */
START_TEST(who_was_looked_for_by_number_stands_alone)
{
	const struct order *o = door_order("A", 1);
	const cJSON *way = way_here(o->number, door_path("q=%s", o->number));

	ck_assert_ptr_null(json_get_text(way, "before"));
	ck_assert_ptr_null(json_get_text(way, "behind"));
}
END_TEST

#define IN "in=view%%3Dto_ship%%26note%%3Dyes"

/* From the order to the act's page, past what is wrong on it, and back to the order in its list. */
START_TEST(an_act_stays_in_the_list)
{
	const char *listed = door_numbers(door_tree(&owner, LIST "?view=to_ship&note=yes")),
		   *first = first_of(listed), *page = door_path(LIST "/%s", first);
	struct answer *a = browser_get(&owner, door_path("%s?" IN, page));

	door_shows(a, door_path("href=\"%s/hold?" IN "\"", page));
	door_shows(a, "name=\"in\" value=\"view=to_ship&amp;note=yes\"");
	a = browser_get(&owner, door_path("%s/hold?" IN, page));
	door_shows(a, "name=\"in\" value=\"view=to_ship&amp;note=yes\"");
	door_shows(a, "href=\"" LIST "?view=to_ship&amp;note=yes\">Orders</a>");
	door_shows(a, door_path("href=\"%s?" IN "\"", page));
	a = door_post(&owner, door_path("%s/hold", page), door_path("reason=&" IN));
	door_want(a, 422);
	door_shows(a, "name=\"in\" value=\"view=to_ship&amp;note=yes\"");
	a = door_post(&owner, door_path("%s/hold", page), door_path("reason=risk&" IN));
	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), door_path("%s?" IN, page));
	/* what is wrong leads back to it, too */
	a = door_post(&owner, door_path("%s/notes", page), door_path("note=&" IN));
	door_want(a, 422);
	door_shows(a, door_path("href=\"%s?" IN "\"", page));
	/* who came from nowhere goes back to the order alone */
	a = door_post(&owner, door_path("%s/release", page), "");
	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), page);
}
END_TEST

static const char *const no_lists[] = {
	"",
	"?in=",
	"?in=view%3Dnowhere",
	"?in=after%3Dx",
};

START_TEST(without_a_list_there_is_none_to_go_through)
{
	struct order *o = door_order("A", 1);
	struct answer *a = browser_get(&owner, door_path(LIST "/%s%s", o->number, no_lists[_i]));

	door_want(a, 200);
	door_hides(a, "rel=\"next\"");
	door_hides(a, "Next order");
}
END_TEST

Suite *order_desk_beside_suite(void)
{
	Suite *s = suite_create("order_desk_beside");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_loop_test(tc, it_goes_from_one_to_the_next_as_they_are_listed, 0, N(lists));
	tcase_add_test(tc, an_order_that_left_the_list_keeps_its_place);
	tcase_add_test(tc, the_page_has_links_and_the_way_back);
	tcase_add_test(tc, who_was_looked_for_by_number_stands_alone);
	tcase_add_test(tc, an_act_stays_in_the_list);
	tcase_add_loop_test(tc, without_a_list_there_is_none_to_go_through, 0, N(no_lists));
	suite_add_tcase(s, tc);
	return s;
}
