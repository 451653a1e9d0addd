/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handlers of membership, for the site map. */
#ifndef REGULARS_MEMBER_WEB_H
#define REGULARS_MEMBER_WEB_H

#include "web/web.h"

void member_web_own(struct request *req, struct response *res);

#endif
