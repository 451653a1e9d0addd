/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk's page of one customer: everything about them, with notes and tags. */
#include "customer/web.h"

#include <string.h>
#include "base/json.h"
#include "customer/consent.h"
#include "customer/desk.h"
#include "customer/input.h"
#include "customer/merge_view.h"
#include "customer/tag.h"
#include "customer/wish.h"
#include "guard.h"
#include "notify/notify.h"
#include "order/order.h"
#include "respond.h"
#include "staff/staff.h"

#define PAGE        "customer/show"
#define ORDERS_OPEN 20

bool desk_find_customer(struct request *req, struct response *res, struct work *w,
			struct customer *out)
{
	if (customer_find_number(w, req->path_param[0], out))
		return true;
	respond_not_found(req, res);
	return false;
}

static void add_notes(const struct note *notes, size_t n, const struct staff_names *staff,
		      cJSON *view)
{
	cJSON *list = json_add_array(view, "notes");

	json_add_bool(view, "has_notes", n > 0);
	for (size_t i = 0; i < n; i++) {
		cJSON *v = json_append_object(list);

		json_add_id(v, "id", notes[i].id);
		json_add_id(v, "staff_id", notes[i].staff_id);
		json_add_text(v, "author", staff_names_of(staff, notes[i].staff_id));
		json_add_text(v, "body", notes[i].body);
		json_add_instant(v, "at", notes[i].at);
	}
}

/* A tag's name stands as it is, a wish's kind is one of our words. */
static void add_what(cJSON *v, const struct customer_event *e)
{
	bool is_wish = e->kind == CUSTOMER_WISH_SAID || e->kind == CUSTOMER_WISH_REMOVED;

	json_add_text(v, "what", is_wish ? NULL : e->what);
	json_add_text(v, "wish", is_wish ? e->what : NULL);
}

static void add_wishes(struct work *w, uint64_t customer_id, cJSON *view)
{
	size_t n;
	const struct wish *all = wish_store_list(w, customer_id, &n);

	json_add(view, "wishes", wish_groups(w, all, n));
	json_add_bool(view, "has_wishes", n > 0);
}

static void add_consents(struct work *w, uint64_t customer_id, bool in_full, cJSON *view)
{
	const char *value[TRAITS];
	size_t n;
	const struct consent *ledger = consent_store_ledger(w, customer_id, &n);

	trait_store_read(w, customer_id, value);
	json_add(view, "consents", consents_view(ledger, n, value, in_full));
	json_add(view, "consent_history", consent_history(ledger, n));
	json_add_bool(view, "has_consents", n > 0);
}

static uint64_t staff_of(const struct actor *who)
{
	return who->kind == ACTOR_STAFF ? who->id : 0;
}

static void add_events(const struct customer_event *events, size_t n,
		       const struct staff_names *staff, cJSON *view)
{
	cJSON *list = json_add_array(view, "events");

	json_add_bool(view, "has_events", n > 0);
	for (size_t i = 0; i < n; i++) {
		cJSON *v = json_append_object(list);
		const struct actor *who = &events[i].who;

		json_add_text(v, "kind", customer_event_word[events[i].kind]);
		add_what(v, &events[i]);
		json_add_text(v, "actor", actor_kind_word[who->kind]);
		json_add_text(v, "author", staff_names_of(staff, staff_of(who)));
		json_add_instant(v, "at", events[i].at);
	}
}

/* What was noted and what happened, each with who did it. */
static void add_history(struct work *w, uint64_t customer_id, cJSON *view)
{
	size_t n_notes, n_events;
	const struct note *notes = note_store_list(w, customer_id, &n_notes);
	const struct customer_event *events = event_store_list(w, customer_id, &n_events);
	struct staff_names staff = { .n = 0 };

	for (size_t i = 0; i < n_notes; i++)
		staff_names_want(&staff, notes[i].staff_id);
	for (size_t i = 0; i < n_events; i++)
		staff_names_want(&staff, staff_of(&events[i].who));
	staff_names_read(w, &staff);
	add_notes(notes, n_notes, &staff, view);
	add_events(events, n_events, &staff, view);
}

static void add_tags(struct work *w, uint64_t customer_id, cJSON *view)
{
	cJSON *tags;

	customer_tags_view(w, &customer_id, 1, &tags);
	json_add_bool(view, "has_tags", cJSON_GetArraySize(tags) > 0);
	json_add(view, "tags", tags);
}

static void add_tabs(cJSON *view, enum desk_tab tab)
{
	json_add_bool(view, "is_overview", tab == DESK_OVERVIEW);
	json_add_bool(view, "is_orders", tab == DESK_ORDERS);
	json_add_bool(view, "is_contacts", tab == DESK_CONTACTS);
	json_add_bool(view, "is_messages", tab == DESK_MESSAGES);
	json_add_bool(view, "is_points", tab == DESK_POINTS);
}

cJSON *desk_customer_view(struct request *req, struct work *w, const struct customer *c,
			  enum desk_tab tab, bool in_full)
{
	cJSON *view = json_object();
	struct contact contact;

	json_add(view, "customer", customer_view(w, c, in_full));
	if (contact_store_newest(w, c->id, &contact))
		json_add(view, "contact", contact_view(w, &contact, in_full));
	else
		json_add_null(view, "contact");
	json_add(view, "sums", order_sums_for_customer(w, c->id));
	add_tags(w, c->id, view);
	add_tabs(view, tab);
	json_add_bool(view, "has_members", w->app->settings.member);
	json_add_bool(view, "in_full", in_full);
	json_add_bool(view, "may_see_in_full", may(req, PERM_PERSONAL_DATA));
	json_add_bool(view, "may_place", may(req, PERM_ORDERS_PLACE));
	json_add_bool(view, "may_change", may(req, PERM_CUSTOMERS_CHANGE));
	json_add_bool(view, "may_see_messages", may(req, PERM_MESSAGES));
	json_add_bool(view, "may_merge", may(req, PERM_CUSTOMERS_MERGE));
	return view;
}

void desk_add_form(struct request *req, cJSON *view)
{
	json_add(view, "form", respond_form(req, customer_desk_fields, DESK_FIELDS, NULL, NULL));
}

/* Who came by themselves; others have none. */
static void add_join(struct work *w, uint64_t customer_id, cJSON *view)
{
	enum join_source source;
	struct instant at;
	cJSON *join;

	if (!join_store_read(w, customer_id, &source, &at)) {
		json_add_null(view, "joined");
		return;
	}
	join = json_add_object(view, "joined");
	json_add_text(join, "source", join_source_word[source]);
	json_add_instant(join, "at", at);
}

static void add_list(cJSON *view, const char *name, const char *has, cJSON *list)
{
	json_add_bool(view, has, cJSON_GetArraySize(list) > 0);
	json_add(view, name, list);
}

static cJSON *show_view(struct request *req, struct work *w, const struct customer *c, bool in_full)
{
	cJSON *view = desk_customer_view(req, w, c, DESK_OVERVIEW, in_full);

	add_list(view, "open_orders", "has_open_orders",
		 order_list_for_customer(w, c->id, true, ORDERS_OPEN));
	json_add(view, "rhythm", order_rhythm_for_customer(w, c->id));
	add_list(view, "usual", "has_usual", order_usual_for_customer(w, c->id));
	add_join(w, c->id, view);
	add_list(view, "merges", "has_merges", merges_view(w, c->id));
	add_wishes(w, c->id, view);
	json_add(view, "choices", notify_choices_view(w, c->id));
	add_consents(w, c->id, in_full, view);
	add_history(w, c->id, view);
	return view;
}

/* The number of who went over leads to the page of who they are now. */
static bool is_of_another(const struct request *req, const struct customer *c)
{
	char number[IDENT_NUMBER_SIZE];

	return !req->wants_json && ident_number_fold('C', req->path_param[0], number) &&
	       strcmp(number, c->number) != 0;
}

static void show(struct request *req, struct response *res, bool in_full)
{
	struct work w = work_of(req);
	struct customer c;
	cJSON *view;

	if (!desk_find_customer(req, res, &w, &c))
		return;
	if (!in_full && is_of_another(req, &c)) {
		respond_redirect(req, res, desk_customer_path(req, &c));
		return;
	}
	view = show_view(req, &w, &c, in_full);
	desk_add_form(req, view);
	respond_view(req, res, PAGE, view);
}

/* Masked until somebody asks for more, which is logged. */
void customer_web_show(struct request *req, struct response *res)
{
	show(req, res, false);
}

void customer_web_show_full(struct request *req, struct response *res)
{
	show(req, res, true);
}

/* ---- what is written on the page ---- */

/* One of the page's forms; the others stand there empty again. */
static bool read_one(struct request *req, struct response *res, struct work *w,
		     const struct customer *c, enum desk_field which, struct desk_input *in)
{
	struct field_errors errors = { .arena = req->arena };

	if (fields_read(req, &customer_desk_fields[which], 1, in, NULL, &errors))
		return true;
	respond_errors(req, res, PAGE, req->wants_json ? NULL : show_view(req, w, c, false),
		       customer_desk_fields, DESK_FIELDS, &errors);
	return false;
}

const char *desk_customer_path(const struct request *req, const struct customer *c)
{
	return arena_printf(req->arena, "/desk/customers/%s", c->number);
}

void customer_web_note(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct desk_input in = { 0 };
	struct customer c;

	if (!desk_find_customer(req, res, &w, &c) || !read_one(req, res, &w, &c, DESK_NOTE, &in))
		return;
	note_store_insert(&w, c.id, req->session->actor.id, in.body);
	customer_answer(req, res, &w, &c, desk_customer_path(req, &c), N_("Note added."));
}

void customer_web_tag(struct request *req, struct response *res)
{
	struct field_errors errors = { .arena = req->arena };
	struct work w = work_of(req);
	struct desk_input in = { 0 };
	struct customer c;

	if (!desk_find_customer(req, res, &w, &c) || !read_one(req, res, &w, &c, DESK_TAG, &in))
		return;
	if (customer_tag_add(&w, c.id, in.tag) == TAG_OK) {
		customer_answer(req, res, &w, &c, desk_customer_path(req, &c), N_("Tag added."));
		return;
	}
	field_error(&errors, "/tag", "too_many", N_("This customer has 20 tags. Remove one first."),
		    NULL);
	respond_errors(req, res, PAGE, req->wants_json ? NULL : show_view(req, &w, &c, false),
		       customer_desk_fields, DESK_FIELDS, &errors);
}

void customer_web_untag(struct request *req, struct response *res)
{
	struct work w = work_of(req);
	struct desk_input in = { 0 };
	struct customer c;

	if (!desk_find_customer(req, res, &w, &c) || !read_one(req, res, &w, &c, DESK_TAG, &in))
		return;
	if (customer_tag_remove(&w, c.id, in.tag) == TAG_OK)
		customer_answer(req, res, &w, &c, desk_customer_path(req, &c), N_("Tag removed."));
	else
		respond_not_found(req, res);
}
