/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The SQL of the outbox, for the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_STORE_H
#define REGULARS_NOTIFY_STORE_H

#include "notify/notify.h"

/* Messages are kept this long after they were sent, failed or found unwanted. */
enum { OUTBOX_KEEP_DAYS = 90, OUTBOX_AGAIN_MAX = 1000 };

enum outbox_state {
	OUTBOX_WAITING,
	OUTBOX_TAKEN,
	OUTBOX_SENT,
	OUTBOX_FAILED,
	OUTBOX_UNWANTED, /* the recipient had chosen not to get it */
	OUTBOX_OVER,     /* what it says was over before it went out */
	OUTBOX_STATE__MAX
};
extern const char *const outbox_state_word[OUTBOX_STATE__MAX];

struct message {
	uint64_t id, event_id, order_id, parcel_id, customer_id;
	uint64_t joined_id; /* of the message that said this one, too; 0: it went out by itself */
	const char *template, *recipient, *data, *last_error, *subject;
	const char *answer; /* of who took it, or NULL */
	const char *said;   /* the words that went out, on their way into the table; else NULL */
	enum message_channel channel;
	enum lang lang;
	enum outbox_state state;
	int tries;
	struct instant run_at, created_at, sent_at;
};
/* What it says opens an account or orders: nobody but the recipient sees it, and it leaves the
 * table when it is sent. */
bool message_is_private(const struct message *m);
/* What this act would say was sent long ago, and would be deleted by now. */
bool message_is_forgotten(const struct work *w);
/* Nobody chooses: it is about their work here. */
bool message_is_to_staff(const struct message *m);
/* The recipient as staff may see it. */
const char *message_masked_recipient(struct arena *a, const struct message *m);
bool message_is_code(const struct message *m);
bool message_is_order_list(const struct message *m);
/* Looks up the orders of the recipient, and the language to write in, at the moment the message
 * goes out. False: there are none, and nobody is to be written to. */
bool notify_fill_order_list(struct work *w, struct message *m);
/* A claimed message that nobody is to get. */
void outbox_drop(struct work *w, const struct message *m, const uint8_t token[16]);
/* A claimed message that stays unsent: its recipient does not want it, or it is over. */
void outbox_leave(struct work *w, const struct message *m, const uint8_t token[16],
		  enum outbox_state state);
/* Of this parcel it waits to be said that it left, or was said at this moment. */
bool outbox_says_left(struct work *w, uint64_t parcel_id, const char *recipient);
/* False: this event has a message to this recipient already. */
bool outbox_insert(struct work *w, const struct message *m);
/* Claims what is due under a token of its own; leases use the database's clock. */
struct message *outbox_claim(struct work *w, const uint8_t token[16], int max, size_t *n);
/* Claims what waits for the same customer under the same token, where it may join; how many. */
int64_t outbox_claim_beside(struct work *w, const struct message *m, const uint8_t token[16]);
/* All that is claimed under it. */
struct message *outbox_claimed(struct work *w, const uint8_t token[16], size_t *n);
/* Those that were said in this one. */
struct message *outbox_joined(struct work *w, uint64_t id, size_t *n);
/* A minute more for a claimed message. False: it is no longer ours. */
bool outbox_keep(struct work *w, const struct message *m, const uint8_t token[16]);
/* A claimed message that was not tried after all: it waits until run_at. */
void outbox_put_off(struct work *w, const struct message *m, const uint8_t token[16],
		    struct instant run_at);
void outbox_sent(struct work *w, const struct message *m, const uint8_t token[16]);
/* Tries again at run_at, or gives up, and then forgets what only the recipient may see. */
void outbox_failed(struct work *w, const struct message *m, const uint8_t token[16], bool for_good,
		   struct instant run_at);
int64_t outbox_reap(struct work *w);
int64_t outbox_forget(struct work *w, struct instant over_before, int max);
bool outbox_get(struct work *w, uint64_t id, struct message *out);
/* The words that went out; NULL: they were not kept. */
const char *outbox_said(struct work *w, uint64_t id);
struct message *outbox_list(struct work *w, int state_or_minus_one, uint64_t below, int limit,
			    size_t *n);
/* The same, each with the number of its order, NULL of none. */
struct message *outbox_list_numbered(struct work *w, int state_or_minus_one, uint64_t below,
				     int limit, const char ***numbers, size_t *n);
/* counts[state] of what is not sent. */
void outbox_count(struct work *w, int64_t counts[OUTBOX_STATE__MAX]);
/* A failed message waits again from now; a sign-in code is over and never does. False: it was not a
 * failed one, or cannot be sent again. */
bool outbox_again(struct work *w, uint64_t id);
/* All of them, at most OUTBOX_AGAIN_MAX; how many there were. */
int64_t outbox_again_all(struct work *w);
int64_t outbox_count_again(struct work *w);

#endif
