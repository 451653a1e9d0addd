/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rewards made and changed, each with the promotion whose codes it gives, each written down. */
#include "audit.h"
#include "member/reward_store.h"
#include "promotion/promotion.h"

static struct promotion promotion_of(const struct reward *r)
{
	struct promotion p = { .name_en = r->name[LANG_EN],
			       .name_zh = r->name[LANG_ZH],
			       .currency = r->currency,
			       .minimum = r->minimum,
			       .from = INSTANT_NONE,
			       .until = INSTANT_NONE };

	switch (r->kind) {
	case REWARD_PERCENT:
		p.kind = PROMOTION_PERCENT;
		p.percent_bp = r->percent_bp;
		p.most = r->most;
		break;
	case REWARD_AMOUNT:
		p.kind = PROMOTION_AMOUNT;
		p.amount = r->amount;
		break;
	case REWARD_SHIPPING:
		p.kind = PROMOTION_SHIPPING;
		p.amount = r->amount;
		break;
	default:
		p.kind = PROMOTION_GET;
		p.percent_bp = 10000;
		p.get = 1;
		p.sku_id = r->sku_id;
	}
	return p;
}

static const char *words_of(struct work *w, const struct reward *r)
{
	return arena_printf(w->arena, "%s: %s, %lld points, %d / %d / %d, stock %d%s",
			    r->name[LANG_EN], reward_kind_word[r->kind], (long long)r->points,
			    r->limit_total, r->limit_customer, r->limit_period, r->stock,
			    r->is_on ? "" : ", off");
}

static void write_down(struct work *w, const char *was, const char *is)
{
	audit_write(w, &(struct audit){ .kind = AUDIT_SETTING_CHANGED,
					.who = w->actor,
					.about = "reward",
					.was = was,
					.became = is });
}

static int add(struct work *w, void *arg)
{
	struct reward *r = arg;
	struct promotion p = promotion_of(r);

	r->id = work_id(w);
	r->version = 1;
	r->promotion_id = promotion_make(w, &p);
	reward_store_insert(w, r);
	write_down(w, NULL, words_of(w, r));
	return 0;
}

void reward_add(struct work *w, struct reward *r)
{
	(void)work_transaction(w, add, r);
}

static int change(struct work *w, void *arg)
{
	const struct reward *r = arg;
	struct reward was;

	if (!reward_store_get(w, r->id, true, &was))
		return REWARD_GONE;
	if (was.version != r->version)
		return REWARD_STALE;
	reward_store_update(w, r);
	promotion_rename(w, was.promotion_id, r->name[LANG_EN], r->name[LANG_ZH]);
	write_down(w, words_of(w, &was), words_of(w, r));
	return REWARD_DONE;
}

enum reward_refusal reward_change(struct work *w, const struct reward *r)
{
	struct reward copy = *r;

	return (enum reward_refusal)work_transaction(w, change, &copy);
}

bool reward_get(struct work *w, uint64_t id, struct reward *out)
{
	return reward_store_get(w, id, false, out);
}
