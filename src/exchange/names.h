/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Byte strings numbered from 0 as they are first seen, and counts of pairs of such numbers. */
#ifndef REGULARS_EXCHANGE_NAMES_H
#define REGULARS_EXCHANGE_NAMES_H

#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

#define NAME_NONE UINT32_MAX

struct names;
struct names *names_new(struct arena *a);
/* The number of these bytes; new ones are copied. */
uint32_t names_add(struct names *v, const void *p, size_t len);
uint32_t names_add_text(struct names *v, const char *s);
/* NAME_NONE: not seen. */
uint32_t names_find(const struct names *v, const void *p, size_t len);
uint32_t names_count(const struct names *v);
/* NUL-terminated; lives as long as the arena. */
const char *names_text(const struct names *v, uint32_t i);

/* For each owner the value it was seen with most often. */
struct tally;
struct tally *tally_new(struct arena *a);
void tally_add(struct tally *t, uint32_t owner, uint32_t value);
/* best[owner], for owners below n: of equals the one seen first; NAME_NONE where there is none. */
void tally_best(const struct tally *t, uint32_t *best, uint32_t n);

#endif
