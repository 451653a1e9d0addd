/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that came back, by a keyed hash of each address. */
#include <string.h>
#include "base/fail.h"
#include "base/text.h"
#include "notify/bounce.h"
#include "notify/channel.h"

enum { ADDRESS_BYTES = 16 };

const char *const bounce_kind_word[BOUNCE__MAX] = {
	[BOUNCE_HARD] = "hard",
	[BOUNCE_SOFT] = "soft",
};

static struct bytes hash(struct work *w, const char *email)
{
	const char *const part[] = { "message_bounce", text_email_key(w->arena, email) };
	uint8_t *mac = arena_alloc(w->arena, SECRET_HASH_BYTES);

	if (!part[1])
		fail("notify: a bounce of no e-mail address");
	secret_mac(w->app->keys.index, part, 2, mac);
	return bytes_of(mac, ADDRESS_BYTES);
}

DB_STATEMENT(bounce_read,
	     "SELECT hard_at, soft, reason, last_at FROM message_bounce WHERE address = ?");

bool bounce_get(struct work *w, const char *email, struct bounce *out)
{
	struct rows *r;

	if (!text_email_key(w->arena, email))
		return false;
	r = db_query(w->db, &bounce_read, hash(w, email));
	if (!rows_next(r))
		return false;
	*out = (struct bounce){ rows_time(r, 0), rows_int(r, 1), rows_text(r, 2), rows_time(r, 3) };
	return true;
}

/* From left to right: the count is of ids that differ. */
DB_STATEMENT(
	bounce_write,
	"INSERT INTO message_bounce (address, hard_at, soft, reason, last_at, last_told) VALUES "
	"(?,?,?,?,?,?) ON DUPLICATE KEY UPDATE hard_at = COALESCE(hard_at, VALUES(hard_at)), "
	"soft = soft + IF(last_told <=> VALUES(last_told), 0, VALUES(soft)), reason = "
	"VALUES(reason), last_at = VALUES(last_at), last_told = VALUES(last_told)");
/* What was taken and came back was not sent after all. */
DB_STATEMENT(bounce_failed,
	     "UPDATE outbox SET state = 3, last_error = ? WHERE id = ? AND state = 2 "
	     "AND channel = 0 AND LOWER(recipient) = ?");

void bounce_tell(struct work *w, const struct bounce_told *t)
{
	bool hard = t->kind == BOUNCE_HARD;
	const char *key = text_email_key(w->arena, t->email),
		   *mask = text_mask_email(w->arena, t->email);
	const char *said = channel_hide(w->arena, channel_hide(w->arena, t->reason, t->email, mask),
					key, mask);
	uint8_t id[SECRET_HASH_BYTES];

	secret_hash(t->id, strlen(t->id), id);
	db_exec(w->db, &bounce_write, hash(w, t->email), hard ? w->now : INSTANT_NONE, (int)!hard,
		said, w->now, bytes_of(id, ADDRESS_BYTES));
	if (hard && t->message_id)
		db_exec(w->db, &bounce_failed, said, t->message_id, key);
}

DB_STATEMENT(bounce_forget, "DELETE FROM message_bounce WHERE address = ?");

void bounce_lift(struct work *w, const char *email)
{
	if (text_email_key(w->arena, email))
		db_exec(w->db, &bounce_forget, hash(w, email));
}

struct instant notify_bounced(struct work *w, const char *email)
{
	struct bounce b;

	return bounce_get(w, email, &b) ? b.hard_at : INSTANT_NONE;
}
