/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of programs: made with some of the maker's permissions, shown once, revoked. */
#include <string.h>
#include "audit.h"
#include "permission.h"
#include "staff/store.h"

const char *const staff_key_state_word[STAFF_KEY_STATE__MAX] = {
	[STAFF_KEY_VALID] = "valid",
	[STAFF_KEY_EXPIRED] = "expired",
	[STAFF_KEY_REVOKED] = "revoked",
};

struct staff_key *staff_keys(struct work *w, size_t *n)
{
	return staff_store_keys(w, n);
}

bool staff_key_get(struct work *w, uint64_t id, struct staff_key *out)
{
	return staff_store_key(w, id, out);
}

/* ---- making ---- */

struct making {
	const struct staff_key_wish *wish;
	const uint8_t *hash;
	uint64_t *id;
};

static int make(struct work *w, void *arg)
{
	const struct making *m = arg;

	*m->id = work_id(w);
	staff_store_add_key(w, *m->id, m->wish, m->hash);
	audit_write(w,
		    &(struct audit){ .kind = AUDIT_KEY_MADE,
				     .who = w->actor,
				     .about = "api_key",
				     .about_id = *m->id,
				     .became = permission_words(w->arena, m->wish->permissions) });
	return STAFF_KEY_OK;
}

enum staff_key_refusal staff_key_make(struct work *w, const struct staff_key_wish *wish,
				      uint64_t *id, const char **key)
{
	char token[SECRET_TOKEN_SIZE];
	uint8_t hash[SECRET_HASH_BYTES];
	struct making m = { wish, hash, id };
	enum staff_key_refusal r = staff_key_may(
		&(struct staff_key_case){ .is_program = w->actor.kind == ACTOR_API_KEY,
					  .mine = wish->mine,
					  .wanted = wish->permissions,
					  .now = w->now,
					  .expires_at = wish->expires_at });

	if (r != STAFF_KEY_OK)
		return r;
	secret_token(token, hash);
	*key = arena_printf(w->arena, "rk_%s", token);
	secret_hash(*key, strlen(*key), hash);
	return (enum staff_key_refusal)work_transaction(w, make, &m);
}

/* ---- revoking ---- */

static int revoke(struct work *w, void *arg)
{
	uint64_t id = *(const uint64_t *)arg;
	struct staff_key k;

	if (!staff_store_key(w, id, &k))
		return STAFF_KEY_NOT_FOUND;
	if (!staff_store_revoke_key(w, id))
		return STAFF_KEY_OVER;
	audit_write(w, &(struct audit){ .kind = AUDIT_KEY_REVOKED,
					.who = w->actor,
					.about = "api_key",
					.about_id = id,
					.was = permission_words(w->arena, k.permissions) });
	return STAFF_KEY_OK;
}

enum staff_key_refusal staff_key_revoke(struct work *w, uint64_t id)
{
	return (enum staff_key_refusal)work_transaction(w, revoke, &id);
}
