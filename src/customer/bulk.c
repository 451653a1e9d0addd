/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One tag and many customers, a customer a step. */
#include "customer/bulk.h"

#include <string.h>
#include "base/ident.h"
#include "base/json.h"

static size_t fewer(size_t n)
{
	return n < CUSTOMER_MANY ? n : CUSTOMER_MANY;
}

void customer_bulk_refuses_each(struct work *w, const struct customer_bulk *b, const uint64_t *ids,
				size_t n, const char **why)
{
	struct tag tag = { .id = 0 };
	bool known = n > 0 && tag_store_find(w, b->tag, &tag);

	for (size_t at = 0; at < n; at += CUSTOMER_MANY) {
		size_t found;
		const struct tag_of_customer *has =
			tag_store_of(w, ids + at, fewer(n - at), &found);

		for (size_t i = at; i < at + fewer(n - at); i++) {
			size_t n_tags = 0;
			bool bears = false;

			for (size_t k = 0; k < found; k++)
				if (has[k].customer_id == ids[i]) {
					n_tags++;
					bears = bears || (known && has[k].tag.id == tag.id);
				}
			why[i] = customer_bulk_refuses(b->act, bears, n_tags);
		}
	}
}

uint64_t customer_bulk_begin(struct work *w, const struct customer_bulk *b, const uint64_t *ids,
			     size_t n, uint64_t permissions, enum lang lang)
{
	cJSON *request = json_object(), *list;

	json_add_text(request, "act", customer_act_word[b->act]);
	json_add_text(request, "tag", b->tag);
	list = json_add_array(request, "customers");
	for (size_t i = 0; i < n; i++)
		json_append_text(list, arena_printf(w->arena, "%llu", (unsigned long long)ids[i]));
	return task_add(w, "customers", permissions, lang, request, (int64_t)n);
}

static struct customer_bulk read(const struct task *t)
{
	const char *word = json_get_text(t->request, "act");
	struct customer_bulk b = { CUSTOMER_ACT__MAX, json_get_text(t->request, "tag") };

	for (int i = 0; i < CUSTOMER_ACT__MAX; i++)
		if (word && !strcmp(word, customer_act_word[i]))
			b.act = (enum customer_act)i;
	if (b.act == CUSTOMER_ACT__MAX || !b.tag)
		fail("customers: a task that nobody can read");
	return b;
}

static void note_failed(struct task *t, const struct customer *c, const char *why)
{
	cJSON *list = cJSON_GetObjectItemCaseSensitive(t->result, "failed");
	cJSON *one = json_append_object(list ? list : json_add_array(t->result, "failed"));

	json_add_text(one, "number", c->number);
	json_add_text(one, "why", why);
}

/* NULL: done. It is looked at again, for somebody may have been at it since the page. */
static const char *do_it(struct work *w, const struct customer_bulk *b, const struct customer *c)
{
	enum tag_refusal r;
	const char *why;

	if (c->joined_into)
		return "merged";
	customer_bulk_refuses_each(w, b, &c->id, 1, &why);
	if (why)
		return why;
	r = b->act == CUSTOMER_ACT_TAG ? customer_tag_add(w, c->id, b->tag)
				       : customer_tag_remove(w, c->id, b->tag);
	return r == TAG_OK ? NULL : r == TAG_TOO_MANY ? "tags_full" : "not_tagged";
}

bool customer_bulk_step(struct work *w, struct task *t)
{
	const cJSON *ids = json_get(t->request, "customers");
	const char *text = cJSON_GetStringValue(cJSON_GetArrayItem(ids, (int)t->done));
	struct customer_bulk b = read(t);
	struct customer c;
	const char *why;
	uint64_t id;

	if (!text)
		return false;
	if (!ident_parse(text, &id))
		fail("customers: no such customer id");
	t->done++;
	if (!customer_get(w, id, &c))
		return t->done < cJSON_GetArraySize(ids);
	why = do_it(w, &b, &c);
	if (why)
		note_failed(t, &c, why);
	return t->done < cJSON_GetArraySize(ids);
}

void customer_bulk_view(struct work *w, const struct task *t, cJSON *view)
{
	const cJSON *failed = json_get(t->result, "failed");
	int n = cJSON_GetArraySize(failed);

	(void)w;
	json_add_text(view, "act", json_get_text(t->request, "act"));
	json_add_text(view, "tag", json_get_text(t->request, "tag"));
	json_add_int(view, "n_failed", n);
	json_add_bool(view, "has_failed_customers", n > 0);
	json_add_int(view, "n_ok", t->done - n);
	json_add(view, "failed", failed ? cJSON_Duplicate(failed, true) : json_array());
}
