/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the files of reviews, the inbox, members' points and customers who look alike. */
#include "base/json.h"
#include "customer/customer.h"
#include "exchange/export.h"
#include "feedback/feedback.h"
#include "member/member.h"
#include "staff/staff.h"

enum { BATCH = 50 };
#define COLUMNS(c) (c), sizeof(c) / sizeof *(c)
_Static_assert(BATCH <= STAFF_NAMES_MAX, "a batch's colleagues are named at once");

/* Several of a kind in one cell. */
static void add_word(struct buf *b, const char *word)
{
	if (b->len > 0)
		buf_addlit(b, "; ");
	buf_adds(b, word);
}

static const char *words_of(struct export_rows *e, const char *label, const char *const *words,
			    int n, unsigned set)
{
	struct buf b;

	buf_init(&b, e->w->arena);
	for (int i = 0; i < n; i++)
		if (set & 1u << i)
			add_word(&b, export_label(e, label, words[i]));
	return b.len > 0 ? b.p : NULL;
}

/* ---- reviews ---- */

static const struct sheet_column review_columns[] = {
	{ N_("Review"), SHEET_TEXT },       { N_("When"), SHEET_TIME },
	{ N_("Stars"), SHEET_NUMBER },      { N_("Order number"), SHEET_TEXT },
	{ N_("SKU"), SHEET_TEXT },          { N_("Item"), SHEET_TEXT },
	{ N_("Status"), SHEET_TEXT },       { N_("Tags"), SHEET_TEXT },
	{ N_("Text"), SHEET_TEXT },         { N_("Language"), SHEET_TEXT },
	{ N_("Without name"), SHEET_TEXT }, { N_("Changed"), SHEET_TIME },
	{ N_("Added later"), SHEET_TEXT },  { N_("Reply"), SHEET_TEXT },
	{ N_("Replied"), SHEET_TIME },
};

static void write_review(struct export_rows *e, const struct review_for_file *r)
{
	const char *const cell[] = {
		export_id(e, r->id),
		export_time(e, r->created_at),
		export_count(e, r->stars),
		r->order,
		r->sku,
		export_either(e, r->name_en, r->name_zh),
		export_label(e, "review", review_state_word[r->state]),
		words_of(e, "review_tag", review_tag_word, REVIEW_TAG__MAX, r->tags),
		r->body,
		lang_tag[r->lang],
		export_yes_no(e, r->anonymous),
		export_time(e, r->edited_at),
		r->after,
		r->reply,
		export_time(e, r->replied_at),
	};

	sheet_row(e->to, review_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *reviews(struct export_rows *e, const cJSON *place)
{
	size_t n;
	const struct review_for_file *all =
		review_list_for_file(e->w, e->filters, export_place_id(place, "after"), BATCH, &n);

	for (size_t i = 0; i < n; i++)
		write_review(e, &all[i]);
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_reviews = { PERM_FEEDBACK, COLUMNS(review_columns), reviews };

/* ---- the inbox ---- */

static const struct sheet_column inbox_columns[] = {
	{ N_("Inbox item"), SHEET_TEXT },
	{ N_("Opened"), SHEET_TIME },
	{ N_("Source"), SHEET_TEXT },
	{ N_("Status"), SHEET_TEXT },
	{ N_("Stars"), SHEET_NUMBER },
	{ N_("NPS"), SHEET_NUMBER },
	{ N_("Customer number"), SHEET_TEXT },
	{ N_("Name"), SHEET_TEXT },
	{ N_("Order number"), SHEET_TEXT },
	{ N_("SKU"), SHEET_TEXT },
	{ N_("Language"), SHEET_TEXT },
	{ N_("Text"), SHEET_TEXT },
	{ N_("Kind"), SHEET_TEXT },
	{ N_("Feeling"), SHEET_TEXT },
	{ N_("Topics"), SHEET_TEXT },
	{ N_("Answer due"), SHEET_TIME },
	{ N_("Answered"), SHEET_TIME },
	{ N_("Ended"), SHEET_TIME },
	{ N_("Outcome"), SHEET_TEXT },
	{ N_("Who has it"), SHEET_TEXT },
};

static void write_item(struct export_rows *e, const struct item_for_file *i,
		       const struct customer *c, const char *owner)
{
	const char *const cell[] = {
		export_id(e, i->id),
		export_time(e, i->opened_at),
		export_label(e, "item_source", i->source),
		export_label(e, "item_state", i->state),
		i->stars > 0 ? export_count(e, i->stars) : NULL,
		i->nps >= 0 ? export_count(e, i->nps) : NULL,
		c ? c->number : NULL,
		c ? customer_name_for_file(e->w, c, e->in_full) : NULL,
		i->order,
		i->sku,
		lang_tag[i->lang],
		i->body,
		i->kind ? export_label(e, "text_kind", i->kind) : NULL,
		i->feeling ? export_label(e, "text_feeling", i->feeling) : NULL,
		words_of(e, "text_topic", i->topic_words, i->n_topics, i->topics),
		export_time(e, i->due_at),
		export_time(e, i->answered_at),
		export_time(e, i->ended_at),
		i->outcome ? export_label(e, "item_outcome", i->outcome) : NULL,
		owner,
	};

	sheet_row(e->to, inbox_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static cJSON *inbox(struct export_rows *e, const cJSON *place)
{
	struct staff_names names = { .n = 0 };
	struct customer *who[BATCH];
	uint64_t people[BATCH];
	size_t n;
	const struct item_for_file *all =
		inbox_list_for_file(e->w, e->filters, export_place_id(place, "after"), BATCH, &n);

	for (size_t i = 0; i < n; i++) {
		people[i] = all[i].customer_id;
		staff_names_want(&names, all[i].owner_id);
	}
	staff_names_read(e->w, &names);
	if (n > 0)
		customer_get_many(e->w, people, n, who);
	for (size_t i = 0; i < n; i++)
		write_item(e, &all[i], who[i], staff_names_of(&names, all[i].owner_id));
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_inbox = { PERM_FEEDBACK, COLUMNS(inbox_columns), inbox };

/* ---- the ledger of all members' points ---- */

static const struct sheet_column point_columns[] = {
	{ N_("Entry"), SHEET_TEXT },
	{ N_("When"), SHEET_TIME },
	{ N_("Customer number"), SHEET_TEXT },
	{ N_("What happened"), SHEET_TEXT },
	{ N_("Pending points"), SHEET_NUMBER },
	{ N_("Usable points"), SHEET_NUMBER },
	{ N_("Ended points"), SHEET_NUMBER },
	{ N_("Points owed"), SHEET_NUMBER },
	{ N_("Order number"), SHEET_TEXT },
	{ N_("Reason"), SHEET_TEXT },
	{ N_("Who"), SHEET_TEXT },
};

static void write_entry(struct export_rows *e, const struct points_for_file *p, const char *by)
{
	const char *const cell[] = {
		export_id(e, p->id),
		export_time(e, p->at),
		p->customer,
		export_label(e, "points_entry", p->kind),
		export_count(e, p->pending),
		export_count(e, p->usable),
		export_count(e, p->lapsed),
		export_count(e, p->debt),
		p->order,
		p->why,
		by ? by : actor_kind_word[p->by.kind],
	};

	sheet_row(e->to, point_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

static uint64_t colleague_of(struct actor by)
{
	return by.kind == ACTOR_STAFF ? by.id : 0;
}

static cJSON *points(struct export_rows *e, const cJSON *place)
{
	struct staff_names names = { .n = 0 };
	size_t n;
	const struct points_for_file *all =
		member_list_for_file(e->w, export_place_id(place, "after"), BATCH, &n);

	for (size_t i = 0; i < n; i++)
		staff_names_want(&names, colleague_of(all[i].by));
	staff_names_read(e->w, &names);
	for (size_t i = 0; i < n; i++)
		write_entry(e, &all[i], staff_names_of(&names, colleague_of(all[i].by)));
	return n ? export_new_place(all[n - 1].id) : NULL;
}

const struct export_source export_points = { PERM_POINTS, COLUMNS(point_columns), points };

/* ---- two customers who may be one person ---- */

static const struct sheet_column pair_columns[] = {
	{ N_("Customer number"), SHEET_TEXT },
	{ N_("Name"), SHEET_TEXT },
	{ N_("Phone"), SHEET_TEXT },
	{ N_("Email"), SHEET_TEXT },
	{ N_("Orders"), SHEET_NUMBER },
	{ N_("The other’s number"), SHEET_TEXT },
	{ N_("The other’s name"), SHEET_TEXT },
	{ N_("The other’s phone"), SHEET_TEXT },
	{ N_("The other’s email"), SHEET_TEXT },
	{ N_("The other’s orders"), SHEET_NUMBER },
	{ N_("The same"), SHEET_TEXT },
};
enum { OF_ONE = 5 };

static void side_cells(struct export_rows *e, const struct customer_row *row, const char **cell)
{
	const struct customer *p = &row->customer;
	struct contact c = contact_for_file(e->w, &row->contact, e->in_full);

	cell[0] = p->number;
	cell[1] = customer_name_for_file(e->w, p, e->in_full);
	cell[2] = c.phone;
	cell[3] = c.email;
	cell[4] = export_count(e, p->n_orders);
}

static void write_pair(struct export_rows *e, const struct customer_pair *p)
{
	const char *cell[2 * OF_ONE + 1];
	const cJSON *one;
	struct buf b;

	buf_init(&b, e->w->arena);
	cJSON_ArrayForEach(one, p->reasons)
	{
		add_word(&b, export_label(e, "alike", json_get_text(one, "reason")));
	}
	side_cells(e, p->kept, cell);
	side_cells(e, p->joined, cell + OF_ONE);
	cell[2 * OF_ONE] = b.p;
	sheet_row(e->to, pair_columns, cell, sizeof cell / sizeof *cell);
	e->n++;
}

/* As the page, a window of customers at a time; one without pairs is not the end. */
static cJSON *alike(struct export_rows *e, const cJSON *place)
{
	struct customer_pairs_place at = { export_place_id(place, "after"),
					   export_place_id(place, "older") };
	size_t n;
	const struct customer_pair *all = customer_alike_for_file(e->w, &at, &n);
	cJSON *next;

	for (size_t i = 0; i < n; i++)
		write_pair(e, &all[i]);
	if (!at.newer)
		return NULL;
	next = export_new_place(at.newer);
	json_add_text(next, "older", export_id(e, at.older));
	return next;
}

const struct export_source export_alike = { PERM_CUSTOMERS_MERGE, COLUMNS(pair_columns), alike };
