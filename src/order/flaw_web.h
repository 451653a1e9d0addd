/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms of orders say of their items; for the web files of order/ alone. */
#ifndef REGULARS_ORDER_FLAW_WEB_H
#define REGULARS_ORDER_FLAW_WEB_H

#include "order/flaw.h"
#include "web/web.h"

/* Each line's flaw beside its field, "/name/row/…", where nothing was said of it yet. */
void order_flaws_say(struct field_errors *e, const char *name, const struct order_draft_line *lines,
		     const struct order_flaws *f);
/* What a form offers instead of what is not on sale, [{row, sku, skus: [{sku, name, unit_price,
 * put}]}]; null: nothing. */
void order_flaws_offer(struct work *w, const struct order_draft_line *lines,
		       const struct order_flaws *f, cJSON *view);
/* `put` ("0/A-2", of a button) into what was typed: that SKU in that row. */
void order_flaws_put(cJSON *values, const char *name, const char *put);

#endif
