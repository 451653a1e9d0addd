/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is unusual about a new order, and what it should be. Pure: no I/O, no clock.
 *
 *	large amount		the total is above the shop's limit
 *	large quantity		a line is above the shop's limit
 *	unusual quantity	a line is above the most this customer ever took of it and above so
 *				many times their usual one, of three orders at least: the usual one
 *	price			a line is further from the list price than the shop's per cents: the
 *				list price
 *	address			goods ship, and street or town are missing: that of another contact;
 *				a note where only the house number seems to be missing
 *	phone			goods ship and there is none: that of another contact; a note
 *outside China, where couriers do not ring up
 *	postcode		given, and not of the country's form: its digits alone, where they
 *fit duplicate		the same customer ordered the same lines within the window
 *	needs			a product that a line is of no use without is neither in the order
 *				nor among what they ordered before: one of it
 */
#include <stdlib.h>
#include <string.h>
#include "base/text.h"
#include "catalog/catalog.h"
#include "order/order.h"

enum { HABIT_ORDERS = 3 };

const char *const finding_kind_word[FINDING_KIND__MAX] = {
	[FINDING_LARGE_AMOUNT] = "large_amount",
	[FINDING_LARGE_QUANTITY] = "large_quantity",
	[FINDING_UNUSUAL_QUANTITY] = "unusual_quantity",
	[FINDING_PRICE] = "price",
	[FINDING_ADDRESS] = "address",
	[FINDING_PHONE] = "phone",
	[FINDING_POSTCODE] = "postcode",
	[FINDING_DUPLICATE] = "duplicate",
	[FINDING_NEEDS] = "needs",
};
const char *const finding_answer_word[FINDING_ANSWER__MAX] = {
	[FINDING_ACCEPT] = "accept",
	[FINDING_PASS] = "pass",
	[FINDING_CANCEL] = "cancel",
	[FINDING_CANCEL_OTHER] = "cancel_other",
};

/* ---- addresses ---- */

static bool is_china(const struct contact *c)
{
	return c->country && text_equal_ci(c->country, "CN");
}

/* A digit, or one of the words that Chinese house numbers are written with. */
static bool has_number(const char *street)
{
	static const char *const marks[] = { "号", "栋", "幢", "座", "室", "楼", "村", "组" };

	if (strpbrk(street, "0123456789"))
		return true;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(street, marks[i]))
			return true;
	for (const char *p = street; (p = strstr(p, "\xef\xbc")) != NULL; p += 2)
		if ((unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0x99)
			return true;
	return false;
}

static bool is_there(const char *s)
{
	return s && *s;
}

bool contact_is_complete(const struct contact *c)
{
	return is_there(c->street) && is_there(c->city) && has_number(c->street);
}

static bool lacks_address(const struct contact *c)
{
	return !is_there(c->street) || !is_there(c->city);
}

static int live_units(const struct order_line *l)
{
	return l->ordered - l->cancelled;
}

static bool has_goods(const struct order *o)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].kind == PRODUCT_GOODS && live_units(&o->lines[i]) > 0)
			return true;
	return false;
}

/* ---- what was ordered before ---- */

static int by_number(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* How many they took of it, and the middle of it; 0: not often enough to know. */
static int usual_quantity(const struct intake *in, const char *sku, int *most)
{
	int taken[INTAKE_ROWS_MAX], n = 0;

	*most = 0;
	for (size_t i = 0; i < in->n_rows && i < INTAKE_ROWS_MAX; i++) {
		if (strcmp(in->rows[i].sku_code, sku) != 0)
			continue;
		taken[n++] = in->rows[i].quantity;
		*most = in->rows[i].quantity > *most ? in->rows[i].quantity : *most;
	}
	qsort(taken, (size_t)n, sizeof *taken, by_number);
	return n >= HABIT_ORDERS ? taken[n / 2] : 0;
}

static int units_of(const struct order *o, const char *sku)
{
	int n = 0;

	for (size_t i = 0; i < o->n_lines; i++)
		if (strcmp(o->lines[i].sku_code, sku) == 0)
			n += live_units(&o->lines[i]);
	return n;
}

static int units_before(const struct intake_row *r, size_t n, const char *sku)
{
	int units = 0;

	for (size_t i = 0; i < n; i++)
		if (strcmp(r[i].sku_code, sku) == 0)
			units += r[i].quantity;
	return units;
}

/* The n rows are all of one order. */
static bool is_same(const struct order *o, const struct intake_row *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (units_of(o, r[i].sku_code) != units_before(r, n, r[i].sku_code))
			return false;
	for (size_t i = 0; i < o->n_lines; i++)
		if (live_units(&o->lines[i]) > 0 && units_before(r, n, o->lines[i].sku_code) == 0)
			return false;
	return n > 0;
}

static uint64_t find_duplicate(const struct intake *in)
{
	int64_t window = in->limits.duplicate_minutes * INSTANT_MINUTE;
	int64_t now = in->order->placed_at.us;

	for (size_t i = 0, next; i < in->n_rows; i = next) {
		int64_t away = now - in->rows[i].placed_at.us;

		for (next = i;
		     next < in->n_rows && in->rows[next].order_id == in->rows[i].order_id;)
			next++;
		if (away >= -window && away <= window && is_same(in->order, in->rows + i, next - i))
			return in->rows[i].order_id;
	}
	return 0;
}

/* ---- the looks ---- */

static size_t put(struct finding *out, size_t n, enum finding_kind kind, enum finding_severity s,
		  uint64_t subject, int64_t found, int64_t proposed)
{
	out[n] = (struct finding){ .kind = kind,
				   .severity = s,
				   .subject_id = subject,
				   .found = found,
				   .proposed = proposed };
	return n + 1;
}

static bool is_far_from(int64_t is, int64_t should, int64_t per_cent)
{
	int64_t away = is > should ? is - should : should - is;

	return away * 100 > should * per_cent;
}

static size_t look_at_line(const struct intake *in, const struct order_line *l, struct finding *out,
			   size_t n)
{
	const struct intake_limits *m = &in->limits;
	int most, usual = m->habit_times > 0 ? usual_quantity(in, l->sku_code, &most) : 0;
	int units = live_units(l);

	if (m->review_quantity > 0 && units > m->review_quantity)
		n = put(out, n, FINDING_LARGE_QUANTITY, FINDING_CHECK, l->id, units, usual);
	else if (usual > 0 && units > most && units > usual * m->habit_times)
		n = put(out, n, FINDING_UNUSUAL_QUANTITY, FINDING_CHECK, l->id, units, usual);
	if (m->price_percent > 0 && l->list_milli > 0 && units > 0 &&
	    is_far_from(l->unit_milli, l->list_milli, m->price_percent))
		n = put(out, n, FINDING_PRICE, FINDING_CHECK, l->id, l->unit_milli, l->list_milli);
	return n;
}

static size_t look_at_contact(const struct intake *in, struct finding *out, size_t n)
{
	const struct contact *c = in->contact, *before = in->before;
	int64_t better = before && contact_is_complete(before) ? (int64_t)before->id : 0;
	int64_t phone = before && before->phone ? (int64_t)before->id : 0;

	if (has_goods(in->order)) {
		if (!contact_is_complete(c))
			n = put(out, n, FINDING_ADDRESS,
				lacks_address(c) ? FINDING_CHECK : FINDING_NOTE, 0, 0, better);
		if (!c->phone)
			n = put(out, n, FINDING_PHONE, is_china(c) ? FINDING_CHECK : FINDING_NOTE,
				0, 0, phone);
	}
	if (!postcode_fits(c->country, c->postcode))
		n = put(out, n, FINDING_POSTCODE, FINDING_NOTE, 0, 0, 0);
	return n;
}

static bool was_ordered(const struct intake *in, uint64_t product_id)
{
	for (size_t i = 0; i < in->n_related; i++) {
		const struct related_sku *r = &in->related[i];

		for (size_t k = 0; r->product_id == product_id && k < in->n_rows; k++)
			if (strcmp(in->rows[k].sku_code, r->sku_code) == 0)
				return true;
	}
	return false;
}

static const struct order_line *line_of_sku(const struct order *o, uint64_t sku_id)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].sku_id == sku_id)
			return &o->lines[i];
	return NULL;
}

/* A product once, by its first SKU; as many as there are lines, which is enough to look. */
static size_t look_for_needed(const struct intake *in, struct finding *out, size_t n)
{
	size_t room = n + in->order->n_lines;
	uint64_t last = 0;

	for (size_t i = 0; i < in->n_related && n < room; i++) {
		const struct related_sku *r = &in->related[i];
		const struct order_line *l = line_of_sku(in->order, r->of_sku_id);

		if (r->kind != RELATION_NEEDS || r->product_id == last || !l)
			continue;
		last = r->product_id;
		if (!was_ordered(in, last))
			n = put(out, n, FINDING_NEEDS, FINDING_CHECK, l->id, 0, (int64_t)r->sku_id);
	}
	return n;
}

size_t intake_look(const struct intake *in, struct finding *out)
{
	const struct order *o = in->order;
	size_t n = 0;
	uint64_t twin;

	if (in->limits.review_over > 0 && o->total_amount > in->limits.review_over)
		n = put(out, n, FINDING_LARGE_AMOUNT, FINDING_CHECK, 0, o->total_amount, 0);
	for (size_t i = 0; i < o->n_lines; i++)
		n = look_at_line(in, &o->lines[i], out, n);
	n = look_for_needed(in, out, n);
	if (in->contact)
		n = look_at_contact(in, out, n);
	twin = in->limits.duplicate_minutes > 0 ? find_duplicate(in) : 0;
	if (twin)
		n = put(out, n, FINDING_DUPLICATE, FINDING_CHECK, twin, 0, 0);
	return n;
}

/* ---- what follows ---- */

bool finding_holds(enum finding_kind k)
{
	return k == FINDING_DUPLICATE || k == FINDING_ADDRESS || k == FINDING_PHONE ||
	       k == FINDING_POSTCODE;
}

const char *intake_hold_reason(const struct finding *f, size_t n)
{
	const char *reason = NULL;

	for (size_t i = 0; i < n; i++) {
		if (f[i].severity != FINDING_CHECK || !finding_holds(f[i].kind))
			continue;
		if (f[i].kind == FINDING_DUPLICATE)
			return "duplicate";
		reason = "address";
	}
	return reason;
}

bool intake_needs_review(const struct finding *f, size_t n, const char **why)
{
	*why = NULL;
	for (size_t i = 0; i < n; i++) {
		if (f[i].severity != FINDING_CHECK || finding_holds(f[i].kind))
			continue;
		*why = finding_kind_word[f[i].kind];
		return true;
	}
	return false;
}

static const struct order_line *line_of(const struct order *o, uint64_t id)
{
	for (size_t i = 0; i < o->n_lines; i++)
		if (o->lines[i].id == id)
			return &o->lines[i];
	return NULL;
}

/* A line of which fewer are wanted, or at another price, is what somebody wanted it to be. */
static bool line_still_holds(const struct finding *f, const struct order *o)
{
	const struct order_line *l = line_of(o, f->subject_id);

	if (!l || l->ordered == l->cancelled)
		return false;
	if (f->kind == FINDING_NEEDS)
		return true;
	return f->kind == FINDING_PRICE ? l->unit_milli == f->found
					: l->ordered - l->cancelled >= f->found;
}

bool finding_still_holds(const struct finding *f, const struct order *o, const struct contact *c,
			 const struct intake_limits *m)
{
	switch (f->kind) {
	case FINDING_LARGE_AMOUNT:
		return o->live_amount > m->review_over;
	case FINDING_LARGE_QUANTITY:
	case FINDING_UNUSUAL_QUANTITY:
	case FINDING_PRICE:
	case FINDING_NEEDS:
		return line_still_holds(f, o);
	case FINDING_ADDRESS:
		return f->severity == FINDING_CHECK ? lacks_address(c) : !contact_is_complete(c);
	case FINDING_PHONE:
		return !c->phone;
	case FINDING_POSTCODE:
		return !postcode_fits(c->country, c->postcode);
	case FINDING_DUPLICATE:
	case FINDING_KIND__MAX:
		break;
	}
	return true;
}
