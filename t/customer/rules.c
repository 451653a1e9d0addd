/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a contact is, and what fits it. */
#include <check.h>
#include <string.h>
#include "customer/inside.h"

#define N(a) (int)(sizeof(a) / sizeof *(a))

/* Which identities the contact has, and whose they are: 0 nobody's, else a customer. */
#define NONE -1
enum phones { GUEST, GUEST_WITH_EMAIL, ACCOUNT, ACCOUNT_WITHOUT_EMAIL };
static const struct {
	const char *name;
	int email, phone, external; /* owner; NONE: the contact has none */
	enum phones phones;         /* what the phone's owner is */
	enum identity_kind wanted;
} choose_rows[] = {
	{ "nobody is known", 0, 0, NONE, GUEST, 0 },
	{ "a known e-mail", 1, NONE, NONE, GUEST, IDENTITY_EMAIL },
	{ "a known phone", NONE, 1, NONE, GUEST, IDENTITY_PHONE },
	{ "the e-mail goes before the phone", 1, 2, NONE, GUEST, IDENTITY_EMAIL },
	{ "the external id goes before both", 1, 2, 3, GUEST, IDENTITY_EXTERNAL },
	{ "an unknown external id gives way", 0, 2, 0, GUEST, IDENTITY_PHONE },
	{ "a guest's phone takes a new e-mail", 0, 1, NONE, GUEST, IDENTITY_PHONE },
	{ "a full customer's phone takes none", 0, 1, NONE, ACCOUNT, 0 },
	{ "a full customer's phone alone is theirs", NONE, 1, NONE, ACCOUNT, IDENTITY_PHONE },
	{ "their known e-mail is theirs", 1, 1, NONE, ACCOUNT, IDENTITY_EMAIL },
	{ "an account known by its phone takes none", 0, 1, NONE, ACCOUNT_WITHOUT_EMAIL, 0 },
	{ "who shares a guest's phone is somebody else", 0, 1, NONE, GUEST_WITH_EMAIL, 0 },
	{ "by the phone alone it is the guest's", NONE, 1, NONE, GUEST_WITH_EMAIL, IDENTITY_PHONE },
	{ "an external id says who it is before that", 0, 1, 3, GUEST_WITH_EMAIL,
	  IDENTITY_EXTERNAL },
	{ "an unknown one does not", 0, 1, 0, GUEST_WITH_EMAIL, 0 },
	{ "a known e-mail, whoever's phone", 2, 1, NONE, GUEST_WITH_EMAIL, IDENTITY_EMAIL },
	{ "a known e-mail with a new phone", 1, 0, NONE, GUEST, IDENTITY_EMAIL },
};

static void put(struct identity given[], struct identity_owner owners[], enum identity_kind kind,
		int owner)
{
	given[kind] = (struct identity){ kind, "", owner == NONE ? NULL : "x" };
	owners[kind] = (struct identity_owner){ .customer_id = owner > 0 ? (uint64_t)owner : 0,
						.provisional = true };
}

START_TEST(choose)
{
	struct identity given[IDENTITY__MAX] = { 0 };
	struct identity_owner owners[IDENTITY__MAX] = { 0 };

	put(given, owners, IDENTITY_EMAIL, choose_rows[_i].email);
	put(given, owners, IDENTITY_PHONE, choose_rows[_i].phone);
	put(given, owners, IDENTITY_EXTERNAL, choose_rows[_i].external);
	owners[IDENTITY_PHONE].provisional = choose_rows[_i].phones <= GUEST_WITH_EMAIL;
	owners[IDENTITY_PHONE].has_email =
		choose_rows[_i].phones == GUEST_WITH_EMAIL || choose_rows[_i].phones == ACCOUNT;
	ck_assert_msg(customer_choose(given, owners) == choose_rows[_i].wanted, "%s",
		      choose_rows[_i].name);
}
END_TEST

START_TEST(may_gain)
{
	ck_assert(customer_may_gain(IDENTITY_EMAIL, true));
	ck_assert(!customer_may_gain(IDENTITY_EMAIL, false));
	ck_assert(customer_may_gain(IDENTITY_PHONE, false));
	ck_assert(customer_may_gain(IDENTITY_EXTERNAL, false));
}
END_TEST

static const struct {
	const char *name;
	bool is_known, is_proved, is_guest;
	enum way_leads wanted;
} leads_rows[] = {
	{ "nobody's", false, false, false, WAY_LEADS_NOWHERE },
	{ "an account's, proved", true, true, false, WAY_LEADS_IN },
	{ "a guest's", true, false, true, WAY_LEADS_IN },
	{ "named by an account", true, false, false, WAY_LEADS_TO_OWN },
};

START_TEST(a_way_leads)
{
	const struct way_in in = { .customer_id = 1,
				   .is_proved = leads_rows[_i].is_proved,
				   .is_provisional = leads_rows[_i].is_guest };

	ck_assert_msg(customer_way_leads(leads_rows[_i].is_known, &in) == leads_rows[_i].wanted,
		      "%s", leads_rows[_i].name);
}
END_TEST

static const struct contact lin = {
	.id = 1,
	.name = "林雨晴",
	.phone = "+8613812345521",
	.phone_tail = "5521",
	.email = "Lin@mail.example",
	.email_key = "lin@mail.example",
	.country = "CN",
	.province = "浙江省",
	.city = "杭州市",
	.district = "西湖区",
	.street = "文三路 1 号",
	.postcode = "310012",
};

static const char **member(struct contact *c, int i)
{
	const char **members[] = { &c->name, &c->phone,    &c->email,  &c->country, &c->province,
				   &c->city, &c->district, &c->street, &c->postcode };

	return members[i];
}

START_TEST(contact_that_differs_in_any_member_is_another)
{
	struct contact other = lin;

	*member(&other, _i) = "else";
	ck_assert(!contact_is_same(&lin, &other));
	*member(&other, _i) = NULL;
	ck_assert(!contact_is_same(&other, &lin));
}
END_TEST

START_TEST(contact_of_another_row_is_the_same)
{
	struct contact other = lin, empty = { .id = 3 }, absent = { .name = "", .phone = "" };

	other.id = 2;
	ck_assert(contact_is_same(&lin, &other));
	ck_assert(contact_is_same(&empty, &absent));
}
END_TEST

static const struct {
	const char *name, *typed;
	bool wanted;
} match_rows[] = {
	{ "the four digits", "5521", true },
	{ "with spaces", " 55 21 ", true },
	{ "with the wide digits of a Chinese keyboard", "５５２１", true },
	{ "the e-mail", "lin@mail.example", true },
	{ "the e-mail in capitals, with spaces", " LIN@Mail.Example\n", true },
	{ "the e-mail but for its last letter", "lin@mail.examplo", false },
	{ "other digits", "5522", false },
	{ "three digits", "552", false },
	{ "five digits", "55211", false },
	{ "five digits that end right", "15521", false },
	{ "the whole phone", "13812345521", true },
	{ "the whole phone with its country", "+86 138 1234 5521", true },
	{ "the whole phone as others type it", "0086 (138) 1234-5521", true },
	{ "the whole phone in wide digits", "１３８１２３４５５２１", true },
	{ "the whole phone but for its last digit", "13812345522", false },
	{ "the whole phone but for its first digits", "13912345521", false },
	{ "the phone without its first digit", "3812345521", false },
	{ "the phone of another country", "+1 381 234 5521", false },
	{ "digits and a letter", "5521a", false },
	{ "part of the e-mail", "lin@mail", false },
	{ "more than the e-mail", "lin@mail.example.com", false },
	{ "nothing", "", false },
	{ "spaces", "   ", false },
	{ "no text at all", NULL, false },
};

static bool matches_typed(const struct contact *c, const char *typed)
{
	struct arena *a = arena_new();
	bool fits = contact_matches(a, c, typed, "CN");

	arena_free(a);
	return fits;
}

START_TEST(matches)
{
	ck_assert_msg(matches_typed(&lin, match_rows[_i].typed) == match_rows[_i].wanted, "%s",
		      match_rows[_i].name);
	ck_assert_msg(!matches_typed(NULL, match_rows[_i].typed), "nobody: %s",
		      match_rows[_i].name);
}
END_TEST

START_TEST(contact_without_phone_or_email_matches_nothing)
{
	static const char *const typed[] = { "", "0000", NULL, " " };
	const struct contact short_tail = { .phone_tail = "552" };
	const struct contact below = { .phone_tail = "55-2" }, above = { .phone_tail = "552a" };
	const struct contact bare = { .name = "Guest", .email_key = NULL, .phone_tail = NULL };
	char huge[400];

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		ck_assert(!matches_typed(&bare, typed[i]));
	ck_assert(!matches_typed(&short_tail, "552"));
	ck_assert(!matches_typed(&below, "55-2"));
	ck_assert(!matches_typed(&above, "552a"));
	memset(huge, 'a', sizeof huge - 1);
	huge[sizeof huge - 1] = '\0';
	ck_assert(!matches_typed(&lin, huge));
}
END_TEST

START_TEST(every_digit_and_letter_counts)
{
	const struct contact c = { .phone_tail = "0189", .email_key = "azby@mail.example" };

	ck_assert(matches_typed(&c, "0189"));
	ck_assert(matches_typed(&c, "０１８９"));
	ck_assert(!matches_typed(&c, "0180"));
	ck_assert(!matches_typed(&c, "018/"));
	ck_assert(!matches_typed(&c, "018:"));
	ck_assert(matches_typed(&c, "AZBY@MAIL.EXAMPLE"));
}
END_TEST

START_TEST(address_beyond_all_length_fits_nothing)
{
	char key[257];
	const struct contact c = { .email_key = key };

	memset(key, 'a', sizeof key - 1);
	key[256] = '\0';
	ck_assert(!matches_typed(&c, key));
	key[255] = '\0';
	ck_assert(matches_typed(&c, key));
}
END_TEST

START_TEST(bytes_equal_sees_every_byte)
{
	unsigned char a[32] = { 0 }, b[32] = { 0 };

	ck_assert(bytes_equal(a, b, sizeof a));
	for (size_t i = 0; i < sizeof a; i++) {
		b[i] = 0x80;
		ck_assert(!bytes_equal(a, b, sizeof a));
		b[i] = 0;
	}
}
END_TEST

static const struct {
	const char *given;
	enum search_kind wanted;
} search_rows[] = {
	{ NULL, SEARCH_ALL },
	{ "", SEARCH_ALL },
	{ "lin@mail.example", SEARCH_EMAIL },
	{ "5521", SEARCH_TAIL },
	{ "55 21", SEARCH_TAIL },
	{ "0989", SEARCH_TAIL },
	{ "13812345521", SEARCH_PHONE },
	{ "+86 138-1234-5521", SEARCH_PHONE },
	{ "(0571) 8888 1234", SEARCH_PHONE },
	{ "林", SEARCH_NAME },
	{ "Lin Yuqing", SEARCH_NAME },
	{ "Lin 5521", SEARCH_NAME },
	{ "552", SEARCH_NAME },
	{ "-", SEARCH_NAME },
};

START_TEST(search_kind)
{
	ck_assert_int_eq(customer_search_kind(search_rows[_i].given), search_rows[_i].wanted);
}
END_TEST

/* What is found besides its beginning, " | " between. */
static const struct {
	const char *name, *words;
} word_rows[] = {
	{ "", "" },
	{ "Anne", "" },
	{ "Anne Lin", "Lin" },
	{ "Mary-Ann O'Brien 3rd", "Ann O'Brien 3rd | O'Brien 3rd | Brien 3rd | 3rd" },
	{ "  Lin", "Lin" },
	{ "Lin  ", "" },
	{ "林", "" },
	{ "林雨晴", "雨晴 | 晴" },
	{ "林 雨晴", "雨晴 | 晴" },
	{ "Anne林", "林" },
	{ "林Anne Lin", "Anne Lin | Lin" },
	{ "Émile Żak", "Żak" },
	{ "阿不都·买买提", "不都·买买提 | 都·买买提 | ·买买提 | 买买提 | 买提 | 提" },
	{ "𠮷野家", "野家 | 家" },
	{ "0123456789012345678901234567890123456789 late", "" },
	{ "012345678901234567890123456789012345678 late", "" },
	{ "01234567890123456789012345678901234567 late", "late" },
	{ "a 0123456789012345678901234567890123456789",
	  "0123456789012345678901234567890123456789" },
	{ "a 01234567890123456789012345678901234567890",
	  "0123456789012345678901234567890123456789" },
};

START_TEST(words_of_a_name)
{
	struct arena *a = arena_new();
	const char *words[NAME_WORDS], *all = "";
	size_t n = customer_name_words(a, word_rows[_i].name, words);

	for (size_t i = 0; i < n; i++)
		all = arena_printf(a, "%s%s%s", all, i ? " | " : "", words[i]);
	ck_assert_str_eq(all, word_rows[_i].words);
	arena_free(a);
}
END_TEST

START_TEST(no_name_has_more_words_than_are_kept)
{
	struct arena *a = arena_new();
	const char *words[NAME_WORDS];

	ck_assert_uint_eq(customer_name_words(a,
					      "一二三四五六七八九十一二三四五六七八九十一二三四五"
					      "六七八九十",
					      words),
			  NAME_WORDS);
	ck_assert_str_eq(words[NAME_WORDS - 1], "五六七八九十");
	arena_free(a);
}
END_TEST

Suite *customer_rules_suite(void)
{
	Suite *s = suite_create("customer_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, choose, 0, N(choose_rows));
	tcase_add_test(tc, may_gain);
	tcase_add_loop_test(tc, a_way_leads, 0, N(leads_rows));
	tcase_add_loop_test(tc, contact_that_differs_in_any_member_is_another, 0, 9);
	tcase_add_test(tc, contact_of_another_row_is_the_same);
	tcase_add_loop_test(tc, matches, 0, N(match_rows));
	tcase_add_test(tc, contact_without_phone_or_email_matches_nothing);
	tcase_add_test(tc, every_digit_and_letter_counts);
	tcase_add_test(tc, address_beyond_all_length_fits_nothing);
	tcase_add_test(tc, bytes_equal_sees_every_byte);
	tcase_add_loop_test(tc, search_kind, 0, N(search_rows));
	tcase_add_loop_test(tc, words_of_a_name, 0, N(word_rows));
	tcase_add_test(tc, no_name_has_more_words_than_are_kept);
	suite_add_tcase(s, tc);
	return s;
}
