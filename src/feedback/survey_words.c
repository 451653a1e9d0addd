/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of surveys, as programs and the catalogue know them. */
#include "feedback/survey.h"

const char *const survey_kind_word[SURVEY_KIND__MAX] = {
	[SURVEY_NPS] = "nps",       [SURVEY_CSAT] = "csat",         [SURVEY_CES] = "ces",
	[SURVEY_SINGLE] = "single", [SURVEY_MULTIPLE] = "multiple", [SURVEY_TEXT] = "text",
	[SURVEY_NUMBER] = "number", [SURVEY_DATE] = "date",
};
const char *const survey_state_word[SURVEY_STATE__MAX] = {
	[SURVEY_DRAFT] = "draft",
	[SURVEY_OPEN] = "open",
	[SURVEY_STOPPED] = "stopped",
};
const char *const survey_often_word[SURVEY_OFTEN__MAX] = {
	[ONCE_A_LINK] = "link",
	[ONCE_A_CUSTOMER] = "customer",
	[ANY_NUMBER] = "open",
};
const char *const survey_audience_word[SURVEY_AUDIENCE__MAX] = {
	[FOR_WHO_HAS_THE_LINK] = "link",
	[AFTER_AN_ORDER] = "order",
	[WITH_A_TAG] = "tag",
	[FROM_A_TIER] = "tier",
	[IN_A_VIEW] = "view",
	[AFTER_A_SOLVED_ITEM] = "solved",
};
const char *const survey_way_word[SURVEY_WAY__MAX] = {
	[WAY_LINK] = "link",
	[WAY_ORDER] = "order",
	[WAY_MESSAGE] = "message",
};
const char *const survey_about_word[SURVEY_ABOUT__MAX] = {
	[ABOUT_NOTHING] = "nothing", [ABOUT_ANSWER] = "answer",   [ABOUT_SKU] = "sku",
	[ABOUT_CARRIER] = "carrier", [ABOUT_CHANNEL] = "channel", [ABOUT_REGION] = "region",
	[ABOUT_AMOUNT] = "amount",   [ABOUT_ORDERS] = "orders",   [ABOUT_TAG] = "tag",
	[ABOUT_LANG] = "lang",
};
const char *const survey_op_word[SURVEY_OP__MAX] = {
	[OP_IS] = "is",
	[OP_NOT] = "not",
	[OP_LEAST] = "least",
	[OP_MOST] = "most",
};
const char *const survey_flaw_word[SURVEY_FLAW__MAX] = {
	[FLAW_NONE] = "none",
	[FLAW_EMPTY] = "empty",
	[FLAW_LANGUAGE] = "language",
	[FLAW_FEW_CHOICES] = "few_choices",
	[FLAW_MANY_CHOICES] = "many_choices",
	[FLAW_CHOICES] = "choices",
	[FLAW_RANGE] = "range",
	[FLAW_RULE_ABOUT] = "rule_about",
	[FLAW_RULE_VALUE] = "rule_value",
};
const char *const survey_part_word[SURVEY_PART__MAX] = {
	[PART_ALL] = "all",         [PART_MONTH] = "month",     [PART_PRODUCT] = "product",
	[PART_CARRIER] = "carrier", [PART_CHANNEL] = "channel", [PART_REGION] = "region",
	[PART_LANG] = "lang",       [PART_ANSWER] = "answer",   [PART_TIER] = "tier",
};
