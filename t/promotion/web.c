/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of promotions, and codes in the forms of orders: made, used, refused beside the
 * field, ended; and the same for programs. */
#include "member/member.h"
#include "promotion/shop.h"

#define LIST "/desk/promotions"
#define MADE                                                                                       \
	"name_en=Spring&name_zh=%E6%98%A5&kind=percent&percent=10&gives_back=yes&code=spring-10"   \
	"&channel=letter"

static struct browser staff;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
}

static const char *page(const char *tail)
{
	return door_path(LIST "/%lld%s", (long long)support_number("SELECT MAX(id) FROM promotion"),
			 tail);
}

static cJSON *made(void)
{
	return cJSON_GetObjectItemCaseSensitive(door_tree(&staff, page("")), "promotion");
}

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2), nobody = door_nobody();

	door_want(browser_get(&viewer, LIST), 200);
	door_want(browser_get(&viewer, LIST "/new"), 403);
	door_want(door_post(&viewer, LIST, MADE), 403);
	door_want(browser_get(&nobody, LIST), 303);
}
END_TEST

START_TEST(one_is_made_changed_given_codes_and_ended)
{
	browser_get(&staff, LIST "/new");
	door_want(door_post(&staff, LIST, MADE "&only=P-A&except=P-B"), 303);
	ck_assert_str_eq(json_get_text(made(), "percent"), "10");
	ck_assert_str_eq(json_get_text(made(), "only"), "P-A");
	ck_assert_str_eq(json_get_text(made(), "except"), "P-B");
	door_shows(browser_get(&staff, LIST), "Spring");
	door_shows(browser_get(&staff, page("")), "SPRING-10");
	door_want(
		door_post(&staff, page(""),
			  "version=1&name_en=May&name_zh=%E6%98%A5&until=2026-01-31&limit_total=9"),
		303);
	ck_assert_str_eq(json_get_text(made(), "name_en"), "May");
	ck_assert_str_eq(json_get_text(made(), "state"), "over");
	door_want(door_post(&staff, page(""), "version=1&name_en=X&name_zh=Y"), 409);
	door_want(browser_get(&staff, page("/codes")), 200);
	door_want(door_post(&staff, page("/codes"), "code=may&channel=wechat&code_limit=2"), 303);
	ck_assert_str_eq(door_errors(door_post_tree(&staff, page("/codes"), "code=MAY")),
			 "/code code_taken");
	ck_assert_str_eq(door_errors(door_post_tree(&staff, page("/codes"), "code=a")),
			 "/code not_a_code");
	door_want(door_post(&staff, page("/codes/end"), "code=MAY"), 303);
	door_want(door_post(&staff, page("/codes/end"), "code=NONE"), 404);
	door_want(door_post(&staff, page("/end"), ""), 303);
	ck_assert_str_eq(json_get_text(made(), "state"), "ended");
	door_want(door_post(&staff, page("/end"), ""), 409);
	door_want(door_post(&staff, page("/codes"), "code=JUNE"), 409);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE about = 'promotion'"),
			 5);
}
END_TEST

START_TEST(what_is_wrong_stands_beside_its_field)
{
	static const struct {
		const char *fields, *errors;
	} rows[] = {
		{ "name_en=A&name_zh=B&kind=percent", "/percent required" },
		{ "name_en=A&name_zh=B&kind=percent&percent=101", "/percent not_a_percentage" },
		{ "name_en=A&name_zh=B&kind=amount", "/amount required" },
		{ "name_en=A&name_zh=B&kind=get&buy=2", "/get required" },
		{ "name_en=A&name_zh=B&kind=set&buy=2", "/amount required" },
		{ "name_en=A&name_zh=B&kind=bundle&parts=A", "/amount required, /parts too_few" },
		{ "name_en=A&name_zh=B&kind=bundle&amount=9&parts=A+0", "/parts not_a_part" },
		{ "name_en=A&name_zh=B&kind=bundle&amount=9&parts=A%0ANONE", "/parts unknown_sku" },
		{ "name_en=A&name_zh=B&kind=shipping&tier=7", "/tier unknown" },
		{ "name_en=A&name_zh=B&kind=shipping&only=nothing", "/only unknown" },
		{ "name_en=A&name_zh=B&kind=shipping&from=2026-02-02&until=2026-02-01",
		  "/until before_from" },
		{ "name_zh=B&kind=shipping&code=%21", "/name_en required, /code not_a_code" },
	};

	for (int i = 0; i < N(rows); i++)
		ck_assert_str_eq(door_errors(door_post_tree(&staff, LIST, rows[i].fields)),
				 rows[i].errors);
	door_shows(door_post(&staff, LIST, rows[0].fields), "This kind of promotion needs it");
}
END_TEST

static int amount_of(const cJSON *t, const char *name)
{
	return (int)cJSON_GetNumberValue(json_get(json_get(t, name), "amount"));
}

#define CONTACT "{\"name\": \"Anne Lin\", \"phone\": \"" ANNE "\"}"

START_TEST(a_code_is_taken_at_the_desk_and_by_programs)
{
	const char *form = "contact.name=Anne&contact.phone=" ANNE
			   "&payment_method=cod&lines.0.sku=A&lines.0.quantity=2&shipping=0&code=";
	struct answer *a;
	const cJSON *said;

	door_want(door_post(&staff, LIST, MADE), 303);
	door_want(door_post(&staff, "/desk/orders", door_path("%sspring-10", form)), 303);
	a = door_post(&staff, "/desk/orders", door_path("%sspring-11", form));
	door_want(a, 422);
	door_shows(a, "There is no such code");
	door_shows(a, "value=\"spring-11\"");
	a = door_api(ALL_ORDERS, "POST", "/api/v1/orders",
		     "{\"contact\": " CONTACT ", \"code\": \"SPRING-10\", \"shipping\": \"0\", "
		     "\"lines\": [{\"sku\": \"A\", \"quantity\": 1}]}");
	door_want(a, 201);
	said = cJSON_GetArrayItem(json_get(answer_json(a), "promotions"), 0);
	ck_assert_int_eq(amount_of(said, "amount"), -100);
	ck_assert_ptr_null(json_get(said, "channel"));
	said = json_get(answer_json(a), "number");
	a = door_api(ALL_ORDERS, "GET", door_path("/api/v1/orders/%s", cJSON_GetStringValue(said)),
		     NULL);
	said = cJSON_GetArrayItem(json_get(answer_json(a), "promotions"), 0);
	ck_assert_str_eq(json_get_text(said, "channel"), "letter");
	said = json_get(made(), "report");
	ck_assert_int_eq(cJSON_GetNumberValue(json_get(said, "orders")), 2);
	ck_assert_int_eq(amount_of(said, "taken_off"), 300);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(made(), "orders")), 2);
	door_want(browser_get(&staff, page("")), 200);
	shop_check_all();
}
END_TEST

static const char *why_of(const cJSON *tree, const char *name)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(tree, "promotions"))
	{
		if (strcmp(json_get_text(json_get(one, "name"), "en"), name) != 0)
			continue;
		if (json_get_bool(one, "has"))
			return "has";
		return json_get_bool(one, "applies") ? "applies" : json_get_text(one, "why");
	}
	return "absent";
}

#define DRAFT(name, fields) "name_en=" name "&name_zh=B&" fields

START_TEST(an_order_says_what_applies_and_why_the_rest_does_not)
{
	const char *form = "contact.name=Anne&contact.phone=" ANNE
			   "&payment_method=cod&lines.0.sku=A&lines.0.quantity=2&lines.1.sku=B"
			   "&lines.1.quantity=1&shipping=0";
	const char *number;
	uint64_t tier;
	const cJSON *tree;

	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('member', 'yes', "
		    "'2026-01-01')");
	shop_app->settings_due = 0;
	ck_assert_int_eq(tier_add(&shop,
				  &(struct tier){ .name = { "Gold", "金" },
						  .more = { "", "" },
						  .entry = 100,
						  .rate = 100,
						  .free_shipping_over = -1 },
				  &tier),
			 TIER_OK);
	shop_app->settings.tiers = 1;
	door_shows(browser_get(&staff, LIST "/new"), "Gold");
	door_want(door_post(&staff, LIST,
			    DRAFT("Pair", "kind=bundle&amount=25&parts=A+2%0AB&minimum=1")),
		  303);
	ck_assert_str_eq(json_get_text(made(), "parts"), "A 2\nB 1");
	door_want(door_post(&staff, LIST,
			    door_path(DRAFT("Golden", "kind=percent&percent=5&tier=%llu"),
				      (unsigned long long)tier)),
		  303);
	ck_assert_str_eq(json_get_text(json_get(made(), "tier"), "en"), "Gold");
	door_shows(browser_get(&staff, LIST), "from Gold on");
	door_want(door_post(&staff, LIST, DRAFT("Much", "kind=amount&amount=1&minimum=90")), 303);
	shop_app->settings.promotions = 3;
	door_want(door_post(&staff, "/desk/orders", form), 303);
	ck_assert_int_eq(support_number("SELECT promoted_amount FROM orders"), 500);
	door_want(door_post(&staff, LIST, DRAFT("Later", "kind=percent&percent=1")), 303);
	shop_app->settings.promotions = 4;
	number = shop_look((uint64_t)support_number("SELECT id FROM orders"))->number;
	tree = door_tree(&staff, door_path("/desk/orders/%s/promotions", number));
	ck_assert_str_eq(why_of(tree, "Pair"), "has");
	ck_assert_str_eq(why_of(tree, "Golden"), "not_tier");
	ck_assert_str_eq(why_of(tree, "Much"), "under_minimum");
	ck_assert_str_eq(why_of(tree, "Later"), "applies");
	door_shows(browser_get(&staff, door_path("/desk/orders/%s/promotions", number)),
		   "members of a higher tier");
	tree = answer_json(door_api(ALL_ORDERS, "GET",
				    door_path("/api/v1/orders/%s/promotions", number), NULL));
	ck_assert_str_eq(why_of(tree, "Golden"), "not_tier");
	/* who rose has it from the next order on */
	support_sql(door_path("INSERT INTO member_account (customer_id, pending, usable, debt, "
			      "tier_id) SELECT customer_id, 0, 0, 0, %llu FROM orders ON "
			      "DUPLICATE KEY UPDATE tier_id = VALUES(tier_id)",
			      (unsigned long long)tier));
	support_sql(door_path("INSERT INTO member_step (id, customer_id, kind, to_id, counted, "
			      "value, needed, at) SELECT 1, customer_id, 1, %llu, 0, 100, 100, "
			      "UTC_TIMESTAMP(6) FROM orders",
			      (unsigned long long)tier));
	door_want(door_post(&staff, "/desk/orders", form), 303);
	ck_assert_int_eq(support_number("SELECT promoted_amount FROM orders ORDER BY id DESC "
					"LIMIT 1"),
			 500 + 125 + 25 - 1);
	shop_check_all();
}
END_TEST

Suite *promotion_web_suite(void)
{
	Suite *s = suite_create("promotion_web");
	TCase *t = tcase_create("web");

	tcase_add_checked_fixture(t, setup, door_teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, it_is_for_who_may);
	tcase_add_test(t, one_is_made_changed_given_codes_and_ended);
	tcase_add_test(t, what_is_wrong_stands_beside_its_field);
	tcase_add_test(t, a_code_is_taken_at_the_desk_and_by_programs);
	tcase_add_test(t, an_order_says_what_applies_and_why_the_rest_does_not);
	suite_add_tcase(s, t);
	return s;
}
