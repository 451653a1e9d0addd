/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who answered what, counted. Pure: no I/O, no clock. */
#include <string.h>
#include "feedback/survey.h"

enum { STEPS = 20, FEW_NUMBERS = 100 };

void survey_tally_init(struct survey_tally *t, struct arena *a)
{
	*t = (struct survey_tally){ .arena = a, .n_slots = 256 };
	t->slot = arena_array_of(a, t->n_slots, size_t);
}

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ (h >> 29);
}

static uint64_t hash_of(const struct survey_count *c)
{
	uint64_t h = mix(mix((uint64_t)c->part, (uint64_t)c->num), (uint64_t)c->answer);

	for (const char *p = c->value; *p; p++)
		h = mix(h, (unsigned char)*p);
	return h;
}

static bool is_same(const struct survey_count *a, const struct survey_count *b)
{
	return a->part == b->part && a->num == b->num && a->answer == b->answer &&
	       !strcmp(a->value, b->value);
}

/* Where it stands, or would. */
static size_t *slot_of(const struct survey_tally *t, const struct survey_count *c)
{
	size_t i = hash_of(c) & (t->n_slots - 1);

	while (t->slot[i] && !is_same(&t->v[t->slot[i] - 1], c))
		i = (i + 1) & (t->n_slots - 1);
	return &t->slot[i];
}

static void grow(struct survey_tally *t)
{
	size_t cap = t->cap ? t->cap * 2 : 128;

	t->v = arena_grow(t->arena, t->v, t->cap * sizeof *t->v, cap * sizeof *t->v);
	t->cap = cap;
	if (t->n_slots >= cap * 2)
		return;
	t->n_slots = cap * 2;
	t->slot = arena_array_of(t->arena, t->n_slots, size_t);
	for (size_t i = 0; i < t->n; i++)
		*slot_of(t, &t->v[i]) = i + 1;
}

void survey_tally_add(struct survey_tally *t, const struct survey_count *c)
{
	size_t *slot;

	if (t->n == t->cap)
		grow(t);
	slot = slot_of(t, c);
	if (*slot) {
		t->v[*slot - 1].n += c->n;
		return;
	}
	t->v[t->n] = *c;
	*slot = ++t->n;
}

int64_t survey_tally_get(const struct survey_tally *t, enum survey_part part, int num,
			 const char *value, int64_t answer)
{
	struct survey_count c = { part, num, value, answer, 0 };
	size_t at = *slot_of(t, &c);

	return at ? t->v[at - 1].n : 0;
}

/* ---- what one answer counts as ---- */

int64_t survey_bucket(const struct survey_question *q, int64_t value)
{
	int64_t width = (q->most - q->least) / STEPS + 1;
	struct civil c;

	if (q->kind == SURVEY_NUMBER)
		return q->most - q->least <= FEW_NUMBERS
			       ? value
			       : q->least + (value - q->least) / width * width;
	if (q->kind != SURVEY_DATE)
		return value;
	c = instant_to_utc((struct instant){ value * INSTANT_DAY });
	return c.year * INT64_C(12) + c.month - 1;
}

struct one { /* an answer, and the part it is counted in */
	struct survey_tally *t;
	const struct survey_question *q;
	const struct survey_answer *a;
	int sign;
};

static void add(const struct one *o, enum survey_part part, const char *value, int64_t answer,
		int64_t n)
{
	survey_tally_add(o->t,
			 &(struct survey_count){ part, o->q->num, value, answer, n * o->sign });
}

static void add_answer(const struct one *o, enum survey_part part, const char *value)
{
	if (o->a->skipped) {
		add(o, part, value, ANSWER_SKIPPED, 1);
		return;
	}
	add(o, part, value, ANSWER_ALL, 1);
	if (o->q->kind == SURVEY_TEXT)
		return;
	if (o->q->kind == SURVEY_NUMBER)
		add(o, part, value, ANSWER_SUM, o->a->value);
	if (o->q->kind != SURVEY_MULTIPLE) {
		add(o, part, value, survey_bucket(o->q, o->a->value), 1);
		return;
	}
	for (int i = 0; i < SURVEY_CHOICES; i++)
		if (o->a->value >> i & 1)
			add(o, part, value, i + 1, 1);
}

/* By what else they said: each choice of it. */
static void add_crossed(const struct one *o, const struct survey_question *with,
			const struct survey_answer *said)
{
	struct arena *a = o->t->arena;

	if (said->skipped || with->num == o->q->num || !survey_is_counted(with->kind))
		return;
	if (with->kind != SURVEY_MULTIPLE) {
		add_answer(o, PART_ANSWER,
			   arena_printf(a, "%d:%lld", with->num, (long long)said->value));
		return;
	}
	for (int i = 0; i < SURVEY_CHOICES; i++)
		if (said->value >> i & 1)
			add_answer(o, PART_ANSWER, arena_printf(a, "%d:%d", with->num, i + 1));
}

static void add_facts(const struct one *o, const struct survey_facts *f, const char *month)
{
	const char *const word[] = { f->carrier, f->channel, f->region, f->tier };
	static const enum survey_part part[] = { PART_CARRIER, PART_CHANNEL, PART_REGION,
						 PART_TIER };

	add_answer(o, PART_ALL, "");
	add_answer(o, PART_MONTH, month);
	add_answer(o, PART_LANG, lang_tag[f->lang]);
	for (size_t i = 0; i < f->n_skus; i++)
		add_answer(o, PART_PRODUCT, f->sku[i]);
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (word[i])
			add_answer(o, part[i], word[i]);
}

void survey_tally_response(struct survey_tally *t, const struct survey_form *f,
			   const struct survey_answers *a, const struct survey_facts *facts,
			   struct instant at, int sign)
{
	struct civil c = instant_to_local(at);
	const char *month = arena_printf(t->arena, "%04d-%02d", c.year, c.month);

	for (size_t i = 0; i < a->n; i++) {
		struct one o = { t, survey_question_of(f, a->v[i].num), &a->v[i], sign };

		if (!o.q)
			continue;
		add_facts(&o, facts, month);
		for (size_t k = 0; survey_is_counted(o.q->kind) && k < a->n; k++) {
			const struct survey_question *with = survey_question_of(f, a->v[k].num);

			if (with)
				add_crossed(&o, with, &a->v[k]);
		}
	}
}

/* ---- scores ---- */

struct score survey_score(const struct survey_tally *t, const struct survey_question *q,
			  enum survey_part part, const char *value)
{
	uint64_t count[11] = { 0 };
	int least, most;

	survey_scale(q->kind, &least, &most);
	for (int i = least; i <= most; i++)
		count[i - least] = (uint64_t)survey_tally_get(t, part, q->num, value, i);
	if (q->kind == SURVEY_NPS)
		return score_nps_of(count);
	return q->kind == SURVEY_CSAT ? score_csat(count) : score_ces(count);
}
