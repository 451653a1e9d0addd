/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to no area: the front door, preferences, monitoring. */
#ifndef REGULARS_HOME_H
#define REGULARS_HOME_H

#include "web/web.h"

void home_get(struct request *req, struct response *res);
void home_desk_get(struct request *req, struct response *res);
void home_preferences_post(struct request *req, struct response *res);
void home_theme_get(struct request *req, struct response *res);
void home_health_get(struct request *req, struct response *res);
void home_ready_get(struct request *req, struct response *res);
void home_document_get(struct request *req, struct response *res);

#endif
