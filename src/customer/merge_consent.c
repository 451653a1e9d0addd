/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Consents of two customers who become one: the stricter holds, and the ledger says so. */
#include <string.h>
#include "base/json.h"
#include "customer/merge.h"

static const struct merge_told *told_of(const struct merge_told *all, size_t n,
					enum consent_purpose purpose)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].purpose == purpose)
			return &all[i];
	return NULL;
}

static void add_told(cJSON *t, const char *name, const struct merge_told *told)
{
	cJSON *one;

	if (!told || !told->value)
		return;
	one = json_add_object(t, name);
	json_add_text(one, "value", told->value);
	merge_add_time(one, "at", told->at);
}

/* What was told stays told where both agree that it may, as it was chosen. */
static void give_told(struct work *w, const struct merge_draft *d, enum consent_purpose purpose,
		      bool agreed, const struct merge_told *kept, const struct merge_told *joined,
		      cJSON *list)
{
	const struct merge_told *one =
		kept && !(joined && d->of_joined.trait[purpose]) ? kept : joined;
	struct merge_told became = { .purpose = purpose };
	cJSON *t;

	if (!kept && !joined)
		return;
	if (agreed && one)
		became = *one;
	t = json_append_object(list);
	json_add_int(t, "purpose", purpose);
	add_told(t, "kept", kept);
	add_told(t, "joined", joined);
	add_told(t, "became", &became);
	merge_store_tell(w, d->kept_id, &became);
	merge_store_tell(w, d->joined_id, &(struct merge_told){ .purpose = purpose });
}

/* Nothing need be written where the ledgers, put together, say it already. */
static bool is_written(enum consent_said kept, enum consent_said joined)
{
	return joined != SAID_NOTHING && joined != kept &&
	       !(kept == SAID_NOTHING && joined == SAID_NO);
}

void merge_consents_give(struct work *w, const struct merge_draft *d, cJSON *was)
{
	cJSON *told = json_add_array(was, "told"), *list = json_add_array(was, "consents");
	struct merge_told of_kept[TRAITS], of_joined[TRAITS];
	size_t n, n_joined, n_told = merge_store_told(w, d->kept_id, of_kept),
			    n_other = merge_store_told(w, d->joined_id, of_joined);
	const struct consent *kept = consent_store_ledger(w, d->kept_id, &n),
			     *joined = consent_store_ledger(w, d->joined_id, &n_joined);

	for (int p = 0; p < CONSENT_PURPOSE__MAX; p++) {
		enum consent_purpose purpose = (enum consent_purpose)p;

		for (int c = 0; c < CONSENT_CHANNEL__MAX; c++) {
			enum consent_channel channel = (enum consent_channel)c;
			enum consent_said a = consent_said(kept, n, purpose, channel),
					  b = consent_said(joined, n_joined, purpose, channel);
			cJSON *one;

			if (!is_written(a, b))
				continue;
			one = json_append_object(list);
			json_add_int(one, "purpose", p);
			json_add_int(one, "channel", c);
			json_add_int(one, "was", (int)a);
			json_add_int(one, "became", (int)merge_consent(a, b));
		}
		if (p < TRAITS)
			give_told(w, d, purpose,
				  merge_consent(consent_said(kept, n, purpose, CONSENT_NO_CHANNEL),
						consent_said(joined, n_joined, purpose,
							     CONSENT_NO_CHANNEL)) == SAID_YES,
				  told_of(of_kept, n_told, purpose),
				  told_of(of_joined, n_other, purpose), told);
	}
}

static void write_row(struct work *w, uint64_t id, const struct consent *ledger, size_t n,
		      const cJSON *one, enum consent_said said)
{
	struct consent c = { .purpose = (enum consent_purpose)json_get_int(one, "purpose"),
			     .channel = (enum consent_channel)json_get_int(one, "channel"),
			     .given = said == SAID_YES,
			     .text_version = CONSENT_TEXT,
			     .place = CONSENT_AT_MERGING };
	const struct consent *newest = consent_of(ledger, n, c.purpose, c.channel);

	/* the words that were agreed to, or are no longer */
	if (newest)
		c.text_version = newest->text_version;
	consent_store_insert(w, id, &c);
}

void merge_consents_settle(struct work *w, const struct customer_move *m, const cJSON *was)
{
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, m->to, &n);
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(was, "consents"))
	{
		write_row(w, m->to, ledger, n, one, (enum consent_said)json_get_int(one, "became"));
	}
	merge_store_agree_anew(w, m->from);
	merge_store_agree_anew(w, m->to);
}

static void take_told_back(struct work *w, const struct customer_move *m, const cJSON *one)
{
	enum consent_purpose purpose = (enum consent_purpose)json_get_int(one, "purpose");
	const cJSON *kept = json_get(one, "kept"), *joined = json_get(one, "joined");
	const char *became = json_get_text(json_get(one, "became"), "value"), *now[TRAITS];
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, m->from, &n);
	bool agreed = consent_holds(ledger, n, purpose, CONSENT_NO_CHANNEL);

	trait_store_read(w, m->from, now);
	if (agreed && (became ? now[purpose] && strcmp(now[purpose], became) == 0 : !now[purpose]))
		merge_store_tell(w, m->from,
				 &(struct merge_told){ purpose, json_get_text(kept, "value"),
						       merge_time(kept, "at") });
	else if (!agreed)
		merge_store_tell(w, m->from, &(struct merge_told){ .purpose = purpose });
	if (joined)
		merge_store_tell(w, m->to,
				 &(struct merge_told){ purpose, json_get_text(joined, "value"),
						       merge_time(joined, "at") });
}

/* What was said since stands: only what the merging itself said is taken back, by a row of its own.
 */
void merge_consents_back(struct work *w, const struct customer_move *m, const cJSON *was)
{
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, m->from, &n);
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(was, "consents"))
	{
		enum consent_said before = (enum consent_said)json_get_int(one, "was");
		const struct consent *newest =
			consent_of(ledger, n, (enum consent_purpose)json_get_int(one, "purpose"),
				   (enum consent_channel)json_get_int(one, "channel"));

		if (newest && newest->place == CONSENT_AT_MERGING &&
		    newest->given != (before == SAID_YES))
			write_row(w, m->from, ledger, n, one, before);
	}
	merge_store_agree_anew(w, m->from);
	merge_store_agree_anew(w, m->to);
	cJSON_ArrayForEach(one, json_get(was, "told"))
	{
		take_told_back(w, m, one);
	}
}
