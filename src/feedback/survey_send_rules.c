/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a survey goes out, and who is passed over. Pure: no I/O, no clock. */
#include "feedback/survey_send.h"

const char *const survey_spared_word[SURVEY_SPARED__MAX] = {
	[SPARED_NOT] = "asked",         [SPARED_IMPERSONAL] = "impersonal",
	[SPARED_OPEN] = "open",         [SPARED_LATELY] = "lately",
	[SPARED_UNWANTED] = "unwanted", [SPARED_NOTHING] = "nothing",
};

bool survey_is_sent(enum survey_audience a)
{
	return a >= WITH_A_TAG && a < SURVEY_AUDIENCE__MAX;
}

bool survey_has_rounds(enum survey_audience a)
{
	return survey_is_sent(a) && a != AFTER_A_SOLVED_ITEM;
}

/* ---- rounds ---- */

static int days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* So many months after that day, in the morning. */
static struct instant round_of(struct instant first, int64_t months)
{
	struct civil c = instant_to_local(first);
	int64_t month = c.year * INT64_C(12) + c.month - 1 + months;
	int last;

	c = (struct civil){ .year = (int)(month / 12),
			    .month = (int)(month % 12) + 1,
			    .day = c.day,
			    .hour = SURVEY_SEND_HOUR };
	last = days_of(c.year, c.month);
	c.day = c.day < last ? c.day : last;
	return instant_from_local(&c);
}

struct instant survey_next_round(struct instant first, int months, struct instant after)
{
	struct instant t;
	int64_t k = 0;

	if (instant_is_none(first))
		return INSTANT_NONE;
	t = round_of(first, 0);
	if (instant_is_none(after) || t.us > after.us)
		return t;
	if (months == 0)
		return INSTANT_NONE;
	/* no month is longer than 31 days: never too far */
	k = (after.us - t.us) / (31 * INSTANT_DAY) / months;
	do
		t = round_of(first, ++k * months);
	while (t.us <= after.us);
	return t;
}

/*	what changed				then
 *
 *	to nobody who is written to in rounds	nothing is planned
 *	the plan, or whom it is for		the first planned behind the last round
 *	neither					what was planned
 */
struct instant survey_planned(const struct survey *was, const struct survey *is)
{
	const struct survey_sending *a = &was->send, *b = &is->send;

	if (!survey_has_rounds(is->audience))
		return INSTANT_NONE;
	if (was->audience == is->audience && a->audience_id == b->audience_id &&
	    a->first_on.us == b->first_on.us && a->every_months == b->every_months)
		return a->next_at;
	return survey_next_round(b->first_on, b->every_months, a->round_at);
}

/* ---- whom not ---- */

/*	the first that fits					passed over as
 *
 *	chosen by what is known of them, which they refuse	impersonal
 *	the shop owes them an answer				open
 *	they answered one, or were asked, within 30 days	lately
 *	else							not
 */
enum survey_spared survey_spares(const struct survey_spare_facts *f)
{
	if (f->is_chosen && !f->is_personal)
		return SPARED_IMPERSONAL;
	if (f->offer.is_open)
		return SPARED_OPEN;
	return survey_may_offer(&f->offer) ? SPARED_NOT : SPARED_LATELY;
}
