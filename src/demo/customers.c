/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk knows of the people in the demo shop besides their orders: tags. */
#include "base/fail.h"
#include "demo/shop.h"

enum { STREAM_CUSTOMER = 7 };

static void tag(struct shop *s, const struct person *p, const char *name)
{
	if (customer_tag_add(shop_as(s, ACTOR_STAFF, 0), p->id, name) != TAG_OK)
		fail("demo: a tag is refused: %s", name);
}

static void tag_person(struct shop *s, const struct person *p, struct dice *d)
{
	if (p->company)
		tag(s, p, "批发");
	if (p->company && dice_says(d, 700))
		tag(s, p, "要发票");
	if (p->rhythm == WEEKLY)
		tag(s, p, "常客");
	if (!p->company && dice_says(d, 60))
		tag(s, p, "电话下单");
}

void customers_describe(struct shop *s)
{
	for (size_t i = 0; i < s->people.n; i++) {
		const struct person *p = &s->people.v[i];
		struct dice d = dice_of(s->seed, STREAM_CUSTOMER, i);

		if (!p->id)
			continue;
		tag_person(s, p, &d);
		arena_reset(s->work.arena);
	}
}
