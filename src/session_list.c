/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where somebody is signed in: the sessions of one, told apart by browser and network. */
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "visit.h"

DB_STATEMENT(session_of_one,
	     "SELECT LOWER(HEX(token_hash)), agent, network, created_at, seen_at FROM session "
	     "WHERE kind = ? AND subject_id = ? AND expires_at > ? AND seen_at > ? "
	     "ORDER BY seen_at DESC, token_hash LIMIT 100");
DB_STATEMENT(session_delete_one, "DELETE FROM session WHERE kind = ? AND subject_id = ? AND "
				 "LOWER(HEX(token_hash)) = ? AND token_hash <> ?");
DB_STATEMENT(session_delete_others,
	     "DELETE FROM session WHERE kind = ? AND subject_id = ? AND token_hash <> ?");

/* The first that is found names it: most browsers name their ancestors too. */
static const char *const browsers[][2] = {
	{ "MicroMessenger", "WeChat" }, { "Edg", "Edge" },       { "OPR/", "Opera" },
	{ "Firefox/", "Firefox" },      { "FxiOS/", "Firefox" }, { "CriOS/", "Chrome" },
	{ "Chrome/", "Chrome" },        { "Safari/", "Safari" },
};
static const char *const systems[][2] = {
	{ "Windows", "Windows" }, { "Android", "Android" }, { "iPhone", "iPhone" },
	{ "iPad", "iPad" },       { "Mac OS X", "macOS" },  { "CrOS", "ChromeOS" },
	{ "Linux", "Linux" },
};

static const char *named(const char *agent, const char *const (*list)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(agent, list[i][0]))
			return list[i][1];
	return NULL;
}

const char *session_agent(struct arena *a, const char *agent)
{
	const char *browser, *system;

	if (!agent)
		return NULL;
	browser = named(agent, browsers, sizeof browsers / sizeof *browsers);
	system = named(agent, systems, sizeof systems / sizeof *systems);
	if (browser && system)
		return arena_printf(a, "%s, %s", browser, system);
	return browser ? browser : system;
}

const char *session_network(struct request *req)
{
	const char *network = visit_network(req->arena, req->remote_addr);

	if (!network)
		return NULL;
	return arena_printf(req->arena, strchr(network, ':') ? "%s::/64" : "%s.0/24", network);
}

size_t session_list(struct request *req, struct session_place **out)
{
	const struct session *s = req->session;
	struct rows *r = db_query(req->app->db, &session_of_one, (int)s->kind, s->actor.id,
				  req->now, instant_add(req->now, -session_idle(s->kind)));
	char own[2 * SECRET_HASH_BYTES + 1];
	size_t n = 0;

	secret_hex(s->token_hash, SECRET_HASH_BYTES, own);
	*out = arena_array_of(req->arena, rows_count(r) + 1, struct session_place);
	while (rows_next(r)) {
		const char *id = rows_text(r, 0);

		(*out)[n++] = (struct session_place){ id,
						      rows_text(r, 1),
						      rows_text(r, 2),
						      rows_time(r, 3),
						      rows_time(r, 4),
						      strcmp(id, own) == 0 };
	}
	return n;
}

bool session_end_one(struct request *req, const char *id)
{
	const struct session *s = req->session;

	return db_exec(req->app->db, &session_delete_one, (int)s->kind, s->actor.id, id,
		       bytes_of(s->token_hash, SECRET_HASH_BYTES)) == 1;
}

int64_t session_end_others(struct request *req)
{
	const struct session *s = req->session;

	return db_exec(req->app->db, &session_delete_others, (int)s->kind, s->actor.id,
		       bytes_of(s->token_hash, SECRET_HASH_BYTES));
}

void session_list_add(struct request *req, cJSON *view)
{
	cJSON *list;
	struct session_place *all;
	size_t n = session_list(req, &all);

	json_add_bool(view, "has_others", n > 1);
	list = json_add_array(view, "sessions");
	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "id", all[i].id);
		json_add_text(one, "agent", all[i].agent);
		json_add_text(one, "network", all[i].network);
		json_add_instant(one, "created_at", all[i].created_at);
		json_add_instant(one, "seen_at", all[i].seen_at);
		json_add_bool(one, "is_this", all[i].is_this);
	}
}
