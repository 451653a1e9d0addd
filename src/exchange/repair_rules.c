/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a repair makes of a cell; what it does not fit stays as it is. */
#include "exchange/repair.h"

#include <stdlib.h>
#include <string.h>
#include "base/text.h"

const char *const repair_word[REPAIR__MAX] = {
	[REPAIR_EMPTY] = "empty",
	[REPAIR_WORD] = "word",
	[REPAIR_COMMA] = "comma",
	[REPAIR_DAY_FIRST] = "day_first",
	[REPAIR_MONTH_FIRST] = "month_first",
};

static const struct {
	const char *problem;
	enum repair_how how, or_else;
} repairs[] = {
	{ "missing", REPAIR_EMPTY, REPAIR__MAX },
	{ "bad_number", REPAIR_COMMA, REPAIR__MAX },
	{ "not_a_date", REPAIR_DAY_FIRST, REPAIR_MONTH_FIRST },
	{ "in_future", REPAIR_DAY_FIRST, REPAIR_MONTH_FIRST },
	{ "unknown_word", REPAIR_WORD, REPAIR__MAX },
	{ "not_a_country", REPAIR_WORD, REPAIR__MAX },
	{ "no_such_sku", REPAIR_WORD, REPAIR__MAX },
	{ "not_on_sale", REPAIR_WORD, REPAIR__MAX },
};

enum repair_how repair_of(const char *problem, enum repair_how *or_else)
{
	*or_else = REPAIR__MAX;
	for (size_t i = 0; i < sizeof repairs / sizeof *repairs; i++)
		if (strcmp(repairs[i].problem, problem) == 0) {
			*or_else = repairs[i].or_else;
			return repairs[i].how;
		}
	return REPAIR__MAX;
}

bool repair_says_to(enum repair_how how)
{
	return how == REPAIR_EMPTY || how == REPAIR_WORD;
}

static size_t digits(const char *at)
{
	return strspn(at, "0123456789");
}

/* "1.234.567,89", "12,5", "1.234": a comma is the decimal mark, dots and blanks stand between
 * thousands. What says it the other way stays. */
static const char *with_point(struct arena *a, const char *cell)
{
	const char *first = cell + strcspn(cell, "0123456789"), *at = first + digits(first);
	const char *comma = strchr(cell, ',');
	char *out, *to;

	if (!digits(first) || (comma && strchr(comma + 1, ',')))
		return cell;
	for (; *at == '.' || *at == ' ' || *at == '\''; at += 4)
		if (digits(at + 1) != 3)
			return cell;
	if (*at == ',' && digits(at + 1) == 0)
		return cell;
	to = out = arena_strdup(a, cell);
	for (const char *p = cell; *p; p++) {
		if (p >= first && p < at && strchr(".' ", *p))
			continue;
		*to++ = p == at && *p == ',' ? '.' : *p;
	}
	*to = '\0';
	return out;
}

static const char *as_day(struct arena *a, const char *cell, bool day_first)
{
	size_t n[3];
	int part[3];
	const char *at = cell;

	for (int i = 0; i < 3; i++) {
		n[i] = digits(at);
		if (n[i] == 0 || (i < 2 && n[i] > 2) || (i == 2 && n[i] != 2 && n[i] != 4))
			return cell;
		part[i] = atoi(at);
		at += n[i];
		if (i < 2 && !strchr("/.-", *at))
			return cell;
		at += i < 2;
	}
	if (*at && *at != ' ' && *at != 'T')
		return cell;
	return arena_printf(a, "%04d-%02d-%02d%s", n[2] == 2 ? 2000 + part[2] : part[2],
			    part[day_first], part[!day_first], at);
}

const char *repair_cell(struct arena *a, const struct repair *all, size_t n, int field,
			const char *cell)
{
	for (size_t i = 0; cell && i < n; i++) {
		const struct repair *r = &all[i];

		if (r->field != field)
			continue;
		if (r->how == REPAIR_WORD && text_equal_ci(cell, r->from))
			return r->to;
		if (r->how == REPAIR_COMMA)
			cell = with_point(a, cell);
		if (r->how == REPAIR_DAY_FIRST || r->how == REPAIR_MONTH_FIRST)
			cell = as_day(a, cell, r->how == REPAIR_DAY_FIRST);
	}
	return cell;
}

const char *repair_empty(const struct repair *all, size_t n, int field)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].field == field && all[i].how == REPAIR_EMPTY)
			return all[i].to;
	return NULL;
}

bool repair_is_same(const struct repair *a, const struct repair *b)
{
	bool days = (a->how == REPAIR_DAY_FIRST || a->how == REPAIR_MONTH_FIRST) &&
		    (b->how == REPAIR_DAY_FIRST || b->how == REPAIR_MONTH_FIRST);

	return a->field == b->field && (a->how == b->how || days) &&
	       (a->how != REPAIR_WORD || text_equal_ci(a->from, b->from));
}
