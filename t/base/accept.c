/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranges are read as they stand, with their weights; what cannot be read is passed over. */
#include "base/accept.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

/* Each range as "name q", a plus where it has parameters. */
static const struct {
	const char *header, *wanted;
} rows[] = {
	{ "", "" },
	{ " , ,", "" },
	{ "en", "en 1000;" },
	{ "text/html;q=0.8,*/*;q=0", "text/html 800;*/* 0;" },
	{ "a ; q=0.25 , b;Q=1.000", "a 250;b 1000;" },
	{ "a;q=0.", "a 0;" },
	{ "a;q=1.", "a 1000;" },
	{ "a;level=1;q=0.5", "a 500+;" },
	{ "a;q=0.5;ext=1", "a 500+;" },
	{ "a;charset=UTF-8", "a 1000;" },
	{ "a;charset=latin1", "a 1000+;" },
	{ "a;;q=0.1;", "a 100;" },
	{ "a;x=\"1,2;q=0\";q=0.3,b", "a 300+;b 1000;" },
	{ "a;x=\"\\\",\",b", "a 1000+;b 1000;" },
	{ "a;q=1.001,b", "b 1000;" },
	{ "a;q=0.1234,b", "b 1000;" },
	{ "a;q=-1,b", "b 1000;" },
	{ "a;q=,b", "b 1000;" },
	{ "a;q,b", "b 1000;" },
	{ "a;q =1,b", "b 1000;" },
	{ "a b,c", "c 1000;" },
	{ "=,;,\"x,y\",c", "c 1000;" },
	{ "a;x=\"open,b", "" },
	{ "a;x=\"open\\", "" },
};

START_TEST(reads_ranges)
{
	char got[200] = "";
	const char *at = rows[_i].header;
	struct accept_range r;

	while (accept_next(&at, &r)) {
		size_t len = strlen(got);

		snprintf(got + len, sizeof got - len, "%.*s %d%s;", (int)r.len, r.name, r.q,
			 r.has_params ? "+" : "");
	}
	ck_assert_str_eq(got, rows[_i].wanted);
}
END_TEST

Suite *base_accept_suite(void)
{
	Suite *s = suite_create("base_accept");
	TCase *tc = tcase_create("ranges");

	tcase_add_loop_test(tc, reads_ranges, 0, sizeof rows / sizeof rows[0]);
	suite_add_tcase(s, tc);
	return s;
}
