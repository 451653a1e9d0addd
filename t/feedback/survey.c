/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A survey from its first question to its results: built, published, answered, counted. */
#include "feedback/survey.h"
#include "order/door.h"

static struct browser staff;
static const char *one;  /* the desk's page of the survey */
static const char *code; /* of its public address */

static int64_t survey_id(void)
{
	return support_number("SELECT MAX(id) FROM survey");
}

static struct answer *post(const char *tail, const char *fields)
{
	browser_get(&staff, one);
	return door_post(&staff, door_path("%s%s", one, tail), fields);
}

static void begin(const char *fields)
{
	browser_get(&staff, "/desk/surveys/new");
	door_want(door_post(&staff, "/desk/surveys", fields), 303);
	one = door_path("/desk/surveys/%lld", (long long)survey_id());
	code = json_get_text(json_get(door_tree(&staff, one), "survey"), "code");
}

#define NPS    "kind=nps&required=1"
#define WHY    "kind=text&text_en=Why+not%3F&text_zh=%E4%B8%BA%E4%BB%80%E4%B9%88%EF%BC%9F"
#define OF_NPS "&about_1=q1&op_1=most&value_1=6"
#define DRINK                                                                                      \
	"kind=multiple&text_en=Which%3F&text_zh=%E5%93%AA%E4%BA%9B%EF%BC%9F&choices_en=Tea%"       \
	"0ACoffee"                                                                                 \
	"&choices_zh=%E8%8C%B6%0A%E5%92%96%E5%95%A1"

static void ask(uint64_t id, struct survey_question q)
{
	ck_assert_int_eq(survey_put_question(&shop, id, -1, &q), SURVEY_OK);
}

/* NPS; why, of who gives 6 or less; which drinks. Published. */
static void setup(void)
{
	struct survey s = { .title = "Yearly" };

	door_setup();
	staff = door_staff(1);
	s.id = survey_make(&shop, &s);
	ask(s.id, (struct survey_question){ .kind = SURVEY_NPS, .required = true });
	ask(s.id, (struct survey_question){ .kind = SURVEY_TEXT,
					    .text = { "Why not?", "为什么？" },
					    .rule = { { ABOUT_ANSWER, 1, OP_MOST, "6" } } });
	ask(s.id, (struct survey_question){ .kind = SURVEY_MULTIPLE,
					    .text = { "Which?", "哪些？" },
					    .choices = { "Tea\nCoffee", "茶\n咖啡" } });
	ck_assert_int_eq(survey_publish(&shop, s.id), SURVEY_OK);
	ck_assert(survey_get(&shop, s.id, &s));
	code = s.code;
	one = door_path("/desk/surveys/%llu", (unsigned long long)s.id);
}

/* ---- answering ---- */

static const char *link_to(const char *query)
{
	return door_path("/survey/%s%s", code, query);
}

/* The answer to a form of the page at this address; where it leads. */
static const char *say(struct browser *b, const char *at, const char *fields)
{
	struct answer *a;
	const char *k = strstr(at, "k=");

	browser_get(b, at);
	a = door_post(b, link_to(""),
		      door_path("%s&k=%s", fields,
				k ? arena_strndup(shop.arena, k + 2, strcspn(k + 2, "&")) : ""));
	door_want(a, 303);
	return answer_header(a, "Location");
}

static int64_t answered(int num)
{
	return support_number(door_path("SELECT COUNT(*) FROM survey_answer WHERE num = %d", num));
}

START_TEST(opening_it_changes_nothing)
{
	struct browser b = door_nobody();

	door_shows(browser_get(&b, link_to("?a=9")), "value=\"9\" checked");
	door_shows(browser_get(&b, link_to("")), "How likely are you to recommend");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response"), 0);
	ck_assert_int_eq(support_number("SELECT n_begun FROM survey"), 0);
}
END_TEST

START_TEST(the_next_question_goes_by_the_answer)
{
	struct browser happy = door_nobody(), not = door_nobody();
	const char *at = say(&happy, link_to("?a=9"), "q=1&answer=9");

	door_shows(browser_get(&happy, at), "Which?");
	ck_assert_int_eq(answered(1), 1);
	at = say(&happy, at, "q=3&ticked=1&ticked=2");
	door_shows(browser_get(&happy, at), "straight to those who run the shop");
	ck_assert_int_eq(support_number("SELECT value FROM survey_answer WHERE num = 3"), 3);
	ck_assert_int_eq(support_number("SELECT done_at IS NOT NULL FROM survey_response"), 1);
	at = say(&not, link_to(""), "q=1&answer=6");
	door_shows(browser_get(&not, at), "Why not?");
	at = say(&not, at, "q=2&body=%3Cb%3E+%F0%9F%8D%B5&do_back=1");
	door_shows(browser_get(&not, at), "value=\"6\" checked");
	at = say(&not, at, "q=1&answer=6");
	door_shows(browser_get(&not, at), "&lt;b&gt; 🍵</textarea>");
	/* another score: what was written about the old one is no answer any more */
	at = say(&not, at, "q=2&body=Late&do_back=1");
	at = say(&not, at, "q=1&answer=8");
	door_shows(browser_get(&not, at), "Which?");
	ck_assert_int_eq(answered(2), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response"), 2);
	ck_assert_int_eq(support_number("SELECT n_begun FROM survey"), 2);
}
END_TEST

START_TEST(a_page_without_an_answer_says_so)
{
	struct browser b = door_nobody();
	const char *at;

	browser_get(&b, link_to(""));
	door_want(door_post(&b, link_to(""), "q=1"), 422);
	browser_get(&b, link_to(""));
	door_want(door_post(&b, link_to(""), "q=1&answer=11"), 422);
	browser_get(&b, link_to(""));
	door_want(door_post(&b, link_to(""), "q=1&answer=ten"), 422);
	browser_get(&b, link_to(""));
	door_want(door_post(&b, link_to(""), "q=2&body=Not+asked"), 409);
	browser_get(&b, link_to(""));
	door_want(door_post(&b, link_to(""), "q=99&answer=1"), 409);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response"), 0);
	/* an open question may be passed over, by its button or by nothing */
	at = say(&b, link_to(""), "q=1&answer=0");
	at = say(&b, at, "q=2&body=++&do_skip=1");
	door_shows(browser_get(&b, at), "Which?");
	ck_assert_int_eq(support_number("SELECT body IS NULL AND value IS NULL FROM survey_answer "
					"WHERE num = 2"),
			 1);
	at = say(&b, at, "q=3");
	door_shows(browser_get(&b, at), "Thank you");
}
END_TEST

START_TEST(a_browser_answers_once_and_may_change_it)
{
	struct browser b = door_nobody(), other = door_nobody();
	const char *at = say(&b, link_to(""), "q=1&answer=9"), *forged;

	/* it goes on where it was, without the key */
	door_shows(browser_get(&b, link_to("")), "Which?");
	(void)say(&b, link_to("?q=1"), "q=1&answer=10");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response"), 1);
	ck_assert_int_eq(support_number("SELECT value FROM survey_answer WHERE num = 1"), 10);
	forged = arena_strdup(shop.arena, at);
	*(strchr(forged, '-') + 1) ^= 1;
	door_want(browser_get(&other, forged), 404);
	door_want(browser_get(&other, link_to("?k=r1")), 404);
	door_want(browser_get(&other, link_to("?k=x1-y")), 404);
	door_want(browser_get(&other, "/survey/0123456789"), 404);
	support_sql("UPDATE survey_response SET created_at = created_at - INTERVAL 31 DAY");
	door_want(browser_get(&other, at), 410);
}
END_TEST

START_TEST(it_ends_when_it_is_stopped_or_full)
{
	struct browser b = door_nobody();

	door_want(post("", "title=Yearly&audience=link&often=open&quota=1"), 303);
	(void)say(&b, link_to(""), "q=1&answer=9");
	door_want(browser_get(&b, link_to("")), 410);
	door_want(post("", "title=Yearly&audience=link&often=open&quota="), 303);
	door_want(browser_get(&b, link_to("")), 200);
	door_want(post("/stop", ""), 303);
	door_want(post("/stop", ""), 409);
	door_want(browser_get(&b, link_to("")), 410);
	door_want(post("/start", ""), 303);
	door_want(browser_get(&b, link_to("")), 200);
}
END_TEST

START_TEST(a_customer_answers_once)
{
	struct browser b = door_nobody(), known;

	door_want(post("", "title=Yearly&audience=link&often=customer"), 303);
	door_shows(browser_get(&b, link_to("")), "Sign in first");
	browser_get(&b, link_to(""));
	door_want(door_post(&b, link_to(""), "q=1&answer=9"), 409);
	known = door_customer(door_order("A", 1));
	(void)say(&known, link_to(""), "q=1&answer=9");
	(void)say(&known, link_to("?q=1"), "q=1&answer=8");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response WHERE customer_id IS "
					"NOT NULL"),
			 1);
	ck_assert_int_eq(answered(1), 1);
}
END_TEST

/* ---- versions ---- */

START_TEST(an_answer_knows_its_version)
{
	struct browser early = door_nobody(), late = door_nobody();
	const char *at = say(&early, link_to(""), "q=1&answer=9");

	door_want(post("/publish", ""), 409);
	door_want(post("/questions/3", DRINK "%0A%E6%B0%B4&choices_en=Tea"), 422);
	door_want(post("/questions/3",
		       "kind=single&text_en=Only+one%3F&text_zh=%E4%B8%80%EF%BC%9F&choices_en=Tea"
		       "%0ACoffee&choices_zh=%E8%8C%B6%0A%E5%92%96%E5%95%A1"),
		  303);
	/* a draft is nobody's question */
	door_shows(browser_get(&late, link_to("?q=3")), "How likely");
	door_want(post("/publish", ""), 303);
	door_shows(browser_get(&early, at), "Which?");
	at = say(&late, link_to(""), "q=1&answer=9");
	door_shows(browser_get(&late, at), "Only one?");
	ck_assert_int_eq(support_number("SELECT COUNT(DISTINCT version) FROM survey_response"), 2);
	/* of another kind it is another question */
	ck_assert_int_eq(support_number("SELECT num FROM survey_question WHERE version = 2 AND "
					"kind = 3"),
			 4);
}
END_TEST

START_TEST(one_language_alone_is_not_published)
{
	begin("title=Short&audience=link&often=open");
	door_want(post("/publish", ""), 409);
	door_want(post("/questions", "kind=text&text_en=Why%3F"), 303);
	door_shows(browser_get(&staff, one), "written in one language only");
	door_want(post("/publish", ""), 409);
	door_want(post("/questions/1", WHY), 303);
	door_want(post("/publish", ""), 303);
	door_want(post("/questions/1/remove", ""), 303);
	door_want(post("/publish", ""), 409);
}
END_TEST

START_TEST(questions_move_and_two_colleagues_do_not_overwrite)
{
	cJSON *tree;

	door_want(post("/questions/3/up", ""), 303);
	tree = door_tree(&staff, one);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(tree, "questions"), 1), "num"),
			 3);
	door_want(post("/questions/1/up", ""), 409);
	door_want(post("/questions/3", DRINK "&edition=0"), 409);
	door_want(post("/questions/9", DRINK), 404);
	door_shows(browser_get(&staff, door_path("%s/questions?kind=single", one)),
		   door_path("action=\"%s/questions\"", one));
	door_want(post("/questions", WHY "&about_1=channel&op_1=is&value_1=web"), 303);
	door_shows(browser_get(&staff, one), "Channel of the order is web");
	door_hides(browser_get(&staff, "/desk/surveys"), "of 0");
	door_shows(browser_get(&staff, door_path("%s/questions/2", one)), "value=\"q1\" selected");
	door_shows(browser_get(&staff, door_path("%s/preview?lang=zh-CN", one)), "茶");
}
END_TEST

START_TEST(it_is_for_who_may)
{
	struct browser viewer = door_staff(2);

	door_want(browser_get(&viewer, "/desk/surveys"), 403);
	door_want(browser_get(&viewer, one), 403);
	door_want(browser_get(&viewer, door_path("%s/results", one)), 403);
	door_want(browser_get(&staff, "/desk/surveys/1"), 404);
	door_shows(browser_get(&staff, "/desk/surveys"), "Yearly");
	door_shows(browser_get(&staff, "/desk/surveys/definitions"), "Reichheld");
}
END_TEST

/* ---- results ---- */

static const cJSON *result(const char *query, int at)
{
	return cJSON_GetArrayItem(json_get(door_tree(&staff, door_path("%s/results%s", one, query)),
					   "questions"),
				  at);
}

static void answer_all(void)
{
	static const char *const nps[] = { "10", "9", "6", "8" };

	for (int i = 0; i < N(nps); i++) {
		struct browser b = door_nobody();
		const char *at = say(&b, link_to(""), door_path("q=1&answer=%s", nps[i]));

		if (i == 2)
			at = say(&b, at, "q=2&body=%3DSUM(A1)");
		if (i < 3)
			(void)say(&b, at, i ? "q=3&ticked=2" : "q=3&ticked=1&ticked=2");
	}
}

static void check_results(void)
{
	const cJSON *nps = result("", 0), *drink = result("", 2), *crossed;

	ck_assert_int_eq(json_get_int(nps, "n"), 4);
	ck_assert_str_eq(json_get_text(json_get(nps, "score"), "value"), "+25");
	ck_assert_int_eq(json_get_int(drink, "n"), 3);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(drink, "bars"), 0), "n"), 1);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(drink, "bars"), 1), "n"), 3);
	ck_assert_int_eq(json_get_int(result("", 1), "n"), 1);
	/* NPS by what they drink: coffee 10, 9 and 6 */
	crossed = cJSON_GetArrayItem(json_get(result("?by=answer&with=3", 0), "rows"), 1);
	ck_assert_int_eq(json_get_int(crossed, "n"), 3);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(crossed, "cells"), 6), "n"), 1);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(crossed, "cells"), 8), "n"), 0);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(result("?by=month", 0), "rows")), 1);
	door_shows(browser_get(&staff, door_path("%s/results?by=lang", one)), "+25");
}

START_TEST(results_are_the_same_before_and_behind_the_folding)
{
	struct browser b = door_nobody();
	const char *at;

	answer_all();
	ck_assert(!feedback_fold_surveys(&shop));
	check_results();
	shop_pass(1);
	ck_assert(feedback_fold_surveys(&shop));
	ck_assert(!feedback_fold_surveys(&shop));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response WHERE folded = 0"),
			 0);
	check_results();
	door_shows(browser_get(&staff, door_path("%s/texts?q=2", one)), "=SUM(A1)");
	door_want(browser_get(&staff, door_path("%s/texts?q=1", one)), 404);
	/* what was counted and is changed counts as it is now */
	at = say(&b, link_to(""), "q=1&answer=0");
	ck_assert_str_eq(json_get_text(json_get(result("", 0), "score"), "value"), "0");
	shop_pass(1);
	ck_assert(feedback_fold_surveys(&shop));
	ck_assert_str_eq(json_get_text(json_get(result("", 0), "score"), "value"), "0");
	(void)say(&b, door_path("%s1", arena_strndup(shop.arena, at, strlen(at) - 1)),
		  "q=1&answer=10");
	ck_assert_str_eq(json_get_text(json_get(result("", 0), "score"), "value"), "+40");
	shop_pass(1);
	ck_assert(feedback_fold_surveys(&shop));
	ck_assert_str_eq(json_get_text(json_get(result("", 0), "score"), "value"), "+40");
	shop_check();
}
END_TEST

START_TEST(programs_read_every_answer)
{
	const cJSON *all, *third;
	struct answer *a;

	answer_all();
	a = door_api(PERM_BIT(PERM_FEEDBACK), "GET",
		     door_path("/api/v1%s/answers?limit=3", one + strlen("/desk")), NULL);
	door_want(a, 200);
	all = json_get(answer_json(a), "responses");
	ck_assert_int_eq(cJSON_GetArraySize(all), 3);
	third = json_get(cJSON_GetArrayItem(all, 2), "answers");
	ck_assert_str_eq(json_get_text(json_get(cJSON_GetArrayItem(third, 1), "answer"), "en"),
			 "=SUM(A1)");
	a = door_api(PERM_BIT(PERM_FEEDBACK), "GET",
		     door_path("/api/v1%s/answers?limit=3&after=%s", one + strlen("/desk"),
			       json_get_text(answer_json(a), "next")),
		     NULL);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "responses")), 1);
	ck_assert(cJSON_IsNull(json_get(answer_json(a), "next")));
	door_want(door_api(PERM_BIT(PERM_ORDERS_READ), "GET", "/api/v1/surveys", NULL), 403);
	a = door_api(PERM_BIT(PERM_FEEDBACK), "GET", "/api/v1/surveys", NULL);
	ck_assert_int_eq(json_get_int(cJSON_GetArrayItem(json_get(answer_json(a), "surveys"), 0),
				      "answers"),
			 4);
}
END_TEST

/* ---- behind an order ---- */

START_TEST(an_order_is_asked_three_at_most_and_once)
{
	struct order *o = door_order("A", 2);
	struct browser b = door_nobody();
	struct answer *a;
	const char *at;

	door_want(browser_get(&b, door_link(o, "/survey")), 409);
	begin("title=After&audience=order&often=link");
	door_want(post("/questions", NPS), 303);
	door_want(post("/questions", WHY "&about_1=sku&op_1=is&value_1=A"), 303);
	door_want(post("/questions", WHY "&about_1=sku&op_1=is&value_1=B"), 303);
	door_want(post("/questions", DRINK), 303);
	door_want(post("/questions", "kind=csat&text_en=delivery&text_zh=%E9%85%8D%E9%80%81"), 303);
	door_want(post("/publish", ""), 303);
	a = browser_get(&b, door_link(o, "/survey"));
	door_want(a, 303);
	at = answer_header(a, "Location");
	door_shows(browser_get(&b, at), "Question 1 of 3");
	at = say(&b, at, "q=1&answer=3");
	door_shows(browser_get(&b, at), "Why not?");
	at = say(&b, at, "q=2&body=Slow");
	at = say(&b, at, "q=4&ticked=1");
	door_shows(browser_get(&b, at), "Thank you");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM survey_response r JOIN orders o ON "
					"o.id = r.order_id AND o.customer_id = r.customer_id"),
			 1);
	door_want(browser_get(&b, door_link(o, "/survey")), 409);
	/* and the same customer no other one for 30 days */
	o = door_order("B", 1);
	door_want(browser_get(&b, door_link(o, "/survey")), 409);
	support_sql("UPDATE survey_response SET created_at = created_at - INTERVAL 31 DAY");
	support_sql("UPDATE survey_offer SET at = at - INTERVAL 31 DAY");
	support_sql("UPDATE feedback_item SET shelf = 2");
	door_want(browser_get(&b, door_link(o, "/survey")), 303);
	door_shows(browser_get(&staff, door_path("%s/results?by=product", one)), ">A<");
}
END_TEST

Suite *feedback_survey_suite(void)
{
	Suite *s = suite_create("feedback_survey");
	TCase *tc = tcase_create("survey");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, opening_it_changes_nothing);
	tcase_add_test(tc, the_next_question_goes_by_the_answer);
	tcase_add_test(tc, a_page_without_an_answer_says_so);
	tcase_add_test(tc, a_browser_answers_once_and_may_change_it);
	tcase_add_test(tc, it_ends_when_it_is_stopped_or_full);
	tcase_add_test(tc, a_customer_answers_once);
	tcase_add_test(tc, an_answer_knows_its_version);
	tcase_add_test(tc, one_language_alone_is_not_published);
	tcase_add_test(tc, questions_move_and_two_colleagues_do_not_overwrite);
	tcase_add_test(tc, it_is_for_who_may);
	tcase_add_test(tc, results_are_the_same_before_and_behind_the_folding);
	tcase_add_test(tc, programs_read_every_answer);
	tcase_add_test(tc, an_order_is_asked_three_at_most_and_once);
	suite_add_tcase(s, tc);
	return s;
}
