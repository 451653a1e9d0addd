/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue's handlers, for the site map. */
#ifndef REGULARS_CATALOG_WEB_H
#define REGULARS_CATALOG_WEB_H

#include "web/web.h"

void catalog_list_get(struct request *req, struct response *res);
void catalog_new_get(struct request *req, struct response *res);
void catalog_new_post(struct request *req, struct response *res);
void catalog_product_get(struct request *req, struct response *res);
void catalog_product_post(struct request *req, struct response *res);

#endif
