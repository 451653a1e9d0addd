/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses are called, and which never. */
#include <arpa/inet.h>
#include <string.h>
#include "base/rows.h"
#include "call/call.h"

static const struct {
	const char *name;
	bool wanted;
} addresses[] = {
	{ "1.1.1.1", true },
	{ "8.8.8.8", true },
	{ "93.184.216.34", true },
	{ "0.0.0.0", false },
	{ "0.1.2.3", false },
	{ "9.255.255.255", true },
	{ "10.0.0.1", false },
	{ "10.255.255.255", false },
	{ "11.0.0.0", true },
	{ "100.63.255.255", true },
	{ "100.64.0.1", false },
	{ "100.127.255.255", false },
	{ "100.128.0.0", true },
	{ "127.0.0.1", false },
	{ "127.255.255.254", false },
	{ "169.254.169.254", false },
	{ "172.15.255.255", true },
	{ "172.16.0.1", false },
	{ "172.31.255.255", false },
	{ "172.32.0.0", true },
	{ "192.0.0.8", false },
	{ "192.0.2.1", false },
	{ "192.88.99.1", false },
	{ "192.168.1.1", false },
	{ "192.169.0.0", true },
	{ "198.17.255.255", true },
	{ "198.18.0.1", false },
	{ "198.19.255.255", false },
	{ "198.51.100.7", false },
	{ "203.0.113.7", false },
	{ "223.255.255.255", true },
	{ "224.0.0.1", false },
	{ "239.255.255.250", false },
	{ "240.0.0.1", false },
	{ "255.255.255.255", false },
	{ "2606:4700:4700::1111", true },
	{ "2a00:1450:4001:81b::200e", true },
	{ "::", false },
	{ "::1", false },
	{ "::ffff:127.0.0.1", false },
	{ "::ffff:8.8.8.8", false },
	{ "64:ff9b::a00:1", false },
	{ "100::1", false },
	{ "2001::1", false },
	{ "2001:1ff::1", false },
	{ "2001:200::1", true },
	{ "2001:db8::1", false },
	{ "2002:a00:1::1", false },
	{ "2003::1", true },
	{ "3ffe::1", true },
	{ "3fff::1", false },
	{ "4000::1", false },
	{ "fc00::1", false },
	{ "fd12:3456::1", false },
	{ "fe80::1", false },
	{ "fec0::1", false },
	{ "ff02::1", false },
};

START_TEST(only_addresses_of_the_world_are_called)
{
	for (each_row(addresses)) {
		struct sockaddr_in v4 = { .sin_family = AF_INET };
		struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
		bool is4 = inet_pton(AF_INET, row->name, &v4.sin_addr) == 1;

		ck_assert(is4 || inet_pton(AF_INET6, row->name, &v6.sin6_addr) == 1);
		check_int(row->name,
			  call_is_global(is4 ? (const struct sockaddr *)&v4
					     : (const struct sockaddr *)&v6),
			  row->wanted);
	}
	ck_assert(!call_is_global(&(const struct sockaddr){ .sa_family = AF_UNIX }));
}
END_TEST

/* In pieces: what is looked at is not for use. */
#define S "https:"

static const struct {
	const char *name;
	bool wanted, local;
	const char *host; /* where it is taken */
} urls[] = {
	{ S "//shop.example/in", true, true, "shop.example" },
	{ S "//shop.example", true, true, "shop.example" },
	{ S "//shop.example:443/in?a=b", true, true, "shop.example" },
	{ "HTTPS:"
	  "//shop.example/in",
	  true, true, "shop.example" },
	{ S "//1.1.1.1/", true, true, "1.1.1.1" },
	{ S "//0x7f.1/", true, true, "127.0.0.1" },
	{ S "//2130706433/", true, true, "127.0.0.1" },
	{ S "//[2606:4700:4700::1111]/", true, true, "[2606:4700:4700::1111]" },
	{ "http:"
	  "//shop.example/in",
	  false, true, "shop.example" },
	{ S "//shop.example:8443/", false, true, "shop.example" },
	{ S "//shop.example:80/", false, true, "shop.example" },
	{ S "//a:b@shop.example/", false, false, NULL },
	{ S "//a@shop.example/", false, false, NULL },
	{ S "//shop.example/#x", false, false, NULL },
	{ S "//shop.example./", false, false, NULL },
	{ "ftp:"
	  "//shop.example/",
	  false, false, NULL },
	{ "file:"
	  "///etc/passwd",
	  false, false, NULL },
	{ "gopher:"
	  "//shop.example/",
	  false, false, NULL },
	{ "shop.example/in", false, false, NULL },
	{ S "///in", false, false, NULL },
	{ S "//shop.example/a b", false, false, NULL },
	{ S "//shop.example\\@evil.example/", false, false, NULL },
	{ S "//sh\nop.example/", false, false, NULL },
	{ S "//\xe5\xba\x97.example/", false, false, NULL },
	{ "", false, false, NULL },
};

START_TEST(an_address_is_https_to_a_host)
{
	struct arena *a = arena_new();

	for (each_row(urls)) {
		struct call_target t = { 0 };

		check_int(row->name, call_read_url(a, row->name, false, &t), row->wanted);
		if (row->wanted)
			check_text(row->name, t.host, row->host);
		check_int(row->name, call_read_url(a, row->name, true, &t), row->local);
	}
	arena_free(a);
}
END_TEST

START_TEST(an_address_has_an_end)
{
	struct arena *a = arena_new();
	char url[CALL_URL + 2] = "https://shop.example/";
	struct call_target t;

	memset(url + 21, 'a', CALL_URL - 21);
	url[CALL_URL] = 0;
	ck_assert(call_read_url(a, url, false, &t));
	url[CALL_URL] = 'a';
	url[CALL_URL + 1] = 0;
	ck_assert(!call_read_url(a, url, false, &t));
	arena_free(a);
}
END_TEST

Suite *call_address_rules_suite(void)
{
	Suite *s = suite_create("call_address_rules");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, only_addresses_of_the_world_are_called);
	tcase_add_test(tc, an_address_is_https_to_a_host);
	tcase_add_test(tc, an_address_has_an_end);
	suite_add_tcase(s, tc);
	return s;
}
