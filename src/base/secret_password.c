/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person proves to be: passwords and one-time codes. */
#include <assert.h>
#include <errno.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>
#include "base/fail.h"
#include "base/secret.h"

#define PASSWORD_PASSES 3
#define PASSWORD_MEMORY ((size_t)32 << 20)
#define TOTP_STEP       30
#define TOTP_DIGITS     6

static_assert(SECRET_PASSWORD_SIZE == crypto_pwhash_STRBYTES, "password hash");

void secret_password_hash(const char *password, char out[SECRET_PASSWORD_SIZE])
{
	if (crypto_pwhash_str_alg(out, password, strlen(password), PASSWORD_PASSES, PASSWORD_MEMORY,
				  crypto_pwhash_ALG_ARGON2ID13))
		fail_as(FAIL_UNAVAILABLE, 0, "secret: no memory for a password hash");
}

bool secret_password_verify(const char *password, const char *hash)
{
	char dummy[SECRET_PASSWORD_SIZE];

	if (!hash) {
		secret_password_hash(password, dummy);
		return false;
	}
	errno = 0;
	if (!crypto_pwhash_str_verify(hash, password, strlen(password)))
		return true;
	if (errno == ENOMEM)
		fail_as(FAIL_UNAVAILABLE, 0, "secret: no memory for a password hash");
	return false;
}

bool secret_password_is_stale(const char *hash)
{
	return crypto_pwhash_str_needs_rehash(hash, PASSWORD_PASSES, PASSWORD_MEMORY) != 0;
}

static bool is_code_of(const uint8_t *key, size_t len, int64_t step, const char *code)
{
	char wanted[TOTP_DIGITS + 1];

	if (oath_hotp_generate((const char *)key, len, (uint64_t)step, TOTP_DIGITS, false,
			       OATH_HOTP_DYNAMIC_TRUNCATION, wanted) != OATH_OK)
		fail("secret: no one-time code");
	return secret_equal(code, wanted);
}

int64_t secret_totp_check(const uint8_t *key, size_t len, const char *code, int64_t unix_seconds,
			  int64_t last_step)
{
	static const int drifts[] = { 0, -1, 1 };

	if (strlen(code) != TOTP_DIGITS)
		return 0;
	for (size_t i = 0; i < sizeof drifts / sizeof drifts[0]; i++) {
		int64_t step = unix_seconds / TOTP_STEP + drifts[i];

		if (step > 0 && step > last_step && is_code_of(key, len, step, code))
			return step;
	}
	return 0;
}

char *secret_base32(struct arena *a, const void *p, size_t len)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const uint8_t *in = p;
	char *text = arena_alloc(a, (len * 8 + 4) / 5 + 1), *out = text;
	unsigned pending = 0, bits = 0;

	for (size_t i = 0; i < len; i++) {
		pending = pending << 8 | in[i];
		for (bits += 8; bits >= 5; bits -= 5)
			*out++ = alphabet[pending >> (bits - 5) & 31];
		pending &= 0xff;
	}
	if (bits > 0)
		*out++ = alphabet[pending << (5 - bits) & 31];
	*out = '\0';
	return text;
}
