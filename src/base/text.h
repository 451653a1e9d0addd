/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text people typed: UTF-8, NFC, trimming, folding, masking. */
#ifndef REGULARS_BASE_TEXT_H
#define REGULARS_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

/* Valid UTF-8 without NUL, surrogates or overlong forms. */
bool text_is_utf8(const char *s, size_t len);
/* Unicode scalars in a valid UTF-8 string. */
size_t text_length(const char *s);
/* NFC, CRLF -> LF, outer white space cut. NULL: not UTF-8, control characters other than LF and
 * TAB, more than 30 combining marks in a row. one_line: LF and TAB become a space, inner runs of
 * white space one space, and marks that turn the direction of writing are left out. Where nothing
 * could be seen of it (zero width, fillers), it is empty. */
char *text_clean(struct arena *a, const char *s, bool one_line);
/* Case folded NFC of cleaned text, for comparing and searching. NULL: not UTF-8. */
char *text_fold(struct arena *a, const char *s);
bool text_equal_ci(const char *a, const char *b); /* ASCII only */
bool text_starts_with(const char *s, const char *prefix);
/* Decimal digits only, within min..max. */
bool text_to_i64(const char *s, int64_t min, int64_t max, int64_t *out)
	__attribute__((warn_unused_result));

/* E-mail: local part <= 64, total <= 254, one @, a dot in the domain, no control, space, comma,
 * quotes. Domain lower-cased, local part lower-cased for the key. NULL: not an address. */
char *text_email_key(struct arena *a, const char *s);
/* Phone to E.164 ("+8613812345521"): spaces, hyphens and brackets dropped; no country code ->
 * `country` ("CN" -> +86). NULL: not a phone. China's mobile numbers: 11 digits from 13x to 19x;
 * other countries: 7 to 15 digits. */
char *text_phone_key(struct arena *a, const char *s, const char *country);

/* Such a key as people of that country dial it at home: "13812345521"; of another country: its
 * digits.
 */
char *text_phone_national(struct arena *a, const char *key, const char *country);

/* Masks for views. "林雨晴" -> "林**", "Lin Yuqing" -> "Lin Y."; phone -> "138****5521"; e-mail ->
 * "l***@mail.example"; street -> its digits and what follows the first number hidden with ***. */
char *text_mask_name(struct arena *a, const char *s);
char *text_mask_phone(struct arena *a, const char *s);
char *text_mask_email(struct arena *a, const char *s);
char *text_mask_street(struct arena *a, const char *s);

#endif
