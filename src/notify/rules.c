/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mail server's no means, and which messages may be refused. */
#include <string.h>
#include "notify/matrix.h"
#include "notify/post.h"

/* Whatever it was said about, it is about us, not about the message. */
static bool is_about_us(int code)
{
	return code == 421 ||                /* closing down */
	       code == 530 || code == 535 || /* sign-in wanted, sign-in refused */
	       code == 534 || code == 538;   /* this way of signing in is too weak */
}

enum post_outcome post_judge(enum smtp_phase phase, int code)
{
	if (phase < SMTP_SENDER || code < 400 || code > 599 || is_about_us(code))
		return POST_AWAY;
	/* The sender is the same for all; only its size is a message's own. */
	if (phase == SMTP_SENDER)
		return code == 552 ? POST_REFUSED : POST_AWAY;
	return code < 500 ? POST_LATER : POST_REFUSED;
}

enum message_topic message_topic(const char *template)
{
	static const struct {
		const char *template;
		enum message_topic topic;
	} row[] = {
		{ "shipped", TOPIC_DELIVERY },
		{ "delivered", TOPIC_DELIVERY },
		{ "out_for_delivery", TOPIC_DELIVERY },
		{ "ready_for_pickup", TOPIC_DELIVERY },
		{ "late", TOPIC_DELIVERY },
		{ "problem", TOPIC_DELIVERY },
		{ "review_ask", TOPIC_DELIVERY },
		{ "survey_solved", TOPIC_DELIVERY },
		{ "survey_ask", TOPIC_OFFERS },
		/* whoever advertises sends by this name */
		{ "campaign", TOPIC_OFFERS },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (!strcmp(row[i].template, template))
			return row[i].topic;
	return TOPIC_NECESSARY;
}

bool message_is_marketing(const char *template)
{
	static const char *const names[] = { "campaign", "review_ask", "tier", "survey_ask",
					     "survey_solved" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(names[i], template))
			return true;
	return false;
}

bool message_has_button(enum message_topic t)
{
	static const bool has[TOPIC__MAX] = {
		[TOPIC_NECESSARY] = false,
		[TOPIC_DELIVERY] = false,
		[TOPIC_OFFERS] = true,
	};

	return has[t];
}

bool message_rings_besides(const char *template)
{
	return message_topic(template) == TOPIC_DELIVERY && strcmp(template, "delivered") != 0 &&
	       strcmp(template, "review_ask") != 0 && strcmp(template, "survey_solved") != 0;
}

/*
 *	row		way			cell
 *	order		the primary one		must be sent
 *	order		any other		nothing goes there
 *	delivery	a call			nothing goes there
 *	delivery	one they have		chosen; begins as wanted where it is the primary one
 *	offers		one they have		chosen; begins as not wanted
 *	any		one they have not	nothing goes there
 */
enum choice_cell choice_cell(enum choice_row row, enum consent_channel c,
			     enum consent_channel primary, bool has_way)
{
	if (!has_way || (row == CHOICE_DELIVERY && c == CONSENT_BY_PHONE))
		return CELL_NO_WAY;
	if (row == CHOICE_ORDER)
		return c == primary ? CELL_ALWAYS : CELL_NO_WAY;
	return CELL_OPEN;
}

bool choice_begins(enum choice_row row, enum consent_channel c, enum consent_channel primary)
{
	return row == CHOICE_DELIVERY && c == primary;
}
