/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file's text is written in, and the same in UTF-8. */
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/text.h"
#include "exchange/book.h"
#include "exchange/load.h"

enum { PIECE = 65536, CUT = 4 /* bytes of a character at most */ };
enum { LOOK_PIECES = 8, LOOK_ROWS = 64 };

const char *const load_encoding_word[ENCODING__MAX] = {
	[ENCODING_UTF8] = "utf-8",
	[ENCODING_GB18030] = "gb18030",
	[ENCODING_BOOK] = "xlsx",
};
const char *const load_delimiter_word[DELIMITER__MAX] = {
	[DELIMITER_COMMA] = "comma",
	[DELIMITER_TAB] = "tab",
	[DELIMITER_SEMICOLON] = "semicolon",
};
const char load_delimiter_char[DELIMITER__MAX] = {
	[DELIMITER_COMMA] = ',',
	[DELIMITER_TAB] = '\t',
	[DELIMITER_SEMICOLON] = ';',
};

/* The piece may end within a character. */
enum load_encoding load_guess_encoding(const char *p, size_t len)
{
	if (book_is_one(p, len))
		return ENCODING_BOOK;
	for (size_t cut = 0; cut < CUT && cut <= len; cut++)
		if (text_is_utf8(p, len - cut))
			return ENCODING_UTF8;
	return ENCODING_GB18030;
}

/* Whichever stands most often in the first line, outside of quotes. */
enum load_delimiter load_guess_delimiter(const char *p, size_t len)
{
	size_t n[DELIMITER__MAX] = { 0 };
	enum load_delimiter best = DELIMITER_COMMA;
	bool quoted = false;

	if (book_is_one(p, len))
		return DELIMITER_COMMA;
	for (size_t i = 0; i < len && (quoted || p[i] != '\n'); i++) {
		quoted ^= p[i] == '"';
		for (int d = 0; d < DELIMITER__MAX; d++)
			n[d] += !quoted && p[i] == load_delimiter_char[d];
	}
	for (int d = 1; d < DELIMITER__MAX; d++)
		if (n[d] > n[best])
			best = (enum load_delimiter)d;
	return best;
}

struct conversion {
	int from, to;
	iconv_t cd;
};

static void end_conversion(void *arg)
{
	struct conversion *c = arg;

	if (c->cd != (iconv_t)-1)
		iconv_close(c->cd);
	if (c->from >= 0)
		close(c->from);
	if (c->to >= 0)
		close(c->to);
}

static void put(struct conversion *c, const char *p, size_t len)
{
	while (len > 0) {
		ssize_t n = write(c->to, p, len);

		if (n < 0 && errno != EINTR)
			fail_as(FAIL_UNAVAILABLE, 0, "import: %s", strerror(errno));
		p += n > 0 ? n : 0;
		len -= n > 0 ? (size_t)n : 0;
	}
}

/* Converts what it can of the piece; the bytes of a character that is cut stay at its beginning.
 * False: bytes that are no text. */
static bool convert_piece(struct conversion *c, char *piece, size_t *len, char *out)
{
	char *in = piece;
	size_t left = *len;

	while (left > 0) {
		char *at = out;
		size_t room = 2 * PIECE, n = iconv(c->cd, &in, &left, &at, &room);

		put(c, out, (size_t)(at - out));
		if (n == (size_t)-1 && errno == EINVAL)
			break;
		if (n == (size_t)-1 && errno != E2BIG)
			return false;
	}
	memmove(piece, in, left);
	*len = left;
	return true;
}

static bool convert_text(struct arena *a, const char *from, enum load_encoding e, bool look,
			 const char *path)
{
	struct conversion *c = arena_new_of(a, struct conversion);
	char *piece = arena_alloc(a, PIECE + CUT), *out = arena_alloc(a, 2 * PIECE);
	size_t len = 0;
	ssize_t n = 0;

	*c = (struct conversion){ open(from, O_RDONLY | O_CLOEXEC),
				  open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600),
				  iconv_open("UTF-8", load_encoding_word[e]) };
	arena_defer(a, end_conversion, c);
	if (c->from < 0 || c->to < 0 || c->cd == (iconv_t)-1)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	for (int i = 0; !look || i < LOOK_PIECES; i++) {
		n = read(c->from, piece + len, PIECE);
		if (n <= 0)
			break;
		len += (size_t)n;
		if (!convert_piece(c, piece, &len, out))
			return false;
	}
	if (n < 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", from, strerror(errno));
	return len == 0 || n > 0;
}

bool load_convert(struct arena *a, const char *from, enum load_encoding e, bool look,
		  const char *path)
{
	return e == ENCODING_BOOK ? book_to_csv(a, from, path, look ? LOOK_ROWS : 0)
				  : convert_text(a, from, e, look, path);
}

bool load_is_blank(const struct record *r, enum record_answer answer)
{
	if (answer == RECORD_BAD)
		return !strcmp(r->why, "empty");
	for (size_t i = 0; i < r->n; i++)
		if (r->field[i][strspn(r->field[i], " \t")])
			return false;
	return true;
}
