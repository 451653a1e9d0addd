/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The small shop of the tests, and the rules that hold in every shop. */
#include "shipping/shop.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "verify/verify.h"

struct app *shop_app;
struct work shop;

void shop_setup(void)
{
	const struct civil monday = { .year = 2026, .month = 11, .day = 16, .hour = 9 };

	shop_app = support_app();
	/* tests order the same again and again */
	shop_app->settings.duplicate_minutes = 0;
	shop = support_work(shop_app);
	shop.now = instant_from_local(&monday);
}

void shop_teardown(void)
{
	support_app_free(shop_app);
}

void shop_pass(int64_t hours)
{
	shop.now = instant_add(shop.now, hours * INSTANT_HOUR);
}

/* ---- goods ---- */

uint64_t shop_sku(const char *code, enum product_kind kind, bool made_to_order)
{
	struct sku_draft sku = {
		.code = code, .variant_en = "", .variant_zh = "", .unit_milli = 1000000
	};
	struct product_draft d = {
		.code = arena_printf(shop.arena, "P-%s", code),
		.name_en = arena_printf(shop.arena, "Thing %s", code),
		.name_zh = arena_printf(shop.arena, "商品%s", code),
		.kind = kind,
		.made_to_order = made_to_order,
		.state = PRODUCT_ON_SALE,
		.skus = &sku,
		.n_skus = 1,
	};
	struct sku *found[1];
	uint64_t id;

	ck_assert_int_eq(catalog_add(&shop, &d, &id), CATALOG_OK);
	catalog_find_skus(&shop, &code, 1, found);
	return found[0]->id;
}

uint64_t shop_goods(const char *code, int on_hand, bool may_backorder)
{
	struct stock_draft d = { .sku_id = shop_sku(code, PRODUCT_GOODS, false),
				 .on_hand = on_hand,
				 .may_backorder = may_backorder,
				 .incoming_at = INSTANT_NONE };

	ck_assert_int_eq(stock_add(&shop, &d), STOCK_OK);
	return d.sku_id;
}

/* ---- orders ---- */

struct order_draft shop_draft(const char *phone, const struct shop_want *wants, size_t n)
{
	struct order_draft d = {
		.source = "desk",
		.contact = { .name = "林雨晴",
			     .phone = phone,
			     .country = "CN",
			     .province = "浙江省",
			     .city = "杭州市",
			     .district = "西湖区",
			     .street = "文三路 1 号",
			     .lang = LANG_ZH },
		.lang = LANG_ZH,
		.payment_method = PAY_COD,
		.n_lines = n,
		.shipping = 0,
		.placed_at = INSTANT_NONE,
		.promised_to = INSTANT_NONE,
	};

	d.lines = arena_array_of(shop.arena, n, struct order_draft_line);
	for (size_t i = 0; i < n; i++)
		d.lines[i] = (struct order_draft_line){ .sku = wants[i].sku,
							.quantity = wants[i].quantity,
							.unit_milli = -1 };
	return d;
}

struct order *shop_look(uint64_t order_id)
{
	struct order *o;

	ck_assert(order_get(&shop, order_id, &o));
	return o;
}

struct order *shop_order(const char *phone, const struct shop_want *wants, size_t n)
{
	struct order_draft d = shop_draft(phone, wants, n);
	struct order_answer a;
	enum order_refusal r = order_place(&shop, &d, &a);

	ck_assert_msg(r == ORDER_OK, "order refused: %d", (int)r);
	return shop_look(a.order->id);
}

/* ---- parcels ---- */

uint64_t shop_ship(const struct order *o, const char *number)
{
	struct order_ref ref = { o->id, 0 };
	struct ship_draft ship = { .carrier = "sf",
				   .tracking_number = number,
				   .promised_from = INSTANT_NONE,
				   .promised_to = INSTANT_NONE,
				   .at = INSTANT_NONE };
	struct parcel_draft d = {
		.orders = &ref, .n_orders = 1, .at = INSTANT_NONE, .ship = &ship
	};
	struct shipping_answer a;
	enum shipping_refusal r = parcel_pack(&shop, &d, &a);

	ck_assert_msg(r == SHIPPING_OK, "not packed: %s", shipping_refusal_code[r]);
	return a.parcel->id;
}

enum shipping_refusal shop_hear(uint64_t parcel_id, enum parcel_state s)
{
	struct parcel_news n = {
		.parcel_id = parcel_id, .state = s, .at = INSTANT_NONE, .place = "杭州"
	};
	struct shipping_answer a;

	shop_pass(1);
	return parcel_event(&shop, &n, &a);
}

struct parcel shop_parcel(uint64_t id)
{
	struct parcel p;

	ck_assert(parcel_get(&shop, id, &p));
	return p;
}

struct shipping_answer shop_answer;

enum shipping_refusal shop_pack(const struct order_ref *orders, size_t n,
				const struct parcel_want *lines, size_t n_lines)
{
	struct parcel_draft d = { .orders = orders,
				  .n_orders = n,
				  .lines = lines,
				  .n_lines = n_lines,
				  .at = INSTANT_NONE };

	return parcel_pack(&shop, &d, &shop_answer);
}

enum shipping_refusal shop_pack_one(const struct order *o, uint64_t line, int quantity)
{
	return shop_pack(&(struct order_ref){ o->id, 0 }, 1,
			 &(struct parcel_want){ line, quantity }, 1);
}

struct ship_draft shop_by(const char *carrier, const char *number)
{
	return (struct ship_draft){ .carrier = carrier,
				    .tracking_number = number,
				    .promised_from = INSTANT_NONE,
				    .promised_to = INSTANT_NONE,
				    .at = INSTANT_NONE };
}

enum shipping_refusal shop_hand_over(uint64_t parcel, const char *carrier, const char *number)
{
	struct ship_draft d = shop_by(carrier, number);

	return parcel_ship(&shop, (struct parcel_ref){ parcel, 0 }, &d, &shop_answer);
}

int64_t shop_events(enum order_event_kind kind)
{
	return support_number(arena_printf(shop.arena,
					   "SELECT COUNT(*) FROM order_event WHERE kind = %d",
					   (int)kind));
}

cJSON *shop_document(const struct order *o)
{
	struct order_document d;

	ck_assert(order_document_find(&shop, o->number, &d));
	return d.tree;
}

void shop_check_counts(const struct order *o, int packed, int shipped, int delivered)
{
	const struct order_line *l = &shop_look(o->id)->lines[0];

	ck_assert_int_eq(l->packed, packed);
	ck_assert_int_eq(l->shipped, shipped);
	ck_assert_int_eq(l->delivered, delivered);
}

enum shipping_refusal shop_news(const char *number, enum parcel_state s, struct instant at,
				const char *words)
{
	struct parcel_news n = { .tracking_number = number,
				 .state = s,
				 .at = at,
				 .place = "上海",
				 .words = words,
				 .lang = "zh-CN" };

	return parcel_event(&shop, &n, &shop_answer);
}

/* ---- what must hold ---- */

static const struct {
	const char *name, *sql;
} rules[] = {
	{ "counters are in order",
	  "SELECT COUNT(*) FROM order_line WHERE delivered > shipped OR shipped > packed"
	  " OR packed + cancelled > ordered OR returned > delivered" },
	{ "packed is what is in parcels that did not come back",
	  "SELECT COUNT(*) FROM order_line l WHERE kind IN (0, 3) AND packed <> (SELECT "
	  "COALESCE(SUM(i.quantity), 0)"
	  " FROM parcel_line i JOIN parcel p ON p.id = i.parcel_id WHERE i.order_line_id = l.id "
	  "AND p.state <> 14)" },
	{ "shipped is what is in parcels that left",
	  "SELECT COUNT(*) FROM order_line l WHERE kind IN (0, 3) AND shipped <> (SELECT "
	  "COALESCE(SUM(i.quantity), 0)"
	  " FROM parcel_line i JOIN parcel p ON p.id = i.parcel_id WHERE i.order_line_id = l.id"
	  " AND p.state NOT IN (0, 1, 2, 14))" },
	{ "delivered is what is in parcels that arrived",
	  "SELECT COUNT(*) FROM order_line l WHERE kind IN (0, 3) AND delivered <> (SELECT "
	  "COALESCE(SUM(i.quantity), 0)"
	  " FROM parcel_line i JOIN parcel p ON p.id = i.parcel_id WHERE i.order_line_id = l.id "
	  "AND p.state = 9)" },
	{ "orders count their parcels",
	  "SELECT COUNT(*) FROM orders o WHERE n_parcels <>"
	  " (SELECT COUNT(DISTINCT parcel_id) FROM parcel_line WHERE order_id = o.id)" },
	{ "parcels hold something",
	  "SELECT COUNT(*) FROM parcel WHERE id NOT IN (SELECT parcel_id FROM parcel_line)" },
	{ "no event without its parcel",
	  "SELECT COUNT(*) FROM parcel_event WHERE parcel_id NOT IN (SELECT id FROM parcel)" },
	{ "on hand is the sum of moves",
	  "SELECT COUNT(*) FROM stock s WHERE on_hand <>"
	  " (SELECT COALESCE(SUM(quantity), 0) FROM stock_move WHERE sku_id = s.sku_id)" },
	{ "reserved is the sum of reservations",
	  "SELECT COUNT(*) FROM stock s WHERE reserved <>"
	  " (SELECT COALESCE(SUM(quantity), 0) FROM stock_reservation WHERE sku_id = s.sku_id)" },
	{ "nothing is sold that is not there",
	  "SELECT COUNT(*) FROM stock WHERE on_hand < reserved AND may_backorder = 0" },
	{ "lines know what is reserved for them",
	  "SELECT COUNT(*) FROM order_line l WHERE reserved <>"
	  " (SELECT COALESCE(SUM(quantity), 0) FROM stock_reservation WHERE order_line_id = "
	  "l.id)" },
	{ "no empty reservation", "SELECT COUNT(*) FROM stock_reservation WHERE quantity = 0" },
	{ "orders know what was received",
	  "SELECT COUNT(*) FROM orders o WHERE captured_amount <>"
	  " (SELECT COALESCE(SUM(IF(kind = 3, -amount, amount)), 0) FROM payment_entry "
	  "WHERE order_id = o.id AND kind IN (1, 3, 4))" },
	{ "orders know what was refunded", "SELECT COUNT(*) FROM orders o WHERE refunded_amount <>"
					   " (SELECT COALESCE(SUM(amount), 0) FROM payment_entry "
					   "WHERE order_id = o.id AND kind = 2)" },
	{ "orders know what was credited",
	  "SELECT COUNT(*) FROM orders o WHERE credited_amount <>"
	  " (SELECT COALESCE(SUM(amount), 0) FROM credit_entry WHERE order_id = o.id)" },
	{ "no credit beyond what it is given on",
	  "SELECT COUNT(*) FROM orders o WHERE credited_amount > live_amount AND credited_amount >"
	  " live_amount + (SELECT COALESCE(SUM(amount), 0) FROM credit_entry WHERE order_id = o.id"
	  " AND kind = 3)" },
	{ "no refund beyond its payment",
	  "SELECT COUNT(*) FROM payment_entry p WHERE kind = 1 AND amount <"
	  " (SELECT COALESCE(SUM(amount), 0) FROM payment_entry WHERE payment_id = p.id)" },
};

/* Pages are longer than a message of the test library may be: only where they part is shown. */
static void check_same(const char *number, const char *stored, const char *fresh)
{
	size_t at = 0;

	while (stored[at] && stored[at] == fresh[at])
		at++;
	ck_assert_msg(stored[at] == fresh[at], "%s: stored …%.80s, fresh …%.80s", number,
		      stored + (at < 40 ? 0 : at - 40), fresh + (at < 40 ? 0 : at - 40));
}

/* The stored page of each order is what a fresh one would be. */
static void check_documents(void)
{
	int64_t n = support_number("SELECT COUNT(*) FROM orders");

	for (int64_t i = 0; i < n; i++) {
		uint64_t id = (uint64_t)support_number(
			arena_printf(shop.arena, "SELECT id FROM orders ORDER BY id LIMIT %d, 1",
				     (int)i));
		struct order *o = shop_look(id);
		struct order_document d;

		ck_assert(order_document_find(&shop, o->number, &d));
		check_same(o->number, json_text(shop.arena, d.tree),
			   order_document_fresh(&shop, o));
	}
}

void shop_check(void)
{
	for (size_t i = 0; i < COUNT(rules); i++)
		ck_assert_msg(support_number(rules[i].sql) == 0, "broken: %s", rules[i].name);
	check_documents();
}

static void tell_finding(void *arg, const struct verify_finding *f)
{
	(void)arg;
	ck_abort_msg("%s: %s", f->rule, f->row);
}

void shop_check_all(void)
{
	(void)verify_all(&shop, tell_finding, NULL, NULL);
	shop_check();
}
