/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids made by the program, and the numbers people see (architecture: "Data"). */
#ifndef REGULARS_BASE_IDENT_H
#define REGULARS_BASE_IDENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/instant.h"

/* 64-bit, time-ordered: 41 bits of milliseconds since 2020-01-01T00:00Z, 10 bits node, 12 bits
 * counter. Never 0. */
struct ident_source {
	uint16_t node; /* 0..1023, leased per process */
	uint64_t last_ms;
	uint32_t counter;
};
void ident_init(struct ident_source *s, uint16_t node);
/* Strictly rising, also when the clock steps back: the counter runs on in the last millisecond and
 * borrows the next. */
uint64_t ident_next(struct ident_source *s, struct instant now);
/* The smallest id a process could have made at t: for keyset bounds and for imports with old dates.
 * Time before 2020 is pressed into the ids of January 2020; a second has 2^23 ids there, 2^32
 * later. */
uint64_t ident_floor(struct instant t);
/* The same of a day that somebody typed: behind the last year of ids, behind all of them. */
uint64_t ident_floor_day(struct instant day);
/* Decimal text of an id, strict: digits only, 1..2^63-1. */
bool ident_parse(const char *s, uint64_t *out) __attribute__((warn_unused_result));
/* "12", or "12:3": an id, and the version it was seen in (0: not said), as ticks of lists send
 * them. */
bool ident_parse_seen(const char *s, uint64_t *id, int *version)
	__attribute__((warn_unused_result));

#define IDENT_NUMBER_SIZE 12 /* "R-7K3M-92Q5" and NUL */
/* Seven random characters of Crockford base 32 and a check character over GF(32), x^5+x^2+1: sum
 * c_i * 2^(8-i) = 0. `random` gives 35 bits. prefix: 'R' order, 'C' customer. */
void ident_number(char prefix, uint64_t random, char out[IDENT_NUMBER_SIZE]);
/* Folds what a person typed (case, spaces, hyphens, O->0, I/L->1, prefix optional) to the canonical
 * form. False: not eight characters of the alphabet, or the check fails. */
bool ident_number_fold(char prefix, const char *typed, char out[IDENT_NUMBER_SIZE])
	__attribute__((warn_unused_result));
/* True if the text has the shape (eight characters of the alphabet) even when the check character
 * is wrong. */
bool ident_number_has_shape(char prefix, const char *typed);

#endif
