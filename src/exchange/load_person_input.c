/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of people, read by the very table that forms and programs' bodies are read by. */
#include "web/web.h"

#include "exchange/load.h"

static const struct {
	const char *code, *problem; /* of a field's error; of the label kind import_problem */
} problems[] = {
	{ "not_an_email", "not_an_email" },
	{ "not_a_phone", "not_a_phone" },
	{ "not_a_country", "not_a_country" },
	{ "too_long", "too_long" },
};

static const char *problem_of(const char *code)
{
	for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
		if (!strcmp(problems[i].code, code))
			return problems[i].problem;
	return "malformed";
}

bool load_person(struct load_row *r, const char **cell, int first, struct contact_draft *out)
{
	const struct settings *s = &r->w->app->settings;

	for (int i = 0; i < CONTACT_FIELDS; i++) {
		const struct field *f = &contact_fields[i];
		const char *code = field_read_text(r->w->arena, f, cell[first + i], s->currency,
						   s->country, (char *)out + f->offset);

		if (code)
			return load_no(r, problem_of(code), first + i);
	}
	return true;
}
