/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks of new orders, from wherever they come: what is unusual about one, what it should be, and
 * what becomes of it. Part of order.h. */
#ifndef REGULARS_ORDER_INTAKE_H
#define REGULARS_ORDER_INTAKE_H

#include "order/types.h"

enum finding_kind {
	FINDING_LARGE_AMOUNT,
	FINDING_LARGE_QUANTITY,
	FINDING_UNUSUAL_QUANTITY, /* far beyond what this customer takes of it */
	FINDING_PRICE,            /* far from the list's */
	FINDING_ADDRESS,          /* not enough of one to find the door */
	FINDING_PHONE,            /* none for the courier */
	FINDING_POSTCODE,         /* not of that country's form */
	FINDING_DUPLICATE,        /* the same was ordered a moment ago */
	FINDING_NEEDS, /* an item is of no use without another product, which is not there */
	FINDING_KIND__MAX
};
enum finding_severity { FINDING_NOTE, FINDING_CHECK /* a person has to look */ };
enum finding_state {
	FINDING_OPEN,
	FINDING_CORRECTED, /* as proposed, or in another way */
	FINDING_PASSED,    /* somebody says that it is right so */
	FINDING_GONE,      /* the order was cancelled */
	FINDING_STATE__MAX
};
extern const char *const finding_kind_word[FINDING_KIND__MAX];

struct finding {
	uint64_t id;
	enum finding_kind kind;
	enum finding_severity severity;
	uint64_t subject_id; /* the line, or the other order; 0: the order */
	int64_t found;       /* quantity, unit price (milli), amount (minor units) */
	int64_t proposed;    /* the same; of address and phone the id of a contact that has it, of
				what is needed a SKU's; 0: nobody knows */
	struct instant at;
};

/* ---- rules (order/intake_rules.c): pure ---- */
struct intake_row { /* one line of what the customer ordered before, newest order first */
	uint64_t order_id;
	struct instant placed_at;
	uint64_t contact_id;
	const char *sku_code;
	int quantity;
};
struct related_sku;
enum { INTAKE_ROWS_MAX = 400 };
struct intake_limits { /* 0: that is not looked at */
	int64_t review_over, review_quantity, habit_times, price_percent, duplicate_minutes;
};
struct intake {
	const struct order *order; /* lines with their list prices */
	const struct contact *contact,
		*before; /* before: another one of the customer's; NULL: none */
	const struct intake_row *rows;
	size_t n_rows;
	const struct related_sku *related; /* what is needed or goes with it, and is not in it */
	size_t n_related;
	struct intake_limits limits;
};
/* Room for what may be found in an order of so many lines. */
#define FINDINGS_MAX(n_lines) (4 * (n_lines) + FINDING_KIND__MAX)
size_t intake_look(const struct intake *in, struct finding *out);
/* Why an order with these waits: a reason to hold it, NULL: none; and whether it is to be reviewed.
 */
const char *intake_hold_reason(const struct finding *f, size_t n);
bool intake_needs_review(const struct finding *f, size_t n, const char **why);
/* A finding of this kind holds the order; else it sends it to review. */
bool finding_holds(enum finding_kind k);
/* False: of the order as it is now this cannot be said any more. */
bool finding_still_holds(const struct finding *f, const struct order *o, const struct contact *c,
			 const struct intake_limits *l);
/* What can be said of it now and could not before the change, and is not open already. Both with
 * their contacts; list prices of changed lines alone. */
size_t intake_look_again(struct arena *a, const struct intake *was, const struct intake *now,
			 const struct finding *open, size_t n_open, struct finding *out);
/* One of the fresh ones says the same, and worse. */
bool finding_is_outdone(const struct finding *f, const struct finding *fresh, size_t n);
bool contact_is_complete(const struct contact *c); /* a street with a number, and a town */
/* What a postcode typed in another way should be; NULL: it is right, or nobody can say. */
char *postcode_of(struct arena *a, const char *country, const char *typed);
bool postcode_fits(const char *country, const char *typed);
/* The source that a customer's note speaks of, by the shop's list "word=source, word=source";
 * NULL: none. */
const char *source_of_note(struct arena *a, const char *list, const char *note);

/* ---- use cases ---- */
enum finding_answer {
	FINDING_ACCEPT,
	FINDING_PASS,
	FINDING_CANCEL,       /* of a duplicate: this one */
	FINDING_CANCEL_OTHER, /* the other one */
	FINDING_ANSWER__MAX
};
extern const char *const finding_answer_word[FINDING_ANSWER__MAX];
/* Accepts what is proposed, says that it is right so (of a duplicate: that both are wanted), or
 * cancels one of two. What was held or reviewed for nothing but what is settled by now goes on.
 * ORDER_NOT_NOW: nothing is proposed, or it was settled already. */
enum order_refusal order_settle_finding(struct work *w, struct order_ref r, uint64_t finding_id,
					enum finding_answer how, bool may_price,
					struct order_answer *out)
	__attribute__((warn_unused_result));
/* Open ones of an order with what is proposed, as a tree; one statement, and one for contacts. */
cJSON *order_findings_view(struct work *w, const struct order *o, const struct contact *c);
/* ---- inside the use cases of orders ---- */
/* Looks at an order that is being placed; returns what was found, n of it. */
struct finding *order_intake(struct work *w, const struct order *o, const struct contact *c,
			     size_t *n);
struct order_before { /* an order and its contact as they were */
	const struct order *order;
	const struct contact *contact;
};
/* The order was changed: what cannot be said of it any more is settled, what could not be said of
 * it before (was NULL: nobody looks for that) is found as if it were placed so, and it goes on or
 * stops by what is left. Before order_save. */
void order_look_again(struct work *w, struct order *o, const struct order_before *was);
/* A person let it go on from where it was held or in review. */
void order_pass_held(struct work *w, const struct order *o);
void order_pass_reviewed(struct work *w, const struct order *o);
/* It is cancelled: nobody has to look any more. */
void order_drop_findings(struct work *w, const struct order *o);

#endif
