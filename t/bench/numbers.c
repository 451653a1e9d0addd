/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names a million orders: for each a row "n id number" of numbers.tsv and, in urls.txt, the path of
 * its signed link. */
#include <stdio.h>
#include <stdlib.h>
#include "app.h"
#include "base/fail.h"
#include "order/order.h"

struct naming {
	struct arena *arena;
	const char *config, *numbers, *urls;
	long n;
	struct app app;
};

static void name_all(void *arg)
{
	struct naming *a = arg;
	const struct config *c = config_load(a->arena, a->config);
	FILE *numbers = fopen(a->numbers, "w"), *urls = fopen(a->urls, "w");
	struct instant first;

	if (!numbers || !urls || !instant_parse("2024-01-01T00:00:00Z", &first))
		fail("cannot write");
	if (!secret_init(&a->app.keys, config_read_secret(a->arena, c->secret_file)))
		fail("bad secret");
	/* 2^35 numbers are there; a stride that shares no factor with them meets each once. */
	for (long i = 1; i <= a->n; i++) {
		char number[IDENT_NUMBER_SIZE], tag[SECRET_TAG_SIZE];
		uint64_t id = ident_floor((struct instant){ first.us + i * 60 * INSTANT_SECOND });
		ident_number('R', (uint64_t)i * UINT64_C(22695477001) & ((UINT64_C(1) << 35) - 1),
			     number);
		order_link_token(&a->app, id, 1, tag);
		fprintf(numbers, "%ld\t%llu\t%s\n", i, (unsigned long long)id, number);
		fprintf(urls, "/o/%s?k=%s\n", number, tag);
	}
	if (fclose(numbers) || fclose(urls))
		fail("cannot write");
}

int main(int argc, char **argv)
{
	struct naming a = { .arena = arena_new() };
	struct failure f;

	if (argc != 5)
		return 64;
	a.config = argv[1];
	a.n = atol(argv[2]);
	a.numbers = argv[3];
	a.urls = argv[4];
	if (fail_run(name_all, &a, &f))
		return 0;
	fprintf(stderr, "numbers: %s\n", f.message);
	return 1;
}
