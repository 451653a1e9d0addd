/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can become of an order. First the lives of every day, by weight; then those that make sure
 * that each state can be seen when the shop is shown: how many, placed when, and where they stop.
 * Hours are counted back from the last midnight:
 *
 *	 1 to  9	the last afternoon and evening: nothing is packed any more
 *	26 to 33	the evening before: packed in the morning, handed over at six
 *	50 to 57	a day more on the way
 *	62 to 81	four days ago: near its customer by now
 *
 * The first six open ones are those of the customer to sign in as who reads Chinese, the next six
 * are of the one who reads English. */
#include "demo/shop.h"

/* clang-format off */
const struct life lives[] = {
	{ "plain",		640 },
	{ "locker",		130, .journey = JOURNEY_LOCKER },
	{ "confirmed",		 45, .journey = JOURNEY_CONFIRMED },
	{ "late",		 25, .journey = JOURNEY_LATE },
	{ "second try",		 18, .journey = JOURNEY_SECOND_TRY },
	{ "address",		  8, .journey = JOURNEY_ADDRESS },
	{ "refused",		  6, .journey = JOURNEY_REFUSED },
	{ "sent again",		  4, .journey = JOURNEY_CAME_BACK },
	{ "lost",		  3, .journey = JOURNEY_LOST },
	{ "never paid",		 22, .turn = TURN_NEVER_PAID },
	{ "paid in parts",	  6, .turn = TURN_PAID_IN_PARTS },
	{ "changed mind",	 28, .turn = TURN_CHANGED_MIND },
	{ "changed mind, cash",	  8, .turn = TURN_CHANGED_MIND_COD },
	{ "fewer",		 12, .turn = TURN_FEWER },
	{ "kept aside",		 10, .turn = TURN_KEPT_ASIDE },
	{ "held: address",	  8, .turn = TURN_HELD, .hold = "address" },
	{ "held: risk",		  5, .turn = TURN_HELD, .hold = "risk" },
	{ "held: wish",		  5, .turn = TURN_HELD, .hold = "customer_wish" },
	{ "forgot something",	 25, .basket = BASKET_GOODS, .twice = true },
	{ "two parcels",	 25, .turn = TURN_TWO_PARCELS, .basket = BASKET_GOODS },
	{ "all back",		  8, .turn = TURN_ALL_BACK, .basket = BASKET_GOODS },
	{ "some back",		 14, .turn = TURN_SOME_BACK, .basket = BASKET_GOODS },
	{ "goodwill",		  8, .turn = TURN_GOODWILL },

	{ "out",		0, 2, 3,  62,  81, true,  BASKET_GOODS,     .halt = HALT_OUT },
	{ "moving together",	0, 1, 1,  50,  53, true,  BASKET_GOODS,     .halt = HALT_MOVING, .twice = true },
	{ "partly shipped",	0, 2, 2,  62,  81, true,  BASKET_BOTH,      .halt = HALT_MOVING },
	{ "preparing",		0, 3, 7,   1,   9, true,  BASKET_GOODS,     .halt = HALT_UNPACKED },
	{ "backordered",	0, 2, 3,  12, 150, true,  BASKET_SOLD_OUT },
	{ "unpaid",		0, 2, 3,   1,  20, true,  BASKET_GOODS,     .halt = HALT_UNPAID },
	{ "late now",		0, 2, 2,  62,  81, true,  BASKET_GOODS,     .journey = JOURNEY_LATE, .halt = HALT_LATE },
	{ "in production",	0, 2, 3,  24,  60, true,  BASKET_MADE },
	{ "handed over",	0, 2, 4,  26,  33, true,  BASKET_GOODS,     .halt = HALT_HANDED_OVER },
	{ "in a locker",	0, 2, 2,  62,  81, true,  BASKET_GOODS,     .journey = JOURNEY_LOCKER, .halt = HALT_READY },
	{ "partly paid",	0, 2, 1,   8,  45, true,  BASKET_GOODS,     .halt = HALT_PART_PAID },
	{ "pre-order",		0, 2, 2,  24, 700, true,  BASKET_PRE_ORDER },
	{ "draft",		0, 2, 1,   3,  40, true,  BASKET_USUAL,     .halt = HALT_DRAFT },
	{ "in review",		0, 2, 1,   2,  13, true,  BASKET_LARGE,     .halt = HALT_REVIEW },
	{ "address unclear",	0, 1, 1,  20,  60, true,  BASKET_GOODS,     TURN_HELD, .halt = HALT_HELD, .hold = "address" },
	{ "risk",		0, 1, 1,  20,  60, true,  BASKET_GOODS,     TURN_HELD, .halt = HALT_HELD, .hold = "risk" },
	{ "wish",		0, 1, 1,  20,  60, true,  BASKET_GOODS,     TURN_HELD, .halt = HALT_HELD, .hold = "customer_wish" },
	{ "payment unclear",	0, 1, 0,  20,  60, true,  BASKET_GOODS,     TURN_HELD, .halt = HALT_HELD, .hold = "payment" },
	{ "packed",		0, 2, 3,  26,  33, true,  BASKET_GOODS,     .halt = HALT_PACKED },
	{ "moving",		0, 3, 7,  50,  57, true,  BASKET_GOODS,     .halt = HALT_MOVING },
	{ "at the counter",	0, 1, 1,  26,  33, true,  BASKET_COUNTER,   .halt = HALT_READY },
	{ "failed",		0, 1, 1,  62,  81, true,  BASKET_GOODS,     .journey = JOURNEY_SECOND_TRY, .halt = HALT_FAILED },
	{ "stuck",		0, 1, 1,  62,  81, true,  BASKET_GOODS,     .journey = JOURNEY_ADDRESS, .halt = HALT_STUCK },
	{ "going back",		0, 1, 0, 110, 130, true,  BASKET_GOODS,     .journey = JOURNEY_REFUSED, .halt = HALT_GOING_BACK },
	{ "back",		0, 1, 0, 230, 250, true,  BASKET_GOODS,     .journey = JOURNEY_CAME_BACK, .halt = HALT_BACK },
	{ "possibly lost",	0, 1, 0, 270, 300, true,  BASKET_GOODS,     .journey = JOURNEY_LOST, .halt = HALT_LOST },
	{ "arrived",		0, 2, 3, 190, 250, false, BASKET_GOODS },
	{ "completed",		0, 2, 1, 580, 700, false, BASKET_GOODS },
	{ "expired",		0, 1, 1, 130, 190, false, BASKET_GOODS,     TURN_NEVER_PAID },
	{ "refunded",		0, 1, 1,  80, 150, false, BASKET_GOODS,     TURN_CHANGED_MIND },
	{ "cancelled",		0, 1, 1,  40, 150, false, BASKET_GOODS,     TURN_CHANGED_MIND_COD },
	{ "returned",		0, 2, 1, 360, 400, false, BASKET_SMALL,     TURN_ALL_BACK },
};
/* clang-format on */
const size_t n_lives = sizeof lives / sizeof *lives;
