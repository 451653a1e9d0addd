/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of passwords and one-time codes (the vectors of RFC 6238 and RFC 4648). */
#include <time.h>
#include "base/rows.h"
#include "base/secret.h"

static const uint8_t *const rfc_key = (const uint8_t *)"12345678901234567890";
static struct arena *a;

static void set_up(void)
{
	struct secret_keys keys;

	a = arena_new();
	ck_assert(secret_init(&keys, "000102030405060708090a0b0c0d0e0f"
				     "000102030405060708090a0b0c0d0e0f"));
}

static void tear_down(void)
{
	arena_free(a);
}

START_TEST(password_verifies_against_its_hash_alone)
{
	char hash[SECRET_PASSWORD_SIZE], again[SECRET_PASSWORD_SIZE];

	secret_password_hash("correct horse 林", hash);
	secret_password_hash("correct horse 林", again);
	ck_assert_str_ne(hash, again);
	ck_assert_int_eq(strncmp(hash, "$argon2id$v=19$m=32768,t=3,p=1$", 31), 0);
	ck_assert(secret_password_verify("correct horse 林", hash));
	ck_assert(!secret_password_verify("correct horse", hash));
	ck_assert(!secret_password_verify("", hash));
	ck_assert(!secret_password_verify("x", "no hash"));
	ck_assert(!secret_password_is_stale(hash));
	ck_assert(secret_password_is_stale("$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
					   "RdescudvJCsgt3ub+b4dWRWJTmaaJObG"));
}
END_TEST

static int64_t cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Only the order of size can be tested: a shortcut would be a thousand times faster. */
START_TEST(unknown_user_costs_as_much)
{
	char hash[SECRET_PASSWORD_SIZE];
	int64_t known, unknown, start;

	secret_password_hash("secret", hash);
	start = cpu_us();
	ck_assert(!secret_password_verify("wrong", hash));
	known = cpu_us() - start;
	start = cpu_us();
	ck_assert(!secret_password_verify("wrong", NULL));
	unknown = cpu_us() - start;
	ck_assert_int_gt(unknown * 3, known);
}
END_TEST

START_TEST(codes_are_those_of_the_standard)
{
	static const struct {
		const char *name; /* the code */
		int64_t seconds;
	} rows[] = {
		{ "287082", 59 },         { "081804", 1111111109 },
		{ "050471", 1111111111 }, { "005924", 1234567890 },
		{ "279037", 2000000000 }, { "353130", INT64_C(20000000000) },
	};

	for (each_row(rows))
		check_int(row->name, secret_totp_check(rfc_key, 20, row->name, row->seconds, 0),
			  row->seconds / 30);
}
END_TEST

START_TEST(codes_work_one_step_around_and_once)
{
	static const struct {
		const char *name;
		int64_t seconds, last, wanted;
	} rows[] = {
		{ "in its step", 59, 0, 1 },    { "at its start", 30, 0, 1 },
		{ "one step late", 60, 0, 1 },  { "one step late, last second", 89, 0, 1 },
		{ "two steps late", 90, 0, 0 }, { "one step early", 29, 0, 1 },
		{ "used before", 59, 1, 0 },    { "older than the last used", 60, 2, 0 },
	};

	for (each_row(rows))
		check_int(row->name,
			  secret_totp_check(rfc_key, 20, "287082", row->seconds, row->last),
			  row->wanted);
	ck_assert_int_eq(secret_totp_check(rfc_key, 20, "050471", 1111111051, 0), 0);
	ck_assert_int_eq(secret_totp_check(rfc_key, 20, "050471", 1111111080, 0), 37037037 - 0);
}
END_TEST

START_TEST(what_is_no_code_is_refused)
{
	static const char *const bad[] = { "",       "28708",   "2870822", "94287082",
					   "28708x", " 287082", "287083" };

	for (size_t i = 0; i < count_of(bad); i++)
		ck_assert_msg(!secret_totp_check(rfc_key, 20, bad[i], 59, 0), "%s", bad[i]);
	ck_assert_int_eq(secret_totp_check((const uint8_t *)"other key", 9, "287082", 59, 0), 0);
}
END_TEST

START_TEST(base32_is_that_of_the_standard)
{
	static const struct {
		const char *name, *wanted;
	} rows[] = {
		{ "", "" },
		{ "f", "MY" },
		{ "fo", "MZXQ" },
		{ "foo", "MZXW6" },
		{ "foob", "MZXW6YQ" },
		{ "fooba", "MZXW6YTB" },
		{ "foobar", "MZXW6YTBOI" },
		{ "12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" },
		{ "\xff\xff\xff\xff\xff\xff", "7777777774" },
	};

	for (each_row(rows))
		check_text(row->name, secret_base32(a, row->name, strlen(row->name)), row->wanted);
}
END_TEST

Suite *base_secret_password_suite(void)
{
	Suite *s = suite_create("base_secret_password");
	TCase *t = tcase_create("secret_password");

	tcase_set_timeout(t, 30); /* hashing is slow on purpose */
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, password_verifies_against_its_hash_alone);
	tcase_add_test(t, unknown_user_costs_as_much);
	tcase_add_test(t, codes_are_those_of_the_standard);
	tcase_add_test(t, codes_work_one_step_around_and_once);
	tcase_add_test(t, what_is_no_code_is_refused);
	tcase_add_test(t, base32_is_that_of_the_standard);
	suite_add_tcase(s, t);
	return s;
}
