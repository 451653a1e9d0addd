/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message that outlives one redirect: in a cookie, signed, short-lived, shown once. */
#include <string.h>
#include "app.h"
#include "base/json.h"
#include "base/text.h"
#include "respond.h"
#include "visit.h"

#define SECONDS 120
#define COOKIE  "flash"

static void sign(const struct request *req, const char *tone, const char *until, const char *msg,
		 char tag[SECRET_TAG_SIZE])
{
	const char *const part[] = { "flash", tone, until, msg };

	secret_tag(req->app->keys.csrf, part, 4, tag);
}

/* "tone.until.tag.message", the message (a msgid) percent-encoded. */
void flash_set(struct request *req, struct response *res, const char *tone, const char *msg)
{
	const char *until = arena_printf(req->arena, "%lld",
					 (long long)(req->now.us / INSTANT_SECOND + SECONDS));
	char tag[SECRET_TAG_SIZE];
	struct buf b;
	struct cookie c = { .name = COOKIE, .max_age = SECONDS, .secret = true };

	sign(req, tone, until, msg, tag);
	buf_init(&b, req->arena);
	buf_addf(&b, "%s.%s.%s.", tone, until, tag);
	url_encode(&b, msg);
	c.value = b.p;
	response_cookie(res, req->app->config->base_path, &c);
}

static bool read_flash(struct request *req, const char *value, const char **tone, const char **msg)
{
	char *rest = arena_strdup(req->arena, value), tag[SECRET_TAG_SIZE];
	const char *until, *sent;
	int64_t seconds;

	*tone = strsep(&rest, ".");
	until = strsep(&rest, ".");
	sent = strsep(&rest, ".");
	*msg = rest ? url_decode(req->arena, rest, strlen(rest), false) : NULL;
	if (!*msg || !text_to_i64(until, 0, INT64_MAX / INSTANT_SECOND, &seconds))
		return false;
	sign(req, *tone, until, *msg, tag);
	return secret_equal(tag, sent) && seconds >= req->now.us / INSTANT_SECOND;
}

cJSON *flash_take(struct request *req, struct response *res)
{
	const char *value = request_cookie(req, req->app->config->base_path, COOKIE, true), *tone,
		   *msg;
	struct cookie gone = { .name = COOKIE, .value = "", .max_age = 0, .secret = true };
	cJSON *o;

	if (!value)
		return cJSON_CreateNull();
	response_cookie(res, req->app->config->base_path, &gone);
	if (!read_flash(req, value, &tone, &msg))
		return cJSON_CreateNull();
	o = json_object();
	json_add_text(o, "tone", tone);
	json_add_text(o, "text", respond_words(req, msg));
	return o;
}
