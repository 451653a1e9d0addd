/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers' handlers, for the site map. */
#ifndef REGULARS_CUSTOMER_WEB_H
#define REGULARS_CUSTOMER_WEB_H

#include "web/web.h"

/* the door (sign_in_web.c) */
void customer_web_sign_in_form(struct request *req, struct response *res);
void customer_web_sign_in(struct request *req, struct response *res);
void customer_web_code_form(struct request *req, struct response *res);
void customer_web_code(struct request *req, struct response *res);
void customer_web_sign_out(struct request *req, struct response *res);

/* by password (password_web.c) */
void customer_web_password_sign_in_form(struct request *req, struct response *res);
void customer_web_password_sign_in(struct request *req, struct response *res);
void customer_web_password(struct request *req, struct response *res);
void customer_web_password_set(struct request *req, struct response *res);
void customer_web_password_remove(struct request *req, struct response *res);
void customer_web_password_code(struct request *req, struct response *res);

/* becoming known (join_web.c) */
void customer_web_join_form(struct request *req, struct response *res);
void customer_web_join(struct request *req, struct response *res);
void customer_web_join_code_form(struct request *req, struct response *res);
void customer_web_join_code(struct request *req, struct response *res);
void customer_web_join_codes(struct request *req, struct response *res);

/* addresses and numbers that are shown to be theirs (way_web.c) */
void customer_web_ways(struct request *req, struct response *res);
void customer_web_way_add(struct request *req, struct response *res);
void customer_web_own_code_form(struct request *req, struct response *res);
void customer_web_own_code(struct request *req, struct response *res);

/* the customer's own page (me_web.c) */
void customer_web_account(struct request *req, struct response *res);
void customer_web_account_save(struct request *req, struct response *res);

/* the address book, of pages and programs (address_web.c) */
void customer_web_addresses(struct request *req, struct response *res);
void customer_web_address_add(struct request *req, struct response *res);
void customer_web_address_add_form(struct request *req, struct response *res);
void customer_web_address_form(struct request *req, struct response *res);
void customer_web_address_save(struct request *req, struct response *res);
void customer_web_address_default(struct request *req, struct response *res);
void customer_web_address_remove(struct request *req, struct response *res);

/* where the customer is signed in (session_web.c) */
void customer_web_erase_form(struct request *req, struct response *res);
void customer_web_erase_code(struct request *req, struct response *res);
void customer_web_erase(struct request *req, struct response *res);
void customer_web_sessions(struct request *req, struct response *res);
void customer_web_end_others(struct request *req, struct response *res);
void customer_web_end_session(struct request *req, struct response *res);

/* what the customer tells and agrees to (about_web.c) */
void customer_web_about(struct request *req, struct response *res);
void customer_web_api_about(struct request *req, struct response *res);
void customer_web_about_save(struct request *req, struct response *res);

/* wishes, of the customer and of the desk (wish_web.c) */
void customer_web_own_wishes(struct request *req, struct response *res);
void customer_web_own_wishes_save(struct request *req, struct response *res);
void customer_web_wishes(struct request *req, struct response *res);
void customer_web_wishes_save(struct request *req, struct response *res);

/* what is proposed goes by who they are, or not; and how they signed in (personal_web.c) */
void customer_web_personal(struct request *req, struct response *res);
void customer_web_sign_ins(struct request *req, struct response *res);

/* all that is held about them, as a file (data_web.c) */
void customer_web_data(struct request *req, struct response *res);
void customer_web_data_ask(struct request *req, struct response *res);
void customer_web_data_code(struct request *req, struct response *res);
void customer_web_data_file(struct request *req, struct response *res);

/* many of the desk's list at once (bulk_web.c) */
void customer_web_bulk_check(struct request *req, struct response *res);
void customer_web_bulk(struct request *req, struct response *res);

/* the desk's (list_web.c, web.c) */
void customer_web_list(struct request *req, struct response *res);
void customer_web_saved_new(struct request *req, struct response *res);
void customer_web_saved_add(struct request *req, struct response *res);
void customer_web_saved_show(struct request *req, struct response *res);
void customer_web_saved_change(struct request *req, struct response *res);
void customer_web_saved_remove(struct request *req, struct response *res);
void customer_web_show(struct request *req, struct response *res);
void customer_web_show_full(struct request *req, struct response *res);
void customer_web_orders(struct request *req, struct response *res);
void customer_web_contacts(struct request *req, struct response *res);
void customer_web_points_form(struct request *req, struct response *res);
void customer_web_points_change(struct request *req, struct response *res);
void customer_web_api_points(struct request *req, struct response *res);
void customer_web_points(struct request *req, struct response *res);
void customer_web_messages(struct request *req, struct response *res);
/* two who are one person (merge_web.c) */
void customer_web_alike(struct request *req, struct response *res);
void customer_web_merge_form(struct request *req, struct response *res);
void customer_web_merge(struct request *req, struct response *res);
void customer_web_merges(struct request *req, struct response *res);
void customer_web_merge_undo(struct request *req, struct response *res);
void customer_web_note(struct request *req, struct response *res);
void customer_web_tag(struct request *req, struct response *res);
void customer_web_untag(struct request *req, struct response *res);
/* for programs (customer/api_web.c) */
void customer_web_api_list(struct request *req, struct response *res);
void customer_web_api_show(struct request *req, struct response *res);
void customer_web_api_add(struct request *req, struct response *res);
void customer_web_api_change(struct request *req, struct response *res);

#endif
