/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inviting, setting up and checking staff. */
#include "staff/staff.h"

#include <ctype.h>
#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/text.h"
#include "staff/store.h"

enum { SECRET_LEN = 20, CODE_LEN = 10 };

bool staff_session(struct work *w, uint64_t id, struct staff_member *out)
{
	struct staff_row row;

	if (!staff_store_by_id(w, id, false, &row) || row.member.state == STAFF_LEFT)
		return false;
	*out = row.member;
	return true;
}

bool staff_find_email(struct work *w, const char *email, struct staff_member *out)
{
	const char *key = text_email_key(w->arena, email);
	struct staff_row row;

	if (!key || !staff_store_by_email(w, key, &row))
		return false;
	*out = row.member;
	return true;
}

struct staff_member *staff_list(struct work *w, size_t *n)
{
	return staff_store_list(w, n);
}

bool staff_has_owner(struct work *w)
{
	return staff_store_count_owners(w) > 0;
}

struct inserting {
	struct staff_member *m;
	const uint8_t *hash;
};

static int insert(struct work *w, void *arg)
{
	struct inserting *i = arg;

	i->m->id = work_id(w);
	/* for a first owner the newest link alone is good */
	if (!*i->m->email && !strcmp(i->m->role, "owner"))
		staff_store_drop_nameless(w);
	if (!staff_store_insert(w, i->m, i->hash,
				instant_add(w->now, STAFF_INVITE_DAYS * INSTANT_DAY)))
		return STAFF_EMAIL_TAKEN;
	audit_write(w, &(struct audit){ .kind = AUDIT_STAFF_INVITED,
					.who = w->actor,
					.about = "staff",
					.about_id = i->m->id,
					.became = i->m->role });
	return STAFF_OK;
}

enum staff_refusal staff_invite(struct work *w, const char *email, const char *name,
				const char *role, enum lang lang, char token[SECRET_TOKEN_SIZE])
{
	struct staff_member m = {
		.name = name ? name : "", .role = role, .lang = lang, .email = ""
	};
	uint8_t hash[SECRET_HASH_BYTES];
	struct staff_role given;

	if (!staff_role_find(w, role, &given))
		return STAFF_NO_ROLE;
	m.role = given.word;
	if (email && !(m.email = text_email_key(w->arena, email)))
		return STAFF_WRONG;
	secret_token(token, hash);
	return (enum staff_refusal)work_transaction(w, insert, &(struct inserting){ &m, hash });
}

static bool find_invited(struct work *w, const char *token, struct staff_row *row)
{
	uint8_t hash[SECRET_HASH_BYTES];

	secret_hash(token, strlen(token), hash);
	if (!staff_store_by_invite(w, hash, row) || row->member.state != STAFF_INVITED ||
	    row->invite_until.us <= w->now.us)
		return false;
	/* one that names nobody makes a first owner, and no second */
	return *row->member.email || strcmp(row->member.role, "owner") || !staff_has_owner(w);
}

bool staff_invited(struct work *w, const char *token, struct staff_member *out)
{
	struct staff_row row;

	if (!find_invited(w, token, &row))
		return false;
	*out = row.member;
	return true;
}

static const char *seal_context(struct work *w, uint64_t id)
{
	return arena_printf(w->arena, "staff.totp:%llu", (unsigned long long)id);
}

struct bytes staff_new_factor(struct work *w, uint64_t id)
{
	uint8_t secret[SECRET_LEN];
	size_t len;
	void *sealed;

	secret_random(secret, sizeof secret);
	sealed = secret_seal(w->arena, w->app->keys.seal, seal_context(w, id), secret,
			     sizeof secret, &len);
	return bytes_of(sealed, len);
}

enum staff_refusal staff_accept(struct work *w, const char *token, const struct staff_entry *e,
				uint64_t *id)
{
	struct staff_row row;
	char hash[SECRET_PASSWORD_SIZE];
	const char *key;

	if (!find_invited(w, token, &row))
		return STAFF_LINK_OVER;
	key = *row.member.email ? row.member.email
				: text_email_key(w->arena, e->email ? e->email : "");
	if (!key)
		return STAFF_WRONG;
	if (password_refused(&w->app->settings, PASSWORD_OF_STAFF, e->password, key, e->name))
		return STAFF_WEAK_PASSWORD;
	*id = row.member.id;
	secret_password_hash(e->password, hash);
	return staff_store_accept(w, *id, &(struct staff_entry){ key, e->name, hash, e->lang },
				  staff_new_factor(w, *id))
		       ? STAFF_OK
		       : STAFF_EMAIL_TAKEN;
}

static const uint8_t *open_secret(struct work *w, const struct staff_row *row)
{
	size_t len = 0;
	const uint8_t *p;

	if (!row->totp_sealed.p)
		return NULL;
	p = secret_open(w->arena, w->app->keys.seal, seal_context(w, row->member.id),
			row->totp_sealed.p, row->totp_sealed.len, &len);
	if (!p || len != SECRET_LEN)
		fail("staff: a second factor was sealed with another key");
	return p;
}

bool staff_pending_secret(struct work *w, uint64_t id, struct staff_secret *out)
{
	struct staff_row row;
	const uint8_t *secret;

	if (!staff_store_by_id(w, id, false, &row) || row.member.state != STAFF_INVITED ||
	    !(secret = open_secret(w, &row)))
		return false;
	out->base32 = secret_base32(w->arena, secret, SECRET_LEN);
	out->uri = arena_printf(w->arena, "otpauth://totp/Regulars:%s?secret=%s&issuer=Regulars",
				row.member.email, out->base32);
	return true;
}

/* 50 bits each: letters and digits that are not mistaken for one another. */
static void make_recovery(struct work *w, uint64_t id, char out[STAFF_RECOVERY_SIZE])
{
	static const char alphabet[] = "23456789abcdefghjkmnpqrstuvwxyz";
	uint8_t hash[SECRET_HASH_BYTES];
	char plain[CODE_LEN + 1];

	for (int i = 0; i < CODE_LEN; i++)
		plain[i] = alphabet[secret_random64() % (sizeof alphabet - 1)];
	plain[CODE_LEN] = 0;
	secret_hash(plain, CODE_LEN, hash);
	staff_store_add_recovery(w, id, hash);
	memcpy(out, plain, 5);
	out[5] = '-';
	memcpy(out + 6, plain + 5, 6);
}

struct enrolling {
	uint64_t id;
	const char *code;
	char (*codes)[STAFF_RECOVERY_SIZE];
};

static int enrol(struct work *w, void *arg)
{
	struct enrolling *e = arg;
	struct staff_row row;
	const uint8_t *secret;
	int64_t step;

	if (!staff_store_by_id(w, e->id, true, &row) || row.member.state != STAFF_INVITED ||
	    !(secret = open_secret(w, &row)))
		return STAFF_NOT_FOUND;
	step = secret_totp_check(secret, SECRET_LEN, e->code, w->now.us / INSTANT_SECOND, 0);
	if (step == 0)
		return STAFF_WRONG;
	staff_store_activate(w, e->id, step);
	for (int i = 0; i < STAFF_RECOVERY_CODES; i++)
		make_recovery(w, e->id, e->codes[i]);
	return STAFF_OK;
}

enum staff_refusal staff_enrol(struct work *w, uint64_t id, const char *code,
			       char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE])
{
	struct enrolling e = { id, code, codes };

	return (enum staff_refusal)work_transaction(w, enrol, &e);
}

/* What was typed, without hyphens and spaces, in small letters. */
static size_t fold_code(const char *typed, char *out, size_t size)
{
	size_t n = 0;

	for (; *typed && n + 1 < size; typed++)
		if (isalnum((unsigned char)*typed))
			out[n++] = (char)tolower((unsigned char)*typed);
	out[n] = 0;
	return n;
}

enum staff_refusal staff_check_code(struct work *w, uint64_t id, const char *code)
{
	struct staff_row row;
	const uint8_t *secret;
	char folded[32];
	size_t n = fold_code(code, folded, sizeof folded);
	int64_t step;

	if (!staff_store_by_id(w, id, false, &row) || row.member.state != STAFF_ACTIVE ||
	    !(secret = open_secret(w, &row)))
		return STAFF_NOT_FOUND;
	if (n == CODE_LEN) {
		uint8_t hash[SECRET_HASH_BYTES];
		secret_hash(folded, n, hash);
		return staff_store_use_recovery(w, id, hash) ? STAFF_OK : STAFF_WRONG;
	}
	step = secret_totp_check(secret, SECRET_LEN, folded, w->now.us / INSTANT_SECOND,
				 row.totp_last_step);
	if (step == 0)
		return STAFF_WRONG;
	return staff_store_use_step(w, id, step) ? STAFF_OK : STAFF_STEP_USED;
}

enum staff_refusal staff_check_password(struct work *w, const char *email, const char *password,
					uint64_t *id)
{
	const char *key = text_email_key(w->arena, email);
	struct staff_row row;
	bool known = key && staff_store_by_email(w, key, &row) && row.member.state != STAFF_LEFT &&
		     row.password_hash;

	if (!secret_password_verify(password, known ? row.password_hash : NULL))
		return STAFF_WRONG;
	*id = row.member.id;
	if (secret_password_is_stale(row.password_hash)) {
		char hash[SECRET_PASSWORD_SIZE];
		secret_password_hash(password, hash);
		staff_store_put_password(w, *id, hash);
	}
	return STAFF_OK;
}
