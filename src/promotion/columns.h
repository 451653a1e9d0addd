/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How promotions are read from rows; for the stores of promotion/ alone. */
#ifndef REGULARS_PROMOTION_COLUMNS_H
#define REGULARS_PROMOTION_COLUMNS_H

#include "promotion/promotion.h"

#define PROMOTION_COLUMNS                                                                          \
	"p.id, p.name_en, p.name_zh, p.currency, p.kind, p.amount, p.percent_bp, p.buy, "          \
	"p.get_more, p.minimum, p.most, p.needs_code, p.is_first, p.is_alone, p.gives_back, "      \
	"p.valid_from, p.valid_until, p.limit_total, p.limit_customer, p.used, p.ended_at, "       \
	"p.version, p.created_at, p.sku_id, p.tier_id, (SELECT t.entry FROM member_tier t WHERE "  \
	"t.id = p.tier_id)"
enum { PROMOTION_N_COLUMNS = 26 };

void promotion_read_row(const struct rows *r, struct promotion *p);
/* Rows of (promotion_id, product_id, category_id, is_out, sku_id, quantity) to those of `all`. */
void promotion_take_scopes(struct arena *a, struct rows *r, struct promotion *all, size_t n);

#endif
