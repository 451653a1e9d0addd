/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A member's rewards: what they can have, what they nearly can, and what is theirs. */
#include "base/ident.h"
#include "base/json.h"
#include "guard.h"
#include "member/reward_store.h"
#include "member/web.h"
#include "respond.h"

#define PATH "/me/rewards"
#define OWN  "member/own_rewards"

static const char *const refusal_words[REWARD_WHY__MAX] = {
	[REWARD_OFF] = N_("This reward is not given any more."),
	[REWARD_OVER] = N_("The time of this reward is over."),
	[REWARD_OUT] = N_("None is left of this reward."),
	[REWARD_HAD] = N_("You have had this reward as often as one may."),
	[REWARD_NOT_YET] = N_("This reward is not given yet."),
	[REWARD_NEXT_TIME] = N_("None is left for now. There will be more later."),
	[REWARD_TIER] = N_("This reward is for a higher tier."),
	[REWARD_POINTS] = N_("There are not enough points for this reward."),
	[REWARD_NOT_MEMBER] = N_("Rewards are for customers with an account."),
};

static void refuse(struct request *req, struct response *res, enum reward_why why)
{
	if (why == REWARD_NOT_FOUND)
		respond_not_found(req, res);
	else
		respond_refusal(req, res, 409, reward_why_word[why], refusal_words[why]);
}

void member_web_own_rewards(struct request *req, struct response *res)
{
	struct work w = work_of(req);

	if (!w.app->settings.member)
		respond_not_found(req, res);
	else
		respond_view(req, res, OWN, reward_own_view(&w, req->session->actor.id));
}

void member_web_claim(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	uint64_t id, who = req->session->actor.id;
	enum reward_why why;
	struct claim c;

	if (!w.app->settings.member || !ident_parse(req->path_param[0], &id)) {
		respond_not_found(req, res);
		return;
	}
	if (!fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, OWN, reward_own_view(&w, who), NULL, 0, &errors);
		return;
	}
	why = reward_claim(&w, id, who, &c);
	if (why != REWARD_FITS)
		refuse(req, res, why);
	else
		respond_done(req, res, 201, reward_own_view(&w, who), PATH, "success",
			     N_("It is yours. Its code stands below, and is on its way "
				"to you."));
}

/* ---- for programs ---- */

static bool find_customer(struct request *req, struct response *res, struct work *w, uint64_t *id)
{
	struct customer c;

	if (customer_find_number(w, req->path_param[0], &c)) {
		*id = c.id;
		return true;
	}
	respond_not_found(req, res);
	return false;
}

void member_web_api_own_rewards(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	uint64_t id;

	if (find_customer(req, res, &w, &id))
		respond_view(req, res, NULL, reward_own_view(&w, id));
}

struct claiming {
	uint64_t reward;
};
static const struct field claim_fields[] = {
	{ "reward", FIELD_ID, offsetof(struct claiming, reward), .required = true },
};

void member_web_api_claim(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct claiming in = { 0 };
	enum reward_why why;
	struct reward r;
	struct claim c;
	uint64_t id;

	if (!find_customer(req, res, &w, &id))
		return;
	if (!fields_read(req, claim_fields, sizeof claim_fields / sizeof *claim_fields, &in, NULL,
			 &errors)) {
		respond_errors(req, res, NULL, json_object(), claim_fields,
			       sizeof claim_fields / sizeof *claim_fields, &errors);
		return;
	}
	why = reward_claim(&w, in.reward, id, &c);
	if (why == REWARD_NOT_FOUND)
		field_error(&errors, "/reward", "unknown", N_("There is no such reward"), NULL);
	if (errors.n > 0)
		respond_errors(req, res, NULL, json_object(), claim_fields,
			       sizeof claim_fields / sizeof *claim_fields, &errors);
	else if (why != REWARD_FITS || !reward_get(&w, c.reward_id, &r))
		refuse(req, res, why);
	else
		respond_done(req, res, 201, claim_view(&w, &c, &r), PATH, "success", NULL);
}
