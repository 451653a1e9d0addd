/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands of files share: import.c and files.c. */
#ifndef REGULARS_CLI_FILES_H
#define REGULARS_CLI_FILES_H

#include "cli/cli.h"
#include "exchange/load.h"

/* "-": standard input. -1: it is said why not. */
int cli_open_file(const char *name);
/* FILE [--mapping NAME] [--dry-run] */
int cli_take_over(struct cli *c, enum load_kind kind, int argc, char **argv);

#endif
