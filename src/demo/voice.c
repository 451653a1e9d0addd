/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What customers say of orders that arrived, fit for what was in them: share/demo/reviews.tsv. */
#include <string.h>
#include "base/fail.h"
#include "base/text.h"
#include "demo/shop.h"
#include "feedback/feedback.h"

enum {
	VOICES_MAX = 128,
	ANSWERS_PER_MILLE = 340,
	LATE_DAYS = 14,
	VOICE = 0x766f, /* whose dice these are */
	ANONYMOUS_PER_MILLE = 250,
	RATES_PER_MILLE = 700
};

static const struct good *good_of(const struct shop *s, const char *code)
{
	for (size_t i = 0; code && i < s->goods.n; i++)
		if (!strcmp(s->goods.v[i].code, code))
			return &s->goods.v[i];
	return NULL;
}

/* More people are content than are not, and what is about this very thing is said rather. */
static int weight_of(const struct shop *s, size_t row, const struct good *g)
{
	static const int by_stars[REVIEW_STARS + 1] = { 0, 2, 3, 5, 14, 26 };
	const char *about = table_text(&s->voices, row, "about");
	int weight = by_stars[table_int(&s->voices, row, "stars", REVIEW_STARS)];

	if (!strcmp(about, "any"))
		return weight;
	if (!strcmp(about, "food"))
		return !strcmp(g->category, "Pantry") ? 2 * weight : 0;
	return text_starts_with(g->product, about) ? 5 * weight : 0;
}

static unsigned tags_of(const struct shop *s, size_t row)
{
	const char *p = table_text(&s->voices, row, "tags");
	unsigned tags = 0;

	while (*p) {
		size_t len = strcspn(p, " ");
		int i = 0;

		while (i < REVIEW_TAG__MAX && (strlen(review_tag_word[i]) != len ||
					       memcmp(review_tag_word[i], p, len) != 0))
			i++;
		if (i == REVIEW_TAG__MAX)
			fail("demo: %s: no such tag: %s", s->voices.path, p);
		tags |= 1U << i;
		p += len + strspn(p + len, " ");
	}
	return tags;
}

static bool rate(const struct shop *s, const struct order_line *l, enum lang lang, struct dice *d,
		 struct review_draft *out)
{
	const struct good *g = good_of(s, l->sku_code);
	int weights[VOICES_MAX] = { 0 };
	size_t rows = s->voices.n_rows < VOICES_MAX ? s->voices.n_rows : VOICES_MAX, row;
	const char *body;

	if (!g || l->delivered == 0 || !dice_says(d, RATES_PER_MILLE))
		return false;
	for (size_t i = 0; i < rows; i++)
		weights[i] = weight_of(s, i, g);
	row = dice_weighted(d, weights, rows);
	if (row == rows)
		return false;
	body = table_text(&s->voices, row, lang == LANG_ZH ? "zh" : "en");
	*out = (struct review_draft){ .line_id = l->id,
				      .stars = table_int(&s->voices, row, "stars", REVIEW_STARS),
				      .tags = tags_of(s, row),
				      .body = *body ? body : NULL };
	return true;
}

/* Who rates one thing low thinks no better of the rest. */
static int whole_stars(struct dice *d, int lowest)
{
	int stars = dice_says(d, 850) ? dice_between(d, lowest, REVIEW_STARS) : 0;

	return stars;
}

static void say(struct shop *s, const struct order *o, struct dice *d)
{
	struct review_draft items[BASKET_MAX];
	struct talk_draft t = { .order_id = o->id,
				.version = -1,
				.lang = o->lang,
				.channel =
					dice_says(d, 600) ? FEEDBACK_BY_LINK : FEEDBACK_IN_ACCOUNT,
				.anonymous = dice_says(d, ANONYMOUS_PER_MILLE),
				.heard = dice_says(d, 450) ? dice_below(d, HEARD_OF__MAX) : -1,
				.items = items };
	int lowest = REVIEW_STARS;
	size_t wrong;

	for (size_t i = 0; i < o->n_lines && t.n_items < BASKET_MAX; i++)
		if (rate(s, &o->lines[i], o->lang, d, &items[t.n_items]))
			t.n_items++;
	for (size_t i = 0; i < t.n_items; i++)
		lowest = items[i].stars < lowest ? items[i].stars : lowest;
	t.delivery = whole_stars(d, lowest > 3 ? 3 : lowest);
	t.service = whole_stars(d, lowest);
	/* TALK_EMPTY: they opened the page and closed it again */
	if (talk_say(&s->work, &t, &wrong) > TALK_EMPTY)
		fail("demo: a customer could not say what they think");
}

void voices_add(struct shop *s)
{
	for (size_t i = 0; i < s->n_errands; i++) {
		struct dice d = dice_of(s->seed, VOICE, i);
		struct instant at;
		struct order *o;

		if (!dice_says(&d, ANSWERS_PER_MILLE) ||
		    !order_get(&s->work, s->errands[i].id, &o) || instant_is_none(o->delivered_at))
			continue;
		at = instant_add(o->delivered_at,
				 dice_time(&d, INSTANT_DAY, LATE_DAYS * INSTANT_DAY));
		if (at.us >= s->end.us)
			continue;
		s->work.now = at;
		s->work.past = true;
		s->work.actor = (struct actor){ ACTOR_CUSTOMER, o->customer_id };
		say(s, o, &d);
		arena_reset(s->work.arena);
	}
	s->work.now = s->end;
	s->work.past = false;
}
