/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox for programs: its list and one item; what is done about it is done by the desk's own
 * handlers. */
#include <string.h>
#include "base/ident.h"
#include "base/json.h"
#include "feedback/item_input.h"
#include "feedback/item_web.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

enum { PAGE_MAX = 50, OWN_FIELDS = INBOX_FIELDS - 1, FIELDS = OWN_FIELDS + 2 };

struct query {
	struct inbox_input in; /* first: its table's offsets hold here */
	struct list_page page;
};

/* The desk's filters, and the cursor and limit that all lists of programs have. */
static void fill_table(struct field table[FIELDS])
{
	static const struct field paging[] = { LIST_FIELDS(struct query, page.after, page.limit) };

	memcpy(table, inbox_fields, OWN_FIELDS * sizeof *table);
	memcpy(table + OWN_FIELDS, paging, sizeof paging);
	table[FIELDS - 1].max = PAGE_MAX;
}

void feedback_api_inbox(struct request *req, struct response *res)
{
	struct field table[FIELDS];
	struct query q = { .in = inbox_everything, .page = { .limit = PAGE_MAX } };
	struct work w = work_of(req);
	cJSON *view = json_object();
	struct item_list l;
	size_t n, shown;
	const struct item *all;

	fill_table(table);
	if (!paged_read(req, res, table, FIELDS, &q, &q.page))
		return;
	q.in.after = q.page.place;
	l = inbox_list(&w, &q.in, (int)q.page.limit + 1);
	all = item_store_list(&w, &l, &n);
	shown = n < (size_t)q.page.limit ? n : (size_t)q.page.limit;
	inbox_add_items(&w, all, shown, view);
	paged_respond(req, res, view,
		      n > shown ? arena_printf(req->arena, "%llu",
					       (unsigned long long)all[shown - 1].id)
				: NULL);
}

void feedback_api_item(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	const struct message_line *all;
	struct item i;
	uint64_t id;
	cJSON *page = json_object(), *view;
	size_t n;

	if (!ident_parse(req->path_param[0], &id) || !item_store_get(&w, id, false, &i)) {
		respond_not_found(req, res);
		return;
	}
	all = item_thread(&w, &i, &n);
	inbox_add_items(&w, &i, 1, page);
	view = cJSON_DetachItemFromArray(cJSON_GetObjectItemCaseSensitive(page, "items"), 0);
	json_add(view, "messages", message_thread_view(&w, all, n, true));
	item_add_events(&w, &i, view);
	respond_view(req, res, NULL, view);
}
