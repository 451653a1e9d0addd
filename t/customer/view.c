/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What enters a tree of a person, masked and in full. */
#include <check.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "customer/inside.h"

static struct arena *arena;
static struct work w;

static void setup(void)
{
	arena = arena_new();
	arena_install_cjson();
	arena_use_for_cjson(arena);
	w = (struct work){ .arena = arena };
}

static void show_lin(void *arg)
{
	json_text(arena, contact_view(&w, arg, true));
}

static void teardown(void)
{
	arena_use_for_cjson(NULL);
	arena_free(arena);
}

static const struct contact lin = {
	.id = 7,
	.customer_id = 8,
	.name = "林雨晴",
	.phone = "+8613812345521",
	.phone_tail = "5521",
	.email = "lin@mail.example",
	.email_key = "lin@mail.example",
	.country = "CN",
	.province = "浙江省",
	.city = "杭州市",
	.district = "西湖区",
	.street = "文三路 99 号 3 幢",
	.postcode = "310012",
};

static const struct {
	const char *member, *masked, *in_full;
} member_rows[] = {
	{ "name", "林**", "林雨晴" },
	{ "phone", "138****5521", "+8613812345521" },
	{ "email", "l***@mail.example", "lin@mail.example" },
	{ "country", "CN", "CN" },
	{ "province", "浙江省", "浙江省" },
	{ "city", "杭州市", "杭州市" },
	{ "district", "西湖区", "西湖区" },
	{ "postcode", NULL, "310012" },
};

static void check_member(const cJSON *v, const char *member, const char *wanted)
{
	const char *got = json_get_text(v, member);

	ck_assert_msg(cJSON_HasObjectItem(v, member), "%s is not there", member);
	ck_assert_msg(got == wanted || (got && wanted && !strcmp(got, wanted)), "%s: %s", member,
		      got ? got : "(null)");
}

START_TEST(contact_members)
{
	check_member(contact_view(&w, &lin, false), member_rows[_i].member, member_rows[_i].masked);
	check_member(contact_view(&w, &lin, true), member_rows[_i].member, member_rows[_i].in_full);
}
END_TEST

/* Whatever a member is called: no value that must be hidden is anywhere in the text. */
START_TEST(masked_tree_holds_no_secret)
{
	static const char *const secrets[] = { "雨晴", "3812345", "lin@", "99", "3 幢", "310012" };
	const char *masked = json_text(arena, contact_view(&w, &lin, false));
	const char *in_full = json_text(arena, contact_view(&w, &lin, true));

	for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) {
		ck_assert_msg(!strstr(masked, secrets[i]), "%s in %s", secrets[i], masked);
		ck_assert_msg(strstr(in_full, secrets[i]), "%s not in %s", secrets[i], in_full);
	}
}
END_TEST

static const struct {
	const char *name;
	struct contact contact;
	const char *wanted;
} address_rows[] = {
	{ "Chinese from the large to the small",
	  { .country = "CN",
	    .province = "浙江省",
	    .city = "杭州市",
	    .district = "西湖区",
	    .street = "文三路" },
	  "浙江省 杭州市 西湖区 文三路" },
	{ "a city that is its own province once",
	  { .country = "CN", .province = "上海市", .city = "上海市", .street = "人民路" },
	  "上海市 人民路" },
	{ "a city without a province",
	  { .country = "CN", .city = "上海市", .street = "人民路" },
	  "上海市 人民路" },
	{ "others from the small to the large",
	  { .country = "GB", .street = "Mill Lane", .city = "York", .province = "Yorkshire" },
	  "Mill Lane, York, Yorkshire" },
	{ "nothing is nothing", { .country = "GB" }, NULL },
};

START_TEST(address_line)
{
	const cJSON *v = contact_view(&w, &address_rows[_i].contact, true);
	const char *got = json_get_text(v, "address"), *wanted = address_rows[_i].wanted;

	ck_assert_msg(got == wanted || (got && wanted && !strcmp(got, wanted)), "%s: %s",
		      address_rows[_i].name, got ? got : "(null)");
}
END_TEST

START_TEST(customer_is_masked)
{
	const struct customer c = {
		.id = 5,
		.number = "C-7K3M-92Q5",
		.name = "Lin Yuqing",
		.lang = LANG_ZH,
		.provisional = true,
		.n_orders = 47,
		.last_order_at = INSTANT_NONE,
		.created_at = { 0 },
		.version = 3,
	};
	const cJSON *masked = customer_view(&w, &c, false), *in_full = customer_view(&w, &c, true);

	ck_assert_str_eq(json_get_text(masked, "name"), "Lin Y.");
	ck_assert_str_eq(json_get_text(in_full, "name"), "Lin Yuqing");
	ck_assert_str_eq(json_get_text(masked, "initial"), "L");
	ck_assert_str_eq(json_get_text(masked, "number"), "C-7K3M-92Q5");
	ck_assert_str_eq(json_get_text(masked, "lang"), "zh-CN");
	ck_assert_str_eq(json_get_text(masked, "id"), "5");
	ck_assert(json_get_bool(masked, "provisional"));
	ck_assert_int_eq(json_get_int(masked, "n_orders"), 47);
	ck_assert(cJSON_IsNull(json_get(masked, "last_order_at")));
}
END_TEST

START_TEST(nameless_customer_has_an_initial)
{
	const struct customer guest = { .number = "C-7K3M-92Q5", .name = "" },
			      wide = { .number = "C-7K3M-92Q5", .name = "林雨晴" };

	ck_assert(cJSON_IsNull(json_get(customer_view(&w, &guest, true), "name")));
	ck_assert_str_eq(json_get_text(customer_view(&w, &guest, true), "initial"), "?");
	ck_assert_str_eq(json_get_text(customer_view(&w, &wide, true), "initial"), "林");
}
END_TEST

/* The view itself stands guard: a page that forgot to ask shows nothing. */
START_TEST(in_full_needs_the_permission_and_is_of_one_person)
{
	struct contact other = lin;
	struct sight sight = { .in_full = false };
	struct failure f;

	other.customer_id = 9;
	w.sight = &sight;
	json_text(arena, contact_view(&w, &lin, false));
	ck_assert_uint_eq(sight.customer_id, 0);
	ck_assert(!fail_run(show_lin, (void *)(uintptr_t)&lin, &f));
	sight.in_full = true;
	ck_assert(fail_run(show_lin, (void *)(uintptr_t)&lin, &f));
	ck_assert(fail_run(show_lin, (void *)(uintptr_t)&lin, &f));
	ck_assert_uint_eq(sight.customer_id, 8);
	ck_assert(!fail_run(show_lin, &other, &f));
}
END_TEST

Suite *customer_view_suite(void)
{
	Suite *s = suite_create("customer_view");
	TCase *tc = tcase_create("view");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, contact_members, 0, sizeof member_rows / sizeof *member_rows);
	tcase_add_test(tc, masked_tree_holds_no_secret);
	tcase_add_loop_test(tc, address_line, 0, sizeof address_rows / sizeof *address_rows);
	tcase_add_test(tc, customer_is_masked);
	tcase_add_test(tc, nameless_customer_has_an_initial);
	tcase_add_test(tc, in_full_needs_the_permission_and_is_of_one_person);
	suite_add_tcase(s, tc);
	return s;
}
