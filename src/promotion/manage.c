/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promotions made, changed and ended, each written down. How many run without a code stands in the
 * setting `promotions`: a shop without any asks for none when an order is placed. */
#include "promotion/manage.h"

#include "audit.h"
#include "setting.h"

static void write_down(struct work *w, const char *was, const char *is)
{
	audit_write(w, &(struct audit){ .kind = AUDIT_SETTING_CHANGED,
					.who = w->actor,
					.about = "promotion",
					.was = was,
					.became = is });
}

static void tell_running(struct work *w)
{
	int64_t n = promotion_store_running(w);

	(void)!setting_put(w->db, w->arena, "promotions",
			   arena_printf(w->arena, "%lld", (long long)n), w->now);
	w->app->settings_due = 0;
}

static const char *day_words(struct work *w, struct instant t)
{
	struct civil c;

	if (instant_is_none(t))
		return "";
	c = instant_to_local(t);
	return arena_printf(w->arena, "%04d-%02d-%02d", c.year, c.month, c.day);
}

static const char *words_of(struct work *w, const struct promotion *p)
{
	return arena_printf(w->arena, "%s: %s %s–%s %d/%d", p->name_en,
			    promotion_kind_word[p->kind], day_words(w, p->from),
			    day_words(w, p->until), p->limit_total, p->limit_customer);
}

struct adding {
	struct promotion *p;
	const struct promotion_code *code;
};

static int add(struct work *w, void *arg)
{
	struct adding *a = arg;

	if (!a->p->needs_code && promotion_store_running(w) >= PROMOTION_RUNNING_MAX)
		return PROMOTION_TOO_MANY;
	a->p->id = work_id(w);
	a->p->version = 1;
	a->p->created_at = w->now;
	a->p->ended_at = INSTANT_NONE;
	promotion_store_insert(w, a->p);
	if (a->code && !promotion_store_insert_code(w, a->p->id, a->code))
		return PROMOTION_CODE_TAKEN;
	if (!a->p->needs_code)
		tell_running(w);
	write_down(w, NULL, words_of(w, a->p));
	return PROMOTION_OK;
}

enum promotion_refusal promotion_add(struct work *w, struct promotion *p,
				     const struct promotion_code *code)
{
	struct adding a = { p, code };

	return (enum promotion_refusal)work_transaction(w, add, &a);
}

static int change(struct work *w, void *arg)
{
	const struct promotion *p = arg;
	struct promotion was, now;

	if (!promotion_store_get(w, p->id, true, &was))
		return PROMOTION_NOT_FOUND;
	if (p->version != was.version)
		return PROMOTION_STALE;
	if (!instant_is_none(was.ended_at))
		return PROMOTION_IS_ENDED;
	now = was;
	now.name_en = p->name_en;
	now.name_zh = p->name_zh;
	now.from = p->from;
	now.until = p->until;
	now.limit_total = p->limit_total;
	now.limit_customer = p->limit_customer;
	promotion_store_update(w, &now);
	write_down(w, words_of(w, &was), words_of(w, &now));
	return PROMOTION_OK;
}

enum promotion_refusal promotion_change(struct work *w, const struct promotion *p)
{
	struct promotion copy = *p;

	return (enum promotion_refusal)work_transaction(w, change, &copy);
}

static int end(struct work *w, void *arg)
{
	const uint64_t *id = arg;
	struct promotion p;

	if (!promotion_store_get(w, *id, true, &p))
		return PROMOTION_NOT_FOUND;
	if (!instant_is_none(p.ended_at))
		return PROMOTION_IS_ENDED;
	promotion_store_end(w, p.id);
	if (!p.needs_code)
		tell_running(w);
	write_down(w, words_of(w, &p), NULL);
	return PROMOTION_OK;
}

enum promotion_refusal promotion_end(struct work *w, uint64_t id)
{
	return (enum promotion_refusal)work_transaction(w, end, &id);
}

struct coding {
	uint64_t id;
	const struct promotion_code *code;
};

static int add_code(struct work *w, void *arg)
{
	const struct coding *c = arg;
	struct promotion p;

	if (!promotion_store_get(w, c->id, true, &p))
		return PROMOTION_NOT_FOUND;
	if (!instant_is_none(p.ended_at))
		return PROMOTION_IS_ENDED;
	if (!p.needs_code)
		return PROMOTION_TAKES_NONE;
	if (!promotion_store_insert_code(w, p.id, c->code))
		return PROMOTION_CODE_TAKEN;
	write_down(w, NULL, arena_printf(w->arena, "%s: %s", p.name_en, c->code->code));
	return PROMOTION_OK;
}

enum promotion_refusal promotion_add_code(struct work *w, uint64_t id,
					  const struct promotion_code *code)
{
	struct coding c = { id, code };

	return (enum promotion_refusal)work_transaction(w, add_code, &c);
}

static int end_code(struct work *w, void *arg)
{
	const struct coding *c = arg;

	if (!promotion_store_end_code(w, c->id, c->code->code))
		return PROMOTION_NOT_FOUND;
	write_down(w, c->code->code, NULL);
	return PROMOTION_OK;
}

enum promotion_refusal promotion_end_code(struct work *w, uint64_t id, const char *code)
{
	struct coding c = { id, &(const struct promotion_code){ .code = code } };

	return (enum promotion_refusal)work_transaction(w, end_code, &c);
}
