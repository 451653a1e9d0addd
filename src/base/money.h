/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money: whole minor units with a currency; unit prices in thousandths of the minor unit. No
 * floating point. */
#ifndef REGULARS_BASE_MONEY_H
#define REGULARS_BASE_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MONEY_MILLI 1000                      /* unit price units per minor unit */
#define MONEY_MAX   INT64_C(9007199254740991) /* 2^53-1: what a JSON number keeps exactly */
/* What one order may come to, and each sum of its ledger: what is owed of thousands of them still
 * fits. */
#define MONEY_ORDER_MAX INT64_C(1000000000000)

/* ISO 4217 exponent: 2 for CNY and GBP, 0 for JPY, 3 for KWD … -1: unknown currency. */
int money_exponent(const char *currency);

/* quantity x unit price (thousandths of a minor unit), rounded half-even to the minor unit. False:
 * overflow. */
bool money_line(int64_t unit_milli, int64_t quantity, int64_t *out)
	__attribute__((warn_unused_result));
/* value x numerator / denominator, rounded half-even. denominator > 0. False: overflow. */
bool money_scale(int64_t value, int64_t numerator, int64_t denominator, int64_t *out)
	__attribute__((warn_unused_result));
bool money_add(int64_t a, int64_t b, int64_t *out) __attribute__((warn_unused_result));
/* Splits total over weights[] (>= 0) by largest remainder: parts[] sum to total exactly; ties go to
 * the earlier one. All weights zero: everything to the first. */
void money_split(int64_t total, const int64_t *weights, size_t n, int64_t *parts);

/* "1234.5" -> minor units. At most the currency's decimals; sign, digits, one point; no grouping,
 * no exponent. */
bool money_parse(const char *s, const char *currency, int64_t *out)
	__attribute__((warn_unused_result));
/* The same with three more decimals allowed: "0.8215" CNY -> 82150 (thousandths of a fen). */
bool money_parse_unit(const char *s, const char *currency, int64_t *out)
	__attribute__((warn_unused_result));
/* Decimal text, exact, no grouping: 123450 CNY -> "1234.50"; out >= 32 bytes. Unit: trailing zeros
 * beyond the minor unit cut. */
void money_decimal(int64_t minor, const char *currency, char *out, size_t size);
void money_decimal_unit(int64_t unit_milli, const char *currency, char *out, size_t size);

#endif
