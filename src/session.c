/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is at the other end: a browser's session or a program's key. Only hashes of tokens are
 * stored. */
#include <string.h>
#include <strings.h>
#include "base/json.h"
#include "base/text.h"
#include "customer/customer.h"
#include "guard.h"
#include "respond.h"
#include "staff/staff.h"
#include "visit.h"

#define COOKIE  "sid"
#define BEARER  "Bearer "
#define ONCE_US (12 * INSTANT_HOUR) /* of a customer who does not want to be remembered */

DB_STATEMENT(session_by_hash,
	     "SELECT kind, subject_id, seen_at, expires_at, stepped_up_at FROM session "
	     "WHERE token_hash = ?");
DB_STATEMENT(session_insert,
	     "INSERT INTO session (token_hash, kind, subject_id, created_at, seen_at, expires_at, "
	     "stepped_up_at, agent, network) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
DB_STATEMENT(session_seen, "UPDATE session SET seen_at = ? WHERE token_hash = ?");
DB_STATEMENT(session_proved,
	     "UPDATE session SET token_hash = ?, stepped_up_at = ? WHERE token_hash = ?");
DB_STATEMENT(session_delete, "DELETE FROM session WHERE token_hash = ?");
DB_STATEMENT(session_delete_all, "DELETE FROM session WHERE kind = ? AND subject_id = ?");
DB_STATEMENT(api_key_by_hash,
	     "SELECT id, name, permissions, last_used_at FROM api_key WHERE token_hash = ? "
	     "AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)");
DB_STATEMENT(api_key_used, "UPDATE api_key SET last_used_at = ? WHERE id = ?");

/* How long a session lives unused, and at most. */
static const struct {
	int64_t idle_us, whole_us;
	bool strict; /* the cookie stays away when another site leads here */
} life[] = {
	[SESSION_CUSTOMER] = { 14 * INSTANT_DAY, 90 * INSTANT_DAY, false },
	[SESSION_STAFF] = { 30 * INSTANT_MINUTE, 12 * INSTANT_HOUR, true },
	[SESSION_STAFF_HALF] = { 10 * INSTANT_MINUTE, 10 * INSTANT_MINUTE, true },
};

int64_t session_idle(enum session_kind kind)
{
	return life[kind].idle_us;
}

static struct bytes hash_bytes(const uint8_t hash[SECRET_HASH_BYTES])
{
	return bytes_of(hash, SECRET_HASH_BYTES);
}

/* ---- a browser ---- */

static bool fill_customer(struct request *req, struct session *s, uint64_t id)
{
	struct work w = work_of(req);
	struct customer c;

	if (!customer_get(&w, id, &c))
		return false;
	s->actor = (struct actor){ ACTOR_CUSTOMER, id };
	s->name = c.name && *c.name ? text_mask_name(req->arena, c.name) : "";
	s->number = c.number;
	s->has_lang = true;
	s->lang = c.lang;
	return true;
}

/* Somebody who left has no session any more, whatever the table says. */
static bool fill_staff(struct request *req, struct session *s, uint64_t id)
{
	struct work w = work_of(req);
	struct staff_member m;

	if (!staff_session(&w, id, &m) || (s->kind == SESSION_STAFF && m.state != STAFF_ACTIVE))
		return false;
	s->actor = (struct actor){ ACTOR_STAFF, id };
	s->name = m.name;
	s->role = m.role;
	s->role_name = m.role_name;
	s->has_lang = true;
	s->lang = m.lang;
	s->permissions = s->kind == SESSION_STAFF ? m.permissions : 0;
	s->n_notices = m.n_notices;
	return true;
}

static bool is_over(const struct request *req, enum session_kind kind, struct instant seen_at,
		    struct instant expires_at)
{
	return req->now.us >= expires_at.us || req->now.us >= seen_at.us + life[kind].idle_us;
}

/* So that what they were just sending can be kept for them. */
static void note_end(struct visit *v, enum session_kind kind, uint64_t subject)
{
	v->over_kind = kind == SESSION_STAFF_HALF ? SESSION_STAFF : kind;
	v->over_id = subject;
}

/* The row of this token, while it is good. */
static bool read_session(struct request *req, struct session *s)
{
	struct db *db = req->app->db;
	struct rows *r = db_query(db, &session_by_hash, hash_bytes(s->token_hash));
	struct instant seen_at;
	uint64_t subject;

	if (!rows_next(r))
		return false;
	s->kind = (enum session_kind)rows_int(r, 0);
	subject = rows_id(r, 1);
	seen_at = rows_time(r, 2);
	s->expires_at = rows_time(r, 3);
	s->stepped_up_at = rows_time(r, 4);
	if (s->kind < SESSION_CUSTOMER || s->kind > SESSION_STAFF_HALF)
		return false;
	if (is_over(req, s->kind, seen_at, s->expires_at)) {
		note_end(req->visit, s->kind, subject);
		db_exec(db, &session_delete, hash_bytes(s->token_hash));
		return false;
	}
	if (!(s->kind == SESSION_CUSTOMER ? fill_customer : fill_staff)(req, s, subject))
		return false;
	if (req->now.us >= seen_at.us + INSTANT_MINUTE)
		db_exec(db, &session_seen, req->now, hash_bytes(s->token_hash));
	return true;
}

static void find_browser(struct request *req, const char *token)
{
	struct session *s = arena_new_of(req->arena, struct session);

	secret_hash(token, strlen(token), s->token_hash);
	if (read_session(req, s))
		req->session = s;
}

/* ---- a program ---- */

/* To the minute: not each request is to write. */
static void note_use(struct request *req, uint64_t id, struct instant before)
{
	if (instant_is_none(before) || req->now.us >= before.us + INSTANT_MINUTE)
		db_exec(req->app->db, &api_key_used, req->now, id);
}

static bool find_program(struct request *req, struct response *res)
{
	const char *token = req->authorization + strlen(BEARER);
	struct session *s = arena_new_of(req->arena, struct session);
	struct rows *r;

	req->visit->is_bearer = true;
	req->wants_json = true;
	secret_hash(token, strlen(token), s->token_hash);
	r = db_query(req->app->db, &api_key_by_hash, hash_bytes(s->token_hash), req->now);
	if (!rows_next(r)) {
		respond_refusal(req, res, 401, "bad_api_key",
				N_("This API key is not valid, has expired, or was revoked."));
		response_header(res, "WWW-Authenticate", "Bearer error=\"invalid_token\"");
		return false;
	}
	s->kind = SESSION_STAFF;
	s->actor = (struct actor){ ACTOR_API_KEY, rows_id(r, 0) };
	s->name = rows_text(r, 1);
	s->permissions = rows_id(r, 2);
	note_use(req, s->actor.id, rows_time(r, 3));
	req->session = s;
	return true;
}

static const char *cookie_of(const struct request *req)
{
	const char *token = request_cookie(req, req->app->config->base_path, COOKIE, true);

	return token && strlen(token) == SECRET_TOKEN_SIZE - 1 ? token : NULL;
}

bool session_find(struct request *req, struct response *res)
{
	const char *token;

	/* Other schemes are not ours: a web server in front may ask for a password of its own. */
	if (req->authorization && strncasecmp(req->authorization, BEARER, strlen(BEARER)) == 0)
		return find_program(req, res);
	token = cookie_of(req);
	if (token)
		find_browser(req, token);
	return true;
}

bool session_was_sent(const struct request *req)
{
	return cookie_of(req) != NULL;
}

/* ---- beginning and ending ---- */

static void forget_browser(struct request *req)
{
	if (req->session && !req->visit->is_bearer)
		db_exec(req->app->db, &session_delete, hash_bytes(req->session->token_hash));
}

static void give_cookie(struct request *req, struct response *res, enum session_kind kind,
			const char *token, int64_t max_age)
{
	struct cookie c = {
		.name = COOKIE,
		.value = token,
		.max_age = max_age,
		.secret = true,
		.strict = life[kind].strict,
	};

	response_cookie(res, req->app->config->base_path, &c);
}

struct beginning {
	enum session_kind kind;
	uint64_t subject_id;
	int64_t whole_us;
	bool outlives_browser, is_proved;
};

static void start(struct request *req, struct response *res, const struct beginning *b)
{
	char token[SECRET_TOKEN_SIZE];
	uint8_t hash[SECRET_HASH_BYTES];

	forget_browser(req);
	secret_token(token, hash);
	db_exec(req->app->db, &session_insert, hash_bytes(hash), (int)b->kind, b->subject_id,
		req->now, req->now, instant_add(req->now, b->whole_us),
		b->is_proved ? req->now : INSTANT_NONE, session_agent(req->arena, req->user_agent),
		session_network(req));
	give_cookie(req, res, b->kind, token,
		    b->outlives_browser ? b->whole_us / INSTANT_SECOND : -1);
}

void session_start(struct request *req, struct response *res, enum session_kind kind,
		   uint64_t subject_id)
{
	start(req, res,
	      &(struct beginning){ kind, subject_id, life[kind].whole_us, false,
				   kind != SESSION_STAFF_HALF });
}

void session_start_customer(struct request *req, struct response *res, uint64_t customer_id,
			    bool remember, bool is_proved)
{
	start(req, res,
	      &(struct beginning){ SESSION_CUSTOMER, customer_id,
				   remember ? life[SESSION_CUSTOMER].whole_us : ONCE_US, remember,
				   is_proved });
}

/* Who had the token before has nothing of what was proved now. */
void session_prove(struct request *req)
{
	struct session *s = req->session;
	char token[SECRET_TOKEN_SIZE];
	uint8_t hash[SECRET_HASH_BYTES];

	secret_token(token, hash);
	db_exec(req->app->db, &session_proved, hash_bytes(hash), req->now,
		hash_bytes(s->token_hash));
	memcpy(s->token_hash, hash, sizeof hash);
	s->stepped_up_at = req->now;
	req->visit->token = arena_strdup(req->arena, token);
}

/* A customer who wants to be remembered still is; with hours left, it ends with the browser. */
void session_keep(struct request *req, struct response *res)
{
	const struct session *s = req->session;
	int64_t left;

	if (!req->visit->token)
		return;
	left = s->expires_at.us - req->now.us;
	give_cookie(req, res, s->kind, req->visit->token,
		    s->kind == SESSION_CUSTOMER && left > ONCE_US ? left / INSTANT_SECOND : -1);
}

void session_end(struct request *req, struct response *res)
{
	struct cookie c = { .name = COOKIE, .value = "", .max_age = 0, .secret = true };

	forget_browser(req);
	response_cookie(res, req->app->config->base_path, &c);
}

void session_end_all(struct work *w, enum session_kind kind, uint64_t subject_id)
{
	db_exec(w->db, &session_delete_all, (int)kind, subject_id);
	if (kind == SESSION_STAFF)
		db_exec(w->db, &session_delete_all, (int)SESSION_STAFF_HALF, subject_id);
}
