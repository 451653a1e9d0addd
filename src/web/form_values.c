/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of each kind: from the text of a form or a JSON string to a checked member of the
 * target. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/country.h"
#include "base/fail.h"
#include "base/ident.h"
#include "base/money.h"
#include "base/text.h"
#include "web/form.h"

#define TEXT_MAX 200

static enum form_outcome bad(struct form_problem *p, const char *code, const char *message,
			     const char *arg)
{
	*p = (struct form_problem){ code, message, arg };
	return FORM_BAD;
}

/* Chinese keyboards type full-width digits, points and @: U+FF01 to U+FF5E stand for ASCII in the
 * same order, U+3000 is a space. */
static char *fold_width(struct arena *a, const char *s)
{
	char *out = arena_alloc(a, strlen(s) + 1), *o = out;

	for (const unsigned char *p = (const unsigned char *)s; *p;) {
		unsigned code = 0;

		if (p[0] == 0xef && (p[1] == 0xbc || p[1] == 0xbd))
			code = 0xf000u + ((p[1] & 0x3fu) << 6) + (p[2] & 0x3fu);
		if (code >= 0xff01 && code <= 0xff5e) {
			*o++ = (char)(code - 0xff01 + '!');
			p += 3;
		} else if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80) {
			*o++ = ' ';
			p += 3;
		} else {
			*o++ = (char)*p++;
		}
	}
	*o = '\0';
	return out;
}

/* ---- texts ---- */

static enum form_outcome check_length(const struct form_context *c, const struct field *f,
				      const char *text, struct form_problem *p)
{
	int64_t length = (int64_t)text_length(text), max = f->max ? f->max : TEXT_MAX;

	if (length > max)
		return bad(p, "too_long", N_("At most {arg} characters"),
			   arena_printf(c->arena, "%lld", (long long)max));
	if (length < f->min)
		return bad(p, "too_short", N_("At least {arg} characters"),
			   arena_printf(c->arena, "%lld", (long long)f->min));
	return FORM_SET;
}

/* Of spaces alone, which is as good as nothing. */
static bool is_blank(const char *text)
{
	while (*text) {
		size_t wide = text_starts_with(text, "\xe3\x80\x80") ? 3
			      : text_starts_with(text, "\xc2\xa0")   ? 2
								     : 0;

		if (!wide && !strchr(" \t\r\n", *text))
			return false;
		text += wide ? wide : 1;
	}
	return true;
}

/* Something stands there, and nobody can see it: it is not what was meant. */
static enum form_outcome read_clean(const struct form_context *c, const struct field *f,
				    const char *text, void *member, struct form_problem *p)
{
	char *clean = text_clean(c->arena, text, f->kind != FIELD_NOTE);
	enum form_outcome r;

	if (!clean)
		return bad(p, "malformed", N_("This text contains characters we cannot store"),
			   NULL);
	if (!*clean && !f->required && !is_blank(text))
		return bad(p, "invisible", N_("Nothing of this can be seen"), NULL);
	if (!*clean)
		return FORM_EMPTY;
	r = check_length(c, f, clean, p);
	if (r == FORM_SET)
		*(const char **)member = clean;
	return r;
}

static enum form_outcome read_secret(const struct form_context *c, const struct field *f,
				     const char *text, void *member, struct form_problem *p)
{
	enum form_outcome r = check_length(c, f, text, p);

	if (r == FORM_SET)
		*(const char **)member = arena_strdup(c->arena, text);
	return r;
}

static enum form_outcome read_email(const struct form_context *c, const struct field *f,
				    const char *text, void *member, struct form_problem *p)
{
	(void)f;
	if (!text_email_key(c->arena, text))
		return bad(p, "not_an_email", N_("Enter an email address like name@example.com"),
			   NULL);
	*(const char **)member = text;
	return FORM_SET;
}

static enum form_outcome read_phone(const struct form_context *c, const struct field *f,
				    const char *text, void *member, struct form_problem *p)
{
	(void)f;
	if (!text_phone_key(c->arena, text, c->country))
		return bad(p, "not_a_phone", N_("Enter a phone number"), NULL);
	*(const char **)member = text;
	return FORM_SET;
}

static enum form_outcome read_country(const struct form_context *c, const struct field *f,
				      const char *text, void *member, struct form_problem *p)
{
	const char *code = country_code(text);

	(void)c;
	(void)f;
	if (!code)
		return bad(p, "not_a_country", N_("Enter a country by its two letters, like CN"),
			   NULL);
	*(const char **)member = code;
	return FORM_SET;
}

static enum form_outcome read_order_number(const struct form_context *c, const struct field *f,
					   const char *text, void *member, struct form_problem *p)
{
	char number[IDENT_NUMBER_SIZE];

	(void)f;
	if (!ident_number_fold('R', text, number))
		return bad(p, "not_an_order_number", N_("An order number looks like R-7K3M-92Q5"),
			   NULL);
	*(const char **)member = arena_strdup(c->arena, number);
	return FORM_SET;
}

/* ---- numbers ---- */

static bool parse_int(const char *s, int64_t *out)
{
	size_t sign = *s == '-' || *s == '+' ? 1 : 0;
	char *end;

	if (s[sign] < '0' || s[sign] > '9')
		return false;
	errno = 0;
	*out = strtoll(s, &end, 10);
	return *end == '\0' && errno == 0;
}

/* `print` writes a bound in the words the value is given in. */
static enum form_outcome check_range(const struct form_context *c, const struct field *f, int64_t v,
				     void (*print)(const struct form_context *c, int64_t v,
						   char *out, size_t size),
				     struct form_problem *p)
{
	char min[32], max[32];

	if ((f->min == 0 && f->max == 0) || (v >= f->min && v <= f->max))
		return FORM_SET;
	print(c, f->min, min, sizeof(min));
	print(c, f->max, max, sizeof(max));
	if (f->min == INT64_MIN)
		return bad(p, "out_of_range", N_("At most {arg}"), arena_strdup(c->arena, max));
	if (f->max == INT64_MAX)
		return bad(p, "out_of_range", N_("At least {arg}"), arena_strdup(c->arena, min));
	return bad(p, "out_of_range", N_("Must be {arg}"),
		   arena_printf(c->arena, "%s – %s", min, max));
}

static void print_int(const struct form_context *c, int64_t v, char *out, size_t size)
{
	(void)c;
	snprintf(out, size, "%lld", (long long)v);
}

static void print_money(const struct form_context *c, int64_t v, char *out, size_t size)
{
	money_decimal(v, c->currency, out, size);
}

static void print_unit_price(const struct form_context *c, int64_t v, char *out, size_t size)
{
	money_decimal_unit(v, c->currency, out, size);
}

static enum form_outcome read_int(const struct form_context *c, const struct field *f,
				  const char *text, void *member, struct form_problem *p)
{
	int64_t v;
	enum form_outcome r;

	if (!parse_int(text, &v))
		return bad(p, "not_a_number", N_("Enter a whole number"), NULL);
	r = check_range(c, f, v, print_int, p);
	if (r == FORM_SET)
		*(int64_t *)member = v;
	return r;
}

static enum form_outcome read_amount(const struct form_context *c, const struct field *f,
				     const char *text, void *member, struct form_problem *p)
{
	bool unit = f->kind == FIELD_UNIT_PRICE;
	int64_t v;
	enum form_outcome r;

	if (!c->currency)
		fail("field %s: an amount without a currency", f->name);
	if (!(unit ? money_parse_unit(text, c->currency, &v) : money_parse(text, c->currency, &v)))
		return bad(p, "not_an_amount", N_("Enter an amount like {arg}"),
			   money_exponent(c->currency) == 0 ? "1250" : "12.50");
	r = check_range(c, f, v, unit ? print_unit_price : print_money, p);
	if (r == FORM_SET)
		*(int64_t *)member = v;
	return r;
}

static enum form_outcome read_id(const struct form_context *c, const struct field *f,
				 const char *text, void *member, struct form_problem *p)
{
	uint64_t id;

	(void)c;
	(void)f;
	if (!ident_parse(text, &id))
		return bad(p, "not_an_id", N_("This is not one of our ids"), NULL);
	*(uint64_t *)member = id;
	return FORM_SET;
}

/* ---- choices ---- */

static enum form_outcome read_bool(const struct form_context *c, const struct field *f,
				   const char *text, void *member, struct form_problem *p)
{
	static const struct {
		const char *word;
		bool value;
	} row[] = { { "on", true },   { "1", true },  { "true", true },   { "yes", true },
		    { "off", false }, { "0", false }, { "false", false }, { "no", false } };

	(void)c;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		if (strcmp(text, row[i].word) == 0) {
			*(bool *)member = row[i].value;
			/* A box that must be ticked and is not is a field that is missing. */
			return f->required && !row[i].value ? FORM_EMPTY : FORM_SET;
		}
	return bad(p, "not_a_choice", N_("Choose yes or no"), NULL);
}

static enum form_outcome read_enum(const struct form_context *c, const struct field *f,
				   const char *text, void *member, struct form_problem *p)
{
	struct buf words;

	for (size_t i = 0; i < f->n_words; i++)
		if (f->words[i] && strcmp(text, f->words[i]) == 0) {
			*(int *)member = (int)i;
			return FORM_SET;
		}
	buf_init(&words, c->arena);
	for (size_t i = 0; i < f->n_words; i++)
		if (f->words[i])
			buf_addf(&words, "%s%s", words.len ? ", " : "", f->words[i]);
	return bad(p, "not_a_choice", N_("Choose one of: {arg}"), words.p);
}

/* ---- times ---- */

static bool take_digits(const char **s, int digits, int *out)
{
	*out = 0;
	for (int i = 0; i < digits; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*out = *out * 10 + (**s - '0');
	}
	return true;
}

static bool take(const char **s, char c)
{
	return **s == c && (*s)++;
}

static bool take_date(const char **s, struct civil *c)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int last;

	if (!take_digits(s, 4, &c->year) || !take(s, '-') || !take_digits(s, 2, &c->month) ||
	    !take(s, '-') || !take_digits(s, 2, &c->day) || c->year < 1970 || c->month < 1 ||
	    c->month > 12)
		return false;
	last = days[c->month - 1];
	if (c->month == 2 && c->year % 4 == 0 && (c->year % 100 != 0 || c->year % 400 == 0))
		last = 29;
	return c->day >= 1 && c->day <= last;
}

static bool take_clock(const char **s, struct civil *c)
{
	if (!take(s, 'T') || !take_digits(s, 2, &c->hour) || !take(s, ':') ||
	    !take_digits(s, 2, &c->minute))
		return false;
	if (take(s, ':') && !take_digits(s, 2, &c->second))
		return false;
	return c->hour < 24 && c->minute < 60 && c->second < 60;
}

/* What is reckoned from a day (weeks of grace, an hour's offset) must be a day of four digits too.
 */
#define LAST_DAY "2999-12-31"

static enum form_outcome set_instant(struct instant t, void *member, struct form_problem *p)
{
	static const struct civil beyond = { .year = 3000, .month = 1, .day = 1 };

	if (t.us >= instant_from_local(&beyond).us)
		return bad(p, "out_of_range", N_("At most {arg}"), LAST_DAY);
	*(struct instant *)member = t;
	return FORM_SET;
}

static enum form_outcome read_date(const struct form_context *c, const struct field *f,
				   const char *text, void *member, struct form_problem *p)
{
	struct civil civil = { 0 };

	(void)c;
	(void)f;
	if (!take_date(&text, &civil) || *text)
		return bad(p, "not_a_date", N_("Enter a date like 2026-11-21"), NULL);
	return set_instant(instant_from_local(&civil), member, p);
}

static enum form_outcome read_time(const struct form_context *c, const struct field *f,
				   const char *text, void *member, struct form_problem *p)
{
	struct civil civil = { 0 };
	struct instant t;

	(void)c;
	(void)f;
	if (instant_parse(text, &t))
		return set_instant(t, member, p);
	if (!take_date(&text, &civil) || !take_clock(&text, &civil) || *text)
		return bad(p, "not_a_time", N_("Enter a date and time like 2026-11-21T09:30"),
			   NULL);
	return set_instant(instant_from_local(&civil), member, p);
}

/* ---- all of them ---- */

static const struct {
	enum form_outcome (*read)(const struct form_context *c, const struct field *f,
				  const char *text, void *member, struct form_problem *p);
	bool word; /* one word or number: width folded, trimmed and never longer than TEXT_MAX */
} kind_row[] = {
	[FIELD_TEXT] = { read_clean, false },
	[FIELD_NOTE] = { read_clean, false },
	[FIELD_SECRET] = { read_secret, false },
	[FIELD_INT] = { read_int, true },
	[FIELD_MONEY] = { read_amount, true },
	[FIELD_UNIT_PRICE] = { read_amount, true },
	[FIELD_BOOL] = { read_bool, true },
	[FIELD_ENUM] = { read_enum, true },
	[FIELD_ID] = { read_id, true },
	[FIELD_NUMBER_ORDER] = { read_order_number, true },
	[FIELD_EMAIL] = { read_email, true },
	[FIELD_PHONE] = { read_phone, true },
	[FIELD_COUNTRY] = { read_country, true },
	[FIELD_DATE] = { read_date, true },
	[FIELD_TIME] = { read_time, true },
};

enum form_outcome form_value(const struct form_context *c, const struct field *f, const char *text,
			     void *member, struct form_problem *p)
{
	if (!*text)
		return FORM_EMPTY;
	if (kind_row[f->kind].word) {
		text = text_clean(c->arena, fold_width(c->arena, text), true);
		if (!text)
			return bad(p, "malformed",
				   N_("This text contains characters we cannot store"), NULL);
		if (!*text)
			return FORM_EMPTY;
		if (text_length(text) > (f->kind == FIELD_EMAIL ? 254 : TEXT_MAX))
			return bad(p, "too_long", N_("At most {arg} characters"), "200");
	}
	return kind_row[f->kind].read(c, f, text, member, p);
}
