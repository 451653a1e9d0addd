/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tax zones: added, changed, removed, each written down. How many there are stands in the setting
 * `tax_zones`: a shop without any asks for none when an order is placed. */
#include "audit.h"
#include "setting.h"
#include "tax/store.h"

struct tax_zone *tax_list(struct work *w, size_t *n)
{
	return tax_store_list(w, n);
}

struct tax_zone *tax_zones(struct work *w, size_t *n)
{
	*n = 0;
	return w->app->settings.tax_zones > 0 ? tax_store_list(w, n) : NULL;
}

bool tax_get(struct work *w, uint64_t id, struct tax_zone *out)
{
	return tax_store_get(w, id, out);
}

/* ---- in words, for the audit log ---- */

static const char *rate_words(struct work *w, const struct tax_zone *z)
{
	const char *words = "";

	for (int c = 0; c < TAX_CLASS__MAX; c++)
		if (c != TAX_ZERO && z->rate_bp[c] != TAX_NO_RATE)
			words = arena_printf(w->arena, "%s %s %d.%02d %%", words, tax_class_word[c],
					     z->rate_bp[c] / 100, z->rate_bp[c] % 100);
	return words;
}

static const char *day_words(struct work *w, struct instant t)
{
	struct civil c;

	if (instant_is_none(t))
		return "";
	c = instant_to_local(t);
	return arena_printf(w->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static const char *words_of(struct work *w, const struct tax_zone *z)
{
	if (!z)
		return NULL;
	return arena_printf(w->arena, "%s/%s/%s%s %s–%s", *z->country ? z->country : "*", z->region,
			    z->postal, rate_words(w, z), day_words(w, z->from),
			    day_words(w, z->until));
}

static void write_down(struct work *w, const struct tax_zone *was, const struct tax_zone *is)
{
	size_t n;

	(void)tax_store_list(w, &n);
	(void)!setting_put(w->db, w->arena, "tax_zones", arena_printf(w->arena, "%zu", n), w->now);
	w->app->settings_due = 0;
	audit_write(w, &(struct audit){ .kind = AUDIT_SETTING_CHANGED,
					.who = w->actor,
					.about = "setting",
					.was = words_of(w, was),
					.became = words_of(w, is) });
}

/* ---- what may not be ---- */

static enum tax_refusal judge(struct work *w, const struct tax_zone *z)
{
	size_t n;
	const struct tax_zone *all = tax_store_list(w, &n);

	if (z->rate_bp[TAX_STANDARD] == TAX_NO_RATE && z->rate_bp[TAX_REDUCED] == TAX_NO_RATE &&
	    z->rate_bp[TAX_OWN] == TAX_NO_RATE)
		return TAX_EMPTY;
	if (!instant_is_none(z->from) && !instant_is_none(z->until) && z->until.us <= z->from.us)
		return TAX_BACKWARDS;
	for (size_t i = 0; i < n; i++)
		if (all[i].id != z->id && tax_zones_clash(&all[i], z))
			return TAX_CLASH;
	return z->version == 0 && n >= TAX_ZONES_MAX ? TAX_TOO_MANY : TAX_OK;
}

/* ---- acts ---- */

static int add(struct work *w, void *arg)
{
	struct tax_zone *z = arg;
	enum tax_refusal r;

	tax_store_hold(w);
	z->id = work_id(w);
	z->version = 0;
	r = judge(w, z);
	if (r != TAX_OK)
		return (int)r;
	z->version = 1;
	tax_store_insert(w, z);
	write_down(w, NULL, z);
	return TAX_OK;
}

enum tax_refusal tax_add(struct work *w, const struct tax_zone *z, uint64_t *id)
{
	struct tax_zone new = *z;
	enum tax_refusal r = (enum tax_refusal)work_transaction(w, add, &new);

	*id = new.id;
	return r;
}

static int change(struct work *w, void *arg)
{
	struct tax_zone z = *(const struct tax_zone *)arg, was;
	enum tax_refusal r;

	tax_store_hold(w);
	if (!tax_store_get(w, z.id, &was))
		return TAX_NOT_FOUND;
	if (z.version != was.version)
		return TAX_STALE;
	r = judge(w, &z);
	if (r != TAX_OK)
		return (int)r;
	z.version++;
	tax_store_update(w, &z);
	write_down(w, &was, &z);
	return TAX_OK;
}

enum tax_refusal tax_change(struct work *w, const struct tax_zone *z)
{
	struct tax_zone copy = *z;

	return (enum tax_refusal)work_transaction(w, change, &copy);
}

static int take_away(struct work *w, void *arg)
{
	const uint64_t *id = arg;
	struct tax_zone was;

	tax_store_hold(w);
	if (!tax_store_get(w, *id, &was))
		return TAX_NOT_FOUND;
	tax_store_delete(w, *id);
	write_down(w, &was, NULL);
	return TAX_OK;
}

enum tax_refusal tax_remove(struct work *w, uint64_t id)
{
	return (enum tax_refusal)work_transaction(w, take_away, &id);
}
