/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells as people and spreadsheets write them. */
#include <stdlib.h>
#include <string.h>
#include "base/money.h"
#include "base/text.h"
#include "exchange/load.h"

/* Without what stands around a number: the currency's sign, blanks, commas between thousands. */
static bool plain_number(const char *text, char *out, size_t size)
{
	static const char *const signs[] = { "¥", "￥", "£", "€", "$" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strncmp(text, signs[i], strlen(signs[i])) == 0)
			text += strlen(signs[i]);
	for (; *text; text++) {
		if (*text == ',' || *text == ' ')
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
