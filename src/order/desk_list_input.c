/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be asked of the desk's list: one query string for the page, the API and saved views. */
#include "order/desk_list_input.h"
#include "base/text.h"

#include <stddef.h>
#include <string.h>
#include "app.h"
#include "order/priority.h"

#define COUNT(a)   (sizeof(a) / sizeof *(a))
#define AT(member) offsetof(struct list_input, member)
#define MOST       INT64_C(100000000000000)

const char *const list_view_word[LIST_VIEW__MAX] = {
	[VIEW_TODAY] = "today",
	[VIEW_TO_SHIP] = "to_ship",
	[VIEW_BACKORDERED] = "backordered",
	[VIEW_AWAITING_PAYMENT] = "awaiting_payment",
	[VIEW_SHIPPED] = "shipped",
	[VIEW_PROBLEM] = "problem",
	[VIEW_IN_REVIEW] = "in_review",
	[VIEW_DRAFT] = "draft",
	[VIEW_ALL] = "all",
};
const char *const list_sort_word[LIST_SORT__MAX] = {
	[SORT_PRIORITY] = "priority",
	[SORT_DUE] = "due",
	[SORT_NEWEST] = "newest",
};
const char *const list_has_word[] = { "yes", "no" };
const char *const list_column_word[LIST_COLUMN__MAX] = {
	[COLUMN_PLACE] = "place",
	[COLUMN_NOTE] = "note",
	[COLUMN_DISCOUNT] = "discount",
	[COLUMN_PARCELS] = "parcels",
};

static const struct field one_badge[] = {
	{ "", FIELD_ENUM, 0, .words = order_badge_word, .n_words = ORDER_BADGE__MAX,
	  .label = "badge_staff" },
};
static const struct field one_money[] = {
	{ "", FIELD_ENUM, 0, .words = order_money_word, .n_words = ORDER_MONEY__MAX,
	  .label = "money" },
};
static const struct field one_priority[] = {
	{ "", FIELD_ENUM, 0, .words = order_priority_word, .n_words = ORDER_PRIORITY__MAX,
	  .label = "priority" },
};
static const struct field one_column[] = {
	{ "", FIELD_ENUM, 0, .words = list_column_word, .n_words = LIST_COLUMN__MAX,
	  .label = "order_column" },
};
static const struct field one_source[] = {
	{ "", FIELD_TEXT, 0, .max = 32 },
};
static const char *const group_word[] = { "customer" };
#define HAS(name, member)                                                                          \
	{                                                                                          \
		name, FIELD_ENUM, AT(member), .words = list_has_word, .n_words = 2,                \
					      .label = "yes_no"                                    \
	}

const struct field list_fields[LIST_FIELDS] = {
	{ "view", FIELD_ENUM, AT(view), .words = list_view_word, .n_words = LIST_VIEW__MAX,
	  .label = "order_view" },
	{ "q", FIELD_TEXT, AT(q), .max = 254 },
	{ "from", FIELD_DATE, AT(from) },
	{ "to", FIELD_DATE, AT(to) },
	{ "source", FIELD_LIST, AT(sources), .max = ORDER_SOURCES_MAX, .sub = one_source,
	  .n_sub = 1, .sub_size = sizeof(const char *) },
	{ "status", FIELD_LIST, AT(statuses), .max = ORDER_BADGES_MAX, .sub = one_badge, .n_sub = 1,
	  .sub_size = sizeof(int) },
	{ "payment", FIELD_LIST, AT(payments), .max = ORDER_MONEY__MAX, .sub = one_money,
	  .n_sub = 1, .sub_size = sizeof(int) },
	{ "priority", FIELD_LIST, AT(priorities), .max = ORDER_PRIORITY__MAX, .sub = one_priority,
	  .n_sub = 1, .sub_size = sizeof(int) },
	{ "column", FIELD_LIST, AT(columns), .max = LIST_COLUMN__MAX, .sub = one_column, .n_sub = 1,
	  .sub_size = sizeof(int) },
	{ "promised_from", FIELD_DATE, AT(promised_from) },
	{ "promised_to", FIELD_DATE, AT(promised_to) },
	{ "amount_from", FIELD_MONEY, AT(amount_from), .max = MOST },
	{ "amount_to", FIELD_MONEY, AT(amount_to), .max = MOST },
	{ "sku", FIELD_TEXT, AT(sku), .max = 40 },
	{ "place", FIELD_TEXT, AT(place), .max = 80 },
	{ "tag", FIELD_TEXT, AT(tag), .max = ORDER_TAG_CHARS },
	HAS("note", note),
	HAS("hold", hold),
	HAS("waiting", waiting),
	{ "group", FIELD_ENUM, AT(group), .words = group_word, .n_words = 1 },
	{ "sort", FIELD_ENUM, AT(sort), .words = list_sort_word, .n_words = LIST_SORT__MAX,
	  .label = "order_sort" },
	{ "after", FIELD_ID, AT(after) },
	{ "before", FIELD_ID, AT(before) },
	{ "saved", FIELD_ID, AT(saved) },
	{ "rank", FIELD_INT, AT(rank), .max = 255 },
	{ "at", FIELD_INT, AT(at), .min = INT64_MIN + 1, .max = INT64_MAX },
};

bool list_shows(const struct list_input *in, enum list_column column)
{
	const int *asked = in->columns.v;

	for (size_t i = 0; i < in->columns.n; i++)
		if (asked[i] == (int)column)
			return true;
	return false;
}

static void check_days(struct instant from, struct instant to, const char *pointer,
		       struct field_errors *errors)
{
	if (!instant_is_none(from) && !instant_is_none(to) && to.us < from.us)
		field_error(errors, pointer, "too_early", N_("The last day is before the first"),
			    NULL);
}

bool list_read(const struct request *req, struct list_input *in, struct field_errors *errors)
{
	*in = (struct list_input){ .view = VIEW_ALL,
				   .sort = -1,
				   .from = INSTANT_NONE,
				   .to = INSTANT_NONE,
				   .promised_from = INSTANT_NONE,
				   .promised_to = INSTANT_NONE,
				   .amount_from = -1,
				   .amount_to = -1,
				   .note = -1,
				   .hold = -1,
				   .waiting = -1,
				   .group = -1 };
	(void)!fields_read_query(req, list_fields, LIST_FIELDS, in, req->app->settings.currency,
				 errors);
	/* for programs the newest come first, whatever the view */
	if (in->sort < 0 && req->path && text_starts_with(req->path, "/api/"))
		in->sort = SORT_NEWEST;
	check_days(in->from, in->to, "/to", errors);
	check_days(in->promised_from, in->promised_to, "/promised_to", errors);
	if (in->amount_from >= 0 && in->amount_to >= 0 && in->amount_to < in->amount_from)
		field_error(errors, "/amount_to", "too_small",
			    N_("This is less than the amount it begins with"), NULL);
	return errors->n == 0;
}
