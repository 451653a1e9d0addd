/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rate counts where and when. Pure. */
#include <ctype.h>
#include <string.h>
#include "base/text.h"
#include "tax/tax.h"

/* What does not count in a postcode. */
static const char *skip(const char *s)
{
	while (*s == ' ' || *s == '-')
		s++;
	return s;
}

static bool begins_with(const char *postcode, const char *prefix)
{
	for (;;) {
		prefix = skip(prefix);
		postcode = skip(postcode);
		if (!*prefix)
			return true;
		if (toupper((unsigned char)*prefix++) != toupper((unsigned char)*postcode++))
			return false;
	}
}

static size_t length(const char *prefix)
{
	size_t n = 0;

	while (*(prefix = skip(prefix))) {
		prefix++;
		n++;
	}
	return n;
}

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

/*	country		everywhere else: where it is not the shop's own
 *	region		all of the country: where none is asked for
 *	postcode	all of the region: where none is asked for */
static bool is_in(const struct tax_zone *z, const struct tax_place *p, const char *home)
{
	const char *country = *or_empty(p->country) ? p->country : home;

	if (*z->country ? strcmp(z->country, country) != 0 : strcmp(home, country) == 0)
		return false;
	if (*z->region && !text_equal_ci(z->region, or_empty(p->region)))
		return false;
	return begins_with(or_empty(p->postal), z->postal);
}

static bool counts_at(const struct tax_zone *z, struct instant at)
{
	return (instant_is_none(z->from) || z->from.us <= at.us) &&
	       (instant_is_none(z->until) || at.us < z->until.us);
}

/* A postcode is nearer than a region, a region than a country, a country than everywhere else. */
static size_t nearness(const struct tax_zone *z)
{
	enum { COUNTRY = 1, REGION = 2, POSTAL = 4 };

	return (size_t)(*z->country ? COUNTRY : 0) + (size_t)(*z->region ? REGION : 0) +
	       POSTAL * length(z->postal);
}

/*	class zero			0
 *	the narrowest zone has a rate	that
 *	the next one has		that
 *	none has			as at home */
int tax_rate(const struct tax_zone *zones, size_t n, const struct tax_place *p, const char *home,
	     struct instant at, enum tax_class c, int home_bp)
{
	const struct tax_zone *best = NULL;

	if (c == TAX_ZERO)
		return 0;
	for (size_t i = 0; i < n; i++) {
		const struct tax_zone *z = &zones[i];

		if (z->rate_bp[c] == TAX_NO_RATE || !counts_at(z, at) || !is_in(z, p, home))
			continue;
		if (!best || nearness(z) > nearness(best))
			best = z;
	}
	return best ? best->rate_bp[c] : home_bp;
}

static bool ends_before(const struct tax_zone *a, const struct tax_zone *b)
{
	return !instant_is_none(a->until) && !instant_is_none(b->from) && a->until.us <= b->from.us;
}

bool tax_zones_clash(const struct tax_zone *a, const struct tax_zone *b)
{
	return strcmp(a->country, b->country) == 0 && text_equal_ci(a->region, b->region) &&
	       length(a->postal) == length(b->postal) && begins_with(a->postal, b->postal) &&
	       !ends_before(a, b) && !ends_before(b, a);
}
