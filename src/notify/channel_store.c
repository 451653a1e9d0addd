/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways messages go, as rows. */
#include "notify/channel.h"

DB_STATEMENT(channel_read,
	     "SELECT is_on, url, format, headers, body, good_member, good_value, secret, trial_id "
	     "FROM message_channel WHERE channel = ?");

void channel_store_get(struct work *w, enum message_channel c, struct channel *out)
{
	struct rows *r = db_query(w->db, &channel_read, (int)c);

	*out = (struct channel){ .channel = c,
				 .url = "",
				 .headers = "",
				 .body = "",
				 .good_member = "",
				 .good_value = "" };
	if (!rows_next(r))
		return;
	out->is_on = rows_bool(r, 0);
	out->url = rows_text(r, 1);
	out->format = rows_int(r, 2) == FORMAT_FORM ? FORMAT_FORM : FORMAT_JSON;
	out->headers = rows_text(r, 3);
	out->body = rows_text(r, 4);
	out->good_member = rows_text(r, 5);
	out->good_value = rows_text(r, 6);
	out->secret = rows_bytes(r, 7);
	out->trial_id = rows_id(r, 8);
}

DB_STATEMENT(channel_write,
	     "INSERT INTO message_channel (channel, is_on, url, format, headers, body, "
	     "good_member, good_value, secret, updated_at) VALUES (?,?,?,?,?,?,?,?,?,?) "
	     "ON DUPLICATE KEY UPDATE is_on = VALUES(is_on), url = VALUES(url), format = "
	     "VALUES(format), headers = VALUES(headers), body = VALUES(body), good_member = "
	     "VALUES(good_member), good_value = VALUES(good_value), secret = VALUES(secret), "
	     "updated_at = VALUES(updated_at)");

void channel_store_put(struct work *w, const struct channel *c)
{
	db_exec(w->db, &channel_write, (int)c->channel, (int)c->is_on, c->url, (int)c->format,
		c->headers, c->body, c->good_member, c->good_value, c->secret, w->now);
}

DB_STATEMENT(channel_tried,
	     "INSERT INTO message_channel (channel, is_on, url, format, headers, body, "
	     "good_member, good_value, trial_id, updated_at) VALUES (?,0,'',0,'','','','',?,?) "
	     "ON DUPLICATE KEY UPDATE trial_id = VALUES(trial_id)");

void channel_store_trial(struct work *w, enum message_channel c, uint64_t message_id)
{
	db_exec(w->db, &channel_tried, (int)c, message_id, w->now);
}

DB_STATEMENT(channel_secret,
	     "INSERT INTO message_channel (channel, is_on, url, format, headers, body, "
	     "good_member, good_value, secret, updated_at) VALUES (?,0,'',0,'','','','',?,?) "
	     "ON DUPLICATE KEY UPDATE secret = VALUES(secret), updated_at = VALUES(updated_at)");

void channel_store_secret(struct work *w, enum message_channel c, struct bytes sealed)
{
	db_exec(w->db, &channel_secret, (int)c, sealed, w->now);
}
