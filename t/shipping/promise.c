/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was promised stays promised when parcels are packed and handed over; what moves it is told;
 * a date is on the page all the way. */
#include "base/buf.h"
#include "base/json.h"
#include "i18n/i18n.h"
#include "order/door.h"

#define NUMBER "SF1402778133901"

static struct instant in_days(int n)
{
	return instant_add(shop.now, n * INSTANT_DAY);
}

static struct instant end_of(struct instant t)
{
	struct instant from, to;

	instant_day_window(t, 0, &from, &to);
	return to;
}

/* Said at the desk: the day so many from now. Returns its end. */
static struct instant say(const struct order *o, int days)
{
	struct order_answer a;
	struct instant from, to;

	instant_day_window(shop.now, days, &from, &to);
	ck_assert_int_eq(order_set_promise(&shop, (struct order_ref){ o->id, 0 }, from, to, "asked",
					   &a),
			 ORDER_OK);
	return to;
}

static void wait_for(const struct order *o, size_t line, enum order_wait wait, struct instant until)
{
	struct order_answer a;

	ck_assert_int_eq(order_set_wait(&shop, (struct order_ref){ o->id, 0 }, o->lines[line].id,
					wait, until, &a),
			 ORDER_OK);
}

static uint64_t pack(const struct order *o)
{
	ck_assert_int_eq(shop_pack(&(struct order_ref){ o->id, 0 }, 1, NULL, 0), SHIPPING_OK);
	return shop_answer.parcel->id;
}

static const cJSON *card(const struct order *o)
{
	return cJSON_GetArrayItem(json_get(shop_document(o), "parcels"), 0);
}

static const char *end_in(const cJSON *window)
{
	const char *to = json_get_text(window, "to");

	return to ? to : "none";
}

/* By the newest of its events: from, to and who. */
static void moved(const struct order *o, struct instant from, struct instant to, enum actor_kind by)
{
	const char *sql = arena_printf(
		shop.arena,
		"SELECT COUNT(*) FROM (SELECT * FROM order_event WHERE order_id = %llu AND kind = "
		"%d"
		" ORDER BY id DESC LIMIT 1) e WHERE from_value = '%s' AND to_value = '%s' AND "
		"actor_kind = %d",
		(unsigned long long)o->id, (int)EVENT_PROMISE_CHANGED, order_time_word(&shop, from),
		order_time_word(&shop, to), (int)by);

	ck_assert_msg(support_number(sql) == 1, "not told");
}

/* ---- it stays ---- */

START_TEST(a_promise_outlives_packing_and_handing_over)
{
	static const int days[] = { 1, 3, 32 }; /* 3: by the shop's rule */
	struct order *o = door_order("A", 2);
	struct instant to = o->promised_to;
	int told;
	uint64_t p;

	if (days[_i] != 3)
		to = say(o, days[_i]);
	told = (int)shop_events(EVENT_PROMISE_CHANGED);
	p = pack(o);
	ck_assert_int_eq(shop_parcel(p).promised_to.us, to.us);
	ck_assert_str_eq(end_in(json_get(card(o), "arrival")), order_time_word(&shop, to));
	shop_pass(20);
	ck_assert_int_eq(shop_hand_over(p, "sf", NUMBER), SHIPPING_OK);
	ck_assert_int_eq(shop_parcel(p).promised_to.us, to.us);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, to.us);
	ck_assert_str_eq(end_in(json_get(card(o), "arrival")), order_time_word(&shop, to));
	ck_assert(!shop_parcel(p).delayed);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), told);
	shop_check();
}
END_TEST

START_TEST(at_once_is_the_same)
{
	struct order *o = door_order("A", 2);
	struct instant to = say(o, 1);

	ck_assert_int_eq(shop_parcel(shop_ship(o, NUMBER)).promised_to.us, to.us);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, to.us);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
}
END_TEST

/* ---- it moves ---- */

START_TEST(an_overdue_order_is_late_with_its_parcel)
{
	struct order *o = door_order("A", 2);
	struct instant first = o->promised_to, to;
	uint64_t p;

	shop_pass(24 * 6);
	to = end_of(in_days(3));
	if (_i) {
		p = shop_ship(o, NUMBER);
	} else {
		p = pack(o);
		ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 0);
		ck_assert_int_eq(shop_hand_over(p, "sf", NUMBER), SHIPPING_OK);
	}
	ck_assert_int_eq(shop_parcel(p).promised_to.us, to.us);
	ck_assert_int_eq(shop_parcel(p).first_promised_to.us, first.us);
	ck_assert(shop_parcel(p).delayed);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, to.us);
	ck_assert_str_eq(json_get_text(card(o), "was_to"), order_time_word(&shop, first));
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	moved(o, first, to, ACTOR_RULE);
	ck_assert_int_eq(shop_hear(p, PARCEL_IN_TRANSIT), SHIPPING_OK);
	ck_assert(shop_parcel(p).delayed);
	shop_check();
}
END_TEST

START_TEST(another_day_said_with_it_is_told)
{
	struct order *o = door_order("A", 2);
	struct instant first = o->promised_to, to = in_days(6);
	struct ship_draft d = shop_by("sf", NUMBER);
	uint64_t p = pack(o);

	d.promised_from = d.promised_to = to;
	shop.actor = (struct actor){ ACTOR_STAFF, 1 };
	ck_assert_int_eq(parcel_ship(&shop, (struct parcel_ref){ p, 0 }, &d, &shop_answer),
			 SHIPPING_OK);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, to.us);
	ck_assert(shop_parcel(p).delayed);
	ck_assert_str_eq(json_get_text(card(o), "was_to"), order_time_word(&shop, first));
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	moved(o, first, to, ACTOR_STAFF);
	/* a wrong number that is put right moves nothing */
	ck_assert_int_eq(shop_hand_over(p, "sf", "SF1402778133902"), SHIPPING_OK);
	ck_assert_int_eq(shop_parcel(p).promised_to.us, to.us);
	ck_assert_int_eq(shop_parcel(p).first_promised_to.us, first.us);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 1);
	shop_check();
}
END_TEST

/* Both come in the one parcel, on the earlier day. */
START_TEST(two_orders_in_one_parcel_keep_the_earlier_day)
{
	struct order *a = door_order("A", 1), *b = door_order("B", 1);
	struct instant later = say(b, 20);

	ck_assert_int_eq(shop_pack((struct order_ref[]){ { a->id, 0 }, { b->id, 0 } }, 2, NULL, 0),
			 SHIPPING_OK);
	ck_assert_int_eq(shop_look(a->id)->promised_to.us, a->promised_to.us);
	ck_assert_int_eq(shop_look(b->id)->promised_to.us, a->promised_to.us);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 2);
	moved(b, later, a->promised_to, ACTOR_RULE);
	shop_check();
}
END_TEST

/* ---- a part of it ---- */

static struct order *two_lines(void)
{
	const struct shop_want wants[] = { { "A", 2 }, { "B", 1 } };

	return shop_order(ANNE, wants, 2);
}

START_TEST(the_rest_keeps_its_day_beside_the_parcel)
{
	struct order *o = two_lines();
	struct instant rest;
	uint64_t p;

	wait_for(o, 1, WAIT_BACK_ORDER, in_days(20));
	rest = say(o, 24);
	p = shop_ship(shop_look(o->id), NUMBER);
	ck_assert_int_eq(shop_parcel(p).promised_to.us, end_of(in_days(3)).us);
	ck_assert(!shop_parcel(p).delayed);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, rest.us);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 2);
	/* it comes in sooner, is packed, and still nobody is told another day */
	wait_for(o, 1, WAIT_NONE, INSTANT_NONE);
	(void)pack(o);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, rest.us);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 2);
	/* arriving is no promise */
	ck_assert_int_eq(shop_hear(p, PARCEL_DELIVERED), SHIPPING_OK);
	ck_assert_int_eq(shop_events(EVENT_PROMISE_CHANGED), 2);
	shop_check();
}
END_TEST

START_TEST(what_waited_is_cancelled_and_it_is_told)
{
	struct order *o = two_lines();
	struct order_answer a;
	struct instant rest;

	wait_for(o, 1, WAIT_BACK_ORDER, in_days(20));
	rest = shop_look(o->id)->promised_to;
	(void)pack(o);
	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ o->id, 0 }, o->lines[1].id, 1,
					   "no_stock", &a),
			 ORDER_OK);
	ck_assert_int_eq(shop_look(o->id)->promised_to.us, end_of(in_days(3)).us);
	moved(o, rest, end_of(in_days(3)), ACTOR_RULE);
	shop_check();
}
END_TEST

/* ---- on the page ---- */

#define UNKNOWN "not known yet"

static const char *date_of(struct instant t)
{
	struct buf b;

	buf_init(&b, shop.arena);
	format_date(&b, LANG_EN, t, shop.now);
	buf_addch(&b, 0);
	return b.p;
}

static void page_says(const struct order *o, const char *words)
{
	struct browser own = door_customer(o);

	door_shows(browser_get(&own, door_path("/o/%s?lang=en", o->number)), words);
	door_shows(browser_get(&own, "/me/orders?lang=en"), words);
}

START_TEST(a_date_is_on_the_page_while_it_is_packed)
{
	struct order *o = door_order("A", 2);
	struct instant to = say(o, 9);

	page_says(o, date_of(to));
	(void)pack(o);
	page_says(o, date_of(to));
}
END_TEST

START_TEST(a_date_is_on_the_page_for_the_rest)
{
	struct order *o = door_order("A", 3);
	struct order_line *l = &o->lines[0];
	const cJSON *tree;

	ck_assert_int_eq(shop_pack_one(o, l->id, 2), SHIPPING_OK);
	ck_assert_int_eq(shop_hand_over(shop_answer.parcel->id, "sf", NUMBER), SHIPPING_OK);
	tree = shop_document(o);
	ck_assert_str_eq(end_in(json_get(tree, "expected")),
			 order_time_word(&shop, o->promised_to));
	wait_for(o, 0, WAIT_BACK_ORDER, INSTANT_NONE);
	ck_assert(json_get_bool(shop_document(o), "undated"));
	page_says(o, UNKNOWN);
	wait_for(o, 0, WAIT_NONE, INSTANT_NONE);
	page_says(o, date_of(say(o, 9)));
	/* and no more once all of it is in parcels, which say it themselves */
	(void)pack(o);
	tree = shop_document(o);
	ck_assert_str_eq(end_in(json_get(tree, "expected")), "none");
	ck_assert(!json_get_bool(tree, "undated"));
	shop_check();
}
END_TEST

Suite *shipping_promise_suite(void)
{
	Suite *s = suite_create("shipping_promise");
	TCase *tc = tcase_create("promises");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, a_promise_outlives_packing_and_handing_over, 0, 3);
	tcase_add_test(tc, at_once_is_the_same);
	tcase_add_loop_test(tc, an_overdue_order_is_late_with_its_parcel, 0, 2);
	tcase_add_test(tc, another_day_said_with_it_is_told);
	tcase_add_test(tc, two_orders_in_one_parcel_keep_the_earlier_day);
	tcase_add_test(tc, the_rest_keeps_its_day_beside_the_parcel);
	tcase_add_test(tc, what_waited_is_cancelled_and_it_is_told);
	tcase_add_test(tc, a_date_is_on_the_page_while_it_is_packed);
	tcase_add_test(tc, a_date_is_on_the_page_for_the_rest);
	suite_add_tcase(s, tc);
	return s;
}
