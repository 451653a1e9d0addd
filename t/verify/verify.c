/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each rule of the books, broken on purpose, is found by its own name; untouched books break none.
 */
#include "verify/verify.h"
#include <check.h>
#include <mariadb/mysql.h>
#include <string.h>
#include "base/text.h"
#include "customer/merge.h"
#include "customer/tag.h"
#include "db/conn.h"
#include "feedback/item_gift.h"
#include "feedback/survey.h"
#include "hook/hook.h"
#include "member/reward_shop.h"
#include "production/production.h"
#include "promotion/shop.h"
#include "shipping/shop.h"

enum { FOUND_MAX = 512 };

struct found {
	const char *rule[FOUND_MAX];
	const char *row[FOUND_MAX];
	int n;
};

static void note(void *arg, const struct verify_finding *f)
{
	struct found *all = arg;

	if (all->n < FOUND_MAX) {
		all->rule[all->n] = f->rule;
		all->row[all->n++] = arena_printf(shop.arena, "%s", f->row);
	}
}

static struct found look(void)
{
	struct found all = { .n = 0 };
	struct verify_report r = verify_all(&shop, note, NULL, &all);

	ck_assert_int_eq(r.violations, all.n);
	return all;
}

static bool has(const struct found *all, const char *rule)
{
	for (int i = 0; i < all->n; i++)
		if (!strcmp(all->rule[i], rule))
			return true;
	return false;
}

/* Of three pieces that are made to order one is made, the others are in production. */
static void fill_bench(void)
{
	struct production_want one = { .quantity = 1 };
	struct production_draft d = {
		.sku = "MUG", .lines = &one, .n_lines = 1, .due = INSTANT_NONE, .start = true
	};
	struct production_answer a;

	shop_sku("MUG", PRODUCT_GOODS, true);
	one.order_line_id = shop_order_of("13800000004", { "MUG", 3 })->lines[0].id;
	ck_assert_int_eq(production_plan(&shop, &d, &a), PRODUCTION_OK);
	ck_assert_int_eq(production_finish(&shop, (struct production_ref){ a.batch->id, 0 },
					   &(struct production_result){ 1, 0, NULL }, &a),
			 PRODUCTION_OK);
	d.n_lines = 0;
	ck_assert_int_eq(production_plan(&shop, &d, &a), PRODUCTION_OK);
}

/* Of an order that is paid for a part is split off; of two the one is merged into the other. */
static void fill_pairs(void)
{
	struct payment_draft money = { .method = PAY_BANK_TRANSFER,
				       .amount = 3000,
				       .at = INSTANT_NONE };
	struct order *one = shop_order_of("13800000005", { "A", 3 }), *other;
	struct split_line line = { one->lines[0].id, 1, 0 };
	struct regroup_answer a;
	struct payment_answer paid;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ one->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	one = shop_look(one->id);
	ck_assert_int_eq(order_split(&shop, (struct order_ref){ one->id, one->version },
				     &(struct split_draft){ &line, 1, NULL }, true, &a),
			 ORDER_OK);
	one = shop_order_of("13800000006", { "B", 1 });
	other = shop_order_of("13800000006", { "B", 2 });
	ck_assert_int_eq(order_merge(&shop, (struct order_ref){ other->id, 0 }, one->id, NULL, true,
				     &a),
			 ORDER_OK);
}

static void fill_bundle(void)
{
	struct sku_draft sku = { .code = "SET-A",
				 .variant_en = "",
				 .variant_zh = "",
				 .parts = "A*2, B",
				 .less_bp = 1000 };
	struct product_draft d = { .code = "P-SET",
				   .name_en = "Set",
				   .name_zh = "组合",
				   .state = PRODUCT_ON_SALE,
				   .skus = &sku,
				   .n_skus = 1 };
	uint64_t id;

	ck_assert_int_eq(catalog_add(&shop, &d, &id), CATALOG_OK);
	(void)shop_order_of("13800000007", { "SET-A", 1 });
}

/* What its customer said of it. */
static void fill_said(const struct order *o)
{
	struct review_draft item = { .line_id = o->lines[0].id,
				     .stars = 4,
				     .tags = 1,
				     .body = "Well packed, arrived early" };
	struct talk_draft d = { .order_id = o->id,
				.version = -1,
				.service = 5,
				.heard = HEARD_FRIEND,
				.items = &item,
				.n_items = 1 };
	size_t wrong;

	ck_assert_int_eq(talk_say(&shop, &d, &wrong), TALK_OK);
	ck_assert_int_eq(review_reply(&shop, (uint64_t)support_number("SELECT id FROM review"),
				      "Thanks"),
			 REVIEW_OK);
	ck_assert(!feedback_read_reviews(&shop));
}

/* What else they wrote, answered and resolved. */
static void fill_written(const struct order *o)
{
	struct item_draft d = { .customer_id = o->customer_id,
				.order_id = o->id,
				.source = ITEM_MESSAGE,
				.body = "Where is it?" };
	uint64_t id = message_from_customer(&shop, &d, MESSAGE_BY_PAGE);
	struct item_wish wish = { .act = ITEM_ANSWERED, .words = "On its way", .word = -1 };
	struct gift_wish gift = { .gift = GIFT_CREDIT, .amount = 100, .why = "It was late" };

	ck_assert_int_eq(item_do(&shop, id, &wish), ITEM_OK);
	ck_assert_int_eq(item_give(&shop, id, &gift), GIFT_OK);
	wish = (struct item_wish){ .act = ITEM_WAS_RESOLVED, .word = OUTCOME_ANSWERED };
	ck_assert_int_eq(item_do(&shop, id, &wish), ITEM_OK);
}

/* And of the shop, asked about it. */
static void fill_asked(const struct order *o)
{
	struct survey draft = { .title = "After", .audience = AFTER_AN_ORDER };
	struct survey_question q = { .kind = SURVEY_NPS };
	struct survey_said said = { .order_id = o->id,
				    .way = WAY_ORDER,
				    .answer = { .num = 1, .value = 9 } };
	uint64_t id = survey_make(&shop, &draft), response;
	int next;

	ck_assert_int_eq(survey_put_question(&shop, id, -1, &q), SURVEY_OK);
	ck_assert_int_eq(survey_publish(&shop, id), SURVEY_OK);
	said.survey_id = id;
	ck_assert_int_eq(survey_say(&shop, &said, &response, &next), SURVEY_OK);
	support_sql("UPDATE survey_response SET changed_at = changed_at - INTERVAL 1 DAY");
	ck_assert(feedback_fold_surveys(&shop));
}

/* Of two guests with an order each the one went over to the other. */
static void fill_merged(void)
{
	struct merge_draft d = { .kept_id = shop_order_of("13800000008", { "B", 1 })->customer_id,
				 .joined_id =
					 shop_order_of("13800000009", { "B", 1 })->customer_id };
	struct merge_answer a;

	ck_assert_int_eq(customer_merge(&shop, &d, &a), MERGE_OK);
}

/* One order that arrived with a payment and a refund, one waiting with reserved stock and a unit
 * cancelled, one on hold, a draft that was given up. */
/* An order that uses a code, and one that gave it back. */
static void fill_promoted(struct order_draft d)
{
	struct order_answer placed;

	(void)promotion_made(PROMOTION(.kind = PROMOTION_PERCENT, .percent_bp = 1000,
				       .gives_back = true),
			     "SPRING");
	d.code = "spring";
	ck_assert_int_eq(order_place(&shop, &d, &placed), ORDER_OK);
	ck_assert_int_eq(order_place(&shop, &d, &placed), ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ placed.order->id, 0 }, "other",
				      &placed),
			 ORDER_OK);
}

/* One that somebody has, and one that was given back. */
static void fill_rewards(uint64_t customer_id)
{
	struct reward r = a_reward();
	struct claim c;

	ck_assert_int_eq(member_adjust(&shop, customer_id, 300, "x"), MEMBER_OK);
	support_sql(door_path("UPDATE customer SET provisional = 0 WHERE id = %llu",
			      (unsigned long long)customer_id));
	(void)reward_made(r);
	ck_assert_int_eq(reward_claim(&shop, reward_made(r), customer_id, &c), REWARD_FITS);
	ck_assert_int_eq(claim_return(&shop, c.reward_id, c.id), CLAIM_OK);
	ck_assert_int_eq(reward_claim(&shop, c.reward_id, customer_id, &c), REWARD_FITS);
	support_sql(door_path("UPDATE customer SET provisional = 1 WHERE id = %llu",
			      (unsigned long long)customer_id));
}

/* One that was granted when nothing was to be had for it, and one that waits. */
static void fill_referrals(void)
{
	support_sql(
		"INSERT INTO member_referral (id, referrer_id, friend_id, state, why, order_id, "
		"points, friend_points, decided_at, created_at) SELECT 1, MIN(customer_id), "
		"MAX(customer_id), 1, 0, MIN(id), 0, 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) "
		"FROM orders");
	support_sql("INSERT INTO member_referral (id, referrer_id, friend_id, state, why, points, "
		    "friend_points, created_at) SELECT 2, MAX(customer_id), MIN(customer_id), 0, "
		    "0, 0, 0, UTC_TIMESTAMP(6) FROM orders");
}

static void fill(void)
{
	struct payment_answer paid, back;
	struct payment_draft money = { .method = PAY_BANK_TRANSFER,
				       .amount = 3000,
				       .at = INSTANT_NONE };
	struct order *sent, *open;
	const struct shop_want want = { "A", 1 };
	const struct hook_draft books = { "Books", "https://shop.example/books", HOOK_ALL };
	struct order_draft told;
	struct order_answer placed;
	const char *secret;
	uint64_t hook;

	shop.now = instant_now();
	shop_app->settings.member = true;
	shop_goods("A", 10, false);
	shop_goods("B", 10, true);
	/* one that is prepared already */
	support_sql("INSERT INTO picture (id, product_id, position, state, fault, hash, file_name, "
		    "n_bytes, created_at) SELECT 1, id, 1, 1, 'fine', REPEAT('a', 32), 'a.png', 9, "
		    "UTC_TIMESTAMP(6) FROM product WHERE code = 'P-A'");
	support_sql(
		"UPDATE product SET picture = CONCAT('media/', REPEAT('a', 32), '.s.webp') WHERE "
		"code = 'P-A'");
	support_sql("INSERT INTO picture (id, product_id, position, state, fault, hash, file_name, "
		    "n_bytes, width, height, created_at) VALUES (2, 0, 1, 1, 'fine', REPEAT('b', "
		    "32), 'logo.png', 9, 320, 72, UTC_TIMESTAMP(6))");
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('logo', "
		    "CONCAT(REPEAT('b', 32), ' 320 72'), UTC_TIMESTAMP(6))");
	support_sql(
		"INSERT INTO tax_zone (id, country, region, postal, valid_from, valid_until, "
		"standard_bp, version, created_at) VALUES (1, 'HK', '', '', NULL, '2026-01-01', "
		"0, 1, UTC_TIMESTAMP(6)), (2, 'HK', '', '', '2026-01-01', NULL, 500, 1, "
		"UTC_TIMESTAMP(6))");
	support_sql("INSERT INTO setting (name, value, updated_at) VALUES ('tax_zones', '2', "
		    "UTC_TIMESTAMP(6))");
	sent = shop_order_of("13800000001", { "A", 2 });
	ck_assert_int_eq(shop_hear(shop_ship(sent, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ sent->id, 0 }, &money, &paid),
			 PAYMENT_OK);
	ck_assert_int_eq(payment_refund(&shop, (struct order_ref){ sent->id, 0 }, paid.id, 500,
					"test", &back),
			 PAYMENT_OK);
	fill_said(shop_look(sent->id));
	fill_written(shop_look(sent->id));
	fill_asked(shop_look(sent->id));
	fill_rewards(sent->customer_id);
	fill_referrals();
	/* what came before it was not written down */
	ck_assert_int_eq(hook_add(&shop, &books, &hook, &secret), HOOK_OK);
	open = shop_order_of("13800000002", { "A", 1 }, { "B", 3 });
	ck_assert_int_eq(customer_tag_add(&shop, open->customer_id, "espresso"), TAG_OK);
	ck_assert_int_eq(order_tag_add(&shop, (struct order_ref){ open->id, 0 }, "gift", &placed),
			 ORDER_OK);
	ck_assert_int_eq(order_cancel_line(&shop, (struct order_ref){ open->id, 0 },
					   open->lines[1].id, 1, "other", &placed),
			 ORDER_OK);
	ck_assert_int_eq(order_change_contact(&shop, (struct order_ref){ open->id, 0 },
					      &(struct contact_draft){ .name = "Lin",
								       .phone = "13800000002",
								       .country = "CN",
								       .city = "X",
								       .street = "Y" },
					      ORDER_NOT_ASKED, &placed),
			 ORDER_OK);
	told = shop_draft("13800000003", &want, 1);
	told.contact.email = "lin@mail.example";
	ck_assert_int_eq(order_place(&shop, &told, &placed), ORDER_OK);
	ck_assert_int_eq(order_hold(&shop, (struct order_ref){ placed.order->id, 0 }, "risk",
				    INSTANT_NONE, &placed),
			 ORDER_OK);
	fill_promoted(told);
	told.as_draft = true;
	ck_assert_int_eq(order_place(&shop, &told, &placed), ORDER_OK);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ placed.order->id, 0 }, "other",
				      &placed),
			 ORDER_OK);
	fill_bench();
	fill_pairs();
	fill_bundle();
	fill_merged();
}

struct breakage {
	const char *rule, *sql;
	const char *table, *check; /* the CHECK that would stop it, NULL: none */
};
static const struct breakage breakages[] = {
	{ "line.counters", "UPDATE order_line SET delivered = shipped + 1 LIMIT 1", "order_line",
	  "order_line_counters" },
	{ "line.production",
	  "UPDATE order_line SET in_production = 1 WHERE packed = ordered LIMIT 1" },
	{ "line.amount", "UPDATE order_line SET amount = amount + 1 LIMIT 1" },
	{ "order.total", "UPDATE orders SET total_amount = total_amount + 1 LIMIT 1", "orders",
	  "order_amounts" },
	{ "order.items", "UPDATE orders SET items_amount = items_amount + 1 LIMIT 1", "orders",
	  "order_amounts" },
	{ "order.items",
	  "UPDATE orders SET shipping_tax = shipping_tax + 1 WHERE shipping_amount = 0 "
	  "LIMIT 1" },
	{ "money.captured", "UPDATE orders SET captured_amount = captured_amount + 1 LIMIT 1" },
	{ "money.credited", "UPDATE orders SET credited_amount = credited_amount + 1 LIMIT 1" },
	{ "money.credit", "UPDATE orders SET credited_amount = live_amount + 1 LIMIT 1" },
	{ "money.refund", "UPDATE payment_entry SET amount = 100 WHERE kind = 1" },
	{ "money.refund_of", "UPDATE payment_entry SET payment_id = 1 WHERE kind = 2" },
	{ "stock.on_hand", "UPDATE stock SET on_hand = on_hand + 1 LIMIT 1" },
	{ "stock.reserved", "UPDATE stock SET reserved = reserved + 1 LIMIT 1" },
	{ "stock.oversold", "UPDATE stock SET reserved = on_hand + 1 WHERE may_backorder = 0" },
	{ "stock.line", "UPDATE order_line SET reserved = reserved + 1 LIMIT 1" },
	{ "stock.orphan", "UPDATE stock_reservation SET order_line_id = 1 LIMIT 1" },
	{ "parcel.counters", "UPDATE parcel_line SET quantity = quantity + 1 LIMIT 1" },
	{ "parcel.customer", "UPDATE parcel SET customer_id = 1 LIMIT 1" },
	{ "parcel.orphan", "UPDATE parcel_line SET order_line_id = 1 LIMIT 1" },
	{ "order.placed", "DELETE FROM order_event WHERE kind = 0 LIMIT 1" },
	{ "order.finding", "INSERT INTO order_finding (id, order_id, kind, severity, state, found, "
			   "at) SELECT 1, MAX(id), 7, 1, 0, 0, UTC_TIMESTAMP(6) FROM orders" },
	{ "order.finding", "INSERT INTO order_finding (id, order_id, kind, severity, state, found, "
			   "at) SELECT 1, MAX(id), 8, 1, 0, 0, UTC_TIMESTAMP(6) FROM orders WHERE "
			   "decision = 2" },
	{ "order.link", "INSERT INTO order_link (id, kind, order_id, other_id, at) SELECT 1, 3, "
			"MIN(id), MAX(id), UTC_TIMESTAMP(6) FROM orders" },
	{ "order.promise",
	  "UPDATE order_line SET wait = 2, wait_until = '2099-01-01' WHERE packed = 0 LIMIT 1" },
	{ "order.promise",
	  "UPDATE orders SET hold_until = '2099-01-01', promised_to = UTC_TIMESTAMP(6) WHERE "
	  "hold_reason IS NOT NULL" },
	{ "order.contact", "UPDATE orders SET contact_id = 1 LIMIT 1" },
	{ "order.customer", "UPDATE orders SET customer_id = 1 LIMIT 1" },
	{ "customer.orders", "UPDATE customer SET n_orders = n_orders + 1 LIMIT 1" },
	{ "customer.last_order", "UPDATE customer SET last_order_at = last_order_at - INTERVAL 1 "
				 "SECOND WHERE n_orders > 0 "
				 "LIMIT 1" },
	{ "customer.spent", "UPDATE customer SET spent = spent + 1 LIMIT 1" },
	{ "name.words", "UPDATE customer_name_word SET word = 'zzz' LIMIT 1" },
	{ "name.words", "UPDATE customer_name_word SET customer_id = 1 LIMIT 1" },
	{ "name.found", "DELETE FROM customer_name_word" },
	{ "customer.default",
	  "INSERT INTO customer_address (id, customer_id, contact_id, is_default, created_at) "
	  "VALUES (1, 1, 1, 1, UTC_TIMESTAMP(6)), (2, 1, 1, 1, UTC_TIMESTAMP(6))" },
	{ "customer.tags", "UPDATE customer_tag SET n_customers = n_customers + 1" },
	{ "customer.tag", "INSERT INTO customer_tagged (customer_id, tag_id, at) VALUES (1, 1, "
			  "UTC_TIMESTAMP(6))" },
	{ "order.tags", "UPDATE order_tag SET n_orders = n_orders + 1" },
	{ "order.tag", "INSERT INTO order_tagged (order_id, tag_id, at) VALUES (1, 1, "
		       "UTC_TIMESTAMP(6))" },
	{ "customer.wish", "INSERT INTO customer_wish (id, customer_id, address_id, kind, body, "
			   "actor_kind, actor_id, at) SELECT 1, id, 1, 1, 'x', 2, 0, "
			   "UTC_TIMESTAMP(6) FROM customer LIMIT 1" },
	{ "consent.value", "INSERT INTO customer_trait (customer_id, purpose, value, at) "
			   "VALUES (1, 1, 'female', UTC_TIMESTAMP(6))" },
	{ "consent.agreed", "INSERT INTO customer_agreed (purpose, channel, customer_id) SELECT 4, "
			    "1, id FROM customer LIMIT 1" },
	{ "consent.ledger",
	  "INSERT INTO customer_consent (id, customer_id, purpose, channel, given, text_version, "
	  "place, actor_kind, actor_id, at) SELECT 1, id, 0, 0, 0, 1, 0, 1, id, UTC_TIMESTAMP(6) "
	  "FROM customer LIMIT 1" },
	{ "customer.gone", "INSERT INTO customer_note (id, customer_id, staff_id, body, at) SELECT "
			   "1, id, 0, 'x', UTC_TIMESTAMP(6) FROM customer WHERE joined_into IS NOT "
			   "NULL" },
	{ "customer.gone", "UPDATE customer_identity SET customer_id = (SELECT id FROM customer "
			   "WHERE joined_into IS NOT NULL) LIMIT 1" },
	{ "customer.gone", "UPDATE orders SET customer_id = (SELECT id FROM customer WHERE "
			   "joined_into IS NOT NULL) LIMIT 1" },
	{ "customer.gone_further", "UPDATE outbox SET customer_id = (SELECT id FROM customer WHERE "
				   "joined_into IS NOT NULL) LIMIT 1" },
	{ "customer.gone_further",
	  "INSERT INTO session (token_hash, kind, subject_id, created_at, seen_at, expires_at) "
	  "SELECT REPEAT('s', 32), 1, id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), '2099-01-01' FROM "
	  "customer WHERE joined_into IS NOT NULL" },
	{ "customer.merges", "DELETE FROM customer_merge" },
	{ "customer.merges", "UPDATE customer_merge SET undone_at = at" },
	{ "customer.merges", "UPDATE customer SET joined_into = 1 WHERE joined_into IS NOT NULL" },
	{ "customer.merges",
	  "UPDATE customer SET joined_into = NULL WHERE joined_into IS NOT NULL" },
	{ "customer.merges", "DELETE FROM customer_merge_row WHERE kind = 7" },
	{ "customer.gone_further",
	  "INSERT INTO member_account (customer_id, pending, usable, debt) SELECT id, 0, 0, 0 "
	  "FROM customer WHERE joined_into IS NOT NULL" },
	{ "points.account", "UPDATE member_account SET usable = usable + 1 LIMIT 1" },
	{ "points.account", "DELETE FROM member_account" },
	{ "points.account", "INSERT INTO member_account (customer_id, pending, usable, debt) "
			    "VALUES (1, 0, 5, 0)" },
	{ "points.lot", "UPDATE member_lot SET earned = earned + 1 LIMIT 1" },
	{ "points.lot", "UPDATE member_entry SET usable = usable + 1 WHERE kind = 2" },
	{ "points.lot", "DELETE FROM member_entry WHERE kind = 3" },
	{ "points.bounds", "UPDATE member_account SET debt = 1 WHERE usable > 0" },
	{ "points.bounds", "UPDATE member_account SET pending = -1" },
	{ "points.bounds", "UPDATE member_lot SET lapsed = -1" },
	{ "points.open", "UPDATE member_lot SET is_open = 0 WHERE usable > 0" },
	{ "points.open", "UPDATE member_lot SET usable_at = created_at WHERE pending > 0" },
	{ "points.entry", "UPDATE member_entry SET lot_id = 1 LIMIT 1" },
	{ "points.entry", "UPDATE member_entry SET cause_id = NULL WHERE kind = 3" },
	{ "points.entry", "UPDATE member_lot SET entry_id = 1 LIMIT 1" },
	{ "points.order", "UPDATE member_lot SET customer_id = 1 LIMIT 1" },
	{ "points.tier", "UPDATE member_account SET tier_id = 7 LIMIT 1" },
	{ "points.tier", "UPDATE member_account SET lowers_at = '2026-01-01' LIMIT 1" },
	{ "points.tier",
	  "INSERT INTO member_step (id, customer_id, kind, to_id, counted, value, needed, at) "
	  "SELECT "
	  "7, customer_id, 1, 7, 0, 0, 0, '2026-01-01' FROM member_account LIMIT 1" },
	{ "points.order", "UPDATE member_lot SET order_id = 1 LIMIT 1" },
	{ "orphan.customer", "UPDATE member_account SET customer_id = 1 LIMIT 1" },
	{ "customer.password", "INSERT INTO customer_password (customer_id, hash, set_at) SELECT "
			       "id, 'x', UTC_TIMESTAMP(6) FROM customer LIMIT 1" },
	{ "customer.password", "INSERT INTO customer_password (customer_id, hash, set_at) VALUES "
			       "(1, 'x', UTC_TIMESTAMP(6))" },
	{ "customer.came", "INSERT INTO customer_join (customer_id, source, at) SELECT id, 0, "
			   "UTC_TIMESTAMP(6) FROM customer LIMIT 1" },
	{ "product.category", "UPDATE product SET category_en = 'Elsewhere'" },
	{ "category.path",
	  "INSERT INTO category (id, parent_id, name_en, name_zh, path_en, path_zh, "
	  "trail, created_at) VALUES (7, 6, 'A', 'A', 'A', 'A', '/7/', UTC_TIMESTAMP(6))" },
	{ "sku.variant", "UPDATE sku SET value_1 = 7 LIMIT 1" },
	{ "sku.alone",
	  "INSERT INTO sku (id, product_id, code, unit_milli, currency, state, "
	  "created_at, value_1) SELECT 6 + n, p.id, n, 0, 'CNY', 1, UTC_TIMESTAMP(6), 7 "
	  "FROM (SELECT 1 AS n UNION SELECT 2) m JOIN (SELECT MIN(id) AS id FROM product) p" },
	{ "product.changes", "UPDATE product SET version = version + 1" },
	{ "product.relation",
	  "INSERT INTO product_relation (product_id, other_id, kind) SELECT id, "
	  "id, 0 FROM product LIMIT 1" },
	{ "bundle.parts", "UPDATE sku_part SET part_id = sku_id LIMIT 1" },
	{ "bundle.parts",
	  "INSERT INTO sku_part (sku_id, part_id, quantity) SELECT q.part_id, s.id, 1 FROM "
	  "sku s, (SELECT MIN(part_id) AS part_id FROM sku_part) q WHERE s.code = 'MUG'" },
	{ "bundle.stock", "INSERT INTO stock (sku_id, on_hand, reserved, may_backorder) SELECT "
			  "MIN(sku_id), 1, 0, 0 "
			  "FROM sku_part" },
	{ "bundle.price",
	  "UPDATE sku SET unit_milli = unit_milli + 1000 WHERE parts_less_bp IS NOT NULL" },
	{ "bundle.price", "UPDATE sku SET unit_milli = 0 WHERE code = 'SET-A'" },
	{ "bundle.amount", "UPDATE order_bundle SET amount = amount + 1" },
	{ "bundle.amount", "UPDATE order_line SET bundle_id = NULL WHERE bundle_id IS NOT NULL" },
	{ "bundle.line", "DELETE FROM order_bundle" },
	{ "picture.first", "UPDATE product SET picture = 'media/none.s.webp' LIMIT 1" },
	{ "picture.sku", "UPDATE sku SET picture = 'media/none.s.webp' LIMIT 1" },
	{ "picture.variant", "UPDATE picture SET value_id = 1 WHERE product_id <> 0" },
	{ "picture.places", "UPDATE picture SET position = 3" },
	{ "picture.line", "UPDATE order_line SET picture = 'media/none.s.webp' LIMIT 1" },
	{ "picture.orphan", "UPDATE picture SET product_id = 1" },
	{ "tax.zone", "UPDATE tax_zone SET valid_until = NULL" },
	{ "referral.points", "UPDATE member_referral SET points = 5 WHERE state = 1" },
	{ "referral.points", "UPDATE member_referral SET decided_at = NULL" },
	{ "referral.points", "UPDATE member_referral SET why = 2" },
	{ "referral.points", "UPDATE member_entry SET referral_id = 1 LIMIT 1" },
	{ "reward.taken", "UPDATE member_reward SET taken = taken + 1 LIMIT 1" },
	{ "reward.taken", "UPDATE member_claim SET returned_at = NULL" },
	{ "reward.points", "UPDATE member_claim SET points = points + 1 LIMIT 1" },
	{ "reward.points", "UPDATE member_entry SET claim_id = NULL WHERE kind = 10" },
	{ "reward.points", "UPDATE member_entry SET claim_id = 1 WHERE kind = 4 LIMIT 1" },
	{ "reward.points", "DELETE FROM member_claim WHERE returned_at IS NULL" },
	{ "reward.code",
	  "UPDATE promotion_code SET customer_id = 1 WHERE customer_id IS NOT NULL" },
	{ "reward.code", "UPDATE promotion_code SET ended_at = NULL" },
	{ "reward.code", "UPDATE member_claim SET reward_id = 1 LIMIT 1" },
	{ "customer.gone_further", "UPDATE member_claim SET customer_id = (SELECT id FROM customer "
				   "WHERE joined_into IS NOT NULL)" },
	{ "orphan.customer", "UPDATE member_claim SET customer_id = 1 LIMIT 1" },
	{ "promotion.order", "UPDATE promotion_use SET amount = amount + 1 LIMIT 1" },
	{ "promotion.order", "UPDATE orders SET promoted_amount = promoted_amount - 1 WHERE "
			     "promoted_amount > 0 LIMIT 1" },
	{ "promotion.within", "UPDATE orders SET promoted_amount = discount_amount + 1 LIMIT 1" },
	{ "promotion.used", "UPDATE promotion SET used = used + 1" },
	{ "promotion.used", "UPDATE promotion_code SET used = 0" },
	{ "promotion.used",
	  "UPDATE promotion_use SET given_back_at = UTC_TIMESTAMP(6) WHERE given_back_at IS NULL" },
	{ "promotion.back", "UPDATE promotion_use SET given_back_at = NULL" },
	{ "promotion.part", "UPDATE promotion_use SET order_id = 1 LIMIT 1" },
	{ "promotion.part", "UPDATE promotion_use SET code = 'OTHER'" },
	{ "promotion.part", "UPDATE promotion SET needs_code = 0" },
	{ "setting.promotions", "UPDATE promotion SET needs_code = 0" },
	{ "setting.tax_zones", "DELETE FROM tax_zone" },
	{ "setting.tax_zones", "DELETE FROM setting WHERE name = 'tax_zones'" },
	{ "setting.logo", "UPDATE setting SET value = '' WHERE name = 'logo'" },
	{ "setting.logo", "DELETE FROM setting WHERE name = 'logo'" },
	{ "setting.logo",
	  "UPDATE picture SET state = 3, removed_at = UTC_TIMESTAMP(6) WHERE product_id = 0" },
	{ "feedback.owner",
	  "UPDATE feedback_talk SET customer_id = 1 WHERE answered_at IS NOT NULL" },
	{ "feedback.owner", "UPDATE feedback_heard SET order_id = 1" },
	{ "feedback.owner", "UPDATE review SET customer_id = 1" },
	{ "feedback.owner", "UPDATE feedback_item SET customer_id = 1" },
	{ "feedback.owner", "UPDATE feedback_item SET order_id = 1" },
	{ "inbox.state", "UPDATE feedback_item SET state = 1" },
	{ "inbox.state", "UPDATE feedback_item SET shelf = 1" },
	{ "inbox.state", "UPDATE feedback_item SET outcome = NULL" },
	{ "inbox.state", "DELETE FROM feedback_item_event" },
	{ "inbox.done", "UPDATE feedback_item SET answered_at = NULL" },
	{ "inbox.done", "UPDATE feedback_item SET ended_at = NULL" },
	{ "inbox.done", "UPDATE feedback_item SET due_at = opened_at" },
	{ "inbox.gift", "UPDATE feedback_item_event SET amount = 2 WHERE kind = 8" },
	{ "inbox.alarm", "UPDATE feedback_item SET source = 4" },
	{ "inbox.alarm", "UPDATE feedback_item SET customer_id = NULL" },
	{ "inbox.alarm", "INSERT INTO feedback_alarm VALUES (1, 1, 0, 0, 2900, 1, 1, 1, 1, 0.1)" },
	{ "inbox.survey", "UPDATE feedback_item SET response_id = 1" },
	{ "inbox.survey", "UPDATE feedback_item SET nps = 3" },
	{ "survey.offer", "INSERT INTO survey_offer VALUES (1, 1, '2026-01-01')" },
	{ "survey.invite", "INSERT INTO survey_invite VALUES (1, 1, 0, 1, NULL, 0, '2026-01-01')" },
	{ "survey.invite", "UPDATE survey_response SET invite_id = 1" },
	{ "inbox.thread", "UPDATE feedback_message SET customer_id = 1" },
	{ "inbox.thread", "UPDATE feedback_message SET item_id = 1" },
	{ "inbox.thread", "UPDATE feedback_item_event SET subject_id = 1 WHERE kind = 2" },
	{ "inbox.thread", "UPDATE feedback_item_event SET item_id = 1" },
	{ "feedback.review", "UPDATE review SET order_line_id = 1" },
	{ "feedback.review", "UPDATE review SET sku_id = 1" },
	{ "feedback.review", "UPDATE feedback_talk SET answered_at = NULL, version = 0" },
	{ "feedback.state", "UPDATE review SET state = 1" },
	{ "feedback.count", "UPDATE review_count SET n = n + 1" },
	{ "feedback.count", "DELETE FROM review_count" },
	{ "feedback.state", "DELETE FROM review_event WHERE kind = 0" },
	{ "feedback.helpful", "UPDATE review SET helpful = helpful + 1" },
	{ "feedback.photo", "INSERT INTO review_photo (id, review_id, name, state, fault, width, "
			    "height, is_hidden, created_at) VALUES (1, 1, 'x', 1, 'fine', 1, 1, 0, "
			    "UTC_TIMESTAMP(6))" },
	{ "feedback.words", "UPDATE word_count SET n = n + 1" },
	{ "feedback.words", "DELETE FROM review_word WHERE word = ''" },
	{ "feedback.helpful", "INSERT INTO review_vote (review_id, customer_id, at) SELECT id, 1, "
			      "created_at FROM review" },
	{ "feedback.after", "UPDATE review SET after_body = 'More of it'" },
	{ "feedback.after", "UPDATE review SET after_body = 'More of it', after_at = created_at - "
			    "INTERVAL 1 DAY" },
	{ "feedback.talk",
	  "UPDATE feedback_talk SET ask_at = answered_at WHERE answered_at IS NOT NULL" },
	{ "feedback.talk", "UPDATE feedback_talk SET answered_at = NULL" },
	{ "feedback.reading", "DELETE FROM review_reading" },
	{ "feedback.reading", "UPDATE review SET body = NULL" },
	{ "feedback.reading", "UPDATE review_reading SET review_id = 1" },
	{ "feedback.owner", "UPDATE survey_response SET customer_id = 1" },
	{ "feedback.owner", "UPDATE survey_response SET customer_id = NULL" },
	{ "survey.answer", "UPDATE survey_response SET version = 2" },
	{ "survey.answer", "UPDATE survey_answer SET num = 7" },
	{ "survey.answer", "UPDATE survey SET n_begun = 0" },
	{ "survey.count", "UPDATE survey_answer SET value = NULL" },
	{ "survey.count", "DELETE FROM survey_count" },
	{ "survey.count", "UPDATE survey_response SET folded = 0" },
	{ "document.there", "DELETE FROM order_document LIMIT 1" },
	{ "document.orphan", "UPDATE order_document SET order_id = 1 LIMIT 1" },
	{ "order.counts", "INSERT INTO order_count_change (id, badge, n) VALUES (1, 1, 1)" },
	{ "feed.places", "UPDATE feed_head SET last = last + 1" },
	{ "message.there", "DELETE FROM outbox LIMIT 1" },
	{ "message.orphan", "INSERT INTO outbox (id, event_id, template, recipient, lang, "
			    "order_id, state, run_at, created_at) "
			    "VALUES (1, 1, 'placed', 'a@mail.example', 'en', 1, 0, "
			    "UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))" },
	{ "hook.event", "INSERT INTO hook_delivery (id, hook_id, event_id, state, run_at, "
			"created_at) SELECT 1, id, 1, 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) "
			"FROM hook LIMIT 1" },
	{ "hook.told", "UPDATE hook h JOIN setting s ON s.name = 'webhooks' SET h.created_at = "
		       "'2020-01-01', s.updated_at = '2020-01-01'" },
	{ "hook.lease",
	  "INSERT INTO hook_delivery (id, hook_id, event_id, order_id, state, run_at, "
	  "created_at, lease_until) SELECT 1, h.id, e.id, e.order_id, 1, "
	  "UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), '2020-01-01' FROM hook h, hook_event e "
	  "LIMIT 1" },
	{ "message.joined", "UPDATE outbox SET state = 2, joined_id = 1 LIMIT 1" },
	{ "message.lease", "INSERT INTO outbox (id, event_id, template, recipient, lang, state, "
			   "lease_until, run_at, created_at) "
			   "VALUES (1, 1, 'sign_in_code', 'a@mail.example', 'en', 1, '2020-01-01', "
			   "UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))" },
	{ "job.lease",
	  "UPDATE job SET owner = REPEAT('x', 16), lease_until = '2020-01-01' LIMIT 1" },
	{ "event.versions", "DELETE FROM order_event WHERE version > 1 ORDER BY id DESC LIMIT 1" },
	{ "event.versions", "UPDATE orders SET version = version + 1 LIMIT 1" },
	{ "event.versions", "DELETE FROM order_event" },
	{ "event.axes", "DELETE FROM order_event WHERE kind = 1 LIMIT 1" },
	{ "event.axes", "DELETE FROM order_event WHERE kind = 4" },
	{ "event.axes", "DELETE FROM order_event WHERE kind = 2" },
	{ "event.axes",
	  "UPDATE orders SET hold_reason = 'risk' WHERE hold_reason IS NULL LIMIT 1" },
	{ "event.axes", "UPDATE orders SET hold_reason = NULL WHERE hold_reason IS NOT NULL" },
	{ "event.axes", "UPDATE orders SET decision = 1 WHERE decision = 2 LIMIT 1" },
	{ "event.axes", "UPDATE orders SET decision = 3 WHERE decision = 2 LIMIT 1" },
	{ "event.axes", "UPDATE order_event SET subject_id = 1 WHERE kind = 9" },
	{ "event.money", "DELETE FROM order_event WHERE kind = 10" },
	{ "event.money", "DELETE FROM order_event WHERE kind = 11" },
	{ "event.money", "UPDATE order_event SET amount = amount + 1 WHERE kind = 10" },
	{ "event.money", "DELETE FROM payment_entry WHERE kind = 2" },
	{ "event.money",
	  "INSERT INTO order_event (id, order_id, kind, actor_kind, at, subject_id, "
	  "amount, version, position) SELECT 1, order_id, kind, actor_kind, at, "
	  "subject_id, amount, version, position FROM order_event WHERE kind = 10 LIMIT 1" },
	{ "event.parcel", "DELETE FROM order_event WHERE kind = 13" },
	{ "event.parcel", "DELETE FROM order_event WHERE kind = 14" },
	{ "event.parcel", "DELETE FROM order_event WHERE kind = 16" },
	{ "event.cancelled", "DELETE FROM order_event WHERE kind = 5" },
	{ "parcel.events", "DELETE FROM parcel_event" },
	{ "parcel.events", "DELETE FROM parcel_event WHERE state = 9" },
	{ "money.currency", "UPDATE payment_entry SET currency = 'USD' LIMIT 1" },
	{ "production.line", "UPDATE order_line SET in_production = 1 WHERE in_production = 2" },
	{ "production.once",
	  "INSERT INTO production_line (production_id, order_line_id, order_id, quantity) SELECT "
	  "p.id, l.id, l.order_id, 1 FROM production_order p, order_line l WHERE p.state = 1 AND "
	  "l.wait = 0 LIMIT 1" },
	{ "production.once", "UPDATE production_order SET state = 0 WHERE state = 2" },
	{ "production.units", "UPDATE production_order SET planned = 1 WHERE state = 1" },
	{ "production.units", "UPDATE production_order SET made = 0 WHERE state = 2" },
	{ "production.made", "UPDATE stock_move SET source_ref = 'x' WHERE kind = 7" },
	{ "production.made", "UPDATE production_order SET state = 3 WHERE state = 2" },
	{ "orphan.line", "UPDATE production_line SET order_line_id = 1 LIMIT 1" },
	{ "orphan.sku", "UPDATE production_order SET sku_id = 1 LIMIT 1" },
	{ "money.moved", "UPDATE payment_entry SET peer_id = 1 WHERE kind = 3" },
	{ "money.moved", "UPDATE payment_entry SET amount = amount + 1 WHERE kind = 4" },
	{ "money.moved", "UPDATE payment_entry SET peer_id = 1 WHERE kind = 1" },
	{ "order.merged", "DELETE FROM order_link WHERE kind = 6" },
	{ "order.merged", "UPDATE orders SET live_amount = 1 WHERE cancel_reason = 'merged'" },
	{ "event.axes", "DELETE FROM order_event WHERE kind = 34" },
	{ "orphan.order", "UPDATE payment_entry SET order_id = 1 LIMIT 1" },
	{ "orphan.order", "UPDATE stock_reservation SET order_id = 1 LIMIT 1" },
	{ "orphan.line", "UPDATE stock_move SET order_line_id = 1 LIMIT 1" },
	{ "orphan.line", "UPDATE order_event SET subject_id = 1 WHERE kind = 5" },
	{ "orphan.customer",
	  "UPDATE customer_identity SET customer_id = 1 ORDER BY id DESC LIMIT 1" },
	{ "orphan.customer", "INSERT INTO customer_address (id, customer_id, contact_id, "
			     "created_at) VALUES (1, 1, 1, UTC_TIMESTAMP(6))" },
	{ "orphan.customer", "UPDATE outbox SET customer_id = 1 LIMIT 1" },
	{ "orphan.contact",
	  "INSERT INTO customer_address (id, customer_id, contact_id, created_at) "
	  "SELECT 1, id, 1, UTC_TIMESTAMP(6) FROM customer LIMIT 1" },
	{ "orphan.contact", "UPDATE parcel SET contact_id = 1 LIMIT 1" },
	{ "orphan.sku", "UPDATE order_line SET sku_id = 1 LIMIT 1" },
	{ "orphan.sku", "UPDATE stock_move SET sku_id = 1 LIMIT 1" },
	{ "orphan.staff",
	  "INSERT INTO customer_note (id, customer_id, staff_id, body, at) SELECT 1, "
	  "id, 1, 'x', UTC_TIMESTAMP(6) FROM customer LIMIT 1" },
	{ "orphan.parcel", "DELETE FROM parcel_line" },
	{ "orphan.parcel", "UPDATE outbox SET parcel_id = 1 LIMIT 1" },
	{ "order.arrived", "UPDATE orders SET delivered_at = NULL" },
	{ "order.arrived",
	  "UPDATE orders SET delivered_at = placed_at WHERE delivered_at IS NULL" },
	{ "order.parcels", "UPDATE orders SET n_parcels = 9 LIMIT 1" },
	{ "order.parcels", "UPDATE orders SET parcel_state = 1 LIMIT 1" },
	{ "order.number", "UPDATE orders SET number = 'R-0000-0001' LIMIT 1" },
	{ "order.live", "UPDATE orders SET live_amount = live_amount + 1 LIMIT 1" },
	{ "order.face", "UPDATE orders SET n_units = n_units + 1 LIMIT 1" },
	{ "order.face", "UPDATE orders SET thumbs = CONCAT(thumbs, 'x') LIMIT 1" },
	{ "order.badge", "UPDATE orders SET badge = 0 LIMIT 1" },
	{ "audit.chain", "UPDATE security_event SET became = '4.99 CNY' WHERE kind = 'refund'" },
	{ "document.fresh",
	  "UPDATE order_document SET document = COMPRESS(REPLACE(UNCOMPRESS(document), "
	  "'\"placed\"', '\"placid\"'))" },
};

static const size_t n_breakages = sizeof breakages / sizeof *breakages;

static void say(const char *sql)
{
	if (mysql_query(shop.db->mysql, sql) != 0)
		ck_abort_msg("%s: %s", sql, mysql_error(shop.db->mysql));
}

/* A CHECK that stands in the way is switched off, as a damaged disk would. MariaDB does so for one
 * statement, MySQL for the table. */
static void enforce(const struct breakage *b, bool on)
{
	if (b->check && !support_is_mariadb())
		say(arena_printf(shop.arena, "ALTER TABLE %s ALTER CHECK %s %sENFORCED", b->table,
				 b->check, on ? "" : "NOT "));
}

/* Within a transaction that is taken back: one shop serves all. */
static struct found look_at_broken(const struct breakage *b)
{
	const char *off = b->check && support_is_mariadb()
				  ? "SET STATEMENT check_constraint_checks = 0 FOR "
				  : "";
	struct found found;

	enforce(b, false);
	say("START TRANSACTION");
	say(arena_printf(shop.arena, "%s%s", off, b->sql));
	ck_assert_msg(mysql_affected_rows(shop.db->mysql) > 0, "%s breaks nothing", b->sql);
	found = look();
	say("ROLLBACK");
	enforce(b, true);
	return found;
}

START_TEST(a_broken_rule_is_found)
{
	struct found found;

	fill();
	for (const struct breakage *b = breakages; b < breakages + n_breakages; b++) {
		found = look_at_broken(b);
		ck_assert_msg(has(&found, b->rule), "%s is not found: %s", b->rule, b->sql);
	}
	found = look();
	ck_assert_msg(found.n == 0, "%s: %s", found.rule[0], found.row[0]);
}
END_TEST

struct tie {
	const char *table, *column;
};

/* The columns that a foreign key of the schema keeps from naming what is not there. */
static struct tie *ties(size_t *n)
{
	MYSQL_RES *result;
	MYSQL_ROW row;
	struct tie *all;

	say("SELECT table_name, column_name FROM information_schema.key_column_usage WHERE "
	    "table_schema = DATABASE() AND referenced_table_name IS NOT NULL ORDER BY 1, 2");
	result = mysql_store_result(shop.db->mysql);
	ck_assert_ptr_nonnull(result);
	all = arena_array_of(shop.arena, mysql_num_rows(result), struct tie);
	for (*n = 0; (row = mysql_fetch_row(result)); ++*n)
		all[*n] = (struct tie){ arena_strdup(shop.arena, row[0]),
					arena_strdup(shop.arena, row[1]) };
	mysql_free_result(result);
	return all;
}

/* Of the tables that the shop of these tests leaves empty. */
static void fill_rest(void)
{
	support_sql("INSERT INTO order_finding (id, order_id, kind, severity, state, found, at) "
		    "SELECT 1, id, 0, 0, 2, 1, UTC_TIMESTAMP(6) FROM orders LIMIT 1");
	support_sql("INSERT INTO product_relation (product_id, other_id, kind) SELECT MIN(id), "
		    "MAX(id), 0 FROM product");
	support_sql("INSERT INTO hook_delivery (id, hook_id, event_id, order_id, state, run_at, "
		    "created_at) SELECT 7, h.id, e.id, e.order_id, 0, UTC_TIMESTAMP(6), "
		    "UTC_TIMESTAMP(6) FROM hook h, hook_event e LIMIT 1");
	support_sql("INSERT INTO hook_attempt (id, delivery_id, at, ms, status) SELECT 1, id, "
		    "UTC_TIMESTAMP(6), 1, 200 FROM hook_delivery LIMIT 1");
}

/* The rules about those columns alone, each broken below. */
static const char *const of_ties[] = { "orphan.order_part", "orphan.product", "orphan.batch",
				       "orphan.hook" };

/* Where the database was told not to look, as a copy may be that was made without. */
START_TEST(no_foreign_key_is_relied_upon)
{
	size_t n;
	const struct tie *all;
	bool broken[COUNT(of_ties)] = { false };

	fill();
	fill_rest();
	all = ties(&n);
	ck_assert_int_gt(n, 10);
	for (size_t i = 0; i < n; i++) {
		struct found found;
		bool is_orphan = false;

		say("SET foreign_key_checks = 0");
		say("START TRANSACTION");
		say(arena_printf(shop.arena, "UPDATE %s SET %s = 1 LIMIT 1", all[i].table,
				 all[i].column));
		ck_assert_msg(mysql_affected_rows(shop.db->mysql) > 0, "%s has no rows",
			      all[i].table);
		found = look();
		say("ROLLBACK");
		say("SET foreign_key_checks = 1");
		for (int k = 0; k < found.n; k++)
			is_orphan = is_orphan || text_starts_with(found.rule[k], "orphan.");
		ck_assert_msg(is_orphan, "%s.%s is trusted", all[i].table, all[i].column);
		for (size_t k = 0; k < COUNT(of_ties); k++)
			broken[k] = broken[k] || has(&found, of_ties[k]);
	}
	for (size_t k = 0; k < COUNT(of_ties); k++)
		ck_assert_msg(broken[k], "%s is never broken", of_ties[k]);
}
END_TEST

START_TEST(a_page_that_nobody_packed_is_found)
{
	struct found f;

	fill();
	support_sql("UPDATE order_document SET document = 'x'");
	f = look();
	ck_assert(has(&f, "document.fresh"));
}
END_TEST

static bool is_among(const char *name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

START_TEST(every_rule_is_broken_here)
{
	const char *names[256];
	size_t n = verify_rule_names(names, 256);

	for (size_t k = 0; k < n_breakages; k++)
		ck_assert_msg(is_among(breakages[k].rule, names, n), "%s is no rule",
			      breakages[k].rule);
	for (size_t i = 0; i < n; i++) {
		bool there = is_among(names[i], of_ties, COUNT(of_ties));

		for (size_t k = 0; k < n_breakages; k++)
			there = there || !strcmp(breakages[k].rule, names[i]);
		ck_assert_msg(there, "%s is never broken", names[i]);
	}
}
END_TEST

Suite *verify_suite(void)
{
	Suite *s = suite_create("verify");
	TCase *tc = tcase_create("all");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_add_test(tc, a_broken_rule_is_found);
	tcase_add_test(tc, no_foreign_key_is_relied_upon);
	tcase_add_test(tc, a_page_that_nobody_packed_is_found);
	tcase_add_test(tc, every_rule_is_broken_here);
	suite_add_tcase(s, tc);
	return s;
}
