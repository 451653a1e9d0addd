/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a survey goes to: who bears a tag, who came as far as a tier, and who stands in a saved view
 * of the desk; and what that is called. */
#include "base/json.h"
#include "feedback/survey_send.h"
#include "listing/listing.h"
#include "member/member.h"

/* ---- saved views ---- */

static size_t add_once(uint64_t *ids, size_t n, uint64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return n;
	ids[n] = id;
	return n + 1;
}

/* Of orders whose they are. */
static size_t read_view(struct work *w, uint64_t view_id, struct customer_place *place,
			uint64_t *ids)
{
	const struct customer_row *people;
	struct listing_saved v;
	const struct order *o;
	size_t n = 0, found;

	if (!listing_saved_get(w, view_id, &v)) {
		place->id = 0;
		return 0;
	}
	if (v.list == LISTING_CUSTOMERS) {
		people = customer_list_for_file(w, v.query, place, &found);
		for (size_t i = 0; i < found && n < SURVEY_BATCH; i++)
			ids[n++] = people[i].customer.id;
		return n;
	}
	o = order_list_for_file(w, v.query, &place->id, &found);
	for (size_t i = 0; i < found && n < SURVEY_BATCH; i++)
		if (o[i].customer_id)
			n = add_once(ids, n, o[i].customer_id);
	return n;
}

size_t survey_audience_read(struct work *w, const struct survey *s, struct customer_place *place,
			    uint64_t *ids, size_t max)
{
	uint64_t of = s->send.audience_id;
	size_t n;

	switch (s->audience) {
	case WITH_A_TAG:
	case FROM_A_TIER:
		n = s->audience == WITH_A_TAG
			    ? audience_store_tagged(w, of, place->id, ids, max)
			    : audience_store_from_tier(w, of, place->id, ids, max);
		*place = (struct customer_place){ .id = n == max ? ids[n - 1] : 0 };
		return n;
	case IN_A_VIEW:
		return read_view(w, of, place, ids);
	case FOR_WHO_HAS_THE_LINK:
	case AFTER_AN_ORDER:
	case AFTER_A_SOLVED_ITEM:
	case SURVEY_AUDIENCE__MAX:
		break;
	}
	place->id = 0;
	return 0;
}

/* ---- what it is called ---- */

static bool name_of(struct work *w, const struct survey *s, const char *name[LANG__MAX])
{
	uint64_t of = s->send.audience_id;
	const struct tier *tiers;
	struct listing_saved v;
	size_t n;

	if (s->audience == WITH_A_TAG) {
		name[LANG_EN] = name[LANG_ZH] = audience_store_tag_name(w, of);
	} else if (s->audience == IN_A_VIEW) {
		name[LANG_EN] = name[LANG_ZH] = listing_saved_get(w, of, &v) ? v.name : NULL;
	} else if (s->audience == FROM_A_TIER) {
		tiers = tier_all(w, &n);
		for (size_t i = 0; i < n; i++)
			if (tiers[i].id == of) {
				name[LANG_EN] = tiers[i].name[LANG_EN];
				name[LANG_ZH] = tiers[i].name[LANG_ZH];
			}
	}
	return name[LANG_EN] != NULL;
}

cJSON *survey_audience_view(struct work *w, const struct survey *s)
{
	static const struct {
		const char *name;
		enum survey_audience of;
	} chosen[] = { { "tag", WITH_A_TAG }, { "tier", FROM_A_TIER }, { "view", IN_A_VIEW } };
	const char *name[LANG__MAX] = { NULL };
	bool has = name_of(w, s, name);
	cJSON *t = json_object(), *both;

	for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++)
		json_add_text(t, chosen[i].name,
			      s->audience != chosen[i].of ? NULL
			      : s->audience == WITH_A_TAG
				      ? name[LANG_EN]
				      : arena_printf(w->arena, "%llu",
						     (unsigned long long)s->send.audience_id));
	if (has) {
		both = json_add_object(t, "name");
		for (int l = 0; l < LANG__MAX; l++)
			json_add_text(both, lang_tag[l], name[l]);
	} else {
		json_add_null(t, "name");
	}
	json_add_bool(t, "is_gone", !has && survey_has_rounds(s->audience));
	return t;
}
