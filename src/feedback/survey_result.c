/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counting what was answered: folded by the worker once it rests, and until then as the page is
 * made. */
#include "feedback/survey_store.h"

/* What changed later may still be on its way. */
#define REST (10 * INSTANT_MINUTE)

struct batch {
	struct survey_response *r;
	size_t n;
	struct survey_answer *a;
	uint64_t *whose;
	size_t n_answers;
};

/* The questions as each was asked, by version: those of few versions come again and again. */
struct versions {
	struct survey_form form;
	int version;
};

static void tally_batch(struct work *w, uint64_t survey_id, const struct batch *b,
			struct survey_tally *t)
{
	struct versions known = { .version = 0 };
	size_t at = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct survey_response *r = &b->r[i];
		struct survey_answers mine = { .n = 0 };
		struct survey_facts facts;

		if (known.version != r->version) {
			survey_store_questions(w, survey_id, r->version, &known.form);
			known.version = r->version;
		}
		while (at < b->n_answers && b->whose[at] < r->id)
			at++;
		for (; at < b->n_answers && b->whose[at] == r->id; at++)
			if (mine.n < SURVEY_QUESTIONS)
				mine.v[mine.n++] = b->a[at];
		survey_facts_read(w->arena, r->facts, &facts);
		survey_tally_response(t, &known.form, &mine, &facts, r->created_at, 1);
	}
}

/* b->r: by id, rising */
static void read_answers(struct work *w, uint64_t survey_id, struct batch *b)
{
	b->a = count_store_answers(w, survey_id, b->r[0].id, b->r[b->n - 1].id, &b->whose,
				   &b->n_answers);
}

/* ---- the worker's ---- */

struct folding {
	uint64_t survey_id;
	struct instant before;
	size_t n;
};

static int fold(struct work *w, void *arg)
{
	struct folding *f = arg;
	struct survey_tally t;
	struct batch b;

	b.r = count_store_waiting(w, f->survey_id, f->before, &b.n);
	f->n = b.n;
	if (b.n == 0)
		return 0;
	read_answers(w, f->survey_id, &b);
	survey_tally_init(&t, w->arena);
	tally_batch(w, f->survey_id, &b, &t);
	count_store_add(w, f->survey_id, &t);
	count_store_folded(w, b.r, b.n);
	return 0;
}

bool feedback_fold_surveys(struct work *w)
{
	struct folding f = { .before = instant_add(w->now, -REST) };

	f.survey_id = count_store_next(w, f.before);
	if (!f.survey_id)
		return false;
	work_transaction(w, fold, &f);
	return f.n > 0;
}

/* ---- the page's ---- */

static void turn(struct survey_response *v, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct survey_response one = v[i];

		v[i] = v[n - 1 - i];
		v[n - 1 - i] = one;
	}
}

void survey_result_read(struct work *w, const struct survey *s, enum survey_part part,
			struct survey_result *out)
{
	struct batch b;

	*out = (struct survey_result){ .is_behind = false };
	survey_tally_init(&out->tally, w->arena);
	survey_store_ever(w, s->id, &out->form);
	count_store_read(w, s->id, PART_ALL, &out->tally);
	/* beside it all stands how it went */
	count_store_read(w, s->id, part == PART_ALL ? PART_MONTH : part, &out->tally);
	b.r = count_store_live(w, s->id, &b.n);
	if (b.n == SURVEY_LIVE)
		out->waiting = count_store_behind(w, s->id) - SURVEY_LIVE;
	out->is_behind = out->waiting > 0;
	if (b.n == 0)
		return;
	turn(b.r, b.n);
	read_answers(w, s->id, &b);
	tally_batch(w, s->id, &b, &out->tally);
}
