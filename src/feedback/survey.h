/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Surveys: questions in versions, answers that know theirs, and how many answered what; for the
 * files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_SURVEY_H
#define REGULARS_FEEDBACK_SURVEY_H

#include "feedback/feedback.h"
#include "feedback/score.h"

/* ---- what is asked ---- */
enum survey_kind {
	SURVEY_NPS,
	SURVEY_CSAT,
	SURVEY_CES,
	SURVEY_SINGLE,
	SURVEY_MULTIPLE,
	SURVEY_TEXT,
	SURVEY_NUMBER,
	SURVEY_DATE,
	SURVEY_KIND__MAX
};
enum survey_state { SURVEY_DRAFT, SURVEY_OPEN, SURVEY_STOPPED, SURVEY_STATE__MAX };
enum survey_often { ONCE_A_LINK, ONCE_A_CUSTOMER, ANY_NUMBER, SURVEY_OFTEN__MAX };
enum survey_audience {
	FOR_WHO_HAS_THE_LINK,
	AFTER_AN_ORDER,
	WITH_A_TAG, /* these are written to (feedback/survey_send.h) */
	FROM_A_TIER,
	IN_A_VIEW,
	AFTER_A_SOLVED_ITEM,
	SURVEY_AUDIENCE__MAX
};
/* How somebody came to answer. */
enum survey_way { WAY_LINK, WAY_ORDER, WAY_MESSAGE, SURVEY_WAY__MAX };
/* What a condition is about. */
enum survey_about {
	ABOUT_NOTHING,
	ABOUT_ANSWER, /* of an earlier question: its score or number, or the place of the choice */
	ABOUT_SKU,
	ABOUT_CARRIER,
	ABOUT_CHANNEL,
	ABOUT_REGION,
	ABOUT_AMOUNT, /* of the order */
	ABOUT_ORDERS, /* how many the customer has placed */
	ABOUT_TAG,
	ABOUT_LANG,
	SURVEY_ABOUT__MAX
};
enum survey_op { OP_IS, OP_NOT, OP_LEAST, OP_MOST, SURVEY_OP__MAX };
extern const char *const survey_kind_word[SURVEY_KIND__MAX];
extern const char *const survey_state_word[SURVEY_STATE__MAX];
extern const char *const survey_often_word[SURVEY_OFTEN__MAX];
extern const char *const survey_audience_word[SURVEY_AUDIENCE__MAX];
extern const char *const survey_way_word[SURVEY_WAY__MAX];
extern const char *const survey_about_word[SURVEY_ABOUT__MAX];
extern const char *const survey_op_word[SURVEY_OP__MAX];

enum {
	SURVEY_QUESTIONS = 20, /* of a survey, at most */
	SURVEY_CHOICES = 20,
	SURVEY_RULES = 2,
	SURVEY_TEXT_CHARS = 300, /* of a question */
	SURVEY_CHOICES_CHARS = 2000,
	SURVEY_ANSWER_CHARS = 1000,
	SURVEY_VALUE_CHARS = 80,
	SURVEY_AFTER_ORDER = 3, /* questions at most, whatever the survey has */
	SURVEY_EDIT_DAYS = 30,
	SURVEY_EVERY_DAYS = 30 /* one survey a customer */
};
struct survey_rule {
	enum survey_about about;
	int num; /* ABOUT_ANSWER */
	enum survey_op op;
	const char *value;
};
struct survey_question {
	int num, place; /* num: the same in all versions */
	enum survey_kind kind;
	bool required; /* else it can be skipped; of text, number and date never */
	const char *text[LANG__MAX] /* NULL: not written yet */,
		*choices[LANG__MAX];           /* one a line */
	int64_t least, most;                   /* of a number */
	struct survey_rule rule[SURVEY_RULES]; /* it is asked where all of them hold */
};
struct survey {
	uint64_t id;
	const char *code, *title;
	enum survey_state state;
	enum survey_often often;
	enum survey_audience audience;
	int64_t quota; /* 0: any number */
	int64_t begun;
	int version, edition;
	bool is_changed; /* the draft is not what was published last */
	struct instant created_at, started_at, stopped_at;
	struct survey_sending {
		uint64_t audience_id;             /* the tag, tier or saved view; 0: none */
		struct instant first_on, next_at; /* none: nothing is planned */
		int every_months;                 /* 0: once */
		bool paused;
		int round; /* the last that began */
		struct instant round_at;
		bool choosing; /* its customers are gone through, as far as this place */
		struct customer_place place;
	} send;
};
struct survey_form { /* the questions of one version, by place */
	struct survey_question q[SURVEY_QUESTIONS];
	size_t n;
};

/* ---- what is answered ---- */
struct survey_answer {
	int num;
	bool skipped;
	int64_t value;    /* bits of choices, 1 << (place - 1), for SURVEY_MULTIPLE */
	const char *body; /* SURVEY_TEXT */
};
struct survey_answers {
	struct survey_answer v[SURVEY_QUESTIONS];
	size_t n;
};
enum { FACT_MANY = 20 };
struct survey_facts { /* as they were when it began */
	const char *sku[FACT_MANY], *tag[FACT_MANY];
	size_t n_skus, n_tags;
	bool has_order, has_customer;
	const char *carrier, *channel, *region; /* NULL: not known */
	const char *tier;       /* its id; "0": in none; NULL: not known, or there are none */
	int64_t amount, orders; /* amount: in whole units of the order's currency */
	enum lang lang;
	uint64_t customer_id; /* whose the order is, or who was asked for; not kept */
};
struct survey_response {
	uint64_t id, survey_id, customer_id, order_id; /* the latter 0: not known, none */
	uint64_t invite_id;                            /* 0: it came another way */
	int version;
	enum survey_way way;
	enum lang lang;
	const char *facts; /* JSON */
	struct instant created_at, changed_at, done_at;
	bool folded;
};

/* ---- rules (survey_rules.c): pure ---- */
bool survey_is_score(enum survey_kind k);
/* It has choices. */
bool survey_is_choice(enum survey_kind k);
/* Its answers are few, so that they are counted one by one, and crossed with others. */
bool survey_is_counted(enum survey_kind k);
/* Lowest and highest of a score. */
void survey_scale(enum survey_kind k, int *least, int *most);
size_t survey_choice_count(const char *choices);
/* The choice at a place from 1, as it stands in the text; *len 0: there is none. */
const char *survey_choice(const char *choices, size_t place, size_t *len);
bool survey_may_skip(const struct survey_question *q);

const struct survey_question *survey_question_of(const struct survey_form *f, int num);
const struct survey_answer *survey_answer_of(const struct survey_answers *a, int num);
enum survey_holds { HOLDS_NO, HOLDS_YES, HOLDS_LATER /* what it is about is not answered yet */ };
enum survey_holds survey_holds(const struct survey_rule *r, const struct survey_form *f,
			       const struct survey_answers *a, const struct survey_facts *facts);
/* The questions that somebody is asked: those answered, and then the next one. */
struct survey_way_through {
	int num[SURVEY_QUESTIONS];
	size_t n;
	size_t most; /* as many as it can become */
	bool done;   /* all of them are answered */
};
/* limit: so many questions at most */
struct survey_way_through survey_path(const struct survey_form *f, const struct survey_answers *a,
				      const struct survey_facts *facts, size_t limit);
/* Answers that are no answer any more, as others say now that they are not asked; the others stay,
 * in their order. Returns how many went. */
size_t survey_drop_unasked(const struct survey_form *f, struct survey_answers *a,
			   const struct survey_facts *facts, size_t limit, int gone[]);
size_t survey_limit(const struct survey *s);

/* Why a draft cannot be published: the first of each question. */
enum survey_flaw {
	FLAW_NONE,
	FLAW_EMPTY,        /* num 0: no question at all */
	FLAW_LANGUAGE,     /* it is written in one language alone, or in none */
	FLAW_FEW_CHOICES,  /* fewer than two */
	FLAW_MANY_CHOICES, /* more than SURVEY_CHOICES */
	FLAW_CHOICES,      /* not as many in both languages */
	FLAW_RANGE,        /* from above to below */
	FLAW_RULE_ABOUT, /* about a question that is not asked before it, or has no such answers */
	FLAW_RULE_VALUE, /* not a value that it could have */
	SURVEY_FLAW__MAX
};
extern const char *const survey_flaw_word[SURVEY_FLAW__MAX];
enum survey_flaw survey_flaw_of(const struct survey_form *f, size_t i);
/* The same question as before, so that its answers are counted together: of the same kind, each old
 * choice in its place. */
bool survey_goes_on(const struct survey_question *was, const struct survey_question *is);

enum survey_refusal {
	SURVEY_OK,
	SURVEY_NOT_FOUND,
	SURVEY_STALE,      /* somebody else changed it */
	SURVEY_FLAWED,     /* the draft cannot be published so */
	SURVEY_NOT_NOW,    /* it is running, or stopped, already */
	SURVEY_TOO_MANY,   /* questions */
	SURVEY_IS_OVER,    /* stopped, or never begun */
	SURVEY_FULL,       /* as many answered as should */
	SURVEY_WHO,        /* once a customer, and nobody knows who they are */
	SURVEY_TOO_LATE,   /* begun too long ago to be changed */
	SURVEY_NOT_ASKED,  /* the question is not theirs */
	SURVEY_NO_ANSWER,  /* it cannot be skipped */
	SURVEY_BY_MESSAGE, /* it is for who was written to */
	SURVEY_REFUSAL__MAX
};
enum survey_refusal survey_may_begin(const struct survey *s, bool knows_customer);

/* ---- calling and offering (survey_call_rules.c): pure ---- */
struct survey_low { /* the lowest scores that call somebody */
	bool has_nps;
	int nps;
	int stars;         /* of satisfaction; 0: none */
	const char *words; /* what was written to it all; NULL: nothing */
};
/* False: none is that low. */
bool survey_low(struct arena *a, const struct survey_form *f, const struct survey_answers *said,
		struct survey_low *out);
struct survey_offer_facts {
	struct instant now, answered_at; /* any survey, last; none: never */
	struct instant offered_at;       /* another one than this of this order */
	bool is_open;                    /* the shop owes them an answer */
};
bool survey_may_offer(const struct survey_offer_facts *f);

/* ---- counting (survey_tally_rules.c): pure ---- */
/* What results are shown by; stored by number. */
enum survey_part {
	PART_ALL,
	PART_MONTH, /* "2026-11", of the shop's calendar */
	PART_PRODUCT,
	PART_CARRIER,
	PART_CHANNEL,
	PART_REGION,
	PART_LANG,
	PART_ANSWER, /* of another question: "3:9" */
	PART_TIER,   /* its id when they answered; "0": in none */
	SURVEY_PART__MAX
};
extern const char *const survey_part_word[SURVEY_PART__MAX];
#define ANSWER_ALL     INT64_C(-1)
#define ANSWER_SUM     INT64_C(-2)
#define ANSWER_SKIPPED INT64_C(-3)
struct survey_count {
	enum survey_part part;
	int num;
	const char *value;
	int64_t answer, n;
};
struct survey_tally {
	struct arena *arena;
	struct survey_count *v;
	size_t n, cap;
	size_t *slot, n_slots; /* 1 + place in v, by what it counts */
};
void survey_tally_init(struct survey_tally *t, struct arena *a);
void survey_tally_add(struct survey_tally *t, const struct survey_count *c);
/* A response, sign 1, or -1 to take it out again. */
void survey_tally_response(struct survey_tally *t, const struct survey_form *f,
			   const struct survey_answers *a, const struct survey_facts *facts,
			   struct instant at, int sign);
/* How many; 0: none. */
int64_t survey_tally_get(const struct survey_tally *t, enum survey_part part, int num,
			 const char *value, int64_t answer);
/* Under which an answer of a number or a date is counted: numbers of a wide range in twenty steps,
 * dates by month (year * 12 + month - 1). */
int64_t survey_bucket(const struct survey_question *q, int64_t value);
/* The score's value and interval of what was counted. */
struct score survey_score(const struct survey_tally *t, const struct survey_question *q,
			  enum survey_part part, const char *value);

/* ---- building (survey.c) ---- */
uint64_t survey_make(struct work *w, const struct survey *draft);
/* One statement each. */
bool survey_get(struct work *w, uint64_t id, struct survey *out);
bool survey_find(struct work *w, const char *code, struct survey *out);
struct survey *survey_list(struct work *w, size_t *n);
/* version 0: the draft. */
void survey_read_form(struct work *w, uint64_t id, int version, struct survey_form *out);
enum survey_refusal survey_change(struct work *w, const struct survey *to)
	__attribute__((warn_unused_result));
/* num 0: a new one, behind the others. */
enum survey_refusal survey_put_question(struct work *w, uint64_t id, int edition,
					const struct survey_question *q)
	__attribute__((warn_unused_result));
enum survey_refusal survey_remove_question(struct work *w, uint64_t id, int num)
	__attribute__((warn_unused_result));
/* One place up. */
enum survey_refusal survey_raise_question(struct work *w, uint64_t id, int num)
	__attribute__((warn_unused_result));
/* The draft is what is asked from now on; who has begun goes on with what they were asked. */
enum survey_refusal survey_publish(struct work *w, uint64_t id) __attribute__((warn_unused_result));
enum survey_refusal survey_start(struct work *w, uint64_t id) __attribute__((warn_unused_result));
enum survey_refusal survey_stop(struct work *w, uint64_t id) __attribute__((warn_unused_result));

/* ---- answering (survey_answer.c) ---- */
struct survey_said {
	uint64_t survey_id;
	uint64_t response_id; /* 0: it begins */
	uint64_t customer_id, order_id, invite_id;
	enum survey_way way;
	enum lang lang;
	struct survey_answer answer;
};
enum survey_refusal survey_say(struct work *w, const struct survey_said *s, uint64_t *response_id,
			       int *next) __attribute__((warn_unused_result));
struct survey_going {
	struct survey_response response; /* id 0: not begun */
	struct survey_form form;
	struct survey_answers answers;
	struct survey_facts facts;
};
struct survey_asked { /* 0: not known, none */
	uint64_t response_id, customer_id, order_id, invite_id;
	enum lang lang;
};
/* What somebody is asked, as far as they are; at most nine statements. False: there is no such
 * response. */
bool survey_look(struct work *w, const struct survey *s, const struct survey_asked *a,
		 struct survey_going *out);
/* The survey that an order's customer is asked behind what they say of it, which counts as offered
 * from then on; false: none now. */
bool survey_after_order(struct work *w, const struct order *o, struct survey *out);

/* ---- facts (survey_facts.c) ---- */
void survey_facts_gather(struct work *w, uint64_t customer_id, uint64_t order_id, enum lang lang,
			 struct survey_facts *out);
char *survey_facts_text(struct arena *a, const struct survey_facts *f);
void survey_facts_read(struct arena *a, const char *text, struct survey_facts *out);

/* ---- results (survey_result.c) ---- */
enum { SURVEY_LIVE = 1000 }; /* responses counted while the page is made, at most */
/* What is folded of these parts, and the newest responses that are not. */
struct survey_result {
	struct survey_tally tally;
	struct survey_form form; /* all questions ever asked, as they were asked last */
	bool is_behind;          /* more than SURVEY_LIVE are not counted yet */
	int64_t waiting;
};
void survey_result_read(struct work *w, const struct survey *s, enum survey_part part,
			struct survey_result *out);

#endif
