/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the customers' own tables hold about one: for themselves. */
#include "base/json.h"
#include "customer/consent.h"
#include "customer/merge.h"
#include "customer/sign_in.h"
#include "customer/tag.h"
#include "held.h"

/* Who went over to them was them. */
DB_STATEMENT(held_profile,
	     "SELECT c.id, c.number, c.name, c.lang, c.provisional, c.n_orders, c.spent, "
	     "c.last_order_at, c.quiet_from, c.quiet_to, p.set_at, j.source, c.created_at FROM "
	     "(SELECT ? AS id) me JOIN "
	     "customer c ON c.id = me.id OR c.joined_into = me.id LEFT JOIN customer_password p ON "
	     "p.customer_id = c.id LEFT JOIN customer_join j ON j.customer_id = c.id WHERE c.id > "
	     "? ORDER BY c.id LIMIT ?");
static const struct held_column profile[] = {
	{ "number", HELD_TEXT },
	{ "name", HELD_TEXT },
	{ "language", HELD_TEXT },
	{ "guest", HELD_YES },
	{ "orders", HELD_NUMBER },
	{ "spent", HELD_MONEY },
	{ "last_order_at", HELD_TIME },
	{ "quiet_from_hour", HELD_NUMBER },
	{ "quiet_until_hour", HELD_NUMBER },
	{ "password_set_at", HELD_TIME },
	HELD_AS("joined_by", join_source_word),
	{ "created_at", HELD_TIME },
};

DB_STATEMENT(held_ways, "SELECT id, kind, source, value, verified_at, created_at FROM "
			"customer_identity WHERE customer_id = ? AND id > ? ORDER BY id LIMIT ?");
static const struct held_column ways[] = {
	HELD_AS("kind", identity_kind_word), { "system", HELD_TEXT },     { "value", HELD_TEXT },
	{ "proved_at", HELD_TIME },          { "created_at", HELD_TIME },
};

DB_STATEMENT(held_contacts,
	     "SELECT id, id, name, phone, email, country, province, city, district, street, "
	     "postcode, created_at FROM customer_contact WHERE customer_id = ? AND id > ? ORDER BY "
	     "id LIMIT ?");
static const struct held_column contacts[] = {
	{ "contact", HELD_ID },    { "name", HELD_TEXT },       { "phone", HELD_TEXT },
	{ "email", HELD_TEXT },    { "country", HELD_TEXT },    { "province", HELD_TEXT },
	{ "city", HELD_TEXT },     { "district", HELD_TEXT },   { "street", HELD_TEXT },
	{ "postcode", HELD_TEXT }, { "created_at", HELD_TIME },
};

DB_STATEMENT(held_addresses,
	     "SELECT id, label, contact_id, is_default, version, removed_at, created_at FROM "
	     "customer_address WHERE customer_id = ? AND id > ? ORDER BY id LIMIT ?");
static const struct held_column addresses[] = {
	{ "label", HELD_TEXT },     { "contact", HELD_ID },      { "default", HELD_YES },
	{ "version", HELD_NUMBER }, { "removed_at", HELD_TIME }, { "created_at", HELD_TIME },
};

DB_STATEMENT(held_wishes, "SELECT id, kind, body, NULLIF(address_id, 0), actor_kind, at FROM "
			  "customer_wish WHERE customer_id = ? AND id > ? ORDER BY id LIMIT ?");
static const struct held_column wishes[] = {
	HELD_AS("about", wish_word), { "wish", HELD_TEXT },
	{ "address", HELD_ID },      HELD_AS("written_by", actor_kind_word),
	{ "at", HELD_TIME },
};

/* Purposes begin at 0, places behind it. */
DB_STATEMENT(held_traits, "SELECT purpose + 1, purpose, value, at FROM customer_trait WHERE "
			  "customer_id = ? AND purpose + 1 > ? ORDER BY purpose LIMIT ?");
static const struct held_column traits[] = {
	HELD_AS("about", consent_purpose_word),
	{ "value", HELD_TEXT },
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_consents,
	     "SELECT id, purpose, channel, given, text_version, place, actor_kind, at FROM "
	     "customer_consent WHERE customer_id = ? AND id > ? ORDER BY id LIMIT ?");
static const struct held_column consents[] = {
	HELD_AS("purpose", consent_purpose_word),
	HELD_AS("channel", consent_channel_word),
	{ "agreed", HELD_YES },
	{ "text_version", HELD_NUMBER },
	HELD_AS("said", consent_place_word),
	HELD_AS("by", actor_kind_word),
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_notes, "SELECT id, body, at FROM customer_note WHERE customer_id = ? AND id > ? "
			 "ORDER BY id LIMIT ?");
static const struct held_column notes[] = { { "note", HELD_TEXT }, { "at", HELD_TIME } };

DB_STATEMENT(held_tags,
	     "SELECT b.tag_id, t.name, b.at FROM customer_tagged b JOIN customer_tag t ON t.id = "
	     "b.tag_id WHERE b.customer_id = ? AND b.tag_id > ? ORDER BY b.tag_id LIMIT ?");
static const struct held_column tags[] = { { "tag", HELD_TEXT }, { "at", HELD_TIME } };

DB_STATEMENT(held_changes, "SELECT id, kind, what, actor_kind, at FROM customer_event WHERE "
			   "customer_id = ? AND id > ? ORDER BY id LIMIT ?");
static const struct held_column changes[] = {
	HELD_AS("change", customer_event_word),
	{ "what", HELD_TEXT },
	HELD_AS("by", actor_kind_word),
	{ "at", HELD_TIME },
};

DB_STATEMENT(held_merges,
	     "SELECT m.id, k.number, g.number, m.n_orders, m.was, m.at, m.undone_at FROM (SELECT ? "
	     "AS id) me JOIN customer_merge m ON m.kept_id = me.id OR m.joined_id = me.id JOIN "
	     "customer k ON k.id = m.kept_id JOIN customer g ON g.id = m.joined_id WHERE m.id > ? "
	     "ORDER BY m.id LIMIT ?");
static const struct held_column merges[] = {
	{ "kept", HELD_TEXT }, { "joined", HELD_TEXT }, { "orders", HELD_NUMBER },
	{ "was", HELD_TREE },  { "at", HELD_TIME },     { "undone_at", HELD_TIME },
};

DB_STATEMENT(held_sign_ins,
	     "SELECT s.id, s.how, s.agent, s.network, s.at FROM (SELECT ? AS id) me JOIN customer "
	     "c ON c.id = me.id OR c.joined_into = me.id JOIN customer_sign_in s ON s.customer_id "
	     "= c.id WHERE s.id > ? ORDER BY s.id LIMIT ?");
static const struct held_column sign_ins[] = {
	HELD_AS("how", sign_in_how_word),
	{ "browser", HELD_TEXT },
	{ "network", HELD_TEXT },
	{ "at", HELD_TIME },
};

static const struct held_table tables[] = {
	{ "profile", &held_profile, HELD_COLUMNS(profile) },
	{ "ways", &held_ways, HELD_COLUMNS(ways) },
	{ "contacts", &held_contacts, HELD_COLUMNS(contacts) },
	{ "addresses", &held_addresses, HELD_COLUMNS(addresses) },
	{ "wishes", &held_wishes, HELD_COLUMNS(wishes) },
	{ "about_you", &held_traits, HELD_COLUMNS(traits) },
	{ "consents", &held_consents, HELD_COLUMNS(consents) },
	{ "notes", &held_notes, HELD_COLUMNS(notes) },
	{ "tags", &held_tags, HELD_COLUMNS(tags) },
	{ "changes", &held_changes, HELD_COLUMNS(changes) },
	{ "sign_ins", &held_sign_ins, HELD_COLUMNS(sign_ins) },
	{ "merges", &held_merges, HELD_COLUMNS(merges) },
};

const struct held_area held_in_customer = { tables, sizeof tables / sizeof *tables };
