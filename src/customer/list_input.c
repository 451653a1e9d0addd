/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be asked of the desk's list of customers: one query string for the page, its file and
 * saved views. */
#include "customer/list_input.h"

#include <stddef.h>
#include "base/ident.h"
#include "base/text.h"
#include "member/member.h"

#define COUNT(a)   (sizeof(a) / sizeof *(a))
#define AT(member) offsetof(struct customer_query, member)
#define MOST       INT64_C(100000000000000)

const char *const customer_view_word[CUSTOMER_VIEW__MAX] = {
	[VIEW_ALL] = "all",       [VIEW_NEW] = "new",   [VIEW_FREQUENT] = "frequent",
	[VIEW_VALUED] = "valued", [VIEW_OPEN] = "open",
};
const char *const customer_sort_word[CUSTOMER_SORT__MAX] = {
	[BY_LAST_ORDER] = "last",
	[BY_NEWEST] = "newest",
	[BY_ORDERS] = "orders",
	[BY_SPENT] = "spent",
};
const char *const customer_consent_word[LIST_CONSENTS] = {
	"offers_email", "offers_sms", "offers_phone", "birthday", "gender", "occupation", "income",
};
static const struct list_consent consents[LIST_CONSENTS] = {
	{ CONSENT_OFFERS, CONSENT_BY_EMAIL },   { CONSENT_OFFERS, CONSENT_BY_SMS },
	{ CONSENT_OFFERS, CONSENT_BY_PHONE },   { CONSENT_BIRTHDAY, CONSENT_NO_CHANNEL },
	{ CONSENT_GENDER, CONSENT_NO_CHANNEL }, { CONSENT_OCCUPATION, CONSENT_NO_CHANNEL },
	{ CONSENT_INCOME, CONSENT_NO_CHANNEL },
};
const char *const customer_wish_word[WISH_WORDS] = { "any",           "allergy", "packing",
						     "delivery_time", "taste",   "other" };
const char *const customer_month_word[MONTH_WORDS] = { "01", "02", "03", "04", "05", "06",
						       "07", "08", "09", "10", "11", "12" };
const char *const customer_has_word[2] = { "yes", "no" };

static const struct field one_consent[] = {
	{ "", FIELD_ENUM, 0, .words = customer_consent_word, .n_words = LIST_CONSENTS,
	  .label = "customer_consent" },
};
static const struct field one_tag[] = {
	{ "", FIELD_TEXT, 0, .max = TAG_CHARS },
};
#define WORDS(name, member, all, n, kind)                                                          \
	{                                                                                          \
		name, FIELD_ENUM, AT(member), .words = (all), .n_words = (n), .label = (kind)      \
	}
#define NUMBER(name, member)                                                                       \
	{                                                                                          \
		name, FIELD_INT, AT(member), .min = 0, .max = INT32_MAX                            \
	}
const struct field customer_query_fields[CUSTOMER_QUERY_FIELDS] = {
	WORDS("view", view, customer_view_word, CUSTOMER_VIEW__MAX, "customer_view"),
	{ "q", FIELD_TEXT, AT(q), .max = 254 },
	WORDS("language", language, lang_tag, LANG__MAX, "language"),
	{ "consent", FIELD_LIST, AT(consents), .max = LIST_CONSENTS, .sub = one_consent, .n_sub = 1,
	  .sub_size = sizeof(int) },
	{ "tag", FIELD_LIST, AT(tags), .max = LIST_TAGS, .sub = one_tag, .n_sub = 1,
	  .sub_size = sizeof(const char *) },
	NUMBER("orders_from", orders_from),
	NUMBER("orders_to", orders_to),
	{ "spent_from", FIELD_MONEY, AT(spent_from), .max = MOST },
	{ "spent_to", FIELD_MONEY, AT(spent_to), .max = MOST },
	{ "last_from", FIELD_DATE, AT(last_from) },
	{ "last_to", FIELD_DATE, AT(last_to) },
	{ "since_from", FIELD_DATE, AT(since_from) },
	{ "since_to", FIELD_DATE, AT(since_to) },
	WORDS("open", open, customer_has_word, 2, "yes_no"),
	WORDS("guest", guest, customer_has_word, 2, "yes_no"),
	WORDS("wish", wish, customer_wish_word, WISH_WORDS, "customer_wish"),
	WORDS("birth_month", month, customer_month_word, MONTH_WORDS, "month"),
	WORDS("gender", gender, gender_word, GENDERS, "gender"),
	WORDS("income", income, income_word, INCOMES, "income"),
	{ "tier", FIELD_TEXT, AT(tier), .max = 40 },
	WORDS("sort", sort, customer_sort_word, CUSTOMER_SORT__MAX, "customer_sort"),
	{ "after", FIELD_ID, AT(after) },
	{ "before", FIELD_ID, AT(before) },
	{ "saved", FIELD_ID, AT(saved) },
	{ "at", FIELD_INT, AT(at), .min = INT64_MIN + 1, .max = INT64_MAX },
};

static void check_days(struct instant from, struct instant to, const char *pointer,
		       struct field_errors *errors)
{
	if (!instant_is_none(from) && !instant_is_none(to) && to.us < from.us)
		field_error(errors, pointer, "too_early", N_("The last day is before the first"),
			    NULL);
}

static void check_amounts(int64_t from, int64_t to, const char *pointer,
			  struct field_errors *errors)
{
	if (from >= 0 && to >= 0 && to < from)
		field_error(errors, pointer, "too_small",
			    N_("This is less than the amount it begins with"), NULL);
}

static void check_told(int word, const char *pointer, struct field_errors *errors)
{
	if (word >= 0)
		field_error(errors, pointer, "not_permitted",
			    N_("Your role doesn’t show what customers told of themselves"), NULL);
}

struct customer_query customer_query_none(void)
{
	return (struct customer_query){ .sort = -1,
					.language = -1,
					.orders_from = -1,
					.orders_to = -1,
					.spent_from = -1,
					.spent_to = -1,
					.last_from = INSTANT_NONE,
					.last_to = INSTANT_NONE,
					.since_from = INSTANT_NONE,
					.since_to = INSTANT_NONE,
					.open = -1,
					.guest = -1,
					.wish = -1,
					.month = -1,
					.gender = -1,
					.income = -1 };
}

void customer_query_check(const struct customer_query *q, bool in_full, struct field_errors *errors)
{
	check_days(q->last_from, q->last_to, "/last_to", errors);
	check_days(q->since_from, q->since_to, "/since_to", errors);
	check_amounts(q->orders_from, q->orders_to, "/orders_to", errors);
	check_amounts(q->spent_from, q->spent_to, "/spent_to", errors);
	if (in_full)
		return;
	check_told(q->month, "/birth_month", errors);
	check_told(q->gender, "/gender", errors);
	check_told(q->income, "/income", errors);
}

bool customer_query_read(const struct request *req, bool in_full, struct customer_query *q,
			 struct field_errors *errors)
{
	*q = customer_query_none();
	(void)!fields_read_query(req, customer_query_fields, CUSTOMER_QUERY_FIELDS, q,
				 req->app->settings.currency, errors);
	customer_query_check(q, in_full, errors);
	return errors->n == 0;
}

enum customer_sort customer_query_sort(const struct customer_query *q)
{
	static const enum customer_sort of_view[CUSTOMER_VIEW__MAX] = {
		[VIEW_NEW] = BY_NEWEST,
		[VIEW_VALUED] = BY_SPENT,
	};

	return q->sort >= 0 ? (enum customer_sort)q->sort : of_view[q->view];
}

/* ---- as the store asks ---- */

static void narrow(struct list_range *range, int64_t from, int64_t to)
{
	if (from > range->from)
		range->from = from;
	if (to < range->to)
		range->to = to;
}

static int64_t day_ends(struct instant day)
{
	struct instant from, to;

	instant_day_window(day, 0, &from, &to);
	return instant_add(to, INSTANT_SECOND).us - 1;
}

static void take_ranges(const struct customer_query *q, struct customer_filter *f)
{
	narrow(&f->range[BY_ORDERS], q->orders_from, q->orders_to >= 0 ? q->orders_to : INT64_MAX);
	if (q->spent_from >= 0 || q->spent_to >= 0)
		narrow(&f->range[BY_SPENT], q->spent_from >= 0 ? q->spent_from : INT64_MIN,
		       q->spent_to >= 0 ? q->spent_to : INT64_MAX);
	narrow(&f->range[BY_LAST_ORDER],
	       instant_is_none(q->last_from) ? INT64_MIN : q->last_from.us,
	       instant_is_none(q->last_to) ? INT64_MAX : day_ends(q->last_to));
	narrow(&f->range[BY_NEWEST], instant_is_none(q->since_from) ? INT64_MIN : q->since_from.us,
	       instant_is_none(q->since_to) ? INT64_MAX : day_ends(q->since_to));
	/* who never ordered has no last order to ask for */
	if (!instant_is_none(q->last_to))
		narrow(&f->range[BY_ORDERS], 1, INT64_MAX);
}

static void take_view(const struct work *w, enum customer_view view, struct customer_filter *f)
{
	const struct settings *s = &w->app->settings;

	if (view == VIEW_NEW)
		narrow(&f->range[BY_ORDERS], 1, 1);
	if (view == VIEW_VALUED)
		narrow(&f->range[BY_SPENT], s->value_over > 0 ? s->value_over : MOST, INT64_MAX);
	if (view == VIEW_OPEN)
		f->open = CUSTOMER_HAS;
	if (view != VIEW_FREQUENT)
		return;
	f->frequent = true;
	f->orders = s->frequent_orders;
	f->since = ident_floor(instant_add(w->now, -s->frequent_days * INSTANT_DAY));
	f->more_orders = s->frequent_more_orders;
	f->more_since = ident_floor(instant_add(w->now, -s->frequent_more_days * INSTANT_DAY));
}

static enum customer_has has_of(int word)
{
	return word < 0 ? CUSTOMER_ANY : word == 0 ? CUSTOMER_HAS : CUSTOMER_HAS_NOT;
}

static void take_wish(int word, struct customer_filter *f)
{
	if (word < 0)
		return;
	f->wish_from = word ? word - 1 : 0;
	f->wish_to = word ? word - 1 : WISH__MAX - 1;
}

/* False: there is no such tag. The rarest comes first. */
static bool take_tags(struct work *w, const struct field_rows *names, struct customer_filter *f)
{
	struct tag tags[LIST_TAGS];

	for (size_t i = 0; i < names->n; i++) {
		struct tag one;
		size_t k = f->n_tags++;

		if (!tag_store_find(w, ((const char *const *)names->v)[i], &one))
			return false;
		for (; k > 0 && tags[k - 1].n_customers > one.n_customers; k--)
			tags[k] = tags[k - 1];
		tags[k] = one;
	}
	for (size_t i = 0; i < f->n_tags; i++)
		f->tags[i] = tags[i].id;
	return true;
}

bool customer_query_filter(struct work *w, const struct customer_query *q,
			   struct customer_filter *out)
{
	*out = customer_filter_none();
	out->lang = q->language >= 0 ? lang_tag[q->language] : NULL;
	for (size_t i = 0; i < q->consents.n; i++)
		out->consents[out->n_consents++] = consents[((const int *)q->consents.v)[i]];
	out->open = has_of(q->open);
	out->guest = has_of(q->guest);
	take_wish(q->wish, out);
	out->month = q->month >= 0 ? customer_month_word[q->month] : NULL;
	out->gender = q->gender >= 0 ? gender_word[q->gender] : NULL;
	out->income = q->income >= 0 ? income_word[q->income] : NULL;
	take_ranges(q, out);
	take_view(w, (enum customer_view)q->view, out);
	if (q->tier && !(out->tier = member_tier_named(w, q->tier)))
		return false;
	return take_tags(w, &q->tags, out);
}
