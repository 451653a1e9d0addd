/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the documents and lines of an online-retail file are, and which sale a credit belongs to.
 * Pure. */
#ifndef REGULARS_EXCHANGE_RETAIL_RULES_H
#define REGULARS_EXCHANGE_RETAIL_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RETAIL_CODE_SIZE 41

enum retail_document_kind { RETAIL_SALE, RETAIL_CREDIT, RETAIL_ADJUSTMENT };
enum retail_document_kind retail_document_kind(const char *invoice);

/* Five digits and letters; all else (postage, fees, manual lines, vouchers) is a service. */
bool retail_code_is_product(const char *code);
/* Codes that differ by case alone are one. */
void retail_code_fold(const char *code, char out[RETAIL_CODE_SIZE]);

enum retail_line_kind {
	RETAIL_LINE_GOODS,
	RETAIL_LINE_SERVICE,
	RETAIL_LINE_WRITE_OFF, /* of stock: nothing was sold */
	RETAIL_LINE_FINANCE,   /* bad debt and its like */
	RETAIL_LINE_KIND__MAX
};
struct retail_line_facts {
	const char *code; /* folded */
	int quantity;
	int64_t unit_milli;
	bool has_customer;
};
/* NULL: *kind is the line's; else why a document of this kind cannot hold it. */
const char *retail_line_kind(enum retail_document_kind document, const struct retail_line_facts *l,
			     enum retail_line_kind *kind) __attribute__((warn_unused_result));

/* Units of codes, by rising code, each code once. */
struct retail_units {
	uint32_t code;
	int64_t n;
};
struct retail_holding {
	struct retail_units *v;
	size_t n;
};
/* Sorts by code and adds up what is of one code; returns how many are left. */
size_t retail_units_gather(struct retail_units *v, size_t n);
/* The one sale among a customer's earlier ones that has every code of the credit with at least as
 * many units left un-credited. n_sales: there is none, or more than one, and nobody can know which.
 */
size_t retail_match(const struct retail_holding *sales, size_t n_sales,
		    const struct retail_holding *credit);
/* What the credit took is not there for the next one. */
void retail_take(struct retail_holding *sale, const struct retail_holding *credit);

#endif
