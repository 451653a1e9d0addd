/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reviews from a file: what was said elsewhere of items of orders that are here. */
#include <string.h>
#include "base/ident.h"
#include "base/text.h"
#include "exchange/load.h"
#include "feedback/feedback.h"

enum column {
	COL_ORDER,
	COL_SKU,
	COL_STARS,
	COL_WORDS,
	COL_WRITTEN,
	COL_UNNAMED,
	COL_CHANNEL,
	COL__MAX
};

static const struct load_field fields[COL__MAX] = {
	[COL_ORDER] = { "order",
			N_("Order"),
			true,
			{ "order number", "order no", "reference", "订单号", "订单编号" },
			{ "R-7K3M-92Q5", "A-1002" } },
	[COL_SKU] = { "sku",
		      N_("SKU"),
		      true,
		      { "sku code", "商品编号", "货号" },
		      { "OAT-1L", "OAT-6" } },
	[COL_STARS] = { "stars",
			N_("Stars"),
			true,
			{ "rating", "score", "评分", "星级" },
			{ "5", "2" } },
	[COL_WORDS] = { "words",
			N_("What was written"),
			false,
			{ "text", "review", "comment", "body", "评价内容", "评价" },
			{ "Fresh, and well packed.", "" } },
	[COL_WRITTEN] = { "written_at",
			  N_("Written"),
			  true,
			  { "date", "time", "created at", "评价时间", "时间" },
			  { "2026-03-01 18:30", "2026-03-02" } },
	[COL_UNNAMED] = { "without_name",
			  N_("Without a name"),
			  false,
			  { "anonymous", "匿名" },
			  { "no", "yes" } },
	[COL_CHANNEL] = { "channel",
			  N_("Channel of the order"),
			  false,
			  { "source", "渠道", "来源" },
			  { "", "taobao" } },
};

/* By our number, or by what its channel calls it. */
static bool find_order(struct load_row *r, uint64_t *id)
{
	const char *text = r->cell[COL_ORDER];
	const char *channel = r->cell[COL_CHANNEL] ? r->cell[COL_CHANNEL] : LOAD_CHANNEL;

	if (order_find_number(r->w, text, id))
		return true;
	return cell_channel(channel) && order_find_reference(r->w, channel, text, id);
}

static bool read_row(struct load_row *r, struct review_bring *d)
{
	int64_t stars;

	if (!cell_count(r->cell[COL_STARS], REVIEW_STARS, &stars) || stars < 1)
		return load_no(r, "bad_number", COL_STARS);
	d->stars = (int)stars;
	if (!cell_time(r->cell[COL_WRITTEN], &d->at))
		return load_no(r, "not_a_date", COL_WRITTEN);
	if (d->at.us > r->w->now.us)
		return load_no(r, "in_future", COL_WRITTEN);
	d->body = r->cell[COL_WORDS];
	if (d->body && !cell_fits(d->body, REVIEW_CHARS))
		return load_no(r, "too_long", COL_WORDS);
	if (d->body && text_length(d->body) < REVIEW_CHARS_MIN)
		return load_no(r, "too_short", COL_WORDS);
	if (r->cell[COL_UNNAMED] && !cell_yes(r->w->app, r->cell[COL_UNNAMED], &d->anonymous))
		return load_no(r, "unknown_word", COL_UNNAMED);
	if (!find_order(r, &d->order_id))
		return load_no(r, "no_such_order", COL_ORDER);
	d->sku = r->cell[COL_SKU];
	return true;
}

static enum load_outcome review_row(struct load_row *r)
{
	struct review_bring d = { 0 };

	if (!read_row(r, &d))
		return ROW_BAD;
	switch (review_bring(r->w, &d, &r->made_id)) {
	case BROUGHT_NEW:
		return ROW_NEW;
	case BROUGHT_SAME:
		return ROW_SAME;
	case BROUGHT_ANOTHER:
		return load_bad(r, "reviewed", COL_SKU);
	case BROUGHT_NO_LINE:
		return load_bad(r, "not_of_order", COL_SKU);
	case BROUGHT_NOT_THERE:
		return load_bad(r, "not_arrived", COL_SKU);
	case BROUGHT_TOO_EARLY:
		return load_bad(r, "too_early", COL_WRITTEN);
	}
	return ROW_BAD;
}

static const char *take_back(struct load_row *r, const struct load_made *m)
{
	return review_take_back(r->w, m->made_id) ? NULL : "changed_since";
}

static const char *key_of(struct arena *a, const char *const *cell)
{
	return arena_printf(a, "%s|%s|%s", cell[COL_ORDER], cell[COL_SKU],
			    cell[COL_CHANNEL] ? cell[COL_CHANNEL] : "");
}

const struct load_source load_reviews = { .permission = PERM_FEEDBACK,
					  .fields = fields,
					  .n_fields = COL__MAX,
					  .key = COL_ORDER,
					  .key_of = key_of,
					  .personal = true,
					  .row = review_row,
					  .take_back = take_back };
