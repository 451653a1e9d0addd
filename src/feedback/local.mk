# SPDX-License-Identifier: GPL-3.0-or-later
libregulars_a_SOURCES += src/feedback/feedback.h src/feedback/inside.h src/feedback/store.h src/feedback/input.h src/feedback/web.h
libregulars_a_SOURCES += src/feedback/talk_words.c src/feedback/rules.c src/feedback/store.c src/feedback/owner_store.c src/feedback/talk.c
libregulars_a_SOURCES += src/feedback/ask.c src/feedback/view.c src/feedback/input.c src/feedback/web.c
libregulars_a_SOURCES += src/feedback/desk.c src/feedback/desk_store.c src/feedback/desk_web.c
libregulars_a_SOURCES += src/feedback/product.h src/feedback/product_store.c src/feedback/product_web.c
libregulars_a_SOURCES += src/feedback/product_view.c src/feedback/share_web.c
libregulars_a_SOURCES += src/feedback/erase_store.c src/feedback/bring.c src/feedback/later.c src/feedback/later_web.c
libregulars_a_SOURCES += src/feedback/own.h src/feedback/own_store.c src/feedback/own_web.c
libregulars_a_SOURCES += src/feedback/words.h src/feedback/words_inside.h src/feedback/words_trie.h src/feedback/words_trie.c
libregulars_a_SOURCES += src/feedback/words_dictionary.c src/feedback/words_lists.c src/feedback/words_split.c src/feedback/words_han.c src/feedback/words_read.c
libregulars_a_SOURCES += src/feedback/count.h src/feedback/count_rules.c src/feedback/count_words.c src/feedback/count_store.c src/feedback/words_web.c
libregulars_a_SOURCES += src/feedback/score.h src/feedback/score_rules.c
libregulars_a_SOURCES += src/feedback/reading.h src/feedback/reading.c src/feedback/reading_store.c src/feedback/reading_view.c
libregulars_a_SOURCES += src/feedback/survey.h src/feedback/survey_store.h src/feedback/survey_words.c src/feedback/survey_rules.c src/feedback/survey_call_rules.c src/feedback/survey_tally_rules.c
libregulars_a_SOURCES += src/feedback/survey.c src/feedback/survey_store.c src/feedback/survey_answer.c src/feedback/survey_answer_store.c src/feedback/survey_facts.c src/feedback/survey_send.h src/feedback/survey_send_rules.c src/feedback/survey_send_store.c src/feedback/survey_send.c src/feedback/survey_audience.c src/feedback/survey_key.c src/feedback/survey_send_web.c src/feedback/survey_chart.h src/feedback/survey_chart_rules.c src/feedback/survey_trend_view.c src/feedback/survey_text_web.c src/feedback/survey_result.c src/feedback/survey_line_store.c
libregulars_a_SOURCES += src/feedback/survey_input.h src/feedback/survey_input.c src/feedback/survey_view.h src/feedback/survey_view.c src/feedback/survey_own.h src/feedback/survey_own_web.c src/feedback/survey_answer_web.c
libregulars_a_SOURCES += src/feedback/survey_desk.h src/feedback/survey_web.c src/feedback/survey_question_web.c src/feedback/survey_result_web.c src/feedback/survey_api_web.c

libregulars_a_SOURCES += src/feedback/item.h src/feedback/item_rules.c src/feedback/item_store.c src/feedback/item_row.h src/feedback/item_list_store.c src/feedback/thread_row.h src/feedback/thread_store.c src/feedback/item.c src/feedback/item_read.c src/feedback/item_view.c
libregulars_a_SOURCES += src/feedback/item_input.h src/feedback/item_input.c src/feedback/item_web.c src/feedback/item_file_web.c src/feedback/item_page_web.c src/feedback/item_api_web.c src/feedback/message_web.c
libregulars_a_SOURCES += src/feedback/item_web.h src/feedback/item_gift.h src/feedback/item_gift.c src/feedback/item_gift_web.c
libregulars_a_SOURCES += src/feedback/wording.h src/feedback/wording_rules.c src/feedback/wording_store.c src/feedback/wording.c src/feedback/wording_web.c src/feedback/call_web.c src/feedback/alarm.h src/feedback/alarm_rules.c src/feedback/alarm_store.c src/feedback/alarm.c src/feedback/reply.h src/feedback/reply.c src/feedback/reply_rules.c src/feedback/reply_web.c
libregulars_a_SOURCES += src/feedback/chat.h src/feedback/chat_rules.c src/feedback/chat.c src/feedback/chat_store.c src/feedback/chat_secret.c src/feedback/chat_web.c src/feedback/chat_link_web.c src/feedback/person_web.h src/feedback/person_web.c

# Makes the dictionary that the worker maps.
noinst_PROGRAMS += words-compile
words_compile_SOURCES = src/feedback/words_compile.c
words_compile_LDADD = $(regulars_libs)
libregulars_a_SOURCES += src/feedback/held_store.c
libregulars_a_SOURCES += src/feedback/photo.h src/feedback/photo.c src/feedback/photo_rules.c src/feedback/photo_store.c src/feedback/photo_view.c src/feedback/photo_web.c
libregulars_a_SOURCES += src/feedback/own_reviews_web.h src/feedback/own_reviews_web.c
