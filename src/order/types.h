/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an order is: its axes, lines and events, and where other areas hang in. Part of order.h. */
#ifndef REGULARS_ORDER_TYPES_H
#define REGULARS_ORDER_TYPES_H

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
	EVENT_CHECKED, /* what was found when it was placed is right so; why: the finding's kind */
	EVENT_LINKED,  /* with another order of the customer: to; why: how */
	EVENT_UNLINKED,
	EVENT_PRODUCTION, /* of a line: from and to are states of a batch; why: its number */
	EVENT_TAGGED,     /* to: the tag */
	EVENT_UNTAGGED,
	EVENT_SPLIT_OFF,  /* a part became another order: to; amount: what that comes to, less */
	EVENT_SPLIT_FROM, /* the same, told of the part */
	EVENT_MERGED,     /* went over to another order: to */
	EVENT_MERGED_IN,  /* the same, told of that one */
	EVENT_CHARGED,    /* finance adds to what is owed; amount: below zero, as a credit's */
	EVENT_CHARGE_TAKEN_BACK, /* with what was cancelled */
	EVENT_OWNER_CHANGED,     /* another customer's from now on; from, to: their numbers */
	EVENT_TO_REVIEW,         /* by what a change of it brought; why: the finding's kind */
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
struct promotion_use;
struct staff_member;
struct payments_read;

enum { ORDER_FEW_LINES = 12 }; /* a page folds away more, which would push all else off it */
struct order_line {
	uint64_t id, sku_id; /* sku_id 0: no catalogue entry */
	int position;
	const char *sku_code, *name_en, *name_zh, *picture;
	int kind; /* enum product_kind */
	int64_t unit_milli, amount, discount, tax;
	/* While it is placed: what the catalogue asks for it, of members (0: as of everybody). */
	int64_t list_milli, member_milli;
	bool has_needs;      /* likewise: it is of no use without another product */
	int tax_class;       /* likewise: enum tax_class */
	uint64_t product_id; /* likewise, or while promotions are looked for */
	const char *trail;   /* likewise: of its category */
	int64_t promoted;    /* likewise: what promotions take off it, within discount */
	int tax_bp;
	int ordered, cancelled, reserved, in_production, packed, shipped, delivered,
		return_requested, returned, written_off;
	enum order_wait wait;
	struct instant wait_until;
	uint64_t bundle_id; /* 0: it was sold by itself */
	struct {            /* as it was read; ordered 0: it is new */
		int ordered;
		int64_t unit_milli;
	} stored;
	bool changed; /* order_save writes it */
};
struct order_bundle { /* sold as the lines that name it */
	uint64_t id, sku_id;
	const char *sku_code, *name_en, *name_zh;
	int quantity;
	int64_t amount; /* what its lines come to, as ordered */
	bool is_new;    /* not written yet */
};
struct order_waits {          /* what the open units of an order wait for, together */
	bool open;            /* there are such units at all */
	bool waits, undated;  /* one waits; one waits, and nobody knows until when */
	struct instant until; /* the last day that is known; none */
};
enum { ORDER_MOST_POINTS = 255 };
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
	int shipping_tax_bp;  /* as agreed; 0 where shipping has no tax of its own */
	int64_t shipping_tax; /* within the fee, or on top of it and part of tax_amount */
	int64_t items_amount, discount_amount, shipping_amount, tax_amount, total_amount,
		live_amount;
	int64_t promoted_amount;   /* within discount_amount: what promotions take off */
	int64_t promoted_shipping; /* what they take off the fee, which is less by it */
	int64_t captured_amount, refunded_amount, credited_amount;
	int n_parcels;
	enum order_parcels parcels;
	enum order_care care;
	enum order_badge badge; /* kept by order_save */
	struct {
		bool is; /* read, or stored since */
		enum order_badge badge;
		struct instant promised_to;
	} stored;
	/* As it was opened: where its waits are others when it is saved, the promise moves. */
	struct order_waits waits_opened;
	struct instant
		was_over_at; /* while it is opened again: since when it was cancelled; none */
	struct instant meant_from, meant_to; /* what a person promised, while something stands in
						its way; none */
	bool promised_by_rule;               /* by the shop's, not by a person or a program */
	int priority;                        /* points, by its reasons; at most ORDER_MOST_POINTS */
	unsigned priority_why;               /* bits of enum order_priority */
	int link_version; /* of its signed link; 0: nobody was told of it yet (order_was_told) */
	int version;
	const struct contact *contact; /* where it is at hand already; else NULL */
	/* Of an order of the past that is being written: what its document shows of other areas,
	 * theirs to read; else NULL. */
	const struct order_parcels_read *parcels_at_hand;
	const struct payments_read *payments_at_hand;
	/* What it has of promotions, where it is at hand already; else NULL. */
	const struct promotion_use *promotions;
	size_t n_promotions;
	struct order_line *lines; /* by position */
	size_t n_lines;
	/* Of an order that was opened or read by itself; in lists nobody asks. */
	struct order_bundle *bundles;
	size_t n_bundles;
	/* What lists show of its lines, as it is stored (order/face.h). */
	struct order_face {
		int n_units, n_lines;
		bool is_open; /* something is still to be packed */
		enum order_stage stage;
		const char *thumbs;
	} face;
};
struct order_rows {
	struct order *v;
	size_t n;
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

/* version 0: whatever it is now. `by_customer` acts are narrower. */
struct order_ref {
	uint64_t id;
	int version;
};
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
	ORDER_TOO_EARLY,  /* promised for before what an item waits for */
	ORDER_PAYS_LATER, /* to be paid first, by a method that pays on arrival */
	/* of order_edit */
	ORDER_NO_LINE,      /* the order has no such line */
	ORDER_UNDER_PACKED, /* fewer than are packed or shipped already: reason */
	ORDER_NOTHING_LEFT, /* then it is to be cancelled */
	ORDER_NO_CHANGE,
	ORDER_MAY_NOT_PRICE, /* prices, discounts and fees are for others */
	ORDER_UNDER_CREDIT,  /* more was credited than it would come to */
	ORDER_NOT_AGREED,    /* it comes to something else than was agreed to */
	ORDER_NOT_DIVISIBLE, /* its prices are of less than a minor unit, and do not divide so */
	ORDER_NO_PROMOTION,  /* the code does not apply: promotion */
	ORDER_PROPOSED,      /* order_propose: it can be done so; nothing was written */
	ORDER_REFUSAL__MAX
};
struct order_answer {
	struct order *order;
	size_t line;        /* which line a refusal is about */
	const char *reason; /* ORDER_NOT_NOW: why */
	cJSON *document; /* order_place: the customer's page as written; NULL in work of the past */
	const struct order *was; /* order_propose, order_edit: as it was before */
	size_t n_findings;       /* order_place: what its checks found */
	int promotion;           /* ORDER_NO_PROMOTION: enum promotion_why */
};

/* Where an order event moves another area, in the same transaction: the table in wiring.c. */
/* What a list shows at once. */
#define ORDER_PAGE 50

struct order_standing {
	bool comes_first;
	int64_t free_shipping_over; /* minor units of goods; -1: as for everybody */
	int64_t tier_entry;         /* what brings somebody into theirs; -1: they are in none */
};

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
	/* Their parcels, as lists show them, each into the array of its order: {number, carrier}.
	 * At most ORDER_PAGE. */
	void (*list_parcels)(struct work *w, const uint64_t *order_ids, size_t n,
			     cJSON *const *into);
	/* Tells a colleague who was named in a note; NULL: nobody does. */
	void (*mentioned)(struct work *w, const struct order *o, uint64_t note_id,
			  const struct staff_member *who);
	/* Packing and handing over, for acts on many orders. */
	const struct order_leaving {
		/* Why all of it cannot be packed now, or handed over, packed or not; NULL: it can.
		 */
		const char *(*refuses)(const struct order *o, bool handed_over);
		void (*add_carriers)(cJSON *view, const char *chosen); /* as of the pack form */
		bool (*is_carrier)(const char *code, bool *has_numbers);
		/* number NULL: none */
		bool (*number_fits)(const char *carrier, const char *number);
		/* Packs all of it that is not, and hands it over where a carrier is named. NULL:
		 * done, else why not, and nothing was written. */
		const char *(*leave)(struct work *w, struct order_ref r, const char *carrier,
				     const char *number);
	} * leaving;
	/* Stock is asked before an order is taken: false says that a line cannot be had; *line is
	 * its index. */
	bool (*reserve)(struct work *w, struct order *o, size_t *line);
	/* Which lines would be refused so as things are: the first of each SKU of which there is
	 * too little. o->n_lines of them; nothing is written. */
	void (*lacks)(struct work *w, struct order *o, bool *lacks);
	/* What hangs on a customer besides the customers' own tables. */
	const struct customer_mover *movers;
	size_t n_movers;
	/* Each forgets what it has of a customer who is erased, but what the books need. */
	void (*const *erasers)(struct work *w, uint64_t customer_id);
	size_t n_erasers;
	/* What each holds of a customer, for themselves (held.h). */
	const struct held_area *const *held;
	size_t n_held;
	/* q units of a line go over to a line of another order, whose units are counted behind
	 * this: what is kept and made for them goes along. */
	void (*move_units)(struct work *w, const struct order *from, struct order_line *l,
			   const struct order *to, struct order_line *n, int q);
	/* So much of what was paid for one order is another's from now on. */
	void (*move_money)(struct work *w, struct order *from, struct order *to, int64_t amount);
	/* What a customer has of being a member. At most one statement; NULL: nothing. */
	void (*standing)(struct work *w, uint64_t customer_id, struct order_standing *out);
	/* An order was placed, or is being saved, and is as it will be. */
	void (*settled)(struct work *w, struct order *o);
	/* Told of every event, after those who act on it. */
	void (*heard)(struct work *w, const struct order *o, const struct order_event *e, size_t n);
};

#endif
