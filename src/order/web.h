/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of orders, for routes.c. A page and its API twin are the same handler. */
#ifndef REGULARS_ORDER_WEB_H
#define REGULARS_ORDER_WEB_H

#include "web/web.h"

/* customers (order/own_web.c, order/own_act_web.c) */
void order_web_find_form(struct request *req, struct response *res);
void order_web_find(struct request *req, struct response *res);
void order_web_short(struct request *req, struct response *res);
void order_web_own(struct request *req, struct response *res);
void order_web_own_list(struct request *req, struct response *res);
void order_web_own_cancel_form(struct request *req, struct response *res);
void order_web_own_cancel(struct request *req, struct response *res);
void order_web_own_address_form(struct request *req, struct response *res);
void order_web_own_address(struct request *req, struct response *res);
void order_web_own_receipt_form(struct request *req, struct response *res);
void order_web_own_receipt(struct request *req, struct response *res);

/* staff and programs (order/desk_web.c, order/place_web.c, order/act_web.c) */
void order_web_list(struct request *req, struct response *res);
void order_web_api_list(struct request *req, struct response *res);
void order_web_bulk_check(struct request *req, struct response *res);
void order_web_bulk(struct request *req, struct response *res);
void order_web_tag_form(struct request *req, struct response *res);
void order_web_tag(struct request *req, struct response *res);
void order_web_untag(struct request *req, struct response *res);
void order_web_saved_new(struct request *req, struct response *res);
void order_web_saved_add(struct request *req, struct response *res);
void order_web_saved_show(struct request *req, struct response *res);
void order_web_saved_change(struct request *req, struct response *res);
void order_web_saved_remove(struct request *req, struct response *res);
void order_web_show(struct request *req, struct response *res);
/* promote_web.c */
void order_web_promotions(struct request *req, struct response *res);
void order_web_show_full(struct request *req, struct response *res);
void order_web_place_form(struct request *req, struct response *res);
/* The form as it was typed, with what belongs with its items, and one of that taken in. */
void order_web_place_look(struct request *req, struct response *res);
void order_web_place(struct request *req, struct response *res);
void order_web_confirm_form(struct request *req, struct response *res);
void order_web_confirm(struct request *req, struct response *res);
void order_web_hold_form(struct request *req, struct response *res);
void order_web_hold(struct request *req, struct response *res);
void order_web_release_form(struct request *req, struct response *res);
void order_web_release(struct request *req, struct response *res);
void order_web_cancel_form(struct request *req, struct response *res);
void order_web_cancel(struct request *req, struct response *res);
void order_web_cancel_line_form(struct request *req, struct response *res);
void order_web_cancel_line(struct request *req, struct response *res);
void order_web_close_form(struct request *req, struct response *res);
void order_web_close(struct request *req, struct response *res);
void order_web_reopen_form(struct request *req, struct response *res);
void order_web_reopen(struct request *req, struct response *res);
void order_web_wait_form(struct request *req, struct response *res);
void order_web_wait(struct request *req, struct response *res);
void order_web_promise_form(struct request *req, struct response *res);
void order_web_promise(struct request *req, struct response *res);
void order_web_address_form(struct request *req, struct response *res);
void order_web_address(struct request *req, struct response *res);
void order_web_edit_form(struct request *req, struct response *res);
void order_web_edit_check(struct request *req, struct response *res);
void order_web_edit(struct request *req, struct response *res);
void order_web_split_form(struct request *req, struct response *res);
void order_web_split_check(struct request *req, struct response *res);
void order_web_split(struct request *req, struct response *res);
void order_web_merge_form(struct request *req, struct response *res);
void order_web_merge_check(struct request *req, struct response *res);
void order_web_merge(struct request *req, struct response *res);
void order_web_feed(struct request *req, struct response *res);
void order_web_link_form(struct request *req, struct response *res);
void order_web_link(struct request *req, struct response *res);
void order_web_unlink(struct request *req, struct response *res);
void order_web_finding(struct request *req, struct response *res);
void order_web_checks(struct request *req, struct response *res);
void order_web_note(struct request *req, struct response *res);

#endif
