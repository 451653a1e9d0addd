/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks: order events told to other programs, signed as Standard Webhooks 1.0 says, at least
 * once, those of one order in turn. */
#ifndef REGULARS_HOOK_HOOK_H
#define REGULARS_HOOK_HOOK_H

#include "app.h"
#include "order/order.h"

enum { HOOK_NAME = 80, HOOK_MAX = 32 };
/* Both secrets sign for so long after a new one was made. */
#define HOOK_ROTATION INSTANT_DAY
/* Without one good answer for so long, it is switched off. */
#define HOOK_FAILS_FOR (5 * INSTANT_DAY)
/* Events and deliveries are kept so long. */
enum { HOOK_KEEP_DAYS = 30 };

enum hook_state { HOOK_ON, HOOK_OFF, HOOK_GONE, HOOK_FAILED, HOOK_REMOVED, HOOK_STATE__MAX };
extern const char *const hook_state_word[HOOK_STATE__MAX];
struct hook {
	uint64_t id;
	const char *name, *url;
	uint64_t kinds; /* HOOK_BIT of each event it is told of, or HOOK_ALL */
	enum hook_state state;
	struct bytes secret, old_secret; /* sealed */
	struct instant old_until, failing_since, paused_until, created_at;
	uint64_t made_by;
	const char *made_by_name; /* NULL: not known */
	int version;
};
#define HOOK_BIT(kind) (UINT64_C(1) << (kind))
#define HOOK_KNOWN     (HOOK_BIT(ORDER_EVENT_KIND__MAX) - 1)
/* Of everything, also what a later version tells of. */
#define HOOK_ALL ((uint64_t)INT64_MAX)

enum hook_delivery_state {
	HOOK_WAITING,
	HOOK_TAKEN,
	HOOK_DELIVERED,
	HOOK_GAVE_UP,
	HOOK_DELIVERY_STATE__MAX
};
extern const char *const hook_delivery_word[HOOK_DELIVERY_STATE__MAX];
struct hook_delivery {
	uint64_t id, hook_id, event_id, order_id;
	enum hook_delivery_state state;
	int tries;
	struct instant run_at, created_at, done_at, event_at;
	const char *body, *type;
};
struct hook_attempt {
	struct instant at;
	int ms, status;
	const char *error, *answer;
};

/* ---- use cases, each with its row in the audit log ---- */
enum hook_refusal {
	HOOK_OK,
	HOOK_NOT_FOUND,
	HOOK_TOO_MANY, /* HOOK_MAX there are */
	HOOK_BAD_URL,  /* not https to a host of its own on port 443 */
	HOOK_EMPTY,    /* told of nothing */
	HOOK_STALE,    /* somebody else was faster */
	HOOK_NOT_NOW   /* off already, on already, nothing to send again */
};
struct hook_draft {
	const char *name, *url;
	uint64_t kinds;
	int version; /* as it was seen; 0: any. Of changes */
};
/* *secret: "whsec_…", to be shown once. */
enum hook_refusal hook_add(struct work *w, const struct hook_draft *d, uint64_t *id,
			   const char **secret) __attribute__((warn_unused_result));
enum hook_refusal hook_change(struct work *w, uint64_t id, const struct hook_draft *d)
	__attribute__((warn_unused_result));
/* The one before signs too for HOOK_ROTATION. */
enum hook_refusal hook_rotate(struct work *w, uint64_t id, const char **secret)
	__attribute__((warn_unused_result));
/* On: what waited meanwhile goes out. Off, on, removed. */
enum hook_refusal hook_switch(struct work *w, uint64_t id, enum hook_state to)
	__attribute__((warn_unused_result));
/* An event of no order, to this one alone. */
enum hook_refusal hook_try(struct work *w, uint64_t id) __attribute__((warn_unused_result));
/* Sent again under the same id. */
enum hook_refusal hook_replay(struct work *w, uint64_t hook_id, uint64_t delivery_id)
	__attribute__((warn_unused_result));
struct hook_range {
	struct instant from, until; /* of events; until is outside */
	bool only_failed;
};
enum { HOOK_REPLAY_MAX = 1000 };
enum hook_refusal hook_replay_range(struct work *w, uint64_t id, const struct hook_range *r,
				    int64_t *n) __attribute__((warn_unused_result));

/* ---- reading ---- */
struct hook *hook_list(struct work *w, size_t *n);
struct hook *hook_list_page(struct work *w, uint64_t below, int limit,
			    size_t *n); /* newest first */
bool hook_get(struct work *w, uint64_t id, struct hook *out) __attribute__((warn_unused_result));
/* Newest first; state -1: all. */
struct hook_delivery *hook_deliveries(struct work *w, uint64_t hook_id, int state, uint64_t below,
				      int limit, size_t *n);
bool hook_delivery_get(struct work *w, uint64_t hook_id, uint64_t id, struct hook_delivery *out)
	__attribute__((warn_unused_result));
struct hook_attempt *hook_attempts(struct work *w, uint64_t delivery_id, size_t *n);

/* The log of a webhook as `filters` ("hook=ID&state=…") has it, below this id (0: from the newest):
 * a batch of it. One statement. */
struct hook_delivery *hook_list_for_file(struct work *w, const char *filters, uint64_t below,
					 size_t *n);
/* They name a webhook; its id. */
bool hook_list_takes(struct arena *a, const char *filters, uint64_t *hook_id);

/* ---- for wiring.c: in the transaction of the events ---- */
void hook_hear(struct work *w, const struct order *o, const struct order_event *e, size_t n);

/* ---- the worker's ---- */
/* Gives new events to the hooks that want them, and tells what is due; returns how much was done.
 * Never in a transaction. */
int hook_deliver(struct work *w);
/* Gives back what a lost worker held, switches off what failed for too long, forgets what is old.
 */
bool hook_sweep(struct work *w);

/* ---- signatures (hook/sign.c), of what comes in as of what goes out. Pure. ---- */
#define HOOK_SECRET_BYTES 32
/* "whsec_" and base 64. */
char *hook_secret_text(struct arena *a, const uint8_t secret[HOOK_SECRET_BYTES]);
/* "v1,…" for each secret, a space between; old may be NULL. */
char *hook_signature(struct arena *a, const uint8_t *secret, const uint8_t *old, const char *id,
		     int64_t timestamp, const char *body);
/* One of the signatures of the header is of this; the secret is such a text as above. */
bool hook_signature_fits(struct arena *a, const char *secret, const char *header, const char *id,
			 int64_t timestamp, const char *body);

/* ---- what comes in (hook/inbound_web.c) ---- */
/* The times of what tells and of this clock may differ by so much. */
#define HOOK_TOLERANCE (5 * INSTANT_MINUTE)
/* A JSON body that was signed with this secret (NULL: there is none) a moment ago, and is read now;
 * `name` counts how often an address tries. False: not so, and that is answered. */
struct request;
struct response;
bool hook_takes(struct request *req, struct response *res, const char *name, const char *secret)
	__attribute__((warn_unused_result));

#endif
