/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars routes`: the site map as lines of columns, for people and for tests that knock at every
 * door. */
#include "routes.h"
#include <stdio.h>
#include "cli/cli.h"

static const char *const face_word[] = {
	[FACE_PAGE] = "page", [FACE_API] = "api", [FACE_BOTH] = "both"
};
static const char *const access_word[] = {
	[ACCESS_PUBLIC] = "public", [ACCESS_CUSTOMER] = "customer", [ACCESS_ORDER] = "order",
	[ACCESS_STAFF] = "staff",   [ACCESS_LOOPBACK] = "loopback",
};

int cli_routes(struct cli *c, int argc, char **argv)
{
	(void)c;
	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	for (size_t i = 0; i < route_count; i++)
		printf("%s\t%s\t%s\t%s\t%s\n", method_name[routes[i].method], routes[i].path,
		       face_word[routes[i].face], access_word[routes[i].access],
		       routes[i].access == ACCESS_STAFF ? permission_word[routes[i].permission]
							: "-");
	return CLI_DONE;
}
