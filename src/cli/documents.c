/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars documents`: writes the customers' stored pages anew where a fresh look gives another.
 */
#include <stdio.h>
#include "cli/cli.h"
#include "exchange/progress.h"
#include "order/order.h"

static void show_moved(void *arg, int64_t done, int64_t of)
{
	struct progress *p = arg;

	p->total = (uint64_t)of;
	progress_move(p, (uint64_t)done, app_clock());
}

int cli_documents(struct cli *c, int argc, char **argv)
{
	struct order_rewrite r;
	struct progress p;
	struct work w;

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	cli_app(c);
	w = cli_work(c);
	progress_start(&p, stderr, "looking at", "orders", 0, 0, app_clock());
	r = order_documents_rewrite(&w, show_moved, &p);
	progress_end(&p, (uint64_t)r.orders, app_clock());
	printf("%lld orders, %lld pages written anew\n", (long long)r.orders, (long long)r.written);
	return CLI_DONE;
}
