/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues at an order: who has it open now, and who did what, by name. */
#include "order/colleague.h"

#include <string.h>
#include "base/json.h"
#include "staff/staff.h"

/* How long somebody who opened a form is taken to be at it, and somebody who opened the page; how
 * old their note may grow before it is written anew. */
#define CHANGES_FOR (10 * INSTANT_MINUTE)
#define LOOKS_FOR   (2 * INSTANT_MINUTE)
#define NOTED_FOR   (30 * INSTANT_SECOND)

/* Reads who is here, and notes the reader where that is not known well enough. */
static size_t meet(struct work *w, uint64_t order_id, bool changing,
		   struct colleague v[COLLEAGUES_MAX])
{
	size_t n = colleague_store_read(w, order_id, instant_add(w->now, -CHANGES_FOR), v);

	for (size_t i = 0; i < n; i++)
		if (v[i].staff_id == w->actor.id && v[i].changing == changing &&
		    v[i].at.us > w->now.us - NOTED_FOR)
			return n;
	colleague_store_note(w, order_id, changing);
	return n;
}

void order_opens_form(struct work *w, uint64_t order_id)
{
	struct colleague v[COLLEAGUES_MAX];

	if (w->actor.kind == ACTOR_STAFF)
		(void)meet(w, order_id, true, v);
}

/* ---- names ---- */

/* 0: nobody of the staff. */
static uint64_t who_made(const cJSON *row)
{
	const char *actor = json_get_text(row, "actor");

	if (!actor)
		return json_get_id(row, "staff_id");
	return strcmp(actor, actor_kind_word[ACTOR_STAFF]) ? 0 : json_get_id(row, "actor_id");
}

static void want_rows(struct staff_names *all, const cJSON *rows)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, rows) staff_names_want(all, who_made(row));
}

static void name_rows(const struct staff_names *all, cJSON *rows)
{
	cJSON *row;

	cJSON_ArrayForEach(row, rows) json_add_text(row, "who", staff_names_of(all, who_made(row)));
}

void colleague_name_rows(struct work *w, cJSON *rows)
{
	struct staff_names all = { .n = 0 };

	want_rows(&all, rows);
	staff_names_read(w, &all);
	name_rows(&all, rows);
}

void colleague_opens_page(struct work *w, uint64_t order_id, cJSON *view)
{
	cJSON *notes = cJSON_GetObjectItemCaseSensitive(view, "notes"),
	      *events = cJSON_GetObjectItemCaseSensitive(view, "events"),
	      *here = json_add_array(view, "here");
	struct colleague v[COLLEAGUES_MAX];
	struct staff_names all = { .n = 0 };
	size_t n = w->actor.kind == ACTOR_STAFF ? meet(w, order_id, false, v) : 0;

	for (size_t i = 0; i < n; i++)
		staff_names_want(&all, v[i].staff_id);
	want_rows(&all, notes);
	want_rows(&all, events);
	staff_names_read(w, &all);
	for (size_t i = 0; i < n; i++) {
		const char *name = staff_names_of(&all, v[i].staff_id);
		cJSON *one;

		if (v[i].staff_id == w->actor.id || !name ||
		    (!v[i].changing && v[i].at.us < w->now.us - LOOKS_FOR))
			continue;
		one = json_append_object(here);
		json_add_text(one, "name", name);
		json_add_bool(one, "changing", v[i].changing);
		json_add_int(one, "minutes", (w->now.us - v[i].at.us) / INSTANT_MINUTE);
	}
	name_rows(&all, notes);
	name_rows(&all, events);
}
