/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of pictures, for routes.c. */
#ifndef REGULARS_PICTURE_WEB_H
#define REGULARS_PICTURE_WEB_H

#include "web/web.h"

void picture_web_list(struct request *req, struct response *res);
void picture_web_add(struct request *req, struct response *res);
void picture_web_show(struct request *req, struct response *res);
void picture_web_describe(struct request *req, struct response *res);
void picture_web_move(struct request *req, struct response *res);
void picture_web_remove(struct request *req, struct response *res);

#endif
