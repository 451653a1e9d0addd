/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders from a file: lines with one number, one behind the other, are one order. Open ones are
 * placed as by any other way, with all checks; those that are over are taken into the books. */
#include "exchange/load_order.h"

#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "base/money.h"
#include "catalog/catalog.h"
#include "payment/payment.h"

enum { REF_MAX = 190, NOTE_CHARS = 1000, ID_MAX = 120, QUANTITY_MAX = 1000000 };

static const struct load_field fields[COL__MAX] = {
	[COL_REF] = { "source_ref",
		      N_("Reference there"),
		      true,
		      { "order number", "order no", "order id", "订单号", "订单编号", "外部单号" },
		      { "T-5001", "T-5001" } },
	[COL_SOURCE] = { "source",
			 N_("Source"),
			 false,
			 { "channel", "渠道", "平台" },
			 { "taobao", "taobao" } },
	[COL_PLACED] = { "placed_at",
			 N_("Placed"),
			 false,
			 { "order date", "order time", "date", "下单时间", "日期", "下单日期" },
			 { "2026-11-20 09:12", "" } },
	[COL_STATE] = { "order_state",
			N_("Order status"),
			false,
			{ "status", "state", "状态" },
			{ "open", "" } },
	[COL_CUSTOMER] = { "customer_ref",
			   N_("Customer’s number there"),
			   false,
			   { "external id", "customerid", "外部编号", "会员号", "客户id" },
			   { "T-1001", "" } },
	[COL_NAME] = { "name",
		       N_("Name"),
		       true,
		       { "recipient", "customer name", "姓名", "收件人", "收货人" },
		       { "Lin Yuqing", "" } },
	[COL_PHONE] = { "phone",
			N_("Phone"),
			false,
			{ "mobile", "telephone", "phone number", "手机", "手机号", "联系电话" },
			{ "13800000001", "" } },
	[COL_EMAIL] = { "email",
			N_("Email"),
			false,
			{ "e-mail", "email address", "邮箱", "电子邮箱" },
			{ "lin@mail.example", "" } },
	[COL_COUNTRY] = { "country",
			  N_("Country"),
			  false,
			  { "country code", "国家/地区" },
			  { "CN", "" } },
	[COL_PROVINCE] = { "province",
			   N_("Province"),
			   false,
			   { "state/province", "region", "省份", "省/直辖市" },
			   { "浙江", "" } },
	[COL_CITY] = { "city", N_("City"), false, { "town", "城市", "市" }, { "杭州", "" } },
	[COL_DISTRICT] = { "district",
			   N_("District"),
			   false,
			   { "county", "区县", "区/县" },
			   { "西湖区", "" } },
	[COL_STREET] = { "street",
			 N_("Street"),
			 false,
			 { "address", "address 1", "地址", "详细地址", "收货地址" },
			 { "文三路 100 号", "" } },
	[COL_POSTCODE] = { "postcode",
			   N_("Postcode"),
			   false,
			   { "zip", "zip code", "postal code", "邮编" },
			   { "310012", "" } },
	[COL_SKU] = { "sku",
		      N_("SKU"),
		      true,
		      { "sku code", "商品编号", "货号" },
		      { "OAT-1L", "OAT-6" },
		      true },
	[COL_QUANTITY] = { "quantity",
			   N_("Quantity"),
			   true,
			   { "qty", "ordered", "units", "数量", "件数" },
			   { "2", "1" },
			   true },
	[COL_PRICE] = { "price",
			N_("Unit price"),
			false,
			{ "price", "item price", "单价", "价格" },
			{ "28.00", "150.00" } },
	[COL_DISCOUNT] = { "discount",
			   N_("Discount"),
			   false,
			   { "order discount", "优惠", "折扣" },
			   { "0", "" } },
	[COL_SHIPPING] = { "shipping",
			   N_("Shipping"),
			   false,
			   { "shipping fee", "运费", "邮费" },
			   { "8.00", "" } },
	[COL_NOTE] = { "note",
		       N_("Customer’s note"),
		       false,
		       { "note", "remark", "备注", "买家留言" },
		       { "", "" } },
	[COL_METHOD] = { "payment_method",
			 N_("Payment method"),
			 false,
			 { "payment", "付款方式", "支付方式" },
			 { "elsewhere", "" } },
	[COL_PAID] = { "paid", N_("Paid"), false, { "is paid", "已付款" }, { "yes", "" } },
	[COL_DELIVERED] = { "delivered_at",
			    N_("Delivered"),
			    false,
			    { "delivery date", "received", "签收时间", "送达时间" },
			    { "", "" } },
	[COL_LANG] = { "lang", N_("Language"), false, { "language", "locale" }, { "zh-CN", "" } },
};

static const char *const state_word[OVER__MAX] = {
	[OVER_NOT] = "open",
	[OVER_DELIVERED] = "delivered",
	[OVER_CLOSED] = "closed",
	[OVER_CANCELLED] = "cancelled",
};

/* ---- what the lines say ---- */

static bool is_of_line(int column)
{
	return column == COL_SKU || column == COL_QUANTITY || column == COL_PRICE;
}

/* What is said of the whole order stands in its first line; further lines say the same, or nothing.
 */
static bool is_one(struct load_row *r)
{
	for (size_t i = 1; i < r->n_lines; i++)
		for (int c = 0; c < COL__MAX; c++) {
			const char *first = r->cell[c], *here = r->lines[i].cell[c];

			if (is_of_line(c) || !here || (first && !strcmp(first, here)))
				continue;
			r->at = i;
			return load_no(r, "differs", c);
		}
	return true;
}

static bool read_time(struct load_row *r, int column, struct instant *t)
{
	if (!r->cell[column])
		return true;
	if (!cell_time(r->cell[column], t))
		return load_no(r, "not_a_date", column);
	return t->us <= r->w->now.us || load_no(r, "in_future", column);
}

static bool read_amount(struct load_row *r, int column, int64_t *to)
{
	const char *currency = r->w->app->settings.currency;

	return !r->cell[column] || cell_amount(r->cell[column], currency, to) ||
	       load_no(r, "bad_number", column);
}

static bool read_words(struct load_row *r, struct load_order *o)
{
	const struct app *app = r->w->app;
	const char **c = r->cell;
	int state = OVER_NOT, method = PAY_ELSEWHERE, lang = (int)o->draft.lang;

	if (c[COL_STATE])
		state = cell_word(app, c[COL_STATE], state_word, OVER__MAX, "import_order_state");
	if (state < 0)
		return load_no(r, "not_such_state", COL_STATE);
	if (c[COL_METHOD])
		method = cell_word(app, c[COL_METHOD], order_payment_method_word,
				   ORDER_PAYMENT_METHOD__MAX, "payment_method");
	if (method < 0)
		return load_no(r, "unknown_word", COL_METHOD);
	if (c[COL_LANG])
		lang = cell_language(app, c[COL_LANG]);
	if (lang < 0)
		return load_no(r, "unknown_word", COL_LANG);
	o->over = (enum load_over)state;
	o->paid = o->over == OVER_DELIVERED || o->over == OVER_CLOSED;
	if (c[COL_PAID] && !cell_yes(app, c[COL_PAID], &o->paid))
		return load_no(r, "unknown_word", COL_PAID);
	o->draft.payment_method = (enum order_payment_method)method;
	o->draft.lang = (enum lang)lang;
	return true;
}

static bool read_texts(struct load_row *r, struct load_order *o)
{
	struct order_draft *d = &o->draft;
	const char **c = r->cell;

	if (!cell_fits(c[COL_REF], REF_MAX))
		return load_no(r, "too_long", COL_REF);
	if (c[COL_SOURCE] && !cell_channel(c[COL_SOURCE]))
		return load_no(r, "not_a_channel", COL_SOURCE);
	if (!cell_fits(c[COL_NOTE], NOTE_CHARS))
		return load_no(r, "too_long", COL_NOTE);
	if (!cell_fits(c[COL_CUSTOMER], ID_MAX))
		return load_no(r, "too_long", COL_CUSTOMER);
	d->source_ref = c[COL_REF];
	d->source = c[COL_SOURCE] ? c[COL_SOURCE] : LOAD_CHANNEL;
	d->customer_note = c[COL_NOTE];
	if (!load_person(r, r->cell, COL_NAME, &d->contact))
		return false;
	d->contact.external_id = c[COL_CUSTOMER];
	d->contact.external_source = c[COL_CUSTOMER] ? d->source : NULL;
	if (!d->contact.country)
		d->contact.country = r->w->app->settings.country;
	return d->contact.phone || d->contact.email || d->contact.external_id ||
	       load_no(r, "nobody", COL_PHONE);
}

static bool read_lines(struct load_row *r, struct order_draft *d)
{
	const char *currency = r->w->app->settings.currency;

	d->lines = arena_array_of(r->w->arena, r->n_lines, struct order_draft_line);
	for (size_t i = 0; i < r->n_lines; i++) {
		const char **c = r->lines[i].cell;
		struct order_draft_line *l = &d->lines[d->n_lines++];

		*l = (struct order_draft_line){ .sku = c[COL_SKU], .unit_milli = -1, .row = i };
		r->at = i;
		if (!cell_count(c[COL_QUANTITY], QUANTITY_MAX, &l->quantity) || l->quantity < 1)
			return load_no(r, "bad_number", COL_QUANTITY);
		if (c[COL_PRICE] && !cell_price(c[COL_PRICE], currency, &l->unit_milli))
			return load_no(r, "bad_number", COL_PRICE);
	}
	r->at = 0;
	return true;
}

static bool read_order(struct load_row *r, struct load_order *o)
{
	struct order_draft *d = &o->draft;

	/* the file says all that it costs: what it does not charge is not charged */
	*d = (struct order_draft){ .placed_at = r->w->now, .promised_to = INSTANT_NONE };
	(void)!lang_from_tag(r->w->app->settings.lang, &d->lang);
	if (!is_one(r) || !read_words(r, o) || !read_texts(r, o) ||
	    !read_time(r, COL_PLACED, &d->placed_at) ||
	    !read_amount(r, COL_DISCOUNT, &d->discount) ||
	    !read_amount(r, COL_SHIPPING, &d->shipping) || !read_lines(r, d))
		return false;
	d->contact.lang = d->lang;
	o->ended_at = d->placed_at;
	if (!read_time(r, COL_DELIVERED, &o->ended_at))
		return false;
	return o->ended_at.us >= d->placed_at.us || load_no(r, "too_early", COL_DELIVERED);
}

/* ---- what becomes of them ---- */

static const struct {
	const char *problem;
	int field;
} refusals[ORDER_REFUSAL__MAX] = {
	[ORDER_NO_SKU] = { "no_such_sku", COL_SKU },
	[ORDER_NOT_ON_SALE] = { "not_on_sale", COL_SKU },
	[ORDER_NO_STOCK] = { "no_stock", COL_QUANTITY },
	[ORDER_BAD_QUANTITY] = { "bad_number", COL_QUANTITY },
	[ORDER_TOO_LARGE] = { "too_large", COL_DISCOUNT },
};

enum load_outcome load_order_refused(struct load_row *r, enum order_refusal why, size_t line)
{
	if (why == ORDER_REF_TAKEN)
		return ROW_SAME;
	if (!refusals[why].problem)
		fail("import: an order of line %llu is refused (%d)", (unsigned long long)r->line,
		     (int)why);
	r->at = line;
	return load_bad(r, refusals[why].problem, refusals[why].field);
}

/* What was paid elsewhere is in the books from when it was placed. */
static uint64_t take_money(struct load_row *r, const struct load_order *o,
			   const struct order *placed)
{
	struct payment_draft d = { .method = o->draft.payment_method,
				   .amount = placed->total_amount,
				   .reference = o->draft.source_ref,
				   .at = o->draft.placed_at };
	struct payment_answer a;

	if (!o->paid || d.amount <= 0)
		return 0;
	if (payment_capture(r->w, (struct order_ref){ .id = placed->id }, &d, &a) != PAYMENT_OK)
		fail("import: line %llu cannot be paid", (unsigned long long)r->line);
	return a.id;
}

/* What it was made of, and how it stands: whoever changes it makes it another version. */
static void note_made(struct load_row *r, uint64_t order_id, uint64_t payment_id)
{
	struct order *o;

	if (!order_get(r->w, order_id, &o))
		fail("import: the order of line %llu is gone", (unsigned long long)r->line);
	r->made_id = order_id;
	r->was_cells = json_object();
	r->now_cells = json_object();
	json_add_int(r->was_cells, "version", o->version);
	if (payment_id)
		json_add_id(r->was_cells, "payment", payment_id);
}

static enum load_outcome order_row(struct load_row *r)
{
	struct load_order o = { 0 };
	struct order_answer a;
	enum order_refusal why;
	uint64_t id;

	if (!read_order(r, &o))
		return ROW_BAD;
	if (order_find_reference(r->w, o.draft.source, o.draft.source_ref, &id))
		return ROW_SAME;
	if (o.over != OVER_NOT)
		return load_order_over(r, &o);
	why = order_place(r->w, &o.draft, &a);
	if (why != ORDER_OK)
		return load_order_refused(r, why, a.line);
	note_made(r, a.order->id, take_money(r, &o, a.order));
	return ROW_NEW;
}

/* It is cancelled, what was paid of it is given back, and its reference is free again. One that was
 * over when it came is in the books. */
static const char *take_back(struct load_row *r, const struct load_made *m)
{
	const cJSON *was = m->was ? json_read_own(arena_strdup(r->w->arena, m->was)) : NULL;
	struct order_ref ref = { .id = m->made_id };
	struct payment_answer paid;
	struct order_answer a;
	struct order *o;
	uint64_t payment = 0;

	if (!was)
		return "is_over";
	if (!order_get(r->w, ref.id, &o) || o->version != json_get_int(was, "version") ||
	    (json_get(was, "payment") && !ident_parse(json_get_text(was, "payment"), &payment)))
		return "changed_since";
	order_free_reference(r->w, o, r->file_id);
	if (payment && payment_refund(r->w, ref, payment, o->captured_amount, "import taken back",
				      &paid) != PAYMENT_OK)
		return "changed_since";
	return order_cancel(r->w, ref, "other", &a) == ORDER_OK ? NULL : "changed_since";
}

static const char *key_of(struct arena *a, const char *const *cell)
{
	if (!cell[COL_REF])
		return NULL;
	return arena_printf(a, "%s\n%s", cell[COL_SOURCE] ? cell[COL_SOURCE] : "", cell[COL_REF]);
}

const struct load_source load_orders = { .permission = PERM_ORDERS_PLACE,
					 .fields = fields,
					 .n_fields = COL__MAX,
					 .key = COL_REF,
					 .key_of = key_of,
					 .many = true,
					 .personal = true,
					 .row = order_row,
					 .take_back = take_back };
