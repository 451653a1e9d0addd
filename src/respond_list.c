/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists for programs: their parameters, and where the next page is. */
#include <sodium.h>
#include <stdlib.h>
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

/* ---- cursors: base64url of "place.tag" ---- */

static void sign(const struct request *req, const char *sort, const char *place,
		 char tag[SECRET_TAG_SIZE])
{
	const char *const part[] = { "cursor", req->path, sort, place };

	secret_tag(req->app->keys.link, part, sizeof part / sizeof *part, tag);
}

const char *paged_cursor(const struct request *req, const char *sort, const char *place)
{
	char tag[SECRET_TAG_SIZE], *out;
	const char *text;
	size_t len;

	sign(req, sort, place, tag);
	text = arena_printf(req->arena, "%s.%s", place, tag);
	len = sodium_base64_ENCODED_LEN(strlen(text), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	out = arena_alloc(req->arena, len);
	sodium_bin2base64(out, len, (const unsigned char *)text, strlen(text),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return out;
}

/* NULL: not ours, or of another list. */
static const char *open_cursor(const struct request *req, const char *sort, const char *cursor)
{
	char text[LIST_CURSOR_MAX + 1], tag[SECRET_TAG_SIZE], *dot;
	size_t len;

	if (sodium_base642bin((unsigned char *)text, sizeof text - 1, cursor, strlen(cursor), NULL,
			      &len, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return NULL;
	text[len] = '\0';
	dot = strlen(text) == len ? strrchr(text, '.') : NULL;
	if (!dot)
		return NULL;
	*dot = '\0';
	sign(req, sort, text, tag);
	return secret_equal(tag, dot + 1) ? arena_strdup(req->arena, text) : NULL;
}

const char *paged_place(const struct request *req, const char *sort, const char *cursor,
			struct field_errors *errors)
{
	const char *place = open_cursor(req, sort, cursor);

	if (!place)
		paged_no_place(errors);
	return place;
}

void paged_no_place(struct field_errors *errors)
{
	field_error(errors, "/after", "not_a_cursor",
		    N_("This is no place in this list: send what `next` said, as it is"), NULL);
}

/* ---- pages ---- */

bool paged_read(struct request *req, struct response *res, const struct field *table, size_t n,
		void *target, struct list_page *page)
{
	struct field_errors errors = { .arena = req->arena };
	const char *place;

	(void)!fields_read_query(req, table, n, target, req->app->settings.currency, &errors);
	for (size_t i = 0; i < req->query.n; i++) {
		const char *name = req->query.v[i].name;

		if (!is_known(table, n, name))
			field_error(&errors, arena_printf(req->arena, "/%s", name), "unknown",
				    N_("This is not a field we know"), NULL);
	}
	if (page->after && !field_is_wrong(&errors, "/after")) {
		place = paged_place(req, "", page->after, &errors);
		page->place = place ? strtoull(place, NULL, 10) : 0;
	}
	if (errors.n == 0)
		return true;
	paged_refuse(req, res, &errors);
	return false;
}

bool paged_read_page(struct request *req, struct response *res, struct list_page *page)
{
	static const struct field fields[] = { LIST_FIELDS(struct list_page, after, limit) };

	*page = (struct list_page){ .limit = LIST_LIMIT };
	return paged_read(req, res, fields, sizeof fields / sizeof *fields, page, page);
}

void paged_refuse(struct request *req, struct response *res, const struct field_errors *errors)
{
	respond_problem(req, res, 400, "bad_query", N_("Some filters cannot be read."), errors);
}

uint64_t paged_below(const struct list_page *page)
{
	return page->place ? page->place : INT64_MAX;
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

void paged_respond(struct request *req, struct response *res, cJSON *view, const char *place)
{
	paged_respond_at(req, res, view, place ? paged_cursor(req, "", place) : NULL);
}

void paged_respond_rows(struct request *req, struct response *res, cJSON *view, const cJSON *rows,
			bool more)
{
	paged_respond(req, res, view, more ? json_get_text(rows->child->prev, "id") : NULL);
}

void paged_respond_at(struct request *req, struct response *res, cJSON *view, const char *next)
{
	json_add_text(view, "next", next);
	respond_view(req, res, NULL, view);
	if (next)
		response_header(res, "Link", link_to(req, next));
}
