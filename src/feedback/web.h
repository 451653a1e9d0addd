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

void feedback_web_follow(struct request *req, struct response *res);
void feedback_web_follow_add(struct request *req, struct response *res);
void feedback_web_helpful(struct request *req, struct response *res);
void feedback_web_helpful_by_link(struct request *req, struct response *res);

void feedback_web_mine(struct request *req, struct response *res);

void feedback_web_messages(struct request *req, struct response *res);
void feedback_web_write(struct request *req, struct response *res);
void feedback_web_contact(struct request *req, struct response *res);
void feedback_web_contact_write(struct request *req, struct response *res);
void feedback_api_inbox(struct request *req, struct response *res);
void feedback_api_item(struct request *req, struct response *res);
void feedback_web_inbox(struct request *req, struct response *res);
void feedback_web_item(struct request *req, struct response *res);
void feedback_web_item_answer(struct request *req, struct response *res);
void feedback_web_item_give(struct request *req, struct response *res);
void feedback_web_item_resolve(struct request *req, struct response *res);
void feedback_web_item_compensate(struct request *req, struct response *res);
void feedback_web_mail(struct request *req, struct response *res);
void feedback_web_item_hide(struct request *req, struct response *res);
void feedback_web_item_topic(struct request *req, struct response *res);
void feedback_web_call_new(struct request *req, struct response *res);
void feedback_web_call(struct request *req, struct response *res);
void feedback_web_item_reopen(struct request *req, struct response *res);

void feedback_web_item_link(struct request *req, struct response *res);
void feedback_web_item_unlink(struct request *req, struct response *res);
void feedback_web_chat(struct request *req, struct response *res);
void feedback_web_chats(struct request *req, struct response *res);
void feedback_web_chat_secret(struct request *req, struct response *res);

/* Reply templates. */
void feedback_web_wordings(struct request *req, struct response *res);
void feedback_web_wording_new(struct request *req, struct response *res);
void feedback_web_wording_add(struct request *req, struct response *res);
void feedback_web_wording(struct request *req, struct response *res);
void feedback_web_wording_save(struct request *req, struct response *res);
void feedback_web_wording_remove(struct request *req, struct response *res);

void feedback_web_list(struct request *req, struct response *res);
void feedback_web_review(struct request *req, struct response *res);
void feedback_web_reply(struct request *req, struct response *res);
void feedback_web_hide(struct request *req, struct response *res);
void feedback_web_show(struct request *req, struct response *res);
void feedback_web_publish(struct request *req, struct response *res);
void feedback_web_words(struct request *req, struct response *res);
void feedback_web_word_lists(struct request *req, struct response *res);
void feedback_web_word_lists_save(struct request *req, struct response *res);

/* Surveys: the customer's pages, and the desk's. */
void survey_web_own(struct request *req, struct response *res);
void survey_web_answer(struct request *req, struct response *res);
void survey_web_of_order(struct request *req, struct response *res);

void survey_web_list(struct request *req, struct response *res);
void survey_web_new(struct request *req, struct response *res);
void survey_web_make(struct request *req, struct response *res);
void survey_web_show(struct request *req, struct response *res);
void survey_web_change(struct request *req, struct response *res);
void survey_web_publish(struct request *req, struct response *res);
void survey_web_start(struct request *req, struct response *res);
void survey_web_stop(struct request *req, struct response *res);
void survey_web_pause(struct request *req, struct response *res);
void survey_web_resume(struct request *req, struct response *res);
void survey_web_preview(struct request *req, struct response *res);
void survey_web_question(struct request *req, struct response *res);
void survey_web_put_question(struct request *req, struct response *res);
void survey_web_remove_question(struct request *req, struct response *res);
void survey_web_raise_question(struct request *req, struct response *res);
void survey_web_results(struct request *req, struct response *res);
void survey_web_texts(struct request *req, struct response *res);
void survey_web_definitions(struct request *req, struct response *res);
void survey_api_list(struct request *req, struct response *res);
void survey_api_answers(struct request *req, struct response *res);

/* photos of reviews (photo_web.c) */
void feedback_web_photos(struct request *req, struct response *res);
void feedback_web_photo_add(struct request *req, struct response *res);
void feedback_web_photo_remove(struct request *req, struct response *res);
void feedback_web_photo_hide(struct request *req, struct response *res);
void feedback_web_photo_show(struct request *req, struct response *res);

#endif
