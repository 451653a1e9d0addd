/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many points people may give or take by hand. Pure. */
#include <string.h>
#include "member/member.h"

enum { LIMIT_MAX = 10000000 };

int64_t member_limit(const char *limits, const char *role)
{
	const char *who = role ? role : "program";
	size_t len = strlen(who);

	if (!strcmp(who, "owner"))
		return LIMIT_MAX;
	for (const char *p = limits; *p; p += *p == ',') {
		int64_t n = 0;

		p += strspn(p, " ");
		if (strncmp(p, who, len) == 0 && p[len] == '=') {
			for (p += len + 1; *p >= '0' && *p <= '9' && n < LIMIT_MAX; p++)
				n = n * 10 + (*p - '0');
			return n < LIMIT_MAX ? n : LIMIT_MAX;
		}
		p += strcspn(p, ",");
	}
	return 0;
}
