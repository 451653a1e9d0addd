/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling what was found in an order by one click: as proposed, as it is, or by cancelling one of
 * two. */
#include "order/inside.h"
#include "order/intake_store.h"

struct passing {
	struct order_ref ref;
	uint64_t id;
	uint64_t other; /* the order to cancel with it; 0: none */
	struct order_answer *out;
};

static struct finding *find(struct finding *f, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].id == id)
			return &f[i];
	return NULL;
}

/* The other one of two was placed before, so that its row is locked first. */
static enum order_refusal cancel_other(struct work *w, uint64_t other, struct order_answer *out)
{
	enum order_refusal r = order_cancel(w, (struct order_ref){ other, 0 }, "duplicate", out);

	return r == ORDER_NOT_FOUND ? ORDER_NOT_NOW : r;
}

static int pass(struct work *w, void *arg)
{
	const struct passing *p = arg;
	struct finding *all, *f;
	enum finding_kind kind;
	struct order *o;
	size_t n;

	if (p->other) {
		enum order_refusal r = cancel_other(w, p->other, p->out);
		if (r != ORDER_OK)
			return (int)r;
	}
	o = order_open(w, p->ref.id);
	*p->out = (struct order_answer){ .order = o, .reason = "settled" };
	if (!o)
		return ORDER_NOT_FOUND;
	if (p->ref.version && p->ref.version != o->version)
		return ORDER_STALE;
	all = intake_store_open(w, o->id, &n);
	f = find(all, n, p->id);
	if (!f)
		return ORDER_NOT_NOW;
	kind = f->kind;
	order_tell(w, o,
		   (struct order_event){ .kind = EVENT_CHECKED, .why = finding_kind_word[kind] });
	order_finding_settle(w, f, FINDING_PASSED);
	order_findings_go_on(w, o, all, n, finding_holds(kind));
	order_save(w, o);
	return ORDER_OK;
}

static bool correction_of(struct work *w, const struct finding *f, struct order_edit_line *line)
{
	const char *name_en, *name_zh;

	*line = (struct order_edit_line){ .line = f->subject_id, .quantity = -1, .unit_milli = -1 };
	if (f->kind == FINDING_PRICE)
		line->unit_milli = f->proposed;
	else
		line->quantity = f->proposed;
	if (f->kind != FINDING_NEEDS)
		return true;
	line->line = 0;
	line->quantity = 1;
	return intake_store_needed(w, (uint64_t)f->proposed, &line->sku, &name_en, &name_zh);
}

static enum order_refusal accept_line(struct work *w, struct order_ref r, const struct finding *f,
				      bool may_price, struct order_answer *out)
{
	struct order_edit_line line;
	struct order_edit e = { .lines = &line,
				.n_lines = 1,
				.discount = -1,
				.shipping = -1,
				.may_price = may_price,
				.agreed = ORDER_EDIT_ANY };

	return correction_of(w, f, &line) ? order_edit(w, r, &e, out) : ORDER_NO_SKU;
}

/* What is lacking comes from the other contact; the rest stays as the order has it. */
static bool better_contact(struct work *w, const struct finding *f, const struct contact *now,
			   struct contact_draft *d)
{
	struct contact from;

	*d = (struct contact_draft){ .name = now->name,
				     .phone = now->phone,
				     .email = now->email,
				     .country = now->country,
				     .province = now->province,
				     .city = now->city,
				     .district = now->district,
				     .street = now->street,
				     .postcode = now->postcode };
	if (f->kind == FINDING_POSTCODE) {
		d->postcode = postcode_of(w->arena, now->country, now->postcode);
		return d->postcode != NULL;
	}
	if (!contact_get(w, (uint64_t)f->proposed, &from))
		return false;
	if (f->kind == FINDING_PHONE) {
		d->phone = from.phone;
		return true;
	}
	d->country = from.country;
	d->province = from.province;
	d->city = from.city;
	d->district = from.district;
	d->street = from.street;
	d->postcode = from.postcode;
	return true;
}

static enum order_refusal accept(struct work *w, struct order_ref r, const struct finding *f,
				 bool may_price, struct order_answer *out)
{
	struct contact_draft d;
	struct contact now;

	switch (f->kind) {
	case FINDING_LARGE_QUANTITY:
	case FINDING_UNUSUAL_QUANTITY:
	case FINDING_PRICE:
	case FINDING_NEEDS:
		if (f->proposed)
			return accept_line(w, r, f, may_price, out);
		break;
	case FINDING_ADDRESS:
	case FINDING_PHONE:
	case FINDING_POSTCODE:
		if ((f->proposed || f->kind == FINDING_POSTCODE) &&
		    contact_get(w, out->order->contact_id, &now) && better_contact(w, f, &now, &d))
			return order_change_contact(w, r, &d, ORDER_NOT_ASKED, out);
		break;
	case FINDING_LARGE_AMOUNT:
	case FINDING_DUPLICATE:
	case FINDING_KIND__MAX:
		break;
	}
	out->reason = "nothing_proposed";
	return ORDER_NOT_NOW;
}

static enum order_refusal settle_twins(struct work *w, struct passing *p, const struct finding *f,
				       enum finding_answer how)
{
	if (f->kind != FINDING_DUPLICATE) {
		p->out->reason = "nothing_proposed";
		return ORDER_NOT_NOW;
	}
	if (how == FINDING_CANCEL)
		return order_cancel(w, p->ref, "duplicate", p->out);
	p->other = f->subject_id;
	return (enum order_refusal)work_transaction(w, pass, p);
}

enum order_refusal order_settle_finding(struct work *w, struct order_ref r, uint64_t finding_id,
					enum finding_answer how, bool may_price,
					struct order_answer *out)
{
	struct passing p = { .ref = r, .id = finding_id, .out = out };
	struct finding *f;
	size_t n;

	*out = (struct order_answer){ .reason = "settled" };
	if (!order_get(w, r.id, &out->order))
		return ORDER_NOT_FOUND;
	if (!r.version)
		r.version = out->order->version;
	f = intake_store_open(w, r.id, &n);
	f = find(f, n, finding_id);
	if (!f)
		return ORDER_NOT_NOW;
	switch (how) {
	case FINDING_ACCEPT:
		return accept(w, r, f, may_price, out);
	case FINDING_CANCEL:
	case FINDING_CANCEL_OTHER:
		return settle_twins(w, &p, f, how);
	case FINDING_PASS:
	case FINDING_ANSWER__MAX:
		break;
	}
	return (enum order_refusal)work_transaction(w, pass, &p);
}
