/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a workbook shows its numbers: a day is a number there, told by its format alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/instant.h"
#include "exchange/book_xml.h"

enum { STYLES_MAX = 65536, CODES_MAX = 4096, BYTES_MAX = 16 << 20 };
enum { PERCENT = 9, PERCENT_2 = 10 }; /* of the format's own codes */
#define DAYS_TO_1970   25569
#define DAYS_1904      1462
#define SECONDS_OF_DAY 86400
#define SERIAL_MAX     2958465.999 /* the last day of 9999 */

/* Of the format's own codes: days and times, those of East Asia with them. */
static bool is_time_code(int id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
	       (id >= 50 && id <= 58);
}

enum look look_of_code(const char *code)
{
	bool time = false;

	if (!strncmp(code, "General", 7))
		return LOOK_PLAIN;
	for (const char *p = code; *p && *p != ';'; p++) {
		if (*p == '"') { /* words, up to the next one */
			p = strchr(p + 1, '"');
			if (!p)
				break;
		} else if (*p == '[' && strchr("hms", p[1] | 0x20) == NULL) { /* a colour, a zone */
			p = strchr(p, ']');
			if (!p)
				break;
		} else if (*p == '\\' || *p == '_' || *p == '*') {
			if (!*++p)
				break;
		} else if (*p == '%') {
			return LOOK_PERCENT;
		} else if (strchr("ymdhs", *p | 0x20)) {
			time = true;
		}
	}
	return time ? LOOK_TIME : LOOK_PLAIN;
}

struct styles {
	struct arena *arena;
	bool in_cells, wrong;
	struct {
		int id;
		enum look look;
	} code[CODES_MAX];
	size_t n_codes;
	struct looks looks;
};

static enum look look_of(const struct styles *s, int id)
{
	for (size_t i = 0; i < s->n_codes; i++)
		if (s->code[i].id == id)
			return s->code[i].look;
	if (id == PERCENT || id == PERCENT_2)
		return LOOK_PERCENT;
	return is_time_code(id) ? LOOK_TIME : LOOK_PLAIN;
}

static void open_style(void *arg, const char *name, const char **attributes)
{
	struct styles *s = arg;
	const char *id = part_attribute(attributes, "numFmtId");
	const char *code = part_attribute(attributes, "formatCode");

	if (!strcmp(name, "numFmt") && id && code) {
		s->wrong = s->n_codes == CODES_MAX;
		if (s->wrong)
			return;
		s->code[s->n_codes].id = atoi(id);
		s->code[s->n_codes++].look = look_of_code(code);
	} else if (!strcmp(name, "cellXfs")) {
		s->in_cells = true;
	} else if (s->in_cells && !strcmp(name, "xf")) {
		s->wrong = s->looks.n == STYLES_MAX;
		if (!s->wrong)
			s->looks.of[s->looks.n++] = (uint8_t)look_of(s, id ? atoi(id) : 0);
	}
}

static void close_style(void *arg, const char *name)
{
	struct styles *s = arg;

	if (!strcmp(name, "cellXfs"))
		s->in_cells = false;
}

struct looks looks_read(struct arena *a, zip_t *z)
{
	struct styles *s = arena_new_of(a, struct styles);
	struct part p = { .open = open_style, .close = close_style, .arg = s, .wrong = &s->wrong };

	s->arena = a;
	s->looks.of = arena_array_of(a, STYLES_MAX, uint8_t);
	if (part_read(z, "xl/styles.xml", BYTES_MAX, &p) != PART_READ)
		s->looks.n = 0;
	return s->looks;
}

/* ---- numbers ---- */

/* Days since the end of 1899, the time of day as their fraction. */
static const char *time_text(struct arena *a, double serial)
{
	int64_t seconds =
		(int64_t)(serial * SECONDS_OF_DAY + 0.5) - (int64_t)DAYS_TO_1970 * SECONDS_OF_DAY;
	struct civil c = instant_to_utc((struct instant){ seconds * INSTANT_SECOND });

	if (c.hour == 0 && c.minute == 0 && c.second == 0)
		return arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
	return arena_printf(a, "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour,
			    c.minute, c.second);
}

/* Fifteen digits are what such files keep; no exponent, for it may be a phone number. */
static const char *plain_text(struct arena *a, double v, const char *as_written)
{
	char text[64];

	snprintf(text, sizeof text, "%.15g", v);
	if (!strpbrk(text, "eEn"))
		return arena_strdup(a, text);
	return v > -1e18 && v < 1e18 && (v >= 1 || v <= -1) ? arena_printf(a, "%.0f", v)
							    : as_written;
}

const char *look_at_number(struct arena *a, const char *number, enum look look, bool from_1904)
{
	char *end;
	double v = strtod(number, &end);

	if (end == number || *end)
		return number;
	if (look == LOOK_TIME && v + (from_1904 ? DAYS_1904 : 0) >= 1 && v < SERIAL_MAX)
		return time_text(a, v + (from_1904 ? DAYS_1904 : 0));
	if (look == LOOK_PERCENT)
		return arena_printf(a, "%s%%", plain_text(a, v * 100, number));
	return plain_text(a, v, number);
}
