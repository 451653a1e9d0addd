/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of staff's ways in and out, for routes.c. */
#ifndef REGULARS_STAFF_WEB_H
#define REGULARS_STAFF_WEB_H

#include "web/web.h"

void staff_web_sign_in_form(struct request *req, struct response *res);
void staff_web_sign_in(struct request *req, struct response *res);
void staff_web_code_form(struct request *req, struct response *res);
void staff_web_code(struct request *req, struct response *res);
void staff_web_sign_out(struct request *req, struct response *res);
void staff_web_invited(struct request *req, struct response *res);
void staff_web_accept(struct request *req, struct response *res);
void staff_web_enrol_form(struct request *req, struct response *res);
void staff_web_enrol(struct request *req, struct response *res);

#endif
