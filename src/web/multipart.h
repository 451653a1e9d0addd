/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms with a file, for request.c alone. */
#ifndef REGULARS_WEB_MULTIPART_H
#define REGULARS_WEB_MULTIPART_H

#include "web/web.h"

/* NULL: it is no such form. */
const char *multipart_boundary(struct arena *a, const char *content_type);
/* Fills req->form and req->file; false: malformed. */
bool multipart_parse(struct request *req, const char *boundary);

#endif
