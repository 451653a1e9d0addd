/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of feedback, for routes.c. */
#ifndef REGULARS_FEEDBACK_WEB_H
#define REGULARS_FEEDBACK_WEB_H

struct request;
struct response;

void feedback_web_talk(struct request *req, struct response *res);
void feedback_web_say(struct request *req, struct response *res);

void feedback_web_product(struct request *req, struct response *res);
void feedback_web_handling(struct request *req, struct response *res);
void feedback_web_fragment(struct request *req, struct response *res);
void feedback_web_api_reviews(struct request *req, struct response *res);

void feedback_web_mine(struct request *req, struct response *res);

void feedback_web_messages(struct request *req, struct response *res);
void feedback_web_write(struct request *req, struct response *res);
void feedback_web_inbox(struct request *req, struct response *res);
void feedback_web_item(struct request *req, struct response *res);
void feedback_web_item_answer(struct request *req, struct response *res);
void feedback_web_item_give(struct request *req, struct response *res);
void feedback_web_item_resolve(struct request *req, struct response *res);
void feedback_web_item_hide(struct request *req, struct response *res);
void feedback_web_item_reopen(struct request *req, struct response *res);

void feedback_web_list(struct request *req, struct response *res);
void feedback_web_review(struct request *req, struct response *res);
void feedback_web_reply(struct request *req, struct response *res);
void feedback_web_hide(struct request *req, struct response *res);
void feedback_web_show(struct request *req, struct response *res);

#endif
