/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words-compile FROM TO: makes the dictionary that words_open() maps; run while the house is built.
 */
#include <stdio.h>
#include <stdlib.h>
#include "base/arena.h"
#include "base/fail.h"
#include "feedback/words.h"

struct order {
	struct arena *arena;
	const char *from, *to;
	size_t n;
};

static void compile(void *arg)
{
	struct order *o = arg;

	o->n = words_compile(o->arena, o->from, o->to);
}

int main(int argc, char **argv)
{
	struct failure f;
	struct order o;

	if (argc != 3) {
		fprintf(stderr, "words-compile FROM TO\n");
		return 2;
	}
	o = (struct order){ .arena = arena_new(), .from = argv[1], .to = argv[2] };
	if (!fail_run(compile, &o, &f)) {
		fprintf(stderr, "words-compile: %s\n", f.message);
		return 1;
	}
	arena_free(o.arena);
	return 0;
}
