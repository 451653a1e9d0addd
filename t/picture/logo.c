/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's logo: brought, prepared, shown on pages and in mails, replaced, refused, removed. */
#include <unistd.h>
#include "notify/mail.h"
#include "order/door.h"
#include "order/rounds.h"
#include "picture/child.h"
#include "picture/files.h"
#include "picture/picture.h"

#define SVG "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"></svg>"

static struct browser staff, viewer, customer;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
	viewer = door_staff(2);
	customer = door_nobody();
}

/* What the worker does, and what the web does a minute later. */
static void run_rounds(void)
{
	rounds_run_tasks();
	ck_assert(app_read_settings(shop_app));
}

static struct answer *upload(struct browser *who, const char *name, struct file f)
{
	struct buf b;

	browser_get(who, "/desk/settings/logo");
	buf_init(&b, shop.arena);
	buf_addf(&b,
		 "--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
		 "--XX\r\nContent-Disposition: form-data; name=\"form_key\"\r\n\r\n%s\r\n"
		 "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
		 "Content-Type: image/png\r\n\r\n",
		 who->csrf, who->form_key, name);
	buf_add(&b, f.p, f.len);
	buf_adds(&b, "\r\n--XX--\r\n");
	return browser_send_bytes(who, "/desk/settings/logo", "multipart/form-data; boundary=XX",
				  b.p, b.len);
}

static struct answer *drop(void)
{
	browser_get(&staff, "/desk/settings/logo");
	return door_post(&staff, "/desk/settings/logo/remove", "");
}

static uint64_t id_of(const char *file_name)
{
	return (uint64_t)support_number(
		door_path("SELECT id FROM picture WHERE file_name = '%s'", file_name));
}

static struct picture of(const char *file_name)
{
	struct picture p;

	ck_assert(picture_find(&shop, id_of(file_name), &p));
	return p;
}

/* As pages show it, with the shop's name for who cannot see it. */
static const char *image_of(const struct picture *p)
{
	return door_path("src=\"/%s\" width=\"%d\" height=\"%d\" alt=\"Xiaohe Market\"",
			 picture_asset(shop.arena, p->hash, PICTURE_LOGO), 144, 36);
}

START_TEST(one_is_brought_shown_everywhere_and_removed)
{
	struct picture p;
	const char *image;

	door_shows(browser_get(&staff, "/desk/settings"), "/desk/settings/logo");
	door_shows(browser_get(&staff, "/desk/settings/logo"), "The shop’s name stands");
	door_want(upload(&staff, "mark.png", file_png(shop.arena, 400, 100)), 303);
	door_shows(browser_get(&staff, "/desk/settings/logo"), "Being prepared");
	door_hides(browser_get(&customer, "/track"), "/media/");
	run_rounds();
	p = of("mark.png");
	ck_assert_int_eq(p.width, 288);
	ck_assert_int_eq(p.height, 72);
	image = image_of(&p);
	door_shows(browser_get(&staff, "/desk/settings/logo"), image);
	door_shows(browser_get(&staff, "/desk/orders"), image);
	door_shows(browser_get(&staff, "/desk/customers/join"), image);
	door_shows(browser_get(&customer, "/track"), image);
	door_shows(browser_get(&customer, "/join"), image);
	door_hides(browser_get(&customer, "/join"), "<span>Xiaohe Market</span>");
	ck_assert_int_eq(support_number(
				 "SELECT COUNT(*) FROM security_event WHERE about = 'setting' AND "
				 "was IS NULL AND became = 'logo = mark.png'"),
			 1);

	door_want(drop(), 303);
	ck_assert(app_read_settings(shop_app));
	door_hides(browser_get(&customer, "/track"), "/media/");
	door_shows(browser_get(&customer, "/track"), "<span>Xiaohe Market</span>");
	door_want(door_post(&staff, "/desk/settings/logo/remove", ""), 404);
	support_sql("UPDATE picture SET removed_at = removed_at - INTERVAL 2 DAY WHERE state = 3");
	(void)picture_sweep(&shop);
	ck_assert_int_ne(access(picture_media_path(&shop, p.hash, PICTURE_LOGO), F_OK), 0);
	ck_assert_int_ne(access(picture_media_path(&shop, p.hash, PICTURE_LOGO_MAIL), F_OK), 0);
	shop_check();
}
END_TEST

START_TEST(mails_show_it_by_its_address_and_are_complete_without)
{
	struct message m = { .id = 1,
			     .template = "placed",
			     .recipient = MAIL,
			     .lang = LANG_EN,
			     .order_id = door_order("A", 1)->id,
			     .created_at = shop.now };
	struct mail mail;
	struct picture p;

	door_want(upload(&staff, "mark.png", file_png(shop.arena, 400, 100)), 303);
	run_rounds();
	p = of("mark.png");
	ck_assert(mail_render(&shop, &m, &mail));
	ck_assert_ptr_nonnull(
		strstr(mail.html, door_path("src=\"%s/%s\" width=\"144\" height=\"36\" alt=\"",
					    shop_app->config->base_url,
					    picture_asset(shop.arena, p.hash, PICTURE_LOGO_MAIL))));
	ck_assert_ptr_null(strstr(mail.text, "media/"));
	ck_assert_ptr_nonnull(strstr(mail.text, "R-"));
}
END_TEST

/* The one of now stays until there is another one to show. */
START_TEST(one_that_cannot_be_read_leaves_the_one_of_now)
{
	struct file jpeg = file_jpeg(shop.arena, 300, 300, 1);
	struct picture first;
	struct answer *a;

	door_want(upload(&staff, "one.png", file_png(shop.arena, 400, 100)), 303);
	run_rounds();
	first = of("one.png");
	door_want(upload(&staff, "cut.jpg", file_cut(jpeg, jpeg.len * 2 / 3)), 303);
	run_rounds();
	a = browser_get(&staff, "/desk/settings/logo");
	door_shows(a, "Cannot be shown");
	door_shows(a, image_of(&first));
	door_shows(browser_get(&customer, "/track"), image_of(&first));
	shop_check();

	door_want(upload(&staff, "two.png", file_png(shop.arena, 40, 10)), 303);
	run_rounds();
	door_hides(browser_get(&staff, "/desk/settings/logo"), "Cannot be shown");
	door_shows(browser_get(&customer, "/track"), "width=\"40\" height=\"10\"");
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM picture WHERE state <> 3"), 1);
	ck_assert_int_eq(support_number("SELECT position FROM picture WHERE state = 1"), 1);
	shop_check();
}
END_TEST

START_TEST(what_is_no_picture_is_refused_whatever_it_is_called)
{
	static const struct {
		const char *p, *error;
	} rows[] = {
		{ "", "/file required" },
		{ SVG, "/file no_picture" },
		{ "GIF89a", "/file no_picture" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer *a =
			upload(&staff, "logo.png", (struct file){ rows[i].p, strlen(rows[i].p) });

		door_want(a, 422);
		door_shows(a, "aria-invalid");
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM picture"), 0);
	door_want(browser_get(&viewer, "/desk/settings/logo"), 403);
	door_want(upload(&viewer, "logo.png", file_png(shop.arena, 8, 8)), 403);
}
END_TEST

/* It is no picture of a product, and nothing may be done with it there. */
START_TEST(it_is_the_settings_and_nobody_elses)
{
	uint64_t id;

	door_want(upload(&staff, "mark.png", file_png(shop.arena, 40, 10)), 303);
	run_rounds();
	id = id_of("mark.png");
	browser_get(&staff, "/desk/settings/logo");
	door_want(browser_get(&staff, door_path("/desk/pictures/%llu", (unsigned long long)id)),
		  404);
	browser_get(&staff, "/desk/settings/logo");
	door_want(door_post(&staff, door_path("/desk/pictures/%llu/remove", (unsigned long long)id),
			    ""),
		  404);
	ck_assert_int_eq(of("mark.png").state, PICTURE_READY);
}
END_TEST

/* While the worker is at it. */
START_TEST(one_that_was_removed_meanwhile_stays_away)
{
	struct picture p;

	door_want(upload(&staff, "mark.png", file_png(shop.arena, 40, 10)), 303);
	p = of("mark.png");
	door_want(drop(), 303);
	ck_assert(!picture_prepare(&shop, &p, PICTURE_OF_SHOP));
	run_rounds();
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM picture WHERE state = 3"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM setting WHERE name = 'logo' AND "
					"value = ''"),
			 1);
	shop_check();
}
END_TEST

Suite *picture_logo_suite(void)
{
	Suite *s = suite_create("picture_logo");
	TCase *tc = tcase_create("logo");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, one_is_brought_shown_everywhere_and_removed);
	tcase_add_test(tc, mails_show_it_by_its_address_and_are_complete_without);
	tcase_add_test(tc, one_that_cannot_be_read_leaves_the_one_of_now);
	tcase_add_test(tc, what_is_no_picture_is_refused_whatever_it_is_called);
	tcase_add_test(tc, it_is_the_settings_and_nobody_elses);
	tcase_add_test(tc, one_that_was_removed_meanwhile_stays_away);
	suite_add_tcase(s, tc);
	return s;
}
