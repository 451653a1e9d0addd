/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of membership, for the site map. */
#ifndef REGULARS_MEMBER_WEB_H
#define REGULARS_MEMBER_WEB_H

#include "web/web.h"

void member_web_own(struct request *req, struct response *res);

void member_web_own_rewards(struct request *req, struct response *res);
void member_web_claim(struct request *req, struct response *res);

void member_web_rewards(struct request *req, struct response *res);
void member_web_reward_form(struct request *req, struct response *res);
void member_web_reward_add(struct request *req, struct response *res);
void member_web_reward(struct request *req, struct response *res);
void member_web_reward_change(struct request *req, struct response *res);
void member_web_claim_return(struct request *req, struct response *res);
void member_web_api_rewards(struct request *req, struct response *res);
void member_web_api_reward(struct request *req, struct response *res);
void member_web_api_own_rewards(struct request *req, struct response *res);
void member_web_api_claim(struct request *req, struct response *res);

void member_web_invitation(struct request *req, struct response *res);
void member_web_invite(struct request *req, struct response *res);
void member_web_invited(struct request *req, struct response *res);
void member_web_referrals(struct request *req, struct response *res);
void member_web_referral_form(struct request *req, struct response *res);
void member_web_referral_allow(struct request *req, struct response *res);
void member_web_api_referrals(struct request *req, struct response *res);

void member_web_report(struct request *req, struct response *res);

void member_web_tiers(struct request *req, struct response *res);
void member_web_tier_scheme(struct request *req, struct response *res);
void member_web_tier_form(struct request *req, struct response *res);
void member_web_tier_add(struct request *req, struct response *res);
void member_web_tier(struct request *req, struct response *res);
void member_web_tier_change(struct request *req, struct response *res);
void member_web_tier_remove(struct request *req, struct response *res);

#endif
