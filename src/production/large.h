/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Batches of more lines than a request handles: the same acts, each as one step of a task. */
#ifndef REGULARS_PRODUCTION_LARGE_H
#define REGULARS_PRODUCTION_LARGE_H

#include <cjson/cJSON.h>
#include "production/production.h"
#include "task.h"

enum production_act {
	PRODUCTION_TO_PLAN,
	PRODUCTION_TO_START,
	PRODUCTION_TO_FINISH,
	PRODUCTION_ACT__MAX
};
extern const char *const production_act_word[PRODUCTION_ACT__MAX];

/* Who asks, besides the work's actor. */
struct production_asker {
	uint64_t permissions;
	enum lang lang;
};
/* Each returns the task's id; n: lines that it has. */
uint64_t production_task_plan(struct work *w, const struct production_draft *d, size_t n,
			      struct production_asker who);
uint64_t production_task_start(struct work *w, struct production_ref r, size_t n,
			       struct production_asker who);
uint64_t production_task_finish(struct work *w, struct production_ref r,
				const struct production_result *result, size_t n,
				struct production_asker who);

/* ---- of the kind of task "production" ---- */
bool production_task_step(struct work *w, struct task *t); /* all of it */
void production_task_view(struct work *w, const struct task *t, cJSON *view);

#endif
