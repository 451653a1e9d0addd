/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done at the page of a brought file: it is read another way, checked, taken over, taken
 * back.
 */
#include "exchange/load_web.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "base/json.h"
#include "exchange/web.h"
#include "guard.h"
#include "respond.h"

bool load_web_find(struct request *req, struct response *res, struct work *w, struct load_file *out)
{
	char *end;
	uint64_t id = strtoull(req->path_param[0], &end, 10);

	if (!*end && load_store_find(w, id, out) && load_web_may_open(req, out))
		return true;
	respond_not_found(req, res);
	return false;
}

struct check_input {
	struct field_rows map; /* const char *: our field of each column, or "-" */
	const char *save_as;
};
static const struct field one_column[] = { { "", FIELD_TEXT, 0, .max = 40 } };
static const struct field check_fields[] = {
	{ .name = "map",
	  .kind = FIELD_LIST,
	  .offset = offsetof(struct check_input, map),
	  .required = true,
	  .max = RECORD_FIELDS_MAX,
	  .sub = one_column,
	  .n_sub = 1,
	  .sub_size = sizeof(const char *) },
	{ .name = "save_as",
	  .kind = FIELD_TEXT,
	  .offset = offsetof(struct check_input, save_as),
	  .max = LOAD_MAPPING_NAME },
};
enum { CHECK_FIELDS = sizeof check_fields / sizeof *check_fields };

void load_web_show(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_file f;

	if (load_web_find(req, res, &w, &f)) {
		cJSON *view = load_web_view(req, &w, &f, NULL);

		json_add(view, "form", respond_form(req, check_fields, CHECK_FIELDS, NULL, NULL));
		respond_view(req, res, "exchange/import", view);
	}
}

struct read_input {
	int encoding, delimiter;
};
static const struct field read_fields[] = {
	{ .name = "encoding",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct read_input, encoding),
	  .required = true,
	  .words = load_encoding_word,
	  .label = "encoding",
	  .n_words = ENCODINGS_OF_TEXT },
	{ .name = "delimiter",
	  .kind = FIELD_ENUM,
	  .offset = offsetof(struct read_input, delimiter),
	  .required = true,
	  .words = load_delimiter_word,
	  .label = "delimiter",
	  .n_words = DELIMITER__MAX },
};

/* Also the way back from what was checked. */
void load_web_read_as(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct read_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct load_file f;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (!fields_read(req, read_fields, 2, &in, NULL, &errors)) {
		respond_errors(req, res, "exchange/import", load_web_view(req, &w, &f, NULL),
			       read_fields, 2, &errors);
		return;
	}
	load_read_as(&w, f.id,
		     f.encoding == ENCODING_BOOK ? ENCODING_BOOK : (enum load_encoding)in.encoding,
		     (enum load_delimiter)in.delimiter);
	respond_done(req, res, 204, NULL, load_web_path(req, f.id, ""), "success", NULL);
}

static void read_map(struct request *req, const struct load_file *f, const struct field_rows *map,
		     int *fields, struct field_errors *errors)
{
	const struct load_source *s = load_source_of(f->kind);
	const char *const *words = map->v;
	int missing, twice;

	for (size_t c = 0; c < map->n; c++) {
		fields[c] = LOAD_IGNORED;
		for (size_t i = 0; words[c] && i < s->n_fields; i++)
			if (!strcmp(s->fields[i].word, words[c]))
				fields[c] = (int)i;
	}
	missing = load_missing(f->kind, fields, map->n, &twice);
	if (missing >= 0)
		field_error(errors, "/map", "required",
			    N_("Say which column is “{arg}”: no row can be taken over without it"),
			    respond_words(req, s->fields[missing].label));
	else if (twice >= 0)
		field_error(errors, "/map", "given_twice",
			    N_("Two columns are said to be “{arg}”: choose one"),
			    respond_words(req, s->fields[twice].label));
}

void load_web_answer_begun(struct request *req, struct response *res, const struct load_file *f,
			   uint64_t task)
{
	bool is_api = req->route->face == FACE_API;
	cJSON *view = is_api ? json_object() : NULL;

	if (is_api)
		json_add_id(view, "id", f->id);
	respond_done(req, res, is_api ? 200 : 204, view,
		     arena_printf(req->arena, "/desk/tasks/%llu", (unsigned long long)task),
		     "success", NULL);
}

static void keep_mapping(struct work *w, const struct load_file *f, const struct check_input *in,
			 const int *fields)
{
	struct load_line heads;

	if (in->save_as && load_first_lines(w, f, &heads, 1) == 1 && heads.n == in->map.n)
		load_mapping_save(w, f->kind, in->save_as, &heads, fields);
}

void load_web_check(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct check_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	int fields[RECORD_FIELDS_MAX] = { 0 };
	struct load_wish wish = { .dry = true, .lang = req->lang };
	struct load_file f;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (f.state != LOAD_BROUGHT || !f.has_files) {
		respond_redirect(req, res, load_web_path(req, f.id, ""));
		return;
	}
	if (fields_read(req, check_fields, CHECK_FIELDS, &in, NULL, &errors))
		read_map(req, &f, &in.map, fields, &errors);
	if (errors.n > 0) {
		respond_errors(req, res, "exchange/import",
			       load_web_view(req, &w, &f, in.map.n ? fields : NULL), check_fields,
			       CHECK_FIELDS, &errors);
		return;
	}
	wish.permissions = req->session->permissions;
	keep_mapping(&w, &f, &in, fields);
	load_web_answer_begun(req, res, &f, load_start(&w, &f, fields, in.map.n, &wish));
}

const struct field load_run_fields[LOAD_RUN_FIELDS] = {
	{ .name = "tells", .kind = FIELD_BOOL, .offset = offsetof(struct load_run_input, tells) },
};
const char load_another_is_running[] =
	N_("Another file of this kind is being taken over. Wait until it is through.");

void load_web_run(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_run_input in = { 0 };
	struct field_errors errors = { .arena = req->arena };
	struct load_wish wish = { .lang = req->lang, .permissions = req->session->permissions };
	int fields[RECORD_FIELDS_MAX] = { 0 };
	struct load_file f;
	uint64_t task;
	size_t n;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (!fields_read(req, load_run_fields, LOAD_RUN_FIELDS, &in, NULL, &errors)) {
		respond_errors(req, res, "exchange/import", load_web_view(req, &w, &f, NULL),
			       load_run_fields, LOAD_RUN_FIELDS, &errors);
		return;
	}
	if (f.state != LOAD_CHECKED || !f.has_files) {
		respond_redirect(req, res, load_web_path(req, f.id, ""));
		return;
	}
	n = (size_t)cJSON_GetArraySize(f.mapping);
	load_mapping_read(f.kind, f.mapping, fields, n);
	wish.tells = in.tells;
	task = load_start(&w, &f, fields, n, &wish);
	if (!task)
		respond_refusal(req, res, 409, "another_is_running", load_another_is_running);
	else
		load_web_answer_begun(req, res, &f, task);
}

void load_web_failed(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct load_file f;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (f.state < LOAD_CHECKED || f.state == LOAD_RUNNING ||
	    !respond_file(req, res, load_path(&w, f.id, "failed"),
			  arena_printf(req->arena, "%s-failed-lines.csv", load_kind_word[f.kind]),
			  "text/csv; charset=utf-8"))
		respond_not_found(req, res);
}

void load_web_undo(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct load_file f;
	uint64_t task;

	if (!load_web_find(req, res, &w, &f))
		return;
	if (req->route->face == FACE_API && !fields_read(req, NULL, 0, NULL, NULL, &errors)) {
		respond_errors(req, res, NULL, NULL, NULL, 0, &errors);
		return;
	}
	task = load_start_undo(&w, &f, req->session->permissions, req->lang);
	if (!task)
		respond_refusal(req, res, 409, "not_undone",
				N_("It cannot be taken back: a day has passed, it was taken back "
				   "already, or another file of this kind is at work."));
	else
		load_web_answer_begun(req, res, &f, task);
}
