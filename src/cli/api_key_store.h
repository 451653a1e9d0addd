/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of table api_key. */
#ifndef REGULARS_CLI_API_KEY_STORE_H
#define REGULARS_CLI_API_KEY_STORE_H

#include "app.h"

struct api_key {
	uint64_t id, permissions;
	const char *name;
	struct instant created_at, revoked_at;
};

void api_key_add(struct work *w, const struct api_key *k, const uint8_t hash[SECRET_HASH_BYTES]);
/* Newest first, at most 200; the number of them. */
size_t api_key_list(struct work *w, struct api_key **keys);
/* False: no such key, or it was revoked before. */
bool api_key_revoke(struct work *w, uint64_t id);

#endif
