/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding to the audit log, and proving its chain. */
#include "audit.h"

#include <string.h>
#include "base/fail.h"
#include "base/text.h"
#include "db/db.h"

enum { BATCH = 500, PARTS = 13 };

const char *const audit_kind_word[AUDIT_KIND__MAX] = {
	[AUDIT_SIGN_IN] = "sign_in",
	[AUDIT_SIGN_IN_FAILED] = "sign_in_failed",
	[AUDIT_CODE_FAILED] = "code_failed",
	[AUDIT_REFUSED] = "refused",
	[AUDIT_PERSONAL_DATA_SHOWN] = "personal_data_shown",
	[AUDIT_STAFF_INVITED] = "staff_invited",
	[AUDIT_INVITATION_ACCEPTED] = "invitation_accepted",
	[AUDIT_INVITATION_WITHDRAWN] = "invitation_withdrawn",
	[AUDIT_SECOND_FACTOR_SET_UP] = "second_factor_set_up",
	[AUDIT_SECOND_FACTOR_RESET] = "second_factor_reset",
	[AUDIT_ROLE_CHANGED] = "role_changed",
	[AUDIT_STAFF_SWITCHED_OFF] = "staff_switched_off",
	[AUDIT_SESSION_ENDED] = "session_ended",
	[AUDIT_SESSIONS_ENDED] = "sessions_ended",
	[AUDIT_REFUND] = "refund",
	[AUDIT_CREDIT] = "credit",
	[AUDIT_MESSAGE_RESENT] = "message_resent",
	[AUDIT_MESSAGES_RESENT] = "messages_resent",
	[AUDIT_KEY_MADE] = "key_made",
	[AUDIT_KEY_REVOKED] = "key_revoked",
	[AUDIT_HOOK_MADE] = "webhook_made",
	[AUDIT_HOOK_CHANGED] = "webhook_changed",
	[AUDIT_HOOK_SECRET] = "webhook_secret",
	[AUDIT_HOOK_SWITCHED] = "webhook_switched",
	[AUDIT_HOOK_REMOVED] = "webhook_removed",
	[AUDIT_HOOK_REPLAYED] = "webhook_replayed",
	[AUDIT_EXPORTED] = "exported",
	[AUDIT_EXPORTED_IN_FULL] = "exported_in_full",
	[AUDIT_EXPORT_TAKEN] = "export_taken",
	[AUDIT_IMPORTED] = "imported",
	[AUDIT_PROVED] = "proved",
	[AUDIT_ROLE_MADE] = "role_made",
	[AUDIT_ROLE_EDITED] = "role_edited",
	[AUDIT_ROLE_DELETED] = "role_deleted",
	[AUDIT_SETTING_CHANGED] = "setting_changed",
	[AUDIT_PRODUCT_CHANGED] = "product_changed",
	[AUDIT_CHANNEL_CHANGED] = "channel_changed",
	[AUDIT_CHANNEL_TRIED] = "channel_tried",
	[AUDIT_CATEGORY_CHANGED] = "category_changed",
	[AUDIT_PRODUCTS_CHANGED] = "products_changed",
	[AUDIT_IMPORT_UNDONE] = "import_undone",
	[AUDIT_PASSWORD_SET] = "password_set",
	[AUDIT_BOUNCE_SECRET] = "bounce_secret",
	[AUDIT_CHAT_SECRET] = "chat_secret",
	[AUDIT_PASSWORD_REMOVED] = "password_removed",
	[AUDIT_CUSTOMER_ERASED] = "customer_erased",
	[AUDIT_OWN_DATA_ASKED] = "own_data_asked",
	[AUDIT_OWN_DATA_TAKEN] = "own_data_taken",
	[AUDIT_POINTS] = "points_adjusted",
	[AUDIT_REFERRAL_ALLOWED] = "referral_allowed",
	[AUDIT_CUSTOMERS_MERGED] = "customers_merged",
	[AUDIT_CUSTOMERS_PARTED] = "customers_parted",
};

/* A row as it stands in the table, and is hashed. */
struct link {
	uint64_t id, seq, actor_id, customer_id, about_id;
	const char *kind, *about, *was, *became;
	int actor_kind;
	struct bytes remote;
	struct instant at;
};

/* What is not there differs from what is empty. */
static const char *word(struct arena *a, const char *s)
{
	return s ? arena_printf(a, "=%s", s) : "-";
}

static const char *number(struct arena *a, uint64_t n)
{
	return arena_printf(a, "%llu", (unsigned long long)n);
}

static const char *hexadecimal(struct arena *a, struct bytes b)
{
	char *out;

	if (!b.p)
		return "-";
	out = arena_alloc(a, 2 * b.len + 1);
	secret_hex(b.p, b.len, out);
	return out;
}

/* Keyed: who can write to the table alone cannot write a chain that holds. */
static void hash_link(struct work *w, const uint8_t before[SECRET_HASH_BYTES], const struct link *l,
		      uint8_t hash[SECRET_HASH_BYTES])
{
	struct arena *a = w->arena;
	const char *const part[PARTS] = {
		hexadecimal(a, bytes_of(before, SECRET_HASH_BYTES)),
		number(a, l->seq),
		number(a, l->id),
		l->kind,
		number(a, (uint64_t)l->actor_kind),
		number(a, l->actor_id),
		number(a, l->customer_id),
		word(a, l->about),
		number(a, l->about_id),
		word(a, l->was),
		word(a, l->became),
		hexadecimal(a, l->remote),
		arena_printf(a, "%lld", (long long)l->at.us),
	};

	secret_mac(w->app->keys.audit, part, PARTS, hash);
}

/* ---- adding ---- */

DB_STATEMENT(audit_head_lock, "SELECT seq, hash FROM audit_head WHERE id = 1 FOR UPDATE");
DB_STATEMENT(audit_head_move, "UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1");
DB_STATEMENT(audit_insert,
	     "INSERT INTO security_event (id, seq, kind, actor_kind, actor_id, customer_id, about, "
	     "about_id, was, became, remote_hash, at, hash) "
	     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

static const char *fit(const char *s)
{
	if (s && text_length(s) > AUDIT_WORDS)
		fail("audit: more than %d characters", AUDIT_WORDS);
	return s;
}

static int append(struct work *w, void *arg)
{
	struct link *l = arg;
	struct rows *r = db_query(w->db, &audit_head_lock);
	uint8_t before[SECRET_HASH_BYTES], hash[SECRET_HASH_BYTES];

	if (!rows_next(r) || rows_bytes(r, 1).len != SECRET_HASH_BYTES)
		fail("audit: the chain has no end to go on from");
	l->id = work_id(w);
	l->seq = rows_id(r, 0) + 1;
	memcpy(before, rows_bytes(r, 1).p, SECRET_HASH_BYTES);
	hash_link(w, before, l, hash);
	db_exec(w->db, &audit_insert, l->id, l->seq, l->kind, l->actor_kind,
		db_id_or_null(l->actor_id), db_id_or_null(l->customer_id), l->about,
		db_id_or_null(l->about_id), l->was, l->became, l->remote, l->at,
		bytes_of(hash, sizeof hash));
	db_exec(w->db, &audit_head_move, l->seq, bytes_of(hash, sizeof hash));
	return 0;
}

void audit_write(struct work *w, const struct audit *a)
{
	const char *const part[] = { "remote", w->remote ? w->remote : "" };
	uint8_t mac[SECRET_HASH_BYTES];
	struct link l = {
		.kind = audit_kind_word[a->kind],
		.actor_kind = (int)a->who.kind,
		.actor_id = a->who.id,
		.customer_id = a->customer_id,
		.about = a->about,
		.about_id = a->about_id,
		.was = fit(a->was),
		.became = fit(a->became),
		.at = w->now,
	};

	secret_mac(w->app->keys.index, part, 2, mac);
	if (w->remote)
		l.remote = bytes_of(mac, 16);
	(void)work_transaction(w, append, &l);
}

/* ---- proving ---- */

DB_STATEMENT(
	audit_chain,
	"SELECT id, seq, kind, actor_kind, actor_id, customer_id, about, about_id, was, "
	"became, remote_hash, at, hash FROM security_event WHERE seq > ? ORDER BY seq LIMIT ?");
DB_STATEMENT(audit_head_read, "SELECT seq, hash FROM audit_head WHERE id = 1");
DB_STATEMENT(audit_loose,
	     "SELECT e.id FROM security_event e WHERE e.seq IS NULL AND e.id > "
	     "(SELECT f.id FROM security_event f WHERE f.seq = 1) ORDER BY e.id LIMIT 20");

struct proving {
	struct work *w;
	uint64_t seq; /* of the row before */
	uint8_t before[SECRET_HASH_BYTES];
	int64_t n;
	void (*found)(void *arg, const char *row);
	void *arg;
};

static void tell(struct proving *p, uint64_t seq, const char *what)
{
	p->found(p->arg, arena_printf(p->w->arena, "row %llu: %s", (unsigned long long)seq, what));
}

static void prove_row(struct proving *p, struct rows *r)
{
	struct link l = {
		rows_id(r, 0),   rows_id(r, 1),   rows_id(r, 4),     rows_id(r, 5),
		rows_id(r, 7),   rows_text(r, 2), rows_text(r, 6),   rows_text(r, 8),
		rows_text(r, 9), rows_int(r, 3),  rows_bytes(r, 10), rows_time(r, 11),
	};
	struct bytes stored = rows_bytes(r, 12);
	uint8_t hash[SECRET_HASH_BYTES];

	if (l.seq != p->seq + 1)
		tell(p, p->seq + 1, "missing");
	hash_link(p->w, p->before, &l, hash);
	if (l.seq == p->seq + 1 &&
	    (stored.len != sizeof hash || memcmp(stored.p, hash, sizeof hash) != 0))
		tell(p, l.seq, "changed, or the one before it");
	p->seq = l.seq;
	p->n++;
	if (stored.len == sizeof hash)
		memcpy(p->before, stored.p, sizeof hash);
}

/* One batch in an arena of its own; false: it was the last. */
static bool prove_batch(struct proving *p)
{
	struct work *w = p->w, batch = *w;
	struct rows *r;
	size_t n;

	batch.arena = arena_new();
	db_use_arena(w->db, batch.arena);
	p->w = &batch;
	r = db_query(w->db, &audit_chain, p->seq, (int)BATCH);
	n = rows_count(r);
	while (rows_next(r))
		prove_row(p, r);
	p->w = w;
	db_use_arena(w->db, w->arena);
	arena_free(batch.arena);
	return n == BATCH;
}

static void prove_end(struct proving *p)
{
	struct rows *r = db_query(p->w->db, &audit_head_read);
	struct bytes hash;

	if (!rows_next(r)) {
		tell(p, p->seq, "the chain has no end");
		return;
	}
	hash = rows_bytes(r, 1);
	if (rows_id(r, 0) != p->seq)
		tell(p, p->seq + 1, rows_id(r, 0) > p->seq ? "missing" : "put in behind the end");
	else if (hash.len != sizeof p->before || memcmp(hash.p, p->before, sizeof p->before) != 0)
		tell(p, p->seq, "not the end that was written");
}

int64_t audit_check(struct work *w, void (*found)(void *arg, const char *row), void *arg)
{
	struct proving p = { .w = w, .found = found, .arg = arg };
	struct rows *r;

	while (prove_batch(&p))
		continue;
	prove_end(&p);
	r = db_query(w->db, &audit_loose);
	while (rows_next(r))
		found(arg, arena_printf(w->arena, "id %llu: outside the chain",
					(unsigned long long)rows_id(r, 0)));
	return p.n;
}
