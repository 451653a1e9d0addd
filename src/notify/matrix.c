/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and changing what somebody is written to about. News of parcels are chosen by address,
 * for an address may be somebody's whom we do not know; offers by customer, who has to agree. */
#include "notify/matrix.h"

#include <string.h>
#include "base/json.h"
#include "base/text.h"

enum { EMAILS = 8 };

const char *const choice_row_word[CHOICE_ROW__MAX] = {
	[CHOICE_ORDER] = "order",
	[CHOICE_DELIVERY] = "delivery",
	[CHOICE_OFFERS] = "offers",
};
const char *const choice_column_word[CONSENT_CHANNEL__MAX] = {
	[CONSENT_NO_CHANNEL] = "none", [CONSENT_BY_EMAIL] = "email",   [CONSENT_BY_SMS] = "sms",
	[CONSENT_BY_PHONE] = "phone",  [CONSENT_BY_WECHAT] = "wechat",
};
/* Of calls by phone there is no message: theirs is never asked for. */
static const enum message_channel channel_of[CONSENT_CHANNEL__MAX] = {
	[CONSENT_BY_EMAIL] = CHANNEL_EMAIL,
	[CONSENT_BY_SMS] = CHANNEL_SMS,
	[CONSENT_BY_WECHAT] = CHANNEL_WECHAT,
};
static const enum consent_channel column_of[MESSAGE_CHANNEL__MAX] = {
	[CHANNEL_EMAIL] = CONSENT_BY_EMAIL,
	[CHANNEL_SMS] = CONSENT_BY_SMS,
	[CHANNEL_WECHAT] = CONSENT_BY_WECHAT,
};
static const enum choice_place choice_place_of[CONSENT_PLACE__MAX] = {
	[CONSENT_IN_ACCOUNT] = CHOICE_SIGNED_IN,
	[CONSENT_BY_LINK] = CHOICE_BY_LINK,
	[CONSENT_ONE_CLICK] = CHOICE_ONE_CLICK,
	[CONSENT_BY_PROGRAM] = CHOICE_BY_PROGRAM,
};

/* As they stand on the page. */
static const enum consent_channel order[] = { CONSENT_BY_EMAIL, CONSENT_BY_SMS, CONSENT_BY_WECHAT,
					      CONSENT_BY_PHONE };
#define COLUMNS (sizeof order / sizeof *order)

/* ---- reading ---- */

static bool stands(struct work *w, const struct matrix *m, enum choice_row row,
		   enum consent_channel c, const bool offers[CONSENT_CHANNEL__MAX])
{
	enum choice_answer said;

	if (m->cell[row][c] != CELL_OPEN)
		return m->cell[row][c] == CELL_ALWAYS;
	if (row == CHOICE_OFFERS)
		return offers[c];
	said = choice_said(w, channel_of[c], m->to[c], TOPIC_DELIVERY);
	return said == CHOICE_NEVER_SAID ? choice_begins(row, c, m->primary) : said == CHOICE_YES;
}

static void fill(struct work *w, struct matrix *m)
{
	bool offers[CONSENT_CHANNEL__MAX] = { false };

	m->rings = m->customer_id && (m->shown[CONSENT_BY_SMS] || m->shown[CONSENT_BY_WECHAT]);
	m->quiet = m->rings ? customer_quiet(w, m->customer_id) : QUIET_NIGHT;
	if (m->customer_id)
		customer_offers(w, m->customer_id, offers);
	for (int row = 0; row < CHOICE_ROW__MAX; row++)
		for (int c = CONSENT_BY_EMAIL; c < CONSENT_CHANNEL__MAX; c++) {
			enum choice_row r = (enum choice_row)row;
			enum consent_channel column = (enum consent_channel)c;

			m->cell[row][c] = choice_cell(r, column, m->primary, m->to[c] != NULL);
			/* whose address it is nobody knows, so nobody could agree */
			if (r == CHOICE_OFFERS && !m->customer_id)
				m->cell[row][c] = CELL_NO_WAY;
			m->wanted[row][c] = stands(w, m, r, column, offers);
		}
}

void matrix_of_customer(struct work *w, uint64_t customer_id, struct matrix *out)
{
	const struct settings *s = &w->app->settings;
	struct customer_ways have;

	customer_ways_of(w, customer_id, &have);
	*out = (struct matrix){ .customer_id = customer_id, .in_account = true };
	out->to[CONSENT_BY_EMAIL] = have.email;
	out->to[CONSENT_BY_SMS] = s->sms ? have.phone : NULL;
	out->to[CONSENT_BY_WECHAT] = s->wechat ? have.wechat : NULL;
	out->to[CONSENT_BY_PHONE] = have.phone;
	out->shown[CONSENT_BY_EMAIL] = true;
	out->shown[CONSENT_BY_SMS] = s->sms;
	out->shown[CONSENT_BY_WECHAT] = s->wechat;
	out->shown[CONSENT_BY_PHONE] = have.phone != NULL;
	out->primary = have.email                   ? CONSENT_BY_EMAIL
		       : out->to[CONSENT_BY_WECHAT] ? CONSENT_BY_WECHAT
		       : out->to[CONSENT_BY_SMS]    ? CONSENT_BY_SMS
						    : CONSENT_NO_CHANNEL;
	fill(w, out);
}

/* Offers go to the customer's own address, which another one of an order need not be. */
static bool is_their_own(struct work *w, const struct message *m)
{
	struct customer_ways have;

	if (!m->customer_id)
		return false;
	customer_ways_of(w, m->customer_id, &have);
	if (m->channel == CHANNEL_EMAIL)
		return have.email && text_email_key(w->arena, have.email) &&
		       !strcmp(text_email_key(w->arena, have.email),
			       text_email_key(w->arena, m->recipient));
	return m->channel == CHANNEL_SMS ? have.phone && !strcmp(have.phone, m->recipient)
					 : have.wechat && !strcmp(have.wechat, m->recipient);
}

void matrix_of_message(struct work *w, const struct message *m, struct matrix *out)
{
	enum consent_channel c = column_of[m->channel];

	*out = (struct matrix){ .primary = c };
	out->customer_id = is_their_own(w, m) ? m->customer_id : 0;
	out->to[c] = m->recipient;
	out->shown[c] = true;
	fill(w, out);
}

/* ---- changing ---- */

struct putting {
	const struct matrix *m;
	bool (*wanted)[CONSENT_CHANNEL__MAX];
	struct quiet_hours quiet;
	enum consent_place place;
	struct matrix_change change;
};

/* Who says so in their account, says it for each address they are known by. */
static void put_delivery(struct work *w, const struct putting *p, enum consent_channel c,
			 bool wanted)
{
	enum choice_place place = choice_place_of[p->place];
	const char *emails[EMAILS];
	size_t n = 0;

	choice_set(w, channel_of[c], p->m->to[c], TOPIC_DELIVERY, wanted, place);
	if (c == CONSENT_BY_EMAIL && (place == CHOICE_SIGNED_IN || place == CHOICE_BY_PROGRAM))
		n = customer_emails(w, p->m->customer_id, emails, EMAILS);
	for (size_t i = 0; i < n; i++)
		choice_set(w, CHANNEL_EMAIL, emails[i], TOPIC_DELIVERY, wanted, place);
}

static void put_cell(struct work *w, struct putting *p, enum choice_row row, enum consent_channel c)
{
	const struct matrix *m = p->m;
	bool wanted = p->wanted[row][c];

	if (m->cell[row][c] != CELL_OPEN || wanted == m->wanted[row][c])
		return;
	if (row == CHOICE_DELIVERY)
		put_delivery(w, p, c, wanted);
	if (m->customer_id)
		customer_chose(w, m->customer_id,
			       row == CHOICE_OFFERS ? CONSENT_OFFERS : CONSENT_DELIVERY, c, wanted,
			       p->place);
	p->change = (struct matrix_change){ p->change.n + 1, row, wanted, false };
}

static void put_quiet(struct work *w, struct putting *p)
{
	const struct matrix *m = p->m;

	if (!m->rings || (p->quiet.from == m->quiet.from && p->quiet.to == m->quiet.to))
		return;
	customer_set_quiet(w, m->customer_id, p->quiet);
	p->change = (struct matrix_change){ .n = p->change.n + 1, .quiet = true };
}

static int put(struct work *w, void *arg)
{
	struct putting *p = arg;

	p->change.n = 0;
	for (int row = 0; row < CHOICE_ROW__MAX; row++)
		for (int c = CONSENT_BY_EMAIL; c < CONSENT_CHANNEL__MAX; c++)
			put_cell(w, p, (enum choice_row)row, (enum consent_channel)c);
	put_quiet(w, p);
	return 0;
}

struct matrix_change matrix_put(struct work *w, const struct matrix *m,
				bool wanted[CHOICE_ROW__MAX][CONSENT_CHANNEL__MAX],
				struct quiet_hours quiet, enum consent_place place)
{
	struct putting p = { .m = m, .wanted = wanted, .quiet = quiet, .place = place };

	work_transaction(w, put, &p);
	return p.change;
}

/* ---- as a tree ---- */

/* In the account all news of orders stand; what is for sale stands in the shop. */
static void add_site(struct work *w, int row, cJSON *cells)
{
	cJSON *cell = json_append_object(cells);

	json_add_text(cell, "channel", "site");
	json_add_text(cell, "name", arena_printf(w->arena, "%s_site", choice_row_word[row]));
	json_add_bool(cell, "is_always", row != CHOICE_OFFERS);
	json_add_bool(cell, "is_open", false);
	json_add_bool(cell, "wanted", row != CHOICE_OFFERS);
}

static void add_row(struct work *w, const struct matrix *m, int row, cJSON *list)
{
	cJSON *one = json_append_object(list), *cells;

	json_add_text(one, "row", choice_row_word[row]);
	json_add_bool(one, "is_order", row == CHOICE_ORDER);
	json_add_bool(one, "is_delivery", row == CHOICE_DELIVERY);
	json_add_bool(one, "is_offers", row == CHOICE_OFFERS);
	cells = json_add_array(one, "cells");
	for (size_t i = 0; i < COLUMNS; i++) {
		enum consent_channel c = order[i];
		cJSON *cell;

		if (!m->shown[c])
			continue;
		cell = json_append_object(cells);
		json_add_text(cell, "channel", choice_column_word[c]);
		json_add_text(cell, "name",
			      arena_printf(w->arena, "%s_%s", choice_row_word[row],
					   choice_column_word[c]));
		json_add_bool(cell, "is_always", m->cell[row][c] == CELL_ALWAYS);
		json_add_bool(cell, "is_open", m->cell[row][c] == CELL_OPEN);
		json_add_bool(cell, "wanted", m->wanted[row][c]);
	}
	if (m->in_account)
		add_site(w, row, cells);
}

static void add_quiet(const struct matrix *m, cJSON *view)
{
	cJSON *t;

	if (!m->rings) {
		json_add_null(view, "quiet");
		return;
	}
	t = json_add_object(view, "quiet");
	json_add_int(t, "from", m->quiet.from);
	json_add_int(t, "to", m->quiet.to);
}

cJSON *matrix_view(struct work *w, const struct matrix *m)
{
	cJSON *view = json_object(), *columns = json_add_array(view, "columns"),
	      *rows = json_add_array(view, "rows");
	bool any = false, offers = false;

	for (size_t i = 0; i < COLUMNS; i++) {
		enum consent_channel c = order[i];

		if (m->shown[c])
			json_add_text(json_append_object(columns), "channel",
				      choice_column_word[c]);
		any = any || m->to[c];
		offers = offers || m->wanted[CHOICE_OFFERS][c];
	}
	if (m->in_account)
		json_add_text(json_append_object(columns), "channel", "site");
	for (int row = 0; row < CHOICE_ROW__MAX; row++)
		add_row(w, m, row, rows);
	json_add_bool(view, "has_choice", any);
	json_add_bool(view, "has_offers", offers);
	add_quiet(m, view);
	json_add_int(view, "text_version", CONSENT_TEXT);
	return view;
}

cJSON *notify_choices_view(struct work *w, uint64_t customer_id)
{
	struct matrix m;

	matrix_of_customer(w, customer_id, &m);
	return matrix_view(w, &m);
}
