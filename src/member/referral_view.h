/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A referral as the shop reads it. */
#ifndef REGULARS_MEMBER_REFERRAL_VIEW_H
#define REGULARS_MEMBER_REFERRAL_VIEW_H

#include "member/referral.h"

/* Of the row that referral_store_page() or referral_store_one() stands at. */
cJSON *referral_view(const struct rows *r);

#endif
