/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking back what a file did, the last line first: what was made goes, what was changed is changed
 * back by the file's own rows with the cells that were there. What somebody was at since stays, and
 * is listed with its reason. */
#include <stdlib.h>
#include <string.h>
#include "audit.h"
#include "base/fail.h"
#include "base/json.h"
#include "exchange/load.h"

enum { BATCH = 25, LINES_SAID = 20 };

struct undoing {
	struct work *w;
	const struct load_file *file;
	const struct load_source *source;
	const struct load_made *made;
	const char *why; /* it stays */
};

static const char *run_cells(struct undoing *u, const char *json, enum load_outcome wanted)
{
	const char *cell[LOAD_FIELDS_MAX] = { NULL };
	struct load_cells line = { u->made->line, cell };
	struct load_row row = { .w = u->w,
				.file_id = u->file->id,
				.line = u->made->line,
				.cell = cell,
				.lines = &line,
				.n_lines = 1,
				.field = -1,
				.again = true };
	cJSON *cells = json_read_own(arena_strdup(u->w->arena, json));
	const cJSON *one;

	for (size_t i = 0; i < u->source->n_fields; i++) {
		one = json_get(cells, u->source->fields[i].word);
		cell[i] = cJSON_IsString(one) ? one->valuestring : NULL;
		if (cell[i] && !*cell[i]) {
			cell[i] = NULL;
			/* an empty cell leaves what is there */
			if (wanted == ROW_CHANGED)
				return "was_empty";
		}
	}
	return u->source->row(&row) == wanted ? NULL : "changed_since";
}

/* Only where nobody changed these cells since: the file's own would change nothing. */
static const char *change_back(struct undoing *u)
{
	const char *why;

	if (!u->made->was)
		return "people_stay";
	why = run_cells(u, u->made->became, ROW_SAME);
	return why ? why : run_cells(u, u->made->was, ROW_CHANGED);
}

static int take_back(struct work *w, void *arg)
{
	struct undoing *u = arg;
	struct load_row row = {
		.w = w, .file_id = u->file->id, .line = u->made->line, .field = -1, .again = true
	};

	u->why = u->made->made_id ? u->source->take_back(&row, u->made) : change_back(u);
	return u->why ? 1 : 0;
}

/* ---- what is said of it ---- */

static cJSON *group_of(cJSON *kept, const char *why)
{
	cJSON *one;

	cJSON_ArrayForEach(one, kept)
	{
		if (!strcmp(json_get_text(one, "why"), why))
			return one;
	}
	one = json_append_object(kept);
	json_add_text(one, "why", why);
	json_add_int(one, "n", 0);
	json_add_array(one, "lines");
	return one;
}

static void note_kept(cJSON *kept, const char *why, uint64_t line)
{
	cJSON *group = group_of(kept, why);
	cJSON *n = cJSON_GetObjectItemCaseSensitive(group, "n");
	cJSON *lines = cJSON_GetObjectItemCaseSensitive(group, "lines");

	cJSON_SetNumberValue(n, n->valuedouble + 1);
	if (cJSON_GetArraySize(lines) < LINES_SAID)
		cJSON_AddItemToArray(lines, cJSON_CreateNumber((double)line));
}

static void finish(struct work *w, struct task *t, const struct load_file *f)
{
	cJSON *report = cJSON_Duplicate(f->report, true);

	t->total = t->done;
	json_add_int(report, "taken_back", json_get_int(t->result, "taken_back"));
	json_add(report, "kept", cJSON_Duplicate(json_get(t->result, "kept"), true));
	load_store_end(w, f->id, LOAD_UNDONE, report);
	audit_write(w,
		    &(struct audit){
			    .kind = AUDIT_IMPORT_UNDONE,
			    .who = t->who,
			    .about = "import",
			    .about_id = f->id,
			    .became = arena_printf(w->arena, "%s: -%lld of %lld",
						   load_kind_word[f->kind],
						   (long long)json_get_int(t->result, "taken_back"),
						   (long long)t->done) });
}

bool load_undo_step(struct work *w, struct task *t)
{
	struct load_made made[BATCH];
	struct load_file f;
	int64_t gone =
		json_get(t->result, "taken_back") ? json_get_int(t->result, "taken_back") : 0;
	cJSON *result = json_object();
	cJSON *kept = json_get(t->result, "kept")
			      ? cJSON_Duplicate(json_get(t->result, "kept"), true)
			      : json_array();
	size_t n;

	if (!load_store_find(w, strtoull(json_get_text(t->request, "file"), NULL, 10), &f))
		fail("import: there is no such file");
	w->quiet = true;
	n = load_store_made(w, f.id, made, BATCH);
	for (size_t i = 0; i < n; i++) {
		struct undoing u = { w, &f, load_source_of(f.kind), &made[i], NULL };

		work_part(w, take_back, &u);
		load_store_end_made(w, f.id, made[i].line, !u.why);
		gone += !u.why;
		if (u.why)
			note_kept(kept, u.why, made[i].line);
		t->done++;
	}
	json_add_int(result, "taken_back", gone);
	json_add(result, "kept", kept);
	t->result = result;
	if (n == 0)
		finish(w, t, &f);
	return n > 0;
}
