/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is asked what, and what may be asked. Pure: no I/O, no clock. */
#include <string.h>
#include "feedback/survey.h"

bool survey_is_score(enum survey_kind k)
{
	return k == SURVEY_NPS || k == SURVEY_CSAT || k == SURVEY_CES;
}

bool survey_is_choice(enum survey_kind k)
{
	return k == SURVEY_SINGLE || k == SURVEY_MULTIPLE;
}

bool survey_is_counted(enum survey_kind k)
{
	return survey_is_score(k) || survey_is_choice(k);
}

void survey_scale(enum survey_kind k, int *least, int *most)
{
	*least = k == SURVEY_NPS ? 0 : 1;
	*most = k == SURVEY_NPS ? 10 : k == SURVEY_CSAT ? 5 : 7;
}

bool survey_may_skip(const struct survey_question *q)
{
	return !q->required || q->kind == SURVEY_TEXT || q->kind == SURVEY_NUMBER ||
	       q->kind == SURVEY_DATE;
}

size_t survey_limit(const struct survey *s)
{
	return s->audience == AFTER_AN_ORDER ? SURVEY_AFTER_ORDER : SURVEY_QUESTIONS;
}

/* ---- choices ---- */

/* The next line that is not empty, from *at on; its length, 0 at the end. */
static size_t next_line(const char **at)
{
	const char *p = *at + strspn(*at, "\r\n ");
	size_t len = strcspn(p, "\r\n");

	while (len > 0 && p[len - 1] == ' ')
		len--;
	*at = p;
	return len;
}

const char *survey_choice(const char *choices, size_t place, size_t *len)
{
	const char *p = choices ? choices : "";

	for (size_t i = 1; (*len = next_line(&p)) > 0; i++) {
		if (i == place)
			return p;
		p += *len;
	}
	return p;
}

size_t survey_choice_count(const char *choices)
{
	const char *p = choices ? choices : "";
	size_t n = 0, len;

	for (; (len = next_line(&p)) > 0; p += len)
		n++;
	return n;
}

/* ---- conditions ---- */

const struct survey_question *survey_question_of(const struct survey_form *f, int num)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->q[i].num == num)
			return &f->q[i];
	return NULL;
}

const struct survey_answer *survey_answer_of(const struct survey_answers *a, int num)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->v[i].num == num)
			return &a->v[i];
	return NULL;
}

/* Whole numbers of at most 12 digits. */
static bool read_number(const char *text, int64_t *out)
{
	size_t n = text ? strspn(text, "0123456789") : 0;

	if (n < 1 || n > 12 || text[n])
		return false;
	*out = 0;
	for (size_t i = 0; i < n; i++)
		*out = *out * 10 + (text[i] - '0');
	return true;
}

static enum survey_holds yes(bool holds)
{
	return holds ? HOLDS_YES : HOLDS_NO;
}

static enum survey_holds number_holds(const struct survey_rule *r, bool is_known, int64_t is)
{
	int64_t wanted;

	if (!is_known || !read_number(r->value, &wanted))
		return HOLDS_NO;
	switch (r->op) {
	case OP_IS:
		return yes(is == wanted);
	case OP_NOT:
		return yes(is != wanted);
	case OP_LEAST:
		return yes(is >= wanted);
	case OP_MOST:
		return yes(is <= wanted);
	case SURVEY_OP__MAX:
		break;
	}
	return HOLDS_NO;
}

/* One of several words; what is not known is neither the one nor the other. */
static enum survey_holds word_holds(const struct survey_rule *r, const char *const *words, size_t n,
				    bool is_known)
{
	bool has = false;

	if (!is_known || !r->value || r->op > OP_NOT)
		return HOLDS_NO;
	for (size_t i = 0; i < n; i++)
		has = has || !strcmp(words[i], r->value);
	return yes(has == (r->op == OP_IS));
}

static enum survey_holds answer_holds(const struct survey_rule *r, const struct survey_form *f,
				      const struct survey_answers *a)
{
	const struct survey_question *q = survey_question_of(f, r->num);
	const struct survey_answer *is = survey_answer_of(a, r->num);
	int64_t wanted;

	if (!q)
		return HOLDS_NO;
	if (!is)
		return HOLDS_LATER;
	if (is->skipped)
		return HOLDS_NO;
	if (q->kind != SURVEY_MULTIPLE)
		return number_holds(r, q->kind != SURVEY_TEXT && q->kind != SURVEY_DATE, is->value);
	if (!read_number(r->value, &wanted) || wanted < 1 || wanted > SURVEY_CHOICES ||
	    r->op > OP_NOT)
		return HOLDS_NO;
	return yes(((is->value >> (wanted - 1)) & 1) == (r->op == OP_IS));
}

enum survey_holds survey_holds(const struct survey_rule *r, const struct survey_form *f,
			       const struct survey_answers *a, const struct survey_facts *facts)
{
	const char *lang = lang_tag[facts->lang];

	switch (r->about) {
	case ABOUT_NOTHING:
		return HOLDS_YES;
	case ABOUT_ANSWER:
		return answer_holds(r, f, a);
	case ABOUT_SKU:
		return word_holds(r, facts->sku, facts->n_skus, facts->has_order);
	case ABOUT_CARRIER:
		return word_holds(r, &facts->carrier, 1, facts->carrier != NULL);
	case ABOUT_CHANNEL:
		return word_holds(r, &facts->channel, 1, facts->channel != NULL);
	case ABOUT_REGION:
		return word_holds(r, &facts->region, 1, facts->region != NULL);
	case ABOUT_AMOUNT:
		return number_holds(r, facts->has_order, facts->amount);
	case ABOUT_ORDERS:
		return number_holds(r, facts->has_customer, facts->orders);
	case ABOUT_TAG:
		return word_holds(r, facts->tag, facts->n_tags, facts->has_customer);
	case ABOUT_LANG:
		return word_holds(r, &lang, 1, true);
	case SURVEY_ABOUT__MAX:
		break;
	}
	return HOLDS_NO;
}

/* All of them; one that does not hold decides, whatever the others wait for. */
static enum survey_holds asked(const struct survey_question *q, const struct survey_form *f,
			       const struct survey_answers *a, const struct survey_facts *facts)
{
	enum survey_holds all = HOLDS_YES;

	for (int i = 0; i < SURVEY_RULES; i++) {
		enum survey_holds one = survey_holds(&q->rule[i], f, a, facts);

		if (one == HOLDS_NO)
			return HOLDS_NO;
		all = one == HOLDS_LATER ? one : all;
	}
	return all;
}

/* ---- the way through ---- */

struct survey_way_through survey_path(const struct survey_form *f, const struct survey_answers *a,
				      const struct survey_facts *facts, size_t limit)
{
	struct survey_way_through p = { .done = true };

	for (size_t i = 0; i < f->n && p.most < limit; i++) {
		enum survey_holds h = asked(&f->q[i], f, a, facts);

		if (h == HOLDS_NO)
			continue;
		p.most++;
		if (!p.done)
			continue;
		p.num[p.n++] = f->q[i].num;
		p.done = survey_answer_of(a, f->q[i].num) != NULL;
	}
	return p;
}

size_t survey_drop_unasked(const struct survey_form *f, struct survey_answers *a,
			   const struct survey_facts *facts, size_t limit, int gone[])
{
	struct survey_answers kept = { .n = 0 };
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		const struct survey_answer *is = survey_answer_of(a, f->q[i].num);

		if (!is)
			continue;
		/* by what stays of those before it */
		if (kept.n < limit && asked(&f->q[i], f, &kept, facts) == HOLDS_YES)
			kept.v[kept.n++] = *is;
		else
			gone[n++] = is->num;
	}
	*a = kept;
	return n;
}

/* ---- what may be published ---- */

/* The choices, or the scale, of the question that a condition is about. */
static bool fits_answer(const struct survey_question *of, const struct survey_rule *r)
{
	int least = 1, most = (int)survey_choice_count(of->choices[LANG_EN]);
	int64_t v;

	if (!read_number(r->value, &v))
		return false;
	if (of->kind == SURVEY_NUMBER)
		return true;
	if (survey_is_score(of->kind))
		survey_scale(of->kind, &least, &most);
	else if (r->op > OP_NOT)
		return false;
	return v >= least && v <= most;
}

static enum survey_flaw rule_flaw(const struct survey_form *f, size_t i,
				  const struct survey_rule *r)
{
	const struct survey_question *of;
	int64_t v;

	switch (r->about) {
	case ABOUT_NOTHING:
		return FLAW_NONE;
	case ABOUT_ANSWER:
		of = survey_question_of(f, r->num);
		if (!of || of->place >= f->q[i].place || of->kind == SURVEY_TEXT ||
		    of->kind == SURVEY_DATE)
			return FLAW_RULE_ABOUT;
		return fits_answer(of, r) ? FLAW_NONE : FLAW_RULE_VALUE;
	case ABOUT_AMOUNT:
	case ABOUT_ORDERS:
		return read_number(r->value, &v) ? FLAW_NONE : FLAW_RULE_VALUE;
	case ABOUT_LANG:
		if (r->value && strcmp(r->value, lang_tag[LANG_EN]) != 0 &&
		    strcmp(r->value, lang_tag[LANG_ZH]) != 0)
			return FLAW_RULE_VALUE;
		break;
	case ABOUT_SKU:
	case ABOUT_CARRIER:
	case ABOUT_CHANNEL:
	case ABOUT_REGION:
	case ABOUT_TAG:
	case SURVEY_ABOUT__MAX:
		break;
	}
	return r->value && *r->value && r->op <= OP_NOT ? FLAW_NONE : FLAW_RULE_VALUE;
}

static enum survey_flaw choices_flaw(const struct survey_question *q)
{
	size_t en = survey_choice_count(q->choices[LANG_EN]);
	size_t zh = survey_choice_count(q->choices[LANG_ZH]);

	if (!survey_is_choice(q->kind))
		return FLAW_NONE;
	if (en != zh)
		return en && zh ? FLAW_CHOICES : FLAW_LANGUAGE;
	if (en < 2)
		return FLAW_FEW_CHOICES;
	return en > SURVEY_CHOICES ? FLAW_MANY_CHOICES : FLAW_NONE;
}

enum survey_flaw survey_flaw_of(const struct survey_form *f, size_t i)
{
	const struct survey_question *q = &f->q[i];
	enum survey_flaw flaw;

	if (q->kind != SURVEY_NPS && (!q->text[LANG_EN] || !q->text[LANG_ZH]))
		return FLAW_LANGUAGE;
	flaw = choices_flaw(q);
	if (flaw == FLAW_NONE && q->kind == SURVEY_NUMBER && q->least >= q->most)
		flaw = FLAW_RANGE;
	for (int k = 0; flaw == FLAW_NONE && k < SURVEY_RULES; k++)
		flaw = rule_flaw(f, i, &q->rule[k]);
	return flaw;
}

bool survey_goes_on(const struct survey_question *was, const struct survey_question *is)
{
	size_t n = survey_choice_count(was->choices[LANG_EN]);

	if (was->kind != is->kind || was->least != is->least || was->most != is->most)
		return false;
	if (!survey_is_choice(was->kind))
		return true;
	if (survey_choice_count(is->choices[LANG_EN]) < n)
		return false;
	/* a slip may be mended in one of the languages */
	for (size_t i = 1; i <= n; i++) {
		bool same = false;

		for (int l = 0; l < LANG__MAX; l++) {
			size_t a, b;
			const char *x = survey_choice(was->choices[l], i, &a);
			const char *y = survey_choice(is->choices[l], i, &b);

			same = same || (a == b && !memcmp(x, y, a));
		}
		if (!same)
			return false;
	}
	return true;
}

/* ---- who may begin ---- */

/*	the first that fits					what
 *
 *	it is a draft, or stopped				over
 *	as many began as should					full
 *	once a customer, and nobody knows who they are		who
 *	else							may
 *
 * Who has answered goes on with that answer, where they may once.
 */
enum survey_refusal survey_may_begin(const struct survey *s, bool knows_customer)
{
	if (s->state != SURVEY_OPEN || s->version == 0)
		return SURVEY_IS_OVER;
	if (s->quota > 0 && s->begun >= s->quota)
		return SURVEY_FULL;
	return s->often == ONCE_A_CUSTOMER && !knows_customer ? SURVEY_WHO : SURVEY_OK;
}
