/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running imports in tests, and looking at the books behind them. */
#include "exchange/import.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/file.h"
#include "verify/verify.h"

struct app *import_app;

/* check gives each test a process of its own. */
static struct buf refused;

void import_setup(void)
{
	import_app = support_app();
	db_connect(import_app->db);
	buf_init(&refused, import_app->arena);
}

void import_teardown(void)
{
	support_app_free(import_app);
}

const char *import_quirks(void)
{
	const char *root = getenv("REGULARS_TEST_SOURCE"), *src = getenv("srcdir");
	const char *top = root && *root ? root : src && *src ? src : ".";
	char *path = arena_printf(import_app->arena, "%s/t/data/online_retail_quirks.csv", top);
	char *text = file_read(import_app->arena, path, NULL);

	ck_assert_msg(text != NULL, "%s is not there", path);
	return text;
}

static void no_progress(void *arg, enum import_phase phase, uint64_t done, uint64_t total)
{
	(void)arg;
	(void)phase;
	(void)done;
	(void)total;
}

static void note_refused(void *arg, uint64_t line, const char *why)
{
	(void)arg;
	buf_addf(&refused, "%d: %s\n", (int)line, why);
}

const char *import_refused(void)
{
	return refused.p;
}

struct call {
	const char *text;
	struct import_watch watch;
	struct import_report report;
};

static void run(void *arg)
{
	struct call *c = arg;
	struct work w = support_work(import_app);
	int fd = memfd_create("import", MFD_CLOEXEC);
	const char *why = NULL;

	ck_assert_int_eq(write(fd, c->text, strlen(c->text)), (ssize_t)strlen(c->text));
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	if (!import_online_retail(&w, fd, &c->watch, &c->report, &why))
		fail("%s", why);
	close(fd);
}

const char *import_try(const char *text, const struct import_watch *watch,
		       struct import_report *out)
{
	struct call c = { .text = text };
	struct failure f;
	bool well;

	if (watch)
		c.watch = *watch;
	if (!c.watch.moved)
		c.watch.moved = no_progress;
	if (!c.watch.refused)
		c.watch.refused = note_refused;
	refused.len = 0;
	refused.p[0] = '\0';
	well = fail_run(run, &c, &f);
	*out = c.report;
	return well ? NULL : arena_strdup(import_app->arena, f.message);
}

struct import_report import_text(const char *text, const struct import_watch *watch)
{
	struct import_report r;
	const char *failure = import_try(text, watch, &r);

	ck_assert_msg(failure == NULL, "%s", failure);
	return r;
}

struct import_report import_file(const struct import_watch *watch)
{
	return import_text(import_quirks(), watch);
}

const char *import_books(void)
{
	static const char *const sums[] = {
		"SELECT COUNT(*) FROM orders",
		"SELECT SUM(total_amount) FROM orders",
		"SELECT SUM(captured_amount) FROM orders",
		"SELECT SUM(credited_amount) FROM orders",
		"SELECT SUM(version) FROM orders",
		"SELECT SUM(badge) FROM orders",
		"SELECT COUNT(*) FROM order_line",
		"SELECT SUM(ordered) FROM order_line",
		"SELECT COUNT(*) FROM order_event",
		"SELECT COUNT(*) FROM order_document",
		"SELECT SUM(LENGTH(UNCOMPRESS(document))) FROM order_document",
		"SELECT COUNT(*) FROM payment_entry",
		"SELECT COUNT(*) FROM credit_entry",
		"SELECT SUM(amount) FROM credit_entry",
		"SELECT COUNT(order_id) FROM credit_entry",
		"SELECT COUNT(*) FROM parcel",
		"SELECT COUNT(*) FROM parcel_line",
		"SELECT COUNT(*) FROM parcel_event",
		"SELECT COUNT(*) FROM stock_move",
		"SELECT SUM(ABS(quantity)) FROM stock_move",
		"SELECT COUNT(*) FROM stock",
		"SELECT COUNT(*) FROM import_line",
		"SELECT COUNT(*) FROM customer",
		"SELECT SUM(n_orders) FROM customer",
		"SELECT COUNT(*) FROM customer_contact",
		"SELECT COUNT(*) FROM customer_identity",
		"SELECT COUNT(*) FROM product",
		"SELECT COUNT(*) FROM sku",
		"SELECT COUNT(*) FROM outbox",
	};
	struct buf b;

	buf_init(&b, import_app->arena);
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		buf_addi(&b, support_number(sums[i]));
		buf_addch(&b, ' ');
	}
	return b.p;
}

static void fail_finding(void *arg, const struct verify_finding *f)
{
	(void)arg;
	ck_abort_msg("%s: %s", f->rule, f->row);
}

void import_verify(void)
{
	struct work w = support_work(import_app);
	struct verify_report r = verify_all(&w, fail_finding, NULL, NULL);

	ck_assert_int_eq(r.violations, 0);
}
