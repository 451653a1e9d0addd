/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, tokens, MACs and sealing: thin and uniform over libsodium. */
#include "base/secret.h"

#include <assert.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>
#include "base/fail.h"

#define KDF_CONTEXT "regulars"
#define TAG_BYTES   16
#define SEAL_FORMAT 1 /* the first byte: tells a later format from this one */
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SEAL_EXTRA  (1 + NONCE_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES)

static_assert(SECRET_KEY_BYTES == crypto_kdf_KEYBYTES, "master key");
static_assert(SECRET_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "sealing key");
static_assert(SECRET_HASH_BYTES == crypto_generichash_BYTES, "hash");
static_assert(sizeof KDF_CONTEXT - 1 == crypto_kdf_CONTEXTBYTES, "context");

/* The numbers are part of every key: never change or reuse one. */
enum { KEY_LINK = 1, KEY_CSRF = 2, KEY_SEAL = 3, KEY_INDEX = 4, KEY_AUDIT = 5 };

static void derive(uint8_t key[SECRET_KEY_BYTES], uint64_t number, const uint8_t *master)
{
	if (crypto_kdf_derive_from_key(key, SECRET_KEY_BYTES, number, KDF_CONTEXT, master))
		fail("secret: cannot derive key %d", (int)number);
}

static bool read_hex(uint8_t master[SECRET_KEY_BYTES], const char *hex)
{
	size_t len = 0;

	return strlen(hex) == SECRET_KEY_BYTES * 2 &&
	       !sodium_hex2bin(master, SECRET_KEY_BYTES, hex, SECRET_KEY_BYTES * 2, NULL, &len,
			       NULL) &&
	       len == SECRET_KEY_BYTES;
}

bool secret_init(struct secret_keys *k, const char *hex)
{
	uint8_t master[SECRET_KEY_BYTES];

	if (sodium_init() < 0 || oath_init() != OATH_OK)
		fail("secret: libsodium or liboath does not start");
	if (!read_hex(master, hex))
		return false;
	/* A small RLIMIT_MEMLOCK only means that the keys may be swapped out. */
	(void)sodium_mlock(k, sizeof *k);
	derive(k->link, KEY_LINK, master);
	derive(k->csrf, KEY_CSRF, master);
	derive(k->seal, KEY_SEAL, master);
	derive(k->index, KEY_INDEX, master);
	derive(k->audit, KEY_AUDIT, master);
	sodium_memzero(master, sizeof master);
	return true;
}

void secret_random(void *out, size_t len)
{
	randombytes_buf(out, len);
}

uint64_t secret_random64(void)
{
	uint64_t value;

	randombytes_buf(&value, sizeof value);
	return value;
}

static void print_base64(const uint8_t *bytes, size_t len, char *out, size_t size)
{
	sodium_bin2base64(out, size, bytes, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secret_token(char token[SECRET_TOKEN_SIZE], uint8_t hash[SECRET_HASH_BYTES])
{
	uint8_t bytes[32];

	randombytes_buf(bytes, sizeof bytes);
	print_base64(bytes, sizeof bytes, token, SECRET_TOKEN_SIZE);
	secret_hash(token, strlen(token), hash);
	sodium_memzero(bytes, sizeof bytes);
}

void secret_hash(const void *p, size_t len, uint8_t hash[SECRET_HASH_BYTES])
{
	crypto_generichash(hash, SECRET_HASH_BYTES, p, len, NULL, 0);
}

void secret_hmac_sha256(const void *key, size_t key_len, const char *text,
			uint8_t mac[SECRET_HASH_BYTES])
{
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, key, key_len);
	crypto_auth_hmacsha256_update(&state, (const unsigned char *)text, strlen(text));
	crypto_auth_hmacsha256_final(&state, mac);
}

void secret_mac(const uint8_t key[SECRET_KEY_BYTES], const char *const *parts, size_t n,
		uint8_t mac[SECRET_HASH_BYTES])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, key, SECRET_KEY_BYTES, SECRET_HASH_BYTES);
	for (size_t i = 0; i < n; i++) {
		uint64_t len = strlen(parts[i]);
		uint8_t front[8];

		for (size_t b = 0; b < sizeof front; b++)
			front[b] = (uint8_t)(len >> (8 * b));
		crypto_generichash_update(&state, front, sizeof front);
		crypto_generichash_update(&state, (const uint8_t *)parts[i], len);
	}
	crypto_generichash_final(&state, mac, SECRET_HASH_BYTES);
}

void secret_tag(const uint8_t key[SECRET_KEY_BYTES], const char *const *parts, size_t n,
		char tag[SECRET_TAG_SIZE])
{
	uint8_t mac[SECRET_HASH_BYTES];

	secret_mac(key, parts, n, mac);
	print_base64(mac, TAG_BYTES, tag, SECRET_TAG_SIZE);
}

void secret_hex(const uint8_t *p, size_t n, char *out)
{
	sodium_bin2hex(out, 2 * n + 1, p, n);
}

bool secret_equal(const char *a, const char *b)
{
	size_t len = strlen(a);

	return len == strlen(b) && !sodium_memcmp(a, b, len);
}

void secret_digits(char *out, size_t length)
{
	for (size_t i = 0; i < length; i++)
		out[i] = (char)('0' + randombytes_uniform(10));
	out[length] = '\0';
}

void *secret_seal(struct arena *a, const uint8_t key[SECRET_KEY_BYTES], const char *context,
		  const void *p, size_t len, size_t *out_len)
{
	uint8_t *out = arena_alloc(a, len + SEAL_EXTRA), *nonce = out + 1;
	unsigned long long sealed;

	out[0] = SEAL_FORMAT;
	randombytes_buf(nonce, NONCE_BYTES);
	crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + NONCE_BYTES, &sealed, p, len,
						   (const uint8_t *)context, strlen(context), NULL,
						   nonce, key);
	*out_len = 1 + NONCE_BYTES + (size_t)sealed;
	return out;
}

void *secret_open(struct arena *a, const uint8_t key[SECRET_KEY_BYTES], const char *context,
		  const void *p, size_t len, size_t *out_len)
{
	const uint8_t *in = p, *nonce = in + 1;
	unsigned long long opened;
	uint8_t *out;

	if (len < SEAL_EXTRA || in[0] != SEAL_FORMAT)
		return NULL;
	out = arena_alloc(a, len - SEAL_EXTRA + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &opened, NULL, nonce + NONCE_BYTES,
						       len - 1 - NONCE_BYTES,
						       (const uint8_t *)context, strlen(context),
						       nonce, key))
		return NULL;
	out[opened] = '\0';
	*out_len = (size_t)opened;
	return out;
}
