/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a product's pictures, and the same for programs. */
#include "order/door.h"
#include "order/rounds.h"
#include "picture/files.h"
#include "picture/picture.h"

#define CATALOG (PERM_BIT(PERM_CATALOG_READ) | PERM_BIT(PERM_CATALOG_CHANGE))

static struct browser staff;

static void setup(void)
{
	door_setup();
	staff = door_staff(1);
}

static void add_field(struct buf *b, const char *name, const char *value)
{
	buf_addf(b, "--XX\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n", name,
		 value);
}

static struct buf form_of(const char *product, const char *name, struct file f)
{
	struct buf b;

	buf_init(&b, shop.arena);
	add_field(&b, "product", product);
	add_field(&b, "alt_en", "Beans in a bag");
	add_field(&b, "alt_zh", "袋装咖啡豆");
	buf_addf(&b,
		 "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
		 "Content-Type: image/png\r\n\r\n",
		 name);
	buf_add(&b, f.p, f.len);
	buf_adds(&b, "\r\n");
	return b;
}

static struct answer *upload(const char *product, const char *name, struct file f)
{
	struct buf b = form_of(product, name, f);

	browser_get(&staff, "/desk/products/P-A/pictures");
	add_field(&b, "csrf", staff.csrf);
	add_field(&b, "form_key", staff.form_key);
	buf_adds(&b, "--XX--\r\n");
	return browser_send_bytes(&staff, "/desk/pictures", "multipart/form-data; boundary=XX", b.p,
				  b.len);
}

static cJSON *pictures(void)
{
	return door_tree(&staff, "/desk/products/P-A/pictures");
}

static const cJSON *nth(const cJSON *tree, int i)
{
	return cJSON_GetArrayItem(json_get(tree, "pictures"), i);
}

START_TEST(one_is_brought_described_moved_and_removed)
{
	const cJSON *one;
	const char *id;

	door_shows(browser_get(&staff, "/desk/products/P-A/pictures"), "No pictures yet.");
	door_want(upload("P-A", "my beans.png", file_png(shop.arena, 64, 64)), 303);
	door_shows(browser_get(&staff, "/desk/products/P-A/pictures"), "Being prepared");
	rounds_run_tasks();
	one = nth(pictures(), 0);
	id = json_get_text(one, "id");
	ck_assert_str_eq(json_get_text(one, "state"), "ready");
	ck_assert_str_eq(json_get_text(one, "file_name"), "my beans.png");
	ck_assert_str_eq(json_get_text(one, "alt_zh"), "袋装咖啡豆");
	ck_assert_int_eq(json_get_int(one, "width"), 64);
	door_shows(browser_get(&staff, "/desk/products/P-A/pictures"),
		   door_path("src=\"/%s\"", json_get_text(one, "small")));
	door_shows(browser_get(&staff, "/desk/products/P-A"), "/media/");
	door_shows(browser_get(&staff, "/desk/products"), "/media/");

	browser_get(&staff, door_path("/desk/pictures/%s", id));
	door_want(door_post(&staff, door_path("/desk/pictures/%s", id), "alt_en=New&alt_zh="), 303);
	ck_assert_str_eq(json_get_text(nth(pictures(), 0), "alt_en"), "New");
	ck_assert_str_eq(json_get_text(nth(pictures(), 0), "alt_zh"), "");

	door_want(upload("P-A", "b.jpg", file_jpeg(shop.arena, 32, 32, 1)), 303);
	rounds_run_tasks();
	browser_get(&staff, "/desk/products/P-A/pictures");
	door_want(door_post(&staff, door_path("/desk/pictures/%s/move", id), "direction=down"),
		  303);
	ck_assert_str_eq(json_get_text(nth(pictures(), 1), "id"), id);
	browser_get(&staff, "/desk/products/P-A/pictures");
	door_want(door_post(&staff, door_path("/desk/pictures/%s/remove", id), ""), 303);
	ck_assert_ptr_null(nth(pictures(), 1));
	door_want(browser_get(&staff, door_path("/desk/pictures/%s", id)), 404);
}
END_TEST

START_TEST(what_is_wrong_with_a_file_stands_beside_its_field_and_the_words_stay)
{
	struct file png = file_png(shop.arena, 64, 64);
	struct file large = { arena_zalloc(shop.arena, PICTURE_BYTES_MAX + 1),
			      PICTURE_BYTES_MAX + 1 };
	const struct {
		struct file f;
		const char *name, *code;
	} rows[] = {
		{ { "", 0 }, "a.png", "/file required" },
		{ { "hello", 5 }, "a.png", "/file no_picture" },
		{ file_gif(shop.arena), "a.png", "/file no_picture" },
		{ file_png_animated(shop.arena), "a.png", "/file animated" },
		{ file_png_bomb(shop.arena, 10000), "a.png", "/file too_many_pixels" },
		{ file_cut(png, 8), "a.png", "/file damaged" },
		{ large, "a.png", "/file too_large" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct answer *a = upload("P-A", rows[i].name, rows[i].f);

		door_want(a, 422);
		door_shows(a, "Beans in a bag");
		door_shows(a, "aria-invalid");
	}
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM picture"), 0);
	door_want(upload("P-NONE", "a.png", png), 404);
}
END_TEST

/* A name says nothing: what is a picture is one. */
START_TEST(content_counts_and_no_name)
{
	door_want(upload("P-A", "../../invoice.pdf", file_png(shop.arena, 64, 64)), 303);
	ck_assert_str_eq(json_get_text(nth(pictures(), 0), "file_name"), "invoice.pdf");
}
END_TEST

START_TEST(one_that_the_worker_cannot_read_says_so_on_the_page)
{
	struct file f = file_jpeg(shop.arena, 300, 300, 1);
	struct answer *a;

	door_want(upload("P-A", "a.jpg", file_cut(f, f.len * 2 / 3)), 303);
	rounds_run_tasks();
	a = browser_get(&staff, "/desk/products/P-A/pictures");
	door_shows(a, "Cannot be shown");
	door_shows(a, "cut short");
	ck_assert_str_eq(json_get_text(nth(pictures(), 0), "fault"), "damaged");
}
END_TEST

static struct answer *api_upload(uint64_t permissions, const char *key, const char *product,
				 struct file f)
{
	struct buf b = form_of(product, "a.png", f);

	buf_adds(&b, "--XX--\r\n");
	return support_send(shop_app, "/api/v1/pictures", b.p, b.len,
			    "CONTENT_TYPE=multipart/form-data; boundary=XX",
			    door_path("HTTP_AUTHORIZATION=%s",
				      support_api_key(shop_app, permissions)),
			    door_path("HTTP_IDEMPOTENCY_KEY=%s", key), NULL);
}

START_TEST(a_picture_says_which_variant_it_shows)
{
	struct answer *a;
	const char *id;

	support_sql(
		"INSERT INTO sku (id, product_id, code, variant_en, variant_zh, unit_milli, "
		"currency, tax_bp, weight_g, state, created_at) SELECT 77, product_id, 'A-RED', "
		"'Red', '红', unit_milli, currency, tax_bp, weight_g, state, created_at FROM sku "
		"WHERE code = 'A'");
	door_want(upload("P-A", "a.png", file_png(shop.arena, 8, 8)), 303);
	id = json_get_text(nth(pictures(), 0), "id");
	a = browser_get(&staff, door_path("/desk/pictures/%s", id));
	door_shows(a, "A-RED · Red");
	a = door_post(&staff, door_path("/desk/pictures/%s", id), "alt_en=Red&of=sku:NONE");
	door_want(a, 422);
	door_shows(a, "The product has no such variant");
	door_shows(a, "value=\"Red\"");
	browser_get(&staff, door_path("/desk/pictures/%s", id));
	door_want(door_post(&staff, door_path("/desk/pictures/%s", id), "alt_en=Red&of=sku:A-RED"),
		  303);
	door_shows(browser_get(&staff, door_path("/desk/pictures/%s", id)),
		   "value=\"sku:A-RED\" selected");
	door_shows(browser_get(&staff, "/desk/products/P-A/pictures"),
		   "<span class=\"tag\">A-RED · Red</span>");

	a = door_api(CATALOG, "POST", door_path("/api/v1/pictures/%s", id), "{\"of\":\"sku:B\"}");
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/of unknown_variant");
	a = door_api(CATALOG, "POST", door_path("/api/v1/pictures/%s", id), "{\"of\":\"sku:A\"}");
	door_want(a, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "of"), "sku:A");
	rounds_run_tasks();
	a = door_api(CATALOG, "GET", "/api/v1/products/P-A", NULL);
	ck_assert_ptr_nonnull(
		json_get_text(cJSON_GetArrayItem(json_get(answer_json(a), "skus"), 0), "picture"));
}
END_TEST

START_TEST(programs_do_the_same)
{
	struct answer *a = api_upload(CATALOG, "one", "P-A", file_png(shop.arena, 64, 64));
	const char *id;

	door_want(a, 201);
	id = json_get_text(answer_json(a), "id");
	rounds_run_tasks();
	a = door_api(CATALOG, "GET", "/api/v1/products/P-A/pictures", NULL);
	ck_assert_str_eq(json_get_text(nth(answer_json(a), 0), "state"), "ready");
	a = door_api(CATALOG, "POST", door_path("/api/v1/pictures/%s", id),
		     "{\"alt_en\":\"Bag\",\"alt_zh\":\"袋\"}");
	door_want(a, 200);
	ck_assert_str_eq(json_get_text(answer_json(a), "alt_en"), "Bag");
	a = door_api(CATALOG, "POST", door_path("/api/v1/pictures/%s/move", id),
		     "{\"direction\":\"sideways\"}");
	door_want(a, 422);
	a = door_api(CATALOG, "POST", door_path("/api/v1/pictures/%s/remove", id), "{}");
	door_want(a, 200);
	ck_assert_ptr_null(nth(answer_json(a), 0));
	door_want(door_api(CATALOG, "GET", door_path("/api/v1/pictures/%s", id), NULL), 404);

	a = api_upload(CATALOG, "two", "P-A", (struct file){ "x", 1 });
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/file no_picture");
	a = api_upload(CATALOG, "three", "NONE", file_png(shop.arena, 8, 8));
	door_want(a, 422);
	ck_assert_str_eq(door_error(a), "/product unknown_product");
	door_want(api_upload(PERM_BIT(PERM_CATALOG_READ), "four", "P-A",
			     file_png(shop.arena, 8, 8)),
		  403);
}
END_TEST

Suite *picture_web_suite(void)
{
	Suite *s = suite_create("picture_web");
	TCase *tc = tcase_create("web");

	tcase_add_checked_fixture(tc, setup, door_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, one_is_brought_described_moved_and_removed);
	tcase_add_test(tc, what_is_wrong_with_a_file_stands_beside_its_field_and_the_words_stay);
	tcase_add_test(tc, content_counts_and_no_name);
	tcase_add_test(tc, one_that_the_worker_cannot_read_says_so_on_the_page);
	tcase_add_test(tc, a_picture_says_which_variant_it_shows);
	tcase_add_test(tc, programs_do_the_same);
	suite_add_tcase(s, tc);
	return s;
}
