/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a mail its sender wrote now: without what it answers, and without a signature. Pure. */
#include <string.h>
#include "feedback/reply.h"

static bool begins(const char *line, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && memcmp(line, with, n) == 0;
}

static bool ends(const char *line, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && memcmp(line + len - n, with, n) == 0;
}

static bool introduces(const char *line, size_t len)
{
	static const char *const wrote[] = { "wrote:", "写道：", "写道:", "schrieb:" };

	for (size_t i = 0; i < sizeof wrote / sizeof *wrote; i++)
		if (ends(line, len, wrote[i]))
			return true;
	return false;
}

/* From here on it is no word of theirs. */
static bool is_end(const char *line, size_t len)
{
	static const char *const heads[] = {
		">",
		"-----Original Message-----",
		"----- Original Message -----",
		"-----原始邮件-----",
		"------------------ 原始邮件",
		"________________________________",
		"发件人:",
		"发件人：",
	};

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (begins(line, len, heads[i]))
			return true;
	return introduces(line, len) || (len == 3 && !memcmp(line, "-- ", 3)) ||
	       (len == 2 && !memcmp(line, "--", 2));
}

/* A mail program breaks "On … Anne <anne@…>" from its "wrote:". */
static bool goes_on_as_end(const char *line, size_t len)
{
	const char *next = line + len + 1;

	if (!line[len])
		return false;
	return (begins(line, len, "On ") || begins(line, len, "在 ") || begins(line, len, "于 ")) &&
	       introduces(next, strcspn(next, "\n"));
}

static size_t without_blanks(const char *text, size_t len)
{
	while (len > 0 && strchr(" \t\r\n", text[len - 1]))
		len--;
	return len;
}

const char *reply_own_words(struct arena *a, const char *text)
{
	size_t end = 0, kept;

	while (text[end]) {
		const char *line = text + end;
		size_t len = strcspn(line, "\n"), bare = len;

		while (bare > 0 && line[bare - 1] == '\r')
			bare--;
		if (is_end(line, bare) || goes_on_as_end(line, len))
			break;
		end += len + (line[len] == '\n');
	}
	kept = without_blanks(text, end);
	/* who wrote between the lines of ours wrote all of it */
	return kept ? arena_strndup(a, text, kept) : text;
}
