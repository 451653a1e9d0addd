/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars demo`: fills an empty shop with eighteen months of orders. */
#include "demo/demo.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include "base/text.h"
#include "cli/cli.h"
#include "exchange/progress.h"

enum { ORDERS = 4000, CUSTOMERS = 400 };

/* "2026-11-21" */
static bool day_of(const char *s, int64_t *day)
{
	char text[] = "YYYY-MM-DDT12:00:00Z";
	struct instant noon;

	if (strlen(s) != strlen("YYYY-MM-DD"))
		return false;
	memcpy(text, s, strlen(s));
	if (!instant_parse(text, &noon))
		return false;
	*day = noon.us / INSTANT_DAY;
	return true;
}

static bool take_number(const char *text, int min, int max, int *out)
{
	int64_t n;

	if (!text_to_i64(text, min, max, &n))
		return false;
	*out = (int)n;
	return true;
}

static bool take_options(struct demo_wish *wish, int argc, char **argv)
{
	static const struct option option[] = {
		{ "orders", required_argument, NULL, 'o' },
		{ "customers", required_argument, NULL, 'c' },
		{ "today", required_argument, NULL, 't' },
		{ NULL, 0, NULL, 0 },
	};
	bool fits = true;
	int o;

	optind = 0;
	while (fits && (o = getopt_long(argc, argv, "", option, NULL)) != -1) {
		if (o == 'o')
			fits = take_number(optarg, DEMO_ORDERS_MIN, DEMO_ORDERS_MAX, &wish->orders);
		else if (o == 'c')
			fits = take_number(optarg, DEMO_CUSTOMERS_MIN, DEMO_CUSTOMERS_MAX,
					   &wish->customers);
		else if (o == 't')
			fits = day_of(optarg, &wish->today);
		else
			fits = false;
	}
	return fits && optind == argc;
}

/* Why the wish can't be fulfilled; NULL: it can. */
static const char *refusal(struct work *w, const struct demo_wish *wish)
{
	int64_t badges[ORDER_BADGE__MAX], orders = 0;

	order_count_badges(w, badges);
	for (int i = 0; i < ORDER_BADGE__MAX; i++)
		orders += badges[i];
	if (orders > 0)
		return "there are orders already: demo data is for an empty shop";
	if (demo_end(wish->today).us > w->now.us)
		return "--today has not begun";
	return wish->customers * 2 > wish->orders ? "fewer than two orders for each customer"
						  : NULL;
}

/* Today, but in its very first minutes yesterday. */
static int64_t newest_day(void)
{
	int64_t today = instant_local_day(instant_now());

	return demo_end(today).us > instant_now().us ? today - 1 : today;
}

static void say(void *arg, int placed)
{
	progress_move(arg, (uint64_t)placed, app_clock());
}

static void print_report(const struct demo_report *r, const char *mail)
{
	printf("%d orders of %d customers, %d products in %d kinds, %d parcels\n", r->orders,
	       r->customers, r->products, r->skus, r->parcels);
	for (int i = 0; i < ORDER_BADGE__MAX; i++)
		printf("%s %lld%s", order_badge_word[i], (long long)r->badges[i],
		       i + 1 < ORDER_BADGE__MAX ? ", " : "\n");
	printf("sign in as %s or %s; codes ", r->emails[0], r->emails[1]);
	if (text_starts_with(mail, "dir:"))
		printf("are in %s\n", mail + strlen("dir:"));
	else
		puts("come by mail");
}

int cli_demo(struct cli *c, int argc, char **argv)
{
	struct progress p;
	struct demo_wish wish = { .orders = ORDERS, .customers = CUSTOMERS, .say = say, .arg = &p };
	struct demo_report report;
	const char *why;
	struct work w;

	cli_app(c);
	wish.today = newest_day();
	if (!take_options(&wish, argc, argv))
		return CLI_USAGE;
	w = cli_work(c);
	why = refusal(&w, &wish);
	if (why) {
		fprintf(stderr, "regulars demo: %s\n", why);
		return CLI_FAILED;
	}
	progress_start(&p, stderr, "placing", "orders", 0, (uint64_t)wish.orders, app_clock());
	demo_load(&w, &wish, &report);
	progress_end(&p, (uint64_t)report.orders, app_clock());
	print_report(&report, c->config->mail);
	return CLI_DONE;
}
