/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of an order may be made, when, and who gets it. Pure: no I/O, no clock. */
#include "production/production.h"

#include <string.h>
#include <sys/param.h>

/* Made units are kept for their line until it is sent: what is kept and not packed is made. */
int production_missing(const struct order_line *l)
{
	int kept = l->reserved - (l->packed - l->shipped);
	int missing = order_line_open(l) - MAX(kept, 0);

	return l->wait == WAIT_PRODUCTION ? MAX(missing, 0) : 0;
}

bool production_is_done(const struct order_line *l)
{
	return l->wait == WAIT_PRODUCTION && l->reserved > 0 && production_missing(l) == 0;
}

/* The first that applies:
 *
 *	the order may not be packed		its reason: cancelled, held, unpaid, in review …
 *	the line waits for something else	not_waiting
 *	more than it still needs		too_many
 */
const char *production_refuses_line(const struct order *o, const struct order_line *l,
				    int in_batches, int64_t quantity)
{
	const char *why = order_refuses(o, ACT_PACK, false);

	if (why)
		return why;
	if (l->wait != WAIT_PRODUCTION || !order_line_ships(l) || l->sku_id == 0)
		return "not_waiting";
	return quantity > production_missing(l) - in_batches ? "too_many" : NULL;
}

const char *production_refuses_start(enum production_state s)
{
	return s == PRODUCTION_PLANNED ? NULL : "already_started";
}

/* A planned one can only be given up. */
const char *production_refuses_finish(const struct production *p, const struct production_result *r)
{
	if (p->state == PRODUCTION_STARTED)
		return NULL;
	if (p->state == PRODUCTION_PLANNED)
		return r->made + r->scrapped > 0 ? "not_started" : NULL;
	return "already_finished";
}

/* What is said of a batch:
 *
 *	more than was planned			refused
 *	something scrapped, or nothing made	with a reason
 */
enum production_refusal production_result_rule(const struct production *p,
					       const struct production_result *r)
{
	if (r->made < 0 || r->scrapped < 0 || r->made + r->scrapped > p->planned)
		return PRODUCTION_BEYOND;
	if ((r->scrapped > 0 || r->made == 0) && !r->why)
		return PRODUCTION_NEEDS_REASON;
	return PRODUCTION_OK;
}

int production_by_turn(const struct production_turn *a, const struct production_turn *b)
{
	bool a_none = instant_is_none(a->promised), b_none = instant_is_none(b->promised);

	if (a_none != b_none)
		return a_none ? 1 : -1;
	if (a->promised.us != b->promised.us)
		return a->promised.us < b->promised.us ? -1 : 1;
	return a->order_line_id < b->order_line_id ? -1 : a->order_line_id > b->order_line_id;
}

int production_share(int quantity, int *left)
{
	int gets = quantity < *left ? quantity : *left;

	*left -= gets;
	return gets;
}
