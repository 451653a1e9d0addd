/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who orders when. Some orders are there to show a state; all others follow the rhythm of their
 * customers. */
#include "base/fail.h"
#include "base/money.h"
#include "demo/shop.h"

enum { STREAM_ERRAND = 2, STREAM_RHYTHM = 3, STREAM_CAST = 4 };
enum {
	MONTHS_IN_DAYS = 548,
	CHURN_PER_MILLE = 260,
	BUSY_SHARE = 25,
	OPEN_LEAST = 3,
	OPEN_MOST = 6
};

static const struct {
	int gap, expected; /* days; orders in eighteen months, in tenths */
} rhythms[RHYTHM__MAX] = {
	[WEEKLY] = { 7, 640 },   [FORTNIGHTLY] = { 14, 320 }, [MONTHLY] = { 30, 140 },
	[SEASONAL] = { 75, 50 }, [ONCE] = { 0, 12 },
};

static void add(struct shop *s, size_t person, const struct life *life, struct instant at)
{
	size_t i = s->n_errands++;

	s->errands[i] = (struct errand){
		.person = person, .life = life, .at = at, .dice = dice_of(s->seed, STREAM_ERRAND, i)
	};
	queue_add(s, STEP_PLACE, at, i, 0);
}

static int64_t an_hour(struct dice *d)
{
	return dice_time(d, 25 * INSTANT_MINUTE, 95 * INSTANT_MINUTE);
}

/* ---- those that show a state ---- */

static int wanted(const struct shop *s, const struct life *l)
{
	int share = (int)((int64_t)s->n_orders * l->per_mille / 1000);

	return share > l->least ? share : l->least;
}

struct casting {
	struct dice dice;
	size_t next, n_busy; /* the busy ones are served in turn */
	int left;            /* orders that the one whose turn it is still gets */
};

/* Large orders are the companies'; what is open comes in handfuls to a few, and the rest to
 * anybody. */
static size_t cast(struct shop *s, struct casting *c, const struct life *l)
{
	const struct people *p = &s->people;

	if (l->basket == BASKET_LARGE && p->n_companies > 0)
		return 2 + (size_t)dice_below(&c->dice, (int)p->n_companies);
	if (!l->open || l->basket == BASKET_LARGE || c->next == c->n_busy)
		return 2 + p->n_companies +
		       (size_t)dice_below(&c->dice, (int)(p->n - 2 - p->n_companies));
	if (c->left-- > 0)
		return c->next < 2 ? c->next : c->next + p->n_companies;
	c->next++;
	c->left = c->next < 2 ? OPEN_MOST : dice_between(&c->dice, OPEN_LEAST, OPEN_MOST);
	return cast(s, c, l);
}

static struct instant when(const struct shop *s, struct casting *c, const struct life *l)
{
	return instant_add(day_at(s->today, 0, 0),
			   -dice_time(&c->dice, l->from_h * INSTANT_HOUR, l->to_h * INSTANT_HOUR));
}

static int show_states(struct shop *s)
{
	struct casting c = { .dice = dice_of(s->seed, STREAM_CAST, 0),
			     .n_busy = s->people.n / BUSY_SHARE + 2,
			     .left = OPEN_MOST };
	int most = 0, n = 0;

	for (size_t i = 0; i < n_lives; i++)
		most = wanted(s, &lives[i]) > most ? wanted(s, &lives[i]) : most;
	/* One of each kind in turn, so that a handful is never all the same. */
	for (int round = 0; round < most; round++) {
		for (size_t i = 0; i < n_lives; i++) {
			const struct life *l = &lives[i];
			struct instant at;
			size_t person;

			if (round >= wanted(s, l))
				continue;
			person = cast(s, &c, l);
			at = when(s, &c, l);
			add(s, person, l, at);
			n++;
			if (!l->twice)
				continue;
			add(s, person, l, instant_add(at, an_hour(&c.dice)));
			n++;
		}
	}
	return n;
}

/* ---- those of every day ---- */

static const struct life *everyday_life(struct dice *d)
{
	int weights[64];

	if (n_lives > sizeof weights / sizeof *weights)
		fail("demo: too many lives");
	for (size_t i = 0; i < n_lives; i++)
		weights[i] = lives[i].weight;
	return &lives[dice_weighted(d, weights, n_lives)];
}

/* The n-th last order of somebody who orders every `gap` days, a little early or late. */
static struct instant rhythm_time(struct shop *s, int64_t last_day, int gap, int n, struct dice *d)
{
	int64_t day = last_day - (int64_t)n * gap + dice_between(d, -gap / 5, gap / 5),
		first = s->today - MONTHS_IN_DAYS;

	day = day < first ? first + dice_below(d, 30) : day;
	return day_order_time(day < s->today ? day : s->today - 1, d);
}

/* More people know the shop each month. */
static int64_t some_day(struct shop *s, struct dice *d)
{
	int a = dice_below(d, MONTHS_IN_DAYS), b = dice_below(d, MONTHS_IN_DAYS);

	return s->today - 1 - (a < b ? a : b);
}

/* `left`: there is room for another one, which *n counts. */
static void add_everyday(struct shop *s, size_t person, struct instant at, struct dice *d,
			 bool left, int *n)
{
	const struct life *l = everyday_life(d);

	if (!l->twice || !left) {
		add(s, person, l->twice ? &lives[0] : l, at);
		return;
	}
	at = day_between(instant_local_day(at), 18, 21, d);
	add(s, person, l, at);
	add(s, person, l, instant_add(at, an_hour(d)));
	(*n)++;
}

static void follow_rhythm(struct shop *s, size_t person, int n)
{
	const struct person *p = &s->people.v[person];
	struct dice d = dice_of(s->seed, STREAM_RHYTHM, person);
	int gap = rhythms[p->rhythm].gap;
	int64_t last = s->today - 1 - dice_below(&d, gap > 1 ? gap : 1);

	if (gap * n > MONTHS_IN_DAYS)
		gap = MONTHS_IN_DAYS / n;
	if (person > 1 && dice_says(&d, CHURN_PER_MILLE))
		last -= dice_below(&d, MONTHS_IN_DAYS - gap * n + 1);
	for (int i = 0; i < n; i++) {
		struct instant at = p->rhythm == ONCE ? day_order_time(some_day(s, &d), &d)
						      : rhythm_time(s, last, gap, i, &d);

		add_everyday(s, person, at, &d, i + 1 < n, &i);
	}
}

/* Everybody orders once; what is left goes by rhythm. */
static void share_out(struct shop *s, int n)
{
	size_t people = s->people.n;
	int64_t *weights = arena_array_of(s->arena, people, int64_t),
		*parts = arena_array_of(s->arena, people, int64_t);

	for (size_t i = 0; i < people; i++)
		weights[i] = rhythms[s->people.v[i].rhythm].expected - 10;
	money_split(n - (int)people, weights, people, parts);
	for (size_t i = 0; i < people; i++)
		follow_rhythm(s, i, 1 + (int)parts[i]);
}

void plan_orders(struct shop *s)
{
	int left;

	s->errands = arena_array_of(s->arena, (size_t)s->n_orders, struct errand);
	left = s->n_orders - show_states(s);
	if (left < (int)s->people.n)
		fail("demo: %d orders are too few for %zu customers", s->n_orders, s->people.n);
	share_out(s, left);
}
