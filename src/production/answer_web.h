/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the handlers of production answer, for them alone. */
#ifndef REGULARS_PRODUCTION_ANSWER_WEB_H
#define REGULARS_PRODUCTION_ANSWER_WEB_H

#include "production/large.h"
#include "web/web.h"

/* Why not, in words. */
const char *production_words_of(const char *reason);
/* The batch as it is now, or its page with these words. */
void production_done(struct request *req, struct response *res, struct work *w,
		     const struct production *p, int status, const char *flash);
/* It has more lines than a request works at: this task does it. */
void production_hand_over(struct request *req, struct response *res, uint64_t task);
struct production_asker production_asker_of(const struct request *req);

#endif
