/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stored pages that an older program wrote are written anew, and those that are fresh are not. */
#include <check.h>
#include <string.h>
#include "shipping/shop.h"

/* The last that was heard of how far it is. */
static void hear(void *arg, int64_t done, int64_t of)
{
	int64_t *last = arg;

	last[0] = done;
	last[1] = of;
}

static struct order_rewrite rewrite(void)
{
	int64_t last[2] = { 0 };
	struct order_rewrite r = order_documents_rewrite(&shop, hear, last);

	ck_assert_int_eq(last[0], r.orders);
	ck_assert_int_eq(last[1], r.orders);
	return r;
}

START_TEST(pages_that_are_not_fresh_are_written_anew)
{
	struct order *o[4];
	struct order_rewrite r;
	uint32_t version;

	shop_goods("A", 10, false);
	for (size_t i = 0; i < 4; i++)
		o[i] = shop_order_of("13800000001", { "A", 1 });
	r = rewrite();
	ck_assert_int_eq(r.orders, 4);
	ck_assert_int_eq(r.written, 0);
	/* a name that was added since, a page that is missing, one that nobody packed */
	support_sql(arena_printf(shop.arena,
				 "UPDATE order_document SET document = COMPRESS(REPLACE("
				 "UNCOMPRESS(document), '\"undated\":false,', '')) WHERE "
				 "order_id = %llu",
				 (unsigned long long)o[0]->id));
	support_sql(arena_printf(shop.arena, "DELETE FROM order_document WHERE order_id = %llu",
				 (unsigned long long)o[1]->id));
	support_sql(arena_printf(shop.arena,
				 "UPDATE order_document SET document = 'x' WHERE order_id = %llu",
				 (unsigned long long)o[2]->id));
	version = (uint32_t)shop_look(o[0]->id)->version;
	r = rewrite();
	ck_assert_int_eq(r.orders, 4);
	ck_assert_int_eq(r.written, 3);
	ck_assert_int_eq(rewrite().written, 0);
	/* nothing of the order changed: nobody's form is stale for it */
	ck_assert_int_eq(shop_look(o[0]->id)->version, version);
	shop_check();
}
END_TEST

Suite *order_rewrite_suite(void)
{
	Suite *s = suite_create("order_rewrite");
	TCase *tc = tcase_create("pages");

	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, shop_setup, shop_teardown);
	tcase_add_test(tc, pages_that_are_not_fresh_are_written_anew);
	suite_add_tcase(s, tc);
	return s;
}
