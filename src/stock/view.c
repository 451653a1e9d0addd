/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock as a tree of machine values. */
#include "base/json.h"
#include "stock/stock.h"

const char *const stock_move_word[STOCK_MOVE_KIND__MAX] = {
	[MOVE_OPENING] = "opening",     [MOVE_RECEIPT] = "receipt", [MOVE_COUNT] = "count",
	[MOVE_WRITE_OFF] = "write_off", [MOVE_SHIPPED] = "shipped", [MOVE_CAME_BACK] = "came_back",
	[MOVE_IMPORTED] = "imported",
};

cJSON *stock_view(const struct stock *s)
{
	cJSON *t;

	if (!s->stocked)
		return cJSON_CreateNull();
	t = json_object();
	json_add_int(t, "on_hand", s->on_hand);
	json_add_int(t, "reserved", s->reserved);
	json_add_int(t, "available", (int64_t)s->on_hand - s->reserved);
	json_add_text(t, "state", stock_state_word(s));
	json_add_bool(t, "may_backorder", s->may_backorder);
	json_add_instant(t, "incoming_at", s->incoming_at);
	return t;
}
