/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way back from our own writer: one pass in place, texts stay where they stand. A page that is
 * looked up costs a fraction of what a parser for strangers' texts takes. */
#include "base/json.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/utf8.h"

/* So many digits fit every double exactly. */
enum { DIGITS_EXACT = 15 };

struct reader {
	char *p; /* the text ends with a NUL, which nothing steps over */
	int depth;
};

static cJSON *read_value(struct reader *r);

static cJSON *new_node(int type)
{
	cJSON *node = cJSON_malloc(sizeof *node);

	if (!node)
		fail("json: no node");
	*node = (cJSON){ .type = type };
	return node;
}

static void skip_space(struct reader *r)
{
	while (*r->p == ' ' || *r->p == '\n' || *r->p == '\r' || *r->p == '\t')
		r->p++;
}

/* Four hex digits at p as a number, or -1. */
static long hex4(const char *p)
{
	char digits[5] = { 0 }, *end;
	long value;

	for (int i = 0; i < 4 && p[i]; i++)
		digits[i] = p[i];
	value = strtol(digits, &end, 16);
	return end == digits + 4 && digits[0] != '-' && digits[0] != '+' && digits[0] != ' ' ? value
											     : -1;
}

/* At the u of an escape; writes to *out, which never overtakes the text. */
static bool read_unicode(struct reader *r, char **out)
{
	long c = hex4(r->p + 1), low;

	if (c <= 0)
		return false;
	r->p += 5;
	if (c >= 0xd800 && c < 0xdc00) {
		if (r->p[0] != '\\' || r->p[1] != 'u')
			return false;
		low = hex4(r->p + 2);
		if (low < 0xdc00 || low > 0xdfff)
			return false;
		r->p += 6;
		c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	}
	*out += utf8_put(*out, (uint32_t)c);
	return true;
}

static char unescaped(char c)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *at = c ? strchr(from, c) : NULL;

	return at ? to[at - from] : '\0';
}

/* From the first backslash on: texts move forward in place. */
static bool read_escaped(struct reader *r)
{
	char *out = r->p;

	while (*r->p != '"') {
		if (!*r->p)
			return false;
		if (*r->p != '\\') {
			*out++ = *r->p++;
			continue;
		}
		r->p++;
		if (*r->p == 'u') {
			if (!read_unicode(r, &out))
				return false;
			continue;
		}
		*out = unescaped(*r->p++);
		if (!*out++)
			return false;
	}
	*out = '\0';
	r->p++;
	return true;
}

/* At the quote; NULL: no text. */
static char *read_text(struct reader *r)
{
	static const bool ends[256] = { ['"'] = true, ['\\'] = true, ['\0'] = true };
	char *from = ++r->p, *p = from;

	while (!ends[(unsigned char)*p])
		p++;
	r->p = p;
	if (*p == '"') {
		*p = '\0';
		r->p++;
		return from;
	}
	return *p && read_escaped(r) ? from : NULL;
}

static cJSON *read_number(struct reader *r)
{
	const char *from = r->p, *digits;
	char *end = r->p;
	int64_t whole = 0;
	cJSON *node;
	double d;

	if (*end == '-')
		end++;
	for (digits = end; *end >= '0' && *end <= '9' && end - digits < DIGITS_EXACT; end++)
		whole = whole * 10 + (*end - '0');
	if (end == digits)
		return NULL;
	if ((*end >= '0' && *end <= '9') || *end == '.' || *end == 'e' || *end == 'E')
		d = strtod(from, &end);
	else
		d = (double)(*from == '-' ? -whole : whole);
	node = new_node(cJSON_Number);
	node->valuedouble = d;
	node->valueint = d >= INT_MAX ? INT_MAX : d <= INT_MIN ? INT_MIN : (int)d;
	r->p = end;
	return node;
}

static cJSON *read_word(struct reader *r, const char *word, size_t len, int type)
{
	if (strncmp(r->p, word, len) != 0)
		return NULL;
	r->p += len;
	return new_node(type);
}

static void append(cJSON *parent, cJSON *child)
{
	if (parent->child) {
		child->prev = parent->child->prev;
		child->prev->next = child;
	} else {
		parent->child = child;
	}
	parent->child->prev = child;
}

/* A member or an element, with what stands after it up to the next one. */
static bool read_one(struct reader *r, cJSON *parent, bool named)
{
	char *name = NULL;
	cJSON *child;

	skip_space(r);
	if (named) {
		name = *r->p == '"' ? read_text(r) : NULL;
		if (!name)
			return false;
		skip_space(r);
		if (*r->p++ != ':')
			return false;
	}
	child = read_value(r);
	if (!child)
		return false;
	append(parent, child);
	if (name) {
		child->string = name;
		child->type |= cJSON_StringIsConst;
		json_note_name(parent, name, strlen(name));
	}
	skip_space(r);
	return true;
}

static bool read_all(struct reader *r, cJSON *parent, char close, bool named)
{
	r->p++;
	skip_space(r);
	if (*r->p == close) {
		r->p++;
		return true;
	}
	while (read_one(r, parent, named)) {
		char c = *r->p++;

		if (c == close)
			return true;
		if (c != ',')
			return false;
	}
	return false;
}

static cJSON *read_container(struct reader *r, bool named)
{
	cJSON *parent;

	if (r->depth == JSON_DEPTH_MAX)
		return NULL;
	r->depth++;
	parent = named ? json_object() : new_node(cJSON_Array);
	if (!read_all(r, parent, named ? '}' : ']', named)) {
		cJSON_Delete(parent);
		return NULL;
	}
	r->depth--;
	return parent;
}

static cJSON *read_value(struct reader *r)
{
	cJSON *node;
	char *text;

	skip_space(r);
	switch (*r->p) {
	case '{':
		return read_container(r, true);
	case '[':
		return read_container(r, false);
	case '"':
		text = read_text(r);
		if (!text)
			return NULL;
		/* A reference: cJSON never frees it. */
		node = new_node(cJSON_String | cJSON_IsReference);
		node->valuestring = text;
		return node;
	case 't':
		return read_word(r, "true", 4, cJSON_True);
	case 'f':
		return read_word(r, "false", 5, cJSON_False);
	case 'n':
		return read_word(r, "null", 4, cJSON_NULL);
	default:
		return read_number(r);
	}
}

cJSON *json_read_own(char *text)
{
	struct reader r = { .p = text };
	cJSON *tree = read_value(&r);

	if (!tree)
		return NULL;
	skip_space(&r);
	if (!*r.p)
		return tree;
	cJSON_Delete(tree);
	return NULL;
}
