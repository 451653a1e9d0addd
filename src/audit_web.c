/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the audit log: filters in the URL, fifty rows at a time. */
#include "audit_web.h"

#include <stddef.h>
#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "guard.h"
#include "respond.h"
#include "staff/staff.h"

enum { PAGE = 50 };

struct audit_input {
	int kind;
	uint64_t who, after;
	struct instant from, to;
};
#define AT(member) offsetof(struct audit_input, member)
static const struct field fields[] = {
	{ "kind", FIELD_ENUM, AT(kind), .words = audit_kind_word, .n_words = AUDIT_KIND__MAX },
	{ "who", FIELD_ID, AT(who) },
	{ "from", FIELD_DATE, AT(from) },
	{ "to", FIELD_DATE, AT(to) },
	{ "after", FIELD_ID, AT(after) },
};
#define FIELDS (sizeof fields / sizeof *fields)

static struct audit_query query_of(const struct audit_input *in)
{
	struct audit_query q = {
		.kind = in->kind, .who = in->who, .below = INT64_MAX, .limit = PAGE + 1
	};

	if (!instant_is_none(in->from))
		q.above = ident_floor_day(in->from) - 1;
	if (!instant_is_none(in->to))
		q.below = ident_floor_day(instant_next_day(in->to));
	if (in->after && in->after < q.below)
		q.below = in->after;
	return q;
}

static bool is_of_permissions(enum audit_kind kind)
{
	return kind == AUDIT_KEY_MADE || kind == AUDIT_KEY_REVOKED || kind == AUDIT_ROLE_MADE ||
	       kind == AUDIT_ROLE_EDITED || kind == AUDIT_ROLE_DELETED;
}

/* "orders.read,payments" one by one. */
static void add_words(struct arena *a, cJSON *row, const char *name, const char *words)
{
	cJSON *list = json_add_array(row, name);

	while (words && *words) {
		size_t len = strcspn(words, ",");

		json_append_text(list, arena_strndup(a, words, len));
		words += len + (words[len] == ',');
	}
}

static bool is_of_role(enum audit_kind kind)
{
	return kind == AUDIT_ROLE_CHANGED || kind == AUDIT_STAFF_INVITED;
}

static void add_role(const struct request *req, cJSON *row, const char *name, const char *word,
		     const char *own)
{
	json_add_text(row, name, word ? staff_role_text(req->app, req->lang, word, own) : NULL);
}

static void add_row(const struct request *req, cJSON *list, const struct audit_row *r)
{
	struct arena *a = req->arena;
	cJSON *row = json_append_object(list);

	json_add_id(row, "id", r->id);
	json_add_instant(row, "at", r->at);
	json_add_text(row, "kind", r->kind < AUDIT_KIND__MAX ? audit_kind_word[r->kind] : "other");
	json_add_text(row, "actor", actor_kind_word[r->who.kind]);
	json_add_id(row, "actor_id", r->who.id);
	json_add_text(row, "actor_name", r->who_name && *r->who_name ? r->who_name : NULL);
	json_add_text(row, "customer", r->customer);
	json_add_text(row, "about", r->about);
	json_add_id(row, "about_id", r->about_id);
	json_add_text(row, "about_name", r->about_name && *r->about_name ? r->about_name : NULL);
	json_add_bool(row, "is_order", r->about && !strcmp(r->about, "order"));
	json_add_bool(row, "is_product", r->about && !strcmp(r->about, "product"));
	json_add_bool(row, "is_staff", r->about && !strcmp(r->about, "staff"));
	json_add_bool(row, "is_role", is_of_role(r->kind));
	add_role(req, row, "was_role", is_of_role(r->kind) ? r->was : NULL, r->was_name);
	add_role(req, row, "became_role", is_of_role(r->kind) ? r->became : NULL, r->became_name);
	json_add_text(row, "was", r->was);
	json_add_text(row, "became", r->became);
	json_add_bool(row, "is_of_permissions", is_of_permissions(r->kind));
	add_words(a, row, "was_words", is_of_permissions(r->kind) ? r->was : NULL);
	add_words(a, row, "became_words", is_of_permissions(r->kind) ? r->became : NULL);
	add_words(a, row, "fields", r->kind == AUDIT_PRODUCT_CHANGED ? r->became : NULL);
	json_add_bool(row, "is_of_product", r->kind == AUDIT_PRODUCT_CHANGED);
	json_add_bool(row, "is_chained", r->is_chained);
}

static void add_choices(struct work *w, const struct audit_input *in, cJSON *view)
{
	cJSON *kinds = json_add_array(view, "kinds"), *people = json_add_array(view, "people");
	struct audit_person *all;
	size_t n;

	for (int i = 0; i < AUDIT_KIND__MAX; i++) {
		cJSON *one = json_append_object(kinds);

		json_add_text(one, "value", audit_kind_word[i]);
		json_add_bool(one, "chosen", in->kind == i);
	}
	all = audit_people(w, &n);
	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(people);

		json_add_id(one, "value", all[i].id);
		json_add_text(one, "name", all[i].name);
		json_add_bool(one, "chosen", in->who == all[i].id);
	}
}

/* The same filters, further down. */
static const char *next_page(const struct request *req, uint64_t after)
{
	static const char *const kept[] = { "kind", "who", "from", "to" };
	struct buf b;

	buf_init(&b, req->arena);
	buf_adds(&b, url_path(req->arena, req->app->config->base_path, "/desk/audit?after=%llu",
			      (unsigned long long)after));
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *value = params_get(&req->query, kept[i]);

		if (!value || !*value)
			continue;
		buf_addf(&b, "&%s=", kept[i]);
		url_encode(&b, value);
	}
	return b.p;
}

struct audit_row *audit_list_for_file(struct work *w, const char *filters, uint64_t below,
				      int limit, size_t *n)
{
	struct request req = { .arena = w->arena, .app = w->app };
	struct field_errors errors = { .arena = w->arena };
	struct audit_input in = { .kind = -1, .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct audit_query q;

	if (params_parse(w->arena, filters, strlen(filters), &req.query) != WEB_OK)
		fail("audit log: filters that nobody can read");
	(void)!fields_read_query(&req, fields, FIELDS, &in, NULL, &errors);
	in.after = below;
	q = query_of(&in);
	q.limit = limit;
	return audit_list(w, &q, n);
}

void audit_web_list(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct audit_input in = { .kind = -1, .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct work w = work_of(req);
	cJSON *view = json_object(), *list = json_add_array(view, "rows");
	struct audit_query q;
	struct audit_row *rows;
	size_t n;

	/* A filter that cannot be read filters nothing, as in the other lists. */
	(void)!fields_read_query(req, fields, FIELDS, &in, req->app->settings.currency, &errors);
	q = query_of(&in);
	rows = audit_list(&w, &q, &n);
	for (size_t i = 0; i < n && i < PAGE; i++)
		add_row(req, list, &rows[i]);
	add_choices(&w, &in, view);
	json_add_text(view, "from", params_get(&req->query, "from"));
	json_add_text(view, "to", params_get(&req->query, "to"));
	json_add_bool(view, "is_filtered",
		      in.kind >= 0 || in.who || !instant_is_none(in.from) ||
			      !instant_is_none(in.to));
	json_add_bool(view, "is_empty", n == 0);
	json_add_text(view, "next", n > PAGE ? next_page(req, rows[PAGE - 1].id) : NULL);
	respond_add_export(req, view, "audit");
	respond_view(req, res, "audit/list", view);
}
