/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regulars setting: what a shop sets itself. */
#include <stdio.h>
#include <string.h>
#include "cli/cli.h"
#include "setting_change.h"

static int list(struct cli *c)
{
	const struct settings *s = &cli_app(c)->settings;
	const char *name;

	for (size_t i = 0; (name = setting_name(i)); i++)
		printf("%s = %s\n", name, setting_text(s, name, c->arena));
	return CLI_DONE;
}

static int get(struct cli *c, const char *name)
{
	const char *value = setting_text(&cli_app(c)->settings, name, c->arena);

	if (!value) {
		fprintf(stderr, "regulars: no setting %s; `regulars setting list` shows all\n",
			name);
		return CLI_FAILED;
	}
	puts(value);
	return CLI_DONE;
}

static const char *why_not(enum setting_refusal refusal)
{
	if (refusal == SETTING_HAS_ORDERS)
		return "there are orders in the currency of now";
	if (refusal == SETTING_NOT_OFFERED)
		return "lang has to be one of languages";
	return "unknown, or the value does not fit it";
}

static int set(struct cli *c, const char *name, const char *value)
{
	struct work w = cli_work(c);
	struct setting_wish wish = { .name = name, .value = value };

	if (!setting_change(&w, &wish, 1)) {
		fprintf(stderr, "regulars: setting %s: %s\n", name, why_not(wish.refusal));
		return CLI_FAILED;
	}
	printf("%s set; running programs follow within a minute\n", name);
	return CLI_DONE;
}

int cli_setting(struct cli *c, int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return list(c);
	if (argc == 3 && strcmp(argv[1], "get") == 0)
		return get(c, argv[2]);
	if (argc == 4 && strcmp(argv[1], "set") == 0)
		return set(c, argv[2], argv[3]);
	return CLI_USAGE;
}
