/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money, counts and rates as a reader of each language writes them. */
#include <string.h>
#include "base/money.h"
#include "i18n/i18n.h"

#define MINUS "\xe2\x88\x92" /* U+2212 */

static const struct symbol {
	const char *currency, *text;
} symbols[] = {
	{ "CNY", "¥" },
	{ "GBP", "£" },
	{ "USD", "$" },
	{ "EUR", "€" },
	/* the bare sign would be read as the yuan's */
	{ "JPY", "JP¥" },
};

static void add_currency(struct buf *b, const char *currency)
{
	for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
		if (strcmp(symbols[i].currency, currency) == 0) {
			buf_adds(b, symbols[i].text);
			return;
		}
	}
	buf_adds(b, currency);
	buf_addch(b, ' ');
}

/* Digits with an optional fraction; the whole part in threes. */
static void add_grouped(struct buf *b, const char *digits)
{
	size_t whole = strcspn(digits, ".");

	for (size_t i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			buf_addch(b, ',');
		buf_addch(b, digits[i]);
	}
	buf_adds(b, digits + whole);
}

static void add_amount(struct buf *b, const char *decimal, const char *currency)
{
	if (*decimal == '-') {
		buf_addlit(b, MINUS);
		decimal++;
	}
	add_currency(b, currency);
	add_grouped(b, decimal);
}

void format_money(struct buf *b, enum lang l, int64_t minor, const char *currency)
{
	char decimal[32];

	(void)l;
	money_decimal(minor, currency, decimal, sizeof decimal);
	add_amount(b, decimal, currency);
}

void format_unit_price(struct buf *b, enum lang l, int64_t unit_milli, const char *currency)
{
	char decimal[32];

	(void)l;
	money_decimal_unit(unit_milli, currency, decimal, sizeof decimal);
	add_amount(b, decimal, currency);
}

static uint64_t magnitude(int64_t v)
{
	return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

/* The value without its sign, in tenths or hundredths, as digits with a point. */
static void add_decimal(struct buf *b, uint64_t v, int decimals)
{
	char digits[32], *p = digits + sizeof digits - 1;
	int at = 0;

	*p = '\0';
	do {
		if (at && at == decimals)
			*--p = '.';
		*--p = (char)('0' + v % 10);
		v /= 10;
		at++;
	} while (v || at <= decimals);
	add_grouped(b, p);
}

struct short_unit {
	uint64_t size; /* in major units */
	const char *word;
};
static const struct short_form {
	struct short_unit unit[3];
	int decimals;
} short_form[LANG__MAX] = {
	[LANG_EN] = { { { 1000, "K" }, { 1000000, "M" }, { 1000000000, "B" } }, 1 },
	[LANG_ZH] = { { { 10000, " 万" }, { 100000000, " 亿" } }, 2 },
};

static uint64_t power_of_ten(int n)
{
	uint64_t v = 1;

	while (n-- > 0)
		v *= 10;
	return v;
}

void format_money_short(struct buf *b, enum lang l, int64_t minor, const char *currency)
{
	const struct short_form *form = &short_form[l];
	int exponent = money_exponent(currency);
	uint64_t major = power_of_ten(exponent > 0 ? exponent : 0),
		 fine = power_of_ten(form->decimals);
	uint64_t value = magnitude(minor);

	if (value < form->unit[0].size * major) {
		format_money(b, l, minor, currency);
		return;
	}
	if (minor < 0)
		buf_addlit(b, MINUS);
	add_currency(b, currency);
	for (int i = 0; i < 3; i++) {
		const struct short_unit *u = &form->unit[i], *next = i < 2 ? u + 1 : NULL;
		uint64_t step = u->size * major / fine,
			 n = value / step + (value % step >= step - step / 2);

		/* Rounded up to a thousand K it is said as 1.0M. */
		if (next && next->size && n >= next->size / u->size * fine)
			continue;
		add_decimal(b, n, form->decimals);
		buf_adds(b, u->word);
		return;
	}
}

void format_count(struct buf *b, enum lang l, int64_t n)
{
	(void)l;
	if (n < 0)
		buf_addlit(b, MINUS);
	add_decimal(b, magnitude(n), 0);
}

void format_percent(struct buf *b, enum lang l, int64_t per_mille)
{
	uint64_t v = magnitude(per_mille);

	(void)l;
	if (per_mille < 0)
		buf_addlit(b, MINUS);
	add_decimal(b, v % 10 ? v : v / 10, v % 10 ? 1 : 0);
	buf_addch(b, '%');
}
