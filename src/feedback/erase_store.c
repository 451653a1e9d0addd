/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer said who is erased: stars, tags and scores stay, without words and without a
 * name. The worker counts the words anew. */
#include "feedback/feedback.h"

DB_STATEMENT(erase_readings, "DELETE g FROM review_reading g JOIN review r ON r.id = g.review_id "
			     "WHERE r.customer_id = ?");
DB_STATEMENT(erase_reviews, "UPDATE review SET body = NULL, after_body = NULL, after_at = NULL, "
			    "anonymous = 1, read_at = NULL WHERE customer_id = ?");
DB_STATEMENT(erase_photos,
	     "UPDATE review_photo f JOIN review r ON r.id = f.review_id SET f.state = 3 "
	     "WHERE r.customer_id = ?");
DB_STATEMENT(erase_talks, "UPDATE feedback_talk SET anonymous = 1, ask_at = NULL WHERE customer_id "
			  "= ?");

DB_STATEMENT(erase_item_events, "UPDATE feedback_item_event e JOIN feedback_item i ON i.id = "
				"e.item_id SET e.why = NULL WHERE i.customer_id = ?");
DB_STATEMENT(erase_items,
	     "UPDATE feedback_item SET body = NULL, marks = NULL, feeling = NULL, "
	     "topics = 0, chat_id = NULL, read_at = COALESCE(read_at, ?) WHERE customer_id = ?");
DB_STATEMENT(
	erase_thread,
	"UPDATE feedback_message SET body = '\xe2\x80\x93', chat_id = NULL, order_named = NULL "
	"WHERE customer_id = ?");
/* Who writes in a chat is forgotten there, too: who writes again is somebody new. */
DB_STATEMENT(erase_chats, "DELETE c FROM feedback_chat c JOIN feedback_item i ON i.chat_id = c.id "
			  "WHERE i.customer_id = ?");

/* That something was written stays, for it is counted; of the facts go the colleagues' words for
 * them, by which nothing is counted. */
DB_STATEMENT(erase_survey_words,
	     "UPDATE survey_answer a JOIN survey_response r ON r.id = a.response_id SET a.body = "
	     "'\xe2\x80\x93' WHERE r.customer_id = ? AND a.body IS NOT NULL");
DB_STATEMENT(erase_survey_facts, "UPDATE survey_response SET facts = JSON_REMOVE(facts, '$.tag') "
				 "WHERE customer_id = ?");

void feedback_erase_customer(struct work *w, uint64_t customer_id)
{
	db_exec(w->db, &erase_chats, customer_id);
	db_exec(w->db, &erase_item_events, customer_id);
	db_exec(w->db, &erase_items, w->now, customer_id);
	db_exec(w->db, &erase_thread, customer_id);
	db_exec(w->db, &erase_readings, customer_id);
	db_exec(w->db, &erase_photos, customer_id);
	db_exec(w->db, &erase_reviews, customer_id);
	db_exec(w->db, &erase_talks, customer_id);
	db_exec(w->db, &erase_survey_words, customer_id);
	db_exec(w->db, &erase_survey_facts, customer_id);
}
