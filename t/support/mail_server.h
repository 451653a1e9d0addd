/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real mail server with moods (mail_server.py says which), that ends with the calling process. */
#ifndef REGULARS_T_MAIL_SERVER_H
#define REGULARS_T_MAIL_SERVER_H

#include "base/arena.h"

struct mail_server {
	const char *folder; /* cert.pem, and what was taken */
	int port;
};

/* tls: "tls" from the first byte, "starttls", "clear"; account: "USER:PASSWORD", or NULL: it asks
 * for none. Skips the test where there is no such server. */
struct mail_server mail_server_start(struct arena *a, const char *tls, const char *account);
/* A port that takes connections and never says a word. */
int mail_server_silent(void);
/* The nth mail that was taken, from 1, below a line "sender recipient tls|clear in|out our-name
 * port"; NULL: there were fewer. */
const char *mail_server_taken(struct arena *a, const struct mail_server *s, int nth);

#endif
