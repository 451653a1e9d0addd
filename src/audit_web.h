/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handler of the audit log's page, for routes.c. */
#ifndef REGULARS_AUDIT_WEB_H
#define REGULARS_AUDIT_WEB_H

#include "web/web.h"

void audit_web_list(struct request *req, struct response *res);

#endif
