/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invitation that was refused for what two people share, let pass by staff who know that they
 * are two. */
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "member/referral_view.h"
#include "member/web.h"
#include "respond.h"

#define PAGE "member/referral_allow"
enum { WHY_CHARS = 200 };

cJSON *referral_view(const struct rows *r)
{
	int state = rows_int(r, 1), why = rows_int(r, 2);
	bool can = referral_may_be_allowed((enum referral_state)state, (enum referral_why)why);
	cJSON *v = json_object();

	json_add_id(v, "id", rows_id(r, 0));
	json_add_text(v, "state", referral_state_word[state]);
	json_add_text(v, "why", why ? referral_why_word[why] : NULL);
	json_add_instant(v, "at", rows_time(r, 3));
	json_add_instant(v, "decided_at", rows_time(r, 4));
	json_add_int(v, "points", rows_i64(r, 5));
	json_add_int(v, "friend_points", rows_i64(r, 6));
	json_add_text(v, "referrer", rows_text(r, 7));
	json_add_text(v, "friend", rows_text(r, 8));
	json_add_text(v, "order", rows_text(r, 9));
	json_add_instant(v, "allowed_at", rows_time(r, 10));
	json_add_text(v, "allowed_why", rows_text(r, 11));
	json_add_text(v, "allowed_by", rows_text(r, 12));
	json_add_bool(v, "can_be_allowed", can);
	return v;
}

struct allow_input {
	const char *why;
};
static const struct field allow_fields[] = {
	{ .name = "why",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct allow_input, why),
	  .required = true,
	  .max = WHY_CHARS,
	  .missing = N_("Say why it counts") },
};
enum { ALLOW_FIELDS = 1 };

/* NULL: there is none. */
static cJSON *find(struct request *req, struct work *w, uint64_t *id)
{
	struct rows *r;

	if (!ident_parse(req->path_param[0], id))
		return NULL;
	r = referral_store_one(w, *id);
	return rows_next(r) ? referral_view(r) : NULL;
}

static cJSON *page_of(cJSON *referral)
{
	cJSON *view = json_object();

	json_add(view, "referral", referral);
	return view;
}

static void refuse_final(struct request *req, struct response *res)
{
	respond_refusal(
		req, res, 409, "final",
		N_("This invitation is not refused for what both share: there is nothing to "
		   "let pass."));
}

void member_web_referral_form(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	uint64_t id;
	cJSON *v = find(req, &w, &id), *view;

	if (!v) {
		respond_not_found(req, res);
		return;
	}
	if (!cJSON_IsTrue(json_get(v, "can_be_allowed"))) {
		refuse_final(req, res);
		return;
	}
	view = page_of(v);
	json_add(view, "form", respond_form(req, allow_fields, ALLOW_FIELDS, NULL, NULL));
	respond_view(req, res, PAGE, view);
}

static void answer(struct request *req, struct response *res, struct work *w,
		   enum referral_allowed said)
{
	uint64_t id;
	cJSON *v;

	switch (said) {
	case REFERRAL_ALLOWED:
		v = find(req, w, &id);
		respond_done(req, res, 200, v, "/desk/referrals?state=waiting", "success",
			     N_("It counts when the friend’s first order is kept."));
		break;
	case REFERRAL_FINAL:
		refuse_final(req, res);
		break;
	case REFERRAL_ANOTHER:
		respond_refusal(req, res, 409, "invited",
				N_("The friend has another invitation by now."));
		break;
	case REFERRAL_NOT_FOUND:
		respond_not_found(req, res);
		break;
	}
}

void member_web_referral_allow(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct allow_input in = { 0 };
	struct work w = work_of(req);
	uint64_t id;
	cJSON *v = find(req, &w, &id);

	if (!v)
		respond_not_found(req, res);
	else if (!fields_read(req, allow_fields, ALLOW_FIELDS, &in, NULL, &errors))
		respond_errors(req, res, PAGE, page_of(v), allow_fields, ALLOW_FIELDS, &errors);
	else
		answer(req, res, &w, referral_allow(&w, id, in.why));
}
