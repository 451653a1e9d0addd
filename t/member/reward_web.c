/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of rewards and a member's own: made, changed, taken, refused in words, given
 * back; and the same for programs. */
#include "member/reward_shop.h"

#define LIST "/desk/rewards"
#define MADE                                                                                       \
	"kind=amount&amount=5&name_en=Five+off&name_zh=%E5%87%8F&points=100&code_days=30&is_on=1"  \
	"&period=month"

static struct browser staff;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
	shop_app->settings.member = true;
}

static const char *page(const char *tail)
{
	return door_path(LIST "/%lld%s",
			 (long long)support_number("SELECT MAX(id) FROM member_reward"), tail);
}

static cJSON *made(void)
{
	return cJSON_GetObjectItemCaseSensitive(door_tree(&staff, page("")), "reward");
}

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2), nobody = door_nobody();

	door_want(door_post(&staff, LIST, MADE), 303);
	door_want(browser_get(&viewer, LIST), 200);
	door_want(browser_get(&viewer, page("")), 200);
	door_hides(browser_get(&viewer, page("")), "name=\"version\"");
	door_want(browser_get(&viewer, LIST "/new"), 403);
	door_want(door_post(&viewer, LIST, MADE), 403);
	door_want(door_post(&viewer, page("/return"), "claim=1"), 403);
	door_want(browser_get(&nobody, LIST), 303);
	door_want(browser_get(&nobody, "/me/rewards"), 303);
}
END_TEST

START_TEST(one_is_made_and_changed)
{
	struct answer *a;

	door_want(browser_get(&staff, LIST), 200);
	door_want(browser_get(&staff, LIST "/new"), 200);
	door_want(door_post(&staff, LIST, MADE "&minimum=20&limit_customer=1"), 303);
	door_shows(browser_get(&staff, LIST), "Five off");
	a = browser_get(&staff, page(""));
	door_shows(a, "5.00 off an order");
	door_shows(a, "from ¥20.00");
	door_want(door_post(&staff, page(""),
			    "version=1&name_en=May&name_zh=%E6%9C%88&points=50&limit_total=9"
			    "&until=2026-01-31&is_on=1&period=week"),
		  303);
	ck_assert_str_eq(json_get_text(made(), "state"), "over");
	ck_assert_int_eq(json_get_int(made(), "points"), 50);
	ck_assert_str_eq(json_get_text(made(), "period"), "week");
	a = door_post(&staff, page(""), "version=1&name_en=X&name_zh=Y&points=7");
	door_want(a, 409);
	door_shows(a, "value=\"X\"");
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE about = 'reward'"),
			 2);
	/* what customers read on their orders follows */
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM promotion WHERE name_en = 'May'"), 1);
	door_want(browser_get(&staff, LIST "/1"), 404);
}
END_TEST

START_TEST(what_is_wrong_stands_beside_its_field)
{
	static const struct {
		const char *fields, *errors;
	} rows[] = {
		{ "name_en=A&name_zh=B&points=1", "/kind required" },
		{ "kind=amount&name_en=A&name_zh=B&points=1", "/amount required" },
		{ "kind=percent&name_en=A&name_zh=B&points=1", "/percent required" },
		{ "kind=percent&percent=101&name_en=A&name_zh=B&points=1",
		  "/percent not_a_percentage" },
		{ "kind=product&name_en=A&name_zh=B&points=1", "/sku required" },
		{ "kind=product&sku=none&name_en=A&name_zh=B&points=1", "/sku unknown_sku" },
		{ "kind=shipping&name_en=A&name_zh=B&points=1&tier=7", "/tier unknown" },
		{ "kind=shipping&name_en=A&name_zh=B&points=1&is_birthday=1", "/points gift" },
		{ "kind=shipping&name_en=A&name_zh=B&points=1&from=2026-02-02&until=2026-02-01",
		  "/until before_from" },
		{ "kind=shipping&points=-1", "/name_en required, /name_zh required, /points "
					     "out_of_range" },
	};

	for (int i = 0; i < N(rows); i++)
		ck_assert_str_eq(door_errors(door_post_tree(&staff, LIST, rows[i].fields)),
				 rows[i].errors);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM member_reward"), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM promotion"), 0);
}
END_TEST

START_TEST(a_member_takes_one_and_uses_its_code)
{
	struct order *o = door_order("A", 1);
	struct browser anne = door_customer(o);
	struct answer *a;
	const char *take;

	door_want(door_post(&staff, LIST, MADE "&limit_customer=1"), 303);
	take = door_path("/me/rewards/%lld",
			 (long long)support_number("SELECT id FROM member_reward"));
	door_shows(browser_get(&anne, "/me/points"), "/me/rewards");
	a = browser_get(&anne, "/me/rewards");
	door_shows(a, "100 points are missing");
	door_hides(a, take);
	a = door_post(&anne, take, "");
	door_want(a, 409);
	door_shows(a, "There are not enough points");
	ck_assert_int_eq(member_adjust(&shop, o->customer_id, 130, "x"), MEMBER_OK);
	a = browser_get(&anne, "/me/rewards");
	door_shows(a, "You have 130 points");
	door_shows(a, take);
	door_want(door_post(&anne, take, ""), 303);
	a = browser_get(&anne, "/me/rewards");
	door_shows(a, "G-");
	door_shows(a, "To be used");
	door_hides(a, take);
	door_shows(browser_get(&anne, "/me/points"), "Five off");
	door_want(door_post(&anne, take, ""), 409);
	a = browser_get(&staff, page(""));
	door_shows(a, "Give back");
	take = door_path("claim=%lld", (long long)support_number("SELECT id FROM member_claim"));
	door_want(door_post(&staff, page("/return"), take), 303);
	door_want(door_post(&staff, page("/return"), take), 409);
	door_want(door_post(&staff, page("/return"), "claim=1"), 404);
	door_shows(browser_get(&anne, "/me/rewards"), "Given back");
	door_shows(browser_get(&anne, "/me/points"), "Back from a reward");
	shop_app->settings.member = false;
	door_want(browser_get(&anne, "/me/rewards"), 404);
	door_want(door_post(&anne, "/me/rewards/1", ""), 404);
	door_shows(browser_get(&staff, LIST), "switched off");
}
END_TEST

START_TEST(tiers_and_time_stand_in_the_way)
{
	struct order *o = door_order("A", 1);
	struct browser anne = door_customer(o);
	struct tier gold = { .name = { "Gold", "金卡" },
			     .more = { "", "" },
			     .entry = 100000,
			     .stay = 100000,
			     .rate = 100,
			     .free_shipping_over = -1 };
	struct reward r = a_reward();
	cJSON *soon;
	uint64_t id;

	/* settings are read anew when there is a tier */
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('member', 'yes', "
		    "UTC_TIMESTAMP(6))");
	ck_assert_int_eq(tier_add(&shop, &gold, &id), TIER_OK);
	r.tier_id = id;
	(void)reward_made(r);
	r.tier_id = 0;
	r.from = instant_add(shop.now, 5 * INSTANT_DAY);
	(void)reward_made(r);
	r.from = INSTANT_NONE;
	r.is_on = false;
	(void)reward_made(r);
	soon = cJSON_GetObjectItemCaseSensitive(door_tree(&anne, "/me/rewards"), "soon");
	ck_assert_int_eq(cJSON_GetArraySize(soon), 2);
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(soon, 0), "why"), "tier");
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(soon, 1), "why"), "not_yet");
	door_shows(browser_get(&anne, "/me/rewards"), "For Gold and above");
	door_shows(browser_get(&staff, LIST), "Gold and above");
}
END_TEST

#define MAY_READ PERM_BIT(PERM_CUSTOMERS_READ)
#define MAY_GIVE PERM_BIT(PERM_POINTS)

START_TEST(programs_read_and_claim)
{
	struct order *o = door_order("A", 1);
	struct customer c;
	const char *path, *body;
	struct answer *a;
	cJSON *t;

	ck_assert(customer_get(&shop, o->customer_id, &c));
	path = door_path("/api/v1/customers/%s/rewards", c.number);
	body = door_path("{\"reward\": \"%llu\"}", (unsigned long long)reward_made(a_reward()));
	a = door_api(MAY_GIVE, "POST", path, body);
	door_want(a, 409);
	ck_assert_str_eq(door_code(a), "not_a_member");
	ck_assert(customer_prove_email(&shop, MAIL));
	a = door_api(MAY_GIVE, "POST", path, body);
	ck_assert_str_eq(door_code(a), "points");
	ck_assert_int_eq(member_adjust(&shop, o->customer_id, 100, "x"), MEMBER_OK);
	a = door_api(MAY_GIVE, "POST", path, body);
	door_want(a, 201);
	ck_assert_str_eq(json_get_text(answer_json(a), "state"), "open");
	door_want(door_api(MAY_GIVE, "POST", path, "{\"reward\": \"1\"}"), 422);
	door_want(door_api(MAY_READ, "POST", path, body), 403);
	t = answer_json(door_api(MAY_READ, "GET", path, NULL));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(t, "claims")), 1);
	ck_assert_int_eq(json_get_int(json_get(t, "points"), "usable"), 0);
	a = door_api(ALL_ORDERS, "GET", "/api/v1/rewards?limit=1", NULL);
	door_want(a, 200);
	t = cJSON_GetArrayItem(json_get(answer_json(a), "rewards"), 0);
	ck_assert_int_eq(json_get_int(t, "taken"), 1);
}
END_TEST

START_TEST(what_stands_behind_a_reward_is_not_in_the_shops_own_list)
{
	struct browser owner = door_staff(1);
	struct reward r = a_reward();
	struct answer *a;

	(void)reward_made(r);
	a = browser_get(&owner, "/desk/promotions");
	door_want(a, 200);
	ck_assert_ptr_null(strstr(a->body, "Five off"));
	door_shows(browser_get(&owner, "/desk/promotions?of=rewards"), "Five off");
	door_shows(browser_get(&owner, "/desk/promotions?of=nobody"), "No promotions yet.");
	ck_assert_int_eq(cJSON_GetArraySize(
				 json_get(answer_json(door_api(ALL_ORDERS, "GET",
							       "/api/v1/promotions", NULL)),
					  "promotions")),
			 0);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(
				 answer_json(door_api(ALL_ORDERS, "GET",
						      "/api/v1/promotions?of=rewards", NULL)),
				 "promotions")),
			 1);
}
END_TEST

Suite *member_reward_web_suite(void)
{
	Suite *s = suite_create("member_reward_web");
	TCase *t = tcase_create("doors");

	tcase_add_checked_fixture(t, setup, door_teardown);
	tcase_set_timeout(t, 30);
	tcase_add_test(t, it_is_for_who_may);
	tcase_add_test(t, one_is_made_and_changed);
	tcase_add_test(t, what_is_wrong_stands_beside_its_field);
	tcase_add_test(t, a_member_takes_one_and_uses_its_code);
	tcase_add_test(t, tiers_and_time_stand_in_the_way);
	tcase_add_test(t, programs_read_and_claim);
	tcase_add_test(t, what_stands_behind_a_reward_is_not_in_the_shops_own_list);
	suite_add_tcase(s, t);
	return s;
}
