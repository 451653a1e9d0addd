/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When two customers may become one, and what then holds of what both said. */
#include <string.h>
#include "base/text.h"
#include "customer/merge.h"
#include "customer/tag.h"

const char *const merge_place_word[MERGE_PLACE__MAX] = {
	[MERGE_AT_DESK] = "desk",
	[MERGE_BY_PROGRAM] = "program",
};
const char *const merge_blocker_word[MERGE_BLOCKER__MAX] = {
	[MERGE_SAME] = "same",
	[MERGE_KEEP_ACCOUNT] = "keep_account",
	[MERGE_TWO_PEOPLE] = "two_people",
	[MERGE_TWO_PASSWORDS] = "two_passwords",
	[MERGE_CODE_OPEN] = "code_open",
	[MERGE_MANY_TAGS] = "many_tags",
	[MERGE_MANY_ADDRESSES] = "many_addresses",
	[MERGE_LONG_WISH] = "long_wish",
};
const char *const alike_word[ALIKE_REASONS] = { "phone", "email", "place" };
const char *const consent_said_word[SAID__MAX] = { "nothing", "yes", "no" };

/*
 * Whoever signs in to an account sees its orders. So two that sign in by themselves are one person
 * only where they bear one name and gave the same phone, e-mail or address; and of two passwords
 * nobody can say which one opens.
 */
static bool are_two_people(const struct merge_facts *f)
{
	return f->kept.has_proved && f->joined.has_proved && !(f->alike && f->same_name);
}

size_t merge_blockers(const struct merge_facts *f, enum merge_blocker out[MERGE_BLOCKER__MAX])
{
	const struct merge_side *kept = &f->kept, *joined = &f->joined;
	const bool holds[MERGE_BLOCKER__MAX] = {
		[MERGE_SAME] = kept->id == joined->id,
		[MERGE_KEEP_ACCOUNT] = kept->provisional && !joined->provisional,
		[MERGE_TWO_PEOPLE] = are_two_people(f),
		[MERGE_TWO_PASSWORDS] = kept->has_password && joined->has_password,
		[MERGE_CODE_OPEN] = kept->code_open || joined->code_open,
		[MERGE_MANY_TAGS] = f->n_tags > TAGS_MAX,
		[MERGE_MANY_ADDRESSES] = kept->n_addresses + joined->n_addresses > ADDRESSES_MAX,
		[MERGE_LONG_WISH] = f->long_wish,
	};
	size_t n = 0;

	if (holds[MERGE_SAME]) {
		out[0] = MERGE_SAME;
		return 1;
	}
	for (int i = 0; i < MERGE_BLOCKER__MAX; i++)
		if (holds[i])
			out[n++] = (enum merge_blocker)i;
	return n;
}

bool merge_may_undo(struct instant at, struct instant now)
{
	return now.us <= instant_add(at, MERGE_UNDO_DAYS * INSTANT_DAY).us;
}

bool merge_keeps_first(const struct merge_side *a, const struct merge_side *b)
{
	if (a->provisional != b->provisional)
		return b->provisional;
	if (a->n_orders != b->n_orders)
		return a->n_orders > b->n_orders;
	return a->id < b->id;
}

/*
 *	kept	joined	together
 *	-	any	as joined
 *	any	-	as kept
 *	yes	yes	yes
 *	no	any	no
 *	any	no	no
 */
enum consent_said merge_consent(enum consent_said kept, enum consent_said joined)
{
	if (kept == SAID_NOTHING || joined == SAID_NOTHING)
		return kept == SAID_NOTHING ? joined : kept;
	return kept == SAID_YES && joined == SAID_YES ? SAID_YES : SAID_NO;
}

enum consent_said consent_said(const struct consent *ledger, size_t n, enum consent_purpose purpose,
			       enum consent_channel channel)
{
	const struct consent *c = consent_of(ledger, n, purpose, channel);

	if (!c)
		return SAID_NOTHING;
	return c->given ? SAID_YES : SAID_NO;
}

static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += (*s & 0xc0) != 0x80;
	return n;
}

/* Neither may be lost: an allergy least of all. */
const char *merge_wish(struct arena *a, const char *kept, const char *joined)
{
	if (strcmp(kept, joined) == 0 || strstr(kept, joined))
		return kept;
	if (strstr(joined, kept))
		return joined;
	if (characters(kept) + 1 + characters(joined) > WISH_CHARS)
		return NULL;
	return arena_printf(a, "%s\n%s", kept, joined);
}
