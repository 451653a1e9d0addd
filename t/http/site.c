/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Handlers that do one thing each. */
#include "http/site.h"
#include "audit.h"

#include <sys/mman.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/json.h"
#include "respond.h"
#include "visit.h"

DB_STATEMENT(site_count, "SELECT COUNT(*) FROM security_event WHERE kind = 'refund'");

struct site_input {
	const char *name;
	int64_t count;
};

static const struct field site_field[] = {
	{ .name = "name",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct site_input, name),
	  .required = true },
	{ .name = "count",
	  .kind = FIELD_INT,
	  .offset = offsetof(struct site_input, count),
	  .min = 1,
	  .max = 9 },
};

static const struct field find_field[] = {
	{ .name = "order", .kind = FIELD_TEXT, .required = true },
	{ .name = "contact", .kind = FIELD_TEXT, .required = true },
};

static cJSON *find_view(struct request *req)
{
	cJSON *view = json_object();

	json_add(view, "form", respond_form(req, find_field, 2, NULL, NULL));
	return view;
}

static void page(struct request *req, struct response *res)
{
	respond_view(req, res, "track/find", find_view(req));
}

static void whoami(struct request *req, struct response *res)
{
	cJSON *view = json_object();
	struct work w = work_of(req);

	json_add_text(view, "actor", actor_kind_word[w.actor.kind]);
	json_add_id(view, "id", w.actor.id);
	json_add_text(view, "lang", lang_tag[req->lang]);
	json_add_text(view, "name", req->session ? req->session->name : NULL);
	respond_view(req, res, NULL, view);
}

static void effect(struct request *req, struct response *res)
{
	struct cookie c = { .name = "passing", .value = "by", .max_age = -1 };
	cJSON *view = json_object();
	struct work w = work_of(req);

	response_cookie(res, "", &c);
	audit_write(&w, &(struct audit){ AUDIT_REFUND, w.actor });
	json_add_id(view, "id", work_id(&w));
	respond_done(req, res, 201, view, "/t/page", "success", N_("Sign in"));
}

/* As `effect`, but only the first: the state has moved on for those who come later. */
static void effect_once(struct request *req, struct response *res)
{
	struct rows *r = db_query(req->app->db, &site_count);

	if (rows_next(r) && rows_i64(r, 0) > 0)
		respond_refusal(req, res, 409, "done_before", N_("Back"));
	else
		effect(req, res);
}

DB_STATEMENT(site_hold, "INSERT INTO setting (name, value, updated_at) VALUES ('t.linger', 'x', ?) "
			"ON DUPLICATE KEY UPDATE value = 'y'");

static volatile bool *lingers;

volatile bool *site_lingers(void)
{
	lingers = mmap(NULL, sizeof *lingers, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
		       -1, 0);
	ck_assert(lingers != MAP_FAILED);
	return lingers;
}

/* Holds a row of the shop's for longer than anybody waits for a lock. */
static void linger(struct request *req, struct response *res)
{
	db_exec(req->app->db, &site_hold, req->now);
	*lingers = true;
	sleep(5);
	effect(req, res);
}

static void write_down(struct request *req)
{
	struct work w = work_of(req);

	audit_write(&w, &(struct audit){ .kind = AUDIT_REFUND });
}

static void refuse_late(struct request *req, struct response *res)
{
	write_down(req);
	respond_refusal(req, res, 409, "not_now", N_("Back"));
}

static void fail_late(struct request *req, struct response *res)
{
	(void)res;
	write_down(req);
	fail("broken on purpose");
}

static void fail_on_value(struct request *req, struct response *res)
{
	(void)req;
	(void)res;
	fail_as(FAIL_INTERNAL, 1062,
		"customer_insert: Duplicate entry 'canary-value' for key 'email'");
}

/* The first try loses against another transaction; `late` has no time left for a second one. */
static void lose_once(struct request *req, struct response *res, bool late)
{
	static int tries;

	effect(req, res);
	if (tries++ > 0)
		return;
	if (late)
		req->visit->deadline = 0;
	fail_as(FAIL_RETRY, 1213, "deadlock on purpose");
}

static void deadlock(struct request *req, struct response *res)
{
	lose_once(req, res, false);
}

static void deadlock_late(struct request *req, struct response *res)
{
	lose_once(req, res, true);
}

static void guess(struct request *req, struct response *res)
{
	if (throttle_pass(req, "guess", "somebody", 3, 15 * INSTANT_MINUTE))
		respond_refusal(req, res, 409, "wrong", N_("Back"));
	else
		respond_refusal(req, res, 429, "too_many", N_("Back"));
}

static void greedy(struct request *req, struct response *res)
{
	db_query(req->app->db, &site_count);
	db_query(req->app->db, &site_count);
	page(req, res);
}

static void silent(struct request *req, struct response *res)
{
	(void)req;
	(void)res;
}

static void form(struct request *req, struct response *res)
{
	struct site_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };

	if (fields_read(req, site_field, 2, &in, "CNY", &errors))
		respond_done(req, res, 200, NULL, "/t/page", NULL, NULL);
	else
		respond_errors(req, res, "track/find", json_object(), find_field, 2, &errors);
}

static void sign_in(struct request *req, struct response *res)
{
	session_start_customer(req, res, 7, true, true);
	respond_redirect(req, res, "/t/page");
}

static void sign_out(struct request *req, struct response *res)
{
	session_end(req, res);
	respond_redirect(req, res, "/t/page");
}

/* clang-format off */
#define ROW(m, path, face, access, perm, unsafe, body, queries, fn) \
	{ METHOD_##m, path, FACE_##face, ACCESS_##access, perm, UNSAFE_##unsafe, body, queries, fn }
static const struct route site[] = {
	ROW(GET,    "/t/page",          PAGE, PUBLIC,   0,            NO,      0,    0,  page),
	ROW(POST,   "/t/page",          PAGE, PUBLIC,   0,            NATURAL, 4096, 0,  form),
	ROW(GET,    "/t/page/{id}",     PAGE, PUBLIC,   0,            NO,      0,    0,  page),
	ROW(GET,    "/t/me",            BOTH, CUSTOMER, 0,            NO,      0,    0,  whoami),
	ROW(GET,    "/t/who",           BOTH, PUBLIC,   0,            NO,      0,    0,  whoami),
	ROW(GET,    "/t/refunds",       BOTH, STAFF,    PERM_REFUNDS, NO,      0,    0,  whoami),
	ROW(GET,    "/t/here",          API,  LOOPBACK, 0,            NO,      0,    0,  whoami),
	ROW(POST,   "/t/effect",        BOTH, PUBLIC,   0,            KEY,     4096, 7,  effect),
	ROW(POST,   "/t/effect/{id}",   BOTH, PUBLIC,   0,            KEY,     4096, 7,  effect),
	ROW(POST,   "/t/once",          BOTH, PUBLIC,   0,            KEY,     4096, 8,  effect_once),
	ROW(POST,   "/t/linger",        BOTH, PUBLIC,   0,            KEY,     4096, 8,  linger),
	ROW(POST,   "/t/refuse",        BOTH, PUBLIC,   0,            KEY,     4096, 8,  refuse_late),
	ROW(POST,   "/t/fail",          BOTH, PUBLIC,   0,            KEY,     4096, 8,  fail_late),
	ROW(POST,   "/t/deadlock",      BOTH, PUBLIC,   0,            KEY,     4096, 7,  deadlock),
	ROW(POST,   "/t/deadlock-late", BOTH, PUBLIC,   0,            KEY,     4096, 7,  deadlock_late),
	ROW(POST,   "/t/guess",         BOTH, PUBLIC,   0,            KEY,     4096, 8,  guess),
	ROW(POST,   "/t/guess-natural", BOTH, PUBLIC,   0,            NATURAL, 4096, 6,  guess),
	ROW(POST,   "/t/sign-in",       PAGE, PUBLIC,   0,            NATURAL, 4096, 2,  sign_in),
	ROW(POST,   "/t/sign-out",      PAGE, PUBLIC,   0,            NATURAL, 4096, 2,  sign_out),
	ROW(DELETE, "/t/natural",       API,  STAFF,    PERM_REFUNDS, NATURAL, 4096, 2,  whoami),
	ROW(GET,    "/t/greedy",        PAGE, PUBLIC,   0,            NO,      0,    1,  greedy),
	ROW(GET,    "/t/silent",        PAGE, PUBLIC,   0,            NO,      0,    0,  silent),
	ROW(GET,    "/t/duplicate",     PAGE, PUBLIC,   0,            NO,      0,    0,  fail_on_value),
	ROW(GET,    "/t/broken",        PAGE, PUBLIC,   0,            NO,      0,    8,  fail_late),
};
/* clang-format on */

struct app *site_app(void)
{
	struct app *app = support_app();

	app->routes = site;
	app->n_routes = sizeof site / sizeof site[0];
	return app;
}

int64_t site_effects(void)
{
	return support_number("SELECT COUNT(*) FROM security_event WHERE kind = 'refund'");
}

const char *site_code(const struct answer *a)
{
	const char *code = json_get_text(answer_json(a), "code");

	return code ? code : "";
}
