/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars documents`: writes the customers' stored pages anew where a fresh look gives another.
 */
#include <stdio.h>
#include <unistd.h>
#include "cli/cli.h"
#include "order/order.h"

static void print_progress(const struct order_rewrite *r)
{
	fprintf(stderr, "\r%lld orders", (long long)r->orders);
}

int cli_documents(struct cli *c, int argc, char **argv)
{
	struct order_rewrite r;
	struct work w;

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	cli_app(c);
	w = cli_work(c);
	r = order_documents_rewrite(&w, isatty(2) ? print_progress : NULL);
	if (isatty(2))
		fputs("\n", stderr);
	printf("%lld orders, %lld pages written anew\n", (long long)r.orders, (long long)r.written);
	return CLI_DONE;
}
