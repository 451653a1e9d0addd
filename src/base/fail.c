/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unwinding to the nearest boundary: the only setjmp and longjmp of the program. */
#include "base/fail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct boundary {
	jmp_buf at;
	struct failure *failure;
	struct boundary *outer;
};

/* The one piece of hidden state: a program has one stack, so it has one innermost boundary. */
static struct boundary *innermost;

_Noreturn static void unwind(const struct failure *f)
{
	if (!innermost) {
		fprintf(stderr, "regulars: %s\n", f->message);
		abort();
	}
	*innermost->failure = *f;
	longjmp(innermost->at, 1);
}

__attribute__((format(printf, 3, 0))) _Noreturn static void vfail(enum fail_kind kind, int code,
								  const char *fmt, va_list ap)
{
	struct failure f = { .kind = kind, .code = code };

	vsnprintf(f.message, sizeof f.message, fmt, ap);
	unwind(&f);
}

void fail(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfail(FAIL_INTERNAL, 0, fmt, ap);
}

void fail_as(enum fail_kind kind, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfail(kind, code, fmt, ap);
}

void fail_again(const struct failure *f)
{
	struct failure copy = *f;

	unwind(&copy);
}

bool fail_run(void (*fn)(void *arg), void *arg, struct failure *f)
{
	struct boundary here = { .failure = f, .outer = innermost };

	innermost = &here;
	if (setjmp(here.at)) {
		innermost = here.outer;
		return false;
	}
	fn(arg);
	innermost = here.outer;
	return true;
}
