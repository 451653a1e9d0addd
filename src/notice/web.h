/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of notices, for routes.c. */
#ifndef REGULARS_NOTICE_WEB_H
#define REGULARS_NOTICE_WEB_H

#include "web/web.h"

void notice_web_list(struct request *req, struct response *res);
void notice_web_seen(struct request *req, struct response *res);
void notice_web_choices(struct request *req, struct response *res);
void notice_web_choose(struct request *req, struct response *res);

#endif
