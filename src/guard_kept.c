/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody had typed when their session was over: kept for an hour, and shown to them again
 * once they are signed in. Nothing of it is carried out before they press a button of that page. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "visit.h"

#define KEPT_FOR    INSTANT_HOUR
#define FROM_NEARBY 60
#define MOST        5000 /* of all: who asks much cannot fill the disk */

DB_STATEMENT(kept_form_count, "SELECT COUNT(*) FROM kept_form");
DB_STATEMENT(kept_form_insert,
	     "INSERT INTO kept_form (token_hash, browser_hash, kind, subject_id, sealed, "
	     "expires_at) VALUES (?, ?, ?, ?, ?, ?)");
DB_STATEMENT(kept_form_find, "SELECT subject_id, sealed FROM kept_form WHERE token_hash = ? AND "
			     "browser_hash = ? AND kind = ? AND expires_at > ?");
DB_STATEMENT(kept_form_claim, "UPDATE kept_form SET subject_id = ? WHERE token_hash = ? AND "
			      "subject_id IS NULL");

/* A row is worth nothing to another row's token. */
static const char *context(struct request *req, const uint8_t hash[SECRET_HASH_BYTES])
{
	char hex[2 * SECRET_HASH_BYTES + 1];

	secret_hex(hash, SECRET_HASH_BYTES, hex);
	return arena_printf(req->arena, "kept_form %s", hex);
}

/* The page that shows it, as a tree. NULL: there is nothing to keep, or too much. */
static const char *pack(struct request *req)
{
	cJSON *view, *fields;
	const char *text;
	bool all;

	if (req->method != METHOD_POST || req->json || req->file.p)
		return NULL;
	view = json_object();
	json_add_bool(view, "is_gone", false);
	fields = json_add_array(view, "fields");
	all = visit_keep_fields(req, fields);
	if (cJSON_GetArraySize(fields) == 0)
		return NULL;
	json_add_text(view, "action",
		      all ? url_path(req->arena, req->app->config->base_path, "%s", req->target)
			  : NULL);
	json_add_text(view, "back", respond_way_back(req));
	text = json_text(req->arena, view);
	return strlen(text) <= WEB_FORM_MAX ? text : NULL;
}

static bool has_room(struct request *req)
{
	struct rows *r;

	if (!throttle_pass_network(req, "kept_form", FROM_NEARBY, KEPT_FOR))
		return false;
	r = db_query(req->app->db, &kept_form_count);
	return rows_next(r) && rows_i64(r, 0) < MOST;
}

static void browser_hash(struct request *req, uint8_t hash[SECRET_HASH_BYTES])
{
	const char *browser = visit_browser(req);

	secret_hash(browser, strlen(browser), hash);
}

const char *visit_keep_form(struct request *req, enum session_kind kind)
{
	struct visit *v = req->visit;
	uint8_t hash[SECRET_HASH_BYTES], browser[SECRET_HASH_BYTES];
	char token[SECRET_TOKEN_SIZE];
	const char *text = visit_is_from_our_page(req) ? pack(req) : NULL;
	size_t len;
	void *sealed;

	if (!text || !has_room(req))
		return NULL;
	secret_token(token, hash);
	browser_hash(req, browser);
	sealed = secret_seal(req->arena, req->app->keys.seal, context(req, hash), text,
			     strlen(text), &len);
	db_exec(req->app->db, &kept_form_insert, bytes_of(hash, sizeof hash),
		bytes_of(browser, sizeof browser), (int)kind,
		db_id_or_null(v->over_kind == kind ? v->over_id : 0), bytes_of(sealed, len),
		instant_add(req->now, KEPT_FOR));
	return arena_printf(req->arena, "%s/%s", kind == SESSION_STAFF ? "/desk/kept" : "/me/kept",
			    token);
}

/* Whose it was, where that is known; else of whom it is shown to first: they sit at the browser it
 * was typed into. */
static bool is_theirs(struct request *req, const uint8_t hash[SECRET_HASH_BYTES],
		      const struct rows *r)
{
	uint64_t who = req->session->actor.id;

	if (!rows_is_null(r, 0))
		return rows_id(r, 0) == who;
	return db_exec(req->app->db, &kept_form_claim, who, bytes_of(hash, SECRET_HASH_BYTES)) == 1;
}

/* NULL: not kept any more, or not for this person at this browser. */
static cJSON *find(struct request *req, const char *token)
{
	uint8_t hash[SECRET_HASH_BYTES], browser[SECRET_HASH_BYTES];
	struct bytes sealed;
	cJSON *view;
	struct rows *r;
	size_t len, at;
	char *text;

	secret_hash(token, strlen(token), hash);
	browser_hash(req, browser);
	r = db_query(req->app->db, &kept_form_find, bytes_of(hash, sizeof hash),
		     bytes_of(browser, sizeof browser), (int)req->session->kind, req->now);
	if (!rows_next(r))
		return NULL;
	sealed = rows_bytes(r, 1);
	if (!is_theirs(req, hash, r))
		return NULL;
	text = secret_open(req->arena, req->app->keys.seal, context(req, hash), sealed.p,
			   sealed.len, &len);
	if (!text || json_parse(req->arena, text, len, &view, &at) != JSON_OK)
		return NULL;
	return view;
}

void guard_web_kept(struct request *req, struct response *res)
{
	cJSON *view = find(req, req->path_param[0]);

	if (view) {
		respond_view(req, res, "error/kept", view);
		return;
	}
	if (req->wants_json) {
		respond_not_found(req, res);
		return;
	}
	view = json_object();
	json_add_bool(view, "is_gone", true);
	json_add_array(view, "fields");
	json_add_null(view, "action");
	json_add_null(view, "back");
	respond_view_status(req, res, 404, "error/kept", view);
}
