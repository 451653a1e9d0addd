/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mustache: pages × languages compiled once, rendered from cJSON trees, escaped by default. */
#ifndef REGULARS_TMPL_TMPL_H
#define REGULARS_TMPL_TMPL_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/instant.h"
#include "i18n/i18n.h"

/*
 * The language is Mustache, with {{<layout/page}}{{$main}}…{{/main}}{{/layout/page}}, and
 * - filters: {{total|money}}, {{state|label:badge}}, {{"app.css"|asset}}; filters.c has the table.
 *   A null gives nothing. Money is {amount, currency}, a unit price {milli, currency}, a time
 *   RFC 3339 text, a window {from, to}; percent and pp take thousandths.
 * - messages: {{#t}}Placed {{placed_at|datetime}}{{/t}}, {{#t:menu}}Orders{{/t}} in a context.
 *   White space is folded; only values stand within.
 * - plurals: {{#plural n}}{{n}} item{{or}}{{n}} items{{/plural}}.
 * False are null, false, an empty list and an empty text. A name is looked up in the sections
 * around it, the innermost first, then in the view, then in the frame.
 */
struct tmpl_library;

/* Compiles every *.html and *.txt below dir for every language; names are paths without ending
 * ("order/track"; a .txt is "mail/placed.txt"). Fails with file:line:column and what is wrong (open
 * section, unknown filter, unknown partial, raw output). strict: an unknown name while rendering is
 * fail() (tests, development); otherwise it renders as nothing. */
struct tmpl_library *tmpl_load(const char *dir, const struct catalogues *c, bool strict);
void tmpl_free(struct tmpl_library *lib);
/* Compiles again what changed on disk since (development). On an error the old ones stay and it
 * fails. */
void tmpl_refresh(struct tmpl_library *lib);
bool tmpl_exists(const struct tmpl_library *lib, const char *name);

struct tmpl_context {
	enum lang lang;
	struct instant now; /* for ago, day, window */
	const cJSON *frame; /* what respond.c adds: page.*, shop.* (its own, looked up there first);
			       others after the view */
	const cJSON *view;
	/* URL of a static file by its plain name ("app.css" -> "/static/app.1a2b.css"); for
	 * {{asset…}} filters */
	const char *(*asset)(void *arg, const char *name);
	void *asset_arg;
	/* The text of a member that json_add_late() put into the frame: made when a page asks for
	 * it. */
	const char *(*late)(void *arg, const char *name);
	void *late_arg;
};
void tmpl_render(const struct tmpl_library *lib, const char *name, const struct tmpl_context *ctx,
		 struct buf *out);

/* One template text, no catalogue: for the specification's tests and messages in the database.
 * partial() gives a partial's text or NULL. */
struct tmpl_partials {
	const char *(*partial)(void *arg, const char *name);
	void *arg;
};
void tmpl_render_text(struct arena *a, const char *text, const struct tmpl_partials *p,
		      const struct tmpl_context *ctx, struct buf *out);

/* The one HTML escaper: & < > " ' */
void html_escape(struct buf *b, const char *s, size_t len);

/* Every message of the templates below dir, in order: for the catalogue. context and plural are
 * NULL where there is none. */
struct tmpl_message {
	const char *file;
	int line;
	const char *context, *msg, *plural;
};
void tmpl_messages(const char *dir, void (*found)(void *arg, const struct tmpl_message *m),
		   void *arg);

#endif
