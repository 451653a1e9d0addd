/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who wrote in a chat, said by a colleague on the page of an item. */
#include "base/json.h"
#include "feedback/chat.h"
#include "feedback/item_input.h"
#include "feedback/item_web.h"
#include "feedback/person_web.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

static void answer(struct item_sent *s, enum chat_refusal r, const char *words)
{
	static const enum item_refusal as[] = {
		[CHAT_OK] = ITEM_OK,
		[CHAT_NOT_FOUND] = ITEM_NOT_FOUND,
		[CHAT_STALE] = ITEM_STALE,
		[CHAT_NOT_NOW] = ITEM_NOT_NOW,
	};

	if (r == CHAT_GIVEN)
		respond_refusal(s->req, s->res, 409, "given",
				N_("Something was given to this customer for it: that stays, and "
				   "so does the customer."));
	else
		item_answer(s, as[r], words);
}

void feedback_web_item_link(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct link_input in = { 0 };
	struct item_sent s;
	struct person p;

	if (!item_read_form(&s, req, res, person_fields, PERSON_FIELDS, &in))
		return;
	p = person_find(&s.w, in.who, &errors);
	if (errors.n > 0) {
		item_refuse(&s, &errors);
		return;
	}
	answer(&s, chat_link(&s.w, s.item.id, p.customer_id, (int)in.version),
	       N_("Linked. What they write there stands with this customer."));
}

void feedback_web_item_unlink(struct request *req, struct response *res)
{
	struct again_input in = { 0 };
	struct item_sent s;

	if (item_read_form(&s, req, res, again_fields, AGAIN_FIELDS, &in))
		answer(&s, chat_unlink(&s.w, s.item.id, (int)in.version),
		       N_("Taken off the customer. What they write there is nobody’s again."));
}

void item_add_way_out(struct request *req, struct work *w, const struct item *i, cJSON *view)
{
	const char *named = i->chat && !i->customer_id ? chat_store_named(w, i->chat->id) : NULL;
	cJSON *t, *who;
	bool here, elsewhere;

	if (!i->chat) {
		json_add_null(view, "chat_out");
		return;
	}
	here = message_goes_by(w, chat_way_out(i->chat->channel));
	elsewhere = !here && notify_reaches(w, i->customer_id, i->order_id);
	t = json_add_object(view, "chat_out");
	json_add_text(t, "way", message_channel_word[chat_way_out(i->chat->channel)]);
	json_add_bool(t, "here", here);
	json_add_bool(t, "elsewhere", elsewhere);
	json_add_bool(t, "nowhere", !here && !elsewhere);
	json_add_bool(t, "may_set", may(req, PERM_SETTINGS));
	json_add_bool(t, "is_wechat", i->chat->channel == CHAT_WECHAT);
	who = json_add_object(view, "link_begins");
	json_add_text(who, "who", named);
}
