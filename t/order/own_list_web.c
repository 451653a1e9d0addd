/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All of a customer's orders in one place: tabs, search, periods, pages; nobody else's. */
#include "base/text.h"
#include "order/door.h"

#define LIST "/me/orders"

/* Anne's orders by what became of them, and one of somebody else. */
enum mine { UNPAID, WAITING, ON_ITS_WAY, HERE, GONE, ASIDE, MINE__MAX };
static struct order *mine[MINE__MAX], *others;
static struct browser anne;

static struct order *of_anne(bool pay_first, bool as_draft)
{
	struct order_draft d = door_draft("A", 2);

	d.pay_first = pay_first;
	d.payment_method = pay_first ? PAY_BANK_TRANSFER : PAY_COD;
	d.as_draft = as_draft;
	return door_order_of(d);
}

static struct order *of_chen(void)
{
	struct order_draft d = door_draft("A", 1);

	d.contact.name = "陈晓";
	d.contact.phone = "13700000007";
	d.contact.email = "chen@mail.example";
	return door_order_of(d);
}

static void setup(void)
{
	struct order_answer a;

	door_setup();
	mine[UNPAID] = of_anne(true, false);
	mine[WAITING] = door_order("B", 1);
	mine[ON_ITS_WAY] = of_anne(false, false);
	mine[HERE] = of_anne(false, false);
	mine[GONE] = of_anne(false, false);
	mine[ASIDE] = of_anne(false, true);
	others = of_chen();
	shop_ship(mine[ON_ITS_WAY], "SF1000000000001");
	shop_ship(mine[HERE], "SF1000000000002");
	ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ mine[HERE]->id, 0 }, &a),
			 ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ mine[GONE]->id, 0 }, "other", &a),
			 ORDER_OK);
	anne = door_customer(mine[UNPAID]);
}

/* Which of hers are listed, newest first. */
static const char *listed(const char *query)
{
	return door_numbers(door_tree(&anne, door_path(LIST "%s", query)));
}

static const char *numbers_of(const enum mine *which, size_t n)
{
	struct buf b;

	buf_init(&b, shop.arena);
	for (size_t i = n; i > 0; i--)
		buf_addf(&b, "%s%s", b.len ? " " : "", mine[which[i - 1]]->number);
	return b.len ? b.p : "";
}

START_TEST(the_list_is_for_customers)
{
	struct browser nobody = door_nobody(), staff = door_staff(1);
	struct answer *a = browser_get(&nobody, LIST "?tab=to_pay");

	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"),
			 "/sign-in?next=%2Fme%2Forders%3Ftab%3Dto_pay");
	door_want(browser_get(&staff, LIST), 303);
	door_want(support_request(shop_app, "GET", LIST, TREES, NULL), 401);
}
END_TEST

static const struct {
	const char *tab;
	enum mine wanted[MINE__MAX];
	size_t n;
} tabs[] = {
	{ "all", { UNPAID, WAITING, ON_ITS_WAY, HERE, GONE }, 5 },
	{ "to_pay", { UNPAID, WAITING, ON_ITS_WAY, HERE }, 4 },
	{ "to_ship", { UNPAID, WAITING }, 2 },
	{ "to_receive", { ON_ITS_WAY }, 1 },
};

START_TEST(a_tab_lists_what_it_says)
{
	const char *target = door_path(LIST "?tab=%s", tabs[_i].tab);
	cJSON *tree = door_tree(&anne, target);
	const cJSON *tab;

	ck_assert_str_eq(door_numbers(tree), numbers_of(tabs[_i].wanted, tabs[_i].n));
	cJSON_ArrayForEach(tab, json_get(tree, "tabs"))
	{
		bool current = !strcmp(json_get_text(tab, "tab"), tabs[_i].tab);

		ck_assert_int_eq(json_get_bool(tab, "current"), current);
		if (current)
			ck_assert_int_eq(json_get_int(tab, "count"), (int64_t)tabs[_i].n);
	}
}
END_TEST

static bool is_in(const char *tab, const struct order *o)
{
	return strstr(listed(door_path("?tab=%s", tab)), o->number) != NULL;
}

/* Each tab asks an axis: one order may be in several, whatever its badge says. */
START_TEST(an_order_in_parts_is_where_its_parts_are)
{
	struct order *o = door_order("A", 3);
	struct order_answer a;

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 1), SHIPPING_OK);
	ck_assert_int_eq(shop_hand_over(shop_answer.parcel->id, "sf", "SF1000000000008"),
			 SHIPPING_OK);
	ck_assert(is_in("to_pay", o) && is_in("to_ship", o) && is_in("to_receive", o));
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "address", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	ck_assert(is_in("to_pay", o) && is_in("to_ship", o) && is_in("to_receive", o));
	ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ o->id, 0 }, &a),
			 ORDER_OK);
	ck_assert(is_in("to_pay", o) && is_in("to_ship", o) && !is_in("to_receive", o));
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 },
					 &(struct payment_draft){ .method = PAY_COD,
								  .amount = o->total_amount,
								  .at = INSTANT_NONE },
					 &(struct payment_answer){ 0 }),
			 PAYMENT_OK);
	ck_assert(!is_in("to_pay", o) && is_in("to_ship", o) && !is_in("to_receive", o));
}
END_TEST

START_TEST(pages_open_in_both_languages_and_hold_nobody_elses)
{
	for (int lang = 0; lang < LANG__MAX; lang++) {
		struct answer *a = browser_get(&anne, door_path(LIST "?tab=%s&lang=%s",
								tabs[_i].tab, lang_tag[lang]));

		door_want(a, 200);
		door_hides(a, others->number);
		door_hides(a, mine[ASIDE]->number);
		door_is_masked(a);
		for (size_t i = 0; i < tabs[_i].n; i++)
			door_shows(a, mine[tabs[_i].wanted[i]]->number);
	}
}
END_TEST

START_TEST(the_summary_counts_what_is_open)
{
	cJSON *tree, *tiles;
	uint64_t parcel = (uint64_t)support_number(
		"SELECT id FROM parcel WHERE tracking_number = 'SF1000000000001'");

	ck_assert_int_eq(shop_hear(parcel, PARCEL_READY_FOR_PICKUP), SHIPPING_OK);
	tree = door_tree(&anne, LIST);
	tiles = cJSON_GetObjectItem(tree, "tiles");
	ck_assert_int_eq(json_get_int(tiles, "to_ship"), 2);
	/* one is to be paid, one to be fetched */
	ck_assert_int_eq(json_get_int(tiles, "needs_you"), 2);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "arriving")), 1);
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(json_get(tree, "arriving"), 0), "number"),
			 mine[ON_ITS_WAY]->number);
	door_shows(browser_get(&anne, LIST), "Arriving soon");
}
END_TEST

/* As if the carrier had said so: the day its parcel comes, counted from today, and where it is. */
static cJSON *with_parcel(const char *state, int64_t days)
{
	struct civil c = instant_to_local(instant_add(instant_now(), days * INSTANT_DAY));
	char to[40];

	c.hour = 23;
	instant_format_utc(instant_from_local(&c), to, sizeof to);
	support_sql(door_path("UPDATE order_document SET document = COMPRESS(JSON_SET("
			      "CONVERT(UNCOMPRESS(document) USING utf8mb4), "
			      "'$.parcels[0].state', '%s', '$.parcels[0].arrival', "
			      "JSON_OBJECT('from', NULL, 'to', '%s'))) WHERE order_id = %llu",
			      state, to, (unsigned long long)mine[ON_ITS_WAY]->id));
	return door_tree(&anne, LIST);
}

static const struct {
	const char *name, *state;
	int64_t days;
	int today, moving, listed;
} arrivals[] = {
	{ "today", "out_for_delivery", 0, 1, 1, 1 },
	{ "tomorrow", "in_transit", 1, 0, 1, 1 },
	{ "in_three_days", "collected", 3, 0, 1, 1 },
	{ "in_four_days", "in_transit", 4, 0, 1, 0 },
	{ "yesterday", "delayed", -1, 0, 0, 0 },
	{ "at_the_customs", "customs", 2, 0, 1, 1 },
	{ "late_at_the_customs", "customs", 9, 0, 1, 0 },
	{ "there_already", "delivered", 0, 0, 0, 0 },
};

START_TEST(what_arrives_within_three_days_is_listed)
{
	cJSON *tree = with_parcel(arrivals[_i].state, arrivals[_i].days);
	const cJSON *tiles = json_get(tree, "tiles");

	ck_assert_msg(json_get_int(tiles, "today") == arrivals[_i].today, "%s", arrivals[_i].name);
	ck_assert_msg(json_get_int(tiles, "moving") == arrivals[_i].moving, "%s",
		      arrivals[_i].name);
	ck_assert_msg(cJSON_GetArraySize(json_get(tree, "arriving")) == arrivals[_i].listed, "%s",
		      arrivals[_i].name);
}
END_TEST

START_TEST(who_never_ordered_is_told_so)
{
	struct browser b = door_nobody();
	struct answer *a;

	browser_sign_in(&b, SESSION_CUSTOMER, customer_add_guest(&shop, "Chen"));
	a = browser_get(&b, LIST "?lang=en");
	door_want(a, 200);
	door_shows(a, "No orders yet.");
	a = browser_get(&b, LIST "?q=A");
	door_shows(a, "No orders match.");
}
END_TEST

/* ---- what nobody proved to be hers ---- */

/* Somebody ordered with her phone and no e-mail: it was taken to be hers, but may be anybody's. */
START_TEST(an_order_nobody_proved_to_be_hers_shows_nowhere)
{
	struct order_draft d = door_draft("B", 7);
	struct order *unproved;
	uint64_t parcel;
	static const char *const queries[] = { "", "?tab=to_receive", "?q=B", "?q=Thing",
					       "?period=30d" };

	d.contact.email = NULL;
	unproved = door_order_of(d);
	ck_assert_uint_eq(unproved->customer_id, mine[UNPAID]->customer_id);
	parcel = shop_ship(unproved, "SF1000000000009");
	ck_assert_int_eq(shop_hear(parcel, PARCEL_READY_FOR_PICKUP), SHIPPING_OK);
	for (size_t i = 0; i < COUNT(queries); i++) {
		const char *target = door_path(LIST "%s", queries[i]);
		const char *tree = json_text(shop.arena, door_tree(&anne, target));

		ck_assert_msg(!strstr(tree, unproved->number), "%s", queries[i]);
		ck_assert_msg(!strstr(tree, "\"quantity\":7"), "%s", queries[i]);
		door_hides(browser_get(&anne, target), unproved->number);
	}
}
END_TEST

/* ---- search ---- */

static const struct {
	const char *name, *q;
	enum mine wanted[MINE__MAX];
	size_t n;
} searches[] = {
	{ "an_item", "Thing+B", { WAITING }, 1 },
	{ "an_item_in_part", "hing+B", { WAITING }, 1 },
	{ "an_item_in_chinese", "%E5%95%86%E5%93%81B", { WAITING }, 1 },
	{ "a_sku", "B", { WAITING }, 1 },
	{ "with_spaces_around", "++Thing+B+", { WAITING }, 1 },
	{ "nothing", "", { UNPAID, WAITING, ON_ITS_WAY, HERE, GONE }, 5 },
	{ "blanks", "++", { UNPAID, WAITING, ON_ITS_WAY, HERE, GONE }, 5 },
	{ "a_percent_sign", "%25", { 0 }, 0 },
	{ "an_underscore", "_", { 0 }, 0 },
	{ "a_backslash", "%5C", { 0 }, 0 },
	{ "a_quote", "%27+OR+%271%27%3D%271", { 0 }, 0 },
	{ "what_is_not_there", "Teapot", { 0 }, 0 },
};

START_TEST(search_finds_items)
{
	for (size_t i = 0; i < COUNT(searches); i++) {
		const char *numbers = listed(door_path("?q=%s", searches[i].q));

		ck_assert_msg(!strcmp(numbers, numbers_of(searches[i].wanted, searches[i].n)),
			      "%s: %s", searches[i].name, numbers);
	}
}
END_TEST

START_TEST(search_finds_numbers)
{
	const char *number = mine[HERE]->number;

	ck_assert_str_eq(listed(door_path("?q=%s", number)), number);
	ck_assert_str_eq(listed(door_path("?q=%.4s%s", number + 2, number + 7)), number);
	ck_assert_str_eq(listed(door_path("?q=%s", others->number)), "");
	ck_assert_str_eq(listed(door_path("?q=%s", mine[ASIDE]->number)), "");
}
END_TEST

START_TEST(search_is_shown_again)
{
	struct answer *a = browser_get(&anne, LIST "?q=%3Cb%3E%22Thing");

	door_want(a, 200);
	door_shows(a, "value=\"&lt;b&gt;&quot;Thing\"");
	door_shows(a, "No orders match.");
}
END_TEST

/* ---- periods ---- */

static struct order *placed(struct instant at)
{
	struct order_draft d = door_draft("A", 1);

	d.placed_at = at;
	return door_order_of(d);
}

static struct order *days_ago(int64_t days)
{
	return placed(instant_add(shop.now, -days * INSTANT_DAY));
}

static const struct {
	const char *period;
	int64_t inside, outside;
} periods[] = {
	{ "30d", 29, 31 },
	{ "90d", 89, 91 },
	{ "older", 366, 364 },
};

START_TEST(a_period_holds_what_was_placed_in_it)
{
	struct order *in = days_ago(periods[_i].inside), *out = days_ago(periods[_i].outside);
	const char *numbers = listed(door_path("?period=%s", periods[_i].period));

	ck_assert_msg(strstr(numbers, in->number) != NULL, "%s", numbers);
	ck_assert_msg(!strstr(numbers, out->number), "%s", numbers);
	numbers = listed("");
	ck_assert(!strstr(numbers, in->number) == (periods[_i].inside > 365));
	ck_assert(strstr(numbers, out->number));
	ck_assert(strstr(numbers, mine[HERE]->number));
}
END_TEST

/* What is older than a year is not in the way: it is counted nowhere, and one step away; what is
 * open still stays where it is to be done. */
START_TEST(old_orders_are_shown_when_asked_for)
{
	struct order *old = days_ago(366);
	struct answer *a = browser_get(&anne, LIST "?lang=en");
	const cJSON *all;

	door_hides(a, old->number);
	door_shows(a, "href=\"/me/orders?period=older\"");
	all = cJSON_GetArrayItem(json_get(door_tree(&anne, LIST), "tabs"), 0);
	ck_assert_int_eq(json_get_int(all, "count"), 5);
	ck_assert_str_eq(listed("?period=older"), old->number);
	ck_assert(strstr(listed("?tab=to_ship"), old->number));
	ck_assert_str_eq(listed(door_path("?q=%s", old->number)), old->number);
	door_hides(browser_get(&anne, LIST "?period=older"), "Show orders older");
	support_sql(door_path("UPDATE orders SET link_version = 0 WHERE id = %llu",
			      (unsigned long long)old->id));
	door_hides(browser_get(&anne, LIST), "Show orders older");
}
END_TEST

START_TEST(this_year_begins_at_local_new_year)
{
	struct civil c = instant_to_local(shop.now);
	struct instant new_year;
	struct order *first, *last;
	const char *numbers;

	c.month = c.day = 1;
	c.hour = c.minute = c.second = c.micro = 0;
	new_year = instant_from_local(&c);
	first = placed(instant_add(new_year, 2 * INSTANT_SECOND));
	last = placed(instant_add(new_year, -2 * INSTANT_SECOND));
	numbers = listed("?period=year");
	ck_assert_msg(strstr(numbers, first->number) != NULL, "%s", numbers);
	ck_assert_msg(!strstr(numbers, last->number), "%s", numbers);
}
END_TEST

/* ---- pages ---- */

/* Where the tree's pager leads, as what is behind the page's own link. */
static const char *turn(const cJSON *tree, const char *query, const char *way)
{
	const char *id = json_get_text(json_get(tree, "pager"), way);

	return id ? door_path("%s&%s=%s", query, strcmp(way, "next") ? "before" : "after", id)
		  : NULL;
}

#define PAGES_MAX 8
static const char *const filters[] = { "?tab=all", "?tab=to_ship", "?tab=all&q=Thing",
				       "?tab=all&period=30d", "?tab=to_ship&q=&period=90d" };

START_TEST(pages_turn_forward_and_back)
{
	const char *seen[PAGES_MAX], *query = filters[_i];
	cJSON *tree;
	int n = 0;

	for (int i = 0; i < 25; i++)
		door_order("A", 1);
	tree = door_tree(&anne, door_path(LIST "%s", query));
	ck_assert(!turn(tree, query, "prev"));
	for (;;) {
		const char *next = turn(tree, query, "next");

		ck_assert_int_lt(n, PAGES_MAX);
		seen[n] = door_numbers(tree);
		for (int i = 0; i < n; i++)
			ck_assert_str_ne(seen[n], seen[i]);
		n++;
		if (!next)
			break;
		ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "orders")), 10);
		tree = door_tree(&anne, door_path(LIST "%s", next));
	}
	ck_assert_int_eq(n, 3);
	while (n-- > 1) {
		const char *prev = turn(tree, query, "prev");

		ck_assert_ptr_nonnull(prev);
		tree = door_tree(&anne, door_path(LIST "%s", prev));
		ck_assert_str_eq(door_numbers(tree), seen[n - 1]);
	}
	ck_assert(!turn(tree, query, "prev"));
}
END_TEST

START_TEST(the_pages_links_keep_the_filters)
{
	struct answer *a;
	const char *link;

	for (int i = 0; i < 12; i++)
		door_order("A", 1);
	a = browser_get(&anne, LIST "?q=Thing+A%26B&tab=to_ship");
	door_shows(a, "No orders match.");
	a = browser_get(&anne, LIST "?q=Thing+A&period=30d");
	link = strstr(a->body, "rel=\"next\" href=\"");
	ck_assert_ptr_nonnull(link);
	link += strlen("rel=\"next\" href=\"");
	ck_assert(text_starts_with(link,
				   "/me/orders?tab=all&amp;q=Thing%20A&amp;period=30d&amp;after="));
}
END_TEST

/* What cannot be read is not asked for. */
static const char *const nonsense[] = {
	"?tab=nonsense",
	"?tab=",
	"?period=forever",
	"?after=x",
	"?after=-1",
	"?before=",
	"?before=0",
	"?after=0",
	"?after=99999999999999999999999",
	"?tab[]=to_pay",
	"?after=%F0%9F%98%80",
};

START_TEST(nonsense_is_not_asked)
{
	for (size_t i = 0; i < COUNT(nonsense); i++)
		ck_assert_msg(!strcmp(listed(nonsense[i]), listed("")), "%s", nonsense[i]);
}
END_TEST

static const struct {
	const char *query;
	int status;
} edges[] = {
	{ "?after=1", 200 },
	{ "?before=9223372036854775807", 200 },
	{ "?after=9223372036854775807", 200 },
	{ "?tab=all&tab=to_pay", 400 },
	{ "?q=%00", 400 },
	{ "?q=%FF", 400 },
	{ "?q=%F0%9F%8D%B5", 200 },
	{ "?q=%E2%80%AE", 200 },
};

START_TEST(edges_are_answered)
{
	for (size_t i = 0; i < COUNT(edges); i++)
		door_want(browser_get(&anne, door_path(LIST "%s", edges[i].query)),
			  edges[i].status);
}
END_TEST

Suite *order_own_list_web_suite(void)
{
	Suite *s = suite_create("order_own_list_web");
	TCase *tc = tcase_create("list");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, the_list_is_for_customers);
	tcase_add_loop_test(tc, a_tab_lists_what_it_says, 0, N(tabs));
	tcase_add_test(tc, an_order_in_parts_is_where_its_parts_are);
	tcase_add_loop_test(tc, pages_open_in_both_languages_and_hold_nobody_elses, 0, N(tabs));
	tcase_add_test(tc, the_summary_counts_what_is_open);
	tcase_add_loop_test(tc, what_arrives_within_three_days_is_listed, 0, N(arrivals));
	tcase_add_test(tc, who_never_ordered_is_told_so);
	tcase_add_test(tc, an_order_nobody_proved_to_be_hers_shows_nowhere);
	tcase_add_test(tc, search_finds_items);
	tcase_add_test(tc, search_finds_numbers);
	tcase_add_test(tc, search_is_shown_again);
	tcase_add_loop_test(tc, a_period_holds_what_was_placed_in_it, 0, N(periods));
	tcase_add_test(tc, old_orders_are_shown_when_asked_for);
	tcase_add_test(tc, this_year_begins_at_local_new_year);
	tcase_add_loop_test(tc, pages_turn_forward_and_back, 0, N(filters));
	tcase_add_test(tc, the_pages_links_keep_the_filters);
	tcase_add_test(tc, nonsense_is_not_asked);
	tcase_add_test(tc, edges_are_answered);
	suite_add_tcase(s, tc);
	return s;
}
