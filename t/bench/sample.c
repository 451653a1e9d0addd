/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bench database begins with, made through the use cases: SKUs with stock, and orders of
 * three lines which are then copied a million times: delivered in three parcels, on their way in
 * two parcels, to be shipped, and on hold. Prints their ids in this order. */
#include <stdio.h>
#include <stdlib.h>
#include "app.h"
#include "base/fail.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "order/order.h"
#include "shipping/shipping.h"
#include "stock/stock.h"

struct making {
	struct arena *arena;
	const char *config;
	int skus;
	struct work w;
	struct order *order; /* the one being made */
};

static void must(bool done, const char *what)
{
	if (!done)
		fail("%s", what);
}

static void add_sku(struct making *m, int n)
{
	char *code = arena_printf(m->arena, "BENCH-%d", n);
	struct sku_draft sku = {
		.code = code, .variant_en = "454 g", .variant_zh = "454 g", .unit_milli = 7800000
	};
	struct product_draft product = {
		.code = code,
		.name_en = "Bench beans",
		.name_zh = "测试咖啡豆",
		.state = PRODUCT_ON_SALE,
		.skus = &sku,
		.n_skus = 1,
	};
	const char *codes[] = { code };
	struct sku *found[1];
	uint64_t id;

	must(catalog_add(&m->w, &product, &id) == CATALOG_OK, "a product is refused");
	catalog_set_picture(&m->w, id, "img/products/beans-medium.svg");
	catalog_find_skus(&m->w, codes, 1, found);
	must(stock_add(&m->w, &(struct stock_draft){ .sku_id = found[0]->id,
						     .on_hand = 1000000000,
						     .incoming_at = INSTANT_NONE }) == STOCK_OK,
	     "stock is refused");
}

struct news {
	enum parcel_state state;
	const char *words;
};

static void hear(struct making *m, uint64_t parcel_id, const struct news *news)
{
	struct parcel_news n = {
		.parcel_id = parcel_id, .state = news->state, .words = news->words, .lang = "zh-CN"
	};
	struct shipping_answer heard;

	m->w.now = instant_add(m->w.now, INSTANT_MINUTE);
	n.at = m->w.now;
	must(parcel_event(&m->w, &n, &heard) == SHIPPING_OK, "news of a parcel is refused");
}

static void ship(struct making *m, uint64_t line, int quantity, const char *carrier,
		 const char *number, bool arrives)
{
	struct order_ref ref = { m->order->id, 0 };
	struct parcel_want want = { line, quantity };
	struct ship_draft ship = { .carrier = carrier,
				   .tracking_number = number,
				   .promised_from = INSTANT_NONE,
				   .promised_to = INSTANT_NONE,
				   .at = INSTANT_NONE };
	struct parcel_draft d = { .orders = &ref,
				  .n_orders = 1,
				  .lines = &want,
				  .n_lines = 1,
				  .at = INSTANT_NONE,
				  .ship = &ship };
	static const struct news news[] = {
		{ PARCEL_COLLECTED, "快件已揽收" },
		{ PARCEL_IN_TRANSIT, "快件已离开【上海青浦转运中心】，下一站【杭州转运中心】" },
		{ PARCEL_IN_TRANSIT, "快件已到达【杭州转运中心】" },
		{ PARCEL_OUT_FOR_DELIVERY, "快件正在派送" },
		{ PARCEL_DELIVERED, "快件已签收" },
	};
	struct shipping_answer a;

	must(parcel_pack(&m->w, &d, &a) == SHIPPING_OK, "a parcel is refused");
	for (size_t i = 0; i < sizeof news / sizeof *news - !arrives; i++)
		hear(m, a.parcel->id, &news[i]);
}

static void place(struct making *m, const char *phone)
{
	struct order_draft_line lines[] = { { "BENCH-1", 2, -1, 0 },
					    { "BENCH-2", 1, -1, 1 },
					    { "BENCH-3", 6, -1, 2 } };
	struct order_draft d = {
		.source = "api",
		.contact = { .name = "林雨晴",
			     .phone = phone,
			     .email = arena_printf(m->arena, "lin%s@mail.example", phone),
			     .country = "CN",
			     .province = "浙江省",
			     .city = "杭州市",
			     .district = "西湖区",
			     .street = "文三路478号 翠苑小区3幢502室",
			     .lang = LANG_ZH },
		.lang = LANG_ZH,
		.lines = lines,
		.n_lines = 3,
		.shipping = -1,
		.placed_at = INSTANT_NONE,
		.promised_to = INSTANT_NONE,
	};
	struct order_answer a;

	must(order_place(&m->w, &d, &a) == ORDER_OK, "the order is refused");
	m->order = a.order;
	printf("%llu\n", (unsigned long long)a.order->id);
}

static void send(struct making *m, const char *first, const char *second, bool arrives)
{
	ship(m, m->order->lines[0].id, 2, "sf", first, arrives);
	ship(m, m->order->lines[1].id, 1, "zto", second, arrives);
	if (arrives)
		ship(m, m->order->lines[2].id, 6, "yto", "YT8800012345678", true);
}

static void add_orders(struct making *m)
{
	struct order_answer a;

	place(m, "13900000521");
	send(m, "SF1402778133901", "75530268441902", true);
	place(m, "13900000522");
	send(m, "SF1402778133902", "75530268441903", false);
	place(m, "13900000523");
	place(m, "13900000524");
	must(order_hold(&m->w, (struct order_ref){ m->order->id, 0 }, "address", INSTANT_NONE,
			&a) == ORDER_OK,
	     "the hold is refused");
}

static int fill(struct work *w, void *arg)
{
	struct making *m = arg;

	(void)w;
	for (int i = 1; i <= m->skus; i++)
		add_sku(m, i);
	add_orders(m);
	return 0;
}

static void make(void *arg)
{
	struct making *m = arg;
	const struct config *c = config_load(m->arena, m->config);
	struct app *app = app_new_for_command(m->arena, c);

	arena_use_for_cjson(m->arena);
	db_use_arena(app->db, m->arena);
	m->w = (struct work){ .app = app,
			      .db = app->db,
			      .arena = m->arena,
			      .now = instant_add(instant_now(), -INSTANT_DAY),
			      .actor = { ACTOR_COMMAND, 0 } };
	work_transaction(&m->w, fill, m);
}

int main(int argc, char **argv)
{
	struct making m = { .arena = arena_new() };
	struct failure f;

	if (argc != 3)
		return 64;
	m.config = argv[1];
	m.skus = atoi(argv[2]);
	if (!fail_run(make, &m, &f)) {
		fprintf(stderr, "sample: %s\n", f.message);
		return 1;
	}
	return 0;
}
