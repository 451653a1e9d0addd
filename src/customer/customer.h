/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Customers: one person with several identities; the only area that holds personal data. */
#ifndef REGULARS_CUSTOMER_CUSTOMER_H
#define REGULARS_CUSTOMER_CUSTOMER_H

#include <cjson/cJSON.h>
#include "app.h"

enum identity_kind { IDENTITY_EMAIL = 1, IDENTITY_PHONE = 2, IDENTITY_EXTERNAL = 3, IDENTITY__MAX };

/* An order counts as its customer's while it is neither a draft nor cancelled: so in n_orders and
 * last_order_at, in the desk's figures and rhythm, and wherever a habit is read or a member made of
 * it. Lists show the others too, and tabs of a list count what stands in it. As a statement asks it
 * of an order o: */
#define ORDER_COUNTS "o.decision NOT IN (0, 4)"

struct customer {
	uint64_t id;
	const char *number, *name;
	enum lang lang;
	bool provisional;
	int n_orders;
	struct instant last_order_at, created_at;
	int version;
	int64_t spent;        /* minor units of the shop's currency */
	uint64_t joined_into; /* who they are now; 0: themselves */
};
/* A delivery snapshot. Text members may be NULL where the table allows. */
struct contact {
	uint64_t id, customer_id;
	const char *name, *phone, *phone_tail, *email, *email_key, *country, *province, *city,
		*district, *street, *postcode;
};

/* What an order brings along. Texts are already checked and clean. At least one of phone and email,
 * or an external id. */
struct contact_draft {
	const char *name, *phone, *email, *country, *province, *city, *district, *street, *postcode;
	const char *external_source, *external_id; /* NULL: none */
	enum lang lang;
};
/* How forms and JSON bodies give a contact_draft, for the sub-table of a FIELD_OBJECT. */
#ifdef REGULARS_WEB_WEB_H /* for the files that read input: they include web/web.h before this */
#define CONTACT_FIELDS 9
extern const struct field contact_fields[CONTACT_FIELDS];
/* Which system an order or a customer's id is of: a word of small letters, digits, - and _; else an
 * error at /source. */
void customer_check_source(const char *source, struct field_errors *errors);
#endif

/* The customer this contact belongs to (by external id, then e-mail, then phone), made as
 * provisional when nobody is known by it; and a contact version: the customer's newest one when
 * nothing differs, else a new row. Identities of the contact that are free become the customer's,
 * but an e-mail only while the customer is provisional: who signs in by it would enter somebody's
 * account. A known phone with a new e-mail is a new customer where the phone's has another e-mail
 * or is a full one.
 * An order placed at ordered_at comes with it and is counted; INSTANT_NONE: none does. At most six
 * statements, and one where all is known but one more for the order. */
void customer_for_contact(struct work *w, const struct contact_draft *d, struct instant ordered_at,
			  uint64_t *customer_id, struct contact *out);
/* A customer without any contact: an imported guest document. */
uint64_t customer_add_guest(struct work *w, const char *name);

/* Somebody as another system's books know them: by an id there (contact.external_id), or as the
 * guest of one document. No phone, no e-mail. */
struct customer_past {
	struct contact_draft contact;
	struct instant since;
	uint64_t customer_id, contact_id; /* the answer */
};
#define CUSTOMER_PAST_MAX 64
/* Finds each by its id of that source or makes it, as provisional; guests are always new. The
 * contact is a version of theirs that says the same, else a new one. At most six statements; inside
 * work_transaction. */
void customer_add_past(struct work *w, const char *source, struct customer_past *v, size_t n);

bool customer_get(struct work *w, uint64_t id, struct customer *out)
	__attribute__((warn_unused_result));
/* By their number as somebody typed it (ident_number_fold()). */
bool customer_find_number(struct work *w, const char *typed, struct customer *out)
	__attribute__((warn_unused_result));
bool contact_get(struct work *w, uint64_t id, struct contact *out)
	__attribute__((warn_unused_result));
/* Several at once, for lists: out[i] belongs to ids[i]; NULL when absent. n <= 64 */
void customer_get_many(struct work *w, const uint64_t *ids, size_t n, struct customer **out);
/* A changed delivery snapshot for the same customer. */
uint64_t contact_add_version(struct work *w, uint64_t customer_id, const struct contact_draft *d);

/* The contact as a tree, masked or in full. Staff and keys need PERM_PERSONAL_DATA for that (else
 * it fails), of one person in a request, and the security log says whom they saw: lists and answers
 * that are kept are masked. */
cJSON *contact_view(struct work *w, const struct contact *c, bool in_full);
cJSON *customer_view(struct work *w, const struct customer *c, bool in_full);
/* True when what a stranger typed fits the contact: the last four digits of the phone, all of it (a
 * number without a country code is of `country`), or the whole e-mail. Constant time over them; c
 * may be NULL: the same time, and false. */
bool contact_matches(struct arena *a, const struct contact *c, const char *typed,
		     const char *country);
/* To the same person at the same address: a changed contact is another version of it. */
bool contact_same_place(const struct contact *a, const struct contact *b);
/* What a statement asks of a contact k that its customer may see. */
#define CONTACT_IS_PROVED                                                                          \
	"EXISTS (SELECT 1 FROM customer_identity i WHERE i.customer_id = k.customer_id AND "       \
	"i.verified_at IS NOT NULL AND ((i.kind = 1 AND i.value = k.email_key) OR (i.kind = 2 "    \
	"AND i.value = k.phone)))"
/* Which of these contacts the signed-in customer may see: seen[i] is true where the customer has
 * verified the e-mail or phone of contact_ids[i]. An order whose contact is not among them was only
 * taken to be theirs, by an identity nobody proved. One statement; n <= 64 */
void customer_may_see(struct work *w, uint64_t customer_id, const uint64_t *contact_ids, size_t n,
		      bool *seen);

/* ---- for files ---- */
/* A line of the desk's list: the customer and the newest contact (id 0: none). */
struct customer_row {
	struct customer customer;
	struct contact contact;
};
/* Where a page of the list begins: behind this one, by what the list is sorted by. id 0: at its
 * start. */
struct customer_place {
	uint64_t id;
	int64_t at; /* microseconds, orders or minor units */
};
/* The desk's list as `filters`, its query string, has it, from a place on: a batch of it, which may
 * be empty. The place becomes that behind it; id 0: the list ends here. */
struct customer_row *customer_list_for_file(struct work *w, const char *filters,
					    struct customer_place *from, size_t *n);
/* May whoever asks have that list as a file? False, too, of filters that nobody can read. */
struct request;
bool customer_list_takes(const struct request *req, const char *filters);
/* Two who may be one person: who is kept, and who would be joined into them. */
struct customer_pair {
	const struct customer_row *kept, *joined;
	const cJSON *reasons; /* [{reason}] */
};
struct customer_pairs_place { /* newer 0: from the start, and at the end */
	uint64_t newer, older;
};
/* A page of them behind the place, which moves behind it; a page without any is not the end. Three
 * statements. */
struct customer_pair *customer_alike_for_file(struct work *w, struct customer_pairs_place *from,
					      size_t *n);
/* out[i] belongs to ids[i]; NULL when absent. n <= 64 */
void contact_get_many(struct work *w, const uint64_t *ids, size_t n, struct contact **out);
/* What of a contact may stand in a file: masked, or in full for who may see that (else it fails).
 * The log names the file, not each person in it. */
struct contact contact_for_file(struct work *w, const struct contact *c, bool in_full);
const char *customer_name_for_file(struct work *w, const struct customer *c, bool in_full);

/* ---- from files ---- */
enum customer_taken {
	CUSTOMER_TAKEN_NEW,
	CUSTOMER_TAKEN_CHANGED,
	CUSTOMER_TAKEN_SAME,
	CUSTOMER_TOO_MANY_TAGS /* the caller takes back what was written */
};
struct customer_from_file {
	struct contact_draft contact; /* what is NULL stays as it is */
	bool has_lang;
	const char *const *tags; /* that they bear besides those they have */
	size_t n_tags;
};
/* Finds or makes whose contact this is, as customer_for_contact does, and lays what is given over
 * what is known. Who has an account keeps the name and language they chose. Inside
 * work_transaction. */
enum customer_taken customer_take(struct work *w, const struct customer_from_file *d, uint64_t *id);

/* Forgets somebody whom a file brought and nobody was at since: still provisional, with the one
 * contact, without notes. False: somebody was. Inside work_transaction; that they have no orders,
 * the caller has asked. */
bool customer_forget_new(struct work *w, uint64_t id) __attribute__((warn_unused_result));

/* Ids for order searches; at most max. */
size_t customer_find_contacts_by_tail(struct work *w, const char *tail, uint64_t *contact_ids,
				      size_t max);
/* Contacts given with this e-mail (checked, as typed), newest first. */
size_t customer_find_contacts_by_email(struct work *w, const char *email, uint64_t *contact_ids,
				       size_t max);
size_t customer_find_by_name(struct work *w, const char *prefix, uint64_t *customer_ids,
			     size_t max);
size_t customer_find_by_phone(struct work *w, const char *phone_key, uint64_t *customer_ids,
			      size_t max);

/* What the desk's page of an order says of its customer besides: tags and wishes. The view has
 * `customer`. */
struct order;
void customer_add_to_desk(struct work *w, const struct order *o, cJSON *view);

enum tag_refusal { TAG_OK, TAG_TOO_MANY, TAG_NOT_FOUND };
/* What somebody agrees to: that we keep what they told of themselves, each for itself, and that we
 * write to them about offers, each channel for itself. */
enum consent_purpose {
	CONSENT_BIRTHDAY,
	CONSENT_GENDER,
	CONSENT_OCCUPATION,
	CONSENT_INCOME,
	CONSENT_OFFERS,
	CONSENT_DELIVERY, /* no consent: news of parcels come unless they are refused */
	CONSENT_PERSONAL, /* likewise: what is proposed goes by their orders and what they told */
	CONSENT_PURPOSE__MAX
};
#define TRAITS 4 /* the purposes before CONSENT_OFFERS: what is told */
enum consent_channel {
	CONSENT_NO_CHANNEL,
	CONSENT_BY_EMAIL,
	CONSENT_BY_SMS,
	CONSENT_BY_PHONE,
	CONSENT_BY_WECHAT,
	CONSENT_CHANNEL__MAX
};
enum consent_place {
	CONSENT_IN_ACCOUNT,
	CONSENT_BY_LINK,   /* on the page that a message's link leads to */
	CONSENT_ONE_CLICK, /* by the button of a mail program */
	CONSENT_BY_PROGRAM,
	CONSENT_AT_JOINING,
	CONSENT_AT_MERGING, /* of two customers made one, the stricter; or that was taken back */
	CONSENT_PLACE__MAX
};
/* Writes down what somebody chose of messages: offers, or news of parcels. What was said last is
 * not said again. Two statements, in the caller's transaction. */
/* Who told us that they were born on this day of a year, with an account, behind `after` by id. One
 * statement. */
size_t customer_born_on(struct work *w, int month, int day, uint64_t after, uint64_t *ids,
			size_t max);
void customer_chose(struct work *w, uint64_t customer_id, enum consent_purpose purpose,
		    enum consent_channel channel, bool wanted, enum consent_place place);
/* By which channels somebody agreed to offers. One statement. */
void customer_offers(struct work *w, uint64_t customer_id, bool by[CONSENT_CHANNEL__MAX]);
/* What is proposed to them, and whom a survey or list is for, may go by who they are and what they
 * ordered. One statement. */
bool customer_is_personal(struct work *w, uint64_t customer_id);
/* Which words people see today, by the version that the ledger keeps. */
#define CONSENT_TEXT 1
struct about_draft {
	uint64_t customer_id;
	int version; /* of the customer, as the form showed it */
	/* Checked. Told is agreed to; NULL: not agreed to, or no longer: the value goes. */
	const char *value[TRAITS];
};
enum about_refusal { ABOUT_OK, ABOUT_STALE };
enum about_refusal customer_about_put(struct work *w, const struct about_draft *d)
	__attribute__((warn_unused_result));

/* Stated wishes, in the customer's words: what to mind with all orders or those to one address. */
enum wish_kind {
	WISH_ALLERGY, /* what must be seen first */
	WISH_PACKING,
	WISH_DELIVERY_TIME,
	WISH_TASTE,
	WISH_OTHER,
	WISH__MAX
};
extern const char *const wish_word[WISH__MAX];
#define WISH_CHARS 500

enum wish_refusal { WISH_OK, WISH_STALE, WISH_NOT_FOUND /* no such address of theirs */ };
struct wish_draft {
	uint64_t customer_id, address_id;
	int version;                 /* of the customer, as the form showed it */
	const char *body[WISH__MAX]; /* NULL: no such wish any more */
};
enum wish_refusal wishes_put(struct work *w, const struct wish_draft *d)
	__attribute__((warn_unused_result));

/* What the customer wants minded with an order that goes to this contact: {wishes, has_wishes},
 * what must be seen first at first. At most two statements. */
void customer_add_wishes(struct work *w, uint64_t customer_id, uint64_t contact_id, cJSON *view);

/* Tags are words that the staff put on customers. The word is made where nobody has it yet; one
 * they bear already is no change. */
enum tag_refusal customer_tag_add(struct work *w, uint64_t customer_id, const char *name)
	__attribute__((warn_unused_result));
enum tag_refusal customer_tag_remove(struct work *w, uint64_t customer_id, const char *name)
	__attribute__((warn_unused_result));
/* The tags of these customers, in the order of `ids`: out[i] is an array of their names. One
 * statement; n <= CUSTOMER_MANY */
void customer_tags_view(struct work *w, const uint64_t *ids, size_t n, cJSON **out);
/* ---- two customers who are one person ---- */
/* Rows that go over, by their table: what customer_merge_row keeps. */
enum customer_moved {
	MOVED_IDENTITY,
	MOVED_CONTACT,
	MOVED_ADDRESS,
	MOVED_NOTE,
	MOVED_EVENT,
	MOVED_WISH,
	MOVED_CONSENT,
	MOVED_ORDER,
	MOVED_PARCEL,
	MOVED_CREDIT,
	MOVED_MESSAGE,
	MOVED_CUSTOMER, /* who went over to the one that goes, before */
	MOVED_TAG,      /* that the one that stays did not bear */
	MOVED_DEFAULT,  /* the address that was the default one */
	MOVED_POINTS,
	MOVED_ITEM,   /* of the inbox */
	MOVED_LETTER, /* of its threads */
	MOVED_SURVEY,
	MOVED_CLAIM,  /* of a reward */
	MOVED_INVITE, /* to a survey */
	MOVED__MAX
};
struct customer_move {
	uint64_t merge_id;
	uint64_t from, to; /* of going over; of going back the other way round */
	const char *from_number, *to_number;
};
/* What hangs on a customer in another area: goes over, each row noted, and back. Inside
 * work_transaction; tied: after going back, something of theirs holds both together. */
struct customer_mover {
	void (*give)(struct work *w, const struct customer_move *m);
	void (*back)(struct work *w, const struct customer_move *m);
	bool (*tied)(struct work *w, const struct customer_move *m); /* may be NULL */
	/* Told one by one behind that, where it takes longer; may be NULL. */
	void (*tell)(struct work *w, const struct customer_move *m, const uint64_t *orders,
		     size_t n);
};
/* The newest contact of somebody; false: none yet. */
bool contact_get_newest(struct work *w, uint64_t customer_id, struct contact *out)
	__attribute__((warn_unused_result));
/* The language somebody reads from now on, and is written to in. One statement. */
void customer_choose_language(struct work *w, uint64_t customer_id, enum lang lang);

/* Kept by payment in its own transaction: what an order of theirs received more, or gave back. */
void customer_count_spent(struct work *w, uint64_t customer_id, int64_t amount,
			  const char *currency);

/* Kept by order in its own transaction: one that counts from now on, and one that does no more. */
void customer_count_order(struct work *w, uint64_t customer_id, struct instant placed_at);
void customer_uncount_order(struct work *w, uint64_t customer_id, uint64_t order_id,
			    struct instant placed_at);

/* Orders of the past: each counts where is_counted, and brought what was received on it. */
struct customer_past_order {
	uint64_t customer_id;
	bool is_counted;
	struct instant placed_at;
	int64_t received;
	const char *currency;
};
void customer_count_orders(struct work *w, const struct customer_past_order *v, size_t n);

/* Sign-in by a six-digit code, to an e-mail address or, where SMS is switched on, a phone; what was
 * typed is one of these. Asking always looks the same; a message goes out only where it is known.
 */
void customer_send_code(struct work *w, const char *typed, enum lang lang,
			char token[SECRET_TOKEN_SIZE]);
enum code_result {
	CODE_OK,
	CODE_WRONG,
	CODE_OVER, /* five tries, used or too old */
	CODE_TAKEN /* of an account: somebody else has proved this way */
};
/* CODE_OK: the e-mail or phone is verified from now on, a provisional customer becomes a full one.
 * Where somebody else, who proved another way, only named it, it is an account of its own now, with
 * the orders that were placed under it. */
enum code_result customer_check_code(struct work *w, const char *token, const char *code,
				     uint64_t *customer_id) __attribute__((warn_unused_result));
/* The same within an account: to one of its ways, to show who is there, or to a new one, which a
 * right code makes theirs. The message goes out in any case. */
void customer_send_own_code(struct work *w, uint64_t customer_id, const char *way, enum lang lang,
			    char token[SECRET_TOKEN_SIZE]);
enum code_result customer_check_own_code(struct work *w, uint64_t customer_id, const char *token,
					 const char *code) __attribute__((warn_unused_result));
/* Who becomes known by themselves, and where they read of it. */
enum join_source {
	JOIN_ON_THE_WEB,
	JOIN_AT_THE_COUNTER,
	JOIN_IN_A_PARCEL,
	JOIN_ON_A_LEAFLET,
	JOIN_SOURCE__MAX
};
extern const char *const join_source_word[JOIN_SOURCE__MAX];
struct join_draft {
	const char *name;
	enum lang lang;
	bool offers[CONSENT_CHANNEL__MAX]; /* what they agree to */
	enum join_source source;
};
/* Whether the way is known shows nowhere: the message goes out in any case. */
void customer_send_join_code(struct work *w, const struct join_draft *d, const char *way,
			     char token[SECRET_TOKEN_SIZE]);
/* CODE_OK: the way is theirs, they are a full customer, and what they agreed to is in the ledger.
 */
enum code_result customer_check_join_code(struct work *w, const char *token, const char *code,
					  uint64_t *customer_id)
	__attribute__((warn_unused_result));
/* A password beside the code. True: it is that of the account this way opens; unknown and known
 * ways take the same time. */
bool customer_check_password(struct work *w, const char *way, const char *password,
			     uint64_t *customer_id) __attribute__((warn_unused_result));
/* NULL: it counts from now on. Else why not (msgid). */
const char *customer_set_password(struct work *w, uint64_t customer_id, const char *password)
	__attribute__((warn_unused_result));
/* False: there was none. */
bool customer_remove_password(struct work *w, uint64_t customer_id)
	__attribute__((warn_unused_result));
bool customer_has_password(struct work *w, uint64_t customer_id);
/* Somebody has shown that this address is theirs, as a right code does. False: nobody's here. */
bool customer_prove_email(struct work *w, const char *email) __attribute__((warn_unused_result));
/* Where to write; NULL: none known. */
const char *customer_email_for(struct work *w, uint64_t customer_id);
/* All the ways somebody can be reached by; NULL: none of that kind is known. One statement. */
struct customer_ways {
	const char *email, *phone;
	const char *wechat; /* their id of the source "wechat" */
};
void customer_ways_of(struct work *w, uint64_t customer_id, struct customer_ways *out);
/* Who somebody of another system is here; 0: nobody yet. One statement. */
uint64_t customer_find_elsewhere(struct work *w, const char *source, const char *id);
/* From now on that is this customer. False: they are gone, or it is somebody already. In the
 * caller's transaction; two statements. */
bool customer_link_elsewhere(struct work *w, uint64_t customer_id, const char *source,
			     const char *id) __attribute__((warn_unused_result));
/* It is no longer this customer. */
void customer_unlink_elsewhere(struct work *w, uint64_t customer_id, const char *source,
			       const char *id);
/* Whose ways these are, which somebody else has shown to be theirs (NULL: none): of who proved them
 * here, too, or of a guest who gave them. 0: of nobody, or of two. Two statements. */
uint64_t customer_of_ways(struct work *w, const char *email, const char *phone);
/* When nothing may ring at theirs, by the shop's clock: from an hour to another, over midnight
 * where that is earlier; the same twice: at no time. One statement each. */
struct quiet_hours {
	int from, to;
};
#define QUIET_NIGHT ((struct quiet_hours){ 21, 9 }) /* of who never said */
struct quiet_hours customer_quiet(struct work *w, uint64_t customer_id);
void customer_set_quiet(struct work *w, uint64_t customer_id, struct quiet_hours q);
/* The e-mail addresses somebody is known by, at most max; how many. One statement. */
size_t customer_emails(struct work *w, uint64_t customer_id, const char **out, size_t max);
/* Forgets codes that nobody can use any more, a batch at a time; true: there may be more. For the
 * worker. */
bool customer_purge_codes(struct work *w);
/* Likewise sign-ins of more than a year ago. */
bool customer_purge_sign_ins(struct work *w);
/* Tells some orders of customers who were merged, or are two again, that they went over; true:
 * there may be more. For the worker. */
bool customer_tell_merges(struct work *w);
/* Forgets what two merged customers were, once nobody can undo it; true: there may be more. */
bool customer_purge_merges(struct work *w);
/* Locks them, so that they are not erased meanwhile; false: they were, or became somebody else. */
bool customer_hold(struct work *w, uint64_t customer_id) __attribute__((warn_unused_result));

#endif
