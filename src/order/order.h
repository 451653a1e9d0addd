/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders: four axes, one stage for programs, one badge for people. The reference area: all others
 * are built like it. */
#ifndef REGULARS_ORDER_ORDER_H
#define REGULARS_ORDER_ORDER_H

#include <cjson/cJSON.h>
#include "app.h"
#include "customer/customer.h"

enum order_decision {
	ORDER_DRAFT,
	ORDER_REVIEW,
	ORDER_CONFIRMED,
	ORDER_CLOSED,
	ORDER_CANCELLED,
	ORDER_DECISION__MAX
};
enum order_money {
	MONEY_UNPAID,
	MONEY_PART_PAID,
	MONEY_PAID,
	MONEY_CREDIT_OWED,
	MONEY_REFUNDED,
	ORDER_MONEY__MAX
};
enum order_care { CARE_NONE, CARE_OPEN, CARE_WAITING_CUSTOMER, CARE_RESOLVED, ORDER_CARE__MAX };
enum order_wait { WAIT_NONE, WAIT_PRODUCTION, WAIT_PRE_ORDER, WAIT_BACK_ORDER, ORDER_WAIT__MAX };
/* What shipping says about all parcels of an order together; the first that fits. */
enum order_parcels {
	PARCELS_NONE,        /* nothing has left */
	PARCELS_PROBLEM,     /* one failed, is stuck, comes back or is flagged lost, and nobody has
				solved it */
	PARCELS_OUT,         /* one is out for delivery or ready for pickup */
	PARCELS_MOVING,      /* one is moving */
	PARCELS_HANDED_OVER, /* with the carrier, no scan yet */
	PARCELS_DELIVERED,   /* all that left arrived */
	ORDER_PARCELS__MAX
};
enum order_stage {
	STAGE_PLACED,
	STAGE_IN_REVIEW,
	STAGE_PREPARING,
	STAGE_IN_PRODUCTION,
	STAGE_SHIPPED,
	STAGE_IN_TRANSIT,
	STAGE_OUT_FOR_DELIVERY,
	STAGE_RECEIVED,
	STAGE_CANCELLED,
	STAGE_RETURNED,
	STAGE_EXCEPTION,
	ORDER_STAGE__MAX
};
enum order_badge { /* in the order of the table that decides it */
		   BADGE_DRAFT,
		   BADGE_CLOSED,
		   BADGE_CANCELLED,
		   BADGE_RETURNED,
		   BADGE_EXCEPTION,
		   BADGE_HOLD,
		   BADGE_AWAITING_PAYMENT,
		   BADGE_IN_REVIEW,
		   BADGE_PRE_ORDER,
		   BADGE_BACKORDERED,
		   BADGE_IN_PRODUCTION,
		   BADGE_PREPARING,
		   BADGE_PACKING,
		   BADGE_PARTLY_SHIPPED,
		   BADGE_OUT_FOR_DELIVERY,
		   BADGE_IN_TRANSIT,
		   BADGE_SHIPPED,
		   BADGE_COMPLETED,
		   BADGE_DELIVERED,
		   ORDER_BADGE__MAX
};
enum order_payment_method { PAY_COD, PAY_BANK_TRANSFER, PAY_ELSEWHERE, ORDER_PAYMENT_METHOD__MAX };
enum order_event_kind {
	EVENT_PLACED,
	EVENT_CONFIRMED,
	EVENT_HELD,
	EVENT_RELEASED,
	EVENT_CANCELLED,
	EVENT_LINE_CANCELLED,
	EVENT_CLOSED,
	EVENT_WAIT_CHANGED,
	EVENT_PROMISE_CHANGED,
	EVENT_CONTACT_CHANGED,
	EVENT_PAID,
	EVENT_REFUNDED,
	EVENT_CREDITED,
	EVENT_PACKED,
	EVENT_SHIPPED,
	EVENT_PARCEL_CHANGED,
	EVENT_DELIVERED,
	EVENT_RECEIPT_CONFIRMED,
	EVENT_CAME_BACK,
	EVENT_FULFILLED, /* services and downloads, by rule */
	EVENT_LINE_ADDED,
	EVENT_LINE_REMOVED,
	EVENT_LINE_CHANGED,      /* quantity or price; from and to: "2 × 5.00" */
	EVENT_EDITED,            /* behind those of its lines; amount: the difference */
	EVENT_CREDIT_TAKEN_BACK, /* with what it was given on, which was cancelled */
	EVENT_REOPENED,
	ORDER_EVENT_KIND__MAX
};
extern const char *const order_decision_word[ORDER_DECISION__MAX];
extern const char *const order_money_word[ORDER_MONEY__MAX];
extern const char *const order_care_word[ORDER_CARE__MAX];
extern const char *const order_wait_word[ORDER_WAIT__MAX];
extern const char *const order_stage_word[ORDER_STAGE__MAX];
extern const char *const order_badge_word[ORDER_BADGE__MAX];
extern const char *const order_payment_method_word[ORDER_PAYMENT_METHOD__MAX];
extern const char *const order_event_word[ORDER_EVENT_KIND__MAX];

struct order_parcels_read;
struct payments_read;

enum { ORDER_FEW_LINES = 12 }; /* a page folds away more, which would push all else off it */
struct order_line {
	uint64_t id, sku_id; /* sku_id 0: no catalogue entry */
	int position;
	const char *sku_code, *name_en, *name_zh, *picture;
	int kind; /* enum product_kind */
	int64_t unit_milli, amount, discount, tax;
	int tax_bp;
	int ordered, cancelled, reserved, in_production, packed, shipped, delivered,
		return_requested, returned, written_off;
	enum order_wait wait;
	struct instant wait_until;
	bool changed; /* order_save writes it */
};
struct order_waits {          /* what the open units of an order wait for, together */
	bool open;            /* there are such units at all */
	bool waits, undated;  /* one waits; one waits, and nobody knows until when */
	struct instant until; /* the last day that is known; none */
};
struct order {
	uint64_t id, customer_id, contact_id;
	const char *number, *source, *source_ref, *customer_note, *hold_reason, *cancel_reason,
		*currency;
	enum lang lang;
	enum order_decision decision;
	struct instant hold_until, pay_until, promised_from, promised_to, placed_at, confirmed_at,
		delivered_at, closed_at;
	enum order_payment_method payment_method;
	bool pay_first, prices_include_tax;
	int64_t items_amount, discount_amount, shipping_amount, tax_amount, total_amount,
		live_amount;
	int64_t captured_amount, refunded_amount, credited_amount;
	int n_parcels;
	enum order_parcels parcels;
	enum order_care care;
	enum order_badge badge; /* as stored: kept by order_save */
	/* As it was opened: where its waits are others when it is saved, the promise moves. */
	struct order_waits waits_opened;
	bool promised_by_rule; /* by the shop's, not by a person or a program */
	int link_version; /* of its signed link; 0: nobody was told of it yet (order_was_told) */
	int version;
	const struct contact *contact; /* where it is at hand already; else NULL */
	/* Of an order of the past that is being written: what its document shows of other areas,
	 * theirs to read; else NULL. */
	const struct order_parcels_read *parcels_at_hand;
	const struct payments_read *payments_at_hand;
	struct order_line *lines; /* by position */
	size_t n_lines;
};
struct order_event {
	uint64_t id, order_id;
	enum order_event_kind kind;
	struct actor actor;
	struct instant at;
	const char *from, *to, *why; /* words of enums, reasons; never a person's values */
	uint64_t subject_id;
	int quantity;
	int64_t amount;
	bool has_amount;
	int version; /* the order's, as the act leaves it; 0: of the past, or not set yet */
};

/* Where an order event moves another area, in the same transaction: the table in wiring.c. */
struct wiring {
	const struct order_listener {
		enum order_event_kind kind;
		void (*hear)(struct work *w, struct order *o, const struct order_event *e);
	} * listeners;
	size_t n_listeners;
	/* Parts of the customer's document that further areas own (parcels, payments). */
	const struct order_document_part {
		void (*add)(struct work *w, const struct order *o, cJSON *document);
	} * parts;
	size_t n_parts;
	/* Parts of the staff's page of an order: parcels and what may be packed, payments. */
	const struct order_desk_part {
		void (*add)(struct work *w, const struct order *o, cJSON *view);
	} * desk_parts;
	size_t n_desk_parts;
	/* The order of a parcel with this tracking number; false: none. */
	bool (*find_by_parcel)(struct work *w, const char *typed, uint64_t *order_id);
	/* Stock is asked before an order is taken: false says that a line cannot be had; *line is
	 * its index. */
	bool (*reserve)(struct work *w, struct order *o, size_t *line);
};

/* ---- rules (order/rules.c): pure; the truth tables stand there ---- */
struct order_axes {
	enum order_decision decision;
	bool held, unpaid_expired /* cancelled because payment time ran out */, pay_first;
	enum order_money money;
	enum order_parcels parcels;
	/* units over the lines that ship (all lines, where none ships) */
	int64_t ordered, cancelled, in_production, packed, shipped, delivered, returned;
	int64_t open_pre_order, open_back_order; /* unpacked units that wait for that reason */
};
struct order_axes order_axes(const struct order *o);
/* owed = live - credited, net = captured - refunded; the first that fits (domain: rule 3). */
enum order_money order_money(int64_t live, int64_t credited, int64_t captured, int64_t refunded);
int64_t order_due(const struct order *o); /* owed - net; negative: the shop owes it */
enum order_badge order_badge(const struct order_axes *a);
enum order_stage order_stage(const struct order_axes *a);
bool order_line_ships(const struct order_line *l);
int order_line_open(const struct order_line *l); /* ordered - cancelled - packed */
/* What is packed or cancelled is not made any more. */
void order_line_stop_making(struct order_line *l);
/* False: a draft, or one that was given up. Its customer never heard of it: for them it is not
 * there. */
bool order_was_told(const struct order *o);

/* Promises (order/promise_rules.c): days from when nothing stands in the way of sending. */
struct order_waits order_waits(const struct order *o);
/* Notes waits and promise as they are, before anything changes. */
void order_promise_note(struct order *o, int64_t days);
/* The promise of an order that is placed at this moment. */
void order_promise(struct order *o, struct instant now, int64_t days);
/* True: its waits are others than when it was opened, and that moved the promise. */
bool order_promise_moves(struct order *o, struct instant now, int64_t days);

/* Amounts of lines, tax, shipping and total; false: an amount leaves 2^53. Fills
 * items/discount/tax/total/live and the lines. */
struct order_price_rules {
	bool prices_include_tax;
	int64_t shipping_fee, free_shipping_over;
};
bool order_price(struct order *o, const struct order_price_rules *r, int64_t discount,
		 int64_t shipping_or_minus_one) __attribute__((warn_unused_result));
int64_t order_shipping_by_rule(const struct order *o, const struct order_price_rules *r);
/* Marks services and downloads as delivered once the order is confirmed and paid for (or may be
 * paid later); returns the units. */
int order_fulfil_rule(struct order *o);
/* Why an order waits for a person instead of being confirmed by rule; NULL: it is clean. */
const char *order_needs_review(const struct order *o, int64_t review_over, int64_t review_quantity);
/* What is owed on (ordered - cancelled): line parts in proportion of units, shipping unless
 * everything is cancelled. */
int64_t order_live_amount(const struct order *o);

/* Which acts the state allows, and why not: NULL means allowed, else a reason word
 * ("already_shipped", "cancelled", …). */
enum order_act {
	ACT_CONFIRM,
	ACT_HOLD,
	ACT_RELEASE,
	ACT_CANCEL,
	ACT_CANCEL_LINE,
	ACT_CLOSE,
	ACT_CHANGE_CONTACT,
	ACT_CONFIRM_RECEIPT,
	ACT_SET_WAIT,
	ACT_PACK,
	ACT_SHIP,
	ACT_PAY,
	ACT_REFUND,
	ACT_CREDIT,
	ACT_EDIT,
	ACT_REOPEN,
	ORDER_ACT__MAX
};
extern const char *const order_act_word[ORDER_ACT__MAX];
const char *order_refuses(const struct order *o, enum order_act act, bool by_customer);

/* ---- use cases: each in one transaction, with its event, message and document ---- */
enum order_refusal {
	ORDER_OK,
	ORDER_NOT_FOUND,
	ORDER_STALE /* somebody else changed it */,
	ORDER_NOT_NOW /* the state forbids it: order_refuses says why */,
	ORDER_NO_SKU,
	ORDER_NOT_ON_SALE,
	ORDER_NO_STOCK,
	ORDER_REF_TAKEN /* this source already has that reference */,
	ORDER_TOO_LARGE /* an amount leaves the range */,
	ORDER_BAD_QUANTITY,
	ORDER_TOO_EARLY, /* promised for before what an item waits for */
	/* of order_edit */
	ORDER_NO_LINE,      /* the order has no such line */
	ORDER_UNDER_PACKED, /* fewer than are packed or shipped already: reason */
	ORDER_NOTHING_LEFT, /* then it is to be cancelled */
	ORDER_NO_CHANGE,
	ORDER_MAY_NOT_PRICE, /* prices, discounts and fees are for others */
	ORDER_UNDER_CREDIT,  /* more was credited than it would come to */
	ORDER_NOT_AGREED,    /* it comes to something else than was agreed to */
	ORDER_PROPOSED,      /* order_propose: it can be done so; nothing was written */
	ORDER_REFUSAL__MAX
};
struct order_draft_line {
	const char *sku;
	int64_t quantity;
	int64_t unit_milli; /* -1: the list price */
	size_t row;         /* where it stood in what was sent: for errors */
};
struct order_draft {
	const char *source, *source_ref, *customer_note;
	struct contact_draft contact;
	enum lang lang;
	enum order_payment_method payment_method;
	bool pay_first;
	struct order_draft_line *lines;
	size_t n_lines;
	int64_t discount, shipping; /* minor units; shipping -1: by the shop's rule */
	struct instant placed_at;   /* none: now */
	struct instant promised_to; /* none: by the shop's rule */
	bool as_draft;              /* kept aside at the desk: nothing reserved, nobody told */
};
struct order_answer {
	struct order *order;
	size_t line;        /* which line a refusal is about */
	const char *reason; /* ORDER_NOT_NOW: why */
	cJSON *document; /* order_place: the customer's page as written; NULL in work of the past */
	const struct order *was; /* order_propose, order_edit: as it was before */
};
enum order_refusal order_place(struct work *w, const struct order_draft *d,
			       struct order_answer *out) __attribute__((warn_unused_result));

/* version 0: whatever it is now. `by_customer` acts are narrower. */
struct order_ref {
	uint64_t id;
	int version;
};
enum order_refusal order_confirm(struct work *w, struct order_ref r, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_hold(struct work *w, struct order_ref r, const char *reason,
			      struct instant until, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_release(struct work *w, struct order_ref r, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_cancel(struct work *w, struct order_ref r, const char *reason,
				struct order_answer *out) __attribute__((warn_unused_result));
enum order_refusal order_cancel_line(struct work *w, struct order_ref r, uint64_t line_id,
				     int quantity, const char *reason, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_close(struct work *w, struct order_ref r, struct order_answer *out)
	__attribute__((warn_unused_result));
/* Closed: goes on as confirmed, and closes by hand alone from then on. Cancelled: what was
 * cancelled with it is ordered and kept again (ORDER_NO_STOCK), what was cancelled by itself stays
 * so; its time to pay begins anew. */
enum order_refusal order_reopen(struct work *w, struct order_ref r, const char *why,
				struct order_answer *out) __attribute__((warn_unused_result));
enum order_refusal order_set_wait(struct work *w, struct order_ref r, uint64_t line_id,
				  enum order_wait wait, struct instant until,
				  struct order_answer *out) __attribute__((warn_unused_result));
enum order_refusal order_set_promise(struct work *w, struct order_ref r, struct instant from,
				     struct instant to, const char *why, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_change_contact(struct work *w, struct order_ref r,
					const struct contact_draft *d, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_confirm_receipt(struct work *w, struct order_ref r,
					 struct order_answer *out)
	__attribute__((warn_unused_result));
void order_add_note(struct work *w, uint64_t order_id, const char *body);

/* A change set: what is named becomes so, all else stays. */
struct order_edit_line {
	uint64_t line;      /* 0: a new one, of `sku` */
	const char *sku;    /* NULL: one that is there */
	int64_t quantity;   /* wanted, without what was cancelled, 0: removed; -1: as it is */
	int64_t unit_milli; /* -1: as it is; of a new one: the list price */
	size_t row;         /* where it stood in what was sent: for errors */
};
struct order_edit {
	struct order_edit_line *lines;
	size_t n_lines;
	/* minor units; -1: as it is, and a shipping fee that was the shop's rule's stays that */
	int64_t discount, shipping;
	const char *why;
	bool may_price; /* whether who asks may set prices, discount and shipping */
	int64_t agreed; /* what the order comes to, as it was proposed */
};
/* Tries it to the end, stock included, and writes nothing: ORDER_PROPOSED, *out has the order
 * before and after. The reference needs its version. */
enum order_refusal order_propose(struct work *w, struct order_ref r, const struct order_edit *e,
				 struct order_answer *out) __attribute__((warn_unused_result));
/* Once, as it was agreed to; what it comes to more or less is due or owed back from then on. */
enum order_refusal order_edit(struct work *w, struct order_ref r, const struct order_edit *e,
			      struct order_answer *out) __attribute__((warn_unused_result));
/* ---- rules of a change set (order/edit_rules.c) ---- */
/* Brings one line to what is wanted of it. ORDER_UNDER_PACKED: *why says what is packed or
 * shipped. */
enum order_refusal order_edit_line(struct order_line *l, const struct order_edit_line *e,
				   const char **why) __attribute__((warn_unused_result));
/* Prices the order anew, as placing would. `was`: before its lines were changed. */
bool order_edit_price(struct order *o, const struct order *was, const struct order_edit *e,
		      const struct order_price_rules *shop) __attribute__((warn_unused_result));

/* ---- orders of the past, as an import knows them: nobody is told, no stock moves, no listener
 * hears; inside work_transaction ---- */
struct order_past {
	struct order *order; /* given: complete but for ids, number, live amount, badge; with its
				contact at hand */
	bool taken; /* the source has that reference already: nothing of it is written; order->id is
		       of the one there */
	int64_t taken_total; /* of the one there, and its lines */
	int taken_lines;
	struct order_event *events;
	size_t n_events, room;
};
/* Gives ids that sort by placed_at, and numbers; all of one source. */
void order_past_open(struct work *w, struct order_past *v, size_t n);
/* What further areas know of it: kind, at and what the event needs; they write their own rows and
 * the order's summaries. */
void order_past_tell(struct work *w, struct order_past *p, struct order_event e);
/* Writes rows, lines, events (in the order of their time), documents and the customers' counts. */
void order_past_close(struct work *w, struct order_past *v, size_t n);

/* ---- for areas further from the order: open, change, tell, save; inside work_transaction ---- */
/* Locks the order row and reads it with its lines; NULL: absent. Several orders: in rising id. */
struct order *order_open(struct work *w, uint64_t id);
/* Opens several in primary-key order; out[i] belongs to the i-th smallest id; returns how many were
 * found. */
size_t order_open_many(struct work *w, uint64_t *ids, size_t n, struct order **out);
/* Writes the event row and runs the wiring's listeners. Fields of `e` but id, order_id, actor and
 * at (filled here). */
void order_tell(struct work *w, struct order *o, struct order_event e);
/* The same for several at once, each with its own actor. */
void order_tell_all(struct work *w, struct order *o, struct order_event *e, size_t n);
/* A time as an event's from and to hold it; NULL: none. */
const char *order_time_word(struct work *w, struct instant t);
/* Recomputes live amount, badge and totals; writes the row (version + 1), changed lines and the
 * customer's document. */
void order_save(struct work *w, struct order *o);
bool order_get(struct work *w, uint64_t id, struct order **out); /* without a lock */
bool order_find_number(struct work *w, const char *number, uint64_t *id);
/* held[i]: ids[i] is on hold. At most 32; one statement, none without ids. */
void order_held(struct work *w, const uint64_t *ids, size_t n, bool *held);
/* order_fulfil_rule with its event. */
void order_fulfil_intangibles(struct work *w, struct order *o);

/* ---- reading ---- */
struct order_document {
	uint64_t order_id, customer_id;
	int link_version;
	struct instant link_until;
	cJSON *tree;
};
/* The customer's page of an order: one statement. number is canonical. */
bool order_document_find(struct work *w, const char *number, struct order_document *out)
	__attribute__((warn_unused_result));
/* Writes it again from the tables; for erasing and repair. Not in work of the past. */
void order_document_write(struct work *w, struct order *o);
char *order_document_fresh(struct work *w, struct order *o); /* NULL: its contact is missing */
/* All of them, where they are not fresh; beside workers that go on. */
struct order_rewrite {
	int64_t orders, written;
};
struct order_rewrite order_documents_rewrite(struct work *w,
					     void (*progress)(void *arg, int64_t done, int64_t of),
					     void *arg);
int64_t order_count(struct work *w); /* all there are */
/* The signed link's token; k of /o/<number>?k=… */
void order_link_token(const struct app *app, uint64_t order_id, int link_version,
		      char tag[SECRET_TAG_SIZE]);
char *order_link_url(struct work *w,
		     const struct order *o); /* absolute; NULL: nobody was told of it */

/* Ids of unpaid orders whose time is over, of delivered orders to close, and of held ones whose
 * hold ended; oldest first. */
size_t order_find_unpaid_expired(struct work *w, uint64_t *ids, size_t max);
size_t order_find_hold_over(struct work *w, uint64_t *ids, size_t max);
size_t order_find_to_close(struct work *w, struct instant delivered_before, uint64_t *ids,
			   size_t max);
/* Rows of a customer's orders, newest first, as list items (number, badge, total, placed_at,
 * n_units, promise). */
cJSON *order_list_for_customer(struct work *w, uint64_t customer_id, bool open_only, int limit);
/* The newest orders that go to these contacts, each with its signed link: for who lost the numbers.
 * At most ten. */
cJSON *order_links_for_contacts(struct work *w, const uint64_t *contact_ids, size_t n);
/* Sums over a customer's orders that count: {orders, spent, open}. Of orders in several currencies,
 * money is summed up in the shop's alone. One statement. */
cJSON *order_sums_for_customer(struct work *w, uint64_t customer_id);

/* Orders by badge, all of them: reads an index from end to end, for commands. */
void order_count_badges(struct work *w, int64_t counts[ORDER_BADGE__MAX]);

/* Staff's view of an order: everything but what further areas add. */
cJSON *order_view(struct work *w, const struct order *o, const struct contact *c, bool in_full);
cJSON *order_events_view(struct work *w, const struct order *o);
/* Those that came after this version, in the same words and order. */
cJSON *order_events_since(struct work *w, const struct order *o, int version);
/* What is owed of it, received or not: a credit lowers it. */
int64_t order_owed(const struct order *o);

#endif
