/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a long password a short one: repetition, walks over the keyboard, words that everybody
 * tries first.
 *
 *	repeated	without what stands there already, less than two thirds of the least length
 *	walked		two steps of three go to the same key, one beside it, or on in the alphabet
 *	known		without known words, less than half of the least length
 */
#include <string.h>
#include "staff/password.h"

enum { REPEAT_MIN = 4, WORD_MIN = 4 };

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Characters, not bytes: those that go on with one are not counted. */
static size_t count(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)s[i] & 0xc0) != 0x80;
	return n;
}

/* ---- repeated ---- */

/* How much of s + at stands further in front, too. */
static size_t seen_before(const char *s, size_t at)
{
	size_t best = 0;

	for (size_t from = 0; from < at; from++) {
		size_t n = 0;

		while (s[at + n] && lower(s[from + n]) == lower(s[at + n]))
			n++;
		best = n > best ? n : best;
	}
	return best;
}

static size_t count_fresh(const char *s)
{
	size_t fresh = 0;

	for (size_t at = 0; s[at];) {
		size_t again = seen_before(s, at);

		if (again < REPEAT_MIN) {
			fresh += count(s + at, 1);
			again = 1;
		}
		at += again;
	}
	return fresh;
}

/* ---- walked ---- */

/* Each row lies half a key further to the right. */
static bool find_key(char c, int *row, int *column)
{
	static const char *const rows[] = { "1234567890-=", "qwertyuiop[]", "asdfghjkl;'",
					    "zxcvbnm,./" };

	for (int i = 0; i < 4; i++) {
		const char *at = c ? strchr(rows[i], c) : NULL;

		if (!at)
			continue;
		*row = i;
		*column = (int)(at - rows[i]);
		return true;
	}
	return false;
}

static bool is_step(char from, char to)
{
	int row, column, next_row, next_column;

	if (from == to || (is_alnum(from) && is_alnum(to) && (to - from == 1 || from - to == 1)))
		return true;
	if (!find_key(from, &row, &column) || !find_key(to, &next_row, &next_column))
		return false;
	next_row -= row;
	next_column -= column;
	if (next_row == 0)
		return next_column == 1 || next_column == -1;
	return (next_row == 1 && (next_column == 0 || next_column == -1)) ||
	       (next_row == -1 && (next_column == 0 || next_column == 1));
}

static bool is_walked(const char *s)
{
	size_t steps = 0, all = 0;

	for (; s[0] && s[1]; s++, all++)
		steps += is_step(lower(s[0]), lower(s[1]));
	return all > 0 && steps * 3 >= all * 2;
}

/* ---- known ---- */

static const char *const common[] = {
	"password",  "passwort", "passw0rd", "iloveyou", "letmein",  "welcome",  "changeme",
	"qwerty",    "qwertz",   "azerty",   "asdfgh",   "zxcvbn",   "1q2w3e4r", "qazwsx",
	"admin",     "manager",  "master",   "login",    "secret",   "default",  "trustno1",
	"hello",     "monkey",   "dragon",   "sunshine", "princess", "football", "baseball",
	"superman",  "batman",   "shadow",   "whatever", "michael",  "jordan",   "charlie",
	"woaini",    "zhongguo", "beijing",  "shanghai", "wodemima", "5201314",  "1314520",
	"123456789", "1234567",  "123456",   "12345",    "1234",     "regulars", "常客",
};

/* Letters and digits alone, small. */
static void squeeze(const char *s, char *out, size_t size)
{
	size_t n = 0;

	for (; *s && n + 1 < size; s++)
		if (is_alnum(lower(*s)) || (unsigned char)*s >= 0x80)
			out[n++] = lower(*s);
	out[n] = '\0';
}

static void remove_all(char *s, const char *word)
{
	size_t len = strlen(word);

	if (len < WORD_MIN)
		return;
	for (char *at = s; (at = strstr(at, word)) != NULL;)
		memmove(at, at + len, strlen(at + len) + 1);
}

static size_t count_unknown(const char *password, const char *const *known, size_t n)
{
	char left[PASSWORD_BYTES], word[PASSWORD_BYTES];

	squeeze(password, left, sizeof left);
	for (size_t i = 0; i < n; i++) {
		squeeze(known[i] ? known[i] : "", word, sizeof word);
		remove_all(left, word);
	}
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		remove_all(left, common[i]);
	return count(left, strlen(left));
}

bool password_is_worn(const char *password, size_t least, const char *const *known, size_t n)
{
	return count_fresh(password) < least * 2 / 3 || is_walked(password) ||
	       count_unknown(password, known, n) < least / 2;
}
