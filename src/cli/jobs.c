/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars jobs --for SECONDS`: the worker's work for a while, for hosts that have cron and no
 * services. */
#include "jobs.h"
#include <string.h>
#include "base/text.h"
#include "cli/cli.h"

enum { SECONDS_MAX = 86400 };

int cli_jobs(struct cli *c, int argc, char **argv)
{
	const volatile int never = 0;
	int64_t seconds;
	struct app *app;

	if (argc != 3 || strcmp(argv[1], "--for") ||
	    !text_to_i64(argv[2], 1, SECONDS_MAX, &seconds))
		return CLI_USAGE;
	app = cli_app(c);
	jobs_run(app, instant_add(instant_now(), seconds * INSTANT_SECOND), &never);
	return CLI_DONE;
}
