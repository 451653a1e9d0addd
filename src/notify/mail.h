/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A message as e-mail: rendered in its language, laid out as RFC 5322; for the files of notify/
 * alone. */
#ifndef REGULARS_NOTIFY_MAIL_H
#define REGULARS_NOTIFY_MAIL_H

#include "notify/channel.h"
#include "notify/store.h"

struct mail {
	const char *subject, *text, *html;
};
/* Renders templates/mail/<template>{_subject.txt,.txt,.html} with the order's document as it is
 * now. False: the order is gone. */
bool mail_render(struct work *w, const struct message *m, struct mail *out);
/* The same; with n > 0 what these say comes along, as templates/mail/parcels. */
bool mail_render_all(struct work *w, const struct message *m, struct message *const *also, size_t n,
		     struct mail *out);
/* The same in the few words of a message that rings. */
bool mail_render_brief(struct work *w, const struct message *m, struct message *const *also,
		       size_t n, struct brief *out);
/* The whole mail: headers, text part, HTML part. Message-ID comes from the message's id, so a
 * repeat is recognised. */
char *mail_compose(struct work *w, const struct message *m, const struct mail *mail, size_t *len);
/* The whole address of one of our paths; NULL of none. */
char *mail_url(struct work *w, const char *path);
/* A header value: as it is where it is ASCII, else as RFC 2047 words. */
void mail_header(struct buf *b, const char *name, const char *value);

#endif
