/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was said goes over to somebody else with its order, or where two customers become one; and
 * back. */
#include "customer/move_store.h"
#include "feedback/feedback.h"

_Static_assert(MOVED_ORDER == 7 && MOVED_ITEM == 15 && MOVED_LETTER == 16 && MOVED_SURVEY == 17 &&
		       MOVED_INVITE == 19,
	       "kinds of rows are stored by number");

#define WITH_ORDERS(table)                                                                         \
	"UPDATE " table " x JOIN customer_merge_row r ON r.row_id = x.order_id SET x.customer_id " \
	"= ? WHERE " CUSTOMER_MOVED_BY("7") " AND x.customer_id = ?"
#define WITH_ORDER(table) "UPDATE " table " SET customer_id = ? WHERE order_id = ?"

DB_STATEMENT(talk_owner_give, CUSTOMER_GIVE("feedback_talk"));
DB_STATEMENT(talk_owner_back, WITH_ORDERS("feedback_talk"));
DB_STATEMENT(talk_owner, WITH_ORDER("feedback_talk"));
DB_STATEMENT(review_owner_give, CUSTOMER_GIVE("review"));
DB_STATEMENT(review_owner_back, WITH_ORDERS("review"));
DB_STATEMENT(review_owner, WITH_ORDER("review"));
DB_STATEMENT(heard_owner_give, CUSTOMER_GIVE("feedback_heard"));
DB_STATEMENT(heard_owner_back, WITH_ORDERS("feedback_heard"));
DB_STATEMENT(heard_owner, WITH_ORDER("feedback_heard"));
/* What goes with an order is found by it. */
DB_STATEMENT(survey_owner_note, CUSTOMER_NOTE("survey_response", "17") " AND order_id IS NULL");
DB_STATEMENT(survey_owner_give, CUSTOMER_GIVE("survey_response"));
DB_STATEMENT(survey_owner_back, CUSTOMER_BACK("survey_response", "17"));
DB_STATEMENT(survey_owner_of_orders, WITH_ORDERS("survey_response"));
DB_STATEMENT(survey_owner, WITH_ORDER("survey_response"));

DB_STATEMENT(invite_owner_note, CUSTOMER_NOTE("survey_invite", "19"));
DB_STATEMENT(invite_owner_give, CUSTOMER_GIVE("survey_invite"));
DB_STATEMENT(invite_owner_back, CUSTOMER_BACK("survey_invite", "19"));

DB_STATEMENT(item_owner_note, CUSTOMER_NOTE("feedback_item", "15"));
DB_STATEMENT(item_owner_give, CUSTOMER_GIVE("feedback_item"));
DB_STATEMENT(item_owner_back, CUSTOMER_BACK("feedback_item", "15"));
DB_STATEMENT(item_owner_orders, WITH_ORDERS("feedback_item"));
DB_STATEMENT(item_owner, WITH_ORDER("feedback_item"));
DB_STATEMENT(letter_owner_note, CUSTOMER_NOTE("feedback_message", "16"));
DB_STATEMENT(letter_owner_give, CUSTOMER_GIVE("feedback_message"));
DB_STATEMENT(letter_owner_back, CUSTOMER_BACK("feedback_message", "16"));
DB_STATEMENT(letter_owner_orders, WITH_ORDERS("feedback_message"));
DB_STATEMENT(letter_owner, WITH_ORDER("feedback_message"));

/* The inbox and its threads, which need not be about an order. */
static void give_inbox(struct work *w, const struct customer_move *m)
{
	if (db_exec(w->db, &item_owner_note, m->merge_id, m->from) == 0)
		return;
	db_exec(w->db, &item_owner_give, m->to, m->from);
	db_exec(w->db, &letter_owner_note, m->merge_id, m->from);
	db_exec(w->db, &letter_owner_give, m->to, m->from);
}

static void back_inbox(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &item_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &item_owner_orders, m->to, m->merge_id, m->from);
	db_exec(w->db, &letter_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &letter_owner_orders, m->to, m->merge_id, m->from);
}

void feedback_give_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &talk_owner_give, m->to, m->from);
	db_exec(w->db, &review_owner_give, m->to, m->from);
	db_exec(w->db, &heard_owner_give, m->to, m->from);
	give_inbox(w, m);
	db_exec(w->db, &survey_owner_note, m->merge_id, m->from);
	db_exec(w->db, &survey_owner_give, m->to, m->from);
	if (db_exec(w->db, &invite_owner_note, m->merge_id, m->from) > 0)
		db_exec(w->db, &invite_owner_give, m->to, m->from);
}

/* What was said since, of an order that goes back, goes with it. */
void feedback_back_customer(struct work *w, const struct customer_move *m)
{
	db_exec(w->db, &talk_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &review_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &heard_owner_back, m->to, m->merge_id, m->from);
	back_inbox(w, m);
	db_exec(w->db, &survey_owner_back, m->to, m->merge_id, m->from);
	db_exec(w->db, &survey_owner_of_orders, m->to, m->merge_id, m->from);
	db_exec(w->db, &invite_owner_back, m->to, m->merge_id, m->from);
}

void feedback_hear_owner(struct work *w, struct order *o, const struct order_event *e)
{
	(void)e;
	db_exec(w->db, &talk_owner, o->customer_id, o->id);
	db_exec(w->db, &review_owner, o->customer_id, o->id);
	db_exec(w->db, &heard_owner, o->customer_id, o->id);
	db_exec(w->db, &item_owner, o->customer_id, o->id);
	db_exec(w->db, &letter_owner, o->customer_id, o->id);
	db_exec(w->db, &survey_owner, o->customer_id, o->id);
}
