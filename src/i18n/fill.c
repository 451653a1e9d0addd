/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts values into the {name} fields of a message. */
#include <stdarg.h>
#include <string.h>
#include "i18n/i18n.h"

#define FIELDS_MAX 16

struct given {
	const char *name, *value;
};

static const char *value_of(const struct given *v, size_t n, const char *name, size_t len)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(v[i].name) == len && memcmp(v[i].name, name, len) == 0)
			return v[i].value;
	}
	return NULL;
}

/* A field nobody gave stays as it is: a word too many is seen and mended, a word lost is not. */
char *i18n_fill(struct arena *a, const char *msg, ...)
{
	struct given given[FIELDS_MAX];
	size_t n = 0;
	const char *name;
	struct buf out;
	va_list ap;

	va_start(ap, msg);
	while (n < FIELDS_MAX && (name = va_arg(ap, const char *)) != NULL) {
		const char *value = va_arg(ap, const char *);

		given[n++] = (struct given){ name, value ? value : "" };
	}
	va_end(ap);
	buf_init(&out, a);
	while (*msg) {
		size_t plain = strcspn(msg, "{");
		const char *end = msg[plain] ? strchr(msg + plain, '}') : NULL;
		const char *value;

		buf_add(&out, msg, plain);
		msg += plain;
		if (!*msg)
			break;
		value = end ? value_of(given, n, msg + 1, (size_t)(end - msg) - 1) : NULL;
		if (value) {
			buf_adds(&out, value);
			msg = end + 1;
		} else {
			buf_addch(&out, *msg++);
		}
	}
	return out.p;
}
