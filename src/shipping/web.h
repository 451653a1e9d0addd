/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of parcels, for routes.c. A page and its API twin are the same handler. */
#ifndef REGULARS_SHIPPING_WEB_H
#define REGULARS_SHIPPING_WEB_H

#include "web/web.h"

/* /…/orders/{number}/parcels */
void shipping_web_pick_list(struct request *req, struct response *res);
void shipping_web_pack_form(struct request *req, struct response *res);
void shipping_web_pack(struct request *req, struct response *res);
/* /…/parcels/{id} and below */
void shipping_web_show(struct request *req, struct response *res);
void shipping_web_ship(struct request *req, struct response *res);
void shipping_web_news(struct request *req, struct response *res);
void shipping_web_promise(struct request *req, struct response *res);
void shipping_web_deliver(struct request *req, struct response *res);
void shipping_web_solve(struct request *req, struct response *res);
void shipping_web_unpack(struct request *req, struct response *res);
/* /api/v1/parcels/events: by tracking number */
void shipping_web_numbered_news(struct request *req, struct response *res);
/* /track/parcel?n=: for anybody */
void shipping_web_movement(struct request *req, struct response *res);
void shipping_web_list(struct request *req, struct response *res);

#endif
