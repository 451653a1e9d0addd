/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of files in and out, for routes.c. */
#ifndef REGULARS_EXCHANGE_WEB_H
#define REGULARS_EXCHANGE_WEB_H

#include "web/web.h"

void export_web_form(struct request *req, struct response *res);
void export_web_ask(struct request *req, struct response *res);
void export_web_show(struct request *req, struct response *res);
void export_web_file(struct request *req, struct response *res);

/* ---- files that are taken over (exchange/load_web.c) ---- */
void load_web_list(struct request *req, struct response *res);
void load_web_form(struct request *req, struct response *res);
void load_web_template(struct request *req, struct response *res);
void load_web_bring(struct request *req, struct response *res);
void load_web_show(struct request *req, struct response *res);
void load_web_read_as(struct request *req, struct response *res);
void load_web_check(struct request *req, struct response *res);
void load_web_repair(struct request *req, struct response *res);
void load_web_run(struct request *req, struct response *res);
void load_web_undo(struct request *req, struct response *res);
void load_web_failed(struct request *req, struct response *res);

/* ---- by programs (exchange/load_api_web.c) ---- */
void load_api_list(struct request *req, struct response *res);
void load_api_bring(struct request *req, struct response *res);
void load_api_show(struct request *req, struct response *res);
void load_api_run(struct request *req, struct response *res);

#endif
