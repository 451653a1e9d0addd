/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What everybody reads of an item's reviews, as trees. */
#include "base/json.h"
#include "base/text.h"
#include "feedback/photo.h"
#include "feedback/product.h"
#include "feedback/score.h"

enum { POSITIVE = 4 };

static int64_t per_mille(double share)
{
	return (int64_t)(share * 1000 + 0.5);
}

cJSON *score_view(struct arena *a, const struct review_counts *c)
{
	cJSON *t = json_object();
	int64_t positive = c->of[POSITIVE] + c->of[REVIEW_STARS];
	struct score s = score_share((uint64_t)positive, (uint64_t)c->all);

	json_add_int(t, "n", c->all);
	json_add_bool(t, "any", c->all > 0);
	json_add_text(t, "mean",
		      c->all ? arena_printf(a, "%.1f", (double)c->sum / (double)c->all) : NULL);
	json_add_int(t, "positive", per_mille(s.value));
	json_add_int(t, "low", per_mille(s.low));
	json_add_int(t, "high", per_mille(s.high));
	return t;
}

cJSON *shown_view(struct arena *a, const struct review *r)
{
	cJSON *t = review_view(r);
	bool named = !r->anonymous && r->author && *r->author;

	photos_add(a, r, PHOTO_FOR_ALL, t);
	json_add_id(t, "id", r->id);
	json_add_int(t, "helpful", r->helpful);
	json_add_bool(t, "has_helped", r->helpful > 0);
	json_add_text(t, "author", named ? text_mask_name(a, r->author) : NULL);
	return t;
}
