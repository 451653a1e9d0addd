/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What addresses chose, by a keyed hash of each. */
#include "base/fail.h"
#include "base/text.h"
#include "notify/choice.h"

enum { ADDRESS_BYTES = 16 };

static void hash(struct work *w, const char *email, uint8_t mac[SECRET_HASH_BYTES])
{
	const char *const part[] = { "message_choice", text_email_key(w->arena, email) };

	if (!part[1])
		fail("notify: a choice for no e-mail address");
	secret_mac(w->app->keys.index, part, 2, mac);
}

DB_STATEMENT(choice_of, "SELECT wanted FROM message_choice WHERE address = ? AND topic = ?");

bool choice_wants(struct work *w, const char *email, enum message_topic t)
{
	uint8_t mac[SECRET_HASH_BYTES];
	struct rows *r;

	if (t == TOPIC_NECESSARY)
		return true;
	hash(w, email, mac);
	r = db_query(w->db, &choice_of, bytes_of(mac, ADDRESS_BYTES), (int)t);
	return !rows_next(r) || rows_int(r, 0) != 0;
}

DB_STATEMENT(choice_insert, "INSERT INTO message_choice (address, topic, wanted, place, at) "
			    "VALUES (?, ?, ?, ?, ?)");
DB_STATEMENT(choice_change, "UPDATE message_choice SET wanted = ?, place = ?, at = ? "
			    "WHERE address = ? AND topic = ?");

void choice_set(struct work *w, const char *email, enum message_topic t, bool wanted,
		enum choice_place place)
{
	uint8_t mac[SECRET_HASH_BYTES];

	hash(w, email, mac);
	if (db_insert(w->db, &choice_insert, bytes_of(mac, ADDRESS_BYTES), (int)t, (int)wanted,
		      (int)place, w->now) < 0)
		db_exec(w->db, &choice_change, (int)wanted, (int)place, w->now,
			bytes_of(mac, ADDRESS_BYTES), (int)t);
}
