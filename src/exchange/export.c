/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The task that writes a list into a file of the spool: batch by batch as CSV, and of that a
 * workbook where one was asked for. */
#include "exchange/export.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "exchange/spool.h"

enum { BATCHES = 10 };
#define STEP_US (INSTANT_SECOND / 4)
#define MARK    "\xef\xbb\xbf"

const char *const export_list_word[EXPORT_LIST__MAX] = {
	[EXPORT_ORDERS] = "orders",
	[EXPORT_ORDER_LINES] = "order_lines",
	[EXPORT_PAYMENTS] = "payments",
	[EXPORT_PARCELS] = "parcels",
	[EXPORT_CUSTOMERS] = "customers",
	[EXPORT_PRODUCTS] = "products",
	[EXPORT_STOCK] = "stock",
	[EXPORT_CATEGORIES] = "categories",
	[EXPORT_PRODUCTION] = "production",
	[EXPORT_MESSAGES] = "messages",
	[EXPORT_IMPORTS] = "imports",
	[EXPORT_TASKS] = "tasks",
	[EXPORT_STAFF] = "staff",
	[EXPORT_ROLES] = "roles",
	[EXPORT_KEYS] = "keys",
	[EXPORT_DELIVERIES] = "webhook_deliveries",
	[EXPORT_AUDIT] = "audit",
	[EXPORT_NOTICES] = "notices",
	[EXPORT_PRODUCT_CHANGES] = "product_changes",
	[EXPORT_TAX_ZONES] = "tax_zones",
	[EXPORT_WEBHOOKS] = "webhooks",
	[EXPORT_SURVEY_ANSWERS] = "survey_answers",
	[EXPORT_REVIEWS] = "reviews",
	[EXPORT_INBOX] = "inbox",
	[EXPORT_POINTS] = "points",
	[EXPORT_ALIKE] = "alike",
};
const char *const export_format_word[EXPORT_FORMAT__MAX] = {
	[EXPORT_XLSX] = "xlsx",
	[EXPORT_CSV_MARK] = "csv_excel",
	[EXPORT_CSV] = "csv",
};

enum permission export_needs(enum export_list list)
{
	return export_source_of(list)->permission;
}

/* ---- asking ---- */

uint64_t export_ask(struct work *w, const struct export_draft *d, uint64_t permissions)
{
	struct civil c = instant_to_local(w->now);
	cJSON *request = json_object();

	json_add_text(request, "list", export_list_word[d->list]);
	json_add_text(request, "format", export_format_word[d->format]);
	json_add_text(request, "filters", d->filters);
	json_add_bool(request, "in_full", d->in_full);
	json_add_text(request, "name",
		      arena_printf(w->arena, "%s-%04d%02d%02d-%02d%02d.%s",
				   export_list_word[d->list], c.year, c.month, c.day, c.hour,
				   c.minute, d->format == EXPORT_XLSX ? "xlsx" : "csv"));
	return task_add(w, "export", permissions, d->lang, request, 0);
}

/* ---- what was asked ---- */

static int index_of(const char *const *words, int n, const char *word)
{
	for (int i = 0; i < n; i++)
		if (word && !strcmp(words[i], word))
			return i;
	fail("export: %s is none of the words", word ? word : "nothing");
}

static enum export_format format_of(const struct task *t)
{
	return (enum export_format)index_of(export_format_word, EXPORT_FORMAT__MAX,
					    json_get_text(t->request, "format"));
}

static const struct export_source *source_of(const struct task *t)
{
	return export_source_of((enum export_list)index_of(export_list_word, EXPORT_LIST__MAX,
							   json_get_text(t->request, "list")));
}

static const char *spool_file(struct arena *a, const struct task *t, const char *ending)
{
	return arena_printf(a, "spool/export-%llu.%s", (unsigned long long)t->id, ending);
}

const char *export_file(struct arena *a, const struct task *t)
{
	return spool_file(a, t,
			  format_of(t) == EXPORT_XLSX && t->state == TASK_DONE ? "xlsx" : "csv");
}

/* ---- the file ---- */

static void add_heads(struct work *w, const struct export_source *s, const struct task *t,
		      struct buf *b)
{
	const char *heads[SHEET_COLUMNS_MAX];

	if (format_of(t) == EXPORT_CSV_MARK)
		buf_addlit(b, MARK);
	for (size_t i = 0; i < s->n_columns; i++)
		heads[i] = i18n_text(w->app->words, t->lang, NULL, s->columns[i].head);
	sheet_row(b, s->columns, heads, s->n_columns);
}

/* Under its name only when it is whole. */
static void make_workbook(struct work *w, const struct task *t, int fd)
{
	const struct export_source *s = source_of(t);
	char *path = spool_path(w, spool_file(w->arena, t, "xlsx"));
	char *part = arena_printf(w->arena, "%s.part", path);

	if (lseek(fd, 0, SEEK_SET) != 0)
		fail("export: %s", strerror(errno));
	sheet_xlsx(w->arena, fd, s->columns, s->n_columns, part, spool_path(w, "spool"));
	if (chmod(part, 0600) != 0 || rename(part, path) != 0)
		fail_as(FAIL_UNAVAILABLE, 0, "%s: %s", path, strerror(errno));
	unlink(spool_path(w, spool_file(w->arena, t, "csv")));
}

static void finish(struct work *w, struct task *t, int fd)
{
	bool in_full = json_get_bool(t->request, "in_full");

	if (format_of(t) == EXPORT_XLSX)
		make_workbook(w, t, fd);
	t->total = t->done;
	audit_write(w, &(struct audit){ .kind = in_full ? AUDIT_EXPORTED_IN_FULL : AUDIT_EXPORTED,
					.who = t->who,
					.about = "export",
					.about_id = t->id,
					.became = arena_printf(w->arena, "%s: %lld",
							       json_get_text(t->request, "name"),
							       (long long)t->done) });
}

/* ---- the step ---- */

/* The place behind it; NULL: the list is at its end. */
static cJSON *write_some(struct work *w, struct task *t, int fd, const cJSON *place)
{
	const struct export_source *s = source_of(t);
	int64_t until = app_clock() + STEP_US;
	struct buf b;
	struct export_rows e = { .w = w,
				 .to = &b,
				 .lang = t->lang,
				 .in_full = json_get_bool(t->request, "in_full"),
				 .filters = json_get_text(t->request, "filters") };
	cJSON *next = NULL;

	buf_init(&b, w->arena);
	if (!json_get(place, "bytes"))
		add_heads(w, s, t, &b);
	for (int i = 0; i < BATCHES && app_clock() < until; i++) {
		next = s->batch(&e, json_get(place, "bytes") || i > 0 ? place : NULL);
		if (!next)
			break;
		place = next;
	}
	spool_write(fd, &b);
	t->done += e.n;
	return next;
}

bool export_step(struct work *w, struct task *t)
{
	int fd = spool_open_at(w, spool_file(w->arena, t, "csv"), json_get_int(t->place, "bytes"));
	cJSON *place = write_some(w, t, fd, t->place);

	if (!place) {
		finish(w, t, fd);
		return false;
	}
	json_add_int(place, "bytes", (int64_t)lseek(fd, 0, SEEK_CUR));
	t->place = place;
	return true;
}

/* ---- its page ---- */

void export_view(struct work *w, const struct task *t, cJSON *view)
{
	(void)w;
	json_add_text(view, "list", json_get_text(t->request, "list"));
	json_add_text(view, "name", json_get_text(t->request, "name"));
	json_add_bool(view, "in_full", json_get_bool(t->request, "in_full"));
	json_add_bool(view, "is_ready", t->state == TASK_DONE);
}
