/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles: those that are shipped, and the shop's own, made of the permissions of who makes them. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "audit.h"
#include "permission.h"
#include "staff/store.h"

struct staff_role *staff_roles(struct work *w, size_t *n)
{
	size_t own, k = 0;
	struct staff_role *mine = staff_store_roles(w, &own);
	struct staff_role *all = arena_array_of(w->arena, role_count + own + 1, struct staff_role);

	for (size_t i = 0; i < role_count; i++) {
		all[k] = (struct staff_role){ .word = role_word[i] };
		role_permissions(role_word[i], &all[k++].permissions);
	}
	staff_store_count_people(w, all, k);
	for (size_t i = 0; i < own; i++)
		if (!mine[i].is_gone)
			all[k++] = mine[i];
	*n = k;
	return all;
}

static bool find_own(const struct staff_role *all, size_t n, const char *text,
		     struct staff_role *out)
{
	for (size_t i = 0; i < n; i++) {
		if (all[i].is_gone || (strcmp(all[i].word, text) && strcmp(all[i].name, text)))
			continue;
		*out = all[i];
		return true;
	}
	return false;
}

bool staff_role_find(struct work *w, const char *text, struct staff_role *out)
{
	size_t n;
	struct staff_role *own;

	*out = (struct staff_role){ .word = text };
	if (role_permissions(text, &out->permissions))
		return true;
	own = staff_store_roles(w, &n);
	return find_own(own, n, text, out);
}

const char *staff_role_text(const struct app *app, enum lang lang, const char *word,
			    const char *name)
{
	if (name)
		return name;
	if (word && label_find("role", word))
		return label_text(app->words, lang, "role", word);
	return "—";
}

/* Names of shipped roles are theirs in every language. */
static bool is_shipped_name(const struct app *app, const char *name)
{
	for (size_t i = 0; i < role_count; i++)
		for (int l = 0; l < LANG__MAX; l++)
			if (!strcasecmp(name,
					label_text(app->words, (enum lang)l, "role", role_word[i])))
				return true;
	return false;
}

static struct staff_role_case case_of(struct work *w, const struct staff_role_wish *wish,
				      const struct staff_role *now)
{
	size_t n;
	struct staff_role *own = staff_store_roles(w, &n);
	struct staff_role_case c = {
		.act = wish->act,
		.is_shipped = wish->act != STAFF_ROLE_MAKE && !now->is_own,
		.mine = wish->mine,
		.now = now->permissions,
		.wanted = wish->permissions,
		.is_taken = wish->name && is_shipped_name(w->app, wish->name),
		.is_stale = wish->version != 0 && wish->version != now->version,
		.n_people = now->n_people,
	};

	for (size_t i = 0; i < n; i++) {
		if (own[i].is_gone)
			continue;
		c.n++;
		if (wish->name && !strcasecmp(own[i].name, wish->name) &&
		    (!now->word || strcmp(own[i].word, now->word)))
			c.is_taken = true;
	}
	return c;
}

static void carry_out(struct work *w, const struct staff_role_wish *wish)
{
	if (wish->act == STAFF_ROLE_MAKE)
		staff_store_add_role(w, wish);
	else if (wish->act == STAFF_ROLE_CHANGE)
		staff_store_put_role_set(w, wish);
	else
		staff_store_end_role(w, wish->word);
}

static void note(struct work *w, const struct staff_role_wish *wish, const struct staff_role *now)
{
	static const enum audit_kind kinds[] = {
		[STAFF_ROLE_MAKE] = AUDIT_ROLE_MADE,
		[STAFF_ROLE_CHANGE] = AUDIT_ROLE_EDITED,
		[STAFF_ROLE_DELETE] = AUDIT_ROLE_DELETED,
	};
	const char *was = permission_words(w->arena, now->permissions);
	const char *became = permission_words(w->arena, wish->permissions);

	audit_write(w, &(struct audit){ .kind = kinds[wish->act],
					.who = w->actor,
					.about = "role",
					.about_id = strtoull(wish->word, NULL, 16),
					.was = wish->act == STAFF_ROLE_MAKE ? NULL : was,
					.became = wish->act == STAFF_ROLE_DELETE ? NULL : became });
}

/* Everybody and every role is locked: none is given to somebody while it is deleted. */
static int act(struct work *w, void *arg)
{
	struct staff_role_wish *wish = arg;
	struct staff_role now = { 0 };
	struct staff_role_case c;
	enum staff_role_refusal r;

	staff_store_lock_everybody(w);
	staff_store_lock_roles(w);
	if (wish->act == STAFF_ROLE_MAKE)
		wish->word = arena_printf(w->arena, "%016llx", (unsigned long long)work_id(w));
	else if (!staff_role_find(w, wish->word, &now))
		return STAFF_ROLE_NOT_FOUND;
	else
		wish->word = now.word;
	c = case_of(w, wish, &now);
	r = staff_role_may(&c);
	if (r != STAFF_ROLE_OK)
		return r;
	carry_out(w, wish);
	note(w, wish, &now);
	return STAFF_ROLE_OK;
}

enum staff_role_refusal staff_role_act(struct work *w, struct staff_role_wish *wish)
{
	return (enum staff_role_refusal)work_transaction(w, act, wish);
}
