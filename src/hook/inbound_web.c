/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Webhooks that come in: signed as those that go out are, a moment ago, with a JSON object. */
#include "base/text.h"
#include "guard.h"
#include "hook/hook.h"
#include "respond.h"

enum { A_MINUTE = 600 };

static void refuse_unsigned(struct request *req, struct response *res)
{
	respond_refusal(req, res, 401, "not_signed",
			N_("This is for what the shop’s secret signed a moment ago (Standard "
			   "Webhooks)."));
}

/* Its id, its time and its body, signed with the shop's secret. */
static bool is_signed(struct request *req, const char *secret)
{
	int64_t seconds, off;

	if (!secret || !req->webhook_id || !req->webhook_timestamp || !req->webhook_signature ||
	    !text_to_i64(req->webhook_timestamp, 0, INT64_MAX / INSTANT_SECOND, &seconds))
		return false;
	off = req->now.us - seconds * INSTANT_SECOND;
	return off < HOOK_TOLERANCE && off > -HOOK_TOLERANCE &&
	       hook_signature_fits(req->arena, secret, req->webhook_signature, req->webhook_id,
				   seconds, arena_strndup(req->arena, req->body, req->body_len));
}

static bool read_body(struct request *req, struct response *res)
{
	const char *why = NULL;

	if (request_parse_body(req, &why) == WEB_OK && req->json)
		return true;
	respond_refusal(req, res, 400, "not_json", N_("Send a JSON object."));
	return false;
}

bool hook_takes(struct request *req, struct response *res, const char *name, const char *secret)
{
	if (throttle_pass_address(req, name, A_MINUTE, INSTANT_MINUTE) && is_signed(req, secret))
		return read_body(req, res);
	refuse_unsigned(req, res);
	return false;
}
