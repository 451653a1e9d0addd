/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GET /api/v1/products: the catalogue for programs, the newest first. */
#include <stddef.h>
#include "base/json.h"
#include "catalog/inside.h"
#include "catalog/web.h"
#include "guard.h"
#include "respond.h"

struct products_input {
	struct list_page page;
	const char *q, *tag;
	uint64_t category;
	int state, kind; /* -1: any */
};
#define AT(member) offsetof(struct products_input, member)
static const struct field fields[] = {
	LIST_FIELDS(struct products_input, page.after, page.limit),
	{ .name = "q", .kind = FIELD_TEXT, .offset = AT(q), .max = 100 },
	{ .name = "tag", .kind = FIELD_TEXT, .offset = AT(tag), .max = PRODUCT_TAG_CHARS },
	{ .name = "category", .kind = FIELD_ID, .offset = AT(category) },
	{ .name = "state",
	  .kind = FIELD_ENUM,
	  .offset = AT(state),
	  .words = product_state_word,
	  .n_words = PRODUCT_STATE__MAX,
	  .label = "product_state" },
	{ .name = "kind",
	  .kind = FIELD_ENUM,
	  .offset = AT(kind),
	  .words = product_kind_word,
	  .n_words = PRODUCT_KIND__MAX,
	  .label = "product_kind" },
};

void catalog_web_api_list(struct request *req, struct response *res)
{
	struct products_input in = { .page = { .limit = LIST_LIMIT }, .state = -1, .kind = -1 };
	struct work w = work_of(req);
	struct product_filter filter;
	const struct product_row *rows;
	cJSON *view = json_object(), *list;
	size_t n;
	bool more;

	if (!paged_read(req, res, fields, sizeof fields / sizeof *fields, &in, &in.page))
		return;
	filter = (struct product_filter){ .q = in.q,
					  .state = in.state,
					  .kind = in.kind,
					  .tag = in.tag,
					  .category = in.category,
					  .before = paged_below(&in.page),
					  .limit = (size_t)in.page.limit + 1 };
	rows = product_store_list(&w, &filter, &n);
	more = n > (size_t)in.page.limit;
	list = product_rows_view(rows, n - more);
	json_add(view, "products", list);
	paged_respond_rows(req, res, view, list, more);
}
