/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `regulars staff`: who works here, and the one-time links that let them in. */
#include "staff/staff.h"
#include <stdio.h>
#include <string.h>
#include "cli/cli.h"
#include "permission.h"

static void print_link(struct cli *c, const char *token)
{
	printf("%s%s/desk/invite/%s\n", c->config->base_url, c->config->base_path, token);
}

static int refuse(enum staff_refusal r)
{
	static const char *const words[] = {
		[STAFF_NO_ROLE] =
			"no such role: owner, manager, orders, production, warehouse, "
			"logistics, finance, care, marketing, viewer, or the name of one of "
			"the shop's own",
		[STAFF_EMAIL_TAKEN] = "this address is already there",
		[STAFF_HAS_OWNER] = "there is an owner already",
		[STAFF_WRONG] = "not an e-mail address",
	};

	fprintf(stderr, "regulars staff: %s\n", words[r] ? words[r] : "not possible");
	return CLI_FAILED;
}

static int invite_owner(struct cli *c)
{
	struct work w;
	char token[SECRET_TOKEN_SIZE];
	enum staff_refusal r;

	cli_app(c);
	w = cli_work(c);
	if (staff_has_owner(&w))
		return refuse(STAFF_HAS_OWNER);
	r = staff_invite(&w, NULL, NULL, "owner",
			 w.app->settings.lang[0] == 'z' ? LANG_ZH : LANG_EN, token);
	if (r != STAFF_OK)
		return refuse(r);
	print_link(c, token);
	return CLI_DONE;
}

static int invite(struct cli *c, char **argv)
{
	struct work w;
	char token[SECRET_TOKEN_SIZE];
	enum staff_refusal r;

	cli_app(c);
	w = cli_work(c);
	r = staff_invite(&w, argv[0], argv[1], argv[2],
			 w.app->settings.lang[0] == 'z' ? LANG_ZH : LANG_EN, token);
	if (r != STAFF_OK)
		return refuse(r);
	print_link(c, token);
	return CLI_DONE;
}

static int list(struct cli *c)
{
	struct staff_member *all;
	struct work w;
	size_t n;

	cli_app(c);
	w = cli_work(c);
	all = staff_list(&w, &n);
	for (size_t i = 0; i < n; i++)
		printf("%-10s %-12s %s <%s>\n", all[i].role_name ? all[i].role_name : all[i].role,
		       staff_state_word[all[i].state], all[i].name, all[i].email);
	return CLI_DONE;
}

int cli_staff(struct cli *c, int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "invite-owner"))
		return invite_owner(c);
	if (argc == 5 && !strcmp(argv[1], "invite"))
		return invite(c, argv + 2);
	if (argc == 2 && !strcmp(argv[1], "list"))
		return list(c);
	return CLI_USAGE;
}
