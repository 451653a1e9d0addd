/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parcels, many-to-many with orders through their lines; what carriers say of them; what the
 * customer sees of it. */
#ifndef REGULARS_SHIPPING_SHIPPING_H
#define REGULARS_SHIPPING_SHIPPING_H

#include <cjson/cJSON.h>
#include "app.h"
#include "order/order.h"

/* ---- states (ux 5.3) ---- */
enum parcel_state {
	PARCEL_NOT_STARTED,
	PARCEL_PICKING,
	PARCEL_PACKED,
	PARCEL_AWAITING_COLLECTION,
	PARCEL_COLLECTED,
	PARCEL_IN_TRANSIT,
	PARCEL_CUSTOMS,
	PARCEL_OUT_FOR_DELIVERY,
	PARCEL_READY_FOR_PICKUP,
	PARCEL_DELIVERED,
	PARCEL_ATTEMPT_FAILED,
	PARCEL_DELAYED, /* in events; in parcels it is the flag beside the state */
	PARCEL_EXCEPTION,
	PARCEL_RETURNING,
	PARCEL_RETURNED,
	PARCEL_LOST, /* as PARCEL_DELAYED */
	PARCEL_STATE__MAX
};
extern const char *const parcel_state_word[PARCEL_STATE__MAX];

/* Why a parcel is late or stuck, as said to the customer (ux 6.3). */
enum parcel_problem {
	PROBLEM_NONE,
	PROBLEM_WEATHER,
	PROBLEM_HUB_BACKLOG,
	PROBLEM_NO_SCAN,
	PROBLEM_ATTEMPT_FAILED,
	PROBLEM_ADDRESS,
	PROBLEM_REFUSED,
	PROBLEM_DAMAGED,
	PROBLEM_LOST,
	PROBLEM_CUSTOMS,
	PARCEL_PROBLEM__MAX
};
extern const char *const parcel_problem_word[PARCEL_PROBLEM__MAX]; /* [PROBLEM_NONE] is "none" */

/* ---- carriers (shipping/carriers.c) ---- */
struct carrier {
	const char *code, *name_en, *name_zh;
	const char *page;   /* its page for a parcel without "https://": {n} is the number; without
			       {n} one types it there; NULL: none */
	const char *number; /* its numbers, an extended regular expression; NULL: it has none, a
			       parcel needs none */
	enum parcel_state handed; /* what a parcel is once it has it */
	bool abroad;              /* crosses borders as a rule: silence is longer */
};
extern const struct carrier carriers[];
extern const size_t carrier_count;
const struct carrier *carrier_find(const char *code); /* NULL: none */
/* What a person typed, without spaces and hyphens, letters capital. False: not 6 to 40 of A-Z and
 * 0-9. */
#define TRACKING_NUMBER_SIZE 41
bool tracking_number_fold(const char *typed, char out[TRACKING_NUMBER_SIZE])
	__attribute__((warn_unused_result));
char *tracking_number_groups(struct arena *a, const char *number);     /* in fours, for reading */
bool carrier_number_fits(const struct carrier *c, const char *number); /* number: folded */
/* https address of the parcel at its carrier, or of the carrier; NULL: none. number: folded. */
char *carrier_url(struct arena *a, const struct carrier *c, const char *number);

struct parcel_line {
	uint64_t order_id, order_line_id;
	int quantity;
};
struct parcel {
	uint64_t id, customer_id, contact_id;
	const char *carrier, *tracking_number; /* NULL: none yet */
	enum parcel_state state;
	bool delayed, lost;
	enum parcel_problem problem;
	struct instant promised_from, promised_to, first_promised_to, packed_at, shipped_at,
		delivered_at, last_event_at, solved_at;
	int version;
	struct parcel_line *lines;
	size_t n_lines;
};

enum shipping_refusal {
	SHIPPING_OK,
	SHIPPING_NOT_FOUND, /* no such parcel, order or line */
	SHIPPING_STALE,     /* somebody else changed it */
	SHIPPING_NOT_NOW,   /* the parcel's state forbids it */
	SHIPPING_EMPTY,     /* nothing to pack */
	SHIPPING_TOO_MANY,  /* more than is open on the line; over 8 orders or 100 lines */
	SHIPPING_OTHER_CUSTOMER,
	SHIPPING_OTHER_ADDRESS,
	SHIPPING_TOGETHER, /* a link: with another order, or not at all yet */
	SHIPPING_AFTER,    /* a link: another order leaves first */
	SHIPPING_HELD,
	SHIPPING_NOT_CONFIRMED,
	SHIPPING_UNPAID,       /* is to be paid before it ships */
	SHIPPING_WAITS,        /* the line waits for stock, production or release */
	SHIPPING_NO_CARRIER,   /* no such carrier */
	SHIPPING_BAD_NUMBER,   /* not a number of this carrier, or none where it needs one */
	SHIPPING_NUMBER_TAKEN, /* another parcel has it */
	SHIPPING_BAD_TIME,     /* in the future, or a promise that ends before it begins */
	SHIPPING_REFUSAL__MAX
};

/* ---- rules (shipping/rules.c): pure; the tables stand there ---- */
int parcel_step(
	enum parcel_state s); /* 1..5 of the customer's five steps; 0: keeps the one before */
bool parcel_has_left(enum parcel_state s); /* handed to the carrier, whatever happened since */
bool parcel_is_over(enum parcel_state s);  /* delivered or returned */
struct parcel_heard {
	enum parcel_state state;
	struct instant at;
	enum parcel_problem problem; /* PROBLEM_NONE: what the state says by itself */
};
/* Changes state, flags, problem, solved_at, last_event_at as an event says; the later event wins,
 * by when it happened. False: it changes nothing. */
bool parcel_hear(struct parcel *p, struct parcel_heard e);
/* The shop's own rules, at `now`: late (the promise passed, or 48 hours without a scan), and
 * possibly lost (7 days). True: changed. */
bool parcel_watch(struct parcel *p, struct instant now);
bool parcel_is_problem(const struct parcel *p); /* and nobody has solved it */
/* Promises (shipping/promise_rules.c): of a parcel with its orders as it is packed, of one handed
 * over, and a new one. */
void parcel_promise_packed(struct parcel *p, const struct order *const *orders, size_t n,
			   int64_t days);
void parcel_promise_handed(struct parcel *p, int64_t days);
void parcel_promise_anew(struct parcel *p, struct instant from, struct instant to);
/* Before the first scan a wrong number may be put right. */
bool parcel_may_be_corrected(const struct parcel *p);
/* What the desk does with a parcel. */
enum parcel_act {
	PARCEL_SHIP, /* or puts right what was written on it */
	PARCEL_UNPACK,
	PARCEL_TELL, /* of what the carrier says */
	PARCEL_DELIVER,
	PARCEL_PROMISE,
	PARCEL_SOLVE,
	PARCEL_ACT__MAX
};
extern const char *const parcel_act_word[PARCEL_ACT__MAX];
/* SHIPPING_OK: allowed now; `held`: one of its orders is. */
enum shipping_refusal parcel_refuses(const struct parcel *p, enum parcel_act act, bool held);
/* Units of a parcel in a state that count as packed, shipped and delivered on their order lines. */
struct parcel_counts {
	bool packed, shipped, delivered;
};
struct parcel_counts parcel_counts(enum parcel_state s);
/* All parcels of an order together. */
enum order_parcels parcels_summary(const struct parcel *const *v, size_t n);
/* Place among the cards of a page: 0 needs the customer, 1 arriving, 2 problem, 3 moving, 4 ready
 * for pickup, 5 delivered. */
int parcel_rank(const struct parcel *p);

/* ---- use cases: each in one transaction, with its events, counters and the documents of all its
 * orders ---- */
extern const char *const shipping_refusal_code[SHIPPING_REFUSAL__MAX];
extern const char *const shipping_refusal_text[SHIPPING_REFUSAL__MAX]; /* msgids */
struct shipping_answer {
	struct parcel *parcel;  /* as saved; unpack: as it was */
	uint64_t order_id;      /* which order a refusal is about; else the first of the parcel */
	uint64_t order_line_id; /* which line; 0: none */
	bool repeated;          /* parcel_event: heard before, nothing changed */
};
#define PARCEL_ORDERS_MAX 8
#define PARCEL_LINES_MAX  100

struct parcel_ref {
	uint64_t id;
	int version; /* 0: whatever it is now */
};
struct ship_draft {
	const char *carrier, *tracking_number;     /* as typed */
	struct instant promised_from, promised_to; /* none: what was promised stays */
	struct instant at;                         /* none: now */
};
struct parcel_want {
	uint64_t order_line_id;
	int quantity;
};
struct parcel_draft {
	const struct order_ref *orders; /* one or several of one customer, to one address */
	size_t n_orders;
	const struct parcel_want *lines; /* none: all that is open and does not wait */
	size_t n_lines;
	struct instant at;             /* none: now */
	const struct ship_draft *ship; /* NULL: packed only */
};
enum shipping_refusal parcel_pack(struct work *w, const struct parcel_draft *d,
				  struct shipping_answer *out) __attribute__((warn_unused_result));
enum shipping_refusal parcel_ship(struct work *w, struct parcel_ref r, const struct ship_draft *d,
				  struct shipping_answer *out) __attribute__((warn_unused_result));
/* Takes a parcel apart that has not left. */
enum shipping_refusal parcel_unpack(struct work *w, struct parcel_ref r,
				    struct shipping_answer *out)
	__attribute__((warn_unused_result));
struct parcel_news {
	uint64_t parcel_id;                    /* or */
	const char *tracking_number, *carrier; /* carrier NULL: any that has this number */
	enum parcel_state state;
	struct instant at;           /* none: now */
	const char *place, *words;   /* the carrier's own, as sent; NULL: none */
	const char *lang;            /* of words; NULL: not known */
	enum parcel_problem problem; /* PROBLEM_NONE: stays as it is */
};
/* The same event twice is one: parcel, state, time and text. */
enum shipping_refusal parcel_event(struct work *w, const struct parcel_news *n,
				   struct shipping_answer *out) __attribute__((warn_unused_result));
enum shipping_refusal parcel_deliver(struct work *w, struct parcel_ref r, struct instant at,
				     struct shipping_answer *out)
	__attribute__((warn_unused_result));
/* A new arrival date, and why: said to the customer, the old one struck through. */
struct promise_draft {
	struct instant from, to;
	enum parcel_problem problem;
};
enum shipping_refusal parcel_set_promise(struct work *w, struct parcel_ref r,
					 const struct promise_draft *d, struct shipping_answer *out)
	__attribute__((warn_unused_result));
/* A person dealt with the problem; the next one opens it again. */
enum shipping_refusal parcel_solve(struct work *w, struct parcel_ref r, struct shipping_answer *out)
	__attribute__((warn_unused_result));

/* ---- orders of the past, between order_past_open and order_past_close; on the taken ones nothing
 * happens ---- */
struct parcel_past {
	struct order_past *of;
	struct instant shipped_at, delivered_at;
};
/* All of an order that ships went in one parcel, nobody knows by whom, and arrived. Sets its
 * counters. */
void parcel_add_past(struct work *w, const struct parcel_past *v, size_t n);

/* ---- for wiring.c ---- */
/* EVENT_OWNER_CHANGED: its parcels go over with the order. */
void shipping_hear_owner(struct work *w, struct order *o, const struct order_event *e);
/* EVENT_RECEIPT_CONFIRMED: the order's parcels on their way have arrived. */
void shipping_hear_receipt(struct work *w, struct order *o, const struct order_event *e);
/* EVENT_LINE_CANCELLED: what is left may all be in parcels, which say when it comes. */
void shipping_hear_line_cancelled(struct work *w, struct order *o, const struct order_event *e);
/* An order's parcels as they are, summed up anew. */
struct order_parcels_sum {
	int n;
	enum order_parcels all;
};
struct order_parcels_sum shipping_sum(struct work *w, uint64_t order_id);
/* The order of the newest parcel with this number, as typed. */
bool shipping_find_order(struct work *w, const char *typed, uint64_t *order_id);
/* Orders' parcels for a list, each {"carrier": name or null, "tracking_number"} into the array of
 * its order; n <= ORDER_PAGE, one statement. */
void shipping_list_parcels(struct work *w, const uint64_t *order_ids, size_t n, cJSON *const *into);
/* The same as rows for a file: a row for each order that is in a parcel. */
struct parcel_for_file {
	uint64_t order_id;
	const struct parcel *parcel; /* without its lines */
	const char *carrier_en, *carrier_zh, *badge;
};
struct parcel_for_file *shipping_list_for_file(struct work *w, const uint64_t *order_ids, size_t n,
					       size_t *found);
/* Part of the staff's page of an order: {"parcels": as in the document, with versions and what may
 * be done, "pack": {"lines": open lines, "may", "why", "carriers": [{code, name, has_numbers}]}}.
 */
void shipping_add_to_desk(struct work *w, const struct order *o, cJSON *view);
/* Part of the customer's document: "parcels", sorted as a reader needs them, and "waiting". At most
 * three statements, none without parcels. What it holds: shipping/view.c. */
void shipping_add_to_document(struct work *w, const struct order *o, cJSON *document);

/* All of an order at once, for acts on many: as struct order_leaving says. */
const char *leave_refuses(const struct order *o, bool handed_over); /* shipping/leave_rules.c */
void view_add_carriers(cJSON *view, const char *chosen);
bool leave_is_carrier(const char *code, bool *has_numbers);
bool leave_number_fits(const char *carrier, const char *number);
const char *leave_all(struct work *w, struct order_ref r, const char *carrier, const char *number);

/* ---- reading ---- */
bool parcel_get(struct work *w, uint64_t id, struct parcel *out)
	__attribute__((warn_unused_result)); /* with its lines */
/* Movement only, for anybody with the number: no items, names, addresses nor the carrier's own
 * words. NULL: not known. */
cJSON *shipping_view_movement(struct work *w, const char *typed);

/* ---- the worker's ---- */
/* Flags late, silent and possibly lost parcels, a batch at a time; returns how many changed. */
size_t shipping_watch(struct work *w);

/* Two customers become one (wiring): parcels go along. */
void shipping_give_customer(struct work *w, const struct customer_move *m);
void shipping_back_customer(struct work *w, const struct customer_move *m);

#endif
