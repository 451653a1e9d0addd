/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds the reader of regulars.conf: it takes a file or fails with a complaint, nothing else. */
#include "base/config.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct load {
	struct arena *arena;
	const char *path;
	struct config *config;
};

static char path[] = "/tmp/regulars-fuzz-config-XXXXXX";

static void remove_file(void)
{
	unlink(path);
}

static void load(void *arg)
{
	struct load *l = arg;

	l->config = config_load(l->arena, l->path);
}

static void check_config(const struct config *c)
{
	if (c->workers < 1 || c->workers > 64 || strlen(c->socket) > 107 || !*c->db_name ||
	    !*c->db_admin_user || !*c->mail || c->base_url[strlen(c->base_url) - 1] == '/')
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int fd = -1;
	struct load l = { .arena = arena_new(), .path = path };
	struct failure f;

	if (fd < 0) {
		fd = mkstemp(path);
		atexit(remove_file);
	}
	if (fd < 0 || ftruncate(fd, 0) || pwrite(fd, data, size, 0) != (ssize_t)size)
		abort();
	if (fail_run(load, &l, &f))
		check_config(l.config);
	arena_free(l.arena);
	return 0;
}
