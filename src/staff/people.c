/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colleagues: invited, let go, given another role, and helped when a phone is lost. */
#include <string.h>
#include "audit.h"
#include "guard.h"
#include "notify/notify.h"
#include "staff/store.h"

struct staff_person *staff_people(struct work *w, size_t *n)
{
	return staff_store_people(w, n);
}

bool staff_person_get(struct work *w, uint64_t id, struct staff_person *out)
{
	return staff_store_person(w, id, out);
}

/* ---- invitations ---- */

static void tell(struct work *w, const struct staff_member *m, const char *token)
{
	const struct config *c = w->app->config;

	notify_staff_invitation(w, m->email, m->lang,
				staff_role_text(w->app, m->lang, m->role, m->role_name),
				arena_printf(w->arena, "%s%s/desk/invite/%s", c->base_url,
					     c->base_path, token));
}

struct inviting {
	uint64_t mine;
	const struct staff_member *m;
	uint64_t *id;
};

static int invite(struct work *w, void *arg)
{
	const struct inviting *i = arg;
	char token[SECRET_TOKEN_SIZE];
	struct staff_member made;
	struct staff_role role;
	enum staff_refusal r;

	staff_store_lock_roles(w);
	if (!staff_role_find(w, i->m->role, &role))
		return STAFF_NO_ROLE;
	if (role.permissions & ~i->mine)
		return STAFF_ABOVE;
	r = staff_invite(w, i->m->email, i->m->name, i->m->role, i->m->lang, token);
	if (r != STAFF_OK)
		return r;
	if (!staff_invited(w, token, &made))
		return STAFF_NOT_FOUND;
	tell(w, &made, token);
	*i->id = made.id;
	return STAFF_OK;
}

enum staff_refusal staff_invite_colleague(struct work *w, uint64_t mine,
					  const struct staff_member *m, uint64_t *id)
{
	struct inviting i = { mine, m, id };

	return (enum staff_refusal)work_transaction(w, invite, &i);
}

/* ---- acts ---- */

static struct staff_case case_of(struct work *w, uint64_t mine, const struct staff_person *p)
{
	bool is_owner = strcmp(p->member.role, "owner") == 0;

	return (struct staff_case){
		.standing = p->standing,
		.is_self = w->actor.kind == ACTOR_STAFF && w->actor.id == p->member.id,
		.has_address = *p->member.email,
		.mine = mine,
		.theirs = p->member.permissions,
		.is_owner = is_owner,
		.stays_owner = is_owner,
		.other_owners = staff_store_owners_besides(w, p->member.id),
	};
}

void staff_acts(struct work *w, uint64_t mine, const struct staff_person *p,
		enum staff_refusal out[STAFF_ACT__MAX])
{
	struct staff_case c = case_of(w, mine, p);

	for (int i = 0; i < STAFF_ACT__MAX; i++) {
		c.act = (enum staff_act)i;
		out[i] = staff_may(&c);
	}
}

static void invite_again(struct work *w, const struct staff_person *p)
{
	char token[SECRET_TOKEN_SIZE];
	uint8_t hash[SECRET_HASH_BYTES];

	secret_token(token, hash);
	staff_store_put_invitation(w, p->member.id, hash,
				   instant_add(w->now, STAFF_INVITE_DAYS * INSTANT_DAY));
	tell(w, &p->member, token);
}

static void carry_out(struct work *w, const struct staff_wish *wish, const struct staff_person *p)
{
	switch (wish->act) {
	case STAFF_ACT_INVITE:
		invite_again(w, p);
		break;
	case STAFF_ACT_ROLE:
		staff_store_put_role(w, p->member.id, wish->role);
		return;
	case STAFF_ACT_WITHDRAW:
	case STAFF_ACT_OFF:
		staff_store_put_off(w, p->member.id);
		break;
	case STAFF_ACT_RESET:
		staff_store_put_factor(w, p->member.id, staff_new_factor(w, p->member.id));
		break;
	case STAFF_ACT_END_SESSIONS:
	case STAFF_ACT__MAX:
		break;
	}
	session_end_all(w, SESSION_STAFF, p->member.id);
}

/* A role as it was and is now; the other acts say it by their kind. */
static void note(struct work *w, const struct staff_wish *wish, const struct staff_person *before)
{
	static const enum audit_kind kinds[STAFF_ACT__MAX] = {
		[STAFF_ACT_INVITE] = AUDIT_STAFF_INVITED,
		[STAFF_ACT_WITHDRAW] = AUDIT_INVITATION_WITHDRAWN,
		[STAFF_ACT_ROLE] = AUDIT_ROLE_CHANGED,
		[STAFF_ACT_OFF] = AUDIT_STAFF_SWITCHED_OFF,
		[STAFF_ACT_END_SESSIONS] = AUDIT_SESSIONS_ENDED,
		[STAFF_ACT_RESET] = AUDIT_SECOND_FACTOR_RESET,
	};
	bool is_role = wish->act == STAFF_ACT_ROLE;

	audit_write(w, &(struct audit){ .kind = kinds[wish->act],
					.who = w->actor,
					.about = "staff",
					.about_id = wish->id,
					.was = is_role ? before->member.role : NULL,
					.became = is_role ? wish->role : NULL });
}

/* Everybody is locked: of two owners who let one another go at the same moment, one stays. */
static int act(struct work *w, void *arg)
{
	struct staff_wish *wish = arg;
	struct staff_person p;
	struct staff_case c;
	enum staff_refusal r;
	struct staff_role role = { 0 };

	staff_store_lock_everybody(w);
	if (wish->act == STAFF_ACT_ROLE) {
		staff_store_lock_roles(w);
		if (!staff_role_find(w, wish->role, &role))
			return STAFF_NO_ROLE;
		/* a person bears its word, by whatever name it was asked for */
		wish->role = role.word;
	}
	if (!staff_store_person(w, wish->id, &p))
		return STAFF_NOT_FOUND;
	c = case_of(w, wish->mine, &p);
	c.act = wish->act;
	c.wanted = role.permissions;
	if (wish->act == STAFF_ACT_ROLE)
		c.stays_owner = strcmp(wish->role, "owner") == 0;
	r = staff_may(&c);
	if (r != STAFF_OK)
		return r;
	carry_out(w, wish, &p);
	note(w, wish, &p);
	return STAFF_OK;
}

enum staff_refusal staff_act(struct work *w, const struct staff_wish *wish)
{
	struct staff_wish copy = *wish;

	return (enum staff_refusal)work_transaction(w, act, &copy);
}
