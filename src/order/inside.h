/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of order/ share and nobody else needs. */
#ifndef REGULARS_ORDER_INSIDE_H
#define REGULARS_ORDER_INSIDE_H

#include "catalog/catalog.h"
#include "order/order.h"

enum { ORDER_QUANTITY_MAX = 1000000 };

/* A line of this SKU as it is ordered now; s NULL: there is none of that code. */
enum order_refusal order_take_line(const struct order_draft_line *d, const struct sku *s,
				   const char *currency, struct order_line *l);

/* What the order's customer has of being a member. */
struct order_standing order_standing_of(struct work *w, const struct order *o);
/* It is as it will be, and its row is written: wiring.settled. */
void order_settled(struct work *w, struct order *o);
const struct order *order_copy(struct work *w, const struct order *o);
/* Units of a line that went over already: what belongs to them follows. */
void order_move_units(struct work *w, const struct order *from, struct order_line *l,
		      const struct order *to, struct order_line *n, int q);
/* Removed lines stay as rows, ordered none, for what events and stock moves say of them; nobody
 * reads them as lines any more. */
void order_forget_removed(struct order *o);
/* Both are one now: nobody asks any more whether the same was ordered twice. */
void order_settle_twin(struct work *w, struct order *o, uint64_t twin_id);

/* Settled ones have no id any more. */
void order_finding_settle(struct work *w, struct finding *f, enum finding_state as);
/* One of those that hold (held) was settled, or one of the others: the order goes on where none of
 * them is left among all n. */
void order_findings_go_on(struct work *w, struct order *o, const struct finding *f, size_t n,
			  bool held);

/* made[i]: the catalogue makes line i to order; one statement for 64 lines. */
void order_find_made(struct work *w, const struct order *o, bool *made);
/* Member prices for the lines from this one on that have one and were given no price, if its
 * customer is a member; counted: it is among their orders already. At most one statement. */
void order_take_member_prices(struct work *w, struct order *o, size_t from, bool counted);

/* ---- rate.c ---- */
/* The rates of lines that are new, by where they go; c NULL: to the order's contact. At most two
 * statements, none in a shop without tax zones. Shipping of an order that is new has its own. */
void order_take_tax(struct work *w, struct order *o, const struct contact *c);
/* The rates of all its lines and of shipping when it goes there; true: one is another now, and
 * order_tax_again is next. */
bool order_move_tax(struct work *w, struct order *o, const struct contact_draft *d);

/* ---- promote.c ---- */
/* What promotions take off its lines and fee, which order_price is to be asked for next: those that
 * run (running) and that of the code (NULL: none); of an order that is changed (was) those that it
 * has. ORDER_NO_PROMOTION: out->promotion says why the code does not apply. Eight statements at
 * most; none where nothing runs and no code was given. */
enum order_refusal order_promote(struct work *w, struct order *o, const struct order *was,
				 const char *code, bool running, const struct order_terms *t,
				 struct order_answer *out) __attribute__((warn_unused_result));
/* Those that it has and those that run, each with why it does not apply: promotion_looked_view. Ten
 * statements at most for 64 lines. */
cJSON *order_promotions_looked_view(struct work *w, struct order *o);
bool order_is_promoted(const struct order *o);
/* What it has of them; one statement, none without. */
const struct promotion_use *order_promotions(struct work *w, const struct order *o, size_t *n);
/* {promotions: […]}. Likewise. */
void order_view_promotions(struct work *w, const struct order *o, bool for_customer, cJSON *tree);

const struct order_line *order_find_line(const struct order *o, uint64_t id); /* NULL: none */
/* was NULL: it is new. */
bool order_line_is_changed(const struct order_line *l, const struct order_line *was);
/* Events of the lines that a change set changed, and of the order. */
void order_edit_tell(struct work *w, struct order *o, const struct order *was, const char *why);

cJSON *order_split_view(const struct regroup_answer *a);
cJSON *order_merge_view(const struct regroup_answer *a);
/* What a change set does to an order, as a tree: before, after, the difference, the lines. */
cJSON *order_proposal_view(const struct order *was, const struct order *now);

#endif
