/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Becoming a known customer: what was said waits beside the code, and counts once the code was
 * right. */
#include <string.h>
#include "base/fail.h"
#include "base/json.h"
#include "customer/consent.h"

const char *const join_source_word[JOIN_SOURCE__MAX] = {
	[JOIN_ON_THE_WEB] = "web",
	[JOIN_AT_THE_COUNTER] = "counter",
	[JOIN_IN_A_PARCEL] = "parcel",
	[JOIN_ON_A_LEAFLET] = "leaflet",
};

const char *join_keep(struct work *w, const struct join_draft *d)
{
	cJSON *tree = json_object(), *offers = json_add_array(tree, "offers");

	json_add_text(tree, "name", d->name);
	json_add_text(tree, "lang", lang_tag[d->lang]);
	json_add_text(tree, "source", join_source_word[d->source]);
	for (int c = CONSENT_BY_EMAIL; c < CONSENT_CHANNEL__MAX; c++)
		if (d->offers[c])
			json_append_text(offers, consent_channel_word[c]);
	return json_text(w->arena, tree);
}

static bool is_listed(const cJSON *list, const char *word)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
	{
		if (cJSON_IsString(one) && !strcmp(one->valuestring, word))
			return true;
	}
	return false;
}

static void take_up(struct work *w, const char *kept, struct join_draft *out)
{
	const cJSON *tree = json_read_own(arena_strdup(w->arena, kept));
	const char *source = json_get_text(tree, "source");

	if (!tree || !source || !lang_from_tag(json_get_text(tree, "lang"), &out->lang))
		fail("customer: what somebody said who joins cannot be read");
	out->name = json_get_text(tree, "name");
	for (int c = CONSENT_BY_EMAIL; c < CONSENT_CHANNEL__MAX; c++)
		out->offers[c] = is_listed(json_get(tree, "offers"), consent_channel_word[c]);
	for (int s = 0; s < JOIN_SOURCE__MAX; s++)
		if (!strcmp(source, join_source_word[s]))
			out->source = (enum join_source)s;
}

/* Agreed to at once; what is not ticked is not withdrawn. */
static void agree(struct work *w, uint64_t customer_id, const struct join_draft *d)
{
	for (int c = CONSENT_BY_EMAIL; c < CONSENT_CHANNEL__MAX; c++)
		if (d->offers[c])
			customer_chose(w, customer_id, CONSENT_OFFERS, (enum consent_channel)c,
				       true, CONSENT_AT_JOINING);
}

/* Whose this way is, or may become: who proved it, or a guest that orders came under. Another one's
 * that was only named is not theirs, but what was ordered under it. 0: a new customer's. */
static uint64_t known_as(struct work *w, const char *way, bool *was_known)
{
	struct way_in in;

	*was_known = false;
	if (customer_way_leads(identity_store_find_way(w, customer_way_kind(way), way, &in), &in) !=
	    WAY_LEADS_IN)
		return 0;
	*was_known = !in.is_provisional;
	return in.customer_id;
}

static uint64_t add(struct work *w, const struct join_draft *d, const char *way)
{
	enum identity_kind kind = customer_way_kind(way);
	const struct identity id = { kind, "", way };
	const struct identity *const one[] = { &id };
	uint64_t customer_id = work_id(w);

	customer_store_insert(w, customer_id, d->name, d->lang, INSTANT_NONE);
	name_store_add(w, customer_id, d->name);
	(void)!identity_store_insert(w, customer_id, one, 1);
	customer_store_make_full(w, customer_id, way); /* by the name they gave now */
	if (!way_take(w, customer_id, way))
		fail_as(FAIL_BUSY, 0, "customer: a way was proved meanwhile");
	return customer_id;
}

uint64_t join_by_code(struct work *w, const char *way, const char *kept)
{
	struct join_draft d = { 0 };
	bool was_known;
	uint64_t id = known_as(w, way, &was_known);
	struct actor was = w->actor;

	take_up(w, kept, &d);
	if (!id)
		id = add(w, &d, way);
	identity_store_verify(w, customer_way_kind(way), way);
	customer_store_make_full(w, id, way);
	w->actor = (struct actor){ ACTOR_CUSTOMER, id };
	agree(w, id, &d);
	w->actor = was;
	if (!was_known)
		join_store_insert(w, id, d.source);
	return id;
}
