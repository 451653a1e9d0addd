/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers from a file, a line each: found by their id there, their e-mail or their phone, as by
 * any other way. What a line has no cell for stays as it is. */
#include <stddef.h>
#include <string.h>
#include "base/text.h"
#include "exchange/load.h"
#include "order/order.h"

enum { ID_MAX = 120, TAG_MAX = 40, TAGS = 20 };
enum column {
	COL_ID,
	COL_NAME, /* from here to the postcode as forms have them */
	COL_PHONE,
	COL_EMAIL,
	COL_COUNTRY,
	COL_PROVINCE,
	COL_CITY,
	COL_DISTRICT,
	COL_STREET,
	COL_POSTCODE,
	COL_LANG,
	COL_TAGS,
	COL_SOURCE,
	COL__MAX
};

static const struct load_field fields[COL__MAX] = {
	[COL_ID] = { "customer_ref",
		     N_("Customer’s number there"),
		     false,
		     { "external id", "customerid", "外部编号", "会员号", "客户id" },
		     { "T-1001", "T-1002" } },
	[COL_NAME] = { "name",
		       N_("Name"),
		       false,
		       { "full name", "customer name", "姓名", "收件人", "客户姓名" },
		       { "Lin Yuqing", "林雨晴" } },
	[COL_PHONE] = { "phone",
			N_("Phone"),
			false,
			{ "mobile", "telephone", "phone number", "手机", "手机号", "联系电话" },
			{ "13800000001", "13800000002" } },
	[COL_EMAIL] = { "email",
			N_("Email"),
			false,
			{ "e-mail", "email address", "邮箱", "电子邮箱" },
			{ "lin@mail.example", "yuqing@mail.example" } },
	[COL_COUNTRY] = { "country",
			  N_("Country"),
			  false,
			  { "country code", "国家/地区" },
			  { "CN", "CN" } },
	[COL_PROVINCE] = { "province",
			   N_("Province"),
			   false,
			   { "state", "region", "省份", "省/直辖市" },
			   { "浙江", "浙江" } },
	[COL_CITY] = { "city", N_("City"), false, { "town", "城市", "市" }, { "杭州", "杭州" } },
	[COL_DISTRICT] = { "district",
			   N_("District"),
			   false,
			   { "county", "区县", "区/县" },
			   { "西湖区", "西湖区" } },
	[COL_STREET] = { "street",
			 N_("Street"),
			 false,
			 { "address", "address 1", "地址", "详细地址", "收货地址" },
			 { "文三路 100 号", "文三路 102 号" } },
	[COL_POSTCODE] = { "postcode",
			   N_("Postcode"),
			   false,
			   { "zip", "zip code", "postal code", "邮编" },
			   { "310012", "310012" } },
	[COL_LANG] = { "lang", N_("Language"), false, { "language", "locale" }, { "en", "zh-CN" } },
	[COL_TAGS] = { "tags", N_("Tags"), false, { "labels", "tag" }, { "tea; gift", "" } },
	[COL_SOURCE] = { "source",
			 N_("Source"),
			 false,
			 { "channel", "渠道", "平台" },
			 { "taobao", "taobao" } },
};

/* "tea; gift", "茶，送礼" */
static bool read_tags(struct load_row *r, struct customer_from_file *d)
{
	static const char *const marks[] = { ";", ",", "；", "，", "、" };
	const char **tags = arena_array_of(r->w->arena, TAGS, const char *);
	char *text = arena_strdup(r->w->arena, r->cell[COL_TAGS] ? r->cell[COL_TAGS] : "");

	d->tags = tags;
	while (*text) {
		char *end = text + strlen(text), *next = end, *tag;

		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
			char *at = strstr(text, marks[i]);

			if (!at || at >= end)
				continue;
			end = at;
			next = at + strlen(marks[i]);
		}
		*end = '\0';
		tag = text_clean(r->w->arena, text, true);
		text = next;
		if (!tag || text_length(tag) > TAG_MAX || d->n_tags == TAGS)
			return false;
		if (*tag)
			tags[d->n_tags++] = tag;
	}
	return true;
}

static bool read_rest(struct load_row *r, struct customer_from_file *d)
{
	const char *source = r->cell[COL_SOURCE], *id = r->cell[COL_ID];
	int lang;

	if (r->cell[COL_LANG]) {
		lang = cell_language(r->w->app, r->cell[COL_LANG]);
		if (lang < 0)
			return load_no(r, "unknown_word", COL_LANG);
		d->contact.lang = (enum lang)lang;
		d->has_lang = true;
	}
	if (source && !cell_channel(source))
		return load_no(r, "not_a_channel", COL_SOURCE);
	if (!cell_fits(id, ID_MAX))
		return load_no(r, "too_long", COL_ID);
	if (!read_tags(r, d))
		return load_no(r, "too_long", COL_TAGS);
	d->contact.external_id = id;
	d->contact.external_source = id ? source ? source : LOAD_CHANNEL : NULL;
	return true;
}

static enum load_outcome customer_row(struct load_row *r)
{
	static const enum load_outcome of[] = {
		[CUSTOMER_TAKEN_NEW] = ROW_NEW,
		[CUSTOMER_TAKEN_CHANGED] = ROW_CHANGED,
		[CUSTOMER_TAKEN_SAME] = ROW_SAME,
	};
	struct customer_from_file d = { 0 };
	enum customer_taken taken;
	uint64_t id;

	(void)!lang_from_tag(r->w->app->settings.lang, &d.contact.lang);
	if (!load_person(r, r->cell, COL_NAME, &d.contact) || !read_rest(r, &d))
		return ROW_BAD;
	if (!d.contact.phone && !d.contact.email && !d.contact.external_id)
		return load_bad(r, "nobody", COL_PHONE);
	taken = customer_take(r->w, &d, &id);
	if (taken == CUSTOMER_TOO_MANY_TAGS)
		return load_bad(r, "too_many_tags", COL_TAGS);
	if (taken == CUSTOMER_TAKEN_NEW && !d.contact.name)
		return load_bad(r, "missing", COL_NAME);
	r->made_id = taken == CUSTOMER_TAKEN_NEW ? id : 0;
	return of[taken];
}

static const char *take_back(struct load_row *r, const struct load_made *m)
{
	if (order_has_customer(r->w, m->made_id))
		return "has_orders";
	return customer_forget_new(r->w, m->made_id) ? NULL : "changed_since";
}

static const char *key_of(struct arena *a, const char *const *cell)
{
	const char *source = cell[COL_SOURCE] ? cell[COL_SOURCE] : LOAD_CHANNEL;

	if (cell[COL_ID])
		return arena_printf(a, "%s\n%s", source, cell[COL_ID]);
	if (cell[COL_EMAIL])
		return text_email_key(a, cell[COL_EMAIL]);
	return cell[COL_PHONE] ? cell[COL_PHONE] : NULL;
}

const struct load_source load_customers = { .permission = PERM_CUSTOMERS_CHANGE,
					    .fields = fields,
					    .n_fields = COL__MAX,
					    .key = COL_ID,
					    .key_of = key_of,
					    .personal = true,
					    .row = customer_row,
					    .take_back = take_back };
