/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing what a shop sets itself: all that is wished for or nothing, each change written down. */
#include "setting_change.h"

#include <string.h>
#include "audit.h"
#include "base/text.h"

#define SHOWN 360 /* characters of a value in the audit log */

DB_STATEMENT(setting_any_order, "SELECT 1 FROM orders LIMIT 1");

/* Reading sets the process's zone, and so does looking whether one fits: it goes back to what the
 * process has read. */
static void zone_of_now(struct work *w)
{
	(void)!instant_set_zone(w->app->settings.zone);
}

void setting_read(struct work *w, struct settings *out)
{
	settings_load(out, w->db, w->arena);
	zone_of_now(w);
}

static enum setting_refusal judge(struct work *w, const struct settings *now,
				  struct setting_wish *wish)
{
	struct setting_info info;
	const char *clean;

	if (!setting_find(wish->name, &info))
		return SETTING_UNKNOWN;
	clean = setting_clean(w->arena, wish->name, wish->value);
	if (!clean)
		return SETTING_UNFIT;
	wish->value = clean;
	if (info.kind == SETTING_CURRENCY && strcmp(clean, now->currency) != 0 &&
	    rows_next(db_query(w->db, &setting_any_order)))
		return SETTING_HAS_ORDERS;
	return SETTING_OK;
}

static const char *said(struct work *w, const char *name, const char *value)
{
	size_t len = 0;

	for (size_t n = 0; value[len] && n < SHOWN; n++)
		do
			len++;
		while ((value[len] & 0xc0) == 0x80);
	return arena_printf(w->arena, "%s = %.*s%s", name, (int)len, value, value[len] ? "…" : "");
}

static void write_down(struct work *w, const struct settings *now, const struct setting_wish *wish)
{
	const char *was = setting_text(now, wish->name, w->arena);

	if (strcmp(was, wish->value) == 0)
		return;
	(void)!setting_put(w->db, w->arena, wish->name, wish->value, w->now);
	audit_write(w, &(struct audit){ .kind = AUDIT_SETTING_CHANGED,
					.who = w->actor,
					.about = "setting",
					.was = said(w, wish->name, was),
					.became = said(w, wish->name, wish->value) });
}

struct changing {
	struct setting_wish *wishes;
	size_t n;
};

/* As it will be when all of this stands. */
static const char *value_then(const struct changing *c, const char *name, const char *now)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->wishes[i].refusal == SETTING_OK && strcmp(c->wishes[i].name, name) == 0)
			now = c->wishes[i].value;
	return now;
}

/* Which of them is sent alone does not matter: both have to fit then. */
static int judge_languages(struct changing *c, const struct settings *now)
{
	struct settings then = { .languages = value_then(c, "languages", now->languages) };
	enum lang own;

	if (!lang_from_tag(value_then(c, "lang", now->lang), &own) || setting_offers(&then, own))
		return 0;
	for (size_t i = 0; i < c->n; i++) {
		struct setting_wish *wish = &c->wishes[i];

		if (strcmp(wish->name, "lang") != 0 && strcmp(wish->name, "languages") != 0)
			continue;
		wish->refusal = SETTING_NOT_OFFERED;
		return 1;
	}
	return 0;
}

static int change(struct work *w, void *arg)
{
	struct changing *c = arg;
	struct settings now;
	int refused = 0;

	settings_load(&now, w->db, w->arena);
	for (size_t i = 0; i < c->n; i++) {
		c->wishes[i].refusal = judge(w, &now, &c->wishes[i]);
		refused += c->wishes[i].refusal != SETTING_OK;
	}
	refused += judge_languages(c, &now);
	for (size_t i = 0; !refused && i < c->n; i++)
		write_down(w, &now, &c->wishes[i]);
	zone_of_now(w);
	return refused;
}

bool setting_change(struct work *w, struct setting_wish *wishes, size_t n)
{
	struct changing c = { wishes, n };

	if (work_transaction(w, change, &c) != 0)
		return false;
	w->app->settings_due = 0;
	return true;
}
