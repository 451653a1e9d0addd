/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that keeps a secret: random tokens, MACs, password hashes, sealing. libsodium inside.
 */
#ifndef REGULARS_BASE_SECRET_H
#define REGULARS_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

#define SECRET_KEY_BYTES  32
#define SECRET_HASH_BYTES 32

struct secret_keys { /* one master secret, one derived key a purpose (crypto_kdf) */
	uint8_t link[SECRET_KEY_BYTES], csrf[SECRET_KEY_BYTES], seal[SECRET_KEY_BYTES],
		index[SECRET_KEY_BYTES], audit[SECRET_KEY_BYTES];
};
/* hex: 64 digits (the secret file). False: malformed. Initialises libsodium; keys are locked in
 * memory where allowed. */
bool secret_init(struct secret_keys *k, const char *hex) __attribute__((warn_unused_result));

void secret_random(void *out, size_t len);
uint64_t secret_random64(void);
/* 256-bit token as 43 characters of base64url, and its BLAKE2b hash, which alone is stored. */
#define SECRET_TOKEN_SIZE 44
void secret_token(char token[SECRET_TOKEN_SIZE], uint8_t hash[SECRET_HASH_BYTES]);
void secret_hash(const void *p, size_t len, uint8_t hash[SECRET_HASH_BYTES]);
/* HMAC-SHA-256 of a text, as others reckon it too. */
void secret_hmac_sha256(const void *key, size_t key_len, const char *text,
			uint8_t mac[SECRET_HASH_BYTES]);
/* Keyed BLAKE2b over the parts, each with its length in front, so that no two lists of parts
 * collide. */
void secret_mac(const uint8_t key[SECRET_KEY_BYTES], const char *const *parts, size_t n,
		uint8_t mac[SECRET_HASH_BYTES]);
/* The first 16 bytes of such a MAC as 22 characters of base64url: for links and CSRF. */
#define SECRET_TAG_SIZE 23
void secret_tag(const uint8_t key[SECRET_KEY_BYTES], const char *const *parts, size_t n,
		char tag[SECRET_TAG_SIZE]);
/* out: 2 * n small digits and the NUL. */
void secret_hex(const uint8_t *p, size_t n, char *out);
bool secret_equal(const char *a, const char *b); /* constant time for equal lengths */
/* `length` decimal digits, uniform. */
void secret_digits(char *out, size_t length);

/* argon2id, t=3, m=32 MiB. The string is at most 128 bytes. */
#define SECRET_PASSWORD_SIZE 128
void secret_password_hash(const char *password, char out[SECRET_PASSWORD_SIZE]);
/* hash NULL: hashes a dummy, so that an unknown user takes the same time; returns false. */
bool secret_password_verify(const char *password, const char *hash)
	__attribute__((warn_unused_result));
bool secret_password_is_stale(const char *hash);

/* XChaCha20-Poly1305 with a random nonce; `context` (table and row) is authenticated. */
void *secret_seal(struct arena *a, const uint8_t key[SECRET_KEY_BYTES], const char *context,
		  const void *p, size_t len, size_t *out_len);
void *secret_open(struct arena *a, const uint8_t key[SECRET_KEY_BYTES], const char *context,
		  const void *p, size_t len, size_t *out_len); /* NULL: not ours */

/* TOTP of RFC 6238: SHA-1, 30 s, six digits, one step of tolerance. Returns the step used (>
 * last_step), or 0. */
int64_t secret_totp_check(const uint8_t *key, size_t len, const char *code, int64_t unix_seconds,
			  int64_t last_step);
char *secret_base32(struct arena *a, const void *p, size_t len);

#endif
