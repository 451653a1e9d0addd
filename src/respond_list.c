/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists for programs: their parameters, and where the next page is. */
#include <string.h>
#include "base/json.h"
#include "respond.h"
#include "visit.h"

static bool is_known(const struct field *table, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(table[i].name, name) == 0)
			return true;
	return false;
}

bool paged_read(struct request *req, struct response *res, const struct field *table, size_t n,
		void *target)
{
	struct field_errors errors = { .arena = req->arena };

	(void)!fields_read_query(req, table, n, target, req->app->settings.currency, &errors);
	for (size_t i = 0; i < req->query.n; i++) {
		const char *name = req->query.v[i].name;

		if (!is_known(table, n, name))
			field_error(&errors, arena_printf(req->arena, "/%s", name), "unknown",
				    N_("This is not a field we know"), NULL);
	}
	if (errors.n == 0)
		return true;
	respond_problem(req, res, 400, "bad_query", N_("Some filters cannot be read."), &errors);
	return false;
}

uint64_t paged_below(const struct list_page *page)
{
	return page->after ? (uint64_t)page->after : INT64_MAX;
}

/* The request's own address, from another place on. */
static const char *link_to(struct request *req, const char *next)
{
	struct buf b;

	buf_init(&b, req->arena);
	buf_addf(&b, "<%s?", url_path(req->arena, req->app->config->base_path, "%s", req->path));
	for (size_t i = 0; i < req->query.n; i++) {
		if (strcmp(req->query.v[i].name, "after") == 0)
			continue;
		url_encode(&b, req->query.v[i].name);
		buf_addch(&b, '=');
		url_encode(&b, req->query.v[i].value);
		buf_addch(&b, '&');
	}
	buf_addf(&b, "after=%s>; rel=\"next\"", next);
	return b.p;
}

void paged_respond(struct request *req, struct response *res, cJSON *view, const char *next)
{
	json_add_text(view, "next", next);
	respond_view(req, res, NULL, view);
	if (next)
		response_header(res, "Link", link_to(req, next));
}
