/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's pages of webhooks. */
#ifndef REGULARS_HOOK_WEB_H
#define REGULARS_HOOK_WEB_H

#include <cjson/cJSON.h>
#include "hook/hook.h"
#include "web/web.h"

void hook_web_list(struct request *req, struct response *res);
void hook_web_form(struct request *req, struct response *res);
void hook_web_add(struct request *req, struct response *res);
void hook_web_show(struct request *req, struct response *res);
void hook_web_change(struct request *req, struct response *res);
void hook_web_rotate(struct request *req, struct response *res);
void hook_web_on(struct request *req, struct response *res);
void hook_web_off(struct request *req, struct response *res);
void hook_web_remove(struct request *req, struct response *res);
void hook_web_try(struct request *req, struct response *res);

/* ---- what was sent (hook/log_web.c) ---- */
void hook_web_log(struct request *req, struct response *res);
void hook_web_delivery(struct request *req, struct response *res);
void hook_web_replay(struct request *req, struct response *res);
void hook_web_replay_range(struct request *req, struct response *res);

/* ---- for programs (hook/api_web.c) ---- */
void hook_api_list(struct request *req, struct response *res);
void hook_api_show(struct request *req, struct response *res);
void hook_api_deliveries(struct request *req, struct response *res);
void hook_api_delivery(struct request *req, struct response *res);

/* ---- between them ---- */
/* A program sends nothing along with this act; false: it did, and that is answered. */
bool hook_web_take(struct request *req, struct response *res);
cJSON *hook_delivery_view(struct request *req, const struct hook_delivery *d);
/* The hook and the delivery of the path; false: it was answered that there is none. */
bool hook_delivery_find(struct request *req, struct response *res, struct work *w, struct hook *h,
			struct hook_delivery *d);
void hook_add_attempts(struct work *w, const struct hook_delivery *d, cJSON *view);
/* The hook of the path; false: it was answered that there is none. */
bool hook_web_find(struct request *req, struct response *res, struct work *w, struct hook *h);
cJSON *hook_web_view(const struct hook *h);
char *hook_web_path(struct request *req, const struct hook *h, const char *tail);

#endif
