/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may enter: session or API key, permission, CSRF, throttles, idempotency. */
#ifndef REGULARS_GUARD_H
#define REGULARS_GUARD_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>
#include "app.h"
#include "routes.h"
#include "web/web.h"

enum session_kind {
	SESSION_CUSTOMER = 1,
	SESSION_STAFF = 2,
	SESSION_STAFF_HALF = 3 /* password given, second factor not yet */
};

struct session { /* who is at the other end of this request */
	enum session_kind kind;
	struct actor actor;
	uint64_t permissions;
	int n_notices;    /* staff: not seen yet */
	const char *name; /* staff: full; customer: masked; API key: its name */
	bool has_lang;    /* the customer's or the member's own setting */
	enum lang lang;
	const char *number;           /* customer: C-… */
	const char *role, *role_name; /* role_name: of the shop's own; NULL: a shipped one */
	uint8_t token_hash[SECRET_HASH_BYTES];
	struct instant stepped_up_at, expires_at;
};

/* Does what the route's row says. True: the handler may run. False: *res holds the refusal. */
bool guard_enter(struct request *req, struct response *res);
/* Runs the handler: unsafe routes with a key inside one transaction that also stores the answer. */
void guard_run(struct request *req, struct response *res);

bool may(const struct request *req, enum permission p);
/* What hangs on what is asked for, not on the address alone. False: they may not, and that is
 * answered and written down. */
bool guard_permits(struct request *req, struct response *res, enum permission p);
struct work work_of(const struct request *req); /* the unit of work of a request */

/* Sessions: a new token in a cookie, its hash in the table. Ends the one the browser had. */
void session_start(struct request *req, struct response *res, enum session_kind kind,
		   uint64_t subject_id);
/* A customer's. Without `remember` (a device that is not theirs) it ends with the browser, after
 * twelve hours at most. is_proved: by a code, not by a password. */
void session_start_customer(struct request *req, struct response *res, uint64_t customer_id,
			    bool remember, bool is_proved);
/* Who has it has shown now who they are, by a second factor or a code: a new token. */
void session_prove(struct request *req);
void session_end(struct request *req, struct response *res);
/* Microseconds after which an unused session is over. */
int64_t session_idle(enum session_kind kind);
void session_end_all(struct work *w, enum session_kind kind, uint64_t subject_id);

/* Where one is signed in (session_list.c). */
struct session_place {
	const char *id;              /* hexadecimal; opens nothing */
	const char *agent, *network; /* "Firefox, Windows"; "203.0.113.0/24"; NULL: not known */
	struct instant created_at, seen_at;
	bool is_this; /* the one that asks */
};
/* The sessions of who asks, at most 100, the last active first. One statement. */
size_t session_list(struct request *req, struct session_place **out);
/* The same as a tree: {sessions: [{id, agent, network, created_at, seen_at, is_this}], has_others}.
 */
void session_list_add(struct request *req, cJSON *view);
/* False: who asks has no such session, or it is the one that asks. */
bool session_end_one(struct request *req, const char *id) __attribute__((warn_unused_result));
/* All but the one that asks; returns how many. */
int64_t session_end_others(struct request *req);
/* A browser's name and system, as far as its User-Agent tells them. NULL: not at all. */
const char *session_agent(struct arena *a, const char *user_agent);
/* Where a request comes from as a network is written: 203.0.113.0/24; NULL: not known. */
const char *session_network(struct request *req);

/* Counts a try in a bucket made of the parts; true: still within `max` per `window_us`. Own
 * transaction. A caller that succeeded may forget the bucket. Always true where the configuration
 * switches throttles off. */
bool throttle_pass(struct request *req, const char *kind, const char *subject, unsigned max,
		   int64_t window_us);
/* The same by where the request comes from: an IPv4 address counts with its /24, an IPv6 one with
 * its /64, for one person has that many. */
bool throttle_pass_network(struct request *req, const char *kind, unsigned max, int64_t window_us);
/* The same by the address alone: an IPv6 one still counts with its /64. */
bool throttle_pass_address(struct request *req, const char *kind, unsigned max, int64_t window_us);
/* The try that was just counted by address and network was right: it counts no more, those before
 * it do. */
void throttle_right_address(struct request *req, const char *kind);
void throttle_right_network(struct request *req, const char *kind);
void throttle_forget(struct request *req, const char *kind, const char *subject);

/* The token forms carry; bound to the session or, before one, to the browser's own cookie (set on
 * *res when missing). */
const char *csrf_token(struct request *req);

/* What was typed when a session was over, for who typed it. */
void guard_web_kept(struct request *req, struct response *res);

/* Deletes what is over: sessions, throttle counters, kept forms, idempotency keys older than seven
 * days. At most `max` rows of each; returns how many went. For the background worker. */
int64_t guard_sweep(struct work *w, int max);

#endif
