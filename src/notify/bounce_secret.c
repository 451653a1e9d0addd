/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The secret by which what tells of mail that came back is signed: beside the row of e-mail,
 * sealed. */
#include "audit.h"
#include "hook/hook.h"
#include "notify/bounce.h"
#include "notify/channel.h"
#include "notify/channel_seal.h"

struct making {
	const char *secret;
};

static int make(struct work *w, void *arg)
{
	struct making *m = arg;
	uint8_t secret[HOOK_SECRET_BYTES];

	secret_random(secret, sizeof secret);
	m->secret = hook_secret_text(w->arena, secret);
	channel_store_secret(w, CHANNEL_EMAIL, channel_seal(w, CHANNEL_EMAIL, m->secret));
	audit_write(w, &(struct audit){ .kind = AUDIT_BOUNCE_SECRET, .who = w->actor });
	return 0;
}

const char *bounce_make_secret(struct work *w)
{
	struct making m = { NULL };

	(void)work_transaction(w, make, &m);
	return m.secret;
}

const char *bounce_secret(struct work *w, bool *made)
{
	struct channel c;
	const char *secret;

	channel_store_get(w, CHANNEL_EMAIL, &c);
	*made = c.secret.len > 0;
	secret = *made ? channel_unseal(w, CHANNEL_EMAIL, c.secret) : NULL;
	return secret && *secret ? secret : NULL;
}
