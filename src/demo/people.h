/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who buys in the demo shop: names, addresses, habits; share/demo/names.tsv and places.tsv. */
#ifndef REGULARS_DEMO_PEOPLE_H
#define REGULARS_DEMO_PEOPLE_H

#include "app.h"
#include "customer/customer.h"
#include "demo/dice.h"
#include "demo/goods.h"

enum rhythm { WEEKLY, FORTNIGHTLY, MONTHLY, SEASONAL, ONCE, RHYTHM__MAX };
enum distance { SAME_CITY, NEAR, COUNTRY, FAR, DISTANCE__MAX };

struct home {
	struct contact_draft contact;
	enum distance distance;
	const char *city, *district; /* as carriers write them */
};
#define FAVOURITES 5
struct person {
	struct home homes[2];    /* of who moves house: before and after */
	struct instant moves_at; /* INSTANT_NONE: stays */
	enum rhythm rhythm;
	bool company, has_account;
	int price_per_mille;           /* of the list price: companies have contracts */
	size_t favourites[FAVOURITES]; /* goods they buy again and again */
	struct instant bought[FAVOURITES];
	size_t n_favourites;
	uint64_t id;     /* 0: has not ordered yet */
	size_t *waiting; /* their orders that wait to be packed */
	size_t n_waiting, room;
};
struct people {
	struct person *v;
	size_t n, n_companies;
	const char *surnames_zh[96]; /* carriers' people have names too */
	int n_surnames;
};
/* The first two are those one signs in as: a regular who reads Chinese, and one who reads English.
 */
struct people people_make(struct arena *a, const char *dir, const struct goods *g, size_t n,
			  uint64_t seed, struct instant from, struct instant to);
const struct home *person_home(const struct person *p, struct instant t);

#endif
