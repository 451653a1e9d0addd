/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a fuzz target the files of its corpus, or those named. */
#include <dirent.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	struct arena *a = arena_new();
	size_t len;
	char *data = file_read(a, path, &len);

	if (data)
		LLVMFuzzerTestOneInput((const uint8_t *)data, len);
	else
		perror(path);
	arena_free(a);
	return data ? 0 : 1;
}

/* Tests run in the build folder; make says where the sources are. */
static int replay_corpus(void)
{
	const char *root = getenv("srcdir");
	char folder[PATH_MAX], path[PATH_MAX];
	struct dirent *entry;
	int bad = 0, n = 0;
	DIR *dir;

	snprintf(folder, sizeof folder, "%s/" CORPUS, root ? root : ".");
	dir = opendir(folder);
	while (dir && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < PATH_MAX)
			bad += replay(path);
		n++;
	}
	if (dir)
		closedir(dir);
	printf("%s: %d inputs\n", CORPUS, n);
	return bad || !n ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
	int bad = 0;

	if (argc < 2)
		return replay_corpus();
	for (int i = 1; i < argc; i++)
		bad += replay(argv[i]);
	return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}
