/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of the desk's list of customers must be, as arguments of LIST_FILTERS. */
#include "customer/list_store.h"

#include "base/fail.h"
#include "order/order.h"

static const struct instant first_instant = { INT64_C(-30610224000000000) }; /* year 1000 */
static const struct instant last_instant = { INT64_C(253402300799999999) };  /* year 9999 */

_Static_assert(BADGE_CANCELLED == 2 && BADGE_RETURNED == 3 && BADGE_SHIPPED == 16 &&
		       BADGE_COMPLETED == 17 && ORDER_DRAFT == 0 && ORDER_CANCELLED == 4 &&
		       CONSENT_GENDER == 1 && CONSENT_INCOME == 3,
	       "filters name them by number");

void list_push(struct list_args *a, struct db_arg arg)
{
	if (a->n == LIST_ARGS)
		fail("customer list: more than %d arguments", LIST_ARGS);
	a->v[a->n++] = arg;
}

void list_push_twice(struct list_args *a, struct db_arg arg)
{
	list_push(a, arg);
	list_push(a, arg);
}

struct db_arg list_value(enum customer_sort sort, int64_t v)
{
	return sort == BY_LAST_ORDER || sort == BY_NEWEST ? db_arg_time((struct instant){ v })
							  : db_arg_int(v);
}

void list_push_range(struct list_args *a, const struct customer_filter *f, enum customer_sort sort)
{
	list_push(a, list_value(sort, f->range[sort].from));
	list_push(a, list_value(sort, f->range[sort].to));
}

static void push_has(struct list_args *a, enum customer_has has)
{
	list_push(a, db_arg_int(has));
	list_push(a, db_arg_int(has == CUSTOMER_HAS));
}

static void push_consent(struct list_args *a, const struct customer_filter *f, size_t i)
{
	bool is = i < f->n_consents;

	list_push(a, db_arg_int(is ? 0 : -1));
	list_push(a, db_arg_int(is ? (int)f->consents[i].purpose : 0));
	list_push(a, db_arg_int(is ? (int)f->consents[i].channel : 0));
}

void list_push_wish(struct list_args *a, const struct customer_filter *f)
{
	list_push(a, db_arg_int(f->wish_from));
	list_push(a, db_arg_int(f->wish_to));
}

void list_push_filters(struct list_args *a, const struct customer_filter *f)
{
	list_push_twice(a, db_arg_text(f->lang));
	for (int i = 0; i < CUSTOMER_SORT__MAX; i++)
		list_push_range(a, f, (enum customer_sort)i);
	push_has(a, f->guest);
	push_has(a, f->open);
	for (size_t i = 0; i < LIST_TAGS; i++)
		list_push_twice(a, db_arg_uint(i < f->n_tags ? f->tags[i] : 0));
	for (size_t i = 0; i < LIST_CONSENTS; i++)
		push_consent(a, f, i);
	list_push(a, db_arg_int(f->wish_to));
	list_push_wish(a, f);
	list_push_twice(a, db_arg_text(f->month));
	list_push_twice(a, db_arg_text(f->gender));
	list_push_twice(a, db_arg_text(f->income));
	list_push(a, db_arg_int(f->frequent));
	list_push(a, db_arg_uint(f->since));
	list_push(a, db_arg_int(f->orders > 0 ? f->orders - 1 : INT32_MAX));
	list_push(a, db_arg_uint(f->more_since));
	list_push(a, db_arg_int(f->more_orders > 0 ? f->more_orders - 1 : INT32_MAX));
	list_push_twice(a, db_arg_uint(f->tier));
}

struct customer_filter customer_filter_none(void)
{
	return (struct customer_filter){
		.range = { [BY_LAST_ORDER] = { first_instant.us, last_instant.us },
			   [BY_NEWEST] = { first_instant.us, last_instant.us },
			   [BY_ORDERS] = { 0, INT64_MAX },
			   [BY_SPENT] = { INT64_MIN, INT64_MAX } },
		.wish_to = -1,
	};
}

bool list_is_ranged(const struct customer_filter *f, enum customer_sort sort)
{
	struct customer_filter none = customer_filter_none();

	return f->range[sort].from != none.range[sort].from ||
	       f->range[sort].to != none.range[sort].to;
}

bool list_is_filtered(const struct customer_filter *f, enum customer_sort sort)
{
	for (int i = 0; i < CUSTOMER_SORT__MAX; i++)
		if (i != (int)sort && list_is_ranged(f, (enum customer_sort)i))
			return true;
	return f->lang || f->open || f->guest || f->n_tags || f->n_consents || f->wish_to >= 0 ||
	       f->month || f->gender || f->income || f->frequent || f->tier;
}
