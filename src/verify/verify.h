/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proof that the books agree: the invariants of the domain, each as a question that must have no
 * answer. Reads every area's tables, writes nothing; the only room that may read them all, because
 * what it proves lies between them. */
#ifndef REGULARS_VERIFY_VERIFY_H
#define REGULARS_VERIFY_VERIFY_H

#include "app.h"

struct verify_finding {
	const char *rule; /* "stock.on_hand" */
	const char *what; /* the rule as a sentence */
	const char *row;  /* which row breaks it, and how: "sku 12: 5, wanted 4" */
};
struct verify_report {
	int64_t orders; /* looked at one by one */
	int64_t violations;
	int rules;
};
/* Asks every rule; tells of at most 20 rows a rule. done(arg, n, of) hears of orders looked at; may
 * be NULL. */
struct verify_report verify_all(struct work *w,
				void (*found)(void *arg, const struct verify_finding *f),
				void (*progress)(void *arg, int64_t done, int64_t of), void *arg);
/* The names of all rules, for tests. */
size_t verify_rule_names(const char **names, size_t max);

#endif
