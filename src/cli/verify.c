/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars verify`: proves the books, names each row that breaks them. */
#include "verify/verify.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cli/cli.h"

static void print_finding(void *arg, const struct verify_finding *f)
{
	bool *stale = arg;

	*stale = *stale || strcmp(f->rule, "document.fresh") == 0 ||
		 strcmp(f->rule, "document.there") == 0;
	printf("%-16s %s: %s\n", f->rule, f->what, f->row);
}

static void print_progress(void *arg, int64_t done, int64_t of)
{
	(void)arg;
	fprintf(stderr, "\r%lld of %lld orders", (long long)done, (long long)of);
	if (done >= of)
		fputs("\n", stderr);
}

int cli_verify(struct cli *c, int argc, char **argv)
{
	struct verify_report r;
	bool stale = false;
	struct work w;

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	cli_app(c);
	w = cli_work(c);
	db_allow_long(w.db);
	r = verify_all(&w, print_finding, isatty(2) ? print_progress : NULL, &stale);
	printf("%d rules, %lld orders, %lld violations\n", r.rules, (long long)r.orders,
	       (long long)r.violations);
	if (stale)
		puts("`regulars documents` writes the pages anew");
	return r.violations ? CLI_FAILED : CLI_DONE;
}
