/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores and their intervals against published and hand-worked values; how often the test for a
 * rise is wrong. */
#include <math.h>
#include "base/rows.h"
#include "feedback/score.h"

static void check_near(const char *name, double got, double wanted, double by)
{
	ck_assert_msg(fabs(got - wanted) <= by, "%s: got %.6f, wanted %.6f", name, got, wanted);
}

static const struct {
	const char *name;
	uint64_t hits, answers;
	double value, low, high;
} shares[] = {
	/* Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3. */
	{ "81 of 263", 81, 263, 0.3080, 0.2553, 0.3662 },
	{ "15 of 148", 15, 148, 0.1014, 0.0624, 0.1605 },
	{ "0 of 20", 0, 20, 0, 0, 0.1611 },
	{ "1 of 29", 1, 29, 0.0345, 0.0061, 0.1718 },
	/* z² / (n + z²), for then p is 0 or 1: 3.8415 / 13.8415 */
	{ "all of 10", 10, 10, 1, 0.7225, 1 },
	{ "one of one", 1, 1, 1, 0.2065, 1 },
	{ "many", 99000, 100000, 0.99, 0.9894, 0.9906 },
};

START_TEST(shares_have_wilsons_interval)
{
	for (each_row(shares)) {
		struct score s = score_share(row->hits, row->answers);

		check_row(row, s.known && s.measured && s.answers == row->answers);
		check_near(row->name, s.value, row->value, 0.00005);
		check_near(row->name, s.low, row->low, 0.00005);
		check_near(row->name, s.high, row->high, 0.00005);
	}
	ck_assert(!score_share(0, 0).known);
}
END_TEST

static const struct {
	const char *name;
	uint64_t promoters, passives, detractors;
	double value, low, high;
} nps[] = {
	/* n 103, p 30.75/103 = .298544, d 20.75/103 = .201456; variance .5 - .097087² = .490574,
	 * error √(.490574/103) = .069013, half 1.959964 × that = .135264. */
	{ "100 answers", 30, 50, 20, 0.1, -0.038176, 0.232351 },
	{ "100,000 answers", 50000, 30000, 20000, 0.3, 0.295150, 0.304832 },
	/* n 13, p 10.75/13, d .75/13: .769231 ± .294195, cut at 1. */
	{ "promoters alone", 10, 0, 0, 1, 0.475036, 1 },
	/* n 4: .4375 - .1875 = .25 ± .734985, which ends below the one answer there is. */
	{ "one promoter", 1, 0, 0, 1, -0.484986, 1 },
	/* n 7: (.75 - 4.75)/7 = -.571429 ± .501987 */
	{ "detractors alone", 0, 0, 4, -1, -1, -0.069442 },
	/* n 13, p = d = 5.75/13, variance .884615: ± 1.959964 × √.068047 */
	{ "as many of both", 5, 0, 5, 0, -0.511273, 0.511273 },
};

START_TEST(net_promoters_have_their_interval)
{
	for (each_row(nps)) {
		struct score s = score_nps(row->promoters, row->passives, row->detractors);

		check_near(row->name, s.value, row->value, 0.000001);
		check_near(row->name, s.low, row->low, 0.000002);
		check_near(row->name, s.high, row->high, 0.000002);
	}
	ck_assert(!score_nps(0, 0, 0).known);
}
END_TEST

START_TEST(answers_are_promoters_from_9_and_detractors_to_6)
{
	static const double counts[11] = { -1, -1, -1, -1, -1, -1, -1, 0, 0, 1, 1 };

	for (int i = 0; i <= 10; i++) {
		uint64_t count[11] = { 0 };

		count[i] = 3;
		ck_assert_double_eq(score_nps_of(count).value, counts[i]);
		ck_assert_uint_eq(score_nps_of(count).answers, 3);
	}
}
END_TEST

START_TEST(satisfied_are_4_and_5)
{
	struct score s = score_csat((const uint64_t[5]){ 40, 82, 60, 50, 31 });

	ck_assert_uint_eq(s.answers, 263);
	check_near("as 81 of 263", s.low, 0.2553, 0.00005);
	ck_assert(!score_csat((const uint64_t[5]){ 0 }).known);
}
END_TEST

START_TEST(effort_is_a_mean_with_students_interval)
{
	/* 5 5 6 6 7: mean 5.8, s .836660; t(4) = 2.7764 in Student's table: ± 1.0388. */
	struct score s = score_ces((const uint64_t[7]){ 0, 0, 0, 0, 2, 2, 1 });

	check_near("five answers", s.value, 5.8, 1e-9);
	check_near("five answers", s.low, 4.7612, 0.0001);
	check_near("five answers", s.high, 6.8388, 0.0001);
	/* 1 and nine times 7: mean 6.4, s 1.897367, t(9) = 2.2622: ± 1.3573, and the scale ends
	 * at 7. */
	s = score_ces((const uint64_t[7]){ 1, 0, 0, 0, 0, 0, 9 });
	check_near("ten answers", s.low, 5.0427, 0.0001);
	check_near("ten answers", s.high, 7, 0);
	/* 2 4 4 5 5 5, ten 6, nine 7: mean 5.92, s 1.222020, t(24) = 2.0639: ± .5044. */
	s = score_ces((const uint64_t[7]){ 0, 1, 0, 2, 3, 10, 9 });
	check_near("25 answers", s.low, 5.4156, 0.0001);
	check_near("25 answers", s.high, 6.4244, 0.0001);
	s = score_ces((const uint64_t[7]){ 0, 0, 0, 0, 0, 0, 1 });
	ck_assert(s.known && !s.measured && s.value == 7);
	s = score_ces((const uint64_t[7]){ 0, 0, 3, 0, 0, 0, 0 });
	ck_assert(s.measured && s.low == 3 && s.high == 3);
	ck_assert(!score_ces((const uint64_t[7]){ 0 }).known);
}
END_TEST

static const struct {
	const char *name;
	struct rise rise;
	double chance;
} rises[] = {
	/* 5 of 10 or more in ten throws of a coin: (252 + 210 + 120 + 45 + 10 + 1) / 1024. */
	{ "as before", { 5, 5, 50, 50 }, 0.623046875 },
	/* All three fall into one part of eleven: 1/1331. */
	{ "never before", { 0, 3, 100, 10 }, 0.0007513148009 },
	/* Sums of binomial terms as fractions. */
	{ "four and a half times as often", { 20, 9, 200, 20 }, 0.0007831714620 },
	{ "a little more often", { 100, 12, 1000, 100 }, 0.3193724355198 },
	{ "forty times as often", { 3, 4, 300, 10 }, 0.0000350425080 },
	{ "no history", { 0, 9, 0, 10 }, 1 },
	{ "nothing now", { 9, 0, 10, 10 }, 1 },
	{ "nothing to look at", { 9, 2, 10, 0 }, 1 },
};

START_TEST(the_chance_of_a_rise_is_exact)
{
	for (each_row(rises))
		check_near(row->name, score_rise_chance(&row->rise), row->chance, 1e-10);
}
END_TEST

static double poisson(double rate, unsigned k)
{
	return exp(k * log(rate) - rate - lgamma(k + 1.0));
}

/* Over all that may come about where nothing changes: the share of looks that raise an alarm, by
 * the probability of each. */
static double false_alarms(double rate, double before, double now, double limit)
{
	double sum = 0;

	for (unsigned h = 0; h < 200; h++) {
		for (unsigned k = 0; k < 60; k++) {
			struct rise r = { h, k, before, now };

			if (score_is_rise(&r, limit, 0))
				sum += poisson(rate * before, h) * poisson(rate * now, k);
		}
	}
	return sum;
}

START_TEST(false_alarms_keep_below_what_is_said)
{
	static const double rates[] = { 0.01, 0.1, 0.5, 1 };
	double most = 0;

	for (size_t i = 0; i < count_of(rates); i++) {
		double share = false_alarms(rates[i], 90, 14, 0.01);

		ck_assert_msg(share <= 0.01, "rate %.2f: %.5f", rates[i], share);
		most = fmax(most, share);
	}
	/* And it is a test: it does not keep below by never saying anything. */
	ck_assert_double_gt(most, 0.004);
}
END_TEST

START_TEST(alarms_are_shared_out_over_the_looks)
{
	struct rise r = { 0, 3, 100, 10 };

	/* 50 items × 7 topics × 30 days, one false alarm in a month. */
	ck_assert_double_eq_tol(score_rise_limit(1, 10500), 1 / 10500.0, 1e-12);
	ck_assert_double_eq(score_rise_limit(5, 3), 1);
	ck_assert(score_is_rise(&r, 0.001, 3));
	ck_assert(!score_is_rise(&r, 0.001, 4));
	ck_assert(!score_is_rise(&r, 0.0007, 3));
	r.now = 0;
	ck_assert(!score_is_rise(&r, 1, 0));
}
END_TEST

Suite *feedback_score_rules_suite(void)
{
	Suite *s = suite_create("feedback_score_rules");
	TCase *tc = tcase_create("score");

	tcase_add_test(tc, shares_have_wilsons_interval);
	tcase_add_test(tc, net_promoters_have_their_interval);
	tcase_add_test(tc, answers_are_promoters_from_9_and_detractors_to_6);
	tcase_add_test(tc, satisfied_are_4_and_5);
	tcase_add_test(tc, effort_is_a_mean_with_students_interval);
	tcase_add_test(tc, the_chance_of_a_rise_is_exact);
	tcase_add_test(tc, false_alarms_keep_below_what_is_said);
	tcase_add_test(tc, alarms_are_shared_out_over_the_looks);
	suite_add_tcase(s, tc);
	return s;
}
