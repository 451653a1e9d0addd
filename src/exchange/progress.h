/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far long work is: on a terminal one line that moves, elsewhere a plain line now and then. */
#ifndef REGULARS_EXCHANGE_PROGRESS_H
#define REGULARS_EXCHANGE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct progress {
	FILE *to; /* NULL: nobody looks */
	bool terminal;
	const char *what;    /* "booking" */
	const char *unit;    /* "lines" */
	uint64_t total;      /* 0: not known */
	uint64_t begun_at;   /* what was done before: not part of the rate */
	int64_t start, said; /* microseconds of a clock that never steps */
};
void progress_start(struct progress *p, FILE *to, const char *what, const char *unit, uint64_t done,
		    uint64_t total, int64_t now);
/* Says it when it is time to. */
void progress_move(struct progress *p, uint64_t done, int64_t now);
void progress_end(struct progress *p, uint64_t done, int64_t now);

/* "booking 123,456 of 541,909 lines, 22 %, 12,345/s, 0:34 left"; pure. */
void progress_line(const struct progress *p, uint64_t done, int64_t now, char *out, size_t size);
/* 1234567 -> "1,234,567"; out of at least 28 bytes. */
void progress_number(int64_t n, char *out, size_t size);

#endif
