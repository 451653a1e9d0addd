/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions: what takes something off orders, by itself or by a code, for as long and as often as
 * the shop says. What an order gets of them is part of its lines' discount. */
#ifndef REGULARS_PROMOTION_PROMOTION_H
#define REGULARS_PROMOTION_PROMOTION_H

#include <cjson/cJSON.h>
#include "app.h"

enum promotion_kind {                     /* as rows have them; rules.c: in which order */
		      PROMOTION_SET,      /* so many units together cost so much */
		      PROMOTION_GET,      /* who buys so many gets so many more for less */
		      PROMOTION_PERCENT,  /* of the items */
		      PROMOTION_AMOUNT,   /* off the items */
		      PROMOTION_SHIPPING, /* off the shipping fee */
		      PROMOTION_BUNDLE,   /* these SKUs together cost so much */
		      PROMOTION_KIND__MAX
};
extern const char *const promotion_kind_word[PROMOTION_KIND__MAX];

/* Why one does not apply, for people beside the field of its code. */
enum promotion_why {
	PROMOTION_FITS,
	PROMOTION_NO_CODE,       /* there is no such code */
	PROMOTION_ENDED,         /* it was ended by hand, or the code was */
	PROMOTION_NOT_YET,       /* it has not begun */
	PROMOTION_OVER,          /* its time is over */
	PROMOTION_USED_UP,       /* as often as it may be */
	PROMOTION_USED_BY_YOU,   /* as often as one customer may */
	PROMOTION_NOT_FIRST,     /* for first orders */
	PROMOTION_NO_ITEM,       /* none of the items is in it */
	PROMOTION_UNDER_MINIMUM, /* its items come to too little */
	PROMOTION_NOTHING,       /* it would take nothing off */
	PROMOTION_LESS,          /* what applies without it takes off more, or as much */
	PROMOTION_NOT_YOURS,     /* the code is somebody else's */
	PROMOTION_NOT_TIER,      /* it is for members of a higher tier */
	PROMOTION_TOO_FEW,       /* too few of its items for a set, a gift or a bundle */
	PROMOTION_WHY__MAX
};
extern const char *const promotion_why_word[PROMOTION_WHY__MAX];

struct promotion_scope {
	uint64_t product_id, category_id; /* one of them; a category with those below it */
	bool is_out;
	uint64_t sku_id; /* of a bundle: neither of them, but one SKU, and … */
	int quantity;    /* … so many of it each time */
};
#define PROMOTION_SCOPES_MAX  200 /* of one */
#define PROMOTION_PARTS_MAX   10  /* SKUs of a bundle */
#define PROMOTION_RUNNING_MAX 100 /* that apply by themselves at a time */

struct promotion {
	uint64_t id;
	const char *name_en, *name_zh, *currency;
	enum promotion_kind kind;
	int64_t amount;     /* minor units: off; of a set or bundle: what it costs; of shipping: at
			       most, 0 all */
	int percent_bp;     /* off; of PROMOTION_GET: off what comes with it, 10000 free */
	int buy, get;       /* units; of a set: buy alone; of PROMOTION_GET buy 0: get in all */
	int64_t minimum;    /* what its items come to at least, before discounts */
	int64_t most;       /* takes off at most; 0: no bound */
	uint64_t sku_id;    /* it is for this SKU alone; 0: as its scopes say */
	uint64_t tier_id;   /* for members of this tier and those above; 0: for everybody */
	int64_t tier_entry; /* where it begins; -1: there is none of this id any more */
	bool of_house;      /* made for a reward, whose codes it gives */
	bool needs_code, is_first, is_alone, gives_back /* its use, when the order is cancelled */;
	struct instant from, until;      /* until is no part of it; none: open */
	int limit_total, limit_customer; /* 0: no limit */
	int used;                        /* uses that hold */
	struct instant ended_at, created_at;
	int version;
	struct promotion_scope *scopes;
	size_t n_scopes;
	/* as a candidate of an order */
	const char *code, *channel;               /* by which it was asked for; NULL: by none */
	int code_limit, code_used;                /* 0: no limit of its own */
	struct instant code_ended_at, code_until; /* code_until: it is no part of it; none: open */
	bool is_for_other;                        /* the code is another customer's alone */
	int used_by_customer;
	bool is_fixed;  /* the order has it, and takes off what it did */
	bool is_agreed; /* the order has it: neither time nor limits are asked again */
};

struct promotion_line {
	uint64_t product_id;
	const char *trail; /* of its category: "/1/7/"; "": none */
	int64_t unit_milli;
	int quantity;
	int64_t amount; /* minor units */
	uint64_t sku_id;
};
struct promotion_case {
	const struct promotion_line *lines;
	size_t n_lines;
	struct instant at;
	bool is_first;          /* the customer ordered nothing before */
	int64_t tier_entry;     /* where the customer's tier begins; -1: they are in none */
	int64_t own;            /* what comes off besides promotions */
	int64_t fee, free_over; /* of shipping; free_over 0: at any amount */
};
/* What one takes off. */
struct promotion_gift {
	size_t of; /* which promotion */
	int64_t amount, shipping;
};
struct promotion_answer {
	struct promotion_gift *gifts;
	size_t n_gifts;
	int64_t *off; /* of each line, by all together */
	int64_t amount, shipping;
	enum promotion_why *why; /* of each promotion; PROMOTION_FITS: it is among the gifts */
};

/* ---- rules.c: pure ---- */
bool promotion_includes(const struct promotion *p, const struct promotion_line *l);
/* Of time, limits, customer, items and minimum alone. */
enum promotion_why promotion_judge(const struct promotion *p, const struct promotion_case *c);
/* What applies of these: all that go together, or one that goes alone, whichever takes off more. */
struct promotion_answer promotion_choose(struct arena *a, const struct promotion *all, size_t n,
					 const struct promotion_case *c);
/* "spring-10 " is "SPRING-10": as codes are kept; NULL: it cannot be one. */
enum { PROMOTION_CODE_MIN = 3, PROMOTION_CODE_MAX = 32 };
const char *promotion_clean_code(struct arena *a, const char *typed);
/* What shipping costs when so much comes off the items. */
int64_t promotion_fee(const struct promotion_case *c, int64_t off);

/* In the order in which they are reckoned: what counts units first, for it takes them whole. */
extern const enum promotion_kind promotion_order[PROMOTION_KIND__MAX];

/* ---- bundle_rules.c: pure ---- */
/* Whether there are enough units for what counts them: a set, a gift, a bundle. */
bool promotion_has_enough(const struct promotion *p, const struct promotion_case *c);
/* What comes off units that cost less together, in thousandths of a minor unit; weight: of each
 * line, what it brings to it. Each whole bundle takes the dearest units there are, as often as that
 * costs less than they do. */
int64_t promotion_bundle_off(struct arena *a, const struct promotion *p,
			     const struct promotion_case *c, const bool *taken, int64_t *weight);

/* ---- give_rules.c: pure ---- */
/* What one takes off, line by line, of what is `left` of each; of lines with `taken` nothing by a
 * set or a gift, which take what they count. */
struct promotion_state {
	int64_t *left, *off; /* off: by all so far */
	bool *taken;
	int64_t amount, shipping;
};
struct promotion_gift promotion_give(struct arena *a, const struct promotion *p,
				     const struct promotion_case *c, struct promotion_state *s);

/* ---- terms.c: what one takes off, said in the same way wherever it stands ---- */
struct promotion_terms {
	const char *const *kinds; /* words */
	int n_kinds, kind;
	int64_t amount, minimum, most; /* 0: none */
	int percent_bp;
	const char *currency;
};
/* is: {<kind>: bool}, kind, amount, percent, minimum, most; null where there is none. */
void promotion_add_terms(struct work *w, cJSON *v, const struct promotion_terms *t);
/* from_at, until_at: the first moment, and the last one before `until`. */
void promotion_add_times(cJSON *v, struct instant from, struct instant until);
/* from, until: the first day and the last, as forms have them. */
void promotion_add_days(struct work *w, cJSON *v, struct instant from, struct instant until);
/* Null where there is none. */
void promotion_add_count(cJSON *v, const char *name, int n);
void promotion_add_name(cJSON *v, const char *name, const char *en, const char *zh);
/* tier: its name; null: none, or it is no more. */
struct tier;
void promotion_add_tier(cJSON *v, uint64_t id, const struct tier *tiers, size_t n);
/* tiers, has_tiers: to choose from; chosen: an id's text, or NULL. One statement. */
void promotion_add_tiers(struct work *w, cJSON *view, const char *chosen);

/* ---- use.c: what orders get; inside their transactions ---- */
struct promotion_use {
	uint64_t promotion_id;
	const char *name_en, *name_zh, *code, *channel; /* code, channel NULL: none */
	int64_t amount, shipping;
	bool counts, is_fixed;
};
/* Those that run by themselves (where running) and that of the code, as an order placed now may use
 * them: those with limits are locked and their counts exact. *why: what is wrong with the code
 * itself. At most five statements; none where nothing runs and no code was given. */
struct promotion *promotion_find(struct work *w, bool running, const char *code,
				 uint64_t customer_id, const char *currency, size_t *n,
				 enum promotion_why *why);
/* Those that the order has, and that of the code besides. */
struct promotion *promotion_find_again(struct work *w, uint64_t order_id, const char *code,
				       uint64_t customer_id, const char *currency, size_t *n,
				       enum promotion_why *why);
/* Those that the order has, and all that run besides, as somebody who looks sees them: nothing is
 * held. At most five statements. */
struct promotion *promotion_look(struct work *w, uint64_t order_id, uint64_t customer_id,
				 const char *currency, size_t *n);
struct promotion_use promotion_use_of(const struct promotion *p, const struct promotion_gift *g);
/* Written down and counted. At most three statements. */
void promotion_take(struct work *w, uint64_t order_id, const struct promotion_use *uses, size_t n);
/* What the order has is this from now on. */
void promotion_take_anew(struct work *w, uint64_t order_id, const struct promotion_use *uses,
			 size_t n);
/* Those that an order shows, in the order in which they came. One statement. */
struct promotion_use *promotion_uses(struct work *w, uint64_t order_id, size_t *n);
/* The order is cancelled, and opened again. */
void promotion_give_back(struct work *w, uint64_t order_id);
void promotion_hold_again(struct work *w, uint64_t order_id);
/* A part of the order went over to another one: what promotions take off each then. Theirs are
 * fixed from then on. */
struct promotion_parts {
	int64_t stays, stays_shipping, goes, goes_shipping;
};
void promotion_split(struct work *w, uint64_t from, uint64_t to, const struct promotion_parts *p);
/* What the order has is fixed, and comes to so much; it came to no less. */
void promotion_fix(struct work *w, uint64_t order_id, int64_t amount, int64_t shipping);
/* ---- codes.c: what others give to one customer alone; inside their transactions ---- */
/* A promotion of the house, that is used by such codes and no others, and given back by cancelled
 * orders. Its id. */
uint64_t promotion_make(struct work *w, struct promotion *p);
/* What customers read of it. */
void promotion_rename(struct work *w, uint64_t id, const char *name_en, const char *name_zh);
/* A code of it that this customer may use once. until: is no part of it; none: open. Who came over
 * to another customer takes their codes along. */
const char *promotion_issue(struct work *w, uint64_t id, uint64_t customer_id,
			    struct instant until);
/* Nobody uses it from now on. False: an order has it. */
bool promotion_withdraw(struct work *w, const char *code) __attribute__((warn_unused_result));
/* The same, whatever orders have. */
void promotion_end_issued(struct work *w, const char *code);

/* Those of an order and those that run: [{id, name, code (null: by itself), has, applies, why}];
 * has: the order has it; applies: an order placed now would. */
cJSON *promotion_looked_view(const struct promotion *all, size_t n, const enum promotion_why *why);
/* [{name, code, channel (for staff), amount, shipping}], each null where it is none. */
cJSON *promotion_uses_view(const struct promotion_use *uses, size_t n, const char *currency,
			   bool for_customer);

#endif
