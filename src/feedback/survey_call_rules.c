/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which answers to a survey call somebody, and whom one is offered to. Pure: no I/O, no clock. */
#include <string.h>
#include "feedback/item.h"
#include "feedback/survey.h"

/* As many of its characters as an item has room for. */
static const char *cut(struct arena *a, const char *s)
{
	size_t end = 0, chars = 0;

	while (s[end] && chars < MESSAGE_CHARS) {
		do
			end++;
		while (((unsigned char)s[end] & 0xc0) == 0x80);
		chars++;
	}
	return s[end] ? arena_strndup(a, s, end) : s;
}

/*	question	calls
 *
 *	NPS		0 to 6, the lowest of them
 *	CSAT		1 and 2, likewise
 *	any other	never: its scale says nothing of being unhappy
 *	skipped		never
 */
bool survey_low(struct arena *a, const struct survey_form *f, const struct survey_answers *said,
		struct survey_low *out)
{
	*out = (struct survey_low){ .has_nps = false };
	for (size_t i = 0; i < f->n; i++) {
		const struct survey_question *q = &f->q[i];
		const struct survey_answer *is = survey_answer_of(said, q->num);

		if (!is || is->skipped)
			continue;
		if (q->kind == SURVEY_TEXT && is->body)
			out->words =
				cut(a, out->words ? arena_printf(a, "%s\n%s", out->words, is->body)
						  : is->body);
		if (q->kind == SURVEY_NPS && is->value <= ITEM_LOW_NPS &&
		    (!out->has_nps || is->value < out->nps)) {
			out->has_nps = true;
			out->nps = (int)is->value;
		}
		if (q->kind == SURVEY_CSAT && is->value <= ITEM_LOW &&
		    (!out->stars || is->value < out->stars))
			out->stars = (int)is->value;
	}
	return out->has_nps || out->stars;
}

static bool is_since(struct instant t, struct instant now)
{
	return !instant_is_none(t) && instant_add(t, SURVEY_EVERY_DAYS * INSTANT_DAY).us > now.us;
}

/*	the first that fits				offered
 *
 *	something of the order waits in the inbox,
 *	or they are unhappy with something that does	no
 *	they answered one within 30 days		no
 *	they were offered another one within 30 days	no
 *	else						yes
 */
bool survey_may_offer(const struct survey_offer_facts *f)
{
	return !f->is_open && !is_since(f->answered_at, f->now) && !is_since(f->offered_at, f->now);
}
