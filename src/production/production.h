/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making to order: batches of one SKU, each for lines of whoever ordered it. A batch is planned,
 * started, and made (perhaps fewer than planned) or scrapped; what was made goes on the shelf and
 * is kept for its lines at once.
 *
 * Units of started batches are what the lines' in_production counts. A line waits for production
 * as a whole: it may be packed when all of its open units are made. */
#ifndef REGULARS_PRODUCTION_PRODUCTION_H
#define REGULARS_PRODUCTION_PRODUCTION_H

#include "app.h"
#include "order/order.h"

enum production_state {
	PRODUCTION_PLANNED,
	PRODUCTION_STARTED,
	PRODUCTION_MADE,
	PRODUCTION_SCRAPPED, /* nothing came of it */
	PRODUCTION_STATE__MAX
};
extern const char *const production_state_word[PRODUCTION_STATE__MAX];

/* A batch of more lines than AT_ONCE is worked at by a task. */
enum { PRODUCTION_LINES_MAX = 100, PRODUCTION_LINES_AT_ONCE = 24, PRODUCTION_UNITS_MAX = 1000000 };

struct production_line {
	uint64_t order_line_id, order_id;
	int quantity, made;
};
struct production {
	uint64_t id, sku_id;
	const char *number, *sku, *name_en, *name_zh, *note, *why;
	enum production_state state;
	int planned, made, scrapped;
	struct instant due_at, created_at, started_at, finished_at;
	int version;
};

enum production_refusal {
	PRODUCTION_OK,
	PRODUCTION_NOT_FOUND,
	PRODUCTION_STALE,
	PRODUCTION_NOT_NOW, /* of its state: reason */
	PRODUCTION_NO_SKU,
	PRODUCTION_NOTHING,      /* nothing of it is to be made now */
	PRODUCTION_TOO_MANY,     /* lines in one batch, or units */
	PRODUCTION_TOO_FEW,      /* planned for less than its lines need */
	PRODUCTION_LINE,         /* a line cannot be made so: line, reason */
	PRODUCTION_BEYOND,       /* made and scrapped are more than planned */
	PRODUCTION_NEEDS_REASON, /* of what is scrapped, or of nothing being made */
	PRODUCTION_REFUSAL__MAX
};
extern const char *const production_refusal_word[PRODUCTION_REFUSAL__MAX];
struct production_ref {
	uint64_t id;
	int version; /* 0: whatever it is now */
};
struct production_answer {
	struct production *batch;
	size_t line; /* of the draft */
	const char *reason;
	size_t n_lines; /* that the batch has, or would have */
};

/* ---- use cases ---- */
struct production_want {
	uint64_t order_line_id;
	int64_t quantity; /* 0: none of it */
	size_t row;       /* where it stood in what was sent: for errors */
};
struct production_draft {
	const char *sku;
	struct production_want
		*lines; /* n_lines 0: all that may be made of it now, soonest first */
	size_t n_lines;
	size_t most;        /* lines that it takes where none is named; 0: LINES_MAX */
	int64_t planned;    /* 0: what its lines need */
	struct instant due; /* the day it is to be ready; none: nobody knows */
	const char *note;
	bool start; /* at once; else it is only planned */
};
enum production_refusal production_plan(struct work *w, const struct production_draft *d,
					struct production_answer *out)
	__attribute__((warn_unused_result));
/* Whether it would be done, and of how many lines. Nothing is written. */
enum production_refusal production_may_plan(struct work *w, const struct production_draft *d,
					    struct production_answer *out)
	__attribute__((warn_unused_result));
enum production_refusal production_start(struct work *w, struct production_ref r,
					 struct production_answer *out)
	__attribute__((warn_unused_result));
/* What came of it: what was made goes to the lines promised for soonest, the rest on the shelf.
 * Nothing made: it is scrapped, and its lines wait to be made again. */
struct production_result {
	int64_t made, scrapped;
	const char *why;
};
enum production_refusal production_finish(struct work *w, struct production_ref r,
					  const struct production_result *result,
					  struct production_answer *out)
	__attribute__((warn_unused_result));

/* ---- for wiring.c: EVENT_CANCELLED, EVENT_LINE_CANCELLED, EVENT_EDITED, EVENT_WAIT_CHANGED ----
 */
/* What a line needs less is not made for it any more; what is all made waits no more. */
void production_hear(struct work *w, struct order *o, const struct order_event *e);

/* Units of a line go over to one of another order, behind stock and uncounted on either yet: their
 * places in batches go along. */
void production_move_units(struct work *w, const struct order *from, struct order_line *l,
			   const struct order *to, struct order_line *n, int q);

/* ---- reading ---- */
bool production_get(struct work *w, uint64_t id, struct production *out)
	__attribute__((warn_unused_result));

/* Lines that it has now. One statement. */
size_t production_n_lines(struct work *w, uint64_t id);

/* All batches, the newest first, below this id (0: from the newest): some of them, without notes.
 * One statement. */
struct production *production_list_for_file(struct work *w, uint64_t below, size_t *n);

/* ---- rules (production/rules.c): pure ---- */
/* Units of a line that are still to be made, without those that batches have. */
int production_missing(const struct order_line *l);
/* All of its open units are made. */
bool production_is_done(const struct order_line *l);
/* Why so many of a line cannot be made in a batch; in_batches: those that open ones have. NULL:
 * they can. */
const char *production_refuses_line(const struct order *o, const struct order_line *l,
				    int in_batches, int64_t quantity);
const char *production_refuses_start(enum production_state s);
const char *production_refuses_finish(const struct production *p,
				      const struct production_result *r);
enum production_refusal production_result_rule(const struct production *p,
					       const struct production_result *r);
/* Which come first: by the day they are promised for, those without one last; then as ordered. */
struct production_turn {
	struct instant promised;
	uint64_t order_line_id;
};
int production_by_turn(const struct production_turn *a, const struct production_turn *b);
/* How many of `left` units a line gets. */
int production_share(int quantity, int *left);

#endif
