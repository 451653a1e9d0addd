/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways messages go: e-mail, and calls to other programs that send SMS or write by WeChat; for
 * the files of notify/ alone. */
#ifndef REGULARS_NOTIFY_CHANNEL_H
#define REGULARS_NOTIFY_CHANNEL_H

#include "call/call.h"
#include "notify/post.h"
#include "notify/store.h"

enum {
	CHANNEL_HEADERS = 1000,
	CHANNEL_HEADER_LINES = 20,
	CHANNEL_BODY = 4000,
	CHANNEL_WORD = 100,
	CHANNEL_SECRET = 300,
	CHANNEL_TO = 200,
};
enum channel_format { FORMAT_JSON, FORMAT_FORM, FORMAT__MAX };
extern const char *const channel_format_word[FORMAT__MAX];

struct channel {
	enum message_channel channel;
	bool is_on;
	const char *url; /* "": not set up */
	enum channel_format format;
	const char *headers, *body;           /* with placeholders */
	const char *good_member, *good_value; /* "": any answer of 2xx is good */
	struct bytes secret;                  /* sealed; none: len 0 */
	uint64_t trial_id;
};

/* ---- rules (notify/channel_rules.c): pure ---- */
/* What stands in the place of each placeholder. */
enum channel_value {
	VALUE_TO,       /* +8613812345521, or an open id */
	VALUE_NATIONAL, /* 13812345521 */
	VALUE_TEXT,
	VALUE_SUBJECT,
	VALUE_LINK,
	VALUE_CODE,
	VALUE_KIND, /* shipped, … */
	VALUE_LANG,
	VALUE_ID, /* the same when it is sent again */
	VALUE_SECRET,
	CHANNEL_VALUE__MAX
};
extern const char *const channel_value_word[CHANNEL_VALUE__MAX];
struct channel_values {
	const char *v[CHANNEL_VALUE__MAX]; /* NULL is empty */
};
enum channel_escape { ESCAPE_NONE, ESCAPE_JSON, ESCAPE_URL };
/* The template with each {{word}} filled in; NULL: *unknown is a word that means nothing there.
 * Without an escape, as in headers, only words that need none are known. */
char *channel_fill(struct arena *a, const char *template, enum channel_escape how,
		   const struct channel_values *v, const char **unknown);
/* The lines as headers; NULL: one is none, or one of ours. */
const char **channel_header_lines(struct arena *a, const char *text, size_t *n);
/* What an answer means, and a line for staff about it. */
enum post_outcome channel_judge(struct arena *a, const struct call_answer *answer,
				const char *good_member, const char *good_value, const char **said);
/* It makes a noise where it arrives. */
bool channel_rings(enum message_channel c);
/* When a message that rings may leave, at the earliest: now, or at the end of the quiet hours. */
struct instant channel_may_leave(const char *template, struct quiet_hours q, struct instant now);
/* English typed with the characters that every telephone has. */
char *channel_plain(struct arena *a, const char *text);
/* Every place of it hidden; both as they are where there is nothing to hide. */
char *channel_hide(struct arena *a, const char *text, const char *what, const char *as);

/* ---- store (notify/channel_store.c) ---- */
/* As it was set up, or an empty one that is off. */
void channel_store_get(struct work *w, enum message_channel c, struct channel *out);
void channel_store_put(struct work *w, const struct channel *c);
/* That of e-mail signs what tells of mail that came back. */
void channel_store_secret(struct work *w, enum message_channel c, struct bytes sealed);
void channel_store_trial(struct work *w, enum message_channel c, uint64_t message_id);

/* ---- use cases (notify/channel.c) ---- */
struct channel_draft {
	enum message_channel channel;
	bool is_on;
	const char *url;
	enum channel_format format;
	const char *headers, *body, *good_member, *good_value;
	const char *secret; /* NULL: as it is */
	bool forget_secret;
};
/* What is wrong with a draft, where anything is: the first of these. */
enum channel_refusal {
	CHANNEL_OK,
	CHANNEL_BAD_URL,
	CHANNEL_BAD_HEADERS,
	CHANNEL_UNKNOWN_WORD, /* in headers or body: *word */
	CHANNEL_NOT_JSON,
	CHANNEL_BAD_SECRET, /* not of printable ASCII */
	CHANNEL_NO_TEXT,    /* the body says nothing of the message */
};
struct channel_answer {
	const char *word;   /* CHANNEL_UNKNOWN_WORD */
	bool is_in_headers; /* it stands there */
};
enum channel_refusal channel_save(struct work *w, const struct channel_draft *d,
				  struct channel_answer *out) __attribute__((warn_unused_result));
/* Puts a test message into the outbox. False: the channel is not set up. */
bool channel_try(struct work *w, enum message_channel c, const char *to, enum lang lang)
	__attribute__((warn_unused_result));

/* ---- sending (notify/channel_send.c) ---- */
/* A message in the few words of such a channel. */
struct brief {
	const char *text, *subject, *link, *code;
};
/* What a batch of messages goes out through, each channel read once. */
struct channels;
struct channels *channels_new(struct work *w);
enum post_outcome channel_send(struct channels *c, const struct message *m, const struct brief *b,
			       const char **said);

#endif
