/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking for tasks, reading and stopping them. */
#include "task.h"

#include <string.h>
#include "base/json.h"
#include "task_store.h"

const char *const task_state_word[TASK_STATE__MAX] = {
	[TASK_OPEN] = "open",
	[TASK_DONE] = "done",
	[TASK_FAILED] = "failed",
	[TASK_STOPPED] = "stopped",
};

DB_STATEMENT(task_insert,
	     "INSERT INTO task (id, kind, actor_kind, actor_id, permissions, lang, state, request, "
	     "place, result, n_total, run_at, created_at) "
	     "VALUES (?, ?, ?, ?, ?, ?, 0, ?, '{}', '{}', ?, UTC_TIMESTAMP(6), ?)");

uint64_t task_add(struct work *w, const char *kind, uint64_t permissions, enum lang lang,
		  const cJSON *request, int64_t total)
{
	uint64_t id = work_id(w);

	db_exec(w->db, &task_insert, id, kind, (int)w->actor.kind, db_id_or_null(w->actor.id),
		permissions, (int)lang, json_text(w->arena, request), total, w->now);
	return id;
}

void task_store_row(struct arena *a, const struct rows *r, struct task *out)
{
	*out = (struct task){
		.id = rows_id(r, 0),
		.kind = rows_text(r, 1),
		.who = { (enum actor_kind)rows_int(r, 2), rows_id(r, 3) },
		.permissions = rows_id(r, 4),
		.lang = (enum lang)rows_int(r, 5),
		.state = (enum task_state)rows_int(r, 6),
		.request = json_read_own(arena_strdup(a, rows_text(r, 7))),
		.place = json_read_own(arena_strdup(a, rows_text(r, 8))),
		.result = json_read_own(arena_strdup(a, rows_text(r, 9))),
		.done = rows_i64(r, 10),
		.total = rows_i64(r, 11),
		.created_at = rows_time(r, 12),
		.started_at = rows_time(r, 13),
		.ended_at = rows_time(r, 14),
		.kept_until = rows_time(r, 15),
	};
}

DB_STATEMENT(task_by_id, "SELECT " TASK_COLUMNS " FROM task WHERE id = ?");

bool task_find(struct work *w, uint64_t id, struct task *out)
{
	struct rows *r = db_query(w->db, &task_by_id, id);

	if (!rows_next(r))
		return false;
	task_store_row(w->arena, r, out);
	return true;
}

DB_STATEMENT(task_of, "SELECT " TASK_COLUMNS " FROM task WHERE actor_id = ? AND actor_kind = ? "
		      "ORDER BY id DESC LIMIT ?");

struct task *task_list(struct work *w, struct actor who, size_t max, size_t *n)
{
	struct rows *r = db_query(w->db, &task_of, who.id, (int)who.kind, max);
	struct task *all = arena_array_of(w->arena, rows_count(r) + 1, struct task);

	for (*n = 0; rows_next(r); ++*n)
		task_store_row(w->arena, r, &all[*n]);
	return all;
}

DB_STATEMENT(task_stopped, "UPDATE task SET state = 3, owner = NULL, lease_until = NULL, "
			   "ended_at = ?, kept_until = ? "
			   "WHERE id = ? AND actor_id = ? AND actor_kind = ? AND state = 0");

bool task_stop(struct work *w, uint64_t id, struct actor who)
{
	return db_exec(w->db, &task_stopped, w->now, instant_add(w->now, TASK_KEPT_US), id, who.id,
		       (int)who.kind) == 1;
}

DB_STATEMENT(task_over_all,
	     "UPDATE task SET state = IF(state = 0, 3, state), owner = NULL, lease_until = NULL, "
	     "ended_at = COALESCE(ended_at, ?), kept_until = ? WHERE actor_id = ? AND actor_kind = "
	     "?");

void task_forget_all(struct work *w, struct actor who)
{
	db_exec(w->db, &task_over_all, w->now, w->now, who.id, (int)who.kind);
}

void task_add_refused(cJSON *reasons, const char *names, const char *why, const char *name)
{
	cJSON *group = NULL, *one;

	cJSON_ArrayForEach(one, reasons) if (!strcmp(json_get_text(one, "why"), why)) group = one;
	if (!group) {
		group = json_append_object(reasons);
		json_add_text(group, "why", why);
		json_add_array(group, names);
	}
	json_append_text(cJSON_GetObjectItemCaseSensitive(group, names), name);
}

void task_add_counts(cJSON *view, size_t n, size_t n_can)
{
	json_add_int(view, "n", (int64_t)n);
	json_add_int(view, "n_can", (int64_t)n_can);
	json_add_int(view, "n_cannot", (int64_t)(n - n_can));
	json_add_bool(view, "any_can", n_can > 0);
	json_add_bool(view, "any_cannot", n_can < n);
	json_add_bool(view, "none_chosen", n == 0);
}
