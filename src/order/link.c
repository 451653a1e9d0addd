/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Linking orders of one customer, and taking a link off again: told in both, both under lock. */
#include <stdlib.h>
#include "base/fail.h"
#include "base/json.h"
#include "order/document.h"
#include "order/link_store.h"

struct linking {
	struct order_ref ref;
	uint64_t other_id, link_id;
	enum link_kind kind;
	struct order_answer *out;
};

/* Both ends, this order first; false: one is not there, or was changed. */
static enum order_refusal open_both(struct work *w, const struct linking *l, uint64_t other_id,
				    struct order *both[2])
{
	uint64_t ids[2] = { l->ref.id, other_id };
	struct order *found[2];

	if (l->ref.id == other_id) {
		both[0] = both[1] = order_open(w, other_id);
		return both[0] ? ORDER_OK : ORDER_NOT_FOUND;
	}
	if (order_open_many(w, ids, 2, found) < 2)
		return ORDER_NOT_FOUND;
	both[0] = found[found[0]->id == l->ref.id ? 0 : 1];
	both[1] = found[found[0]->id == l->ref.id ? 1 : 0];
	l->out->order = both[0];
	return l->ref.version && l->ref.version != both[0]->version ? ORDER_STALE : ORDER_OK;
}

static void tell_both(struct work *w, struct order *both[2], enum order_event_kind e,
		      enum link_kind k)
{
	for (int i = 0; i < 2; i++) {
		order_tell(w, both[i],
			   (struct order_event){ .kind = e,
						 .to = both[1 - i]->number,
						 .why = link_kind_word[k],
						 .subject_id = both[1 - i]->id });
		order_save(w, both[i]);
	}
}

static int link_them(struct work *w, void *arg)
{
	const struct linking *l = arg;
	struct order *both[2];
	struct link_row row = { .kind = l->kind };
	enum order_refusal r = open_both(w, l, l->other_id, both);
	bool turned;

	if (r != ORDER_OK)
		return (int)r;
	l->out->order = both[0];
	l->out->reason = link_refuses(both[0], both[1], l->kind);
	if (!l->out->reason && l->kind == LINK_AFTER &&
	    link_store_leads(w, both[1]->id, both[0]->id))
		l->out->reason = "in_a_circle";
	if (l->out->reason)
		return ORDER_NOT_NOW;
	turned = link_is_mutual(l->kind) && both[0]->id > both[1]->id;
	row.id = work_id(w);
	row.order_id = both[turned]->id;
	row.other_id = both[!turned]->id;
	if (link_store_insert(w, &row))
		tell_both(w, both, EVENT_LINKED, l->kind);
	return ORDER_OK;
}

enum order_refusal order_link(struct work *w, struct order_ref r, uint64_t other_id,
			      enum link_kind k, struct order_answer *out)
{
	struct linking l = { .ref = r, .other_id = other_id, .kind = k, .out = out };

	*out = (struct order_answer){ 0 };
	return (enum order_refusal)work_transaction(w, link_them, &l);
}

static int unlink_them(struct work *w, void *arg)
{
	const struct linking *l = arg;
	struct order *both[2];
	struct link_row row;
	enum order_refusal r;

	if (!link_store_read(w, l->link_id, &row) ||
	    (row.order_id != l->ref.id && row.other_id != l->ref.id))
		return ORDER_NOT_FOUND;
	l->out->reason = row.kind == LINK_MERGED_INTO ? "merged" : NULL;
	if (l->out->reason)
		return ORDER_NOT_NOW;
	r = open_both(w, l, row.order_id == l->ref.id ? row.other_id : row.order_id, both);
	if (r != ORDER_OK)
		return (int)r;
	/* taken off meanwhile, before both were under lock */
	if (!link_store_read(w, l->link_id, &row))
		return ORDER_NOT_FOUND;
	link_store_delete(w, row.id);
	tell_both(w, both, EVENT_UNLINKED, row.kind);
	return ORDER_OK;
}

enum order_refusal order_unlink(struct work *w, struct order_ref r, uint64_t link_id,
				struct order_answer *out)
{
	struct linking l = { .ref = r, .link_id = link_id, .out = out };

	*out = (struct order_answer){ 0 };
	return (enum order_refusal)work_transaction(w, unlink_them, &l);
}

static bool is_among(struct order *const *orders, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (orders[i]->id == id)
			return true;
	return false;
}

static struct link_end end_of(const struct rows *r)
{
	return (struct link_end){ .kind = (enum link_kind)rows_int(r, 0),
				  .is_back = rows_bool(r, 1),
				  .decision = (enum order_decision)rows_int(r, 4),
				  .live = rows_i64(r, 5),
				  .packed = rows_i64(r, 6),
				  .shipped = rows_i64(r, 7) };
}

bool order_links_forbid(struct work *w, struct order *const *orders, size_t n, enum link_kind *kind,
			uint64_t *order_id)
{
	uint64_t ids[LINK_ORDERS_MAX];
	struct rows *r;

	if (n == 0 || n > LINK_ORDERS_MAX)
		fail("order: links of %zu orders at once", n);
	for (size_t i = 0; i < LINK_ORDERS_MAX; i++)
		ids[i] = orders[i < n ? i : n - 1]->id;
	r = link_store_ends(w, ids);
	while (rows_next(r)) {
		struct link_end e = end_of(r);

		e.in_parcel = is_among(orders, n, rows_id(r, 3));
		if (!link_forbids_packing(&e))
			continue;
		*kind = e.kind;
		*order_id = rows_id(r, 2);
		return true;
	}
	return false;
}

static bool has_open(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (order_line_ships(&o->lines[i]) && order_line_open(&o->lines[i]) > 0)
			return true;
	return false;
}

static void note_forbidden(struct order_rows rows, uint64_t id, enum link_kind kind,
			   const char **why)
{
	for (size_t i = 0; i < rows.n; i++)
		if (rows.v[i].id == id && !why[i] && has_open(&rows.v[i]))
			why[i] = kind == LINK_AFTER ? "after" : "together";
}

void order_links_forbid_each(struct work *w, struct order_rows rows, const char **why)
{
	for (size_t from = 0; from < rows.n; from += LINK_MANY) {
		uint64_t ids[LINK_MANY];
		struct rows *r;

		for (size_t i = 0; i < LINK_MANY; i++)
			ids[i] = rows.v[from + i < rows.n ? from + i : rows.n - 1].id;
		r = link_store_many_ends(w, ids);
		while (rows_next(r)) {
			struct link_end e = end_of(r);

			if (link_forbids_packing(&e))
				note_forbidden(rows, rows_id(r, 2), e.kind, why);
		}
	}
}

static cJSON *add_proposed(cJSON *list, const struct rows *r, enum link_kind k)
{
	cJSON *one = json_append_object(list);

	json_add_text(one, "kind", link_kind_word[k]);
	json_add_text(one, "number", rows_text(r, 0));
	json_add_text(one, "badge", order_badge_word[rows_int(r, 1)]);
	json_add_instant(one, "placed_at", rows_time(r, 2));
	return one;
}

void order_links_view(struct work *w, const struct order *o, cJSON *view)
{
	cJSON *t = json_add_object(view, "linked"), *list;
	struct rows *r = link_store_list(w, o->id);

	json_add_text(t, "here", o->number);
	list = json_add_array(t, "links");
	while (rows_next(r)) {
		cJSON *one = json_append_object(list);
		enum link_kind k = (enum link_kind)rows_int(r, 1);

		json_add_id(one, "id", rows_id(r, 0));
		json_add_text(one, "kind", link_kind_word[k]);
		json_add_bool(one, "is_back", rows_id(r, 2) != o->id && !link_is_mutual(k));
		json_add_text(one, "number", rows_text(r, 3));
		json_add_text(one, "badge", order_badge_word[rows_int(r, 4)]);
	}
	json_add_bool(t, "any", cJSON_GetArraySize(list) > 0);
	list = json_add_array(t, "proposed");
	if (o->n_parcels > 0 || (o->decision != ORDER_REVIEW && o->decision != ORDER_CONFIRMED))
		return;
	r = link_store_propose_related(w, o);
	while (rows_next(r))
		order_view_name(add_proposed(list, r, LINK_COMPLEMENT), "goods", rows_text(r, 3),
				rows_text(r, 4));
	r = link_store_propose(w, o);
	while (rows_next(r))
		json_add_null(add_proposed(list, r, LINK_TOGETHER), "goods");
}
