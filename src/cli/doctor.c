/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars doctor: looks at everything a running shop stands on, a line each. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "base/fail.h"
#include "base/text.h"
#include "cli/cli.h"
#include "notify/notify.h"

struct doctor {
	struct cli *cli;
	const char *said;
	bool warns;
};

static void look_config(void *arg)
{
	struct doctor *d = arg;

	d->said = cli_config(d->cli)->path;
}

static void look_secret(void *arg)
{
	struct doctor *d = arg;
	struct secret_keys keys;

	d->said = cli_config(d->cli)->secret_file;
	if (!secret_init(&keys, config_read_secret(d->cli->arena, d->said)))
		fail("%s: not 64 hexadecimal digits", d->said);
}

static void look_database(void *arg)
{
	struct doctor *d = arg;

	db_prepare_all(cli_app(d->cli)->db);
	d->said = "answers; every statement fits its tables";
}

static void look_schema(void *arg)
{
	struct doctor *d = arg;
	struct db_config database = app_database(d->cli->arena, cli_config(d->cli), true);
	const char *dir = arena_printf(d->cli->arena, "%s/sql", d->cli->config->data_dir);
	struct migration_state s = db_migrate(&database, dir, true, NULL);

	if (s.pending > 0)
		fail("%d migrations are pending: regulars migrate", s.pending);
	d->said = arena_printf(d->cli->arena, "up to %03d", s.newest_in_database);
}

static void free_words(void *words)
{
	catalogues_free(words);
}

static void look_templates(void *arg)
{
	struct doctor *d = arg;
	struct arena *a = d->cli->arena;
	const char *data = cli_config(d->cli)->data_dir;
	struct catalogues *words = catalogues_load(arena_printf(a, "%s/po", data));

	arena_defer(a, free_words, words);
	tmpl_free(tmpl_load(arena_printf(a, "%s/templates", data), words, false));
	d->said = "all compile in every language";
}

static void look_mail(void *arg)
{
	struct doctor *d = arg;
	const struct config *c = cli_config(d->cli);
	const char *wrong = notify_try(d->cli->arena, c);

	if (wrong)
		fail("%s", wrong);
	d->said = text_starts_with(c->mail, "dir:")
			  ? c->mail
			  : arena_printf(d->cli->arena, "%s answers%s", c->mail,
					 *c->mail_user ? " and lets us in" : "");
}

/* Without its program pictures wait for ever. */
static void look_pictures(void *arg)
{
	struct doctor *d = arg;
	const struct config *c = cli_config(d->cli);

	if (access(c->picture_program, X_OK) != 0)
		fail("%s: %s", c->picture_program, strerror(errno));
	if (access(c->media_dir, W_OK) != 0 && errno != ENOENT)
		fail("%s: %s", c->media_dir, strerror(errno));
	d->said = c->media_dir;
}

/* Customers would be told to call somebody else. */
static void look_shop(void *arg)
{
	struct doctor *d = arg;
	struct arena *a = d->cli->arena;
	const struct settings *s = &cli_app(d->cli)->settings;
	const char *name;
	struct buf b;

	buf_init(&b, a);
	for (size_t i = 0; (name = setting_name(i)); i++)
		if (setting_is_unnamed(s, name, a))
			buf_addf(&b, "%s%s", b.len ? ", " : "", name);
	d->warns = b.len > 0;
	d->said = d->warns ? arena_printf(a,
					  "still the example's: %s (regulars setting set NAME "
					  "VALUE)",
					  b.p)
			   : setting_text(s, "shop_name_en", a);
}

static const struct {
	const char *name;
	void (*look)(void *arg);
} check[] = {
	{ "configuration", look_config }, { "secret", look_secret },
	{ "templates", look_templates },  { "schema", look_schema },
	{ "database", look_database },    { "mail", look_mail },
	{ "pictures", look_pictures },    { "shop", look_shop },
};

int cli_doctor(struct cli *c, int argc, char **argv)
{
	int status = CLI_DONE;

	(void)argv;
	if (argc > 1)
		return CLI_USAGE;
	for (size_t i = 0; i < sizeof check / sizeof check[0]; i++) {
		struct doctor d = { .cli = c, .said = "" };
		struct failure f;
		bool well = fail_run(check[i].look, &d, &f);

		printf("%-4s  %-13s  %s\n",
		       !well     ? "BAD"
		       : d.warns ? "warn"
				 : "ok",
		       check[i].name, well ? d.said : f.message);
		if (!well)
			status = CLI_FAILED;
		if (!well && !c->config)
			break;
	}
	return status;
}
