/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of feedback, as programs and labels know them. */
#include "feedback/feedback.h"

const char *const feedback_channel_word[FEEDBACK_CHANNEL__MAX] = {
	[FEEDBACK_BY_LINK] = "link",
	[FEEDBACK_IN_ACCOUNT] = "account",
	[FEEDBACK_ELSEWHERE] = "elsewhere",
};

const char *const review_tag_word[REVIEW_TAG__MAX] = {
	[TAG_FRESH] = "fresh",
	[TAG_GOOD_QUALITY] = "good_quality",
	[TAG_WELL_PACKED] = "well_packed",
	[TAG_AS_DESCRIBED] = "as_described",
	[TAG_GOOD_VALUE] = "good_value",
	[TAG_DAMAGED] = "damaged",
	[TAG_WRONG_ITEM] = "wrong_item",
	[TAG_NEAR_EXPIRY] = "near_expiry",
	[TAG_NOT_AS_DESCRIBED] = "not_as_described",
	[TAG_POOR_QUALITY] = "poor_quality",
};

const char *const review_state_word[REVIEW_STATE__MAX] = {
	[REVIEW_SHOWN] = "shown",
	[REVIEW_HIDDEN] = "hidden",
	[REVIEW_WAITING] = "waiting",
};
const char *const hide_reason_word[HIDE_REASON__MAX] = {
	[HIDE_ADVERTISING] = "advertising",
	[HIDE_ABUSE] = "abuse",
	[HIDE_PERSONAL_DATA] = "personal_data",
	[HIDE_OFF_TOPIC] = "off_topic",
};
const char *const review_act_word[REVIEW_ACT__MAX] = {
	[REVIEW_REPLIED] = "replied",           [REVIEW_WAS_HIDDEN] = "hidden",
	[REVIEW_SHOWN_AGAIN] = "shown",         [REVIEW_PUBLISHED] = "published",
	[REVIEW_PHOTO_HIDDEN] = "photo_hidden", [REVIEW_PHOTO_SHOWN] = "photo_shown",
};

const char *const heard_of_word[HEARD_OF__MAX] = {
	[HEARD_FRIEND] = "friend", [HEARD_SEARCH] = "search",           [HEARD_SOCIAL] = "social",
	[HEARD_VIDEO] = "video",   [HEARD_MARKETPLACE] = "marketplace", [HEARD_LEAFLET] = "leaflet",
	[HEARD_OTHER] = "other",
};
