/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer: what leaves the program as JSON, safe inside HTML and scripts too. */
#include "base/json.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"

#define WRITE_DEPTH_MAX 100 /* far beyond any view: only a tree that contains itself gets there */

/* How a byte goes into a string: 0 as it is, 'u' as \u00xx, '?' perhaps U+2028/9, else the letter
 * after the backslash. */
static const char escape_of[256] = {
	[0x00 ... 0x07] = 'u', ['\b'] = 'b', ['\t'] = 't',          ['\n'] = 'n', [0x0b] = 'u',
	['\f'] = 'f',          ['\r'] = 'r', [0x0e ... 0x1f] = 'u', ['"'] = '"',  ['\\'] = '\\',
	['<'] = 'u',           ['>'] = 'u',  ['&'] = 'u',           [0x7f] = 'u', [0xe2] = '?',
};

/* The escape of the byte at p, or 0 where it can be copied; *taken: how many bytes it stands for.
 */
static size_t escape(const unsigned char *p, char out[6], size_t *taken)
{
	static const char hex[] = "0123456789abcdef";
	char how = escape_of[*p];

	*taken = 1;
	if (how == 'u') {
		memcpy(out, "\\u00", 4);
		out[4] = hex[*p >> 4];
		out[5] = hex[*p & 15];
		return 6;
	}
	if (how == '?') {
		if (p[1] != 0x80 || (p[2] != 0xa8 && p[2] != 0xa9))
			return 0;
		memcpy(out, p[2] == 0xa8 ? "\\u2028" : "\\u2029", 6);
		*taken = 3;
		return 6;
	}
	out[0] = '\\';
	out[1] = how;
	return 2;
}

static void write_string(struct buf *b, const char *text)
{
	const unsigned char *p = (const unsigned char *)text, *run = p;
	char out[6];
	size_t len, taken;

	buf_addch(b, '"');
	for (;;) {
		while (!escape_of[*p])
			p++;
		if (!*p)
			break;
		len = escape(p, out, &taken);
		if (len) {
			buf_add(b, run, (size_t)(p - run));
			buf_add(b, out, len);
			run = p + taken;
		}
		p += taken;
	}
	buf_add(b, run, (size_t)(p - run));
	buf_addch(b, '"');
}

/* The fewest digits that read back as the same number: any fifteen do, and printf cuts their zeros;
 * but numbers next to 0 have fewer. */
static void write_fraction(struct buf *b, double value)
{
	char digits[32];
	int len = 0;

	for (int precision = fabs(value) < DBL_MIN ? 1 : 15; precision <= 17; precision++) {
		len = snprintf(digits, sizeof digits, "%.*g", precision, value);
		if (strtod(digits, NULL) == value)
			break;
	}
	buf_add(b, digits, (size_t)len);
}

static void write_number(struct buf *b, double value)
{
	if (value >= -0x1p63 && value < 0x1p63 && value == (double)(int64_t)value)
		buf_addi(b, (int64_t)value);
	else if (isfinite(value))
		write_fraction(b, value);
	else
		buf_addlit(b, "null");
}

static void write_value(struct buf *b, const cJSON *value, int depth);

static void write_children(struct buf *b, const cJSON *parent, int depth)
{
	bool object = cJSON_IsObject(parent);

	if (depth > WRITE_DEPTH_MAX)
		fail("json: tree deeper than %d", WRITE_DEPTH_MAX);
	buf_addch(b, object ? '{' : '[');
	for (const cJSON *c = parent->child; c; c = c->next) {
		if (c != parent->child)
			buf_addch(b, ',');
		if (object) {
			write_string(b, c->string);
			buf_addch(b, ':');
		}
		write_value(b, c, depth);
	}
	buf_addch(b, object ? '}' : ']');
}

static void write_value(struct buf *b, const cJSON *value, int depth)
{
	switch (value->type & 0xff) {
	case cJSON_Object:
	case cJSON_Array:
		write_children(b, value, depth + 1);
		break;
	case cJSON_String:
		write_string(b, value->valuestring);
		break;
	case cJSON_Number:
		write_number(b, value->valuedouble);
		break;
	case cJSON_True:
		buf_addlit(b, "true");
		break;
	case cJSON_False:
		buf_addlit(b, "false");
		break;
	case cJSON_NULL:
		buf_addlit(b, "null");
		break;
	default:
		fail("json: node of type %d in a tree", value->type & 0xff);
	}
}

void json_write(struct buf *b, const cJSON *tree)
{
	write_value(b, tree, 0);
}

char *json_text(struct arena *a, const cJSON *tree)
{
	struct buf b;

	buf_init(&b, a);
	json_write(&b, tree);
	return b.p;
}
