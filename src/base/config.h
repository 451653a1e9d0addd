/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars.conf: `key = value` lines; a # at the start or after a space begins a comment. Found by
 * --config, then $REGULARS_CONFIG, then the installed place. */
#ifndef REGULARS_BASE_CONFIG_H
#define REGULARS_BASE_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/arena.h"

/* Texts are never NULL: what is not set and has no default is empty. */
struct config {
	const char *path;   /* the file read */
	const char *socket; /* unix socket of the web workers, at most 107 bytes */
	/* whose connections are served besides our own; empty: only our own */
	const char *nginx_user;
	int workers;           /* 1..64 */
	const char *db_hosts;  /* ordered: "localhost" or "db1:3306,db2" */
	const char *db_socket; /* unix socket, wins over db_hosts where set */
	const char *db_name, *db_user, *db_password_file;
	/* for migrations; default: the same account */
	const char *db_admin_user, *db_admin_password_file;
	/* "http://127.0.0.1:8080", no slash at the end: absolute links only from here */
	const char *base_url;
	const char *base_path; /* "" or "/shop": prefixes every URL */
	/* templates, static manifest, migrations, catalogues (the installed share folder) */
	const char *data_dir;
	const char *var_dir; /* what the program writes: mail, spool */
	/* pictures made for pages: nginx serves them, so whoever it runs as reads this folder */
	const char *media_dir;
	const char *picture_program; /* makes them, one file at a time */
	const char *secret_file;     /* 32 random bytes in hex, mode 0400: MACs, links, TOTP seal */
	/* "smtp://HOST[:PORT]", "smtps://…" (TLS from the first byte), or "dir:PATH": one file a
	 * message */
	const char *mail;
	const char *mail_from;
	/* "required"; "opportunistic": goes on in the clear where smtp:// has no STARTTLS */
	const char *mail_tls;
	const char *mail_user, *mail_password_file; /* empty: the server asks for none */
	const char *mail_ca_file; /* who vouches for the server; empty: whom the system trusts */
	int mail_timeout;         /* seconds for one message, 1..50 */
	bool webhook_local; /* for trials alone: webhooks to http, any port, one's own network */
	bool development;   /* templates reload at once, strict names, throttles as configured */
	bool throttle;      /* false only in load tests */
	bool run_as_root;   /* embedded mode alone */
};

/* Reads the file. Unknown keys, missing required ones and bad values fail() with file:line and what
 * to do. explicit_path may be NULL. Paths that are relative are taken from the file's folder. */
struct config *config_load(struct arena *a, const char *explicit_path);
/* A whole small file (secrets): trailing newline cut; fails when group or others may read it. */
char *config_read_secret(struct arena *a, const char *path);

#endif
