/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of products: brought, prepared, put in order, shown by orders, removed, forgotten. */
#include "picture/picture.h"

#include <unistd.h>
#include "order/door.h"
#include "order/rounds.h"
#include "picture/child.h"
#include "picture/files.h"

static uint64_t product;

static void setup(void)
{
	struct product p;

	door_setup();
	ck_assert(catalog_find_product(&shop, "P-A", &p));
	product = p.id;
}

static uint64_t bring(struct file f)
{
	enum picture_fault fault;
	uint64_t id;

	ck_assert_int_eq(picture_add(&shop, product,
				     &(struct picture_draft){ "a.png", f.p, f.len, "Beans", "豆",
							      NULL },
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

static enum picture_refusal add_of(const char *of, struct file f, uint64_t *id)
{
	enum picture_fault fault;

	return picture_add(&shop, product,
			   &(struct picture_draft){
				   .name = "a.png", .p = f.p, .len = f.len, .of = of },
			   0, LANG_EN, id, &fault);
}

static uint64_t bring_of(const char *of, unsigned side)
{
	uint64_t id;

	ck_assert_int_eq(add_of(of, file_png(shop.arena, side, side), &id), PICTURE_OK);
	return id;
}

static void show_of(uint64_t id, const char *of)
{
	ck_assert_int_eq(picture_describe(&shop, id, &(struct picture_draft){ .of = of }, 0,
					  LANG_EN),
			 PICTURE_OK);
	rounds_run_tasks();
}

/* The product has these colours (NULL: no options any more); SKU A is the red one. */
static void set_colours(struct option_value *values, size_t n)
{
	struct product_options wanted = { { { "Colour", "颜色", values, n } }, n > 0 };
	struct options_answer a;
	struct product p;

	ck_assert(catalog_get(&shop, product, &p));
	ck_assert_int_eq(catalog_set_options(&shop, p.id, p.version, &wanted, false, &a),
			 OPTIONS_OK);
}

START_TEST(one_is_prepared_by_the_worker_and_shown_by_old_orders_too)
{
	struct order *o = door_order("A", 1), *other = door_order("B", 1);
	uint64_t id = bring(file_png(shop.arena, 64, 64));

	ck_assert_int_eq(look(id).state, PICTURE_WAITING);
	ck_assert_ptr_null(own_picture());
	rounds_run_tasks();
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

	rounds_run_tasks();
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

	rounds_run_tasks();
	ck_assert_str_eq(own_picture(), name_of(second));
	ck_assert_int_eq(picture_move(&shop, third, true, 0, LANG_EN), PICTURE_OK);
	rounds_run_tasks();
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

	rounds_run_tasks();
	name = name_of(first);
	path = picture_media_path(&shop, look(first).hash, PICTURE_LARGE);
	spool = picture_spool_path(&shop, first);
	ck_assert_int_eq(picture_remove(&shop, first, 0, LANG_EN), PICTURE_OK);
	ck_assert_int_eq(picture_remove(&shop, first, 0, LANG_EN), PICTURE_NOT_FOUND);
	ck_assert_str_eq(own_picture(), name_of(second));
	ck_assert_int_eq(look(second).position, 1);
	rounds_run_tasks();
	order_shows(o, name_of(second));
	(void)picture_sweep(&shop);
	ck_assert_int_eq(access(path, F_OK), 0);
	support_sql("UPDATE picture SET removed_at = removed_at - INTERVAL 2 DAY WHERE state = 3");
	/* one that was placed in that moment */
	support_sql(door_path("UPDATE order_line SET picture = '%s'", name));
	(void)picture_sweep(&shop);
	ck_assert_int_eq(access(path, F_OK), 0);
	rounds_run_tasks();
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

	rounds_run_tasks();
	ck_assert_int_eq(picture_remove(&shop, id, 0, LANG_EN), PICTURE_OK);
	rounds_run_tasks();
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

	rounds_run_tasks();
	ck_assert_str_eq(look(one).hash, look(again).hash);
	path = picture_media_path(&shop, look(one).hash, PICTURE_LARGE);
	ck_assert_int_eq(picture_remove(&shop, one, 0, LANG_EN), PICTURE_OK);
	rounds_run_tasks();
	/* orders show it still, by the other's name */
	support_sql("UPDATE picture SET removed_at = removed_at - INTERVAL 2 DAY WHERE state = 3");
	(void)picture_sweep(&shop);
	ck_assert_int_eq(access(path, F_OK), 0);
	ck_assert_str_eq(own_picture(), name_of(again));
}
END_TEST

/* A SKU's own comes before that of its value, which comes before the product's. */
START_TEST(a_variant_shows_its_own)
{
	struct option_value colours[] = { { 0, "Red", "红" }, { 0, "Blue", "蓝" } };
	struct order *o = door_order("A", 1);
	uint64_t blue, red, own, all;

	support_sql("UPDATE sku SET variant_en = 'Red', variant_zh = '红' WHERE code = 'A'");
	set_colours(colours, 2);
	blue = bring_of(door_path("value:%llu", (unsigned long long)colours[1].id), 16);
	red = bring_of(door_path("value:%llu", (unsigned long long)colours[0].id), 24);
	own = bring_of("sku:A", 32);
	rounds_run_tasks();
	ck_assert_str_eq(own_picture(), name_of(blue));
	order_shows(o, name_of(own));
	order_shows(door_order("A", 2), name_of(own));
	all = bring_of("", 48);
	rounds_run_tasks();
	ck_assert_str_eq(own_picture(), name_of(all));
	ck_assert_int_eq(picture_remove(&shop, own, 0, LANG_EN), PICTURE_OK);
	rounds_run_tasks();
	order_shows(o, name_of(red));
	ck_assert_str_eq(look(red).of.name_zh, "颜色：红");
	show_of(red, NULL);
	order_shows(o, name_of(red));
	show_of(blue, "sku:A");
	order_shows(o, name_of(blue));
	show_of(blue, "");
	ck_assert_str_eq(own_picture(), name_of(blue));
	order_shows(o, name_of(blue));
}
END_TEST

START_TEST(without_its_value_one_shows_the_product)
{
	struct option_value colours[] = { { 0, "Red", "红" } };
	struct order *o = door_order("A", 1);
	uint64_t all = bring_of(NULL, 16), red;

	support_sql("UPDATE sku SET variant_en = 'Red', variant_zh = '红' WHERE code = 'A'");
	set_colours(colours, 1);
	red = bring_of(door_path("value:%llu", (unsigned long long)colours[0].id), 24);
	rounds_run_tasks();
	order_shows(o, name_of(red));
	set_colours(NULL, 0);
	ck_assert_uint_eq(look(red).of.value_id, 0);
	rounds_run_tasks();
	order_shows(o, name_of(all));
}
END_TEST

START_TEST(a_product_shows_no_variant_of_another)
{
	static const char *const wrong[] = { "value:1", "value:", "sku:B",
					     "sku:",    "colour", "value:x" };
	uint64_t id = bring_of(NULL, 8), none;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		ck_assert_int_eq(add_of(wrong[i], file_png(shop.arena, 8, 8), &none),
				 PICTURE_NO_VARIANT);
		ck_assert_int_eq(picture_describe(&shop, id,
						  &(struct picture_draft){ .of = wrong[i] }, 0,
						  LANG_EN),
				 PICTURE_NO_VARIANT);
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM picture"), 1);
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
				     &(struct picture_draft){ "a.png", f.p, f.len, NULL, NULL,
							      NULL },
				     0, LANG_EN, &id, &fault),
			 PICTURE_FULL);
	ck_assert_int_eq(picture_add(&shop, 1,
				     &(struct picture_draft){ "a", f.p, f.len, "", "", NULL }, 0,
				     LANG_EN, &id, &fault),
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
	rounds_run_tasks();
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

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, one_is_prepared_by_the_worker_and_shown_by_old_orders_too);
	tcase_add_test(tc, one_that_cannot_be_read_says_so_and_changes_nothing);
	tcase_add_test(tc, the_first_that_is_ready_stands_for_the_product);
	tcase_add_test(tc, a_removed_one_leaves_orders_at_once_and_the_disk_later);
	tcase_add_test(tc, the_last_one_leaves_none);
	tcase_add_test(tc, files_that_are_alike_share_their_sizes);
	tcase_add_test(tc, a_variant_shows_its_own);
	tcase_add_test(tc, without_its_value_one_shows_the_product);
	tcase_add_test(tc, a_product_shows_no_variant_of_another);
	tcase_add_test(tc, a_product_has_twelve);
	tcase_add_test(tc, many_orders_are_gone_through_in_steps);
	suite_add_tcase(s, tc);
	return s;
}
