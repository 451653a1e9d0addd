/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed of events: whoever reads on misses nothing, whatever is committed when. */
#include "order/feed.h"
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "db/side.h"
#include "order/door.h"
#include "order/store.h"

static uint64_t settle_all(void)
{
	while (feed_settle(&shop) > 0)
		;
	return (uint64_t)support_number("SELECT last FROM feed_head");
}

static struct order_event new_event(uint64_t order_id, enum order_event_kind kind)
{
	return (struct order_event){ .id = work_id(&shop),
				     .order_id = order_id,
				     .kind = kind,
				     .actor = shop.actor,
				     .at = shop.now };
}

/* ---- one after the other ---- */

START_TEST(what_is_committed_later_is_not_stepped_over)
{
	struct order *o = door_order("A", 1);
	MYSQL *slow = side_stranger();
	struct order_event e;
	struct feed_row *rows;
	uint64_t seen;
	size_t n;

	settle_all();
	side_run(slow, "START TRANSACTION");
	side_run(slow, door_path("INSERT INTO order_event (id, order_id, kind, actor_kind, at) "
				 "VALUES (%llu, %llu, 2, 5, UTC_TIMESTAMP(6))",
				 (unsigned long long)work_id(&shop), (unsigned long long)o->id));
	e = new_event(o->id, EVENT_CLOSED);
	order_store_insert_events(&shop, &e, 1);
	seen = settle_all();
	rows = feed_store_read(&shop, 0, 50, &n);
	ck_assert_uint_eq(rows[n - 1].position, seen);
	ck_assert_int_eq(rows[n - 1].event.kind, EVENT_CLOSED);
	side_run(slow, "COMMIT");
	mysql_close(slow);
	ck_assert_uint_eq(settle_all(), seen + 1);
	rows = feed_store_read(&shop, seen, 50, &n);
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(rows[0].event.kind, EVENT_HELD);
}
END_TEST

/* ---- many at once ---- */

enum { WRITERS = 4, SETTLERS = 2, EACH = 40, ALL = WRITERS * EACH, WAIT_MS = 20000 };

struct slowly {
	uint64_t order_id;
	unsigned us;
};

/* Ids are taken, and committed some time later. */
static int write_slowly(struct work *w, void *arg)
{
	const struct slowly *s = arg;
	struct order_event e[2] = { new_event(s->order_id, EVENT_HELD),
				    new_event(s->order_id, EVENT_RELEASED) };

	order_store_insert_events(w, e, 2);
	usleep(s->us);
	return 0;
}

static void begin_process(void)
{
	shop_app = support_app_again(shop_app);
	shop = support_work(shop_app);
}

static _Noreturn void write_events(uint64_t order_id, unsigned who)
{
	begin_process();
	for (unsigned i = 0; i < EACH / 2; i++) {
		struct slowly s = { order_id, (i * 7919 + who * 104729) % 20000 };
		(void)work_transaction(&shop, write_slowly, &s);
	}
	_exit(0);
}

static _Noreturn void settle_on(volatile const bool *stop)
{
	begin_process();
	while (!*stop)
		if (feed_settle(&shop) == 0)
			usleep(500);
	_exit(0);
}

static void wait_for(const pid_t *children, int n)
{
	for (int i = 0; i < n; i++) {
		int status;

		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
}

/* Reads on while they write; true: as many as there are to come, each place the next. */
static bool follow(uint64_t after, size_t wanted)
{
	size_t n;

	for (int ms = 0; wanted > 0 && ms < WAIT_MS; ms++) {
		struct feed_row *rows = feed_store_read(&shop, after, 7, &n);

		for (size_t i = 0; i < n; i++)
			ck_assert_uint_eq(rows[i].position, ++after);
		wanted -= n;
		if (n == 0)
			usleep(1000);
	}
	return wanted == 0;
}

START_TEST(nothing_is_missed_while_many_write_and_two_give_places)
{
	volatile bool *stop =
		mmap(NULL, sizeof *stop, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t writers[WRITERS], settlers[SETTLERS];
	uint64_t orders[WRITERS], before;

	for (int i = 0; i < WRITERS; i++)
		orders[i] = door_order("A", 1)->id;
	before = settle_all();
	for (int i = 0; i < SETTLERS; i++)
		if ((settlers[i] = fork()) == 0)
			settle_on(stop);
	for (int i = 0; i < WRITERS; i++)
		if ((writers[i] = fork()) == 0)
			write_events(orders[i], (unsigned)i + 1);
	ck_assert(follow(before, ALL));
	wait_for(writers, WRITERS);
	*stop = true;
	wait_for(settlers, SETTLERS);
	ck_assert_int_eq(support_number("SELECT COUNT(DISTINCT position) FROM order_event "
					"WHERE position > 0"),
			 (int64_t)before + ALL);
	/* by their ids some would have been stepped over: it was as hard as it should be */
	ck_assert_int_gt(support_number("SELECT COUNT(*) FROM order_event a JOIN order_event b ON "
					"b.position = a.position + 1 AND b.id < a.id"),
			 0);
}
END_TEST

/* ---- for programs ---- */

static cJSON *read_feed(const char *query)
{
	struct answer *a = door_api(PERM_BIT(PERM_ORDERS_READ), "GET",
				    door_path("/api/v1/events%s", query), NULL);

	door_want(a, 200);
	return answer_json(a);
}

START_TEST(pages_follow_each_other_and_the_end_is_where_more_comes)
{
	struct order *o = door_order("A", 1);
	cJSON *first, *rest, *more;

	settle_all();
	first = read_feed("?limit=1");
	ck_assert_int_eq(cJSON_GetArraySize(json_get(first, "events")), 1);
	ck_assert(json_get_bool(first, "has_more"));
	rest = read_feed(door_path("?after=%s", json_get_text(first, "next")));
	ck_assert(!json_get_bool(rest, "has_more"));
	more = cJSON_GetArrayItem(json_get(rest, "events"), 0);
	ck_assert_str_eq(json_get_text(more, "type"), "order.confirmed");
	ck_assert_str_eq(json_get_text(more, "order"), o->number);
	more = read_feed(door_path("?after=%s", json_get_text(rest, "next")));
	ck_assert_int_eq(cJSON_GetArraySize(json_get(more, "events")), 0);
	ck_assert_str_eq(json_get_text(more, "next"), json_get_text(rest, "next"));
}
END_TEST

START_TEST(the_next_page_is_a_link_too)
{
	struct answer *a;

	door_order("A", 1);
	settle_all();
	a = door_api(PERM_BIT(PERM_ORDERS_READ), "GET", "/api/v1/events?limit=1", NULL);
	ck_assert_str_eq(answer_header(a, "Link"),
			 door_path("</api/v1/events?limit=1&after=%s>; rel=\"next\"",
				   json_get_text(answer_json(a), "next")));
}
END_TEST

static const struct {
	const char *query, *error;
} wrong[] = {
	{ "?limit=0", "/limit out_of_range" },  { "?limit=201", "/limit out_of_range" },
	{ "?after=-1", "/after not_a_cursor" }, { "?after=1", "/after not_a_cursor" },
	{ "?since=1", "/since unknown" },
};

START_TEST(a_wrong_query_is_said)
{
	struct answer *a = door_api(PERM_BIT(PERM_ORDERS_READ), "GET",
				    door_path("/api/v1/events%s", wrong[_i].query), NULL);

	door_want(a, 400);
	ck_assert_str_eq(door_code(a), "bad_query");
	ck_assert_str_eq(door_error(a), wrong[_i].error);
}
END_TEST

/* An import tells what was done elsewhere and long ago. */
START_TEST(the_past_is_no_news)
{
	struct order *o = door_order("A", 1);
	struct order_event e;
	uint64_t before = settle_all();

	shop.past = true;
	shop.now = instant_add(shop.now, -INSTANT_DAY);
	e = new_event(o->id, EVENT_CLOSED);
	order_store_insert_events(&shop, &e, 1);
	shop.past = false;
	ck_assert_uint_eq(settle_all(), before);
}
END_TEST

Suite *order_feed_suite(void)
{
	Suite *s = suite_create("order_feed");
	TCase *tc = tcase_create("feed");

	tcase_add_checked_fixture(tc, door_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, what_is_committed_later_is_not_stepped_over);
	tcase_add_test(tc, nothing_is_missed_while_many_write_and_two_give_places);
	tcase_add_test(tc, pages_follow_each_other_and_the_end_is_where_more_comes);
	tcase_add_test(tc, the_next_page_is_a_link_too);
	tcase_add_loop_test(tc, a_wrong_query_is_said, 0, N(wrong));
	tcase_add_test(tc, the_past_is_no_news);
	suite_add_tcase(s, tc);
	return s;
}
