/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inbox's list for a file. */
#include <string.h>
#include "base/fail.h"
#include "feedback/alarm.h"
#include "feedback/item_input.h"
#include "feedback/item_web.h"

static bool read_filters(struct request *req, const char *filters, struct inbox_input *in)
{
	struct field_errors errors = { .arena = req->arena };

	*in = inbox_everything;
	return params_parse(req->arena, filters, strlen(filters), &req->query) == WEB_OK &&
	       fields_read_query(req, inbox_fields, INBOX_FIELDS, in, NULL, &errors);
}

bool inbox_list_takes(const struct request *req, const char *filters)
{
	struct request asked = *req;
	struct inbox_input in;

	return read_filters(&asked, filters, &in);
}

static struct item_for_file for_file(const struct item *i)
{
	const struct kept_reading *r = i->reading;
	const struct alarm *a = i->alarm;

	return (struct item_for_file){ .id = i->id,
				       .customer_id = i->customer_id,
				       .owner_id = i->owner_id,
				       .opened_at = i->opened_at,
				       .due_at = i->due_at,
				       .answered_at = i->answered_at,
				       .ended_at = i->ended_at,
				       .source = item_source_word[i->source],
				       .state = item_state_word[i->state],
				       .kind = r ? text_kind_name[r->kind] : NULL,
				       .feeling = r ? text_feeling_name[r->feeling] : NULL,
				       .outcome = i->outcome >= 0 ? item_outcome_word[i->outcome]
								  : NULL,
				       .topics = a   ? 1u << a->trend.topic
						 : r ? r->topics
						     : 0,
				       .topic_words = text_topic_name,
				       .n_topics = TOPIC__MAX,
				       .stars = i->score,
				       .nps = i->has_nps ? i->nps : -1,
				       .lang = i->lang,
				       .order = i->number,
				       .sku = a ? a->sku : NULL,
				       .body = i->body };
}

struct item_for_file *inbox_list_for_file(struct work *w, const char *filters, uint64_t below,
					  int limit, size_t *n)
{
	struct request req = { .arena = w->arena, .app = w->app };
	struct item_for_file *v;
	struct inbox_input in;
	struct item_list l;
	const struct item *all;

	if (!read_filters(&req, filters, &in))
		fail("inbox: filters that nobody can read");
	in.after = below;
	l = inbox_list(w, &in, limit);
	all = item_store_for_file(w, &l, n);
	v = arena_array_of(w->arena, *n + 1, struct item_for_file);
	for (size_t i = 0; i < *n; i++)
		v[i] = for_file(&all[i]);
	return v;
}
