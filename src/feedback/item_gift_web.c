/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that makes up for something, on the page of an item. */
#include <stdio.h>
#include "base/json.h"
#include "base/money.h"
#include "feedback/item_gift.h"
#include "feedback/item_web.h"
#include "feedback/web.h"
#include "guard.h"
#include "member/member.h"
#include "respond.h"

struct gift_input {
	int gift;
	int64_t points, credit;
	const char *why;
	int64_t version;
};

const struct field gift_fields[GIFT_FIELDS] = {
	{ .name = "gift",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct gift_input, gift),
	  .required = true,
	  .words = item_gift_word,
	  .n_words = ITEM_GIFT__MAX,
	  .missing = N_("Choose points or a credit") },
	{ .name = "points",
	  .kind = FIELD_INT,
	  .offset = offsetof(struct gift_input, points),
	  .min = 1,
	  .max = 10000000 },
	{ .name = "credit", .kind = FIELD_MONEY, .offset = offsetof(struct gift_input, credit) },
	{ .name = "cause",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct gift_input, why),
	  .required = true,
	  .max = 200,
	  .missing = N_("Write what it makes up for") },
	{ .name = "version",
	  .kind = FIELD_INT,
	  .offset = offsetof(struct gift_input, version),
	  .min = 0,
	  .max = INT32_MAX },
};

static int64_t limit_of(const struct request *req, enum item_gift gift)
{
	const struct settings *s = &req->app->settings;

	return member_limit(gift == GIFT_POINTS ? s->point_limits : s->credit_limits,
			    req->session->role);
}

const char *item_currency(const struct request *req, const struct item *i)
{
	return i->currency ? i->currency : req->app->settings.currency;
}

void item_gift_add(struct request *req, const struct item *i, cJSON *view)
{
	const char *currency = item_currency(req, i);
	int64_t credit = i->order_id ? limit_of(req, GIFT_CREDIT) : 0;
	int64_t points =
		req->app->settings.member && may(req, PERM_POINTS) ? limit_of(req, GIFT_POINTS) : 0;
	enum item_state then;
	cJSON *t = json_add_object(view, "gift_limit");

	json_add_int(t, "points", points);
	json_add_bool(t, "may_points", points > 0);
	json_add_money(t, "credit", credit, currency);
	json_add_bool(t, "may_credit", credit > 0);
	json_add_bool(view, "may_give",
		      i->customer_id && (points > 0 || credit > 0) &&
			      item_step(i->state, ITEM_COMPENSATED, &then));
}

/* What is given has to be there, and within what the role may. */
static int64_t check(struct request *req, const struct item *i, const struct gift_input *in,
		     struct field_errors *errors)
{
	bool points = in->gift == GIFT_POINTS;
	int64_t amount = points ? in->points : in->credit;
	int64_t limit = limit_of(req, (enum item_gift)in->gift);
	const char *at = points ? "/points" : "/credit";
	char most[32];

	if (points && !(req->app->settings.member && may(req, PERM_POINTS)))
		limit = 0;
	if (points)
		snprintf(most, sizeof most, "%lld", (long long)limit);
	else
		money_decimal(limit, item_currency(req, i), most, sizeof most);
	if (amount <= 0)
		field_error(errors, at, "required", N_("Say how much"), NULL);
	else if (amount > limit)
		field_error(errors, at, "over_limit",
			    N_("Your role gives or takes at most {arg} at a time"),
			    arena_strdup(req->arena, most));
	return amount;
}

static void refuse_gift(struct item_sent *s, enum gift_refusal r)
{
	struct field_errors errors = { .arena = s->req->arena };

	if (r == GIFT_NO_ORDER)
		field_error(&errors, "/credit", "no_order",
			    N_("This is about no order: give points"), NULL);
	else
		field_error(&errors, "/credit", "over_owed",
			    N_("This is more than the order is worth"), NULL);
	item_refuse(s, &errors);
}

void feedback_web_item_compensate(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct gift_input in = { 0 };
	struct gift_wish wish;
	struct item_sent s;
	enum gift_refusal r;

	if (!item_read_form(&s, req, res, gift_fields, GIFT_FIELDS, &in))
		return;
	wish = (struct gift_wish){ .gift = (enum item_gift)in.gift,
				   .amount = check(req, &s.item, &in, &errors),
				   .why = in.why,
				   .version = (int)in.version };
	if (errors.n > 0) {
		item_refuse(&s, &errors);
		return;
	}
	r = item_give(&s.w, s.item.id, &wish);
	if (r == GIFT_NO_ORDER || r == GIFT_OVER_OWED)
		refuse_gift(&s, r);
	else
		item_answer(&s,
			    r == GIFT_OK          ? ITEM_OK
			    : r == GIFT_NOT_FOUND ? ITEM_NOT_FOUND
			    : r == GIFT_STALE     ? ITEM_STALE
						  : ITEM_NOT_NOW,
			    N_("Given, and written down."));
}
