/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's page of the words of reviews: which are in most of them, which rise; and the shop's
 * own lists of words. */
#include <string.h>
#include "base/json.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "feedback/count.h"
#include "feedback/web.h"
#include "guard.h"
#include "respond.h"

enum { TOP = 50, RISEN = 20, WEEKS = 12, WEEKS_MAX = 520 };
#define LISTS "feedback/word_lists"

/* ---- the page ---- */

static int64_t weeks_of(const struct request *req)
{
	const char *text = params_get(&req->query, "weeks");
	int64_t weeks = WEEKS;

	if (text && !text_to_i64(text, 1, WEEKS_MAX, &weeks))
		weeks = WEEKS;
	return weeks;
}

static void add_periods(cJSON *view, int64_t current)
{
	static const int weeks[] = { 4, WEEKS, 52, WEEKS_MAX };
	cJSON *list = json_add_array(view, "periods");

	for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
		cJSON *one = json_append_object(list);

		json_add_int(one, "weeks", weeks[i]);
		json_add_bool(one, "is_all", weeks[i] == WEEKS_MAX);
		json_add_bool(one, "current", weeks[i] == current);
	}
}

static void add_top(struct work *w, uint64_t sku_id, int since, cJSON *view)
{
	cJSON *list = json_add_array(view, "top");
	size_t n;
	const struct counted_word *all = count_store_top(w, sku_id, since, TOP + 1, &n);

	/* the text itself stands first */
	json_add_int(view, "texts", n ? all[0].n : 0);
	for (size_t i = 1; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_text(one, "word", all[i].word);
		json_add_int(one, "n", all[i].n);
		json_add_int(one, "low", all[i].low);
		json_add_int(one, "high", all[i].high);
	}
	json_add_bool(view, "has_top", n > 1);
}

static void add_risen(struct work *w, uint64_t sku_id, cJSON *view)
{
	cJSON *list = json_add_array(view, "risen");
	size_t n, risen;
	struct word_trend *all = count_store_trends(w, sku_id, week_of(w->now), &n);

	risen = words_risen(all, n);
	for (size_t i = 0; i < risen && i < RISEN; i++) {
		cJSON *one = json_append_object(list), *name;

		json_add_text(one, "word", all[i].word);
		json_add_text(one, "sku", all[i].sku);
		name = json_add_object(one, "name");
		json_add_text(name, lang_tag[LANG_EN], all[i].name_en);
		json_add_text(name, lang_tag[LANG_ZH], all[i].name_zh);
		json_add_int(one, "now", (int64_t)all[i].now);
		json_add_int(one, "all_now", (int64_t)all[i].all_now);
		json_add_int(one, "before", (int64_t)all[i].before);
		json_add_int(one, "all_before", (int64_t)all[i].all_before);
	}
	json_add_bool(view, "has_risen", risen > 0);
	json_add_int(view, "looks", (int64_t)n);
}

void feedback_web_words(struct request *req, struct response *res)
{
	const char *code = params_get(&req->query, "sku");
	struct work w = work_of(req);
	int64_t weeks = weeks_of(req);
	struct sku *sku = NULL;
	cJSON *view = json_object();
	uint64_t sku_id = 0;

	if (code && *code) {
		catalog_find_skus(&w, &code, 1, &sku);
		sku_id = sku ? sku->id : UINT64_MAX >> 1;
	}
	json_add_text(view, "sku", code && *code ? code : NULL);
	json_add_int(view, "weeks", weeks);
	add_periods(view, weeks);
	add_top(&w, sku_id, week_of(w.now) - (int)weeks + 1, view);
	add_risen(&w, sku_id, view);
	respond_view(req, res, "feedback/words", view);
}

/* ---- the shop's lists ---- */

struct lists_input {
	const char *list[OWN_CLASSES];
};
#define LIST(i, word)                                                                              \
	{                                                                                          \
		.name = word, .kind = FIELD_NOTE,                                                  \
		.offset = offsetof(struct lists_input, list) + (i) * sizeof(const char *),         \
		.max = OWN_LIST_CHARS                                                              \
	}
static const struct field list_fields[OWN_CLASSES] = {
	LIST(0, "word"),     LIST(1, "packaging"), LIST(2, "delivery"),    LIST(3, "quality"),
	LIST(4, "price"),    LIST(5, "service"),   LIST(6, "description"), LIST(7, "ordering"),
	LIST(8, "positive"), LIST(9, "negative"),  LIST(10, "small"),
};

static cJSON *lists_view(struct request *req, const cJSON *values,
			 const struct field_errors *errors)
{
	cJSON *view = json_object(),
	      *form = respond_form(req, list_fields, OWN_CLASSES, values, errors),
	      *lists = json_add_array(view, "lists");

	for (int i = 0; i < OWN_CLASSES; i++) {
		cJSON *one = json_append_object(lists);

		json_add_text(one, "class", own_class_word[i]);
		json_add(one, "field",
			 cJSON_DetachItemFromObjectCaseSensitive(form, own_class_word[i]));
	}
	return view;
}

void feedback_web_word_lists(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	const char *lists[OWN_CLASSES];
	cJSON *values = json_object();

	lists_store_read(&w, lists);
	for (int i = 0; i < OWN_CLASSES; i++)
		json_add_text(values, own_class_word[i], lists[i]);
	respond_view(req, res, LISTS, lists_view(req, values, NULL));
}

static int save(struct work *w, void *arg)
{
	const struct lists_input *in = arg;
	const char *was[OWN_CLASSES];

	lists_store_read(w, was);
	for (int i = 0; i < OWN_CLASSES; i++)
		if (strcmp(was[i], in->list[i]) != 0)
			lists_store_put(w, own_class_word[i], in->list[i]);
	return 0;
}

/* A word is no longer than one that is counted, and no line of a list of lists. */
static void check(struct request *req, const struct lists_input *in, struct field_errors *errors)
{
	for (int i = 0; i < OWN_CLASSES; i++) {
		for (const char *p = in->list[i]; *p;) {
			size_t len = strcspn(p, "\n");

			if (text_length(arena_strndup(req->arena, p, len)) > COUNTED_CHARS ||
			    memchr(p, '|', len) || memchr(p, '\t', len))
				field_error(errors,
					    arena_printf(req->arena, "/%s", own_class_word[i]),
					    "not_a_word",
					    N_("One word or phrase a line, of 40 characters at "
					       "most"),
					    NULL);
			p += len + (p[len] == '\n');
		}
	}
}

void feedback_web_word_lists_save(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct lists_input in;
	struct work w = work_of(req);

	for (int i = 0; i < OWN_CLASSES; i++)
		in.list[i] = "";
	(void)!fields_read(req, list_fields, OWN_CLASSES, &in, NULL, &errors);
	check(req, &in, &errors);
	if (errors.n) {
		respond_errors(req, res, LISTS,
			       lists_view(req, fields_typed(req, list_fields, OWN_CLASSES),
					  &errors),
			       list_fields, OWN_CLASSES, &errors);
		return;
	}
	(void)work_transaction(&w, save, &in);
	respond_done(req, res, 204, NULL, "/desk/words/lists", "success",
		     N_("Saved. What was written is read again with these words, in the "
			"background."));
}
