/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole application on the test database, requests and answers in memory.
 *
 *	static struct app *app;
 *	static void setup(void) { app = support_app(); }
 *	static void teardown(void) { support_app_free(app); }
 *	tcase_add_checked_fixture(tc, setup, teardown);
 *
 *	struct answer *a = support_request(app, "GET", "/o/R-7K3M-92Q5",
 *"HTTP_ACCEPT=application/json", NULL); ck_assert_int_eq(a->status, 404);
 *
 * The database is $REGULARS_TEST_DB_SOCKET, _NAME (must hold "test"), _USER, _PASSWORD; without it
 *the test skips. It is migrated, and empty at the start of each test. What is returned lives as
 *long as the application. */
#ifndef REGULARS_T_APP_H
#define REGULARS_T_APP_H

#include <cjson/cJSON.h>
#include "app.h"
#include "guard.h"
#include "routes.h"
#include "support/database.h"

/* Around all tests of a program: the pages that their applications share. */
void support_pages_open(void);
void support_pages_close(void);

struct app *support_app(void);
void support_app_free(struct app *app);

/* A second process's application on the same database, as it stands; for two at once (after fork).
 */
struct app *support_app_again(const struct app *app);
/* The configuration to change before support_app_from(): a copy of the test's own. */
struct config support_config(void);
struct app *support_app_from(const struct config *c);

/* A unit of work of ACTOR_COMMAND at this moment. */
struct work support_work(struct app *app);

struct answer {
	struct arena *arena;
	int status;
	const char *head; /* header lines */
	const char *body;
	size_t body_len;
};
/* method, target, then parameters "NAME=value" (REMOTE_ADDR=127.0.0.1 unless given) and at most one
 * "BODY=…", then NULL. */
struct answer *support_request(struct app *app, const char *method, const char *target, ...)
	__attribute__((sentinel));
/* POST of bytes that are no text; parameters as above. */
struct answer *support_send(struct app *app, const char *target, const char *body, size_t len, ...)
	__attribute__((sentinel));
/* The header's value, or NULL; of several the first. */
const char *answer_header(const struct answer *a, const char *name);
/* The body as a tree; NULL: not JSON. */
cJSON *answer_json(const struct answer *a);
bool answer_has(const struct answer *a, const char *text);
/* Digits that stand alone: random ids hold every short number now and then. */
bool answer_has_number(const struct answer *a, const char *digits);

/* A browser keeps cookies and sends the token and form key of the page it saw last. */
#define BROWSER_COOKIES 8
struct browser {
	struct app *app;
	struct param cookie[BROWSER_COOKIES];
	size_t n_cookies;
	const char *csrf, *form_key;
};
struct browser browser_new(struct app *app);
/* Signed in without the sign-in pages: a session row and its cookie. */
void browser_sign_in(struct browser *b, enum session_kind kind, uint64_t subject_id);
struct answer *browser_get(struct browser *b, const char *target);
/* Sends fields ("a=b&c=d", may be "") with csrf and form_key as a form of our own page. */
struct answer *browser_post(struct browser *b, const char *target, const char *fields);
/* A body of another kind, as it is. */
struct answer *browser_send(struct browser *b, const char *target, const char *content_type,
			    const char *body);
struct answer *browser_send_bytes(struct browser *b, const char *target, const char *content_type,
				  const char *body, size_t len);
void browser_set_cookie(struct browser *b, const char *name, const char *value);
const char *browser_cookie(const struct browser *b, const char *name);

/* A new API key with these permissions: "Bearer …" for HTTP_AUTHORIZATION. */
const char *support_api_key(struct app *app, uint64_t permissions);

#endif
