/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands between an application and its database, and spoils the first COMMIT that comes by. */
#ifndef REGULARS_T_PROXY_H
#define REGULARS_T_PROXY_H

#include <stdbool.h>

enum proxy_act {
	PROXY_CUT_BEFORE, /* the connection breaks, COMMIT never arrives */
	PROXY_CUT_AFTER,  /* COMMIT is done, its answer is lost */
	PROXY_HOLD,       /* COMMIT is held back for five seconds */
};

/* Listens on `path`, a unix socket, and passes everything on to `server`; ends with the calling
 * process. What it returns becomes true when the COMMIT has come by. */
const volatile bool *proxy_start(const char *path, const char *server, enum proxy_act act);

#endif
