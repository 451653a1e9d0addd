/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of the outbox and of what customers choose, for routes.c. */
#ifndef REGULARS_NOTIFY_WEB_H
#define REGULARS_NOTIFY_WEB_H

#include "web/web.h"

void notify_web_lost_form(struct request *req, struct response *res);
void notify_web_lost(struct request *req, struct response *res);
/* what somebody wants to be written to about (choice_web.c) */
void notify_web_choices(struct request *req, struct response *res);
void notify_web_choose(struct request *req, struct response *res);
void notify_web_choices_by_link(struct request *req, struct response *res);
void notify_web_choose_by_link(struct request *req, struct response *res);
void notify_web_api_choices(struct request *req, struct response *res);
void notify_web_api_choose(struct request *req, struct response *res);
void notify_web_unsubscribe(struct request *req, struct response *res);

/* mail that came back (bounce_web.c) */
void notify_web_bounce(struct request *req, struct response *res);
void notify_web_bounces(struct request *req, struct response *res);
void notify_web_bounce_secret(struct request *req, struct response *res);

/* the ways messages go (channel_web.c) */
void notify_web_channels(struct request *req, struct response *res);
void notify_web_channel(struct request *req, struct response *res);
void notify_web_channel_save(struct request *req, struct response *res);
void notify_web_channel_try_form(struct request *req, struct response *res);
void notify_web_channel_try(struct request *req, struct response *res);

void notify_web_list(struct request *req, struct response *res);
void notify_web_show(struct request *req, struct response *res);
void notify_web_all_again(struct request *req, struct response *res);
void notify_web_again(struct request *req, struct response *res);

#endif
