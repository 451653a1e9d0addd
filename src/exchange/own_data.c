/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task that writes all that is held about a customer: table by table, into one JSON file and a
 * CSV file each, which become a ZIP. */
#include "exchange/own_data.h"

#include <unistd.h>
#include "base/json.h"
#include "customer/customer.h"
#include "exchange/spool.h"
#include "held.h"
#include "notify/notify.h"

enum { PLACES = 200 };
#define STEP_US (INSTANT_SECOND / 4)

const char *own_data_file(struct arena *a, const struct task *t)
{
	return arena_printf(a, "spool/data-%llu.zip", (unsigned long long)t->id);
}

const char *own_data_part(struct arena *a, const struct task *t, const char *name)
{
	return arena_printf(a, "spool/data-%llu-%s", (unsigned long long)t->id, name);
}

void own_data_forget(struct work *w, const struct task *t)
{
	const struct held_table *h;

	unlink(spool_path(w, own_data_part(w->arena, t, "data.json")));
	for (int64_t i = 0; (h = own_data_table(w, i)) != NULL; i++)
		unlink(spool_path(w, own_data_part(w->arena, t, h->name)));
}

/* How far it is: files are as long as they were then. */
struct place {
	int64_t table, rows, json, csv; /* rows: of this table; bytes: of the files */
	uint64_t after;
};

static struct place place_of(const struct task *t)
{
	return (struct place){ json_get_int(t->place, "table"), json_get_int(t->place, "rows"),
			       json_get_int(t->place, "json"), json_get_int(t->place, "csv"),
			       json_get_id(t->place, "after") };
}

static cJSON *place_tree(const struct place *p)
{
	cJSON *v = json_object();

	json_add_int(v, "table", p->table);
	json_add_int(v, "rows", p->rows);
	json_add_int(v, "json", p->json);
	json_add_int(v, "csv", p->csv);
	json_add_id(v, "after", p->after);
	return v;
}

static void put(struct work *w, const struct task *t, const char *name, int64_t *at,
		const struct buf *b)
{
	if (b->len == 0)
		return;
	spool_write(spool_open_at(w, own_data_part(w->arena, t, name), *at), b);
	*at += (int64_t)b->len;
}

static void begin_json(struct work *w, struct buf *json)
{
	cJSON *made = json_object();
	char *text;

	json_add_instant(made, "made_at", w->now);
	text = json_text(w->arena, made);
	buf_add(json, text, strlen(text) - 1); /* its brace closes behind the tables */
}

/* The next rows; behind the last of a table the next one begins. */
static void write_some(struct work *w, const struct task *t, const struct held_table *h,
		       struct place *p)
{
	uint64_t after = p->after;
	struct buf json, csv;

	buf_init(&json, w->arena);
	buf_init(&csv, w->arena);
	if (p->table == 0 && p->json == 0)
		begin_json(w, &json);
	if (p->after == 0)
		buf_addf(&json, ",\n\"%s\": [", h->name);
	p->rows += own_data_rows(w, h, t->who.id, PLACES, &p->after, p->rows, &json, &csv);
	if (p->after == after)
		buf_addlit(&json, "]");
	put(w, t, "data.json", &p->json, &json);
	put(w, t, h->name, &p->csv, &csv);
	if (p->after == after)
		*p = (struct place){ .table = p->table + 1, .json = p->json };
}

static void finish(struct work *w, struct task *t, struct place *p)
{
	struct buf json;

	buf_init(&json, w->arena);
	buf_addlit(&json, "\n}\n");
	put(w, t, "data.json", &p->json, &json);
	own_data_zip(w, t);
	own_data_forget(w, t);
	t->kept_until = instant_add(w->now, w->app->settings.own_data_days * INSTANT_DAY);
	notify_own_data(w, t->who.id, t->kept_until);
}

/* Nobody is erased meanwhile, and of somebody who was nothing is written any more. */
bool own_data_step(struct work *w, struct task *t)
{
	int64_t until = app_clock() + STEP_US;
	struct place p = place_of(t);
	const struct held_table *h;

	if (!customer_hold(w, t->who.id)) {
		own_data_forget(w, t);
		return false;
	}
	while ((h = own_data_table(w, p.table)) != NULL && app_clock() < until) {
		int64_t before = p.rows, table = p.table;

		write_some(w, t, h, &p);
		t->done += p.table == table ? p.rows - before : 0;
	}
	if (!h)
		finish(w, t, &p);
	t->place = place_tree(&p);
	return h != NULL;
}
