/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two customers become one, and two again: what is written is what was, whatever they had. */
#include "customer/merge.h"
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "customer/alike.h"
#include "customer/list.h"
#include "customer/tag.h"
#include "order/door.h"

static uint64_t anne, guest;

/* ---- what hangs on customers, as text ---- */

#define STATE(name, sql) DB_STATEMENT(name, sql)
STATE(state_customer,
      "SELECT CONCAT_WS('|', 'customer', id, name, lang, provisional, n_orders, last_order_at, "
      "spent, COALESCE(joined_into, '-'), COALESCE(quiet_from, '-'), created_at) FROM customer "
      "ORDER BY id");
STATE(state_identity, "SELECT CONCAT_WS('|', 'identity', id, customer_id, kind, value, "
		      "COALESCE(verified_at, '-')) FROM customer_identity ORDER BY id");
STATE(state_contact,
      "SELECT CONCAT_WS('|', 'contact', id, customer_id, name, phone, email, street) "
      "FROM customer_contact ORDER BY id");
STATE(state_address, "SELECT CONCAT_WS('|', 'address', id, customer_id, contact_id, is_default, "
		     "COALESCE(removed_at, '-')) FROM customer_address ORDER BY id");
STATE(state_note, "SELECT CONCAT_WS('|', 'note', id, customer_id, body) FROM customer_note ORDER "
		  "BY id");
STATE(state_order, "SELECT CONCAT_WS('|', 'order', o.id, o.customer_id, o.contact_id, o.decision, "
		   "o.badge, o.priority_why, d.customer_id) FROM orders o JOIN order_document d ON "
		   "d.order_id = o.id ORDER BY o.id");
STATE(state_parcel, "SELECT CONCAT_WS('|', 'parcel', id, customer_id, contact_id) FROM parcel "
		    "ORDER BY id");
STATE(state_credit, "SELECT CONCAT_WS('|', 'credit', id, customer_id) FROM credit_entry ORDER BY "
		    "id");
STATE(state_message, "SELECT CONCAT_WS('|', 'message', id, customer_id) FROM outbox ORDER BY id");
STATE(state_tagged, "SELECT CONCAT_WS('|', 'tagged', b.customer_id, b.tag_id, b.at, "
		    "t.n_customers) FROM customer_tagged b JOIN customer_tag t ON t.id = b.tag_id "
		    "ORDER BY b.customer_id, b.tag_id");
STATE(state_wish, "SELECT CONCAT_WS('|', 'wish', id, customer_id, address_id, kind, body, "
		  "actor_kind, actor_id, at) FROM customer_wish ORDER BY id");
/* What the merging itself said stays in the ledger; who agrees to what is as it was. */
STATE(state_consent, "SELECT CONCAT_WS('|', 'consent', id, customer_id, purpose, channel, given, "
		     "text_version, place, at) FROM customer_consent WHERE place <> 5 ORDER BY id");
STATE(state_agreed, "SELECT CONCAT_WS('|', 'agreed', purpose, channel, customer_id) FROM "
		    "customer_agreed ORDER BY purpose, channel, customer_id");
STATE(state_told, "SELECT CONCAT_WS('|', 'told', customer_id, purpose, value, at) FROM "
		  "customer_trait ORDER BY customer_id, purpose");
STATE(state_word, "SELECT CONCAT_WS('|', 'word', customer_id, word) FROM customer_name_word ORDER "
		  "BY customer_id, word");
STATE(state_password, "SELECT CONCAT_WS('|', 'password', customer_id, hash, set_at) FROM "
		      "customer_password ORDER BY customer_id");
STATE(state_join, "SELECT CONCAT_WS('|', 'join', customer_id, source, at) FROM customer_join "
		  "ORDER BY customer_id");
static struct db_statement *const states[] = {
	&state_customer, &state_identity, &state_contact, &state_address, &state_note,
	&state_order,    &state_parcel,   &state_credit,  &state_message, &state_tagged,
	&state_wish,     &state_consent,  &state_agreed,  &state_told,    &state_password,
	&state_join,     &state_word,
};

static const char *state(void)
{
	struct buf b;

	buf_init(&b, shop.arena);
	for (size_t i = 0; i < COUNT(states); i++) {
		struct rows *r = db_query_args(shop.db, states[i], NULL, 0);

		while (rows_next(r))
			buf_addf(&b, "%s\n", rows_text(r, 0));
	}
	return b.p ? b.p : "";
}

/* The first line that differs. */
static void same_state(const char *before, const char *after, const char *when)
{
	size_t i = 0, line = 0;

	while (before[i] && before[i] == after[i]) {
		line = before[i] == '\n' ? i + 1 : line;
		i++;
	}
	ck_assert_msg(before[i] == after[i], "%s: was %.*s, is %.*s", when,
		      (int)strcspn(before + line, "\n"), before + line,
		      (int)strcspn(after + line, "\n"), after + line);
}

/* ---- acts ---- */

static enum merge_refusal merge_as(struct merge_draft d, struct merge_answer *out)
{
	return customer_merge(&shop, &d, out);
}

static uint64_t merge(uint64_t kept, uint64_t joined)
{
	struct merge_answer a;
	enum merge_refusal r =
		merge_as((struct merge_draft){ .kept_id = kept, .joined_id = joined }, &a);

	ck_assert_msg(r == MERGE_OK, "refused: %d, %s", (int)r,
		      a.n_blockers ? merge_blocker_word[a.blockers[0]] : "");
	return a.merge_id;
}

static enum merge_blocker blocked(uint64_t kept, uint64_t joined)
{
	struct merge_answer a;

	ck_assert_int_eq(merge_as((struct merge_draft){ .kept_id = kept, .joined_id = joined }, &a),
			 MERGE_BLOCKED);
	return a.blockers[0];
}

static struct customer who(uint64_t id)
{
	struct customer c;

	ck_assert(customer_get(&shop, id, &c));
	return c;
}

static int64_t of(const char *table, uint64_t id)
{
	return support_number(arena_printf(shop.arena,
					   "SELECT COUNT(*) FROM %s WHERE customer_id = %llu",
					   table, (unsigned long long)id));
}

/* Anne has an account by MAIL, and ordered twice; the guest gave her phone under another address.
 */
static void setup(void)
{
	struct order_draft d;
	struct order *o;

	door_setup();
	o = door_order("A", 1);
	anne = o->customer_id;
	ck_assert(customer_prove_email(&shop, MAIL));
	(void)door_order("B", 1);
	d = door_draft("A", 2);
	d.contact.email = "anne@work.example";
	o = door_order_of(d);
	guest = o->customer_id;
	ck_assert(guest != anne);
	(void)shop_ship(o, "SF1000000000001");
}

/* What the worker does behind that; so many events there are then. */
static void tell_all(int events)
{
	while (customer_tell_merges(&shop))
		;
	ck_assert_int_eq(shop_events(EVENT_OWNER_CHANGED), events);
	shop_check_all();
}

/* ---- plain ---- */

START_TEST(all_of_it_goes_over_and_comes_back)
{
	const char *before = state();
	uint64_t id = merge(anne, guest);
	struct customer c;

	ck_assert_int_eq(who(anne).n_orders, 3);
	ck_assert_int_eq(who(guest).n_orders, 0);
	ck_assert_uint_eq(who(guest).joined_into, anne);
	ck_assert_int_eq(of("orders", guest), 0);
	ck_assert_int_eq(of("parcel", anne), 1);
	tell_all(1);
	ck_assert(customer_find_number(&shop, who(guest).number, &c));
	ck_assert_uint_eq(c.id, anne);
	shop_check_all();
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_OK);
	same_state(before, state(), "undone");
	tell_all(2);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_merge_row"), 0);
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_DONE);
	shop_check_all();
}
END_TEST

/* What was cancelled counts for nobody, be it the newest. */
START_TEST(what_was_cancelled_counts_for_nobody)
{
	struct order_draft d = door_draft("B", 1);
	struct order_answer a;
	const char *before;
	struct order *o;
	uint64_t id;

	shop_pass(1);
	d.contact.email = "anne@work.example";
	o = door_order_of(d);
	ck_assert_uint_eq(o->customer_id, guest);
	ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 }, "other", &a),
			 ORDER_OK);
	ck_assert_int_eq(who(guest).n_orders, 1);
	ck_assert(who(guest).last_order_at.us < o->placed_at.us);
	shop_check_all();
	before = state();
	id = merge(anne, guest);
	ck_assert_int_eq(who(anne).n_orders, 3);
	ck_assert(who(anne).last_order_at.us < o->placed_at.us);
	ck_assert(instant_is_none(who(guest).last_order_at));
	shop_check_all();
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_OK);
	same_state(before, state(), "undone");
	shop_check_all();
}
END_TEST

START_TEST(what_is_ordered_meanwhile_stays)
{
	uint64_t id = merge(anne, guest);
	struct order_draft d = door_draft("B", 3);
	struct order *o;

	d.contact.email = "anne@work.example";
	o = door_order_of(d);
	ck_assert_uint_eq(o->customer_id, anne);
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_OK);
	ck_assert_uint_eq(shop_look(o->id)->customer_id, anne);
	ck_assert_int_eq(who(anne).n_orders, 3);
	ck_assert_int_eq(who(guest).n_orders, 1);
	shop_check_all();
}
END_TEST

START_TEST(what_holds_both_together_is_taken_apart_first)
{
	uint64_t id = merge(anne, guest);
	struct order *a, *b;

	/* one link ties an order of each */
	a = shop_look((uint64_t)support_number("SELECT MIN(id) FROM orders"));
	b = shop_look((uint64_t)support_number("SELECT MAX(id) FROM orders"));
	support_sql(arena_printf(shop.arena,
				 "INSERT INTO order_link (id, kind, order_id, other_id, at) VALUES "
				 "(1, 2, %llu, %llu, UTC_TIMESTAMP(6))",
				 (unsigned long long)a->id, (unsigned long long)b->id));
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_TIED);
	ck_assert_uint_eq(who(guest).joined_into, anne);
	ck_assert_int_eq(who(anne).n_orders, 3);
	support_sql("DELETE FROM order_link");
	shop_check_all();
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_OK);
	shop_check_all();
}
END_TEST

START_TEST(after_thirty_days_it_stays)
{
	uint64_t id = merge(anne, guest);

	tell_all(1);
	shop_pass(24 * MERGE_UNDO_DAYS);
	ck_assert(!customer_purge_merges(&shop));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_merge_row") > 0, 1);
	shop_pass(1);
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_LATE);
	ck_assert(!customer_purge_merges(&shop));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM customer_merge_row"), 0);
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM customer_merge WHERE was IS NOT NULL"),
			 0);
	shop_check_all();
}
END_TEST

START_TEST(one_after_the_other_leads_to_the_last)
{
	uint64_t third = shop_order_of("13800000009", { "A", 1 })->customer_id, first, second;
	const char *before = state();
	struct customer c;

	first = merge(guest, third);
	second = merge(anne, guest);
	ck_assert(customer_find_number(&shop, who(third).number, &c));
	ck_assert_uint_eq(c.id, anne);
	shop_check_all();
	ck_assert_int_eq(customer_merge_undo(&shop, guest, first), UNDO_NOT_LAST);
	ck_assert_int_eq(customer_merge_undo(&shop, anne, second), UNDO_OK);
	ck_assert_uint_eq(who(third).joined_into, guest);
	shop_check_all();
	ck_assert_int_eq(customer_merge_undo(&shop, guest, first), UNDO_OK);
	same_state(before, state(), "both undone");
}
END_TEST

START_TEST(who_signs_in_since_by_what_came_over_is_one_person)
{
	uint64_t id = merge(anne, guest);

	shop_pass(1);
	support_sql(arena_printf(shop.arena,
				 "UPDATE customer_identity SET verified_at = '%s' WHERE value = "
				 "'anne@work.example'",
				 "2099-01-01"));
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_PROVED);
}
END_TEST

/* ---- blockers ---- */

START_TEST(an_account_is_kept)
{
	ck_assert_int_eq(blocked(guest, anne), MERGE_KEEP_ACCOUNT);
	ck_assert_int_eq(blocked(anne, anne), MERGE_SAME);
}
END_TEST

START_TEST(two_who_sign_in_need_a_name_and_something_in_common)
{
	ck_assert(customer_prove_email(&shop, "anne@work.example"));
	support_sql("UPDATE customer SET name = 'Somebody Else' ORDER BY id LIMIT 1");
	ck_assert_int_eq(blocked(anne, guest), MERGE_TWO_PEOPLE);
	support_sql("UPDATE customer SET name = 'Anne LIN'");
	support_sql("UPDATE customer SET name = 'anne lin' ORDER BY id LIMIT 1");
	ck_assert(customer_set_password(&shop, anne, "correct horse battery") == NULL);
	ck_assert(customer_set_password(&shop, guest, "quite another staple") == NULL);
	ck_assert_int_eq(blocked(anne, guest), MERGE_TWO_PASSWORDS);
	ck_assert(customer_remove_password(&shop, anne));
	(void)merge(anne, guest);
	ck_assert(customer_has_password(&shop, anne));
	ck_assert(!customer_has_password(&shop, guest));
	shop_check(); /* its names were changed behind the back of their words */
}
END_TEST

START_TEST(what_was_changed_meanwhile_is_looked_at_again)
{
	struct merge_answer a;
	struct merge_draft d = { .kept_id = anne,
				 .joined_id = guest,
				 .kept_version = who(anne).version,
				 .joined_version = who(guest).version };

	customer_choose_language(&shop, guest, LANG_ZH);
	ck_assert_int_eq(merge_as(d, &a), MERGE_STALE);
	d.joined_version = who(guest).version;
	ck_assert_int_eq(merge_as(d, &a), MERGE_OK);
	ck_assert_int_eq(merge_as(d, &a), MERGE_NOT_FOUND);
}
END_TEST

START_TEST(who_went_over_is_in_no_list)
{
	struct customer_list l = { .limit = 50, .filter = customer_filter_none() };
	uint64_t ids[CUSTOMER_MANY];
	size_t n = customer_store_find(&shop, &l).n;

	(void)merge(anne, guest);
	ck_assert_uint_eq(customer_store_find(&shop, &l).n, n - 1);
	l.filter.lang = "en";
	for (size_t i = 0; i < customer_store_find(&shop, &l).n; i++)
		ck_assert(customer_store_find(&shop, &l).v[i].customer.id != guest);
	n = search_store_name(&shop, who(guest).name, ids, CUSTOMER_MANY);
	for (size_t i = 0; i < n; i++)
		ck_assert(ids[i] != guest);
}
END_TEST

/* ---- consents, tags, wishes: what both have ---- */

static void chose(uint64_t id, bool wanted)
{
	customer_chose(&shop, id, CONSENT_OFFERS, CONSENT_BY_EMAIL, wanted, CONSENT_IN_ACCOUNT);
}

START_TEST(the_stricter_consent_holds_with_a_row_of_its_own)
{
	bool by[CONSENT_CHANNEL__MAX];
	uint64_t id;

	chose(guest, true);
	chose(guest, false);
	chose(anne, true);
	id = merge(anne, guest);
	customer_offers(&shop, anne, by);
	ck_assert(!by[CONSENT_BY_EMAIL]);
	ck_assert_int_eq(
		support_number("SELECT COUNT(*) FROM customer_consent WHERE place = 5 AND given = "
			       "0"),
		1);
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_OK);
	customer_offers(&shop, anne, by);
	ck_assert(by[CONSENT_BY_EMAIL]);
	ck_assert_int_eq(support_number("SELECT given FROM customer_consent ORDER BY id DESC "
					"LIMIT 1"),
			 1);
	shop_check_all();
}
END_TEST

START_TEST(what_was_said_since_stands_when_it_is_undone)
{
	bool by[CONSENT_CHANNEL__MAX];
	uint64_t id;

	chose(guest, true);
	id = merge(anne, guest);
	chose(anne, false);
	ck_assert_int_eq(customer_merge_undo(&shop, anne, id), UNDO_OK);
	customer_offers(&shop, anne, by);
	ck_assert(!by[CONSENT_BY_EMAIL]);
	customer_offers(&shop, guest, by);
	ck_assert(by[CONSENT_BY_EMAIL]);
	shop_check_all();
}
END_TEST

/* ---- property: whatever they had, it is as it was ---- */

static uint32_t dice;

static unsigned roll(unsigned n)
{
	dice = dice * 1664525u + 1013904223u;
	return (dice >> 16) % n;
}

static void tell(uint64_t id)
{
	static const char *const value[TRAITS] = { "1990-02-28", "female", "weaver", "5k_10k" };
	struct about_draft d = { .customer_id = id, .version = who(id).version };

	for (int i = 0; i < TRAITS; i++)
		d.value[i] = roll(2) ? value[i] : NULL;
	if (d.value[0] && roll(2))
		d.value[0] = "1991-03-01";
	ck_assert_int_eq(customer_about_put(&shop, &d), ABOUT_OK);
}

static void wish(uint64_t id)
{
	struct wish_draft d = { .customer_id = id, .version = who(id).version };

	for (int i = 0; i < WISH__MAX; i++)
		d.body[i] = roll(2) ? arena_printf(shop.arena, "no %u please", roll(3)) : NULL;
	ck_assert_int_eq(wishes_put(&shop, &d), WISH_OK);
}

static void add_address(uint64_t id)
{
	struct contact_draft c = door_draft("A", 1).contact;
	struct address_draft d = { .customer_id = id, .is_default = roll(2), .contact = c };
	uint64_t made = 0;

	d.contact.street = arena_printf(shop.arena, "Lane %u", roll(100));
	ck_assert_int_eq(address_put(&shop, &d, &made), ADDRESS_OK);
}

static void live(uint64_t id, const char *email)
{
	for (unsigned i = roll(4); i > 0; i--)
		ck_assert_int_eq(customer_tag_add(&shop, id,
						  arena_printf(shop.arena, "tag %u", roll(5))),
				 TAG_OK);
	for (unsigned i = roll(3); i > 0; i--)
		note_store_insert(&shop, id, 1, "a note");
	for (unsigned i = roll(3); i > 0; i--)
		add_address(id);
	for (unsigned i = roll(5); i > 0; i--)
		customer_chose(&shop, id, roll(2) ? CONSENT_OFFERS : CONSENT_DELIVERY,
			       (enum consent_channel)(1 + roll(CONSENT_CHANNEL__MAX - 1)), roll(2),
			       CONSENT_IN_ACCOUNT);
	if (roll(2))
		tell(id);
	if (roll(2))
		tell(id);
	if (roll(3))
		wish(id);
	for (unsigned i = roll(3); i > 0; i--) {
		struct order_draft d = door_draft(roll(2) ? "A" : "B", 1 + (int)roll(3));
		struct order_answer a;
		struct order *o;

		d.contact.email = email;
		o = door_order_of(d);
		if (o->customer_id != id)
			continue;
		if (roll(4) == 0)
			ck_assert_int_eq(order_cancel(&shop, (struct order_ref){ o->id, 0 },
						      "other", &a),
					 ORDER_OK);
		else if (roll(2))
			(void)shop_ship(o, arena_printf(shop.arena, "SF2%012llu",
							(unsigned long long)o->id % 1000000000));
	}
	shop_pass(1);
}

START_TEST(merged_and_undone_is_as_it_was)
{
	struct merge_draft d = { .kept_id = anne, .joined_id = guest };
	struct merge_answer a;
	const char *before;

	dice = (uint32_t)_i * 7919u + 17u;
	live(anne, MAIL);
	live(guest, "anne@work.example");
	if (roll(3) == 0)
		ck_assert(customer_set_password(&shop, anne, "correct horse battery") == NULL);
	if (roll(2))
		support_sql("UPDATE customer SET quiet_from = 22, quiet_to = 8 ORDER BY id DESC "
			    "LIMIT 1");
	d.of_joined.name = roll(2);
	d.of_joined.lang = roll(2);
	d.of_joined.contact = roll(2);
	for (int i = 0; i < TRAITS; i++)
		d.of_joined.trait[i] = roll(2);
	before = state();
	ck_assert_int_eq(merge_as(d, &a), MERGE_OK);
	if (_i % 4 == 0)
		shop_check_all();
	while (roll(2) && customer_tell_merges(&shop))
		;
	ck_assert_int_eq(customer_merge_undo(&shop, anne, a.merge_id), UNDO_OK);
	same_state(before, state(), "undone");
	if (_i % 4 == 0)
		shop_check_all();
}
END_TEST

/* ---- who may be the same ---- */

START_TEST(who_gave_the_same_is_found_once_with_the_reasons)
{
	struct alike_place from = { 0 };
	struct alike_pair of_anne[8];
	size_t n;
	const struct alike_pair *pairs = alike_store_pairs(&shop, &from, &n);

	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(pairs[0].newer, anne > guest ? anne : guest);
	ck_assert_uint_eq(pairs[0].reasons, ALIKE_PHONE | ALIKE_PLACE);
	ck_assert_uint_eq(from.newer, 0);
	ck_assert_uint_eq(alike_store_of(&shop, anne, of_anne, 8), 1);
	ck_assert_uint_eq(of_anne[0].older, guest);
	(void)merge(anne, guest);
	from = (struct alike_place){ 0 };
	(void)alike_store_pairs(&shop, &from, &n);
	ck_assert_uint_eq(n, 0);
}
END_TEST

Suite *customer_merge_suite(void)
{
	Suite *s = suite_create("customer_merge");
	TCase *tc = tcase_create("all"), *many = tcase_create("property");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_add_test(tc, all_of_it_goes_over_and_comes_back);
	tcase_add_test(tc, what_was_cancelled_counts_for_nobody);
	tcase_add_test(tc, what_is_ordered_meanwhile_stays);
	tcase_add_test(tc, what_holds_both_together_is_taken_apart_first);
	tcase_add_test(tc, after_thirty_days_it_stays);
	tcase_add_test(tc, one_after_the_other_leads_to_the_last);
	tcase_add_test(tc, who_signs_in_since_by_what_came_over_is_one_person);
	tcase_add_test(tc, an_account_is_kept);
	tcase_add_test(tc, two_who_sign_in_need_a_name_and_something_in_common);
	tcase_add_test(tc, what_was_changed_meanwhile_is_looked_at_again);
	tcase_add_test(tc, who_went_over_is_in_no_list);
	tcase_add_test(tc, the_stricter_consent_holds_with_a_row_of_its_own);
	tcase_add_test(tc, what_was_said_since_stands_when_it_is_undone);
	tcase_add_test(tc, who_gave_the_same_is_found_once_with_the_reasons);
	suite_add_tcase(s, tc);
	tcase_set_timeout(many, 60);
	tcase_add_checked_fixture(many, setup, door_teardown);
	tcase_add_loop_test(many, merged_and_undone_is_as_it_was, 0, 24);
	suite_add_tcase(s, many);
	return s;
}
