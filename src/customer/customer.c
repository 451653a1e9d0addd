/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a contact belongs to, and the customers' rows. */
#include "customer/customer.h"

#include <string.h>
#include "base/fail.h"
#include "base/text.h"
#include "customer/inside.h"
#include "customer/tag.h"

#define RACE_TRIES 4

static const char *or_empty(const char *s)
{
	return s ? s : "";
}

void contact_of_draft(struct work *w, const struct contact_draft *d, struct contact *out)
{
	const char *country = w->app->settings.country;

	*out = (struct contact){
		.name = or_empty(d->name),
		.phone = d->phone ? text_phone_key(w->arena, d->phone, country) : NULL,
		.email = d->email,
		.email_key = d->email ? text_email_key(w->arena, d->email) : NULL,
		.country = d->country ? d->country : country,
		.province = or_empty(d->province),
		.city = or_empty(d->city),
		.district = or_empty(d->district),
		.street = or_empty(d->street),
		.postcode = or_empty(d->postcode),
	};
	if (d->phone && !out->phone)
		fail("customer: a phone number that nobody checked");
	if (d->email && !out->email_key)
		fail("customer: an e-mail address that nobody checked");
	if (out->phone)
		out->phone_tail = out->phone + strlen(out->phone) - 4;
}

struct settling {
	const struct contact_draft *draft;
	bool looked; /* owners are fresh: the transaction's first try need not ask again */
	struct contact wanted;
	struct identity given[IDENTITY__MAX];
	struct identity_owner owners[IDENTITY__MAX];
	struct instant ordered_at;
	uint64_t customer_id;
	struct contact *out;
};

void contact_identities(const struct contact *c, const struct contact_draft *d,
			struct identity given[IDENTITY__MAX])
{
	bool external = d->external_source && d->external_id;

	given[IDENTITY_EMAIL] = (struct identity){ IDENTITY_EMAIL, "", c->email_key };
	given[IDENTITY_PHONE] = (struct identity){ IDENTITY_PHONE, "", c->phone };
	given[IDENTITY_EXTERNAL] =
		(struct identity){ IDENTITY_EXTERNAL, external ? d->external_source : NULL,
				   external ? d->external_id : NULL };
}

static void name_identities(struct settling *s)
{
	contact_identities(&s->wanted, s->draft, s->given);
	if (!s->given[IDENTITY_EMAIL].value && !s->given[IDENTITY_PHONE].value &&
	    !s->given[IDENTITY_EXTERNAL].value)
		fail("customer: a contact without phone, e-mail and external id");
}

/* The given identities that nobody has and this customer may gain. */
static size_t free_identities(const struct settling *s, bool provisional,
			      const struct identity *out[IDENTITY__MAX])
{
	size_t n = 0;

	for (int kind = IDENTITY_EMAIL; kind < IDENTITY__MAX; kind++)
		if (s->given[kind].value && !s->owners[kind].customer_id &&
		    customer_may_gain((enum identity_kind)kind, provisional))
			out[n++] = &s->given[kind];
	return n;
}

static void take_contact(struct work *w, struct settling *s, const struct contact *newest)
{
	if (newest->id && contact_is_same(newest, &s->wanted)) {
		*s->out = *newest;
		return;
	}
	*s->out = s->wanted;
	s->out->customer_id = s->customer_id;
	s->out->id = contact_store_insert(w, s->out, newest);
}

static void count_order(struct work *w, const struct settling *s)
{
	if (!instant_is_none(s->ordered_at))
		customer_store_count(w, s->customer_id, s->ordered_at);
}

static void join_known(struct work *w, struct settling *s, const struct identity_owner *owner)
{
	const struct identity *missing[IDENTITY__MAX];
	size_t n = free_identities(s, owner->provisional, missing);

	s->customer_id = owner->customer_id;
	/* False means that somebody took one meanwhile: it is theirs. */
	if (n > 0)
		(void)!identity_store_insert(w, s->customer_id, missing, n);
	take_contact(w, s, &owner->newest);
	count_order(w, s);
}

/* The identities are written first: who loses the race for one leaves no customer behind. */
static bool make_customer(struct work *w, struct settling *s)
{
	const struct identity *missing[IDENTITY__MAX];
	size_t n = free_identities(s, true, missing);

	s->customer_id = work_id(w);
	if (!identity_store_insert(w, s->customer_id, missing, n))
		return false;
	customer_store_insert(w, s->customer_id, s->wanted.name, s->draft->lang, s->ordered_at);
	take_contact(w, s, &(struct contact){ 0 });
	return true;
}

static enum identity_kind look(struct work *w, struct settling *s)
{
	if (!s->looked)
		identity_store_find(w, s->given, s->owners);
	s->looked = false;
	return customer_choose(s->given, s->owners);
}

static int settle(struct work *w, void *arg)
{
	struct settling *s = arg;

	for (int try = 0; try < RACE_TRIES; try++) {
		enum identity_kind kind = look(w, s);

		if (kind) {
			join_known(w, s, &s->owners[kind]);
			return 0;
		}
		if (make_customer(w, s))
			return 0;
	}
	fail_as(FAIL_BUSY, 0, "customer: an identity is never free and never taken");
}

/* Nothing to write: the customer, every identity and this very contact are known. */
static bool is_settled(const struct settling *s, const struct identity_owner *owner)
{
	const struct identity *missing[IDENTITY__MAX];

	return owner->newest.id && contact_is_same(&owner->newest, &s->wanted) &&
	       free_identities(s, owner->provisional, missing) == 0;
}

void customer_for_contact(struct work *w, const struct contact_draft *d, struct instant ordered_at,
			  uint64_t *customer_id, struct contact *out)
{
	struct settling s = { .draft = d, .ordered_at = ordered_at, .out = out };
	enum identity_kind kind;

	contact_of_draft(w, d, &s.wanted);
	name_identities(&s);
	kind = look(w, &s);
	if (kind && is_settled(&s, &s.owners[kind])) {
		*customer_id = s.customer_id = s.owners[kind].customer_id;
		*out = s.owners[kind].newest;
		count_order(w, &s);
		return;
	}
	s.looked = true;
	work_transaction(w, settle, &s);
	*customer_id = s.customer_id;
}

struct contact_draft contact_laid_over(const struct contact_draft *d, const struct contact *c)
{
	struct contact_draft all = *d;
	const struct {
		const char **to, *known;
	} of[] = {
		{ &all.name, c->name },         { &all.phone, c->phone },
		{ &all.email, c->email },       { &all.country, c->country },
		{ &all.province, c->province }, { &all.city, c->city },
		{ &all.district, c->district }, { &all.street, c->street },
		{ &all.postcode, c->postcode },
	};

	for (size_t i = 0; c->id && i < sizeof of / sizeof *of; i++)
		if (!*of[i].to)
			*of[i].to = of[i].known;
	return all;
}

/* True: something changed. */
static bool take_name(struct work *w, uint64_t id, const struct customer_from_file *d)
{
	struct customer c;
	enum lang lang = d->contact.lang;
	bool renamed;

	if (!customer_store_read(w, id, &c) || !c.provisional)
		return false;
	renamed = d->contact.name && strcmp(d->contact.name, c.name) != 0;
	if (!renamed && (!d->has_lang || lang == c.lang))
		return false;
	c.name = renamed ? d->contact.name : c.name;
	c.lang = d->has_lang ? lang : c.lang;
	return customer_store_update(w, &c);
}

static enum customer_taken take_tags(struct work *w, uint64_t id,
				     const struct customer_from_file *d, enum customer_taken so_far)
{
	const cJSON *one;
	cJSON *has;

	if (d->n_tags == 0)
		return so_far;
	customer_tags_view(w, &id, 1, &has);
	for (size_t i = 0; i < d->n_tags; i++) {
		bool known = false;

		cJSON_ArrayForEach(one, has)
		{
			known = known || !strcmp(one->valuestring, d->tags[i]);
		}
		if (known)
			continue;
		if (customer_tag_add(w, id, d->tags[i]) != TAG_OK)
			return CUSTOMER_TOO_MANY_TAGS;
		so_far = so_far == CUSTOMER_TAKEN_SAME ? CUSTOMER_TAKEN_CHANGED : so_far;
	}
	return so_far;
}

enum customer_taken customer_take(struct work *w, const struct customer_from_file *d, uint64_t *id)
{
	struct contact contact;
	struct contact_draft all;
	struct settling s = { .draft = &d->contact, .ordered_at = INSTANT_NONE, .out = &contact };
	const struct identity_owner *owner;
	enum identity_kind kind;
	bool changed;

	contact_of_draft(w, &d->contact, &s.wanted);
	name_identities(&s);
	kind = look(w, &s);
	if (!kind) {
		customer_for_contact(w, &d->contact, INSTANT_NONE, id, &contact);
		return take_tags(w, *id, d, CUSTOMER_TAKEN_NEW);
	}
	owner = &s.owners[kind];
	*id = owner->customer_id;
	all = contact_laid_over(&d->contact, &owner->newest);
	s.draft = &all;
	contact_of_draft(w, &all, &s.wanted);
	changed = !is_settled(&s, owner);
	if (changed)
		join_known(w, &s, owner);
	changed = take_name(w, *id, d) || changed;
	return take_tags(w, *id, d, changed ? CUSTOMER_TAKEN_CHANGED : CUSTOMER_TAKEN_SAME);
}

uint64_t customer_add_guest(struct work *w, const char *name)
{
	uint64_t id = work_id(w);
	enum lang lang = LANG_EN;

	(void)!lang_from_tag(w->app->settings.lang, &lang);
	customer_store_insert(w, id, or_empty(name), lang, INSTANT_NONE);
	name_store_add(w, id, or_empty(name));
	return id;
}

bool customer_get(struct work *w, uint64_t id, struct customer *out)
{
	return customer_store_read(w, id, out);
}

bool customer_find_number(struct work *w, const char *typed, struct customer *out)
{
	char number[IDENT_NUMBER_SIZE];

	return ident_number_fold('C', typed, number) && customer_store_find_number(w, number, out);
}

bool contact_get(struct work *w, uint64_t id, struct contact *out)
{
	return contact_store_read(w, id, out);
}

void customer_get_many(struct work *w, const uint64_t *ids, size_t n, struct customer **out)
{
	customer_store_read_many(w, ids, n, out);
}

uint64_t contact_add_version(struct work *w, uint64_t customer_id, const struct contact_draft *d)
{
	struct contact c;

	contact_of_draft(w, d, &c);
	c.customer_id = customer_id;
	return contact_store_insert(w, &c, NULL);
}

void customer_may_see(struct work *w, uint64_t customer_id, const uint64_t *contact_ids, size_t n,
		      bool *seen)
{
	contact_store_seen(w, customer_id, contact_ids, n, seen);
}

size_t customer_find_contacts_by_tail(struct work *w, const char *tail, uint64_t *contact_ids,
				      size_t max)
{
	return search_store_tail(w, tail, contact_ids, max);
}

size_t customer_find_contacts_by_email(struct work *w, const char *email, uint64_t *contact_ids,
				       size_t max)
{
	const char *key = text_email_key(w->arena, email);

	return key ? search_store_email(w, key, contact_ids, max) : 0;
}

size_t customer_find_by_name(struct work *w, const char *prefix, uint64_t *customer_ids, size_t max)
{
	return search_store_name(w, prefix, customer_ids, max);
}

size_t customer_find_by_phone(struct work *w, const char *phone_key, uint64_t *customer_ids,
			      size_t max)
{
	return search_store_phone(w, phone_key, customer_ids, max);
}

void customer_count_order(struct work *w, uint64_t customer_id, struct instant placed_at)
{
	customer_store_count(w, customer_id, placed_at);
}

void customer_uncount_order(struct work *w, uint64_t customer_id, uint64_t order_id,
			    struct instant placed_at)
{
	customer_store_uncount(w, customer_id, order_id, placed_at);
}

void customer_count_orders(struct work *w, const struct customer_past_order *v, size_t n)
{
	customer_store_count_many(w, v, n);
}

void customer_count_spent(struct work *w, uint64_t customer_id, int64_t amount,
			  const char *currency)
{
	if (strcmp(currency, w->app->settings.currency) == 0)
		customer_store_spend(w, customer_id, amount);
}

const char *customer_email_for(struct work *w, uint64_t customer_id)
{
	return identity_store_best_email(w, customer_id);
}

void customer_ways_of(struct work *w, uint64_t customer_id, struct customer_ways *out)
{
	identity_store_ways(w, customer_id, out);
}

bool contact_get_newest(struct work *w, uint64_t customer_id, struct contact *out)
{
	return contact_store_newest(w, customer_id, out);
}

void customer_choose_language(struct work *w, uint64_t customer_id, enum lang lang)
{
	customer_store_set_lang(w, customer_id, lang);
}

bool customer_forget_new(struct work *w, uint64_t id)
{
	return customer_store_forget_new(w, id);
}
