/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People who work in the shop: invited by a one-time link, signed in by password and a second
 * factor. */
#ifndef REGULARS_STAFF_STAFF_H
#define REGULARS_STAFF_STAFF_H

#include "app.h"

enum staff_state { STAFF_INVITED, STAFF_ACTIVE, STAFF_LEFT, STAFF_STATE__MAX };
extern const char *const staff_state_word[STAFF_STATE__MAX];

struct staff_member {
	uint64_t id;
	const char *email; /* an owner's invitation may have none yet: "" */
	const char *name, *role;
	const char *role_name; /* of a role of the shop's own; NULL: a shipped one */
	uint64_t permissions;  /* what the role allows now */
	enum lang lang;
	enum staff_state state;
	int n_notices; /* not seen yet */
};

/* The member behind a session, also one who is still setting up the second factor. False: there is
 * none, or they left. One statement. */
bool staff_session(struct work *w, uint64_t id, struct staff_member *out)
	__attribute__((warn_unused_result));
bool staff_find_email(struct work *w, const char *email, struct staff_member *out)
	__attribute__((warn_unused_result));
/* All but those who left; *n of them. */
struct staff_member *staff_list(struct work *w, size_t *n);
/* What people are called, also those who left: wanted one by one (0 is nobody; those beyond
 * STAFF_NAMES_MAX go without), read by one statement, none for nobody. */
#define STAFF_NAMES_MAX 64
struct staff_names {
	uint64_t ids[STAFF_NAMES_MAX];
	const char *of[STAFF_NAMES_MAX];
	size_t n;
};
void staff_names_want(struct staff_names *all, uint64_t id);
void staff_names_read(struct work *w, struct staff_names *all);
/* NULL: nobody, or somebody who was not wanted. */
const char *staff_names_of(const struct staff_names *all, uint64_t id);

/* ---- invitations: a link that works once ---- */
#define STAFF_INVITE_DAYS 7
enum staff_refusal {
	STAFF_OK,
	STAFF_NO_ROLE,
	STAFF_EMAIL_TAKEN,
	STAFF_HAS_OWNER,
	STAFF_NOT_FOUND,
	STAFF_LINK_OVER,
	STAFF_WEAK_PASSWORD,
	STAFF_WRONG /* password or code */,
	STAFF_STEP_USED /* the code was used already; wait for the next */,
	/* what staff_may says of an act on a colleague */
	STAFF_SELF /* nobody does this to themselves */,
	STAFF_ABOVE /* more may be done there, or would be, than the actor may do */,
	STAFF_UNFIT /* not in this standing */,
	STAFF_LAST_OWNER,
	STAFF_NO_ADDRESS /* an owner's invitation that names nobody yet */
};
/* email and name may be NULL for an owner, who then gives them. The token is in no table: only its
 * hash is. */
enum staff_refusal staff_invite(struct work *w, const char *email, const char *name,
				const char *role, enum lang lang, char token[SECRET_TOKEN_SIZE])
	__attribute__((warn_unused_result));
bool staff_has_owner(struct work *w);
/* Who a link invites. False: no such link, used, or too old. */
bool staff_invited(struct work *w, const char *token, struct staff_member *out)
	__attribute__((warn_unused_result));
/* What who accepts gives; email may be NULL where the invitation names one. The language is the one
 * they read the invitation in: it becomes theirs. */
struct staff_entry {
	const char *email, *name, *password;
	enum lang lang;
};
/* Keeps all that and makes a TOTP secret; the member is active after staff_enrol. */
enum staff_refusal staff_accept(struct work *w, const char *token, const struct staff_entry *e,
				uint64_t *id) __attribute__((warn_unused_result));

/* ---- colleagues (staff/people.c) ---- */
/* How somebody stands, in one word for people. */
enum staff_standing {
	STANDING_ACTIVE,
	STANDING_INVITED,
	STANDING_EXPIRED,    /* the link ran out unused */
	STANDING_SETTING_UP, /* a password, and no second factor yet */
	STANDING_OFF,
	STANDING__MAX
};
extern const char *const staff_standing_word[STANDING__MAX];
struct staff_person {
	struct staff_member member;
	enum staff_standing standing;
	struct instant invite_until, created_at, seen_at; /* INSTANT_NONE: nowhere signed in */
	int n_sessions;
};
/* Everybody, also who was switched off; at most 500. One statement. */
struct staff_person *staff_people(struct work *w, size_t *n);
bool staff_person_get(struct work *w, uint64_t id, struct staff_person *out)
	__attribute__((warn_unused_result));
/* Who is invited, and by mail told so. `mine`: the permissions of who invites. */
enum staff_refusal staff_invite_colleague(struct work *w, uint64_t mine,
					  const struct staff_member *m, uint64_t *id)
	__attribute__((warn_unused_result));

enum staff_act {
	STAFF_ACT_INVITE, /* again: a new link by mail, the one before is over, password and second
			     factor too */
	STAFF_ACT_WITHDRAW,
	STAFF_ACT_ROLE,
	STAFF_ACT_OFF, /* every session ends; password and second factor are forgotten */
	STAFF_ACT_END_SESSIONS,
	STAFF_ACT_RESET, /* a new second factor is set up at the next sign-in; every session ends */
	STAFF_ACT__MAX
};
struct staff_wish {
	enum staff_act act;
	uint64_t id;
	uint64_t mine;    /* the actor's permissions */
	const char *role; /* of STAFF_ACT_ROLE: the new one */
};
enum staff_refusal staff_act(struct work *w, const struct staff_wish *wish)
	__attribute__((warn_unused_result));
/* What staff_act would say of each act but STAFF_ACT_ROLE's role, for pages; two statements. */
void staff_acts(struct work *w, uint64_t mine, const struct staff_person *p,
		enum staff_refusal out[STAFF_ACT__MAX]);

/* ---- roles (staff/role.c) ---- */
#define STAFF_ROLES_MAX 50 /* of the shop's own */
#define STAFF_ROLE_NAME 40 /* characters */
struct staff_role {
	const char *word, *name; /* name: of the shop's own; NULL: shipped, it has a label */
	uint64_t permissions;
	bool is_own, is_gone;
	int version, n_people; /* who have it and did not leave */
};
/* Shipped ones first, then the shop's own by name; two statements. */
struct staff_role *staff_roles(struct work *w, size_t *n);
/* By its word, or the name of one of the shop's own; at most one statement. */
bool staff_role_find(struct work *w, const char *text, struct staff_role *out)
	__attribute__((warn_unused_result));
/* As people read it; name is NULL for shipped ones. */
const char *staff_role_text(const struct app *app, enum lang lang, const char *word,
			    const char *name);

enum staff_role_act { STAFF_ROLE_MAKE, STAFF_ROLE_CHANGE, STAFF_ROLE_DELETE };
struct staff_role_wish {
	enum staff_role_act act;
	const char *word; /* of the one to change or delete; of a new one it is set */
	const char *name;
	uint64_t permissions, mine;
	int version; /* which the change began with; 0: whatever stands */
};
enum staff_role_refusal {
	STAFF_ROLE_OK,
	STAFF_ROLE_SHIPPED,
	STAFF_ROLE_ABOVE,
	STAFF_ROLE_EMPTY,
	STAFF_ROLE_TAKEN,
	STAFF_ROLE_TOO_MANY,
	STAFF_ROLE_STALE,
	STAFF_ROLE_IN_USE,
	STAFF_ROLE_NOT_FOUND
};
/* A change counts for who is signed in from their next request on. */
enum staff_role_refusal staff_role_act(struct work *w, struct staff_role_wish *wish)
	__attribute__((warn_unused_result));

/* ---- programs' keys (staff/key.c) ---- */
#define STAFF_KEY_NAME 80 /* characters */
enum staff_key_state {
	STAFF_KEY_VALID,
	STAFF_KEY_EXPIRED,
	STAFF_KEY_REVOKED,
	STAFF_KEY_STATE__MAX
};
extern const char *const staff_key_state_word[STAFF_KEY_STATE__MAX];
struct staff_key {
	uint64_t id, permissions;
	const char *name, *made_by; /* made_by: a colleague's name; NULL: the command line */
	struct instant created_at, expires_at, last_used_at, revoked_at; /* INSTANT_NONE: never */
	enum staff_key_state state;
};
/* Those that are not revoked first, the newest above; at most 200. One statement. */
struct staff_key *staff_keys(struct work *w, size_t *n);
bool staff_key_get(struct work *w, uint64_t id, struct staff_key *out)
	__attribute__((warn_unused_result));

struct staff_key_wish {
	const char *name; /* 1 to STAFF_KEY_NAME characters */
	uint64_t permissions, mine;
	struct instant expires_at; /* INSTANT_NONE: until it is revoked */
};
enum staff_key_refusal {
	STAFF_KEY_OK,
	STAFF_KEY_BY_PROGRAM /* a key that leaked must not make more of them */,
	STAFF_KEY_EMPTY,
	STAFF_KEY_ABOVE,
	STAFF_KEY_PAST,
	STAFF_KEY_OVER /* revoked before */,
	STAFF_KEY_NOT_FOUND
};
/* *key is in no table: only its hash is. */
enum staff_key_refusal staff_key_make(struct work *w, const struct staff_key_wish *wish,
				      uint64_t *id, const char **key)
	__attribute__((warn_unused_result));
enum staff_key_refusal staff_key_revoke(struct work *w, uint64_t id)
	__attribute__((warn_unused_result));

/* ---- the second factor ---- */
#define STAFF_RECOVERY_CODES 10
#define STAFF_RECOVERY_SIZE  12 /* "abcde-fghij" and NUL */
/* The secret in base 32 and as otpauth:// text, for the page that shows it while it is being set
 * up. NULL: already set up. */
struct staff_secret {
	const char *base32, *uri;
};
bool staff_pending_secret(struct work *w, uint64_t id, struct staff_secret *out)
	__attribute__((warn_unused_result));
/* A first code proves the secret: the member becomes active; the recovery codes are shown this
 * once. */
enum staff_refusal staff_enrol(struct work *w, uint64_t id, const char *code,
			       char codes[STAFF_RECOVERY_CODES][STAFF_RECOVERY_SIZE])
	__attribute__((warn_unused_result));
/* A code of the app, each once, or a recovery code, each once. */
enum staff_refusal staff_check_code(struct work *w, uint64_t id, const char *code)
	__attribute__((warn_unused_result));
/* Unknown and known addresses take the same time. STAFF_OK: *id is set; an active member is known
 * by password now. */
enum staff_refusal staff_check_password(struct work *w, const char *email, const char *password,
					uint64_t *id) __attribute__((warn_unused_result));

/* ---- rules (staff/rules.c, staff/people_rules.c) ---- */
struct staff_case {
	enum staff_act act;
	enum staff_standing standing;
	bool is_self, has_address;
	uint64_t mine, theirs, wanted; /* wanted: of the new role; 0 for other acts */
	bool is_owner, stays_owner;
	int other_owners; /* active ones */
};
/* May the one do this to the other? The first row that applies wins (staff/people_rules.c). */
enum staff_refusal staff_may(const struct staff_case *c);
enum staff_standing staff_standing(enum staff_state state, bool has_password, bool link_is_over);

struct staff_role_case {
	enum staff_role_act act;
	bool is_shipped, is_taken, is_stale;
	uint64_t mine, now, wanted;
	int n, n_people; /* of own roles; of people with this one */
};
enum staff_role_refusal staff_role_may(const struct staff_role_case *c); /* staff/role_rules.c */

struct staff_key_case {
	bool is_program;
	uint64_t mine, wanted;
	struct instant now, expires_at;
};
/* May this key be made (staff/key_rules.c)? */
enum staff_key_refusal staff_key_may(const struct staff_key_case *c);
enum staff_key_state staff_key_state(struct instant now, struct instant expires_at,
				     struct instant revoked_at);

/* ---- passwords, of customers too (staff/password.c) ---- */
enum password_owner { PASSWORD_OF_STAFF, PASSWORD_OF_CUSTOMER };
/* NULL: fit. Else why not (msgid): too short, one character over and over, or made of the person's
 * own name or address. Both may be NULL. */
const char *password_flaw(enum password_owner owner, const char *password, const char *email,
			  const char *name);
/* The same, and why not when it is guessed soon: it repeats itself, walks over the keyboard, is
 * made of what everybody tries or of the shop's name, or the system's dictionary has it or its
 * halves. */
const char *password_refused(const struct settings *shop, enum password_owner owner,
			     const char *password, const char *email, const char *name);

#endif
