/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tax by destination: places whose rates differ from those of the settings, each for as long as it
 * counts. */
#ifndef REGULARS_TAX_TAX_H
#define REGULARS_TAX_TAX_H

#include "app.h"
#include "catalog/catalog.h"

#define TAX_ZONES_MAX 500
enum { TAX_NO_RATE = -1 };

struct tax_zone {
	uint64_t id;
	const char *country;         /* ISO 3166; "": every country but the shop's own */
	const char *region;          /* province or state, as addresses have it; "": all of them */
	const char *postal;          /* what postcodes begin with; "": all of them */
	struct instant from, until;  /* until is no part of it; none: open */
	int rate_bp[TAX_CLASS__MAX]; /* of a class; TAX_NO_RATE: as it would be without this zone */
	int version;
};
struct tax_place {
	const char *country, *region, *postal; /* NULL or "": not said */
};

/* ---- rules.c ---- */
/* The rate of a class at a place: of the narrowest zone that counts there at this moment and has
 * one, else `home_bp`. home: the shop's own country. */
int tax_rate(const struct tax_zone *zones, size_t n, const struct tax_place *p, const char *home,
	     struct instant at, enum tax_class c, int home_bp);
/* Both are of one place, and count at one time. */
bool tax_zones_clash(const struct tax_zone *a, const struct tax_zone *b);

/* ---- tax.c ---- */
enum tax_refusal {
	TAX_OK,
	TAX_NOT_FOUND,
	TAX_STALE,     /* somebody else changed it */
	TAX_CLASH,     /* another zone is of that place at that time */
	TAX_BACKWARDS, /* it would end before it begins */
	TAX_EMPTY,     /* it has no rate */
	TAX_TOO_MANY
};
/* All of them, by place and time; none without a statement where the settings know of none. */
struct tax_zone *tax_zones(struct work *w, size_t *n);
/* The same as they stand in the database, whatever the settings say. */
struct tax_zone *tax_list(struct work *w, size_t *n);
bool tax_get(struct work *w, uint64_t id, struct tax_zone *out) __attribute__((warn_unused_result));
enum tax_refusal tax_add(struct work *w, const struct tax_zone *z, uint64_t *id)
	__attribute__((warn_unused_result));
/* z->version: what the editor saw. */
enum tax_refusal tax_change(struct work *w, const struct tax_zone *z)
	__attribute__((warn_unused_result));
enum tax_refusal tax_remove(struct work *w, uint64_t id) __attribute__((warn_unused_result));

#endif
