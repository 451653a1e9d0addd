/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever orders earn and lose, whatever is used, given, ends or is taken, and whether two become
 * one and two again: every lot is the sum of its entries, nothing is below zero, nothing is usable
 * while something is owed, the oldest goes first, and no point is lost or made. */
#include <check.h>
#include <string.h>
#include "member/book.h"

enum { SEQUENCES = 1000000, ACTS = 14, LOTS = 24, ORDERS = 4, MONTHS = 2 };

/* The ledger, added up apart from the books. */
struct sums {
	int64_t earned, pending, usable, lapsed, debt, gone;
	int owner; /* of the lot: 0 or 1 */
	bool went; /* from the second to the first, when they became one */
};
struct person {
	struct member_book book;
	struct member_lot lots[LOTS + 1];
	struct member_entry entries[BOOK_ENTRIES(LOTS)];
};
static struct {
	struct person people[2];
	struct sums lots[LOTS + 1]; /* by id */
	int64_t due[2][ORDERS];
	bool has[2][ORDERS];
	uint64_t next_id, state;
	int64_t today;
	bool merged;
	int done[10];
} v;

static unsigned pick(unsigned n)
{
	v.state = v.state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(v.state >> 33) % n;
}

static struct instant now(void)
{
	return (struct instant){ v.today * INSTANT_DAY };
}

static struct instant an_end(void)
{
	return pick(3) ? instant_add(now(), (1 + (int64_t)pick(60)) * INSTANT_DAY) : INSTANT_NONE;
}

static struct member_lot *a_lot(struct member_book *b, uint64_t order)
{
	struct member_lot *l = book_add_lot(b, v.next_id++, order);

	l->entry_id = l->id;
	v.lots[l->id].owner = b == &v.people[1].book;
	return l;
}

/* ---- what must hold ---- */

#define HOLDS(c)                                                                                   \
	do {                                                                                       \
		if (!(c))                                                                          \
			ck_abort_msg("sequence %llu: %s", (unsigned long long)sequence, #c);       \
	} while (0)

static uint64_t sequence;

static void add_up(struct member_book *b)
{
	for (size_t i = 0; i < b->n_entries; i++) {
		const struct member_entry *e = &b->entries[i];
		struct sums *s = &v.lots[e->lot_id];
		bool moves = e->kind == POINTS_EARNED || e->kind == POINTS_GIVEN ||
			     e->kind == POINTS_REVERSED || e->kind == POINTS_PARTED;

		s->pending += e->pending;
		s->usable += e->usable;
		s->lapsed += e->lapsed;
		s->debt += e->debt;
		if (moves)
			s->earned += e->pending + e->usable + e->lapsed - e->debt;
		if (e->kind == POINTS_USED || e->kind == POINTS_TAKEN)
			s->gone -= e->usable;
		HOLDS(e->kind != POINTS_REVERSED || e->cause_id == e->lot_id);
	}
	b->n_entries = 0;
}

static void look(struct member_book *b)
{
	struct sums all = { 0 };

	add_up(b);
	for (size_t i = 0; i < b->n_lots; i++) {
		const struct member_lot *l = &b->lots[i];
		const struct sums *s = &v.lots[l->id];

		HOLDS(l->pending == s->pending && l->usable == s->usable &&
		      l->lapsed == s->lapsed && l->earned == s->earned);
		HOLDS(l->pending >= 0 && l->usable >= 0 && l->lapsed >= 0 && l->earned >= 0);
		HOLDS(l->pending == 0 || instant_is_none(l->usable_at));
		HOLDS(l->order_id == 0 ||
		      l->earned == v.due[l->order_id / 10 - 1][l->order_id % 10]);
		all.earned += s->earned;
		all.pending += s->pending;
		all.usable += s->usable;
		all.lapsed += s->lapsed;
		all.debt += s->debt;
		all.gone += s->gone;
	}
	HOLDS(b->pending == all.pending && b->usable == all.usable && b->debt == all.debt);
	HOLDS(b->debt >= 0 && (b->debt == 0 || b->usable == 0));
	HOLDS(all.earned == all.pending + all.usable + all.lapsed + all.gone - all.debt ||
	      !v.merged);
}

/* Of both together, whoever paid for whom. */
static void look_at_all(void)
{
	struct sums all = { 0 };

	for (uint64_t id = 1; id < v.next_id; id++) {
		all.earned += v.lots[id].earned;
		all.gone += v.lots[id].pending + v.lots[id].usable + v.lots[id].lapsed +
			    v.lots[id].gone - v.lots[id].debt;
	}
	HOLDS(all.earned == all.gone);
}

/* ---- acts ---- */

static void earn(struct member_book *b, int who)
{
	unsigned k = pick(ORDERS);
	/* an order is whose its lot is */
	uint64_t order = (uint64_t)(who + 1) * 10 + k;
	struct member_lot *l = NULL;
	int64_t due = pick(4) ? pick(100) : 0;

	for (size_t i = 0; i < b->n_lots; i++)
		if (b->lots[i].order_id == order)
			l = &b->lots[i];
	if (!l && (due == 0 || v.next_id > LOTS || v.has[who][k]))
		return;
	if (!l) {
		l = a_lot(b, order);
		v.has[who][k] = true;
		/* where they are two again, it goes with its order */
		v.lots[l->id].went = v.merged && who == 1;
	}
	v.due[who][k] = due;
	if (due != l->earned)
		book_set_due(b, l, due);
	v.done[0]++;
}

static void arrive(struct member_book *b)
{
	for (size_t i = 0; i < b->n_lots; i++)
		if (instant_is_none(b->lots[i].usable_at) && pick(2)) {
			book_release(b, &b->lots[i], now(), an_end());
			v.done[1]++;
		}
}

static void use(struct member_book *b)
{
	int64_t points = (int64_t)pick(150) - 5, before = b->usable;
	bool fits = points > 0 && points <= before;
	int64_t left = 0;

	HOLDS(book_take(b, pick(2) ? POINTS_USED : POINTS_TAKEN, points, NULL) == fits);
	HOLDS(b->usable == before - (fits ? points : 0));
	v.done[2] += fits;
	/* whatever an older lot still has, no younger one was asked for */
	for (size_t i = 0; i < b->n_lots; i++) {
		bool asked = false;

		for (size_t k = 0; k < b->n_entries; k++)
			asked = asked || b->entries[k].lot_id == b->lots[i].id;
		HOLDS(!asked || left == 0);
		left += b->lots[i].usable;
	}
}

static void give(struct member_book *b)
{
	if (v.next_id > LOTS)
		return;
	book_give(b, a_lot(b, 0), 1 + pick(60), "x", now(), an_end());
	v.done[3]++;
}

static void end(struct member_book *b)
{
	v.today += pick(40);
	book_expire(b, now());
	v.done[4] += b->n_entries > 0;
	for (size_t i = 0; i < b->n_lots; i++)
		HOLDS(instant_is_none(b->lots[i].expires_at) ||
		      b->lots[i].expires_at.us > now().us || b->lots[i].usable == 0);
}

/* As their accounts are summed up: by whose the lots are. */
static void balance(int who)
{
	struct member_book *b = &v.people[who].book;

	b->pending = b->usable = b->debt = 0;
	for (size_t i = 0; i < b->n_lots; i++) {
		b->pending += v.lots[b->lots[i].id].pending;
		b->usable += v.lots[b->lots[i].id].usable;
		b->debt += v.lots[b->lots[i].id].debt;
	}
	if (b->debt < 0) {
		book_part(b, a_lot(b, 0), now(), an_end());
		v.done[7]++;
	}
	book_settle(b);
	add_up(b);
}

/* The lots of both by whose they are now; each in rising id. */
static void sort_out(const struct member_lot *all, size_t n)
{
	v.people[0].book.n_lots = v.people[1].book.n_lots = 0;
	for (uint64_t id = 1; id < v.next_id; id++)
		for (size_t i = 0; i < n; i++)
			if (all[i].id == id) {
				struct member_book *b = &v.people[v.lots[id].owner].book;
				b->lots[b->n_lots++] = all[i];
			}
}

static void become(bool one)
{
	struct member_lot all[LOTS + 1];
	size_t n = 0;

	if (v.merged == one || v.next_id > LOTS - 2)
		return;
	for (int p = 0; p < 2; p++)
		for (size_t i = 0; i < v.people[p].book.n_lots; i++)
			all[n++] = v.people[p].book.lots[i];
	for (uint64_t id = 1; id < v.next_id; id++) {
		struct sums *s = &v.lots[id];

		if (one)
			s->went = s->owner == 1;
		s->owner = !one && s->went;
	}
	v.merged = one;
	sort_out(all, n);
	balance(0);
	balance(1);
	v.done[one ? 5 : 6]++;
}

static void act(void)
{
	int who = v.merged ? 0 : (int)pick(2);
	struct member_book *b = &v.people[who].book;

	switch (pick(12)) {
	case 0:
	case 1:
	case 2:
		earn(b, (int)pick(2) && v.merged ? 1 : who);
		break;
	case 3:
	case 4:
	case 5:
		arrive(b);
		break;
	case 6:
	case 7:
		use(b);
		break;
	case 8:
		give(b);
		break;
	case 9:
		end(b);
		break;
	case 10:
		become(true);
		break;
	case 11:
		become(false);
		break;
	}
	look(&v.people[0].book);
	look(&v.people[1].book);
}

static void begin(uint64_t seed)
{
	int done[10];

	memcpy(done, v.done, sizeof done);
	memset(v.lots, 0, sizeof v.lots);
	memset(v.due, 0, sizeof v.due);
	memset(v.has, 0, sizeof v.has);
	for (int p = 0; p < 2; p++)
		v.people[p].book = (struct member_book){ .lots = v.people[p].lots,
							 .entries = v.people[p].entries };
	v.next_id = 1;
	v.state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	v.today = 20000;
	v.merged = false;
	memcpy(v.done, done, sizeof done);
}

START_TEST(every_sequence_keeps_the_books)
{
	for (sequence = 1; sequence <= SEQUENCES; sequence++) {
		begin(sequence);
		for (int i = 0; i < ACTS; i++)
			act();
		look_at_all();
	}
	/* each of them was done, and often; that one paid for the other is rare */
	for (int i = 0; i < 8; i++)
		ck_assert_msg(v.done[i] > (i == 7 ? 100 : SEQUENCES / 500), "act %d: %d times", i,
			      v.done[i]);
}
END_TEST

Suite *member_random_suite(void)
{
	Suite *s = suite_create("member_random");
	TCase *t = tcase_create("sequences");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, every_sequence_keeps_the_books);
	suite_add_tcase(s, t);
	return s;
}
