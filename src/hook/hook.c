/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up hooks: added, changed, given a new secret, switched, tried, sent again. */
#include "hook/hook.h"
#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "call/call.h"
#include "hook/rules.h"
#include "hook/seal.h"
#include "hook/store.h"

const char *const hook_state_word[HOOK_STATE__MAX] = {
	[HOOK_ON] = "on",         [HOOK_OFF] = "off",         [HOOK_GONE] = "gone",
	[HOOK_FAILED] = "failed", [HOOK_REMOVED] = "removed",
};
const char *const hook_delivery_word[HOOK_DELIVERY_STATE__MAX] = {
	[HOOK_WAITING] = "waiting",
	[HOOK_TAKEN] = "taken",
	[HOOK_DELIVERED] = "delivered",
	[HOOK_GAVE_UP] = "failed",
};

struct hook *hook_list(struct work *w, size_t *n)
{
	return hook_store_list(w, n);
}

struct hook *hook_list_page(struct work *w, uint64_t below, int limit, size_t *n)
{
	return hook_store_page(w, below, limit, n);
}

bool hook_get(struct work *w, uint64_t id, struct hook *out)
{
	return hook_store_get(w, id, false, out);
}

struct hook_delivery *hook_deliveries(struct work *w, uint64_t hook_id, int state, uint64_t below,
				      int limit, size_t *n)
{
	return hook_store_deliveries(w, hook_id, state, below, limit, n);
}

bool hook_delivery_get(struct work *w, uint64_t hook_id, uint64_t id, struct hook_delivery *out)
{
	return hook_store_delivery(w, hook_id, id, out);
}

struct hook_attempt *hook_attempts(struct work *w, uint64_t delivery_id, size_t *n)
{
	return hook_store_attempts(w, delivery_id, n);
}

/* The host alone: paths may hold keys. */
static const char *where(struct work *w, const char *url)
{
	struct call_target t;

	return call_read_url(w->arena, url, true, &t) ? t.host : NULL;
}

static void note(struct work *w, enum audit_kind kind, uint64_t id, const char *was,
		 const char *became)
{
	audit_write(w, &(struct audit){ .kind = kind,
					.who = w->actor,
					.about = "hook",
					.about_id = id,
					.was = was,
					.became = became });
}

/* What web workers look at before they write an event down. */
static void set_wanted(struct work *w, bool wanted)
{
	if (!setting_put(w->db, w->arena, "webhooks", wanted ? "yes" : "no", w->now))
		fail("setting webhooks cannot be written");
	w->app->settings.webhooks = wanted;
}

_Static_assert(ORDER_EVENT_KIND__MAX < 63, "kinds of events are bits of a word");

static uint64_t kept_kinds(const struct hook_draft *d)
{
	return d->kinds == HOOK_ALL ? HOOK_ALL : d->kinds & HOOK_KNOWN;
}

static enum hook_refusal check(struct work *w, const struct hook_draft *d)
{
	struct call_target t;

	if (!call_read_url(w->arena, d->url, w->app->config->webhook_local, &t))
		return HOOK_BAD_URL;
	return d->kinds & HOOK_KNOWN ? HOOK_OK : HOOK_EMPTY;
}

/* ---- one unit each ---- */

struct act {
	enum hook_refusal (*run)(struct work *w, struct act *a);
	uint64_t id;
	const struct hook_draft *draft;
	enum hook_state to;
	uint64_t delivery_id;
	const struct hook_range *range;
	uint8_t secret[HOOK_SECRET_BYTES];
	int64_t n;
};

static int run(struct work *w, void *arg)
{
	struct act *a = arg;

	return (int)a->run(w, a);
}

static enum hook_refusal act(struct work *w, struct act *a)
{
	return (enum hook_refusal)work_transaction(w, run, a);
}

static enum hook_refusal add(struct work *w, struct act *a)
{
	struct hook h = { .id = work_id(w),
			  .name = a->draft->name,
			  .url = a->draft->url,
			  .kinds = kept_kinds(a->draft),
			  .made_by = w->actor.kind == ACTOR_STAFF ? w->actor.id : 0 };
	size_t n;

	hook_store_list(w, &n);
	if (n >= HOOK_MAX)
		return HOOK_TOO_MANY;
	a->id = h.id;
	h.secret = hook_seal(w, h.id, a->secret);
	hook_store_add(w, &h);
	set_wanted(w, true);
	note(w, AUDIT_HOOK_MADE, h.id, NULL, where(w, h.url));
	return HOOK_OK;
}

enum hook_refusal hook_add(struct work *w, const struct hook_draft *d, uint64_t *id,
			   const char **secret)
{
	struct act a = { .run = add, .draft = d };
	enum hook_refusal r = check(w, d);

	if (r != HOOK_OK)
		return r;
	secret_random(a.secret, sizeof a.secret);
	r = act(w, &a);
	if (r != HOOK_OK)
		return r;
	*id = a.id;
	*secret = hook_secret_text(w->arena, a.secret);
	return HOOK_OK;
}

static enum hook_refusal change(struct work *w, struct act *a)
{
	struct hook h;

	if (!hook_store_get(w, a->id, true, &h))
		return HOOK_NOT_FOUND;
	if (a->draft->version && a->draft->version != h.version)
		return HOOK_STALE;
	note(w, AUDIT_HOOK_CHANGED, h.id, where(w, h.url), where(w, a->draft->url));
	h.name = a->draft->name;
	h.url = a->draft->url;
	h.kinds = kept_kinds(a->draft);
	hook_store_change(w, &h);
	return HOOK_OK;
}

enum hook_refusal hook_change(struct work *w, uint64_t id, const struct hook_draft *d)
{
	struct act a = { .run = change, .id = id, .draft = d };
	enum hook_refusal r = check(w, d);

	return r == HOOK_OK ? act(w, &a) : r;
}

static enum hook_refusal rotate(struct work *w, struct act *a)
{
	struct hook h;

	if (!hook_store_get(w, a->id, true, &h))
		return HOOK_NOT_FOUND;
	h.old_secret = h.secret;
	h.old_until = instant_add(w->now, HOOK_ROTATION);
	h.secret = hook_seal(w, h.id, a->secret);
	hook_store_secret(w, &h);
	note(w, AUDIT_HOOK_SECRET, h.id, NULL, NULL);
	return HOOK_OK;
}

enum hook_refusal hook_rotate(struct work *w, uint64_t id, const char **secret)
{
	struct act a = { .run = rotate, .id = id };

	secret_random(a.secret, sizeof a.secret);
	*secret = hook_secret_text(w->arena, a.secret);
	return act(w, &a);
}

static enum hook_refusal switch_to(struct work *w, struct act *a)
{
	struct hook h;
	size_t n;

	if (!hook_store_get(w, a->id, true, &h))
		return HOOK_NOT_FOUND;
	if (h.state == a->to || (a->to == HOOK_OFF && h.state != HOOK_ON))
		return HOOK_NOT_NOW;
	hook_store_state(w, h.id, a->to);
	note(w, a->to == HOOK_REMOVED ? AUDIT_HOOK_REMOVED : AUDIT_HOOK_SWITCHED, h.id,
	     hook_state_word[h.state], hook_state_word[a->to]);
	hook_store_list(w, &n);
	if (n == 0)
		set_wanted(w, false);
	return HOOK_OK;
}

enum hook_refusal hook_switch(struct work *w, uint64_t id, enum hook_state to)
{
	struct act a = { .run = switch_to, .id = id, .to = to };

	return act(w, &a);
}

static enum hook_refusal try_it(struct work *w, struct act *a)
{
	struct hook_event e = { .id = work_id(w), .hook_id = a->id, .kind = -1, .at = w->now };
	cJSON *body = json_object(), *data;
	struct hook h;

	if (!hook_store_get(w, a->id, false, &h))
		return HOOK_NOT_FOUND;
	if (h.state != HOOK_ON)
		return HOOK_NOT_NOW;
	json_add_text(body, "type", HOOK_TRIAL);
	json_add_instant(body, "timestamp", w->now);
	data = json_add_object(body, "data");
	json_add_id(data, "webhook_id", h.id);
	e.body = json_text(w->arena, body);
	hook_store_add_events(w, &e, 1);
	return HOOK_OK;
}

enum hook_refusal hook_try(struct work *w, uint64_t id)
{
	struct act a = { .run = try_it, .id = id };

	return act(w, &a);
}

/* ---- again ---- */

static enum hook_refusal replay(struct work *w, struct act *a)
{
	if (!hook_store_again(w, a->id, a->delivery_id))
		return HOOK_NOT_NOW;
	note(w, AUDIT_HOOK_REPLAYED, a->id, NULL, "1");
	return HOOK_OK;
}

enum hook_refusal hook_replay(struct work *w, uint64_t hook_id, uint64_t delivery_id)
{
	struct act a = { .run = replay, .id = hook_id, .delivery_id = delivery_id };

	return act(w, &a);
}

static enum hook_refusal replay_range(struct work *w, struct act *a)
{
	struct hook h;

	if (!hook_store_get(w, a->id, false, &h))
		return HOOK_NOT_FOUND;
	a->n = hook_store_again_range(w, a->id, a->range);
	if (a->n == 0)
		return HOOK_NOT_NOW;
	note(w, AUDIT_HOOK_REPLAYED, a->id, NULL, arena_printf(w->arena, "%lld", (long long)a->n));
	return HOOK_OK;
}

enum hook_refusal hook_replay_range(struct work *w, uint64_t id, const struct hook_range *r,
				    int64_t *n)
{
	struct act a = { .run = replay_range, .id = id, .range = r };
	enum hook_refusal refusal = act(w, &a);

	*n = a.n;
	return refusal;
}
