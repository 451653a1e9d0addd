/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as files, for the tests of what stands in them. */
#include "exchange/exports.h"

#include <string.h>
#include "order/rounds.h"

const char *exports_ask(struct browser *b, const char *fields)
{
	const struct answer *a = door_post(b, "/desk/exports", fields);
	const char *at;

	door_want(a, 303);
	at = strstr(answer_header(a, "Location"), "/desk/tasks/");
	ck_assert_ptr_nonnull(at);
	rounds_run_tasks();
	return at + strlen("/desk/tasks/");
}

struct answer *exports_file(struct browser *b, const char *id)
{
	return browser_get(b, door_path("/desk/exports/%s/file", id));
}

const char *exports_text(struct browser *b, const char *fields)
{
	const struct answer *a = exports_file(b, exports_ask(b, fields));

	door_want(a, 200);
	return a->body;
}

size_t exports_rows(const char *text)
{
	size_t lines = 0;

	for (const char *p = text; (p = strstr(p, "\r\n")); p += 2)
		lines++;
	return lines - 1;
}
