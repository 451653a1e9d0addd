/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of consents, and what was told with them. */
#include "customer/consent.h"

DB_STATEMENT(consent_ledger,
	     "SELECT purpose, channel, given, text_version, place, actor_kind, actor_id, at "
	     "FROM customer_consent WHERE customer_id = ? ORDER BY id DESC LIMIT 300");

static bool is_known(int v, int max)
{
	return v >= 0 && v < max;
}

/* A newer release may have written purposes that this one has no word for. */
static bool read_consent(const struct rows *r, struct consent *out)
{
	int purpose = rows_int(r, 0), channel = rows_int(r, 1), place = rows_int(r, 4),
	    who = rows_int(r, 5);

	*out = (struct consent){ (enum consent_purpose)purpose,
				 (enum consent_channel)channel,
				 rows_bool(r, 2),
				 rows_int(r, 3),
				 (enum consent_place)place,
				 { (enum actor_kind)who, rows_id(r, 6) },
				 rows_time(r, 7) };
	return is_known(purpose, CONSENT_PURPOSE__MAX) && is_known(channel, CONSENT_CHANNEL__MAX) &&
	       is_known(place, CONSENT_PLACE__MAX) && is_known(who, ACTOR_KIND__MAX);
}

struct consent *consent_store_ledger(struct work *w, uint64_t customer_id, size_t *n)
{
	struct rows *r = db_query(w->db, &consent_ledger, customer_id);
	struct consent *list = arena_array_of(w->arena, rows_count(r) + 1, struct consent);

	for (*n = 0; rows_next(r);)
		*n += read_consent(r, &list[*n]);
	return list;
}

DB_STATEMENT(
	consent_insert,
	"INSERT INTO customer_consent (id, customer_id, purpose, channel, given, "
	"text_version, place, actor_kind, actor_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
/* What holds now, beside the ledger; agreed to again, it is there already. */
DB_STATEMENT(agreed_insert,
	     "INSERT INTO customer_agreed (purpose, channel, customer_id) VALUES (?, ?, ?)");
DB_STATEMENT(agreed_delete,
	     "DELETE FROM customer_agreed WHERE purpose = ? AND channel = ? AND customer_id = ?");

void consent_store_insert(struct work *w, uint64_t customer_id, const struct consent *c)
{
	db_exec(w->db, &consent_insert, work_id(w), customer_id, (int)c->purpose, (int)c->channel,
		c->given, c->text_version, (int)c->place, (int)w->actor.kind, w->actor.id, w->now);
	if (!c->given)
		db_exec(w->db, &agreed_delete, (int)c->purpose, (int)c->channel, customer_id);
	else
		(void)!db_insert(w->db, &agreed_insert, (int)c->purpose, (int)c->channel,
				 customer_id);
}

DB_STATEMENT(trait_read, "SELECT purpose, value FROM customer_trait WHERE customer_id = ?");

void trait_store_read(struct work *w, uint64_t customer_id, const char *value[TRAITS])
{
	struct rows *r = db_query(w->db, &trait_read, customer_id);

	for (int i = 0; i < TRAITS; i++)
		value[i] = NULL;
	while (rows_next(r)) {
		int purpose = rows_int(r, 0);

		if (is_known(purpose, TRAITS))
			value[purpose] = rows_text(r, 1);
	}
}

DB_STATEMENT(trait_update,
	     "UPDATE customer_trait SET value = ?, at = ? WHERE customer_id = ? AND purpose = ?");
DB_STATEMENT(trait_insert,
	     "INSERT INTO customer_trait (customer_id, purpose, value, at) VALUES (?, ?, ?, ?)");

void trait_store_put(struct work *w, uint64_t customer_id, enum consent_purpose purpose,
		     const char *value)
{
	if (db_exec(w->db, &trait_update, value, w->now, customer_id, (int)purpose) == 0)
		db_exec(w->db, &trait_insert, customer_id, (int)purpose, value, w->now);
}

DB_STATEMENT(trait_remove, "DELETE FROM customer_trait WHERE customer_id = ? AND purpose = ?");

void trait_store_remove(struct work *w, uint64_t customer_id, enum consent_purpose purpose)
{
	db_exec(w->db, &trait_remove, customer_id, (int)purpose);
}

_Static_assert(CONSENT_PERSONAL == 6, "purposes are stored by number");
DB_STATEMENT(consent_personal,
	     "SELECT given FROM customer_consent WHERE customer_id = ? AND purpose = 6 AND channel "
	     "= 0 ORDER BY id DESC LIMIT 1");

bool customer_is_personal(struct work *w, uint64_t customer_id)
{
	struct rows *r = db_query(w->db, &consent_personal, customer_id);

	return !rows_next(r) || rows_bool(r, 0);
}

/* As they told it, "1990-02-28". */
DB_STATEMENT(customer_born,
	     "SELECT t.customer_id FROM customer_trait t FORCE INDEX (month) JOIN customer c ON "
	     "c.id = t.customer_id AND c.provisional = 0 AND c.joined_into IS NULL WHERE t.month = "
	     "? AND t.customer_id > ? AND SUBSTRING(t.value, 9, 2) = ? ORDER BY t.customer_id "
	     "LIMIT ?");
size_t customer_born_on(struct work *w, int month, int day, uint64_t after, uint64_t *ids,
			size_t max)
{
	struct rows *r = db_query(w->db, &customer_born, arena_printf(w->arena, "%02d", month),
				  after, arena_printf(w->arena, "%02d", day), max);
	size_t n = 0;

	while (n < max && rows_next(r))
		ids[n++] = rows_id(r, 0);
	return n;
}
