/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a customer is asked, and what may be said. Pure: no I/O, no clock. */
#include <string.h>
#include "base/text.h"
#include "feedback/inside.h"

static struct ask_answer later(struct instant at)
{
	return (struct ask_answer){ ASK_LATER, at };
}

/* When it is to be asked about: so long after it arrived, or after it left where nobody says that
 * it did. None: neither. */
static struct instant due_at(const struct ask_facts *f)
{
	if (!instant_is_none(f->delivered_at))
		return instant_add(f->delivered_at, f->days * INSTANT_DAY);
	return instant_add(f->shipped_at, (f->days + f->fallback_days) * INSTANT_DAY);
}

/*	the first that fits			what
 *
 *	nobody is asked (days 0)		never
 *	it was asked or answered		never
 *	nothing of it is there to rate		never: news of it makes it due again
 *	it neither arrived nor left		never
 *	it is due, and more than sixty days	never
 *	it is not due				when it is
 *	the shop owes its customer an answer	the next day, whether it still does
 *	its customer was asked just now		when that is long enough ago
 *	else					now
 */
struct ask_answer feedback_may_ask(const struct ask_facts *f)
{
	static const struct ask_answer never = { ASK_NEVER, { INT64_MIN } };
	struct instant due = due_at(f),
		       again = instant_add(f->last_asked_at, f->every_days * INSTANT_DAY);

	if (f->days == 0 || f->is_done || !f->has_something || instant_is_none(due) ||
	    f->now.us > instant_add(due, ASK_LATE_DAYS * INSTANT_DAY).us)
		return never;
	if (f->now.us < due.us)
		return later(due);
	if (f->is_open)
		return later(instant_add(f->now, INSTANT_DAY));
	if (!instant_is_none(again) && f->now.us < again.us)
		return later(again);
	return (struct ask_answer){ ASK_NOW, INSTANT_NONE };
}

/* The number behind "code=" in the list, or -1. */
static int64_t days_said(const char *list, const char *code)
{
	size_t len = strlen(code);

	for (const char *p = list; *p; p += strcspn(p, ","), p += *p == ',') {
		int64_t days = 0;

		p += strspn(p, " ");
		if (strncmp(p, code, len) != 0 || p[len] != '=')
			continue;
		for (const char *d = p + len + 1; *d >= '0' && *d <= '9' && days < 1000; d++)
			days = days * 10 + (*d - '0');
		return days;
	}
	return -1;
}

int64_t feedback_days(const char *by_sku, int64_t standard, const struct order *o)
{
	int64_t longest = -1;

	if (standard == 0)
		return 0;
	for (size_t i = 0; i < o->n_lines; i++) {
		const struct order_line *l = &o->lines[i];
		int64_t days;

		if (l->ordered <= l->cancelled || !l->sku_code)
			continue;
		days = days_said(by_sku, l->sku_code);
		longest = days > longest ? days : longest;
	}
	/* 0 would be nobody */
	return longest < 0 ? standard : longest == 0 ? 1 : longest;
}

bool line_is_ratable(const struct order_line *l, bool was_asked)
{
	return l->delivered > 0 || (was_asked && l->shipped > 0);
}

bool order_is_ratable(const struct order *o, bool was_asked)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (line_is_ratable(&o->lines[i], was_asked))
			return true;
	return false;
}

struct instant talk_open_until(const struct talk *t)
{
	return instant_add(t->answered_at, TALK_EDIT_DAYS * INSTANT_DAY);
}

bool talk_is_open(const struct talk *t, struct instant now)
{
	struct instant until = talk_open_until(t);

	return instant_is_none(until) || now.us <= until.us;
}

/*	stars	words or tags	rated before	what
 *
 *	none	none		no		fine: nothing is said of it
 *	none	any		any		no stars
 *	none	none		yes		no stars: what was said is changed, not taken back
 *	any	a few letters	any		too short
 *	any	else		any		fine
 */
enum talk_refusal review_refuses(const struct review_draft *d, bool was_rated)
{
	if (d->stars == 0)
		return d->body || d->tags || was_rated ? TALK_NO_STARS : TALK_OK;
	if (d->body && text_length(d->body) < REVIEW_CHARS_MIN)
		return TALK_TOO_SHORT;
	return TALK_OK;
}

/*	was		looks first	becomes
 *
 *	hidden		any		hidden: what is changed does not show it again
 *	waiting		any		waiting: what waits is looked at, though others no longer
 *are new, shown	yes		waiting new, shown	no		shown
 */
enum review_state review_state_after(enum review_state was, bool looks_first)
{
	if (was == REVIEW_HIDDEN || was == REVIEW_WAITING)
		return was;
	return looks_first ? REVIEW_WAITING : REVIEW_SHOWN;
}

enum follow_refusal review_may_follow(const struct review *r, struct instant now)
{
	if (r->after)
		return FOLLOW_DONE;
	return now.us <= instant_add(r->created_at, FOLLOW_DAYS * INSTANT_DAY).us ? FOLLOW_OK
										  : FOLLOW_OVER;
}

bool site_may_show(const char *sites, const char *origin)
{
	size_t n;

	if (!origin || !*origin)
		return false;
	if (!strcmp(sites, "*"))
		return true;
	for (const char *p = sites; *p; p += n) {
		p += strspn(p, ", ");
		n = strcspn(p, ", ");
		if (n == strlen(origin) && !memcmp(p, origin, n))
			return true;
	}
	return false;
}
