/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task's row, for task.c and task_run.c alone. */
#ifndef REGULARS_TASK_STORE_H
#define REGULARS_TASK_STORE_H

#include "db/db.h"
#include "task.h"

#define TASK_COLUMNS                                                                               \
	"id, kind, actor_kind, actor_id, permissions, lang, state, request, place, result, "       \
	"n_done, n_total, created_at, started_at, ended_at, kept_until"
#define TASK_N_COLUMNS 16

/* Its trees live in the arena that cJSON has now. */
void task_store_row(struct arena *a, const struct rows *r, struct task *out);

#endif
