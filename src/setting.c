/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings: one table of names, kinds, bounds and defaults. */
#include "setting.h"

#include <stdio.h>
#include <string.h>
#include "base/log.h"
#include "base/money.h"
#include "base/text.h"

struct setting {
	const char *name;
	enum setting_kind kind;
	size_t offset;
	const char *standard;
	int64_t min, max; /* numbers; texts: at most max characters, 0: 200 */
	enum setting_group group;
	const struct setting_choices *choices;
};

#define AT(member) offsetof(struct settings, member)
#define FEN_MAX    INT64_C(1000000000000)

static const struct setting_choices shipping_taxes = {
	"tax_class", (const char *const[]){ "standard", "reduced", "zero", NULL }
};

static const struct setting_choices tier_bys = {
	"tier_by", (const char *const[]){ "spend", "points", "orders", NULL }
};

static const struct setting setting[] = {
	{ "shop_name_en", SETTING_WORD, AT(shop_name_en), "Xiaohe Market", 0, 60, SETTINGS_SHOP },
	{ "shop_name_zh", SETTING_WORD, AT(shop_name_zh), "小禾优选", 0, 60, SETTINGS_SHOP },
	{ "hours_en", SETTING_TEXT, AT(hours_en), "Every day 9:00–22:00", 0, 0, SETTINGS_SHOP },
	{ "hours_zh", SETTING_TEXT, AT(hours_zh), "每天 9:00–22:00", 0, 0, SETTINGS_SHOP },
	{ "email", SETTING_EMAIL, AT(email), "help@shop.example", 0, 0, SETTINGS_SHOP },
	{ "phone", SETTING_PHONE, AT(phone), "400-800-0126", 0, 40, SETTINGS_SHOP },
	{ "address_en", SETTING_TEXT, AT(address_en), "18 Wensan Road, Xihu District, Hangzhou", 0,
	  0, SETTINGS_SHOP },
	{ "address_zh", SETTING_TEXT, AT(address_zh), "浙江省杭州市西湖区文三路 18 号", 0, 0,
	  SETTINGS_SHOP },
	{ "accent_light", SETTING_COLOUR, AT(accent_light), "", THEME_LIGHT, 7, SETTINGS_LOOK },
	{ "accent_dark", SETTING_COLOUR, AT(accent_dark), "", THEME_DARK, 7, SETTINGS_LOOK },
	{ "logo", SETTING_TEXT, AT(logo), "", 0, 60, SETTINGS_HIDDEN },
	{ "languages", SETTING_LANGS, AT(languages), "en,zh-CN", 0, 0, SETTINGS_PLACE },
	{ "country", SETTING_COUNTRY, AT(country), "CN", 0, 0, SETTINGS_PLACE },
	{ "currency", SETTING_CURRENCY, AT(currency), "CNY", 0, 0, SETTINGS_MONEY },
	{ "zone", SETTING_ZONE, AT(zone), "Asia/Shanghai", 0, 0, SETTINGS_PLACE },
	{ "lang", SETTING_LANG, AT(lang), "zh-CN", 0, 0, SETTINGS_PLACE },
	{ "prices_include_tax", SETTING_BOOL, AT(prices_include_tax), "yes", 0, 0, SETTINGS_MONEY },
	{ "tax_standard", SETTING_PERCENT, AT(tax_standard), "1300", 0, 10000, SETTINGS_MONEY },
	{ "tax_reduced", SETTING_PERCENT, AT(tax_reduced), "900", 0, 10000, SETTINGS_MONEY },
	{ "tax_shipping", SETTING_CHOICE, AT(tax_shipping), "standard", 0, 0, SETTINGS_MONEY,
	  &shipping_taxes },
	{ "tax_region", SETTING_TEXT, AT(tax_region), "", 0, 80, SETTINGS_MONEY },
	{ "tax_postal", SETTING_TEXT, AT(tax_postal), "", 0, 12, SETTINGS_MONEY },
	{ "tax_zones", SETTING_NUMBER, AT(tax_zones), "0", 0, 1000, SETTINGS_HIDDEN },
	{ "promotions", SETTING_NUMBER, AT(promotions), "0", 0, 1000, SETTINGS_HIDDEN },
	{ "member_orders", SETTING_NUMBER, AT(member_orders), "0", 0, 1000, SETTINGS_MONEY },
	{ "shipping_fee", SETTING_MONEY, AT(shipping_fee), "800", 0, FEN_MAX, SETTINGS_MONEY },
	{ "free_shipping_over", SETTING_MONEY, AT(free_shipping_over), "9900", 0, FEN_MAX,
	  SETTINGS_MONEY },
	{ "bank_account_en", SETTING_NOTE, AT(bank_account_en), "", 0, 1000, SETTINGS_MONEY },
	{ "bank_account_zh", SETTING_NOTE, AT(bank_account_zh), "", 0, 1000, SETTINGS_MONEY },
	{ "pay_minutes", SETTING_NUMBER, AT(pay_minutes), "30", 1, 525600, SETTINGS_ORDERS },
	{ "close_days", SETTING_NUMBER, AT(close_days), "7", 1, 3650, SETTINGS_ORDERS },
	{ "link_days", SETTING_NUMBER, AT(link_days), "30", 1, 3650, SETTINGS_ORDERS },
	{ "review_over", SETTING_MONEY, AT(review_over), "500000", 0, FEN_MAX, SETTINGS_ORDERS },
	{ "review_quantity", SETTING_NUMBER, AT(review_quantity), "50", 0, 1000000,
	  SETTINGS_ORDERS },
	{ "step_up_minutes", SETTING_NUMBER, AT(step_up_minutes), "15", 1, 720, SETTINGS_SAFETY },
	{ "own_data_days", SETTING_NUMBER, AT(own_data_days), "7", 1, 90, SETTINGS_SAFETY },
	{ "habit_times", SETTING_NUMBER, AT(habit_times), "5", 0, 1000, SETTINGS_ORDERS },
	{ "price_percent", SETTING_NUMBER, AT(price_percent), "50", 0, 100000, SETTINGS_ORDERS },
	{ "duplicate_minutes", SETTING_NUMBER, AT(duplicate_minutes), "30", 0, 10080,
	  SETTINGS_ORDERS },
	{ "source_words", SETTING_TEXT, AT(source_words),
	  "小红书=xiaohongshu, 抖音=douyin, 微信=wechat, wechat=wechat", 0, 1000, SETTINGS_ORDERS },
	{ "api_minute", SETTING_NUMBER, AT(api_minute), "600", 0, 1000000, SETTINGS_SAFETY },
	{ "sms", SETTING_BOOL, AT(sms), "no", 0, 0, SETTINGS_HIDDEN },
	{ "wechat", SETTING_BOOL, AT(wechat), "no", 0, 0, SETTINGS_HIDDEN },
	{ "webhooks", SETTING_BOOL, AT(webhooks), "no", 0, 0, SETTINGS_HIDDEN },
	{ "frequent_orders", SETTING_NUMBER, AT(frequent_orders), "5", 0, 1000, SETTINGS_FIRST },
	{ "frequent_days", SETTING_NUMBER, AT(frequent_days), "30", 1, 3650, SETTINGS_FIRST },
	{ "frequent_more_orders", SETTING_NUMBER, AT(frequent_more_orders), "6", 0, 1000,
	  SETTINGS_FIRST },
	{ "frequent_more_days", SETTING_NUMBER, AT(frequent_more_days), "90", 1, 3650,
	  SETTINGS_FIRST },
	{ "value_over", SETTING_MONEY, AT(value_over), "200000", 0, FEN_MAX, SETTINGS_FIRST },
	{ "amount_over", SETTING_MONEY, AT(amount_over), "50000", 0, FEN_MAX, SETTINGS_FIRST },
	{ "early_days", SETTING_NUMBER, AT(early_days), "1", 0, 365, SETTINGS_FIRST },
	{ "points_frequent", SETTING_NUMBER, AT(points_frequent), "3", 0, 100, SETTINGS_FIRST },
	{ "points_value", SETTING_NUMBER, AT(points_value), "2", 0, 100, SETTINGS_FIRST },
	{ "points_early", SETTING_NUMBER, AT(points_early), "4", 0, 100, SETTINGS_FIRST },
	{ "points_amount", SETTING_NUMBER, AT(points_amount), "1", 0, 100, SETTINGS_FIRST },
	{ "points_first", SETTING_NUMBER, AT(points_first), "1", 0, 100, SETTINGS_FIRST },
	{ "points_tier", SETTING_NUMBER, AT(points_tier), "3", 0, 100, SETTINGS_FIRST },
	{ "member", SETTING_BOOL, AT(member), "no", 0, 0, SETTINGS_MEMBER },
	{ "point_rate", SETTING_PERCENT, AT(point_rate), "100", 0, 1000000, SETTINGS_MEMBER },
	{ "point_worth", SETTING_MONEY, AT(point_worth), "100", 0, 1000000, SETTINGS_MEMBER },
	{ "point_shipping", SETTING_BOOL, AT(point_shipping), "no", 0, 0, SETTINGS_MEMBER },
	{ "point_tax", SETTING_BOOL, AT(point_tax), "yes", 0, 0, SETTINGS_MEMBER },
	{ "point_wait_days", SETTING_NUMBER, AT(point_wait_days), "0", 0, 365, SETTINGS_MEMBER },
	{ "point_limits", SETTING_TEXT, AT(point_limits), "manager=5000, care=500, program=500", 0,
	  290, SETTINGS_MEMBER },
	{ "point_months", SETTING_NUMBER, AT(point_months), "12", 0, 120, SETTINGS_MEMBER },
	{ "referral_points", SETTING_NUMBER, AT(referral_points), "0", 0, 1000000,
	  SETTINGS_MEMBER },
	{ "friend_points", SETTING_NUMBER, AT(friend_points), "0", 0, 1000000, SETTINGS_MEMBER },
	{ "referral_wait_days", SETTING_NUMBER, AT(referral_wait_days), "14", 0, 365,
	  SETTINGS_MEMBER },
	{ "tiers", SETTING_NUMBER, AT(tiers), "0", 0, 100, SETTINGS_HIDDEN },
	{ "tier_by", SETTING_CHOICE, AT(tier_by), "spend", 0, 0, SETTINGS_HIDDEN, &tier_bys },
	{ "tier_months", SETTING_NUMBER, AT(tier_months), "12", 1, 60, SETTINGS_HIDDEN },
	{ "tier_grace_days", SETTING_NUMBER, AT(tier_grace_days), "30", 0, 365, SETTINGS_HIDDEN },
	{ "cutoff_hour", SETTING_NUMBER, AT(cutoff_hour), "18", 1, 24, SETTINGS_ORDERS },
	{ "promise_days", SETTING_NUMBER, AT(promise_days), "3", 0, 365, SETTINGS_ORDERS },
	{ "confirm_hours", SETTING_NUMBER, AT(confirm_hours), "4", 0, 720, SETTINGS_ORDERS },
	{ "hold_notice_hours", SETTING_NUMBER, AT(hold_notice_hours), "4", 0, 720,
	  SETTINGS_ORDERS },
	{ "promise_notice_hours", SETTING_NUMBER, AT(promise_notice_hours), "24", 0, 720,
	  SETTINGS_ORDERS },
	{ "ask_days", SETTING_NUMBER, AT(ask_days), "3", 0, 365, SETTINGS_FEEDBACK },
	{ "ask_days_by_sku", SETTING_TEXT, AT(ask_days_by_sku), "", 0, 1000, SETTINGS_FEEDBACK },
	{ "ask_fallback_days", SETTING_NUMBER, AT(ask_fallback_days), "7", 0, 365,
	  SETTINGS_FEEDBACK },
	{ "ask_every_days", SETTING_NUMBER, AT(ask_every_days), "7", 0, 365, SETTINGS_FEEDBACK },
	{ "review_first", SETTING_BOOL, AT(review_first), "no", 0, 0, SETTINGS_FEEDBACK },
	{ "review_sites", SETTING_TEXT, AT(review_sites), "", 0, 1000, SETTINGS_FEEDBACK },
	{ "answer_hours", SETTING_NUMBER, AT(answer_hours), "4", 0, 720, SETTINGS_FEEDBACK },
	{ "answer_from", SETTING_NUMBER, AT(answer_from), "9", 0, 23, SETTINGS_FEEDBACK },
	{ "answer_until", SETTING_NUMBER, AT(answer_until), "22", 1, 24, SETTINGS_FEEDBACK },
	{ "alarm_false", SETTING_NUMBER, AT(alarm_false), "1", 0, 100, SETTINGS_FEEDBACK },
	{ "alarm_times", SETTING_NUMBER, AT(alarm_times), "5", 0, 10000, SETTINGS_FEEDBACK },
	{ "reply_address", SETTING_TEXT, AT(reply_address), "", 0, 60, SETTINGS_FEEDBACK },
	{ "credit_limits", SETTING_TEXT, AT(credit_limits), "manager=20000, care=2000", 0, 290,
	  SETTINGS_FEEDBACK },
};

const char *const setting_group_word[SETTINGS__MAX] = {
	[SETTINGS_ORDERS] = "orders", [SETTINGS_FIRST] = "first", [SETTINGS_FEEDBACK] = "feedback",
	[SETTINGS_SHOP] = "shop",     [SETTINGS_LOOK] = "look",   [SETTINGS_PLACE] = "place",
	[SETTINGS_MEMBER] = "member", [SETTINGS_MONEY] = "money", [SETTINGS_SAFETY] = "safety",
	[SETTINGS_HIDDEN] = "hidden",
};

#define SETTINGS (sizeof setting / sizeof setting[0])

DB_STATEMENT(settings_all, "SELECT name, value FROM setting ORDER BY name LIMIT 1000");
DB_STATEMENT(setting_write,
	     "INSERT INTO setting (name, value, updated_at) VALUES (?, ?, ?) "
	     "ON DUPLICATE KEY UPDATE value = VALUES(value), updated_at = VALUES(updated_at)");

static const struct setting *find(const char *name)
{
	for (size_t i = 0; i < SETTINGS; i++)
		if (strcmp(setting[i].name, name) == 0)
			return &setting[i];
	return NULL;
}

/* Of a list with commas: the language of its first word; LANG__MAX: none of ours. */
static int first_language(const char *list)
{
	size_t len = strcspn(list, ",");
	int l = 0;

	while (l < LANG__MAX && (strlen(lang_tag[l]) != len || memcmp(lang_tag[l], list, len) != 0))
		l++;
	return l;
}

/* Behind its first word; NULL: that was the last one. */
static const char *rest_of_list(const char *list)
{
	const char *comma = strchr(list, ',');

	return comma ? comma + 1 : NULL;
}

static bool is_upper_word(const char *s, size_t length)
{
	return strlen(s) == length && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == length;
}

static bool is_text(const struct setting *row, const char *value)
{
	size_t max = row->max ? (size_t)row->max : 200;

	if (!text_is_utf8(value, strlen(value)) || text_length(value) > max)
		return false;
	return row->kind != SETTING_WORD || *value;
}

/* Each language once, in our order: one way to write each choice. */
static bool is_languages(const char *value)
{
	int last = -1;

	for (const char *p = value; p; p = rest_of_list(p)) {
		int l = first_language(p);

		if (l == LANG__MAX || l <= last)
			return false;
		last = l;
	}
	return true;
}

static bool is_accent(const char *value, enum theme_scheme scheme)
{
	struct colour c;

	return !*value || (colour_read(value, &c) && theme_fits(scheme, c));
}

static bool is_choice(const struct setting *row, const char *value)
{
	const char *const *word = row->choices->word;

	while (*word && strcmp(*word, value) != 0)
		word++;
	return *word;
}

static bool is_email_or_none(const char *value)
{
	struct arena *a = arena_new();
	bool is = !*value || text_email_key(a, value) != NULL;

	arena_free(a);
	return is;
}

/* As people read it out, wherever the shop is: digits, and what stands between them. */
static bool is_phone_or_none(const char *value)
{
	size_t digits = 0;

	for (const char *c = value; *c; c++) {
		digits += *c >= '0' && *c <= '9';
		if (!strchr("0123456789+-()./ ", *c))
			return false;
	}
	return !*value || digits >= 3;
}

/* Puts a value into its place; false: it does not fit. The text is borrowed. */
static bool put(const struct setting *row, const char *value, struct settings *s)
{
	void *at = (char *)s + row->offset;
	enum lang lang;

	switch (row->kind) {
	case SETTING_BOOL:
		if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
			return false;
		*(bool *)at = *value == 'y';
		return true;
	case SETTING_NUMBER:
	case SETTING_MONEY:
	case SETTING_PERCENT:
		return text_to_i64(value, row->min, row->max, at);
	case SETTING_CURRENCY:
		if (money_exponent(value) < 0)
			return false;
		break;
	case SETTING_COUNTRY:
		if (!is_upper_word(value, 2))
			return false;
		break;
	case SETTING_ZONE:
		if (!instant_set_zone(value))
			return false;
		break;
	case SETTING_LANG:
		if (!lang_from_tag(value, &lang))
			return false;
		break;
	case SETTING_LANGS:
		if (!is_languages(value))
			return false;
		break;
	case SETTING_CHOICE:
		if (!is_choice(row, value))
			return false;
		break;
	case SETTING_COLOUR:
		if (!is_accent(value, (enum theme_scheme)row->min))
			return false;
		break;
	case SETTING_EMAIL:
		if (!is_text(row, value) || !is_email_or_none(value))
			return false;
		break;
	case SETTING_PHONE:
		if (!is_text(row, value) || !is_phone_or_none(value))
			return false;
		break;
	case SETTING_TEXT:
	case SETTING_NOTE:
	case SETTING_WORD:
		if (!is_text(row, value))
			return false;
		break;
	}
	*(const char **)at = value;
	return true;
}

void settings_defaults(struct settings *s)
{
	*s = (struct settings){ 0 };
	for (size_t i = 0; i < SETTINGS; i++)
		if (!put(&setting[i], setting[i].standard, s))
			log_warn("setting %s: the default does not fit", setting[i].name);
}

void settings_load(struct settings *s, struct db *db, struct arena *a)
{
	struct rows *r = db_query(db, &settings_all);

	settings_defaults(s);
	while (rows_next(r)) {
		const char *name = rows_text(r, 0);
		const struct setting *row = find(name);

		if (!row || !put(row, arena_strdup(a, rows_text(r, 1)), s))
			log_event(LOG_WARN_LEVEL,
				  row ? "setting skipped: bad value" : "setting skipped: unknown",
				  LOG_TEXT("setting", name));
	}
}

const char *setting_name(size_t i)
{
	return i < SETTINGS ? setting[i].name : NULL;
}

const char *setting_text(const struct settings *s, const char *name, struct arena *a)
{
	const struct setting *row = find(name);
	const void *at;

	if (!row)
		return NULL;
	at = (const char *)s + row->offset;
	if (row->kind == SETTING_BOOL)
		return *(const bool *)at ? "yes" : "no";
	if (row->kind == SETTING_NUMBER || row->kind == SETTING_MONEY ||
	    row->kind == SETTING_PERCENT)
		return arena_printf(a, "%lld", (long long)*(const int64_t *)at);
	return *(const char *const *)at;
}

bool setting_find(const char *name, struct setting_info *out)
{
	const struct setting *row = find(name);

	if (!row)
		return false;
	*out = (struct setting_info){ row->name, row->kind, row->group,
				      row->min,  row->max,  row->choices };
	if (out->max == 0)
		out->max = 200;
	return true;
}

const char *setting_clean(struct arena *a, const char *name, const char *value)
{
	const struct setting *row = find(name);
	bool is_note = row && row->kind == SETTING_NOTE;
	const char *clean =
		text_is_utf8(value, strlen(value)) ? text_clean(a, value, !is_note) : NULL;
	struct settings scratch;

	return row && clean && put(row, clean, &scratch) ? clean : NULL;
}

bool setting_is_unnamed(const struct settings *s, const char *name, struct arena *a)
{
	const struct setting *row = find(name);

	return row && row->group == SETTINGS_SHOP && *row->standard &&
	       !strcmp(setting_text(s, name, a), row->standard);
}

bool setting_offers(const struct settings *s, enum lang lang)
{
	for (const char *p = s->languages; p; p = rest_of_list(p))
		if (first_language(p) == (int)lang)
			return true;
	return false;
}

enum lang setting_lang(const struct settings *s, enum lang wanted)
{
	enum lang own;

	if (setting_offers(s, wanted))
		return wanted;
	if (lang_from_tag(s->lang, &own) && setting_offers(s, own))
		return own;
	return (enum lang)first_language(s->languages);
}

struct theme setting_theme(const struct settings *s)
{
	return (struct theme){ { [THEME_LIGHT] = s->accent_light, [THEME_DARK] = s->accent_dark } };
}

bool setting_put(struct db *db, struct arena *a, const char *name, const char *value,
		 struct instant now)
{
	const char *clean = setting_clean(a, name, value);

	if (!clean)
		return false;
	db_exec(db, &setting_write, name, clean, now);
	return true;
}
