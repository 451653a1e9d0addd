/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's catalogue and its API. */
#include <check.h>
#include <string.h>
#include "base/json.h"
#include "catalog/inside.h"
#include "support/app.h"

static struct app *app;
static struct work w;
static const char *reader, *writer;

static void setup(void)
{
	app = support_app();
	w = support_work(app);
	reader = arena_printf(w.arena, "HTTP_AUTHORIZATION=%s",
			      support_api_key(app, PERM_BIT(PERM_CATALOG_READ)));
	writer = arena_printf(w.arena, "HTTP_AUTHORIZATION=%s",
			      support_api_key(app, PERM_BIT(PERM_CATALOG_READ) |
							   PERM_BIT(PERM_CATALOG_CHANGE)));
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@shop.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(2, 'wei@shop.example', 'Wei', 'viewer', 'zh-CN', 1, UTC_TIMESTAMP(6))");
}

static void teardown(void)
{
	support_app_free(app);
}

static struct browser staff(uint64_t id)
{
	struct browser b = browser_new(app);

	browser_sign_in(&b, SESSION_STAFF, id);
	return b;
}

static struct answer *post(const char *key, const char *target, const char *idem, const char *body)
{
	return support_request(app, "POST", target, key, "CONTENT_TYPE=application/json",
			       arena_printf(w.arena, "HTTP_IDEMPOTENCY_KEY=%s", idem),
			       arena_printf(w.arena, "BODY=%s", body), NULL);
}

#define BEANS                                                                                       \
	"{\"code\":\"P-BEANS\",\"name_en\":\"Beans\",\"name_zh\":\"咖啡豆\",\"kind\":\"goods\"," \
	"\"state\":\"on_sale\",\"skus\":[{\"code\":\"R-BEANS-454\",\"variant_en\":\"454 g\","       \
	"\"variant_zh\":\"454 克\",\"price\":\"78.00\",\"tax_percent\":\"13\",\"weight_g\":454},"  \
	"{\"code\":\"R-BEANS-SAMPLE\",\"price\":\"0.8215\"}]}"

static void add_beans(void)
{
	struct answer *a = post(writer, "/api/v1/products", "beans", BEANS);

	ck_assert_msg(a->status == 201, "%d %s", a->status, a->body);
}

START_TEST(api_adds_and_reads_a_product)
{
	struct answer *a = post(writer, "/api/v1/products", "k1", BEANS);
	const cJSON *v = answer_json(a), *sku;

	ck_assert_int_eq(a->status, 201);
	ck_assert_str_eq(answer_header(a, "Location"), "/api/v1/products/P-BEANS");
	ck_assert_str_eq(json_get_text(v, "code"), "P-BEANS");
	ck_assert_str_eq(json_get_text(json_get(v, "name"), "zh-CN"), "咖啡豆");
	sku = cJSON_GetArrayItem(json_get(v, "skus"), 1);
	ck_assert_str_eq(json_get_text(json_get(sku, "unit_price"), "decimal"), "0.8215");
	ck_assert_int_eq(json_get_int(json_get(sku, "unit_price"), "milli"), 82150);
	sku = cJSON_GetArrayItem(json_get(v, "skus"), 0);
	ck_assert_str_eq(json_get_text(sku, "tax_percent"), "13");
	ck_assert_str_eq(json_get_text(sku, "state"), "on_sale");
	a = support_request(app, "GET", "/api/v1/products/P-BEANS", reader, NULL);
	ck_assert_int_eq(a->status, 200);
	ck_assert(cJSON_Compare(v, answer_json(a), true));
	a = support_request(app, "GET", "/api/v1/products?q=bean", reader, NULL);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "products")), 1);
}
END_TEST

START_TEST(the_same_key_adds_once)
{
	struct answer *first = post(writer, "/api/v1/products", "k1", BEANS),
		      *again = post(writer, "/api/v1/products", "k1", BEANS);

	ck_assert_int_eq(again->status, 201);
	ck_assert_str_eq(first->body, again->body);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product"), 1);
}
END_TEST

static const struct {
	const char *name, *from, *to, *pointer;
} bad_rows[] = {
	{ "no code", "\"code\":\"P-BEANS\"", "\"code\":\"\"", "/code" },
	{ "a code with a slash", "P-BEANS", "P/BEANS", "/code" },
	{ "no English name", "\"name_en\":\"Beans\",", "", "/name_en" },
	{ "no Chinese name", "\"咖啡豆\"", "\" \"", "/name_zh" },
	{ "an unknown kind", "\"goods\"", "\"magic\"", "/kind" },
	{ "an unknown state", "\"state\":\"on_sale\"", "\"state\":\"gone\"", "/state" },
	{ "a price that is none", "78.00", "cheap", "/skus/0/price" },
	{ "a price below zero", "78.00", "-1", "/skus/0/price" },
	{ "too many decimals", "0.8215", "0.821599", "/skus/1/price" },
	{ "a tax that is none", "\"13\"", "\"a lot\"", "/skus/0/tax_percent" },
	{ "a member price that is none", "\"weight_g\":454", "\"member_price\":\"0\"",
	  "/skus/0/member_price" },
	{ "a member price above all", "\"weight_g\":454", "\"member_price\":\"78.01\"",
	  "/skus/0/member_price" },
	{ "a tax class that is none", "\"kind\"", "\"tax_class\":\"half\",\"kind\"", "/tax_class" },
	{ "a category that is not there", "\"kind\"", "\"category_id\":\"77\",\"kind\"",
	  "/category_id" },
	{ "too many tags", "\"kind\"", "\"tags\":\"1,2,3,4,5,6,7,8,9,10,11\",\"kind\"", "/tags" },
	{ "a pack of none", "\"weight_g\":454", "\"pack_size\":0", "/skus/0/pack_size" },
	{ "a tax above all", "\"13\"", "\"100.01\"", "/skus/0/tax_percent" },
	{ "a SKU without a code", "\"R-BEANS-454\"", "\"\"", "/skus/0/code" },
	{ "a SKU twice", "R-BEANS-SAMPLE", "R-BEANS-454", "/skus/1/code" },
	{ "an unknown member", "\"kind\"", "\"owner\":\"me\",\"kind\"", "/owner" },
	{ "a picture by its name", "\"kind\"", "\"picture\":\"nowhere.svg\",\"kind\"", "/picture" },
};

static const char *with(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	ck_assert_ptr_nonnull(at);
	return arena_printf(w.arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

START_TEST(bad_fields_are_named)
{
	struct answer *a = post(writer, "/api/v1/products", "k1",
				with(BEANS, bad_rows[_i].from, bad_rows[_i].to));

	ck_assert_msg(a->status == 422, "%s: %d", bad_rows[_i].name, a->status);
	ck_assert_msg(answer_has(a, arena_printf(w.arena, "\"%s\"", bad_rows[_i].pointer)),
		      "%s: %s", bad_rows[_i].name, a->body);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product"), 0);
}
END_TEST

START_TEST(taken_codes_are_named)
{
	struct answer *a;

	add_beans();
	a = post(writer, "/api/v1/products", "k1", BEANS);
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "\"/code\""));
	a = post(writer, "/api/v1/products", "k2", with(BEANS, "P-BEANS", "P-OTHER"));
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "\"/skus\""));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product"), 1);
}
END_TEST

START_TEST(api_changes_what_it_saw)
{
	const char *changed = with(BEANS, "\"state\"", "\"version\":1,\"state\"");
	struct answer *a;

	add_beans();
	a = post(writer, "/api/v1/products/P-BEANS", "k1", with(changed, "78.00", "80"));
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "\"decimal\":\"80.00\""));
	a = post(writer, "/api/v1/products/P-BEANS", "k2", with(changed, "78.00", "90"));
	ck_assert_int_eq(a->status, 409);
	a = post(writer, "/api/v1/products/P-NONE", "k3", changed);
	ck_assert_int_eq(a->status, 404);
	ck_assert_int_eq(support_number("SELECT MAX(unit_milli) FROM sku"), 8000000);
}
END_TEST

START_TEST(reading_is_not_writing)
{
	struct browser viewer = staff(2);
	struct answer *a;

	add_beans();
	ck_assert_int_eq(post(reader, "/api/v1/products", "k1", BEANS)->status, 403);
	ck_assert_int_eq(post(reader, "/api/v1/products/P-BEANS", "k2", BEANS)->status, 403);
	a = browser_get(&viewer, "/desk/products");
	ck_assert_int_eq(a->status, 200);
	ck_assert(!answer_has(a, "/desk/products/new"));
	ck_assert(answer_has(a, "咖啡豆"));
	a = browser_get(&viewer, "/desk/products/P-BEANS");
	ck_assert_int_eq(a->status, 200);
	ck_assert(!answer_has(a, "data-key=\"E\""));
	ck_assert_int_eq(browser_get(&viewer, "/desk/products/new")->status, 403);
	ck_assert_int_eq(browser_post(&viewer, "/desk/products", "code=x")->status, 403);
	ck_assert_int_eq(support_request(app, "GET", "/api/v1/products", NULL)->status, 401);
}
END_TEST

#define FORM                                                                                       \
	"code=P-DRIP&name_en=Drip+bags&name_zh=%E6%8C%82%E8%80%B3&kind=goods&state=draft&"         \
	"version=0&category_id=&tags="
#define SKU_0 "&skus.0.code=P-DRIP-10&skus.0.price=49.90&skus.0.tax_percent=&skus.0.weight_g="
#define BLANK "&skus.1.code=&skus.1.price=&skus.1.variant_en="

START_TEST(desk_adds_by_a_form)
{
	struct browser b = staff(1);
	struct answer *a = browser_get(&b, "/desk/products/new");

	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "skus.1.code"));
	a = browser_post(&b, "/desk/products", FORM SKU_0 BLANK "&made_to_order=1");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	ck_assert_str_eq(answer_header(a, "Location"), "/desk/products/P-DRIP");
	a = browser_get(&b, "/desk/products/P-DRIP");
	ck_assert(answer_has(a, "value=\"49.90\""));
	ck_assert(answer_has(a, "name=\"version\" value=\"1\""));
	ck_assert_int_eq(support_number("SELECT made_to_order FROM product"), 1);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM sku"), 1);
}
END_TEST

START_TEST(desk_keeps_what_was_typed)
{
	struct browser b = staff(1);
	struct answer *a;

	browser_get(&b, "/desk/products/new");
	a = browser_post(&b, "/desk/products",
			 FORM "&skus.0.code=P-DRIP-10&skus.0.price=much&skus.0.variant_en=Ten");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "value=\"Drip bags\""));
	ck_assert(answer_has(a, "value=\"much\""));
	ck_assert(answer_has(a, "value=\"Ten\""));
	ck_assert(answer_has(a, "id=\"e-skus-0-price\""));
	a = browser_post(&b, "/desk/products", FORM);
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "href=\"#f-skus\""));
}
END_TEST

START_TEST(two_people_at_the_desk)
{
	struct browser first = staff(1), second = staff(1);
	struct answer *a;

	add_beans();
	browser_get(&first, "/desk/products/P-BEANS");
	browser_get(&second, "/desk/products/P-BEANS");
#define EDIT                                                                                       \
	"code=P-BEANS&name_zh=%E8%B1%86&kind=goods&state=on_sale&version=1&"                       \
	"skus.0.code=R-BEANS-454&skus.0.price=1&name_en="
	a = browser_post(&first, "/desk/products/P-BEANS", EDIT "First");
	ck_assert_int_eq(a->status, 303);
	a = browser_post(&second, "/desk/products/P-BEANS", EDIT "Second");
	ck_assert_int_eq(a->status, 409);
	ck_assert_int_eq(support_number("SELECT name_en = 'First' FROM product"), 1);
	/* nothing that was typed is lost, and beside it stands what it is now */
	ck_assert(answer_has(a, "What you typed is still here"));
	ck_assert(answer_has(a, "name=\"name_en\" value=\"Second\""));
	ck_assert(answer_has(a, "Now: First"));
	ck_assert(answer_has(a, "name=\"version\" value=\"2\""));
	a = browser_post(&second, "/desk/products/P-BEANS",
			 with(EDIT "Second", "version=1", "version=2"));
	ck_assert_int_eq(a->status, 303);
	ck_assert_int_eq(support_number("SELECT name_en = 'Second' FROM product"), 1);
}
END_TEST

START_TEST(desk_does_not_save_what_is_wrong)
{
	struct browser b = staff(1);
	struct answer *a;

	add_beans();
	browser_get(&b, "/desk/products/new");
	ck_assert_int_eq(browser_post(&b, "/desk/products", FORM SKU_0)->status, 303);
	browser_set_cookie(&b, "lang", "en");
	browser_get(&b, "/desk/products/P-BEANS");
	a = browser_post(&b, "/desk/products/P-BEANS", EDIT "Beans&skus.0.price=cheap");
	ck_assert_int_eq(a->status, 422);
	a = browser_post(&b, "/desk/products/P-BEANS",
			 "code=P-DRIP&name_en=Typed&name_zh=%E8%B1%86&kind=goods&state=on_sale&"
			 "version=1&skus.0.code=R-BEANS-454&skus.0.price=1");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "href=\"#f-code\""));
	ck_assert(answer_has(a, "value=\"Typed\""));
	a = browser_post(&b, "/desk/products/P-BEANS",
			 "code=P-BEANS&name_en=Typed&name_zh=%E8%B1%86&kind=goods&state=on_sale&"
			 "version=1&skus.0.code=P-DRIP-10&skus.0.price=1");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "href=\"#f-skus\""));
	ck_assert_int_eq(browser_get(&b, "/desk/products/P-NONE")->status, 404);
	ck_assert_int_eq(browser_post(&b, "/desk/products/P-NONE", EDIT "None")->status, 404);
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product WHERE name_en = 'Beans' AND "
					"version = 1"),
			 1);
}
END_TEST

START_TEST(changes_are_told_in_the_readers_language)
{
	struct browser b = staff(1), viewer = staff(2);
	struct answer *a;

	add_beans();
	browser_get(&b, "/desk/products/P-BEANS");
	a = browser_post(&b, "/desk/products/P-BEANS",
			 "code=P-BEANS&name_zh=%E8%B1%86&kind=goods&state=withdrawn&version=1&"
			 "description_en=Ripe+%3Cb%3E&name_en=Beans&skus.0.code=R-BEANS-454&"
			 "skus.0.price=78.00&skus.0.pack_size=12");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	a = browser_get(&b, "/desk/products/P-BEANS/changes");
	ck_assert_int_eq(a->status, 200);
	ck_assert(answer_has(a, "Zhou Min"));
	ck_assert(answer_has(a, ">On sale</span> →"));
	ck_assert(answer_has(a, "Ripe &lt;b&gt;"));
	ck_assert(answer_has(a, "<b>Pack size</b> · R-BEANS-454 "));
	a = browser_get(&viewer, "/desk/products/P-BEANS/changes?before=x");
	ck_assert(answer_has(a, ">在售</span> →"));
	ck_assert_int_eq(browser_get(&b, "/desk/products/P-NONE/changes")->status, 404);
	a = browser_get(&b, "/desk/audit");
	ck_assert(answer_has(a, "href=\"/desk/products/P-BEANS\""));
	a = support_request(app, "GET", "/desk/products/P-BEANS/changes?before=1", reader, NULL);
	ck_assert(cJSON_IsTrue(json_get(answer_json(a), "is_empty")));
}
END_TEST

START_TEST(desk_keeps_a_tree_of_categories)
{
	struct browser b = staff(1), viewer = staff(2);
	struct answer *a;
	const char *id, *path;

	browser_get(&b, "/desk/categories");
	a = browser_post(&b, "/desk/categories",
			 "name_en=Coffee&name_zh=%E5%92%96%E5%95%A1&parent_id=");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	browser_get(&b, "/desk/categories");
	a = browser_post(&b, "/desk/categories", "name_en=coffee&name_zh=x&parent_id=");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "href=\"#f-name_en\""));
	ck_assert(answer_has(a, "value=\"coffee\""));
	a = support_request(app, "GET", "/api/v1/categories", reader, NULL);
	id = json_get_text(cJSON_GetArrayItem(json_get(answer_json(a), "categories"), 0), "id");
	path = arena_printf(w.arena, "/desk/categories/%s", id);
	browser_get(&b, "/desk/categories");
	a = browser_post(&b, "/desk/categories",
			 arena_printf(w.arena, "name_en=Beans&name_zh=%%E8%%B1%%86&parent_id=%s",
				      id));
	ck_assert_int_eq(a->status, 303);
	ck_assert(answer_has(browser_get(&viewer, "/desk/categories"), "咖啡 › 豆"));
	ck_assert(!answer_has(browser_get(&viewer, path), "保存分类"));
	ck_assert_int_eq(browser_post(&viewer, path, "name_en=A&name_zh=B&version=1")->status, 403);
	a = browser_get(&b, path);
	ck_assert(answer_has(a, "A category can be removed when"));
	browser_get(&b, "/desk/categories");
	a = browser_post(&b, arena_printf(w.arena, "%s/remove", path), "");
	ck_assert_int_eq(a->status, 409);
	browser_get(&b, "/desk/categories");
	a = browser_post(&b, path,
			 arena_printf(w.arena, "name_en=A&name_zh=B&version=1&parent_id=%s", id));
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "href=\"#f-parent_id\""));
	browser_get(&b, "/desk/categories");
	a = browser_post(&b, path, "name_en=Drinks&name_zh=%E9%A5%AE&version=1&parent_id=");
	ck_assert_int_eq(a->status, 303);
	browser_get(&b, "/desk/categories");
	a = browser_post(&b, path, "name_en=Second&name_zh=%E9%A5%AE&version=1&parent_id=");
	ck_assert_int_eq(a->status, 409);
	ck_assert(answer_has(a, "value=\"Second\""));
	ck_assert(answer_has(browser_get(&b, "/desk/categories"), "Drinks › Beans"));
	ck_assert_int_eq(browser_get(&b, "/desk/categories/77")->status, 404);
}
END_TEST

/* One of BEANS and one related to it in every way. */
static struct answer *add_related(const char *key, const char *more)
{
	const char *tea = with(with(BEANS, "P-BEANS", "P-TEA"), "R-BEANS-454", "R-TEA");

	tea = with(tea, "R-BEANS-SAMPLE", "R-TEA-SAMPLE");
	return post(writer, "/api/v1/products", key,
		    with(tea, "\"kind\"", arena_printf(w.arena, "%s,\"kind\"", more)));
}

static const struct {
	const char *more, *at;
} wrong_relations[] = {
	{ "\"needs\":\"P-NONE\"", "\"/needs\"" },
	{ "\"goes_with\":\"P-BEANS, P-TEA\"", "\"/goes_with\"" },
	{ "\"needs\":\"P-BEANS\",\"replaces\":\"P-BEANS\"", "\"/replaces\"" },
	{ "\"needs\":\"1,2,3,4,5,6,7,8,9,10,11\"", "\"/needs\"" },
};

START_TEST(relations_that_cannot_be_are_refused)
{
	struct answer *a;

	add_beans();
	a = add_related("k2", wrong_relations[_i].more);
	ck_assert_msg(a->status == 422, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, wrong_relations[_i].at));
	ck_assert_int_eq(support_number("SELECT COUNT(*) FROM product"), 1);
}
END_TEST

START_TEST(relations_are_shown_from_both_ends)
{
	struct browser b = staff(1);
	struct answer *a;

	add_beans();
	a = add_related("k2", "\"needs\":\"P-BEANS,\"");
	ck_assert_msg(a->status == 201, "%d %s", a->status, a->body);
	ck_assert(answer_has(a, "\"needs\":\"P-BEANS\""));
	ck_assert(answer_has(a, "\"relations\":[{\"kind\":\"needs\",\"is_back\":false"));
	a = support_request(app, "GET", "/api/v1/products/P-BEANS", reader, NULL);
	ck_assert(answer_has(
		a, "\"relations\":[{\"kind\":\"needs\",\"is_back\":true,\"code\":\"P-TEA\""));
	browser_set_cookie(&b, "lang", "en");
	a = browser_get(&b, "/desk/products/P-BEANS");
	ck_assert(answer_has(a, "Is needed by <a href=\"/desk/products/P-TEA\""));
}
END_TEST

START_TEST(relations_change_with_the_product_and_are_told)
{
	struct browser b = staff(1);
	struct answer *a;

	add_beans();
	ck_assert_int_eq(add_related("k2", "\"needs\":\"P-BEANS\"")->status, 201);
#define TEA                                                                                        \
	"code=P-TEA&name_en=Tea&name_zh=%E8%8C%B6&kind=goods&state=on_sale&version=1&"             \
	"skus.0.code=R-TEA&skus.0.price=78.00"
	browser_set_cookie(&b, "lang", "en");
	browser_get(&b, "/desk/products/P-TEA");
	a = browser_post(&b, "/desk/products/P-TEA", TEA "&goes_with=P-NONE");
	ck_assert_int_eq(a->status, 422);
	ck_assert(answer_has(a, "href=\"#f-goes_with\""));
	ck_assert(answer_has(a, "There is no product P-NONE"));
	ck_assert(answer_has(a, "value=\"P-NONE\""));
	browser_get(&b, "/desk/products/P-TEA");
	a = browser_post(&b, "/desk/products/P-TEA", TEA "&goes_with=P-BEANS");
	ck_assert_msg(a->status == 303, "%d %s", a->status, a->body);
	ck_assert_int_eq(support_number("SELECT kind FROM product_relation"), RELATION_GOES_WITH);
	a = browser_get(&b, "/desk/products/P-TEA/changes");
	ck_assert(answer_has(a, "<b>Goes with</b> <span class=\"long\">P-BEANS</span>"));
	ck_assert(answer_has(a, "<b>Needs</b> <span class=\"long\">P-BEANS</span> → –"));
}
END_TEST

START_TEST(list_is_filtered_by_category_and_tag)
{
	struct browser b = staff(1);
	const char *tea = with(BEANS, "\"kind\"", "\"tags\":\"new, gift\",\"kind\"");
	struct answer *a = post(writer, "/api/v1/categories", "c",
				"{\"name_en\":\"Coffee\",\"name_zh\":\"咖啡\"}");
	const char *id = json_get_text(answer_json(a), "id");

	ck_assert_int_eq(a->status, 201);
	tea = with(tea, "\"kind\"",
		   arena_printf(w.arena,
				"\"category_id\":\"%s\",\"tax_class\":\"reduced\",\"kind\"", id));
	tea = with(tea, "\"weight_g\":454", "\"member_price\":\"70\"");
	a = post(writer, "/api/v1/products", "k", tea);
	ck_assert_msg(a->status == 201, "%s", a->body);
	ck_assert(answer_has(a, "\"tags\":\"gift, new\""));
	ck_assert(answer_has(a, "\"member_unit_price\":{\"milli\":7000000"));
	ck_assert_int_eq(
		support_number(
			"SELECT unit_milli > member_milli FROM sku WHERE member_milli IS NOT NULL"),
		1);
	a = support_request(app, "GET",
			    arena_printf(w.arena, "/api/v1/products?category=%s&tag=GIFT", id),
			    reader, NULL);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "products")), 1);
	a = support_request(app, "GET", "/api/v1/products?tag=none", reader, NULL);
	ck_assert_int_eq(cJSON_GetArraySize(json_get(answer_json(a), "products")), 0);
	a = browser_get(&b, arena_printf(w.arena, "/desk/products?category=%s&tag=gift", id));
	ck_assert(answer_has(a, "P-BEANS"));
	ck_assert(answer_has(a, "<option value=\"gift\" selected>"));
	a = browser_get(&b, "/desk/products/P-BEANS");
	ck_assert(answer_has(a, "value=\"70.00\""));
	ck_assert(answer_has(a, arena_printf(w.arena, "<option value=\"%s\" selected>Coffee", id)));
}
END_TEST

START_TEST(list_turns_its_pages)
{
	struct browser b = staff(1);
	struct answer *a;
	cJSON *view;
	const char *next;

	for (int i = 0; i < 60; i++) {
		struct product_draft d = { .code = arena_printf(w.arena, "P-%02d", i),
					   .name_en = "Tea",
					   .name_zh = "茶",
					   .state = PRODUCT_ON_SALE };
		uint64_t id;

		ck_assert_int_eq(catalog_add(&w, &d, &id), CATALOG_OK);
	}
	a = support_request(app, "GET", "/desk/products?state=on_sale&q=tea", reader, NULL);
	view = answer_json(a);
	ck_assert_int_eq(json_get_int(view, "count"), 50);
	next = json_get_text(json_get(view, "pager"), "next");
	ck_assert_ptr_nonnull(next);
	ck_assert_ptr_nonnull(strstr(next, "&state=on_sale"));
	ck_assert_ptr_nonnull(strstr(next, "&q=tea"));
	a = browser_get(&b, next);
	ck_assert(answer_has(a, "P-09"));
	ck_assert(!answer_has(a, "P-10"));
	ck_assert(answer_has(a, "rel=\"prev\""));
	ck_assert(!answer_has(a, "rel=\"next\""));
	a = browser_get(&b, "/desk/products?state=nonsense&before=x");
	ck_assert_int_eq(a->status, 200);
	a = browser_get(&b, "/desk/products?q=%3Cscript%3E");
	ck_assert_int_eq(a->status, 200);
	ck_assert(!answer_has(a, "<script>"));
}
END_TEST

Suite *catalog_web_suite(void)
{
	Suite *s = suite_create("catalog_web");
	TCase *tc = tcase_create("pages");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_set_timeout(tc, 30);
	tcase_add_test(tc, api_adds_and_reads_a_product);
	tcase_add_test(tc, the_same_key_adds_once);
	tcase_add_loop_test(tc, bad_fields_are_named, 0, sizeof bad_rows / sizeof *bad_rows);
	tcase_add_test(tc, taken_codes_are_named);
	tcase_add_test(tc, api_changes_what_it_saw);
	tcase_add_test(tc, reading_is_not_writing);
	tcase_add_test(tc, desk_adds_by_a_form);
	tcase_add_test(tc, desk_keeps_what_was_typed);
	tcase_add_test(tc, two_people_at_the_desk);
	tcase_add_test(tc, desk_does_not_save_what_is_wrong);
	tcase_add_test(tc, changes_are_told_in_the_readers_language);
	tcase_add_test(tc, desk_keeps_a_tree_of_categories);
	tcase_add_loop_test(tc, relations_that_cannot_be_are_refused, 0,
			    (int)(sizeof wrong_relations / sizeof *wrong_relations));
	tcase_add_test(tc, relations_are_shown_from_both_ends);
	tcase_add_test(tc, relations_change_with_the_product_and_are_told);
	tcase_add_test(tc, list_is_filtered_by_category_and_tag);
	tcase_add_test(tc, list_turns_its_pages);
	suite_add_tcase(s, tc);
	return s;
}
