/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decisions an import of online-retail takes. Pure: no I/O, no clock. */
#include "exchange/retail_rules.h"

#include <stdlib.h>
#include <string.h>

enum retail_document_kind retail_document_kind(const char *invoice)
{
	if (*invoice == 'C')
		return RETAIL_CREDIT;
	return *invoice == 'A' ? RETAIL_ADJUSTMENT : RETAIL_SALE;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool retail_code_is_product(const char *code)
{
	size_t n = strspn(code, "0123456789");

	if (n != 5)
		return false;
	while (is_letter(code[n]))
		n++;
	return !code[n];
}

void retail_code_fold(const char *code, char out[RETAIL_CODE_SIZE])
{
	size_t n = 0;

	for (; code[n] && n < RETAIL_CODE_SIZE - 1; n++)
		out[n] = code[n] >= 'a' && code[n] <= 'z' ? (char)(code[n] - 'a' + 'A') : code[n];
	out[n] = '\0';
}

/* The kind of a line, the first row that applies:
 *
 *	an A document, or code B			finance
 *	price below 0					refused
 *	a C document, quantity above 0			refused
 *	a sale, quantity below 0, price 0, nobody's	write-off
 *	a sale, quantity below 0			refused
 *	a code of a product				goods
 *	any other code					service
 */
const char *retail_line_kind(enum retail_document_kind document, const struct retail_line_facts *l,
			     enum retail_line_kind *kind)
{
	bool product = retail_code_is_product(l->code);

	*kind = product ? RETAIL_LINE_GOODS : RETAIL_LINE_SERVICE;
	if (document == RETAIL_ADJUSTMENT || strcmp(l->code, "B") == 0) {
		*kind = RETAIL_LINE_FINANCE;
		return NULL;
	}
	if (l->unit_milli < 0)
		return "a price below 0";
	if (document == RETAIL_CREDIT)
		return l->quantity > 0 ? "a quantity above 0 on a credit document" : NULL;
	if (l->quantity > 0)
		return NULL;
	*kind = RETAIL_LINE_WRITE_OFF;
	return l->unit_milli == 0 && !l->has_customer
		       ? NULL
		       : "a quantity below 0 outside of a credit document";
}

static int by_code(const void *a, const void *b)
{
	const struct retail_units *x = a, *y = b;

	return (x->code > y->code) - (x->code < y->code);
}

size_t retail_units_gather(struct retail_units *v, size_t n)
{
	size_t kept = 0;

	if (n == 0)
		return 0;
	qsort(v, n, sizeof *v, by_code);
	for (size_t i = 1; i < n; i++) {
		if (v[i].code == v[kept].code)
			v[kept].n += v[i].n;
		else
			v[++kept] = v[i];
	}
	return kept + 1;
}

static struct retail_units *units_of(const struct retail_holding *h, uint32_t code)
{
	struct retail_units wanted = { .code = code };

	return h->n ? bsearch(&wanted, h->v, h->n, sizeof *h->v, by_code) : NULL;
}

static bool covers(const struct retail_holding *sale, const struct retail_holding *credit)
{
	for (size_t i = 0; i < credit->n; i++) {
		const struct retail_units *left = units_of(sale, credit->v[i].code);

		if (!left || left->n < credit->v[i].n)
			return false;
	}
	return credit->n > 0;
}

size_t retail_match(const struct retail_holding *sales, size_t n_sales,
		    const struct retail_holding *credit)
{
	size_t found = n_sales;

	for (size_t i = 0; i < n_sales; i++) {
		if (!covers(&sales[i], credit))
			continue;
		if (found < n_sales)
			return n_sales;
		found = i;
	}
	return found;
}

void retail_take(struct retail_holding *sale, const struct retail_holding *credit)
{
	for (size_t i = 0; i < credit->n; i++) {
		struct retail_units *left = units_of(sale, credit->v[i].code);

		if (left)
			left->n -= credit->v[i].n;
	}
}
