/* SPDX-License-Identifier: GPL-3.0-or-later */
/* words DATA MARKED [learn]: how well the marked texts are read, and how fast, against counting
 * their characters. With learn: what is read otherwise than marked, of the part that may be learned
 * from. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "base/buf.h"
#include "base/fail.h"
#include "base/text.h"
#include "feedback/marked.h"

#define TEXT_BYTES ((size_t)2 << 20)
#define ROUNDS     5

struct bench {
	struct arena *arena;
	const char *data, *marked;
	bool learn;
};

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void show(const char *part, struct figures f)
{
	printf("%s: %zu texts, words F1 %.3f, topics %.3f (all the same %.3f, the main one %.3f), "
	       "kind %.3f, feeling %.3f\n",
	       part, f.texts, f.f1, f.topics, f.topics_same, f.topic, f.kind, f.feeling);
}

/* As feedback comes: text by text, its memory given back after each. */
static double read_all(const struct words *w, const struct marked *v, size_t n, size_t times)
{
	struct arena *a = arena_new();
	double start = seconds();

	for (size_t i = 0; i < times; i++) {
		words_read(w, a, v[i % n].text, v[i % n].len);
		arena_reset(a);
	}
	arena_free(a);
	return seconds() - start;
}

static double count_all(const struct marked *v, size_t n, size_t times)
{
	volatile size_t characters = 0;
	double start = seconds();

	for (size_t i = 0; i < times; i++)
		characters +=
			text_is_utf8(v[i % n].text, v[i % n].len) ? text_length(v[i % n].text) : 0;
	return seconds() - start;
}

static void measure(void *arg)
{
	struct bench *b = arg;
	struct words *w = words_open(b->arena, b->data);
	size_t n, bytes = 0, times = 0;
	struct marked *v = marked_read(b->arena, b->marked, &n);
	double ours = INFINITY, floor = INFINITY, megabytes;

	show("learned from", marked_measure(w, v, n, true, b->learn ? stdout : NULL));
	show("measured by", marked_measure(w, v, n, false, NULL));
	for (; bytes < TEXT_BYTES; times++)
		bytes += v[times % n].len;
	for (int i = 0; i < ROUNDS; i++) {
		ours = fmin(ours, read_all(w, v, n, times));
		floor = fmin(floor, count_all(v, n, times));
	}
	megabytes = (double)bytes / 1e6;
	printf("words: ours %.1f MB/s, floor %.1f MB/s (its characters counted)\nwords ratio "
	       "%.3f\n",
	       megabytes / ours, megabytes / floor, floor / ours);
	if (megabytes / ours < 1)
		fail("slower than 1 MB a second");
}

int main(int argc, char **argv)
{
	struct bench b;
	struct failure f;
	bool done;

	if (argc < 3)
		return 2;
	b = (struct bench){ arena_new(), argv[1], argv[2], argc > 3 && !strcmp(argv[3], "learn") };
	done = fail_run(measure, &b, &f);
	if (!done)
		fprintf(stderr, "words: %s\n", f.message);
	arena_free(b.arena);
	return done ? 0 : 1;
}
