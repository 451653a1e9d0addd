/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a message from a chat says of its time and its writer. Pure: no I/O, no clock. */
#include "feedback/chat.h"

const char *const chat_channel_word[CHAT_CHANNEL__MAX] = {
	[CHAT_WECHAT] = "wechat",
	[CHAT_WEIBO] = "weibo",
	[CHAT_WIDGET] = "widget",
	[CHAT_OTHER] = "chat",
};

_Static_assert((int)CHANNEL_CHAT_OTHER - (int)CHANNEL_CHAT_WECHAT == (int)CHAT_OTHER &&
		       (int)MESSAGE_BY_CHAT - (int)MESSAGE_BY_WECHAT == (int)CHAT_OTHER,
	       "the ways out and the words of the thread stand in the same order");

enum message_channel chat_way_out(enum chat_channel c)
{
	return (enum message_channel)((int)CHANNEL_CHAT_WECHAT + (int)c);
}

enum message_by chat_by(enum chat_channel c)
{
	return (enum message_by)((int)MESSAGE_BY_WECHAT + (int)c);
}

struct instant chat_written_at(struct instant said, struct instant now)
{
	return said.us > now.us ? now : said;
}

/* U+3400 to U+9FFF begin so; other scripts are answered in English. */
static bool is_han(const unsigned char *u)
{
	return u[0] > 0xe3 ? u[0] <= 0xe9 : u[0] == 0xe3 && u[1] >= 0x90;
}

enum lang chat_lang(const char *text)
{
	for (const unsigned char *u = (const unsigned char *)text; *u; u++)
		if (is_han(u))
			return LANG_ZH;
	return LANG_EN;
}
