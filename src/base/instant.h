/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Time: instants in UTC, shown in the shop's zone. A struct, so that it is never mixed up with a
 * number. */
#ifndef REGULARS_BASE_INSTANT_H
#define REGULARS_BASE_INSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct instant {
	int64_t us; /* microseconds since 1970-01-01T00:00:00Z */
};

#define INSTANT_NONE   ((struct instant){ INT64_MIN })
#define INSTANT_SECOND INT64_C(1000000)
#define INSTANT_MINUTE (60 * INSTANT_SECOND)
#define INSTANT_HOUR   (60 * INSTANT_MINUTE)
#define INSTANT_DAY    (24 * INSTANT_HOUR)

struct civil { /* a moment on the calendar of some zone */
	int year, month, day, hour, minute, second, micro;
	int weekday; /* 0 = Sunday */
	int offset;  /* minutes east of UTC */
};

struct instant instant_now(void);
static inline bool instant_is_none(struct instant t)
{
	return t.us == INT64_MIN;
}
/* INSTANT_NONE stays INSTANT_NONE. */
struct instant instant_add(struct instant t, int64_t us);

/* The process's zone, by IANA name ("Asia/Shanghai"). False: unknown name, nothing changed. */
bool instant_set_zone(const char *name);
struct civil instant_to_utc(struct instant t);
struct civil instant_to_local(struct instant t);
struct instant instant_from_utc(const struct civil *c);
/* A local time that a clock change skips or repeats gives the first instant at or after it. */
struct instant instant_from_local(const struct civil *c);
/* Days since 1970-01-01 of the local calendar day: for "today", "yesterday". */
int64_t instant_local_day(struct instant t);
/* The local day `days` after t, from its first second to its last: what "by day" is said in. */
void instant_day_window(struct instant t, int64_t days, struct instant *from, struct instant *to);
/* The first moment of the local day after t's: where "until that day" ends. */
struct instant instant_next_day(struct instant t);

/* RFC 3339: "2026-11-21T01:12:00Z" (UTC; microseconds only when not zero), or with the local
 * offset. out >= 40 bytes. */
void instant_format_utc(struct instant t, char *out, size_t size);
void instant_format_local(struct instant t, char *out, size_t size);
/* RFC 3339 with Z or an offset, strict. False: malformed or out of years 1970-9999. */
bool instant_parse(const char *s, struct instant *out) __attribute__((warn_unused_result));

#endif
