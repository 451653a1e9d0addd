/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules of promotions: what orders got of them is written down use by use, and limits count
 * what holds. */
#include "verify/store.h"

DB_STATEMENT(verify_promotion_order,
	     "SELECT CONCAT('order ', o.number), CONCAT_WS('/', o.promoted_amount, "
	     "o.promoted_shipping), CONCAT_WS('/', COALESCE(u.amount, 0), COALESCE(u.shipping, 0)) "
	     "FROM orders o LEFT JOIN (SELECT order_id, SUM(amount) AS amount, SUM(shipping) AS "
	     "shipping FROM promotion_use GROUP BY order_id) u ON u.order_id = o.id WHERE "
	     "o.promoted_amount <> COALESCE(u.amount, 0) OR o.promoted_shipping <> "
	     "COALESCE(u.shipping, 0) LIMIT 20");
DB_STATEMENT(verify_promotion_within,
	     "SELECT CONCAT('order ', number), CAST(promoted_amount AS CHAR), CONCAT('at most ', "
	     "discount_amount) FROM orders WHERE promoted_amount > discount_amount OR "
	     "promoted_amount < 0 OR promoted_shipping < 0 LIMIT 20");
DB_STATEMENT(
	verify_promotion_used,
	"(SELECT CONCAT('promotion ', p.id), CAST(p.used AS CHAR), CAST(COALESCE(u.n, 0) AS "
	"CHAR) FROM promotion p LEFT JOIN (SELECT promotion_id, COUNT(*) AS n FROM promotion_use "
	"WHERE counts = 1 AND given_back_at IS NULL GROUP BY promotion_id) u ON u.promotion_id = "
	"p.id WHERE p.used <> COALESCE(u.n, 0) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('code ', c.code), CAST(c.used AS CHAR), CAST(COALESCE(u.n, 0) AS CHAR) "
	"FROM promotion_code c LEFT JOIN (SELECT code, COUNT(*) AS n FROM promotion_use WHERE "
	"counts = 1 AND given_back_at IS NULL AND code IS NOT NULL GROUP BY code) u ON u.code = "
	"c.code WHERE c.used <> COALESCE(u.n, 0) LIMIT 20)");
DB_STATEMENT(
	verify_promotion_back,
	"SELECT CONCAT('use ', u.id), 'held by a cancelled order', 'given back' FROM "
	"promotion_use u JOIN promotion p ON p.id = u.promotion_id AND p.gives_back = 1 JOIN "
	"orders o ON o.id = u.order_id AND o.decision = 4 AND NOT (o.cancel_reason <=> 'merged') "
	"WHERE u.given_back_at IS NULL AND (u.amount > 0 OR u.shipping > 0) LIMIT 20");
DB_STATEMENT(
	verify_promotion_part,
	"(SELECT CONCAT('use ', u.id), CONCAT_WS('/', u.promotion_id, u.order_id, u.code), 'a "
	"promotion, its code, and an order' FROM promotion_use u LEFT JOIN promotion p ON p.id "
	"= u.promotion_id LEFT JOIN orders o ON o.id = u.order_id LEFT JOIN promotion_code c "
	"ON c.code = u.code AND c.promotion_id = u.promotion_id WHERE p.id IS NULL OR o.id IS "
	"NULL OR (u.code IS NOT NULL AND c.code IS NULL) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('code ', c.code), CONCAT('promotion ', c.promotion_id), 'one that asks "
	"for codes' FROM promotion_code c LEFT JOIN promotion p ON p.id = c.promotion_id AND "
	"p.needs_code = 1 WHERE p.id IS NULL LIMIT 20)");
DB_STATEMENT(
	verify_promotions,
	"SELECT 'setting promotions', COALESCE(s.value, '0'), CAST(z.n AS CHAR) FROM (SELECT "
	"COUNT(*) AS n FROM promotion WHERE needs_code = 0 AND ended_at IS NULL) z LEFT JOIN "
	"setting s ON s.name = 'promotions' WHERE COALESCE(s.value, '0') <> CAST(z.n AS CHAR)");

const struct verify_rule verify_promoted[] = {
	{ "promotion.order", "what promotions take off an order is what its uses say",
	  &verify_promotion_order },
	{ "promotion.within", "what promotions take off lines is part of their discount",
	  &verify_promotion_within },
	{ "promotion.used", "promotions and codes are used as often as orders hold them",
	  &verify_promotion_used },
	{ "promotion.back", "a cancelled order holds no use that it gives back",
	  &verify_promotion_back },
	{ "promotion.part", "a use is of a promotion, its code and an order",
	  &verify_promotion_part },
	{ "setting.promotions", "as many promotions are asked for as run without a code",
	  &verify_promotions },
};
const size_t verify_promoted_n = sizeof verify_promoted / sizeof *verify_promoted;
