/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signed address that answers come back to. */
#include "feedback/reply.h"
#include <ctype.h>
#include <string.h>
#include "base/secret.h"

enum { TAG_BYTES = 10, TAG_CHARS = 2 * TAG_BYTES, ID_CHARS = 20 };

static void tag_of(struct work *w, const char *id, char tag[TAG_CHARS + 1])
{
	static const char hex[] = "0123456789abcdef";
	const char *const parts[] = { "feedback_reply", id };
	uint8_t mac[SECRET_HASH_BYTES];

	secret_mac(w->app->keys.link, parts, 2, mac);
	for (int i = 0; i < TAG_BYTES; i++) {
		tag[2 * i] = hex[mac[i] >> 4];
		tag[2 * i + 1] = hex[mac[i] & 15];
	}
	tag[TAG_CHARS] = '\0';
}

const char *reply_address(struct work *w, uint64_t item_id)
{
	const char *plain = w->app->settings.reply_address, *at = strchr(plain, '@');
	const char *id = arena_printf(w->arena, "%llu", (unsigned long long)item_id);
	char tag[TAG_CHARS + 1];

	if (!at)
		return NULL;
	tag_of(w, id, tag);
	return arena_printf(w->arena, "%.*s+%s-%s%s", (int)(at - plain), plain, id, tag, at);
}

/* "+ID-TAG@" somewhere in it: the rest is as mail servers have it. */
uint64_t reply_item(struct work *w, const char *address)
{
	const char *plus = strrchr(address, '+');
	char id[ID_CHARS + 1] = "", given[TAG_CHARS + 1] = "", wanted[TAG_CHARS + 1];
	uint64_t item;
	size_t n;

	if (!plus)
		return 0;
	n = strspn(plus + 1, "0123456789");
	if (n == 0 || n > ID_CHARS || plus[n + 1] != '-' || strlen(plus + n + 2) <= TAG_CHARS ||
	    plus[n + 2 + TAG_CHARS] != '@')
		return 0;
	memcpy(id, plus + 1, n);
	for (int i = 0; i < TAG_CHARS; i++)
		given[i] = (char)tolower((unsigned char)plus[n + 2 + (size_t)i]);
	tag_of(w, id, wanted);
	return secret_equal(wanted, given) && ident_parse(id, &item) ? item : 0;
}
