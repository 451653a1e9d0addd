/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos of reviews: brought by their customer, made anew, shown with the review, hidden, removed.
 */
#include "feedback/photo.h"

#include <stdlib.h>
#include <unistd.h>
#include "base/file.h"
#include "customer/erase.h"
#include "order/door.h"
#include "order/rounds.h"
#include "picture/files.h"

static struct browser nobody, staff;
static struct order *order;

static void setup(void)
{
	door_setup();
	nobody = door_nobody();
	staff = door_staff(1);
	order = door_order("A", 2);
	ck_assert_int_eq(shop_hear(shop_ship(order, "SF1000000000001"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	browser_get(&nobody, door_link(order, "/feedback"));
	door_want(door_post(&nobody, door_path("/o/%s/feedback", order->number),
			    door_path("k=%s&items.0.line=%llu&items.0.stars=5", door_k(order),
				      (unsigned long long)order->lines[0].id)),
		  303);
}

static const char *review(void)
{
	return door_path("%lld", (long long)support_number("SELECT MAX(id) FROM review"));
}

static void add_field(struct buf *b, const char *name, const char *value)
{
	buf_addf(b, "--XX\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name,
		 value);
}

static struct answer *upload_to(const char *id, struct file f)
{
	struct buf b;

	buf_init(&b, shop.arena);
	browser_get(&nobody, door_link(order, "/photos"));
	add_field(&b, "review", id);
	add_field(&b, "k", door_k(order));
	buf_addlit(&b, "--XX\r\nContent-Disposition: form-data; name=\"file\"; "
		       "filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n");
	buf_add(&b, f.p, f.len);
	buf_addlit(&b, "\r\n");
	add_field(&b, "csrf", nobody.csrf);
	add_field(&b, "form_key", nobody.form_key);
	buf_addlit(&b, "--XX--\r\n");
	return browser_send_bytes(&nobody, door_path("/o/%s/photos", order->number),
				  "multipart/form-data; boundary=XX", b.p, b.len);
}

static struct answer *upload(struct file f)
{
	return upload_to(review(), f);
}

/* Of the only review of a tree of everybody's, or the desk's. */
static const cJSON *photos_of(const cJSON *one)
{
	return json_get(one, "photos");
}

static const cJSON *shown(void)
{
	return photos_of(cJSON_GetArrayItem(json_get(door_tree(&nobody, "/p/A"), "reviews"), 0));
}

static const cJSON *at_the_desk(void)
{
	return photos_of(
		json_get(door_tree(&staff, door_path("/desk/reviews/%s", review())), "review"));
}

static const char *path_of(const char *asset)
{
	return door_path("%s/%s", shop.app->config->media_dir, strrchr(asset, '/') + 1);
}

START_TEST(one_is_shown_once_it_is_prepared)
{
	const cJSON *one;
	size_t len;
	char *p;
	struct shown look;

	door_want(upload(file_jpeg(shop.arena, 300, 200, 1)), 303);
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 0);
	door_shows(browser_get(&nobody, door_link(order, "/photos")), "Being prepared");
	rounds_run_tasks();
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 1);
	one = cJSON_GetArrayItem(shown(), 0);
	ck_assert_int_eq(json_get_int(one, "width"), 300);
	p = file_read(shop.arena, path_of(json_get_text(one, "large")), &len);
	ck_assert_ptr_nonnull(p);
	look = file_look((struct file){ p, len });
	ck_assert_int_eq(look.width, 300);
	/* where it was taken is in no file that is left */
	ck_assert_ptr_null(memmem(p, len, FILE_PLACE, strlen(FILE_PLACE)));
	ck_assert_int_ne(access(door_path("%s/spool/picture-%lld", shop.app->config->var_dir,
					  (long long)support_number(
						  "SELECT MAX(id) FROM review_photo")),
				F_OK),
			 0);
	door_shows(browser_get(&nobody, "/p/A"), "Photo 1 of this review");
	door_shows(browser_get(&nobody, door_link(order, "/feedback")), "Photo 1 of this review");
	shop_check();
}
END_TEST

START_TEST(a_bad_file_is_refused_beside_its_field)
{
	static const char text[] = "no picture at all";
	const struct {
		struct file f;
		const char *words;
	} bad[] = {
		{ { text, sizeof text }, "This is no JPEG, PNG or WebP" },
		{ { "", 0 }, "Choose a picture" },
		{ file_gif(shop.arena), "This is no JPEG, PNG or WebP" },
		{ file_png_animated(shop.arena), "It moves" },
		{ file_png_bomb(shop.arena, 15000), "At most 50 megapixels" },
	};

	for (int i = 0; i < N(bad); i++) {
		struct answer *a = upload(bad[i].f);

		door_want(a, 422);
		door_shows(a, bad[i].words);
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review_photo"), 0);
}
END_TEST

/* Begins like a picture, and cannot be read to its end: that stands at the review, for its customer
 * and the shop. */
START_TEST(what_cannot_be_read_is_said_at_the_review)
{
	struct file f = file_png(shop.arena, 200, 200);

	door_want(upload(file_cut(f, f.len / 2)), 303);
	rounds_run_tasks();
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 0);
	door_shows(browser_get(&nobody, door_link(order, "/photos")), "damaged");
	ck_assert_str_eq(json_get_text(cJSON_GetArrayItem(at_the_desk(), 0), "fault"), "damaged");
}
END_TEST

START_TEST(a_review_has_six_at_most_and_only_its_own)
{
	struct order *other = door_order("B", 1);

	for (int i = 0; i < PHOTOS_MAX; i++)
		door_want(upload(file_png(shop.arena, 20, 20)), 303);
	door_want(upload(file_png(shop.arena, 20, 20)), 422);
	door_hides(browser_get(&nobody, door_link(order, "/photos")), "Add photo<");
	rounds_run_tasks();
	ck_assert_int_eq(cJSON_GetArraySize(shown()), PHOTOS_MAX);
	/* of another order, and of none */
	door_want(upload_to("7", file_png(shop.arena, 20, 20)), 422);
	ck_assert_int_eq(shop_hear(shop_ship(other, "SF1000000000002"), PARCEL_DELIVERED),
			 SHIPPING_OK);
	door_want(browser_get(&nobody, door_link(other, "/photos")), 409);
	shop_check();
}
END_TEST

static struct answer *remove_one(const char *id)
{
	browser_get(&nobody, door_link(order, "/photos"));
	return door_post(&nobody, door_path("/o/%s/photos/remove", order->number),
			 door_path("k=%s&photo=%s", door_k(order), id));
}

START_TEST(its_customer_removes_one_and_its_files_go)
{
	const char *id, *path;

	door_want(upload(file_png(shop.arena, 20, 20)), 303);
	rounds_run_tasks();
	path = path_of(json_get_text(cJSON_GetArrayItem(shown(), 0), "large"));
	id = json_get_text(cJSON_GetArrayItem(at_the_desk(), 0), "id");
	door_want(remove_one("7"), 404);
	door_want(remove_one(id), 303);
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 0);
	door_want(remove_one(id), 404);
	feedback_sweep_photos(&shop);
	ck_assert_int_ne(access(path, F_OK), 0);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM review_photo"), 0);
}
END_TEST

START_TEST(the_shop_hides_one_and_shows_it_again)
{
	const char *page = door_path("/desk/reviews/%s", review()), *photo;

	door_want(upload(file_png(shop.arena, 20, 20)), 303);
	rounds_run_tasks();
	photo = door_path("%s/photos/%s", page,
			  json_get_text(cJSON_GetArrayItem(at_the_desk(), 0), "id"));
	browser_get(&staff, page);
	door_want(door_post(&staff, door_path("%s/hide", photo), ""), 303);
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 0);
	door_shows(browser_get(&nobody, door_link(order, "/photos")), "Hidden by the shop");
	door_shows(browser_get(&staff, page), "Photo hidden");
	door_want(door_post(&staff, door_path("%s/hide", photo), ""), 409);
	browser_get(&staff, page);
	door_want(door_post(&staff, door_path("%s/show", photo), ""), 303);
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 1);
}
END_TEST

/* Where the shop looks first, a new photo is looked at, too; and what is hidden stays so. */
START_TEST(the_review_waits_for_a_look_again)
{
	shop.app->settings.review_first = true;
	ck_assert_int_eq(json_get_int(json_get(door_tree(&nobody, "/p/A"), "score"), "n"), 1);
	door_want(upload(file_png(shop.arena, 20, 20)), 303);
	rounds_run_tasks();
	ck_assert_int_eq(json_get_int(json_get(door_tree(&nobody, "/p/A"), "score"), "n"), 0);
	ck_assert_int_eq(review_publish(&shop, strtoull(review(), NULL, 10)), REVIEW_OK);
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 1);
	shop_check();
}
END_TEST

START_TEST(they_go_with_the_account)
{
	const char *path;

	door_want(upload(file_png(shop.arena, 20, 20)), 303);
	rounds_run_tasks();
	path = path_of(json_get_text(cJSON_GetArrayItem(shown(), 0), "large"));
	support_sql("UPDATE orders SET decision = 3");
	ck_assert_int_eq(customer_erase(&shop, order->customer_id), ERASE_OK);
	ck_assert_int_eq(cJSON_GetArraySize(shown()), 0);
	feedback_sweep_photos(&shop);
	ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

/* ---- rules ---- */

static const struct {
	const char *name;
	int days; /* since the review */
	size_t n;
	enum photo_refusal wanted;
} comings[] = {
	{ "first_of_today", 0, 0, PHOTO_OK },
	{ "sixth", 1, 5, PHOTO_OK },
	{ "seventh", 1, 6, PHOTO_FULL },
	{ "after_half_a_year", FOLLOW_DAYS, 0, PHOTO_OK },
	{ "a_day_later", FOLLOW_DAYS + 1, 0, PHOTO_OVER },
};

START_TEST(one_more_may_come)
{
	struct instant now = { 1000 * INSTANT_DAY };
	struct review r = { .created_at = { now.us - comings[_i].days * INSTANT_DAY } };

	ck_assert_msg(photo_may_come(&r, comings[_i].n, now) == comings[_i].wanted, "%s",
		      comings[_i].name);
}
END_TEST

static const struct {
	enum picture_state state;
	bool is_hidden, all, owner, shop;
} sights[] = {
	{ PICTURE_WAITING, false, false, true, true },
	{ PICTURE_READY, false, true, true, true },
	{ PICTURE_READY, true, false, true, true },
	{ PICTURE_REFUSED, false, false, true, true },
	{ PICTURE_REMOVED, false, false, false, false },
};

START_TEST(who_sees_it)
{
	struct photo p = { .state = sights[_i].state, .is_hidden = sights[_i].is_hidden };

	ck_assert_int_eq(photo_is_seen(&p, PHOTO_FOR_ALL), sights[_i].all);
	ck_assert_int_eq(photo_is_seen(&p, PHOTO_FOR_OWNER), sights[_i].owner);
	ck_assert_int_eq(photo_is_seen(&p, PHOTO_FOR_SHOP), sights[_i].shop);
}
END_TEST

Suite *feedback_photo_suite(void)
{
	Suite *s = suite_create("feedback_photo");
	TCase *tc = tcase_create("photo"), *rules = tcase_create("rules");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, one_is_shown_once_it_is_prepared);
	tcase_add_test(tc, a_bad_file_is_refused_beside_its_field);
	tcase_add_test(tc, what_cannot_be_read_is_said_at_the_review);
	tcase_add_test(tc, a_review_has_six_at_most_and_only_its_own);
	tcase_add_test(tc, its_customer_removes_one_and_its_files_go);
	tcase_add_test(tc, the_shop_hides_one_and_shows_it_again);
	tcase_add_test(tc, the_review_waits_for_a_look_again);
	tcase_add_test(tc, they_go_with_the_account);
	suite_add_tcase(s, tc);
	tcase_add_loop_test(rules, one_more_may_come, 0, N(comings));
	tcase_add_loop_test(rules, who_sees_it, 0, N(sights));
	suite_add_tcase(s, rules);
	return s;
}
