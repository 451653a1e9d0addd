/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One JSON line an event on stderr: UTC time, level, message, and the pairs given. Never a body,
 * cookie, token, password, name, address; an e-mail only masked. */
#ifndef REGULARS_BASE_LOG_H
#define REGULARS_BASE_LOG_H

#include <stdint.h>

enum log_level { LOG_DEBUG_LEVEL, LOG_INFO_LEVEL, LOG_WARN_LEVEL, LOG_ERROR_LEVEL };

struct log_pair {
	const char *name;
	const char *text; /* NULL: the number */
	int64_t number;
};
#define LOG_TEXT(name, value)                                                                      \
	{                                                                                          \
		(name), (value) ? (value) : "", 0                                                  \
	}
#define LOG_INT(name, value)                                                                       \
	{                                                                                          \
		(name), 0, (value)                                                                 \
	}

void log_line(enum log_level level, const char *message, const struct log_pair *pairs, int n);
#define log_event(level, message, ...)                                                             \
	do {                                                                                       \
		const struct log_pair pairs_[] = { __VA_ARGS__ };                                  \
		log_line((level), (message), pairs_, (int)(sizeof pairs_ / sizeof pairs_[0]));     \
	} while (0)
/* A plain message with a printf tail: programs starting, stopping, failing. */
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
