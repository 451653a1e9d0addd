/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's handlers, for the site map. */
#ifndef REGULARS_CATALOG_WEB_H
#define REGULARS_CATALOG_WEB_H

#include "web/web.h"

void catalog_web_list(struct request *req, struct response *res);
void catalog_web_api_list(struct request *req, struct response *res);
void catalog_web_add_form(struct request *req, struct response *res);
void catalog_web_add(struct request *req, struct response *res);
void catalog_web_show(struct request *req, struct response *res);
void catalog_web_changes(struct request *req, struct response *res);
void catalog_web_change(struct request *req, struct response *res);

/* ---- bulk_web.c ---- */
void catalog_web_bulk_check(struct request *req, struct response *res);
void catalog_web_bulk(struct request *req, struct response *res);

/* ---- option_web.c ---- */
void catalog_web_options_form(struct request *req, struct response *res);
void catalog_web_options(struct request *req, struct response *res);

/* ---- category_web.c ---- */
void catalog_web_categories(struct request *req, struct response *res);
void catalog_web_api_categories(struct request *req, struct response *res);
void catalog_web_category(struct request *req, struct response *res);
void catalog_web_category_add(struct request *req, struct response *res);
void catalog_web_category_change(struct request *req, struct response *res);
void catalog_web_category_remove(struct request *req, struct response *res);

#endif
