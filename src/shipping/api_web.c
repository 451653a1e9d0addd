/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/parcels: all parcels for programs, the newest first. */
#include <stddef.h>
#include <string.h>
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "shipping/inside.h"
#include "shipping/store.h"
#include "shipping/web.h"

struct parcels_input {
	struct list_page page;
	int state; /* -1: any */
};
#define AT(member) offsetof(struct parcels_input, member)
static const struct field fields[] = {
	LIST_FIELDS(struct parcels_input, page.after, page.limit),
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = AT(state),
	  .words = parcel_state_word,
	  .n_words = PARCEL_STATE__MAX,
	  .label = "parcel" },
};

static void add_orders(struct work *w, const char *numbers, cJSON *t)
{
	cJSON *list = json_add_array(t, "orders");
	char *rest = numbers ? arena_strdup(w->arena, numbers) : NULL, *one;

	while ((one = strsep(&rest, ",")))
		json_append_text(list, one);
}

static cJSON *row_view(struct work *w, const struct parcel_of_orders *row)
{
	const struct parcel *p = &row->parcel;
	cJSON *t = json_object();

	json_add_id(t, "id", p->id);
	json_add_int(t, "version", p->version);
	json_add_text(t, "state", parcel_state_word[p->state]);
	json_add_text(t, "badge", parcel_badge_word(p));
	json_add_bool(t, "delayed", p->delayed);
	json_add_bool(t, "lost", p->lost);
	json_add_text(t, "problem", parcel_problem_word[p->problem]);
	json_add_text(t, "carrier", p->carrier);
	json_add_text(t, "tracking_number", p->tracking_number);
	add_orders(w, row->numbers, t);
	json_add_instant(t, "promised_from", p->promised_from);
	json_add_instant(t, "promised_to", p->promised_to);
	json_add_instant(t, "packed_at", p->packed_at);
	json_add_instant(t, "shipped_at", p->shipped_at);
	json_add_instant(t, "delivered_at", p->delivered_at);
	return t;
}

void shipping_web_list(struct request *req, struct response *res)
{
	struct parcels_input in = { .page = { .limit = LIST_LIMIT }, .state = -1 };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "parcels");
	struct parcel_of_orders *rows;
	size_t n;
	bool more;

	if (!paged_read(req, res, fields, sizeof fields / sizeof *fields, &in, &in.page))
		return;
	rows = parcel_store_list(&w, paged_below(&in.page), in.state, (size_t)in.page.limit + 1,
				 &n);
	more = n > (size_t)in.page.limit;
	n -= more;
	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, row_view(&w, &rows[i]));
	paged_respond_rows(req, res, view, list, more);
}
