/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The address book. */
#include <check.h>
#include <string.h>
#include "customer/inside.h"
#include "support/app.h"

static struct app *app;
static struct work w;
static uint64_t customer;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	customer = customer_add_guest(&w, "Lin");
}

static void teardown(void)
{
	support_app_free(app);
}

static struct contact_draft at(const char *street)
{
	return (struct contact_draft){
		.name = "Lin", .phone = "13812345521", .city = "杭州市", .street = street
	};
}

static void put(uint64_t id, const char *street, bool is_default)
{
	struct address_draft d = { customer, 0, "Home", is_default, at(street) };

	ck_assert_int_eq(address_put(&w, &d, &id), ADDRESS_OK);
}

/* "street*" is the default one. */
static const char *book(void)
{
	struct buf b;
	size_t n;
	const struct address *list = address_store_list(&w, customer, &n);

	buf_init(&b, w.arena);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s ", list[i].contact.street, list[i].is_default ? "*" : "");
	return b.p;
}

static uint64_t id_of(const char *street)
{
	size_t n;
	const struct address *list = address_store_list(&w, customer, &n);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i].contact.street, street))
			return list[i].id;
	ck_abort_msg("%s is not in the book", street);
}

START_TEST(first_entry_is_the_default)
{
	put(0, "A", false);
	ck_assert_str_eq(book(), "A* ");
	put(0, "B", false);
	ck_assert_str_eq(book(), "A* B ");
	put(0, "C", true);
	ck_assert_str_eq(book(), "C* B A ");
}
END_TEST

START_TEST(edit_is_a_new_contact_version)
{
	struct address before, after;
	struct contact old;

	put(0, "A", false);
	ck_assert(address_store_read(&w, customer, id_of("A"), &before));
	put(before.id, "A 2", false);
	ck_assert(address_store_read(&w, customer, before.id, &after));
	ck_assert_uint_ne(before.contact.id, after.contact.id);
	ck_assert_str_eq(after.contact.street, "A 2");
	ck_assert(after.is_default);
	ck_assert(contact_get(&w, before.contact.id, &old));
	ck_assert_str_eq(old.street, "A");
	ck_assert_str_eq(book(), "A 2* ");
}
END_TEST

START_TEST(default_moves)
{
	put(0, "A", false);
	put(0, "B", false);
	ck_assert_int_eq(address_make_default(&w, customer, id_of("B")), ADDRESS_OK);
	ck_assert_str_eq(book(), "B* A ");
}
END_TEST

START_TEST(removed_default_gives_way_to_the_newest)
{
	put(0, "A", false);
	put(0, "B", false);
	put(0, "C", false);
	ck_assert_int_eq(address_remove(&w, customer, id_of("A")), ADDRESS_OK);
	ck_assert_str_eq(book(), "C* B ");
	ck_assert_int_eq(address_remove(&w, customer, id_of("B")), ADDRESS_OK);
	ck_assert_int_eq(address_remove(&w, customer, id_of("C")), ADDRESS_OK);
	ck_assert_str_eq(book(), "");
}
END_TEST

START_TEST(strangers_entries_are_not_there)
{
	uint64_t other = customer_add_guest(&w, "Chen"), id;
	struct address_draft d = { other, 0, NULL, true, at("X") };
	struct address a;

	put(0, "A", false);
	id = id_of("A");
	ck_assert(!address_store_read(&w, other, id, &a));
	ck_assert_int_eq(address_put(&w, &d, &id), ADDRESS_NOT_FOUND);
	ck_assert_int_eq(address_make_default(&w, other, id), ADDRESS_NOT_FOUND);
	ck_assert_int_eq(address_remove(&w, other, id), ADDRESS_NOT_FOUND);
	ck_assert_str_eq(book(), "A* ");
}
END_TEST

START_TEST(removed_entry_is_gone)
{
	uint64_t id;
	struct address_draft d = { customer, 0, NULL, true, at("X") };

	put(0, "A", false);
	id = id_of("A");
	ck_assert_int_eq(address_remove(&w, customer, id), ADDRESS_OK);
	ck_assert_int_eq(address_remove(&w, customer, id), ADDRESS_NOT_FOUND);
	ck_assert_int_eq(address_put(&w, &d, &id), ADDRESS_NOT_FOUND);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact"), 1);
}
END_TEST

START_TEST(who_saw_an_older_entry_changes_nothing)
{
	struct address_draft d = { customer, 1, NULL, false, at("B") };
	uint64_t id;

	put(0, "A", false);
	id = id_of("A");
	ck_assert_int_eq(address_put(&w, &d, &id), ADDRESS_OK);
	d.contact.street = "C";
	ck_assert_int_eq(address_put(&w, &d, &id), ADDRESS_STALE);
	ck_assert_str_eq(book(), "B* ");
	d.version = 2;
	ck_assert_int_eq(address_put(&w, &d, &id), ADDRESS_OK);
	ck_assert_str_eq(book(), "C* ");
}
END_TEST

START_TEST(book_has_an_end)
{
	struct address_draft d = { customer, 0, NULL, false, at("last") };
	uint64_t id = 0;

	for (int i = 0; i < ADDRESSES_MAX; i++)
		put(0, "A", false);
	ck_assert_int_eq(address_put(&w, &d, &id), ADDRESS_TOO_MANY);
	put(id_of("A"), "B", false);
}
END_TEST

Suite *customer_address_suite(void)
{
	Suite *s = suite_create("customer_address");
	TCase *tc = tcase_create("address book");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, first_entry_is_the_default);
	tcase_add_test(tc, edit_is_a_new_contact_version);
	tcase_add_test(tc, default_moves);
	tcase_add_test(tc, removed_default_gives_way_to_the_newest);
	tcase_add_test(tc, strangers_entries_are_not_there);
	tcase_add_test(tc, removed_entry_is_gone);
	tcase_add_test(tc, who_saw_an_older_entry_changes_nothing);
	tcase_add_test(tc, book_has_an_end);
	suite_add_tcase(s, tc);
	return s;
}
