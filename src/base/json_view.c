/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building and reading trees. */
#include "base/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/fail.h"
#include "base/money.h"

/* With malloc failing as fail() (arena.c), NULL from cJSON is a misuse of it. */
static cJSON *node(cJSON *made)
{
	if (!made)
		fail("json: no node");
	return made;
}

cJSON *json_object(void)
{
	cJSON *object = node(cJSON_CreateObject());

	object->valueint = JSON_NAMES_NOTED;
	return object;
}

cJSON *json_array(void)
{
	return node(cJSON_CreateArray());
}

void json_add(cJSON *object, const char *name, cJSON *value)
{
	if (!cJSON_AddItemToObjectCS(object, name, value))
		fail("json: cannot add member %s", name);
	if (object->valueint == JSON_NAMES_NOTED)
		json_note_name(object, name, strlen(name));
}

static cJSON *append(cJSON *array, cJSON *value)
{
	if (!cJSON_AddItemToArray(array, node(value)))
		fail("json: cannot append");
	return value;
}

cJSON *json_add_object(cJSON *object, const char *name)
{
	cJSON *value = json_object();

	json_add(object, name, value);
	return value;
}

cJSON *json_add_array(cJSON *object, const char *name)
{
	cJSON *value = json_array();

	json_add(object, name, value);
	return value;
}

cJSON *json_append_object(cJSON *array)
{
	return append(array, json_object());
}

void json_append_text(cJSON *array, const char *text)
{
	append(array, text ? cJSON_CreateString(text) : cJSON_CreateNull());
}

void json_add_text(cJSON *object, const char *name, const char *text)
{
	json_add(object, name, node(text ? cJSON_CreateString(text) : cJSON_CreateNull()));
}

void json_add_int(cJSON *object, const char *name, int64_t value)
{
	if (value > MONEY_MAX || value < -MONEY_MAX)
		fail("json: %s is beyond 2^53: %" PRId64, name, value);
	json_add(object, name, node(cJSON_CreateNumber((double)value)));
}

void json_add_bool(cJSON *object, const char *name, bool value)
{
	json_add(object, name, node(cJSON_CreateBool(value)));
}

void json_add_null(cJSON *object, const char *name)
{
	json_add(object, name, node(cJSON_CreateNull()));
}

void json_add_id(cJSON *object, const char *name, uint64_t id)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%" PRIu64, id);
	json_add_text(object, name, id ? digits : NULL);
}

void json_add_instant(cJSON *object, const char *name, struct instant t)
{
	char text[40];

	instant_format_utc(t, text, sizeof text);
	json_add_text(object, name, *text ? text : NULL);
}

void json_add_late(cJSON *object, const char *name)
{
	json_add(object, name, node(cJSON_CreateRaw(name)));
}

void json_add_money(cJSON *object, const char *name, int64_t minor, const char *currency)
{
	cJSON *money = json_add_object(object, name);

	json_add_int(money, "amount", minor);
	json_add_text(money, "currency", currency);
}

const cJSON *json_get(const cJSON *object, const char *name)
{
	if (!cJSON_IsObject(object) || !json_may_have(object, json_name_bit(name, strlen(name))))
		return NULL;
	return cJSON_GetObjectItemCaseSensitive(object, name);
}

const char *json_get_text(const cJSON *object, const char *name)
{
	const cJSON *value = json_get(object, name);

	return cJSON_IsString(value) ? value->valuestring : NULL;
}

int64_t json_get_int(const cJSON *object, const char *name)
{
	const cJSON *value = json_get(object, name);
	double number = cJSON_IsNumber(value) ? value->valuedouble : 0;
	int64_t whole;

	if (!(number >= -(double)MONEY_MAX && number <= (double)MONEY_MAX))
		return 0;
	whole = (int64_t)number;
	return (double)whole == number ? whole : 0;
}

bool json_get_bool(const cJSON *object, const char *name)
{
	return cJSON_IsTrue(json_get(object, name));
}

uint64_t json_get_id(const cJSON *object, const char *name)
{
	const char *text = json_get_text(object, name);

	return text ? strtoull(text, NULL, 10) : 0;
}
