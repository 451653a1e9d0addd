/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What addresses chose, by a keyed hash of each. */
#include "base/fail.h"
#include "base/text.h"
#include "notify/choice.h"

enum { ADDRESS_BYTES = 16 };

/* E-mail addresses are hashed as they always were, the others with their channel's word. */
static void hash(struct work *w, enum message_channel c, const char *to,
		 uint8_t mac[SECRET_HASH_BYTES])
{
	bool is_mail = c == CHANNEL_EMAIL;
	const char *key = is_mail ? text_email_key(w->arena, to) : message_channel_word[c];
	const char *const part[] = { "message_choice", key, to };

	if (!key)
		fail("notify: a choice for no e-mail address");
	secret_mac(w->app->keys.index, part, is_mail ? 2 : 3, mac);
}

DB_STATEMENT(choice_of, "SELECT wanted FROM message_choice WHERE address = ? AND topic = ?");

enum choice_answer choice_said(struct work *w, enum message_channel c, const char *to,
			       enum message_topic t)
{
	uint8_t mac[SECRET_HASH_BYTES];
	struct rows *r;

	hash(w, c, to, mac);
	r = db_query(w->db, &choice_of, bytes_of(mac, ADDRESS_BYTES), (int)t);
	if (!rows_next(r))
		return CHOICE_NEVER_SAID;
	return rows_int(r, 0) ? CHOICE_YES : CHOICE_NO;
}

bool choice_wants(struct work *w, enum message_channel c, const char *to, enum message_topic t)
{
	return t == TOPIC_NECESSARY || choice_said(w, c, to, t) != CHOICE_NO;
}

DB_STATEMENT(choice_insert, "INSERT INTO message_choice (address, topic, wanted, place, at) "
			    "VALUES (?, ?, ?, ?, ?)");
DB_STATEMENT(choice_change, "UPDATE message_choice SET wanted = ?, place = ?, at = ? "
			    "WHERE address = ? AND topic = ?");

void choice_set(struct work *w, enum message_channel c, const char *to, enum message_topic t,
		bool wanted, enum choice_place place)
{
	uint8_t mac[SECRET_HASH_BYTES];

	hash(w, c, to, mac);
	if (db_insert(w->db, &choice_insert, bytes_of(mac, ADDRESS_BYTES), (int)t, (int)wanted,
		      (int)place, w->now) < 0)
		db_exec(w->db, &choice_change, (int)wanted, (int)place, w->now,
			bytes_of(mac, ADDRESS_BYTES), (int)t);
}
