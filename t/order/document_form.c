/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that an older program wrote: whoever looks sees them as they would be written now, and the
 * worker writes them so, newest first, whatever becomes of one of them. */
#include "base/secret.h"
#include "order/document.h"
#include "order/door.h"
#include "order/store.h"

/* ---- what a page holds ---- */

enum { PATHS = 400 };
struct paths {
	const char *v[PATHS];
	size_t n;
};

static void add_path(struct paths *p, const char *path)
{
	size_t i = 0;

	while (i < p->n && strcmp(p->v[i], path) < 0)
		i++;
	if (i < p->n && strcmp(p->v[i], path) == 0)
		return;
	ck_assert_uint_lt(p->n, PATHS);
	memmove(&p->v[i + 1], &p->v[i], (p->n - i) * sizeof *p->v);
	p->v[i] = path;
	p->n++;
}

static void walk(struct paths *p, const cJSON *tree, const char *at)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, tree)
	{
		const char *path =
			arena_printf(shop.arena, "%s/%s", at, one->string ? one->string : "*");

		add_path(p, path);
		walk(p, one, path);
	}
}

/* A program that writes other members writes another form: then both lines here change, and
 * ORDER_DOCUMENT_FORM with them. */
#define FORM    2
#define MEMBERS "6c8e855d7c5373b7"

START_TEST(other_members_are_another_form)
{
	struct order *o = door_order("A", 2);
	struct payment_draft money = { .method = PAY_COD, .amount = 100, .at = INSTANT_NONE };
	struct payment_answer done;
	uint8_t sum[SECRET_HASH_BYTES];
	char hex[17];
	struct paths p = { 0 };
	struct buf all;

	ck_assert_int_eq(payment_capture(&shop, (struct order_ref){ o->id, 0 }, &money, &done),
			 PAYMENT_OK);
	shop_ship(o, "SF1000000000001");
	walk(&p, shop_document(o), "");
	buf_init(&all, shop.arena);
	for (size_t i = 0; i < p.n; i++)
		buf_addf(&all, "%s\n", p.v[i]);
	secret_hash(all.p, all.len, sum);
	secret_hex(sum, 8, hex);
	ck_assert_msg(ORDER_DOCUMENT_FORM == FORM && !strcmp(hex, MEMBERS),
		      "form %d holds %s, wanted %d and %s:\n%s", ORDER_DOCUMENT_FORM, hex, FORM,
		      MEMBERS, all.p);
}
END_TEST

/* ---- pages of an older one ---- */

/* Without a member that came since. */
static void age(const struct order *o)
{
	support_sql(door_path("UPDATE order_document SET form = form - 1, document = "
			      "COMPRESS(REPLACE(UNCOMPRESS(document), '\"undated\":false,', '')) "
			      "WHERE order_id = %llu",
			      (unsigned long long)o->id));
}

static int64_t old(void)
{
	return support_number("SELECT COUNT(*) FROM order_document WHERE UNCOMPRESS(document) NOT "
			      "LIKE '%\"undated\":%'");
}

START_TEST(who_looks_sees_what_would_be_written)
{
	struct order *o = door_order("A", 1);
	struct browser b = door_customer(o);
	const char *page = door_path("/o/%s", o->number);

	age(o);
	ck_assert_int_eq(old(), 1);
	ck_assert(cJSON_IsFalse(json_get(door_tree(&b, page), "undated")));
	ck_assert(cJSON_IsFalse(
		json_get(json_get(door_tree(&b, "/me/orders"), "orders")->child, "undated")));
	door_want(browser_get(&b, page), 200);
	/* looking writes nothing */
	ck_assert_int_eq(old(), 1);
	shop_check();
}
END_TEST

START_TEST(the_worker_writes_them_anew)
{
	struct order *o[3];
	int version;

	for (int i = 0; i < 3; i++) {
		o[i] = door_order("A", 1);
		age(o[i]);
	}
	/* nothing can be shown of one, which keeps no other waiting */
	support_sql(door_path("UPDATE orders SET contact_id = 1 WHERE id = %llu",
			      (unsigned long long)o[2]->id));
	version = shop_look(o[0]->id)->version;
	ck_assert(!order_documents_renew(&shop));
	ck_assert_int_eq(old(), 1);
	ck_assert_int_eq(shop_look(o[0]->id)->version, version);
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM order_document WHERE form "
						  "<> %d",
						  ORDER_DOCUMENT_FORM)),
			 0);
	support_sql(door_path("UPDATE orders SET contact_id = %llu WHERE contact_id = 1",
			      (unsigned long long)o[2]->contact_id));
	age(o[2]);
	ck_assert(!order_documents_renew(&shop));
	shop_check();
}
END_TEST

/* Where a newer program wrote it and this one runs again, it is read as this one has it, and left
 * for that one. */
START_TEST(what_a_newer_program_wrote_is_left)
{
	struct order *o = door_order("A", 1);

	age(o);
	support_sql("UPDATE order_document SET form = form + 2");
	ck_assert(cJSON_IsFalse(json_get(shop_document(o), "undated")));
	ck_assert(!order_documents_renew(&shop));
	ck_assert_int_eq(old(), 1);
}
END_TEST

Suite *order_document_form_suite(void)
{
	Suite *s = suite_create("order_document_form");
	TCase *tc = tcase_create("form");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, other_members_are_another_form);
	tcase_add_test(tc, who_looks_sees_what_would_be_written);
	tcase_add_test(tc, the_worker_writes_them_anew);
	tcase_add_test(tc, what_a_newer_program_wrote_is_left);
	suite_add_tcase(s, tc);
	return s;
}
