/* SPDX-License-Identifier: GPL-3.0-or-later */
/* totals: what an order of 50 lines comes to while 30 promotions run, against what it comes to
 * without any, in turn. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "base/fail.h"
#include "order/order.h"
#include "promotion/promotion.h"

enum { LINES = 50, PROMOTIONS = 30, ROUNDS = 9, TIMES = 400 };

struct bench {
	struct arena *arena;
	struct order_line lines[LINES];
	struct promotion promotions[PROMOTIONS];
	struct promotion_scope scopes[PROMOTIONS][2];
	int64_t total; /* of the last one, so that nothing is left out */
};

static const struct order_price_rules rules = { false, 800, 1000000 };

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fill_lines(struct bench *b)
{
	static const char *const trails[] = { "/1/7/", "/1/8/", "/2/", "/3/9/12/", "" };

	for (int i = 0; i < LINES; i++)
		b->lines[i] = (struct order_line){ .sku_id = (uint64_t)(100 + i),
						   .product_id = (uint64_t)(1 + i / 2),
						   .trail = trails[i % 5],
						   .unit_milli = (990 + 137 * i) * 1000,
						   .tax_bp = 1300,
						   .ordered = 1 + i % 7 };
}

/* Five of each kind; two things each that it is for, a category or a product, three that go alone,
 * and some that do not apply. */
static void fill_promotions(struct bench *b)
{
	for (int i = 0; i < PROMOTIONS; i++) {
		struct promotion *p = &b->promotions[i];

		*p = (struct promotion){ .id = (uint64_t)(i + 1),
					 .kind = (enum promotion_kind)(i % PROMOTION_KIND__MAX),
					 .amount = 500 + 100 * i,
					 .percent_bp = 500 + 100 * i,
					 .buy = 2 + i % 3,
					 .get = 1,
					 .minimum = i % 7 == 0 ? 100000000 : 0,
					 .is_alone = i % 10 == 9,
					 .tier_id = i % 8 == 5 ? 1 : 0,
					 .tier_entry = 1000,
					 .from = INSTANT_NONE,
					 .until = INSTANT_NONE,
					 .ended_at = INSTANT_NONE,
					 .code_ended_at = INSTANT_NONE,
					 .code_until = INSTANT_NONE,
					 .scopes = b->scopes[i],
					 .n_scopes = 2 };
		for (int k = 0; k < 2; k++)
			b->scopes[i][k] =
				p->kind == PROMOTION_BUNDLE
					? (struct promotion_scope){ .sku_id =
									    (uint64_t)(100 +
										       (7 * i +
											k) % LINES),
								    .quantity = 1 + k }
					: (struct promotion_scope){
						  .category_id = k ? 0 : (uint64_t)(1 + i % 3),
						  .product_id = k ? (uint64_t)(1 + i % 25) : 0
					  };
	}
}

static void promote(struct bench *b, struct order *o)
{
	struct promotion_line *lines = arena_array_of(b->arena, LINES, struct promotion_line);
	struct promotion_case c = { .lines = lines,
				    .n_lines = LINES,
				    .fee = rules.shipping_fee,
				    .free_over = rules.free_shipping_over,
				    .tier_entry = -1 };
	struct promotion_answer a;

	for (size_t i = 0; i < LINES; i++)
		lines[i] = (struct promotion_line){ o->lines[i].product_id, o->lines[i].trail,
						    o->lines[i].unit_milli, o->lines[i].ordered,
						    o->lines[i].amount,     o->lines[i].sku_id };
	a = promotion_choose(b->arena, b->promotions, PROMOTIONS, &c);
	for (size_t i = 0; i < LINES; i++)
		o->lines[i].promoted = a.off[i];
	o->promoted_shipping = a.shipping;
	if (a.n_gifts < PROMOTIONS / 5)
		fail("too few promotions apply: %zu", a.n_gifts);
}

static double price(struct bench *b, bool promoted)
{
	double start = seconds();

	for (int i = 0; i < TIMES; i++) {
		struct order_line lines[LINES];
		struct order o = { .lines = lines, .n_lines = LINES };

		memcpy(lines, b->lines, sizeof lines);
		if (!order_price_lines(&o))
			fail("lines");
		if (promoted)
			promote(b, &o);
		if (!order_price(&o, &rules, 0, -1))
			fail("order");
		b->total = o.total_amount;
		arena_reset(b->arena);
	}
	return (seconds() - start) / TIMES * 1e6;
}

static void measure(void *arg)
{
	struct bench *b = arg;
	double ours[ROUNDS], floor[ROUNDS], ratio[ROUNDS];

	(void)price(b, true);
	for (int i = 0; i < ROUNDS; i++) {
		floor[i] = price(b, false);
		ours[i] = price(b, true);
		ratio[i] = floor[i] / ours[i];
		for (int k = i; k > 0 && ratio[k] < ratio[k - 1]; k--) {
			double r = ratio[k], o = ours[k], f = floor[k];

			ratio[k] = ratio[k - 1], ours[k] = ours[k - 1], floor[k] = floor[k - 1];
			ratio[k - 1] = r, ours[k - 1] = o, floor[k - 1] = f;
		}
	}
	printf("totals: ours %.1f µs, floor %.1f µs (50 lines without promotions)\n"
	       "totals ratio %.3f\n",
	       ours[ROUNDS / 2], floor[ROUNDS / 2], ratio[ROUNDS / 2]);
}

int main(void)
{
	struct bench b = { .arena = arena_new() };
	struct failure f;
	bool done;

	fill_lines(&b);
	fill_promotions(&b);
	done = fail_run(measure, &b, &f);
	if (!done)
		fprintf(stderr, "totals: %s\n", f.message);
	arena_free(b.arena);
	return done ? 0 : 1;
}
