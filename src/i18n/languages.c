/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which languages there are, and which of them a tag or an Accept-Language header means. */
#include <string.h>
#include "base/accept.h"
#include "base/text.h"
#include "i18n/i18n.h"

const char *const lang_tag[LANG__MAX] = { [LANG_EN] = "en", [LANG_ZH] = "zh-CN" };
static const char primary[LANG__MAX][3] = { [LANG_EN] = "en", [LANG_ZH] = "zh" };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool find_primary(const char *s, size_t len, enum lang *out)
{
	char word[3] = { 0 };

	if (len < 2 || (len > 2 && s[2] != '-'))
		return false;
	word[0] = s[0];
	word[1] = s[1];
	for (int l = 0; l < LANG__MAX; l++) {
		if (text_equal_ci(word, primary[l])) {
			*out = (enum lang)l;
			return true;
		}
	}
	return false;
}

bool lang_from_tag(const char *tag, enum lang *out)
{
	size_t len = tag ? strlen(tag) : 0;

	for (size_t i = 0; i < len; i++) {
		if (!is_letter(tag[i]) && tag[i] != '-' && (tag[i] < '0' || tag[i] > '9'))
			return false;
	}
	return find_primary(tag, len, out);
}

/* What a header says of one language: its weight, and which range said so; -1: nothing yet. */
struct liking {
	int q, place;
};

/* "zh-TW;q=0.5, zh": they may read it either way, so the best weight counts. */
static void like(struct liking *l, int q, int place)
{
	if (q > l->q)
		*l = (struct liking){ q, place };
}

/* True: a reads better than b. Equally liked ones stand as in the header. */
static bool is_better(const struct liking *a, const struct liking *b)
{
	return a->q != b->q ? a->q > b->q : a->place < b->place;
}

static bool is_any(const struct accept_range *r)
{
	return r->len == 1 && *r->name == '*';
}

/* "*" speaks for the languages that no other range names. */
static void read_likings(const char *header, struct liking by[LANG__MAX])
{
	struct liking any = { -1, 0 };
	struct accept_range r;
	enum lang l;

	for (int place = 0; accept_next(&header, &r); place++) {
		if (r.has_params)
			continue;
		if (is_any(&r))
			like(&any, r.q, place);
		else if (find_primary(r.name, r.len, &l))
			like(&by[l], r.q, place);
	}
	for (int i = 0; i < LANG__MAX; i++)
		if (by[i].q < 0)
			by[i] = any;
}

/* Nothing said is better than refused (q=0), and the fallback comes first among equals. */
enum lang lang_from_accept(const char *header, enum lang fallback)
{
	struct liking by[LANG__MAX];
	enum lang best = fallback;

	for (int i = 0; i < LANG__MAX; i++)
		by[i] = (struct liking){ -1, 0 };
	read_likings(header ? header : "", by);
	for (int i = 0; i < LANG__MAX; i++) {
		bool refused = by[best].q == 0;

		if (by[i].q > 0 ? by[best].q <= 0 || is_better(&by[i], &by[best])
				: refused && by[i].q < 0)
			best = (enum lang)i;
	}
	return best;
}
