/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shop's own colours: contrast as others reckon it, what fits, and that all which follows from
 * an accent that fits can be read. */
#include "theme.h"

#include <check.h>
#include <math.h>
#include <string.h>
#include "base/file.h"
#include "base/json.h"
#include "support/app.h"

static struct colour colour(const char *text)
{
	struct colour c;

	ck_assert_msg(colour_read(text, &c), "%s", text);
	return c;
}

START_TEST(colours_are_read_as_they_are_written)
{
	static const char *const none[] = { "",        "#",       "#12345", "#1234567",  "0a6b58a",
					    "#0a6b5g", "#0a6b5 ", "red",    "#0A6B5\xc3" };
	char text[COLOUR_SIZE];
	struct colour c;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_msg(!colour_read(none[i], &c), "%s", none[i]);
	colour_write(colour("#0A6b58"), text);
	ck_assert_str_eq(text, "#0a6b58");
}
END_TEST

/* As the checkers of contrast on the web say it. */
START_TEST(contrast_is_wcags)
{
	static const struct {
		const char *a, *b;
		double ratio;
	} row[] = {
		{ "#000000", "#ffffff", 21.0 }, { "#ffffff", "#ffffff", 1.0 },
		{ "#777777", "#ffffff", 4.48 }, { "#767676", "#ffffff", 4.54 },
		{ "#0000ff", "#ffffff", 8.59 }, { "#ff0000", "#ffffff", 4.0 },
		{ "#46504b", "#ffffff", 8.36 }, { "#9aa7a0", "#212a26", 5.91 },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		double ratio = colour_contrast(colour(row[i].a), colour(row[i].b));

		ck_assert_msg(fabs(ratio - row[i].ratio) < 0.01, "%s %s: %f", row[i].a, row[i].b,
			      ratio);
		ck_assert_double_eq_tol(ratio, colour_contrast(colour(row[i].b), colour(row[i].a)),
					0.0001);
	}
}
END_TEST

START_TEST(an_accent_fits_or_not)
{
	static const struct {
		enum theme_scheme scheme;
		const char *accent;
		bool fits;
	} row[] = {
		{ THEME_LIGHT, "#0a6b58", true },
		{ THEME_DARK, "#63cfb3", true },
		{ THEME_LIGHT, "#63cfb3", false },
		{ THEME_DARK, "#0a6b58", false },
		{ THEME_LIGHT, "#000000", true },
		{ THEME_DARK, "#ffffff", true },
		{ THEME_LIGHT, "#ffffff", false },
		{ THEME_DARK, "#000000", false },
		/* on white alone it would do */
		{ THEME_LIGHT, "#767676", false },
		{ THEME_LIGHT, "#c8102e", true },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		ck_assert_msg(theme_fits(row[i].scheme, colour(row[i].accent)) == row[i].fits,
			      "%s in %d: %f", row[i].accent, (int)row[i].scheme,
			      theme_contrast(row[i].scheme, colour(row[i].accent)));
}
END_TEST

static void look_at(enum theme_scheme scheme, struct colour typed)
{
	struct colour near = theme_nearest(scheme, typed);
	struct theme_tokens t = theme_tokens(scheme, near);
	char text[COLOUR_SIZE];

	colour_write(typed, text);
	ck_assert_msg(theme_fits(scheme, near), "%s", text);
	if (theme_fits(scheme, typed))
		ck_assert_msg(!memcmp(&near, &typed, sizeof near), "%s", text);
	ck_assert_msg(colour_contrast(t.on, t.brand) >= THEME_RATIO, "%s: on brand", text);
	ck_assert_msg(colour_contrast(t.on, t.strong) >= THEME_RATIO, "%s: on brand-2", text);
	ck_assert_msg(colour_contrast(t.strong, t.soft) >= THEME_RATIO, "%s: brand-2 on soft",
		      text);
	ck_assert_msg(colour_contrast(t.brand, t.soft) >= THEME_RATIO, "%s: brand on soft", text);
}

START_TEST(what_follows_from_any_accent_can_be_read)
{
	for (int r = 0; r < 256; r += 15)
		for (int g = 0; g < 256; g += 15)
			for (int b = 0; b < 256; b += 15)
				for (int s = 0; s < THEME__MAX; s++)
					look_at((enum theme_scheme)s,
						(struct colour){ (uint8_t)r, (uint8_t)g,
								 (uint8_t)b });
}
END_TEST

static const char *version(const char *light, const char *dark, struct arena *a)
{
	const char *v = theme_version(&(struct theme){ { light, dark } }, a);

	return v ? v : "none";
}

START_TEST(versions_hold_what_fits_and_nothing_else)
{
	static const char *const bad[] = {
		"",          "1",         "1-",          "1--",        "1-0a6b58",
		"2-0a6b58-", "1-ffffff-", "1-0a6b58-#",  "1-0a6b58--", "1-0a6b58-000000",
		"1-0A6B58-", "1-zz-zz",   "1-0a6b58-;}",
	};
	struct arena *a = arena_new();
	struct theme t;
	struct buf b;

	ck_assert_str_eq(version("", "", a), "none");
	ck_assert_str_eq(version("#0A6B58", "", a), "1-0a6b58-");
	ck_assert_str_eq(version("", "#63cfb3", a), "1--63cfb3");
	ck_assert_str_eq(version("#0a6b58", "#63cfb3", a), "1-0a6b58-63cfb3");
	ck_assert_str_eq(version("#ffffff", "#63cfb3", a), "1--63cfb3");
	ck_assert(theme_of_version("1-0a6b58-63cfb3", a, &t));
	ck_assert_str_eq(t.accent[THEME_LIGHT], "#0a6b58");
	ck_assert_str_eq(t.accent[THEME_DARK], "#63cfb3");
	ck_assert(!theme_of_version(NULL, a, &t));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!theme_of_version(bad[i], a, &t), "%s", bad[i]);
	buf_init(&b, a);
	ck_assert(theme_of_version("1--63cfb3", a, &t));
	theme_css(&t, &b);
	ck_assert_ptr_null(strstr(b.p, ":root {"));
	ck_assert_ptr_nonnull(strstr(b.p, ":root[data-theme=\"dark\"] { --brand: #63cfb3;"));
	arena_free(a);
}
END_TEST

/* ---- in the shop ---- */

static struct app *app;

static void setup(void)
{
	app = support_app();
}

static void teardown(void)
{
	support_app_free(app);
}

static void set(const char *name, const char *value)
{
	struct work w = support_work(app);

	ck_assert_msg(setting_put(w.db, w.arena, name, value, w.now), "%s = %s", name, value);
	ck_assert(app_read_settings(app));
}

/* The backgrounds are written down twice, here and in app.css: this holds them together. */
START_TEST(backgrounds_are_those_of_the_stylesheet)
{
	static const char *const token[] = { "--surface",    "--bg",           "--surface-2",
					     "--info-soft",  "--success-soft", "--warning-soft",
					     "--danger-soft" };
	const char *css = file_read(app->arena,
				    arena_printf(app->arena, "%s%s", app->config->data_dir,
						 app_asset(app, "app.css")),
				    NULL);
	const char *part[THEME__MAX];

	ck_assert_ptr_nonnull(css);
	part[THEME_LIGHT] = strstr(css, ":root {");
	part[THEME_DARK] = strstr(css, ":root[data-theme=\"dark\"] {");
	for (int s = 0; s < THEME__MAX; s++) {
		double least = 21;

		for (size_t i = 0; i < sizeof token / sizeof *token; i++) {
			const char *at =
				strstr(part[s], arena_printf(app->arena, "%s: #", token[i]));
			const char *text;

			ck_assert_msg(at != NULL, "%s", token[i]);
			at = strchr(at, '#');
			text = arena_strndup(app->arena, at,
					     strspn(at + 1, "0123456789abcdef") + 1);
			if (strlen(text) == 4)
				text = arena_printf(app->arena, "#%c%c%c%c%c%c", at[1], at[1],
						    at[2], at[2], at[3], at[3]);
			least = fmin(least, colour_contrast(colour(text), colour("#808080")));
		}
		ck_assert_double_eq_tol(least,
					theme_contrast((enum theme_scheme)s, colour("#808080")),
					0.0001);
	}
}
END_TEST

START_TEST(pages_name_the_stylesheet_by_its_colours)
{
	struct answer *a = support_request(app, "GET", "/track", NULL);

	ck_assert(!answer_has(a, "/theme.css"));
	set("accent_light", "#C8102E");
	a = support_request(app, "GET", "/track", NULL);
	ck_assert(answer_has(a, "<link rel=\"stylesheet\" href=\"/theme.css?v=1-c8102e-\">"));
	a = support_request(app, "GET", "/desk/sign-in", NULL);
	ck_assert(answer_has(a, "href=\"/theme.css?v=1-c8102e-\""));
	a = support_request(app, "GET", "/theme.css?v=1-c8102e-", NULL);
	ck_assert_int_eq(a->status, 200);
	ck_assert_str_eq(answer_header(a, "Content-Type"), "text/css; charset=utf-8");
	ck_assert_str_eq(answer_header(a, "Cache-Control"), "public, max-age=31536000, immutable");
	ck_assert_ptr_null(answer_header(a, "Set-Cookie"));
	ck_assert(answer_has(a, "--brand: #c8102e;"));
	ck_assert(answer_has(a, "--link: #c8102e;"));
	ck_assert(!answer_has(a, "dark"));
}
END_TEST

START_TEST(an_address_without_a_version_follows_the_settings)
{
	struct answer *a = support_request(app, "GET", "/theme.css", NULL);

	ck_assert_int_eq(a->status, 200);
	ck_assert_uint_eq(a->body_len, 0);
	set("accent_dark", "#ffb3c1");
	a = support_request(app, "GET", "/theme.css?v=1-ffffff-", NULL);
	ck_assert(answer_has(a, "--brand: #ffb3c1;"));
	ck_assert_str_eq(answer_header(a, "Cache-Control"), "no-cache");
	/* what an address said once it says for ever */
	a = support_request(app, "GET", "/theme.css?v=1-0a6b58-", NULL);
	ck_assert(answer_has(a, "--brand: #0a6b58;"));
	ck_assert(!answer_has(a, "#ffb3c1"));
}
END_TEST

/* ---- languages ---- */

static const char *tongue(struct browser *b, const char *path)
{
	struct answer *a = browser_get(b, path);

	return answer_has(a, "<html lang=\"en\"") ? "en" : "zh-CN";
}

START_TEST(customers_read_what_they_are_offered)
{
	struct browser b = browser_new(app);

	browser_set_cookie(&b, "lang", "zh-CN");
	ck_assert_str_eq(tongue(&b, "/track"), "zh-CN");
	ck_assert(answer_has(browser_get(&b, "/track"), "hreflang=\"en\""));
	set("lang", "en");
	set("languages", "en");
	ck_assert_str_eq(tongue(&b, "/track"), "en");
	ck_assert(!answer_has(browser_get(&b, "/track"), "hreflang="));
	ck_assert(!answer_has(browser_get(&b, "/track?lang=zh-CN"), "hreflang="));
	ck_assert_str_eq(browser_cookie(&b, "lang"), "zh-CN");
	ck_assert_str_eq(tongue(&b, "/nothing-there"), "en");
	/* whoever works here reads as before */
	ck_assert_str_eq(tongue(&b, "/desk/sign-in"), "zh-CN");
	ck_assert(answer_has(browser_get(&b, "/desk/sign-in"), "hreflang=\"en\""));
	browser_get(&b, "/track");
	browser_post(&b, "/preferences", "lang=zh-CN&back=/track");
	set("languages", "zh-CN");
	ck_assert_str_eq(tongue(&b, "/track"), "zh-CN");
	ck_assert(answer_has(support_request(app, "GET", "/track",
					     "HTTP_ACCEPT_LANGUAGE=en-GB,en;q=0.9", NULL),
			     "<html lang=\"zh-CN\""));
}
END_TEST

Suite *theme_suite(void)
{
	Suite *s = suite_create("theme");
	TCase *rules = tcase_create("rules"), *shop = tcase_create("shop");

	tcase_set_timeout(rules, 60);
	tcase_add_test(rules, colours_are_read_as_they_are_written);
	tcase_add_test(rules, contrast_is_wcags);
	tcase_add_test(rules, an_accent_fits_or_not);
	tcase_add_test(rules, what_follows_from_any_accent_can_be_read);
	tcase_add_test(rules, versions_hold_what_fits_and_nothing_else);
	suite_add_tcase(s, rules);
	tcase_set_timeout(shop, 60);
	tcase_add_checked_fixture(shop, setup, teardown);
	tcase_add_test(shop, backgrounds_are_those_of_the_stylesheet);
	tcase_add_test(shop, pages_name_the_stylesheet_by_its_colours);
	tcase_add_test(shop, an_address_without_a_version_follows_the_settings);
	tcase_add_test(shop, customers_read_what_they_are_offered);
	suite_add_tcase(s, shop);
	return s;
}
