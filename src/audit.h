/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log: who did what to whom that a shop may have to prove later. Rows are only added,
 * each with a keyed hash over the one before. */
#ifndef REGULARS_AUDIT_H
#define REGULARS_AUDIT_H

#include "app.h"

enum audit_kind {
	AUDIT_SIGN_IN,
	AUDIT_SIGN_IN_FAILED,
	AUDIT_CODE_FAILED,
	AUDIT_REFUSED, /* became: the route that was closed to them */
	AUDIT_PERSONAL_DATA_SHOWN,
	AUDIT_STAFF_INVITED,
	AUDIT_INVITATION_ACCEPTED,
	AUDIT_INVITATION_WITHDRAWN,
	AUDIT_SECOND_FACTOR_SET_UP,
	AUDIT_SECOND_FACTOR_RESET,
	AUDIT_ROLE_CHANGED,
	AUDIT_STAFF_SWITCHED_OFF,
	AUDIT_SESSION_ENDED,
	AUDIT_SESSIONS_ENDED,
	AUDIT_REFUND,
	AUDIT_CREDIT,
	AUDIT_MESSAGE_RESENT,
	AUDIT_MESSAGES_RESENT,
	AUDIT_KEY_MADE, /* became: its permissions */
	AUDIT_KEY_REVOKED,
	AUDIT_EXPORTED,         /* became: the file's name and how many rows */
	AUDIT_EXPORTED_IN_FULL, /* with names, phones and addresses */
	AUDIT_EXPORT_TAKEN,     /* downloaded */
	AUDIT_IMPORTED,  /* became: the kind, and how many new (+), changed (~), refused (!) */
	AUDIT_PROVED,    /* the second factor again, before what is worth it */
	AUDIT_ROLE_MADE, /* a role itself, of the shop's own: its permissions */
	AUDIT_ROLE_EDITED,
	AUDIT_ROLE_DELETED,
	AUDIT_HOOK_MADE, /* became: the host it goes to */
	AUDIT_HOOK_CHANGED,
	AUDIT_HOOK_SECRET, /* a new one was made */
	AUDIT_HOOK_SWITCHED,
	AUDIT_HOOK_REMOVED,
	AUDIT_HOOK_REPLAYED, /* became: how many deliveries */
	AUDIT_SETTING_CHANGED,
	AUDIT_PRODUCT_CHANGED, /* became: what of it */
	AUDIT_CHANNEL_CHANGED, /* was, became: which, on or off, the host it goes to */
	AUDIT_CHANNEL_TRIED,
	AUDIT_CATEGORY_CHANGED,
	AUDIT_PRODUCTS_CHANGED, /* became: what, of how many */
	AUDIT_IMPORT_UNDONE,    /* became: the kind, and how many of how many were taken back */
	AUDIT_PASSWORD_SET,     /* of a customer */
	AUDIT_PASSWORD_REMOVED,
	AUDIT_BOUNCE_SECRET,    /* a new one was made */
	AUDIT_CHAT_SECRET,      /* likewise */
	AUDIT_CUSTOMERS_MERGED, /* was: the number that went over; became: the one it went to */
	AUDIT_CUSTOMERS_PARTED, /* that was undone */
	AUDIT_CUSTOMER_ERASED,  /* at their own wish */
	AUDIT_OWN_DATA_ASKED,   /* a customer wants all that is held about them */
	AUDIT_OWN_DATA_TAKEN,   /* and downloads it */
	AUDIT_POINTS,           /* given or taken by hand; was, became: how many could be used */
	AUDIT_REFERRAL_ALLOWED, /* of a friend; was: why it was refused; became: who invited them */
	AUDIT_KIND__MAX
};
extern const char *const audit_kind_word[AUDIT_KIND__MAX];

#define AUDIT_WORDS 400 /* characters of was and became */
struct audit {
	enum audit_kind kind;
	struct actor who;
	uint64_t customer_id; /* whose data or money; 0: nobody's */
	const char *about;    /* "order", "staff", "api_key", "role"; NULL: nothing else */
	uint64_t about_id;
	const char *was, *became; /* words of ours; NULL: nothing to say. Never personal data. */
};
/* In the transaction of what it tells; where there is none, in one of its own. Three statements and
 * those of the transaction. */
void audit_write(struct work *w, const struct audit *a);

/* ---- reading ---- */
struct audit_query {
	int kind;              /* -1: all */
	uint64_t who;          /* staff or key; 0: everybody */
	uint64_t above, below; /* bounds of ids: days, and where the page begins */
	int limit;
};
struct audit_row {
	uint64_t id;
	struct instant at;
	enum audit_kind kind;
	struct actor who;
	const char *who_name;           /* staff and keys; NULL: not known */
	const char *customer;           /* their number, or NULL */
	const char *about, *about_name; /* an order's number, a colleague's name; or NULL */
	uint64_t about_id;
	const char *was, *became;
	const char *was_name, *became_name; /* of roles of the shop's own; or NULL */
	bool is_chained;
};
/* Newest first. One statement. */
struct audit_row *audit_list(struct work *w, const struct audit_query *q, size_t *n);
/* The page's list as `filters`, its query string, has it, below this id (0: from the newest); a
 * filter that cannot be read filters nothing. One statement. */
struct audit_row *audit_list_for_file(struct work *w, const char *filters, uint64_t below,
				      int limit, size_t *n);
struct audit_person {
	uint64_t id;
	const char *name;
};
/* Staff and keys that may stand in the log, for choosing among; at most 500. One statement. */
struct audit_person *audit_people(struct work *w, size_t *n);

/* Walks the whole chain; tells of every row that was changed, is missing, or was put in. Returns
 * how many rows it holds. Uses arenas of its own. */
int64_t audit_check(struct work *w, void (*found)(void *arg, const char *row), void *arg);

#endif
