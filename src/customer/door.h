/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages that ask for codes and passwords share; for the files of customer/ alone. */
#ifndef REGULARS_CUSTOMER_DOOR_H
#define REGULARS_CUSTOMER_DOOR_H

#include "customer/sign_in.h"

struct request;
struct response;
struct field_errors;

#define DOOR_WINDOW (15 * INSTANT_MINUTE)

/* The request for a code that this browser made; "": none any more. */
void door_set_token(struct request *req, struct response *res, const char *token);
const char *door_token(const struct request *req); /* NULL: none */
/* Counts that somebody asks for a code, or tries one. False: that is answered. */
bool door_may_ask(struct request *req, struct response *res, const char *way);
bool door_may_check(struct request *req, struct response *res);
void door_refuse_too_many(struct request *req, struct response *res);
/* An e-mail address, or a phone where SMS is switched on; NULL: neither, and that is said beside
 * the field. */
const char *door_way(struct request *req, const char *typed, struct field_errors *errors);
/* Says beside the field what is wrong with a code; CODE_OVER: only a new one helps. */
void door_say_wrong(struct field_errors *errors, enum code_result result);
/* Where to go behind the door: never to another site, and not back to the door. */
const char *door_way_on(const char *next);
void door_let_in(struct request *req, struct response *res, uint64_t customer_id, bool remember,
		 enum sign_in_how how, const char *next);
/* A signed-in customer proved a code of ours a moment ago. */
bool door_is_proved(const struct request *req);
/* The same for an act; false: *res is answered (403 code_needed). */
bool door_wants_proof(struct request *req, struct response *res);
/* Sends a code to a way of the account, or a new one, and leads to the page that asks for it; it
 * leads on to `next`. */
void door_send_own_code(struct request *req, struct response *res, const char *way,
			const char *next);
/* Their e-mail addresses and phones: [{way, kind, value, is_proved, is_first (of those proved)}].
 */
cJSON *door_ways_view(struct request *req, struct work *w);
/* The n-th of these; NULL: there is none, or it was not proved. */
const char *door_proved_way(struct work *w, uint64_t customer_id, int64_t n);
/* The form of a page that asks for a code first: reads `way`, says what is wrong with it on that
 * page, or sends the code, which leads on to `next`. */
void door_ask_own_code(struct request *req, struct response *res, const char *page,
		       cJSON *(*view)(struct request *req, struct work *w), const char *next);
/* path?next=… */
const char *door_path(struct request *req, const char *path, const char *next);
cJSON *door_next(const struct request *req);
/* The page that asks for a code: where it is sent, where a new one is asked for, and the way back.
 */
cJSON *door_code_view(bool is_over, const char *action, const char *again, const char *back);
/* {by_phone}: phones are written to where SMS is switched on. */
/* And {password_path, code_path}: the other way to sign in, which leads on to the same place. */
cJSON *door_view(struct request *req);

#endif
