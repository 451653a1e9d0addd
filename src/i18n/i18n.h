/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Languages: words from gettext catalogues, plural rules, dates, numbers and money per language.
 * The process stays in the C locale. */
#ifndef REGULARS_I18N_I18N_H
#define REGULARS_I18N_I18N_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/buf.h"
#include "base/instant.h"

enum lang { LANG_EN, LANG_ZH, LANG__MAX };
/* "en", "zh-CN" */
extern const char *const lang_tag[LANG__MAX];
/* Exact tag or primary subtag ("zh", "zh-Hans", "en-GB"), any case. False: none of ours. */
bool lang_from_tag(const char *tag, enum lang *out);
/* The best of an Accept-Language header; `fallback` when none fits. */
enum lang lang_from_accept(const char *header, enum lang fallback);

/* Marks a message for the catalogue; C_ also gives its context. */
#define N_(msg)          (msg)
#define C_(context, msg) (msg)

struct catalogues;
/* Reads <dir>/zh_CN.mo (English is the source and needs none); fails with the path and reason. */
struct catalogues *catalogues_load(const char *dir);
void catalogues_free(struct catalogues *c);
/* The translation, or the message itself. context may be NULL. */
const char *i18n_text(const struct catalogues *c, enum lang l, const char *context,
		      const char *msg);
/* All plural forms of the target language: forms[0..n-1]; returns n (English 2, Chinese 1). */
unsigned i18n_plural_forms(const struct catalogues *c, enum lang l, const char *msg,
			   const char *msg_plural, const char *forms[4]);
unsigned i18n_plural_index(enum lang l, int64_t n);

/* Fills {name} fields of a message: pairs of name, value; ends with NULL. */
char *i18n_fill(struct arena *a, const char *msg, ...) __attribute__((sentinel));

/* Enum words; the kinds stand in labels.c ("badge", "money", "parcel" …). NULL: unknown word. */
#define LABEL_OTHERS                                                                               \
	"*" /* the value of a kind that is open: what it does not know is shown as it is */
struct label {
	const char *kind, *value;
	const char *msg;  /* English, in the catalogue under the context `kind` */
	const char *tone; /* "neutral", "info", …; NULL: none */
};
const struct label *label_find(const char *kind, const char *value);
const char *label_text(const struct catalogues *c, enum lang l, const char *kind,
		       const char *value);

/* Formats, in the shop's zone. `now` decides what is today and whether the year shows. */

/* ¥1,234.50, −¥16.92; a currency without a sign of its own: CHF 1,234.50 */
void format_money(struct buf *b, enum lang l, int64_t minor, const char *currency);
/* ¥0.8215 */
void format_unit_price(struct buf *b, enum lang l, int64_t unit_milli, const char *currency);
/* ¥21.99 万, ¥219.9K */
void format_money_short(struct buf *b, enum lang l, int64_t minor, const char *currency);
/* 1,234 */
void format_count(struct buf *b, enum lang l, int64_t n);
/* 41.6%, 100% */
void format_percent(struct buf *b, enum lang l, int64_t per_mille);

/* 11月21日（周六）, Sat 21 Nov; with the year in another than this one */
void format_date(struct buf *b, enum lang l, struct instant t, struct instant now);
/* 11/21, 21 Nov */
void format_date_short(struct buf *b, enum lang l, struct instant t);
/* 今天, 昨天, today, yesterday, else the date */
void format_day(struct buf *b, enum lang l, struct instant t, struct instant now);
/* 09:12 */
void format_time(struct buf *b, enum lang l, struct instant t);
/* 11月21日 09:12; 21 Nov, 09:12 */
void format_datetime(struct buf *b, enum lang l, struct instant t, struct instant now);
/* 今天, 昨天, 3 天前, 3 days ago; beyond 6 days, or ahead, the date */
void format_ago(struct buf *b, enum lang l, struct instant t, struct instant now);
/* Within one day: 今天 14:00–18:00; today, 14:00–18:00. Over days: 11月25–27日, 25–27 Nov,
 * whatever the times; both ends' days count. One instant, a whole day (from 00:00, to the same
 * instant or 23:59), or one end INSTANT_NONE: as format_day. */
void format_window(struct buf *b, enum lang l, struct instant from, struct instant to,
		   struct instant now);
/* It is over: its hours of one day, or its last day. */
bool window_has_passed(struct instant from, struct instant to, struct instant now);

#endif
