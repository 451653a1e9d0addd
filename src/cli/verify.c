/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars verify`: proves the books, names each row that breaks them. */
#include "verify/verify.h"
#include <stdio.h>
#include <string.h>
#include "cli/cli.h"
#include "exchange/progress.h"

struct showing {
	struct progress progress;
	bool stale; /* pages are not as a fresh look gives them */
};

static void print_finding(void *arg, const struct verify_finding *f)
{
	struct showing *s = arg;

	/* on a line of its own, not in the one that moves */
	if (s->progress.terminal)
		fputs("\r\033[K", stderr);
	s->stale = s->stale || strcmp(f->rule, "document.fresh") == 0 ||
		   strcmp(f->rule, "document.there") == 0;
	printf("%-16s %s: %s\n", f->rule, f->what, f->row);
}

static void show_moved(void *arg, int64_t done, int64_t of)
{
	struct showing *s = arg;

	s->progress.total = (uint64_t)of;
	progress_move(&s->progress, (uint64_t)done, app_clock());
}

int cli_verify(struct cli *c, int argc, char **argv)
{
	struct verify_report r;
	struct showing s = { .stale = false };
	struct work w;

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	cli_app(c);
	w = cli_work(c);
	db_allow_long(w.db);
	progress_start(&s.progress, stderr, "proving", "orders", 0, 0, app_clock());
	r = verify_all(&w, print_finding, show_moved, &s);
	progress_end(&s.progress, (uint64_t)r.orders, app_clock());
	printf("%d rules, %lld orders, %lld violations\n", r.rules, (long long)r.orders,
	       (long long)r.violations);
	if (s.stale)
		puts("`regulars documents` writes the pages anew");
	return r.violations ? CLI_FAILED : CLI_DONE;
}
