/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the files of categories, tasks, staff, roles, keys, tax zones and webhooks: lists
 * that are read whole. */
#include <string.h>
#include "base/json.h"
#include "catalog/catalog.h"
#include "exchange/export.h"
#include "hook/hook.h"
#include "staff/staff.h"
#include "tax/tax.h"

enum { TASKS = 500 };
#define COLUMNS(c) (c), sizeof(c) / sizeof *(c)

/* ---- categories ---- */

static const struct sheet_column category_columns[] = {
	{ N_("English category"), SHEET_TEXT },
	{ N_("Chinese category"), SHEET_TEXT },
	{ N_("Products"), SHEET_NUMBER },
};

static cJSON *categories(struct export_rows *e, const cJSON *place)
{
	const cJSON *one;

	(void)place;
	cJSON_ArrayForEach(one, catalog_category_tree(e->w))
	{
		const char *const cell[] = {
			json_get_text(json_get(one, "path"), "en"),
			json_get_text(json_get(one, "path"), "zh"),
			export_count(e, json_get_int(one, "n_products")),
		};

		sheet_row(e->to, category_columns, cell, sizeof cell / sizeof *cell);
		e->n++;
	}
	return NULL;
}

const struct export_source export_categories = { PERM_CATALOG_READ, COLUMNS(category_columns),
						 categories };

/* ---- tasks of who asks ---- */

static const struct sheet_column task_columns[] = {
	{ N_("Task"), SHEET_TEXT },   { N_("About"), SHEET_TEXT }, { N_("Status"), SHEET_TEXT },
	{ N_("Done"), SHEET_NUMBER }, { N_("Of"), SHEET_NUMBER },  { N_("Asked for"), SHEET_TIME },
	{ N_("Begun"), SHEET_TIME },  { N_("Ended"), SHEET_TIME },
};

/* What its page shows of it in one word. */
static const char *about_task(struct export_rows *e, const struct task *t)
{
	const struct task_kind *kind = task_kind_find(t->kind);
	cJSON *view = json_object();
	const char *act;

	if (kind && kind->view)
		kind->view(e->w, t, view);
	act = json_get_text(view, "act");
	if (act)
		return export_label(e, strcmp(t->kind, "products") ? "bulk" : "product_bulk", act);
	return json_get_text(view, json_get(view, "name") ? "name" : "code");
}

static void write_task(struct export_rows *e, const struct task *t)
{
	const char *const cell[] = {
		export_label(e, "task_kind", t->kind),
		about_task(e, t),
		export_label(e, "task_state", task_state_word[t->state]),
		export_count(e, t->done),
		t->total > 0 ? export_count(e, t->total) : NULL,
		export_time(e, t->created_at),
		export_time(e, t->started_at),
		export_time(e, t->ended_at),
	};

	sheet_row(e->to, task_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *tasks(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct task *all = task_list(e->w, e->w->actor, TASKS, &n);

	(void)place;
	for (size_t i = 0; i < n; i++)
		write_task(e, &all[i]);
	return NULL;
}

const struct export_source export_tasks = { PERM_EXPORT, COLUMNS(task_columns), tasks };

/* ---- colleagues ---- */

static const struct sheet_column staff_columns[] = {
	{ N_("Name"), SHEET_TEXT },
	{ N_("Email"), SHEET_TEXT },
	{ N_("Role"), SHEET_TEXT },
	{ N_("Status"), SHEET_TEXT },
	{ N_("Language"), SHEET_TEXT },
	{ N_("Devices signed in"), SHEET_NUMBER },
	{ N_("Since"), SHEET_TIME },
	{ N_("Last active"), SHEET_TIME },
	{ N_("Invitation until"), SHEET_TIME },
};

static cJSON *staff(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct staff_person *all = staff_people(e->w, &n);

	(void)place;
	for (size_t i = 0; i < n; i++) {
		const struct staff_member *m = &all[i].member;
		const char *const cell[] = {
			m->name,
			m->email,
			staff_role_text(e->w->app, e->lang, m->role, m->role_name),
			export_label(e, "standing", staff_standing_word[all[i].standing]),
			lang_tag[m->lang],
			export_count(e, all[i].n_sessions),
			export_time(e, all[i].created_at),
			export_time(e, all[i].seen_at),
			export_time(e, all[i].invite_until),
		};

		sheet_row(e->to, staff_columns, cell, sizeof cell / sizeof *cell);
		e->n++;
	}
	return NULL;
}

const struct export_source export_staff = { PERM_STAFF, COLUMNS(staff_columns), staff };

/* ---- roles and keys, each with its permissions in words ---- */

static const char *permissions(struct export_rows *e, uint64_t set)
{
	struct buf b;

	buf_init(&b, e->w->arena);
	for (int i = 0; i < PERMISSION__MAX; i++) {
		if (!(set & PERM_BIT(i)))
			continue;
		if (b.len > 0)
			buf_addlit(&b, "; ");
		buf_adds(&b, export_label(e, "permission", permission_word[i]));
	}
	return b.len > 0 ? b.p : NULL;
}

static const struct sheet_column role_columns[] = {
	{ N_("Role"), SHEET_TEXT },
	{ N_("Your own"), SHEET_TEXT },
	{ N_("Permissions"), SHEET_TEXT },
	{ N_("People"), SHEET_NUMBER },
};

static cJSON *roles(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct staff_role *all = staff_roles(e->w, &n);

	(void)place;
	for (size_t i = 0; i < n; i++) {
		const char *const cell[] = {
			staff_role_text(e->w->app, e->lang, all[i].word, all[i].name),
			export_yes_no(e, all[i].is_own),
			permissions(e, all[i].permissions),
			export_count(e, all[i].n_people),
		};

		if (all[i].is_gone)
			continue;
		sheet_row(e->to, role_columns, cell, sizeof cell / sizeof *cell);
		e->n++;
	}
	return NULL;
}

const struct export_source export_roles = { PERM_STAFF, COLUMNS(role_columns), roles };

static const struct sheet_column key_columns[] = {
	{ N_("Key"), SHEET_TEXT },         { N_("Status"), SHEET_TEXT },
	{ N_("Permissions"), SHEET_TEXT }, { N_("Made by"), SHEET_TEXT },
	{ N_("Made"), SHEET_TIME },        { N_("Until"), SHEET_TIME },
	{ N_("Last used"), SHEET_TIME },   { N_("Revoked"), SHEET_TIME },
};

static cJSON *keys(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct staff_key *all = staff_keys(e->w, &n);

	(void)place;
	for (size_t i = 0; i < n; i++) {
		const struct staff_key *k = &all[i];
		const char *const cell[] = {
			k->name,
			export_label(e, "key_state", staff_key_state_word[k->state]),
			permissions(e, k->permissions),
			k->made_by,
			export_time(e, k->created_at),
			export_time(e, k->expires_at),
			export_time(e, k->last_used_at),
			export_time(e, k->revoked_at),
		};

		sheet_row(e->to, key_columns, cell, sizeof cell / sizeof *cell);
		e->n++;
	}
	return NULL;
}

const struct export_source export_keys = { PERM_SETTINGS, COLUMNS(key_columns), keys };

/* ---- tax by place ---- */

static const struct sheet_column zone_columns[] = {
	{ N_("Country"), SHEET_TEXT },
	{ N_("Province or state"), SHEET_TEXT },
	{ N_("Postcode begins with"), SHEET_TEXT },
	{ N_("Standard tax rate, %"), SHEET_NUMBER },
	{ N_("Reduced tax rate, %"), SHEET_NUMBER },
	{ N_("Rate of its own, %"), SHEET_NUMBER },
	{ N_("From"), SHEET_TIME },
	{ N_("Until"), SHEET_TIME },
};

static const char *rate_of(struct export_rows *e, const struct tax_zone *z, enum tax_class c)
{
	return z->rate_bp[c] == TAX_NO_RATE ? NULL : export_percent(e, z->rate_bp[c]);
}

static cJSON *tax_zones_of(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct tax_zone *all = tax_list(e->w, &n);

	(void)place;
	for (size_t i = 0; i < n; i++) {
		const struct tax_zone *z = &all[i];
		const char *const cell[] = {
			z->country,
			z->region,
			z->postal,
			rate_of(e, z, TAX_STANDARD),
			rate_of(e, z, TAX_REDUCED),
			rate_of(e, z, TAX_OWN),
			export_time(e, z->from),
			export_time(e, instant_is_none(z->until) ? z->until
								 : instant_add(z->until, -1)),
		};

		sheet_row(e->to, zone_columns, cell, sizeof cell / sizeof *cell);
		e->n++;
	}
	return NULL;
}

const struct export_source export_tax_zones = { PERM_SETTINGS, COLUMNS(zone_columns),
						tax_zones_of };

/* ---- webhooks, without their secrets ---- */

static const struct sheet_column hook_columns[] = {
	{ N_("Webhook"), SHEET_TEXT }, { N_("Address"), SHEET_TEXT }, { N_("Status"), SHEET_TEXT },
	{ N_("Events"), SHEET_TEXT },  { N_("Made by"), SHEET_TEXT }, { N_("Made"), SHEET_TIME },
};

/* By the words that programs read. */
static const char *events_of(struct export_rows *e, uint64_t kinds)
{
	struct buf b;

	if (kinds == HOOK_ALL)
		return "*";
	buf_init(&b, e->w->arena);
	for (int k = 0; k < ORDER_EVENT_KIND__MAX; k++) {
		if (!(kinds & HOOK_BIT(k)))
			continue;
		if (b.len > 0)
			buf_addlit(&b, "; ");
		buf_adds(&b, order_event_word[k]);
	}
	return b.len > 0 ? b.p : NULL;
}

static cJSON *webhooks(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct hook *all = hook_list(e->w, &n);

	(void)place;
	for (size_t i = 0; i < n; i++) {
		const struct hook *h = &all[i];
		const char *const cell[] = {
			h->name,
			h->url,
			export_label(e, "hook", hook_state_word[h->state]),
			events_of(e, h->kinds),
			h->made_by_name,
			export_time(e, h->created_at),
		};

		sheet_row(e->to, hook_columns, cell, sizeof cell / sizeof *cell);
		e->n++;
	}
	return NULL;
}

const struct export_source export_webhooks = { PERM_SETTINGS, COLUMNS(hook_columns), webhooks };
