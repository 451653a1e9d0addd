/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests that another site makes a browser send: refused by where they come from and by the
 * form's token. */
#include <string.h>
#include "app.h"
#include "base/json.h"
#include "base/log.h"
#include "guard.h"
#include "respond.h"
#include "visit.h"

#define TAG_BYTES 16
#define TOKEN_HEX (4 * TAG_BYTES) /* the pad, and the tag under it */

static int digit(char c)
{
	const char *const all = "0123456789abcdef";
	const char *at = c ? strchr(all, c) : NULL;

	return at ? (int)(at - all) : -1;
}

static bool from_hex(const char *hex, uint8_t *out, size_t len)
{
	if (strlen(hex) != 2 * len)
		return false;
	for (size_t i = 0; i < len; i++) {
		int high = digit(hex[2 * i]), low = digit(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

const char *visit_browser(struct request *req)
{
	struct visit *v = req->visit;
	const char *sent;
	char token[SECRET_TOKEN_SIZE];
	uint8_t hash[SECRET_HASH_BYTES];

	if (v->browser)
		return v->browser;
	sent = request_cookie(req, req->app->config->base_path, "browser", true);
	if (sent && strlen(sent) == SECRET_TOKEN_SIZE - 1)
		return v->browser = sent;
	secret_token(token, hash);
	v->browser_is_new = true;
	return v->browser = arena_strdup(req->arena, token);
}

/* What the token is bound to: the session, or the browser before one. */
static void wanted_tag(struct request *req, uint8_t mac[SECRET_HASH_BYTES])
{
	char hex[2 * SECRET_HASH_BYTES + 1];
	const char *part[] = { "csrf", NULL };

	if (req->session) {
		secret_hex(req->session->token_hash, SECRET_HASH_BYTES, hex);
		part[1] = hex;
	} else {
		part[1] = visit_browser(req);
	}
	secret_mac(req->app->keys.csrf, part, 2, mac);
}

/* Under a new pad in every answer, so that compressed pages give nothing away. */
const char *csrf_token(struct request *req)
{
	uint8_t mac[SECRET_HASH_BYTES], raw[2 * TAG_BYTES];
	char *token = arena_alloc(req->arena, TOKEN_HEX + 1);

	wanted_tag(req, mac);
	secret_random(raw, TAG_BYTES);
	for (size_t i = 0; i < TAG_BYTES; i++)
		raw[TAG_BYTES + i] = raw[i] ^ mac[i];
	secret_hex(raw, sizeof raw, token);
	return token;
}

static bool is_our_token(struct request *req, const char *token)
{
	uint8_t raw[2 * TAG_BYTES], mac[SECRET_HASH_BYTES];
	char have[2 * TAG_BYTES + 1], want[2 * TAG_BYTES + 1];

	if (!token || !from_hex(token, raw, sizeof raw))
		return false;
	for (size_t i = 0; i < TAG_BYTES; i++)
		raw[i] ^= raw[TAG_BYTES + i];
	wanted_tag(req, mac);
	secret_hex(raw, TAG_BYTES, have);
	secret_hex(mac, TAG_BYTES, want);
	return secret_equal(have, want);
}

/* Scheme, host and port of the configured address. */
static bool is_our_origin(const struct request *req)
{
	return req->origin && strcmp(req->origin, req->app->config->base_url) == 0;
}

bool visit_is_from_our_page(const struct request *req)
{
	if (req->sec_fetch_site)
		return strcmp(req->sec_fetch_site, "same-origin") == 0 ||
		       strcmp(req->sec_fetch_site, "none") == 0;
	return is_our_origin(req);
}

static const char *sent_token(const struct request *req)
{
	return req->json ? json_get_text(req->json, "csrf") : params_get(&req->form, "csrf");
}

static bool is_ours(const char *name)
{
	return strcmp(name, "csrf") == 0 || strcmp(name, "form_key") == 0 ||
	       strcmp(name, "second_factor") == 0;
}

/* What a page must not show again: a password, and the code that lets somebody in (a product's code
 * lets nobody in). */
static bool is_secret(const struct request *req, const char *name)
{
	return strstr(name, "password") ||
	       (req->route->access == ACCESS_PUBLIC && strcmp(name, "code") == 0);
}

bool visit_keep_fields(const struct request *req, cJSON *fields)
{
	bool all = true;

	for (size_t i = 0; i < req->form.n; i++) {
		const struct param *p = &req->form.v[i];
		cJSON *field;

		if (is_ours(p->name))
			continue;
		if (is_secret(req, p->name)) {
			all = false;
			continue;
		}
		field = json_append_object(fields);
		json_add_text(field, "name", p->name);
		json_add_text(field, "value", p->value);
	}
	return all;
}

/* Nothing that was typed is lost: the page offers to send the same fields again, with a token of
 * today. */
static void respond_expired(struct request *req, struct response *res)
{
	cJSON *view;
	bool all;

	if (req->wants_json) {
		respond_refusal(req, res, 403, "form_expired",
				N_("The form’s token is missing or too old."));
		return;
	}
	view = json_object();
	all = visit_keep_fields(req, json_add_array(view, "fields"));
	json_add_text(view, "action",
		      all ? url_path(req->arena, req->app->config->base_path, "%s", req->target)
			  : NULL);
	json_add_text(view, "back", respond_way_back(req));
	respond_page(req, res, 403, "error/form_expired", view, NULL);
}

bool forgery_check(struct request *req, struct response *res)
{
	if (!visit_is_from_our_page(req)) {
		log_event(LOG_WARN_LEVEL, "request from another site refused",
			  LOG_TEXT("request", req->id));
		respond_refusal(
			req, res, 403, "other_site",
			N_("This was not sent from one of our pages, so nothing was changed."));
		return false;
	}
	if (is_our_token(req, sent_token(req)))
		return true;
	respond_expired(req, res);
	return false;
}
