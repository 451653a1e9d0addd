/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the walk, the guard and the answer note down about one request. Nothing for handlers. */
#ifndef REGULARS_VISIT_H
#define REGULARS_VISIT_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdint.h>
#include "app.h"
#include "guard.h"
#include "quota.h"
#include "web/web.h"

#define VISIT_TRIES 8

struct visit {
	int64_t started, deadline; /* app_clock() */
	bool is_bearer;            /* an API key: no browser, so no forgery to fear */
	const char *browser;    /* its own cookie, before anybody signs in; NULL: not looked yet */
	bool browser_is_new;    /* the answer sets it */
	const char *key;        /* the idempotency key of this request */
	const char *token;      /* the session's new one, in a cookie of the answer; NULL: none */
	struct response *later; /* given to who repeats the request; NULL: this very answer */
	struct sight
		sight; /* of staff and keys; what they saw is written down behind the handler */
	struct session *reader; /* whom the guard found; NULL: nobody, or it did not come so far */
	struct actor who;       /* for the log, also when the session is forgotten on a failure */
	/* Whose session it was that is over; 0: none, or not known any more. Half of staff's counts
	 * as theirs. */
	enum session_kind over_kind;
	uint64_t over_id;
	bool entered;     /* the guard let it in: statements count from there */
	unsigned queries; /* statements of the try that counted */
	bool queries_final;
	cJSON *stale;            /* page.stale: what somebody else did meanwhile; or NULL */
	struct instant retry_at; /* INSTANT_NONE, or when a throttle opens again */
	/* Counted inside the transaction; counted again when it is undone. */
	struct counted {
		uint8_t bucket[SECRET_HASH_BYTES];
		int64_t window_us;
	} tries[VISIT_TRIES];
	size_t n_tries;
	struct quota_left quota; /* of a program's key */
};

/* ---- guard ---- */
/* Fails as unavailable when the request's own time is over. */
void visit_check_deadline(const struct request *req);
/* Reads or makes the browser's own cookie. */
const char *visit_browser(struct request *req);
/* True: the request was sent from one of our own pages (refuses otherwise). */
bool forgery_check(struct request *req, struct response *res);
/* Fills req->session from the bearer key or the cookie. False: *res refuses. */
bool session_find(struct request *req, struct response *res);
/* The browser believes to be signed in, rightly or not. */
bool session_was_sent(const struct request *req);
/* Puts the new token that proving gave the session on the answer. */
void session_keep(struct request *req, struct response *res);
/* Where the route's row wants a recent second factor: true when it is there, or came along.
 * Programs' keys have none and are not asked. False: *res asks, with all that was typed. */
bool proof_check(struct request *req, struct response *res);
/* What was typed into the form, for sending it once more; false: not all of it can be kept. */
bool visit_keep_fields(const struct request *req, cJSON *fields);
/* True: a browser says that one of our own pages sent it. */
bool visit_is_from_our_page(const struct request *req);
/* Keeps the form of somebody whose session is over, but its secrets and files, for an hour. Returns
 * where they find it again once they are signed in, below base_path; NULL: there is nothing that
 * could be kept, or no room. */
const char *visit_keep_form(struct request *req, enum session_kind kind);
/* Where a request comes from, without the part that names the one machine: an IPv4 address's first
 * three bytes, an IPv6 one's first half. NULL: it is no address. */
const char *visit_network(struct arena *a, const char *address);
/* Counts again what a rollback undid. */
void throttle_count_again(struct request *req);
/* Writes down whose personal data the answer shows in full, if anybody's. */
void visit_log_sight(struct request *req);
/* Reads the key of a request that needs one. False: *res refuses. */
bool idempotency_take_key(struct request *req, struct response *res);
/* Runs the handler once per key, in the transaction that stores its answer. */
void idempotency_run(struct request *req, struct response *res);

/* ---- respond ---- */
/* Chooses language and theme: without the session at first, again when it is known. */
void respond_choose(struct request *req);
/* Whether who reads this page may read it in that language. */
bool respond_offers(const struct request *req, enum lang lang);
/* Keeps a chosen language in a cookie; while signed in it stands above the account's own setting.
 */
void respond_keep_language(struct request *req, struct response *res, enum lang lang);
/* True: a throttle is shut, and *res now says when it opens. */
bool respond_retry_after(struct request *req, struct response *res);
/* Headers every answer has, and cookies the visit made. */
void respond_finish(struct request *req, struct response *res);
/* As respond_form, with what stands there now beside what differs from it. */
cJSON *respond_form_beside(struct request *req, const struct field *table, size_t n,
			   const cJSON *values, const cJSON *now);
const char *respond_late(void *request, const char *name); /* what only forms read */
/* What layouts read: page.*, shop.*. errors may be NULL. */
cJSON *respond_frame(struct request *req, struct response *res, const struct field_errors *errors);
void respond_page(struct request *req, struct response *res, int status, const char *page,
		  cJSON *view, const struct field_errors *errors);
/* 400: this name stands twice in the query. */
void respond_given_twice(struct request *req, struct response *res, const char *name);
void respond_problem(struct request *req, struct response *res, int status, const char *code,
		     const char *msg, const struct field_errors *errors);
/* {"tone", "text"} of the flash cookie, or NULL; the answer then deletes it. */
cJSON *flash_take(struct request *req, struct response *res);
void flash_set(struct request *req, struct response *res, const char *tone, const char *msg);
/* The page a refused form can go back to: a route answers GET there; else NULL. With base_path. */
const char *respond_way_back(struct request *req);
/* Last resort: plain text, no template, no tree. */
void respond_plainly(struct response *res, int status, const char *id);

#endif
