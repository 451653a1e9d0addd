/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lives as long as the process (passed, never global), and the unit of work handed down from a
 * handler, a job or a command. */
#ifndef REGULARS_APP_H
#define REGULARS_APP_H

#include <stdbool.h>
#include <stdint.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/config.h"
#include "base/ident.h"
#include "base/instant.h"
#include "base/secret.h"
#include "db/db.h"
#include "i18n/i18n.h"
#include "setting.h"
#include "tmpl/tmpl.h"

struct route;
struct wire;
struct wiring;
struct quota;
struct words;

struct app_pages {
	struct catalogues *words;
	struct tmpl_library *library;
};

struct app {
	struct arena *arena; /* the process's own */
	const struct config *config;
	struct secret_keys keys;
	struct db *db;
	struct catalogues *words;
	struct words *reader; /* of what customers write; NULL until a worker has some of it */
	struct tmpl_library *pages;
	struct app_pages own_pages;   /* none: they are shared */
	struct settings settings;     /* read at start, again at HUP and at most a minute late */
	struct arena *settings_arena; /* their text */
	bool lacks_settings;          /* they could not be read yet: `settings` is nobody's */
	int64_t settings_due;         /* microseconds of app_clock(): when they are read again */
	struct ident_source ids;
	uint8_t node_token[16]; /* this process in table node */
	int64_t node_until;     /* microseconds of app_clock(), a margin before the lease ends */
	uint64_t last_past_id;  /* work_id_at: the id before, and the instant it was made for */
	struct instant last_past;
	bool has_node;
	const struct wiring *wiring;
	struct assets *assets; /* static names -> hashed names */
	struct quota *quota;   /* programs' requests, shared by all workers; NULL: not counted */
	const struct route *routes; /* the site map; tests bring their own */
	size_t n_routes;
	bool check_bounds; /* tests: a request over its route's query bound fails */
	/* How many orders have to leave today, as long as nothing changes (order/count.h). */
	struct app_today {
		bool is;
		uint64_t changes;
		struct instant before;
		int64_t n;
	} today;
	/* the current request's arena stands in req; this one is reset for each request */
	struct arena *request_arena;
};

/* Words and pages as the files have them, for as many applications of a process as like. */
void app_read_pages(struct app_pages *p, struct arena *a, const struct config *c);
void app_free_pages(struct app_pages *p);
/* Everything a process needs; does not need the database to be there. Fails with a clear line on a
 * broken installation. */
struct app *app_new(struct arena *a, const struct config *c);
/* The same for a command: each statement is prepared when it is first run. */
struct app *app_new_for_command(struct arena *a, const struct config *c);
/* The same with pages that outlive it, and stay as they were read. */
struct app *app_new_sharing(struct arena *a, const struct config *c, const struct app_pages *pages);
void app_free(struct app *app); /* also runs when `a` is freed; twice does no harm */
/* Reads the settings now; false: the database is away, and they are as they were. */
bool app_read_settings(struct app *app);
/* Microseconds of a clock that never steps: for leases and deadlines. */
int64_t app_clock(void);
/* The accounts of a configuration: the program's, or (admin) the one that may change tables. */
struct db_config app_database(struct arena *a, const struct config *c, bool admin);
/* One request from accept to release; never fails (serve.c). */
void app_serve(struct app *app, const struct wire *w, struct buf *out);
/* Bytes that the route of this request takes, before they are read. */
size_t app_body_may(struct app *app, const struct wire *w);
/* URL of a static file, "/static/app.1a2b3c4d.css", or of a picture, "/media/….webp"; the latter
 * for as long as the request lasts. */
const char *app_asset(void *app, const char *name);

enum actor_kind {
	ACTOR_NOBODY,
	ACTOR_CUSTOMER, /* id: customer; 0: by a signed link */
	ACTOR_STAFF,
	ACTOR_API_KEY,
	ACTOR_CARRIER,
	ACTOR_RULE,    /* the program, by a rule or the clock */
	ACTOR_IMPORT,  /* id: import_run */
	ACTOR_COMMAND, /* the command line */
	ACTOR_KIND__MAX
};
extern const char *const actor_kind_word[ACTOR_KIND__MAX];
struct actor {
	enum actor_kind kind;
	uint64_t id;
};

/* What staff and programs may see of people, and of whom they saw it. */
struct sight {
	bool in_full;         /* the reader has the permission */
	uint64_t customer_id; /* whose data the answer holds in full; 0: nobody's */
};

/* Handed to every use case. `now` is the one time of the whole act; text it returns lives in
 * `arena`. */
struct work {
	struct app *app;
	struct db *db;
	struct arena *arena;
	struct instant now;
	struct actor actor;
	struct sight *sight; /* NULL: the reader is neither staff nor a program of theirs */
	const char *remote;  /* the address a request came from; NULL: there was none */
	/* What is told was long ago: ids are of `now`, messages are written down as sent, and
	 * orders' documents are not written: whoever tells the past writes each once when all is
	 * told. */
	bool past;
	/* What numbers are drawn from; NULL: nobody can foretell them. */
	uint64_t (*chance)(void *of);
	void *chance_of;
	bool quiet; /* customers are not written to of what is done: they know it from elsewhere */
};

/* Leases a node number when this process has none or its lease ends soon; outside a transaction.
 * work_id does it where nobody did. */
void work_lease(struct app *app);
void work_release(struct app *app);
/* A new id; of work of the past: work_id_at(now). */
uint64_t work_id(struct work *w);
/* A number that people see, such as R-7K3M-92Q5: it may be taken. */
void work_number(struct work *w, char kind, char number[IDENT_NUMBER_SIZE]);
/* An id that sorts as if it had been made in the second (before 2020: the minute) after `then`:
 * imports and demo data with old dates. Ids for the same `then`, made one after another, rise. The
 * last seconds are no past: there it is work_id(). */
uint64_t work_id_at(struct work *w, struct instant then);
/* db_transaction with the work as its argument. */
int work_transaction(struct work *w, int (*fn)(struct work *w, void *arg), void *arg);
/* db_part with the work as its argument. */
int work_part(struct work *w, int (*fn)(struct work *w, void *arg), void *arg);

#endif
