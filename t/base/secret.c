/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of keys, tokens, MACs and sealing. */
#include "base/secret.h"
#include "base/rows.h"

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F"

static struct arena *a;
static struct secret_keys keys;

static void set_up(void)
{
	a = arena_new();
	ck_assert(secret_init(&keys, HEX));
}

static void tear_down(void)
{
	arena_free(a);
}

START_TEST(master_secret_is_64_hex_digits)
{
	static const char *const bad[] = {
		"",
		"00",
		HEX "00",
		"g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
		"0001:2030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
		" " HEX
	};
	struct secret_keys k;

	for (size_t i = 0; i < count_of(bad); i++)
		ck_assert_msg(!secret_init(&k, bad[i]), "%s", bad[i]);
}
END_TEST

/* What is stored was made with these: they may never change. */
START_TEST(keys_are_derived_apart_and_for_ever)
{
	static const uint8_t link[] = { 0x95, 0x84, 0xe5, 0x8c, 0xe0, 0xea, 0x37, 0x5f };
	struct secret_keys again;

	ck_assert(secret_init(&again, HEX));
	ck_assert_mem_eq(&again, &keys, sizeof keys);
	ck_assert_mem_eq(keys.link, link, sizeof link);
	ck_assert_mem_ne(keys.link, keys.csrf, SECRET_KEY_BYTES);
	ck_assert_mem_ne(keys.csrf, keys.seal, SECRET_KEY_BYTES);
	ck_assert_mem_ne(keys.seal, keys.index, SECRET_KEY_BYTES);
}
END_TEST

START_TEST(random_values_differ)
{
	uint8_t one[16] = { 0 }, two[16] = { 0 };

	secret_random(one, sizeof one);
	secret_random(two, sizeof two);
	ck_assert_mem_ne(one, two, sizeof one);
	ck_assert(secret_random64() != secret_random64());
}
END_TEST

START_TEST(tokens_are_found_by_their_hash)
{
	static const char base64url[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	char token[SECRET_TOKEN_SIZE], other[SECRET_TOKEN_SIZE];
	uint8_t stored[SECRET_HASH_BYTES], hash[SECRET_HASH_BYTES];

	secret_token(other, hash);
	secret_token(token, stored);
	ck_assert_uint_eq(strlen(token), 43);
	ck_assert_uint_eq(strspn(token, base64url), 43);
	ck_assert_str_ne(token, other);
	secret_hash(token, 43, hash);
	ck_assert_mem_eq(hash, stored, sizeof hash);
	secret_hash(token, 42, hash);
	ck_assert_mem_ne(hash, stored, sizeof hash);
}
END_TEST

START_TEST(macs_tell_lists_apart)
{
	static const struct {
		const char *parts[3];
		size_t n;
	} lists[] = {
		{ { "ab", "c" }, 2 },     { { "a", "bc" }, 2 }, { { "abc" }, 1 },
		{ { "abc", "" }, 2 },     { { "", "abc" }, 2 }, { { "" }, 1 },
		{ { "", "" }, 2 },        { { "c", "ab" }, 2 }, { { NULL }, 0 },
		{ { "a", "b", "c" }, 3 },
	};
	char tags[count_of(lists)][SECRET_TAG_SIZE], tag[SECRET_TAG_SIZE];

	for (size_t i = 0; i < count_of(lists); i++) {
		secret_tag(keys.link, lists[i].parts, lists[i].n, tags[i]);
		ck_assert_uint_eq(strlen(tags[i]), SECRET_TAG_SIZE - 1);
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(tags[i], tags[j]);
		secret_tag(keys.link, lists[i].parts, lists[i].n, tag);
		ck_assert_str_eq(tag, tags[i]);
		secret_tag(keys.csrf, lists[i].parts, lists[i].n, tag);
		ck_assert_str_ne(tag, tags[i]);
	}
}
END_TEST

START_TEST(texts_are_compared_whole)
{
	ck_assert(secret_equal("abc", "abc"));
	ck_assert(secret_equal("", ""));
	ck_assert(!secret_equal("abc", "abd"));
	ck_assert(!secret_equal("abc", "ab"));
	ck_assert(!secret_equal("", "a"));
}
END_TEST

START_TEST(digits_are_uniform)
{
	int count[10] = { 0 };
	char code[11];

	for (int i = 0; i < 2000; i++) {
		secret_digits(code, 10);
		require(strlen(code) == 10 && strspn(code, "0123456789") == 10);
		for (int j = 0; j < 10; j++)
			count[code[j] - '0']++;
	}
	for (int d = 0; d < 10; d++)
		ck_assert_msg(count[d] > 1750 && count[d] < 2250, "%d: %d", d, count[d]);
}
END_TEST

START_TEST(sealed_opens_with_key_and_context)
{
	size_t sealed_len, len = 0;
	uint8_t *sealed = secret_seal(a, keys.seal, "staff 7", "seed\0x", 6, &sealed_len);
	uint8_t *again = secret_seal(a, keys.seal, "staff 7", "seed\0x", 6, &len);
	char *opened = secret_open(a, keys.seal, "staff 7", sealed, sealed_len, &len);

	ck_assert_uint_eq(len, 6);
	ck_assert_mem_eq(opened, "seed\0x", 7);
	ck_assert_uint_eq(sealed_len, 6 + 41);
	ck_assert_mem_ne(sealed, again, sealed_len);
	ck_assert_ptr_null(secret_open(a, keys.link, "staff 7", sealed, sealed_len, &len));
	ck_assert_ptr_null(secret_open(a, keys.seal, "staff 8", sealed, sealed_len, &len));
	ck_assert_ptr_null(secret_open(a, keys.seal, "staff 7", sealed, sealed_len - 1, &len));
	ck_assert_ptr_null(secret_open(a, keys.seal, "staff 7", sealed, 40, &len));
	ck_assert_ptr_null(secret_open(a, keys.seal, "staff 7", sealed, 0, &len));
	for (size_t i = 0; i < sealed_len; i++) {
		sealed[i] ^= 1;
		ck_assert_ptr_null(secret_open(a, keys.seal, "staff 7", sealed, sealed_len, &len));
		sealed[i] ^= 1;
	}
}
END_TEST

START_TEST(nothing_can_be_sealed)
{
	size_t sealed_len, len = 9;
	void *sealed = secret_seal(a, keys.seal, "", "", 0, &sealed_len);

	ck_assert_ptr_nonnull(secret_open(a, keys.seal, "", sealed, sealed_len, &len));
	ck_assert_uint_eq(len, 0);
}
END_TEST

Suite *base_secret_suite(void)
{
	Suite *s = suite_create("base_secret");
	TCase *t = tcase_create("secret");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, master_secret_is_64_hex_digits);
	tcase_add_test(t, keys_are_derived_apart_and_for_ever);
	tcase_add_test(t, random_values_differ);
	tcase_add_test(t, tokens_are_found_by_their_hash);
	tcase_add_test(t, macs_tell_lists_apart);
	tcase_add_test(t, texts_are_compared_whole);
	tcase_add_test(t, digits_are_uniform);
	tcase_add_test(t, sealed_opens_with_key_and_context);
	tcase_add_test(t, nothing_can_be_sealed);
	suite_add_tcase(s, t);
	return s;
}
