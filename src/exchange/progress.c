/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Progress of long work in words. */
#include "exchange/progress.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>
#include "base/instant.h"

#define EVERY_ON_TERMINAL (INSTANT_SECOND / 5)
#define EVERY_ELSEWHERE   (5 * INSTANT_SECOND)

void progress_number(int64_t n, char *out, size_t size)
{
	char digits[24];
	size_t len, at = 0;

	snprintf(digits, sizeof digits, "%" PRIu64, n < 0 ? -(uint64_t)n : (uint64_t)n);
	len = strlen(digits);
	if (n < 0 && at + 1 < size)
		out[at++] = '-';
	for (size_t i = 0; i < len && at + 2 < size; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
}

static void add_time(char *out, size_t size, uint64_t seconds)
{
	size_t len = strlen(out);

	if (seconds >= 3600)
		snprintf(out + len, size - len, ", %" PRIu64 ":%02u:%02u left", seconds / 3600,
			 (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60));
	else
		snprintf(out + len, size - len, ", %u:%02u left", (unsigned)(seconds / 60),
			 (unsigned)(seconds % 60));
}

void progress_line(const struct progress *p, uint64_t done, int64_t now, char *out, size_t size)
{
	int64_t elapsed = now - p->start;
	uint64_t fresh = done > p->begun_at ? done - p->begun_at : 0;
	uint64_t rate = elapsed > 0 ? fresh * INSTANT_SECOND / (uint64_t)elapsed : 0;
	char a[32], b[32], c[32];

	progress_number((int64_t)done, a, sizeof a);
	progress_number((int64_t)p->total, b, sizeof b);
	progress_number((int64_t)rate, c, sizeof c);
	if (p->total == 0) {
		snprintf(out, size, "%s %s %s, %s/s", p->what, a, p->unit, c);
		return;
	}
	snprintf(out, size, "%s %s of %s %s, %" PRIu64 " %%, %s/s", p->what, a, b, p->unit,
		 done * 100 / p->total, c);
	if (rate > 0 && done < p->total)
		add_time(out, size, (p->total - done) / rate);
}

static void say(struct progress *p, uint64_t done, int64_t now)
{
	char line[200];

	progress_line(p, done, now, line, sizeof line);
	fprintf(p->to, p->terminal ? "\r%s\033[K" : "%s\n", line);
	fflush(p->to);
	p->said = now;
}

void progress_start(struct progress *p, FILE *to, const char *what, const char *unit, uint64_t done,
		    uint64_t total, int64_t now)
{
	*p = (struct progress){ .to = to,
				.terminal = to && isatty(fileno(to)),
				.what = what,
				.unit = unit,
				.total = total,
				.begun_at = done,
				.start = now,
				.said = now };
}

void progress_move(struct progress *p, uint64_t done, int64_t now)
{
	if (p->to && now - p->said >= (p->terminal ? EVERY_ON_TERMINAL : EVERY_ELSEWHERE))
		say(p, done, now);
}

void progress_end(struct progress *p, uint64_t done, int64_t now)
{
	if (!p->to)
		return;
	say(p, done, now);
	if (p->terminal)
		fputc('\n', p->to);
}
