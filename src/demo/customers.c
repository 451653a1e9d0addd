/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desk knows of the people in the demo shop besides their orders: tags, wishes, consents.
 */
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

static const struct {
	enum lang lang;
	enum wish_kind kind;
	const char *body;
} wishes[] = {
	{ LANG_ZH, WISH_ALLERGY, "对花生过敏，礼盒里请不要放坚果。" },
	{ LANG_ZH, WISH_PACKING, "不用塑料填充，纸箱我会再用。" },
	{ LANG_ZH, WISH_PACKING, "每包分开装，要送人。" },
	{ LANG_ZH, WISH_DELIVERY_TIME, "工作日 18:00 以后，之前请放物业前台。" },
	{ LANG_ZH, WISH_TASTE, "喜欢深烘，不要果酸重的。" },
	{ LANG_ZH, WISH_OTHER, "门铃坏了，到了请打电话。" },
	{ LANG_EN, WISH_PACKING, "No plastic, please." },
	{ LANG_EN, WISH_DELIVERY_TIME, "Weekdays after 18:00; otherwise the front desk." },
	{ LANG_EN, WISH_TASTE, "Dark roast, nothing sour." },
};

/* One wish of most of the regulars, two of the one who is shown around. */
static void say_wish(struct shop *s, size_t person, struct dice *d)
{
	const struct person *p = &s->people.v[person];
	struct wish_draft draft = { .customer_id = p->id };
	const size_t n = sizeof wishes / sizeof *wishes;
	struct customer c;

	if (!customer_get(shop_as(s, ACTOR_CUSTOMER, p->id), p->id, &c))
		fail("demo: a customer is gone");
	draft.version = c.version;
	for (size_t first = (size_t)dice_below(d, (int)n), i = 0; i < n; i++) {
		size_t k = (first + i) % n;

		if (wishes[k].lang != p->homes[0].contact.lang)
			continue;
		draft.body[wishes[k].kind] = wishes[k].body;
		if (person > 0 || wishes[k].kind == WISH_ALLERGY)
			break;
	}
	if (wishes_put(shop_as(s, ACTOR_CUSTOMER, p->id), &draft) != WISH_OK)
		fail("demo: a wish is refused");
}

/* Who has an account told something of themselves, now and then; who is shown around did. */
static void tell(struct shop *s, size_t person, struct dice *d)
{
	static const char *const genders[] = { "female", "male", "other" };
	const struct person *p = &s->people.v[person];
	struct about_draft draft = { .customer_id = p->id };
	struct customer c;

	if (!customer_get(shop_as(s, ACTOR_CUSTOMER, p->id), p->id, &c))
		fail("demo: a customer is gone");
	draft.version = c.version;
	draft.value[CONSENT_BIRTHDAY] =
		arena_printf(s->work.arena, "%04d-%02d-%02d", dice_between(d, 1955, 2004),
			     dice_between(d, 1, 12), dice_between(d, 1, 28));
	if (dice_says(d, 500))
		draft.value[CONSENT_GENDER] = genders[dice_below(d, 3)];
	if (customer_about_put(shop_as(s, ACTOR_CUSTOMER, p->id), &draft) != ABOUT_OK)
		fail("demo: a consent is refused");
	if (person == 0 || dice_says(d, 700))
		customer_chose(&s->work, p->id, CONSENT_OFFERS, CONSENT_BY_EMAIL, true,
			       CONSENT_IN_ACCOUNT);
	if (dice_says(d, 200))
		customer_chose(&s->work, p->id, CONSENT_OFFERS, CONSENT_BY_PHONE, true,
			       CONSENT_IN_ACCOUNT);
}

/* Once they gave another e-mail at the till: a guest until somebody sees that it is them. */
static void come_again(struct shop *s, const struct person *p)
{
	struct contact_draft again = p->homes[0].contact;
	struct contact contact;
	uint64_t id;

	again.email = arena_printf(s->work.arena, "again.%s", p->homes[0].contact.email);
	customer_for_contact(shop_as(s, ACTOR_STAFF, 0), &again, INSTANT_NONE, &id, &contact);
}

void customers_describe(struct shop *s)
{
	for (size_t i = 0; i < s->people.n; i++) {
		const struct person *p = &s->people.v[i];
		struct dice d = dice_of(s->seed, STREAM_CUSTOMER, i);

		if (!p->id)
			continue;
		tag_person(s, p, &d);
		if (i == 0 || dice_says(&d, p->rhythm <= FORTNIGHTLY ? 600 : 100))
			say_wish(s, i, &d);
		if (i == 0 || (p->has_account && dice_says(&d, 250)))
			tell(s, i, &d);
		if (p->has_account && p->homes[0].contact.email && (i == 0 || dice_says(&d, 20)))
			come_again(s, p);
		arena_reset(s->work.arena);
	}
}
