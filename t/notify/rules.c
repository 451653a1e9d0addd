/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mail server's no means. */
#include "base/rows.h"
#include "notify/matrix.h"
#include "notify/post.h"

static const struct {
	const char *name;
	enum smtp_phase phase;
	int code;
	enum post_outcome wanted;
} answers[] = {
	{ "silence_at_the_door", SMTP_SETUP, 0, POST_AWAY },
	{ "busy_at_the_door", SMTP_SETUP, 421, POST_AWAY },
	{ "no_entry_at_the_door", SMTP_SETUP, 554, POST_AWAY },
	{ "password_refused", SMTP_SETUP, 535, POST_AWAY },
	{ "sender_unknown", SMTP_SENDER, 553, POST_AWAY },
	{ "sender_to_wait", SMTP_SENDER, 451, POST_AWAY },
	{ "larger_than_they_take", SMTP_SENDER, 552, POST_REFUSED },
	{ "sign_in_wanted", SMTP_SENDER, 530, POST_AWAY },
	{ "no_such_mailbox", SMTP_RECIPIENT, 550, POST_REFUSED },
	{ "mailbox_full", SMTP_RECIPIENT, 452, POST_LATER },
	{ "first_time_of_a_stranger", SMTP_RECIPIENT, 450, POST_LATER },
	{ "lowest_no_for_now", SMTP_RECIPIENT, 400, POST_LATER },
	{ "highest_no_for_now", SMTP_RECIPIENT, 499, POST_LATER },
	{ "lowest_no_for_ever", SMTP_RECIPIENT, 500, POST_REFUSED },
	{ "highest_no_for_ever", SMTP_RECIPIENT, 599, POST_REFUSED },
	{ "no_such_code", SMTP_RECIPIENT, 600, POST_AWAY },
	{ "yes_and_then_silence", SMTP_RECIPIENT, 250, POST_AWAY },
	{ "closing_down", SMTP_RECIPIENT, 421, POST_AWAY },
	{ "sign_in_wanted_late", SMTP_RECIPIENT, 530, POST_AWAY },
	{ "sign_in_refused_late", SMTP_RECIPIENT, 535, POST_AWAY },
	{ "highest_go_on", SMTP_RECIPIENT, 399, POST_AWAY },
	{ "sign_in_too_weak", SMTP_RECIPIENT, 534, POST_AWAY },
	{ "sign_in_without_tls", SMTP_RECIPIENT, 538, POST_AWAY },
	{ "content_unwanted", SMTP_CONTENT, 554, POST_REFUSED },
	{ "content_another_time", SMTP_CONTENT, 451, POST_LATER },
	{ "line_broke_in_the_content", SMTP_CONTENT, 354, POST_AWAY },
};

START_TEST(an_answer_means_one_thing)
{
	for (each_row(answers))
		check_int(row->name, post_judge(row->phase, row->code), row->wanted);
}
END_TEST

static const struct {
	const char *name;
	enum message_topic wanted;
} topics[] = {
	{ "placed", TOPIC_NECESSARY },
	{ "cancelled", TOPIC_NECESSARY },
	{ "sign_in_code", TOPIC_NECESSARY },
	{ "order_list", TOPIC_NECESSARY },
	{ "refunded", TOPIC_NECESSARY },
	{ "pay_soon", TOPIC_NECESSARY },
	{ "shipped", TOPIC_DELIVERY },
	{ "delivered", TOPIC_DELIVERY },
	{ "late", TOPIC_DELIVERY },
	{ "problem", TOPIC_DELIVERY },
	{ "out_for_delivery", TOPIC_DELIVERY },
	{ "ready_for_pickup", TOPIC_DELIVERY },
	{ "campaign", TOPIC_OFFERS },
	{ "survey_ask", TOPIC_OFFERS },
	{ "survey_solved", TOPIC_DELIVERY },
};

static const struct {
	const char *name;
	bool wanted;
} selling[] = {
	{ "campaign", true },   { "review_ask", true },
	{ "survey_ask", true }, { "survey_solved", true },
	{ "tier", true },       { "points_end", false } /* what they have ends */,
	{ "placed", false },    { "shipped", false },
	{ "answer", false },    { "sign_in_code", false },
};

START_TEST(what_sells_is_told_from_what_serves)
{
	for (each_row(selling))
		check_int(row->name, message_is_marketing(row->name), row->wanted);
}
END_TEST

START_TEST(what_must_be_sent_may_not_be_refused)
{
	for (each_row(topics))
		check_int(row->name, message_topic(row->name), row->wanted);
}
END_TEST

static const struct {
	const char *name;
	enum message_topic topic;
	bool wanted;
} buttons[] = {
	{ "what proves a purchase", TOPIC_NECESSARY, false },
	{ "news of parcels", TOPIC_DELIVERY, false },
	{ "advertising", TOPIC_OFFERS, true },
};

START_TEST(only_advertising_has_a_mail_programs_button)
{
	for (each_row(buttons))
		check_int(row->name, message_has_button(row->topic), row->wanted);
}
END_TEST

static const struct {
	const char *name;
	enum choice_row row;
	enum consent_channel c, primary;
	bool has_way;
	enum choice_cell cell;
	bool begins;
} cells[] = {
	{ "order, where they are written to", CHOICE_ORDER, CONSENT_BY_EMAIL, CONSENT_BY_EMAIL,
	  true, CELL_ALWAYS, false },
	{ "order, elsewhere", CHOICE_ORDER, CONSENT_BY_SMS, CONSENT_BY_EMAIL, true, CELL_NO_WAY,
	  false },
	{ "order, no address", CHOICE_ORDER, CONSENT_BY_EMAIL, CONSENT_NO_CHANNEL, false,
	  CELL_NO_WAY, false },
	{ "parcels, where they are written to", CHOICE_DELIVERY, CONSENT_BY_SMS, CONSENT_BY_SMS,
	  true, CELL_OPEN, true },
	{ "parcels, elsewhere", CHOICE_DELIVERY, CONSENT_BY_WECHAT, CONSENT_BY_EMAIL, true,
	  CELL_OPEN, false },
	{ "parcels, by a call", CHOICE_DELIVERY, CONSENT_BY_PHONE, CONSENT_BY_EMAIL, true,
	  CELL_NO_WAY, false },
	{ "parcels, no number", CHOICE_DELIVERY, CONSENT_BY_SMS, CONSENT_BY_EMAIL, false,
	  CELL_NO_WAY, false },
	{ "offers begin with no", CHOICE_OFFERS, CONSENT_BY_EMAIL, CONSENT_BY_EMAIL, true,
	  CELL_OPEN, false },
	{ "offers by a call", CHOICE_OFFERS, CONSENT_BY_PHONE, CONSENT_BY_EMAIL, true, CELL_OPEN,
	  false },
	{ "offers, no address", CHOICE_OFFERS, CONSENT_BY_EMAIL, CONSENT_BY_SMS, false, CELL_NO_WAY,
	  false },
};

START_TEST(each_cell_is_locked_open_or_not_there)
{
	for (each_row(cells)) {
		check_int(row->name, choice_cell(row->row, row->c, row->primary, row->has_way),
			  row->cell);
		check_int(row->name, choice_begins(row->row, row->c, row->primary), row->begins);
	}
}
END_TEST

START_TEST(what_is_over_does_not_ring)
{
	ck_assert(message_rings_besides("shipped"));
	ck_assert(message_rings_besides("problem"));
	ck_assert(!message_rings_besides("survey_solved"));
	ck_assert(!message_rings_besides("delivered"));
	ck_assert(!message_rings_besides("placed"));
}
END_TEST

Suite *notify_rules_suite(void)
{
	Suite *s = suite_create("notify_rules");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, an_answer_means_one_thing);
	tcase_add_test(tc, what_must_be_sent_may_not_be_refused);
	tcase_add_test(tc, what_sells_is_told_from_what_serves);
	tcase_add_test(tc, only_advertising_has_a_mail_programs_button);
	tcase_add_test(tc, each_cell_is_locked_open_or_not_there);
	tcase_add_test(tc, what_is_over_does_not_ring);
	suite_add_tcase(s, tc);
	return s;
}
