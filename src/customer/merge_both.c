/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two customers both have and one has once: tags, wishes, the password, how they joined, the
 * name and the contact. What it was is kept as a tree, for the way back. */
#include <string.h>
#include "base/json.h"
#include "customer/merge.h"

void merge_add_time(cJSON *t, const char *name, struct instant at)
{
	json_add_int(t, name, instant_is_none(at) ? 0 : at.us);
}

struct instant merge_time(const cJSON *t, const char *name)
{
	int64_t us = json_get_int(t, name);

	return us ? (struct instant){ us } : INSTANT_NONE;
}

/* ---- tags ---- */

static void give_tags(struct work *w, const struct customer_move *m, cJSON *was)
{
	cJSON *list = json_add_array(was, "tags");
	size_t n;
	const struct merge_tag *tags = merge_store_tags_of(w, m->from, &n);

	for (size_t i = 0; i < n; i++) {
		cJSON *one = json_append_object(list);

		json_add_id(one, "id", tags[i].id);
		merge_add_time(one, "at", tags[i].at);
	}
	merge_store_tags_give(w, m);
}

static void take_tags_back(struct work *w, const struct customer_move *m, const cJSON *was)
{
	const cJSON *list = json_get(was, "tags"), *one;
	struct merge_tag *tags =
		arena_array_of(w->arena, (size_t)cJSON_GetArraySize(list) + 1, struct merge_tag);
	size_t n = 0;

	cJSON_ArrayForEach(one, list)
	{
		tags[n++] = (struct merge_tag){ json_get_id(one, "id"), merge_time(one, "at") };
	}
	merge_store_tags_back(w, m, tags, n);
}

/* ---- wishes for all orders, of a kind that both said ---- */

static const struct merge_wish *same_kind(const struct merge_wish *all, size_t n, enum wish_kind k)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].kind == k)
			return &all[i];
	return NULL;
}

static void add_wish(cJSON *t, const struct merge_wish *wish)
{
	json_add_id(t, "id", wish->id);
	json_add_int(t, "kind", wish->kind);
	json_add_text(t, "body", wish->body);
	json_add_int(t, "who", wish->who.kind);
	json_add_id(t, "who_id", wish->who.id);
	merge_add_time(t, "at", wish->at);
}

static struct merge_wish wish_of(const cJSON *t)
{
	return (struct merge_wish){ json_get_id(t, "id"),
				    (enum wish_kind)json_get_int(t, "kind"),
				    json_get_text(t, "body"),
				    { (enum actor_kind)json_get_int(t, "who"),
				      json_get_id(t, "who_id") },
				    merge_time(t, "at") };
}

static void give_wishes(struct work *w, const struct customer_move *m, cJSON *was)
{
	struct merge_wish kept[WISH__MAX], joined[WISH__MAX];
	size_t n = merge_store_wishes(w, m->to, kept), n_joined;
	cJSON *list = json_add_array(was, "wishes");

	n_joined = merge_store_wishes(w, m->from, joined);
	for (size_t i = 0; i < n_joined; i++) {
		const struct merge_wish *k = same_kind(kept, n, joined[i].kind);
		const char *both;
		cJSON *one;

		if (!k)
			continue;
		/* too long together stops it before, but for who proved both: then theirs stays */
		both = merge_wish(w->arena, k->body, joined[i].body);
		both = both ? both : k->body;
		one = json_append_object(list);
		add_wish(json_add_object(one, "kept"), k);
		add_wish(json_add_object(one, "joined"), &joined[i]);
		json_add_text(one, "both", both);
		if (strcmp(both, k->body) != 0)
			wish_store_put(w, m->to, 0, k->kind, both);
		wish_store_remove(w, m->from, 0, k->kind);
	}
}

static void take_wishes_back(struct work *w, const struct customer_move *m, const cJSON *was)
{
	struct merge_wish now[WISH__MAX];
	size_t n = merge_store_wishes(w, m->from, now);
	const cJSON *one;

	cJSON_ArrayForEach(one, json_get(was, "wishes"))
	{
		struct merge_wish kept = wish_of(json_get(one, "kept")),
				  joined = wish_of(json_get(one, "joined"));
		const struct merge_wish *k = same_kind(now, n, kept.kind);

		if (k && strcmp(k->body, json_get_text(one, "both")) == 0)
			merge_store_put_wish(w, m->from, &kept);
		merge_store_put_wish(w, m->to, &joined);
	}
}

/* ---- password, and how they joined: the one that stays keeps its own ---- */

static void give_single(struct work *w, const struct customer_move *m, cJSON *was)
{
	struct instant at, kept_at;
	const char *hash = merge_store_password(w, m->from, &at);
	int source, kept_source;

	if (hash) {
		cJSON *t = json_add_object(was, "password");
		bool goes = !merge_store_password(w, m->to, &kept_at);

		json_add_text(t, "hash", hash);
		merge_add_time(t, "at", at);
		json_add_bool(t, "went", goes);
		merge_store_put_password(w, m->from, NULL, at);
		if (goes)
			merge_store_put_password(w, m->to, hash, at);
	}
	if (merge_store_join_row(w, m->from, &source, &at)) {
		cJSON *t = json_add_object(was, "join");
		bool goes = !merge_store_join_row(w, m->to, &kept_source, &kept_at);

		json_add_int(t, "source", source);
		merge_add_time(t, "at", at);
		json_add_bool(t, "went", goes);
		merge_store_put_join(w, m->from, -1, at);
		if (goes)
			merge_store_put_join(w, m->to, source, at);
	}
}

static void take_single_back(struct work *w, const struct customer_move *m, const cJSON *was)
{
	const cJSON *password = json_get(was, "password"), *join = json_get(was, "join");
	struct instant now;

	if (password) {
		const char *hash = json_get_text(password, "hash"),
			   *kept = merge_store_password(w, m->from, &now);

		if (json_get_bool(password, "went") && kept && strcmp(kept, hash) == 0)
			merge_store_put_password(w, m->from, NULL, now);
		merge_store_put_password(w, m->to, hash, merge_time(password, "at"));
	}
	if (join) {
		if (json_get_bool(join, "went"))
			merge_store_put_join(w, m->from, -1, INSTANT_NONE);
		merge_store_put_join(w, m->to, (int)json_get_int(join, "source"),
				     merge_time(join, "at"));
	}
}

/* ---- name, language and the contact that comes first ---- */

/* A copy of the chosen one: orders to come are not to share one with what may go back. */
static void give_contact(struct work *w, const struct merge_draft *d, const struct customer_move *m,
			 cJSON *was)
{
	struct contact c, other;
	bool has = contact_store_newest(w, m->to, &c);

	if (!contact_store_newest(w, m->from, &other))
		return;
	if (d->of_joined.contact || !has)
		c = other;
	c.customer_id = m->to;
	json_add_id(was, "contact", contact_store_insert(w, &c, NULL));
}

static void give_name(struct work *w, const struct merge_draft *d, const struct customer_move *m,
		      cJSON *was)
{
	struct customer kept, joined;
	enum lang lang;
	const char *name;

	if (!customer_store_read(w, m->to, &kept) || !customer_store_read(w, m->from, &joined))
		return;
	name = d->of_joined.name ? joined.name : kept.name;
	lang = d->of_joined.lang ? joined.lang : kept.lang;
	json_add_text(was, "name", kept.name);
	json_add_text(was, "lang", lang_tag[kept.lang]);
	json_add_text(was, "became_name", name);
	json_add_text(was, "became_lang", lang_tag[lang]);
	merge_store_name(w, m->to, name, lang);
	json_add_bool(was, "quiet", merge_store_quiet(w, m->from, m->to, true));
}

static void take_name_back(struct work *w, const struct customer_move *m, const cJSON *was)
{
	struct customer now, joined;
	const char *name;
	enum lang lang;

	if (!customer_store_read(w, m->from, &now) || !customer_store_read(w, m->to, &joined))
		return;
	lang = now.lang;
	if (strcmp(lang_tag[now.lang], json_get_text(was, "became_lang")) == 0)
		(void)!lang_from_tag(json_get_text(was, "lang"), &lang);
	name = strcmp(now.name, json_get_text(was, "became_name")) == 0 ? json_get_text(was, "name")
									: now.name;
	merge_store_name(w, m->from, name, lang);
	if (json_get_bool(was, "quiet"))
		(void)merge_store_quiet(w, m->to, m->from, false);
	name_store_add(w, m->from, name);
	name_store_add(w, m->to, joined.name);
	if (json_get_id(was, "contact"))
		(void)!merge_store_drop_contact(w, m->from, json_get_id(was, "contact"));
}

void merge_both_give(struct work *w, const struct merge_draft *d, const struct customer_move *m,
		     cJSON *was)
{
	give_tags(w, m, was);
	give_wishes(w, m, was);
	give_single(w, m, was);
	give_contact(w, d, m, was);
	give_name(w, d, m, was);
}

void merge_both_back(struct work *w, const struct customer_move *m, const cJSON *was)
{
	take_tags_back(w, m, was);
	take_wishes_back(w, m, was);
	take_single_back(w, m, was);
	take_name_back(w, m, was);
}
