/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in by a six-digit code: bound to the browser that asked, five tries, ten minutes. */
#include <string.h>
#include "base/fail.h"
#include "base/text.h"
#include "customer/inside.h"
#include "notify/notify.h"

#define CODE_LIFE   NOTIFY_CODE_LIFE
#define CODE_TRIES  5
#define CODE_DIGITS 6

/* Six digits are soon guessed from a plain hash, so the code is hashed with the host's key and with
 * the token that only the asking browser has. */
static void hash_code(const struct work *w, const char *token, const char *code,
		      uint8_t hash[SECRET_HASH_BYTES])
{
	const char *const parts[] = { "sign-in code", token, code };

	secret_mac(w->app->keys.index, parts, sizeof parts / sizeof *parts, hash);
}

struct sending {
	struct code_row row; /* what it is asked for */
	enum lang lang;
	const char *token, *code;
	const uint8_t *request_hash;
};

/* To sign in, a message goes only where somebody ordered or has an account; an account and who
 * joins ask for one to a way that they say is theirs. */
static bool gets_one(struct work *w, const struct code_row *row)
{
	struct way_in in;

	return row->customer_id || row->joining ||
	       identity_store_find_way(w, customer_way_kind(row->way), row->way, &in);
}

/* Known and unknown addresses cost a look-up and two writes each. */
static int send_code(struct work *w, void *arg)
{
	struct sending *s = arg;
	struct instant until = instant_add(w->now, CODE_LIFE);
	const char *way = s->row.way;
	uint64_t request_id = work_id(w);

	hash_code(w, s->token, s->code, s->row.hash);
	code_store_insert(w, s->request_hash, &s->row, until);
	if (gets_one(w, &s->row))
		notify_sign_in_code(w, request_id,
				    customer_way_kind(way) == IDENTITY_EMAIL ? CHANNEL_EMAIL
									     : CHANNEL_SMS,
				    way, s->lang, s->code);
	else
		code_store_touch(w, s->request_hash, until);
	return 0;
}

static void make_and_send(struct work *w, struct sending *s, char token[SECRET_TOKEN_SIZE])
{
	uint8_t request_hash[SECRET_HASH_BYTES];
	char code[CODE_DIGITS + 1];

	if (!s->row.way)
		fail("customer: an address that nobody checked");
	secret_token(token, request_hash);
	secret_digits(code, CODE_DIGITS);
	s->token = token;
	s->code = code;
	s->request_hash = request_hash;
	work_transaction(w, send_code, s);
}

void customer_send_code(struct work *w, const char *typed, enum lang lang,
			char token[SECRET_TOKEN_SIZE])
{
	const struct settings *set = &w->app->settings;
	struct sending s = {
		.row.way = customer_way_in(w->arena, typed, set->country, set->sms),
		.lang = lang,
	};

	make_and_send(w, &s, token);
}

void customer_send_own_code(struct work *w, uint64_t customer_id, const char *way, enum lang lang,
			    char token[SECRET_TOKEN_SIZE])
{
	struct sending s = { .row = { .way = way, .customer_id = customer_id }, .lang = lang };

	make_and_send(w, &s, token);
}

void customer_send_join_code(struct work *w, const struct join_draft *d, const char *way,
			     char token[SECRET_TOKEN_SIZE])
{
	struct sending s = { .row = { .way = way, .joining = join_keep(w, d) }, .lang = d->lang };

	make_and_send(w, &s, token);
}

/* The address or number is verified, and a provisional customer becomes a full one. */
static void prove(struct work *w, uint64_t customer_id, const char *way)
{
	identity_store_verify(w, customer_way_kind(way), way);
	customer_store_make_full(w, customer_id, way);
}

/* Somebody else, who has proved another way, only named this one: whoever has shown that it is
 * theirs gets an account of their own, and what was ordered under it. */
static uint64_t add_own(struct work *w, uint64_t named_by, const char *way)
{
	uint64_t id = work_id(w);
	struct customer other;

	if (!customer_store_read(w, named_by, &other))
		fail("customer: a way of nobody");
	customer_store_insert(w, id, "", other.lang, INSTANT_NONE);
	if (!way_take(w, id, way))
		fail_as(FAIL_BUSY, 0, "customer: a way was proved meanwhile");
	customer_store_make_full(w, id, way);
	return id;
}

/* Whose account this way opens, from now on; 0: nobody's. */
static uint64_t let_in(struct work *w, const char *way)
{
	struct way_in in;
	bool is_known = identity_store_find_way(w, customer_way_kind(way), way, &in);

	switch (customer_way_leads(is_known, &in)) {
	case WAY_LEADS_IN:
		prove(w, in.customer_id, way);
		return in.customer_id;
	case WAY_LEADS_TO_OWN:
		return add_own(w, in.customer_id, way);
	case WAY_LEADS_NOWHERE:
		break;
	}
	return 0;
}

struct checking {
	const struct code_row *row;
	const uint8_t *request_hash;
	uint64_t customer_id;
};

static int use_code(struct work *w, void *arg)
{
	struct checking *c = arg;

	if (!code_store_use(w, c->request_hash))
		return CODE_OVER;
	c->customer_id = let_in(w, c->row->way);
	return c->customer_id ? CODE_OK : CODE_WRONG;
}

/* A way that is free, or that others only named, becomes theirs, with what was ordered under it;
 * one that was proved stays with who proved it. */
static enum code_result gain(struct work *w, uint64_t customer_id, const char *way)
{
	enum identity_kind kind = customer_way_kind(way);
	const struct identity id = { kind, "", way };
	const struct identity *const one[] = { &id };
	struct way_in in;

	if (identity_store_find_way(w, kind, way, &in) && in.customer_id == customer_id) {
		prove(w, customer_id, way);
		return CODE_OK;
	}
	if (in.customer_id == 0 && !identity_store_insert(w, customer_id, one, 1))
		return CODE_TAKEN;
	return !in.is_proved && way_take(w, customer_id, way) ? CODE_OK : CODE_TAKEN;
}

static int use_own_code(struct work *w, void *arg)
{
	struct checking *c = arg;

	if (!code_store_use(w, c->request_hash))
		return CODE_OVER;
	return (int)gain(w, c->row->customer_id, c->row->way);
}

static int use_join_code(struct work *w, void *arg)
{
	struct checking *c = arg;

	if (!code_store_use(w, c->request_hash))
		return CODE_OVER;
	c->customer_id = join_by_code(w, c->row->way, c->row->joining);
	return CODE_OK;
}

/* What a right code does. */
struct use {
	uint64_t customer_id; /* whose account asks for it; 0: nobody's */
	bool joins;
	int (*fn)(struct work *w, void *arg);
};

/* The try counts outside of any transaction, so that no roll-back gives it back. */
static enum code_result check(struct work *w, const char *token, const char *code,
			      const struct use *use, uint64_t *customer_id)
{
	uint8_t request_hash[SECRET_HASH_BYTES], hash[SECRET_HASH_BYTES];
	struct code_row row;
	struct checking c = { .row = &row, .request_hash = request_hash };
	enum code_result result;

	*customer_id = 0;
	secret_hash(token, strlen(token), request_hash);
	hash_code(w, token, code, hash);
	if (!code_store_try(w, request_hash, use->customer_id, use->joins, CODE_TRIES, &row))
		return CODE_OVER;
	if (!bytes_equal(hash, row.hash, sizeof hash))
		return row.tries < CODE_TRIES ? CODE_WRONG : CODE_OVER;
	result = (enum code_result)work_transaction(w, use->fn, &c);
	if (result == CODE_OK)
		*customer_id = c.customer_id;
	return result;
}

enum code_result customer_check_code(struct work *w, const char *token, const char *code,
				     uint64_t *customer_id)
{
	return check(w, token, code, &(struct use){ .fn = use_code }, customer_id);
}

enum code_result customer_check_own_code(struct work *w, uint64_t customer_id, const char *token,
					 const char *code)
{
	uint64_t none;

	return check(w, token, code,
		     &(struct use){ .customer_id = customer_id, .fn = use_own_code }, &none);
}

enum code_result customer_check_join_code(struct work *w, const char *token, const char *code,
					  uint64_t *customer_id)
{
	return check(w, token, code, &(struct use){ .joins = true, .fn = use_join_code },
		     customer_id);
}

static int prove_email(struct work *w, void *arg)
{
	return let_in(w, arg) == 0;
}

bool customer_prove_email(struct work *w, const char *email)
{
	char *email_key = text_email_key(w->arena, email);

	return email_key && work_transaction(w, prove_email, email_key) == 0;
}
