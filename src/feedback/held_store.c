/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a customer said, and what was done about it: for themselves. */
#include "feedback/chat.h"
#include "feedback/item.h"
#include "feedback/survey_send.h"
#include "held.h"

DB_STATEMENT(held_talks,
	     "SELECT t.order_id, o.number, t.delivery_stars, t.service_stars, t.anonymous, "
	     "t.channel, h.heard, t.asked_at, t.answered_at, t.edited_at FROM feedback_talk t JOIN "
	     "orders o ON o.id = t.order_id LEFT JOIN feedback_heard h ON h.order_id = t.order_id "
	     "AND h.customer_id = t.customer_id WHERE t.customer_id = ? AND t.order_id > ? ORDER "
	     "BY t.order_id LIMIT ?");
static const struct held_column talks[] = {
	{ "order", HELD_TEXT },
	{ "delivery_stars", HELD_NUMBER },
	{ "service_stars", HELD_NUMBER },
	{ "anonymous", HELD_YES },
	HELD_AS("answered_by", feedback_channel_word),
	HELD_AS("heard_of_us", heard_of_word),
	{ "asked_at", HELD_TIME },
	{ "answered_at", HELD_TIME },
	{ "changed_at", HELD_TIME },
};

DB_STATEMENT(
	held_reviews,
	"SELECT r.id, r.id, o.number, l.sku_code, r.stars, r.tags, r.body, r.after_body, r.lang, "
	"r.anonymous, r.state, r.reply, r.helpful, g.kind, g.feeling, g.topics, r.created_at, "
	"r.edited_at, r.after_at, r.replied_at FROM review r JOIN orders o ON o.id = "
	"r.order_id JOIN order_line l ON l.id = r.order_line_id LEFT JOIN review_reading g ON "
	"g.review_id = r.id WHERE r.customer_id = ? AND r.id > ? ORDER BY r.id LIMIT ?");
static const struct held_column reviews[] = {
	{ "review", HELD_ID },
	{ "order", HELD_TEXT },
	{ "sku", HELD_TEXT },
	{ "stars", HELD_NUMBER },
	HELD_SET("tags", review_tag_word),
	{ "words", HELD_TEXT },
	{ "added", HELD_TEXT },
	{ "language", HELD_LANG },
	{ "anonymous", HELD_YES },
	HELD_AS("state", review_state_word),
	{ "reply", HELD_TEXT },
	{ "helped", HELD_NUMBER },
	HELD_AS("read_as", text_kind_name),
	HELD_AS("feeling", text_feeling_name),
	HELD_SET("topics", text_topic_name),
	{ "created_at", HELD_TIME },
	{ "changed_at", HELD_TIME },
	{ "added_at", HELD_TIME },
	{ "replied_at", HELD_TIME },
};

DB_STATEMENT(held_votes,
	     "SELECT review_id, review_id, at FROM review_vote WHERE customer_id = ? AND "
	     "review_id > ? ORDER BY review_id LIMIT ?");
static const struct held_column votes[] = { { "review", HELD_ID }, { "at", HELD_TIME } };

DB_STATEMENT(
	held_items,
	"SELECT i.id, i.id, o.number, i.source, i.state, i.score, i.body, i.kind, i.feeling, "
	"i.topics, i.outcome, i.opened_at, i.answered_at, i.ended_at FROM feedback_item i LEFT "
	"JOIN orders o ON o.id = i.order_id WHERE i.customer_id = ? AND i.id > ? ORDER BY "
	"i.id LIMIT ?");
static const struct held_column items[] = {
	{ "matter", HELD_ID },
	{ "order", HELD_TEXT },
	HELD_AS("source", item_source_word),
	HELD_AS("state", item_state_word),
	{ "stars", HELD_NUMBER },
	{ "words", HELD_TEXT },
	HELD_AS("read_as", text_kind_name),
	HELD_AS("feeling", text_feeling_name),
	HELD_SET("topics", text_topic_name),
	HELD_AS("outcome", item_outcome_word),
	{ "opened_at", HELD_TIME },
	{ "answered_at", HELD_TIME },
	{ "ended_at", HELD_TIME },
};

DB_STATEMENT(held_item_events,
	     "SELECT i.id, IF(e.id IS NULL, NULL, i.id), e.kind, e.state, e.why, e.amount, "
	     "e.actor_kind, e.at FROM (SELECT id FROM feedback_item WHERE customer_id = ? AND id > "
	     "? ORDER BY id LIMIT ?) i LEFT JOIN feedback_item_event e ON e.item_id = i.id ORDER "
	     "BY i.id, e.id");
static const struct held_column item_events[] = {
	{ "matter", HELD_ID }, HELD_AS("event", item_act_word), HELD_AS("state", item_state_word),
	{ "why", HELD_TEXT },  { "amount", HELD_NUMBER },       HELD_AS("by", actor_kind_word),
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_thread,
	     "SELECT m.id, COALESCE(o.number, m.order_named), m.item_id, m.way, m.is_ours, m.body, "
	     "m.at FROM "
	     "feedback_message m LEFT JOIN orders o ON o.id = m.order_id WHERE m.customer_id = ? "
	     "AND m.id > ? ORDER BY m.id LIMIT ?");
static const struct held_column thread[] = {
	{ "order", HELD_TEXT },        { "matter", HELD_ID },    HELD_AS("way", message_by_word),
	{ "from_the_shop", HELD_YES }, { "message", HELD_TEXT }, { "at", HELD_TIME },
};

DB_STATEMENT(held_chats,
	     "SELECT c.id, c.id, c.channel, c.value, c.name, c.created_at FROM feedback_chat c "
	     "WHERE EXISTS (SELECT 1 FROM feedback_item i WHERE i.chat_id = c.id AND "
	     "i.customer_id = ?) AND c.id > ? ORDER BY c.id LIMIT ?");
static const struct held_column chats[] = {
	{ "chat", HELD_ID },    HELD_AS("channel", chat_channel_word),
	{ "user", HELD_TEXT },  { "name", HELD_TEXT },
	{ "since", HELD_TIME },
};

DB_STATEMENT(held_responses,
	     "SELECT r.id, r.id, s.title, r.version, o.number, r.way, r.lang, r.facts, "
	     "r.created_at, r.changed_at, r.done_at FROM survey_response r JOIN survey s ON s.id = "
	     "r.survey_id LEFT JOIN orders o ON o.id = r.order_id WHERE r.customer_id = ? AND r.id "
	     "> ? ORDER BY r.id LIMIT ?");
static const struct held_column responses[] = {
	{ "response", HELD_ID },      { "survey", HELD_TEXT },         { "version", HELD_NUMBER },
	{ "order", HELD_TEXT },       HELD_AS("way", survey_way_word), { "language", HELD_LANG },
	{ "known_then", HELD_TREE },  { "begun_at", HELD_TIME },       { "changed_at", HELD_TIME },
	{ "finished_at", HELD_TIME },
};

DB_STATEMENT(held_invites,
	     "SELECT i.id, s.title, i.round, i.item_id, i.spared, i.at FROM survey_invite i JOIN "
	     "survey s ON s.id = i.survey_id WHERE i.customer_id = ? AND i.id > ? ORDER BY i.id "
	     "LIMIT ?");
static const struct held_column invites[] = {
	{ "survey", HELD_TEXT }, { "round", HELD_NUMBER },
	{ "matter", HELD_ID },   HELD_AS("what", survey_spared_word),
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_answers,
	     "SELECT r.id, IF(a.num IS NULL, NULL, r.id), a.num, q.kind, q.text_en, q.text_zh, "
	     "a.value, a.body FROM (SELECT id, survey_id, version FROM survey_response WHERE "
	     "customer_id = ? AND id > ? ORDER BY id LIMIT ?) r LEFT JOIN survey_answer a ON "
	     "a.response_id = r.id LEFT JOIN survey_question q ON q.survey_id = r.survey_id AND "
	     "q.version = r.version AND q.num = a.num ORDER BY r.id, a.num");
static const struct held_column answers[] = {
	{ "response", HELD_ID },  { "question", HELD_NUMBER }, HELD_AS("kind", survey_kind_word),
	{ "text_en", HELD_TEXT }, { "text_zh", HELD_TEXT },    { "value", HELD_NUMBER },
	{ "words", HELD_TEXT },
};

/* Those that are ready: of the others there is no file any more, or not yet. */
DB_STATEMENT(held_photos,
	     "SELECT r.id, IF(f.id IS NULL, NULL, r.id), CONCAT('media/', f.name, '.l.webp'), "
	     "f.width, f.height, f.is_hidden, f.created_at FROM (SELECT id FROM review WHERE "
	     "customer_id = ? AND id > ? ORDER BY id LIMIT ?) r LEFT JOIN review_photo f ON "
	     "f.review_id = r.id AND f.state = 1 ORDER BY r.id, f.id");
static const struct held_column photos[] = {
	{ "review", HELD_ID },
	{ "file", HELD_TEXT },
	{ "width", HELD_NUMBER },
	{ "height", HELD_NUMBER },
	{ "hidden_by_the_shop", HELD_YES },
	{ "created_at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "orders_rated", &held_talks, HELD_COLUMNS(talks) },
	{ "reviews", &held_reviews, HELD_COLUMNS(reviews) },
	{ "review_photos", &held_photos, HELD_COLUMNS(photos), 0, true, 2 },
	{ "votes", &held_votes, HELD_COLUMNS(votes) },
	{ "matters", &held_items, HELD_COLUMNS(items) },
	{ "matter_events", &held_item_events, HELD_COLUMNS(item_events), 0, true },
	{ "conversation", &held_thread, HELD_COLUMNS(thread) },
	{ "chats", &held_chats, HELD_COLUMNS(chats) },
	{ "survey_invites", &held_invites, HELD_COLUMNS(invites) },
	{ "surveys", &held_responses, HELD_COLUMNS(responses) },
	{ "survey_answers", &held_answers, HELD_COLUMNS(answers), 0, true },
};

const struct held_area held_in_feedback = { tables, sizeof tables / sizeof *tables };
