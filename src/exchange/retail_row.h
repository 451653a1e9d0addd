/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of an online-retail file, checked: a row, or the reason why it is none. */
#ifndef REGULARS_EXCHANGE_RETAIL_ROW_H
#define REGULARS_EXCHANGE_RETAIL_ROW_H

#include "base/instant.h"
#include "exchange/records.h"

#define RETAIL_CURRENCY     "GBP"
#define RETAIL_ZONE         "Europe/London"
#define RETAIL_SOURCE       "online-retail"
#define RETAIL_QUANTITY_MAX 1000000000
#define RETAIL_TEXT_MAX     200 /* characters of a description */
#define RETAIL_NAME_MAX     80  /* bytes of a country, code, customer or invoice; most allow less */

enum retail_column {
	RETAIL_INVOICE,
	RETAIL_CODE,
	RETAIL_DESCRIPTION,
	RETAIL_QUANTITY,
	RETAIL_DATE,
	RETAIL_PRICE,
	RETAIL_CUSTOMER,
	RETAIL_COUNTRY,
	RETAIL_COLUMN__MAX
};
extern const char *const retail_column_name[RETAIL_COLUMN__MAX];

/* Texts are as keyed in and live as long as the record. */
struct retail_row {
	uint64_t line;
	const char *invoice, *code, *description, *customer, *country;
	int quantity;       /* not 0 */
	int64_t unit_milli; /* thousandths of a penny */
	struct instant at;
	int day; /* of the calendar: 20101201 */
};

/* Digits, six as a rule; C before them: a credit document, A: an adjustment. */
bool retail_is_invoice(const char *s);

/* Where the columns stand, and the last stamp seen: neighbours share it. */
struct retail_columns {
	size_t at[RETAIL_COLUMN__MAX];
	size_t n;
	char stamp[20];
	struct instant stamp_at;
	int stamp_day;
};
/* From the first record. False: a column is missing, *missing names it. */
bool retail_columns_find(const struct record *head, struct retail_columns *c, const char **missing)
	__attribute__((warn_unused_result));
/* NULL: *row is filled; else why the record is refused. The process's zone must be that of the
 * file. */
const char *retail_row_read(struct retail_columns *c, const struct record *r,
			    struct retail_row *row) __attribute__((warn_unused_result));

#endif
