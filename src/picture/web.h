/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of pictures, for routes.c. */
#ifndef REGULARS_PICTURE_WEB_H
#define REGULARS_PICTURE_WEB_H

#include "picture/picture.h"
#include "web/web.h"

/* The file of a form: as whoever brought it calls it, without a path, in one line. */
const char *picture_file_name(struct request *req);
/* What is wrong with it, beside the field `file`. */
void picture_say_fault(struct field_errors *errors, enum picture_fault fault);

void picture_web_list(struct request *req, struct response *res);
void picture_web_add(struct request *req, struct response *res);
void picture_web_show(struct request *req, struct response *res);
void picture_web_describe(struct request *req, struct response *res);
void picture_web_move(struct request *req, struct response *res);
void picture_web_remove(struct request *req, struct response *res);

void picture_web_logo(struct request *req, struct response *res);
void picture_web_bring_logo(struct request *req, struct response *res);
void picture_web_drop_logo(struct request *req, struct response *res);

#endif
