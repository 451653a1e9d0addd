/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One effect per key: the answer is stored in the transaction of its effect, and given again to who
 * repeats the request. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "base/log.h"
#include "base/pack.h"
#include "guard.h"
#include "respond.h"
#include "visit.h"

#define KEY_MAX     255
#define LOCK_WAITED 1205

DB_STATEMENT(
	idempotency_insert,
	"INSERT INTO idempotency (actor, route, idem_key, request_hash, status, headers, body, "
	"created_at) VALUES (?, ?, ?, ?, 0, '', '', ?)");
DB_STATEMENT(idempotency_answer, "UPDATE idempotency SET status = ?, headers = ?, body = ? "
				 "WHERE actor = ? AND route = ? AND idem_key = ?");
DB_STATEMENT(idempotency_find, "SELECT request_hash, status, headers, body FROM idempotency "
			       "WHERE actor = ? AND route = ? AND idem_key = ?");

enum outcome {
	KEPT,      /* done, and the answer stored */
	REFUSED,   /* the handler said no */
	TAKEN,     /* somebody stored an answer under this key before us */
	IN_FLIGHT, /* somebody is about to */
};

struct keyed {
	struct request *req;
	struct response *res;
	const char *route; /* "POST /api/v1/orders" */
	struct bytes actor;
	uint8_t hash[SECRET_HASH_BYTES];
	enum outcome outcome;
};

/* ---- the key ---- */

static bool is_key(const char *key)
{
	size_t n = strlen(key);

	for (size_t i = 0; i < n; i++)
		if (key[i] <= 0x20 || key[i] >= 0x7f)
			return false;
	return n >= 1 && n <= KEY_MAX && strcmp(key, "\"\"") != 0;
}

static const char *what_is_wrong(const char *key)
{
	if (strlen(key) > KEY_MAX)
		return N_("This Idempotency-Key is too long: it may have up to 255 characters.");
	if (strchr(key, ' '))
		return N_("This Idempotency-Key has a blank in it: letters, digits and signs "
			  "alone make one.");
	return N_("This Idempotency-Key is none: letters, digits and signs alone make one, at "
		  "least one of them.");
}

bool idempotency_take_key(struct request *req, struct response *res)
{
	const char *key = req->idempotency_key;

	if (!key && !req->visit->is_bearer)
		key = req->json ? json_get_text(req->json, "form_key")
				: params_get(&req->form, "form_key");
	if (key && is_key(key)) {
		req->visit->key = key;
		return true;
	}
	if (!key)
		respond_refusal(
			req, res, 400, "key_missing",
			N_("This request needs an Idempotency-Key: a text of its own, up to 255 "
			   "characters."));
	else
		respond_refusal(req, res, 400, "bad_key", what_is_wrong(key));
	return false;
}

/* ---- what the request is: the same words in another order or spelling are the same request ----
 */

static void add_part(struct buf *b, const char *s)
{
	size_t n = strlen(s);

	buf_addi(b, (int64_t)n);
	buf_addch(b, ':');
	buf_add(b, s, n);
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const cJSON *const *)a)->string, (*(const cJSON *const *)b)->string);
}

static void add_json(struct arena *a, struct buf *b, const cJSON *node);

static void add_members(struct arena *a, struct buf *b, const cJSON *object)
{
	size_t n = (size_t)cJSON_GetArraySize(object), i = 0;
	const cJSON **member = arena_array_of(a, n + 1, const cJSON *);

	for (const cJSON *m = object->child; m; m = m->next)
		member[i++] = m;
	qsort(member, n, sizeof *member, by_name);
	for (i = 0; i < n; i++) {
		add_part(b, member[i]->string);
		add_json(a, b, member[i]);
	}
}

static void add_json(struct arena *a, struct buf *b, const cJSON *node)
{
	if (cJSON_IsObject(node)) {
		buf_addch(b, '{');
		add_members(a, b, node);
		buf_addch(b, '}');
	} else if (cJSON_IsArray(node)) {
		buf_addch(b, '[');
		for (const cJSON *m = node->child; m; m = m->next)
			add_json(a, b, m);
		buf_addch(b, ']');
	} else {
		add_part(b, json_text(a, node));
	}
}

static void add_form(struct buf *b, const struct params *form)
{
	for (size_t i = 0; i < form->n; i++) {
		if (strcmp(form->v[i].name, "csrf") == 0 ||
		    strcmp(form->v[i].name, "form_key") == 0)
			continue;
		add_part(b, form->v[i].name);
		add_part(b, form->v[i].value);
	}
}

static void hash_request(struct keyed *k)
{
	struct request *req = k->req;
	struct buf b;

	buf_init(&b, req->arena);
	add_part(&b, k->route);
	for (size_t i = 0; i < REQUEST_PATH_PARAMS; i++)
		if (req->path_param[i])
			add_part(&b, req->path_param[i]);
	if (req->json)
		add_json(req->arena, &b, req->json);
	else
		add_form(&b, &req->form);
	if (req->file.p) {
		uint8_t hash[SECRET_HASH_BYTES];

		secret_hash(req->file.p, req->file.len, hash);
		add_part(&b, req->file.name);
		buf_add(&b, hash, sizeof hash);
	}
	secret_hash(b.p, b.len, k->hash);
}

/* Whose key it is: an actor never gets another's answer. */
static struct bytes actor_of(struct request *req)
{
	struct buf b;
	uint8_t hash[SECRET_HASH_BYTES];

	buf_init(&b, req->arena);
	if (req->session) {
		buf_addf(&b, "%d:%llu", (int)req->session->actor.kind,
			 (unsigned long long)req->session->actor.id);
	} else {
		const char *browser = visit_browser(req);

		secret_hash(browser, strlen(browser), hash);
		buf_addlit(&b, "0:");
		buf_add(&b, hash, sizeof hash);
	}
	return bytes_of(b.p, b.len);
}

/* ---- storing ---- */

/* What belongs to the answer itself; a flash is shown once and dated, so it may be sent again. */
static bool is_stored(const struct header *h)
{
	if (strcmp(h->name, "Set-Cookie") == 0)
		return strstr(h->value, "-flash=") != NULL;
	return strcmp(h->name, "Location") == 0 || strcmp(h->name, "ETag") == 0;
}

static const char *header_lines(const struct response *res)
{
	struct buf b;

	buf_init(&b, res->arena);
	if (res->content_type)
		buf_addf(&b, "Content-Type: %s\n", res->content_type);
	for (size_t i = 0; i < res->n_headers; i++)
		if (is_stored(&res->header[i]))
			buf_addf(&b, "%s: %s\n", res->header[i].name, res->header[i].value);
	return b.p;
}

static void claim(void *arg)
{
	struct keyed *k = arg;
	int64_t n = db_insert(k->req->app->db, &idempotency_insert, k->actor, k->route,
			      k->req->visit->key, bytes_of(k->hash, sizeof k->hash), k->req->now);

	k->outcome = n == 1 ? REFUSED : TAKEN;
}

/* First of all, before any row of the shop is touched: the row of a request under way is locked,
 * and who waits in vain for it is told so. True: the key is ours. */
static bool claim_or_wait(struct keyed *k)
{
	struct failure f;

	if (fail_run(claim, k, &f))
		return k->outcome != TAKEN;
	if (f.code != LOCK_WAITED)
		fail_again(&f);
	k->outcome = IN_FLIGHT;
	return false;
}

static void keep(struct keyed *k)
{
	const struct visit *v = k->req->visit;
	const struct response *res = v->later ? v->later : k->res;
	size_t packed;
	const void *body;

	if (v->sight.customer_id)
		fail("idempotency: personal data in an answer that is kept");
	body = pack_text(k->req->arena, res->body.p, res->body.len, &packed);

	db_exec(k->req->app->db, &idempotency_answer, res->status, header_lines(res),
		bytes_of(body, packed), k->actor, k->route, k->req->visit->key);
	k->outcome = KEPT;
}

static int run_once(struct db *db, void *arg)
{
	struct keyed *k = arg;
	struct visit *v = k->req->visit;

	visit_check_deadline(k->req);
	response_init(k->res, k->req->arena);
	v->n_tries = 0;
	v->sight.customer_id = 0;
	v->later = NULL;
	db_count_reset(db);
	if (claim_or_wait(k)) {
		k->req->route->handler(k->req, k->res);
		if (k->res->status == 0)
			fail("the handler gave no answer");
		if (k->res->status < 400)
			keep(k);
	}
	v->queries = db_count(db) + 2; /* START and COMMIT */
	v->queries_final = true;
	return k->outcome;
}

/* ---- giving it again ---- */

static void take_line(struct response *res, char *line)
{
	char *colon = strstr(line, ": ");

	if (!colon)
		fail("idempotency: a stored header without a colon");
	*colon = '\0';
	if (strcmp(line, "Content-Type") == 0)
		res->content_type = colon + 2;
	else
		response_header(res, line, colon + 2);
}

static void give_stored(struct keyed *k, struct rows *r)
{
	char *lines = arena_strdup(k->req->arena, rows_text(r, 2)), *line;
	struct bytes packed = rows_bytes(r, 3);
	size_t len;
	const char *body = unpack_text(k->req->arena, packed.p, packed.len, &len);

	if (!body)
		fail("idempotency: a stored answer that nobody packed");
	response_init(k->res, k->req->arena);
	k->res->status = rows_int(r, 1);
	while ((line = strsep(&lines, "\n")))
		if (*line)
			take_line(k->res, line);
	buf_add(&k->res->body, body, len);
}

/* False: nothing is stored under this key. */
static bool replay(struct keyed *k)
{
	struct rows *r = db_query(k->req->app->db, &idempotency_find, k->actor, k->route,
				  k->req->visit->key);
	struct bytes hash;

	if (!rows_next(r))
		return false;
	hash = rows_bytes(r, 0);
	if (hash.len == sizeof k->hash && memcmp(hash.p, k->hash, hash.len) == 0) {
		log_event(LOG_INFO_LEVEL, "answer given again", LOG_TEXT("request", k->req->id));
		give_stored(k, r);
		return true;
	}
	response_init(k->res, k->req->arena);
	respond_refusal(k->req, k->res, 422, "key_reused",
			k->req->wants_json ? N_("This Idempotency-Key was used for another "
						"request. Nothing was changed.")
					   : N_("This form was sent before with other content. "
						"Open the page again to send a new one."));
	return true;
}

static void refuse_in_flight(struct keyed *k)
{
	response_init(k->res, k->req->arena);
	respond_refusal(k->req, k->res, 409, "key_in_flight",
			N_("The same request is being worked on. Ask again in a moment."));
	response_header(k->res, "Retry-After", "1");
}

static void run_transaction(void *arg)
{
	struct keyed *k = arg;
	struct db *db = k->req->app->db;

	db_transaction(db, run_once, k);
}

void idempotency_run(struct request *req, struct response *res)
{
	struct keyed k = { .req = req, .res = res, .actor = actor_of(req) };
	struct db *db = req->app->db;
	struct failure f;
	bool ran;

	k.route = arena_printf(req->arena, "%s %s", method_name[req->route->method],
			       req->route->path);
	hash_request(&k);
	db_set_replay_safe(db, true);
	ran = fail_run(run_transaction, &k, &f);
	db_set_replay_safe(db, false);
	if (!ran || k.outcome != KEPT)
		throttle_count_again(req);
	if (!ran)
		fail_again(&f);
	if (k.outcome == IN_FLIGHT)
		refuse_in_flight(&k);
	else if (k.outcome != KEPT && !replay(&k) && k.outcome == TAKEN)
		fail_as(FAIL_UNAVAILABLE, 0, "the stored answer is gone");
}
