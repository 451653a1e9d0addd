/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a password must not be. Length counts, composition does not; what everybody's list begins
 * with is refused: the system's dictionary, by cracklib. */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Uses size_t without saying so. */
#include <crack.h>

#include "app.h"
#include "base/log.h"
#include "base/text.h"
#include "staff/password.h"
#include "staff/staff.h"

enum { DIFFERENT_MIN = 6, WORD_MIN = 4, PART_MIN = 6, PARTED_MAX = 20 };
#define LETTERS_AND_DIGITS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

static const struct {
	size_t least;
	const char *too_short;
} rule[] = {
	[PASSWORD_OF_STAFF] = { 15,
				N_("Use at least 15 characters; a few words together are good") },
	[PASSWORD_OF_CUSTOMER] = { 12, N_("Use at least 12 characters; a few words together are "
					  "good") },
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
static bool is_mostly(const char *password, const char *word, size_t len, size_t least)
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
	return left < least / 2;
}

const char *password_flaw(enum password_owner owner, const char *password, const char *email,
			  const char *name)
{
	static const char own[] = N_("Don’t use your own name or email address");
	const char *at = email ? strchr(email, '@') : NULL;
	size_t least = rule[owner].least;

	if (text_length(password) < least)
		return rule[owner].too_short;
	if (text_length(password) > PASSWORD_CHARS)
		return N_("Use at most 128 characters");
	if (different_bytes(password) < DIFFERENT_MIN)
		return N_("Use more different characters");
	if (at && (is_mostly(password, email, strlen(email), least) ||
		   is_mostly(password, email, (size_t)(at - email), least)))
		return own;
	return name && is_mostly(password, name, strlen(name), least) ? own : NULL;
}

/* cracklib ends the program where its dictionary is missing. */
static bool is_readable(const char *dictionary)
{
	static const char *const end[] = { "pwd", "pwi" };
	char path[1024];

	for (size_t i = 0; i < sizeof end / sizeof *end; i++) {
		snprintf(path, sizeof path, "%s.%s", dictionary, end[i]);
		if (access(path, R_OK) != 0)
			return false;
	}
	return true;
}

/* Two words of the dictionary, one behind the other; with blanks or marks between them there are
 * more ways to join words than anybody tries. */
static bool is_two_words(const char *password, const char *dictionary)
{
	char first[PARTED_MAX + 1];
	size_t len = strlen(password);

	if (len > PARTED_MAX || password[strspn(password, LETTERS_AND_DIGITS)])
		return false;
	for (size_t n = PART_MIN; n + PART_MIN <= len; n++) {
		memcpy(first, password, n);
		first[n] = '\0';
		if (FascistCheck(first, dictionary) && FascistCheck(password + n, dictionary))
			return true;
	}
	return false;
}

const char *password_refused(const struct settings *shop, enum password_owner owner,
			     const char *password, const char *email, const char *name)
{
	static const char guessed[] =
		N_("This one is guessed soon; a few words together are better");
	const char *const known[] = { shop->shop_name_en, shop->shop_name_zh };
	const char *flaw = password_flaw(owner, password, email, name);
	const char *dictionary = GetDefaultCracklibDict();

	if (flaw)
		return flaw;
	if (password_is_worn(password, rule[owner].least, known, sizeof known / sizeof *known))
		return guessed;
	if (!is_readable(dictionary)) {
		log_warn("no dictionary of common passwords at %s", dictionary);
		return NULL;
	}
	return FascistCheck(password, dictionary) || is_two_words(password, dictionary) ? guessed
											: NULL;
}
