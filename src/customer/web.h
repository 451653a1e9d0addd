/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The customers' handlers, for the site map. */
#ifndef REGULARS_CUSTOMER_WEB_H
#define REGULARS_CUSTOMER_WEB_H

#include "web/web.h"

/* the door (sign_in_web.c) */
void customer_sign_in_get(struct request *req, struct response *res);
void customer_sign_in_post(struct request *req, struct response *res);
void customer_code_get(struct request *req, struct response *res);
void customer_code_post(struct request *req, struct response *res);
void customer_sign_out_post(struct request *req, struct response *res);

/* the customer's own pages (me_web.c) */
void customer_account_get(struct request *req, struct response *res);
void customer_account_post(struct request *req, struct response *res);
void customer_addresses_get(struct request *req, struct response *res);
void customer_addresses_post(struct request *req, struct response *res);
void customer_address_new_get(struct request *req, struct response *res);
void customer_address_get(struct request *req, struct response *res);
void customer_address_post(struct request *req, struct response *res);
void customer_address_default_post(struct request *req, struct response *res);
void customer_address_remove_post(struct request *req, struct response *res);

/* the desk's (web.c) */
void customer_list_get(struct request *req, struct response *res);
void customer_show_get(struct request *req, struct response *res);
void customer_reveal_post(struct request *req, struct response *res);
void customer_note_post(struct request *req, struct response *res);

#endif
