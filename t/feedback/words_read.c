/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading texts: kind, topics, feeling, the words that decided; and how well, by the texts marked
 * by hand. */
#include <stdlib.h>
#include "base/buf.h"
#include "base/rows.h"
#include "feedback/marked.h"

static struct arena *a;
static struct words *house;

static void setup(void)
{
	const char *build = getenv("REGULARS_TEST_BUILD");

	a = arena_new();
	house = words_open(a, arena_printf(a, "%s/data", build && *build ? build : "."));
}

static void teardown(void)
{
	arena_free(a);
}

/* "complaint negative quality: 就坏-1 太差-2 质量quality" */
static char *told(const char *text)
{
	struct reading r = words_read(house, a, text, strlen(text));
	struct buf b;

	buf_init(&b, a);
	buf_addf(&b, "%s %s %s:", text_kind_name[r.kind], text_feeling_name[r.feeling],
		 r.topic < TOPIC__MAX ? text_topic_name[r.topic] : "-");
	for (const struct word_mark *m = r.mark; m < r.mark + r.n_marks; m++) {
		buf_addf(&b, " %.*s", (int)m->where.len, text + m->where.at);
		if (m->feeling)
			buf_addf(&b, "%+d", m->feeling);
		for (unsigned t = 0; t < TOPIC__MAX; t++) {
			if (m->topics >> t & 1)
				buf_addf(&b, "[%s]", text_topic_name[t]);
		}
	}
	return b.p;
}

static const struct {
	const char *name, *text, *wanted;
} rows[] = {
	{ "a complaint", "盒子压扁了，杯子也碎了",
	  "complaint negative packaging: 盒子[packaging] 压扁-1[packaging] 碎了-1" },
	{ "praise", "Fast delivery, thank you",
	  "praise positive delivery: Fast+1 delivery[delivery] thank+1" },
	{ "a question is no complaint", "坏了能保修吗？",
	  "question neutral quality: 坏了-1[quality] 保修[service]" },
	{ "a suggestion", "希望快递能快一点", "suggestion neutral delivery: 快递[delivery] 快+1" },
	{ "a request that asks is a question", "能不能开发票？",
	  "question neutral ordering: 开发票[ordering]" },
	{ "a request", "能不能开发票", "suggestion neutral ordering: 开发票[ordering]" },
	{ "what is negated turns", "客服不太热情",
	  "complaint negative service: 客服[service] 热情-1[service]" },
	{ "and what is bad, too", "包装没有破损",
	  "praise positive packaging: 包装[packaging] 破损+1" },
	{ "not over punctuation", "没有，很好", "praise positive -: 很好+1" },
	{ "in English as well", "The driver was not friendly",
	  "complaint negative delivery: driver[delivery] friendly-1[service]" },
	{ "what comes after but weighs more", "很好，但是太慢",
	  "complaint negative delivery: 很好+1 太慢-1[delivery]" },
	{ "a hint counts where no topic is named", "这个杯子很好看",
	  "praise positive quality: 杯子[quality] 好看+1[quality]" },
	{ "and not where one is", "杯子的包装很好看",
	  "praise positive packaging: 包装[packaging] 好看+1" },
	{ "nothing to say", "昨天是星期二", "none neutral -:" },
	{ "nothing", "", "none neutral -:" },
	{ "pictures and half characters", "🎁\xed\xa0\x80\xff", "none neutral -:" },
};

START_TEST(texts_are_read)
{
	for (each_row(rows))
		check_text(row->name, told(row->text), row->wanted);
}
END_TEST

START_TEST(a_megabyte_is_read)
{
	struct buf b;
	struct reading r;

	buf_init(&b, a);
	while (b.len < (size_t)1 << 20)
		buf_adds(&b, "包装太差not very good");
	r = words_read(house, a, b.p, b.len);
	ck_assert_int_eq(r.topic, TOPIC_PACKAGING);
	ck_assert_int_eq(r.feeling, FEELING_NEGATIVE);
	ck_assert_uint_gt(r.n_marks, 100000);
}
END_TEST

/* The aims, over the texts that no list was made by. */
START_TEST(the_marked_texts_are_read_as_marked)
{
	const char *root = getenv("REGULARS_TEST_SOURCE"), *src = getenv("srcdir");
	const char *top = root && *root ? root : src && *src ? src : ".";
	size_t n;
	struct marked *v = marked_read(a, arena_printf(a, "%s/t/feedback/marked.tsv", top), &n);
	struct figures f = marked_measure(house, v, n, false, NULL);

	ck_assert_uint_ge(n, 200);
	ck_assert_uint_ge(f.texts, 80);
	ck_assert_msg(f.f1 >= 0.90, "words: F1 %.3f", f.f1);
	ck_assert_msg(f.topics >= 0.80, "topics: %.3f", f.topics);
	ck_assert_msg(f.kind >= 0.80, "kind: %.3f", f.kind);
	ck_assert_msg(f.feeling >= 0.80, "feeling: %.3f", f.feeling);
}
END_TEST

Suite *feedback_words_read_suite(void)
{
	Suite *s = suite_create("feedback_words_read");
	TCase *tc = tcase_create("read");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, texts_are_read);
	tcase_add_test(tc, a_megabyte_is_read);
	tcase_add_test(tc, the_marked_texts_are_read_as_marked);
	suite_add_tcase(s, tc);
	return s;
}
