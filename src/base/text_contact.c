/* SPDX-License-Identifier: GPL-3.0-or-later */
/* E-mail addresses and phone numbers in the one form by which a customer is found. */
#include <string.h>
#include "base/text.h"
#include "base/utf8.h"

#define EMAIL_MAX        254
#define LOCAL_MAX        64
#define LABEL_MAX        63
#define PHONE_DIGITS_MIN 7
#define PHONE_DIGITS_MAX 15

static const char letters_and_digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";

/* Names between single dots, each of characters that need no quotes. */
static bool is_local_part(const char *s, size_t len)
{
	static const char marks[] = "!#$%&'*+-/=?^_`{|}~.";

	if (len < 1 || len > LOCAL_MAX || s[0] == '.' || s[len - 1] == '.')
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!s[i] || (!strchr(letters_and_digits, s[i]) && !strchr(marks, s[i])))
			return false;
		if (s[i] == '.' && s[i + 1] == '.')
			return false;
	}
	return true;
}

static bool is_label(const char *s, size_t len)
{
	if (len < 1 || len > LABEL_MAX || s[0] == '-' || s[len - 1] == '-')
		return false;
	for (size_t i = 0; i < len; i++)
		if (s[i] != '-' && !strchr(letters_and_digits, s[i]))
			return false;
	return true;
}

/* Two labels at least; the last one is no number, so that an IP address is no domain. */
static bool is_domain(const char *s)
{
	const char *dot;
	int labels = 0;

	while ((dot = strchr(s, '.'))) {
		if (!is_label(s, (size_t)(dot - s)))
			return false;
		labels++;
		s = dot + 1;
	}
	return labels > 0 && is_label(s, strlen(s)) && s[strspn(s, "0123456789")];
}

char *text_email_key(struct arena *a, const char *s)
{
	size_t len = s ? strlen(s) : 0;
	const char *at;
	char *key;

	if (len < 1 || len > EMAIL_MAX)
		return NULL;
	key = arena_strndup(a, s, len);
	for (char *p = key; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	at = strchr(key, '@');
	if (!at || !is_local_part(key, (size_t)(at - key)) || !is_domain(at + 1))
		return NULL;
	return key;
}

/* Calling codes of the countries a shop here is likely to send to. `trunk` is what people put
 * before a national number and what a number from abroad leaves out. */
static const struct country {
	char name[3];
	char trunk;
	const char *code;
} countries[] = {
	{ "AE", '0', "971" }, { "AR", '0', "54" },  { "AT", '0', "43" },  { "AU", '0', "61" },
	{ "BE", '0', "32" },  { "BG", '0', "359" }, { "BH", 0, "973" },   { "BR", '0', "55" },
	{ "CA", '1', "1" },   { "CH", '0', "41" },  { "CL", 0, "56" },    { "CN", '0', "86" },
	{ "CY", 0, "357" },   { "CZ", 0, "420" },   { "DE", '0', "49" },  { "DK", 0, "45" },
	{ "EE", 0, "372" },   { "EG", '0', "20" },  { "ES", 0, "34" },    { "FI", '0', "358" },
	{ "FR", '0', "33" },  { "GB", '0', "44" },  { "GR", 0, "30" },    { "HK", 0, "852" },
	{ "HR", '0', "385" }, { "ID", '0', "62" },  { "IE", '0', "353" }, { "IL", '0', "972" },
	{ "IN", '0', "91" },  { "IS", 0, "354" },   { "IT", 0, "39" },    { "JP", '0', "81" },
	{ "KH", '0', "855" }, { "KR", '0', "82" },  { "KZ", '8', "7" },   { "LA", '0', "856" },
	{ "LB", '0', "961" }, { "LT", 0, "370" },   { "LU", 0, "352" },   { "LV", 0, "371" },
	{ "MM", '0', "95" },  { "MO", 0, "853" },   { "MT", 0, "356" },   { "MX", 0, "52" },
	{ "MY", '0', "60" },  { "NL", '0', "31" },  { "NO", 0, "47" },    { "NZ", '0', "64" },
	{ "PH", '0', "63" },  { "PK", '0', "92" },  { "PL", 0, "48" },    { "PT", 0, "351" },
	{ "RO", '0', "40" },  { "RS", '0', "381" }, { "RU", '8', "7" },   { "SA", '0', "966" },
	{ "SE", '0', "46" },  { "SG", 0, "65" },    { "SI", '0', "386" }, { "SK", '0', "421" },
	{ "TH", '0', "66" },  { "TR", '0', "90" },  { "TW", '0', "886" }, { "UA", '0', "380" },
	{ "US", '1', "1" },   { "VN", '0', "84" },  { "ZA", '0', "27" },
};

static const struct country *find_country(const char *name)
{
	for (size_t i = 0; name && i < sizeof countries / sizeof countries[0]; i++)
		if (text_equal_ci(name, countries[i].name))
			return &countries[i];
	return NULL;
}

/* The digits typed, but for the (0) that is left out after a country code. *international: they
 * begin with such a code. False: something else was typed, or too much. */
static bool read_digits(const char *s, char digits[PHONE_DIGITS_MAX + 3], bool *international)
{
	size_t n = 0;
	bool plus = false;

	while (*s) {
		char c;

		if (plus && text_starts_with(s, "(0)"))
			s += 3;
		c = *s ? utf8_next_narrow(&s) : ' ';
		if (c == ' ' || c == '-' || c == '(' || c == ')' || c == '\t')
			continue;
		if (c == '+' && !plus && n == 0) {
			plus = true;
			continue;
		}
		if (c < '0' || c > '9' || n == PHONE_DIGITS_MAX + 2)
			return false;
		digits[n++] = c;
	}
	digits[n] = '\0';
	*international = plus;
	if (!plus && text_starts_with(digits, "00")) {
		memmove(digits, digits + 2, n - 1);
		*international = true;
	}
	return true;
}

static bool is_chinese_mobile(const char *national)
{
	return strlen(national) == 11 && national[0] == '1' && national[1] >= '3' &&
	       national[1] <= '9';
}

/* An area code without its 0 (10, 2x, or three digits) and seven or eight digits. */
static bool is_chinese_landline(const char *national)
{
	size_t len = strlen(national);

	if (text_starts_with(national, "10") || national[0] == '2')
		return len == 10;
	return national[0] >= '3' && national[0] <= '9' && (len == 10 || len == 11);
}

static bool is_international(const char *digits)
{
	size_t len = strlen(digits);

	if (len < PHONE_DIGITS_MIN || len > PHONE_DIGITS_MAX || digits[0] == '0')
		return false;
	if (!text_starts_with(digits, "86"))
		return true;
	return is_chinese_mobile(digits + 2) || is_chinese_landline(digits + 2);
}

/* People type 86 without the plus, too; the length tells it from a national number. */
static bool has_bare_chinese_code(const struct country *c, const char *digits)
{
	return !strcmp(c->code, "86") && text_starts_with(digits, "86") &&
	       is_chinese_mobile(digits + 2);
}

char *text_phone_key(struct arena *a, const char *s, const char *country)
{
	const struct country *c = find_country(country);
	char typed[PHONE_DIGITS_MAX + 3], *key;
	const char *national = typed;
	bool international;

	if (!s || !read_digits(s, typed, &international))
		return NULL;
	if (!international && !c)
		return NULL;
	if (international || has_bare_chinese_code(c, typed)) {
		key = arena_printf(a, "+%s", typed);
	} else {
		if (c->trunk && typed[0] == c->trunk)
			national++;
		if (strlen(national) < PHONE_DIGITS_MIN)
			return NULL;
		key = arena_printf(a, "+%s%s", c->code, national);
	}
	return is_international(key + 1) ? key : NULL;
}

char *text_phone_national(struct arena *a, const char *key, const char *country)
{
	const struct country *c = find_country(country);
	const char *digits = key + (*key == '+');

	return arena_strdup(a, c && text_starts_with(digits, c->code) ? digits + strlen(c->code)
								      : digits);
}
