/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Orders: four axes, one stage for programs, one badge for people. The reference area: all others
 * are built like it. */
#ifndef REGULARS_ORDER_ORDER_H
#define REGULARS_ORDER_ORDER_H

#include "order/edit.h"
#include "order/intake.h"
#include "order/link.h"
#include "order/mention.h"
#include "order/past.h"
#include "order/regroup.h"
#include "order/rules.h"
#include "order/tag.h"
#include "order/types.h"

/* ---- use cases: each in one transaction, with its event, message and document ---- */
struct order_draft_line {
	const char *sku;
	int64_t quantity;
	int64_t unit_milli; /* -1: the list price */
	size_t row;         /* where it stood in what was sent: for errors */
};
struct order_draft {
	const char *source, *source_ref, *customer_note;
	struct contact_draft contact;
	enum lang lang;
	bool lang_unsaid; /* the customer's counts, if they are known */
	enum order_payment_method payment_method;
	bool pay_first;
	struct order_draft_line *lines;
	size_t n_lines;
	int64_t discount, shipping; /* minor units; shipping -1: by the shop's rule */
	struct instant placed_at;   /* none: now */
	struct instant promised_to; /* none: by the shop's rule */
	const char *code;           /* of a promotion; NULL: none */
	bool promoted; /* what promotions take off comes off; false: as agreed elsewhere */
	bool as_draft; /* kept aside at the desk: nothing reserved, nobody told */
};
enum order_refusal order_place(struct work *w, const struct order_draft *d,
			       struct order_answer *out) __attribute__((warn_unused_result));

enum order_refusal order_confirm(struct work *w, struct order_ref r, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_hold(struct work *w, struct order_ref r, const char *reason,
			      struct instant until, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_release(struct work *w, struct order_ref r, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_cancel(struct work *w, struct order_ref r, const char *reason,
				struct order_answer *out) __attribute__((warn_unused_result));
enum order_refusal order_cancel_line(struct work *w, struct order_ref r, uint64_t line_id,
				     int quantity, const char *reason, struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_close(struct work *w, struct order_ref r, struct order_answer *out)
	__attribute__((warn_unused_result));
/* Closed: goes on as confirmed, and closes by hand alone from then on. Cancelled: what was
 * cancelled with it is ordered and kept again (ORDER_NO_STOCK), what was cancelled by itself stays
 * so; its time to pay begins anew. */
enum order_refusal order_reopen(struct work *w, struct order_ref r, const char *why,
				struct order_answer *out) __attribute__((warn_unused_result));
enum order_refusal order_set_wait(struct work *w, struct order_ref r, uint64_t line_id,
				  enum order_wait wait, struct instant until,
				  struct order_answer *out) __attribute__((warn_unused_result));
enum order_refusal order_set_promise(struct work *w, struct order_ref r, struct instant from,
				     struct instant to, const char *why, struct order_answer *out)
	__attribute__((warn_unused_result));
/* Where the new address is taxed otherwise, and that makes the order come to something else, it has
 * to be what was agreed to: ORDER_NOT_AGREED, and nothing was written; out->order is as it would
 * be. */
#define ORDER_NOT_ASKED (-1) /* nobody agreed to anything */
enum order_refusal order_change_contact(struct work *w, struct order_ref r,
					const struct contact_draft *d, int64_t agreed,
					struct order_answer *out)
	__attribute__((warn_unused_result));
enum order_refusal order_confirm_receipt(struct work *w, struct order_ref r,
					 struct order_answer *out)
	__attribute__((warn_unused_result));
/* Colleagues named in it see that they were. */
void order_add_note(struct work *w, uint64_t order_id, const char *body);

/* ---- for areas further from the order: open, change, tell, save; inside work_transaction ---- */
/* How the shop's settings promise. */
struct order_dispatch order_dispatch_of(const struct work *w);
/* Basis points of shipping that goes where the settings' rates count. */
int order_shipping_tax_at_home(const struct settings *s);
/* Locks the order row and reads it with its lines; NULL: absent. Several orders: in rising id. */
struct order *order_open(struct work *w, uint64_t id);
/* Opens several in primary-key order; out[i] belongs to the i-th smallest id; returns how many were
 * found. */
size_t order_open_many(struct work *w, uint64_t *ids, size_t n, struct order **out);
/* Writes the event row and runs the wiring's listeners. Fields of `e` but id, order_id, actor and
 * at (filled here). */
void order_tell(struct work *w, struct order *o, struct order_event e);
/* The same for several at once, each with its own actor. */
void order_tell_all(struct work *w, struct order *o, struct order_event *e, size_t n);
/* A time as an event's from and to hold it; NULL: none. */
const char *order_time_word(struct work *w, struct instant t);
/* Recomputes live amount, badge and totals; writes the row (version + 1), changed lines and the
 * customer's document. */
void order_save(struct work *w, struct order *o);
bool order_get(struct work *w, uint64_t id, struct order **out);         /* without a lock */
bool order_find_number(struct work *w, const char *typed, uint64_t *id); /* ident_number_fold() */
/* The order that this source calls so. One statement. */
bool order_has_sku(struct work *w, const char *sku_code);      /* one has it. One statement. */
bool order_has_customer(struct work *w, uint64_t customer_id); /* one is theirs. Likewise. */
/* Its source may use the reference again: it stays readable, as that of a file taken back. Inside
 * work_transaction, before an act that writes the order's page. */
void order_free_reference(struct work *w, struct order *o, uint64_t file_id);
bool order_find_reference(struct work *w, const char *source, const char *ref, uint64_t *id);
/* held[i]: ids[i] is on hold. At most 32; one statement, none without ids. */
void order_held(struct work *w, const uint64_t *ids, size_t n, bool *held);
/* order_fulfil_rule with its event. */
void order_fulfil_intangibles(struct work *w, struct order *o);

/* ---- reading ---- */
struct order_document {
	uint64_t order_id, customer_id;
	int link_version;
	struct instant link_until;
	cJSON *tree;
};
/* The form in which pages are kept: raised whenever a program writes them otherwise, be it by
 * document.c or by a part of wiring.c (the suite order_document says so). Pages of another form are
 * made anew as they are read, and those of an older one written anew by the worker. */
enum { ORDER_DOCUMENT_FORM = 2 };
/* The customer's page of an order: one statement, and more where it is of another form. number is
 * canonical. */
bool order_document_find(struct work *w, const char *number, struct order_document *out)
	__attribute__((warn_unused_result));
/* ---- the way in to one's own order, for pages (own_entry_web.c) ---- */
struct request;
struct response;
struct order_own {
	struct work work; /* its actor is the customer */
	struct order_document document;
	const char *number, *key; /* key NULL: by session */
};
/* Proves the way in: the signed link's k (query or form), or the session of the customer it belongs
 * to. False: *res says 404, or 410 for a link that ended. */
bool order_own_find(struct request *req, struct response *res, struct order_own *out);
/* "/o/R-…" and the tail ("", "/cancel"), with the link's k. */
char *order_own_path(struct request *req, const struct order_own *o, const char *tail);

/* Writes it again from the tables; for erasing and repair. Not in work of the past. */
void order_document_write(struct work *w, struct order *o);
char *order_document_fresh(struct work *w, struct order *o); /* NULL: its contact is missing */
/* Lines of the SKU show this picture (NULL: none) from now on, and so do the pages of their orders:
 * at most `max` of those behind *after, which is moved on. Returns how many. Inside a transaction.
 */
size_t order_show_picture(struct work *w, const char *sku_code, const char *picture,
			  uint64_t *after, size_t max);
bool order_shows_picture(struct work *w, const char *sku_code, const char *picture);
/* All of them, where they are not fresh; beside workers that go on. */
struct order_rewrite {
	int64_t orders, written;
};
struct order_rewrite order_documents_rewrite(struct work *w,
					     void (*progress)(void *arg, int64_t done, int64_t of),
					     void *arg);
/* The worker's: a batch of those of an older form; true: there may be more. Never in a transaction.
 */
bool order_documents_renew(struct work *w);
int64_t order_count(struct work *w); /* all there are */
/* A form that changes this order was opened; who of the staff did is said to the others who open
 * it. Two statements at most. */
void order_opens_form(struct work *w, uint64_t order_id);
/* Forgets at most max of who had orders open; true: there may be more. */
bool order_sweep(struct work *w, int max);
/* The signed link's token; k of /o/<number>?k=… */
void order_link_token(const struct app *app, uint64_t order_id, int link_version,
		      char tag[SECRET_TAG_SIZE]);
char *order_link_url(struct work *w,
		     const struct order *o); /* absolute; NULL: nobody was told of it */
/* A link that opens the order's page now: its own, or, where the order is over, by a key of so many
 * days; *until: its end, or none. NULL: nobody was told of it. */
char *order_way_in(struct work *w, const struct order *o, int64_t days, struct instant *until);
/* What messages carry: such a link that works as long as settings.link_days says; and the same in
 * fewer characters, for those that are paid by their length. */
char *order_message_url(struct work *w, const struct order *o);
char *order_short_url(struct work *w, const struct order *o);
/* The same to a page of it: "/feedback". NULL: nobody was told of it. */
char *order_message_url_to(struct work *w, const struct order *o, const char *tail);

/* Ids of unpaid orders whose time is over, of delivered orders to close, and of held ones whose
 * hold ended; oldest first. */
size_t order_find_unpaid_expired(struct work *w, uint64_t *ids, size_t max);
/* Those that end after one place in time and at `until` at the latest, by when they do; moves the
 * place behind the last of them. */
struct order_due_place {
	struct instant at;
	uint64_t id;
};
size_t order_find_unpaid_until(struct work *w, struct order_due_place *after, struct instant until,
			       uint64_t *ids, size_t max);
size_t order_find_hold_over(struct work *w, uint64_t *ids, size_t max);
size_t order_find_to_close(struct work *w, struct instant delivered_before, uint64_t *ids,
			   size_t max);
/* Rows of a customer's orders, newest first, as list items (number, badge, total, placed_at,
 * n_units, promise). */
cJSON *order_list_for_customer(struct work *w, uint64_t customer_id, bool open_only, int limit);
/* A page of them, 25 at most: before or after an order (0: the newest), and the bounds of the pages
 * beside it (0: there is none). Two statements. */
struct order_own_page {
	uint64_t before, after;
	uint64_t prev, next; /* the answer: `after` of the newer page, `before` of the older one */
};
cJSON *order_page_for_customer(struct work *w, uint64_t customer_id, struct order_own_page *page);
/* Numbers of their orders that are neither complete nor cancelled, the newest first, 50 at most. */
const char **order_open_of_customer(struct work *w, uint64_t customer_id, size_t *n);
/* Their orders say no more who they were, and links to them end. */
void order_erase_customer(struct work *w, uint64_t customer_id);
/* What they bought in more than one order: [{name, picture, sku, orders, units, last_at,
 * has_rhythm, every_days, due_at, standing}], at most eight, of the newest 200 orders. One
 * statement. */
cJSON *order_usual_for_customer(struct work *w, uint64_t customer_id);
/* How often they buy, of their newest 200 orders: {days (that it is reckoned from), has_rhythm,
 * every_days, low_days, high_days (the usual range), last_at, standing, next: null or {at, from,
 * to}, chart: null or {orders, least, most, top, half, sticks, area, months}}. The chart is 1000 by
 * 140, downwards, of the orders in the newest one's currency. One statement. */
cJSON *order_rhythm_for_customer(struct work *w, uint64_t customer_id);
/* The newest orders that go to these contacts, each with its signed link: for who lost the numbers.
 * At most ten. */
cJSON *order_links_for_contacts(struct work *w, const uint64_t *contact_ids, size_t n,
				const struct order **newest);
/* {"bank": {"words": …}} to a document's tree whose order is to be paid by bank transfer, where the
 * account is not set "words": null; {"bank": null} to any other. */
void order_add_bank(const struct settings *s, enum lang lang, cJSON *tree);
/* {orders, open, since} of a customer's orders that count, {spent, average}: what was received less
 * given back of all of them, which is customer.spent where it is in the shop's currency, and that
 * by the orders that count. Of orders in several currencies, money is summed up in the shop's
 * alone. One statement. */
cJSON *order_sums_for_customer(struct work *w, uint64_t customer_id);

/* Orders by badge, all of them: reads an index from end to end, for commands. */
/* What is stored for lists of an order's lines is what its lines say; `o` read with its lines. */
bool order_face_is_fresh(struct arena *a, const struct order *o);
void order_count_badges(struct work *w, int64_t counts[ORDER_BADGE__MAX]);

/* Staff's view of an order: everything but what further areas add. */
cJSON *order_view(struct work *w, const struct order *o, const struct contact *c, bool in_full);
cJSON *order_events_view(struct work *w, const struct order *o);
/* Those that came after this version, in the same words and order, for pages: staff by name. */
cJSON *order_events_since(struct work *w, const struct order *o, int version);
/* What is owed of it, received or not: a credit lowers it. */
int64_t order_owed(const struct order *o);

/* It goes over to this customer, its parcels, credits and messages with it; its contact, the caller
 * sees to. From, to: their numbers. Inside work_transaction. */
void order_give(struct work *w, uint64_t id, uint64_t customer_id, const char *from,
		const char *to);

/* The desk's list as `filters`, its query string, has it, newest first, with lines and bundles, for
 * a file: the batch that begins at *below (0: the newest), which is then where the next one begins;
 * 0: there is none. A batch may be empty. */
struct order *order_list_for_file(struct work *w, const char *filters, uint64_t *below, size_t *n);

/* Two customers become one (wiring): orders go along, and each is told of it behind that. */
void order_give_customer(struct work *w, const struct customer_move *m);
void order_back_customer(struct work *w, const struct customer_move *m);
bool order_customers_tied(struct work *w, const struct customer_move *m);
void order_tell_customer(struct work *w, const struct customer_move *m, const uint64_t *orders,
			 size_t n);

#endif
