/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The receiver is a program of its own; its first line is its port. */
#include "support/hook_receiver.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "base/file.h"
#include "base/json.h"
#include "support/folder.h"
#include "support/skip.h"

#define PYTHON "/usr/bin/python3"

_Noreturn static void become(const char *program, const char *folder, int out)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	dup2(out, STDOUT_FILENO);
	execl(PYTHON, "python3", program, folder, NULL);
	_exit(127);
}

struct hook_receiver hook_receiver_start(struct arena *a)
{
	struct hook_receiver r = { .folder = support_folder(a) };
	const char *source = getenv("REGULARS_TEST_SOURCE");
	char *program = arena_printf(a, "%s/t/walk/hook_receiver.py", source ? source : ".");
	int line[2];
	FILE *f;

	if (access(program, R_OK) != 0)
		skip("REGULARS_TEST_SOURCE does not name the source");
	ck_assert_int_eq(pipe(line), 0);
	if (fork() == 0)
		become(program, r.folder, line[1]);
	close(line[1]);
	f = fdopen(line[0], "r");
	ck_assert_ptr_nonnull(f);
	ck_assert_msg(fscanf(f, "%d", &r.port) == 1, "the receiver does not start");
	fclose(f);
	return r;
}

static void put(const struct hook_receiver *r, const char *name, const char *text)
{
	char path[600];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", r->folder, name);
	f = fopen(path, "we");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

void hook_receiver_knows(const struct hook_receiver *r, const char *const *secrets, size_t n)
{
	char text[600] = "";

	for (size_t i = 0; i < n; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s\n", secrets[i]);
	put(r, "secrets", text);
}

void hook_receiver_mood(const struct hook_receiver *r, const char *word)
{
	put(r, "mood", word);
}

cJSON *hook_receiver_call(struct arena *a, const struct hook_receiver *r, int nth)
{
	const char *path = arena_printf(a, "%s/%d.json", r->folder, nth);

	if (access(path, R_OK) != 0)
		return NULL;
	return json_read_own(file_read(a, path, NULL));
}
