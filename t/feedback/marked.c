/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts marked by hand. */
#include "feedback/marked.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/text.h"

static void demand(bool truth, const char *what, const char *line)
{
	if (truth)
		return;
	fprintf(stderr, "marked.tsv: %s: %s\n", what, line);
	exit(2);
}

static unsigned name_find(const char *const *names, unsigned n, const char *name)
{
	for (unsigned i = 0; i < n; i++) {
		if (!strcmp(names[i], name))
			return i;
	}
	return n;
}

static bool may_learn(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3;
	return (hash >> 32) % 100 < 60;
}

static void read_topics(struct marked *m, char *names)
{
	char *rest;

	m->topic = TOPIC__MAX;
	if (!strcmp(names, "-"))
		return;
	for (char *name = strtok_r(names, ",", &rest); name; name = strtok_r(NULL, ",", &rest)) {
		unsigned t = name_find(text_topic_name, TOPIC__MAX, name);

		demand(t < TOPIC__MAX, "no such topic", name);
		if (m->topic == TOPIC__MAX)
			m->topic = t;
		m->topics |= (uint16_t)(1U << t);
	}
}

static struct marked read_marked(struct arena *a, char *line)
{
	struct marked m = { 0 };
	char *part[4], *text = arena_alloc(a, strlen(line) + 1);
	unsigned kind;

	for (size_t i = 0; i < 4; i++) {
		part[i] = strsep(&line, "\t");
		demand(part[i], "four columns", text);
	}
	kind = !strcmp(part[0], "-") ? KIND_NONE : name_find(text_kind_name, KIND__MAX, part[0]);
	m.kind = kind;
	m.feeling = name_find(text_feeling_name, FEELING__MAX, part[1]);
	demand(kind < KIND__MAX && m.feeling < FEELING__MAX, "no such kind or feeling", part[3]);
	read_topics(&m, part[2]);
	m.edge = arena_array_of(a, strlen(part[3]) + 1, uint8_t);
	for (const char *p = part[3]; *p; p++) {
		if (*p == '/')
			m.edge[m.len] = 1;
		else
			text[m.len++] = *p;
	}
	text[m.len] = '\0';
	m.text = text;
	m.learn = may_learn(text);
	return m;
}

struct marked *marked_read(struct arena *a, const char *path, size_t *n)
{
	char *file = file_read(a, path, NULL), *line;
	struct marked *v = arena_array_of(a, 1000, struct marked);

	demand(file, "cannot be read", path);
	for (*n = 0; (line = strsep(&file, "\n"));) {
		if (*line && *line != '#')
			v[(*n)++] = read_marked(a, line);
	}
	return v;
}

/* ---- words ---- */

static bool is_letter(const char *p)
{
	unsigned char c = (unsigned char)*p;

	return c >= 0x80 ? strncmp(p, "，", 3) && strncmp(p, "。", 3) && strncmp(p, "？", 3) &&
				   strncmp(p, "！", 3)
			 : (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') ||
				   c == '\'' || c == '-';
}

static size_t step(const char *p)
{
	unsigned char c = (unsigned char)*p;

	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static struct word_list marked_words(struct arena *a, const struct marked *m)
{
	struct word_list l = { .v = arena_array_of(a, m->len + 1, struct word) };
	size_t from = 0;
	bool inside = false;

	for (size_t at = 0; at <= m->len; at += at < m->len ? step(m->text + at) : 1) {
		bool letter = at < m->len && is_letter(m->text + at);

		if (inside && (!letter || m->edge[at])) {
			l.v[l.n++] = (struct word){ (uint32_t)from, (uint32_t)(at - from) };
			inside = false;
		}
		if (letter && !inside) {
			from = at;
			inside = true;
		}
	}
	return l;
}

static bool is_long(struct arena *a, const struct marked *m, struct word w)
{
	return text_length(arena_strndup(a, m->text + w.at, w.len)) >= 2;
}

static size_t count_long(struct arena *a, const struct marked *m, struct word_list l)
{
	size_t n = 0;

	for (size_t i = 0; i < l.n; i++)
		n += is_long(a, m, l.v[i]);
	return n;
}

static void compare_words(struct arena *a, struct figures *f, const struct marked *m,
			  struct word_list found, FILE *tell)
{
	struct word_list marked = marked_words(a, m);
	size_t i = 0, j = 0, both = 0;

	while (i < found.n && j < marked.n) {
		struct word x = found.v[i], y = marked.v[j];

		both += x.at == y.at && x.len == y.len && is_long(a, m, x);
		i += x.at <= y.at;
		j += y.at <= x.at;
	}
	f->both += both;
	f->found += count_long(a, m, found);
	f->marked += count_long(a, m, marked);
	if (!tell || (both == count_long(a, m, found) && both == count_long(a, m, marked)))
		return;
	fputs("words:", tell);
	for (size_t k = 0; k < found.n; k++)
		fprintf(tell, " %.*s", (int)found.v[k].len, m->text + found.v[k].at);
	fputs("  <-", tell);
	for (size_t k = 0; k < marked.n; k++)
		fprintf(tell, " %.*s", (int)marked.v[k].len, m->text + marked.v[k].at);
	fputc('\n', tell);
}

/* ---- what is read of them ---- */

static void tell_reading(const struct marked *m, const struct reading *r, FILE *tell)
{
	if (r->topics == m->topics && r->kind == m->kind && r->feeling == m->feeling)
		return;
	fprintf(tell, "%s\n\t%s %s ->", m->text, text_kind_name[m->kind],
		text_feeling_name[m->feeling]);
	fprintf(tell, " %s %s;", text_kind_name[r->kind], text_feeling_name[r->feeling]);
	for (unsigned t = 0; t < TOPIC__MAX; t++) {
		if (m->topics >> t & 1)
			fprintf(tell, " %s", text_topic_name[t]);
	}
	fputs(" ->", tell);
	for (unsigned t = 0; t < TOPIC__MAX; t++) {
		if (r->topics >> t & 1)
			fprintf(tell, " %s", text_topic_name[t]);
	}
	fputs(";", tell);
	for (size_t i = 0; i < r->n_marks; i++)
		fprintf(tell, " %.*s(%d)", (int)r->mark[i].where.len, m->text + r->mark[i].where.at,
			r->mark[i].feeling);
	fputc('\n', tell);
}

static double shared(uint16_t a, uint16_t b)
{
	return a | b ? (double)__builtin_popcount(a & b) / __builtin_popcount(a | b) : 1;
}

struct figures marked_measure(const struct words *w, const struct marked *v, size_t n, bool learn,
			      FILE *tell)
{
	struct arena *a = arena_new();
	struct figures f = { 0 };

	for (const struct marked *m = v; m < v + n; m++) {
		struct reading r;

		if (m->learn != learn)
			continue;
		r = words_read(w, a, m->text, m->len);
		compare_words(a, &f, m, r.words, tell);
		if (tell)
			tell_reading(m, &r, tell);
		f.texts++;
		f.topics += shared(r.topics, m->topics);
		f.topics_same += r.topics == m->topics;
		f.topic += r.topic == m->topic;
		f.kind += r.kind == m->kind;
		f.feeling += r.feeling == m->feeling;
	}
	f.f1 = 2.0 * (double)f.both / (double)(f.found + f.marked);
	f.topics /= (double)f.texts;
	f.topics_same /= (double)f.texts;
	f.topic /= (double)f.texts;
	f.kind /= (double)f.texts;
	f.feeling /= (double)f.texts;
	arena_free(a);
	return f;
}
