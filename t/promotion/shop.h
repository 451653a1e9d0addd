/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions in the shop of the tests of orders. */
#ifndef REGULARS_T_PROMOTION_SHOP_H
#define REGULARS_T_PROMOTION_SHOP_H

#include "order/door.h"
#include "promotion/manage.h"

#define PROMOTION(...)                                                                             \
	((struct promotion){ .name_en = "Spring",                                                  \
			     .name_zh = "春季",                                                    \
			     .currency = "CNY",                                                    \
			     .from = INSTANT_NONE,                                                 \
			     .until = INSTANT_NONE,                                                \
			     __VA_ARGS__ })

/* Made; code NULL: it runs by itself. Its id. */
static inline uint64_t promotion_made(struct promotion p, const char *code)
{
	const struct promotion_code c = { .code = code, .channel = "letter" };

	p.needs_code = code != NULL;
	ck_assert_int_eq(promotion_add(&shop, &p, code ? &c : NULL), PROMOTION_OK);
	shop_app->settings.promotions = support_number("SELECT COUNT(*) FROM promotion WHERE "
						       "needs_code = 0 AND ended_at IS NULL");
	return p.id;
}

static inline int64_t promotion_used(uint64_t id)
{
	return support_number(arena_printf(shop.arena, "SELECT used FROM promotion WHERE id = %llu",
					   (unsigned long long)id));
}

#endif
