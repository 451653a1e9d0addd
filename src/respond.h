/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an answer leaves: one tree, two faces; redirects with a flash; refusals of every class. */
#ifndef REGULARS_RESPOND_H
#define REGULARS_RESPOND_H

#include <cjson/cJSON.h>
#include "app.h"
#include "base/fail.h"
#include "web/web.h"

/* 200 (or `status`): JSON prints the view, a browser gets templates/<page>.html rendered from the
 * very same tree. */
void respond_view(struct request *req, struct response *res, const char *page, cJSON *view);
void respond_view_status(struct request *req, struct response *res, int status, const char *page,
			 cJSON *view);

/* After a POST: 303 with a flash message (msgid, tone "success", "info", "warning" or "danger");
 * JSON: 200/201 with the view, which may be NULL for 204. `path` is below base_path. */
void respond_done(struct request *req, struct response *res, int json_status, cJSON *view,
		  const char *path, const char *tone, const char *flash_msg);
/* An act on many is asked for, and a task does it: 202 with its id, or to its page. */
void respond_task(struct request *req, struct response *res, uint64_t id);
/* The list that an order's page was opened from, its query, as the page's links and forms hand it
 * on; respond_done goes back to the order in it. NULL: none. */
const char *respond_way_here(const struct request *req);
void respond_redirect(struct request *req, struct response *res, const char *path);

/* What this answer shows is shown once, and kept nowhere: who sends the same request again gets
 * what respond_done makes of these instead (JSON: 200). */
void respond_once(struct request *req, cJSON *view, const char *path, const char *flash_msg);
/* A file of ours, streamed, to be kept under this name (of letters, digits, - . _). False: there is
 * no such file any more. */
bool respond_file(struct request *req, struct response *res, const char *path, const char *name,
		  const char *content_type) __attribute__((warn_unused_result));
/* For a page: "export", where the list is asked for as a file with the filters it is shown by;
 * null: who reads may not. */
void respond_add_export(const struct request *req, cJSON *view, const char *list);

/* A form as templates show it: form.<field> = {name, id, value, error}; names of nested controls
 * are dotted ("contact.phone"), lists are arrays of such objects. `values` holds what the controls
 * show (a view, or fields_typed); errors may be NULL. */
cJSON *respond_form(struct request *req, const struct field *table, size_t n, const cJSON *values,
		    const struct field_errors *errors);
/* A control's name as its element's id has it: without dots, which selectors read as classes. */
const char *respond_id(struct arena *a, const char *name);
/* Field errors: 422, or 429 with Retry-After when a throttle is shut. JSON: problem with errors[];
 * a browser gets `page` again with `view`, whose "form" is made here from what was typed by the
 * same table, and page.errors for the summary. */
void respond_errors(struct request *req, struct response *res, const char *page, cJSON *view,
		    const struct field *table, size_t n, const struct field_errors *errors);
/* What was asked of a list cannot be: 400, with each error beside its field, a program is answered
 * as by paged_refuse. `view` has the form. */
void respond_query_errors(struct request *req, struct response *res, const char *page, cJSON *view,
			  const struct field_errors *errors);
/* As respond_view; programs get the version as an ETag too, which If-Match may ask for. */
void respond_versioned(struct request *req, struct response *res, const char *page, cJSON *view,
		       int version);
/* Somebody else was faster (409; 412 where If-Match asked): a browser gets the page again, its form
 * with what was typed and the version that stands now, what is different now beside each field, and
 * what happened meanwhile above the page. `view` is of the state now. */
struct stale {
	const char *msg; /* msgid */
	int version;     /* of now */
	const cJSON
		*now;  /* what the form's controls would begin with now; NULL: nothing to compare */
	cJSON *events; /* as order_events_view has them; NULL: none are known */
};
void respond_stale(struct request *req, struct response *res, const char *page, cJSON *view,
		   const struct field *table, size_t n, const struct stale *s);
/* A rule says no (409), or another refusal: `code` is a machine word, msg its sentence (msgid). A
 * browser gets error/<status>.html with the sentence and a way back. */
void respond_refusal(struct request *req, struct response *res, int status, const char *code,
		     const char *msg);
void respond_not_found(struct request *req, struct response *res);
/* 503/500 with the request id as the reference people can quote. */
void respond_failure(struct request *req, struct response *res, const struct failure *f);

/* ---- lists for programs (respond_list.c) ---- */
/* A page is asked for by the cursor it comes after, which is the `next` of the one in front: where
 * a list goes on, signed for that list alone, which nobody else makes or reads. */
struct list_page {
	const char *after; /* the cursor */
	int64_t limit;
	uint64_t place; /* what is in it; 0: the list's beginning */
};
#define LIST_LIMIT      50
#define LIST_LIMIT_MAX  200
#define LIST_CURSOR_MAX 200
#define LIST_FIELDS(type, after_member, limit_member)                                              \
	{ .name = "after",                                                                         \
	  .kind = FIELD_TEXT,                                                                      \
	  .offset = offsetof(type, after_member),                                                  \
	  .max = LIST_CURSOR_MAX },                                                                \
	{                                                                                          \
		.name = "limit", .kind = FIELD_INT, .offset = offsetof(type, limit_member),        \
		.min = 1, .max = LIST_LIMIT_MAX                                                    \
	}
/* Reads the query by the table, the page's cursor among it; what is wrong or unknown in it is
 * answered with 400, and false. */
bool paged_read(struct request *req, struct response *res, const struct field *table, size_t n,
		void *target, struct list_page *page) __attribute__((warn_unused_result));
/* The same of a list that takes nothing but the place and how many. */
bool paged_read_page(struct request *req, struct response *res, struct list_page *page)
	__attribute__((warn_unused_result));
/* So does what reads its query in other ways. */
void paged_refuse(struct request *req, struct response *res, const struct field_errors *errors);
/* Ids below this are asked for, where the newest come first. */
uint64_t paged_below(const struct list_page *page);
/* The view with `next`, the cursor of this place (NULL: the list ends here), and where that is as a
 * Link header. */
void paged_respond(struct request *req, struct response *res, cJSON *view, const char *place);
/* The same of rows by id, of which there are more or not. */
void paged_respond_rows(struct request *req, struct response *res, cJSON *view, const cJSON *rows,
			bool more);
/* For a list that may be sorted: this place (a word) of the request's list, sorted so ("": as
 * always), and back. NULL: nobody made this cursor for it, which *errors says then. */
const char *paged_cursor(const struct request *req, const char *sort, const char *place);
const char *paged_place(const struct request *req, const char *sort, const char *cursor,
			struct field_errors *errors);
/* That, of a cursor of ours that names no place in this list. */
void paged_no_place(struct field_errors *errors);
/* As paged_respond with a cursor that is made. */
void paged_respond_at(struct request *req, struct response *res, cJSON *view, const char *cursor);

/* A field error's sentence. */
const char *respond_error_text(const struct request *req, const struct field_error *e);
/* A message in the reader's language; msg is a msgid. */
const char *respond_words(const struct request *req, const char *msg);

#endif
