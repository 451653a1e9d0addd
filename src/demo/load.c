/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The load: step by step through the months, in one transaction, so that a broken one leaves
 * nothing behind. */
#include "base/fail.h"
#include "demo/shop.h"
#include "member/member.h"
#include "tax/tax.h"

enum { STREAM_NUMBER = 8, PAST_HOURS = 9, START_DAYS = 552, FAIR_DAYS = 40, FAINT_DAYS = 110 };

#define SEED UINT64_C(20260115)

static void (*const act[STEP_KIND__MAX])(struct shop *s, const struct step *step) = {
	[STEP_NIGHT] = step_night,
	[STEP_DELIVERY] = step_delivery,
	[STEP_SELL_OUT] = step_sell_out,
	[STEP_PLACE] = step_place,
	[STEP_JOIN] = step_join,
	[STEP_CONFIRM] = step_confirm,
	[STEP_PAY] = step_pay,
	[STEP_EXPIRE] = step_expire,
	[STEP_HOLD] = step_hold,
	[STEP_RELEASE] = step_release,
	[STEP_CANCEL] = step_cancel,
	[STEP_FEWER] = step_fewer,
	[STEP_MAKE] = step_make,
	[STEP_MADE] = step_made,
	[STEP_PACK] = step_pack,
	[STEP_CLOSE] = step_close,
	[STEP_TAKE_BACK] = step_take_back,
	[STEP_GOODWILL] = step_goodwill,
	[STEP_REFUND] = step_refund,
	[STEP_SHIP] = step_ship,
	[STEP_SCAN] = step_scan,
	[STEP_PROMISE] = step_promise,
	[STEP_SOLVE] = step_solve,
	[STEP_AFTER_RETURN] = step_after_return,
	[STEP_WRITE_OFF] = step_write_off,
};

struct work *shop_as(struct shop *s, enum actor_kind kind, uint64_t id)
{
	s->work.actor = (struct actor){ kind, id };
	return &s->work;
}

/* Half an hour into the day: the parcels that are to come on it are in the vans. */
struct instant demo_end(int64_t today)
{
	return day_at(today, 0, 30);
}

enum memory shop_memory(const struct shop *s)
{
	int64_t ago = s->end.us - s->work.now.us;

	if (ago > FAINT_DAYS * INSTANT_DAY)
		return MEMORY_FAINT;
	return ago > FAIR_DAYS * INSTANT_DAY ? MEMORY_FAIR : MEMORY_FULL;
}

static void run(struct shop *s, const struct demo_wish *wish)
{
	struct step step;

	while (queue_take(s, &step)) {
		s->work.now = step.at;
		s->work.past = step.at.us < s->end.us - PAST_HOURS * INSTANT_HOUR;
		act[step.kind](s, &step);
		arena_reset(s->work.arena);
		if (wish->say && step.kind == STEP_PLACE)
			wish->say(wish->arg, s->n_placed);
	}
}

/* ---- before and after ---- */

static uint64_t next_number(void *dice)
{
	return dice_next(dice);
}

static void free_arena(void *arena)
{
	arena_free(arena);
}

static void prepare(struct shop *s, struct work *w, const struct demo_wish *wish)
{
	const char *dir = arena_printf(w->arena, "%s/share/demo", w->app->config->data_dir);

	*s = (struct shop){ .work = *w,
			    .arena = w->arena,
			    .seed = SEED,
			    .today = wish->today,
			    .start = day_at(wish->today - START_DAYS, 8, 0),
			    .end = demo_end(wish->today),
			    .n_orders = wish->orders };
	s->work.arena = arena_new();
	arena_defer(s->arena, free_arena, s->work.arena);
	s->numbers = dice_of(s->seed, STREAM_NUMBER, 0);
	s->work.chance = next_number;
	s->work.chance_of = &s->numbers;
	s->work.now = s->start;
	s->work.past = true;
	s->goods = goods_read(s->arena, dir, w->app->settings.currency, wish->orders);
	s->people = people_make(s->arena, dir, &s->goods, (size_t)wish->customers, s->seed,
				s->start, s->end);
	s->notes = table_read(s->arena, arena_printf(s->arena, "%s/notes.tsv", dir));
	s->voices = table_read(s->arena, arena_printf(s->arena, "%s/reviews.tsv", dir));
}

/* Where to pay, unless the shop says so already. */
static void name_bank(struct shop *s)
{
	const struct settings *now = &s->work.app->settings;
	static const char *const row[][2] = {
		{ "bank_account_en", "Example Bank, Hangzhou West Lake branch\n"
				     "Account name: Xiaohe Market\n"
				     "Account number: 0000 1234 5678 9012" },
		{ "bank_account_zh", "示例银行杭州西湖支行\n"
				     "户名：小禾优选\n"
				     "账号：0000 1234 5678 9012" },
	};

	if (setting_bank_account(now, LANG_EN))
		return;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (!setting_put(s->work.db, s->work.arena, row[i][0], row[i][1], s->work.now))
			fail("demo: setting %s does not fit", row[i][0]);
}

/* Regulars collect points, which can be used a week after delivery. */
static void begin_membership(struct shop *s)
{
	static const char *const row[][2] = { { "member", "yes" },
					      { "point_wait_days", "7" },
					      { "referral_points", "200" },
					      { "friend_points", "100" },
					      { "point_limits",
						"manager=5000, care=500, program=1000" } };

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (!setting_put(s->work.db, s->work.arena, row[i][0], row[i][1], s->work.now))
			fail("demo: setting %s does not fit", row[i][0]);
	s->work.app->settings.member = true;
	s->work.app->settings.point_wait_days = 7;
	s->work.app->settings.point_limits = row[4][1];
}

/* Four tiers, which a shop that has some already keeps as it has them. */
static void name_tiers(struct shop *s)
{
	static const struct tier tiers[] = {
		{ .name = { "Basic", "普通" },
		  .more = { "", "" },
		  .rate = 100,
		  .free_shipping_over = -1 },
		{ .name = { "Silver", "银卡" },
		  .more = { "A small gift on your birthday", "生日小礼物" },
		  .entry = 50000,
		  .stay = 40000,
		  .rate = 110,
		  .free_shipping_over = 6900 },
		{ .name = { "Gold", "金卡" },
		  .more = { "A gift on your birthday\nNew roasts two days earlier",
			    "生日礼物\n新品提前两天购买" },
		  .entry = 200000,
		  .stay = 150000,
		  .rate = 125,
		  .free_shipping_over = 4900,
		  .comes_first = true },
		{ .name = { "Platinum", "铂金卡" },
		  .more = { "A gift on your birthday\nNew roasts two days earlier\nA free sample "
			    "with each order",
			    "生日礼物\n新品提前两天购买\n每单赠送小样" },
		  .entry = 500000,
		  .stay = 400000,
		  .rate = 150,
		  .free_shipping_over = 0,
		  .comes_first = true },
	};
	size_t n;
	uint64_t id;

	(void)tier_all(&s->work, &n);
	for (size_t i = 0; n == 0 && i < sizeof tiers / sizeof *tiers; i++)
		(void)!tier_add(&s->work, &tiers[i], &id);
	(void)tier_all(&s->work, &n);
	s->work.app->settings.tiers = (int64_t)n;
}

/* What members have for their points. */
static void name_rewards(struct shop *s)
{
	static const struct reward rewards[] = {
		{ .name = { "Free shipping", "包邮券" },
		  .more = { "", "" },
		  .kind = REWARD_SHIPPING,
		  .points = 100,
		  .limit_period = 200,
		  .period = PERIOD_MONTH },
		{ .name = { "10 off", "10 元券" },
		  .more = { "For any order of 50 or more", "满 50 元可用" },
		  .kind = REWARD_AMOUNT,
		  .amount = 1000,
		  .minimum = 5000,
		  .points = 400 },
		{ .name = { "12 % off", "八八折券" },
		  .more = { "Once for each member", "每位会员限一次" },
		  .kind = REWARD_PERCENT,
		  .percent_bp = 1200,
		  .most = 5000,
		  .points = 3000,
		  .limit_customer = 1 },
	};

	for (size_t i = 0; i < sizeof rewards / sizeof *rewards; i++) {
		struct reward r = rewards[i];

		r.currency = s->work.app->settings.currency;
		r.stock = REWARD_NO_STOCK;
		r.code_days = 90;
		r.from = r.until = INSTANT_NONE;
		r.is_on = true;
		reward_add(&s->work, &r);
	}
}

/* What goes abroad is not taxed here. */
static void name_zones(struct shop *s)
{
	static const char *const countries[] = { "HK", "MO", "TW", "" };

	for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
		struct tax_zone z = { .country = countries[i],
				      .region = "",
				      .postal = "",
				      .from = INSTANT_NONE,
				      .until = INSTANT_NONE };
		uint64_t id;

		/* one that the shop has already stays */
		(void)!tax_add(&s->work, &z, &id);
	}
}

/* Each order's page once, as it is now: in the past they were left alone. */
static void write_pages(struct shop *s)
{
	s->work.past = false;
	s->work.now = s->end;
	for (size_t i = 0; i < s->n_errands; i++) {
		struct order *o;

		if (!order_get(&s->work, s->errands[i].id, &o))
			fail("demo: an order is gone");
		order_document_write(&s->work, o);
		arena_reset(s->work.arena);
	}
}

static void report(struct shop *s, struct demo_report *out)
{
	*out = (struct demo_report){ .products = s->goods.n_products,
				     .skus = (int)s->goods.n,
				     .customers = (int)s->people.n,
				     .orders = s->n_placed,
				     .parcels = (int)s->n_boxes };
	for (int i = 0; i < 2; i++)
		out->emails[i] = s->people.v[i].homes[0].contact.email;
	order_count_badges(&s->work, out->badges);
}

/* A shop in which something can't be seen is no use. */
static void check(const struct demo_report *r, int orders)
{
	if (r->orders != orders)
		fail("demo: %d orders were placed, not %d", r->orders, orders);
	for (int i = 0; i < ORDER_BADGE__MAX; i++) {
		if (r->badges[i] == 0)
			fail("demo: no order is %s", order_badge_word[i]);
	}
}

struct loading {
	const struct demo_wish *wish;
	struct demo_report *out;
};

/* From the very beginning, so that it may be run again. */
static int load(struct work *w, void *arg)
{
	struct loading *l = arg;
	struct shop *s = arena_new_of(w->arena, struct shop);

	prepare(s, w, l->wish);
	arena_use_for_cjson(s->work.arena);
	db_use_arena(w->db, s->work.arena);
	begin_membership(s);
	name_tiers(s);
	name_rewards(s);
	goods_add(shop_as(s, ACTOR_STAFF, 0), &s->goods, day_at(s->today, 10, 0));
	plan_orders(s);
	supply_begin(s);
	run(s, l->wish);
	voices_add(s);
	write_pages(s);
	name_bank(s);
	name_zones(s);
	customers_describe(s);
	messages_trouble(s);
	report(s, l->out);
	check(l->out, l->wish->orders);
	return 0;
}

void demo_load(struct work *w, const struct demo_wish *wish, struct demo_report *out)
{
	struct loading l = { wish, out };
	struct arena *rows = db_arena(w->db), *trees = arena_use_for_cjson(NULL);

	(void)work_transaction(w, load, &l);
	db_use_arena(w->db, rows);
	arena_use_for_cjson(trees);
}
