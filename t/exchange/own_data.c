/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is held about a customer as one file: that nothing of it is missing, who may have it,
 * and that it goes. */
#include "exchange/own_data.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include "customer/data.h"
#include "customer/erase.h"
#include "customer/traces.h"
#include "held.h"
#include "order/rounds.h"

/* ---- the file ---- */

static const char *path_of(const char *below_var)
{
	return door_path("%s/%s", shop.app->config->var_dir, below_var);
}

static struct task newest(void)
{
	struct task t = { 0 };

	ck_assert(customer_data_find(&shop, xenia, &t));
	return t;
}

static bool is_there(const char *below_var)
{
	return access(path_of(below_var), F_OK) == 0;
}

/* A file of the ZIP; NULL: it has none of that name. */
static char *file_of(const struct task *t, const char *name)
{
	const char *path = path_of(own_data_file(shop.arena, t));
	zip_t *z = zip_open(path, ZIP_RDONLY, NULL);
	zip_stat_t st;
	zip_file_t *f;
	char *text = NULL;

	ck_assert_msg(z != NULL, "%s", path);
	if (zip_stat(z, name, 0, &st) == 0) {
		f = zip_fopen(z, name, 0);
		text = arena_alloc(shop.arena, st.size + 1);
		ck_assert_int_eq(zip_fread(f, text, st.size), (zip_int64_t)st.size);
		text[st.size] = '\0';
		zip_fclose(f);
	}
	zip_discard(z);
	return text;
}

/* As her browser asked for it; the worker has made it. */
static struct task made(void)
{
	shop.actor = (struct actor){ ACTOR_CUSTOMER, xenia };
	ck_assert_int_eq(customer_data_ask(&shop, xenia, LANG_EN), DATA_OK);
	rounds_run_tasks();
	return newest();
}

static cJSON *data_of(const struct task *t)
{
	cJSON *tree = NULL;
	size_t at = 0;
	char *text = file_of(t, "data.json");

	ck_assert_ptr_nonnull(text);
	ck_assert_msg(json_parse(shop.arena, text, strlen(text), &tree, &at) == JSON_OK,
		      "at %zu: %.80s", at, text + at);
	return tree;
}

/* ---- that nothing is missing ---- */

/* Copies that the program keeps for its own work, of what stands elsewhere. */
static const struct {
	const char *column, *why;
} copies[] = {
	{ "customer_name_word.word", "the name, by which it is found" },
	{ "order_document.document", "the order's page, made of its rows" },
	{ "idempotency.body", "an answer to a program, for seven days" },
	{ "review_word.word", "words of reviews, counted" },
	{ "sign_in_code.email_key", "where a code went" },
	{ "outbox.data", "what a message was made of" },
};

static bool is_copy(const char *column)
{
	for (size_t i = 0; i < N(copies); i++)
		if (!strcmp(copies[i].column, column))
			return true;
	return false;
}

static bool has_text(const cJSON *tree, const char *text)
{
	const cJSON *one;

	if (cJSON_IsString(tree) && !strcmp(tree->valuestring, text))
		return true;
	cJSON_ArrayForEach(one, tree) if (has_text(one, text)) return true;
	return false;
}

/* A cell that is a tree is there when each of its texts is. */
static bool has_cell(const cJSON *data, const char *cell)
{
	cJSON *tree = *cell == '{' ? json_read_own(arena_strdup(shop.arena, cell)) : NULL;
	const cJSON *one;
	bool has = true;

	if (!tree)
		return has_text(data, cell);
	cJSON_ArrayForEach(one, tree)
	{
		const cJSON *in;

		has = has && (!cJSON_IsString(one) || has_text(data, one->valuestring));
		cJSON_ArrayForEach(in, one) has =
			has && (!cJSON_IsString(in) || has_text(data, in->valuestring));
	}
	return has;
}

static void check_column(const cJSON *data, char *column)
{
	char *dot = strchr(column, '.');
	const char **cells;
	size_t n;

	if (is_copy(column))
		return;
	*dot = '\0';
	cells = traces_cells(column, dot + 1, &n);
	for (size_t i = 0; i < n; i++)
		ck_assert_msg(has_cell(data, cells[i]), "%s.%s is not in the file: %s", column,
			      dot + 1, cells[i]);
}

/* What erasing takes away is found by looking through every column (t/customer/erase.c). */
START_TEST(all_that_erasing_removes_is_in_the_file)
{
	const char *where;
	char *column, *rest = NULL;
	int n = 0;
	struct task t;
	cJSON *data;

	traces_leave();
	support_sql("UPDATE review SET after_body = 'And the quartzite broke', after_at = "
		    "UTC_TIMESTAMP(6), reply = 'Dear Xenia'");
	support_sql(
		door_path("INSERT INTO customer_merge (id, kept_id, joined_id, place, n_orders, "
			  "actor_kind, actor_id, at, was) VALUES (7, %llu, %llu, 0, 0, 2, 1, "
			  "UTC_TIMESTAMP(6), '{\"name\":\"Xenia Q.\"}')",
			  (unsigned long long)xenia, (unsigned long long)xenia));
	t = made();
	data = data_of(&t);
	ck_assert_int_ge(traces_columns(&where), 20);
	for (column = strtok_r(arena_strdup(shop.arena, where), " ", &rest); column;
	     column = strtok_r(NULL, " ", &rest), n++)
		check_column(data, column);
	ck_assert_int_ge(n, 20);
}
END_TEST

/* Each table has rows in a list of its own, the same in its CSV, and a line in the note. */
START_TEST(json_and_tables_say_the_same)
{
	const struct held_table *h;
	struct task t;
	cJSON *data;
	int full = 0;

	traces_leave();
	t = made();
	data = data_of(&t);
	for (int64_t i = 0; (h = own_data_table(&shop, i)) != NULL; i++) {
		const cJSON *list = json_get(data, h->name);
		const char *csv = file_of(&t, door_path("csv/%s.csv", h->name));

		ck_assert_msg(cJSON_IsArray(list), "%s", h->name);
		ck_assert_msg((cJSON_GetArraySize(list) > 0) == (csv != NULL), "%s", h->name);
		ck_assert_msg(strstr(file_of(&t, "README.txt"), h->name) != NULL, "%s", h->name);
		if (csv)
			ck_assert_msg(strncmp(csv, h->columns[0].name,
					      strlen(h->columns[0].name)) == 0,
				      "%s: %.40s", h->name, csv);
		full += csv != NULL;
	}
	ck_assert_int_ge(full, 20);
}
END_TEST

/* In a spreadsheet nothing that was typed is a formula; programs get it as it was. */
START_TEST(no_cell_is_a_formula)
{
	struct task t;

	support_sql(
		door_path("INSERT INTO customer_wish (id, customer_id, address_id, kind, body, "
			  "actor_kind, actor_id, at) VALUES (8, %llu, 0, 1, '=HYPERLINK(1)', 1, "
			  "1, UTC_TIMESTAMP(6))",
			  (unsigned long long)xenia));
	t = made();
	ck_assert_ptr_nonnull(strstr(file_of(&t, "csv/wishes.csv"), "'=HYPERLINK(1)"));
	ck_assert(has_text(data_of(&t), "=HYPERLINK(1)"));
}
END_TEST

START_TEST(there_is_nothing_of_others)
{
	struct order *other = door_order("B", 1);
	struct task t = made();
	const char *json = file_of(&t, "data.json");

	ck_assert_ptr_null(strstr(json, other->number));
	ck_assert_ptr_null(strstr(json, MAIL));
	ck_assert_ptr_null(strstr(json, "Anne"));
}
END_TEST

/* A step that broke off left something behind what counts; the next one goes on where it stopped.
 */
START_TEST(it_goes_on_where_it_stopped)
{
	enum { NOTES = 450 };
	struct task t;
	int fd, steps = 0;

	for (int i = 0; i < NOTES; i++)
		support_sql(door_path("INSERT INTO customer_note (id, customer_id, staff_id, body, "
				      "at) VALUES (%d, %llu, 1, 'note %d', UTC_TIMESTAMP(6))",
				      100 + i, (unsigned long long)xenia, i));
	shop.actor = (struct actor){ ACTOR_CUSTOMER, xenia };
	ck_assert_int_eq(customer_data_ask(&shop, xenia, LANG_EN), DATA_OK);
	for (t = newest(); own_data_step(&shop, &t); steps++) {
		fd = open(path_of(own_data_part(shop.arena, &t, "data.json")), O_WRONLY | O_APPEND);
		ck_assert_int_ge(fd, 0);
		ck_assert_int_eq(write(fd, "broken", 6), 6);
		close(fd);
	}
	ck_assert_int_eq(cJSON_GetArraySize(json_get(data_of(&t), "notes")), NOTES);
	ck_assert_int_eq(t.done >= NOTES, 1);
	ck_assert(!is_there(own_data_part(shop.arena, &t, "data.json")));
	ck_assert(!is_there(own_data_part(shop.arena, &t, "notes")));
}
END_TEST

/* ---- who may have it ---- */

static struct browser signed_in(void)
{
	struct browser b = door_nobody();

	ck_assert(customer_prove_email(&shop, EMAIL));
	browser_sign_in(&b, SESSION_CUSTOMER, xenia);
	return b;
}

/* No file, but the page where one is asked for. */
static void leads_to_asking(struct browser *b)
{
	struct answer *a = browser_get(b, "/me/data/file");

	door_want(a, 303);
	ck_assert_str_eq(answer_header(a, "Location"), "/me/data");
}

START_TEST(who_proves_who_they_are_gets_it_once_a_day)
{
	struct browser b = signed_in(), anne;

	browser_get(&b, "/me/data");
	leads_to_asking(&b);
	door_want(door_post(&b, "/me/data", ""), 303);
	door_shows(browser_get(&b, "/me/data"), "It is being put together");
	door_want(door_post(&b, "/me/data", ""), 409);
	rounds_run_tasks();
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM outbox WHERE template = 'own_data' AND "
				 "recipient = '" EMAIL "'"),
			 1);
	door_shows(browser_get(&b, "/me/data"), "It is kept until");
	door_want(browser_get(&b, "/me/data/file"), 200);
	door_want(door_post(&b, "/me/data", ""), 409);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM security_event WHERE kind = "
					"'own_data_taken' AND customer_id = actor_id"),
			 1);
	/* not by a session that somebody took over, nor by anybody else */
	support_sql("UPDATE session SET stepped_up_at = NULL");
	door_want(browser_get(&b, "/me/data/file"), 403);
	browser_get(&b, "/me/data");
	door_want(door_post(&b, "/me/data", ""), 403);
	anne = door_customer(door_order("B", 1));
	leads_to_asking(&anne);
	anne = door_nobody();
	door_want(browser_get(&anne, "/me/data/file"), 303);
}
END_TEST

START_TEST(it_is_ready_for_as_many_days_as_the_shop_says)
{
	struct task t;
	struct browser b = signed_in();

	shop.app->settings.own_data_days = 3;
	t = made();
	ck_assert_int_eq((t.kept_until.us - t.ended_at.us) / INSTANT_DAY, 3);
	ck_assert(is_there(own_data_file(shop.arena, &t)));
	shop.now = instant_add(t.kept_until, INSTANT_SECOND);
	support_sql(door_path("UPDATE task SET kept_until = UTC_TIMESTAMP(6) WHERE id = %llu",
			      (unsigned long long)t.id));
	leads_to_asking(&b);
	task_sweep(&shop);
	ck_assert(!is_there(own_data_file(shop.arena, &t)));
	ck_assert(!customer_data_find(&shop, xenia, &t));
}
END_TEST

START_TEST(erasing_takes_it_away_and_nothing_is_made_any_more)
{
	struct task t = made(), next;

	support_sql("UPDATE task SET created_at = created_at - INTERVAL 2 DAY");
	ck_assert_int_eq(customer_data_ask(&shop, xenia, LANG_EN), DATA_OK);
	next = newest();
	ck_assert_int_eq(customer_erase(&shop, xenia), ERASE_OK);
	ck_assert(!own_data_step(&shop, &next));
	ck_assert(!is_there(own_data_file(shop.arena, &next)));
	shop_pass(1);
	task_sweep(&shop);
	ck_assert(!is_there(own_data_file(shop.arena, &t)));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task"), 0);
	ck_assert_int_eq(customer_data_ask(&shop, xenia, LANG_EN), DATA_NOT_FOUND);
}
END_TEST

/* ---- once a day ---- */

static const struct {
	const char *name;
	enum task_state state;
	int hours; /* since it was asked for */
	int again; /* hours until it may be asked for again; -1: now */
} agains[] = {
	{ "made_an_hour_ago", TASK_DONE, 1, 23 },  { "made_a_day_ago", TASK_DONE, 24, -1 },
	{ "being_made", TASK_OPEN, 1, 23 },        { "being_made_for_long", TASK_OPEN, 30, 0 },
	{ "failed_just_now", TASK_FAILED, 1, -1 }, { "none", TASK_STOPPED, 1, -1 },
};

START_TEST(it_may_be_asked_for_again)
{
	struct instant now = { 1000 * INSTANT_DAY }, at;
	struct task t = { .state = agains[_i].state,
			  .created_at = { now.us - agains[_i].hours * INSTANT_HOUR } };

	at = data_again_at(&t, now);
	if (agains[_i].again < 0)
		ck_assert_msg(instant_is_none(at), "%s", agains[_i].name);
	else
		ck_assert_msg(at.us == now.us + agains[_i].again * INSTANT_HOUR, "%s",
			      agains[_i].name);
}
END_TEST

Suite *exchange_own_data_suite(void)
{
	Suite *s = suite_create("exchange_own_data");
	TCase *tc = tcase_create("own data"), *rules = tcase_create("rules");

	tcase_add_checked_fixture(tc, traces_setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, all_that_erasing_removes_is_in_the_file);
	tcase_add_test(tc, json_and_tables_say_the_same);
	tcase_add_test(tc, no_cell_is_a_formula);
	tcase_add_test(tc, there_is_nothing_of_others);
	tcase_add_test(tc, it_goes_on_where_it_stopped);
	tcase_add_test(tc, who_proves_who_they_are_gets_it_once_a_day);
	tcase_add_test(tc, it_is_ready_for_as_many_days_as_the_shop_says);
	tcase_add_test(tc, erasing_takes_it_away_and_nothing_is_made_any_more);
	suite_add_tcase(s, tc);
	tcase_add_loop_test(rules, it_may_be_asked_for_again, 0, N(agains));
	suite_add_tcase(s, rules);
	return s;
}
