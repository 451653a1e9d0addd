/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of tasks' pages, for routes.c. */
#ifndef REGULARS_TASK_WEB_H
#define REGULARS_TASK_WEB_H

#include "web/web.h"

void task_web_list(struct request *req, struct response *res);
void task_web_show(struct request *req, struct response *res);
void task_web_stop(struct request *req, struct response *res);

#endif
