/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RFC 3339, out and in. */
#include "base/instant.h"

#include <string.h>

#define TEXT_SIZE   40
#define YEAR_FIRST  1970
#define YEAR_LAST   9999
#define YEAR_BEYOND INT64_C(253402300800) /* the first second of the year after */

static char *put_digits(char *out, int value, int width)
{
	for (int i = width - 1; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return out + width;
}

static char *put_offset(char *out, int minutes)
{
	int size = minutes < 0 ? -minutes : minutes;

	*out++ = minutes < 0 ? '-' : '+';
	out = put_digits(out, size / 60, 2);
	*out++ = ':';
	return put_digits(out, size % 60, 2);
}

/* Empty for what has no four-digit year: INSTANT_NONE above all. */
static void format(const struct civil *c, bool utc, char *out, size_t size)
{
	char text[TEXT_SIZE], *p = text;

	if (c->year < 1 || c->year > YEAR_LAST || size < TEXT_SIZE) {
		if (size)
			*out = '\0';
		return;
	}
	p = put_digits(p, c->year, 4);
	*p++ = '-';
	p = put_digits(p, c->month, 2);
	*p++ = '-';
	p = put_digits(p, c->day, 2);
	*p++ = 'T';
	p = put_digits(p, c->hour, 2);
	*p++ = ':';
	p = put_digits(p, c->minute, 2);
	*p++ = ':';
	p = put_digits(p, c->second, 2);
	if (c->micro) {
		*p++ = '.';
		p = put_digits(p, c->micro, 6);
	}
	if (utc)
		*p++ = 'Z';
	else
		p = put_offset(p, c->offset);
	*p++ = '\0';
	memcpy(out, text, (size_t)(p - text));
}

void instant_format_utc(struct instant t, char *out, size_t size)
{
	struct civil c = instant_to_utc(t);

	format(&c, true, out, size);
}

void instant_format_local(struct instant t, char *out, size_t size)
{
	struct civil c = instant_to_local(t);

	format(&c, false, out, size);
}

/* Reads exactly `width` digits within min..max. */
static bool take(const char **s, int width, int min, int max, int *out)
{
	int value = 0;

	for (int i = 0; i < width; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		value = value * 10 + (**s - '0');
	}
	*out = value;
	return value >= min && value <= max;
}

static bool take_char(const char **s, char c)
{
	return *(*s)++ == c;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool take_date(const char **s, struct civil *c)
{
	return take(s, 4, YEAR_FIRST, YEAR_LAST, &c->year) && take_char(s, '-') &&
	       take(s, 2, 1, 12, &c->month) && take_char(s, '-') &&
	       take(s, 2, 1, days_in_month(c->year, c->month), &c->day);
}

/* One to nine digits after the point; what is finer than a microsecond is dropped. */
static bool take_fraction(const char **s, struct civil *c)
{
	int scale = 100000, digits = 0;

	if (**s != '.')
		return true;
	for ((*s)++; **s >= '0' && **s <= '9'; (*s)++, digits++) {
		c->micro += (**s - '0') * scale;
		scale /= 10;
	}
	return digits >= 1 && digits <= 9;
}

static bool take_time(const char **s, struct civil *c)
{
	return take(s, 2, 0, 23, &c->hour) && take_char(s, ':') && take(s, 2, 0, 59, &c->minute) &&
	       take_char(s, ':') && take(s, 2, 0, 59, &c->second) && take_fraction(s, c);
}

static bool take_zone(const char **s, struct civil *c)
{
	int hours, minutes;
	char sign = *(*s)++;

	if (sign == 'Z')
		return true;
	if (sign != '+' && sign != '-')
		return false;
	if (!take(s, 2, 0, 23, &hours) || !take_char(s, ':') || !take(s, 2, 0, 59, &minutes))
		return false;
	c->offset = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
	return true;
}

bool instant_parse(const char *s, struct instant *out)
{
	struct civil c = { 0 };
	struct instant t;

	if (!take_date(&s, &c) || !take_char(&s, 'T') || !take_time(&s, &c) || !take_zone(&s, &c) ||
	    *s)
		return false;
	t = instant_add(instant_from_utc(&c), -c.offset * INSTANT_MINUTE);
	if (t.us < 0 || t.us >= YEAR_BEYOND * INSTANT_SECOND)
		return false;
	*out = t;
	return true;
}
