/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewards in the shop of the tests of orders: a member with points, and what they can have. */
#ifndef REGULARS_T_MEMBER_REWARD_SHOP_H
#define REGULARS_T_MEMBER_REWARD_SHOP_H

#include "member/reward.h"
#include "order/door.h"

/* 5.00 off for 100 points. */
static inline struct reward a_reward(void)
{
	return (struct reward){ .name = { [LANG_EN] = "Five off", [LANG_ZH] = "减五元" },
				.more = { [LANG_EN] = "Of any order", [LANG_ZH] = "" },
				.kind = REWARD_AMOUNT,
				.amount = 500,
				.currency = "CNY",
				.points = 100,
				.stock = REWARD_NO_STOCK,
				.from = INSTANT_NONE,
				.until = INSTANT_NONE,
				.is_on = true };
}

static inline uint64_t reward_made(struct reward r)
{
	reward_add(&shop, &r);
	return r.id;
}

/* Anne, who has an account and so many points. */
static inline uint64_t a_member(int64_t points)
{
	uint64_t id = door_order("A", 1)->customer_id;

	shop_app->settings.member = true;
	ck_assert(customer_prove_email(&shop, MAIL));
	if (points > 0)
		ck_assert_int_eq(member_adjust(&shop, id, points, "x"), MEMBER_OK);
	return id;
}

#define taken_of(id)                                                                               \
	support_number(door_path("SELECT taken FROM member_reward WHERE id = %llu",                \
				 (unsigned long long)(id)))
#define usable_of(id) json_get_int(member_points_view(&shop, (id)), "usable")

#endif
