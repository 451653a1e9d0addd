/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of production, for routes.c. */
#ifndef REGULARS_PRODUCTION_WEB_H
#define REGULARS_PRODUCTION_WEB_H

#include "web/web.h"

void production_web_list(struct request *req, struct response *res);
/* for programs (api_web.c) */
void production_api_list(struct request *req, struct response *res);
void production_api_to_make(struct request *req, struct response *res);

void production_web_plan_form(struct request *req, struct response *res);
void production_web_plan(struct request *req, struct response *res);
void production_web_show(struct request *req, struct response *res);
void production_web_sheet(struct request *req, struct response *res);
void production_web_start(struct request *req, struct response *res);
void production_web_finish(struct request *req, struct response *res);

#endif
