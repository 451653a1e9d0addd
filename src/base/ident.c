/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time-ordered ids, and the order and customer numbers with their check character. */
#include "base/ident.h"

#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/utf8.h"

#define EPOCH_MS     INT64_C(1577836800000) /* 2020-01-01T00:00Z */
#define PRESSED_BITS 23                     /* ids for a second of the time before */
#define NODE_BITS    10
#define COUNTER_BITS 12
#define MS_BITS      41
#define TIME_SHIFT   (NODE_BITS + COUNTER_BITS)

#define NUMBER_CHARS 8

void ident_init(struct ident_source *s, uint16_t node)
{
	if (node >> NODE_BITS)
		fail("ident: node %u is beyond %d", node, (1 << NODE_BITS) - 1);
	*s = (struct ident_source){ .node = node };
}

/* Milliseconds of the id's clock. What is older than the epoch counts as its start. */
static uint64_t clock_ms(struct instant t)
{
	int64_t ms = t.us / 1000 - EPOCH_MS;

	if (ms >> MS_BITS > 0)
		fail("ident: the clock is beyond the year 2089");
	return ms > 0 ? (uint64_t)ms : 0;
}

uint64_t ident_next(struct ident_source *s, struct instant now)
{
	uint64_t ms = clock_ms(now);

	/* The first millisecond's ids are left to imports of older data (ident_floor). */
	if (ms == 0)
		ms = 1;
	if (ms > s->last_ms) {
		s->last_ms = ms;
		s->counter = 0;
	} else if (++s->counter >> COUNTER_BITS) {
		s->last_ms++;
		s->counter = 0;
	}
	return s->last_ms << TIME_SHIFT | (uint64_t)s->node << COUNTER_BITS | s->counter;
}

/* Time before the epoch has no milliseconds of its own: its seconds are pressed into the first
 * weeks of 2020, in which nobody made any ids. */
static uint64_t pressed_floor(struct instant t)
{
	return t.us < 0 ? 1 : ((uint64_t)(t.us / INSTANT_SECOND) << PRESSED_BITS) + 1;
}

uint64_t ident_floor(struct instant t)
{
	uint64_t ms = clock_ms(t);

	if (t.us / 1000 < EPOCH_MS)
		return pressed_floor(t);
	return ms ? ms << TIME_SHIFT : 1;
}

uint64_t ident_floor_day(struct instant day)
{
	static const struct instant last_day = { INT64_C(3755289600000000) }; /* 2089-01-01 */

	return day.us > last_day.us ? INT64_MAX : ident_floor(day);
}

bool ident_parse(const char *s, uint64_t *out)
{
	uint64_t id = 0;
	size_t len = strspn(s, "0123456789");

	if (len < 1 || len > 19 || s[len] || s[0] == '0')
		return false;
	for (size_t i = 0; i < len; i++)
		id = id * 10 + (uint64_t)(s[i] - '0');
	if (id > INT64_MAX)
		return false;
	*out = id;
	return true;
}

bool ident_parse_seen(const char *s, uint64_t *id, int *version)
{
	const char *colon = strchr(s, ':');
	size_t len = colon ? (size_t)(colon - s) : strlen(s);
	char number[24], *end = NULL;
	long seen = colon ? strtol(colon + 1, &end, 10) : 0;

	if (len >= sizeof number || seen < 0 || seen >= INT32_MAX ||
	    (colon && (*end || end == colon + 1)))
		return false;
	memcpy(number, s, len);
	number[len] = '\0';
	*version = (int)seen;
	return ident_parse(number, id);
}

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Times x in GF(32) modulo x^5 + x^2 + 1. */
static unsigned times_x(unsigned value)
{
	value <<= 1;
	return value & 0x20 ? value ^ 0x25 : value;
}

/* Horner's rule over the digits given: sum digit_i * x^(n - i). */
static unsigned checksum(const unsigned char *digits, size_t n)
{
	unsigned sum = 0;

	for (size_t i = 0; i < n; i++)
		sum = times_x(sum) ^ digits[i];
	return sum;
}

static void print_number(char prefix, const unsigned char digits[NUMBER_CHARS],
			 char out[IDENT_NUMBER_SIZE])
{
	char *p = out;

	*p++ = prefix;
	for (int i = 0; i < NUMBER_CHARS; i++) {
		if (i % 4 == 0)
			*p++ = '-';
		*p++ = alphabet[digits[i]];
	}
	*p = '\0';
}

void ident_number(char prefix, uint64_t random, char out[IDENT_NUMBER_SIZE])
{
	unsigned char digits[NUMBER_CHARS];

	for (int i = 0; i < NUMBER_CHARS - 1; i++)
		digits[i] = random >> (5 * (NUMBER_CHARS - 2 - i)) & 31;
	digits[NUMBER_CHARS - 1] = (unsigned char)times_x(checksum(digits, NUMBER_CHARS - 1));
	print_number(prefix, digits, out);
}

static int digit_of(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	if (c == 'O')
		c = '0';
	if (c == 'I' || c == 'L')
		c = '1';
	at = c ? strchr(alphabet, c) : NULL;
	return at ? (int)(at - alphabet) : -1;
}

/* The eight digits of what was typed. The prefix counts as one only in front of eight others, for
 * both prefixes are characters of the alphabet too. */
static bool read_number(char prefix, const char *typed, unsigned char digits[NUMBER_CHARS])
{
	unsigned char all[NUMBER_CHARS + 1];
	size_t n = 0;

	while (*typed) {
		char c = utf8_next_narrow(&typed);
		int digit = digit_of(c);

		if (c == ' ' || c == '-' || c == '\t')
			continue;
		if (digit < 0 || n == sizeof all)
			return false;
		all[n++] = (unsigned char)digit;
	}
	if (n == sizeof all && all[0] != digit_of(prefix))
		return false;
	if (n < NUMBER_CHARS)
		return false;
	memcpy(digits, all + (n - NUMBER_CHARS), NUMBER_CHARS);
	return true;
}

bool ident_number_fold(char prefix, const char *typed, char out[IDENT_NUMBER_SIZE])
{
	unsigned char digits[NUMBER_CHARS];

	if (!read_number(prefix, typed, digits) || checksum(digits, NUMBER_CHARS) != 0)
		return false;
	print_number(prefix, digits, out);
	return true;
}

bool ident_number_has_shape(char prefix, const char *typed)
{
	unsigned char digits[NUMBER_CHARS];

	return read_number(prefix, typed, digits);
}
