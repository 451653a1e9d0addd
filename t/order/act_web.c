/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every act of the desk by its page and by its API twin: done, refused, stale, badly asked. */
#include "order/door.h"

static struct browser owner;

static void setup(void)
{
	door_setup();
	owner = door_staff(1);
}

/* ---- orders that an act fits, and such that refuse it ---- */

static struct order_answer answer;

static struct order *fresh(void)
{
	return door_order("A", 3);
}

static struct order *in_review(void)
{
	struct order *o;

	shop_app->settings.review_quantity = 50;
	o = door_order("A", 51);
	shop_app->settings.review_quantity = 0;
	return o;
}

static struct order *held(void)
{
	struct order *o = fresh();

	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ o->id, 0 }, "risk", INSTANT_NONE,
				    &answer),
			 ORDER_OK);
	return door_look(o);
}

static struct order *packed(void)
{
	struct order *o = fresh();

	ck_assert_int_eq(shop_pack_one(o, o->lines[0].id, 3), SHIPPING_OK);
	return door_look(o);
}

static struct order *received(void)
{
	struct order *o = fresh();

	shop_ship(o, door_path("SF%013llu", (unsigned long long)(o->id % 10000000000000)));
	ck_assert_int_eq(order_confirm_receipt(&shop, (struct order_ref){ o->id, 0 }, &answer),
			 ORDER_OK);
	return door_look(o);
}

static struct order *settled(void)
{
	struct order *o = received();
	struct payment_draft money = { .method = PAY_COD, .at = INSTANT_NONE };
	struct payment_answer paid;

	money.amount = order_due(o);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	return door_look(o);
}

static struct order *closed(void)
{
	struct order *o = settled();

	ck_assert_int_eq(order_close(&shop, (struct order_ref){ o->id, 0 }, &answer), ORDER_OK);
	return door_look(o);
}

#define ADDRESS                                                                                    \
	"contact.name=Wang+Fang&contact.phone=13900000009&contact.city=Hangzhou"                   \
	"&contact.street=New+Road+99"
#define ADDRESS_TREE                                                                               \
	"\"contact\":{\"name\":\"Wang Fang\",\"phone\":\"13900000009\",\"city\":\"Hangzhou\","     \
	"\"street\":\"New Road 99\"}"

/* A LINE in what is sent stands for the order's first line. */
static const struct {
	const char *tail, *form, *tree, *flash, *sql; /* sql: one row when it is done */
	enum order_event_kind kind;
	struct order *(*fits)(void), *(*refuses)(void);
	const char *code;
} acts[] = {
	{ "confirm", "", "", "The order is confirmed.", "decision = 2 AND confirmed_at IS NOT NULL",
	  EVENT_CONFIRMED, in_review, fresh, "already_confirmed" },
	{ "hold", "reason=customer_wish&until=2099-01-02",
	  "\"reason\":\"customer_wish\",\"until\":\"2099-01-02\"", "The order is on hold.",
	  "hold_reason = 'customer_wish' AND hold_until = '2099-01-01 16:00:00' AND badge = 5",
	  EVENT_HELD, fresh, held, "held" },
	{ "release", "", "", "The order is released.",
	  "hold_reason IS NULL AND hold_until IS NULL AND badge = 11", EVENT_RELEASED, held, fresh,
	  "not_held" },
	{ "cancel", "reason=duplicate", "\"reason\":\"duplicate\"", "The order is cancelled.",
	  "cancel_reason = 'duplicate' AND decision = 4 AND live_amount = 0", EVENT_CANCELLED,
	  fresh, packed, "already_packed" },
	{ "cancel-line", "line=LINE&quantity=2&reason=no_stock",
	  "\"line\":\"LINE\",\"quantity\":2,\"reason\":\"no_stock\"", "The item is cancelled.",
	  "decision = 2 AND live_amount = 1000", EVENT_LINE_CANCELLED, fresh, packed,
	  "already_packed" },
	{ "wait", "line=LINE&wait=back_order&until=2099-01-02",
	  "\"line\":\"LINE\",\"wait\":\"back_order\",\"until\":\"2099-01-02\"",
	  "The wait is changed.", "badge = 9", EVENT_WAIT_CHANGED, fresh, packed,
	  "already_packed" },
	{ "promise", "from=2099-01-02&until=2099-01-03&why=New+stock",
	  "\"from\":\"2099-01-02\",\"until\":\"2099-01-03\",\"why\":\"New stock\"",
	  "The promised date is changed.",
	  "promised_from = '2099-01-01 16:00:00' AND promised_to = '2099-01-03 15:59:59'",
	  EVENT_PROMISE_CHANGED, fresh, packed, "already_packed" },
	{ "address", ADDRESS, ADDRESS_TREE, "The delivery address is changed.",
	  "contact_id <> (SELECT MIN(id) FROM customer_contact)", EVENT_CONTACT_CHANGED, fresh,
	  packed, "already_packed" },
	{ "reopen", "why=By+mistake", "\"why\":\"By mistake\"", "The order is open again.",
	  "decision = 2 AND badge = 18", EVENT_REOPENED, closed, fresh, "not_over" },
	{ "close", "", "", "The order is completed.", "decision = 3 AND badge = 17", EVENT_CLOSED,
	  settled, received, "money_open" },
};

static const char *page_of(int i, const struct order *o)
{
	return door_path("/desk/orders/%s/%s", o->number, acts[i].tail);
}

static const char *api_of(int i, const struct order *o)
{
	return door_path("/api/v1/orders/%s/%s", o->number, acts[i].tail);
}

static const char *with_line(const char *text, uint64_t id)
{
	const char *at = strstr(text, "LINE");

	return at ? door_path("%.*s%llu%s", (int)(at - text), text, (unsigned long long)id, at + 4)
		  : text;
}

static const char *form_of(int i, const struct order *o, int version)
{
	const char *fields = with_line(acts[i].form, o->lines[0].id);

	return door_path("version=%d%s%s", version, *fields ? "&" : "", fields);
}

static const char *tree_of(int i, const struct order *o, int version)
{
	const char *members = with_line(acts[i].tree, o->lines[0].id);

	return door_path("{\"version\":%d%s%s}", version, *members ? "," : "", members);
}

static int64_t done(int i, const struct order *o)
{
	return support_number(door_path("SELECT COUNT(*) FROM orders WHERE id = %llu AND %s",
					(unsigned long long)o->id, acts[i].sql));
}

/* ---- done ---- */

START_TEST(an_act_is_done_by_its_page)
{
	struct order *o = acts[_i].fits();
	int64_t before = shop_events(acts[_i].kind);
	struct answer *a = browser_get(&owner, page_of(_i, o));

	door_want(a, 200);
	door_shows(a, o->number);
	door_want(browser_get(&owner, door_path("%s?lang=zh-CN", page_of(_i, o))), 200);
	ck_assert_int_eq(done(_i, o), 0);
	browser_get(&owner, door_path("%s?lang=en", page_of(_i, o)));
	a = browser_post(&owner, page_of(_i, o), form_of(_i, o, o->version));
	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), door_path("/desk/orders/%s", o->number));
	ck_assert_int_eq(done(_i, o), 1);
	ck_assert_int_eq(shop_events(acts[_i].kind), before + 1);
	ck_assert_int_eq(support_number(
				 door_path("SELECT COUNT(*) FROM order_event WHERE kind = %d AND "
					   "actor_kind = 2 AND actor_id = 1",
					   (int)acts[_i].kind)),
			 1);
	ck_assert_int_eq(door_look(o)->version, o->version + 1);
	/* the same form once more: the same answer, no second effect */
	door_want(browser_post(&owner, page_of(_i, o), form_of(_i, o, o->version)), 303);
	ck_assert_int_eq(door_look(o)->version, o->version + 1);
	door_shows(browser_get(&owner, door_path("/desk/orders/%s", o->number)), acts[_i].flash);
	shop_check();
}
END_TEST

START_TEST(an_act_is_done_by_a_program)
{
	struct order *o = acts[_i].fits();
	const char *number = door_path("/api/v1/orders/%s", o->number),
		   *tag = answer_header(door_api(ALL_ORDERS, "GET", number, NULL), "ETag");
	struct answer *a;
	cJSON *tree;

	ck_assert_str_eq(tag, door_path("\"%d\"", o->version));
	/* packed on its way, an answer's tag is weak */
	if (_i % 2)
		tag = door_path("W/%s", tag);
	a = door_api_if(ALL_ORDERS, tag, "POST", api_of(_i, o), tree_of(_i, o, 0));

	door_want(a, 200);
	tree = answer_json(a);
	ck_assert_str_eq(json_get_text(tree, "number"), o->number);
	ck_assert_int_eq(json_get_int(tree, "version"), o->version + 1);
	door_is_masked(a);
	door_hides(a, "Wang Fang");
	ck_assert_int_eq(done(_i, o), 1);
	shop_check();
}
END_TEST

START_TEST(no_version_means_as_it_is)
{
	for (int i = 0; i < N(acts); i++) {
		struct order *o = acts[i].fits();

		door_want(door_api(ALL_ORDERS, "POST", api_of(i, o), tree_of(i, o, 0)), 200);
		ck_assert_int_eq(door_look(o)->version, o->version + 1);
	}
}
END_TEST

/* ---- refused ---- */

static const char *const other_tags[] = { "\"999\"",      "W/\"999\"", "W/1", "W/W/\"1\"",
					  "\"1\", \"2\"", "1",         "\"\"" };

START_TEST(an_old_version_is_refused)
{
	struct order *o = acts[_i].fits();
	struct answer *a = door_post(&owner, page_of(_i, o), form_of(_i, o, o->version + 1));

	door_want(a, 409);
	door_shows(a, "Somebody else has just changed this order.");
	a = door_api(ALL_ORDERS, "POST", api_of(_i, o), tree_of(_i, o, o->version + 7));
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "stale");
	for (size_t i = 0; i < sizeof other_tags / sizeof *other_tags; i++) {
		a = door_api_if(ALL_ORDERS, other_tags[i], "POST", api_of(_i, o),
				tree_of(_i, o, 0));
		door_want(a, 412);
		ck_assert_str_eq(door_code(a), "stale");
	}
	ck_assert_int_eq(done(_i, o), 0);
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

static int credited(const struct order *o)
{
	struct credit_draft d = {
		.kind = CREDIT_GOODWILL, .amount = 1, .why = "Late", .at = INSTANT_NONE
	};
	struct payment_answer a;

	ck_assert_int_eq(payment_credit(&shop, (struct order_ref){ o->id, 0 }, &d, &a), PAYMENT_OK);
	return a.order->version;
}

/* Two people at one order: who comes second sees what the first did, finds what was typed, and
 * sends it again on the version of now. */
START_TEST(an_old_form_comes_back_with_what_changed)
{
	struct order *o = acts[_i].fits();
	int now = credited(o);
	struct answer *a = door_post(&owner, page_of(_i, o), form_of(_i, o, o->version));
	const char *typed[][2] = { { "hold", "value=\"2099-01-02\"" },
				   { "hold", "<option value=\"customer_wish\" selected" },
				   { "promise", "value=\"New stock\"" },
				   { "cancel-line", "value=\"2\"" },
				   { "address", "value=\"New Road 99\"" },
				   { "address", "Now: +8613800000001" } };

	door_want(a, 409);
	ck_assert_int_eq(done(_i, o), 0);
	door_shows(a, "Credit given");
	door_hides(a, "Order placed");
	if (!strcmp(acts[_i].tail, "close")) { /* the credit made it impossible */
		door_shows(a, "The payment is not settled yet.");
		return;
	}
	door_shows(a, "What you typed is still here");
	door_shows(a, door_path("name=\"version\" value=\"%d\"", now));
	for (int i = 0; i < N(typed); i++)
		if (!strcmp(acts[_i].tail, typed[i][0]))
			door_shows(a, typed[i][1]);
	door_want(browser_post(&owner, page_of(_i, o), form_of(_i, o, now)), 303);
	ck_assert_int_eq(door_look(o)->version, now + 1);
}
END_TEST

START_TEST(what_the_state_forbids_is_refused_with_the_reason)
{
	struct order *o = acts[_i].refuses();
	struct answer *a = browser_get(&owner, page_of(_i, o));

	door_want(a, 409);
	a = door_post(&owner, page_of(_i, o), form_of(_i, o, o->version));
	door_want(a, 409);
	a = door_api(ALL_ORDERS, "POST", api_of(_i, o), tree_of(_i, o, o->version));
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), acts[_i].code);
	ck_assert_str_ne(json_get_text(answer_json(a), "detail"), "This is not possible now.");
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

START_TEST(who_may_not_is_refused)
{
	struct browser viewer = door_staff(2);
	uint64_t without = PERM_BIT(PERM_ORDERS_READ) | PERM_BIT(PERM_ORDERS_PLACE);

	for (int i = 0; i < N(acts); i++) {
		struct order *o = acts[i].fits();

		door_want(browser_get(&viewer, page_of(i, o)), 403);
		door_want(door_post(&viewer, page_of(i, o), form_of(i, o, o->version)), 403);
		door_want(door_api(without, "POST", api_of(i, o), tree_of(i, o, o->version)), 403);
		ck_assert_int_eq(door_look(o)->version, o->version);
	}
}
END_TEST

START_TEST(what_is_not_there_is_not_found)
{
	static const char *const numbers[] = { "R-0000-0000", "R-7K3M-92Q6", "x", "%27" };

	for (size_t i = 0; i < COUNT(numbers) * COUNT(acts); i++) {
		const char *tail = door_path("%s/%s", numbers[i % COUNT(numbers)],
					     acts[i / COUNT(numbers)].tail);
		const char *page = door_path("/desk/orders/%s", tail);

		door_want(browser_get(&owner, page), 404);
		door_want(door_post(&owner, page, "version=0"), 404);
		door_want(door_api(ALL_ORDERS, "POST", door_path("/api/v1/orders/%s", tail), "{}"),
			  404);
	}
}
END_TEST

/* ---- badly asked ---- */

#define LONG_NOTE 2001

static const struct {
	const char *tail, *tree, *error;
} bad[] = {
	{ "confirm", "{\"version\":\"x\"}", "/version wrong_type" },
	{ "confirm", "{\"version\":-1}", "/version out_of_range" },
	{ "confirm", "{\"version\":2147483648}", "/version out_of_range" },
	{ "confirm", "{\"version\":1.5}", "/version not_a_number" },
	{ "confirm", "{\"version\":[1]}", "/version wrong_type" },
	{ "confirm", "{\"force\":true}", "/force unknown" },
	{ "hold", "{}", "/reason required" },
	{ "hold", "{\"reason\":\"\"}", "/reason required" },
	{ "hold", "{\"reason\":\"boredom\"}", "/reason not_a_choice" },
	{ "hold", "{\"reason\":1}", "/reason wrong_type" },
	{ "hold", "{\"reason\":\"risk\",\"until\":\"2026-02-30\"}", "/until not_a_date" },
	{ "hold", "{\"reason\":\"risk\",\"until\":20260203}", "/until wrong_type" },
	{ "hold", "{\"reason\":\"risk\",\"until\":\"2020-02-03\"}", "/until too_early" },
	{ "release", "{\"reason\":\"risk\"}", "/reason unknown" },
	{ "cancel", "{}", "/reason required" },
	{ "cancel", "{\"reason\":\"Duplicate\"}", "/reason not_a_choice" },
	{ "cancel-line", "{}", "/line required" },
	{ "cancel-line", "{\"line\":\"x\",\"quantity\":1,\"reason\":\"other\"}",
	  "/line not_an_id" },
	{ "cancel-line", "{\"line\":\"0\",\"quantity\":1,\"reason\":\"other\"}",
	  "/line not_an_id" },
	{ "cancel-line", "{\"line\":\"LINE\",\"reason\":\"other\"}", "/quantity required" },
	{ "cancel-line", "{\"line\":\"LINE\",\"quantity\":0,\"reason\":\"other\"}",
	  "/quantity out_of_range" },
	{ "cancel-line", "{\"line\":\"LINE\",\"quantity\":4,\"reason\":\"other\"}",
	  "/quantity bad_quantity" },
	{ "cancel-line", "{\"line\":\"LINE\",\"quantity\":1}", "/reason required" },
	{ "wait", "{\"line\":\"LINE\"}", "/wait required" },
	{ "wait", "{\"line\":\"LINE\",\"wait\":\"soon\"}", "/wait not_a_choice" },
	{ "wait", "{\"wait\":\"none\"}", "/line required" },
	{ "wait", "{\"line\":\"LINE\",\"wait\":\"back_order\",\"until\":\"2020-02-03\"}",
	  "/until too_early" },
	{ "promise", "{}", "/from required" },
	{ "promise", "{\"from\":\"2020-02-03\"}", "/from too_early" },
	{ "promise", "{\"from\":\"2020-02-03\",\"until\":\"2020-02-04\"}", "/until too_early" },
	{ "promise", "{\"from\":\"tomorrow\"}", "/from not_a_date" },
	{ "promise", "{\"from\":\"2099-01-03\",\"until\":\"2099-01-02\"}", "/until too_early" },
	{ "address", "{}", "/contact required" },
	{ "address", "{\"contact\":{}}", "/contact/name required" },
	{ "address", "{\"contact\":[]}", "/contact wrong_type" },
	{ "address", "{\"contact\":{\"name\":\"W\",\"phone\":\"12\"}}",
	  "/contact/phone not_a_phone" },
	{ "address", "{\"contact\":{\"name\":\"W\",\"email\":\"x\"}}",
	  "/contact/email not_an_email" },
	{ "address", "{\"contact\":{\"name\":\"W\",\"planet\":\"Mars\"}}",
	  "/contact/planet unknown" },
	{ "reopen", "{}", "/why required" },
	{ "notes", "{}", "/note required" },
	{ "notes", "{\"note\":\"  \\n \"}", "/note required" },
	{ "notes", "{\"note\":{\"body\":\"x\"}}", "/note wrong_type" },
};

START_TEST(bad_input_is_named_field_by_field)
{
	struct order *o = fresh();

	for (size_t i = 0; i < COUNT(bad); i++) {
		struct answer *a =
			door_api(ALL_ORDERS, "POST",
				 door_path("/api/v1/orders/%s/%s", o->number, bad[i].tail),
				 with_line(bad[i].tree, o->lines[0].id));

		ck_assert_msg(a->status == 422 && !strcmp(door_error(a), bad[i].error),
			      "%s %s: %d %s", bad[i].tail, bad[i].tree, a->status, a->body);
	}
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

static const struct {
	const char *tail, *form, *shown, *kept;
} bad_forms[] = {
	{ "hold", "reason=&until=2099-01-02", "Choose a reason", "value=\"2099-01-02\"" },
	{ "hold", "reason=risk&until=soon", "id=\"e-until\"", "value=\"risk\" selected" },
	{ "cancel", "reason=", "Choose a reason", "" },
	{ "cancel-line", "line=LINE&quantity=9&reason=other", "This quantity is not possible",
	  "value=\"9\"" },
	{ "cancel-line", "line=LINE&quantity=&reason=other", "Enter a quantity",
	  "value=\"LINE\" selected" },
	{ "wait", "line=LINE&wait=&until=2099-01-02", "id=\"e-wait\"", "value=\"2099-01-02\"" },
	{ "promise", "from=2099-01-03&until=2099-01-02&why=late",
	  "The last day is before the first", "value=\"late\"" },
	{ "promise", "from=&why=%3Cb%3E", "Enter a date", "value=\"&lt;b&gt;\"" },
	{ "address", "contact.name=&contact.city=Hangzhou", "Enter the recipient’s name",
	  "value=\"Hangzhou\"" },
	{ "address", "contact.name=&contact.city=", "Enter the recipient’s name", "" },
	{ "notes", "note=", "Write a note first", "" },
};

START_TEST(bad_forms_come_back_as_typed)
{
	struct order *o = fresh();

	for (size_t i = 0; i < COUNT(bad_forms); i++) {
		const char *target = door_path("/desk/orders/%s/%s", o->number, bad_forms[i].tail);
		struct answer *a = door_post(&owner, target,
					     door_path("version=1&%s", with_line(bad_forms[i].form,
										 o->lines[0].id)));

		if (!strcmp(bad_forms[i].tail, "notes"))
			a = door_post(&owner, target, bad_forms[i].form);
		ck_assert_msg(a->status == 422, "%s: %d", bad_forms[i].form, a->status);
		door_shows(a, bad_forms[i].shown);
		door_shows(a, with_line(bad_forms[i].kept, o->lines[0].id));
	}
	ck_assert_int_eq(door_look(o)->version, o->version);
}
END_TEST

START_TEST(a_line_of_another_order_is_not_there)
{
	struct order *o = fresh(), *other = fresh();
	const char *bodies[] = {
		"{\"line\":\"LINE\",\"quantity\":1,\"reason\":\"other\"}",
		"{\"line\":\"LINE\",\"wait\":\"back_order\"}",
	};
	static const char *const tails[] = { "cancel-line", "wait" };

	for (size_t i = 0; i < COUNT(tails); i++) {
		struct answer *a = door_api(ALL_ORDERS, "POST",
					    door_path("/api/v1/orders/%s/%s", o->number, tails[i]),
					    with_line(bodies[i], other->lines[0].id));

		door_want(a, 404);
	}
}
END_TEST

START_TEST(the_line_of_the_link_is_chosen)
{
	struct order *o = fresh();
	struct answer *a =
		browser_get(&owner, door_path("/desk/orders/%s/wait?line=%llu", o->number,
					      (unsigned long long)o->lines[0].id));

	door_shows(a, with_line("value=\"LINE\" selected", o->lines[0].id));
}
END_TEST

/* ---- notes ---- */

START_TEST(a_note_stays_with_its_order)
{
	struct order *o = fresh();
	const char *target = door_path("/desk/orders/%s/notes", o->number);
	struct answer *a = door_post(&owner, target, "note=Call+%3Cb%3Efirst%3C%2Fb%3E");

	door_want(a, 303);
	a = browser_get(&owner, door_path("/desk/orders/%s", o->number));
	door_shows(a, "Call &lt;b&gt;first&lt;/b&gt;");
	a = door_api(ALL_ORDERS, "POST", door_path("/api/v1/orders/%s/notes", o->number),
		     "{\"note\":\"two\\nlines\"}");
	door_want(a, 200);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note WHERE staff_id = 1"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM order_note"), 2);
	a = door_post(&owner, target, door_path("note=%0*d", LONG_NOTE, 0));
	door_want(a, 422);
	door_shows(a, "At most 2000 characters");
	/* nothing of it is for the customer */
	ck_assert_ptr_null(strstr(json_text(shop.arena, shop_document(o)), "Call"));
}
END_TEST

/* Who may not see an address cannot save its mask as the new one. */
START_TEST(a_mask_is_no_value_of_a_form)
{
	struct order *o = fresh();
	const char *page = door_path("/desk/orders/%s/address", o->number);
	struct answer *a = door_api(ALL_ORDERS, "GET", page, NULL);
	const cJSON *contact;

	door_want(a, 200);
	door_is_masked(a);
	contact = json_get(json_get(answer_json(a), "form"), "contact");
	ck_assert_str_eq(json_get_text(json_get(contact, "name"), "value"), "");
	ck_assert_str_eq(json_get_text(json_get(contact, "phone"), "value"), "");
	ck_assert_str_eq(json_get_text(json_get(contact, "street"), "value"), "");
	ck_assert_str_eq(json_get_text(json_get(contact, "city"), "value"), "杭州市");
	a = browser_get(&owner, page);
	door_shows(a, "value=\"林雨晴\"");
	door_shows(a, "value=\"" MAIL "\"");
}
END_TEST

Suite *order_act_web_suite(void)
{
	Suite *s = suite_create("order_act_web");
	TCase *tc = tcase_create("acts");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, an_act_is_done_by_its_page, 0, N(acts));
	tcase_add_loop_test(tc, an_act_is_done_by_a_program, 0, N(acts));
	tcase_add_test(tc, no_version_means_as_it_is);
	tcase_add_loop_test(tc, an_old_version_is_refused, 0, N(acts));
	tcase_add_loop_test(tc, an_old_form_comes_back_with_what_changed, 0, N(acts));
	tcase_add_loop_test(tc, what_the_state_forbids_is_refused_with_the_reason, 0, N(acts));
	tcase_add_test(tc, who_may_not_is_refused);
	tcase_add_test(tc, what_is_not_there_is_not_found);
	tcase_add_test(tc, bad_input_is_named_field_by_field);
	tcase_add_test(tc, bad_forms_come_back_as_typed);
	tcase_add_test(tc, a_line_of_another_order_is_not_there);
	tcase_add_test(tc, the_line_of_the_link_is_chosen);
	tcase_add_test(tc, a_note_stays_with_its_order);
	tcase_add_test(tc, a_mask_is_no_value_of_a_form);
	suite_add_tcase(s, tc);
	return s;
}
