/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the inbox's pages share. */
#ifndef REGULARS_FEEDBACK_ITEM_WEB_H
#define REGULARS_FEEDBACK_ITEM_WEB_H

#include "web/web.h"

#include "feedback/item.h"

/* A form of an item's page that was sent. */
struct item_sent {
	struct request *req;
	struct response *res;
	struct work w;
	struct item item;
	const struct field *table;
	size_t n;
};
struct inbox_input;
extern const struct inbox_input inbox_everything; /* what is to do, unfiltered */
/* The page of the list that is asked for; PAGE of the desk and more at most. */
struct item_list inbox_list(struct work *w, const struct inbox_input *in, int limit);
/* "items", each with its customer, masked; n <= 50. */
void inbox_add_items(struct work *w, const struct item *all, size_t n, cJSON *view);
/* "events": what was done, newest first. */
void item_add_events(struct work *w, const struct item *item, cJSON *view);
/* False: the response is there. */
bool item_read_form(struct item_sent *s, struct request *req, struct response *res,
		    const struct field *table, size_t n, void *in);
/* The page again, with what was typed and what is wrong with it. */
void item_refuse(struct item_sent *s, const struct field_errors *errors);
void item_answer(struct item_sent *s, enum item_refusal r, const char *words);

/* The page's tree (item_page_web.c), whose answer begins with the reply template of ?wording=ID:
 * several forms stand on it; `typed` is sent, and is shown as it was typed. */
cJSON *item_page_view(struct request *req, struct work *w, const struct item *i,
		      const struct field *typed, const struct field_errors *errors);

/* "chat_out": null, or where an answer goes of what was asked in a chat (chat_link_web.c). */
void item_add_way_out(struct request *req, struct work *w, const struct item *i, cJSON *view);

/* ---- making up for it (item_gift_web.c) ---- */
enum { GIFT_FIELDS = 5 };
extern const struct field gift_fields[GIFT_FIELDS];
/* What its credits are of. */
const char *item_currency(const struct request *req, const struct item *i);
/* "gift_limit" and "may_give": what who reads it may give. */
void item_gift_add(struct request *req, const struct item *i, cJSON *view);

#endif
