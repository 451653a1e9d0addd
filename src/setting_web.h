/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of the settings' page, for routes.c. */
#ifndef REGULARS_SETTING_WEB_H
#define REGULARS_SETTING_WEB_H

#include "web/web.h"

void setting_web_show(struct request *req, struct response *res);
void setting_web_save(struct request *req, struct response *res);

#endif
