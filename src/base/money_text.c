/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money as decimal text, by the currency's exponent. */
#include <stdio.h>
#include <string.h>
#include "base/fail.h"
#include "base/money.h"

#define UNIT_DIGITS 3 /* of a unit price, beyond the minor unit */

/* ISO 4217, the currencies in use, by their number of decimals. */
static const struct {
	int exponent;
	const char *codes;
} exponents[] = {
	{ 2, "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL "
	     "BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP "
	     "ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS "
	     "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD "
	     "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
	     "PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD "
	     "SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED "
	     "VES WST XCD YER ZAR ZMW " },
	{ 0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF " },
	{ 3, "BHD IQD JOD KWD LYD OMR TND " },
};

int money_exponent(const char *currency)
{
	if (!currency || strlen(currency) != 3 || strchr(currency, ' '))
		return -1;
	for (size_t i = 0; i < sizeof exponents / sizeof exponents[0]; i++)
		for (const char *p = exponents[i].codes; *p; p += 4)
			if (!memcmp(p, currency, 3))
				return exponents[i].exponent;
	return -1;
}

static bool take_digit(const char **s, int64_t *value)
{
	if (**s < '0' || **s > '9')
		return false;
	*value = *value * 10 + (**s - '0');
	(*s)++;
	return *value <= MONEY_MAX;
}

/* Reads a decimal number as a whole number of 10^-places. */
static bool parse(const char *s, int places, int64_t *out)
{
	bool negative = *s == '-';
	int64_t value = 0;

	if (*s == '-' || *s == '+')
		s++;
	do {
		if (!take_digit(&s, &value))
			return false;
	} while (*s && *s != '.');
	if (*s == '.') {
		s++;
		do {
			if (places-- == 0 || !take_digit(&s, &value))
				return false;
		} while (*s);
	}
	for (; places > 0; places--) {
		value *= 10;
		if (value > MONEY_MAX)
			return false;
	}
	*out = negative ? -value : value;
	return true;
}

bool money_parse(const char *s, const char *currency, int64_t *out)
{
	int exponent = money_exponent(currency);

	return exponent >= 0 && parse(s, exponent, out);
}

bool money_parse_unit(const char *s, const char *currency, int64_t *out)
{
	int exponent = money_exponent(currency);

	return exponent >= 0 && parse(s, exponent + UNIT_DIGITS, out);
}

/* Writes value x 10^-places; zeros at the end are cut down to `least` places. */
static void print(int64_t value, int places, int least, char *out, size_t size)
{
	char digits[32], *p = digits + sizeof digits;
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	for (; places > least && rest % 10 == 0; places--)
		rest /= 10;
	*--p = '\0';
	for (int i = 0; i <= places || rest > 0; i++) {
		if (i == places && places > 0)
			*--p = '.';
		*--p = (char)('0' + rest % 10);
		rest /= 10;
	}
	if (value < 0)
		*--p = '-';
	snprintf(out, size, "%s", p);
}

static int exponent_or_fail(const char *currency)
{
	int exponent = money_exponent(currency);

	if (exponent < 0)
		fail("money: unknown currency %s", currency ? currency : "(none)");
	return exponent;
}

void money_decimal(int64_t minor, const char *currency, char *out, size_t size)
{
	int exponent = exponent_or_fail(currency);

	print(minor, exponent, exponent, out, size);
}

void money_decimal_unit(int64_t unit_milli, const char *currency, char *out, size_t size)
{
	int exponent = exponent_or_fail(currency);

	print(unit_milli, exponent + UNIT_DIGITS, exponent, out, size);
}
