/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is owed in points at the end of each month, and what of it will be used. Pure.
 *
 *	open at the end		what was open before + came - taken back - used - expired
 *	expected to be used	its value x used / (used + expired), of the twelve months to then */
#include "base/money.h"
#include "member/report.h"

void report_count(struct points_moved *m, enum member_entry_kind kind, int64_t pending,
		  int64_t usable)
{
	int64_t n = pending + usable;

	switch (kind) {
	case POINTS_EARNED:
	case POINTS_GIVEN:
	case POINTS_INVITED:
	case POINTS_PARTED:
		m->came += n;
		break;
	case POINTS_REVERSED:
	case POINTS_TAKEN:
		m->back -= n;
		break;
	case POINTS_USED:
	case POINTS_SETTLED:
	case POINTS_RETURNED:
		m->used -= n;
		break;
	case POINTS_EXPIRED:
		m->expired -= n;
		break;
	case POINTS_RELEASED:
	case MEMBER_ENTRY_KIND__MAX:
		break;
	}
}

void report_reckon(const struct points_moved moved[REPORT_MONTHS], int64_t open_now,
		   struct points_month out[REPORT_SHOWN])
{
	for (int i = REPORT_SHOWN - 1; i >= 0; i--) {
		const struct points_moved *m = &moved[i + REPORT_MONTHS - REPORT_SHOWN];

		out[i] = (struct points_month){ .moved = *m, .open = open_now };
		open_now -= m->came - m->back - m->used - m->expired;
		for (int k = 0; k < 12; k++) {
			out[i].used += m[-k].used;
			out[i].ended += m[-k].used + m[-k].expired;
		}
	}
}

int64_t report_expected(const struct points_month *m, int64_t value)
{
	int64_t expected;

	if (m->ended <= 0 || !money_scale(value, m->used, m->ended, &expected))
		return -1;
	return expected;
}

void report_bounds(struct instant now, struct instant bounds[REPORT_MONTHS + 1])
{
	struct civil c = instant_to_local(now);

	for (int i = 0; i <= REPORT_MONTHS; i++) {
		/* months since the year 0 */
		int month = c.year * 12 + c.month - 1 - (REPORT_MONTHS - 1) + i;

		bounds[i] = instant_from_local(
			&(struct civil){ .year = month / 12, .month = month % 12 + 1, .day = 1 });
	}
}
