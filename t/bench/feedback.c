/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benches of feedback begin with, made through the use cases: `make` two surveys of five
 * questions that anybody may answer any number of times, one to look at and one to answer, and
 * prints their ids and codes; `fold` counts answers, as the worker does. */
#include <stdio.h>
#include <string.h>
#include "app.h"
#include "base/fail.h"
#include "feedback/survey.h"

struct making {
	struct arena *arena;
	const char *config;
	bool folds;
	struct work w;
};

static void ask(struct work *w, uint64_t id, struct survey_question q)
{
	if (survey_put_question(w, id, -1, &q) != SURVEY_OK)
		fail("a question is refused");
}

static void make_survey(struct work *w)
{
	struct survey s = { .title = "Bench",
			    .often = ANY_NUMBER,
			    .send = { .first_on = INSTANT_NONE } };

	s.id = survey_make(w, &s);
	ask(w, s.id, (struct survey_question){ .kind = SURVEY_NPS });
	ask(w, s.id,
	    (struct survey_question){ .kind = SURVEY_CSAT, .text = { "delivery", "配送" } });
	ask(w, s.id,
	    (struct survey_question){
		    .kind = SURVEY_SINGLE,
		    .text = { "What do you drink most?", "您最常喝什么？" },
		    .choices = { "Tea\nCoffee\nMilk\nWater", "茶\n咖啡\n牛奶\n水" } });
	ask(w, s.id,
	    (struct survey_question){
		    .kind = SURVEY_MULTIPLE,
		    .text = { "What did you like?", "喜欢什么？" },
		    .choices = { "Taste\nPrice\nSpeed\nPacking", "味道\n价格\n速度\n包装" } });
	ask(w, s.id,
	    (struct survey_question){ .kind = SURVEY_TEXT, .text = { "Why?", "为什么？" } });
	if (survey_publish(w, s.id) != SURVEY_OK || !survey_get(w, s.id, &s))
		fail("the survey is refused");
	printf("%llu %s\n", (unsigned long long)s.id, s.code);
}

static void make(void *arg)
{
	struct making *m = arg;
	struct app *app = app_new_for_command(m->arena, config_load(m->arena, m->config));
	struct arena *each = arena_new();

	m->w = (struct work){ .app = app,
			      .db = app->db,
			      .arena = each,
			      .now = instant_now(),
			      .actor = { ACTOR_COMMAND, 0 } };
	arena_use_for_cjson(each);
	db_use_arena(app->db, each);
	for (int i = 0; !m->folds && i < 2; i++)
		make_survey(&m->w);
	if (m->folds)
		while (feedback_fold_surveys(&m->w))
			arena_reset(each);
}

int main(int argc, char **argv)
{
	struct making m = { .arena = arena_new() };
	struct failure f;

	if (argc != 3 || (strcmp(argv[2], "make") != 0 && strcmp(argv[2], "fold") != 0))
		return 64;
	m.config = argv[1];
	m.folds = !strcmp(argv[2], "fold");
	if (!fail_run(make, &m, &f)) {
		fprintf(stderr, "feedback: %s\n", f.message);
		return 1;
	}
	return 0;
}
