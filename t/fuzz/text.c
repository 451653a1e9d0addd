/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds the readers of what people type: cleaning, folding, addresses, phones, masks, numbers. */
#include "base/text.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/ident.h"
#include "base/instant.h"
#include "base/money.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
	if (!truth)
		abort();
}

/* The key of a key is the key. */
static void check_contacts(struct arena *a, const char *s)
{
	const char *email = text_email_key(a, s), *phone = text_phone_key(a, s, "CN");
	const char *abroad = text_phone_key(a, s, "GB");

	if (email) {
		require(!strcmp(text_email_key(a, email), email));
		require(!strpbrk(email, " ,;\"<>()\\\r\n") && strlen(email) <= 254);
	}
	if (phone) {
		require(!strcmp(text_phone_key(a, phone, NULL), phone));
		require(strlen(phone) <= 16 && phone[1 + strspn(phone + 1, "0123456789")] == '\0');
	}
	if (abroad)
		require(!strcmp(text_phone_key(a, abroad, "US"), abroad));
}

static void check_cleaned(struct arena *a, const char *s)
{
	for (int line = 0; line < 2; line++) {
		char *clean = text_clean(a, s, line);
		char *fold;

		if (!clean)
			continue;
		require(text_is_utf8(clean, strlen(clean)));
		require(!strcmp(text_clean(a, clean, line), clean));
		require(!line || !strpbrk(clean, "\n\t"));
		require(!strstr(clean, "\r"));
		fold = text_fold(a, clean);
		require(text_is_utf8(fold, strlen(fold)));
	}
}

static void check_masks(struct arena *a, const char *s, bool valid)
{
	char *masks[] = { text_mask_name(a, s), text_mask_phone(a, s), text_mask_email(a, s),
			  text_mask_street(a, s) };

	for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++)
		require(!valid || text_is_utf8(masks[i], strlen(masks[i])));
	require(!valid || !strpbrk(masks[3], "0123456789"));
}

/* What parses prints, and what was printed parses to the same. */
static void check_values(const char *s)
{
	char text[40], number[IDENT_NUMBER_SIZE], again[IDENT_NUMBER_SIZE];
	struct instant t, t2;
	int64_t amount, amount2;

	if (instant_parse(s, &t)) {
		instant_format_utc(t, text, sizeof text);
		require(instant_parse(text, &t2) && t2.us == t.us);
		instant_format_local(t, text, sizeof text);
	}
	if (money_parse_unit(s, "CNY", &amount)) {
		money_decimal_unit(amount, "CNY", text, sizeof text);
		require(money_parse_unit(text, "CNY", &amount2) && amount == amount2);
	}
	if (ident_number_fold('R', s, number)) {
		require(ident_number_has_shape('R', s));
		require(ident_number_fold('R', number, again) && !strcmp(number, again));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	char *s = malloc(size + 1);
	uint64_t id;
	int64_t n;

	if (!a)
		a = arena_new();
	if (size)
		memcpy(s, data, size);
	s[size] = '\0';
	check_cleaned(a, s);
	check_contacts(a, s);
	check_masks(a, s, text_is_utf8(s, strlen(s)));
	check_values(s);
	if (ident_parse(s, &id))
		require(text_to_i64(s, 1, INT64_MAX, &n) && (uint64_t)n == id);
	text_length(s);
	arena_reset(a);
	free(s);
	return 0;
}
