/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's logo: the one that is shown stays until the worker has made the one that takes its
 * place. Which one it is stands in the setting `logo`, which every page has at hand. */
#include "audit.h"
#include "base/json.h"
#include "picture/child.h"
#include "picture/inside.h"
#include "picture/store.h"
#include "setting.h"

static const char *name_of(struct work *w, const struct picture *p)
{
	return p ? arena_printf(w->arena, "logo = %s", p->file_name) : NULL;
}

static void write_down(struct work *w, const struct picture *was, const struct picture *is)
{
	w->app->settings_due = 0;
	audit_write(w, &(struct audit){ .kind = AUDIT_SETTING_CHANGED,
					.who = w->actor,
					.about = "setting",
					.was = name_of(w, was),
					.became = name_of(w, is) });
}

static void take_away(struct work *w, const struct picture *p)
{
	picture_store_remove(w, p->id);
	picture_store_close_gap(w, PICTURE_LOGO_OWNER, p->position);
}

/* ---- bringing ---- */

struct bringing {
	const struct picture_draft *draft;
	uint64_t id, permissions;
	enum lang lang;
};

static int bring(struct work *w, void *arg)
{
	struct bringing *b = arg;
	struct picture new = { .product_id = PICTURE_LOGO_OWNER, .position = 1 };
	size_t n;
	const struct picture *all = picture_store_hold_logo(w, &n);
	cJSON *request = json_object();

	for (size_t i = 0; i < n; i++) {
		if (all[i].state == PICTURE_READY)
			new.position++;
		else
			take_away(w, &all[i]);
	}
	picture_keep(w, b->draft, &new);
	b->id = new.id;
	json_add_id(request, "picture", new.id);
	(void)task_add(w, "logo", b->permissions, b->lang, request, 0);
	return PICTURE_OK;
}

enum picture_refusal picture_bring_logo(struct work *w, const struct picture_draft *d,
					uint64_t permissions, enum lang lang, uint64_t *id,
					enum picture_fault *fault)
{
	struct bringing b = { d, 0, permissions, lang };
	struct picture_facts f = picture_look((const uint8_t *)d->p, d->len);
	enum picture_refusal answer;

	*fault = picture_judge(&f, d->len);
	if (*fault != PICTURE_FINE)
		return PICTURE_BAD;
	answer = (enum picture_refusal)work_transaction(w, bring, &b);
	*id = b.id;
	return answer;
}

/* ---- making ---- */

static void show(struct work *w, const struct picture *is)
{
	const struct picture *was = NULL;
	size_t n;
	const struct picture *all = picture_store_hold_logo(w, &n);

	for (size_t i = 0; i < n; i++) {
		if (all[i].id == is->id || all[i].state != PICTURE_READY)
			continue;
		was = &all[i];
		take_away(w, was);
	}
	(void)!setting_put(w->db, w->arena, "logo",
			   arena_printf(w->arena, "%s %d %d", is->hash, is->width, is->height),
			   w->now);
	write_down(w, was, is);
}

bool picture_logo_step(struct work *w, struct task *t)
{
	struct picture p;
	size_t n;

	(void)picture_store_hold_logo(w, &n);
	if (picture_find(w, json_get_id(t->request, "picture"), &p) && p.state == PICTURE_WAITING &&
	    picture_prepare(w, &p, PICTURE_OF_SHOP) && p.state == PICTURE_READY)
		show(w, &p);
	return false;
}

/* ---- removing ---- */

static int drop(struct work *w, void *arg)
{
	const struct picture *was = NULL;
	size_t n;
	const struct picture *all = picture_store_hold_logo(w, &n);

	(void)arg;
	for (size_t i = n; i-- > 0;) {
		if (all[i].state == PICTURE_READY)
			was = &all[i];
		take_away(w, &all[i]);
	}
	(void)!setting_put(w->db, w->arena, "logo", "", w->now);
	if (was)
		write_down(w, was, NULL);
	return n > 0 ? PICTURE_OK : PICTURE_NOT_FOUND;
}

enum picture_refusal picture_drop_logo(struct work *w)
{
	return (enum picture_refusal)work_transaction(w, drop, NULL);
}
