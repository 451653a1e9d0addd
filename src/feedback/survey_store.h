/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of surveys, for the files of feedback/ alone. */
#ifndef REGULARS_FEEDBACK_SURVEY_STORE_H
#define REGULARS_FEEDBACK_SURVEY_STORE_H

#include "feedback/survey.h"

/* ---- surveys and their questions (survey_store.c) ---- */
void survey_store_insert(struct work *w, const struct survey *s);
bool survey_store_get(struct work *w, uint64_t id, bool lock, struct survey *out);
bool survey_store_find(struct work *w, const char *code, struct survey *out);
/* The newest 200. */
struct survey *survey_store_list(struct work *w, size_t *n);
/* The newest of those running that goes to this audience. */
bool survey_store_running(struct work *w, enum survey_audience a, struct survey *out);
/* Its own columns; edition + 1. */
void survey_store_change(struct work *w, const struct survey *s);
void survey_store_count_begun(struct work *w, uint64_t id);
void survey_store_questions(struct work *w, uint64_t id, int version, struct survey_form *out);
/* Of each question the newest, of all published versions. */
void survey_store_ever(struct work *w, uint64_t id, struct survey_form *out);
int survey_store_last_num(struct work *w, uint64_t id);
void survey_store_put_question(struct work *w, uint64_t id, const struct survey_question *q);
void survey_store_drop_question(struct work *w, uint64_t id, int num);
void survey_store_place(struct work *w, uint64_t id, int num, int place);
void survey_store_renumber(struct work *w, uint64_t id, int num, int to);
void survey_store_rules_about(struct work *w, uint64_t id, int num, int to);
/* The draft becomes this version. */
void survey_store_publish(struct work *w, uint64_t id, int version);

/* ---- responses (survey_answer_store.c) ---- */
bool response_store_get(struct work *w, uint64_t id, bool lock, struct survey_response *out);
/* The newest of this survey by who it was, or what it was about; one of both is 0. */
bool response_store_of(struct work *w, uint64_t survey_id, uint64_t customer_id, uint64_t order_id,
		       struct survey_response *out);
bool response_store_of_invite(struct work *w, uint64_t survey_id, uint64_t invite_id,
			      struct survey_response *out);
/* When they answered any survey last; none: never. */
struct instant response_store_last(struct work *w, uint64_t customer_id);
/* When they were offered a survey last that is not this one of this order, or written to about
 * any; *was: this was offered. */
struct instant offer_store_last(struct work *w, uint64_t customer_id, uint64_t order_id,
				uint64_t survey_id, bool *was);
void offer_store_insert(struct work *w, uint64_t order_id, uint64_t survey_id);
void response_store_insert(struct work *w, const struct survey_response *r);
/* changed_at, done_at, folded, lang */
void response_store_change(struct work *w, const struct survey_response *r);
void response_store_answers(struct work *w, uint64_t id, struct survey_answers *out);
void response_store_put(struct work *w, const struct survey_response *r,
			const struct survey_answer *a);
void response_store_drop(struct work *w, uint64_t id, int num);

/* ---- counting (survey_count_store.c) ---- */
void count_store_read(struct work *w, uint64_t survey_id, enum survey_part part,
		      struct survey_tally *into);
void count_store_add(struct work *w, uint64_t survey_id, const struct survey_tally *t);
/* The survey that waits longest for its answers to be counted; 0: none. */
uint64_t count_store_next(struct work *w, struct instant before);
/* Its responses that wait, locked, by id; with `before` those unchanged since. */
struct survey_response *count_store_waiting(struct work *w, uint64_t survey_id,
					    struct instant before, size_t *n);
/* The newest of them, without a lock, and how many there are. */
struct survey_response *count_store_live(struct work *w, uint64_t survey_id, size_t *n);
int64_t count_store_behind(struct work *w, uint64_t survey_id);
/* Answers of responses that wait, from one to another id, by response: *ids[i] is whose. */
struct survey_answer *count_store_answers(struct work *w, uint64_t survey_id, uint64_t from,
					  uint64_t to, uint64_t **ids, size_t *n);
void count_store_folded(struct work *w, const struct survey_response *v, size_t n);

struct survey_text {
	uint64_t response_id, order_id;
	const char *body, *number; /* number: of the order, or NULL */
	enum lang lang;
	struct instant at;
};
/* What was written to a question, the newest below this id. */
struct survey_text *count_store_texts(struct work *w, uint64_t survey_id, int num, uint64_t below,
				      int limit, size_t *n);
#endif
