/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of demo/ share: the shop as it runs through its months, step by step, each step at
 * its own time. */
#ifndef REGULARS_DEMO_SHOP_H
#define REGULARS_DEMO_SHOP_H

#include "demo/calendar.h"
#include "demo/demo.h"
#include "demo/dice.h"
#include "demo/goods.h"
#include "demo/people.h"
#include "shipping/shipping.h"

/* ---- what becomes of an order: the table stands in lives.c ---- */
enum basket {
	BASKET_USUAL,    /* what this customer is used to, or for companies their supplies */
	BASKET_GOODS,    /* goods that are there */
	BASKET_SOLD_OUT, /* goods that come back later */
	BASKET_BOTH,     /* some of each */
	BASKET_PRE_ORDER,
	BASKET_MADE,    /* made to order */
	BASKET_COUNTER, /* to be fetched at the shop */
	BASKET_SMALL,   /* so little that its shipping costs something */
	BASKET_LARGE,   /* so much that a person looks at it first */
};
/* What happens beside the plain way. */
enum turn {
	TURN_NONE,
	TURN_NEVER_PAID,
	TURN_PAID_IN_PARTS,
	TURN_CHANGED_MIND,
	TURN_CHANGED_MIND_COD,
	TURN_FEWER,
	TURN_KEPT_ASIDE,
	TURN_HELD,
	TURN_TWO_PARCELS,
	TURN_ALL_BACK,
	TURN_SOME_BACK,
	TURN_GOODWILL,
};
enum journey {
	JOURNEY_PLAIN,
	JOURNEY_LOCKER,
	JOURNEY_CONFIRMED,
	JOURNEY_LATE,
	JOURNEY_SECOND_TRY,
	JOURNEY_ADDRESS,
	JOURNEY_REFUSED,
	JOURNEY_CAME_BACK,
	JOURNEY_LOST
};
/* Where it stands when the day begins that is shown. */
enum halt {
	HALT_NONE,
	HALT_DRAFT,
	HALT_REVIEW,
	HALT_UNPAID,
	HALT_PART_PAID,
	HALT_HELD,
	HALT_UNPACKED,
	HALT_PACKED,
	HALT_HANDED_OVER,
	HALT_MOVING,
	HALT_LATE,
	HALT_OUT,
	HALT_READY,
	HALT_FAILED,
	HALT_STUCK,
	HALT_GOING_BACK,
	HALT_BACK,
	HALT_LOST,
};
struct life {
	const char *name;
	int weight;           /* among everyday orders */
	int least, per_mille; /* how many end here: of a thousand orders, but at least so many */
	int from_h, to_h;     /* placed so many hours before the day that is shown */
	bool open;            /* still something to wait for */
	enum basket basket;
	enum turn turn;
	enum journey journey;
	enum halt halt;
	const char *hold; /* TURN_HELD: why */
	bool twice; /* in the evening, and an hour later what was forgotten: two orders, one parcel
		     */
};
extern const struct life lives[];
extern const size_t n_lives;

/* ---- orders and parcels as far as they have come ---- */
#define BASKET_MAX 6
struct basket_line {
	size_t good;
	int quantity;
	int64_t unit_milli; /* -1: the list price */
};
struct errand { /* an order, planned or placed */
	size_t person;
	const struct life *life;
	struct instant at;
	struct dice dice;
	uint64_t id, payment_id, line_id[BASKET_MAX];
	int quantity[BASKET_MAX]; /* of each line, still to be packed; 0 for what does not ship */
	bool made[BASKET_MAX];
	const char *code[BASKET_MAX];
	uint64_t batch[BASKET_MAX]; /* that makes it */
	int n_lines;
	int64_t total, paid;
	enum order_payment_method method;
	enum order_decision decision;
	bool pay_first, settled /* may be packed as far as money goes */, held, over, at_counter,
		waits, patient, queued, sent_again;
	int to_arrive; /* units that ship and have not arrived */
	int tries;
};
struct scan {
	struct instant at;
	enum parcel_state state;
	enum parcel_problem problem;
	const char *place, *words; /* NULL: nothing said */
};
#define SCANS_MAX    12
#define TOGETHER_MAX 4
struct box { /* a parcel */
	uint64_t id;
	size_t errands[TOGETHER_MAX];
	size_t n_errands;
	struct box_line {
		size_t errand;
		int line, quantity;
	} lines[TOGETHER_MAX * BASKET_MAX];
	int n_lines;
	enum journey journey;
	enum halt halt;
	const struct home *home;
	const char *carrier, *number;
	struct dice dice;
	int64_t left, due; /* days: handed over, promised */
	struct scan scans[SCANS_MAX];
	int n_scans, next;
};

/* ---- what is still to come, by time ---- */
enum step_kind {
	STEP_NIGHT,
	STEP_DELIVERY,
	STEP_SELL_OUT, /* subject: none, good, good */
	STEP_PLACE,
	STEP_JOIN,
	STEP_CONFIRM,
	STEP_PAY,
	STEP_EXPIRE,
	STEP_HOLD,
	STEP_RELEASE,
	STEP_CANCEL,
	STEP_FEWER,
	STEP_MAKE,
	STEP_MADE,
	STEP_PACK,
	STEP_CLOSE,
	STEP_TAKE_BACK,
	STEP_GOODWILL,
	STEP_REFUND, /* subject: errand */
	STEP_SHIP,
	STEP_SCAN,
	STEP_PROMISE,
	STEP_SOLVE,
	STEP_AFTER_RETURN,
	STEP_WRITE_OFF, /* subject: box */
	STEP_KIND__MAX
};
struct step {
	struct instant at;
	uint64_t n; /* the n-th that was planned: settles the order of two at one time */
	enum step_kind kind;
	size_t subject;
	int64_t value;
};
struct queue {
	struct step *v;
	size_t n, room;
	uint64_t planned;
};

struct shop {
	struct work work;    /* now, actor and past change with each step */
	struct arena *arena; /* lives as long as the shop; work.arena ends with a step */
	uint64_t seed;
	struct dice numbers; /* that people see: of orders, customers, batches */
	int64_t today;
	struct instant start, end;
	int n_orders, n_placed;
	struct goods goods;
	struct people people;
	struct table notes, voices;
	struct queue queue;
	struct errand *errands;
	size_t n_errands;
	struct box *boxes;
	size_t n_boxes, boxes_room;
};

/* queue.c */
void queue_add(struct shop *s, enum step_kind kind, struct instant at, size_t subject,
	       int64_t value);
bool queue_take(struct shop *s,
		struct step *out); /* the next before the end; false: nothing more */

/* plan.c: who orders when, and which life each order has. Fills errands and the queue. */
void plan_orders(struct shop *s);

/* basket.c: what goes into an order; returns the lines. */
int basket_fill(struct shop *s, const struct errand *e, struct basket_line out[BASKET_MAX]);

/* note.c: what somebody writes with an order or about one; NULL: nothing. */
const char *note_of_customer(struct shop *s, const struct errand *e,
			     const struct basket_line *lines, int n, struct dice *d);
void note_by_desk(struct shop *s, const struct errand *e, const char *about, struct dice *d);

/* voice.c: what they say of what arrived, behind all that happened. */
void voices_add(struct shop *s);

/* Steps, each in a file of its subject. */
void step_place(struct shop *s, const struct step *step); /* place.c */
void step_join(struct shop *s, const struct step *step);
void step_confirm(struct shop *s, const struct step *step); /* desk.c */
void step_hold(struct shop *s, const struct step *step);
void step_release(struct shop *s, const struct step *step);
void step_cancel(struct shop *s, const struct step *step);
void step_fewer(struct shop *s, const struct step *step);
void step_make(struct shop *s, const struct step *step);
void step_made(struct shop *s, const struct step *step);
void step_close(struct shop *s, const struct step *step);
void step_pay(struct shop *s, const struct step *step); /* money.c */
void step_expire(struct shop *s, const struct step *step);
void step_refund(struct shop *s, const struct step *step);
void step_take_back(struct shop *s, const struct step *step);
void step_goodwill(struct shop *s, const struct step *step);
void step_write_off(struct shop *s, const struct step *step);
void step_pack(struct shop *s, const struct step *step); /* pack.c */
void step_ship(struct shop *s, const struct step *step);
void step_scan(struct shop *s, const struct step *step); /* journey.c */
void step_promise(struct shop *s, const struct step *step);
void step_solve(struct shop *s, const struct step *step);
void step_after_return(struct shop *s, const struct step *step);
void step_night(struct shop *s, const struct step *step); /* supply.c */
void step_delivery(struct shop *s, const struct step *step);
void step_sell_out(struct shop *s, const struct step *step);
void supply_begin(struct shop *s);
void customers_describe(struct shop *s); /* customers.c */
void messages_trouble(struct shop *s);   /* message_store.c */

struct order_ref errand_ref(const struct errand *e);
/* place.c: an order that is confirmed and may be packed as far as money goes is taken up by the
 * warehouse. */
void errand_go_on(struct shop *s, size_t errand);
/* What is left to do once everything has arrived: paying, closing, sending back. */
void errand_arrived(struct shop *s, size_t errand);

/* way.c: who carries a parcel, under which number, until when it is promised, and what is heard of
 * it on its way. */
void way_choose_carrier(struct shop *s, struct box *b);
struct ship_draft way_plan(struct shop *s, struct box *b);
/* pack.c: its units are to be packed again. */
void pack_again(struct shop *s, struct box *b);

/* How much is remembered of the way of parcels that leave now: of those long past, that they left
 * and came; of others where they were; of the last weeks' every scan, and that they were packed
 * before they left. */
enum memory { MEMORY_FAINT, MEMORY_FAIR, MEMORY_FULL };
enum memory shop_memory(const struct shop *s);
/* The shop's work as done by somebody of this kind. */
struct work *shop_as(struct shop *s, enum actor_kind kind, uint64_t id);
/* Whatever is refused here was planned wrongly. */
_Noreturn void shop_refused(const struct shop *s, const char *act, const struct errand *e,
			    int refusal, const char *reason);

#endif
