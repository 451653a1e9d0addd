/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder of a run, and those of its tests in it. */
#include "support/folder.h"

#include <check.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char of_run[64]; /* a long TMPDIR would leave no room for a socket's name */

void support_folders_open(void)
{
	const char *tmp = getenv("TMPDIR");

	if (!tmp || !*tmp || strlen(tmp) > 32)
		tmp = "/tmp";
	snprintf(of_run, sizeof of_run, "%s/regulars-unit.XXXXXX", tmp);
	if (!mkdtemp(of_run)) {
		fprintf(stderr, "unit: %s: %s\n", of_run, strerror(errno));
		exit(EXIT_FAILURE);
	}
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *walk)
{
	(void)st;
	(void)type;
	(void)walk;
	return remove(path);
}

void support_folders_close(void)
{
	nftw(of_run, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

char *support_folder(struct arena *a)
{
	char *path = arena_printf(a, "%s/XXXXXX", of_run);

	if (!mkdtemp(path))
		ck_abort_msg("%s: %s", path, strerror(errno));
	return path;
}
