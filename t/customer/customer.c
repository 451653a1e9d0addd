/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers on the database: identities, contact versions, two orders at once, finding. */
#include <check.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/json.h"
#include "customer/list.h"
#include "support/app.h"

static struct app *app;
static struct work w;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	work_lease(app);
}

static void teardown(void)
{
	support_app_free(app);
}

static const struct contact_draft lin = {
	.name = "林雨晴",
	.phone = "138 1234 5521",
	.email = "Lin@Mail.example",
	.province = "浙江省",
	.city = "杭州市",
	.district = "西湖区",
	.street = "文三路 1 号",
	.postcode = "310012",
	.lang = LANG_ZH,
};

static uint64_t settle(const struct contact_draft *d, struct contact *out)
{
	struct contact ignored;
	uint64_t id = 0;

	customer_for_contact(&w, d, INSTANT_NONE, &id, out ? out : &ignored);
	ck_assert_uint_ne(id, 0);
	return id;
}

/* A customer who is new comes with their order; one who is known has it counted. */
START_TEST(an_order_is_counted)
{
	struct instant first = { w.now.us - INSTANT_DAY }, second = w.now;
	struct contact c;
	struct customer who;
	uint64_t id, again;

	customer_for_contact(&w, &lin, second, &id, &c);
	ck_assert(customer_get(&w, id, &who));
	ck_assert_int_eq(who.n_orders, 1);
	ck_assert_int_eq(who.last_order_at.us, second.us);
	customer_for_contact(&w, &lin, first, &again, &c);
	ck_assert_uint_eq(again, id);
	ck_assert(customer_get(&w, id, &who));
	ck_assert_int_eq(who.n_orders, 2);
	ck_assert_int_eq(who.last_order_at.us, second.us);
	settle(&lin, NULL);
	ck_assert(customer_get(&w, id, &who));
	ck_assert_int_eq(who.n_orders, 2);
}
END_TEST

static int in_transaction(struct work *work, void *arg)
{
	(void)work;
	settle(arg, NULL);
	return 0;
}

/* Statements within somebody's transaction, without its START and COMMIT. */
static unsigned cost(const struct contact_draft *d)
{
	db_count_reset(w.db);
	work_transaction(&w, in_transaction, (void *)(uintptr_t)d);
	return db_count(w.db) - 2;
}

/* ---- who it is ---- */

START_TEST(new_contact_makes_a_provisional_customer)
{
	struct contact c;
	struct customer got;
	char folded[IDENT_NUMBER_SIZE];
	uint64_t id = settle(&lin, &c);

	ck_assert(customer_get(&w, id, &got));
	ck_assert_str_eq(got.name, "林雨晴");
	ck_assert(got.provisional);
	ck_assert_int_eq(got.lang, LANG_ZH);
	ck_assert_int_eq(got.n_orders, 0);
	ck_assert(instant_is_none(got.last_order_at));
	ck_assert(ident_number_fold('C', got.number, folded));
	ck_assert_str_eq(folded, got.number);
	ck_assert_uint_eq(c.customer_id, id);
	ck_assert_str_eq(c.phone, "+8613812345521");
	ck_assert_str_eq(c.phone_tail, "5521");
	ck_assert_str_eq(c.email, "Lin@Mail.example");
	ck_assert_str_eq(c.email_key, "lin@mail.example");
	ck_assert_str_eq(c.country, "CN");
}
END_TEST

START_TEST(what_comes_back_is_what_is_stored)
{
	struct contact made, read;

	settle(&lin, &made);
	ck_assert(contact_get(&w, made.id, &read));
	ck_assert(contact_is_same(&made, &read));
	ck_assert_str_eq(made.phone_tail, read.phone_tail);
	ck_assert_str_eq(made.email_key, read.email_key);
	ck_assert(!contact_get(&w, made.id + 1, &read));
}
END_TEST

START_TEST(unchanged_contact_keeps_its_version)
{
	struct contact first, second;
	struct contact_draft again = lin;
	uint64_t id = settle(&lin, &first);

	again.phone = "+86 138-1234-5521"; /* the same number, typed otherwise */
	ck_assert_uint_eq(settle(&again, &second), id);
	ck_assert_uint_eq(first.id, second.id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact"), 1);
}
END_TEST

START_TEST(changed_contact_is_a_new_version_of_the_same_customer)
{
	struct contact first, second, kept;
	struct contact_draft moved = lin;
	uint64_t id = settle(&lin, &first);

	moved.street = "文三路 2 号";
	ck_assert_uint_eq(settle(&moved, &second), id);
	ck_assert_uint_gt(second.id, first.id);
	ck_assert(contact_get(&w, first.id, &kept));
	ck_assert_str_eq(kept.street, "文三路 1 号");
}
END_TEST

START_TEST(settling_costs_few_statements)
{
	struct contact_draft moved = lin, other = lin;

	ck_assert_uint_eq(cost(&lin), 5); /* look, identities, customer, contact, words */
	ck_assert_uint_eq(cost(&lin), 1);
	moved.street = "文三路 2 号";
	ck_assert_uint_eq(cost(&moved), 2);
	other.phone = "139 0000 0001";
	ck_assert_uint_eq(cost(&other), 3);
	/* by itself, too: nothing to write is no transaction */
	db_count_reset(w.db);
	settle(&other, NULL);
	ck_assert_uint_eq(db_count(w.db), 1);
}
END_TEST

START_TEST(email_goes_before_phone)
{
	struct contact_draft a = lin, b = lin, both = lin;
	uint64_t by_email, by_phone;

	a.phone = NULL;
	b.email = NULL;
	b.phone = "139 0000 0001";
	by_email = settle(&a, NULL);
	by_phone = settle(&b, NULL);
	ck_assert_uint_ne(by_email, by_phone);
	both.phone = "139 0000 0001";
	ck_assert_uint_eq(settle(&both, NULL), by_email);
	/* and the phone stays whose it was */
	ck_assert_uint_eq(settle(&b, NULL), by_phone);
}
END_TEST

START_TEST(free_identity_joins_the_known_one)
{
	struct contact_draft phone_only = lin, both = lin, email_only = lin;
	uint64_t id;

	phone_only.email = NULL;
	email_only.phone = NULL;
	id = settle(&phone_only, NULL);
	ck_assert_uint_eq(settle(&both, NULL), id);
	ck_assert_uint_eq(settle(&email_only, NULL), id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 1);
}
END_TEST

START_TEST(new_email_does_not_enter_a_full_customer)
{
	struct contact_draft phone_only = lin, stranger = lin;
	uint64_t id = settle(&lin, NULL), other;

	customer_store_make_full(&w, id, "lin@mail.example");
	stranger.email = "stranger@mail.example";
	other = settle(&stranger, NULL);
	ck_assert_uint_ne(other, id);
	ck_assert_uint_eq(identity_store_find_email(&w, "stranger@mail.example"), other);
	phone_only.email = NULL;
	ck_assert_uint_eq(settle(&phone_only, NULL), id);
}
END_TEST

START_TEST(external_id_goes_before_all)
{
	struct contact_draft d = { .name = "Guest 17850",
				   .external_source = "online-retail",
				   .external_id = "17850",
				   .lang = LANG_EN },
			     elsewhere = d, with_email = d;
	uint64_t id = settle(&d, NULL);

	ck_assert_uint_eq(settle(&d, NULL), id);
	elsewhere.external_source = "other-shop";
	ck_assert_uint_ne(settle(&elsewhere, NULL), id);
	settle(&lin, NULL);
	with_email.email = lin.email;
	ck_assert_uint_eq(settle(&with_email, NULL), id);
}
END_TEST

START_TEST(guest_without_contact)
{
	struct customer c;
	uint64_t a = customer_add_guest(&w, NULL), b = customer_add_guest(&w, "Guest");

	ck_assert_uint_ne(a, b);
	ck_assert(customer_get(&w, a, &c));
	ck_assert_str_eq(c.name, "");
	ck_assert(c.provisional);
}
END_TEST

/* ---- two at once ---- */

/* The other process: its order is taken but not yet committed when it says so. */
static int settle_slowly(struct work *work, void *arg)
{
	int *tell = arg;

	(void)work;
	settle(&lin, NULL);
	if (write(*tell, "x", 1) != 1)
		_exit(3);
	usleep(400000);
	return 0;
}

static pid_t order_in_another_process(int *tell)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	app = support_app_again(app);
	w = support_work(app);
	work_transaction(&w, settle_slowly, tell);
	_exit(0);
}

/* We do not see the other's rows, run into its identities, wait, and go on with its customer. */
START_TEST(who_loses_the_race_takes_the_winner)
{
	int ready[2], status;
	char byte;
	pid_t pid;
	struct contact c;
	uint64_t id;

	ck_assert_int_eq(pipe(ready), 0);
	pid = order_in_another_process(&ready[1]);
	ck_assert_int_eq(read(ready[0], &byte, 1), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 0);
	id = settle(&lin, &c);
	waitpid(pid, &status, 0);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %d", status);
	ck_assert_int_eq(support_number("SELECT id FROM customer"), (int64_t)id);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_identity"), 2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_contact"), 1);
	ck_assert_uint_eq(c.customer_id, id);
}
END_TEST

/* ---- the summary that orders keep ---- */

START_TEST(orders_are_counted)
{
	struct customer c;
	struct instant early = { INT64_C(1600000000000000) }, late = { INT64_C(1700000000000000) };
	uint64_t id = settle(&lin, NULL);

	customer_count_order(&w, id, late);
	customer_count_order(&w, id, early);
	ck_assert(customer_get(&w, id, &c));
	ck_assert_int_eq(c.n_orders, 2);
	ck_assert_int_eq(c.last_order_at.us, late.us);
	customer_uncount_order(&w, id, 1, early);
	ck_assert(customer_get(&w, id, &c));
	ck_assert_int_eq(c.n_orders, 1);
	ck_assert_int_eq(c.last_order_at.us, late.us);
	customer_uncount_order(&w, id, 2, late);
	customer_uncount_order(&w, id, 2, late);
	ck_assert(customer_get(&w, id, &c));
	ck_assert_int_eq(c.n_orders, 0);
	ck_assert(instant_is_none(c.last_order_at));
}
END_TEST

/* ---- finding ---- */

START_TEST(many_customers_in_one_statement)
{
	struct contact_draft other = lin;
	uint64_t a = settle(&lin, NULL), b, ids[3];
	struct customer *out[3];

	other.phone = "139 0000 0001";
	other.email = NULL;
	b = settle(&other, NULL);
	ids[0] = b;
	ids[1] = 12345;
	ids[2] = a;
	db_count_reset(w.db);
	customer_get_many(&w, ids, 3, out);
	ck_assert_uint_eq(db_count(w.db), 1);
	ck_assert_uint_eq(out[0]->id, b);
	ck_assert_ptr_null(out[1]);
	ck_assert_uint_eq(out[2]->id, a);
	customer_get_many(&w, ids, 0, out);
}
END_TEST

static const struct {
	const char *name, *prefix;
	size_t wanted;
} name_rows[] = {
	{ "the whole name", "林雨晴", 1 },      { "its beginning", "林", 1 },
	{ "its last character", "晴", 1 },      { "a recipient's name", "陈", 1 },
	{ "a percent sign is itself", "%", 0 }, { "an underscore is itself", "_", 0 },
	{ "a backslash is itself", "\\", 0 },
};

START_TEST(found_by_name)
{
	struct contact_draft to_chen = lin;
	uint64_t ids[4], id = settle(&lin, NULL);

	to_chen.name = "陈晨";
	settle(&to_chen, NULL);
	ck_assert_msg(customer_find_by_name(&w, name_rows[_i].prefix, ids, 4) ==
			      name_rows[_i].wanted,
		      "%s", name_rows[_i].name);
	if (name_rows[_i].wanted)
		ck_assert_uint_eq(ids[0], id);
}
END_TEST

START_TEST(found_by_phone_tail_and_number)
{
	struct contact first, second;
	struct contact_draft other = lin;
	struct customer c;
	uint64_t ids[4], id = settle(&lin, &first);

	other.street = "文三路 2 号";
	settle(&other, &second);
	ck_assert_uint_eq(customer_find_contacts_by_tail(&w, "5521", ids, 4), 2);
	ck_assert_uint_eq(ids[0], second.id);
	ck_assert_uint_eq(ids[1], first.id);
	ck_assert_uint_eq(customer_find_contacts_by_tail(&w, "5521", ids, 1), 1);
	ck_assert_uint_eq(customer_find_contacts_by_tail(&w, "0000", ids, 4), 0);
	ck_assert_uint_eq(customer_find_by_phone(&w, "+8613812345521", ids, 4), 1);
	ck_assert_uint_eq(ids[0], id);
	ck_assert_uint_eq(customer_find_by_phone(&w, "+8613812345520", ids, 4), 0);
	ck_assert_uint_eq(search_store_customers_by_tail(&w, "5521", ids, 4), 1);
	ck_assert(customer_get(&w, id, &c));
	ck_assert(customer_find_number(&w, c.number, &c));
	ck_assert_uint_eq(c.id, id);
	ck_assert(!customer_find_number(&w, "C-0000-0000", &c));
}
END_TEST

/* ---- what the customer may see, where to write ---- */

START_TEST(only_proved_contacts_are_seen)
{
	struct contact by_phone, by_both, theirs;
	struct contact_draft phone_only = lin, stranger = lin;
	uint64_t id, ids[3];
	bool seen[3];

	phone_only.email = NULL;
	id = settle(&phone_only, &by_phone);
	settle(&lin, &by_both);
	stranger.phone = "139 0000 0001";
	stranger.email = "x@mail.example";
	settle(&stranger, &theirs);
	ids[0] = by_phone.id;
	ids[1] = by_both.id;
	ids[2] = theirs.id;
	customer_may_see(&w, id, ids, 3, seen);
	ck_assert(!seen[0] && !seen[1] && !seen[2]);
	identity_store_verify(&w, IDENTITY_EMAIL, "lin@mail.example");
	identity_store_verify(&w, IDENTITY_EMAIL, "x@mail.example");
	db_count_reset(w.db);
	customer_may_see(&w, id, ids, 3, seen);
	ck_assert_uint_eq(db_count(w.db), 1);
	ck_assert(!seen[0] && seen[1] && !seen[2]);
	customer_may_see(&w, id, ids, 0, seen);
}
END_TEST

START_TEST(letters_go_to_the_proved_address)
{
	struct contact_draft phone_only = lin, later = lin;
	uint64_t id;

	phone_only.email = NULL;
	id = settle(&phone_only, NULL);
	ck_assert_ptr_null(customer_email_for(&w, id));
	settle(&lin, NULL);
	ck_assert_str_eq(customer_email_for(&w, id), "Lin@Mail.example");
	later.email = "new@mail.example";
	later.phone = "139 0000 0001";
	contact_add_version(&w, id, &later);
	ck_assert_str_eq(customer_email_for(&w, id), "new@mail.example");
	/* in an account, what was given with a phone that is theirs */
	identity_store_verify(&w, IDENTITY_PHONE, "+8613812345521");
	support_sql("UPDATE customer SET provisional = 0");
	ck_assert_str_eq(customer_email_for(&w, id), "Lin@Mail.example");
	identity_store_verify(&w, IDENTITY_EMAIL, "lin@mail.example");
	ck_assert_str_eq(customer_email_for(&w, id), "lin@mail.example");
}
END_TEST

/* ---- the desk's list ---- */

static const char *order_of(const struct customer_row *rows, size_t n)
{
	struct buf b;

	buf_init(&b, w.arena);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s ", rows[i].customer.name);
	return b.p;
}

/* D and B have ordered at the same moment, A before them; C and E never. */
static void five(uint64_t id[5])
{
	static const char *const names[] = { "A", "B", "C", "D", "E" };
	struct instant early = { INT64_C(1600000000000000) }, late = { INT64_C(1700000000000000) };

	for (int i = 0; i < 5; i++)
		id[i] = customer_add_guest(&w, names[i]);
	customer_count_order(&w, id[0], early);
	customer_count_order(&w, id[1], late);
	customer_count_order(&w, id[3], late);
}

static const struct {
	int from; /* index of the customer, -1: the start */
	bool back;
	size_t limit;
	const char *wanted;
} page_rows[] = {
	{ -1, false, 9, "D B A E C " },
	{ -1, false, 2, "D B " },
	{ 3, false, 2, "B A " },
	{ 1, false, 2, "A E " },
	{ 0, false, 9, "E C " },
	{ 4, false, 9, "C " },
	{ 2, false, 9, "" },
	{ 2, true, 2, "A E " },
	{ 4, true, 2, "B A " },
	{ 0, true, 9, "D B " },
	{ 3, true, 9, "" },
};

START_TEST(list_walks_in_both_directions)
{
	uint64_t id[5];
	struct customer_list l = { .back = page_rows[_i].back,
				   .limit = page_rows[_i].limit,
				   .filter = customer_filter_none() };
	struct customers_found found;
	struct customer c;

	five(id);
	if (page_rows[_i].from >= 0) {
		ck_assert(customer_get(&w, id[page_rows[_i].from], &c));
		l.from = customer_place_of(&c, BY_LAST_ORDER);
	}
	db_count_reset(w.db);
	found = customer_store_find(&w, &l);
	ck_assert_uint_eq(db_count(w.db), 1);
	ck_assert_str_eq(order_of(found.v, found.n), page_rows[_i].wanted);
}
END_TEST

START_TEST(list_carries_the_newest_contact)
{
	struct contact_draft moved = lin;
	uint64_t id = settle(&lin, NULL);
	size_t n;
	const struct customer_row *rows;

	moved.city = "上海市";
	settle(&moved, NULL);
	rows = search_store_rows(&w, &id, 1, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(rows[0].contact.city, "上海市");
}
END_TEST

Suite *customer_customer_suite(void)
{
	Suite *s = suite_create("customer_customer");
	TCase *tc = tcase_create("customers");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, new_contact_makes_a_provisional_customer);
	tcase_add_test(tc, what_comes_back_is_what_is_stored);
	tcase_add_test(tc, an_order_is_counted);
	tcase_add_test(tc, unchanged_contact_keeps_its_version);
	tcase_add_test(tc, changed_contact_is_a_new_version_of_the_same_customer);
	tcase_add_test(tc, settling_costs_few_statements);
	tcase_add_test(tc, email_goes_before_phone);
	tcase_add_test(tc, free_identity_joins_the_known_one);
	tcase_add_test(tc, new_email_does_not_enter_a_full_customer);
	tcase_add_test(tc, external_id_goes_before_all);
	tcase_add_test(tc, guest_without_contact);
	tcase_add_test(tc, who_loses_the_race_takes_the_winner);
	tcase_add_test(tc, orders_are_counted);
	tcase_add_test(tc, many_customers_in_one_statement);
	tcase_add_loop_test(tc, found_by_name, 0, sizeof name_rows / sizeof *name_rows);
	tcase_add_test(tc, found_by_phone_tail_and_number);
	tcase_add_test(tc, only_proved_contacts_are_seen);
	tcase_add_test(tc, letters_go_to_the_proved_address);
	tcase_add_loop_test(tc, list_walks_in_both_directions, 0,
			    sizeof page_rows / sizeof *page_rows);
	tcase_add_test(tc, list_carries_the_newest_contact);
	suite_add_tcase(s, tc);
	return s;
}
