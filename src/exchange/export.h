/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as files: asked for on a page, made by a task, downloaded while they are kept. */
#ifndef REGULARS_EXCHANGE_EXPORT_H
#define REGULARS_EXCHANGE_EXPORT_H

#include "exchange/sheet.h"
#include "permission.h"
#include "task.h"

enum export_list {
	EXPORT_ORDERS,
	EXPORT_ORDER_LINES,
	EXPORT_PAYMENTS,
	EXPORT_PARCELS,
	EXPORT_CUSTOMERS,
	EXPORT_PRODUCTS,
	EXPORT_STOCK,
	EXPORT_CATEGORIES,
	EXPORT_PRODUCTION,
	EXPORT_MESSAGES,
	EXPORT_IMPORTS,
	EXPORT_TASKS, /* of who asks */
	EXPORT_STAFF,
	EXPORT_ROLES,
	EXPORT_KEYS,
	EXPORT_DELIVERIES, /* of one webhook */
	EXPORT_AUDIT,
	EXPORT_NOTICES,         /* of who asks */
	EXPORT_PRODUCT_CHANGES, /* of one product */
	EXPORT_TAX_ZONES,
	EXPORT_WEBHOOKS,
	EXPORT_SURVEY_ANSWERS, /* of one survey */
	EXPORT_REVIEWS,
	EXPORT_INBOX,
	EXPORT_POINTS,
	EXPORT_ALIKE, /* pairs of customers who may be one person */
	EXPORT_LIST__MAX
};
extern const char *const export_list_word[EXPORT_LIST__MAX];
enum export_format { EXPORT_XLSX, EXPORT_CSV_MARK, EXPORT_CSV, EXPORT_FORMAT__MAX };
extern const char *const export_format_word[EXPORT_FORMAT__MAX];

struct export_draft {
	enum export_list list;
	enum export_format format;
	const char *filters; /* the list's query string */
	bool in_full;
	enum lang lang;
};
/* The task that makes it. */
uint64_t export_ask(struct work *w, const struct export_draft *d, uint64_t permissions);
enum permission export_needs(enum export_list list);

/* ---- the task (export.c) ---- */
bool export_step(struct work *w, struct task *t);
const char *export_file(struct arena *a, const struct task *t); /* below var_dir */
void export_view(struct work *w, const struct task *t, cJSON *view);

/* ---- where rows come from (export_rows.c) ---- */
struct export_rows {
	struct work *w;
	struct buf *to;
	enum lang lang;
	bool in_full;
	const char *filters;
	int64_t n; /* rows written */
};
struct export_source {
	enum permission permission;
	const struct sheet_column *columns;
	size_t n_columns;
	/* Writes the next batch behind `place`, and gives the place behind it; NULL: there is no
	 * more. */
	cJSON *(*batch)(struct export_rows *e, const cJSON *place);
};
/* ---- of more lists (export_products.c, export_more.c, export_desk.c, export_house.c,
 * export_history.c, export_people.c, export_surveys.c) ---- */
extern const struct export_source export_products, export_payments, export_stock, export_audit;
extern const struct export_source export_parcels, export_production, export_messages,
	export_imports, export_deliveries;
extern const struct export_source export_categories, export_tasks, export_staff, export_roles,
	export_keys, export_tax_zones, export_webhooks;
extern const struct export_source export_notices, export_product_changes, export_survey_answers;
extern const struct export_source export_reviews, export_inbox, export_points, export_alike;
/* The code of the product whose history is asked for; NULL: they name none (export_web.c). */
const char *export_product_of(struct arena *a, const char *filters);
const struct export_source *export_source_of(enum export_list list);
const char *export_id(struct export_rows *e, uint64_t id);
const char *export_count(struct export_rows *e, int64_t n);
const char *export_amount(struct export_rows *e, int64_t minor, const char *currency);
/* Hundredths of a per cent, as per cents. */
const char *export_percent(struct export_rows *e, int bp);
/* Of one unit, in thousandths of the minor unit. */
const char *export_unit_price(struct export_rows *e, int64_t milli, const char *currency);
const char *export_label(struct export_rows *e, const char *kind, const char *word);
const char *export_time(struct export_rows *e, struct instant t);
const char *export_yes_no(struct export_rows *e, bool yes);
/* Of a name in both languages, the reader's. */
const char *export_either(struct export_rows *e, const char *en, const char *zh);
uint64_t export_place_id(const cJSON *place, const char *name);
cJSON *export_new_place(uint64_t id);

#endif
