/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What acts do to somebody's lots of points: which adds what stands in member/book.h. */
#include "member/book.h"

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Adds an entry, and what it says to the lot and the sums. */
static void enter(struct member_book *b, struct member_lot *l, struct member_entry e)
{
	if (!e.pending && !e.usable && !e.lapsed && !e.debt)
		return;
	e.lot_id = l->id;
	l->pending += e.pending;
	l->usable += e.usable;
	l->lapsed += e.lapsed;
	l->changed = true;
	b->pending += e.pending;
	b->usable += e.usable;
	b->debt += e.debt;
	b->entries[b->n_entries++] = e;
}

struct member_lot *book_add_lot(struct member_book *b, uint64_t id, uint64_t order_id)
{
	struct member_lot *l = &b->lots[b->n_lots++];

	*l = (struct member_lot){ .id = id,
				  .order_id = order_id,
				  .release_at = INSTANT_NONE,
				  .usable_at = INSTANT_NONE,
				  .expires_at = INSTANT_NONE,
				  .is_new = true,
				  .changed = true };
	return l;
}

void book_settle(struct member_book *b)
{
	for (size_t i = 0; i < b->n_lots && b->debt > 0; i++) {
		struct member_lot *l = &b->lots[i];
		int64_t n = least(l->usable, b->debt);

		enter(b, l,
		      (struct member_entry){ .kind = POINTS_SETTLED, .usable = -n, .debt = -n });
	}
}

static void reverse(struct member_book *b, struct member_lot *l, int64_t n)
{
	struct member_entry e = { .kind = POINTS_REVERSED, .cause_id = l->entry_id };

	e.pending = -least(n, l->pending);
	n += e.pending;
	e.usable = -least(n, l->usable);
	n += e.usable;
	/* what expired did nobody any good */
	e.lapsed = -least(n, l->lapsed);
	e.debt = n + e.lapsed;
	enter(b, l, e);
}

void book_set_due(struct member_book *b, struct member_lot *l, int64_t due)
{
	int64_t more = due - l->earned;

	l->earned = due;
	if (more < 0)
		reverse(b, l, -more);
	else if (instant_is_none(l->usable_at))
		enter(b, l, (struct member_entry){ .kind = POINTS_EARNED, .pending = more });
	else
		enter(b, l, (struct member_entry){ .kind = POINTS_EARNED, .usable = more });
	book_settle(b);
}

void book_release(struct member_book *b, struct member_lot *l, struct instant now,
		  struct instant expires)
{
	l->release_at = INSTANT_NONE;
	l->usable_at = now;
	l->expires_at = expires;
	l->changed = true;
	enter(b, l,
	      (struct member_entry){
		      .kind = POINTS_RELEASED, .pending = -l->pending, .usable = l->pending });
	book_settle(b);
}

void book_expire(struct member_book *b, struct instant now)
{
	for (size_t i = 0; i < b->n_lots; i++) {
		struct member_lot *l = &b->lots[i];

		if (instant_is_none(l->expires_at) || l->expires_at.us > now.us)
			continue;
		enter(b, l,
		      (struct member_entry){
			      .kind = POINTS_EXPIRED, .usable = -l->usable, .lapsed = l->usable });
	}
}

bool book_take(struct member_book *b, enum member_entry_kind kind, int64_t points, const char *why)
{
	if (points <= 0 || points > b->usable)
		return false;
	for (size_t i = 0; i < b->n_lots && points > 0; i++) {
		struct member_lot *l = &b->lots[i];
		int64_t n = least(l->usable, points);

		enter(b, l, (struct member_entry){ .kind = kind, .usable = -n, .why = why });
		points -= n;
	}
	return true;
}

void book_give(struct member_book *b, struct member_lot *l, int64_t points, const char *why,
	       struct instant now, struct instant expires)
{
	l->usable_at = now;
	l->expires_at = expires;
	l->earned = points;
	enter(b, l, (struct member_entry){ .kind = POINTS_GIVEN, .usable = points, .why = why });
	book_settle(b);
}

void book_invite(struct member_book *b, struct member_lot *l, int64_t points, struct instant now,
		 struct instant expires)
{
	l->usable_at = now;
	l->expires_at = expires;
	l->earned = points;
	enter(b, l, (struct member_entry){ .kind = POINTS_INVITED, .usable = points });
	book_settle(b);
}

void book_part(struct member_book *b, struct member_lot *l, struct instant now,
	       struct instant expires)
{
	int64_t over = -b->debt;

	l->usable_at = now;
	l->expires_at = expires;
	enter(b, l, (struct member_entry){ .kind = POINTS_PARTED, .usable = over, .debt = over });
}

void book_return(struct member_book *b, struct member_lot *l, int64_t points, struct instant now,
		 struct instant expires)
{
	l->usable_at = now;
	l->expires_at = expires;
	enter(b, l, (struct member_entry){ .kind = POINTS_RETURNED, .usable = points });
	book_settle(b);
}

struct instant member_expiry(struct instant from, int64_t months)
{
	struct civil c = instant_to_local(from);
	int64_t month = c.month + months;

	if (months <= 0)
		return INSTANT_NONE;
	return instant_from_local(&(struct civil){
		.year = c.year + (int)(month / 12), .month = (int)(month % 12) + 1, .day = 1 });
}
