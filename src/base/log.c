/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A log line is built on the stack and written by one write(), so that workers' lines do not mix.
 */
#include "base/log.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/instant.h"
#include "base/utf8.h"

#define LINE_SIZE 4096 /* what a pipe takes whole */
#define LINE_TAIL 2    /* kept free for the brace and the newline */

struct line {
	char text[LINE_SIZE];
	size_t len;
};

static size_t room(const struct line *l)
{
	return LINE_SIZE - LINE_TAIL - l->len;
}

static void put(struct line *l, const char *p, size_t len)
{
	memcpy(l->text + l->len, p, len);
	l->len += len;
}

/* One character of a text as JSON; what is no UTF-8 becomes U+FFFD. Returns the bytes it was. */
static size_t escape(const char *p, size_t left, char out[8], size_t *out_len)
{
	size_t step = utf8_step(p, left);
	unsigned char c = (unsigned char)*p;

	if (step == 0)
		*out_len = (size_t)snprintf(out, 8, "\\ufffd");
	else if (c < 0x20 || c == 0x7f)
		*out_len = (size_t)snprintf(out, 8, "\\u%04x", c);
	else if (c == '"' || c == '\\')
		*out_len = (size_t)snprintf(out, 8, "\\%c", c);
	else
		memcpy(out, p, *out_len = step);
	return step ? step : 1;
}

/* Cut where the line is full, never inside a character. */
static void put_text(struct line *l, const char *text)
{
	const char *end = text + strlen(text);

	put(l, "\"", 1);
	while (text < end) {
		char out[8];
		size_t len, step = escape(text, (size_t)(end - text), out, &len);

		if (len >= room(l)) /* the quote needs a byte */
			break;
		put(l, out, len);
		text += step;
	}
	put(l, "\"", 1);
}

/* A pair whose name and a short value no longer fit is left out. */
static void put_pair(struct line *l, const struct log_pair *pair)
{
	char number[24];

	if (room(l) < strlen(pair->name) * 6 + 40)
		return;
	put(l, ",", 1);
	put_text(l, pair->name);
	put(l, ":", 1);
	if (pair->text)
		put_text(l, pair->text);
	else
		put(l, number, (size_t)snprintf(number, sizeof number, "%" PRId64, pair->number));
}

void log_line(enum log_level level, const char *message, const struct log_pair *pairs, int n)
{
	static const char *const names[] = {
		[LOG_DEBUG_LEVEL] = "debug",
		[LOG_INFO_LEVEL] = "info",
		[LOG_WARN_LEVEL] = "warn",
		[LOG_ERROR_LEVEL] = "error",
	};
	struct line l = { .len = 0 };
	char time[40];
	ssize_t written;

	instant_format_utc(instant_now(), time, sizeof time);
	put(&l, "{", 1);
	put_text(&l, "time");
	put(&l, ":", 1);
	put_text(&l, time);
	put_pair(&l, &(struct log_pair)LOG_TEXT("level", names[level]));
	put_pair(&l, &(struct log_pair)LOG_TEXT("message", message));
	for (int i = 0; i < n; i++)
		put_pair(&l, &pairs[i]);
	put(&l, "}\n", 2);
	written = write(STDERR_FILENO, l.text, l.len);
	(void)written; /* nobody is left to be told */
}

__attribute__((format(printf, 2, 0))) static void log_printf(enum log_level level, const char *fmt,
							     va_list ap)
{
	char message[LINE_SIZE / 4];

	vsnprintf(message, sizeof message, fmt, ap);
	log_line(level, message, NULL, 0);
}

void log_info(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_printf(LOG_INFO_LEVEL, fmt, ap);
	va_end(ap);
}

void log_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_printf(LOG_WARN_LEVEL, fmt, ap);
	va_end(ap);
}

void log_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	log_printf(LOG_ERROR_LEVEL, fmt, ap);
	va_end(ap);
}
