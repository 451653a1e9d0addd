/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which orders may be linked, and what a link forbids, row by row. */
#include <check.h>
#include <string.h>
#include "i18n/i18n.h"
#include "i18n/inside.h"
#include "order/order.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *name;
	enum link_kind kind;
	uint64_t id, other, customer, other_customer;
	enum order_decision decision, other_decision;
	int packed, other_packed; /* of two units */
	const char *why;
} pairs[] = {
	{ "together", LINK_TOGETHER, 1, 2, 7, 7, ORDER_CONFIRMED, ORDER_REVIEW, 0, 0, NULL },
	{ "itself", LINK_TOGETHER, 1, 1, 7, 7, ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 0,
	  "same_order" },
	{ "somebody_elses", LINK_REPLACES, 1, 2, 7, 8, ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 0,
	  "other_customer" },
	{ "packed", LINK_TOGETHER, 1, 2, 7, 7, ORDER_CONFIRMED, ORDER_CONFIRMED, 2, 0,
	  "already_packed" },
	{ "packed_in_part", LINK_TOGETHER, 1, 2, 7, 7, ORDER_CONFIRMED, ORDER_CONFIRMED, 1, 1,
	  NULL },
	{ "the_other_packed", LINK_AFTER, 1, 2, 7, 7, ORDER_CONFIRMED, ORDER_CONFIRMED, 0, 2,
	  "already_packed" },
	{ "cancelled", LINK_AFTER, 1, 2, 7, 7, ORDER_CANCELLED, ORDER_CONFIRMED, 0, 0,
	  "cancelled" },
	{ "the_other_closed", LINK_TOGETHER, 1, 2, 7, 7, ORDER_CONFIRMED, ORDER_CLOSED, 0, 0,
	  "closed" },
	{ "replaces_what_was_cancelled", LINK_REPLACES, 1, 2, 7, 7, ORDER_CONFIRMED,
	  ORDER_CANCELLED, 2, 2, NULL },
	{ "complements_what_is_closed", LINK_COMPLEMENT, 1, 2, 7, 7, ORDER_CONFIRMED, ORDER_CLOSED,
	  2, 2, NULL },
};

START_TEST(who_may_be_linked)
{
	struct order_line l[2] = { { .ordered = 2, .packed = pairs[_i].packed },
				   { .ordered = 2, .packed = pairs[_i].other_packed } };
	struct order o = { .id = pairs[_i].id,
			   .customer_id = pairs[_i].customer,
			   .decision = pairs[_i].decision,
			   .lines = &l[0],
			   .n_lines = 1 };
	struct order other = { .id = pairs[_i].other,
			       .customer_id = pairs[_i].other_customer,
			       .decision = pairs[_i].other_decision,
			       .lines = &l[1],
			       .n_lines = 1 };
	const char *why = link_refuses(&o, &other, pairs[_i].kind);

	ck_assert_msg(why == pairs[_i].why || (why && pairs[_i].why && !strcmp(why, pairs[_i].why)),
		      "%s: %s", pairs[_i].name, why ? why : "allowed");
}
END_TEST

static const struct {
	const char *name;
	struct link_end end;
	bool forbids;
} ends[] = {
	{ "together_and_open", { LINK_TOGETHER, false, false, ORDER_CONFIRMED, 2, 1, 0 }, true },
	{ "together_from_there", { LINK_TOGETHER, true, false, ORDER_REVIEW, 2, 0, 0 }, true },
	{ "together_in_here", { LINK_TOGETHER, false, true, ORDER_CONFIRMED, 2, 0, 0 }, false },
	{ "together_all_packed", { LINK_TOGETHER, false, false, ORDER_CONFIRMED, 2, 2, 0 }, false },
	{ "together_given_up", { LINK_TOGETHER, false, false, ORDER_CANCELLED, 2, 0, 0 }, false },
	{ "together_over", { LINK_TOGETHER, false, false, ORDER_CLOSED, 2, 0, 0 }, false },
	{ "after_what_stands", { LINK_AFTER, false, false, ORDER_CONFIRMED, 2, 2, 1 }, true },
	{ "after_what_left", { LINK_AFTER, false, false, ORDER_CONFIRMED, 2, 2, 2 }, false },
	{ "before_it", { LINK_AFTER, true, false, ORDER_CONFIRMED, 2, 0, 0 }, false },
	{ "after_with_it", { LINK_AFTER, false, true, ORDER_CONFIRMED, 2, 0, 0 }, false },
	{ "belongs_with", { LINK_COMPLEMENT, false, false, ORDER_CONFIRMED, 2, 0, 0 }, false },
	{ "replaces", { LINK_REPLACES, false, false, ORDER_CONFIRMED, 2, 0, 0 }, false },
};

START_TEST(what_a_link_forbids)
{
	ck_assert_msg(link_forbids_packing(&ends[_i].end) == ends[_i].forbids, "%s", ends[_i].name);
}
END_TEST

START_TEST(every_kind_has_words_both_ways)
{
	for (int k = 0; k < LINK_KIND__MAX; k++) {
		ck_assert(label_find("link", link_kind_word[k]) != NULL);
		if (!link_is_mutual((enum link_kind)k))
			ck_assert(label_find("link_back", link_kind_word[k]) != NULL);
	}
}
END_TEST

Suite *order_link_rules_suite(void)
{
	Suite *s = suite_create("order_link_rules");
	TCase *tc = tcase_create("rules");

	tcase_add_loop_test(tc, who_may_be_linked, 0, COUNT(pairs));
	tcase_add_loop_test(tc, what_a_link_forbids, 0, COUNT(ends));
	tcase_add_test(tc, every_kind_has_words_both_ways);
	suite_add_tcase(s, tc);
	return s;
}
