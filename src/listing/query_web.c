/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list's query as it is written, and its chips. */
#include <string.h>
#include "base/buf.h"
#include "base/json.h"
#include "listing/listing.h"
#include "web/web.h"

struct pair {
	const struct listing_part *part;
	const char *value;
};
struct pairs {
	struct pair *v;
	size_t n;
};

static struct pairs pairs_of(const struct request *req, const struct listing *l)
{
	const struct params *q = &req->query;
	struct pairs out = { arena_array_of(req->arena, q->n + 1, struct pair), 0 };

	for (size_t k = 0; k < l->n_parts; k++)
		for (size_t i = 0; i < q->n; i++) {
			const char *value = q->v[i].value;
			if (!strcmp(q->v[i].name, l->parts[k].name) &&
			    value[strspn(value, " \t\r\n")])
				out.v[out.n++] = (struct pair){ &l->parts[k], value };
		}
	return out;
}

/* Without one of them, and without all of a name. */
static const char *query_text(struct arena *a, const struct listing *l, const struct pairs *p,
			      const struct pair *without, const char *besides)
{
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; i < p->n; i++) {
		const char *name = p->v[i].part->name;
		if (&p->v[i] == without || (besides && !strcmp(name, besides)))
			continue;
		buf_addf(&b, "%s%s=", b.len ? "&" : "", name);
		url_encode(&b, p->v[i].value);
	}
	return b.len ? b.p : l->whole;
}

const char *listing_query(const struct request *req, const struct listing *l, const char *without)
{
	struct pairs p = pairs_of(req, l);

	return query_text(req->arena, l, &p, NULL, without);
}

/* A value that is none, on a page that says so, is shown as it was typed. */
static const char *chip_kind(const struct listing *l, const struct pair *one)
{
	for (size_t k = 0; k < l->n_kinds; k++) {
		const struct listing_kind *kind = &l->kinds[k];

		if (strcmp(one->part->chip, kind->name) != 0)
			continue;
		for (int i = 0; kind->words && i < kind->n; i++)
			if (strcmp(one->value, kind->words[i]) == 0)
				return kind->name;
		return kind->words ? "text" : kind->name;
	}
	return "text";
}

static void add_chip(const struct request *req, const struct listing *l, const struct pairs *p,
		     const struct pair *one, cJSON *list)
{
	cJSON *chip = json_append_object(list);
	const char *kind = chip_kind(l, one);

	json_add_text(chip, "name", one->part->name);
	for (size_t i = 0; i < l->n_kinds; i++)
		json_add_text(chip, l->kinds[i].name,
			      strcmp(kind, l->kinds[i].name) ? NULL : one->value);
	json_add_text(chip, "without", query_text(req->arena, l, p, one, NULL));
}

cJSON *listing_chips(const struct request *req, const struct listing *l)
{
	struct pairs p = pairs_of(req, l);
	cJSON *list = json_array();

	for (size_t i = 0; i < p.n; i++)
		if (p.v[i].part->chip)
			add_chip(req, l, &p, &p.v[i], list);
	return list;
}

bool listing_asks(const struct request *req, const char *name, const char *value)
{
	for (size_t i = 0; i < req->query.n; i++)
		if (!strcmp(req->query.v[i].name, name) && !strcmp(req->query.v[i].value, value))
			return true;
	return false;
}

void listing_add_choice(const struct request *req, const char *name, const char *value, cJSON *list)
{
	cJSON *one = json_append_object(list);

	json_add_text(one, "value", value);
	json_add_bool(one, "chosen", listing_asks(req, name, value));
}

void listing_add_choices(const struct request *req, const char *name, const char *const *words,
			 int n, cJSON *list)
{
	for (int i = 0; i < n; i++)
		listing_add_choice(req, name, words[i], list);
}
