/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which filter of the desk's list of customers leaves fewest. */
#include "customer/list_store.h"

#define COUNT_OF(rows) "(SELECT COUNT(*) FROM (" rows ") x)"
DB_STATEMENT(
	customer_list_probe,
	"SELECT " COUNT_OF(LIST_OF_TAGGED) ", " COUNT_OF(LIST_OF_AGREED) ", " COUNT_OF(LIST_OF_MONTH) ", " COUNT_OF(LIST_OF_TOLD) ", " COUNT_OF(LIST_OF_WISHED) ", " COUNT_OF(LIST_OF_RANGE(
		"last_at",
		"last_at")) ", " COUNT_OF(LIST_OF_RANGE("created",
							"created_at")) ", " COUNT_OF(LIST_OF_RANGE("n_orders",
												   "n_orders")) ", " COUNT_OF(LIST_OF_RANGE("spent",
																	    "spent")) ", " COUNT_OF(LIST_WITH_OPEN));

static bool is_key(const struct customer_filter *f, enum list_key key)
{
	switch (key) {
	case KEY_TAG:
		return f->n_tags > 0;
	case KEY_CONSENT:
		return f->n_consents > 0;
	case KEY_MONTH:
		return f->month != NULL;
	case KEY_TOLD:
		return f->gender || f->income;
	case KEY_WISH:
		return f->wish_to >= 0;
	case KEY_LAST:
		return list_is_ranged(f, BY_LAST_ORDER);
	case KEY_SINCE:
		return list_is_ranged(f, BY_NEWEST);
	case KEY_ORDERS:
		return list_is_ranged(f, BY_ORDERS);
	case KEY_SPENT:
		return list_is_ranged(f, BY_SPENT);
	case KEY_OPEN:
		return f->open == CUSTOMER_HAS;
	case KEY_IDS:
	case KEY__MAX:
		break;
	}
	return false;
}

void list_push_keys(struct list_args *a, const struct customer_filter *f,
		    const int64_t limit[KEY__MAX])
{
	static const enum customer_sort ranges[] = { BY_LAST_ORDER, BY_NEWEST, BY_ORDERS,
						     BY_SPENT };

	list_push(a, db_arg_uint(f->n_tags ? f->tags[0] : 0));
	list_push(a, db_arg_int(limit[KEY_TAG]));
	list_push(a, db_arg_int(f->n_consents ? (int)f->consents[0].purpose : 0));
	list_push(a, db_arg_int(f->n_consents ? (int)f->consents[0].channel : 0));
	list_push(a, db_arg_int(limit[KEY_CONSENT]));
	list_push(a, db_arg_text(f->month));
	list_push(a, db_arg_int(limit[KEY_MONTH]));
	list_push(a, db_arg_int(f->income ? CONSENT_INCOME : CONSENT_GENDER));
	list_push(a, db_arg_text(f->income ? f->income : f->gender));
	list_push(a, db_arg_int(limit[KEY_TOLD]));
	list_push_wish(a, f);
	list_push(a, db_arg_int(limit[KEY_WISH]));
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		list_push_range(a, f, ranges[i]);
		list_push(a, db_arg_int(limit[KEY_LAST + i]));
	}
	list_push(a, db_arg_int(limit[KEY_OPEN]));
}

enum list_key list_rarest_key(struct work *w, const struct customer_filter *f)
{
	int64_t limit[KEY__MAX], least = LIST_WINDOW + 1;
	struct list_args a = { .n = 0 };
	enum list_key best = KEY__MAX;
	struct rows *r;
	bool any = false;

	for (int i = 0; i < KEY__MAX; i++) {
		limit[i] = is_key(f, (enum list_key)i) ? LIST_WINDOW + 1 : 0;
		any = any || limit[i];
	}
	if (!any)
		return KEY__MAX;
	list_push_keys(&a, f, limit);
	r = db_query_args(w->db, &customer_list_probe, a.v, a.n);
	rows_next(r);
	for (int i = 0; i < KEY_IDS; i++)
		if (limit[i] && rows_i64(r, (unsigned)i) < least) {
			least = rows_i64(r, (unsigned)i);
			best = (enum list_key)i;
		}
	return best;
}
