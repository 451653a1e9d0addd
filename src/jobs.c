/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The worker's work: the outbox, the feed of events, and the table of jobs that come back by the
 * clock. A new job: a row here, and one in table `job`. */
#include "jobs.h"

#include <string.h>
#include <time.h>
#include "base/fail.h"
#include "base/log.h"
#include "customer/customer.h"
#include "exchange/load.h"
#include "feedback/feedback.h"
#include "guard.h"
#include "hook/hook.h"
#include "member/member.h"
#include "notice/notice.h"
#include "notify/notify.h"
#include "order/count.h"
#include "order/feed.h"
#include "order/order.h"
#include "payment/payment.h"
#include "picture/picture.h"
#include "shipping/shipping.h"
#include "stock/stock.h"
#include "task.h"

enum { BATCH = 20, ORDERS = 50, SWEEP = 500 };

/* Each does a batch; true: there may be more of it, so it comes back at once. */

static bool expire_unpaid(struct work *w)
{
	return payment_expire_unpaid(w) > 0;
}

static bool remind_unpaid(struct work *w)
{
	notify_remind_unpaid(w);
	return false;
}

/* A delivered order completes by itself; one that can't yet (money open) is looked at again the
 * next time. */
static bool close_delivered(struct work *w)
{
	struct instant before = instant_add(w->now, -w->app->settings.close_days * INSTANT_DAY);
	uint64_t ids[ORDERS];
	size_t n = order_find_to_close(w, before, ids, ORDERS), closed = 0;

	for (size_t i = 0; i < n; i++) {
		struct order_answer a;
		if (order_close(w, (struct order_ref){ ids[i], 0 }, &a) == ORDER_OK)
			closed++;
		else
			log_event(LOG_DEBUG_LEVEL, "order stays open",
				  LOG_INT("order", (int64_t)ids[i]));
	}
	return n == ORDERS && closed > 0;
}

static bool release_held(struct work *w)
{
	uint64_t ids[ORDERS];
	size_t n = order_find_hold_over(w, ids, ORDERS), released = 0;

	for (size_t i = 0; i < n; i++) {
		struct order_answer a;
		if (order_release(w, (struct order_ref){ ids[i], 0 }, &a) == ORDER_OK)
			released++;
		else
			log_event(LOG_DEBUG_LEVEL, "order stays held",
				  LOG_INT("order", (int64_t)ids[i]));
	}
	return n == ORDERS && released > 0;
}

static bool watch_parcels(struct work *w)
{
	return shipping_watch(w) > 0;
}

static bool sweep(struct work *w)
{
	bool more = guard_sweep(w, SWEEP) >= SWEEP;

	notify_sweep(w);
	notice_sweep(w);
	more = task_sweep(w) || more;
	load_sweep(w);
	more = order_sweep(w, SWEEP) || more;
	more = picture_sweep(w) || more;
	more = customer_purge_merges(w) || more;
	more = customer_purge_sign_ins(w) || more;
	more = feedback_sweep_photos(w) || more;
	return customer_purge_codes(w) || more;
}

static bool watch_clocks(struct work *w)
{
	return notice_watch(w);
}

static bool sweep_hooks(struct work *w)
{
	return hook_sweep(w);
}

static bool tell_merges(struct work *w)
{
	return customer_tell_merges(w);
}

static const struct job {
	const char *kind;
	int every_s;
	bool (*run)(struct work *w);
} jobs[] = {
	{ "expire_unpaid", 60, expire_unpaid },
	{ "remind_unpaid", 60, remind_unpaid },
	{ "release_held", 300, release_held },
	{ "close_delivered", 3600, close_delivered },
	{ "watch_parcels", 600, watch_parcels },
	{ "sweep", 300, sweep },
	{ "sweep_hooks", 300, sweep_hooks },
	{ "watch_clocks", 60, watch_clocks },
	{ "tell_merges", 5, tell_merges },
	{ "renew_documents", 60, order_documents_renew },
	{ "ask_feedback", 300, feedback_ask },
	{ "move_points", 600, member_move_points },
	{ "read_reviews", 30, feedback_read_reviews },
	{ "read_items", 30, feedback_read_items },
	{ "raise_alarms", 86400, feedback_raise_alarms },
	{ "weigh_tiers", 60, member_weigh_tiers },
	{ "greet", 3600, member_greet },
	{ "decide_referrals", 600, member_decide_referrals },
	{ "fold_surveys", 60, feedback_fold_surveys },
	{ "send_surveys", 60, feedback_send_surveys },
};

DB_STATEMENT(job_claim, "UPDATE job SET owner = ?, lease_until = UTC_TIMESTAMP(6) + INTERVAL 300 "
			"SECOND, tries = tries + 1 "
			"WHERE kind = ? AND run_at <= UTC_TIMESTAMP(6) AND (owner IS NULL OR "
			"lease_until < UTC_TIMESTAMP(6))");
DB_STATEMENT(job_done,
	     "UPDATE job SET owner = NULL, lease_until = NULL, tries = 0, last_error = NULL, "
	     "done_at = UTC_TIMESTAMP(6), "
	     "run_at = UTC_TIMESTAMP(6) + INTERVAL ? SECOND WHERE kind = ? AND owner = ?");
DB_STATEMENT(job_failed,
	     "UPDATE job SET owner = NULL, lease_until = NULL, last_error = ?, "
	     "run_at = UTC_TIMESTAMP(6) + INTERVAL ? SECOND WHERE kind = ? AND owner = ?");

struct running {
	struct work w;
	const struct job *job; /* NULL: the outbox */
	bool more;             /* of the job */
	int done;              /* of the outbox */
};

static void run_one(void *arg)
{
	struct running *r = arg;

	if (r->job)
		r->more = r->job->run(&r->w);
	else
		r->done = notify_deliver(&r->w, BATCH);
}

static struct work new_work(struct app *app, struct arena *a)
{
	return (struct work){ .app = app,
			      .db = app->db,
			      .arena = a,
			      .now = instant_now(),
			      .actor = { ACTOR_RULE, 0 } };
}

static int run_job(struct app *app, struct arena *a, const struct job *job)
{
	struct running r = { .w = new_work(app, a), .job = job };
	struct failure f;
	uint8_t token[16];

	secret_random(token, sizeof token);
	if (db_exec(app->db, &job_claim, bytes_of(token, sizeof token), job->kind) != 1)
		return 0;
	if (fail_run(run_one, &r, &f)) {
		db_exec(app->db, &job_done, r.more ? 0 : job->every_s, job->kind,
			bytes_of(token, sizeof token));
		return 1;
	}
	log_event(LOG_ERROR_LEVEL, "job failed", LOG_TEXT("job", job->kind),
		  LOG_TEXT("reason", f.message));
	f.message[190] = 0;
	db_exec(app->db, &job_failed, f.message, job->every_s, job->kind,
		bytes_of(token, sizeof token));
	return 1;
}

struct round {
	struct app *app;
	struct arena *arena;
	int done;
};

static void one_round(void *arg)
{
	struct round *r = arg;
	struct running outbox = { .w = new_work(r->app, r->arena) };
	struct work hooks = new_work(r->app, r->arena);
	int64_t begun = app_clock(), until;

	for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
		r->done += run_job(r->app, r->arena, &jobs[i]);
	run_one(&outbox);
	r->done += outbox.done;
	r->done += (int)feed_settle(&outbox.w);
	r->done += (int)order_count_fold(&outbox.w);
	r->done += hook_deliver(&hooks);
	/* Whoever asked looks at its page: on with the next piece at once. Addresses that do not
	 * answer make a round long; tasks get as long as all else took. */
	until = 2 * app_clock() - begun;
	do {
		if (!task_run_due(r->app))
			return;
		r->done += BATCH;
	} while (app_clock() < until);
}

int jobs_run_due(struct app *app, struct arena *a)
{
	struct round r = { app, a, 0 };
	struct failure f;

	arena_use_for_cjson(a);
	db_use_arena(app->db, a);
	if (!fail_run(one_round, &r, &f)) {
		log_event(LOG_WARN_LEVEL, "worker waits", LOG_TEXT("reason", f.message));
		return 0;
	}
	return r.done;
}

void jobs_run(struct app *app, struct instant until, const volatile int *stop)
{
	struct arena *a = arena_new();

	while (!*stop && (instant_is_none(until) || instant_now().us < until.us)) {
		const struct timespec pause = { 1, 0 };
		if (app->lacks_settings || jobs_run_due(app, a) < BATCH)
			nanosleep(&pause, NULL);
		arena_reset(a);
		if (app->lacks_settings || app_clock() >= app->settings_due)
			app_read_settings(app);
	}
	arena_use_for_cjson(NULL);
	arena_free(a);
}
