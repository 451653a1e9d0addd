/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of files in and out, for routes.c. */
#ifndef REGULARS_EXCHANGE_WEB_H
#define REGULARS_EXCHANGE_WEB_H

#include "web/web.h"

void export_web_form(struct request *req, struct response *res);
void export_web_ask(struct request *req, struct response *res);
void export_web_show(struct request *req, struct response *res);
void export_web_file(struct request *req, struct response *res);

#endif
