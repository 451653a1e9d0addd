/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and signatures of what is told, as Standard Webhooks 1.0 says. */
#include <sodium.h>
#include <string.h>
#include "base/secret.h"
#include "hook/rules.h"

static char *base64(struct arena *a, const uint8_t *p, size_t n)
{
	size_t size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_ORIGINAL);
	char *out = arena_alloc(a, size);

	sodium_bin2base64(out, size, p, n, sodium_base64_VARIANT_ORIGINAL);
	return out;
}

char *hook_secret_text(struct arena *a, const uint8_t secret[HOOK_SECRET_BYTES])
{
	return arena_printf(a, "whsec_%s", base64(a, secret, HOOK_SECRET_BYTES));
}

static char *one(struct arena *a, const uint8_t *secret, const char *signed_text)
{
	uint8_t mac[SECRET_HASH_BYTES];

	secret_hmac_sha256(secret, HOOK_SECRET_BYTES, signed_text, mac);
	return arena_printf(a, "v1,%s", base64(a, mac, sizeof mac));
}

char *hook_signature(struct arena *a, const uint8_t *secret, const uint8_t *old, const char *id,
		     int64_t timestamp, const char *body)
{
	const char *text = arena_printf(a, "%s.%lld.%s", id, (long long)timestamp, body);

	if (!old)
		return one(a, secret, text);
	return arena_printf(a, "%s %s", one(a, secret, text), one(a, old, text));
}

static bool read_secret(const char *text, uint8_t secret[HOOK_SECRET_BYTES])
{
	static const char prefix[] = "whsec_";
	size_t n = 0;

	return strncmp(text, prefix, sizeof prefix - 1) == 0 &&
	       sodium_base642bin(secret, HOOK_SECRET_BYTES, text + sizeof prefix - 1,
				 strlen(text) - sizeof prefix + 1, NULL, &n, NULL,
				 sodium_base64_VARIANT_ORIGINAL) == 0 &&
	       n == HOOK_SECRET_BYTES;
}

bool hook_signature_fits(struct arena *a, const char *secret, const char *header, const char *id,
			 int64_t timestamp, const char *body)
{
	uint8_t key[HOOK_SECRET_BYTES];
	const char *wanted;
	bool fits = false;

	if (!read_secret(secret, key))
		return false;
	wanted = hook_signature(a, key, NULL, id, timestamp, body);
	for (const char *at = header; *at;) {
		size_t n = strcspn(at, " ");

		fits |= secret_equal(arena_strndup(a, at, n), wanted);
		at += n + (at[n] == ' ');
	}
	return fits;
}

char *hook_event_name(struct arena *a, uint64_t event_id)
{
	return arena_printf(a, "evt_%llu", (unsigned long long)event_id);
}

char *hook_type(struct arena *a, enum order_event_kind kind)
{
	return arena_printf(a, "order.%s", order_event_word[kind]);
}
