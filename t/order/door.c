/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Staff, programs and customers at the doors of orders. */
#include "order/door.h"

#define NAME     "林雨晴"
#define STREET   "文三路 4711 号 5 单元 602 室"
#define POSTCODE "310012"

void door_setup(void)
{
	shop_setup();
	shop.now = instant_now();
	/* whatever o'clock it is, what is ordered leaves the same day */
	shop_app->settings.cutoff_hour = 24;
	support_sql("INSERT INTO staff (id, email, name, role, lang, state, created_at) VALUES "
		    "(1, 'zhou@shop.example', 'Zhou Min', 'owner', 'en', 1, UTC_TIMESTAMP(6)), "
		    "(2, 'wei@shop.example', 'Wei', 'viewer', 'en', 1, UTC_TIMESTAMP(6))");
	shop_goods("A", 1000, false);
	shop_goods("B", 1000, false);
}

void door_teardown(void)
{
	shop_teardown();
}

struct order_draft door_draft(const char *sku, int quantity)
{
	struct shop_want *want = arena_new_of(shop.arena, struct shop_want);
	struct order_draft d;

	*want = (struct shop_want){ sku, quantity };
	d = shop_draft(ANNE, want, 1);
	d.contact.email = MAIL;
	d.contact.street = STREET;
	d.contact.postcode = POSTCODE;
	d.lang = d.contact.lang = LANG_EN;
	return d;
}

struct order *door_order_of(struct order_draft d)
{
	struct order_answer a;
	enum order_refusal r = order_place(&shop, &d, &a);

	ck_assert_msg(r == ORDER_OK, "order refused: %d", (int)r);
	return shop_look(a.order->id);
}

struct order *door_order(const char *sku, int quantity)
{
	return door_order_of(door_draft(sku, quantity));
}

struct order *door_look(const struct order *o)
{
	return shop_look(o->id);
}

struct browser door_nobody(void)
{
	struct browser b = browser_new(shop_app);

	browser_set_cookie(&b, "lang", "en");
	return b;
}

struct browser door_staff(uint64_t id)
{
	struct browser b = door_nobody();

	browser_sign_in(&b, SESSION_STAFF, id);
	return b;
}

struct browser door_customer(const struct order *o)
{
	struct browser b = door_nobody();

	ck_assert(customer_prove_email(&shop, MAIL));
	browser_sign_in(&b, SESSION_CUSTOMER, o->customer_id);
	return b;
}

struct answer *door_post(struct browser *b, const char *target, const char *fields)
{
	browser_get(b, "/track");
	return browser_post(b, target, fields);
}

static const char *cookies(const struct browser *b)
{
	struct buf all;

	buf_init(&all, shop.arena);
	buf_addlit(&all, "HTTP_COOKIE=theme=light");
	for (size_t i = 0; i < b->n_cookies; i++)
		buf_addf(&all, "; %s=%s", b->cookie[i].name, b->cookie[i].value);
	return all.p;
}

struct answer *door_post_tree(struct browser *b, const char *target, const char *fields)
{
	browser_get(b, "/track");
	return support_request(shop_app, "POST", target, TREES, cookies(b),
			       "HTTP_SEC_FETCH_SITE=same-origin",
			       "CONTENT_TYPE=application/x-www-form-urlencoded",
			       door_path("BODY=csrf=%s&form_key=%s%s%s", b->csrf, b->form_key,
					 *fields ? "&" : "", fields),
			       NULL);
}

cJSON *door_tree(struct browser *b, const char *target)
{
	struct answer *a = support_request(shop_app, "GET", target, TREES, cookies(b), NULL);

	door_want(a, 200);
	return answer_json(a);
}

const char *door_k(const struct order *o)
{
	char tag[SECRET_TAG_SIZE];

	order_link_token(shop_app, o->id, o->link_version, tag);
	return arena_strdup(shop.arena, tag);
}

const char *door_link(const struct order *o, const char *tail)
{
	return door_path("/o/%s%s?k=%s", o->number, tail, door_k(o));
}

struct answer *door_api(uint64_t permissions, const char *method, const char *target,
			const char *body)
{
	return door_api_if(permissions, NULL, method, target, body);
}

struct answer *door_api_if(uint64_t permissions, const char *if_match, const char *method,
			   const char *target, const char *body)
{
	const char *condition = if_match ? door_path("HTTP_IF_MATCH=%s", if_match) : "X=";
	const char *who =
		door_path("HTTP_AUTHORIZATION=%s", support_api_key(shop_app, permissions));
	const char *key =
		door_path("HTTP_IDEMPOTENCY_KEY=key-%llu", (unsigned long long)secret_random64());

	if (!body)
		return support_request(shop_app, method, target, who, key, condition, NULL);
	return support_request(shop_app, method, target, who, key, condition,
			       "CONTENT_TYPE=application/json", door_path("BODY=%s", body), NULL);
}

/* ---- looking at answers ---- */

/* What a page or problem says, short enough for a message of the test library. */
static const char *gist(const struct answer *a)
{
	const char *at = strstr(a->body, "class=\"errsum\"");

	at = at ? at : strstr(a->body, "<main");
	return door_path("%.500s", at ? at : a->body);
}

void door_want(const struct answer *a, int status)
{
	ck_assert_msg(a->status == status, "wanted %d, got %d: %s", status, a->status, gist(a));
}

void door_shows(const struct answer *a, const char *words)
{
	ck_assert_msg(answer_has(a, words), "no “%s” in %s", words, gist(a));
}

void door_hides(const struct answer *a, const char *words)
{
	ck_assert_msg(!answer_has(a, words), "“%s” in %s", words, gist(a));
}

const char *door_code(const struct answer *a)
{
	const char *code = json_get_text(answer_json(a), "code");

	return code ? code : "";
}

const char *door_error(const struct answer *a)
{
	const cJSON *first = cJSON_GetArrayItem(json_get(answer_json(a), "errors"), 0);

	return first ? door_path("%s %s", json_get_text(first, "pointer"),
				 json_get_text(first, "code"))
		     : "";
}

const char *door_errors(const struct answer *a)
{
	const cJSON *one;
	struct buf b;

	buf_init(&b, shop.arena);
	cJSON_ArrayForEach(one, json_get(answer_json(a), "errors"))
		buf_addf(&b, "%s%s %s", b.len ? ", " : "", json_get_text(one, "pointer"),
			 json_get_text(one, "code"));
	return b.p;
}

void door_is_masked(const struct answer *a)
{
	static const char *const values[] = { NAME, "3800000001", MAIL, "路 4711" };

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		door_hides(a, values[i]);
	ck_assert_msg(!answer_has_number(a, POSTCODE), "a postcode in %s", gist(a));
}

const char *door_numbers(const cJSON *tree)
{
	const cJSON *one;
	struct buf b;

	buf_init(&b, shop.arena);
	cJSON_ArrayForEach(one, json_get(tree, "orders"))
		buf_addf(&b, "%s%s", b.len ? " " : "", json_get_text(one, "number"));
	return b.len ? b.p : "";
}
