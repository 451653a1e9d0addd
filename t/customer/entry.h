/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways in for the tests of customers' doors: the application, people, and codes that are known. */
#ifndef REGULARS_T_CUSTOMER_ENTRY_H
#define REGULARS_T_CUSTOMER_ENTRY_H

#include <check.h>
#include <string.h>
#include "customer/inside.h"
#include "support/app.h"

/* Of the test that runs: entry_use(), and free it with support_app_free(). */
extern struct app *entry_app;
extern struct work entry_work;
void entry_use(struct app *app);

/* Somebody known by what an order of theirs said; phone or email may be NULL. */
uint64_t entry_add(const char *name, const char *phone, const char *email);
/* The code of the request that this browser made becomes 123456. */
void entry_set_code(const struct browser *b);
/* 303 to this address. */
void entry_leads(const struct answer *a, const char *to);

#endif
