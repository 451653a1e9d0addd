/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A customer's password: beside the code, never instead of it. */
#include "audit.h"
#include "customer/inside.h"
#include "staff/staff.h"

bool customer_check_password(struct work *w, const char *way, const char *password,
			     uint64_t *customer_id)
{
	const char *hash = NULL;
	char again[SECRET_PASSWORD_SIZE];
	uint64_t id = 0;

	*customer_id = 0;
	(void)!password_store_find(w, customer_way_kind(way), way, &id, &hash);
	if (!secret_password_verify(password, hash))
		return false;
	if (secret_password_is_stale(hash)) {
		secret_password_hash(password, again);
		password_store_put(w, id, again);
	}
	*customer_id = id;
	return true;
}

static void note(struct work *w, uint64_t customer_id, enum audit_kind kind)
{
	audit_write(w,
		    &(struct audit){ .kind = kind, .who = w->actor, .customer_id = customer_id });
}

/* Words that others know are no secret: the name, and every address of theirs. */
static const char *flaw_of(struct work *w, uint64_t customer_id, const char *password)
{
	struct customer c;
	size_t n;
	const struct known_by *ways = identity_store_list(w, customer_id, &n);
	const char *flaw =
		password_refused(&w->app->settings, PASSWORD_OF_CUSTOMER, password, NULL,
				 customer_store_read(w, customer_id, &c) ? c.name : NULL);

	for (size_t i = 0; i < n && !flaw; i++)
		flaw = password_flaw(PASSWORD_OF_CUSTOMER, password, ways[i].value, NULL);
	return flaw;
}

struct setting_it {
	uint64_t customer_id;
	char hash[SECRET_PASSWORD_SIZE];
};

static int put(struct work *w, void *arg)
{
	const struct setting_it *s = arg;

	password_store_put(w, s->customer_id, s->hash);
	note(w, s->customer_id, AUDIT_PASSWORD_SET);
	return 0;
}

const char *customer_set_password(struct work *w, uint64_t customer_id, const char *password)
{
	const char *flaw = flaw_of(w, customer_id, password);
	struct setting_it s = { .customer_id = customer_id };

	if (flaw)
		return flaw;
	secret_password_hash(password, s.hash);
	work_transaction(w, put, &s);
	return NULL;
}

bool customer_remove_password(struct work *w, uint64_t customer_id)
{
	if (!password_store_remove(w, customer_id))
		return false;
	note(w, customer_id, AUDIT_PASSWORD_REMOVED);
	return true;
}

bool customer_has_password(struct work *w, uint64_t customer_id)
{
	return password_store_has(w, customer_id);
}
