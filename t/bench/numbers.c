/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names a million orders and their customers, each of whom orders four times over the years: rows
 * "n id number sample customer minutes-ago" of numbers.tsv and "k id number" of customers.tsv; the
 * paths to ask for in track.txt (signed links), customer.txt, list.txt and search.txt. */
#include <stdio.h>
#include <stdlib.h>
#include "app.h"
#include "base/fail.h"
#include "order/order.h"

enum { ORDERS_EACH = 4, OPEN_SHARE = 20 };

struct naming {
	struct arena *arena;
	const char *config, *folder;
	long n;
	struct app app;
	struct instant first;
};

static FILE *open_file(const struct naming *a, const char *name)
{
	FILE *f = fopen(arena_printf(a->arena, "%s/%s", a->folder, name), "w");

	if (!f)
		fail("cannot write %s", name);
	return f;
}

static void close_file(FILE *f)
{
	if (fclose(f))
		fail("cannot write");
}

static uint64_t id_at(const struct naming *a, long minute)
{
	return ident_floor((struct instant){ a->first.us + minute * 60 * INSTANT_SECOND });
}

/* 2^35 numbers are there; a stride that shares no factor with them meets each once. */
static void number_of(char prefix, long i, char out[IDENT_NUMBER_SIZE])
{
	ident_number(prefix, (uint64_t)i * UINT64_C(22695477001) & ((UINT64_C(1) << 35) - 1), out);
}

/* Which sample an order is a copy of: of the newest twentieth a part is still to be worked off. */
static int sample_of(const struct naming *a, long i)
{
	if (i <= a->n - a->n / OPEN_SHARE)
		return 0;
	return (int)(i % 4);
}

static void name_orders(const struct naming *a, long customers)
{
	FILE *numbers = open_file(a, "numbers.tsv"), *track = open_file(a, "track.txt"),
	     *search = open_file(a, "search.txt");

	for (long i = 1; i <= a->n; i++) {
		char number[IDENT_NUMBER_SIZE], tag[SECRET_TAG_SIZE];
		uint64_t id = id_at(a, i);
		int sample = sample_of(a, i);
		number_of('R', i, number);
		order_link_token(&a->app, id, 1, tag);
		fprintf(numbers, "%ld\t%llu\t%s\t%d\t%ld\t%ld\n", i, (unsigned long long)id, number,
			sample, i % customers + 1, a->n - i);
		if (sample < 2)
			fprintf(track, "/o/%s?k=%s\n", number, tag);
		/* What people have at hand: a phone's tail, a name, an article; a number alone
		 * leads to its order and is no list. */
		if (i % 3 == 0)
			fprintf(search, "/desk/orders?view=all&q=%04ld\n", i % 10000);
		else if (i % 3 == 1)
			fprintf(search, "/desk/orders?view=all&q=BENCH-%ld\n", i % 9000 + 10);
		else
			fprintf(search, "/desk/orders?view=all&q=Lin%%20Yuqing%%20%ld\n",
				i % customers + 1);
	}
	close_file(numbers);
	close_file(track);
	close_file(search);
}

static void name_customers(const struct naming *a, long customers)
{
	FILE *rows = open_file(a, "customers.tsv"), *paths = open_file(a, "customer.txt");

	for (long k = 1; k <= customers; k++) {
		char number[IDENT_NUMBER_SIZE];
		number_of('C', k, number);
		fprintf(rows, "%ld\t%llu\t%s\n", k, (unsigned long long)(id_at(a, k) - 1000000),
			number);
		fprintf(paths, "/desk/customers/%s\n", number);
	}
	close_file(rows);
	close_file(paths);
}

/* The desk's views, and pages deep in the list of all. */
static void name_lists(const struct naming *a)
{
	static const char *const views[] = { "to_ship", "today", "problem", "shipped", "all" };
	FILE *f = open_file(a, "list.txt");

	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		fprintf(f, "/desk/orders?view=%s\n", views[i]);
	for (long i = 1; i <= 5; i++)
		fprintf(f, "/desk/orders?view=all&after=%llu\n",
			(unsigned long long)id_at(a, a->n / 6 * i + 100));
	close_file(f);
}

static void name_all(void *arg)
{
	struct naming *a = arg;
	const struct config *c = config_load(a->arena, a->config);
	long customers = (a->n + ORDERS_EACH - 1) / ORDERS_EACH;

	/* The last is of today. */
	a->first = instant_add(instant_now(), -(a->n + 60) * INSTANT_MINUTE);
	if (!secret_init(&a->app.keys, config_read_secret(a->arena, c->secret_file)))
		fail("bad secret");
	name_orders(a, customers);
	name_customers(a, customers);
	name_lists(a);
}

int main(int argc, char **argv)
{
	struct naming a = { .arena = arena_new() };
	struct failure f;

	if (argc != 4)
		return 64;
	a.config = argv[1];
	a.n = atol(argv[2]);
	a.folder = argv[3];
	if (fail_run(name_all, &a, &f))
		return 0;
	fprintf(stderr, "numbers: %s\n", f.message);
	return 1;
}
