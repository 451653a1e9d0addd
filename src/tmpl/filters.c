/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters: machine values to what a reader of the page's language expects. */
#include <string.h>
#include "base/money.h"
#include "i18n/inside.h"
#include "tmpl/inside.h"
#include "web/web.h"

#define WHEN "{when}" /* in the words of a promise */

void filter_refuse(const struct filter_call *c, const char *wanted)
{
	if (c->render->strict)
		source_fail(c->value->src, c->value->at, "filter \"%s\": \"%s\" is no %s",
			    c->use->filter->name, value_name(c->value, c->out->arena), wanted);
}

/* ---- words ---- */

static bool is_row(const struct label *l, const char *value)
{
	return l->value[0] == value[0] && strcmp(l->value, value) == 0;
}

static const struct label *label_of(const struct filter_call *c)
{
	bool is_open = false;

	if (!c->text) {
		filter_refuse(c, "word");
		return NULL;
	}
	for (size_t i = 0; i < c->use->n_labels; i++)
		if (is_row(&c->use->labels[i], c->text))
			return &c->use->labels[i];
	for (size_t i = 0; i < c->use->n_labels; i++)
		is_open = is_open || is_row(&c->use->labels[i], LABEL_OTHERS);
	if (*c->text && !is_open)
		filter_refuse(c, c->use->word);
	return NULL;
}

static void run_label(const struct filter_call *c)
{
	const struct label *l = label_of(c);

	if (l)
		buf_adds(c->out, label_row_text(c->render->catalogues, c->render->ctx->lang, l));
	else if (c->text)
		buf_adds(c->out, c->text);
}

static void run_tone(const struct filter_call *c)
{
	const struct label *l = label_of(c);

	if (!l || !l->tone)
		return;
	buf_addlit(c->out, "t-");
	buf_adds(c->out, l->tone);
}

static void run_upper(const struct filter_call *c)
{
	if (!c->text) {
		filter_refuse(c, "text");
		return;
	}
	for (const char *s = c->text; *s; s++)
		buf_addch(c->out, *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s);
}

static void run_url(const struct filter_call *c)
{
	if (c->text)
		url_encode(c->out, c->text);
	else if (json_kind(c->json) == cJSON_Number)
		buf_addi(c->out, json_whole(c->json));
	else
		filter_refuse(c, "text");
}

static void run_asset(const struct filter_call *c)
{
	const struct tmpl_context *ctx = c->render->ctx;
	const char *url = c->text && ctx->asset ? ctx->asset(ctx->asset_arg, c->text) : c->text;

	if (url)
		buf_adds(c->out, url);
	else
		filter_refuse(c, "static file");
}

/* ---- numbers ---- */

static bool read_number(const struct filter_call *c, int64_t *n)
{
	if (json_kind(c->json) != cJSON_Number) {
		filter_refuse(c, "number");
		return false;
	}
	*n = json_whole(c->json);
	return true;
}

static void run_count(const struct filter_call *c)
{
	int64_t n;

	if (read_number(c, &n))
		format_count(c->out, c->render->ctx->lang, n);
}

static void run_percent(const struct filter_call *c)
{
	int64_t n;

	if (read_number(c, &n))
		format_percent(c->out, c->render->ctx->lang, n);
}

/* Percentage points, of a difference: the sign is always said. */
static void run_pp(const struct filter_call *c)
{
	int64_t n;

	if (!read_number(c, &n))
		return;
	if (n > 0)
		buf_addch(c->out, '+');
	format_percent(c->out, c->render->ctx->lang, n);
	c->out->len--; /* the % */
	buf_addlit(c->out, " pp");
}

static void run_step(const struct filter_call *c)
{
	int64_t n;

	if (!read_number(c, &n))
		return;
	if (n < 0 || n > 6) {
		filter_refuse(c, "step from 0 to 6");
		return;
	}
	buf_addch(c->out, 'q');
	buf_addi(c->out, n);
}

/* ---- money: {"amount": 123450, "currency": "CNY"}; a unit price has "milli" ---- */

static void run_amount(const struct filter_call *c, const char *member,
		       void (*format)(struct buf *, enum lang, int64_t, const char *))
{
	const cJSON *amount = NULL, *currency = NULL;

	for (const cJSON *j = json_kind(c->json) == cJSON_Object ? c->json->child : NULL; j;
	     j = j->next) {
		if (strcmp(j->string, member) == 0)
			amount = j;
		else if (strcmp(j->string, "currency") == 0)
			currency = j;
	}
	if (json_kind(amount) == cJSON_Number && json_kind(currency) == cJSON_String &&
	    money_exponent(currency->valuestring) >= 0)
		format(c->out, c->render->ctx->lang, json_whole(amount), currency->valuestring);
	else
		filter_refuse(c, "money");
}

static void run_money(const struct filter_call *c)
{
	run_amount(c, "amount", format_money);
}

static void run_money_short(const struct filter_call *c)
{
	run_amount(c, "amount", format_money_short);
}

static void run_unit(const struct filter_call *c)
{
	run_amount(c, "milli", format_unit_price);
}

/* ---- time: RFC 3339 ---- */

static bool read_time(const struct filter_call *c, struct instant *t)
{
	struct render *r = c->render;

	if (!c->text || (c->text != r->time_text && !instant_parse(c->text, &r->time))) {
		r->time_text = NULL;
		filter_refuse(c, "time");
		return false;
	}
	r->time_text = c->text;
	*t = r->time;
	return true;
}

static void run_time_with(const struct filter_call *c,
			  void (*format)(struct buf *, enum lang, struct instant, struct instant))
{
	struct instant t;

	if (read_time(c, &t))
		format(c->out, c->render->ctx->lang, t, c->render->ctx->now);
}

static void run_date(const struct filter_call *c)
{
	run_time_with(c, format_date);
}

static void run_day(const struct filter_call *c)
{
	run_time_with(c, format_day);
}

static void run_datetime(const struct filter_call *c)
{
	run_time_with(c, format_datetime);
}

static void run_ago(const struct filter_call *c)
{
	run_time_with(c, format_ago);
}

static void run_date_short(const struct filter_call *c)
{
	struct instant t;

	if (read_time(c, &t))
		format_date_short(c->out, c->render->ctx->lang, t);
}

static void run_time(const struct filter_call *c)
{
	struct instant t;

	if (read_time(c, &t))
		format_time(c->out, c->render->ctx->lang, t);
}

static void run_iso(const struct filter_call *c)
{
	char text[40];
	struct instant t;

	if (!read_time(c, &t))
		return;
	t.us -= t.us % 1000000; /* whole seconds: no reader of a page asks for less */
	instant_format_local(t, text, sizeof text);
	buf_adds(c->out, text);
}

/* One end of a window: absent or null is none. */
static bool read_end(const cJSON *window, const char *name, struct instant *t)
{
	*t = INSTANT_NONE;
	for (const cJSON *j = window->child; j; j = j->next) {
		if (strcmp(j->string, name) != 0 || json_kind(j) == cJSON_NULL)
			continue;
		return json_kind(j) == cJSON_String && instant_parse(j->valuestring, t);
	}
	return true;
}

static bool read_window(const struct filter_call *c, struct instant *from, struct instant *to)
{
	if (json_kind(c->json) == cJSON_Object && read_end(c->json, "from", from) &&
	    read_end(c->json, "to", to))
		return true;
	filter_refuse(c, "window of times");
	return false;
}

static void run_window(const struct filter_call *c)
{
	const struct tmpl_context *ctx = c->render->ctx;
	struct instant from, to;

	if (read_window(c, &from, &to))
		format_window(c->out, ctx->lang, from, to, ctx->now);
}

/* Digits among Chinese words stand apart by a space; at the ends of the sentence nothing does. */
static void add_apart(struct buf *b, const struct buf *when, bool first, bool last)
{
	bool digit_first = when->len && (unsigned char)when->p[0] < 0x80;
	bool digit_last = when->len && (unsigned char)when->p[when->len - 1] < 0x80;

	if (digit_first && !first)
		buf_addch(b, ' ');
	buf_add(b, when->p, when->len);
	if (digit_last && !last)
		buf_addch(b, ' ');
}

/* A window as a promise, "Expected …", or as one that was not kept: by the reader's clock. */
static void run_expect(const struct filter_call *c)
{
	const struct tmpl_context *ctx = c->render->ctx;
	struct instant from, to;
	const char *text = NULL, *gap, *value;
	struct buf when;

	if (!read_window(c, &from, &to))
		return;
	value = window_has_passed(from, to, ctx->now) ? "missed" : "due";
	for (size_t i = 0; i < c->use->n_labels; i++)
		if (strcmp(c->use->labels[i].value, value) == 0)
			text = label_row_text(c->render->catalogues, ctx->lang, &c->use->labels[i]);
	gap = text ? strstr(text, WHEN) : NULL;
	if (!gap) {
		filter_refuse(c, "promise");
		return;
	}
	buf_init(&when, c->out->arena);
	format_window(&when, ctx->lang, from, to, ctx->now);
	buf_add(c->out, text, (size_t)(gap - text));
	if (ctx->lang == LANG_ZH)
		add_apart(c->out, &when, gap == text, !gap[strlen(WHEN)]);
	else
		buf_add(c->out, when.p, when.len);
	buf_adds(c->out, gap + strlen(WHEN));
}

/* Text in two languages, {"en": …, "zh-CN": …}: the reader's, or the other where that one is empty.
 */
static void run_local(const struct filter_call *c)
{
	const char *tag = lang_tag[c->render->ctx->lang], *other = "";

	if (json_kind(c->json) != cJSON_Object) {
		filter_refuse(c, "text in two languages");
		return;
	}
	for (const cJSON *j = c->json->child; j; j = j->next) {
		if (json_kind(j) != cJSON_String || !*j->valuestring)
			continue;
		other = j->valuestring;
		if (strcmp(j->string, tag) == 0)
			break;
	}
	buf_adds(c->out, other);
}

static const struct filter filters[] = {
	{ "ago", FILTER_NO_WORD, true, run_ago },
	{ "asset", FILTER_NO_WORD, false, run_asset },
	{ "count", FILTER_NO_WORD, true, run_count },
	{ "date", FILTER_NO_WORD, true, run_date },
	{ "date_short", FILTER_NO_WORD, true, run_date_short },
	{ "datetime", FILTER_NO_WORD, true, run_datetime },
	{ "day", FILTER_NO_WORD, true, run_day },
	{ "expect", FILTER_KIND_WORD, false, run_expect },
	{ "iso", FILTER_NO_WORD, true, run_iso },
	{ "label", FILTER_KIND_WORD, false, run_label },
	{ "local", FILTER_NO_WORD, false, run_local },
	{ "money", FILTER_NO_WORD, true, run_money },
	{ "money_short", FILTER_NO_WORD, true, run_money_short },
	{ "percent", FILTER_NO_WORD, true, run_percent },
	{ "pp", FILTER_NO_WORD, true, run_pp },
	{ "step", FILTER_NO_WORD, true, run_step },
	{ "time", FILTER_NO_WORD, true, run_time },
	{ "tone", FILTER_KIND_WORD, true, run_tone },
	{ "unit", FILTER_NO_WORD, true, run_unit },
	{ "upper", FILTER_NO_WORD, false, run_upper },
	{ "url", FILTER_NO_WORD, true, run_url },
	{ "window", FILTER_NO_WORD, true, run_window },
};

const struct filter *filter_find(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
		if (strlen(filters[i].name) == len && memcmp(filters[i].name, name, len) == 0)
			return &filters[i];
	}
	return NULL;
}
