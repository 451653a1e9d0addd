/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which languages there are, and which of them a tag or an Accept-Language header means. */
#include <string.h>
#include "base/text.h"
#include "i18n/i18n.h"

const char *const lang_tag[LANG__MAX] = { [LANG_EN] = "en", [LANG_ZH] = "zh-CN" };
static const char primary[LANG__MAX][3] = { [LANG_EN] = "en", [LANG_ZH] = "zh" };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool find_primary(const char *s, size_t len, enum lang *out)
{
	char word[3] = { 0 };

	if (len < 2 || (len > 2 && s[2] != '-'))
		return false;
	word[0] = s[0];
	word[1] = s[1];
	for (int l = 0; l < LANG__MAX; l++) {
		if (text_equal_ci(word, primary[l])) {
			*out = (enum lang)l;
			return true;
		}
	}
	return false;
}

bool lang_from_tag(const char *tag, enum lang *out)
{
	size_t len = tag ? strlen(tag) : 0;

	for (size_t i = 0; i < len; i++) {
		if (!is_letter(tag[i]) && tag[i] != '-' && (tag[i] < '0' || tag[i] > '9'))
			return false;
	}
	return find_primary(tag, len, out);
}

/* Thousandths: ";q=0.8" -> 800. None given: 1000; what cannot be read: 0, it never wins. */
static int quality(const char *s, size_t len)
{
	int q = 0, unit = 100;
	size_t i = 0;

	while (i < len && (s[i] == ' ' || s[i] == '\t' || s[i] == ';'))
		i++;
	if (i == len)
		return 1000;
	if (len - i < 3 || (s[i] != 'q' && s[i] != 'Q') || s[i + 1] != '=')
		return 0;
	i += 2;
	if (s[i] != '0' && s[i] != '1')
		return 0;
	q = (s[i++] - '0') * 1000;
	if (i < len && s[i] == '.')
		i++;
	for (; i < len && s[i] >= '0' && s[i] <= '9'; i++, unit /= 10)
		q += (s[i] - '0') * unit;
	return q > 1000 ? 1000 : q;
}

enum lang lang_from_accept(const char *header, enum lang fallback)
{
	enum lang best = fallback;
	int best_q = 0;

	for (const char *s = header; s && *s;) {
		size_t len = strcspn(s, ","), tag;
		enum lang l;

		while (len && (*s == ' ' || *s == '\t')) {
			s++;
			len--;
		}
		for (tag = 0; tag < len && s[tag] != ';' && s[tag] != ' ' && s[tag] != '\t';)
			tag++;
		if (find_primary(s, tag, &l) && quality(s + tag, len - tag) > best_q) {
			best_q = quality(s + tag, len - tag);
			best = l;
		}
		s += len + (s[len] == ',');
	}
	return best;
}
