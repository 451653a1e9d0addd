/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk offers is accepted: each act the order's page offers, in each state an order may be
 * in, is done by its use case. */
#include <stdlib.h>
#include "order/door.h"

static struct order_answer answer;
static struct payment_answer booked;

static struct order_ref any(const struct order *o)
{
	return (struct order_ref){ o->id, 0 };
}

static struct order *done(const struct order *o, int refusal)
{
	ck_assert_int_eq(refusal, 0);
	return door_look(o);
}

/* ---- states ---- */

static struct order *preparing(void)
{
	const struct shop_want wants[] = { { "A", 2 }, { "B", 2 } };

	return shop_order(ANNE, wants, 2);
}

static struct order *draft(void)
{
	struct order_draft d = door_draft("A", 2);

	d.as_draft = true;
	return door_order_of(d);
}

static struct order *given_up(void)
{
	struct order *o = draft();

	return done(o, (int)order_cancel(&shop, any(o), "other", &answer));
}

static struct order *in_review(void)
{
	struct order *o;

	shop_app->settings.review_quantity = 1;
	o = door_order("A", 2);
	shop_app->settings.review_quantity = 0;
	ck_assert_int_eq(o->decision, ORDER_REVIEW);
	return o;
}

static struct order *to_be_paid_first(void)
{
	struct order_draft d = door_draft("A", 2);

	d.pay_first = true;
	d.payment_method = PAY_BANK_TRANSFER;
	return door_order_of(d);
}

static struct order *held(void)
{
	struct order *o = preparing();

	return done(o, (int)order_hold(&shop, any(o), "address", INSTANT_NONE, &answer));
}

static struct order *cancelled(void)
{
	struct order *o = preparing();

	return done(o, (int)order_cancel(&shop, any(o), "other", &answer));
}

static struct order *paid(struct order *o)
{
	struct payment_draft money = { .method = PAY_COD,
				       .amount = order_due(o),
				       .at = INSTANT_NONE };

	return done(o, (int)payment_capture(&shop, any(o), &money, &booked));
}

static struct order *paid_and_cancelled(void)
{
	struct order *o = paid(preparing());

	return done(o, (int)order_cancel(&shop, any(o), "other", &answer));
}

static struct order *waiting(void)
{
	struct order *o = preparing();

	for (size_t i = 0; i < o->n_lines; i++)
		ck_assert_int_eq(order_set_wait(&shop, any(o), o->lines[i].id, WAIT_BACK_ORDER,
						INSTANT_NONE, &answer),
				 ORDER_OK);
	return door_look(o);
}

static struct order *partly_waiting(void)
{
	struct order *o = preparing();

	return done(o, (int)order_set_wait(&shop, any(o), o->lines[1].id, WAIT_PRE_ORDER,
					   INSTANT_NONE, &answer));
}

static struct order *partly_packed(void)
{
	struct order *o = preparing();

	return done(o, (int)shop_pack_one(o, o->lines[0].id, 1));
}

static struct order *packed(void)
{
	struct order *o = preparing();
	struct order_ref r = any(o);

	return done(o, (int)shop_pack(&r, 1, NULL, 0));
}

static struct order *packed_and_held(void)
{
	struct order *o = packed();

	return done(o, (int)order_hold(&shop, any(o), "address", INSTANT_NONE, &answer));
}

static struct order *partly_packed_and_held(void)
{
	struct order *o = partly_packed();

	return done(o, (int)order_hold(&shop, any(o), "address", INSTANT_NONE, &answer));
}

/* The other order in the box is the one that is held. */
static struct order *packed_with_a_held_one(void)
{
	struct order *o = preparing(), *other = preparing();
	struct order_ref both[] = { any(o), any(other) };

	ck_assert_int_eq(shop_pack(both, 2, NULL, 0), SHIPPING_OK);
	ck_assert_int_eq(order_hold(&shop, any(other), "address", INSTANT_NONE, &answer), ORDER_OK);
	return door_look(o);
}

static const char *number(void)
{
	static int n;

	return door_path("SF14027781%05d", ++n);
}

static struct order *shipped(void)
{
	struct order *o = preparing();

	shop_ship(o, number());
	return door_look(o);
}

static struct order *partly_shipped(void)
{
	struct order *o = partly_waiting();

	shop_ship(o, number());
	return door_look(o);
}

static struct order *partly_shipped_and_held(void)
{
	struct order *o = partly_shipped();

	return done(o, (int)order_hold(&shop, any(o), "risk", INSTANT_NONE, &answer));
}

static struct order *heard(enum parcel_state s)
{
	struct order *o = preparing();

	ck_assert_int_eq(shop_hear(shop_ship(o, number()), s), SHIPPING_OK);
	return door_look(o);
}

static struct order *moving(void)
{
	return heard(PARCEL_IN_TRANSIT);
}

static struct order *failed(void)
{
	return heard(PARCEL_ATTEMPT_FAILED);
}

static struct order *going_back(void)
{
	return heard(PARCEL_RETURNING);
}

static struct order *came_back(void)
{
	return heard(PARCEL_RETURNED);
}

static struct order *arrived(void)
{
	return heard(PARCEL_DELIVERED);
}

static struct order *arrived_and_paid(void)
{
	return paid(arrived());
}

static struct order *closed(void)
{
	struct order *o = arrived_and_paid();

	return done(o, (int)order_close(&shop, any(o), &answer));
}

static const struct {
	const char *name;
	struct order *(*make)(void);
} states[] = {
	{ "draft", draft },
	{ "given up", given_up },
	{ "in review", in_review },
	{ "to be paid first", to_be_paid_first },
	{ "preparing", preparing },
	{ "held", held },
	{ "cancelled", cancelled },
	{ "paid and cancelled", paid_and_cancelled },
	{ "waiting", waiting },
	{ "partly waiting", partly_waiting },
	{ "partly packed", partly_packed },
	{ "packed", packed },
	{ "packed and held", packed_and_held },
	{ "partly packed and held", partly_packed_and_held },
	{ "packed with a held one", packed_with_a_held_one },
	{ "shipped", shipped },
	{ "partly shipped", partly_shipped },
	{ "partly shipped and held", partly_shipped_and_held },
	{ "moving", moving },
	{ "failed", failed },
	{ "going back", going_back },
	{ "came back", came_back },
	{ "arrived", arrived },
	{ "arrived and paid", arrived_and_paid },
	{ "closed", closed },
};

/* ---- acts ---- */

static const struct order_line *open_line(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (order_line_open(&o->lines[i]) > 0)
			return &o->lines[i];
	return NULL;
}

static uint64_t parcel_of(const struct order *o)
{
	return (uint64_t)support_number(door_path(
		"SELECT COALESCE(MAX(parcel_id), 0) FROM parcel_line WHERE order_id = %llu",
		(unsigned long long)o->id));
}

static bool try_confirm(const struct order *o)
{
	return order_confirm(&shop, any(o), &answer) == ORDER_OK;
}

static bool try_hold(const struct order *o)
{
	return order_hold(&shop, any(o), "risk", INSTANT_NONE, &answer) == ORDER_OK;
}

static bool try_release(const struct order *o)
{
	return order_release(&shop, any(o), &answer) == ORDER_OK;
}

static bool try_cancel(const struct order *o)
{
	return order_cancel(&shop, any(o), "other", &answer) == ORDER_OK;
}

static bool try_cancel_line(const struct order *o)
{
	const struct order_line *l = open_line(o);

	return l && order_cancel_line(&shop, any(o), l->id, 1, "other", &answer) == ORDER_OK;
}

static bool try_close(const struct order *o)
{
	return order_close(&shop, any(o), &answer) == ORDER_OK;
}

static bool try_address(const struct order *o)
{
	struct contact_draft c = door_draft("A", 1).contact;

	return order_change_contact(&shop, any(o), &c, ORDER_NOT_ASKED, &answer) == ORDER_OK;
}

static bool try_wait(const struct order *o)
{
	const struct order_line *l = open_line(o);

	return l && order_set_wait(&shop, any(o), l->id, WAIT_PRODUCTION, INSTANT_NONE, &answer) ==
			    ORDER_OK;
}

/* The same rule offers it. */
static bool try_promise(const struct order *o)
{
	struct instant day = instant_add(shop.now, 9 * INSTANT_DAY);

	return order_set_promise(&shop, any(o), day, day, NULL, &answer) == ORDER_OK;
}

static bool try_receipt(const struct order *o)
{
	return order_confirm_receipt(&shop, any(o), &answer) == ORDER_OK;
}

static bool try_pay(const struct order *o)
{
	struct payment_draft d = { .method = PAY_COD, .amount = order_due(o), .at = INSTANT_NONE };

	return payment_capture(&shop, any(o), &d, &booked) == PAYMENT_OK;
}

static bool try_refund(const struct order *o)
{
	uint64_t id = (uint64_t)support_number(
		door_path("SELECT MIN(id) FROM payment_entry WHERE order_id = %llu",
			  (unsigned long long)o->id));

	return payment_refund(&shop, any(o), id, 1, "other", &booked) == PAYMENT_OK;
}

static bool try_credit(const struct order *o)
{
	struct credit_draft d = {
		.kind = CREDIT_GOODWILL, .amount = 1, .why = "late", .at = INSTANT_NONE
	};

	return payment_credit(&shop, any(o), &d, &booked) == PAYMENT_OK;
}

static bool try_pack(const struct order *o)
{
	struct order_ref r = any(o);

	return shop_pack(&r, 1, NULL, 0) == SHIPPING_OK;
}

static bool try_ship(const struct order *o)
{
	return shop_hand_over(parcel_of(o), "sf", number()) == SHIPPING_OK;
}

static bool try_unpack(const struct order *o)
{
	return parcel_unpack(&shop, (struct parcel_ref){ parcel_of(o), 0 }, &shop_answer) ==
	       SHIPPING_OK;
}

static bool try_tell(const struct order *o)
{
	return shop_hear(parcel_of(o), PARCEL_IN_TRANSIT) == SHIPPING_OK;
}

static bool try_deliver(const struct order *o)
{
	return parcel_deliver(&shop, (struct parcel_ref){ parcel_of(o), 0 }, INSTANT_NONE,
			      &shop_answer) == SHIPPING_OK;
}

static bool try_parcel_promise(const struct order *o)
{
	struct instant day = instant_add(shop.now, 9 * INSTANT_DAY);
	struct promise_draft d = { .from = day, .to = day };

	return parcel_set_promise(&shop, (struct parcel_ref){ parcel_of(o), 0 }, &d,
				  &shop_answer) == SHIPPING_OK;
}

static bool try_solve(const struct order *o)
{
	return parcel_solve(&shop, (struct parcel_ref){ parcel_of(o), 0 }, &shop_answer) ==
	       SHIPPING_OK;
}

static bool try_reopen(const struct order *o)
{
	struct order_answer a;

	return order_reopen(&shop, (struct order_ref){ o->id, o->version }, "Mistake", &a) ==
	       ORDER_OK;
}

static bool try_edit(const struct order *o)
{
	struct order_edit_line l = { .sku = "B", .quantity = 1, .unit_milli = -1 };
	struct order_edit e = {
		.lines = &l, .n_lines = 1, .discount = -1, .shipping = -1, .may_price = true
	};
	struct order_answer a;

	return order_propose(&shop, (struct order_ref){ o->id, o->version }, &e, &a) ==
	       ORDER_PROPOSED;
}

static const struct {
	const char *where, *name; /* of the page's tree */
	bool (*attempt)(const struct order *o);
} acts[] = {
	{ "acts", "confirm", try_confirm },
	{ "acts", "hold", try_hold },
	{ "acts", "release", try_release },
	{ "acts", "cancel", try_cancel },
	{ "acts", "cancel_line", try_cancel_line },
	{ "acts", "edit", try_edit },
	{ "acts", "reopen", try_reopen },
	{ "acts", "close", try_close },
	{ "acts", "change_contact", try_address },
	{ "acts", "set_wait", try_wait },
	{ "acts", "set_wait", try_promise },
	{ "acts", "pay", try_pay },
	{ "acts", "refund", try_refund },
	{ "acts", "credit", try_credit },
	{ "acts", "confirm_receipt", try_receipt },
	{ "pack", "may", try_pack },
	{ "parcel", "ship", try_ship },
	{ "parcel", "unpack", try_unpack },
	{ "parcel", "tell", try_tell },
	{ "parcel", "deliver", try_deliver },
	{ "parcel", "promise", try_parcel_promise },
	{ "parcel", "solve", try_solve },
};

static bool is_offered(const cJSON *page, size_t act)
{
	const char *where = acts[act].where, *name = acts[act].name;
	const cJSON *parcel = json_get(page, "parcels")->child;

	if (!strcmp(where, "acts"))
		return json_get_bool(json_get(json_get(page, "acts"), name), "allowed");
	if (!strcmp(where, "pack"))
		return json_get_bool(json_get(page, "pack"), "may");
	return parcel && json_get_bool(json_get(parcel, "may"), name);
}

static cJSON *page_of(struct browser *b, const struct order *o)
{
	return door_tree(b, door_path("/desk/orders/%s", o->number));
}

START_TEST(what_is_offered_is_accepted)
{
	struct browser b = door_staff(1);
	cJSON *page = page_of(&b, states[_i].make());

	for (size_t k = 0; k < COUNT(acts); k++) {
		const struct order *o;

		if (!is_offered(page, k))
			continue;
		o = states[_i].make();
		ck_assert_msg(acts[k].attempt(o), "%s: %s is offered and refused", states[_i].name,
			      acts[k].name);
	}
	shop_check();
}
END_TEST

/* An act that is never offered, or always, would be proved by nothing above. */
START_TEST(each_act_is_offered_here_and_not_there)
{
	struct browser b = door_staff(1);
	int n[COUNT(acts)] = { 0 };

	for (size_t i = 0; i < COUNT(states); i++) {
		cJSON *page = page_of(&b, states[i].make());

		for (size_t k = 0; k < COUNT(acts); k++)
			n[k] += is_offered(page, k);
	}
	for (size_t k = 0; k < COUNT(acts); k++)
		ck_assert_msg(n[k] > 0 && n[k] < (int)COUNT(states), "%s: %d times", acts[k].name,
			      n[k]);
}
END_TEST

static struct order *(*const off[])(void) = { packed_and_held, packed_with_a_held_one };

/* Whoever looks for it finds it, and why it waits. */
START_TEST(handing_over_is_shown_off_while_an_order_is_held)
{
	struct order *o = off[_i]();
	struct browser b = door_staff(1);
	struct answer *a = browser_get(&b, door_path("/desk/orders/%s", o->number));

	door_shows(a, "disabled>Hand over</button>");
	door_shows(a, "This order is on hold.");
	a = browser_get(&b, door_path("/desk/parcels/%llu", (unsigned long long)parcel_of(o)));
	door_shows(a, "disabled>Hand over</button>");
	door_hides(a, "/ship\"");
	ck_assert_int_eq(shop_hand_over(parcel_of(o), "sf", number()), SHIPPING_HELD);
}
END_TEST

START_TEST(packing_is_shown_off_while_an_order_is_held)
{
	struct order *o = held();
	struct browser b = door_staff(1);
	struct answer *a = browser_get(&b, door_path("/desk/orders/%s", o->number));

	door_shows(a, "disabled>Pack</button>");
	door_shows(a, "This order is on hold.");
}
END_TEST

Suite *order_offered_suite(void)
{
	Suite *s = suite_create("order_offered");
	TCase *tc = tcase_create("acts");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, what_is_offered_is_accepted, 0, N(states));
	tcase_add_test(tc, each_act_is_offered_here_and_not_there);
	tcase_add_loop_test(tc, handing_over_is_shown_off_while_an_order_is_held, 0, N(off));
	tcase_add_test(tc, packing_is_shown_off_while_an_order_is_held);
	suite_add_tcase(s, tc);
	return s;
}
