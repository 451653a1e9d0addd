/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON: one strict gate in front of cJSON, one writer behind it (cJSON's own loses 64-bit integers
 * and accepts too much), and the way back from that writer. */
#ifndef REGULARS_BASE_JSON_H
#define REGULARS_BASE_JSON_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/instant.h"

#define JSON_DEPTH_MAX 32

enum json_refusal {
	JSON_OK,
	JSON_SYNTAX,   /* not JSON, trailing bytes, bad number form (01, 1., 1e999), BOM */
	JSON_ENCODING, /* not UTF-8, lone surrogate, \u0000, raw control byte */
	JSON_DEPTH,
	JSON_DUPLICATE,  /* an object with the same key twice */
	JSON_NOT_OBJECT, /* the top is no object */
	JSON_NUMBER,     /* a whole number beyond +-(2^53-1), however written */
};

/* Checks the whole text, then lets cJSON parse it (nodes from the arena set for cJSON). *at: byte
 * offset of the refusal. */
enum json_refusal json_parse(struct arena *a, const char *text, size_t len, cJSON **out, size_t *at)
	__attribute__((warn_unused_result));
/* Reads what json_write() wrote (a document row): no gate. The tree's texts and names stay in
 * `text`, which is changed and has to live as long. NULL: not JSON. */
cJSON *json_read_own(char *text) __attribute__((warn_unused_result));

/* Compact UTF-8. Whole numbers print as integers up to 2^63, others with the fewest digits that
 * read back the same; `<`, `>`, `&`, U+2028/9 as \u escapes. */
void json_write(struct buf *b, const cJSON *tree);
char *json_text(struct arena *a, const cJSON *tree);

/* Building views. Names are borrowed literals (not copied); text is copied by cJSON; NULL text and
 * no instant give null. */
cJSON *json_object(void);
cJSON *json_array(void);
void json_add(cJSON *object, const char *name, cJSON *value);
cJSON *json_add_object(cJSON *object, const char *name);
cJSON *json_add_array(cJSON *object, const char *name);
cJSON *json_append_object(cJSON *array);
void json_append_text(cJSON *array, const char *text);
void json_add_text(cJSON *object, const char *name, const char *text);
/* Fails beyond +-(2^53-1): larger numbers are ids, and ids are text. */
void json_add_int(cJSON *object, const char *name, int64_t value);
void json_add_bool(cJSON *object, const char *name, bool value);
void json_add_null(cJSON *object, const char *name);
void json_add_id(cJSON *object, const char *name, uint64_t id);           /* text; 0 gives null */
void json_add_instant(cJSON *object, const char *name, struct instant t); /* RFC 3339 UTC text */
/* A text that the page is asked for only when it shows it (tmpl.h, late): of letters, digits, - and
 * _. */
void json_add_late(cJSON *object, const char *name);
void json_add_money(cJSON *object, const char *name, int64_t minor,
		    const char *currency); /* {"amount":n,"currency":"CNY"} */

/*
 * Objects that json_object() and json_read_own() make remember which names they may have: 64 bits
 * in the place of a number. Most of a template's look-ups ask objects that do not have the name.
 */
#define JSON_NAMES_NOTED 0x6e616d65 /* valueint of such an object */
static inline uint64_t json_name_bit(const char *name, size_t len)
{
	const unsigned char *s = (const unsigned char *)name;
	unsigned sum = s[0] * 5U + s[len / 2] * 3U + s[len ? len - 1 : 0] * 11U + (unsigned)len;

	return UINT64_C(1) << (sum & 63);
}
static inline void json_note_name(cJSON *object, const char *name, size_t len)
{
	uint64_t names;

	memcpy(&names, &object->valuedouble, sizeof names);
	names |= json_name_bit(name, len);
	memcpy(&object->valuedouble, &names, sizeof names);
}
/* False: it has no member of a name with this bit. */
static inline bool json_may_have(const cJSON *object, uint64_t name_bit)
{
	uint64_t names;

	if (object->valueint != JSON_NAMES_NOTED)
		return true;
	memcpy(&names, &object->valuedouble, sizeof names);
	return (names & name_bit) != 0;
}

/* Reading, case-sensitive. Missing or of another type: NULL / 0 / false. */
const cJSON *json_get(const cJSON *object, const char *name);
const char *json_get_text(const cJSON *object, const char *name);
int64_t json_get_int(const cJSON *object, const char *name);
bool json_get_bool(const cJSON *object, const char *name);
uint64_t json_get_id(const cJSON *object, const char *name); /* of an id's text */

#endif
