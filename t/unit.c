/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the suites of suites.h: all of them, or those named: `t/unit base_text db_rows`. `-l` lists
 * them. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif
#include "support/app.h"
#include "support/database.h"
#include "support/folder.h"
#include "support/skip.h"

#define SUITE(name) Suite *name##_suite(void);
#include "suites.h"
#undef SUITE

static const struct entry {
	const char *name;
	Suite *(*make)(void);
} entries[] = {
#define SUITE(name) { #name, name##_suite },
#include "suites.h"
#undef SUITE
	{ NULL, NULL },
};

struct count {
	int passed, failed, skipped;
};

/* The reason of a skip, or NULL for a real failure. */
static const char *skip_reason(TestResult *r)
{
	const char *msg = tr_msg(r);

	if (tr_rtype(r) != CK_FAILURE || !msg || strncmp(msg, SKIP_MARK, strlen(SKIP_MARK)) != 0)
		return NULL;
	return msg + strlen(SKIP_MARK);
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct count report(const char *suite, SRunner *sr, double took)
{
	int bad = srunner_ntests_failed(sr);
	struct count c = { .passed = srunner_ntests_run(sr) - bad };
	TestResult **r = srunner_failures(sr);

	for (int i = 0; i < bad; i++) {
		const char *reason = skip_reason(r[i]);

		if (reason)
			c.skipped++;
		else
			c.failed++;
		printf("  %s %s: %s:%d: %s\n", reason ? "skip" : "FAIL", suite, tr_lfile(r[i]),
		       tr_lno(r[i]), reason ? reason : tr_msg(r[i]));
	}
	free(r);
	printf("%s: %d passed, %d failed, %d skipped, %.1f s\n", suite, c.passed, c.failed,
	       c.skipped, took);
	fflush(stdout);
	return c;
}

static struct count run(const struct entry *e)
{
	SRunner *sr = srunner_create(e->make());
	double started = seconds();
	struct count c;

	srunner_run_all(sr, CK_SILENT);
	c = report(e->name, sr, seconds() - started);
	srunner_free(sr);
	return c;
}

static bool is_named(const char *name, char *const *names)
{
	if (!*names)
		return true;
	for (; *names; names++) {
		if (strcmp(*names, name) == 0)
			return true;
	}
	return false;
}

static bool exists(const char *name)
{
	for (const struct entry *e = entries; e->name; e++) {
		if (strcmp(e->name, name) == 0)
			return true;
	}
	return false;
}

static int list(void)
{
	for (const struct entry *e = entries; e->name; e++)
		puts(e->name);
	return 0;
}

#ifdef __SANITIZE_ADDRESS__
/* A test's process is through: it looks for leaks, if they are looked for, and goes. That the
 * sanitizer takes leave of each global beforehand would cost more than most tests. */
static void leave_at_once(int status, void *runner)
{
	if (getpid() == *(pid_t *)runner)
		return;
	fflush(NULL);
	__lsan_do_leak_check();
	_exit(status);
}
#endif

int main(int argc, char **argv)
{
#ifdef __SANITIZE_ADDRESS__
	static pid_t runner;

	runner = getpid();
	on_exit(leave_at_once, &runner);
#endif
	struct count sum = { 0 };

	if (argc > 1 && strcmp(argv[1], "-l") == 0)
		return list();
	for (int i = 1; i < argc; i++) {
		if (!exists(argv[i])) {
			fprintf(stderr, "unit: no suite %s; `unit -l` lists them\n", argv[i]);
			return 2;
		}
	}
	/* check's own 4 s are little for a sanitized program on a busy machine. */
	setenv("CK_DEFAULT_TIMEOUT", "60", 0);
	support_database_open();
	support_folders_open();
	support_pages_open();
	for (const struct entry *e = entries; e->name; e++) {
		struct count c;

		if (!is_named(e->name, argv + 1))
			continue;
		c = run(e);
		sum.passed += c.passed;
		sum.failed += c.failed;
		sum.skipped += c.skipped;
	}
	support_pages_close();
	support_folders_close();
	printf("%d passed, %d failed, %d skipped\n", sum.passed, sum.failed, sum.skipped);
	return sum.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
