/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of products: brought, prepared, put in order, shown by orders, removed, forgotten. */
#include "picture/picture.h"

#include <unistd.h>
#include "jobs.h"
#include "order/door.h"
#include "picture/child.h"
#include "picture/files.h"

static struct arena *round_arena;
static uint64_t product;

static void setup(void)
{
	struct product p;

	door_setup();
	round_arena = arena_new();
	ck_assert(catalog_find_product(&shop, "P-A", &p));
	product = p.id;
}

static void teardown(void)
{
	door_teardown();
	arena_free(round_arena);
}

static void run_rounds(void)
{
	for (int i = 0; i < 20 && support_number("SELECT COUNT(*) FROM task WHERE state = 0");
	     i++) {
		arena_reset(round_arena);
		jobs_run_due(shop_app, round_arena);
		db_use_arena(shop_app->db, shop.arena);
		arena_use_for_cjson(shop.arena);
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM task WHERE state <> 1"), 0);
}

static uint64_t bring(struct file f)
{
	enum picture_fault fault;
	uint64_t id;

	ck_assert_int_eq(picture_add(&shop, product,
				     &(struct picture_draft){ "a.png", f.p, f.len, "Beans", "豆" },
				     0, LANG_EN, &id, &fault),
			 PICTURE_OK);
	return id;
}

static struct picture look(uint64_t id)
{
	struct picture p;

	ck_assert(picture_find(&shop, id, &p));
	return p;
}

static const char *own_picture(void)
{
	struct product p;

	ck_assert(catalog_get(&shop, product, &p));
	return p.picture;
}

static const char *name_of(uint64_t id)
{
	return picture_asset(shop.arena, look(id).hash, PICTURE_SMALL);
}

/* What the order's line and its customer's page show; the page is a fresh one. */
static void order_shows(const struct order *o, const char *picture)
{
	const struct order *now = shop_look(o->id);
	const cJSON *line = cJSON_GetArrayItem(json_get(shop_document(o), "lines"), 0);
	const char *on_page = json_get_text(line, "picture");

	ck_assert_str_eq(now->lines[0].picture ? now->lines[0].picture : "none",
			 picture ? picture : "none");
	ck_assert_str_eq(on_page ? on_page : "none", picture ? picture : "none");
	ck_assert(order_face_is_fresh(shop.arena, now));
	shop_check();
}

START_TEST(one_is_prepared_by_the_worker_and_shown_by_old_orders_too)
{
	struct order *o = door_order("A", 1), *other = door_order("B", 1);
	uint64_t id = bring(file_png(shop.arena, 64, 64));

	ck_assert_int_eq(look(id).state, PICTURE_WAITING);
	ck_assert_ptr_null(own_picture());
	run_rounds();
	ck_assert_int_eq(look(id).state, PICTURE_READY);
	ck_assert_int_eq(look(id).width, 64);
	ck_assert_str_eq(own_picture(), name_of(id));
	order_shows(o, name_of(id));
	order_shows(other, NULL);
	order_shows(door_order("A", 2), name_of(id));
}
END_TEST

START_TEST(one_that_cannot_be_read_says_so_and_changes_nothing)
{
	struct file f = file_png(shop.arena, 300, 300);
	uint64_t id = bring(file_cut(f, f.len / 2));

	run_rounds();
	ck_assert_int_eq(look(id).state, PICTURE_REFUSED);
	ck_assert_int_eq(look(id).fault, PICTURE_DAMAGED);
	ck_assert_ptr_null(own_picture());
}
END_TEST

START_TEST(the_first_that_is_ready_stands_for_the_product)
{
	struct order *o = door_order("A", 1);
	struct file damaged = file_png(shop.arena, 300, 300);
	uint64_t first = bring(file_cut(damaged, damaged.len / 2)),
		 second = bring(file_png(shop.arena, 64, 64)),
		 third = bring(file_png(shop.arena, 32, 32));

	run_rounds();
	ck_assert_str_eq(own_picture(), name_of(second));
	ck_assert_int_eq(picture_move(&shop, third, true, 0, LANG_EN), PICTURE_OK);
	run_rounds();
	ck_assert_str_eq(own_picture(), name_of(third));
	order_shows(o, name_of(third));
	ck_assert_int_eq(look(first).position, 1);
	ck_assert_int_eq(look(third).position, 2);
	ck_assert_int_eq(look(second).position, 3);
	ck_assert_int_eq(picture_move(&shop, second, false, 0, LANG_EN), PICTURE_OK);
	ck_assert_int_eq(picture_move(&shop, first, true, 0, LANG_EN), PICTURE_OK);
	ck_assert_int_eq(look(first).position, 1);
	ck_assert_int_eq(look(second).position, 3);
	ck_assert_int_eq(picture_move(&shop, first, false, 0, LANG_EN), PICTURE_OK);
	ck_assert_int_eq(look(first).position, 2);
}
END_TEST

START_TEST(a_removed_one_leaves_orders_at_once_and_the_disk_later)
{
	struct order *o = door_order("A", 1);
	struct file f = file_png(shop.arena, 64, 64);
	uint64_t first = bring(f), second = bring(file_png(shop.arena, 32, 32));
	const char *path, *spool, *name;

	run_rounds();
	name = name_of(first);
	path = picture_media_path(&shop, look(first).hash, PICTURE_LARGE);
	spool = picture_spool_path(&shop, first);
	ck_assert_int_eq(picture_remove(&shop, first, 0, LANG_EN), PICTURE_OK);
	ck_assert_int_eq(picture_remove(&shop, first, 0, LANG_EN), PICTURE_NOT_FOUND);
	ck_assert_str_eq(own_picture(), name_of(second));
	ck_assert_int_eq(look(second).position, 1);
	run_rounds();
	order_shows(o, name_of(second));
	(void)picture_sweep(&shop);
	ck_assert_int_eq(access(path, F_OK), 0);
	support_sql("UPDATE picture SET removed_at = removed_at - INTERVAL 2 DAY WHERE state = 3");
	/* one that was placed in that moment */
	support_sql(door_path("UPDATE order_line SET picture = '%s'", name));
	(void)picture_sweep(&shop);
	ck_assert_int_eq(access(path, F_OK), 0);
	run_rounds();
	order_shows(o, name_of(second));
	support_sql("UPDATE picture SET removed_at = removed_at - INTERVAL 2 DAY WHERE state = 3");
	(void)picture_sweep(&shop);
	ck_assert_int_ne(access(path, F_OK), 0);
	ck_assert_int_ne(access(spool, F_OK), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM picture"), 1);
}
END_TEST

START_TEST(the_last_one_leaves_none)
{
	struct order *o = door_order("A", 1);
	uint64_t id = bring(file_png(shop.arena, 64, 64));

	run_rounds();
	ck_assert_int_eq(picture_remove(&shop, id, 0, LANG_EN), PICTURE_OK);
	run_rounds();
	ck_assert_ptr_null(own_picture());
	order_shows(o, NULL);
}
END_TEST

/* The same file for two products: one name, kept while one of them has it. */
START_TEST(files_that_are_alike_share_their_sizes)
{
	struct file f = file_png(shop.arena, 64, 64);
	uint64_t one = bring(f), again = bring(f);
	const char *path;

	run_rounds();
	ck_assert_str_eq(look(one).hash, look(again).hash);
	path = picture_media_path(&shop, look(one).hash, PICTURE_LARGE);
	ck_assert_int_eq(picture_remove(&shop, one, 0, LANG_EN), PICTURE_OK);
	run_rounds();
	/* orders show it still, by the other's name */
	support_sql("UPDATE picture SET removed_at = removed_at - INTERVAL 2 DAY WHERE state = 3");
	(void)picture_sweep(&shop);
	ck_assert_int_eq(access(path, F_OK), 0);
	ck_assert_str_eq(own_picture(), name_of(again));
}
END_TEST

START_TEST(a_product_has_twelve)
{
	struct file f = file_png(shop.arena, 8, 8);
	enum picture_fault fault;
	uint64_t id;

	for (int i = 0; i < PICTURES_MAX; i++)
		bring(f);
	ck_assert_int_eq(picture_add(&shop, product,
				     &(struct picture_draft){ "a.png", f.p, f.len, NULL, NULL }, 0,
				     LANG_EN, &id, &fault),
			 PICTURE_FULL);
	ck_assert_int_eq(picture_add(&shop, 1, &(struct picture_draft){ "a", f.p, f.len, "", "" },
				     0, LANG_EN, &id, &fault),
			 PICTURE_NOT_FOUND);
}
END_TEST

/* More orders than a step takes, of two SKUs. */
START_TEST(many_orders_are_gone_through_in_steps)
{
	uint64_t id;

	for (int i = 0; i < 60; i++)
		(void)door_order("A", 1);
	id = bring(file_png(shop.arena, 64, 64));
	run_rounds();
	ck_assert_int_eq(support_number(door_path("SELECT COUNT(*) FROM order_line WHERE picture = "
						  "'%s'",
						  name_of(id))),
			 60);
	ck_assert_int_eq(support_number("SELECT n_done FROM task"), 60);
	shop_check();
}
END_TEST

Suite *picture_picture_suite(void)
{
	Suite *s = suite_create("picture_picture");
	TCase *tc = tcase_create("picture");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, one_is_prepared_by_the_worker_and_shown_by_old_orders_too);
	tcase_add_test(tc, one_that_cannot_be_read_says_so_and_changes_nothing);
	tcase_add_test(tc, the_first_that_is_ready_stands_for_the_product);
	tcase_add_test(tc, a_removed_one_leaves_orders_at_once_and_the_disk_later);
	tcase_add_test(tc, the_last_one_leaves_none);
	tcase_add_test(tc, files_that_are_alike_share_their_sizes);
	tcase_add_test(tc, a_product_has_twelve);
	tcase_add_test(tc, many_orders_are_gone_through_in_steps);
	suite_add_tcase(s, tc);
	return s;
}
