/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What must hold of what customers say. */
#include "verify/store.h"

#define OF_ORDER(table, id)                                                                        \
	"(SELECT CONCAT('" table " of order ', x." id "), CAST(x.customer_id AS CHAR), "           \
	"COALESCE(CAST(o.customer_id AS CHAR), 'an order') FROM " table                            \
	" x LEFT JOIN orders o ON o.id = x.order_id WHERE o.id IS NULL OR o.customer_id <> "       \
	"x.customer_id LIMIT 20)"
/* An item may be about no order. */
#define ITEM_OF_ORDER                                                                              \
	"(SELECT CONCAT('feedback_item ', x.id), CAST(x.customer_id AS CHAR), "                    \
	"COALESCE(CAST(o.customer_id AS CHAR), 'an order') FROM feedback_item x LEFT JOIN orders " \
	"o ON o.id = x.order_id WHERE x.order_id IS NOT NULL AND (o.id IS NULL OR o.customer_id "  \
	"<> x.customer_id) LIMIT 20)"
#define OF_ANSWERS                                                                                 \
	"(SELECT CONCAT('survey_response ', x.id), COALESCE(CAST(x.customer_id AS CHAR), "         \
	"'nobody'), COALESCE(CAST(o.customer_id AS CHAR), 'an order') FROM survey_response x "     \
	"LEFT JOIN orders o ON o.id = x.order_id WHERE x.order_id IS NOT NULL AND (o.id IS NULL "  \
	"OR COALESCE(x.customer_id, 0) <> o.customer_id) LIMIT 20)"
DB_STATEMENT(verify_feedback_owner,
	     OF_ORDER("feedback_talk", "order_id") " UNION ALL " OF_ORDER(
		     "review",
		     "order_id") " UNION ALL " OF_ORDER("feedback_heard",
							"order_id") " UNION ALL " ITEM_OF_ORDER
								    " UNION ALL " OF_ANSWERS);
DB_STATEMENT(verify_review_line,
	     "SELECT CONCAT('review ', r.id), IF(l.id IS NULL, 'no line', IF(t.order_id IS NULL, "
	     "'never said', CAST(r.sku_id AS CHAR))), 'of a line of its order, said with it' FROM "
	     "review r LEFT JOIN order_line l ON l.id = r.order_line_id AND l.order_id = "
	     "r.order_id LEFT JOIN feedback_talk t ON t.order_id = r.order_id AND t.answered_at IS "
	     "NOT NULL WHERE l.id IS NULL OR t.order_id IS NULL OR COALESCE(l.sku_id, 0) <> "
	     "COALESCE(r.sku_id, 0) LIMIT 20");
DB_STATEMENT(verify_talk,
	     "SELECT CONCAT('feedback_talk of order ', order_id), CONCAT_WS('/', ask_at, asked_at, "
	     "answered_at), 'asked and answered are over' FROM feedback_talk WHERE (ask_at IS NOT "
	     "NULL AND (asked_at IS NOT NULL OR answered_at IS NOT NULL)) OR (answered_at IS NULL "
	     "AND (version > 0 OR delivery_stars IS NOT NULL OR service_stars IS NOT NULL)) "
	     "LIMIT 20");

/* The last act of hiding or showing says what is so, and a reply was written down. */
DB_STATEMENT(
	verify_review_state,
	"SELECT CONCAT('review ', r.id), CONCAT_WS('/', r.state, r.reply IS NOT NULL), "
	"CONCAT_WS('/', COALESCE(e.kind, 2) = 1, p.id IS NOT NULL) FROM review r LEFT JOIN (SELECT "
	"review_id, MAX(id) AS id FROM review_event WHERE kind IN (1, 2) GROUP BY review_id) m ON "
	"m.review_id = r.id LEFT JOIN review_event e ON e.id = m.id LEFT JOIN (SELECT review_id, "
	"MAX(id) AS id FROM review_event WHERE kind = 0 GROUP BY review_id) p ON p.review_id = "
	"r.id "
	"WHERE (r.state = 1) <> (COALESCE(e.kind, 2) = 1) OR (r.reply IS NULL) <> (p.id IS NULL) "
	"LIMIT 20");

DB_STATEMENT(
	verify_review_count,
	"SELECT CONCAT('sku ', x.sku_id, ', ', x.stars, ' stars'), CAST(SUM(x.kept) AS CHAR), "
	"CAST(SUM(x.there) AS CHAR) FROM (SELECT sku_id, stars, n AS kept, 0 AS there FROM "
	"review_count UNION ALL SELECT sku_id, stars, 0, COUNT(*) FROM review WHERE sku_id IS NOT "
	"NULL AND state = 0 GROUP BY sku_id, stars) x GROUP BY x.sku_id, x.stars HAVING "
	"SUM(x.kept) <> SUM(x.there) LIMIT 20");

DB_STATEMENT(verify_photo,
	     "SELECT CONCAT('review ', f.review_id), IF(MAX(r.id) IS NULL, 'is not there', "
	     "CAST(SUM(f.state <> 3) AS CHAR)), 'six at most' FROM review_photo f LEFT JOIN review "
	     "r ON r.id = f.review_id GROUP BY f.review_id HAVING MAX(r.id) IS NULL OR SUM(f.state "
	     "<> 3) > 6 LIMIT 20");
DB_STATEMENT(
	verify_helpful,
	"SELECT CONCAT('review ', r.id), CAST(r.helpful AS CHAR), CAST(COALESCE(v.n, 0) AS "
	"CHAR) FROM review r LEFT JOIN (SELECT review_id, COUNT(*) AS n FROM review_vote GROUP "
	"BY review_id) v ON v.review_id = r.id WHERE r.helpful <> COALESCE(v.n, 0) LIMIT 20");
DB_STATEMENT(
	verify_after,
	"SELECT CONCAT('review ', id), CONCAT_WS('/', after_body IS NOT NULL, after_at), 'both "
	"or neither, and later than it was written' FROM review WHERE (after_body IS NULL) <> "
	"(after_at IS NULL) OR after_at < created_at LIMIT 20");

DB_STATEMENT(
	verify_words,
	"(SELECT CONCAT('word ', x.word, ' of sku ', x.sku_id, ', week ', x.week, ', ', x.stars, ' "
	"stars'), CAST(SUM(x.kept) AS CHAR), CAST(SUM(x.there) AS CHAR) FROM (SELECT sku_id, week, "
	"stars, word, n AS kept, 0 AS there FROM word_count UNION ALL SELECT sku_id, week, stars, "
	"word, 0, COUNT(*) FROM review_word GROUP BY sku_id, week, stars, word) x GROUP BY "
	"x.sku_id, x.week, x.stars, x.word HAVING SUM(x.kept) <> SUM(x.there) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('review ', r.id), IF(w.review_id IS NULL, 'not counted', 'counted'), "
	"'counted where it was read and has words' FROM review r LEFT JOIN review_word w ON "
	"w.review_id = r.id AND w.word = '' WHERE r.read_at IS NOT NULL AND (w.review_id IS NULL) "
	"= "
	"(r.body IS NOT NULL OR r.after_body IS NOT NULL) LIMIT 20)");

DB_STATEMENT(
	verify_reading,
	"(SELECT CONCAT('review ', r.id), IF(g.review_id IS NULL, 'no reading', 'a reading'), "
	"IF(r.body IS NULL, 'none: it has no words', 'one: its words were read') FROM review r "
	"LEFT JOIN review_reading g ON g.review_id = r.id WHERE r.read_at IS NOT NULL AND "
	"(r.body IS NULL) = (g.review_id IS NOT NULL) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('review_reading ', g.review_id), 'no review', 'a review' FROM "
	"review_reading g LEFT JOIN review r ON r.id = g.review_id WHERE r.id IS NULL LIMIT "
	"20)");

/* What stands in an item is what its ledger says last. */
DB_STATEMENT(
	verify_item_state,
	"SELECT CONCAT('feedback_item ', i.id), CONCAT_WS('/', i.state, i.shelf, i.outcome), "
	"COALESCE(CONCAT_WS('/', e.state, ELT(e.state + 1, 0, 0, 1, 2, 3), IF(e.state = 3, e.word, "
	"NULL)), 'nothing was told') FROM feedback_item i LEFT JOIN (SELECT item_id, MAX(id) AS id "
	"FROM feedback_item_event GROUP BY item_id) m ON m.item_id = i.id LEFT JOIN "
	"feedback_item_event e ON e.id = m.id WHERE e.id IS NULL OR e.state <> i.state OR i.shelf "
	"<> "
	"ELT(e.state + 1, 0, 0, 1, 2, 3) OR NOT (i.outcome <=> IF(e.state = 3, e.word, NULL)) "
	"LIMIT "
	"20");
/* Who saw to it last has it, and an answer was told of when it is said that there was one. */
DB_STATEMENT(
	verify_item_done,
	"SELECT CONCAT('feedback_item ', i.id), CONCAT_WS('/', i.answered_at, i.ended_at IS NULL), "
	"CONCAT_WS('/', a.at, i.shelf < 2) FROM feedback_item i LEFT JOIN (SELECT item_id, MIN(at) "
	"AS "
	"at FROM feedback_item_event WHERE kind IN (2, 3) GROUP BY item_id) a ON a.item_id = i.id "
	"WHERE NOT (i.answered_at <=> a.at) OR (i.ended_at IS NULL) <> (i.shelf < 2) OR (i.shelf > "
	"1 "
	"AND i.due_at < '9999-12-31') LIMIT 20");
DB_STATEMENT(
	verify_item_message,
	"(SELECT CONCAT('feedback_message ', m.id), CAST(m.customer_id AS CHAR), "
	"COALESCE(CAST(i.customer_id AS CHAR), 'an item') FROM feedback_message m LEFT JOIN "
	"feedback_item i ON i.id = m.item_id WHERE i.id IS NULL OR NOT (i.customer_id <=> "
	"m.customer_id) OR NOT (i.chat_id <=> m.chat_id) LIMIT 20) UNION ALL (SELECT "
	"CONCAT('feedback_item_event ', e.id), 'no item', 'an item' "
	"FROM "
	"feedback_item_event e LEFT JOIN feedback_item i ON i.id = e.item_id WHERE i.id IS NULL "
	"LIMIT "
	"20) UNION ALL (SELECT CONCAT('feedback_item_event ', e.id), 'no message', 'what was "
	"written' "
	"FROM feedback_item_event e LEFT JOIN feedback_message m ON m.id = e.subject_id WHERE "
	"e.kind "
	"IN (2, 3) AND m.id IS NULL LIMIT 20)");
/* What is folded is what the folded said; -1: answered, -3: skipped. */
DB_STATEMENT(
	verify_survey_count,
	"SELECT CONCAT('survey ', x.survey_id, ', question ', x.num), CAST(SUM(x.kept) AS CHAR), "
	"CAST(SUM(x.there) AS CHAR) FROM (SELECT survey_id, num, answer, n AS kept, 0 AS there "
	"FROM survey_count WHERE part = 0 AND answer IN (-1, -3) UNION ALL SELECT a.survey_id, "
	"a.num, IF(a.value IS NULL AND a.body IS NULL, -3, -1), 0, COUNT(*) FROM survey_answer a "
	"JOIN survey_response r ON r.id = a.response_id WHERE r.folded = 1 GROUP BY 1, 2, 3) x "
	"GROUP BY x.survey_id, x.num, x.answer HAVING SUM(x.kept) <> SUM(x.there) LIMIT 20");
DB_STATEMENT(
	verify_survey,
	"(SELECT CONCAT('survey_response ', r.id), CONCAT('version ', r.version), 'asked by a "
	"version of its survey' FROM survey_response r LEFT JOIN survey_version v ON v.survey_id = "
	"r.survey_id AND v.version = r.version WHERE v.survey_id IS NULL LIMIT 20) UNION ALL "
	"(SELECT CONCAT('survey_answer ', a.response_id, ', question ', a.num), 'no question', "
	"'one of the version' FROM survey_answer a LEFT JOIN survey_response r ON r.id = "
	"a.response_id LEFT JOIN survey_question q ON q.survey_id = r.survey_id AND q.version = "
	"r.version AND q.num = a.num WHERE q.num IS NULL LIMIT 20) UNION ALL "
	"(SELECT CONCAT('survey ', s.id), CAST(s.n_begun AS CHAR), CAST(COUNT(r.id) AS CHAR) FROM "
	"survey s LEFT JOIN survey_response r ON r.survey_id = s.id GROUP BY s.id, s.n_begun "
	"HAVING s.n_begun <> COUNT(r.id) LIMIT 20)");

/* A credit that was given for an item is in the books, by its id. */
DB_STATEMENT(
	verify_item_gift,
	"SELECT CONCAT('feedback_item_event ', e.id), CAST(e.amount AS CHAR), 'given so' FROM "
	"feedback_item_event e JOIN feedback_item i ON i.id = e.item_id LEFT JOIN credit_entry c "
	"ON e.word = 1 AND c.id = e.subject_id AND c.order_id = i.order_id AND c.amount = e.amount "
	"WHERE e.kind = 8 AND (e.amount <= 0 OR (e.word = 1 AND c.id IS NULL)) LIMIT 20");

/* What a survey called is of who answered, and of an order that was asked about it was offered. */
DB_STATEMENT(
	verify_item_survey,
	"(SELECT CONCAT('feedback_item ', i.id), CAST(i.customer_id AS CHAR), "
	"COALESCE(CAST(r.customer_id AS CHAR), 'an answer') FROM feedback_item i LEFT JOIN "
	"survey_response r ON r.id = i.response_id WHERE i.response_id IS NOT NULL AND "
	"(r.id IS NULL OR NOT (r.customer_id <=> i.customer_id)) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('feedback_item ', id), CONCAT('NPS ', nps), 'answers' FROM feedback_item "
	"WHERE nps IS NOT NULL AND response_id IS NULL LIMIT 20)");
DB_STATEMENT(
	verify_survey_offer,
	"(SELECT CONCAT('survey_offer of order ', f.order_id), 'no order or survey', 'both' FROM "
	"survey_offer f LEFT JOIN orders o ON o.id = f.order_id LEFT JOIN survey s ON s.id = "
	"f.survey_id WHERE o.id IS NULL OR s.id IS NULL LIMIT 20)");

/* An answer by the link of a message is to its survey; who was written to is there. */
DB_STATEMENT(
	verify_survey_invite,
	"(SELECT CONCAT('survey_invite ', i.id), CONCAT_WS('/', s.id, c.id), 'a survey and a "
	"customer' FROM survey_invite i LEFT JOIN survey s ON s.id = i.survey_id LEFT JOIN "
	"customer c ON c.id = i.customer_id WHERE s.id IS NULL OR c.id IS NULL OR i.round > "
	"s.round LIMIT 20) UNION ALL "
	"(SELECT CONCAT('survey_response ', r.id), CONCAT('invite ', r.invite_id), 'one to its "
	"survey' FROM survey_response r LEFT JOIN survey_invite i ON i.id = r.invite_id AND "
	"i.survey_id = r.survey_id AND i.spared = 0 WHERE r.invite_id IS NOT NULL AND i.id IS "
	"NULL LIMIT 20)");

/* An alarm has its item; without a customer are alarms, what was asked in a chat by nobody knows
 * whom, and what called in a survey without a name. */
DB_STATEMENT(
	verify_item_alarm,
	"(SELECT CONCAT('feedback_item ', i.id), CONCAT_WS('/', i.source, a.item_id, "
	"i.customer_id), 'an alarm, a customer, a chat or an answer' FROM feedback_item i LEFT "
	"JOIN "
	"feedback_alarm a ON a.item_id = i.id WHERE (i.source = 4) <> (a.item_id IS NOT NULL) OR "
	"(i.source = 4 AND i.customer_id IS NOT NULL) OR (i.source <> 4 AND i.customer_id IS NULL "
	"AND i.chat_id IS NULL AND i.response_id IS NULL) LIMIT 20) UNION ALL "
	"(SELECT CONCAT('feedback_alarm ', a.item_id), 'no item', 'an item' FROM feedback_alarm a "
	"LEFT JOIN feedback_item i ON i.id = a.item_id WHERE i.id IS NULL LIMIT 20)");

const struct verify_rule verify_feedback[] = {
	{ "inbox.state", "an item is what was told of it last", &verify_item_state },
	{ "inbox.done",
	  "it was answered first when that was told, and what is over waits for nothing",
	  &verify_item_done },
	{ "inbox.gift", "a credit that was given for an item is in the books", &verify_item_gift },
	{ "inbox.alarm",
	  "what a topic raised says which, and what else is without a customer is of a chat or a "
	  "survey",
	  &verify_item_alarm },
	{ "inbox.survey", "what a survey called is of who answered it", &verify_item_survey },
	{ "survey.offer", "a survey was offered to who gave an order", &verify_survey_offer },
	{ "survey.invite", "who was written to is asked by a survey, and answers that one",
	  &verify_survey_invite },
	{ "inbox.thread",
	  "a message is of an item of its customer and chat, and an answer was written",
	  &verify_item_message },

	{ "feedback.owner", "what is said of an order is its customer's", &verify_feedback_owner },
	{ "feedback.review", "a review is of a line of an order that was answered",
	  &verify_review_line },
	{ "feedback.state", "what is hidden was hidden last, and a reply was written down",
	  &verify_review_state },
	{ "feedback.count", "a SKU has as many reviews of so many stars as are shown",
	  &verify_review_count },
	{ "feedback.photo", "a photo is of a review, which has six at most", &verify_photo },
	{ "feedback.helpful", "a review helped as many as said so", &verify_helpful },
	{ "feedback.after", "what was added to a review has its time", &verify_after },
	{ "feedback.words", "words are counted as they stand in the reviews that were read",
	  &verify_words },
	{ "feedback.talk", "who was asked or has answered is not to be asked", &verify_talk },
	{ "survey.answer", "who answered was asked by a version of the survey, and is counted",
	  &verify_survey },
	{ "survey.count", "what is counted of a survey is what its folded answers say",
	  &verify_survey_count },
	{ "feedback.reading", "a review that was read has what was read in its words",
	  &verify_reading },
};
const size_t verify_feedback_n = sizeof verify_feedback / sizeof *verify_feedback;
