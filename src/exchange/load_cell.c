/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as people and spreadsheets write them. */
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "exchange/load.h"

enum { CHANNEL_MAX = 32 };

/* A comma with just three digits behind it: "1,234". "12,50" is no number that we could be sure of.
 */
static bool is_between_thousands(const char *at, size_t in_front)
{
	return *at == ',' && in_front > 0 && strspn(at + 1, "0123456789") == 3;
}

/* Without what stands around a number: the currency's sign, blanks, commas between thousands. */
static bool plain_number(const char *text, char *out, size_t size)
{
	static const char *const signs[] = { "¥", "￥", "£", "€", "$" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(text, signs[i], strlen(signs[i])) == 0)
			text += strlen(signs[i]);
	for (; *text; text++) {
		if (*text == ' ' || is_between_thousands(text, n))
			continue;
		if (n + 1 == size)
			return false;
		out[n++] = *text;
	}
	out[n] = '\0';
	return n > 0;
}

bool cell_price(const char *text, const char *currency, int64_t *milli)
{
	char plain[40];

	return plain_number(text, plain, sizeof plain) &&
	       money_parse_unit(plain, currency, milli) && *milli >= 0 &&
	       *milli <= INT64_C(100000000000000);
}

/* "12", and "12.0" as spreadsheets write whole numbers. */
bool cell_count(const char *text, int64_t max, int64_t *n)
{
	char plain[40], *end;

	if (!plain_number(text, plain, sizeof plain) || !strchr("0123456789", plain[0]))
		return false;
	*n = strtoll(plain, &end, 10);
	if (*end == '.')
		end += 1 + strspn(end + 1, "0");
	return !*end && *n <= max;
}

bool cell_yes(const struct app *app, const char *text, bool *yes)
{
	static const char *const words[2][6] = { { "no", "n", "0", "false", "off", "否" },
						 { "yes", "y", "1", "true", "on", "是" } };

	(void)app;
	for (int i = 0; i < 2; i++)
		for (int k = 0; k < 6; k++)
			if (text_equal_ci(text, words[i][k])) {
				*yes = i == 1;
				return true;
			}
	return false;
}

int cell_word(const struct app *app, const char *text, const char *const *words, int n,
	      const char *label)
{
	for (int i = 0; i < n; i++) {
		if (text_equal_ci(text, words[i]))
			return i;
		for (int l = 0; l < LANG__MAX; l++)
			if (text_equal_ci(text,
					  label_text(app->words, (enum lang)l, label, words[i])))
				return i;
	}
	return -1;
}

bool cell_fits(const char *text, size_t max)
{
	return !text || text_length(text) <= max;
}

bool cell_amount(const char *text, const char *currency, int64_t *minor)
{
	char plain[40];

	return plain_number(text, plain, sizeof plain) && money_parse(plain, currency, minor) &&
	       *minor >= 0 && *minor <= MONEY_ORDER_MAX;
}

static bool is_day(const struct civil *c)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = c->year % 4 == 0 && (c->year % 100 != 0 || c->year % 400 == 0);

	return c->year >= 1970 && c->year < 3000 && c->month >= 1 && c->month <= 12 &&
	       c->day >= 1 && c->day <= days[c->month - 1] + (leap && c->month == 2) &&
	       c->hour >= 0 && c->hour < 24 && c->minute >= 0 && c->minute < 60 && c->second >= 0 &&
	       c->second < 60;
}

/* Digits, at most so many; false: there is none. */
static bool take_number(const char **at, int digits, int *to)
{
	const char *p = *at;

	*to = 0;
	for (; digits > 0 && *p >= '0' && *p <= '9'; digits--)
		*to = *to * 10 + (*p++ - '0');
	if (p == *at)
		return false;
	*at = p;
	return true;
}

static bool take_mark(const char **at, const char *mark)
{
	size_t len = strlen(mark);

	if (strncmp(*at, mark, len) != 0)
		return false;
	*at += len;
	return true;
}

/* Behind the day: nothing, or the time of it. */
static bool take_clock(const char *at, struct civil *c)
{
	at += strspn(at, " T");
	if (!*at)
		return true;
	if (!take_number(&at, 2, &c->hour) || !take_mark(&at, ":") ||
	    !take_number(&at, 2, &c->minute))
		return false;
	if (take_mark(&at, ":") && !take_number(&at, 2, &c->second))
		return false;
	return !*at;
}

static bool take_day(const char **at, const char *const marks[3], struct civil *c)
{
	return take_number(at, 4, &c->year) && take_mark(at, marks[0]) &&
	       take_number(at, 2, &c->month) && take_mark(at, marks[1]) &&
	       take_number(at, 2, &c->day) && take_mark(at, marks[2]);
}

bool cell_time(const char *text, struct instant *t)
{
	static const char *const forms[][3] = {
		{ "-", "-", "" }, { "/", "/", "" }, { ".", ".", "" }, { "年", "月", "日" }
	};

	if (instant_parse(text, t))
		return true;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct civil c = { 0 };
		const char *at = text;

		if (!take_day(&at, forms[i], &c))
			continue;
		if (!take_clock(at, &c) || !is_day(&c))
			return false;
		*t = instant_from_local(&c);
		return true;
	}
	return false;
}

int cell_language(const struct app *app, const char *text)
{
	return cell_word(app, text, lang_tag, LANG__MAX, "language");
}

bool cell_channel(const char *text)
{
	return strlen(text) <= CHANNEL_MAX &&
	       strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(text);
}
