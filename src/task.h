/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work that takes longer than a page: asked for once, done by a worker in steps, seen on a page of
 * its own while it lasts. A new kind: a row in task_run.c, words in labels.c, what its page shows
 * in templates/task/show.html. */
#ifndef REGULARS_TASK_H
#define REGULARS_TASK_H

#include <cjson/cJSON.h>
#include "app.h"

enum task_state { TASK_OPEN, TASK_DONE, TASK_FAILED, TASK_STOPPED, TASK_STATE__MAX };
extern const char *const task_state_word[TASK_STATE__MAX];

#define TASK_KEPT_US INSTANT_DAY /* its file and page, after its end */

struct task {
	uint64_t id;
	const char *kind;
	struct actor who;     /* asked for it, and is the actor of all it does */
	uint64_t permissions; /* theirs when they asked */
	enum lang lang;
	enum task_state state;
	cJSON *request;      /* what was asked */
	cJSON *place;        /* how far it is: a step may put another tree here for the next one */
	cJSON *result;       /* what came of it, for its page: likewise. No personal data. */
	int64_t done, total; /* total 0: not known */
	struct instant created_at, started_at, ended_at;
	struct instant kept_until; /* its last step may say so; else TASK_KEPT_US after its end */
};

/* What a kind of task does. The step is a piece of a second at most, and one transaction with the
 * task's place: it runs again where that was rolled back, so what it does besides (files) begins at
 * the place. True: there is more. w->actor is who asked; w->sight what they may see. */
struct task_kind {
	const char *word;
	bool (*step)(struct work *w, struct task *t);
	/* The file that it left, below var_dir; NULL: none. */
	const char *(*file)(struct arena *a, const struct task *t);
	/* What its page shows besides; may be NULL. */
	void (*view)(struct work *w, const struct task *t, cJSON *view);
	/* Removes what else it left in the spool, when it is forgotten; may be NULL. */
	void (*forget)(struct work *w, const struct task *t);
};
/* NULL: no such kind. */
const struct task_kind *task_kind_find(const char *word);

/* Asks for one; the work's actor is who asks. */
uint64_t task_add(struct work *w, const char *kind, uint64_t permissions, enum lang lang,
		  const cJSON *request, int64_t total);
bool task_find(struct work *w, uint64_t id, struct task *out) __attribute__((warn_unused_result));
/* Theirs, newest first. */
struct task *task_list(struct work *w, struct actor who, size_t max, size_t *n);
/* False: it is over, or not theirs. What was done stays done. */
bool task_stop(struct work *w, uint64_t id, struct actor who) __attribute__((warn_unused_result));

/* Theirs are over, and the next sweep removes them and their files. In the caller's transaction. */
void task_forget_all(struct work *w, struct actor who);

/* Of a list [{why, <names>: [...]}]: one more that an act on many leaves alone, and why. */
void task_add_refused(cJSON *reasons, const char *names, const char *why, const char *name);
/* Of so many, so many can: "n", "n_can", "n_cannot", "any_can", "any_cannot" and "none_chosen". */
void task_add_counts(cJSON *view, size_t n, size_t n_can);

/* ---- the worker's ---- */
/* Takes one that is due and works at it for about a second; false: none is due. What fails is
 * logged and tried again, five times without a good step between. */
bool task_run_due(struct app *app);
/* The same for so many steps at most. */
bool task_run_some(struct app *app, int steps);
/* Forgets what is over for long, with its file; true: there may be more. */
bool task_sweep(struct work *w);

#endif
