/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a parcel stands when the shop is shown: its scans are cut off, and the last day's are put
 * in their place. From here scan_on() counts from that last day. */
#include "demo/scan.h"

/* Of scans before seven o'clock of the day, those stay that come before it is out for delivery. */
static void forget_after(struct box *b, int64_t day)
{
	struct instant t = day_at(day, 7, 0);
	int kept = 0;

	while (kept < b->n_scans && b->scans[kept].at.us < t.us &&
	       b->scans[kept].state < PARCEL_OUT_FOR_DELIVERY)
		kept++;
	b->n_scans = kept;
}

static void handed_over(struct shop *s, struct box *b)
{
	(void)s;
	b->n_scans = 0;
}

static void moving(struct shop *s, struct box *b)
{
	forget_after(b, b->left);
	scan_add(b, scan_on(b, 0, 15, 22), PARCEL_IN_TRANSIT, PROBLEM_NONE, b->home->city,
		 SAY("快件已到达【%s%s营业点】，准备派送", scan_city(s, b), b->home->district));
}

static void late(struct shop *s, struct box *b)
{
	forget_after(b, b->left);
	scan_add(b, scan_on(b, 0, 13, 17), PARCEL_DELAYED, PROBLEM_WEATHER, b->home->city,
		 SAY("受强降雨影响，快件在【%s转运中心】延误", scan_city(s, b)));
}

/* Already on the day that is shown. */
static struct instant in_the_night(const struct shop *s, struct box *b)
{
	return instant_add(day_at(s->today, 0, 0),
			   dice_time(&b->dice, 3 * INSTANT_MINUTE, 25 * INSTANT_MINUTE));
}

static void out(struct shop *s, struct box *b)
{
	forget_after(b, b->left);
	scan_add(b, scan_on(b, 0, 15, 22), PARCEL_IN_TRANSIT, PROBLEM_NONE, b->home->city,
		 SAY("快件已到达【%s%s营业点】", scan_city(s, b), b->home->district));
	scan_add(b, in_the_night(s, b), PARCEL_OUT_FOR_DELIVERY, PROBLEM_NONE, b->home->city,
		 SAY("【%s%s】快件已装车，派件员%s师傅将于今日派送", b->home->city,
		     b->home->district, scan_surname(s, b)));
}

static void ready(struct shop *s, struct box *b)
{
	forget_after(b, b->left);
	scan_out(s, b, scan_on(b, 0, 7, 9));
	scan_locker(s, b, scan_on(b, 0, 14, 20));
}

static void failed(struct shop *s, struct box *b)
{
	forget_after(b, b->left);
	scan_out(s, b, scan_on(b, 0, 7, 9));
	scan_add(b, scan_on(b, 0, 15, 19), PARCEL_ATTEMPT_FAILED, PROBLEM_NONE, b->home->city,
		 "派送未成功：收件人电话无人接听，将再次派送");
}

static void stuck(struct shop *s, struct box *b)
{
	(void)s;
	forget_after(b, b->left);
	scan_add(b, scan_on(b, 0, 9, 17), PARCEL_EXCEPTION, PROBLEM_ADDRESS, b->home->city,
		 "收件地址不详，缺少门牌号，等待补充");
}

static void going_back(struct shop *s, struct box *b)
{
	(void)s;
	forget_after(b, b->left - 1);
	scan_add(b, scan_on(b, -1, 10, 16), PARCEL_EXCEPTION, PROBLEM_REFUSED, b->home->city,
		 "收件人拒收，原因：外包装破损");
	scan_add(b, scan_on(b, 0, 9, 18), PARCEL_RETURNING, PROBLEM_NONE, b->home->city,
		 "快件退回中，下一站【" HERE "转运中心】");
}

static void back(struct shop *s, struct box *b)
{
	(void)s;
	forget_after(b, b->left - 5);
	scan_add(b, scan_on(b, -4, 13, 17), PARCEL_EXCEPTION, PROBLEM_ADDRESS, b->home->city,
		 "地址有误，联系不上收件人");
	scan_add(b, scan_on(b, -3, 9, 18), PARCEL_RETURNING, PROBLEM_NONE, b->home->city,
		 "快件退回中，下一站【" HERE "转运中心】");
	scan_add(b, scan_on(b, -1, 9, 17), PARCEL_RETURNED, PROBLEM_NONE, HERE "市",
		 "退件已由寄件方签收");
}

static void (*const stands[HALT_LOST + 1])(struct shop *s, struct box *b) = {
	[HALT_HANDED_OVER] = handed_over,
	[HALT_MOVING] = moving,
	[HALT_LATE] = late,
	[HALT_OUT] = out,
	[HALT_READY] = ready,
	[HALT_FAILED] = failed,
	[HALT_STUCK] = stuck,
	[HALT_GOING_BACK] = going_back,
	[HALT_BACK] = back,
};

void way_halt(struct shop *s, struct box *b)
{
	if (b->halt <= HALT_PACKED)
		return;
	b->left = s->today - 1;
	if (stands[b->halt])
		stands[b->halt](s, b);
}
