/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hook's secrets, sealed to its row. */
#include "hook/seal.h"

static const char *context(struct work *w, uint64_t hook_id)
{
	return arena_printf(w->arena, "hook:%llu", (unsigned long long)hook_id);
}

struct bytes hook_seal(struct work *w, uint64_t hook_id, const uint8_t secret[HOOK_SECRET_BYTES])
{
	size_t len;
	void *p = secret_seal(w->arena, w->app->keys.seal, context(w, hook_id), secret,
			      HOOK_SECRET_BYTES, &len);

	return bytes_of(p, len);
}

const uint8_t *hook_unseal(struct work *w, uint64_t hook_id, struct bytes sealed)
{
	size_t len;
	void *p;

	if (!sealed.p || !sealed.len)
		return NULL;
	p = secret_open(w->arena, w->app->keys.seal, context(w, hook_id), sealed.p, sealed.len,
			&len);
	return p && len == HOOK_SECRET_BYTES ? p : NULL;
}
