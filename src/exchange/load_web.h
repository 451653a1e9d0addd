/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of brought files share, for load_*_web.c alone. */
#ifndef REGULARS_EXCHANGE_LOAD_WEB_H
#define REGULARS_EXCHANGE_LOAD_WEB_H

#include "exchange/load.h"
#include "web/web.h"

const char *load_web_path(struct request *req, uint64_t id, const char *tail);
bool load_web_may(const struct request *req, enum load_kind kind);
/* A file of people is for who brought it, and for who may see people in full. */
bool load_web_may_open(const struct request *req, const struct load_file *f);
/* The file of the path; false: it is answered that there is none. */
bool load_web_find(struct request *req, struct response *res, struct work *w,
		   struct load_file *out);
struct load_run_input {
	bool tells;
};
#define LOAD_RUN_FIELDS 1
extern const struct field load_run_fields[LOAD_RUN_FIELDS];
extern const char load_another_is_running[];
/* The page of one (load_show_web.c); said: the columns as they were typed, NULL: nothing was. */
cJSON *load_web_view(struct request *req, struct work *w, const struct load_file *f,
		     const int *said);
/* "repair" of each of its problems, or null, and "repairs": those that stand. */
void load_web_add_repairs(const struct request *req, const struct load_file *f, cJSON *problems,
			  cJSON *view);
/* To the page of the task that was asked for; to programs, {id} of the file. */
void load_web_answer_begun(struct request *req, struct response *res, const struct load_file *f,
			   uint64_t task);
/* For programs: how a problem may be repaired, and by which words of the file where it says them.
 */
void load_web_add_ways(const struct load_file *f, const cJSON *problem, cJSON *view);
extern const char load_not_checked[];
void load_web_add_counts(cJSON *v, const cJSON *report);

#endif
