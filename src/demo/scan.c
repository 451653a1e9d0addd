/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What carriers say of a parcel, scan by scan, in their own words. */
#include "demo/scan.h"

#include <string.h>
#include "base/fail.h"

const char *scan_surname(struct shop *s, struct box *b)
{
	return s->people.surnames_zh[dice_below(&b->dice, s->people.n_surnames)];
}

const char *scan_city(struct shop *s, const struct box *b)
{
	const char *c = b->home->city;
	size_t len = strlen(c), tail = strlen("市");

	return len > tail && strcmp(c + len - tail, "市") == 0
		       ? arena_strndup(s->arena, c, len - tail)
		       : c;
}

void scan_add(struct box *b, struct instant at, enum parcel_state state,
	      enum parcel_problem problem, const char *place, const char *words)
{
	if (b->n_scans == SCANS_MAX)
		fail("demo: a parcel with more than %d scans", SCANS_MAX);
	b->scans[b->n_scans++] = (struct scan){ at, state, problem, place, words };
}

struct instant scan_on(struct box *b, int64_t day, int from, int to)
{
	return day_between(b->left + day, from, to, &b->dice);
}

void scan_out(struct shop *s, struct box *b, struct instant at)
{
	scan_add(b, at, PARCEL_OUT_FOR_DELIVERY, PROBLEM_NONE, b->home->city,
		 SAY("【%s%s】派件员%s师傅正在为您派件，请保持电话畅通", b->home->city,
		     b->home->district, scan_surname(s, b)));
}

void scan_delivered(struct box *b, struct instant at)
{
	static const char *const words[] = { "快件已签收，签收人：本人", "快件已签收，签收人：门卫",
					     "快件已签收，已放家门口", "快件已签收，签收人：家人" };

	scan_add(b, at, PARCEL_DELIVERED, PROBLEM_NONE, b->home->city,
		 words[dice_below(&b->dice, 4)]);
}

void scan_locker(struct shop *s, struct box *b, struct instant at)
{
	static const char *const places[] = { "丰巢快递柜", "菜鸟驿站", "兔喜生活驿站" };

	scan_add(b, at, PARCEL_READY_FOR_PICKUP, PROBLEM_NONE, b->home->city,
		 SAY("快件已存放至%s%s，请凭取件码 %d-%d-%04d 取件", b->home->district,
		     places[dice_below(&b->dice, 3)], dice_between(&b->dice, 1, 9),
		     dice_between(&b->dice, 1, 6), dice_between(&b->dice, 1000, 9999)));
}
