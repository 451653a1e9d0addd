/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hash tables with open addressing; a place holds a number + 1, so that 0 is free. */
#include "exchange/names.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"

enum { PLACES_FIRST = 256 };

/* Places for numbers; full at two thirds. */
struct places {
	uint32_t *v;
	uint32_t mask, used;
};

static void places_make(struct places *p, uint32_t n)
{
	p->v = calloc(n, sizeof *p->v);
	if (!p->v)
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
	p->mask = n - 1;
}

static bool places_are_full(const struct places *p)
{
	return p->used >= (p->mask + 1) / 3 * 2;
}

static uint64_t mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

/* ---- a list that doubles; what it held before goes back at once ---- */

struct list {
	void *v;
	uint32_t n, cap;
};

static void list_room(struct list *l, size_t size)
{
	uint32_t cap = l->cap ? l->cap * 2 : PLACES_FIRST;
	void *v;

	if (l->n < l->cap)
		return;
	if (cap <= l->cap || !(v = realloc(l->v, cap * size)))
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
	l->v = v;
	l->cap = cap;
}

/* ---- names ---- */

struct name {
	const char *text;
	uint32_t len, hash;
};
struct names {
	struct arena *arena;
	struct list list;
	struct places places;
};

static void names_free(void *arg)
{
	struct names *v = arg;

	free(v->list.v);
	free(v->places.v);
}

struct names *names_new(struct arena *a)
{
	struct names *v = arena_new_of(a, struct names);

	v->arena = a;
	places_make(&v->places, PLACES_FIRST);
	arena_defer(a, names_free, v);
	return v;
}

static uint32_t hash_of(const unsigned char *p, size_t len)
{
	uint64_t h = len;

	for (; len >= 8; p += 8, len -= 8) {
		uint64_t part;

		memcpy(&part, p, 8);
		h = mix(h ^ part);
	}
	while (len--)
		h = h * 31 + *p++;
	return (uint32_t)mix(h + 1);
}

/* The place of these bytes, or the free one where they belong. */
static uint32_t *place_of(const struct names *v, const void *p, size_t len, uint32_t hash)
{
	const struct name *all = v->list.v;

	for (uint32_t i = hash;; i++) {
		uint32_t *place = &v->places.v[i & v->places.mask];
		const struct name *n = *place ? &all[*place - 1] : NULL;

		if (!n || (n->hash == hash && n->len == len && memcmp(n->text, p, len) == 0))
			return place;
	}
}

static void grow_names(struct names *v)
{
	const struct name *all = v->list.v;
	struct places bigger = { .used = v->places.used };

	places_make(&bigger, (v->places.mask + 1) * 2);
	for (uint32_t k = 0; k < v->list.n; k++) {
		uint32_t i = all[k].hash;

		while (bigger.v[i & bigger.mask])
			i++;
		bigger.v[i & bigger.mask] = k + 1;
	}
	free(v->places.v);
	v->places = bigger;
}

static const char *copy_of(const struct names *v, const void *p, size_t len)
{
	char *copy = arena_alloc(v->arena, len + 1);

	if (len)
		memcpy(copy, p, len);
	copy[len] = '\0';
	return copy;
}

uint32_t names_add(struct names *v, const void *p, size_t len)
{
	uint32_t hash = hash_of(p, len), *place = place_of(v, p, len, hash);

	if (*place)
		return *place - 1;
	list_room(&v->list, sizeof(struct name));
	((struct name *)v->list.v)[v->list.n++] =
		(struct name){ copy_of(v, p, len), (uint32_t)len, hash };
	*place = v->list.n;
	v->places.used++;
	if (places_are_full(&v->places))
		grow_names(v);
	return v->list.n - 1;
}

uint32_t names_add_text(struct names *v, const char *s)
{
	return names_add(v, s, strlen(s));
}

uint32_t names_find(const struct names *v, const void *p, size_t len)
{
	return *place_of(v, p, len, hash_of(p, len)) - 1;
}

uint32_t names_count(const struct names *v)
{
	return v->list.n;
}

const char *names_text(const struct names *v, uint32_t i)
{
	if (i >= v->list.n)
		fail("exchange: name %u of %u", i, v->list.n);
	return ((const struct name *)v->list.v)[i].text;
}

/* ---- tally ---- */

struct pair {
	uint32_t owner, value, count;
};
struct tally {
	struct list list;
	struct places places;
};

static void tally_free(void *arg)
{
	struct tally *t = arg;

	free(t->list.v);
	free(t->places.v);
}

struct tally *tally_new(struct arena *a)
{
	struct tally *t = arena_new_of(a, struct tally);

	places_make(&t->places, PLACES_FIRST);
	arena_defer(a, tally_free, t);
	return t;
}

static uint32_t pair_hash(uint32_t owner, uint32_t value)
{
	return (uint32_t)mix((uint64_t)owner << 32 | value);
}

static void grow_tally(struct tally *t)
{
	const struct pair *all = t->list.v;
	struct places bigger = { .used = t->places.used };

	places_make(&bigger, (t->places.mask + 1) * 2);
	for (uint32_t k = 0; k < t->list.n; k++) {
		uint32_t i = pair_hash(all[k].owner, all[k].value);

		while (bigger.v[i & bigger.mask])
			i++;
		bigger.v[i & bigger.mask] = k + 1;
	}
	free(t->places.v);
	t->places = bigger;
}

void tally_add(struct tally *t, uint32_t owner, uint32_t value)
{
	for (uint32_t i = pair_hash(owner, value);; i++) {
		uint32_t *place = &t->places.v[i & t->places.mask];
		struct pair *p = *place ? (struct pair *)t->list.v + (*place - 1) : NULL;

		if (p && (p->owner != owner || p->value != value))
			continue;
		if (p) {
			p->count++;
			return;
		}
		list_room(&t->list, sizeof(struct pair));
		((struct pair *)t->list.v)[t->list.n++] = (struct pair){ owner, value, 1 };
		*place = t->list.n;
		t->places.used++;
		if (places_are_full(&t->places))
			grow_tally(t);
		return;
	}
}

void tally_best(const struct tally *t, uint32_t *best, uint32_t n)
{
	const struct pair *all = t->list.v;
	uint32_t *most = calloc(n + 1, sizeof *most);

	if (!most)
		fail_as(FAIL_UNAVAILABLE, 0, "out of memory");
	for (uint32_t i = 0; i < n; i++)
		best[i] = NAME_NONE;
	for (uint32_t k = 0; k < t->list.n; k++) {
		const struct pair *p = &all[k];

		if (p->owner >= n || p->count <= most[p->owner])
			continue;
		most[p->owner] = p->count;
		best[p->owner] = p->value;
	}
	free(most);
}
