/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports of the tests: of the file with every quirk, or of a text. */
#ifndef REGULARS_T_EXCHANGE_IMPORT_H
#define REGULARS_T_EXCHANGE_IMPORT_H

#include "exchange/exchange.h"
#include "support/app.h"

#define IMPORT_HEAD                                                                                \
	"InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"

/* Fixture: an application on an empty database. */
extern struct app *import_app;
void import_setup(void);
void import_teardown(void);

/* The 2,000 lines; lives as long as the application. */
const char *import_quirks(void);
/* Imports a text; fails the test when the machine does or the first line is wrong. watch: NULL, or
 * what to watch with. */
struct import_report import_text(const char *text, const struct import_watch *watch);
/* The same, where it may fail: NULL, or how it did. */
const char *import_try(const char *text, const struct import_watch *watch,
		       struct import_report *out);
struct import_report import_file(const struct import_watch *watch); /* the quirks */
/* "line: why" of the lines refused by the last import, one a line. */
const char *import_refused(void);

/* What stands in the books, as numbers in one line: the same books give the same text. */
const char *import_books(void);
/* Every rule of `regulars verify`; fails the test with what breaks one. */
void import_verify(void);

#endif
