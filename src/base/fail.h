/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine failing: unwinds to the nearest boundary (transaction, request, job). Rules that say
 * no are not failures; they are enums. longjmp appears in fail.c only. */
#ifndef REGULARS_BASE_FAIL_H
#define REGULARS_BASE_FAIL_H

#include <stdbool.h>

enum fail_kind {
	FAIL_INTERNAL,    /* a bug or a broken installation: 500 */
	FAIL_UNAVAILABLE, /* no database, memory, room or time: 503 with Retry-After */
	FAIL_BUSY,        /* no lock in time: 503 with Retry-After, or 409 for a key in flight */
	FAIL_RETRY,       /* db/ only: the transaction may be run again from its start */
};

struct failure {
	enum fail_kind kind;
	int code;          /* the database's error number, else 0 */
	char message[480]; /* short fact, lower case, for the log; never shown to a user */
};

#undef fail /* an old macro of the unit test library */
/* Ends the work in hand: jumps to the innermost fail_run(). Without one: prints and abort()s. */
_Noreturn void fail(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void fail_as(enum fail_kind kind, int code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Passes a caught failure on to the next boundary. */
_Noreturn void fail_again(const struct failure *f);

/* Runs fn(arg) inside a boundary. True: it returned. False: it failed and *f says how. Locals of fn
 * are lost, so what must survive belongs to *arg or an arena. */
bool fail_run(void (*fn)(void *arg), void *arg, struct failure *f)
	__attribute__((warn_unused_result));

#endif
