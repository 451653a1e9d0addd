/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two customers side by side: what each has, what forbids that they become one, and what they would
 * have together. Masked throughout. */
#include "customer/merge_view.h"
#include "base/json.h"
#include "customer/alike.h"
#include "customer/tag.h"

static cJSON *side_view(struct work *w, const struct customer *c, const struct merge_side *s)
{
	cJSON *v = customer_view(w, c, false);
	struct contact contact;

	json_add(v, "contact",
		 contact_store_newest(w, c->id, &contact) ? contact_view(w, &contact, false)
							  : cJSON_CreateNull());
	json_add_bool(v, "signs_in", s->has_proved);
	json_add_bool(v, "has_password", s->has_password);
	json_add_int(v, "orders", s->n_orders);
	json_add_money(v, "spent", c->spent, w->app->settings.currency);
	return v;
}

static void add_blockers(const struct merge_facts *facts, cJSON *view)
{
	enum merge_blocker all[MERGE_BLOCKER__MAX];
	size_t n = merge_blockers(facts, all);
	cJSON *list = json_add_array(view, "blockers");

	for (size_t i = 0; i < n; i++)
		json_add_text(json_append_object(list), "blocker", merge_blocker_word[all[i]]);
	json_add_bool(view, "is_blocked", n > 0);
}

/* How many rows of each go over. */
static cJSON *moves_view(const struct merge_side *s)
{
	cJSON *v = json_object();

	json_add_int(v, "orders", s->n_orders);
	json_add_int(v, "parcels", s->n_parcels);
	json_add_int(v, "credits", s->n_credits);
	json_add_int(v, "addresses", s->n_addresses);
	json_add_int(v, "notes", s->n_notes);
	json_add_int(v, "messages", s->n_messages);
	return v;
}

static cJSON *identities_view(struct work *w, uint64_t customer_id)
{
	cJSON *list = json_array();
	size_t n;
	const struct known_by *all = identity_store_list(w, customer_id, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *v = json_append_object(list);

		json_add_text(v, "kind", identity_kind_word[all[i].kind]);
		json_add_text(v, "value", identity_masked(w->arena, all[i].kind, all[i].value));
		json_add_bool(v, "is_verified", !instant_is_none(all[i].verified_at));
	}
	return list;
}

/* Those for all orders; of a kind that both said both stay. */
static void add_wishes(struct work *w, const struct merge_facts *f, cJSON *view)
{
	struct merge_wish kept[WISH__MAX], joined[WISH__MAX];
	size_t n = merge_store_wishes(w, f->kept.id, kept),
	       n_joined = merge_store_wishes(w, f->joined.id, joined);
	cJSON *list = json_add_array(view, "wishes");

	for (size_t i = 0; i < n_joined; i++) {
		cJSON *v = json_append_object(list);
		bool both = false;

		for (size_t k = 0; k < n; k++)
			both = both || kept[k].kind == joined[i].kind;
		json_add_text(v, "kind", wish_word[joined[i].kind]);
		json_add_text(v, "body", joined[i].body);
		json_add_bool(v, "is_both", both);
	}
}

static void add_consent(cJSON *list, enum consent_purpose purpose, enum consent_channel channel,
			enum consent_said a, enum consent_said b)
{
	cJSON *v;

	if (a == b)
		return;
	v = json_append_object(list);
	json_add_text(v, "purpose", consent_purpose_word[purpose]);
	json_add_text(v, "channel",
		      channel == CONSENT_NO_CHANNEL ? NULL : consent_channel_word[channel]);
	json_add_text(v, "kept", consent_said_word[a]);
	json_add_text(v, "joined", consent_said_word[b]);
	json_add_text(v, "together", consent_said_word[merge_consent(a, b)]);
}

static void add_consents(struct work *w, const struct merge_facts *f, cJSON *view)
{
	cJSON *list = json_add_array(view, "consents");
	size_t n, n_joined;
	const struct consent *kept = consent_store_ledger(w, f->kept.id, &n),
			     *joined = consent_store_ledger(w, f->joined.id, &n_joined);

	for (int p = 0; p < CONSENT_PURPOSE__MAX; p++)
		for (int c = 0; c < CONSENT_CHANNEL__MAX; c++) {
			enum consent_purpose purpose = (enum consent_purpose)p;
			enum consent_channel channel = (enum consent_channel)c;

			add_consent(list, purpose, channel, consent_said(kept, n, purpose, channel),
				    consent_said(joined, n_joined, purpose, channel));
		}
	json_add_bool(view, "has_consents", cJSON_GetArraySize(list) > 0);
}

/* What both told, and may have told differently: not shown, for whoever merges need not read it. */
static void add_told(struct work *w, const struct merge_facts *f, cJSON *choices)
{
	const char *kept[TRAITS], *joined[TRAITS];

	trait_store_read(w, f->kept.id, kept);
	trait_store_read(w, f->joined.id, joined);
	for (int i = 0; i < TRAITS; i++)
		json_add_bool(choices, consent_purpose_word[i], kept[i] && joined[i]);
}

static void add_choices(struct work *w, const struct customer *kept, const struct customer *joined,
			const struct merge_facts *f, cJSON *view)
{
	cJSON *v = json_add_object(view, "choices");
	struct contact a, b;

	json_add_bool(v, "name", *joined->name && !f->same_name);
	json_add_bool(v, "lang", kept->lang != joined->lang);
	json_add_bool(v, "contact",
		      contact_store_newest(w, kept->id, &a) &&
			      contact_store_newest(w, joined->id, &b) && !contact_is_same(&a, &b));
	add_told(w, f, v);
}

cJSON *merge_preview(struct work *w, const struct customer *kept, const struct customer *joined)
{
	cJSON *view = json_object(), *tags[2];
	const uint64_t ids[2] = { kept->id, joined->id };
	struct merge_facts f;

	merge_look(w, kept, joined, &f);
	json_add(view, "kept", side_view(w, kept, &f.kept));
	json_add(view, "joined", side_view(w, joined, &f.joined));
	json_add(view, "alike", alike_reasons_view(f.alike));
	json_add_bool(view, "is_alike", f.alike != 0);
	add_blockers(&f, view);
	json_add(view, "moves", moves_view(&f.joined));
	json_add(view, "identities", identities_view(w, joined->id));
	customer_tags_view(w, ids, 2, tags);
	json_add(view, "tags", tags[1]);
	json_add_bool(view, "has_tags", cJSON_GetArraySize(tags[1]) > 0);
	add_wishes(w, &f, view);
	add_consents(w, &f, view);
	add_choices(w, kept, joined, &f, view);
	json_add_int(view, "undo_days", MERGE_UNDO_DAYS);
	return view;
}

cJSON *merge_row_view(struct work *w, const struct merge_row *m, const char *author)
{
	cJSON *v = json_object();

	json_add_id(v, "id", m->id);
	json_add_text(v, "kept", m->kept_number);
	json_add_text(v, "joined", m->joined_number);
	json_add_text(v, "place", merge_place_word[m->place]);
	json_add_int(v, "orders", m->n_orders);
	json_add_text(v, "actor", actor_kind_word[m->who.kind]);
	json_add_text(v, "author", author);
	json_add_instant(v, "at", m->at);
	json_add_instant(v, "undo_until", instant_add(m->at, MERGE_UNDO_DAYS * INSTANT_DAY));
	json_add_instant(v, "undone_at", m->undone_at);
	json_add_bool(v, "may_undo",
		      instant_is_none(m->undone_at) && merge_may_undo(m->at, w->now));
	return v;
}

cJSON *merges_view(struct work *w, uint64_t kept_id)
{
	cJSON *list = json_array();
	size_t n;
	const struct merge_row *all = merge_store_list(w, kept_id, &n);

	for (size_t i = 0; i < n; i++)
		cJSON_AddItemToArray(list, merge_row_view(w, &all[i], NULL));
	return list;
}
