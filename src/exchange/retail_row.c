/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of an online-retail file and what they may hold. */
#include "exchange/retail_row.h"

#include <string.h>
#include "base/money.h"
#include "base/text.h"

const char *const retail_column_name[RETAIL_COLUMN__MAX] = {
	[RETAIL_INVOICE] = "InvoiceNo",       [RETAIL_CODE] = "StockCode",
	[RETAIL_DESCRIPTION] = "Description", [RETAIL_QUANTITY] = "Quantity",
	[RETAIL_DATE] = "InvoiceDate",        [RETAIL_PRICE] = "UnitPrice",
	[RETAIL_CUSTOMER] = "CustomerID",     [RETAIL_COUNTRY] = "Country",
};

bool retail_columns_find(const struct record *head, struct retail_columns *c, const char **missing)
{
	*c = (struct retail_columns){ .n = head->n };
	for (int i = 0; i < RETAIL_COLUMN__MAX; i++) {
		size_t k = 0;

		while (k < head->n && strcmp(head->field[k], retail_column_name[i]) != 0)
			k++;
		*missing = retail_column_name[i];
		if (k == head->n)
			return false;
		c->at[i] = k;
	}
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool retail_is_invoice(const char *s)
{
	size_t n = 0;

	if (*s == 'C' || *s == 'A')
		s++;
	while (is_digit(s[n]))
		n++;
	return n >= 1 && n <= 12 && !s[n];
}

/* Printable ASCII, no blank at either end. */
static bool is_code(const char *s)
{
	size_t n = 0;

	while (s[n] >= ' ' && s[n] <= '~')
		n++;
	return n >= 1 && n <= 40 && !s[n] && s[0] != ' ' && s[n - 1] != ' ';
}

static bool is_customer(const char *s)
{
	size_t n = 0;

	while (is_digit(s[n]) || is_letter(s[n]) || s[n] == '-' || s[n] == '_')
		n++;
	return n <= 32 && !s[n];
}

static bool read_quantity(const char *s, int *out)
{
	bool negative = *s == '-';
	int64_t n;

	if (!text_to_i64(s + negative, 1, RETAIL_QUANTITY_MAX, &n))
		return false;
	*out = (int)(negative ? -n : n);
	return true;
}

static bool read_digits(const char *s, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if (!is_digit(s[i]))
			return false;
		*out = *out * 10 + (s[i] - '0');
	}
	return true;
}

static int days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* YYYY-MM-DD HH:MM:SS */
static bool read_stamp(const char *s, struct civil *c)
{
	*c = (struct civil){ 0 };
	if (strlen(s) != 19 || s[4] != '-' || s[7] != '-' || s[10] != ' ' || s[13] != ':' ||
	    s[16] != ':')
		return false;
	if (!read_digits(s, 4, &c->year) || !read_digits(s + 5, 2, &c->month) ||
	    !read_digits(s + 8, 2, &c->day) || !read_digits(s + 11, 2, &c->hour) ||
	    !read_digits(s + 14, 2, &c->minute) || !read_digits(s + 17, 2, &c->second))
		return false;
	return c->year >= 1970 && c->month >= 1 && c->month <= 12 && c->day >= 1 &&
	       c->day <= days_in(c->year, c->month) && c->hour < 24 && c->minute < 60 &&
	       c->second < 60;
}

static bool take_stamp(struct retail_columns *c, const char *s)
{
	struct civil civil;

	if (strcmp(s, c->stamp) == 0)
		return true;
	if (!read_stamp(s, &civil))
		return false;
	memcpy(c->stamp, s, sizeof c->stamp);
	c->stamp_at = instant_from_local(&civil);
	c->stamp_day = civil.year * 10000 + civil.month * 100 + civil.day;
	return true;
}

static const char *read_texts(const char *const f[RETAIL_COLUMN__MAX], struct retail_row *row)
{
	row->invoice = f[RETAIL_INVOICE];
	row->code = f[RETAIL_CODE];
	row->description = f[RETAIL_DESCRIPTION];
	row->customer = f[RETAIL_CUSTOMER];
	row->country = f[RETAIL_COUNTRY];
	if (!retail_is_invoice(row->invoice))
		return "no number of an invoice";
	if (!is_code(row->code))
		return "no stock code";
	if (!is_customer(row->customer))
		return "no customer's id";
	if (strlen(row->country) > RETAIL_NAME_MAX || strchr(row->country, '\n'))
		return "no name of a country";
	if (text_length(row->description) > RETAIL_TEXT_MAX)
		return "a description of more than 200 characters";
	return NULL;
}

static const char *read_numbers(struct retail_columns *c, const char *const f[RETAIL_COLUMN__MAX],
				struct retail_row *row)
{
	if (!read_quantity(f[RETAIL_QUANTITY], &row->quantity))
		return "the quantity is no whole number, or 0";
	if (!take_stamp(c, f[RETAIL_DATE]))
		return "the date is none";
	if (!money_parse_unit(f[RETAIL_PRICE], RETAIL_CURRENCY, &row->unit_milli))
		return "the price is none";
	row->at = c->stamp_at;
	row->day = c->stamp_day;
	return NULL;
}

const char *retail_row_read(struct retail_columns *c, const struct record *r,
			    struct retail_row *row)
{
	const char *f[RETAIL_COLUMN__MAX], *why;

	if (r->n != c->n)
		return "another number of fields than in the first line";
	for (int i = 0; i < RETAIL_COLUMN__MAX; i++)
		f[i] = r->field[c->at[i]];
	row->line = r->line;
	why = read_texts(f, row);
	return why ? why : read_numbers(c, f, row);
}
