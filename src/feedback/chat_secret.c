/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The secret by which messages from chats are signed, sealed as it is kept. */
#include <string.h>
#include "audit.h"
#include "feedback/chat.h"
#include "hook/hook.h"

#define CONTEXT "inbound_secret:1"

struct making {
	const char *secret;
};

static int make(struct work *w, void *arg)
{
	struct making *m = arg;
	uint8_t secret[HOOK_SECRET_BYTES];
	size_t len;
	void *sealed;

	secret_random(secret, sizeof secret);
	m->secret = hook_secret_text(w->arena, secret);
	sealed = secret_seal(w->arena, w->app->keys.seal, CONTEXT, m->secret, strlen(m->secret),
			     &len);
	inbound_store_put(w, INBOUND_CHAT, bytes_of(sealed, len));
	audit_write(w, &(struct audit){ .kind = AUDIT_CHAT_SECRET, .who = w->actor });
	return 0;
}

const char *chat_make_secret(struct work *w)
{
	struct making m = { NULL };

	(void)work_transaction(w, make, &m);
	return m.secret;
}

const char *chat_secret(struct work *w, bool *made)
{
	struct bytes kept = inbound_store_get(w, INBOUND_CHAT);
	size_t len;
	const char *p;

	*made = kept.len > 0;
	if (!*made)
		return NULL;
	p = secret_open(w->arena, w->app->keys.seal, CONTEXT, kept.p, kept.len, &len);
	return p ? arena_strndup(w->arena, p, len) : NULL;
}
