/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making people up: each from a stream of numbers of their own. */
#include "demo/people.h"

#include <string.h>
#include "base/fail.h"
#include "base/text.h"

enum { STREAM_PERSON = 1, NAMES_MAX = 400, COMPANIES_MAX = 40 };
enum {
	ENGLISH_PER_MILLE = 120,
	EMAIL_PER_MILLE = 860,
	ACCOUNT_PER_MILLE = 620,
	MOVES_PER_MILLE = 100
};

struct names {
	const struct table *t;
	size_t surnames[NAMES_MAX], given[NAMES_MAX], english[NAMES_MAX], companies[COMPANIES_MAX];
	int n_surnames, n_given, n_english, n_companies;
};

struct making {
	struct arena *arena;
	struct table names_table, places;
	struct names names;
	int *place_weights;
	const struct goods *goods;
	struct people *people;
	struct instant from, to;
};

static void take_name(size_t *list, int *n, int max, size_t row)
{
	if (*n < max)
		list[(*n)++] = row;
}

static void sort_names(struct making *m)
{
	struct names *s = &m->names;

	s->t = &m->names_table;
	for (size_t i = 0; i < s->t->n_rows; i++) {
		const char *kind = table_text(s->t, i, "kind");

		if (strcmp(kind, "surname") == 0)
			take_name(s->surnames, &s->n_surnames, NAMES_MAX, i);
		else if (strcmp(kind, "given") == 0)
			take_name(s->given, &s->n_given, NAMES_MAX, i);
		else if (strcmp(kind, "english") == 0)
			take_name(s->english, &s->n_english, NAMES_MAX, i);
		else if (strcmp(kind, "company") == 0)
			take_name(s->companies, &s->n_companies, COMPANIES_MAX, i);
		else
			fail("%s:%zu: no such kind of name: %s", s->t->path, i + 2, kind);
	}
	if (!s->n_surnames || !s->n_given || !s->n_english || !s->n_companies)
		fail("%s: names of a kind are missing", s->t->path);
}

/* ---- where ---- */

static enum distance distance_of(const struct table *places, size_t row)
{
	static const char *const near[] = { "浙江省", "上海市", "江苏省" };
	static const char *const far[] = { "甘肃省",      "新疆维吾尔自治区", "黑龙江省",
					   "吉林省",      "辽宁省",           "海南省",
					   "贵州省",      "广西壮族自治区",   "云南省",
					   "内蒙古自治区" };
	const char *province = table_text(places, row, "province_zh");

	if (strcmp(table_text(places, row, "city_zh"), "杭州市") == 0)
		return SAME_CITY;
	for (size_t i = 0; i < sizeof near / sizeof *near; i++) {
		if (strcmp(province, near[i]) == 0)
			return NEAR;
	}
	for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
		if (strcmp(province, far[i]) == 0)
			return FAR;
	}
	return COUNTRY;
}

/* Most customers live around the shop. */
static void weigh_places(struct making *m)
{
	static const int weights[DISTANCE__MAX] = { 9, 2, 1, 1 };

	m->place_weights = arena_array_of(m->arena, m->places.n_rows, int);
	for (size_t i = 0; i < m->places.n_rows; i++)
		m->place_weights[i] = weights[distance_of(&m->places, i)];
}

static const char *street_of(struct making *m, size_t place, enum lang l, bool company,
			     struct dice *d)
{
	const char *street =
		table_text(&m->places, place, l == LANG_ZH ? "street_zh" : "street_en");
	int number = dice_between(d, 1, 480), house = dice_between(d, 1, 28),
	    room = dice_between(d, 1, 18) * 100 + dice_between(d, 1, 6);

	if (l == LANG_ZH && company)
		return arena_printf(m->arena, "%s %d 号 1 层", street, number);
	if (l == LANG_ZH)
		return arena_printf(m->arena, "%s %d 号 %d 幢 %d 室", street, number, house, room);
	return arena_printf(m->arena, "Room %d, Building %d, %d %s", room, house, number, street);
}

static struct home home_at(struct making *m, const struct contact_draft *who, size_t place,
			   bool company, struct dice *d)
{
	bool zh = who->lang == LANG_ZH;
	struct home h = { .contact = *who,
			  .distance = distance_of(&m->places, place),
			  .city = table_text(&m->places, place, "city_zh"),
			  .district = table_text(&m->places, place, "district_zh") };

	h.contact.country = "CN";
	h.contact.province = table_text(&m->places, place, zh ? "province_zh" : "province_en");
	h.contact.city = table_text(&m->places, place, zh ? "city_zh" : "city_en");
	h.contact.district = table_text(&m->places, place, zh ? "district_zh" : "district_en");
	h.contact.street = street_of(m, place, who->lang, company, d);
	h.contact.postcode = table_text(&m->places, place, "postcode");
	return h;
}

/* A company stands in the city its name begins with. */
static size_t place_of_company(struct making *m, size_t name, struct dice *d)
{
	const char *company = table_text(m->names.t, name, "zh");

	for (size_t i = 0; i < m->places.n_rows; i++) {
		if (strncmp(table_text(&m->places, i, "city_zh"), company, strlen("杭州")) == 0)
			return i;
	}
	return dice_weighted(d, m->place_weights, m->places.n_rows);
}

/* ---- who ---- */

static char *slug(struct arena *a, const char *name)
{
	char *s = arena_strdup(a, name), *to = s;

	for (const char *from = name; *from; from++) {
		char c = *from >= 'A' && *from <= 'Z' ? (char)(*from - 'A' + 'a') : *from;

		/* as the syllable is typed */
		if (strncmp(from, "ü", strlen("ü")) == 0)
			c = 'v';
		if (c >= 'a' && c <= 'z')
			*to++ = c;
		else if (c == ' ' && to > s && to[-1] != '.')
			*to++ = '.';
	}
	*to = '\0';
	return s;
}

/* The number tells namesakes apart. */
static const char *email_of(struct making *m, const char *name, size_t n)
{
	return arena_printf(m->arena, "%s%zu@mail.example", slug(m->arena, name), n);
}

static const char *first_word(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strcspn(s, " "));
}

static void name_english(struct making *m, size_t n, struct contact_draft *c, struct dice *d)
{
	const struct names *s = &m->names;
	const char *one = table_text(s->t, s->english[dice_below(d, s->n_english)], "en");
	const char *other = table_text(s->t, s->english[dice_below(d, s->n_english)], "en");

	c->name = arena_printf(m->arena, "%s%s", first_word(m->arena, one), strchr(other, ' '));
	c->lang = LANG_EN;
	c->email = email_of(m, c->name, n);
}

static void name_chinese(struct making *m, size_t n, struct contact_draft *c, struct dice *d)
{
	const struct names *s = &m->names;
	size_t surname = s->surnames[dice_below(d, s->n_surnames)],
	       given = s->given[dice_below(d, s->n_given)];

	c->name = arena_printf(m->arena, "%s%s", table_text(s->t, surname, "zh"),
			       table_text(s->t, given, "zh"));
	c->lang = LANG_ZH;
	if (dice_says(d, EMAIL_PER_MILLE))
		c->email = email_of(m,
				    arena_printf(m->arena, "%s %s", table_text(s->t, given, "en"),
						 table_text(s->t, surname, "en")),
				    n);
}

/* Numbers that are nobody's: 139 0000 and the person's own. */
static struct contact_draft contact_of(struct making *m, size_t n, struct dice *d)
{
	struct contact_draft c = { .phone = arena_printf(m->arena, "1390000%04zu", n + 1) };

	if (dice_says(d, ENGLISH_PER_MILLE))
		name_english(m, n, &c, d);
	else
		name_chinese(m, n, &c, d);
	return c;
}

static void be_company(struct making *m, size_t which, size_t n, struct person *p, struct dice *d)
{
	size_t name = m->names.companies[which];
	struct contact_draft c = contact_of(m, n, d);

	c.lang = LANG_ZH;
	c.name = table_text(m->names.t, name, "zh");
	c.email = email_of(m, first_word(m->arena, table_text(m->names.t, name, "en")), n);
	p->company = p->has_account = true;
	p->rhythm = dice_says(d, 500) ? FORTNIGHTLY : MONTHLY;
	p->price_per_mille = dice_between(d, 880, 979);
	p->homes[0] = home_at(m, &c, place_of_company(m, name, d), true, d);
	p->moves_at = INSTANT_NONE;
}

static void be_somebody(struct making *m, size_t n, struct person *p, struct dice *d)
{
	static const int rhythms[RHYTHM__MAX] = { 40, 110, 250, 260, 340 };
	struct contact_draft c = contact_of(m, n, d);

	p->rhythm = (enum rhythm)dice_weighted(d, rhythms, RHYTHM__MAX);
	p->has_account = c.email && dice_says(d, ACCOUNT_PER_MILLE);
	p->price_per_mille = 1000;
	p->homes[0] =
		home_at(m, &c, dice_weighted(d, m->place_weights, m->places.n_rows), false, d);
	p->homes[1] =
		home_at(m, &c, dice_weighted(d, m->place_weights, m->places.n_rows), false, d);
	p->moves_at = INSTANT_NONE;
	if (dice_says(d, MOVES_PER_MILLE))
		p->moves_at = instant_add(m->from, dice_time(d, 0, m->to.us - m->from.us));
}

/* Whoever is shown around in the shop signs in as one of these. */
static void be_known(struct making *m, size_t n, struct person *p, struct dice *d)
{
	static const struct {
		const char *name, *email;
		enum lang lang;
	} known[] = { { "林雨晴", "lin@mail.example", LANG_ZH },
		      { "Maya Patel", "maya@mail.example", LANG_EN } };
	struct contact_draft c = { .name = known[n].name,
				   .email = known[n].email,
				   .lang = known[n].lang,
				   .phone = arena_printf(m->arena, "1390000%04zu", n + 1) };

	p->rhythm = n == 0 ? WEEKLY : FORTNIGHTLY;
	p->has_account = true;
	p->price_per_mille = 1000;
	p->homes[0] = home_at(m, &c, n, false, d);
	p->moves_at = INSTANT_NONE;
}

/* What somebody buys again and again: a few goods, each once. */
static void choose_favourites(struct making *m, struct person *p, struct dice *d)
{
	const struct goods *g = m->goods;
	int *weights = arena_array_of(m->arena, g->n, int);

	for (size_t i = 0; i < g->n; i++) {
		const struct good *v = &g->v[i];
		bool fits = v->reorder_days > 0 && v->kind == PRODUCT_GOODS && !v->made &&
			    !v->pre_order && (p->company || !v->wholesale);
		int weight = p->company && v->wholesale ? 8 * v->popularity : v->popularity;

		weights[i] = fits ? weight : 0;
	}
	for (int k = dice_between(d, 2, FAVOURITES); k > 0; k--) {
		size_t i = dice_weighted(d, weights, g->n);

		p->favourites[p->n_favourites] = i;
		p->bought[p->n_favourites++] = INSTANT_NONE;
		weights[i] = 0;
	}
}

struct people people_make(struct arena *a, const char *dir, const struct goods *g, size_t n,
			  uint64_t seed, struct instant from, struct instant to)
{
	struct people people = { .v = arena_array_of(a, n, struct person), .n = n };
	struct making m = { .arena = a, .goods = g, .people = &people, .from = from, .to = to };

	m.names_table = table_read(a, arena_printf(a, "%s/names.tsv", dir));
	m.places = table_read(a, arena_printf(a, "%s/places.tsv", dir));
	sort_names(&m);
	weigh_places(&m);
	people.n_companies =
		(size_t)m.names.n_companies < n / 25 ? (size_t)m.names.n_companies : n / 25;
	for (size_t i = 0; i < n; i++) {
		struct dice d = dice_of(seed, STREAM_PERSON, i);

		if (i < 2)
			be_known(&m, i, &people.v[i], &d);
		else if (i < 2 + people.n_companies)
			be_company(&m, i - 2, i, &people.v[i], &d);
		else
			be_somebody(&m, i, &people.v[i], &d);
		choose_favourites(&m, &people.v[i], &d);
	}
	for (int i = 0; i < m.names.n_surnames &&
			i < (int)(sizeof people.surnames_zh / sizeof *people.surnames_zh);
	     i++)
		people.surnames_zh[people.n_surnames++] =
			table_text(m.names.t, m.names.surnames[i], "zh");
	return people;
}

const struct home *person_home(const struct person *p, struct instant t)
{
	return &p->homes[!instant_is_none(p->moves_at) && t.us >= p->moves_at.us];
}
