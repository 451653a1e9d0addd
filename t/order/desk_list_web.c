/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order desk's list: views, search by what people have at hand, filters in the URL, pages. */
#include "base/text.h"
#include "order/desk_list.h"
#include "order/door.h"
#include "order/priority.h"

#define LIST "/desk/orders"

/* One order for each way to be found. */
static struct order *hers, *his, *aside, *unpaid;
static struct browser owner;

static struct order *of_his(void)
{
	struct order_draft d = door_draft("B", 1);

	d.contact.name = "Peter Schmidt";
	d.contact.phone = "+49 30 901820";
	d.contact.country = "DE";
	d.contact.email = "peter@mail.example";
	d.source = "web";
	d.source_ref = "W-1";
	return door_order_of(d);
}

static void setup(void)
{
	struct order_draft d;

	door_setup();
	hers = door_order("A", 2);
	his = of_his();
	d = door_draft("A", 1);
	d.as_draft = true;
	aside = door_order_of(d);
	d.as_draft = false;
	d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	unpaid = door_order_of(d);
	owner = door_staff(1);
}

static const char *listed(const char *query)
{
	return door_numbers(door_tree(&owner, door_path(LIST "%s", query)));
}

static const char *two(const struct order *newer, const struct order *older)
{
	return door_path("%s %s", newer->number, older->number);
}

/* ---- views ---- */

START_TEST(everything_is_listed_newest_first)
{
	ck_assert_str_eq(listed(""), door_path("%s %s", two(unpaid, aside), two(his, hers)));
	ck_assert_str_eq(listed("?view=all"), listed(""));
}
END_TEST

static int64_t count_of(const char *view)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(door_tree(&owner, LIST), "views"))
	{
		if (!strcmp(json_get_text(one, "view"), view))
			return json_get_int(one, "count");
	}
	return -1;
}

START_TEST(a_view_lists_its_badges)
{
	struct order *held = door_order("A", 1), *shipped = door_order("A", 1);
	struct order *made, *in_review, *waiting;
	struct order_answer a;

	shop_sku("MADE", PRODUCT_GOODS, true);
	shop_goods("LATER", 0, true);
	made = door_order("MADE", 1);
	waiting = door_order("LATER", 1);
	shop_app->settings.review_quantity = 50;
	in_review = door_order("A", 51);
	shop_app->settings.review_quantity = 0;
	shop_ship(shipped, "SF1000000000001");
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ held->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	{
		const struct {
			const char *view, *wanted;
			int64_t count;
		} views[] = {
			{ "to_ship", door_path("%s %s", two(hers, his), made->number), 3 },
			{ "backordered", waiting->number, 1 },
			{ "awaiting_payment", unpaid->number, 1 },
			{ "in_review", in_review->number, 1 },
			{ "shipped", shipped->number, 1 },
			{ "problem", held->number, 1 },
			{ "draft", aside->number, 1 },
		};

		for (size_t i = 0; i < COUNT(views); i++) {
			const char *numbers = listed(door_path("?view=%s", views[i].view));

			ck_assert_msg(!strcmp(numbers, views[i].wanted), "%s: %s", views[i].view,
				      numbers);
			ck_assert_int_eq(count_of(views[i].view), views[i].count);
		}
	}
}
END_TEST

START_TEST(the_page_opens_in_both_languages)
{
	struct answer *a = browser_get(&owner, LIST);

	door_want(a, 200);
	door_shows(a, "Thing A");
	door_shows(a, "aria-current=\"page\"");
	a = browser_get(&owner, LIST "?view=draft&lang=zh-CN");
	door_want(a, 200);
	door_shows(a, aside->number);
	door_hides(a, hers->number);
	a = browser_get(&owner, LIST "?view=problem&lang=en");
	door_shows(a, "No orders here.");
}
END_TEST

/* ---- search ---- */

/* What one number says goes straight to its order. */
START_TEST(a_number_leads_straight_to_its_order)
{
	const char *typed[4], *to = door_path(LIST "/%s", hers->number);

	shop_ship(hers, "SF1402778133901");
	typed[0] = hers->number;
	typed[1] = door_path("+%.4s+%s+", hers->number + 2, hers->number + 7);
	typed[2] = "SF1402778133901";
	typed[3] = "sf1402+7781+33901";
	for (size_t i = 0; i < COUNT(typed); i++) {
		struct answer *a = browser_get(&owner, door_path(LIST "?q=%s", typed[i]));

		door_want(a, 303);
		ck_assert_str_eq(answer_header(a, "Location"), to);
	}
}
END_TEST

/* A program is not sent elsewhere: it gets the list with that one order. */
START_TEST(a_program_finds_by_number_in_the_list)
{
	shop_ship(hers, "SF1402778133901");
	ck_assert_str_eq(listed(door_path("?q=%s", hers->number)), hers->number);
	ck_assert_str_eq(listed("?q=SF1402778133901"), hers->number);
	ck_assert_str_eq(listed("?q=R-0000-0000"), "");
}
END_TEST

enum found { NONE, HERS, HIS };
static const struct {
	const char *name, *q;
	enum found found;
} searches[] = {
	{ "phone_tail", "0001", HERS },
	{ "other_tail", "0002", NONE },
	{ "whole_phone", "13800000001", HERS },
	{ "phone_with_spaces", "138+0000+0001", HERS },
	{ "phone_with_country", "%2B8613800000001", HERS },
	{ "phone_abroad", "%2B49+30+901820", HIS },
	{ "nobodys_phone", "13800000002", NONE },
	{ "name_in_chinese", "%E6%9E%97%E9%9B%A8", HERS },
	{ "name_from_its_middle", "%E9%9B%A8%E6%99%B4", HERS },
	{ "first_name", "Peter", HIS },
	{ "name_in_small_letters", "peter+sch", HIS },
	{ "last_name_alone", "Schmidt", HIS },
	{ "last_name_from_its_middle", "chmidt", NONE },
	{ "reference_in_small_letters", "w-1", NONE },
	{ "sku", "B", HIS },
	{ "sku_in_small_letters", "b", HIS },
	{ "no_sku", "Z", NONE },
	{ "percent", "%25", NONE },
	{ "underscore", "_", NONE },
	{ "quote", "%27+OR+1%3D1+--+", NONE },
	{ "emoji", "%F0%9F%8D%B5", NONE },
};

START_TEST(search_finds_by_what_is_at_hand)
{
	for (size_t i = 0; i < COUNT(searches); i++) {
		const char *numbers = listed(door_path("?q=%s", searches[i].q));
		const char *all_hers = door_path("%s %s", two(unpaid, aside), hers->number);
		const char *wanted = searches[i].found == HERS  ? all_hers
				     : searches[i].found == HIS ? his->number
								: "";

		ck_assert_msg(!strcmp(numbers, wanted), "%s: %s", searches[i].name, numbers);
		door_want(browser_get(&owner, door_path(LIST "?q=%s", searches[i].q)), 200);
	}
}
END_TEST

static const struct {
	const char *filter;
	bool holds;
} with_it[] = {
	{ "", true },
	{ "&source=web", true },
	{ "&source=tmall", false },
	{ "&view=shipped", true },
	{ "&view=problem", false },
	{ "&from=2011-01-01", true },
	{ "&from=2099-01-01", false },
	{ "&to=2011-01-01", false },
	{ "&source=web&view=problem", false },
};

/* What names one order leads there only as far as the filters have it; a program is told the same.
 */
START_TEST(a_filter_holds_for_what_names_one_order)
{
	const char *words[3] = { "W-1", his->number, "SF1402778133901" };

	shop_ship(his, words[2]);
	for (size_t i = 0; i < COUNT(with_it) * COUNT(words); i++) {
		bool holds = with_it[i / COUNT(words)].holds;
		const char *query = door_path("?q=%s%s", words[i % COUNT(words)],
					      with_it[i / COUNT(words)].filter);
		struct answer *a;

		ck_assert_str_eq(listed(query), holds ? his->number : "");
		a = browser_get(&owner, door_path(LIST "%s", query));
		ck_assert_msg(a->status == (holds ? 303 : 200), "%s: %d", query, a->status);
		if (!holds)
			door_hides(a, door_path(">%s<", his->number));
	}
}
END_TEST

/* Several systems may call their own the same, and four digits may be a phone's too. */
START_TEST(a_reference_finds_its_orders)
{
	struct order_draft d = door_draft("A", 1);
	struct order *first, *second;
	struct answer *a = browser_get(&owner, LIST "?q=W-1");

	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), door_path(LIST "/%s", his->number));
	d.contact.phone = "13900000009";
	d.contact.email = NULL;
	d.source = "tmall";
	d.source_ref = "W-1";
	first = door_order_of(d);
	ck_assert_str_eq(listed("?q=W-1"), two(first, his));
	ck_assert_str_eq(listed("?q=W-1&source=tmall"), first->number);
	d.source_ref = "0001"; /* hers end so */
	second = door_order_of(d);
	ck_assert_str_eq(listed("?q=0001"),
			 door_path("%s %s %s", second->number, two(unpaid, aside), hers->number));
}
END_TEST

/* Filters stand together: a search within a view, of a source, in some days. */
START_TEST(filters_stand_together)
{
	ck_assert_str_eq(listed("?q=0001&view=draft"), aside->number);
	ck_assert_str_eq(listed("?q=0001&view=awaiting_payment"), unpaid->number);
	ck_assert_str_eq(listed("?q=B&source=web"), his->number);
	ck_assert_str_eq(listed("?q=B&source=desk"), "");
	ck_assert_str_eq(listed("?q=B&view=draft"), "");
	ck_assert_str_eq(listed("?q=peter&source=desk"), "");
	ck_assert_str_eq(listed("?source=web"), his->number);
	ck_assert_str_eq(listed("?source=web&view=to_ship"), his->number);
	ck_assert_str_eq(listed("?source=web&view=draft"), "");
	ck_assert_str_eq(listed("?source=WEB"), "");
}
END_TEST

/* ---- days ---- */

static const char *local_date(int64_t days)
{
	struct civil c = instant_to_local(instant_add(shop.now, days * INSTANT_DAY));

	return door_path("%04d-%02d-%02d", c.year, c.month, c.day);
}

START_TEST(days_bound_the_list)
{
	struct order_draft d = door_draft("A", 1);
	struct order *old;
	const char *today = local_date(0), *before = local_date(-3), *after = local_date(1);
	const char *all = listed("");

	d.placed_at = instant_add(shop.now, -3 * INSTANT_DAY);
	old = door_order_of(d);
	ck_assert_str_eq(listed(door_path("?from=%s", today)), all);
	ck_assert_str_eq(listed(door_path("?from=%s&to=%s", today, today)), all);
	ck_assert_str_eq(listed(door_path("?to=%s", before)), old->number);
	ck_assert_str_eq(listed(door_path("?from=%s&to=%s", before, before)), old->number);
	ck_assert_str_eq(listed(door_path("?from=%s", after)), "");
	ck_assert_str_eq(listed(door_path("?from=%s", before)),
			 door_path("%s %s", all, old->number));
	ck_assert_str_eq(listed("?from=1970-01-01"), door_path("%s %s", all, old->number));
	ck_assert_str_eq(listed("?from=1970-01-02&to=1971-01-01"), "");
	ck_assert_str_eq(listed("?to=2999-12-31"), door_path("%s %s", all, old->number));
}
END_TEST

static const char *const no_days[] = { "x",          "2026-13-01", "2026-00-10", "2026-02-31",
				       "2026-02-00", "0000-01-01", "2026-1-1x",  "-2026-1-1" };

/* What is no day is no bound, and is not said to be one. */
START_TEST(what_is_no_day_is_refused)
{
	for (size_t i = 0; i < COUNT(no_days); i++) {
		struct answer *a = browser_get(&owner, door_path(LIST "?from=%s", no_days[i]));

		ck_assert_msg(a->status == 400, "from %s: %d", no_days[i], a->status);
		a = browser_get(&owner, door_path(LIST "?to=%s", no_days[i]));
		ck_assert_msg(a->status == 400, "to %s: %d", no_days[i], a->status);
	}
	door_want(browser_get(&owner, LIST "?from=&to="), 200);
}
END_TEST

static const struct {
	const char *query;
	int status;
} edges[] = {
	{ "?view=nonsense", 400 },
	{ "?view=", 200 },
	{ "?after=x", 400 },
	{ "?after=-1", 400 },
	{ "?after=99999999999999999999", 400 },
	{ "?before=9223372036854775807", 200 },
	{ "?after=1", 200 },
	{ "?after=1&before=1", 200 },
	{ "?source=a%20b", 200 },
	{ "?source=123456789012345678901234567890123", 400 },
	{ "?status=zzz", 400 },
	{ "?payment=zzz", 400 },
	{ "?priority=zzz", 400 },
	{ "?note=maybe", 400 },
	{ "?hold=x", 400 },
	{ "?waiting=x", 400 },
	{ "?from=x&amount_from=y", 400 },
	{ "?q=%00", 400 },
	{ "?q=%FF", 400 },
	{ "?unknown=1", 200 },
};

START_TEST(edges_are_answered)
{
	struct answer *a;

	for (size_t i = 0; i < COUNT(edges); i++) {
		a = browser_get(&owner, door_path(LIST "%s", edges[i].query));

		ck_assert_msg(a->status == edges[i].status, "%s: %d", edges[i].query, a->status);
	}
	door_want(browser_get(&owner, door_path(LIST "?q=%0254d", 7)), 200);
	a = browser_get(&owner, door_path(LIST "?q=%0255d", 7));
	door_want(a, 400);
	door_shows(a, "At most 254 characters");
	/* people are told the views by their names, a program the words it may send */
	door_shows(browser_get(&owner, LIST "?view=zzz"),
		   "Choose one of: Ship today, To ship, Backordered, Awaiting payment");
	a = browser_get(&owner, LIST "?view=zzz&lang=zh-CN");
	door_shows(a, "今日必发、待发货、");
	door_hides(a, "to_ship,");
	a = door_api(ALL_ORDERS, "GET", "/api/v1/orders?view=zzz", NULL);
	door_want(a, 400);
	door_shows(a, "today, to_ship, backordered");
}
END_TEST

START_TEST(what_was_asked_is_shown_again)
{
	struct answer *a = browser_get(&owner, LIST "?q=%22%3E%3Cb%3E&source=web&from=2026-01-02");

	door_want(a, 200);
	door_shows(a, "name=\"q\" value=\"&quot;&gt;&lt;b&gt;\"");
	door_shows(a, "name=\"from\" value=\"2026-01-02\"");
	door_shows(a, "name=\"source\" value=\"web\" checked>");
	door_shows(a, "Source: Web shop");
	door_shows(a, "Placed from: 2026-01-02");
	door_shows(a, "No orders match.");
	door_hides(a, "<b>\"");
}
END_TEST

/* ---- pages ---- */

static const char *const filters[] = { "?view=all",
				       "?view=to_ship",
				       "?view=to_ship&sort=newest",
				       "?view=to_ship&sort=priority",
				       "?view=to_ship&payment=unpaid&waiting=no",
				       "?view=all&status=preparing&sort=due&sku=A",
				       "?view=all&q=A",
				       "?view=all&q=0001",
				       "?view=to_ship&q=13800000001&source=desk",
				       "?view=all&source=desk" };
#define MORE 110

static const char *turn(const cJSON *tree, const char *query, const char *way)
{
	const char *id = json_get_text(json_get(tree, "pager"), way);

	const char *go = json_get_text(json_get(tree, "pager"), door_path("go_%s", way));

	if (!id)
		return NULL;
	return door_path("%s&%s=%s", query, strcmp(way, "next") ? "before" : "after", go);
}

static cJSON *page_at(const char *query)
{
	return door_tree(&owner, door_path(LIST "%s", query));
}

/* Forward to the end, and back over the same pages. */
static void turn_through(const char *query)
{
	const char *seen[8];
	cJSON *tree = page_at(query);
	int n = 0;

	ck_assert_msg(!turn(tree, query, "prev"), "%s", query);
	for (;;) {
		const char *next = turn(tree, query, "next");

		ck_assert_int_lt(n, 8);
		seen[n++] = door_numbers(tree);
		if (!next)
			break;
		ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "orders")), 50);
		tree = page_at(next);
	}
	ck_assert_msg(n == 3, "%s: %d pages", query, n);
	while (n-- > 1) {
		const char *prev = turn(tree, query, "prev");

		ck_assert_msg(prev != NULL, "%s", query);
		tree = page_at(prev);
		ck_assert_msg(!strcmp(door_numbers(tree), seen[n - 1]), "%s", query);
		ck_assert_str_eq(json_get_text(json_get(tree, "pager"), "next"),
				 json_get_text(cJSON_GetArrayItem(json_get(tree, "orders"), 49),
					       "id"));
	}
	ck_assert_msg(!turn(tree, query, "prev"), "%s", query);
}

START_TEST(pages_turn_forward_and_back)
{
	struct answer *a;
	const char *link;

	for (int i = 0; i < MORE; i++)
		door_order("A", 1);
	for (size_t i = 0; i < COUNT(filters); i++)
		turn_through(filters[i]);
	a = browser_get(&owner, LIST "?view=to_ship&q=0001&from=2026-01-02&source=desk");
	link = strstr(a->body, "rel=\"next\" href=\"");
	ck_assert_ptr_nonnull(link);
	ck_assert(text_starts_with(link + strlen("rel=\"next\" href=\""),
				   LIST "?view=to_ship&amp;q=0001&amp;from=2026-01-02&amp;source="
					"desk&amp;after="));
}
END_TEST

START_TEST(a_source_of_their_own_may_be_asked_for)
{
	struct answer *a = browser_get(&owner, LIST "?source=erp-7");

	door_want(a, 200);
	door_shows(a, "name=\"source\" value=\"erp-7\" checked>erp-7");
}
END_TEST

/* ---- the filters ---- */

static void add_filtered(void)
{
	struct order_draft d = door_draft("B", 30);
	struct order *held = door_order("A", 1);
	struct order_answer a;

	d.contact.city = "Suzhou";
	d.contact.province = "Jiangsu";
	d.customer_note = "Ring twice";
	d.source = "tmall";
	door_order_of(d);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ held->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
}

/* Each filter alone, and what it lets through; AND between them, OR inside one. */
START_TEST(each_filter_filters)
{
	const char *held, *noted, *waiting;

	add_filtered();
	shop_goods("LATER", 0, true);
	waiting = door_order("LATER", 1)->number;
	noted = listed("?note=yes");
	held = listed("?hold=yes");
	ck_assert_uint_eq(strlen(noted), 11);
	ck_assert_uint_eq(strlen(held), 11);
	{
		const struct {
			const char *query, *wanted;
		} rows[] = {
			{ "?place=Suzhou", noted },
			{ "?place=Jiang", noted },
			{ "?place=uzhou", "" },
			{ "?place=%25", "" },
			{ "?source=tmall", noted },
			{ "?source=tmall&source=web", door_path("%s %s", noted, his->number) },
			{ "?sku=B&source=tmall", noted },
			{ "?sku=b&source=tmall", noted },
			{ "?waiting=yes", waiting },
			{ "?status=hold", held },
			{ "?status=hold&status=backordered", door_path("%s %s", waiting, held) },
			{ "?view=problem&status=hold", held },
			{ "?view=problem&status=draft", "" },
			{ "?hold=yes&note=yes", "" },
			{ "?payment=paid", "" },
			{ "?payment=refunded&payment=credit_owed", "" },
			{ "?note=yes&amount_from=0.01", noted },
			{ "?note=yes&amount_to=0.01", "" },
			{ "?promised_to=2011-01-01", "" },
			{ "?promised_from=2011-01-01&hold=yes", "" }, /* nobody knows until when */
			{ "?promised_from=2011-01-01&note=yes", noted },
			{ "?promised_from=2999-01-01", "" },
		};

		for (size_t i = 0; i < COUNT(rows); i++) {
			ck_assert_msg(!strcmp(listed(rows[i].query), rows[i].wanted), "%s: %s",
				      rows[i].query, listed(rows[i].query));
		}
	}
}
END_TEST

static struct instant list_day_end(void)
{
	struct instant from, to;

	instant_day_window(shop.now, 0, &from, &to);
	return to;
}

/* As the store does where a promise moves: who shows the day's count counts again. */
static void promises_moved(const char *sql)
{
	support_sql(sql);
	support_sql(door_path("INSERT INTO order_count_change (id, badge, n) VALUES (%llu, 0, 0)",
			      (unsigned long long)work_id(&shop)));
}

/* What takes three days on its way leaves three days before it is due; what should have gone stands
 * there too, and the day's count in the tab. */
START_TEST(what_must_leave_today_stands_first)
{
	const struct answer *programs;
	const cJSON *newest;

	ck_assert_int_eq(count_of("today"), 2);
	support_sql("UPDATE orders SET promised_to = promised_to + INTERVAL 1 DAY");
	ck_assert_str_eq(listed("?view=today"), "");
	promises_moved("UPDATE orders SET promised_to = promised_to - INTERVAL 1 DAY WHERE "
		       "source = 'web'");
	ck_assert_str_eq(listed("?view=today"), his->number);
	ck_assert_int_eq(count_of("today"), 1);
	ck_assert_str_eq(listed("?view=to_ship"), two(his, hers));
	ck_assert_str_eq(listed("?view=to_ship&sort=newest"), two(his, hers));
	support_sql("UPDATE orders SET promised_to = NULL WHERE source = 'web'");
	ck_assert_str_eq(listed("?view=to_ship"), two(hers, his));
	ck_assert_str_eq(listed(door_path("?view=to_ship&promised_from=%s", local_date(0))),
			 hers->number);
	programs = door_api(ALL_ORDERS, "GET", "/api/v1/orders?view=to_ship", NULL);
	newest = cJSON_GetArrayItem(json_get(answer_json(programs), "orders"), 0);
	ck_assert_str_eq(json_get_text(newest, "number"), his->number);
	ck_assert_str_eq(listed("?view=today"), "");
	door_shows(browser_get(&owner, LIST "?view=to_ship"), "aria-sort=\"ascending\"");
}
END_TEST

/* Anne orders often; who orders for the first time is known as that. */
START_TEST(what_matters_more_stands_first)
{
	const char *anne;
	cJSON *row;

	ck_assert_int_eq(hers->priority_why, PRIORITY_BIT(PRIORITY_FIRST));
	ck_assert_int_eq(his->priority_why, PRIORITY_BIT(PRIORITY_FIRST));
	for (int i = 0; i < 3; i++)
		anne = door_order("A", 1)->number;
	row = cJSON_GetArrayItem(json_get(page_at("?view=to_ship&sort=priority"), "orders"), 0);
	ck_assert_str_eq(json_get_text(row, "number"), anne);
	ck_assert_int_eq(json_get_int(row, "priority"), 3);
	ck_assert_str_eq(listed("?priority=frequent"), anne);
	ck_assert_str_eq(listed("?priority=first"), two(his, hers));
	ck_assert_str_eq(listed("?view=to_ship&priority=first&priority=frequent&sort=priority"),
			 door_path("%s %s", anne, two(hers, his)));
	door_shows(browser_get(&owner, door_path(LIST "/%s", anne)), "Frequent customer");
	door_shows(browser_get(&owner, LIST "?priority=first"), "Priority: First order");
	/* what is promised sooner goes before it, from when it is */
	ck_assert_int_eq(order_set_promise(&shop, (struct order_ref){ his->id, 0 }, shop.now,
					   list_day_end(), NULL, &(struct order_answer){ 0 }),
			 ORDER_OK);
	ck_assert_str_eq(listed("?view=to_ship&priority=early&sort=priority"), his->number);
}
END_TEST

/* What cannot be stands beside its field, with what was typed, and nothing is listed. */
START_TEST(a_wrong_filter_is_said_beside_its_field)
{
	struct answer *a =
		browser_get(&owner, LIST
			    "?from=2026-02-03&to=2026-02-01&amount_from=x&sku=KEPT&view=to_ship");

	door_want(a, 400);
	door_shows(a, "id=\"f-amount_from\" name=\"amount_from\" value=\"x\"");
	door_shows(a, "id=\"e-amount_from\"");
	door_shows(a, "value=\"KEPT\"");
	door_hides(a, hers->number);
	/* all of it in the first answer, and each line of the summary leads to its field */
	door_shows(a, "The last day is before the first");
	door_shows(a, "href=\"#f-to\"");
	a = browser_get(&owner, LIST "?status=zzz&view=nonsense&after=x&q=%FF");
	door_want(a, 400);
	a = browser_get(&owner, LIST "?status=preparing&status=zzz&view=nonsense&after=x");
	door_want(a, 400);
	door_shows(a, "href=\"#f-status\"");
	door_shows(a, "id=\"f-status\" tabindex=\"-1\"");
	door_shows(a, "href=\"#f-view\"");
	door_shows(a, "id=\"f-view\" tabindex=\"-1\"");
	door_shows(a, "id=\"f-after\" tabindex=\"-1\"");
	a = browser_get(&owner, LIST "?from=2026-02-03&to=2026-02-01");
	door_want(a, 400);
	door_shows(a, "The last day is before the first");
	a = browser_get(&owner, LIST "?amount_from=5&amount_to=4");
	door_want(a, 400);
	door_shows(a, "id=\"e-amount_to\"");
	a = door_api(ALL_ORDERS, "GET", "/api/v1/orders?payment=gold", NULL);
	door_want(a, 400);
	ck_assert_str_eq(door_error(a), "/payment/0 not_a_choice");
}
END_TEST

/* What a row shows besides is asked for, is kept by the links, and costs nothing where it is not.
 */
START_TEST(columns_are_shown_where_they_are_asked_for)
{
	const char *all =
		LIST "?view=to_ship&column=place&column=note&column=discount&column=parcels";
	const struct answer *a;
	uint64_t parcel;

	support_sql("UPDATE orders SET customer_note = 'ring twice'");
	parcel = shop_ship(shop_order_of("13800000077", { "A", 1 }), "SF1000000000077");
	a = browser_get(&owner, LIST "?view=all");
	door_hides(a, "ring twice");
	door_hides(a, "SF1000000000077");
	a = browser_get(&owner, all);
	door_shows(a, "ring twice");
	door_shows(a, "杭州市");
	door_shows(a, "view=to_ship&amp;column=place&amp;column=note");
	a = browser_get(&owner, LIST "?view=shipped&column=parcels");
	door_shows(a, "SF1000000000077");
	door_hides(a, "杭州市");
	support_sql(door_path("UPDATE parcel SET carrier = 'gone' WHERE id = %llu",
			      (unsigned long long)parcel));
	door_shows(browser_get(&owner, LIST "?view=shipped&column=parcels"), "SF1000000000077");
	a = browser_get(&owner, LIST "?column=shoes");
	door_want(a, 400);
	door_shows(a, "Choose one of: City, Customer’s note, Discount, Carrier and number");
	door_want(door_api(ALL_ORDERS, "GET", "/api/v1/orders?column=place", NULL), 400);
}
END_TEST

/* What leaves today is with the carrier by the hour that is set; when all has left, what comes
 * next.
 */
START_TEST(today_ends_at_the_hour_that_is_set)
{
	struct instant from, to, by;
	cJSON *tree;

	instant_day_window(shop.now, 0, &from, &to);
	shop_app->settings.cutoff_hour = 24;
	tree = door_tree(&owner, LIST);
	by = instant_add(from, 24 * INSTANT_HOUR);
	ck_assert_str_eq(json_get_text(tree, "cutoff_at"), order_time_word(&shop, by));
	ck_assert(!json_get_bool(tree, "is_past_cutoff"));
	ck_assert_int_eq(json_get_int(tree, "n_today"), 2);
	door_shows(browser_get(&owner, LIST), "2 orders have to be with the carrier by");
	shop_app->settings.cutoff_hour = 0;
	ck_assert(json_get_bool(door_tree(&owner, LIST), "is_past_cutoff"));
	door_shows(browser_get(&owner, LIST), "2 orders missed today’s");
	for (size_t i = 0; i < 2; i++)
		ck_assert_int_eq(order_set_promise(&shop,
						   (struct order_ref){ (i ? hers : his)->id, 0 },
						   instant_add(shop.now, 4 * INSTANT_DAY),
						   instant_add(shop.now, 4 * INSTANT_DAY), NULL,
						   &(struct order_answer){ 0 }),
				 ORDER_OK);
	tree = door_tree(&owner, LIST "?view=today");
	ck_assert_int_eq(json_get_int(tree, "n_today"), 0);
	ck_assert_int_eq(json_get_int(tree, "n_next"), 2);
	door_shows(browser_get(&owner, LIST "?view=today"),
		   "All that had to leave today has left.");
	door_shows(browser_get(&owner, LIST "?view=today"), "2 orders so far.");
}
END_TEST

/* What came after the hour leaves tomorrow: it missed nothing today. */
START_TEST(what_comes_after_the_hour_leaves_tomorrow)
{
	const struct order *late;
	struct order_answer a;
	cJSON *tree;

	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ his->id, 0 }, "risk", INSTANT_NONE,
				    &a),
			 ORDER_OK);
	ck_assert_str_eq(listed("?view=today"), hers->number);
	shop_app->settings.cutoff_hour = 0;
	late = door_order("A", 1);
	/* nor does what was held and goes on after it */
	ck_assert_int_eq(order_release(&shop, (struct order_ref){ his->id, 0 }, &a), ORDER_OK);
	ck_assert_int_eq(count_of("to_ship"), 3);
	ck_assert_int_eq(count_of("today"), 1);
	ck_assert_str_eq(listed("?view=today"), hers->number);
	door_shows(browser_get(&owner, LIST), "1 order missed today’s");
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ hers->id, 0 }, "other", &a),
			 ORDER_OK);
	tree = door_tree(&owner, LIST "?view=today");
	ck_assert_int_eq(json_get_int(tree, "n_today"), 0);
	ck_assert_int_eq(json_get_int(tree, "n_next"), 2);
	ck_assert_str_eq(listed("?view=to_ship"), two(his, late));
}
END_TEST

/* A program gets the list and nothing of the desk's, and goes on by the link, sorted as it asked.
 */
START_TEST(programs_go_on_by_the_link)
{
	const char *target = "/api/v1/orders?view=to_ship&sort=priority&sku=B", *seen = "";
	int pages = 0;

	for (int i = 0; i < 120; i++)
		door_order("B", 1);
	while (target) {
		struct answer *a = door_api(ALL_ORDERS, "GET", target, NULL);
		const cJSON *tree = answer_json(a), *one;
		const char *link = answer_header(a, "Link"), *end;

		door_want(a, 200);
		ck_assert_int_eq(cJSON_GetArraySize(tree), 3);
		ck_assert_int_le(cJSON_GetArraySize(json_get(tree, "orders")), 50);
		cJSON_ArrayForEach(one, json_get(tree, "orders"))
		{
			const char *number = json_get_text(one, "number");

			ck_assert_ptr_null(strstr(seen, number));
			seen = door_path("%s %s", seen, number);
		}
		ck_assert_int_le(++pages, 3);
		ck_assert_int_eq(link != NULL, json_get_text(tree, "next") != NULL);
		end = link ? strchr(link, '>') : NULL;
		target = end ? arena_strndup(shop.arena, link + 1, (size_t)(end - link - 1)) : NULL;
	}
	ck_assert_int_eq(pages, 3);
	ck_assert_uint_eq(strlen(seen), 121 * strlen(" R-7K3M-92Q5"));
}
END_TEST

START_TEST(what_programs_ask_is_closed)
{
	const struct {
		const char *query, *errors;
	} rows[] = {
		{ "?colour=red", "/colour unknown" },
		{ "?saved=1", "/saved unknown" },
		{ "?status=draft&status=zzz&nonsense=1",
		  "/status/1 not_a_choice, /nonsense unknown" },
		{ "?limit=3", "/limit unknown" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer *a = door_api(ALL_ORDERS, "GET",
					    door_path("/api/v1/orders%s", rows[i].query), NULL);

		door_want(a, 400);
		ck_assert_str_eq(door_errors(a), rows[i].errors);
	}
	/* a number leads to its order among the others, not past the list */
	door_shows(door_api(ALL_ORDERS, "GET", door_path("/api/v1/orders?q=%s", hers->number),
			    NULL),
		   hers->number);
}
END_TEST

/* The form offers each status, so each may be ticked, all of them together, in each order. */
START_TEST(all_statuses_together_are_all_orders)
{
	const char *all = "?view=all";

	for (int i = 0; i < ORDER_BADGE__MAX; i++)
		all = door_path("%s&status=%s", all, order_badge_word[i]);
	ck_assert_str_eq(listed(all), listed(""));
	for (int i = 0; i < LIST_SORT__MAX; i++) {
		const cJSON *tree =
			door_tree(&owner, door_path(LIST "%s&sort=%s", all, list_sort_word[i]));

		ck_assert_int_eq(cJSON_GetArraySize(json_get(tree, "orders")), 4);
		/* and with a filter that lets some of them fall */
		ck_assert_str_eq(listed(door_path("%s&sort=%s&source=web", all, list_sort_word[i])),
				 his->number);
	}
	door_want(browser_get(&owner, door_path(LIST "%s&status=draft", all)), 400);
}
END_TEST

/* A search through many orders stops in time and goes on from there. */
START_TEST(a_rare_find_is_found_in_steps)
{
	cJSON *tree;
	const char *query = "?note=yes", *next;
	int pages = 0;

#define TEN                                                                                        \
	"(SELECT 0 AS n UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT " \
	"5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)"
	support_sql("INSERT INTO orders (id, number, customer_id, contact_id, source, lang, "
		    "decision, payment_method, pay_first, currency, prices_include_tax, "
		    "items_amount, total_amount, live_amount, badge, placed_at) SELECT o.id + "
		    "a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 1, CONCAT('Q-', a.n, b.n, c.n, "
		    "d.n, '00000'), o.customer_id, o.contact_id, "
		    "'bulk', o.lang, o.decision, o.payment_method, o.pay_first, o.currency, "
		    "o.prices_include_tax, o.items_amount, o.total_amount, o.live_amount, "
		    "o.badge, o.placed_at FROM orders o, " TEN " a, " TEN " b, " TEN " c, " TEN
		    " d WHERE o.source = 'web'");
#undef TEN
	support_sql("UPDATE orders SET customer_note = 'here' WHERE source = 'web'");
	tree = page_at(query);
	while (cJSON_GetArraySize(json_get(tree, "orders")) == 0 &&
	       (next = turn(tree, query, "next"))) {
		ck_assert(json_get_bool(json_get(tree, "pager"), "stopped"));
		ck_assert_int_lt(pages++, 5);
		tree = page_at(next);
	}
	ck_assert_str_eq(door_numbers(tree), his->number);
	ck_assert_int_eq(pages, 2);
	ck_assert(!json_get_bool(json_get(tree, "pager"), "stopped"));
}
END_TEST

/* ---- who sees what ---- */

START_TEST(who_may_not_place_is_not_asked_to)
{
	struct browser viewer = door_staff(2);

	door_shows(browser_get(&owner, LIST), "href=\"/desk/orders/new\"");
	door_hides(browser_get(&viewer, LIST), "/desk/orders/new");
}
END_TEST

START_TEST(names_are_masked_for_those_who_may_not_see_them)
{
	struct browser viewer = door_staff(2);
	struct answer *a = browser_get(&viewer, LIST);

	door_want(a, 200);
	door_shows(a, "林*");
	door_is_masked(a);
	door_hides(a, "Schmidt");
	a = door_api(PERM_BIT(PERM_ORDERS_READ), "GET", "/api/v1/orders", NULL);
	door_want(a, 200);
	door_is_masked(a);
	a = door_api(PERM_BIT(PERM_ORDERS_READ), "GET", "/api/v1/orders?q=0001", NULL);
	door_want(a, 200);
	door_is_masked(a);
	a = door_api(PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_PERSONAL_DATA), "GET",
		     "/api/v1/orders", NULL);
	door_want(a, 200);
	door_is_masked(a); /* many people at once: one at a time is shown in full, and logged */
	door_want(door_api(PERM_BIT(PERM_CATALOG_READ), "GET", "/api/v1/orders", NULL), 403);
}
END_TEST

/* The list for who lost their numbers: of all that this contact ordered, newest first, no drafts.
 */
START_TEST(lost_numbers_are_those_of_orders)
{
	const struct order *newest;
	cJSON *list =
		order_links_for_contacts(&shop,
					 (const uint64_t[]){ hers->contact_id, unpaid->contact_id },
					 2, &newest);
	const cJSON *first = cJSON_GetArrayItem(list, 0);

	ck_assert_uint_eq(aside->contact_id, hers->contact_id);
	ck_assert_int_eq(cJSON_GetArraySize(list), 2);
	ck_assert_uint_eq(newest->id, unpaid->id);
	ck_assert_str_eq(json_get_text(first, "number"), unpaid->number);
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(list, 1), "number"), hers->number);
	ck_assert_ptr_nonnull(strstr(json_get_text(first, "link"), door_k(unpaid)));
}
END_TEST

/* Two places of one key: nobody could go to the second by it. */
START_TEST(each_place_has_a_key_of_its_own)
{
	const char *at = browser_get(&owner, LIST)->body;
	unsigned keys = 0;
	int n = 0;

	for (; (at = strstr(at, "data-go=\"")); n++) {
		char key = *(at += strlen("data-go=\""));

		ck_assert_msg(key >= 'a' && key <= 'z' && !(keys & 1U << (key - 'a')), "%c", key);
		keys |= 1U << (key - 'a');
	}
	ck_assert_int_gt(n, 10);
}
END_TEST

START_TEST(late_orders_say_so)
{
	cJSON *tree;

	support_sql("UPDATE orders SET promised_to = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE "
		    "source = 'web'");
	tree = page_at("?source=web");
	ck_assert(json_get_bool(cJSON_GetArrayItem(json_get(tree, "orders"), 0), "is_overdue"));
	tree = page_at("?source=desk");
	ck_assert(!json_get_bool(cJSON_GetArrayItem(json_get(tree, "orders"), 0), "is_overdue"));
	door_shows(browser_get(&owner, LIST), "class=\"sla over\"");
}
END_TEST

Suite *order_desk_list_web_suite(void)
{
	Suite *s = suite_create("order_desk_list_web");
	TCase *tc = tcase_create("list");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_test(tc, everything_is_listed_newest_first);
	tcase_add_test(tc, a_view_lists_its_badges);
	tcase_add_test(tc, the_page_opens_in_both_languages);
	tcase_add_test(tc, a_number_leads_straight_to_its_order);
	tcase_add_test(tc, a_program_finds_by_number_in_the_list);
	tcase_add_test(tc, a_reference_finds_its_orders);
	tcase_add_test(tc, search_finds_by_what_is_at_hand);
	tcase_add_test(tc, a_filter_holds_for_what_names_one_order);
	tcase_add_test(tc, filters_stand_together);
	tcase_add_test(tc, days_bound_the_list);
	tcase_add_test(tc, what_is_no_day_is_refused);
	tcase_add_test(tc, edges_are_answered);
	tcase_add_test(tc, what_was_asked_is_shown_again);
	tcase_add_test(tc, pages_turn_forward_and_back);
	tcase_add_test(tc, a_source_of_their_own_may_be_asked_for);
	tcase_add_test(tc, each_filter_filters);
	tcase_add_test(tc, what_must_leave_today_stands_first);
	tcase_add_test(tc, what_matters_more_stands_first);
	tcase_add_test(tc, a_wrong_filter_is_said_beside_its_field);
	tcase_add_test(tc, all_statuses_together_are_all_orders);
	tcase_add_test(tc, today_ends_at_the_hour_that_is_set);
	tcase_add_test(tc, what_comes_after_the_hour_leaves_tomorrow);
	tcase_add_test(tc, columns_are_shown_where_they_are_asked_for);
	tcase_add_test(tc, programs_go_on_by_the_link);
	tcase_add_test(tc, what_programs_ask_is_closed);
	tcase_add_test(tc, a_rare_find_is_found_in_steps);
	tcase_add_test(tc, who_may_not_place_is_not_asked_to);
	tcase_add_test(tc, names_are_masked_for_those_who_may_not_see_them);
	tcase_add_test(tc, lost_numbers_are_those_of_orders);
	tcase_add_test(tc, each_place_has_a_key_of_its_own);
	tcase_add_test(tc, late_orders_say_so);
	suite_add_tcase(s, tc);
	return s;
}
