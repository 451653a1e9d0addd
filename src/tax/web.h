/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of tax zones, for routes.c. */
#ifndef REGULARS_TAX_WEB_H
#define REGULARS_TAX_WEB_H

#include "web/web.h"

void tax_web_list(struct request *req, struct response *res);
void tax_web_form(struct request *req, struct response *res);
void tax_web_add(struct request *req, struct response *res);
void tax_web_show(struct request *req, struct response *res);
void tax_web_change(struct request *req, struct response *res);
void tax_web_remove(struct request *req, struct response *res);

#endif
