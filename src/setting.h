/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a shop sets itself: rows of table `setting`, with defaults. Read into a plain struct. */
#ifndef REGULARS_SETTING_H
#define REGULARS_SETTING_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"
#include "db/db.h"
#include "i18n/i18n.h"
#include "theme.h"

struct settings {
	const char *shop_name_en, *shop_name_zh;
	const char *hours_en, *hours_zh; /* when people answer */
	const char *email, *phone;       /* the shop's own */
	const char *address_en, *address_zh;
	const char *country;                    /* ISO 3166: for phones and addresses */
	const char *currency;                   /* ISO 4217 */
	const char *zone;                       /* IANA name */
	const char *languages;                  /* tags that customers are offered, "en,zh-CN" */
	const char *lang;                       /* for who asks for none of these */
	const char *accent_light, *accent_dark; /* "#0a6b58", or "": the house's own */
	const char *logo;                       /* the picture's hash, width and height; "": none */
	const char *bank_account_en, *bank_account_zh; /* where to pay; lines, or "" */
	bool prices_include_tax;
	int64_t tax_standard, tax_reduced;   /* basis points, of products of these classes */
	const char *tax_shipping;            /* as products of which class: "standard", … */
	const char *tax_region, *tax_postal; /* where the shop is, for what is not delivered */
	int64_t tax_zones;                   /* there are so many (tax/tax.h) */
	int64_t promotions;    /* so many run without a code (promotion/promotion.h) */
	int64_t member_orders; /* who ordered as often pays member prices; 0: who has an account */
	int64_t shipping_fee;  /* minor units */
	int64_t free_shipping_over; /* items from this on ship free; 0: never */
	int64_t pay_minutes;     /* an unpaid order that is to be paid first is closed after this */
	int64_t close_days;      /* a delivered order closes by itself after this, at once when
				  its receipt is confirmed */
	int64_t link_days;       /* a tracking link ends this long after delivery */
	int64_t review_over;     /* minor units: orders above go to review; 0: none */
	int64_t review_quantity; /* units of one line: above goes to review; 0: none */
	int64_t step_up_minutes; /* refunds, exports, roles, keys ask for the second factor after
				    this */
	int64_t habit_times;   /* a line above so many times the customer's usual goes to review */
	int64_t price_percent; /* a price further from the list's goes to review; 0: none */
	int64_t duplicate_minutes; /* the same order within these is held; 0: none */
	const char *source_words;  /* "word=source, …": where an order comes from, by its note */
	int64_t confirm_hours;     /* an order in review for longer is told to staff; 0: none */
	int64_t hold_notice_hours; /* before a hold ends; 0: none */
	int64_t promise_notice_hours; /* before the promised day; 0: none */
	int64_t cutoff_hour;          /* of the local day, 1 to 24: what leaves today is with the
					 carrier by then */
	int64_t promise_days;         /* parcels are promised this many days after dispatch */
	int64_t api_minute; /* requests of one program's key in a minute; 0: as many as it likes */
	bool sms, wechat;   /* who has no e-mail address is written to by these */
	bool webhooks;      /* there are some: events are written down for them */
	int64_t frequent_orders, frequent_days; /* so many orders in so many days; 0: none */
	int64_t frequent_more_orders, frequent_more_days; /* or so many in so many */
	int64_t value_over;  /* minor units paid within a year, of a valued customer; 0: none */
	int64_t amount_over; /* minor units of an order that comes first; 0: none */
	int64_t early_days;  /* one promised within these comes first; 0: none */
	int64_t ask_days;    /* after it arrived, an order's customer is asked; 0: nobody is */
	const char *ask_days_by_sku; /* "CODE=days, …": where it takes longer to know */
	int64_t ask_fallback_days;   /* more, where nobody says that it arrived: it left */
	int64_t ask_every_days;      /* a customer is asked so often at most */
	bool review_first;           /* reviews are published once somebody of the shop did so */
	const char *review_sites; /* origins whose pages may show reviews, ", " between; or "*" */
	int64_t answer_hours;     /* until a customer's message is answered; 0: no clock */
	int64_t answer_from, answer_until; /* hours of the day that count for that */
	int64_t alarm_false; /* a month at most, by topics that rise beyond chance; 0: no alarms */
	int64_t alarm_times; /* texts on one topic of a SKU in 4 weeks that call; 0: none do */
	const char *reply_address; /* mail to it comes in by a webhook; "": none does */
	int64_t own_data_days;     /* a customer's own data, made as a file, is kept */
	const char *credit_limits; /* "role=minor units, …": at a time, from the inbox */
	bool member;               /* orders earn points (member/member.h) */
	int64_t point_rate;        /* hundredths of points for each unit of the currency paid */
	int64_t point_worth;       /* minor units that a hundred points are worth */
	bool point_shipping, point_tax;         /* what is paid for them earns too */
	int64_t point_wait_days;                /* from delivery until they are usable */
	const char *point_limits;               /* "role=points, …": at a time, by hand */
	int64_t point_months;                   /* they end with this month after that; 0: never */
	int64_t referral_points, friend_points; /* for who invited and who came; 0: none */
	int64_t referral_wait_days; /* from delivery of the friend's order until both have them */
	int64_t tiers;              /* how many there are (member/tier.h) */
	const char *tier_by;        /* what they are reached by */
	int64_t tier_months, tier_grace_days;
	int64_t points_frequent, points_value, points_early, points_amount, points_first,
		points_tier;
};

/* Defaults, overridden by the rows; text lives in `a`. Also sets the process's zone. An unknown row
 * or bad value is skipped with a warning in the log. */
void settings_load(struct settings *s, struct db *db, struct arena *a);
void settings_defaults(struct settings *s);
/* Name of the i-th setting, NULL behind the last; its value as text. */
const char *setting_name(size_t i);
const char *setting_text(const struct settings *s, const char *name,
			 struct arena *a); /* NULL: no such setting */
/* The shop as pages and messages name it, in the reader's language: {name, hours, address, phone,
 * email, copyright_year, logo: null or {image, mail_image, width, height}}. */
cJSON *setting_shop_view(const struct settings *s, enum lang lang, struct instant now,
			 struct arena *a);
/* What a page needs to know of one. */
enum setting_kind {
	SETTING_TEXT,
	SETTING_NOTE, /* of several lines */
	SETTING_WORD, /* not empty */
	SETTING_EMAIL,
	SETTING_PHONE,
	SETTING_CURRENCY,
	SETTING_COUNTRY,
	SETTING_ZONE,
	SETTING_LANG,
	SETTING_LANGS,
	SETTING_COLOUR, /* an accent of the scheme `min` */
	SETTING_CHOICE, /* one of `choices` */
	SETTING_BOOL,
	SETTING_NUMBER,
	SETTING_MONEY,   /* minor units */
	SETTING_PERCENT, /* basis points */
};
enum setting_group {
	SETTINGS_ORDERS,   /* rules and clocks */
	SETTINGS_FIRST,    /* what comes first at the desk */
	SETTINGS_FEEDBACK, /* what customers are asked */
	SETTINGS_SHOP,
	SETTINGS_LOOK,
	SETTINGS_PLACE, /* language, country, zone */
	SETTINGS_MONEY,
	SETTINGS_MEMBER, /* points and what they are worth */
	SETTINGS_SAFETY,
	SETTINGS_HIDDEN, /* the program sets it itself */
	SETTINGS__MAX
};
extern const char *const setting_group_word[SETTINGS__MAX];
/* Words to choose from, NULL behind the last, and the kind of their labels. */
struct setting_choices {
	const char *label;
	const char *const *word;
};
struct setting_info {
	const char *name;
	enum setting_kind kind;
	enum setting_group group;
	int64_t min, max; /* numbers: bounds; texts: at most max characters */
	const struct setting_choices *choices;
};
/* False: no such setting. */
bool setting_find(const char *name, struct setting_info *out);
/* The value as it would be stored, or NULL: it does not fit. */
const char *setting_clean(struct arena *a, const char *name, const char *value);

/* It says who the shop is, and still says what a shop without a name of its own is called. */
bool setting_is_unnamed(const struct settings *s, const char *name, struct arena *a);
/* Where to pay, in this language, or in the other one; NULL: the shop does not say. */
const char *setting_bank_account(const struct settings *s, enum lang lang);

/* Whether customers are offered this language; and the language of theirs, or the shop's own where
 * it is none they are offered. */
bool setting_offers(const struct settings *s, enum lang lang);
enum lang setting_lang(const struct settings *s, enum lang wanted);
/* The stylesheet's colours. */
struct theme setting_theme(const struct settings *s);

/* Writes one row; false: no such setting or the value does not fit it. */
bool setting_put(struct db *db, struct arena *a, const char *name, const char *value,
		 struct instant now) __attribute__((warn_unused_result));

#endif
