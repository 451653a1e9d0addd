/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a staff password must not be. Length counts, composition does not. */
#include <string.h>
#include <strings.h>
#include "base/text.h"
#include "staff/staff.h"

enum { PASSWORD_MAX = 128, DIFFERENT_MIN = 6, WORD_MIN = 4 };

const char *const staff_state_word[STAFF_STATE__MAX] = {
	[STAFF_INVITED] = "invited",
	[STAFF_ACTIVE] = "active",
	[STAFF_LEFT] = "left",
};

static size_t different_bytes(const char *s)
{
	bool seen[256] = { false };
	size_t n = 0;

	for (; *s; s++) {
		n += !seen[(unsigned char)*s];
		seen[(unsigned char)*s] = true;
	}
	return n;
}

/* Without every occurrence of a word that others know, hardly anything is left. */
static bool is_mostly(const char *password, const char *word, size_t len)
{
	size_t left = strlen(password);

	if (len < WORD_MIN)
		return false;
	for (const char *p = password; *p;) {
		if (strncasecmp(p, word, len)) {
			p++;
			continue;
		}
		left -= len;
		p += len;
	}
	return left < STAFF_PASSWORD_MIN / 2;
}

const char *staff_password_flaw(const char *password, const char *email, const char *name)
{
	static const char own[] = N_("Don’t use your own name or email address");
	const char *at = email ? strchr(email, '@') : NULL;

	if (text_length(password) < STAFF_PASSWORD_MIN)
		return N_("Use at least 15 characters; a few words together are good");
	if (strlen(password) > PASSWORD_MAX)
		return N_("Use at most 128 characters");
	if (different_bytes(password) < DIFFERENT_MIN)
		return N_("Use more different characters");
	if (at && (is_mostly(password, email, strlen(email)) ||
		   is_mostly(password, email, (size_t)(at - email))))
		return own;
	return name && is_mostly(password, name, strlen(name)) ? own : NULL;
}
