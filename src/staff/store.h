/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of staff, for the files of staff/ alone. */
#ifndef REGULARS_STAFF_STORE_H
#define REGULARS_STAFF_STORE_H

#include "staff/staff.h"

struct staff_row {
	struct staff_member member;
	const char *password_hash; /* NULL: none yet */
	struct bytes totp_sealed;  /* p NULL: none yet */
	int64_t totp_last_step;
	struct instant invite_until;
};
bool staff_store_by_id(struct work *w, uint64_t id, bool lock, struct staff_row *out);
bool staff_store_by_email(struct work *w, const char *email, struct staff_row *out);
bool staff_store_by_invite(struct work *w, const uint8_t hash[SECRET_HASH_BYTES],
			   struct staff_row *out);
struct staff_member *staff_store_list(struct work *w, size_t *n);
int64_t staff_store_count_owners(struct work *w);
void staff_store_drop_nameless(struct work *w); /* owners' invitations */
bool staff_store_insert(struct work *w, const struct staff_member *m,
			const uint8_t invite_hash[SECRET_HASH_BYTES], struct instant until);
/* The password of *e is its hash here. */
bool staff_store_accept(struct work *w, uint64_t id, const struct staff_entry *e,
			struct bytes sealed);
void staff_store_activate(struct work *w, uint64_t id, int64_t step);
/* False: a later or the same step was used already. */
bool staff_store_use_step(struct work *w, uint64_t id, int64_t step);
void staff_store_put_password(struct work *w, uint64_t id, const char *password_hash);
void staff_store_add_recovery(struct work *w, uint64_t id, const uint8_t hash[SECRET_HASH_BYTES]);
bool staff_store_use_recovery(struct work *w, uint64_t id, const uint8_t hash[SECRET_HASH_BYTES]);

/* ---- colleagues (staff/people_store.c) ---- */
struct staff_person *staff_store_people(struct work *w, size_t *n);
bool staff_store_person(struct work *w, uint64_t id, struct staff_person *out);
/* Active owners but this one. */
int staff_store_owners_besides(struct work *w, uint64_t id);
void staff_store_lock_everybody(struct work *w);
void staff_store_put_role(struct work *w, uint64_t id, const char *role);
/* Each of these forgets the recovery codes too. */
void staff_store_put_invitation(struct work *w, uint64_t id, const uint8_t hash[SECRET_HASH_BYTES],
				struct instant until);
void staff_store_put_off(struct work *w, uint64_t id);
void staff_store_put_factor(struct work *w, uint64_t id, struct bytes sealed);

/* ---- roles (staff/role_store.c) ---- */
struct staff_role *staff_store_roles(struct work *w, size_t *n); /* the shop's own, gone ones too */
void staff_store_count_people(struct work *w, struct staff_role *all, size_t n); /* shipped ones */
void staff_store_lock_roles(struct work *w);
void staff_store_add_role(struct work *w, const struct staff_role_wish *wish);
void staff_store_put_role_set(struct work *w, const struct staff_role_wish *wish);
void staff_store_end_role(struct work *w, const char *word);

/* ---- programs' keys (staff/key_store.c) ---- */
struct staff_key *staff_store_keys(struct work *w, size_t *n);
bool staff_store_key(struct work *w, uint64_t id, struct staff_key *out);
void staff_store_add_key(struct work *w, uint64_t id, const struct staff_key_wish *wish,
			 const uint8_t hash[SECRET_HASH_BYTES]);
/* False: it was revoked before. */
bool staff_store_revoke_key(struct work *w, uint64_t id);

/* A new TOTP secret, sealed for this member's row (staff/staff.c). */
struct bytes staff_new_factor(struct work *w, uint64_t id);

#endif
