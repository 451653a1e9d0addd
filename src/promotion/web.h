/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of promotions, for routes.c. */
#ifndef REGULARS_PROMOTION_WEB_H
#define REGULARS_PROMOTION_WEB_H

#include "web/web.h"

void promotion_web_list(struct request *req, struct response *res);
void promotion_web_api_list(struct request *req, struct response *res);
void promotion_web_api_show(struct request *req, struct response *res);
void promotion_web_form(struct request *req, struct response *res);
void promotion_web_add(struct request *req, struct response *res);
void promotion_web_show(struct request *req, struct response *res);
void promotion_web_change(struct request *req, struct response *res);
void promotion_web_end(struct request *req, struct response *res);
void promotion_web_code_form(struct request *req, struct response *res);
void promotion_web_add_code(struct request *req, struct response *res);
void promotion_web_end_code(struct request *req, struct response *res);

#endif
